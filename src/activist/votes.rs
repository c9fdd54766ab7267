//! How a branch meeting voted (D15): who was there, and how many of those due to vote were for it.

use chrono::NaiveDate;
use rusqlite::Row;

use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::rules::votes::Need;
use crate::rules::{Advice, rules};

/// The votes of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votes {
    /// Those due to vote 应到会.
    pub voters: u32,
    /// Those present.
    pub present: u32,
    /// For it.
    pub in_favour: u32,
    /// Against it.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
    /// By secret ballot.
    pub secret: bool,
}

impl Votes {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let Some(voters) = row.get("voters")? else { return Ok(None) };
        Ok(Some(Self {
            voters,
            present: row.get("present")?,
            in_favour: row.get("in_favour")?,
            against: row.get("against")?,
            abstained: row.get("abstained")?,
            secret: row.get("secret")?,
        }))
    }

    /// Refuses what cannot be: more present than due, votes that do not add up.
    pub(super) fn refuse_impossible(&self) -> Result<()> {
        let Self { voters, present, .. } = *self;
        if present > voters {
            return Err(Error::refused(say!(MorePresent { present, voters })).hint(say!(VotesHint)));
        }
        let votes = [self.in_favour, self.against, self.abstained].into_iter().map(u64::from).sum::<u64>();
        if votes != u64::from(present) {
            return Err(Error::refused(say!(VotesDoNotAddUp { votes, present })).hint(say!(VotesHint)));
        }
        Ok(())
    }

    /// D15: more than half of those due are present, more than half of those due are for it; by secret ballot where the
    /// version in force asks for one.
    pub(super) fn judge(&self, day: NaiveDate, advice: &mut Advice) -> Result<()> {
        let rule = &rules().meeting_majority;
        let most = self.most(day);
        if !most.is_met_by(self.present) {
            advice.bind(rule, day, say!(NoQuorum { sum: self.sum(day) }))?;
        }
        if !most.is_met_by(self.in_favour) {
            advice.bind(rule, day, say!(NotPassed { sum: self.sum(day) }))?;
        }
        let (ballot, too_early) = (&rules().secret_ballot, rules().secret_ballot.on(day).1);
        if !self.secret && !too_early {
            advice.warn(ballot, day, say!(OpenBallot));
        }
        Ok(())
    }

    /// How many it takes, of those due.
    fn most(&self, day: NaiveDate) -> Need {
        Need::more_than(rules().meeting_majority.value_on(day), self.voters)
    }

    /// The sum with its numbers filled in.
    pub(super) fn sum(&self, day: NaiveDate) -> Text {
        let Self { voters, present, in_favour, against, abstained, .. } = *self;
        let half = self.most(day).part();
        say!(VoteSum { voters, present, votes: say!(VoteCounts { in_favour, against, abstained }), half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::i18n::Lang;

    fn votes(voters: u32, present: u32, in_favour: u32) -> Votes {
        Votes { voters, present, in_favour, against: 0, abstained: present.saturating_sub(in_favour), secret: true }
    }

    fn passes(votes: Votes) -> bool {
        votes.judge("2016-07-01".parse().unwrap(), &mut Advice::default()).is_ok()
    }

    #[test]
    fn more_than_half_of_those_due_not_of_those_present() {
        assert!(!passes(votes(10, 5, 5)), "half is not more than half");
        assert!(passes(votes(10, 6, 6)));
        assert!(!passes(votes(10, 8, 5)), "most of those present, but not of those due");
        assert!(passes(votes(9, 5, 5)));
        assert!(!passes(votes(9, 5, 4)));
        let refused = votes(9, 5, 4).judge("2016-07-01".parse().unwrap(), &mut Advice::default()).unwrap_err();
        assert_eq!(refused.kind(), Kind::Rule);
        assert!(
            refused.message().say(Lang::Zh).contains("应到会 9 人, 实到 5 人, 赞成 4、反对 0、弃权 1, 须超过 4.5 人")
        );
    }

    #[test]
    fn what_cannot_be_of_votes() {
        assert!(votes(5, 6, 6).refuse_impossible().is_err());
        assert!(Votes { against: 1, ..votes(5, 5, 5) }.refuse_impossible().is_err());
        assert!(votes(5, 5, 5).refuse_impossible().is_ok());
    }

    #[test]
    fn a_secret_ballot_is_asked_for_since_2026() {
        let open = Votes { secret: false, ..votes(10, 10, 10) };
        let warnings = |day: &str| {
            let mut advice = Advice::default();
            open.judge(day.parse().unwrap(), &mut advice).unwrap();
            advice.warnings().len()
        };
        assert_eq!((warnings("2026-05-17"), warnings("2026-05-18")), (0, 1));
    }
}
