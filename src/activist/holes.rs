//! Holes in a way: what was due before a step that was taken, and is not on record. Decided here once for the verbs, the
//! import, `activist show` and `activist list`.
//!
//! A hole is judged by the norm in force on the day of the step that should have waited for it; where no text asked for it
//! that day there is none. Of a way that begins with the admission, taken from a roster, nobody knows what went before it:
//! nothing is missing there.

use std::iter;

use super::{Step, Taken, Way, trained_hours};
use crate::activist::texts;
use crate::code::Code;
use crate::error::Result;
use crate::i18n::{Label, Text, say};
use crate::rules::{Advice, Rule, Rules, rules};

/// The public notice is told with the candidacy: no step of its own.
static NOTICE: Code = Code { code: "notice", label: Label { zh: "公示", en: "public notice" }, synonyms: &[] };

/// What is due at some point of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// A step.
    Step(Step),
    /// The public notice before a candidacy.
    Notice,
}

/// Something that is due, the step that must wait for it, and the norm that says so.
type Duty = (Due, Step, fn(&Rules) -> &Rule);

/// All that is due, in the order of the way.
const DUTIES: [Duty; 8] = [
    (Due::Step(Step::Talked), Step::Nominated, |rules| &rules.talk_months),
    (Due::Step(Step::Nominated), Step::Candidate, |rules| &rules.activist_months),
    (Due::Notice, Step::Candidate, |rules| &rules.notice_workdays),
    (Due::Step(Step::Candidate), Step::Admitted, |rules| &rules.activist_months),
    (Due::Step(Step::Reviewed), Step::Admitted, |rules| &rules.political_review),
    (Due::Step(Step::Trained), Step::Admitted, |rules| &rules.training_hours),
    (Due::Step(Step::Prereviewed), Step::Admitted, |rules| &rules.prereview),
    (Due::Step(Step::Approved), Step::Converted, |rules| &rules.approval_months),
];

impl Due {
    /// What a reader calls it, and its code.
    pub(super) fn entry(self) -> &'static Code {
        match self {
            Self::Step(step) => step.entry(),
            Self::Notice => &NOTICE,
        }
    }

    /// Whether a step comes after it.
    fn comes_before(self, later: Step) -> bool {
        match self {
            Self::Step(step) => step.comes_before(later),
            Self::Notice => later == Step::Candidate || Step::Candidate.comes_before(later),
        }
    }

    /// Whether steps have it. Hours of training count together; a notice can only be asked of a candidacy on record.
    fn is_among(self, steps: &[Taken], least: i64) -> bool {
        match self {
            Self::Step(Step::Trained) => i64::from(trained_hours(steps)) >= least,
            Self::Step(step) => steps.iter().any(|taken| taken.step == step),
            Self::Notice => {
                let candidacy = steps.iter().find(|taken| taken.step == Step::Candidate);
                candidacy.is_none_or(|taken| taken.details.notice.is_some())
            }
        }
    }
}

/// Something that is missing on a way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hole<'w> {
    /// What.
    pub(super) due: Due,
    /// The norm that asks for it.
    pub(super) rule: &'static Rule,
    /// The step that should have waited for it, or the first of those that come later.
    over: &'w Taken,
    /// The first step on record that comes after it: its place on the timeline.
    pub(super) ahead_of: &'w Taken,
    /// The hours on record of a training that was too short.
    hours: Option<u32>,
}

impl Hole<'_> {
    /// Whether the norm was in force that day.
    fn is_in_force(&self) -> bool {
        !self.rule.begins_after(self.over.date.first_day())
    }

    /// What is missing, in a sentence.
    fn message(&self) -> Text {
        let (step, date) = (self.over.step, &self.over.date);
        match self.hours {
            Some(hours) => say!(TrainedTooLittle { hours, step, date }),
            None => say!(NotOnRecordBefore { missing: self.due.entry(), step, date }),
        }
    }

    /// The norm that asks for it, in words; before it, what there is.
    pub(super) fn basis(&self) -> Text {
        let basis = self.rule.basis(self.over.date.first_day());
        match self.hours {
            Some(hours) => say!(HoursOnly { hours, basis }),
            None => basis,
        }
    }

    /// What is missing, and the norm that asks for it.
    pub(super) fn warning(&self) -> Text {
        say!(AgainstRule { message: self.message(), basis: self.rule.basis(self.over.date.first_day()) })
    }
}

/// What is missing among steps (earliest first), in the order of the way.
pub(super) fn of(steps: &[Taken]) -> impl Iterator<Item = Hole<'_>> {
    among(steps).filter(Hole::is_in_force)
}

/// What is missing, also where no norm asked for it then.
fn among(steps: &[Taken]) -> impl Iterator<Item = Hole<'_>> {
    let is_known = steps.iter().any(|taken| taken.step == Step::Applied);
    DUTIES.iter().filter(move |_| is_known).filter_map(|(due, waits, rule)| {
        let rule = rule(rules());
        let ahead_of = steps.iter().find(|taken| due.comes_before(taken.step))?;
        let over = steps.iter().find(|taken| taken.step == *waits).unwrap_or(ahead_of);
        let is_missing = !due.is_among(steps, rule.value_on(over.date.first_day()));
        let is_short = *due == Due::Step(Step::Trained) && steps.iter().any(|taken| taken.step == Step::Trained);
        let hours = is_short.then(|| trained_hours(steps));
        is_missing.then_some(Hole { due: *due, rule, over, ahead_of, hours })
    })
}

/// How often each thing is missing among those that are, with its norm, in the order of the way.
pub(super) fn counts(missing: &[Due]) -> Vec<Text> {
    let counted = DUTIES.iter().map(|(due, _, rule)| (due, rule, missing.iter().filter(|one| *one == due).count()));
    let met = counted.filter(|(_, _, count)| *count > 0);
    met.map(|(due, rule, count)| say!(CaseCount { id: &rule(rules()).id, case: due.entry(), count })).collect()
}

/// Holds a step against what should have gone before it. Without review and training nobody is admitted (D10, D11); all
/// else warns, with every step that is taken over it.
pub(super) fn judge(way: &Way, new: &Taken, advice: &mut Advice) -> Result<()> {
    let mut steps: Vec<Taken> = way.steps.iter().chain(iter::once(new)).cloned().collect();
    steps.sort_by_key(|taken| (taken.date.first_day(), taken.step.place()));
    for hole in among(&steps).filter(|hole| hole.due.comes_before(new.step)) {
        // What was practice before it was a norm is told once, as such. The notice was none.
        let is_told = hole.is_in_force() || hole.over == new && hole.due != Due::Notice;
        let binds = matches!(hole.due, Due::Step(Step::Reviewed | Step::Trained)) && new.step == Step::Admitted;
        match (is_told, binds) {
            (false, _) => {}
            (true, true) => advice.bind(hole.rule, hole.over.date.first_day(), hole.message())?,
            (true, false) => advice.notice(hole.warning()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::CandidatureId;
    use super::*;
    use crate::i18n::Lang;
    use crate::member::PersonId;

    /// A way of these steps, whose trainings took so many hours.
    fn way(hours: u32, steps: &[(Step, &str)]) -> Way {
        let taken = |(step, date): &(Step, &str)| {
            let mut taken = Taken::plain(*step, date.parse().unwrap());
            taken.details.hours = (*step == Step::Trained).then_some(hours);
            taken
        };
        Way { id: CandidatureId(1), person: PersonId(1), steps: steps.iter().map(taken).collect() }
    }

    /// The codes of what is missing, with the norms.
    fn missing(hours: u32, steps: &[(Step, &str)]) -> Vec<String> {
        of(&way(hours, steps).steps).map(|hole| format!("{} {}", hole.due.entry().code, hole.rule.id)).collect()
    }

    /// How many warnings a plain step gives, or none if it is refused.
    fn warned(way: &Way, step: Step, date: &str) -> Option<usize> {
        let mut advice = Advice::default();
        judge(way, &Taken::plain(step, date.parse().unwrap()), &mut advice).ok().map(|()| advice.warnings().len())
    }

    #[test]
    fn a_whole_way_has_no_holes() {
        let steps = [
            (Step::Applied, "2014-06-05"),
            (Step::Talked, "2014-06-20"),
            (Step::Nominated, "2014-08-01"),
            (Step::Candidate, "2015-12-01"),
            (Step::Reviewed, "2015-12-20"),
            (Step::Trained, "2015-12-30"),
            (Step::Prereviewed, "2016-02-01"),
            (Step::Admitted, "2016-02-29"),
            (Step::Approved, "2016-04-01"),
            (Step::Converted, "2017-03-01"),
        ];
        assert_eq!(missing(24, &steps), [] as [&str; 0]);
        for reached in 1..steps.len() {
            assert_eq!(
                missing(24, &steps[..reached]),
                [] as [&str; 0],
                "{reached}: what is not due yet is not missing"
            );
        }
        assert_eq!(missing(23, &steps), ["trained D11"]);
        for (left_out, told) in [
            (Step::Talked, "talked D3"),
            (Step::Nominated, "nominated D7"),
            (Step::Candidate, "candidate D7"),
            (Step::Reviewed, "reviewed D10"),
            (Step::Trained, "trained D11"),
            (Step::Prereviewed, "prereviewed D12"),
            (Step::Approved, "approved D16"),
        ] {
            let rest: Vec<(Step, &str)> = steps.into_iter().filter(|(step, _)| *step != left_out).collect();
            assert_eq!(missing(24, &rest), [told]);
        }
    }

    #[test]
    fn a_norm_that_was_not_in_force_makes_no_hole() {
        let nominated = |day: &str| missing(0, &[(Step::Applied, "2013-01-05"), (Step::Nominated, day)]);
        assert_eq!(nominated("2014-05-27"), [] as [&str; 0]);
        assert_eq!(nominated("2014-05-28"), ["talked D3"]);
        assert_eq!(nominated("2014-05-29"), ["talked D3"]);
        let late = [(Step::Applied, "2013-01-05"), (Step::Nominated, "2014-05-27"), (Step::Candidate, "2016-01-01")];
        assert_eq!(missing(0, &late), [] as [&str; 0], "what nobody had to do before is no hole of a later step");
        let candidate = |day: &str| {
            missing(
                0,
                &[
                    (Step::Applied, "2024-01-05"),
                    (Step::Talked, "2024-01-10"),
                    (Step::Nominated, "2024-03-01"),
                    (Step::Candidate, day),
                ],
            )
        };
        assert_eq!(candidate("2026-05-17"), [] as [&str; 0]);
        assert_eq!(candidate("2026-05-18"), ["notice D8"]);
        assert_eq!(candidate("2026-05-19"), ["notice D8"]);
    }

    #[test]
    fn nobody_knows_what_went_before_an_admission_from_a_roster() {
        assert_eq!(missing(0, &[(Step::Admitted, "2020-07-01"), (Step::Converted, "2021-07-01")]), [] as [&str; 0]);
    }

    #[test]
    fn every_step_over_a_hole_warns() {
        let begun = way(0, &[(Step::Applied, "2015-01-05"), (Step::Nominated, "2015-04-01")]);
        assert_eq!(warned(&begun, Step::Talked, "2015-03-01"), Some(0), "what fills it does not");
        assert_eq!(warned(&begun, Step::Evaluated, "2015-10-01"), Some(1));
        assert_eq!(warned(&begun, Step::Candidate, "2016-04-01"), Some(1));
        let listed = way(
            0,
            &[
                (Step::Applied, "2015-01-05"),
                (Step::Talked, "2015-01-20"),
                (Step::Nominated, "2015-04-01"),
                (Step::Candidate, "2016-04-01"),
            ],
        );
        assert_eq!(warned(&listed, Step::Reviewed, "2016-04-02"), Some(0));
        assert_eq!(warned(&listed, Step::Prereviewed, "2016-04-02"), Some(2), "neither reviewed nor trained");
        assert_eq!(warned(&listed, Step::Admitted, "2016-05-02"), None);
    }

    #[test]
    fn nobody_is_admitted_without_review_and_training() {
        let prepared = |hours: u32, reviewed: bool| {
            let mut way = way(
                hours,
                &[
                    (Step::Applied, "2013-01-05"),
                    (Step::Talked, "2013-01-20"),
                    (Step::Nominated, "2013-04-01"),
                    (Step::Candidate, "2014-05-01"),
                    (Step::Reviewed, "2014-05-02"),
                    (Step::Trained, "2014-05-03"),
                    (Step::Prereviewed, "2014-05-04"),
                ],
            );
            way.steps.retain(|taken| reviewed || taken.step != Step::Reviewed);
            way
        };
        let fits = |hours: u32| warned(&prepared(hours, true), Step::Admitted, "2016-02-10").is_some();
        assert_eq!([23, 24, 25].map(fits), [false, true, true]);
        assert_eq!(warned(&prepared(24, false), Step::Admitted, "2014-05-28"), None, "by the day of the meeting");
        assert_eq!(
            warned(&prepared(40, false), Step::Admitted, "2014-05-27"),
            None,
            "the text of 1990 asked for it too"
        );
        // That text wants forty hours.
        let fits = |hours: u32| warned(&prepared(hours, true), Step::Admitted, "2014-05-27").is_some();
        assert_eq!([24, 39, 40].map(fits), [false, false, true]);
        let early = way(0, &[(Step::Applied, "1988-01-05"), (Step::Talked, "1988-01-20")]);
        assert!(warned(&early, Step::Admitted, "1989-12-31").is_some(), "no text asked for anything yet");
    }

    #[test]
    fn a_hole_is_told_with_its_norm() {
        let steps =
            way(16, &[(Step::Applied, "2015-01-05"), (Step::Trained, "2016-01-01"), (Step::Admitted, "2016-06-20")])
                .steps;
        let holes: Vec<Hole<'_>> = of(&steps).collect();
        assert_eq!(
            holes[0].warning().say(Lang::Zh),
            "集中培训 2016-01-01 以前没有登记谈话 (D3 收到入党申请后1个月内派人谈话。《中国共产党发展党员工作细则》第七条)"
        );
        let training = holes.iter().find(|hole| hole.due == Due::Step(Step::Trained)).unwrap();
        assert_eq!(
            training.basis().say(Lang::En),
            "only 16 hours; D11 training of at least 24 hours, or as many days as that is. 《中国共产党发展党员工作细则》第十七条"
        );
    }
}
