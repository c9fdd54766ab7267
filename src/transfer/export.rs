//! Transfers in a form that can be imported again.

use rusqlite::Row;

use super::{Direction, State};
use crate::db::Db;
use crate::error::Result;
use crate::output::{self, Column, Frame, Kept, Listing, Value};

/// The keys of an export, which are those of an import.
pub(super) const KEYS: [&str; 14] = [
    "direction",
    "letter_no",
    "name",
    "id_no",
    "from",
    "to",
    "issued",
    "valid_days",
    "received",
    "state",
    "cancelled",
    "cancel_reason",
    "dues_until",
    "remark",
];

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    Column::of("transfer_file", &KEYS)
}

/// Hands over the transfers as they stood on the day, by the letter's day.
pub(super) fn export(db: &Db, listing: &mut Listing) -> Result<()> {
    let sql = concat!(include_str!("list.sql"), "ORDER BY transfer_at.issued_day, transfer_at.id");
    let mut query = db.conn().prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(export_row(row)?)?;
    }
    Ok(())
}

/// The transfers as they stood on the day the database stands at, as an export tells of them.
pub(crate) fn kept(db: &Db) -> Result<Kept> {
    Listing::keep(columns(), Frame::default(), |listing| export(db, listing))
}

fn export_row(row: &Row<'_>) -> Result<output::Row> {
    KEYS.iter()
        .map(|key| {
            Ok(match *key {
                "name" => row.get::<_, String>("person")?.into(),
                "direction" => row.get::<_, Direction>("direction")?.entry().into(),
                "state" => row.get::<_, State>("state")?.entry().into(),
                "valid_days" => row.get::<_, Option<i64>>("valid_days")?.into(),
                key => Value::from(row.get::<_, Option<String>>(key)?),
            })
        })
        .collect()
}
