//! Ledgers 台账: the many small kinds of record that an office keeps beside members and meetings, each declared once, in a
//! file of its own in `kinds`, and all of them served by the same verbs.
//!
//! A declaration is a constant ([`Kind`]) that generic code reads. A macro would have hidden the same constants behind a
//! language of its own; data files read at run time would have found a wrong key only then, and cost every start. Here the
//! compiler checks the shape, a test holds each declaration and its table in `schema.sql` together, and nothing is built
//! before somebody types the name of a ledger.
//!
//! What stood in it on a day is a view `TABLE_at`: `views` tells its rows and columns, for reports to stand on.
//! What only one kind knows (a norm, a thing that cannot be) is a plain function that it names as `particular`. Entries with
//! lines of their own (`lines`) keep them in a second table beside that of the kind.
//!
//! The faults that the declaration excludes are in `checks`, the lines of `show` and the histories in `section`, what a
//! subject that goes leaves open in `open`.
//!
//! To add a kind:
//!
//! 1. One file in `kinds/`, and its two lines in `kinds/mod.rs`: its `mod` and its place in [`KINDS`], the order of the help.
//! 2. Its table at the end of `schema.sql`, and the same text as a new step in `db/migrations`, named in `db/migrate.rs`
//!    (`user_version` follows). The dates of an entry, their generated days and CHECKs are those of its [`Life`]: take
//!    them over from a kind that lives likewise (`care` an event, `pairing` a state, `discipline` a term, `incoming` an
//!    item, `appraisal` a year). Money is an INTEGER of fen, a count an INTEGER not below 0, a date a TEXT with the CHECK
//!    of its length; a subject ends in `_id` and leads the index.
//! 3. Its labels in `i18n/labels/ledgers.rs`, each `TABLE.KEY`: also of `since`, `until` or `date`, if it has a word of its own for
//!    them. What it is called itself is the `label` of the declaration. The options, their help and the name of the table
//!    follow.
//! 4. Its Chinese name in `i18n/words.rs`, an example of its `add` in `cli/examples.txt`, its mention in the README, and an
//!    entry that goes all the way round in `tests/cli`. What is asked of every kind is asked of it by itself.

pub(crate) mod checks;
pub mod cli;
mod import;
mod keys;
mod kinds;
mod lines;
mod list;
pub(crate) mod open;
#[cfg(test)]
mod planted;
#[cfg(test)]
mod props;
pub(crate) mod section;
mod sheet;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
mod value;
pub(crate) mod views;
mod write;

use crate::code::Code;
use crate::error::Result;
use crate::i18n::{Label, label};

pub use kinds::KINDS;
pub(crate) use kinds::{Hindrance, PlanState, PlanWay};
use write::Judged;

/// Under which noun of the command line a ledger stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// `dangwu org …`
    Org,
    /// `dangwu member …`
    Member,
}

impl Noun {
    /// As typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Org => "org",
            Self::Member => "member",
        }
    }
}

/// What time does to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// It happened on a day: `date`.
    Event,
    /// It holds from a day until a day: `since`, `until`.
    State,
    /// The same, its end told beforehand: `until` may lie ahead.
    Term,
    /// It was taken up on a day, is due by another and settled on a third: `date`, `due`, `settled`, `how`.
    Item,
    /// It is of a year, and told once in it: `year`.
    Year,
}

impl Life {
    /// Whether it holds from a day until a day.
    fn is_from_until(self) -> bool {
        matches!(self, Self::State | Self::Term)
    }

    /// The column that says when it ends, where it does.
    fn ends(self) -> Option<&'static str> {
        match self {
            Self::Event | Self::Year => None,
            Self::State | Self::Term => Some("until"),
            Self::Item => Some("settled"),
        }
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Holds {
    /// An org, a person or a unit on record.
    Org,
    /// See [`Self::Org`].
    Person,
    /// See [`Self::Org`].
    Unit,
    /// A text as written.
    Text,
    /// One of a list.
    Code(&'static [Code]),
    /// Some of a list, kept in its order.
    Codes(&'static [Code]),
    /// A whole number, not below 0.
    Count,
    /// Money, typed with its unit, kept in fen.
    Money,
    /// Yes or no.
    Flag,
    /// A number with its unit, kept as a text in one spelling: `1000000元`, `35人`.
    Amount,
    /// Points, which may be taken off, too.
    Points,
    /// A day, month or year as known, on which it has happened.
    Date,
    /// The same, which may lie ahead.
    Ahead,
    /// A year.
    Year,
    /// Several lines, each under a head of this list; they stand in a table of their own, `TABLE_item`.
    Lines(&'static [Code]),
}

/// A field of a kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Option name, JSON key and column of the table (`org` stands in `org_id`).
    pub key: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether every entry has it.
    pub needed: bool,
    /// What an entry hangs on: given first, without an option.
    pub is_subject: bool,
    /// Whether it tells of the end: told with it, and nothing before.
    pub is_of_end: bool,
    /// Whether several may be named at once, an entry for each.
    pub is_each: bool,
    /// Other headings met in rosters.
    pub synonyms: &'static [&'static str],
}

impl Field {
    /// A field that may be left out.
    pub const fn new(key: &'static str, holds: Holds) -> Self {
        Self { key, holds, needed: false, is_subject: false, is_of_end: false, is_each: false, synonyms: &[] }
    }

    /// One that every entry has.
    pub const fn needed(key: &'static str, holds: Holds) -> Self {
        Self { needed: true, ..Self::new(key, holds) }
    }

    /// What an entry hangs on.
    pub const fn subject(key: &'static str, holds: Holds) -> Self {
        Self { is_subject: true, ..Self::needed(key, holds) }
    }

    /// What is told of the end.
    pub const fn of_end(key: &'static str, holds: Holds) -> Self {
        Self { is_of_end: true, ..Self::new(key, holds) }
    }

    /// The same field, in which several may be named at once.
    pub const fn each(self) -> Self {
        Self { is_each: true, ..self }
    }

    /// The same field under other headings too.
    pub const fn called(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    /// The column of the table.
    pub fn column(&self) -> String {
        match self.holds {
            Holds::Org | Holds::Person | Holds::Unit => format!("{}_id", self.key),
            _ => self.key.to_owned(),
        }
    }

    /// The list that a coded field takes its values from.
    pub fn codes(&self) -> Option<&'static [Code]> {
        match self.holds {
            Holds::Code(codes) | Holds::Codes(codes) => Some(codes),
            _ => None,
        }
    }

    /// Whether it stands in the table of the kind, and not in one of its own.
    fn is_column(&self) -> bool {
        !matches!(self.holds, Holds::Lines(_))
    }

    /// Whether it holds a date.
    fn is_date(&self) -> bool {
        matches!(self.holds, Holds::Date | Holds::Ahead)
    }
}

const DATE: Field = Field::needed("date", Holds::Date);
const SINCE: Field = Field::needed("since", Holds::Date).called(&["起", "起始日期", "开始日期"]);
const UNTIL: Field = Field::new("until", Holds::Date).called(&["止", "截止日期", "结束日期"]);
const YEAR: Field = Field::needed("year", Holds::Year);
const REMARK: Field = Field::new("remark", Holds::Text);

/// A kind of ledger.
#[derive(Debug)]
pub struct Kind {
    /// Under which noun.
    pub noun: Noun,
    /// Its name on the command line.
    pub name: &'static str,
    /// Its table, and the prefix of its labels.
    pub table: &'static str,
    /// What it is called.
    pub label: Label,
    /// What time does to an entry.
    pub life: Life,
    /// Its fields, the subjects first; the dates and the remark follow from what it is.
    pub fields: &'static [Field],
    /// The keys that, with the subjects, tell one entry from the others: of an event on a day, of a state at a time.
    pub once: &'static [&'static str],
    /// What else cannot be of an entry of this kind.
    pub(in crate::ledger) particular: Option<Particular>,
}

/// Refuses what cannot be of one kind alone, or warns of it, whichever verb says it.
pub(in crate::ledger) type Particular = fn(&Judged<'_>) -> Result<()>;

impl Kind {
    /// All fields, in the order of an export.
    pub fn all_fields(&self) -> impl Iterator<Item = &Field> {
        const OF_EVENT: &[Field] = &[DATE, REMARK];
        const OF_STATE: &[Field] = &[SINCE, UNTIL, REMARK];
        const OF_TERM: &[Field] = &[SINCE, Field::new("until", Holds::Ahead), REMARK];
        const OF_ITEM: &[Field] = &[
            DATE,
            Field::new("due", Holds::Ahead),
            Field::new("settled", Holds::Date),
            Field::new("how", Holds::Text),
            REMARK,
        ];
        const OF_YEAR: &[Field] = &[YEAR, REMARK];
        self.fields.iter().chain(match self.life {
            Life::Event => OF_EVENT,
            Life::State => OF_STATE,
            Life::Term => OF_TERM,
            Life::Item => OF_ITEM,
            Life::Year => OF_YEAR,
        })
    }

    /// Whether it refuses, or warns of, more than every kind does.
    pub fn has_particulars(&self) -> bool {
        self.particular.is_some()
    }

    /// The field of a key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.all_fields().find(|field| field.key == key)
    }

    /// The place of a field among all.
    fn place(&self, key: &str) -> usize {
        self.all_fields().position(|field| field.key == key).expect("a field of this kind")
    }

    /// The field that says when.
    fn begins(&self) -> &'static str {
        match self.life {
            Life::Event | Life::Item => "date",
            Life::State | Life::Term => "since",
            Life::Year => "year",
        }
    }

    /// The column with the first day of what that says.
    fn first_day(&self) -> &'static str {
        match self.life {
            Life::Event | Life::Item | Life::Year => "day",
            Life::State | Life::Term => "since_day",
        }
    }

    /// What an entry hangs on.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_subject)
    }

    /// Whether a field is one of those that tell an entry from the others, beside the time.
    fn tells_apart(&self, field: &Field) -> bool {
        field.is_subject || self.once.contains(&field.key)
    }

    /// The lines of its entries, if they have some: the field, and the list of their heads.
    fn lines(&self) -> Option<(&Field, &'static [Code])> {
        self.fields.iter().find_map(|field| match field.holds {
            Holds::Lines(heads) => Some((field, heads)),
            _ => None,
        })
    }

    /// The field that holds this kind of thing, if the ledger hangs on one.
    fn on(&self, holds: Holds) -> Option<&Field> {
        self.subjects().find(|field| field.holds == holds)
    }

    /// What makes an entry `k` the same thing as an entry `t` of another person, if it is told of people and for a time.
    pub(crate) fn same_but_person(&self) -> Option<String> {
        self.on(Holds::Person).filter(|_| self.life.is_from_until())?;
        let is_whose = |field: &Field| field.is_subject && field.holds == Holds::Person;
        let keys = self.fields.iter().filter(|field| self.tells_apart(field) && !is_whose(field));
        let same = keys.map(Field::column).map(|column| format!("k.{column} IS t.{column}"));
        Some(std::iter::once("TRUE".to_owned()).chain(same).collect::<Vec<_>>().join(" AND "))
    }

    /// Whose label a key has: of this kind, of any ledger, or of any list.
    fn labelled(&self, key: &str) -> &'static str {
        let own = || label(&format!("{}.{key}", self.table)).map(|_| self.table);
        own().or_else(|| label(&format!("ledger.{key}")).map(|_| "ledger")).unwrap_or("")
    }

    /// What a field is called.
    pub(crate) fn label_of(&self, key: &str) -> Label {
        let own = label(&format!("{}.{key}", self.labelled(key)));
        own.or_else(|| label(key)).expect("a test asks for every label")
    }
}

/// The kind whose entries stand in a table.
pub(crate) fn of_table(table: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.table == table)
}

/// The list that a column takes its values from, of an entry or of its lines.
pub(crate) fn list(table: &str, field: &str) -> Option<&'static [Code]> {
    match table.strip_suffix("_item").and_then(of_table) {
        Some(kind) => lines::list(kind, field),
        None => of_table(table)?.field(field)?.codes(),
    }
}

/// What the journal holds of a field that is kept otherwise than it is shown: money, yes and no, several of a list.
pub(crate) fn in_journal(table: &str, field: &str, value: &serde_json::Value) -> Option<crate::output::Value> {
    let field = of_table(table)?.field(field)?;
    match (field.holds, value.as_i64(), value.as_str()) {
        (Holds::Money, Some(fen), _) => Some(value::shown(field, fen.into())),
        (Holds::Flag, Some(said), _) => Some(value::shown(field, said.into())),
        (Holds::Codes(_), _, Some(codes)) => Some(value::shown(field, codes.to_owned().into())),
        _ => None,
    }
}
