//! How a branch meeting voted (D15): who was there, and how many of those due to vote were for it.

use chrono::NaiveDate;
use rusqlite::Row;

use crate::activist::texts;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::rules::votes::{Need, in_writing, less_excused, present_and_written};
use crate::rules::{Advice, rules};

/// The votes of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Votes {
    /// Those due to vote 应到会.
    pub voters: u32,
    /// Those present.
    pub present: u32,
    /// Those who could not come and gave their opinion in writing before 书面意见: counted in the votes, not among those present.
    pub written: u32,
    /// For it.
    pub in_favour: u32,
    /// Against it.
    pub against: u32,
    /// Neither.
    pub abstained: u32,
    /// By secret ballot.
    pub secret: bool,
    /// Those who are excused, by name: taken off those due.
    pub excused: u32,
}

impl Votes {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<Self>> {
        let Some(voters) = row.get("voters")? else { return Ok(None) };
        Ok(Some(Self {
            voters,
            present: row.get("present")?,
            written: row.get::<_, Option<u32>>("written")?.unwrap_or_default(),
            in_favour: row.get("in_favour")?,
            against: row.get("against")?,
            abstained: row.get("abstained")?,
            secret: row.get("secret")?,
            excused: row.get("excused")?,
        }))
    }

    /// Those due to vote, less whoever is excused.
    fn due(&self) -> u32 {
        self.voters.saturating_sub(self.excused)
    }

    /// Refuses what cannot be: more present and in writing than due, votes that do not add up.
    pub(super) fn refuse_impossible(&self) -> Result<()> {
        let (voters, Self { present, written, .. }) = (self.due(), *self);
        let most = u64::from(present) + u64::from(written);
        if most > u64::from(voters) {
            let more = in_writing(written);
            return Err(Error::refused(say!(MorePresent { present, more, voters })).hint(say!(VotesHint)));
        }
        let votes = [self.in_favour, self.against, self.abstained].into_iter().map(u64::from).sum::<u64>();
        if votes != most {
            let more = in_writing(written);
            return Err(Error::refused(say!(VotesDoNotAddUp { votes, present, more })).hint(say!(VotesHint)));
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
        let (ballot, too_early) = (&rules().secret_ballot, rules().secret_ballot.begins_after(day));
        if !self.secret && !too_early {
            advice.warn(ballot, day, say!(OpenBallot));
        }
        Ok(())
    }

    /// How many it takes, of those due.
    fn most(&self, day: NaiveDate) -> Need {
        Need::more_than(rules().meeting_majority.value_on(day), self.due())
    }

    /// The sum with its numbers filled in.
    pub(super) fn sum(&self, day: NaiveDate) -> Text {
        let Self { present, written, in_favour, against, abstained, .. } = *self;
        let (voters, less) = (self.due(), less_excused(self.excused));
        let (there, half) = (present_and_written(present, written), self.most(day).part());
        say!(VoteSum { voters, less, there, votes: say!(VoteCounts { in_favour, against, abstained }), half })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;
    use crate::i18n::Lang;

    fn votes(voters: u32, present: u32, in_favour: u32) -> Votes {
        let abstained = present.saturating_sub(in_favour);
        Votes { voters, present, written: 0, in_favour, against: 0, abstained, secret: true, excused: 0 }
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
    fn a_vote_in_writing_counts_but_is_not_present() {
        let with = |present, written, in_favour| Votes { written, in_favour, abstained: 0, ..votes(10, present, 0) };
        assert!(passes(with(6, 1, 7)));
        assert!(!passes(with(5, 2, 7)), "half present is not more than half");
        assert!(passes(with(6, 0, 6)) && !passes(Votes { abstained: 2, ..with(6, 1, 5) }));
        assert!(with(6, 1, 7).refuse_impossible().is_ok());
        assert!(with(6, 1, 8).refuse_impossible().is_err() && with(8, 3, 11).refuse_impossible().is_err());
        let said = with(6, 1, 7).sum("2011-05-20".parse().unwrap()).say(Lang::Zh);
        assert_eq!(said, "应到会 10 人, 实到 6 人、书面意见 1 人, 赞成 7、反对 0、弃权 0, 须超过 5 人");
    }

    #[test]
    fn who_is_excused_is_taken_off_those_due() {
        let with = |excused, present| Votes { excused, ..votes(10, present, present) };
        assert!(!passes(with(0, 5)) && passes(with(1, 5)), "5 are more than half of 9");
        assert!(with(3, 7).refuse_impossible().is_ok() && with(4, 7).refuse_impossible().is_err());
        let said = with(1, 5).sum("2011-05-20".parse().unwrap()).say(Lang::Zh);
        assert_eq!(said, "应到会 9 人(已减去不计入的 1 人), 实到 5 人, 赞成 5、反对 0、弃权 0, 须超过 4.5 人");
    }

    #[test]
    fn what_cannot_be_of_votes() {
        assert!(votes(5, 6, 6).refuse_impossible().is_err());
        assert!(Votes { against: 1, ..votes(5, 5, 5) }.refuse_impossible().is_err());
        assert!(votes(5, 5, 5).refuse_impossible().is_ok());
    }

    #[test]
    fn a_secret_ballot_is_asked_for_since_2014() {
        let open = Votes { secret: false, ..votes(10, 10, 10) };
        let warnings = |day: &str| {
            let mut advice = Advice::default();
            open.judge(day.parse().unwrap(), &mut advice).unwrap();
            advice.warnings().len()
        };
        assert_eq!(["2011-05-20", "2014-05-27", "2014-05-28", "2026-05-18"].map(warnings), [0, 0, 1, 1]);
    }
}
