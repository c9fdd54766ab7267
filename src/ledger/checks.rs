//! What cannot be in a ledger, as queries in the form of `db/checks`, made from the declarations: one each of a kind, or of
//! all kinds that hang on the same sort of subject. What the CHECKs of a table hold is not asked again.

use std::sync::LazyLock;

use super::{Field, Holds, KINDS, Kind, Life};
use crate::code::Code;

/// A query under its code.
pub(crate) type Query = (&'static str, String);

/// The faults of all kinds. Made when first asked for: a reading command pays nothing.
pub(crate) static ALL: LazyLock<Vec<Query>> = LazyLock::new(|| {
    let of_kind = |kind: &'static Kind| {
        let own = [twice(kind), end_before_start(kind), unknown_codes(kind), in_future(kind)];
        own.into_iter().flatten().chain(kind.subjects().filter_map(|subject| left_open(kind, subject)))
    };
    let outside = [Holds::Org, Holds::Unit, Holds::Person].into_iter().filter_map(outside);
    KINDS.iter().copied().flat_map(of_kind).chain(outside).collect()
});

/// The head of a query.
fn head(subject: Holds, zh: &str, en: &str, more: &str) -> String {
    let subject = match subject {
        Holds::Org => "org",
        Holds::Unit => "unit",
        _ => "person",
    };
    format!("-- subject: {subject}\n-- zh: {zh}\n-- en: {en}\n{more}")
}

/// Rows of a kind that are told of its first subject, if they are as `wanted`.
fn of_first(kind: &Kind, zh: &str, en: &str, more: &str, wanted: &str) -> String {
    let subject = kind.subjects().next().expect("a test asks for one");
    let head = head(subject.holds, zh, en, more);
    format!("{head}{}\nWHERE {wanted}", rows(kind, subject))
}

/// All rows of a kind as findings.
fn rows(kind: &Kind, subject: &Field) -> String {
    rows_of(kind, subject, kind.table)
}

/// Rows of a kind as findings, from its table or a query of it.
fn rows_of(kind: &Kind, subject: &Field, from: &str) -> String {
    let (table, owner, begins) = (kind.table, subject.column(), kind.begins());
    format!(
        "SELECT entry.{owner} AS subject_id, word('table', '{table}') || ' ' || entry.{begins} || ' #' || entry.id AS detail
         FROM {from} AS entry"
    )
}

/// The head of what only the rows of this table can break.
fn only_of(kind: &Kind) -> String {
    format!("-- table: {}\n", kind.table)
}

/// The same thing of the same subjects: of an event on a day, of a state at a time.
fn twice(kind: &Kind) -> Option<Query> {
    let same: Vec<String> = kind.all_fields().filter(|field| kind.tells_apart(field)).map(Field::column).collect();
    let same = same.join(", ");
    let before = match kind.life {
        Life::Event | Life::Item => format!("row_number() OVER (PARTITION BY {same}, date ORDER BY id) > 1"),
        Life::Year => format!("row_number() OVER (PARTITION BY {same}, year ORDER BY id) > 1"),
        Life::State | Life::Term => format!(
            "max(until_day) OVER (PARTITION BY {same} ORDER BY since_day, until_day, id
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > since_day"
        ),
    };
    let (zh, en) = ("同一台账条目重复登记", "the same entry of a ledger twice");
    let owner = kind.subjects().next()?;
    let rows = rows_of(kind, owner, &format!("(SELECT *, {before} AS is_again FROM {})", kind.table));
    Some(("ledger-twice", format!("{}{rows}\nWHERE entry.is_again", head(owner.holds, zh, en, &only_of(kind)))))
}

/// An end told less exactly than the beginning lies before it: the CHECK lets it be.
fn end_before_start(kind: &Kind) -> Option<Query> {
    let (zh, en) = ("台账条目结束早于开始", "an entry of a ledger ends before it begins");
    let sql = || of_first(kind, zh, en, &only_of(kind), "entry.until || '-99' < entry.since_day");
    kind.life.is_from_until().then(|| ("ledger-end-before-start", sql()))
}

/// Of several of a list one that is not in it, or one twice: then what is known does not fill the text.
fn unknown_codes(kind: &Kind) -> Option<Query> {
    let (zh, en) = ("台账条目的代码不在其值表中", "a code in an entry of a ledger that its list does not have");
    let strays = |field: &Field| match field.holds {
        Holds::Codes(codes) => Some(has_stray(field.key, codes)),
        _ => None,
    };
    let wanted: Vec<String> = kind.all_fields().filter_map(strays).collect();
    let sql = || of_first(kind, zh, en, &only_of(kind), &wanted.join(" OR "));
    (!wanted.is_empty()).then(|| ("ledger-code", sql()))
}

fn has_stray(key: &str, codes: &[Code]) -> String {
    let length = |code: &Code| {
        format!("iif(instr(',' || entry.{key} || ',', ',{},') > 0, {}, 0)", code.code, code.code.len() + 1)
    };
    format!("length(entry.{key}) + 1 <> {}", codes.iter().map(length).collect::<Vec<_>>().join(" + "))
}

/// Nothing has happened after today.
fn in_future(kind: &Kind) -> Option<Query> {
    let (zh, en) = ("台账条目的日期晚于今天", "a day of an entry of a ledger later than today");
    let begins = format!("entry.{} > today()", kind.first_day());
    let wanted = match kind.life {
        Life::Event | Life::Year | Life::Term => begins,
        Life::Item => format!("{begins} OR substr(entry.settled || '-01-01', 1, 10) > today()"),
        Life::State => format!("{begins} OR substr(entry.until || '-01-01', 1, 10) > today()"),
    };
    Some(("ledger-future-day", of_first(kind, zh, en, "-- asked: whole\n", &wanted)))
}

/// A state that nobody ended though its subject has gone.
fn left_open(kind: &Kind, subject: &Field) -> Option<Query> {
    let gone = super::views::gone(subject).filter(|_| kind.life.is_from_until())?;
    let (zh, en) =
        ("台账条目未结束而其对象已不存在", "an entry of a ledger still open though what it hangs on has gone");
    let noun = kind.noun.word();
    let head = head(subject.holds, zh, en, &format!("-- asked: whole\n-- mend: {noun} {} end\n", kind.name));
    let rows = rows(kind, subject);
    let wanted = format!("EXISTS (SELECT 1 FROM ({gone}) AS gone WHERE gone.gone_day < '9999-12-31')");
    Some(("ledger-left-open", format!("{head}{rows}\nWHERE entry.until IS NULL AND {wanted}")))
}

/// Entries of all kinds before their subject was there, or begun after it had gone. Somebody dead can still be honoured, but
/// holds nothing any more.
fn outside(holds: Holds) -> Option<Query> {
    let (code, zh, en) = match holds {
        Holds::Org => (
            "ledger-outside-org",
            "台账条目不在党组织的存续期内",
            "an entry of a ledger before the founding or after the dissolution of its org",
        ),
        Holds::Unit => (
            "ledger-outside-unit",
            "台账条目不在单位的存续期内",
            "an entry of a ledger before the establishment or after the end of its unit",
        ),
        _ => (
            "ledger-outside-person",
            "台账条目早于本人出生或晚于去世",
            "an entry of a ledger before the birth or after the death of a person",
        ),
    };
    let parts_of = |kind: &'static Kind| {
        let subjects = kind.subjects().filter(|subject| subject.holds == holds);
        subjects.map(|subject| format!("{}\n{}", rows(kind, subject), outside_of(kind, subject)))
    };
    let parts: Vec<String> = KINDS.iter().copied().flat_map(parts_of).collect();
    (!parts.is_empty()).then(|| (code, format!("{}{}", head(holds, zh, en, ""), parts.join("\nUNION ALL\n"))))
}

/// What joins an entry to its subject, and says that it was not there.
fn outside_of(kind: &Kind, subject: &Field) -> String {
    let (begins, first_day, owner) = (kind.begins(), kind.first_day(), subject.column());
    let is_state = kind.life.is_from_until();
    let life = |table: &str, from: &str, to: &str| {
        let ended_later = if is_state {
            format!(" OR entry.until_day > {table}.{to} || '-99' AND entry.until IS NOT NULL")
        } else {
            String::new()
        };
        format!(
            "JOIN {table} ON {table}.id = entry.{owner}
             WHERE entry.{begins} || '-99' < {table}.{from} OR entry.{first_day} > {table}.{to} || '-99'{ended_later}"
        )
    };
    match subject.holds {
        Holds::Org => format!("{} OR org.planned", life("org", "founded_day", "dissolved")),
        Holds::Unit => life("unit", "established_day", "closed"),
        _ => {
            let dead = format!(
                " OR EXISTS (SELECT 1 FROM roll WHERE roll.person_id = entry.{owner} AND roll.ended = 'deceased'
                             AND entry.{first_day} > roll.until || '-99')"
            );
            format!(
                "JOIN person ON person.id = entry.{owner} WHERE entry.{begins} || '-99' < person.birth_day{}",
                if is_state { dead.as_str() } else { "" }
            )
        }
    }
}
