//! Whether a vote passed: by quorum and majority of the norms in force on the day, worked out whenever it is shown.

use chrono::NaiveDate;

use super::VoteRule;
use crate::code::codes;
use crate::i18n::{Text, say};
use crate::meeting::texts;
use crate::rules::votes::{Need, less_excused, present_and_written};
use crate::rules::{Rule, rules};

codes! {
    /// What came of a vote.
    pub enum VoteResult {
        Passed = "passed", "通过", "passed";
        NotPassed = "not-passed", "没有通过", "not passed";
        NoQuorum = "no-quorum", "到会人数不足", "no quorum";
    }
}

/// A vote of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Vote {
    /// By which quorum and majority it is judged.
    pub(super) rule: VoteRule,
    /// Those due to vote 应到会.
    pub(super) voters: u32,
    /// Those of them present 实到会.
    pub(super) present: u32,
    /// Those of them who could not come and gave their opinion in writing before 书面意见: counted in the votes, not among
    /// those present.
    pub(super) written: u32,
    /// For it.
    pub(super) in_favour: u32,
    /// Against it.
    pub(super) against: u32,
    /// Neither.
    pub(super) abstained: u32,
    /// Those who are excused, by name: taken off those due.
    pub(super) excused: u32,
    /// By ballot.
    pub(super) secret: bool,
}

impl Vote {
    /// The votes cast, abstentions among them.
    pub(super) fn cast(&self) -> u64 {
        [self.in_favour, self.against, self.abstained].into_iter().map(u64::from).sum()
    }

    /// Those due to vote, less whoever is excused.
    pub(super) fn due(&self) -> u32 {
        self.voters.saturating_sub(self.excused)
    }

    /// What came of it by the norms of a day, with the sum. Before the first version of a norm it only advises.
    pub(super) fn judge(&self, day: NaiveDate) -> (VoteResult, Text) {
        let (quorum, majority) = self.norms();
        let (present, in_favour) = self.needs(day);
        let result = if !present.is_met_by(self.present) {
            VoteResult::NoQuorum
        } else if !in_favour.is_met_by(self.in_favour) {
            VoteResult::NotPassed
        } else {
            VoteResult::Passed
        };
        let Self { against, abstained, .. } = *self;
        let (voters, less) = (self.due(), less_excused(self.excused));
        let votes = say!(VoteCounts { in_favour: self.in_favour, against, abstained });
        let (quorum_need, majority_need) = (Text::from(present), Text::from(in_favour));
        let sum = say!(ResolutionSum {
            voters,
            less,
            there: self.there(),
            quorum: quorum_need,
            votes,
            majority: majority_need
        });
        let youngest =
            [quorum, majority].into_iter().filter(|rule| rule.begins_after(day)).map(|rule| rule.on(day).0.since);
        match youngest.max() {
            Some(since) => (result, say!(SumByLaterNorm { sum, since })),
            None => (result, sum),
        }
    }

    /// Those present and those in writing, in words.
    pub(super) fn there(&self) -> Text {
        present_and_written(self.present, self.written)
    }

    /// The norms of quorum and majority.
    fn norms(&self) -> (&'static Rule, &'static Rule) {
        let rules = rules();
        match self.rule {
            VoteRule::Decision => (&rules.decision_quorum, &rules.decision_majority),
            VoteRule::Committee => (&rules.committee_quorum, &rules.decision_majority),
            VoteRule::Recruitment => (&rules.meeting_majority, &rules.meeting_majority),
            VoteRule::Election => (&rules.election_quorum, &rules.election_majority),
        }
    }

    /// How many it takes to be present, and in favour.
    fn needs(&self, day: NaiveDate) -> (Need, Need) {
        let (quorum, majority) = self.norms();
        let exceeded = quorum.on(day).0.exceeded;
        let (quorum, majority) = (quorum.value_on(day), majority.value_on(day));
        let enough = if exceeded { Need::more_than } else { Need::at_least };
        match self.rule {
            VoteRule::Decision | VoteRule::Committee => {
                (Need::at_least(quorum, self.due()), Need::more_than(majority, self.due()))
            }
            VoteRule::Recruitment => (Need::more_than(quorum, self.due()), Need::more_than(majority, self.due())),
            VoteRule::Election => (enough(quorum, self.due()), Need::more_than(majority, self.present)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    const LATER: &str = "2021-03-01";

    const NONE: Vote = Vote {
        rule: VoteRule::Decision,
        voters: 0,
        present: 0,
        written: 0,
        in_favour: 0,
        against: 0,
        abstained: 0,
        excused: 0,
        secret: false,
    };

    fn judged(rule: VoteRule, voters: u32, present: u32, in_favour: u32) -> &'static str {
        let against = present.saturating_sub(in_favour);
        let vote = Vote { rule, voters, present, in_favour, against, ..NONE };
        vote.judge(LATER.parse().unwrap()).0.code()
    }

    #[test]
    fn a_decision_takes_half_present_and_more_than_half_of_those_due() {
        let of = |present, in_favour| judged(VoteRule::Decision, 10, present, in_favour);
        assert_eq!([of(4, 4), of(5, 5), of(6, 6)], ["no-quorum", "not-passed", "passed"]);
        assert_eq!([of(10, 5), of(10, 6)], ["not-passed", "passed"]);
        let of = |present, in_favour| judged(VoteRule::Decision, 9, present, in_favour);
        assert_eq!([of(4, 4), of(5, 4), of(5, 5)], ["no-quorum", "not-passed", "passed"]);
    }

    #[test]
    fn most_of_those_present_are_not_enough() {
        assert_eq!(judged(VoteRule::Decision, 10, 7, 5), "not-passed", "5 of 7 present, but 5 of 10 due");
        assert_eq!(judged(VoteRule::Recruitment, 10, 7, 5), "not-passed");
    }

    #[test]
    fn a_committee_meets_with_half_of_it() {
        let of = |present, in_favour| judged(VoteRule::Committee, 4, present, in_favour);
        assert_eq!([of(1, 1), of(2, 2), of(3, 3)], ["no-quorum", "not-passed", "passed"]);
        assert_eq!(
            [judged(VoteRule::Committee, 3, 1, 1), judged(VoteRule::Committee, 3, 2, 2)],
            ["no-quorum", "passed"]
        );
    }

    #[test]
    fn a_recruitment_takes_more_than_half_present_too() {
        let of = |present, in_favour| judged(VoteRule::Recruitment, 10, present, in_favour);
        assert_eq!([of(5, 5), of(6, 5), of(6, 6)], ["no-quorum", "not-passed", "passed"]);
    }

    #[test]
    fn an_election_takes_four_fifths_present_and_more_than_half_of_them() {
        let of = |present, in_favour| judged(VoteRule::Election, 10, present, in_favour);
        assert_eq!([of(7, 7), of(8, 4), of(8, 5), of(9, 5)], ["no-quorum", "not-passed", "passed", "passed"]);
        assert_eq!([judged(VoteRule::Election, 7, 5, 5), judged(VoteRule::Election, 7, 6, 4)], ["no-quorum", "passed"]);
    }

    #[test]
    fn before_2020_an_election_took_more_than_four_fifths() {
        let result = |day: &str, present| {
            let votes = (8, present - 8);
            let vote =
                Vote { rule: VoteRule::Election, voters: 10, present, in_favour: votes.0, against: votes.1, ..NONE };
            vote.judge(day.parse().unwrap()).0.code()
        };
        assert_eq!(
            ["2011-05-20", "2020-07-12", "2020-07-13"].map(|day| result(day, 8)),
            ["no-quorum", "no-quorum", "passed"]
        );
        assert_eq!(result("2011-05-20", 9), "passed");
    }

    #[test]
    fn who_is_excused_is_taken_off_those_due() {
        let result = |excused| {
            let vote = Vote { voters: 10, present: 5, in_favour: 5, excused, ..NONE };
            let (result, sum) = vote.judge(LATER.parse().unwrap());
            (result.code(), sum.say(Lang::Zh))
        };
        assert_eq!(result(0).0, "not-passed", "5 of 10 are not more than half");
        let (result, sum) = result(1);
        assert_eq!(result, "passed", "5 of 9 are");
        let told =
            "应到会有表决权 9 人(已减去不计入的 1 人), 实到 5 人(须至少 5 人), 赞成 5、反对 0、弃权 0(须超过 4.5 人)";
        assert_eq!(sum, told);
    }

    #[test]
    fn the_sum_is_told_and_that_a_norm_is_younger() {
        let vote =
            Vote { rule: VoteRule::Decision, voters: 9, present: 7, in_favour: 4, against: 2, abstained: 1, ..NONE };
        let said = |day: &str| vote.judge(day.parse().unwrap()).1.say(Lang::Zh);
        let sum = "应到会有表决权 9 人, 实到 7 人(须至少 5 人), 赞成 4、反对 2、弃权 1(须超过 4.5 人)";
        assert_eq!(said("2018-10-28"), sum);
        assert_eq!(said("2018-10-27"), format!("{sum}; 按 2018-10-28 起的规定计算, 当时尚未施行"));
    }
}
