//! What the ledgers tell of one org, person or unit: a line for each kind that has something, among the fields of `show`;
//! every entry, among what else is dated, in its history; and how many entries there are in all.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::{Field, Holds, KINDS, Kind, list, views};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::error::Result;
use crate::i18n::say;
use crate::ledger::texts;
use crate::output::{self, Audience, Column, Frame, Value};

/// The keys of the history of an org or a unit.
pub(crate) const HISTORY_KEYS: [&str; 4] = ["since", "until", "what", "detail"];

/// Of whom, on which day, for which reader.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// What the number is one of.
    pub(crate) holds: Holds,
    /// The number of the org, person or unit.
    pub(crate) id: i64,
    /// The day.
    pub(crate) day: NaiveDate,
    /// Who reads it.
    pub(crate) audience: Audience,
}

impl Asked {
    /// On the day that is asked for, for whoever asks.
    pub(crate) fn on(ctx: &Ctx, holds: Holds, id: i64) -> Self {
        Self { holds, id, day: ctx.as_of(), audience: ctx.audience() }
    }
}

/// An entry as a dated line of a history.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dated {
    /// From when, or when, as typed.
    pub(crate) since: Value,
    /// Until when, if it had ended.
    pub(crate) until: Value,
    /// What kind of thing.
    pub(crate) what: Value,
    /// Of which org, if it is one of an org.
    pub(crate) org: Value,
    /// What it says.
    pub(crate) detail: Value,
}

impl Dated {
    /// A row under [`HISTORY_KEYS`].
    pub(crate) fn row(self) -> output::Row {
        vec![self.since, self.until, self.what, self.detail]
    }

    /// A row among those of the history of a person, which tell the org, but no category and no way of leaving.
    pub(crate) fn row_of_person(self) -> output::Row {
        vec![self.since, self.until, self.what, self.org, Value::Null, Value::Null, self.detail]
    }
}

/// Adds the lines to the fields of `show`.
pub(crate) fn append(conn: &Connection, asked: Asked, columns: &mut Vec<Column>, row: &mut output::Row) -> Result<()> {
    for (column, value) in lines(conn, asked)? {
        columns.push(column);
        row.push(value);
    }
    Ok(())
}

/// Of each kind that has entries of the day, how many, and the latest.
pub(crate) fn lines(conn: &Connection, asked: Asked) -> Result<Vec<(Column, Value)>> {
    let mut lines = Vec::new();
    for (kind, owner) in kinds_with_entries(conn, asked)? {
        let sql = select(kind, owner, &views::holds(kind));
        let mut query = conn.prepare_cached(&format!("{sql} DESC, entry.id DESC LIMIT 1"))?;
        let found = query
            .query_row((asked.id, asked.day.to_string()), |row| Ok((row.get::<_, i64>("entries")?, facts(kind, row)?)))
            .optional()?;
        let Some((count, facts)) = found else { continue };
        let since = facts.iter().find(|(field, _)| field.key == kind.begins()).map(|(_, value)| said(value, asked));
        let latest = [since.unwrap_or_default(), detail(kind, owner, &facts, asked)].join(" ");
        let line = say!(EntriesAndLatest { count, latest: latest.trim() }).say(asked.audience.lang);
        lines.push((Column::called(kind.name, kind.label), line.into()));
        // The number for programs, beside the line for people.
        let number = Column::called(&format!("{}_count", kind.name), kind.label).for_programs(true);
        lines.push((number, count.into()));
    }
    Ok(lines)
}

/// Lists the history of a subject: what is dated of it, and every entry, under these keys and in rows of that form.
pub(crate) fn list_history(
    ctx: &Ctx,
    conn: &Connection,
    asked: Asked,
    title: String,
    keys: &[&str],
    row: fn(Dated) -> output::Row,
    mut dated: Vec<output::Row>,
) -> Result<()> {
    dated.extend(history(conn, asked)?.into_iter().map(row));
    let frame = Frame { title: Some(title), ..Frame::default() };
    ctx.list(Column::of("history", keys), frame, |listing| {
        by_day(dated).into_iter().try_for_each(|row| listing.push(row))
    })
}

/// Every entry that had begun by the day.
fn history(conn: &Connection, asked: Asked) -> Result<Vec<Dated>> {
    let mut lines = Vec::new();
    for (kind, owner) in kinds_with_entries(conn, asked)? {
        let begun = format!("entry.{} <= as_of", kind.first_day());
        let mut query = conn.prepare_cached(&format!("{}, entry.id", select(kind, owner, &begun)))?;
        let mut rows = query.query((asked.id, asked.day.to_string()))?;
        while let Some(row) = rows.next()? {
            lines.push(dated(kind, owner, row, asked)?);
        }
    }
    Ok(lines)
}

/// The rows of a history in the order of their days; the first value of each says when.
fn by_day(mut rows: Vec<output::Row>) -> Vec<output::Row> {
    let first_day = |row: &output::Row| match row.first() {
        Some(Value::Text(since)) => since.parse::<PartialDate>().ok().map(|date| date.first_day()),
        _ => None,
    };
    rows.sort_by_cached_key(first_day);
    rows
}

fn dated(kind: &'static Kind, owner: &Field, row: &Row<'_>, asked: Asked) -> Result<Dated> {
    let facts = facts(kind, row)?;
    let of = |wanted: &dyn Fn(&Field) -> bool| {
        facts.iter().find(|(field, _)| wanted(field)).map_or(Value::Null, |(_, value)| value.clone())
    };
    Ok(Dated {
        since: of(&|field| field.key == kind.begins()),
        until: of(&|field| kind.life.ends() == Some(field.key)),
        what: if asked.audience.is_program { kind.name.into() } else { kind.label.say(asked.audience.lang).into() },
        org: of(&|field| field.holds == Holds::Org),
        detail: Value::from(Some(detail(kind, owner, &facts, asked)).filter(|text| !text.is_empty())),
    })
}

/// How many entries of each kind there are, by table; of a kind without any only programs hear.
pub(crate) fn counts(conn: &Connection) -> Result<Vec<(Column, Value)>> {
    let count = |kind: &&Kind| {
        let sql = format!("SELECT count(*) FROM {}", kind.table);
        let count: i64 = conn.query_row(&sql, [], |row| row.get(0))?;
        Ok((Column::called(kind.table, kind.label).for_programs(count == 0), count.into()))
    };
    KINDS.iter().map(count).collect()
}

/// The kinds that hang on such a thing, each with the field that names it.
fn kinds_of(holds: Holds) -> impl Iterator<Item = (&'static Kind, &'static Field)> {
    KINDS.iter().filter_map(move |kind| Some((*kind, kind.on(holds)?)))
}

/// Those of them that have an entry of the subject at all: one glance, for most have none.
fn kinds_with_entries(conn: &Connection, asked: Asked) -> Result<Vec<(&'static Kind, &'static Field)>> {
    let has_some = |kind: &Kind, owner: &Field| {
        let (table, owner) = (kind.table, owner.column());
        format!("SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table} WHERE {owner} = ?1)")
    };
    let glances: Vec<String> = kinds_of(asked.holds).map(|(kind, owner)| has_some(kind, owner)).collect();
    let mut query = conn.prepare(&glances.join(" UNION ALL "))?;
    let tables = query.query_map([asked.id], |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()?;
    Ok(kinds_of(asked.holds).filter(|(kind, _)| tables.iter().any(|table| table == kind.table)).collect())
}

/// The entries of ?1 by the day ?2 that are as `wanted`, in the order of their days.
fn select(kind: &Kind, owner: &Field, wanted: &str) -> String {
    let (day, fields) =
        (kind.first_day(), kind.all_fields().map(|field| list::asked(kind, field)).collect::<Vec<_>>().join(", "));
    format!(
        "SELECT {fields}, count(*) OVER () AS entries
         FROM (SELECT ?2 AS as_of) AS clock CROSS JOIN {} AS entry
         WHERE entry.{} = ?1 AND {wanted} ORDER BY entry.{day}",
        kind.table,
        owner.column()
    )
}

/// What stands in the fields of a row.
fn facts(kind: &'static Kind, row: &Row<'_>) -> rusqlite::Result<Vec<(&'static Field, Value)>> {
    Ok(list::read(kind, row, 0)?.into_iter().map(|(field, _, value)| (field, value)).collect())
}

/// What an entry says, but for whose it is and when: what it is, the other subjects, then whatever else is told of it.
fn detail(kind: &Kind, owner: &Field, facts: &[(&Field, Value)], asked: Asked) -> String {
    let is_time = |key: &str| key == kind.begins() || kind.life.ends() == Some(key);
    // The history of a person tells the org in a column of its own.
    let is_told_apart = |field: &Field| field.holds == Holds::Org && !(field.is_subject && owner.holds == Holds::Org);
    let told = facts.iter().filter(|(field, value)| {
        *field != owner && !is_told_apart(field) && !is_time(field.key) && *value != Value::Null
    });
    let of = |field: &Field, value: &Value| {
        let said = said(value, asked);
        // A bare number says nothing by itself.
        let is_named = (field.needed || kind.tells_apart(field)) && field.holds != Holds::Count;
        if is_named { said } else { format!("{}: {said}", kind.label_of(field.key).say(asked.audience.lang)) }
    };
    told.map(|(field, value)| of(field, value)).collect::<Vec<_>>().join("; ")
}

fn said(value: &Value, asked: Asked) -> String {
    match value {
        Value::Code(code) => asked.audience.code(code).to_owned(),
        Value::Codes(codes) if asked.audience.is_program => {
            codes.iter().map(|code| code.code).collect::<Vec<_>>().join(",")
        }
        value => value.plain(asked.audience.lang),
    }
}
