//! The norms of admission: the meeting after the pre-review (D14), the approval after the meeting (D16, D17), the oath
//! (D18).

use super::norms::months_by;
use super::{Step, Way};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::i18n::say;
use crate::rules::{Advice, Rule, rules};

/// D14: the meeting follows the pre-review soon.
pub(super) fn meeting(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(on) = way.on(Step::Prereviewed) else { return };
    let (rule, day) = (&rules().meeting_months, date.first_day());
    let latest = months_by(rule, on.last_day());
    // Of who was pre-reviewed before there was such a norm nobody asks.
    if day > latest && !rule.begins_after(on.first_day()) {
        advice.warn(rule, day, say!(MeetingLate { date, on: &on, latest }));
    }
}

/// D16, D17: the approval follows the meeting within its time; after half a year the meeting has to vote again.
pub(super) fn approval(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(admitted) = way.on(Step::Admitted) else { return };
    let day = date.first_day();
    let mut late = |rule: &Rule| {
        let latest = months_by(rule, admitted.last_day());
        if day > latest {
            advice.warn(rule, day, say!(ApprovalLate { date, admitted: &admitted, latest }));
        }
        day > latest
    };
    let is_void = late(&rules().special_approval_months) | late(&rules().resolution_months);
    if !is_void {
        late(&rules().approval_months);
    }
}

/// D18: since 2026 the oath follows the approval soon.
pub(super) fn oath(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(approved) = way.on(Step::Approved) else { return };
    let rule = &rules().oath_months;
    let latest = months_by(rule, approved.last_day());
    if !rule.begins_after(approved.first_day()) && date.first_day() > latest {
        advice.warn(rule, date.first_day(), say!(OathLate { date, approved: &approved, latest }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::norms::tests::{warned, way};
    use super::*;

    #[test]
    fn the_meeting_is_within_a_month_of_the_pre_review() {
        let since = way(&[(Step::Prereviewed, "2026-05-31")]);
        let warned = |way: &Way, date: &str| warned(meeting, way, date);
        assert_eq!(["2026-06-29", "2026-06-30", "2026-07-01"].map(|date| warned(&since, date)), [0, 0, 1]);
        for before in ["2011-01-31", "2016-01-31", "2026-05-17"] {
            let way = way(&[(Step::Prereviewed, before)]);
            assert_eq!(warned(&way, "2026-07-01"), 0, "{before}: there was no such norm");
        }
    }

    #[test]
    fn an_approval_is_due_within_three_months() {
        let way = way(&[(Step::Admitted, "2015-11-30")]);
        assert_eq!(["2016-02-28", "2016-02-29", "2016-03-01"].map(|date| warned(approval, &way, date)), [0, 0, 1]);
        assert_eq!(["2016-05-30", "2016-05-31"].map(|date| warned(approval, &way, date)), [1, 2]);
    }

    #[test]
    fn an_oath_is_due_within_a_month_since_2026() {
        let before = way(&[(Step::Approved, "2026-05-17")]);
        assert_eq!(warned(oath, &before, "2026-09-01"), 0);
        let since = way(&[(Step::Approved, "2026-05-31")]);
        assert_eq!(["2026-06-29", "2026-06-30", "2026-07-01"].map(|date| warned(oath, &since, date)), [0, 0, 1]);
    }
}
