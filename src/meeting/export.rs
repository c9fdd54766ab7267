//! Meetings in a form that can be imported again.

use rusqlite::{Connection, Row, named_params};

use super::list::{self, Filter};
use super::row::Numbers;
use super::{Form, Integration, Measure, MeetingId, MeetingKind, Partner, Presence, Reason, Tier, decision, lines};
use crate::db::Db;
use crate::error::Result;
use crate::i18n::Lang;
use crate::output::{self, Column, Listing, Value};

/// The keys of an export, which are those of an import; those of a vote, a gift and a piece come after them.
const KEYS: [&str; 23] = [
    "org",
    "kind",
    "date",
    "topic",
    "place",
    "chair",
    "recorder",
    "lecturer",
    "due",
    "present",
    "on_leave",
    "absent",
    "sit_ins",
    "guests",
    "minutes",
    "minutes_long",
    "integration",
    "tier",
    "form",
    "measure",
    "partner",
    "campaigns",
    "remark",
];

/// Those of them that name a meeting.
const NAMING: [&str; 4] = ["org", "kind", "date", "topic"];

/// The keys of lists of attendance; the remark of somebody is the reason.
const ATTENDANCE_KEYS: [&str; 8] = ["org", "kind", "date", "topic", "name", "id_no", "presence", "remark"];

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    let mut columns = Column::of("meeting_file", &KEYS);
    columns.extend(decision::columns());
    columns.extend(lines::columns());
    columns
}

/// Hands over the meetings that count, as [`list::list`] goes through them, each with its first vote, gift and piece; of each
/// other one a row tells, which of the meeting tells only what names it.
pub(super) fn export(db: &Db, filter: &Filter, lang: Lang, listing: &mut Listing) -> Result<()> {
    for id in list::numbers(db, filter)? {
        let mut meeting = row_of(db.conn(), id)?;
        let mut votes = decision::rows(db.conn(), id, lang)?.into_iter();
        let mut lines = lines::rows(db.conn(), id)?.into_iter();
        for _ in 0..votes.len().max(lines.len()) {
            let vote = votes.next().unwrap_or_else(decision::none);
            let line = lines.next().unwrap_or_else(lines::none);
            if listing.is_full() {
                return Ok(());
            }
            let rest =
                KEYS.iter().zip(&meeting).map(|(key, cell)| if NAMING.contains(key) { cell } else { &Value::Null });
            let rest = rest.cloned().collect();
            listing.push([std::mem::replace(&mut meeting, rest), vote, line].concat())?;
        }
    }
    Ok(())
}

/// The columns of lists of attendance.
pub(super) fn attendance_columns() -> Vec<Column> {
    Column::of("meeting_file", &ATTENDANCE_KEYS)
}

/// Hands over who was there, and who was not, of the meetings of [`export`] that are told by names.
pub(super) fn attendance(db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    let mut query = db.conn().prepare(include_str!("attendance_export.sql"))?;
    for id in list::numbers(db, filter)? {
        let mut rows = query.query(named_params! {":id": id})?;
        while let Some(row) = rows.next()? {
            if listing.is_full() {
                return Ok(());
            }
            listing.push(attendance_cells(row)?)?;
        }
    }
    Ok(())
}

fn attendance_cells(row: &Row<'_>) -> rusqlite::Result<output::Row> {
    ATTENDANCE_KEYS
        .iter()
        .map(|key| {
            Ok(match *key {
                "kind" => row.get::<_, MeetingKind>("kind")?.entry().into(),
                "presence" => row.get::<_, Presence>("presence")?.entry().into(),
                "remark" => reason(row.get("reason")?),
                key => row.get::<_, Option<String>>(key)?.into(),
            })
        })
        .collect()
}

/// A reason as it is shown: the word for a known one.
pub(super) fn reason(kept: Option<String>) -> Value {
    match kept.as_deref().map(str::parse::<Reason>) {
        Some(Ok(reason)) => reason.entry().into(),
        _ => kept.into(),
    }
}

/// One meeting as it would be exported, without its votes, gifts and pieces.
pub(super) fn row_of(conn: &Connection, id: MeetingId) -> Result<output::Row> {
    let mut query = conn.prepare_cached(include_str!("export.sql"))?;
    Ok(query.query_row(named_params! {":id": id}, cells)?)
}

fn cells(row: &Row<'_>) -> rusqlite::Result<output::Row> {
    let numbers = Numbers::from_row(row)?;
    let number = |number: Option<u32>| Value::from(number.map(i64::from));
    KEYS.iter()
        .map(|key| {
            Ok(match *key {
                "kind" => row.get::<_, MeetingKind>("kind")?.entry().into(),
                "integration" => row.get::<_, Option<Integration>>("integration")?.map(Integration::entry).into(),
                "tier" => row.get::<_, Option<Tier>>("tier")?.map(Tier::entry).into(),
                "form" => row.get::<_, Option<Form>>("form")?.map(Form::entry).into(),
                "measure" => row.get::<_, Option<Measure>>("measure")?.map(Measure::entry).into(),
                "partner" => row.get::<_, Option<Partner>>("partner")?.map(Partner::entry).into(),
                "due" => number(numbers.due_told.or(numbers.due())),
                "present" => number(numbers.present),
                "on_leave" => number(numbers.on_leave),
                "absent" => number(numbers.absent),
                "minutes_long" => row.get::<_, Option<i64>>("minutes_long")?.into(),
                key => row.get::<_, Option<String>>(key)?.into(),
            })
        })
        .collect()
}
