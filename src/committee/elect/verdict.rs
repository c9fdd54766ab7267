//! Who is elected by a ballot: the arithmetic of E7 to E9, and nothing else.

use chrono::NaiveDate;

use crate::code::codes;
use crate::rules::votes::Need;
use crate::rules::{Rule, rules};

codes! {
    /// What a name of a ballot came to.
    pub enum Fate {
        Elected = "elected", "当选", "elected";
        Tied = "tied", "票数相等", "tied";
        Beyond = "beyond", "超过应选名额, 未当选", "beyond the seats";
        Short = "short", "赞成未过半数, 未当选", "no majority";
        Void = "void", "无效", "void";
    }
}

/// How a ballot is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By more than half of those present, and the most votes.
    Majority,
    /// Between those who had as many votes as each other: by the most votes 得票多的当选.
    Tie,
}

/// The numbers of a ballot that decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbers {
    /// How it is decided.
    pub(super) by: By,
    /// How many are elected.
    pub(super) seats: usize,
    /// Those due to vote.
    pub(super) due: u32,
    /// Those of them present.
    pub(super) present: u32,
    /// The votes for each name.
    pub(super) votes: Vec<u32>,
}

/// What came of a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    /// How many must be present (E7).
    pub(super) quorum: Need,
    /// How many votes it takes (E8).
    pub(super) majority: Need,
    /// Whether enough were present.
    pub(super) has_quorum: bool,
    /// What each name came to.
    pub(super) fates: Vec<Fate>,
}

impl Numbers {
    /// What came of it by the norms of a day.
    pub(super) fn judge(&self, day: NaiveDate) -> Verdict {
        let rules = rules();
        let quorum = needed(&rules.election_quorum, self.due, day);
        let majority = Need::more_than(rules.election_majority.value_on(day), self.present);
        let has_quorum = quorum.is_met_by(self.present);
        let fates = if has_quorum { self.fates(majority) } else { vec![Fate::Void; self.votes.len()] };
        Verdict { quorum, majority, has_quorum, fates }
    }

    fn fates(&self, majority: Need) -> Vec<Fate> {
        let passes = |votes: u32| self.by == By::Tie || majority.is_met_by(votes);
        let mut passed: Vec<u32> = self.votes.iter().copied().filter(|votes| passes(*votes)).collect();
        passed.sort_unstable_by(|one, other| other.cmp(one));
        // The votes of the last seat, where more passed than there are seats; whoever has as many beyond it ties.
        let edge = (passed.len() > self.seats).then(|| passed[self.seats - 1]);
        let is_tied = edge.is_some_and(|edge| passed[self.seats] == edge);
        let fate = |votes: u32| match edge {
            _ if !passes(votes) => Fate::Short,
            Some(edge) if votes < edge => Fate::Beyond,
            Some(edge) if votes == edge && is_tied => Fate::Tied,
            _ => Fate::Elected,
        };
        self.votes.iter().map(|votes| fate(*votes)).collect()
    }
}

impl Verdict {
    /// How many were elected.
    pub(super) fn elected(&self) -> usize {
        self.count(Fate::Elected)
    }

    /// Whether seats stay open because names tied for them.
    pub(super) fn is_tied(&self) -> bool {
        self.count(Fate::Tied) > 0
    }

    fn count(&self, fate: Fate) -> usize {
        self.fates.iter().filter(|known| **known == fate).count()
    }
}

fn needed(quorum: &Rule, due: u32, day: NaiveDate) -> Need {
    let version = quorum.on(day).0;
    if version.exceeded { Need::more_than(version.value, due) } else { Need::at_least(version.value, due) }
}

/// E9: how many candidates so many seats want.
pub(super) fn wanted(seats: u32, day: NaiveDate) -> u64 {
    let percent = u64::try_from(rules().candidate_surplus.value_on(day)).unwrap_or_default();
    u64::from(seats) + (u64::from(seats) * percent).div_ceil(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(day: &str, (due, present): (u32, u32), seats: usize, votes: &[u32]) -> Verdict {
        Numbers { by: By::Majority, seats, due, present, votes: votes.to_vec() }.judge(day.parse().unwrap())
    }

    const DAYS: [&str; 3] = ["2011-05-20", "2020-08-01", "2026-06-01"];

    #[test]
    fn more_than_half_of_those_present_are_needed_whatever_the_year() {
        for day in DAYS {
            // Half of 10 is 5: six votes are enough, five are not.
            let verdict = judged(day, (10, 10), 3, &[10, 6, 5, 3]);
            assert_eq!(verdict.fates, [Fate::Elected, Fate::Elected, Fate::Short, Fate::Short], "{day}");
            // Half of 9 is 4.5.
            assert_eq!(judged(day, (10, 9), 2, &[5, 4]).fates, [Fate::Elected, Fate::Short], "{day}");
        }
    }

    #[test]
    fn of_more_winners_than_seats_those_with_most_votes_are_elected() {
        for day in DAYS {
            let verdict = judged(day, (10, 10), 3, &[7, 9, 8, 6]);
            assert_eq!(verdict.fates, [Fate::Elected, Fate::Elected, Fate::Elected, Fate::Beyond], "{day}");
            assert_eq!((verdict.elected(), verdict.is_tied()), (3, false));
        }
    }

    #[test]
    fn a_tie_at_the_edge_elects_nobody_of_it() {
        for day in DAYS {
            let verdict = judged(day, (10, 10), 3, &[9, 7, 7, 8, 6]);
            assert_eq!(
                verdict.fates,
                [Fate::Elected, Fate::Tied, Fate::Tied, Fate::Elected, Fate::Beyond],
                "{day}: the third seat is between two of seven votes"
            );
            assert!(verdict.is_tied());
            // A tie within the seats, or below them, matters to nobody.
            assert!(!judged(day, (10, 10), 3, &[8, 8, 7, 6]).is_tied());
            assert!(!judged(day, (10, 10), 2, &[9, 8, 6, 6]).is_tied());
            assert_eq!(judged(day, (10, 10), 1, &[5, 5]).fates, [Fate::Short; 2], "they tie, but neither has half");
        }
    }

    #[test]
    fn a_quorum_was_more_than_four_fifths_until_2020_and_is_four_fifths_since() {
        let quorum = |due, present| DAYS.map(|day| judged(day, (due, present), 1, &[present]).has_quorum);
        assert_eq!(quorum(10, 7), [false, false, false]);
        assert_eq!(quorum(10, 8), [false, true, true], "four fifths of ten are eight");
        assert_eq!(quorum(10, 9), [true, true, true]);
        assert_eq!(quorum(9, 7), [false; 3], "four fifths of nine are 7.2");
        assert_eq!(quorum(9, 8), [true; 3]);
        assert_eq!(judged("2020-07-12", (10, 8), 1, &[8]).fates, [Fate::Void]);
        assert_eq!(judged("2020-07-13", (10, 8), 1, &[8]).fates, [Fate::Elected]);
    }

    #[test]
    fn between_those_who_tied_the_most_votes_decide() {
        let again = |votes: &[u32]| {
            let numbers = Numbers { by: By::Tie, seats: 1, due: 10, present: 10, votes: votes.to_vec() };
            numbers.judge("2020-08-01".parse().unwrap()).fates
        };
        assert_eq!(again(&[5, 4]), [Fate::Elected, Fate::Beyond], "without a majority too");
        assert_eq!(again(&[5, 5]), [Fate::Tied, Fate::Tied]);
    }

    #[test]
    fn a_fifth_more_candidates_than_seats_are_wanted() {
        for day in DAYS {
            let of = |seats| wanted(seats, day.parse().unwrap());
            // 3.6, 6, 7.2 and 13.2 candidates, rounded up.
            assert_eq!([of(3), of(5), of(6), of(11)], [4, 6, 8, 14], "{day}");
        }
    }
}
