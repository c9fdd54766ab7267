//! What comes next for somebody on the way, and until when: the norms' deadlines, told before they are missed.

use chrono::NaiveDate;

use super::norms::months_by;
use super::{Stage, Step, Taken};
use crate::rules::rules;

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
    let talk_due = |applied: NaiveDate| months_by(&rules().talk_months, applied);
    let evaluation_due = |before: NaiveDate| months_by(&rules().evaluation_months, before);
    match stage {
        Stage::Applicant if last(Step::Talked).is_none() => {
            Some(Next { step: Step::Talked, due: last(Step::Applied).map(talk_due) })
        }
        // When somebody is named an activist is for the branch to say: no norm sets a day, and none is made up (D4).
        Stage::Applicant => Some(Next { step: Step::Nominated, due: None }),
        Stage::Activist => {
            let before = last(Step::Evaluated).max(last(Step::Nominated));
            Some(Next { step: Step::Evaluated, due: before.map(evaluation_due) })
        }
        _ => None,
    }
}

/// What lies further on the way after the next step.
pub(super) fn then(stage: Stage, next: Next) -> Vec<Step> {
    match (stage, next.step) {
        (Stage::Applicant, Step::Talked) => vec![Step::Nominated, Step::Evaluated],
        (Stage::Applicant, _) => vec![Step::Evaluated],
        _ => Vec::new(),
    }
}
