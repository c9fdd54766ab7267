//! Counting a ballot: what was handed out and in, and the votes for each name.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::named_params;

use super::ballot::{self, Ballot, Name};
use super::candidate::{self, Candidate};
use super::state::{Next, Vote};
use super::verdict::By;
use super::{Election, ElectionKind};
use crate::committee::post::{self, Post};
use crate::committee::term::Body;
use crate::committee::{electable, office, texts};
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::member::guests::{self, Effect};
use crate::member::{self, Category, PersonId};
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// A name as typed with the votes for it, and those against it and neither where they were counted.
pub(super) type Typed = (String, u32, Option<(u32, u32)>);

/// A ballot as typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counted {
    /// What was voted on; what comes next, if nobody says.
    pub(super) post: Option<Post>,
    /// How many are elected in it, of deputies.
    pub(super) seats: Option<u32>,
    /// Those due to vote; by the roll, or the committee, if nobody says.
    pub(super) due: Option<u32>,
    pub(super) present: u32,
    pub(super) issued: Option<u32>,
    pub(super) returned: Option<u32>,
    pub(super) valid: Option<u32>,
    /// The votes for candidates, each with the name as typed, and those against and neither where they were counted.
    pub(super) votes: Vec<Typed>,
    /// The votes for names that were written in.
    pub(super) written_in: Vec<(String, u32)>,
}

/// Records a ballot; returns it, and how it is decided.
///
/// Refuses a day in the future, a vote on what is decided already, more people than were due and more papers than people,
/// more papers handed in than out (the election is void), more votes for a name than valid papers, more votes than these
/// have room for, a candidate of whom no votes are told, and a name that is not to be voted on.
pub(super) fn count(
    tx: &Tx<'_>,
    election: &Election,
    told: &Counted,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<(By, Ballot)> {
    election.refuse_taken()?;
    org::can_have_been(&election.date, today)?;
    let ballots = ballot::of(tx, election.id)?;
    let day = election.date.first_day();
    let post = told.post.unwrap_or(next_post(election, &ballots, day));
    let seats = if post == election.first_vote() && election.body == Body::Committee {
        election.seats
    } else {
        told.seats.unwrap_or(1)
    };
    let vote = Vote::on(post, first_seats(post, seats, &ballots), &ballots, day);
    if vote.next == Next::Done {
        return Err(Error::refused(say!(BallotDone { post })).hint(say!(BallotDoneHint)));
    }
    let candidates = candidate::of(tx, election.id)?;
    let standing = standing(tx, election, post, &candidates, &vote, &ballots)?;
    let due = due(tx, election, post, told, &ballots, advice)?;
    let ballot = Ballot {
        post,
        round: u32::try_from(vote.rounds.len()).unwrap_or(u32::MAX) + 1,
        seats: vote.seats_left(),
        due,
        present: told.present,
        issued: told.issued.unwrap_or(told.present),
        returned: told.returned.or(told.issued).unwrap_or(told.present),
        valid: told.valid.or(told.returned).or(told.issued).unwrap_or(told.present),
        names: names(tx, election, told, &standing, &vote, advice)?,
    };
    refuse_impossible(&ballot)?;
    advise_silent(&ballot, advice);
    if post == Post::CommitteeMember && ballot.round == 1 {
        candidate::advise_few(election, &candidates, advice);
    }
    if election.approved.is_none() && ballots.is_empty() {
        advice.notice(say!(ElectionNotApproved { id: election.id }));
    }
    store(tx, election.id, &ballot)?;
    Ok((if matches!(vote.next, Next::Tie(..)) { By::Tie } else { By::Majority }, ballot))
}

/// What was voted on first for how many seats.
fn first_seats(post: Post, seats: u32, ballots: &[Ballot]) -> u32 {
    ballots.iter().find(|ballot| ballot.post == post).map_or(seats, |first| first.seats)
}

/// What comes next: the committee, its secretary, its deputies.
fn next_post(election: &Election, ballots: &[Ballot], day: NaiveDate) -> Post {
    let is_done =
        |post: Post, seats: u32| Vote::on(post, first_seats(post, seats, ballots), ballots, day).next == Next::Done;
    if election.body == Body::Committee && !is_done(Post::CommitteeMember, election.seats) {
        return Post::CommitteeMember;
    }
    if is_done(Post::Secretary, 1) { Post::DeputySecretary } else { Post::Secretary }
}

/// Who may be voted on: the candidates, or those elected to the committee; between those who tied, they alone.
fn standing(
    tx: &Tx<'_>,
    election: &Election,
    post: Post,
    candidates: &[Candidate],
    vote: &Vote<'_>,
    ballots: &[Ballot],
) -> Result<Vec<(PersonId, String)>> {
    let named = |person: PersonId| Ok::<_, Error>((person, member::name(tx, person)?));
    let mut people: Vec<(PersonId, String)> = if post != Post::CommitteeMember && election.body == Body::Committee {
        let elected = Vote::on(Post::CommitteeMember, election.seats, ballots, election.date.first_day()).elected;
        let mut committee: BTreeSet<PersonId> = elected.into_iter().filter_map(|name| name.person).collect();
        if !election.kind.begins_term() {
            committee.extend(post::holders_on(tx, election.org, election.date.first_day())?);
        }
        committee.into_iter().map(named).collect::<Result<_>>()?
    } else {
        let is_for = |candidate: &&Candidate| election.body == Body::Committee || candidate.post == post;
        candidates.iter().filter(is_for).map(|candidate| (candidate.person, candidate.name.clone())).collect()
    };
    if let Next::Tie(tied, _) = &vote.next {
        people.retain(|(person, _)| tied.iter().any(|name| name.person == Some(*person)));
        for name in tied.iter().filter(|name| name.written_in) {
            if let Some(person) = name.person.filter(|person| people.iter().all(|(known, _)| known != person)) {
                people.push((person, name.name.clone()));
            }
        }
    }
    Ok(people)
}

/// The names of a ballot, most votes first, each once, each of somebody who may be voted on.
fn names(
    tx: &Tx<'_>,
    election: &Election,
    told: &Counted,
    standing: &[(PersonId, String)],
    vote: &Vote<'_>,
    advice: &mut Advice,
) -> Result<Vec<Name>> {
    let mut names: Vec<Name> = Vec::new();
    for (typed, votes, others) in &told.votes {
        let person = office::find(tx, election.org, typed, &election.date)?;
        let name = member::name(tx, person)?;
        let name = Name { person: Some(person), name, written_in: false, votes: *votes, others: *others };
        if !standing.iter().any(|(known, _)| *known == person) || !vote.may_stand(&name) {
            let may: Vec<&str> = standing.iter().map(|(_, name)| name.as_str()).collect();
            return Err(Error::refused(say!(BallotStranger { name: name.name })).hint(say!(BallotStrangerHint { may })));
        }
        put(&mut names, name)?;
    }
    for (typed, votes) in &told.written_in {
        let found = match member::find_exactly_among(tx, typed, |person| {
            office::is_of(tx, person, election.org, &election.date)
        }) {
            Err(error) if error.kind() == Kind::NotFound => None,
            found => Some(found?),
        };
        let name = match found {
            Some(person) => member::name(tx, person)?,
            None => crate::text::name(typed).into_owned(),
        };
        if let Some(person) = found {
            if standing.iter().any(|(known, _)| *known == person) {
                return Err(Error::refused(say!(BallotCandidateWrittenIn { name })));
            }
            electable::refuse(tx, person, &election.date, advice)?;
        } else {
            advice.notice(say!(BallotUnknownWrittenIn { name: &name }));
        }
        put(&mut names, Name { person: found, name, written_in: true, votes: *votes, others: None })?;
    }
    let missing: Vec<&str> = standing
        .iter()
        .filter(|(person, name)| {
            let is_told = names.iter().any(|known| known.person == Some(*person));
            let name = name.clone();
            let as_name = Name { person: Some(*person), name, written_in: false, votes: 0, others: None };
            !is_told && vote.may_stand(&as_name)
        })
        .map(|(_, name)| name.as_str())
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.votes));
    if missing.is_empty() {
        Ok(names)
    } else {
        Err(Error::refused(say!(BallotWithout { names: missing })).hint(say!(BallotWithoutHint)))
    }
}

fn put(names: &mut Vec<Name>, name: Name) -> Result<()> {
    if names.iter().any(|known| known.name == name.name && known.person == name.person) {
        return Err(Error::refused(say!(BallotNameTwice { name: name.name })));
    }
    names.push(name);
    Ok(())
}

/// Those due to vote: the members with a vote, or the committee that elects its secretary. A number that was typed wins, with
/// a warning.
fn due(
    tx: &Tx<'_>,
    election: &Election,
    post: Post,
    told: &Counted,
    ballots: &[Ballot],
    advice: &mut Advice,
) -> Result<u32> {
    let day = election.date.first_day();
    let known = if post != Post::CommitteeMember && election.body == Body::Committee {
        match election.kind {
            ElectionKind::Renewal | ElectionKind::First => {
                Vote::on(Post::CommitteeMember, election.seats, ballots, day).elected.len()
            }
            ElectionKind::ByElection | ElectionKind::Addition => post::holders_on(tx, election.org, day)?.len(),
        }
    } else {
        electors(tx, election.org, day)?
    };
    let known = u32::try_from(known).unwrap_or(u32::MAX);
    match told.due {
        Some(typed) if typed != known => {
            advice.notice(say!(BallotDueDiffers { typed, known }));
            Ok(typed)
        }
        _ if known == 0 => Err(Error::refused(say!(BallotDueUnknown)).hint(say!(BallotDueUnknownHint))),
        _ => Ok(known),
    }
}

/// How many members have a vote on a day and are not left out of those due (E6, E11).
fn electors(tx: &Tx<'_>, org: OrgId, day: NaiveDate) -> Result<usize> {
    let (without, leaves) = (guests::without_vote(tx, day)?, guests::on_leave(tx, day)?);
    let is_due = |person: &PersonId| leaves.get(person).is_none_or(|leave| leave.effect == Effect::Due);
    let counted = member::counted_under(tx, org, day)?;
    let votes = |(person, category): &&(PersonId, Category)| {
        *category == Category::Full && !without.contains(person) && is_due(person)
    };
    Ok(counted.iter().filter(votes).count())
}

fn refuse_impossible(ballot: &Ballot) -> Result<()> {
    let &Ballot { due, present, issued, returned, valid, seats, .. } = ballot;
    if due == 0 || present > due {
        return Err(Error::refused(say!(BallotPresent { present, due })));
    }
    if issued > present {
        return Err(Error::refused(say!(BallotIssued { issued, present })));
    }
    if returned > issued {
        return Err(Error::refused(say!(BallotReturned { returned, issued })).hint(say!(BallotReturnedHint)));
    }
    if valid > returned {
        return Err(Error::refused(say!(BallotValid { valid, returned })));
    }
    if let Some(name) = ballot.names.iter().find(|name| name.votes > valid) {
        return Err(Error::refused(say!(BallotVotes { name: &name.name, votes: name.votes, valid })));
    }
    if let Some(name) = ballot.names.iter().find(|name| name.cast() > u64::from(valid)) {
        let (against, abstained) = name.others.unwrap_or_default();
        let (who, votes, sum) = (&name.name, name.votes, name.cast());
        return Err(
            Error::refused(say!(BallotCast { who, votes, against, abstained, sum, valid })).hint(say!(BallotCastHint))
        );
    }
    let (sum, room) =
        (ballot.names.iter().map(|name| u64::from(name.votes)).sum::<u64>(), u64::from(valid) * u64::from(seats));
    if sum > room {
        return Err(
            Error::refused(say!(BallotSumTooLarge { sum, valid, seats, room })).hint(say!(BallotSumTooLargeHint))
        );
    }
    Ok(())
}

/// Whoever marks nothing at a name abstains: the votes for it, against it and neither are as many as the valid papers.
fn advise_silent(ballot: &Ballot, advice: &mut Advice) {
    let valid = ballot.valid;
    for name in ballot.names.iter().filter(|name| name.others.is_some() && name.cast() < u64::from(valid)) {
        advice.notice(say!(BallotSilent { who: &name.name, sum: name.cast(), valid }));
    }
}

fn store(tx: &Tx<'_>, election: i64, ballot: &Ballot) -> Result<()> {
    tx.execute(
        "INSERT INTO ballot (election_id, post, round, seats, voters, present, issued, returned, valid)
         VALUES (:election, :post, :round, :seats, :voters, :present, :issued, :returned, :valid)",
        named_params! {
            ":election": election, ":post": ballot.post, ":round": ballot.round, ":seats": ballot.seats, ":voters": ballot.due,
            ":present": ballot.present, ":issued": ballot.issued, ":returned": ballot.returned, ":valid": ballot.valid,
        },
    )?;
    let row = tx.last_insert_rowid();
    for name in &ballot.names {
        tx.execute(
            "INSERT INTO ballot_name (ballot_id, person_id, name, written_in, in_favour, against, abstained)
             VALUES (:ballot, :person, :name, :written_in, :in_favour, :against, :abstained)",
            named_params! {
                ":ballot": row, ":person": name.person, ":name": name.person.is_none().then_some(&name.name),
                ":written_in": name.written_in, ":in_favour": name.votes,
                ":against": name.others.map(|(against, _)| against),
                ":abstained": name.others.map(|(_, abstained)| abstained),
            },
        )?;
    }
    Ok(())
}
