//! How far a vote has come: over all its ballots, who is elected, and what the next ballot would be about.

use chrono::NaiveDate;

use super::ballot::{Ballot, Name};
use super::verdict::{By, Fate};
use crate::committee::post::Post;

/// A vote on one thing, over all its ballots.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vote<'b> {
    /// Its ballots, each with how it is decided.
    pub(super) rounds: Vec<(By, &'b Ballot)>,
    /// Who is elected by them.
    pub(super) elected: Vec<&'b Name>,
    /// What comes next.
    pub(super) next: Next<'b>,
}

/// What comes after the ballots on record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Next<'b> {
    /// Nothing was voted on yet, or the last ballot did not count: all candidates for all seats that are left.
    Whole(u32),
    /// Another ballot between those who tied, for so many seats.
    Tie(Vec<&'b Name>, u32),
    /// So many seats are left, for which another election may be held 另行选举.
    Left(u32),
    /// Every seat is taken.
    Done,
}

impl<'b> Vote<'b> {
    /// The vote on something, by the ballots of an election and the norms of its day.
    pub(super) fn on(post: Post, seats: u32, ballots: &'b [Ballot], day: NaiveDate) -> Self {
        let mut vote = Self { rounds: Vec::new(), elected: Vec::new(), next: Next::Whole(seats) };
        for ballot in ballots.iter().filter(|ballot| ballot.post == post) {
            let by = if matches!(vote.next, Next::Tie(..)) { By::Tie } else { By::Majority };
            let verdict = ballot.judge(by, day);
            let of = |fate: Fate| ballot.names.iter().zip(&verdict.fates).filter(move |(_, of)| **of == fate);
            vote.elected.extend(of(Fate::Elected).map(|(name, _)| name));
            let left = ballot.seats.saturating_sub(u32::try_from(verdict.elected()).unwrap_or(u32::MAX));
            if verdict.has_quorum {
                vote.next = match left {
                    0 => Next::Done,
                    _ if verdict.is_tied() => Next::Tie(of(Fate::Tied).map(|(name, _)| name).collect(), left),
                    _ => Next::Left(left),
                };
            }
            vote.rounds.push((by, ballot));
        }
        vote
    }

    /// The seats of the next ballot.
    pub(super) fn seats_left(&self) -> u32 {
        match self.next {
            Next::Whole(seats) | Next::Tie(_, seats) | Next::Left(seats) => seats,
            Next::Done => 0,
        }
    }

    /// Whether somebody may stand in the next ballot.
    pub(super) fn may_stand(&self, name: &Name) -> bool {
        let is_same = |other: &&Name| other.name == name.name && other.person == name.person;
        match &self.next {
            Next::Tie(tied, _) => tied.iter().any(is_same),
            _ => !self.elected.iter().any(is_same),
        }
    }
}
