//! Probation and its end: conversion to full membership, one extension, cancellation; and giving up before admission.

use chrono::NaiveDate;

use super::{End, Step, Taken, Way, contact};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::member::{self, Category, EndReason, events, roll};
use crate::org;
use crate::rules::Advice;

/// The branch meeting makes a full member of somebody whose probation is over.
pub fn convert(tx: &Tx<'_>, way: &Way, new: &Taken, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    super::take(tx, way, new, today, advice)?;
    let stays = Stays::load(tx, way.person)?;
    if stays.last().is_some_and(|stay| stay.category() == Category::Full) {
        return Err(Error::refused(say!(FullAlready { name: member::name(tx, way.person)? })).hint(say!(NotOnRollHint)));
    }
    contact::end_all(tx, way, &new.date)?;
    full_since(tx, way, &new.date)
}

/// Writes the day of full membership, and divides the roll there.
pub(super) fn full_since(tx: &Tx<'_>, way: &Way, date: &PartialDate) -> Result<()> {
    tx.execute("UPDATE person SET full_on = ?1 WHERE id = ?2", (date, way.person))?;
    let periods = roll::load(tx, way.person)?;
    roll::store(tx, way.person, &roll::resplit(&periods, Some(date), Category::Full))
}

/// Probation is cancelled: the person leaves the roll on that day.
pub fn cancel(tx: &Tx<'_>, way: &Way, date: &PartialDate, reason: &str, today: NaiveDate) -> Result<()> {
    if way.on(Step::Admitted).is_none() {
        let (name, step, needed) = (member::name(tx, way.person)?, EndReason::Cancelled, Step::Admitted);
        return Err(Error::refused(say!(StepMissing { name, step, needed })).hint(say!(UseWithdraw)));
    }
    events::end(tx, way.person, date, EndReason::Cancelled, Some(reason), today)?; // on probation nobody holds a post
    end(tx, way, End::Cancelled, date, reason)
}

/// Somebody gives up, or is given up, before admission; or has left the roll on the way.
pub fn withdraw(tx: &Tx<'_>, way: &Way, date: &PartialDate, reason: &str, today: NaiveDate) -> Result<()> {
    org::can_have_been(date, today)?;
    let stays = Stays::load(tx, way.person)?;
    if way.on(Step::Admitted).is_some() && stays.last().is_some_and(|stay| stay.end().is_none()) {
        let name = member::name(tx, way.person)?;
        return Err(Error::refused(say!(AdmittedAlready { name })).hint(say!(UseCancel)));
    }
    end(tx, way, End::Withdrawn, date, reason)
}

fn end(tx: &Tx<'_>, way: &Way, how: End, date: &PartialDate, reason: &str) -> Result<()> {
    let Some(reason) = crate::text::typed(Some(reason)) else { return Err(Error::usage(say!(ReasonEmpty))) };
    way.refuse_ending_before(tx, date)?;
    contact::end_all(tx, way, date)?;
    let sql = "UPDATE candidature SET ended = ?1, end_how = ?2, end_reason = ?3 WHERE id = ?4";
    tx.execute(sql, (date, how, reason, way.id))?;
    Ok(())
}
