//! The ledgers as they stood at the end of one day: a view `TABLE_at` for each kind, made from its declaration when a query
//! first reads it. Reports stand on these, lists and sections on the same condition ([`holds`]), and none writes a date
//! condition of its own.
//!
//! # Which rows
//!
//! Of a **state** what held on the day: begun on it or before, not ended by then, and every subject still there (an org not
//! dissolved, a unit not closed, a person not dead). What is open though its subject has gone is in no view: `db check`
//! lists it. Of an **event** what had happened by the day; a later end of its subject changes nothing of that, so a report
//! that names the org of an event joins `org_name`, or leaves out what `org_at` does not have.
//!
//! # Which columns
//!
//! Those of the table, under the same names:
//!
//! | column | holds |
//! |---|---|
//! | `id` | the number of the entry |
//! | `org_id`, `person_id`, `unit_id` | a subject; likewise `KEY_id` of any other field that names one |
//! | the key of a coded field | the code, never the label; of several the codes parted by commas, without blanks |
//! | the key of a field of money | fen |
//! | any other key | the text or the number as kept |
//! | `date` and `day` | of an event: when, as typed (`2011`, `2011-05`, `2011-05-03`), and the first day of that |
//! | `roll_org_id` | of an event of a person: the org on whose roll they stood when it happened, if any |
//! | `since` and `since_day` | of a state: from when, likewise |
//! | `until` and `until_day` | of a state: as typed, and the first day on which it holds no more, `9999-12-31` while it is open. Whatever stands here lies after the day asked for: who tells the past as it was then leaves it out |
//! | `remark` | as typed |

use super::{Field, Holds, KINDS, Kind, Life};
use crate::i18n::{Label, label};

/// The statements that make the views that a query reads, as far as they are not there yet.
pub(crate) fn read_by(sql: &str) -> String {
    KINDS.iter().filter(|kind| sql.contains(&format!("{}_at", kind.table))).map(|kind| of(kind)).collect()
}

/// The org on whose roll the person of an event stood when it happened: of a month or year, the last in it.
const ROLL_ORG: &str = ", (SELECT roll.org_id FROM roll
   WHERE roll.person_id = entry.person_id AND roll.until_day > entry.day
     AND roll.since_day <= CASE length(entry.date) WHEN 10 THEN entry.day
                           WHEN 7 THEN date(entry.day, '+1 month', '-1 day') ELSE date(entry.day, '+1 year', '-1 day') END
   ORDER BY roll.since_day DESC LIMIT 1) AS roll_org_id";

/// The statement that makes the view of one kind.
fn of(kind: &Kind) -> String {
    let (table, holds) = (kind.table, holds(kind));
    let roll = if has_roll_org(kind) { ROLL_ORG } else { "" };
    format!(
        "CREATE TEMP VIEW IF NOT EXISTS {table}_at AS
         SELECT entry.*{roll} FROM clock CROSS JOIN {table} AS entry WHERE clock.id = 1 AND {holds};\n"
    )
}

/// A column of what the office's own questions see of a ledger.
pub(crate) struct Shown {
    /// Its key.
    pub(crate) key: String,
    /// What it is called.
    pub(crate) zh: String,
    /// The same in English.
    pub(crate) en: String,
    /// What it holds.
    pub(crate) holds: Holds,
    /// How it is asked of a row of the view of a day, called `entry`.
    sql: String,
}

impl Shown {
    fn new(key: &str, called: Label, holds: Holds, sql: String) -> Self {
        Self { key: key.to_owned(), zh: called.zh.to_owned(), en: called.en.to_owned(), holds, sql }
    }

    /// The same column of something else: its code, its name, its number.
    fn of(key: String, whose: Label, what: Label, holds: Holds, sql: String) -> Self {
        let (zh, en) = (format!("{}{}", whose.zh, what.zh), format!("{}, {}", whose.en, what.en));
        Self { key, zh, en, holds, sql }
    }
}

const ID: Label = Label { zh: "编号", en: "number" };
const CODE: Label = Label { zh: "代码", en: "code" };
const NAME: Label = Label { zh: "名称", en: "name" };
const ORG: Label = Label { zh: "党组织", en: "Org" };

/// What the office's own questions see of the entries of a day: the columns, and the SELECT of them over the view of the day. Who and
/// what is meant stands there by number or code and by name; of the end of what still holds there is nothing.
pub(crate) fn shown(kind: &Kind) -> (Vec<Shown>, String) {
    let mut columns = vec![Shown::new("id", kind.label_of("id"), Holds::Count, "entry.id".to_owned())];
    for field in kind.all_fields().filter(|field| field.is_column() && !field.is_of_end) {
        // What stands there lies after the day.
        if field.key == "until" && kind.life == Life::State {
            continue;
        }
        columns.extend(shown_of(kind, field));
    }
    if has_roll_org(kind) && kind.field("org").is_none() {
        columns.extend(shown_org("org", ORG, "entry.roll_org_id"));
    }
    let sql = select(&columns, &format!("FROM clock\nCROSS JOIN {}_at AS entry\nWHERE clock.id = 1", kind.table));
    (columns, sql)
}

/// The same of the lines of the entries, if they have some.
pub(crate) fn shown_lines(kind: &Kind) -> Option<(Vec<Shown>, String)> {
    let (_, heads) = kind.lines()?;
    let (table, outcomes) = (kind.table, super::lines::list(kind, "outcome")?);
    let column = |key: &str, holds: Holds, sql: &str| {
        let called = label(&format!("{table}_item.{key}")).or_else(|| label(key)).expect("a test asks for every label");
        Shown::new(key, called, holds, sql.to_owned())
    };
    let columns = vec![
        column("entry_id", Holds::Count, "entry.id"),
        column("head", Holds::Code(heads), "line.head"),
        column("text", Holds::Text, "shown_text(line.text)"),
        column("outcome", Holds::Code(outcomes), "iif(entry.settled_day <= as_of, line.outcome, NULL)"),
    ];
    let from = format!(
        "FROM clock\nCROSS JOIN {table}_at AS entry\nJOIN {table}_item AS line ON line.{table}_id = entry.id\nWHERE clock.id = 1"
    );
    let sql = select(&columns, &from);
    Some((columns, sql))
}

fn select(columns: &[Shown], from: &str) -> String {
    let asked: Vec<String> = columns.iter().map(|column| format!("{} AS \"{}\"", column.sql, column.key)).collect();
    format!("SELECT {}\n{from}", asked.join(",\n       "))
}

fn shown_of(kind: &Kind, field: &Field) -> Vec<Shown> {
    let (key, called, column) = (field.key, kind.label_of(field.key), format!("entry.{}", field.column()));
    match field.holds {
        Holds::Org => shown_org(key, called, &column),
        Holds::Unit => vec![
            Shown::of(format!("{key}_id"), called, ID, Holds::Count, column.clone()),
            Shown::of(format!("{key}_name"), called, NAME, Holds::Text, named("unit_state", "unit_id", &column)),
        ],
        Holds::Person => {
            // Whose entry it is goes by the keys that people have everywhere.
            let (no, name) = match (key, field.is_subject) {
                ("person", true) => ("no".to_owned(), "name".to_owned()),
                _ => (format!("{key}_no"), format!("{key}_name")),
            };
            let sql = format!("shown_text((SELECT person.name FROM person WHERE person.id = {column}))");
            vec![
                Shown::of(no, called, ID, Holds::Count, column),
                Shown { key: name, zh: called.zh.to_owned(), en: called.en.to_owned(), holds: Holds::Text, sql },
            ]
        }
        Holds::Text | Holds::Amount => {
            vec![Shown::new(key, called, field.holds, format!("shown_text({})", when(kind, field)))]
        }
        holds => vec![Shown::new(key, called, holds, when(kind, field))],
    }
}

/// What stands in the column of a field, as far as it was known on the day.
fn when(kind: &Kind, field: &Field) -> String {
    let column = format!("entry.{}", field.column());
    match field.key {
        "settled" | "how" if kind.life == Life::Item => format!("iif(entry.settled_day <= as_of, {column}, NULL)"),
        _ => column,
    }
}

fn shown_org(key: &str, called: Label, column: &str) -> Vec<Shown> {
    let code = format!("(SELECT org.code FROM org WHERE org.id = {column})");
    vec![
        Shown::of(format!("{key}_code"), called, CODE, Holds::Text, code),
        Shown::of(format!("{key}_name"), called, NAME, Holds::Text, named("org_name", "org_id", column)),
    ]
}

/// The name of the day; of what has gone, or is to come, the nearest.
fn named(table: &str, owner: &str, column: &str) -> String {
    format!(
        "shown_text((SELECT {table}.name FROM {table} CROSS JOIN clock AS of_day
                     WHERE of_day.id = 1 AND {table}.{owner} = {column}
                     ORDER BY {table}.since_day <= of_day.as_of AND {table}.until_day > of_day.as_of DESC,
                              {table}.since_day DESC LIMIT 1))"
    )
}

/// Whether the view of a day tells on whose roll the person of an entry stood then.
fn has_roll_org(kind: &Kind) -> bool {
    matches!(kind.life, Life::Event | Life::Item) && kind.on(Holds::Person).is_some()
}

/// That a row of the table, called `entry`, is one of the day `as_of`.
pub(super) fn holds(kind: &Kind) -> String {
    let mut wheres = vec![format!("entry.{} <= as_of", kind.first_day())];
    if kind.life.is_from_until() {
        wheres.push("entry.until_day > as_of".to_owned());
        wheres.extend(kind.subjects().filter_map(|subject| is_there(subject, "as_of")));
    }
    wheres.join(" AND ")
}

/// Who of the subjects of an entry had gone by a day, a subquery after `EXISTS`; `gone_day` is the first without it.
/// Only for what can be a subject.
pub(super) fn gone(subject: &Field) -> Option<String> {
    let column = subject.column();
    Some(match subject.holds {
        Holds::Org => format!("SELECT dissolved_day AS gone_day FROM org WHERE org.id = entry.{column}"),
        Holds::Unit => format!("SELECT closed_day AS gone_day FROM unit WHERE unit.id = entry.{column}"),
        Holds::Person => format!(
            "SELECT until_day AS gone_day FROM roll WHERE roll.person_id = entry.{column} AND roll.ended = 'deceased'"
        ),
        _ => return None,
    })
}

/// That a subject is still there at the end of a day.
fn is_there(subject: &Field, day: &str) -> Option<String> {
    Some(format!("NOT EXISTS (SELECT 1 FROM ({}) AS gone WHERE gone.gone_day <= {day})", gone(subject)?))
}
