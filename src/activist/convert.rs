//! Probation and its end: conversion to full membership, one extension, cancellation; and giving up before admission.

use chrono::NaiveDate;

use super::{End, Step, Taken, Way, contact, next, norms};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::member::{self, Category, EndReason, events, roll};
use crate::org;
use crate::rules::{Advice, rules};

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

/// D19: not before probation is over, be it extended or not.
pub(super) fn judge_conversion(tx: &Tx<'_>, way: &Way, date: &PartialDate, advice: &mut Advice) -> Result<()> {
    let (Some(admitted), Some(earliest)) = (way.on(Step::Admitted), next::probation_ends(&way.steps)) else {
        return Ok(());
    };
    if date.last_day() >= earliest {
        return Ok(());
    }
    let message = say!(ConvertTooEarly { name: member::name(tx, way.person)?, date, admitted: &admitted, earliest });
    advice.bind(&rules().probation, date.first_day(), message)
}

/// D22: the conversion is approved by the committee above within its time.
pub(super) fn judge_confirmation(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(converted) = way.on(Step::Converted) else { return };
    let rule = &rules().confirmation_months;
    let latest = norms::months_by(rule, converted.last_day());
    if date.first_day() > latest {
        advice.warn(rule, date.first_day(), say!(ConfirmedLate { date, converted: &converted, latest }));
    }
}

/// D20: an extension is half a year at least and a year at most, from the end of the first probation on.
pub(super) fn judge_extension(way: &Way, new: &Taken, advice: &mut Advice) -> Result<()> {
    let (Some(end), Some(until)) = (next::probation_ends(&way.steps), new.details.until) else { return Ok(()) };
    let (least, most, day) = (&rules().extension_least_months, &rules().extension_most_months, new.date.first_day());
    let (first, last) = (norms::months_by(least, end), norms::months_by(most, end));
    let message = || say!(ExtensionWrong { until, end, first, last });
    if until < first {
        return advice.bind(least, day, message());
    }
    if until > last {
        return advice.bind(most, day, message());
    }
    Ok(())
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

/// Refuses a step of somebody who was admitted and has left the roll since, or was on none that day.
pub(super) fn refuse_left(tx: &Tx<'_>, way: &Way, date: &PartialDate) -> Result<()> {
    match way.on(Step::Admitted) {
        Some(admitted) if date.first_day() >= admitted.first_day() => {
            Stays::load(tx, way.person)?.refuse_no_member_since(tx, date)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CandidatureId, Details};
    use super::*;
    use crate::member::PersonId;

    fn extended(admitted: &str, until: &str) -> bool {
        let admitted = Taken::plain(Step::Admitted, admitted.parse().unwrap());
        let way = Way { id: CandidatureId(1), person: PersonId(1), steps: vec![admitted] };
        let details = Details { until: Some(until.parse().unwrap()), ..Details::default() };
        let new = Taken { details, ..Taken::plain(Step::Extended, "2017-03-01".parse().unwrap()) };
        judge_extension(&way, &new, &mut Advice::default()).is_ok()
    }

    #[test]
    fn an_extension_is_half_a_year_to_a_year() {
        for (until, fits) in [("2017-08-27", false), ("2017-08-28", true), ("2017-08-29", true)] {
            assert_eq!(extended("2016-02-29", until), fits, "probation ends on 2017-02-28, {until}");
        }
        for (until, fits) in [("2018-02-27", true), ("2018-02-28", true), ("2018-03-01", false)] {
            assert_eq!(extended("2016-02-29", until), fits, "{until}");
        }
    }
}
