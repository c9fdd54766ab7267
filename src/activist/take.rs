//! A step is taken: in its order, on a day that has come, against the norms of that day.

use chrono::NaiveDate;

use super::{Details, Step, Taken, Way, admission, candidacy, holes, norms, probation, voices};
use crate::activist::texts;
use crate::date::{PartialDate, in_party};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::org;
use crate::rules::Advice;

/// Takes a step. Refuses one out of order or in the future, whatever the reason.
pub fn take(tx: &Tx<'_>, way: &Way, new: &Taken, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    org::can_have_been(&new.date, today)?;
    way.refuse_out_of_order(tx, new.step, &new.date)?;
    refuse_filed_before(new)?;
    refuse_left(tx, way, &new.date)?;
    if let Some(votes) = &new.details.votes {
        votes.refuse_impossible()?;
    }
    judge(tx, way, new, advice)?;
    holes::judge(way, new, advice)?;
    new.insert(tx, way.id)
}

/// Holds a step against the norms of its day, but for what should have gone before it ([`holes`]).
pub(super) fn judge(tx: &Tx<'_>, way: &Way, new: &Taken, advice: &mut Advice) -> Result<()> {
    match new.step {
        Step::Talked => norms::talk(way, &new.date, advice),
        Step::Nominated => norms::filing(new, advice),
        Step::Evaluated => norms::evaluation(way, &new.date, advice),
        Step::Candidate => candidacy::judge(tx, way, new, advice)?,
        Step::Extended => probation::extension(way, new, advice)?,
        Step::Converted => probation::conversion(tx, way, &new.date, advice)?,
        Step::Approved => admission::approval(way, &new.date, advice),
        Step::Sworn => admission::oath(way, &new.date, advice),
        Step::Confirmed => probation::confirmation(way, &new.date, advice),
        Step::Admitted => admission::meeting(way, &new.date, advice),
        Step::Applied | Step::Reviewed | Step::Trained | Step::Prereviewed => {}
    }
    if let Some(votes) = &new.details.votes {
        votes.judge(new.date.first_day(), advice)?;
    }
    voices::judge(tx, way, new, advice)
}

/// What is filed was decided before, and in the Party.
pub(super) fn refuse_filed_before(new: &Taken) -> Result<()> {
    if let Some(filed) = &new.details.superior_on {
        in_party(filed).map_err(Error::refused)?;
    }
    match &new.details {
        Details { superior_on: Some(filed), .. } if new.step == Step::Nominated && !filed.could_follow(&new.date) => {
            Err(Error::refused(say!(FiledBefore { filed, date: &new.date })).hint(say!(FiledBeforeHint)))
        }
        _ => Ok(()),
    }
}

impl Taken {
    /// A step of which nothing but the day is told.
    pub fn plain(step: Step, date: PartialDate) -> Self {
        Self { step, date, details: Details::default() }
    }
}

/// Refuses a step of somebody who was admitted and has left the roll since, or was on none that day.
fn refuse_left(tx: &Tx<'_>, way: &Way, date: &PartialDate) -> Result<()> {
    match way.on(Step::Admitted) {
        Some(admitted) if date.first_day() >= admitted.first_day() => {
            Stays::load(tx, way.person)?.refuse_no_member_since(tx, date)
        }
        _ => Ok(()),
    }
}
