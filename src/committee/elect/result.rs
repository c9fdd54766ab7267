//! What came of an election taken over: the old posts and term end, the new begin; a by-election fills seats of the term that
//! goes on.

use chrono::NaiveDate;

use super::ballot::{self, Ballot, Name};
use super::candidate::{self, Candidate};
use super::state::{Next, Vote};
use super::{Election, ElectionKind};
use crate::committee::office::{self, Outcome, Winner};
use crate::committee::post::{self, Came, Holding, Post};
use crate::committee::term::{Body, TermBegan};
use crate::committee::{electable, texts};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::PersonId;
use crate::org;
use crate::rules::Advice;

/// Takes the result of an election over. With `short`, seats for which nobody was elected stay vacant.
///
/// Refuses one that is not decided, with its sum: nothing counted, no quorum, a tie, seats left; and one elected who is on no
/// record.
pub(super) fn take(
    tx: &Tx<'_>,
    election: &Election,
    short: bool,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Text> {
    election.refuse_taken()?;
    let (ballots, candidates) = (ballot::of(tx, election.id)?, candidate::of(tx, election.id)?);
    candidate::advise_few(election, &candidates, advice);
    let winners = winners(election, &ballots, &candidates, short, advice)?;
    let Some(years) = election.years else {
        fill(tx, election, &winners, today, advice)?;
        tx.execute("UPDATE election SET taken = 1 WHERE id = ?1", [election.id])?;
        let (org, on, winners) =
            (org::get(tx, election.org)?.name, &election.date, office::winners_told(tx, &winners)?);
        return Ok(say!(SeatsFilled { org, on, kind: election.kind, winners }));
    };
    let began = if election.kind == ElectionKind::First { TermBegan::Founding } else { TermBegan::Renewal };
    let outcome = Outcome {
        org: election.org,
        on: election.date,
        years,
        number: election.number,
        // A meeting that elects a secretary, and deputies beside, is told the seats ballot by ballot.
        seats: Some(election.seats).filter(|_| election.body == Body::Committee),
        body: Some(election.body),
        began: Some(began),
        winners,
    };
    let taken = office::take(tx, &outcome, today, advice)?;
    tx.execute("UPDATE election SET taken = 1, term_id = ?1 WHERE id = ?2", (taken.term, election.id))?;
    taken.told(tx, &outcome)
}

/// Who was elected to what. Whoever is secretary or deputy is a member of the committee by that.
pub(super) fn winners(
    election: &Election,
    ballots: &[Ballot],
    candidates: &[Candidate],
    short: bool,
    advice: &mut Advice,
) -> Result<Vec<Winner>> {
    let day = election.date.first_day();
    let has = |post: Post| ballots.iter().any(|ballot| ballot.post == post);
    let needs = |post: Post| match post {
        Post::CommitteeMember => {
            election.body == Body::Committee && (election.kind.begins_term() || !has(Post::Secretary))
        }
        Post::Secretary => election.kind.begins_term() || election.body == Body::Meeting && !has(Post::DeputySecretary),
        _ => false,
    };
    let mut elected = |post: Post| -> Result<Vec<PersonId>> {
        if !has(post) && !needs(post) {
            return Ok(Vec::new());
        }
        let seats = ballots.iter().find(|ballot| ballot.post == post).map_or(election.seats, |ballot| ballot.seats);
        let vote = Vote::on(post, seats, ballots, day);
        match vote.next {
            Next::Done => {}
            Next::Left(left) if short && !vote.elected.is_empty() => advice.notice(say!(SeatsVacant { post, left })),
            _ => return Err(undecided(post, &vote, day)),
        }
        vote.elected.into_iter().map(on_record).collect()
    };
    let committee = elected(Post::CommitteeMember)?;
    let (secretary, deputies) = (elected(Post::Secretary)?, elected(Post::DeputySecretary)?);
    let mut winners: Vec<Winner> = secretary.iter().map(|person| (*person, Post::Secretary)).collect();
    winners.extend(deputies.iter().map(|person| (*person, Post::DeputySecretary)));
    for person in committee {
        let named = candidates.iter().find(|candidate| candidate.person == person).map(|candidate| candidate.post);
        let seat =
            named.filter(|post| !matches!(post, Post::Secretary | Post::DeputySecretary | Post::CommitteeMember));
        let leads = secretary.contains(&person) || deputies.contains(&person);
        match seat {
            Some(post) => winners.push((person, post)),
            None if leads => {}
            None => winners.push((person, Post::CommitteeMember)),
        }
    }
    Ok(winners)
}

fn on_record(name: &Name) -> Result<PersonId> {
    name.person
        .ok_or_else(|| Error::refused(say!(ElectedNotOnRecord { name: &name.name })).hint(say!(ElectedNotOnRecordHint)))
}

/// Why nothing can be taken over, with the sum of the last ballot and what to do.
fn undecided(post: Post, vote: &Vote<'_>, day: NaiveDate) -> Error {
    let Some((by, last)) = vote.rounds.last() else {
        return Error::refused(say!(NothingCounted { post })).hint(say!(NothingCountedHint));
    };
    let hint = match &vote.next {
        Next::Tie(..) => say!(CountAgainHint),
        Next::Left(_) => say!(CountLeftHint),
        _ => say!(MeetAgainHint),
    };
    Error::refused(say!(ElectionUndecided { sum: last.told(*by, day) })).hint(hint)
}

/// A by-election: those elected take their posts, and the term goes on.
fn fill(tx: &Tx<'_>, election: &Election, winners: &[Winner], today: NaiveDate, advice: &mut Advice) -> Result<()> {
    for (person, post) in winners {
        electable::refuse(tx, *person, &election.date, advice)?;
        let holding = Holding {
            post: *post,
            how: Some(Came::Elected),
            full_time: false,
            also: None,
            since: election.date,
            until: None,
        };
        post::add(tx, election.org, *person, holding, today, advice)?;
    }
    Ok(())
}
