//! Orgs that are only planned, by the units that they are for.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use crate::ctx::Ctx;
use crate::error::Result;
use crate::org::unit::{UnitId, UnitKind};

/// An org that is planned for a unit.
#[derive(Debug)]
pub(super) struct Planned {
    pub(super) unit: UnitId,
    pub(super) unit_name: String,
    pub(super) kind: UnitKind,
    pub(super) district: Option<String>,
    /// What the org is to be called.
    pub(super) org: String,
}

/// The orgs planned on the day. Such an org has no day of its own: of a past day those are told that were on record by
/// then, or of which the journal does not know since when.
pub(super) fn on_record(conn: &Connection, ctx: &Ctx, day: NaiveDate) -> Result<Vec<Planned>> {
    let mut query = conn.prepare(include_str!("planned.sql"))?;
    let read = |row: &Row<'_>| {
        let at: Option<String> = row.get("at")?;
        let recorded = at.and_then(|at| Some(ctx.zone().of(at.parse().ok()?).date_naive()));
        let planned = Planned {
            unit: row.get("unit_id")?,
            unit_name: row.get("unit")?,
            kind: row.get("kind")?,
            district: row.get("district")?,
            org: row.get("name")?,
        };
        let was_known = day >= ctx.today || recorded.is_none_or(|recorded| recorded <= day);
        Ok(was_known.then_some(planned))
    };
    let found: Vec<Option<Planned>> = query.query_map([], read)?.collect::<Result<_, _>>()?;
    Ok(found.into_iter().flatten().collect())
}
