//! Two records of one person made one: `member merge`. What either record tells is kept, and all that refers to the one
//! refers to the other; what contradicts has to be settled first. Every entity holds something of a person, so this
//! stands above them all.

mod attendance;
mod dues;
mod facts;
mod rolls;
pub(crate) mod texts;
mod twice;
mod ways;

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use crate::activist::joined;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::PersonId;
use crate::member::draft::Draft;
use crate::rules::Advice;

/// Which records, and what settles that they contradict each other.
#[derive(Debug, Clone)]
pub struct Merge<'a> {
    /// The record that stays, under its number.
    pub keep: PersonId,
    /// The record that goes over into it.
    pub gone: PersonId,
    /// Whose time on the rolls is right where the two are on one at once.
    pub roll: Option<PersonId>,
    /// What is right where the facts differ.
    pub told: Draft<'a>,
}

/// Joins two records. Refuses one record named twice, what contradicts, and what cannot be of one person.
pub fn merge(tx: &Tx<'_>, new: &Merge<'_>, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    let Merge { keep, gone, .. } = *new;
    if keep == gone {
        return Err(Error::usage(say!(MergeOfOne)));
    }
    if let Some(other) = new.roll.filter(|roll| ![keep, gone].contains(roll)) {
        return Err(Error::usage(say!(MergeRollOfThird { no: other.0 })));
    }
    refuse_of_erased(tx, [keep, gone])?;
    refuse_of_talk(tx, keep, gone)?;
    refuse_of_election(tx, keep, gone)?;
    refuse_of_vote(tx, keep, gone)?;
    let agreed = facts::agree(tx, new)?;
    tx.execute("UPDATE person SET id_no = NULL WHERE id = ?1", [gone])?; // one number is one person's
    facts::write(tx, keep, &agreed.told, today, advice)?;
    ways::refuse_steps_of_member(tx, new)?;
    rolls::join(tx, new, agreed.category)?;
    ways::join(tx, keep, gone)?;
    attendance::join(tx, keep, gone)?;
    twice::drop(tx, keep, gone)?;
    dues::join(tx, keep, gone)?;
    refer(tx, keep, gone)?;
    joined::close_up(tx, keep, advice)?;
    attendance::leave_out(tx, keep, advice)?;
    tx.execute("DELETE FROM person WHERE id = ?1", [gone])?;
    Ok(())
}

/// Of whom nothing is known any more nobody can say who they are.
fn refuse_of_erased(tx: &Tx<'_>, both: [PersonId; 2]) -> Result<()> {
    let mut query = tx.prepare("SELECT person_id FROM erasure WHERE person_id IN (?1, ?2) ORDER BY 1")?;
    match query.query_row(both, |row| row.get::<_, i64>(0)).optional()? {
        Some(no) => Err(Error::refused(say!(MergeOfErased { no })).hint(say!(MergeOfErasedHint))),
        None => Ok(()),
    }
}

/// Whoever talked with each other are two.
fn refuse_of_talk(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let mut query =
        tx.prepare("SELECT id FROM talk WHERE (person_id, with_id) IN (VALUES (?1, ?2), (?2, ?1)) ORDER BY id")?;
    match query.query_row((keep, gone), |row| row.get::<_, i64>(0)).optional()? {
        Some(id) => Err(Error::refused(say!(MergeOfTalk { id })).hint(say!(MergeOfTalkHint { id }))),
        None => Ok(()),
    }
}

/// Whoever stood in one election beside each other are two.
fn refuse_of_election(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    match tx
        .prepare(include_str!("election_of_both.sql"))?
        .query_row((keep, gone), |row| row.get::<_, i64>(0))
        .optional()?
    {
        Some(id) => Err(Error::refused(say!(MergeOfElection { id })).hint(say!(MergeOfElectionHint { id }))),
        None => Ok(()),
    }
}

/// Whoever is named beside each other with one vote are two.
fn refuse_of_vote(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let found = tx.prepare(include_str!("vote_of_both.sql"))?.query_row((keep, gone), |row| row.get(0)).optional()?;
    let date: Option<PartialDate> = found;
    match date {
        Some(date) => Err(Error::refused(say!(MergeOfVote { date: &date })).hint(say!(MergeOfVoteHint))),
        None => Ok(()),
    }
}

/// Whatever else refers to the one record refers to the other, in every table that there is.
fn refer(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let mut query = tx.prepare(include_str!("references.sql"))?;
    let places = query.query_map([], |row| Ok((row.get("tbl")?, row.get("col")?)))?;
    for place in places.collect::<Result<Vec<(String, String)>, _>>()? {
        let (table, column) = place;
        tx.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {column} = ?2"), (keep, gone))?;
    }
    Ok(())
}
