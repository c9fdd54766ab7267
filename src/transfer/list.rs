//! Transfers as a user sees them: the list, what is overdue, one of them.

use std::collections::BTreeSet;

use rusqlite::{Row, named_params};

use super::{Direction, State, TransferId};
use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::db::check::Subject;
use crate::error::Result;
use crate::output::{self, Column, Listing, Value};
use crate::rules::due::{About, Overdue};

codes! {
    /// What stands in the place of a direction for somebody who is away too long and was not transferred.
    enum Away {
        Floating = "floating", "外出流动", "floating";
    }
}

/// The keys of a list, in the order of the contract.
const KEYS: [&str; 12] = [
    "id",
    "letter_no",
    "person",
    "direction",
    "from",
    "to",
    "issued",
    "valid_days",
    "expires",
    "received",
    "state",
    "dues_until",
];

/// What one transfer is shown with besides.
const MORE: [&str; 3] = ["cancelled", "cancel_reason", "remark"];

const ROWS: &str = include_str!("list.sql");

/// The columns of a list.
pub(super) fn columns() -> Vec<Column> {
    Column::brief(Column::of("transfer", &KEYS), &["valid_days", "dues_until"])
}

/// Which transfers to list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only letters whose receipt is not in.
    pub(super) open: bool,
    /// Only what is overdue.
    pub(super) expired: bool,
    /// Only one way.
    pub(super) direction: Option<Direction>,
}

/// Hands over the transfers as they stood on the day of `ctx`, by the letter's day. What is overdue comes with those who
/// are away too long, and a note says how many there are of each case.
pub(super) fn list(ctx: &Ctx, db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    let overdue = if filter.expired { ctx.overdue(db, About::Transfers)? } else { Vec::new() };
    let listed: BTreeSet<i64> = overdue.iter().filter_map(|found| found.transfer).collect();
    let mut query = db.conn().prepare(&format!("{ROWS}{}", include_str!("where_filter.sql")))?;
    let mut rows = query.query(named_params! {":open": filter.open, ":direction": filter.direction})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            return Ok(());
        }
        if !filter.expired || listed.contains(&row.get("id")?) {
            listing.push(transfer_row(row)?)?;
        }
    }
    let away = overdue.iter().filter(|found| found.transfer.is_none() && filter.direction.is_none());
    away.filter_map(|found| Some(away_row(db, found, found.person?))).try_for_each(|row| listing.push(row?))
}

fn transfer_row(row: &Row<'_>) -> Result<output::Row> {
    let text = |key: &str| row.get::<_, Option<String>>(key).map(Value::from);
    KEYS.iter()
        .map(|key| {
            Ok(match *key {
                "id" => Value::Int(row.get("id")?),
                "direction" => row.get::<_, Direction>("direction")?.entry().into(),
                "state" => row.get::<_, State>("state")?.entry().into(),
                "valid_days" => row.get::<_, Option<i64>>("valid_days")?.into(),
                key => text(key)?,
            })
        })
        .collect()
}

fn away_row(db: &Db, found: &Overdue, person: i64) -> Result<output::Row> {
    let sql = "SELECT place, since FROM absence_at WHERE person_id = ?1 AND kind = 'floating'";
    let (place, since): (Option<String>, Option<String>) =
        db.conn().prepare_cached(sql)?.query_row([person], |row| Ok((row.get("place")?, row.get("since")?)))?;
    Ok(vec![
        Value::Null,
        Value::Null,
        Subject::Person.name(db.conn(), person)?.into(),
        Away::Floating.entry().into(),
        found.org.map(|org| Subject::Org.name(db.conn(), org)).transpose()?.into(),
        place.into(),
        since.into(),
        Value::Null,
        found.due.map(|due| due.to_string()).into(),
        Value::Null,
        State::Expired.entry().into(),
        Value::Null,
    ])
}

/// One transfer with everything on record, as it stood on the day; nothing, if it was not booked by then.
pub(super) fn show(db: &Db, id: TransferId) -> Result<(Vec<Column>, Option<output::Row>)> {
    let mut columns = Column::of("transfer", &KEYS);
    columns.extend(Column::of("transfer", &MORE));
    let mut query = db.conn().prepare(&format!("{ROWS}WHERE transfer_at.id = ?1"))?;
    let mut rows = query.query([id])?;
    let Some(row) = rows.next()? else { return Ok((columns, None)) };
    let mut cells = transfer_row(row)?;
    for key in MORE {
        cells.push(row.get::<_, Option<String>>(key)?.into());
    }
    Ok((columns, Some(cells)))
}
