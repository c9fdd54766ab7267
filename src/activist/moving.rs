//! Somebody on the way goes to another org before admission: the months as an activist count on (D25). Whoever was admitted
//! goes by a transfer.

use chrono::NaiveDate;

use super::{CandidatureId, Step, Way};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member;
use crate::org::{self, OrgId};

/// Somebody stands with another org from a day on.
pub fn go(tx: &Tx<'_>, way: &Way, to: OrgId, date: &PartialDate, today: NaiveDate) -> Result<()> {
    org::can_have_been(date, today)?;
    let name = || member::name(tx, way.person);
    if way.on(Step::Admitted).is_some() {
        return Err(Error::refused(say!(AdmittedAlready { name: name()? })).hint(say!(UseTransfer)));
    }
    org::event::keeping_roll(&org::get(tx, to)?, date)?;
    let sql = "SELECT id, org_id, since FROM candidature_org WHERE candidature_id = ?1 AND until IS NULL";
    let (row, from, since): (i64, OrgId, PartialDate) =
        tx.query_row(sql, [way.id], |row| Ok((row.get("id")?, row.get("org_id")?, row.get("since")?)))?;
    if from == to {
        return Err(Error::refused(say!(ThereAlready { name: name()?, org: org::get(tx, to)?.name })));
    }
    if date.last_day() <= since.first_day() {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &since })));
    }
    tx.execute("UPDATE candidature_org SET until = ?1 WHERE id = ?2", (date, row))?;
    stand_with(tx, way.id, to, date)
}

/// Somebody stands with an org from a day on, having stood with none.
pub(super) fn stand_with(tx: &Tx<'_>, way: CandidatureId, org: OrgId, since: &PartialDate) -> Result<()> {
    let sql = "INSERT INTO candidature_org (candidature_id, org_id, since) VALUES (?1, ?2, ?3)";
    tx.execute(sql, (way, org, since))?;
    Ok(())
}
