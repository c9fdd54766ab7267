//! Which org covers which unit, and how.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, named_params};

use super::found::can_have_been;
use super::unit::{self, UnitId};
use super::{Formation, How, OrgId, OrgKind, get};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org::texts;
use crate::rules::{Advice, rules};

/// A coverage to be recorded.
#[derive(Debug, Clone)]
pub struct NewCover {
    /// Who covers.
    pub org: OrgId,
    /// Whom.
    pub unit: UnitId,
    /// From when; `None`: from the founding of the org.
    pub since: Option<PartialDate>,
    /// How.
    pub how: How,
}

/// How an org covers its units if nobody says otherwise: as it was formed; a joint branch jointly; else as its own.
pub fn how_of(kind: OrgKind, formation: Option<Formation>) -> How {
    match (formation, kind) {
        (Some(formation), _) => formation.into(),
        (None, OrgKind::JointBranch) => How::Joint,
        (None, _) => How::Own,
    }
}

/// Records that an org covers a unit. Refuses a start in the future and a second coverage of the same unit by the same org on the same days.
pub fn add(tx: &Tx<'_>, new: &NewCover, today: NaiveDate) -> Result<()> {
    if let Some(since) = &new.since {
        can_have_been(since, today)?;
    }
    let (org, unit) = (get(tx, new.org)?, unit::get(tx, new.unit)?);
    if let Some(running) = running(tx, new.org, new.unit)? {
        let since = running.1.map_or_else(String::new, |since| since.to_string());
        return Err(Error::refused(say!(CoveredAlready { org: &org.name, unit: &unit.name, since })));
    }
    if let Some(closed) = &unit.closed {
        return Err(Error::refused(say!(UnitClosed { unit: &unit.name, closed })));
    }
    if let Some(end) = &org.dissolved {
        return Err(Error::refused(say!(OrgGone { org: &org.name, dissolved: end })));
    }
    match (&new.since, &org.founded, &unit.established) {
        (Some(since), Some(founded), _) if !since.could_follow(founded) => {
            return Err(Error::refused(say!(OrgNotYet { org: &org.name, founded, date: since })));
        }
        (Some(since), _, Some(established)) if !since.could_follow(established) => {
            return Err(Error::refused(say!(UnitNotYet { unit: &unit.name, established, date: since })));
        }
        _ => {}
    }
    tx.execute(
        "INSERT INTO cover (org_id, unit_id, how, since) VALUES (:org, :unit, :how, :since)",
        named_params! {":org": new.org, ":unit": new.unit, ":how": new.how, ":since": new.since},
    )?;
    Ok(())
}

/// The open coverage of a unit by an org: its id and start.
fn running(tx: &Tx<'_>, org: OrgId, unit: UnitId) -> Result<Option<(i64, Option<PartialDate>)>> {
    let mut query =
        tx.prepare_cached("SELECT id, since FROM cover WHERE org_id = ?1 AND unit_id = ?2 AND until IS NULL")?;
    Ok(query.query_row((org, unit), |row| Ok((row.get("id")?, row.get("since")?))).optional()?)
}

/// Whether an org covers a unit, or did last.
pub(super) fn covers(tx: &Tx<'_>, org: OrgId, unit: UnitId) -> Result<bool> {
    Ok(running(tx, org, unit)?.is_some())
}

/// From `date` on the org covers the unit no more.
pub fn end(tx: &Tx<'_>, org: OrgId, unit: UnitId, date: &PartialDate, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    let Some((id, since)) = running(tx, org, unit)? else {
        return Err(not_covered(tx, org, unit)?);
    };
    let start = since.or(get(tx, org)?.founded);
    if start.as_ref().is_some_and(|start| date.last_day() <= start.first_day()) {
        return Err(Error::refused(say!(EndBeforeStart {
            date,
            start: start.map_or_else(String::new, |s| s.to_string())
        })));
    }
    tx.execute("UPDATE cover SET until = ?1 WHERE id = ?2", (date, id))?;
    Ok(())
}

/// Puts right how, from when or until when an org covers a unit: of the running coverage, else of the last.
pub fn correct(
    tx: &Tx<'_>,
    org: OrgId,
    unit: UnitId,
    fix: (Option<How>, Option<&PartialDate>, Option<&PartialDate>),
    today: NaiveDate,
) -> Result<()> {
    [fix.1, fix.2].into_iter().flatten().try_for_each(|date| can_have_been(date, today))?;
    let last: Option<i64> = tx
        .prepare_cached(
            "SELECT id FROM cover WHERE org_id = ?1 AND unit_id = ?2 ORDER BY since_day DESC, id DESC LIMIT 1",
        )?
        .query_row((org, unit), |row| row.get(0))
        .optional()?;
    let Some(id) = last else {
        return Err(not_covered(tx, org, unit)?);
    };
    let (how, since, until) = fix;
    tx.execute(
        "UPDATE cover SET how = coalesce(:how, how), since = coalesce(:since, since), until = coalesce(:until, until)
         WHERE id = :id",
        named_params! {":how": how, ":since": since, ":until": until, ":id": id},
    )?;
    Ok(())
}

fn not_covered(tx: &Tx<'_>, org: OrgId, unit: UnitId) -> Result<Error> {
    Ok(Error::refused(say!(NotCovered { org: get(tx, org)?.name, unit: unit::get(tx, unit)?.name })))
}

/// Warns if a joint branch covers more units than the norm has it (A2).
pub fn advise_units(tx: &Tx<'_>, org: OrgId, day: NaiveDate, advice: &mut Advice) -> Result<()> {
    let units: i64 =
        tx.query_row("SELECT count(*) FROM cover WHERE org_id = ?1 AND until IS NULL", [org], |row| row.get(0))?;
    let rule = &rules().joint_branch_units;
    if units > rule.value_on(day) {
        advice.warn(rule, day, say!(TooManyUnits { org: get(tx, org)?.name, units }));
    }
    Ok(())
}
