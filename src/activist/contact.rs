//! Fostering contacts 培养联系人: the one or two full members who look after somebody on the way.

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::{Step, Way, norms};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, PersonId};
use crate::org;
use crate::rules::Advice;

/// A contact fosters somebody from a day on. Refuses one too many, and one who is no full member that day (D5).
pub fn add(
    tx: &Tx<'_>,
    way: &Way,
    contact: PersonId,
    from: &PartialDate,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    org::can_have_been(from, today)?;
    let (name, of) = (member::name(tx, contact)?, member::name(tx, way.person)?);
    if contact == way.person {
        return Err(Error::refused(say!(ContactOfOneself { name })).hint(say!(ContactHint)));
    }
    if way.on(Step::Nominated).is_none_or(|nominated| !from.could_follow(&nominated)) {
        let step = Step::Nominated;
        return Err(Error::refused(say!(ContactTooEarly { name, of, date: from, step })).hint(say!(StepMissingHint)));
    }
    if let Some((_, since)) = running(tx, way, contact)? {
        return Err(Error::refused(say!(ContactAlready { name, of, since: &since })).hint(say!(ContactHint)));
    }
    norms::contacts(tx, way, from, advice)?;
    norms::full_member(tx, contact, from, &crate::rules::rules().contacts, advice)?;
    let sql = "INSERT INTO foster (candidature_id, contact_id, since) VALUES (?1, ?2, ?3)";
    tx.execute(sql, (way.id, contact, from))?;
    Ok(())
}

/// A contact fosters somebody no more.
pub fn end(tx: &Tx<'_>, way: &Way, contact: PersonId, date: &PartialDate, today: NaiveDate) -> Result<()> {
    org::can_have_been(date, today)?;
    let Some((row, since)) = running(tx, way, contact)? else {
        let (name, of) = (member::name(tx, contact)?, member::name(tx, way.person)?);
        return Err(Error::refused(say!(NoContact { name, of })).hint(say!(ContactHint)));
    };
    if date.last_day() <= since.first_day() {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &since })).hint(say!(ContactHint)));
    }
    tx.execute("UPDATE foster SET until = ?1 WHERE id = ?2", (date, row))?;
    Ok(())
}

/// Nobody fosters any more whose way has come to its end; a contact that would have begun later never did.
pub(super) fn end_all(tx: &Tx<'_>, way: &Way, date: &PartialDate) -> Result<()> {
    let late = date.too_late_to_begin().to_string();
    tx.execute("DELETE FROM foster WHERE candidature_id = ?1 AND until IS NULL AND since_day >= ?2", (way.id, late))?;
    tx.execute("UPDATE foster SET until = ?1 WHERE candidature_id = ?2 AND until IS NULL", (date, way.id))?;
    Ok(())
}

/// The way came to its end on another day than recorded: so did the contacts that ended with it.
pub(super) fn end_all_otherwise(tx: &Tx<'_>, way: &Way, old: &PartialDate, new: &PartialDate) -> Result<()> {
    let sql = "UPDATE foster SET until = ?1 WHERE candidature_id = ?2 AND until = ?3 AND since_day < ?4";
    tx.execute(sql, (new, way.id, old, new.first_day().to_string()))?;
    Ok(())
}

fn running(tx: &Tx<'_>, way: &Way, contact: PersonId) -> Result<Option<(i64, PartialDate)>> {
    let sql = "SELECT id, since FROM foster WHERE candidature_id = ?1 AND contact_id = ?2 AND until IS NULL";
    let mut query = tx.prepare_cached(sql)?;
    Ok(query.query_row((way.id, contact), |row| Ok((row.get("id")?, row.get("since")?))).optional()?)
}
