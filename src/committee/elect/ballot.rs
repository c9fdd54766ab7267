//! Ballots on record.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::verdict::{By, Fate, Numbers, Verdict};
use crate::committee::post::Post;
use crate::committee::texts;
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::member::PersonId;
use crate::rules::rules;

/// A name on a ballot, with the votes for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// Who it is, where that is on record.
    pub(super) person: Option<PersonId>,
    /// As it is shown.
    pub(super) name: String,
    /// Whether it was written in by those who voted.
    pub(super) written_in: bool,
    /// The votes for it.
    pub(super) votes: u32,
    /// Those against it and those neither, where they were counted.
    pub(super) others: Option<(u32, u32)>,
}

impl Name {
    /// All the papers that say something of it.
    pub(super) fn cast(&self) -> u64 {
        let (against, abstained) = self.others.unwrap_or_default();
        [self.votes, against, abstained].into_iter().map(u64::from).sum()
    }
}

/// A ballot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ballot {
    /// What was voted on.
    pub(super) post: Post,
    /// The how manieth time.
    pub(super) round: u32,
    /// How many are elected in it.
    pub(super) seats: u32,
    /// Those due to vote.
    pub(super) due: u32,
    /// Those of them present.
    pub(super) present: u32,
    /// Ballots handed out.
    pub(super) issued: u32,
    /// Ballots handed in.
    pub(super) returned: u32,
    /// Those of them that count.
    pub(super) valid: u32,
    /// The votes.
    pub(super) names: Vec<Name>,
}

impl Ballot {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<(i64, Self)> {
        let ballot = Self {
            post: row.get("post")?,
            round: row.get("round")?,
            seats: row.get("seats")?,
            due: row.get("voters")?,
            present: row.get("present")?,
            issued: row.get("issued")?,
            returned: row.get("returned")?,
            valid: row.get("valid")?,
            names: Vec::new(),
        };
        Ok((row.get("id")?, ballot))
    }

    /// What came of it by the norms of a day.
    pub(super) fn judge(&self, by: By, day: NaiveDate) -> Verdict {
        let votes = self.names.iter().map(|name| name.votes).collect();
        let seats = usize::try_from(self.seats).unwrap_or(usize::MAX);
        Numbers { by, seats, due: self.due, present: self.present, votes }.judge(day)
    }

    /// The whole sum in a sentence.
    pub(super) fn told(&self, by: By, day: NaiveDate) -> Text {
        let verdict = self.judge(by, day);
        let line = |(name, fate): (&Name, &Fate)| {
            let (who, votes) = (&name.name, name.votes);
            match name.others {
                _ if name.written_in => say!(VotesWrittenIn { who, votes, fate: *fate }),
                Some((against, abstained)) => say!(VotesOf { who, votes, against, abstained, fate: *fate }),
                None => say!(VotesFor { who, votes, fate: *fate }),
            }
        };
        let names: Vec<Text> = self.names.iter().zip(&verdict.fates).map(line).collect();
        let &Self { post, round, seats, due, present, issued, returned, valid, .. } = self;
        let majority = match by {
            By::Majority => say!(ElectedByMajority { need: Text::from(verdict.majority) }),
            By::Tie => say!(ElectedByMost),
        };
        let there = say!(BallotThere { due, present, quorum: Text::from(verdict.quorum) });
        let papers = say!(BallotPapers { issued, returned, valid });
        let outcome = self.outcome(&verdict);
        let sum = say!(BallotSum { post, round, there, papers, seats, majority, names, outcome });
        let rules = rules();
        let younger =
            [&rules.election_quorum, &rules.election_majority].into_iter().filter(|rule| rule.begins_after(day));
        match younger.map(|rule| rule.on(day).0.since).max() {
            Some(since) => say!(SumByLaterNorm { sum, since }),
            None => sum,
        }
    }

    /// What is to be done after it.
    fn outcome(&self, verdict: &Verdict) -> Text {
        let elected = u32::try_from(verdict.elected()).unwrap_or(u32::MAX);
        let left = self.seats.saturating_sub(elected);
        if !verdict.has_quorum {
            say!(BallotNoQuorum)
        } else if verdict.is_tied() {
            let tied = self.names.iter().zip(&verdict.fates).filter(|(_, fate)| **fate == Fate::Tied);
            say!(BallotTied { names: tied.map(|(name, _)| name.name.clone()).collect::<Vec<_>>(), left })
        } else if left > 0 {
            say!(BallotLeft { elected, left })
        } else {
            say!(BallotWhole { elected })
        }
    }
}

/// The ballots of an election in their order.
pub(super) fn of(conn: &Connection, election: i64) -> Result<Vec<Ballot>> {
    let mut query = conn.prepare_cached(include_str!("ballots.sql"))?;
    let found = query.query_map([election], Ballot::from_row)?.collect::<Result<Vec<_>, _>>()?;
    let mut ballots = Vec::new();
    for (id, ballot) in found {
        let mut query = conn.prepare_cached(include_str!("names.sql"))?;
        let names = query.query_map([id], |row| {
            Ok(Name {
                person: row.get("person_id")?,
                name: row.get("name")?,
                written_in: row.get("written_in")?,
                votes: row.get("in_favour")?,
                others: row.get::<_, Option<u32>>("against")?.zip(row.get("abstained")?),
            })
        })?;
        ballots.push(Ballot { names: names.collect::<Result<_, _>>()?, ..ballot });
    }
    Ok(ballots)
}
