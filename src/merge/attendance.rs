//! Meetings at which both records are named: one person is due once. The numbers of the meeting follow its names.

use rusqlite::named_params;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::PersonId;

/// Joins the rows of meetings that name both. Refuses where a vote counts more than those who are left.
pub(super) fn join(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let both = named_params! {":keep": keep, ":gone": gone};
    let mut query = tx.prepare(include_str!("meetings_of_both.sql"))?;
    let meetings = query.query_map(both, |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for meeting in meetings {
        let here = named_params! {":keep": keep, ":gone": gone, ":meeting": meeting};
        tx.execute(include_str!("attendance_better.sql"), here)?;
        tx.execute("DELETE FROM attendance WHERE meeting_id = ?1 AND person_id = ?2", (meeting, gone))?;
        refuse_votes_above(tx, meeting)?;
        tx.execute(include_str!("resolution_numbers.sql"), [meeting])?;
        tx.execute(include_str!("meeting_numbers.sql"), [meeting])?;
    }
    Ok(())
}

fn refuse_votes_above(tx: &Tx<'_>, meeting: i64) -> Result<()> {
    let mut query = tx.prepare_cached(include_str!("votes_above.sql"))?;
    let above = query.query_map([meeting], |row| {
        let (text, votes, present): (String, i64, i64) = (row.get("text")?, row.get("votes")?, row.get("present")?);
        Ok(say!(MergeVotesAbove { text, votes, present }))
    })?;
    let above: Vec<Text> = above.collect::<Result<_, _>>()?;
    if above.is_empty() {
        return Ok(());
    }
    Err(Error::refused(say!(MergeVotes { meeting })).details(above).hint(say!(MergeVotesHint { meeting })))
}
