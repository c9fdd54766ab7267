//! Events of a membership: it ends, it is suspended, it is restored.

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::roll::{self, Period};
use super::{Category, EndReason, PersonId, states};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::texts;
use crate::org::can_have_been;

/// The open roll period of a person.
fn open_period(tx: &Tx<'_>, id: PersonId) -> Result<Period> {
    let open = roll::load(tx, id)?.pop().filter(|period| period.until.is_none());
    match open {
        Some(period) => Ok(period),
        None => Err(Error::refused(say!(NotOnRoll { name: super::name(tx, id)? })).hint(say!(NotOnRollHint))),
    }
}

/// Refuses a day in the future or before the day the open period began: on that very day somebody may come and die.
fn after_start(tx: &Tx<'_>, id: PersonId, date: &PartialDate, today: NaiveDate) -> Result<Period> {
    can_have_been(date, today)?;
    let period = open_period(tx, id)?;
    if !date.could_follow(&period.since) {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &period.since })));
    }
    Ok(period)
}

/// Ends a membership: the person leaves the roll on that day and stays in the records. What ran beside it ends too; the
/// posts among it are returned, in words.
pub fn end(
    tx: &Tx<'_>,
    id: PersonId,
    date: &PartialDate,
    reason: EndReason,
    note: Option<&str>,
    today: NaiveDate,
) -> Result<Vec<Text>> {
    let period = after_start(tx, id, date, today)?;
    if reason == EndReason::Cancelled && period.category == Category::Full {
        return Err(Error::refused(say!(CancelOfFull { name: super::name(tx, id)? })));
    }
    let sql = "UPDATE roll SET until = ?1, ended = ?2, end_note = ?3 WHERE id = ?4";
    tx.execute(sql, (date, reason, note, period.id))?;
    states::end(tx, id, date)
}

/// The membership ended on another day than recorded.
pub fn correct_end(tx: &Tx<'_>, id: PersonId, date: &PartialDate, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    let last = roll::load(tx, id)?.pop().filter(|period| period.until.is_some());
    let Some(period) = last else {
        return Err(Error::refused(say!(NotEnded { name: super::name(tx, id)? })).hint(say!(NotEndedHint)));
    };
    if !date.could_follow(&period.since) {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &period.since })));
    }
    if let Some(old) = &period.until {
        states::end_otherwise(tx, id, old, Some(date))?;
    }
    tx.execute("UPDATE roll SET until = ?1 WHERE id = ?2", (date, period.id))?;
    Ok(())
}

/// Suspends a membership 停止党籍: listed, but counted neither as member nor as voter.
pub fn suspend(tx: &Tx<'_>, id: PersonId, date: &PartialDate, reason: &str, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    let rows = roll::load(tx, id)?;
    open_period(tx, id)?;
    let stint = &rows[rows.len() - roll::last_stint(&rows)];
    if !date.could_follow(&stint.since) {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &stint.since })));
    }
    if running(tx, id)?.is_some() {
        return Err(Error::refused(say!(SuspendedAlready { name: super::name(tx, id)? })));
    }
    tx.execute("INSERT INTO suspension (person_id, since, reason) VALUES (?1, ?2, ?3)", (id, date, reason))?;
    Ok(())
}

/// Restores a suspended membership.
pub fn restore(tx: &Tx<'_>, id: PersonId, date: &PartialDate, reason: &str, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    let Some((row, since)) = running(tx, id)? else {
        return Err(Error::refused(say!(NotSuspended { name: super::name(tx, id)? })));
    };
    if let Some(since) = since.filter(|since| date.last_day() <= since.first_day()) {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &since })));
    }
    tx.execute("UPDATE suspension SET until = ?1, restored = ?2 WHERE id = ?3", (date, reason, row))?;
    Ok(())
}

fn running(tx: &Tx<'_>, id: PersonId) -> Result<Option<(i64, Option<PartialDate>)>> {
    let mut query = tx.prepare_cached("SELECT id, since FROM suspension WHERE person_id = ?1 AND until IS NULL")?;
    Ok(query.query_row([id], |row| Ok((row.get("id")?, row.get("since")?))).optional()?)
}
