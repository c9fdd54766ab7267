//! Entries put down, put right, ended and taken out again.

use std::cell::RefCell;

use chrono::NaiveDate;
use rusqlite::types::Value as Stored;
use rusqlite::{OptionalExtension as _, Row, ToSql, params_from_iter};

use super::{Field, Holds, Kind, Life, lines, value};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind as Failure, Result};
use crate::i18n::say;
use crate::ledger::texts;
use crate::member::{self, PersonId};
use crate::org::{self, OrgId, event, unit};
use crate::output::Line;
use crate::rules::Advice;
use crate::text;

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
    let all = kind.all_fields().filter(|field| field.is_column()).enumerate();
    all.map(|(at, field)| each(at + 1, &field.column())).collect::<Vec<_>>().join(", ")
}

/// What stands in those columns.
fn stored<'a>(kind: &'a Kind, entry: &'a Entry) -> impl Iterator<Item = &'a Stored> {
    kind.all_fields().zip(&entry.0).filter(|(field, _)| field.is_column()).map(|(_, stored)| stored)
}

/// Puts an entry down; returns its number.
pub(super) fn add(tx: &Tx<'_>, kind: &Kind, entry: &Entry, today: NaiveDate, advice: &mut Advice) -> Result<i64> {
    let judged = judged(tx, kind, entry, None, today, advice)?;
    refuse_twice(&judged)?;
    insert(&judged)
}

/// Puts down an entry of which it is known that no other is the same.
pub(super) fn add_unlike_any(
    tx: &Tx<'_>,
    kind: &Kind,
    entry: &Entry,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<i64> {
    insert(&judged(tx, kind, entry, None, today, advice)?)
}

fn insert(judged: &Judged<'_>) -> Result<i64> {
    judge_particular(judged)?;
    let &Judged { tx, kind, entry, .. } = judged;
    let (names, places) = (columns(kind, |_, name| name.to_owned()), columns(kind, |at, _| format!("?{at}")));
    let mut insert = tx.prepare_cached(&format!("INSERT INTO {} ({names}) VALUES ({places})", kind.table))?;
    let id = insert.insert(params_from_iter(stored(kind, entry)))?;
    lines::store(tx, kind, id, entry)?;
    Ok(id)
}

/// An entry by its number. Fails with `NotFound`.
pub(super) fn get(tx: &Tx<'_>, kind: &Kind, id: i64) -> Result<Entry> {
    let asked = |field: &Field| match field.is_column() {
        true => field.column(),
        false => lines::asked(kind, kind.table, "true"),
    };
    let names = kind.all_fields().map(asked).collect::<Vec<_>>().join(", ");
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
pub(super) fn change(
    tx: &Tx<'_>,
    kind: &Kind,
    id: i64,
    entry: &Entry,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let judged = judged(tx, kind, entry, Some(id), today, advice)?;
    refuse_twice(&judged)?;
    judge_particular(&judged)?;
    let sets = columns(kind, |at, name| format!("{name} = ?{at}"));
    let id_place = stored(kind, entry).count() + 1;
    let mut update = tx.prepare_cached(&format!("UPDATE {} SET {sets} WHERE id = ?{id_place}", kind.table))?;
    update.execute(params_from_iter(stored(kind, entry).chain([&Stored::Integer(id)])))?;
    lines::store(tx, kind, id, entry)
}

/// From a day on an entry holds no more. Refuses what ended already.
pub(super) fn end(
    tx: &Tx<'_>,
    kind: &Kind,
    id: i64,
    mut entry: Entry,
    date: &PartialDate,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    // A term that was laid down beforehand may end before it is over.
    let is_over = |until: &PartialDate| kind.life == Life::State || until.first_day() <= today;
    if let Some(until) = entry.date(kind, "until").filter(is_over) {
        return Err(Error::refused(say!(EntryEndedAlready { kind: kind.label, id, until: &until })));
    }
    org::can_have_been(date, today)?;
    entry.put(kind, "until", date.to_string().into());
    change(tx, kind, id, &entry, today, advice)
}

/// How an entry was settled, as typed.
pub(super) struct Settlement<'a> {
    /// On which day.
    pub(super) date: PartialDate,
    /// In which way.
    pub(super) how: Option<&'a str>,
    /// What came of single lines.
    pub(super) lines: Vec<&'a str>,
    /// What came of all others.
    pub(super) rest: Option<&'a str>,
}

/// It was settled on a day. Refuses what was settled already.
pub(super) fn settle(
    tx: &Tx<'_>,
    kind: &Kind,
    id: i64,
    told: &Settlement<'_>,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let mut entry = get(tx, kind, id)?;
    if let Some(settled) = entry.date(kind, "settled") {
        return Err(Error::refused(say!(EntrySettledAlready { kind: kind.label, id, settled: &settled })));
    }
    entry.put(kind, "settled", told.date.to_string().into());
    if let Some(how) = text::typed(told.how) {
        entry.put(kind, "how", how.into());
    }
    lines::settle(kind, &mut entry, &told.lines, told.rest)?;
    change(tx, kind, id, &entry, today, advice)
}

/// Takes out an entry that was a slip.
pub(super) fn remove(tx: &Tx<'_>, kind: &Kind, id: i64) -> Result<()> {
    lines::remove(tx, kind, id)?;
    match tx.execute(&format!("DELETE FROM {} WHERE id = ?1", kind.table), [id])? {
        0 => Err(unknown(kind, id)),
        _ => Ok(()),
    }
}

/// Refuses what no entry can say: a needed field left out, a day in the future, an end before the beginning, a subject that
/// was not there.
fn judged<'a>(
    tx: &'a Tx<'a>,
    kind: &'a Kind,
    entry: &'a Entry,
    id: Option<i64>,
    today: NaiveDate,
    advice: &'a mut Advice,
) -> Result<Judged<'a>> {
    let is_missing = |key: &str| matches!(entry.get(kind, key), Stored::Null);
    if let Some(field) = kind.all_fields().find(|field| field.needed && is_missing(field.key)) {
        return Err(Error::refused(say!(EntryLacks { kind: kind.label, field: kind.label_of(field.key) })));
    }
    let begins = entry.date(kind, kind.begins()).expect("it is needed");
    org::can_have_been(&begins, today)?;
    judge_days(kind, entry, &begins, today)?;
    judge_subjects(tx, kind, entry, &begins)?;
    Ok(Judged { tx, kind, entry, id, today, advice: RefCell::new(advice) })
}

/// What only this kind refuses or warns of; the last that is asked.
fn judge_particular(judged: &Judged<'_>) -> Result<()> {
    judged.kind.particular.map_or(Ok(()), |refuse| refuse(judged))
}

/// Refuses an end, a due day or a settlement before the beginning, and in the future what has not happened yet.
fn judge_days(kind: &Kind, entry: &Entry, begins: &PartialDate, today: NaiveDate) -> Result<()> {
    if kind.life.is_from_until()
        && let Some(until) = entry.date(kind, "until")
    {
        if kind.life == Life::State {
            org::can_have_been(&until, today)?;
        }
        if !until.could_follow(begins) {
            return Err(Error::refused(say!(EndBeforeStart { date: &until, start: begins })));
        }
    }
    judge_end(kind, entry)?;
    if kind.life != Life::Item {
        return Ok(());
    }
    for key in ["due", "settled"] {
        if let Some(date) = entry.date(kind, key).filter(|date| !date.could_follow(begins)) {
            let (field, opened) = (kind.label_of(key), kind.label_of("date"));
            return Err(Error::refused(say!(EntryBeforeOpened { field, date: &date, opened, begins })));
        }
    }
    if let Some(settled) = entry.date(kind, "settled") {
        org::can_have_been(&settled, today)?;
    } else if !matches!(entry.get(kind, "how"), Stored::Null) {
        return Err(Error::refused(say!(EntryHowUnsettled { kind: kind.label, how: kind.label_of("how") })));
    }
    lines::judge(kind, entry)
}

/// Nothing is told of the end of what goes on.
fn judge_end(kind: &Kind, entry: &Entry) -> Result<()> {
    let told = |key: &str| *entry.get(kind, key) != Stored::Null;
    match kind.fields.iter().find(|field| field.is_of_end && told(field.key)) {
        Some(field) if !told("until") => {
            let (field, until) = (kind.label_of(field.key), kind.label_of("until"));
            Err(Error::refused(say!(EntryNotEnded { field, until })).hint(say!(EntryNotEndedHint)))
        }
        _ => Ok(()),
    }
}

/// An entry that is judged, as what is particular to its kind looks at it.
pub(super) struct Judged<'a> {
    /// The operation.
    pub(super) tx: &'a Tx<'a>,
    /// The office's today.
    pub(super) today: NaiveDate,
    kind: &'a Kind,
    entry: &'a Entry,
    id: Option<i64>,
    advice: RefCell<&'a mut Advice>,
}

impl Judged<'_> {
    /// Whom or what a field names, or the number in it.
    pub(super) fn number(&self, key: &str) -> Option<i64> {
        match self.entry.get(self.kind, key) {
            Stored::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// A text or code.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.entry.get(self.kind, key) {
            Stored::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A date.
    pub(super) fn date(&self, key: &str) -> Option<PartialDate> {
        self.entry.date(self.kind, key)
    }

    /// Whether it is put down, and not put right.
    pub(super) fn is_new(&self) -> bool {
        self.id.is_none()
    }

    /// The name of the person in a field that every entry has.
    pub(super) fn person(&self, key: &str) -> Result<String> {
        member::name(self.tx, PersonId(self.number(key).expect("it is needed")))
    }

    /// The first row that a query finds by the columns of this entry: `:id`, the columns themselves, and in a state its
    /// first and last day as `:from` and `:to`.
    pub(super) fn find<T>(&self, sql: &str, row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>) -> Result<Option<T>> {
        let mut query = self.tx.prepare_cached(sql)?;
        let mut bind = |name: &str, value: &dyn ToSql| match query.parameter_index(name)? {
            Some(at) => query.raw_bind_parameter(at, value),
            None => Ok(()),
        };
        bind(":id", &self.id)?;
        for (field, stored) in self.kind.all_fields().zip(&self.entry.0) {
            bind(&format!(":{}", field.column()), stored)?;
        }
        let begins = self.date(self.kind.begins()).expect("it is needed");
        bind(":from", &begins.first_day().to_string())?;
        let to = if self.kind.life.is_from_until() {
            self.date("until").map_or("9999-12-31".to_owned(), |until| until.first_day().to_string())
        } else {
            begins.last_day().to_string()
        };
        bind(":to", &to)?;
        let mut rows = query.raw_query();
        rows.next()?.map(row).transpose().map_err(Into::into)
    }

    /// Its lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        let lines = self.kind.lines();
        lines.map_or_else(Vec::new, |(field, heads)| lines::of(heads, self.entry.get(self.kind, field.key)))
    }

    /// Tells the norms what is worth a look, or against one.
    pub(super) fn advise<T>(&self, tell: impl FnOnce(&mut Advice) -> T) -> T {
        tell(&mut self.advice.borrow_mut())
    }
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
        let fields = kind.all_fields().zip(&entry.0).filter(|(field, _)| kind.tells_apart(field));
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
fn refuse_twice(judged: &Judged<'_>) -> Result<()> {
    let &Judged { tx, kind, entry, id, .. } = judged;
    let asked = Asked::same(kind, entry).and("id IS NOT ?", id.map_or(Stored::Null, Stored::Integer));
    let begins = entry.get(kind, kind.begins()).clone();
    let asked = match kind.life {
        Life::Event | Life::Item => asked.and("date = ?", begins),
        Life::Year => asked.and("year = ?", begins),
        Life::State | Life::Term => asked
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
