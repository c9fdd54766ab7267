//! What comes next for somebody on the way, and until when: the norms' deadlines, told before they are missed.

use chrono::NaiveDate;

use super::norms::months_by;
use super::{Stage, Step, Taken, trained_hours};
use crate::rules::rules;

/// The way without what comes again and again.
const CHAIN: [Step; 12] = [
    Step::Applied,
    Step::Talked,
    Step::Nominated,
    Step::Candidate,
    Step::Reviewed,
    Step::Trained,
    Step::Prereviewed,
    Step::Admitted,
    Step::Approved,
    Step::Sworn,
    Step::Converted,
    Step::Confirmed,
];

/// The next step, and the day until which it is due if a norm sets one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Next {
    /// Which.
    pub(super) step: Step,
    /// Until when.
    pub(super) due: Option<NaiveDate>,
}

/// What comes next after the steps taken; nothing for whose way has come to its end.
pub(super) fn after(stage: Stage, steps: &[Taken]) -> Option<Next> {
    let last = |step: Step| steps.iter().rev().find(|taken| taken.step == step).map(|taken| taken.date.last_day());
    let (rules, missing) = (rules(), |step: &Step| last(*step).is_none());
    match stage {
        // When somebody is named an activist is for the branch to say: no norm sets a day, and none is made up (D4).
        Stage::Applicant if missing(&Step::Talked) => {
            let due = last(Step::Applied).map(|applied| months_by(&rules.talk_months, applied));
            Some(Next { step: Step::Talked, due })
        }
        Stage::Applicant => Some(Next { step: Step::Nominated, due: None }),
        Stage::Activist => {
            let before = last(Step::Evaluated).max(last(Step::Nominated));
            Some(Next { step: Step::Evaluated, due: before.map(|before| months_by(&rules.evaluation_months, before)) })
        }
        Stage::Candidate => Some(for_candidate(steps, &missing, last(Step::Prereviewed))),
        // Of who came as a member on probation, nobody here knows what was approved before.
        Stage::Probationary if missing(&Step::Approved) && !missing(&Step::Applied) => {
            let due = last(Step::Admitted).map(|admitted| months_by(&rules.approval_months, admitted));
            Some(Next { step: Step::Approved, due })
        }
        Stage::Probationary if missing(&Step::Sworn) && !missing(&Step::Approved) => {
            let bound = last(Step::Approved).filter(|approved| !rules.oath_months.begins_after(*approved));
            Some(Next { step: Step::Sworn, due: bound.map(|approved| months_by(&rules.oath_months, approved)) })
        }
        Stage::Probationary => Some(Next { step: Step::Converted, due: probation_ends(steps) }),
        // Who was approved when admitted is approved when converted, too; a roster often knows of neither.
        Stage::Full if missing(&Step::Confirmed) && !missing(&Step::Approved) => {
            let due = last(Step::Converted).map(|converted| months_by(&rules.confirmation_months, converted));
            Some(Next { step: Step::Confirmed, due })
        }
        Stage::Full | Stage::Ended => None,
    }
}

/// Review and training are finished in either order, then the pre-review, then the meeting.
fn for_candidate(steps: &[Taken], missing: &impl Fn(&Step) -> bool, prereviewed: Option<NaiveDate>) -> Next {
    let day = steps.last().map(|taken| taken.date.first_day()).unwrap_or_default();
    let is_trained = i64::from(trained_hours(steps)) >= rules().training_hours.value_on(day);
    let step = match prereviewed {
        Some(_) => Step::Admitted,
        None if missing(&Step::Reviewed) => Step::Reviewed,
        None if !is_trained => Step::Trained,
        None => Step::Prereviewed,
    };
    let bound = prereviewed.filter(|on| !rules().meeting_months.begins_after(*on));
    Next { step, due: bound.map(|on| months_by(&rules().meeting_months, on)) }
}

/// When probation is over, extended or not, of who was admitted.
pub(super) fn probation_ends(steps: &[Taken]) -> Option<NaiveDate> {
    if let Some(until) = steps.iter().find_map(|taken| taken.details.until) {
        return Some(until);
    }
    let admitted = steps.iter().find(|taken| taken.step == Step::Admitted)?;
    Some(months_by(&rules().probation, admitted.date.first_day()))
}

/// What lies further on the way after the next step.
pub(super) fn then(steps: &[Taken], next: Next) -> impl Iterator<Item = Step> {
    let reached = if next.step == Step::Evaluated { Step::Nominated } else { next.step };
    let from = CHAIN.iter().position(|step| *step == reached).map_or(CHAIN.len(), |at| at + 1);
    CHAIN[from..].iter().copied().filter(|step| !steps.iter().any(|taken| taken.step == *step))
}
