//! Who takes part here without a roll of ours, and who cannot take part, or not vote, for a time: what the ledgers of inbound
//! members, of long leave and of discipline mean elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};

use super::PersonId;
use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::org::OrgId;

codes! {
    /// What a long leave does to those due 应到处理.
    pub enum Effect {
        /// Due as ever, and excused when missing.
        Due = "due", "仍计应到", "still due";
        /// Not counted among those due.
        Excused = "excused", "经批准不计应到", "excused", ["不计应到"];
        /// Neither due nor a voter.
        Suspended = "suspended", "中止权利", "rights suspended";
    }
}

/// A long leave, as a meeting sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    /// Why, as attendance keeps it.
    pub reason: String,
    /// What it does to those due.
    pub effect: Effect,
}

/// The branch in which somebody takes part on a day without being on its roll.
pub fn host_on(conn: &Connection, person: PersonId, day: NaiveDate) -> Result<Option<OrgId>> {
    let mut query = conn.prepare_cached(include_str!("host_on.sql"))?;
    Ok(query.query_row((person, day.to_string()), |row| row.get("org_id")).optional()?)
}

/// Whether somebody took part in the life of a branch as an inbound member at any time.
pub(super) fn was_guest_of(conn: &Connection, person: PersonId, org: OrgId) -> Result<bool> {
    let mut query = conn.prepare_cached("SELECT 1 FROM inbound WHERE person_id = ?1 AND org_id = ?2")?;
    Ok(query.exists((person, org))?)
}

/// Ends the time as an inbound member of somebody who comes onto a roll here.
pub fn transferred(tx: &Tx<'_>, person: PersonId, date: &PartialDate) -> Result<()> {
    let mut update = tx.prepare_cached(include_str!("inbound_transferred.sql"))?;
    update.execute((person, date.first_day().to_string(), date.to_string()))?;
    Ok(())
}

/// Everybody who is on long leave on a day.
pub fn on_leave(conn: &Connection, day: NaiveDate) -> Result<BTreeMap<PersonId, Leave>> {
    let mut query = conn.prepare_cached(include_str!("on_leave.sql"))?;
    let found = query.query_map([day.to_string()], |row| {
        Ok((row.get("person_id")?, Leave { reason: row.get("reason")?, effect: row.get("effect")? }))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// E6: those who have no vote on a day, being on probation within the Party.
pub fn without_vote(conn: &Connection, day: NaiveDate) -> Result<BTreeSet<PersonId>> {
    let mut query = conn.prepare_cached(
        "SELECT person_id FROM discipline WHERE kind = 'probation' AND since_day <= ?1 AND until_day > ?1",
    )?;
    Ok(query.query_map([day.to_string()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
