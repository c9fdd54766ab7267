//! Units as rows that go back in with `org unit import`.

use rusqlite::{Connection, Row, named_params};

use super::{UnitId, UnitKind};
use crate::db::Db;
use crate::error::Result;
use crate::output::{self, Column, Listing};

/// The keys of an export: what is told of a unit, without what follows from other records.
pub(super) const KEYS: [&str; 18] = [
    "name",
    "short_name",
    "kind",
    "industry",
    "district",
    "established",
    "uscc",
    "authority",
    "leader",
    "member_enterprises",
    "employees",
    "known_full_members",
    "trade_union",
    "youth_league",
    "womens_federation",
    "association",
    "closed",
    "close_reason",
];

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    Column::of("unit", &KEYS)
}

/// Hands over all units, the closed ones too.
pub(super) fn export(db: &Db, listing: &mut Listing) -> Result<()> {
    let mut query = db.conn().prepare(include_str!("export.sql"))?;
    let mut rows = query.query(named_params! {":only": None::<UnitId>})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(export_row(row)?)?;
    }
    Ok(())
}

/// One unit, as it would be exported.
pub(super) fn row(conn: &Connection, id: UnitId) -> Result<output::Row> {
    let mut query = conn.prepare_cached(include_str!("export.sql"))?;
    let mut rows = query.query_and_then(named_params! {":only": id}, export_row)?;
    rows.next().expect("the unit is on record")
}

fn export_row(row: &Row<'_>) -> Result<output::Row> {
    KEYS.iter()
        .map(|key| {
            Ok(match *key {
                "kind" => row.get::<_, UnitKind>("kind")?.entry().into(),
                "member_enterprises" | "employees" | "known_full_members" => row.get::<_, Option<i64>>(*key)?.into(),
                "trade_union" | "youth_league" | "womens_federation" => row.get::<_, Option<bool>>(*key)?.into(),
                _ => row.get::<_, Option<String>>(*key)?.into(),
            })
        })
        .collect()
}
