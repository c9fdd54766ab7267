//! Units as a user sees them.

use rusqlite::{Connection, Row, named_params};

use super::super::dated;
use super::{UnitId, UnitKind};
use crate::assumed::Resting;
use crate::db::Db;
use crate::error::Result;
use crate::output::{self, Audience, Column, Frame, Kept, Listing, Value};

/// The attributes of a unit that may change with time, by column.
pub(super) const STATE_COLUMNS: [&str; 14] = [
    "name",
    "short_name",
    "kind",
    "industry",
    "district",
    "authority",
    "leader",
    "member_enterprises",
    "employees",
    "known_full_members",
    "trade_union",
    "youth_league",
    "womens_federation",
    "association_id",
];

/// The keys of a list of units.
pub(super) const KEYS: [&str; 19] = [
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
    "full_members",
    "trade_union",
    "youth_league",
    "womens_federation",
    "association",
    "covered_by",
    "closed",
];

/// The columns of a list of units; on a screen the first glance is enough.
pub(super) fn columns() -> Vec<Column> {
    let wide = [
        "short_name",
        "uscc",
        "authority",
        "leader",
        "member_enterprises",
        "employees",
        "trade_union",
        "youth_league",
        "womens_federation",
        "association",
    ];
    Column::brief(Column::of("unit", &KEYS), &wide)
}

/// Which units to list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only this unit.
    pub(super) only: Option<UnitId>,
    /// Only of this kind.
    pub(super) kind: Option<UnitKind>,
    /// Only of this district.
    pub(super) district: Option<String>,
    /// Only those that no org covers.
    pub(super) uncovered: bool,
    /// The closed ones too.
    pub(super) all: bool,
}

/// Hands over the units as they stood on the day the database stands at, as long as more are wanted. Keeps who of their
/// full members rests on an assumed
/// start.
pub(super) fn list(
    db: &Db,
    filter: &Filter,
    resting: &mut Resting,
    mut take: impl FnMut(output::Row) -> Result<bool>,
) -> Result<()> {
    let conn: &Connection = db.conn();
    let mut query = conn.prepare(include_str!("list.sql"))?;
    let mut rows = query.query(named_params! {
        ":only": filter.only, ":kind": filter.kind, ":district": filter.district,
        ":uncovered": filter.uncovered, ":all": filter.all,
    })?;
    while let Some(row) = rows.next()? {
        if !take(list_row(row)?)? {
            break;
        }
        resting.ask_unit(conn, row.get("id")?)?;
    }
    Ok(())
}

/// The units of the day the database stands at, as a list tells of them.
pub(crate) fn kept(db: &Db, resting: &mut Resting) -> Result<Kept> {
    Listing::keep(columns(), Frame::default(), |listing| {
        list(db, &Filter::default(), resting, |row| listing.push(row).map(|()| true))
    })
}

/// What is dated of a unit until the day the database stands at, as rows of a history.
pub(super) fn changes(conn: &Connection, id: UnitId, audience: Audience) -> Result<Vec<output::Row>> {
    let kind = |row: &Row<'_>| Ok(row.get::<_, Option<UnitKind>>("kind")?.map(UnitKind::entry));
    dated::rows(conn, include_str!("show_dated.sql"), id, ("unit", audience), kind)
}

fn list_row(row: &Row<'_>) -> Result<output::Row> {
    KEYS.iter()
        .map(|key| match *key {
            "kind" => Ok(row.get::<_, UnitKind>("kind")?.entry().into()),
            "member_enterprises" | "employees" | "known_full_members" | "full_members" => {
                Ok(row.get::<_, Option<i64>>(*key)?.into())
            }
            "trade_union" | "youth_league" | "womens_federation" => Ok(row.get::<_, Option<bool>>(*key)?.into()),
            _ => Ok(Value::from(row.get::<_, Option<String>>(*key)?)),
        })
        .collect()
}
