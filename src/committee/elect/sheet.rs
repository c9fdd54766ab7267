//! What papers say of an election that is in no table: how its ballots came out, and who was elected to what.

use rusqlite::Connection;

use super::ballot::{self, Ballot};
use super::state::Vote;
use super::verdict::{Fate, Verdict};
use super::{candidate, get, result};
use crate::committee::office::Winner;
use crate::committee::post::Post;
use crate::committee::texts;
use crate::date::PartialDate;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, say};
use crate::member::{self, PersonId};
use crate::org;
use crate::rules::Advice;

/// The ballots of an election in their order, and who was elected by them.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) ballots: Vec<Counted>,
    /// Each by name, with what they were elected to.
    pub(crate) elected: Vec<(String, Vec<Label>)>,
}

/// A ballot as it was counted.
#[derive(Debug)]
pub(crate) struct Counted {
    /// What was voted on.
    pub(crate) post: Label,
    /// The how manieth time.
    pub(crate) round: u32,
    pub(crate) seats: u32,
    /// Those due to vote, and those of them present.
    pub(crate) due: u32,
    pub(crate) present: u32,
    /// The papers handed out, handed in, and those of them that count.
    pub(crate) issued: u32,
    pub(crate) returned: u32,
    pub(crate) valid: u32,
    /// Whether enough were present by the norms of the day.
    pub(crate) has_quorum: bool,
    pub(crate) names: Vec<Votes>,
}

/// The votes for a name.
#[derive(Debug)]
pub(crate) struct Votes {
    pub(crate) name: String,
    /// Whether it was written in.
    pub(crate) written_in: bool,
    pub(crate) votes: u32,
    /// Those against it and those neither, where they were counted.
    pub(crate) others: Option<(u32, u32)>,
    /// What came of it.
    pub(crate) fate: Label,
    pub(crate) is_elected: bool,
}

/// The election that is meant, by its number or its org: its number, the org and the day. Fails with `NotFound`.
pub(crate) fn find_id(conn: &Connection, typed: &str) -> Result<(i64, String, PartialDate)> {
    let election = super::find(conn, typed)?;
    Ok((election.id, org::get(conn, election.org)?.name, election.date))
}

/// How an election came out, by the ballots on record and the norms of its day.
pub(crate) fn of(conn: &Connection, id: i64) -> Result<Sheet> {
    let Some(election) = get(conn, id)? else {
        return Err(Error::new(Kind::NotFound, say!(ElectionUnknown { id: id.to_string() })));
    };
    let (ballots, day) = (ballot::of(conn, id)?, election.date.first_day());
    let mut counted = Vec::new();
    for post in [Post::CommitteeMember, Post::Secretary, Post::DeputySecretary] {
        let vote = Vote::on(post, election.seats, &ballots, day);
        counted.extend(vote.rounds.iter().map(|(by, ballot)| told(ballot, &ballot.judge(*by, day))));
    }
    let candidates = candidate::of(conn, id)?;
    let elected = match result::winners(&election, &ballots, &candidates, true, &mut Advice::new(None)) {
        Ok(winners) => named(conn, &winners)?,
        // Not all is decided yet, or somebody is on no record: each as the ballots have it.
        Err(_) => counted.iter().flat_map(elected_by).collect(),
    };
    Ok(Sheet { ballots: counted, elected })
}

fn named(conn: &Connection, winners: &[Winner]) -> Result<Vec<(String, Vec<Label>)>> {
    let mut people: Vec<(PersonId, Vec<Label>)> = Vec::new();
    for (person, post) in winners {
        let post = post.entry().label;
        match people.iter_mut().find(|(known, _)| known == person) {
            Some((_, posts)) => posts.push(post),
            None => people.push((*person, vec![post])),
        }
    }
    people.into_iter().map(|(person, posts)| Ok((member::name(conn, person)?, posts))).collect()
}

fn elected_by(ballot: &Counted) -> impl Iterator<Item = (String, Vec<Label>)> {
    let elected = ballot.names.iter().filter(|name| name.is_elected);
    elected.map(|name| (name.name.clone(), vec![ballot.post]))
}

fn told(ballot: &Ballot, verdict: &Verdict) -> Counted {
    let names = ballot.names.iter().zip(&verdict.fates);
    let votes = names.map(|(name, fate)| Votes {
        name: name.name.clone(),
        written_in: name.written_in,
        votes: name.votes,
        others: name.others,
        fate: fate.entry().label,
        is_elected: *fate == Fate::Elected,
    });
    let &Ballot { round, seats, due, present, issued, returned, valid, .. } = ballot;
    let (post, has_quorum) = (ballot.post.entry().label, verdict.has_quorum);
    Counted { post, round, seats, due, present, issued, returned, valid, has_quorum, names: votes.collect() }
}
