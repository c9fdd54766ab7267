//! What a form may say: of a person, an org, a meeting, a letter of introduction, an election. Each subject declares its fields by two names, one in
//! Chinese and one in English, of which a template may use either, and has one query that gives their values.

mod election;
mod meeting;
mod org;
mod person;
mod transfer;

use std::collections::BTreeMap;

use minijinja::value::Value;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::value::{Day, Item, List, Meeting, Missing, Sum};
use crate::code::codes;
use crate::date::PartialDate;
use crate::error::Result;
use crate::i18n::{Label, Lang};
use crate::lists;
use crate::money::Money;

codes! {
    /// What a form is about.
    pub enum About {
        Person = "person", "人员", "person";
        Org = "org", "党组织", "org";
        Meeting = "meeting", "会议", "meeting";
        Transfer = "transfer", "转接", "transfer";
        Election = "election", "选举", "election";
    }

    /// What a field holds.
    pub(super) enum Sort {
        Text = "text", "文字", "text";
        Number = "number", "数", "number";
        Day = "day", "日期", "date";
        Money = "money", "金额", "money";
        Flag = "flag", "是否", "yes or no";
        Entries = "entries", "列表", "list";
    }
}

/// Everything that a form can be about.
pub(super) const SUBJECTS: &[About] = About::ALL;

/// What a field holds, and where that comes from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Holds {
    Text,
    /// A coded value of this list, told by its Chinese label.
    Code(&'static str),
    /// Such a value, or words of one's own.
    CodeOrText(&'static str),
    /// An identity number, or a telephone number.
    IdNo,
    Phone,
    Number,
    Day,
    Money,
    Flag,
    /// Entries of a list: their query and their fields, the first of which is what an entry is called by.
    Entries(&'static str, &'static [Field]),
    /// Entries, and a value, that follow from other things than the query.
    Made(&'static [Field]),
    Worked(Sort),
}

/// A field of a form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) key: &'static str,
    /// The Chinese is its other name.
    pub(super) label: Label,
    pub(super) holds: Holds,
}

impl Field {
    fn answers_to(&self, name: &str) -> bool {
        self.key == name || self.label.zh == name
    }

    /// What it holds, for a list of fields.
    pub(super) fn sort(&self) -> Sort {
        match self.holds {
            Holds::Text | Holds::Code(_) | Holds::CodeOrText(_) | Holds::IdNo | Holds::Phone => Sort::Text,
            Holds::Number => Sort::Number,
            Holds::Day => Sort::Day,
            Holds::Money => Sort::Money,
            Holds::Flag => Sort::Flag,
            Holds::Entries(..) | Holds::Made(_) => Sort::Entries,
            Holds::Worked(sort) => sort,
        }
    }

    /// Whether it is a personal number.
    pub(super) fn is_personal_number(&self) -> bool {
        matches!(self.holds, Holds::IdNo | Holds::Phone)
    }
}

/// Declares the fields of a subject, a line each: the names, what it holds.
macro_rules! fields {
    ($name:ident: $( $key:literal, $zh:literal, $en:literal, $holds:expr; )+) => {
        pub(super) const $name: &[$crate::paper::fields::Field] = &[ $(
            $crate::paper::fields::Field { key: $key, label: $crate::i18n::Label { zh: $zh, en: $en }, holds: $holds }
        ),+ ];
    };
}
use fields;

fields! { COMMON:
    "office", "单位名称", "the office, as the configuration calls it", Holds::Text;
    "seal", "落款", "the line of the seal, as the configuration has it", Holds::Text;
    "paper_date", "落款日期", "the day of the paper", Holds::Day;
    "paper_date_words", "公文日期", "the day of the paper as a document has it: in words, in figures since 2012-07-01", Holds::Text;
    "as_of", "截止日期", "the day as of which the records are told", Holds::Day;
}

/// The fields that a form about one subject may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    sql: &'static str,
    own: &'static [Field],
}

impl Known {
    /// Those of a subject.
    pub(super) fn of(about: About) -> Self {
        let (sql, own) = match about {
            About::Person => (include_str!("../sql/person.sql"), person::FIELDS),
            About::Org => (include_str!("../sql/org.sql"), org::FIELDS),
            About::Meeting => (include_str!("../sql/meeting.sql"), meeting::FIELDS),
            About::Transfer => ("", transfer::FIELDS),
            About::Election => (include_str!("../sql/election.sql"), election::FIELDS),
        };
        Self { sql, own }
    }

    /// All of them.
    pub(super) fn all(self) -> impl Iterator<Item = &'static Field> {
        self.own.iter().chain(COMMON)
    }

    fn all_of_entries(self) -> impl Iterator<Item = &'static Field> {
        self.own
            .iter()
            .filter_map(|field| match field.holds {
                Holds::Entries(_, fields) | Holds::Made(fields) => Some(fields),
                _ => None,
            })
            .flatten()
    }

    /// The field of this name.
    pub(super) fn field(self, name: &str) -> Option<&'static Field> {
        self.all().find(|field| field.answers_to(name))
    }

    /// Whether one of these names is that of a field of its own, which needs somebody whom it is about.
    pub(super) fn is_own<'n>(self, mut named: impl Iterator<Item = &'n String>) -> bool {
        named.any(|name| self.own.iter().any(|field| field.answers_to(name)))
    }

    /// Whether a field is called so.
    pub(super) fn is_field(self, name: &str) -> bool {
        self.all().any(|field| field.answers_to(name))
    }

    /// Whether an entry of one of its lists has a field of this name.
    pub(super) fn is_of_entry(self, name: &str) -> bool {
        self.all_of_entries().any(|field| field.answers_to(name))
    }

    /// The names of its fields.
    pub(super) fn fields(self) -> Vec<String> {
        names(self.all())
    }

    /// The names of the fields of its entries.
    pub(super) fn of_entries(self) -> Vec<String> {
        names(self.all_of_entries())
    }

    /// Whether one of these names is that of a personal number.
    pub(super) fn has_personal_number<'n>(self, mut named: impl Iterator<Item = &'n String>) -> bool {
        named.any(|name| {
            self.all().chain(self.all_of_entries()).any(|field| field.is_personal_number() && field.answers_to(name))
        })
    }
}

fn names<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<String> {
    fields.flat_map(|field| [field.key.to_owned(), field.label.zh.to_owned()]).collect()
}

/// The values of the fields by both names.
pub(super) type Values = BTreeMap<String, Value>;

/// What the papers of a day have in common.
#[derive(Debug, Clone)]
pub(super) struct Common {
    /// What the configuration calls the office.
    pub(super) office: Option<String>,
    /// The line of the seal.
    pub(super) seal: Option<String>,
    /// The day of the paper.
    pub(super) date: PartialDate,
    /// The day as of which the records are told.
    pub(super) as_of: PartialDate,
}

impl Common {
    pub(super) fn values(&self) -> Values {
        let told: [Option<Value>; 5] = [
            self.office.as_deref().map(Value::from),
            self.seal.as_deref().map(Value::from),
            Some(Value::from_object(Day(self.date))),
            Some(Value::from(super::date_of_document(&self.date))),
            Some(Value::from_object(Day(self.as_of))),
        ];
        let mut values = Values::new();
        for (field, told) in COMMON.iter().zip(told) {
            put(&mut values, field, told.unwrap_or_else(|| missing(field)));
        }
        values
    }
}

fn put(values: &mut Values, field: &Field, value: Value) {
    values.insert(field.key.to_owned(), value.clone());
    values.insert(field.label.zh.to_owned(), value);
}

fn missing(field: &Field) -> Value {
    Value::from_object(Missing { label: field.label, in_cell: false })
}

/// What the records say of a subject; nothing, where they do not know it on the day.
pub(super) fn values(
    conn: &Connection,
    about: About,
    id: i64,
    common: &Common,
    meeting: &Meeting,
) -> Result<Option<Values>> {
    let mut values = common.values();
    if about == About::Transfer {
        transfer::put_all(conn, id, &mut values)?;
        return Ok(Some(values));
    }
    let known = Known::of(about);
    let mut query = conn.prepare_cached(known.sql)?;
    let mut rows = query.query(&[(":id", &id)])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    for field in known.own {
        let value = match field.holds {
            Holds::Entries(sql, fields) => entries(conn, field, sql, fields, id, meeting)?,
            Holds::Made(_) | Holds::Worked(_) => continue,
            _ => value(row, field)?,
        };
        put(&mut values, field, value);
    }
    match about {
        About::Person => person::put_made(conn, id, common.as_of.last_day(), &mut values, meeting)?,
        About::Election => {
            let is_held = election::is_held(&values, common);
            election::put_made(conn, id, is_held, &mut values, meeting)?;
        }
        About::Org => org::put_made(conn, id, common.as_of.last_day(), &mut values, meeting)?,
        About::Meeting | About::Transfer => {}
    }
    Ok(Some(values))
}

fn entries(
    conn: &Connection,
    list: &Field,
    sql: &str,
    fields: &'static [Field],
    id: i64,
    meeting: &Meeting,
) -> Result<Value> {
    let mut query = conn.prepare_cached(sql)?;
    let mut rows = query.query(&[(":id", &id)])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let row = fields.iter().map(|field| value(row, field)).collect::<Result<Vec<_>>>()?;
        items.push(item(fields, row, meeting));
    }
    Ok(Value::from_object(List { label: list.label, items }))
}

/// An entry of these fields.
fn item(fields: &[Field], row: Vec<Value>, meeting: &Meeting) -> Value {
    let first = row.first().cloned().unwrap_or_default();
    let mut values = Values::new();
    fields.iter().zip(row).for_each(|(field, value)| put(&mut values, field, value));
    Value::from_object(Item { values, first, meeting: Meeting::clone(meeting) })
}

/// Puts a list that follows from other things under the names of its field.
fn put_list(
    values: &mut Values,
    own: &[Field],
    key: &str,
    fields: &'static [Field],
    rows: Vec<Vec<Value>>,
    meeting: &Meeting,
) {
    let Some(list) = own.iter().find(|field| field.key == key) else { return };
    let items = rows.into_iter().map(|row| item(fields, row, meeting)).collect();
    put(values, list, Value::from_object(List { label: list.label, items }));
}

fn value(row: &Row<'_>, field: &Field) -> Result<Value> {
    let raw = row.get_ref(field.key)?;
    if raw == ValueRef::Null {
        return Ok(missing(field));
    }
    let text = || row.get::<_, String>(field.key);
    let label = |list: &str, code: &str| lists::word(list, code).map(|label| label.say(Lang::Zh).to_owned());
    Ok(match field.holds {
        Holds::Code(list) => match text()? {
            // Of whom it is not known the paper says nothing.
            code if code == "unknown" => missing(field),
            code => Value::from(label(list, &code).unwrap_or(code)),
        },
        Holds::CodeOrText(list) => {
            let told = text()?;
            Value::from(label(list, &told).unwrap_or(told))
        }
        Holds::Number => Value::from(row.get::<_, i64>(field.key)?),
        Holds::Day => Value::from_object(Day(row.get::<_, PartialDate>(field.key)?)),
        Holds::Money => Value::from_object(Sum(Money::from_fen(row.get(field.key)?))),
        Holds::Flag => Value::from(row.get::<_, bool>(field.key)?),
        _ => Value::from(text()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    #[test]
    fn every_field_is_answered_by_its_query_and_has_names_that_a_template_can_use() {
        let mut db = Db::memory().unwrap();
        db.stand_at("2011-05-31".parse().unwrap()).unwrap();
        let columns = |sql: &str| -> Vec<String> {
            let query = db.conn().prepare(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
            query.column_names().into_iter().map(str::to_owned).collect()
        };
        let plain = |fields: &[Field]| -> Vec<String> {
            fields
                .iter()
                .filter(|field| !matches!(field.holds, Holds::Entries(..) | Holds::Made(_) | Holds::Worked(_)))
                .map(|field| field.key.to_owned())
                .collect()
        };
        for about in [About::Person, About::Org, About::Meeting, About::Election] {
            let known = Known::of(about);
            assert_eq!(columns(known.sql), plain(known.own), "{about:?}");
            for field in known.own {
                if let Holds::Entries(sql, fields) = field.holds {
                    assert_eq!(columns(sql), plain(fields), "{}", field.key);
                }
            }
        }
        for about in About::ALL {
            let known = Known::of(*about);
            let mut names = known.fields();
            names.extend(known.of_entries());
            assert!(names.iter().all(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_')), "{names:?}");
            let mut once = known.fields();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), known.fields().len(), "{about:?}");
        }
    }
}
