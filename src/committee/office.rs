//! Taking office: what an election does to the posts and the term of an org, all of it on one day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};

use super::electable;
use super::post::{self, Came, Holding, Post};
use super::term::{self, Body, NewTerm, TermBegan};
use crate::committee::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::{self, PersonId};
use crate::org::{self, Org, OrgId, OrgKind, event};
use crate::rules::{Advice, rules};

/// Somebody elected to a post.
pub type Winner = (PersonId, Post);

/// What came of an election by which a committee begins its term.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Whose committee.
    pub org: OrgId,
    /// Elected on.
    pub on: PartialDate,
    /// For how many years.
    pub years: u32,
    /// Which term it is; the next, if nobody says otherwise.
    pub number: Option<u32>,
    /// How many there were to elect, where that is told.
    pub seats: Option<u32>,
    /// Whether there is a committee; worked out from the posts, if nobody says.
    pub body: Option<Body>,
    /// How the term began; the first of an org of which no post was known at its founding, if nobody says.
    pub began: Option<TermBegan>,
    /// Who was elected to what.
    pub winners: Vec<Winner>,
}

/// Finds somebody whom an election of an org names: of people of one name, the one on its roll.
pub fn find(conn: &Connection, org: OrgId, typed: &str, on: &PartialDate) -> Result<PersonId> {
    member::find_among(conn, typed, |person| is_of(conn, person, org, on))
}

/// Whether somebody stands on the roll of an org, or of one below it, on a day.
pub(super) fn is_of(conn: &Connection, person: PersonId, org: OrgId, on: &PartialDate) -> Result<bool> {
    match member::standing_on(conn, person, on.last_day())? {
        Some((home, ..)) => org::is_under(conn, home, org, on.last_day()),
        None => Ok(false),
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The row of the term.
    pub term: i64,
    /// Which of the org's it is.
    pub number: Option<u32>,
    /// When it runs out.
    pub ends: NaiveDate,
    /// How many posts ended.
    pub ended: usize,
}

/// Ends the old posts and the old term on the day of the election, and begins the new.
///
/// Refuses an election before the last one, or before posts that began later; somebody elected who could not be, one post
/// given twice, and more people than seats. Warns where the norms have other numbers: the years (A6, E3), the day (A8), the size of a committee (A4),
/// nobody who is secretary.
pub fn take(tx: &Tx<'_>, new: &Outcome, today: NaiveDate, advice: &mut Advice) -> Result<Taken> {
    let org = org::get(tx, new.org)?;
    org::can_have_been(&new.on, today)?;
    event::keeping_roll(&org, &new.on)?;
    refuse_doubles(tx, &new.winners)?;
    refuse_too_many(new)?;
    refuse_past(tx, &org, &new.on)?;
    let day = new.on.last_day().min(today);
    let before = term::last(tx, new.org)?;
    term::advise_years(tx, new.org, new.years, day, advice)?;
    if let Some(before) = before.as_ref().filter(|before| before.until.is_none()) {
        term::advise_timing(&org.name, before, day, advice);
    }
    advise_size(tx, &org, new, day, advice)?;
    let held = post::end_for_election(tx, new.org, &new.on)?;
    for (person, post) in &new.winners {
        electable::refuse(tx, *person, &new.on, advice)?;
        // Whoever goes on in the same post does so as before.
        let before = held.iter().find(|(who, holding)| who == person && holding.post == *post);
        let (full_time, also) = before.map_or((false, None), |(_, old)| (old.full_time, old.also.clone()));
        let holding = Holding { post: *post, how: Some(Came::Elected), full_time, also, since: new.on, until: None };
        post::add(tx, new.org, *person, holding, today, advice)?;
    }
    let began = new.began.unwrap_or(match (&before, held.len(), &org.founded) {
        (None, 0, Some(founded)) if new.on.could_follow(founded) && founded.could_follow(&new.on) => {
            TermBegan::Founding
        }
        _ => TermBegan::Renewal,
    });
    let next = before.as_ref().and_then(|before| before.number).map(|number| number + 1);
    let number = new.number.or(next).or((began == TermBegan::Founding).then_some(1));
    let body = new.body.unwrap_or(body_of(&new.winners));
    let begins = NewTerm { number, years: new.years, body, seats: new.seats, began, since: new.on };
    let term = term::begin(tx, new.org, &begins)?;
    Ok(Taken { term, number, ends: term::run_out(&new.on, new.years), ended: held.len() })
}

/// A committee has members beside its secretary and deputy.
fn body_of(winners: &[Winner]) -> Body {
    let is_member = |post: Post| !matches!(post, Post::Secretary | Post::DeputySecretary);
    if winners.iter().any(|(_, post)| is_member(*post)) { Body::Committee } else { Body::Meeting }
}

fn refuse_doubles(tx: &Tx<'_>, winners: &[Winner]) -> Result<()> {
    for (at, (person, post)) in winners.iter().enumerate() {
        if winners[..at].contains(&(*person, *post)) {
            return Err(Error::refused(say!(ElectedTwice { name: member::name(tx, *person)?, post: *post })));
        }
        if *post == Post::Secretary && winners[..at].iter().any(|(_, other)| other == post) {
            return Err(Error::refused(say!(SecretariesSeveral)));
        }
    }
    Ok(())
}

/// How many people were elected, whatever posts they hold.
fn people(winners: &[Winner]) -> usize {
    winners.iter().map(|(person, _)| person).collect::<BTreeSet<_>>().len()
}

fn refuse_too_many(new: &Outcome) -> Result<()> {
    let elected = people(&new.winners);
    match new.seats {
        Some(seats) if u32::try_from(elected).unwrap_or(u32::MAX) > seats => {
            Err(Error::refused(say!(ElectedTooMany { elected, seats })))
        }
        _ => Ok(()),
    }
}

/// Refuses an election before the last, and before the day on which a post began.
fn refuse_past(tx: &Tx<'_>, org: &Org, on: &PartialDate) -> Result<()> {
    if let Some(last) = term::last(tx, org.id)?.filter(|last| last.since.first_day() >= on.first_day()) {
        let what = say!(ElectionBeforeLast { org: &org.name, last: &last.since, on });
        return Err(Error::refused(what).hint(say!(ElectionBeforeLastHint)));
    }
    let mut query = tx.prepare_cached(include_str!("post/begun_later.sql"))?;
    let later = query.query_row((org.id, on.first_day().to_string()), |row| {
        Ok((row.get::<_, Post>("post")?, row.get::<_, String>("name")?, row.get::<_, PartialDate>("since")?))
    });
    match later.optional()? {
        Some((post, name, since)) => {
            let what = say!(ElectionBeforePost { org: &org.name, name, post, since: &since, on });
            Err(Error::refused(what).hint(say!(ElectionBeforePostHint)))
        }
        None => Ok(()),
    }
}

/// A4: a branch of seven full members has a committee of three to seven; whoever is elected, one is secretary (A5).
fn advise_size(tx: &Tx<'_>, org: &Org, new: &Outcome, day: NaiveDate, advice: &mut Advice) -> Result<()> {
    if !new.winners.iter().any(|(_, post)| *post == Post::Secretary) {
        advice.notice(say!(ElectedNoSecretary { org: &org.name }));
    }
    if !matches!(org.kind, OrgKind::Branch | OrgKind::JointBranch) {
        return Ok(());
    }
    let (size, rules) = (i64::try_from(people(&new.winners)).unwrap_or(i64::MAX), rules());
    let counted = member::counted_under(tx, org.id, day)?;
    let full = counted.iter().filter(|(_, category)| *category == member::Category::Full).count();
    let has_committee = i64::try_from(full).unwrap_or(i64::MAX) >= rules.committee_full_members.value_on(day);
    if has_committee && size < rules.committee_least.value_on(day) {
        advice.warn(&rules.committee_least, day, say!(CommitteeSmall { org: &org.name, size, full }));
    }
    if size > rules.committee_most.value_on(day) {
        advice.warn(&rules.committee_most, day, say!(CommitteeLarge { org: &org.name, size }));
    }
    Ok(())
}

impl Taken {
    /// What an election came to, in a sentence.
    pub fn told(&self, conn: &Connection, outcome: &Outcome) -> Result<Text> {
        let winners = winners_told(conn, &outcome.winners)?;
        let number = self.number.map_or_else(|| say!(CommitteeNew), |number| say!(CommitteeNth { number }));
        let (org, on, years) = (org::get(conn, outcome.org)?.name, &outcome.on, outcome.years);
        Ok(say!(CommitteeElected { org, on, number, winners, years, ends: self.ends, ended: self.ended }))
    }
}

/// Who was elected to what, in words.
pub(super) fn winners_told(conn: &Connection, winners: &[Winner]) -> Result<Vec<Text>> {
    let told = |(person, post): &Winner| Ok(say!(WinnerNamed { name: member::name(conn, *person)?, post: *post }));
    winners.iter().map(told).collect()
}
