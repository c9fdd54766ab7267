//! Entries put down, put right, ended and taken out again.

use chrono::NaiveDate;
use rusqlite::types::Value as Stored;
use rusqlite::{OptionalExtension as _, params_from_iter};

use super::{Field, Holds, Kind, Life, value};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind as Failure, Result};
use crate::i18n::say;
use crate::org::{self, OrgId, event, unit};

/// What stands in the fields of an entry, one value for each of [`Kind::all_fields`].
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry(pub(super) Vec<Stored>);

impl Entry {
    /// One in which nothing is told yet.
    pub(super) fn empty(kind: &Kind) -> Self {
        Self(kind.all_fields().map(|_| Stored::Null).collect())
    }

    /// What stands under a key.
    pub(super) fn get(&self, kind: &Kind, key: &str) -> &Stored {
        &self.0[kind.place(key)]
    }

    /// Puts something under a key.
    pub(super) fn put(&mut self, kind: &Kind, key: &str, stored: Stored) {
        self.0[kind.place(key)] = stored;
    }

    fn date(&self, kind: &Kind, key: &str) -> Option<PartialDate> {
        value::date(self.get(kind, key))
    }
}

/// The names of the columns, with what goes between them.
fn columns(kind: &Kind, each: impl Fn(usize, &str) -> String) -> String {
    let all = kind.all_fields().enumerate();
    all.map(|(at, field)| each(at + 1, &field.column())).collect::<Vec<_>>().join(", ")
}

/// Puts an entry down; returns its number.
pub(super) fn add(tx: &Tx<'_>, kind: &Kind, entry: &Entry, today: NaiveDate) -> Result<i64> {
    judge(tx, kind, entry, today)?;
    refuse_twice(tx, kind, entry, None)?;
    insert(tx, kind, entry)
}

/// Puts down an entry of which it is known that no other is the same.
pub(super) fn add_unlike_any(tx: &Tx<'_>, kind: &Kind, entry: &Entry, today: NaiveDate) -> Result<i64> {
    judge(tx, kind, entry, today)?;
    insert(tx, kind, entry)
}

fn insert(tx: &Tx<'_>, kind: &Kind, entry: &Entry) -> Result<i64> {
    let (names, places) = (columns(kind, |_, name| name.to_owned()), columns(kind, |at, _| format!("?{at}")));
    let mut insert = tx.prepare_cached(&format!("INSERT INTO {} ({names}) VALUES ({places})", kind.table))?;
    Ok(insert.insert(params_from_iter(&entry.0))?)
}

/// An entry by its number. Fails with `NotFound`.
pub(super) fn get(tx: &Tx<'_>, kind: &Kind, id: i64) -> Result<Entry> {
    let names = columns(kind, |_, name| name.to_owned());
    let mut query = tx.prepare_cached(&format!("SELECT {names} FROM {} WHERE id = ?1", kind.table))?;
    let width = kind.all_fields().count();
    let found = query.query_row([id], |row| (0..width).map(|at| row.get(at)).collect()).optional()?;
    found.map(Entry).ok_or_else(|| unknown(kind, id))
}

/// There is no such entry.
pub(super) fn unknown(kind: &Kind, id: i64) -> Error {
    Error::new(Failure::NotFound, say!(EntryUnknown { kind: kind.label, id })).hint(say!(EntryUnknownHint))
}

/// Puts an entry right.
pub(super) fn change(tx: &Tx<'_>, kind: &Kind, id: i64, entry: &Entry, today: NaiveDate) -> Result<()> {
    judge(tx, kind, entry, today)?;
    refuse_twice(tx, kind, entry, Some(id))?;
    let sets = columns(kind, |at, name| format!("{name} = ?{at}"));
    let id_place = entry.0.len() + 1;
    let mut update = tx.prepare_cached(&format!("UPDATE {} SET {sets} WHERE id = ?{id_place}", kind.table))?;
    update.execute(params_from_iter(entry.0.iter().chain([&Stored::Integer(id)])))?;
    Ok(())
}

/// From a day on it holds no more. Refuses what ended already.
pub(super) fn end(tx: &Tx<'_>, kind: &Kind, id: i64, date: &PartialDate, today: NaiveDate) -> Result<()> {
    let mut entry = get(tx, kind, id)?;
    if let Some(until) = entry.date(kind, "until") {
        return Err(Error::refused(say!(EntryEndedAlready { kind: kind.label, id, until: &until })));
    }
    entry.put(kind, "until", date.to_string().into());
    change(tx, kind, id, &entry, today)
}

/// Takes out an entry that was a slip.
pub(super) fn remove(tx: &Tx<'_>, kind: &Kind, id: i64) -> Result<()> {
    match tx.execute(&format!("DELETE FROM {} WHERE id = ?1", kind.table), [id])? {
        0 => Err(unknown(kind, id)),
        _ => Ok(()),
    }
}

/// Refuses what no entry can say: a needed field left out, a day in the future, an end before the beginning, a subject that
/// was not there.
fn judge(tx: &Tx<'_>, kind: &Kind, entry: &Entry, today: NaiveDate) -> Result<()> {
    let is_missing = |key: &str| matches!(entry.get(kind, key), Stored::Null);
    if let Some(field) = kind.all_fields().find(|field| field.needed && is_missing(field.key)) {
        return Err(Error::refused(say!(EntryLacks { kind: kind.label, field: kind.label_of(field.key) })));
    }
    let begins = entry.date(kind, kind.begins()).expect("it is needed");
    org::can_have_been(&begins, today)?;
    if kind.life == Life::State
        && let Some(until) = entry.date(kind, "until")
    {
        org::can_have_been(&until, today)?;
        if !until.could_follow(&begins) {
            return Err(Error::refused(say!(EndBeforeStart { date: &until, start: &begins })));
        }
    }
    judge_subjects(tx, kind, entry, &begins)
}

fn judge_subjects(tx: &Tx<'_>, kind: &Kind, entry: &Entry, begins: &PartialDate) -> Result<()> {
    for field in kind.fields {
        let Stored::Integer(of) = *entry.get(kind, field.key) else { continue };
        match field.holds {
            Holds::Org => event::existing(&org::get(tx, OrgId(of))?, begins)?,
            Holds::Unit => unit::existing(&unit::get(tx, unit::UnitId(of))?, begins)?,
            Holds::Person => born_by(tx, of, begins)?,
            _ => {}
        }
    }
    Ok(())
}

/// Nothing is told of somebody who was not born yet.
fn born_by(tx: &Tx<'_>, person: i64, day: &PartialDate) -> Result<()> {
    let mut query = tx.prepare_cached("SELECT name, birth FROM person WHERE id = ?1")?;
    let (name, birth): (String, Option<PartialDate>) =
        query.query_row([person], |row| Ok((row.get(0)?, row.get(1)?)))?;
    match birth.filter(|birth| !day.could_follow(birth)) {
        Some(birth) => Err(Error::refused(say!(EntryBeforeBirth { name, birth: &birth, date: day }))),
        None => Ok(()),
    }
}

/// What another entry is asked for: conditions, each with the value bound to its `?`.
struct Asked(Vec<(String, Stored)>);

impl Asked {
    /// That it tells the same of the same subjects.
    fn same(kind: &Kind, entry: &Entry) -> Self {
        let is_key = |field: &Field| field.is_subject || kind.once.contains(&field.key);
        let fields = kind.all_fields().zip(&entry.0).filter(|(field, _)| is_key(field));
        Self(fields.map(|(field, stored)| (format!("{} IS ?", field.column()), stored.clone())).collect())
    }

    fn and(mut self, condition: impl Into<String>, stored: Stored) -> Self {
        self.0.push((condition.into(), stored));
        self
    }

    /// The first that answers to all.
    fn first(self, tx: &Tx<'_>, kind: &Kind) -> Result<Option<i64>> {
        let (conditions, bound): (Vec<String>, Vec<Stored>) = self.0.into_iter().unzip();
        let conditions = conditions.join(" AND ");
        let sql = format!("SELECT id FROM {} WHERE {conditions} ORDER BY id LIMIT 1", kind.table);
        Ok(tx.prepare_cached(&sql)?.query_row(params_from_iter(bound), |row| row.get(0)).optional()?)
    }
}

/// Refuses what stands there already: of an event on the same day, of a state at the same time.
fn refuse_twice(tx: &Tx<'_>, kind: &Kind, entry: &Entry, id: Option<i64>) -> Result<()> {
    let asked = Asked::same(kind, entry).and("id IS NOT ?", id.map_or(Stored::Null, Stored::Integer));
    let begins = entry.get(kind, kind.begins()).clone();
    let asked = match kind.life {
        Life::Event => asked.and("date = ?", begins),
        Life::State => asked
            .and("since_day < coalesce(substr(? || '-01-01', 1, 10), '9999-12-31')", entry.get(kind, "until").clone())
            .and("until_day > substr(? || '-01-01', 1, 10)", begins),
    };
    match asked.first(tx, kind)? {
        Some(id) => Err(Error::refused(say!(EntryTwice { kind: kind.label, id })).hint(say!(EntryTwiceHint))),
        None => Ok(()),
    }
}

/// The entry that a row of a file is about, if it is on record: the same subjects, the same keys, begun on the same day.
pub(super) fn on_record(tx: &Tx<'_>, kind: &Kind, entry: &Entry) -> Result<Option<i64>> {
    let begins = kind.begins();
    Asked::same(kind, entry).and(format!("{begins} = ?"), entry.get(kind, begins).clone()).first(tx, kind)
}
