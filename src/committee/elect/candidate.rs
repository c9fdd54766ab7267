//! Candidates 候选人.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::state::{Next, Vote};
use super::verdict::wanted;
use super::{Election, Method, NominatedBy, ballot};
use crate::committee::electable;
use crate::committee::post::Post;
use crate::committee::term::Body;
use crate::committee::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::{self, PersonId};
use crate::org;
use crate::rules::{Advice, rules};

/// A candidate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) person: PersonId,
    pub(super) name: String,
    /// For which post.
    pub(super) post: Post,
    pub(super) nominated_by: Option<NominatedBy>,
    /// When the org above consented.
    pub(super) consented: Option<PartialDate>,
}

/// The candidates of an election, as they were named.
pub(super) fn of(conn: &Connection, election: i64) -> Result<Vec<Candidate>> {
    let mut query = conn.prepare_cached(include_str!("candidates.sql"))?;
    let found = query.query_map([election], |row| {
        Ok(Candidate {
            person: row.get("person_id")?,
            name: row.get("name")?,
            post: row.get("post")?,
            nominated_by: row.get("nominated_by")?,
            consented: row.get("consented")?,
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// How somebody became a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Nomination {
    pub(super) post: Option<Post>,
    pub(super) by: Option<NominatedBy>,
    pub(super) consented: Option<PartialDate>,
}

/// Names a candidate. Refuses who could not be elected that day, is one already, or comes after the ballot; for seats that it
/// left, and where it did not count, others may still be named.
pub(super) fn add(
    tx: &Tx<'_>,
    election: &Election,
    person: PersonId,
    told: Nomination,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    refuse_decided(tx, election)?;
    electable::refuse(tx, person, &election.date, advice)?;
    if let Some(day) = &told.consented {
        org::can_have_been(day, today)?;
    }
    let name = member::name(tx, person)?;
    if of(tx, election.id)?.iter().any(|known| known.person == person) {
        return Err(Error::refused(say!(CandidateAlready { name, id: election.id })));
    }
    let day = election.date.last_day();
    if let Some((home, ..)) = member::standing_on(tx, person, day)?
        && !org::is_under(tx, home, election.org, day)?
    {
        let (home, org) = (org::get(tx, home)?.name, org::get(tx, election.org)?.name);
        advice.notice(say!(CandidateElsewhere { name, home, org }));
    }
    tx.execute(
        "INSERT INTO candidate (election_id, person_id, post, nominated_by, consented)
         VALUES (:election, :person, :post, :by, :consented)",
        named_params! {
            ":election": election.id, ":person": person, ":post": told.post.unwrap_or(election.first_vote()),
            ":by": told.by, ":consented": told.consented,
        },
    )?;
    Ok(())
}

/// Puts right how somebody became a candidate. Refuses to once the result was taken over.
pub(super) fn correct(tx: &Tx<'_>, election: &Election, now: &Candidate) -> Result<()> {
    election.refuse_taken()?;
    tx.execute(
        "UPDATE candidate SET post = :post, nominated_by = :by, consented = :consented
         WHERE election_id = :election AND person_id = :person",
        named_params! {
            ":election": election.id, ":person": now.person, ":post": now.post, ":by": now.nominated_by,
            ":consented": now.consented,
        },
    )?;
    Ok(())
}

/// Somebody is no candidate any more. Refuses who is none, and to do so after a ballot.
pub(super) fn remove(tx: &Tx<'_>, election: &Election, person: PersonId) -> Result<()> {
    refuse_voted(tx, election)?;
    match tx.execute("DELETE FROM candidate WHERE election_id = ?1 AND person_id = ?2", (election.id, person))? {
        0 => Err(Error::refused(say!(CandidateNot { name: member::name(tx, person)?, id: election.id }))),
        _ => Ok(()),
    }
}

fn refuse_decided(tx: &Tx<'_>, election: &Election) -> Result<()> {
    let ballots = ballot::of(tx, election.id)?;
    let vote = Vote::on(election.first_vote(), election.seats, &ballots, election.date.first_day());
    match vote.next {
        Next::Whole(_) | Next::Left(_) => election.refuse_taken(),
        Next::Tie(..) | Next::Done => refuse_voted(tx, election),
    }
}

fn refuse_voted(tx: &Tx<'_>, election: &Election) -> Result<()> {
    election.refuse_taken()?;
    if tx.prepare_cached("SELECT 1 FROM ballot WHERE election_id = ?1")?.exists([election.id])? {
        return Err(Error::refused(say!(ElectionVoted { id: election.id })).hint(say!(ElectionVotedHint)));
    }
    Ok(())
}

/// E9: what is said of too few candidates for the seats of a new committee; nothing, where there are enough, or where a
/// preliminary ballot had more, or the meeting elects a secretary.
pub(super) fn too_few(election: &Election, candidates: &[Candidate]) -> Option<Text> {
    let is_asked =
        election.kind.begins_term() && election.body == Body::Committee && election.method != Method::Preliminary;
    let day = election.date.first_day();
    let (wanted, count) = (wanted(election.seats, day), candidates.len());
    let is_few = u64::try_from(count).unwrap_or(u64::MAX) < wanted;
    (is_asked && is_few).then(|| say!(CandidatesFew { seats: election.seats, count, wanted }))
}

/// Warns of them, with the norm.
pub(super) fn advise_few(election: &Election, candidates: &[Candidate], advice: &mut Advice) {
    if let Some(message) = too_few(election, candidates) {
        advice.warn(&rules().candidate_surplus, election.date.first_day(), message);
    }
}
