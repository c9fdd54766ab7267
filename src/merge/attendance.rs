//! Meetings at which both records are named: one person is due once. The numbers of the meeting follow its names.

use rusqlite::named_params;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::meeting::{self, MeetingId, Presence};
use crate::member::{self, PersonId};
use crate::merge::texts;
use crate::rules::Advice;

/// Joins the rows of meetings that name both. Refuses where a vote counts more than those who are left.
pub(super) fn join(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let both = named_params! {":keep": keep, ":gone": gone};
    let mut query = tx.prepare(include_str!("meetings_of_both.sql"))?;
    let meetings = query.query_map(both, |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for meeting in meetings {
        let here = named_params! {":keep": keep, ":gone": gone, ":meeting": meeting};
        tx.execute(include_str!("attendance_better.sql"), here)?;
        tx.execute("DELETE FROM attendance WHERE meeting_id = ?1 AND person_id = ?2", (meeting, gone))?;
        renumber(tx, meeting)?;
    }
    Ok(())
}

/// At meetings of an org on whose roll the one person was not that day, the person was not among those due; each is told.
pub(super) fn leave_out(tx: &Tx<'_>, keep: PersonId, advice: &mut Advice) -> Result<()> {
    let off_roll = include_str!("../db/checks/attendance-off-roll.sql");
    let sql = format!("SELECT DISTINCT meeting_id FROM ({off_roll}) WHERE subject_id = ?1 ORDER BY meeting_id");
    let meetings = tx.prepare(&sql)?.query_map([keep], |row| row.get(0))?.collect::<Result<Vec<MeetingId>, _>>()?;
    for meeting in meetings {
        let here = (meeting, keep);
        let sql = "SELECT presence FROM attendance WHERE meeting_id = ?1 AND person_id = ?2";
        let was: Presence = tx.query_row(sql, here, |row| row.get(0))?;
        let sql =
            "UPDATE attendance SET due = 0, votes = 0, presence = 'left-out' WHERE meeting_id = ?1 AND person_id = ?2";
        tx.execute(sql, here)?;
        renumber(tx, meeting.0)?;
        let (name, meeting) = (member::name(tx, keep)?, meeting::name_of(tx, meeting)?);
        advice.notice(say!(MergeLeftOut { name, meeting, was }));
    }
    Ok(())
}

/// The numbers of a meeting follow its names.
fn renumber(tx: &Tx<'_>, meeting: i64) -> Result<()> {
    refuse_votes_above(tx, meeting)?;
    tx.execute(include_str!("resolution_numbers.sql"), [meeting])?;
    tx.execute(include_str!("meeting_numbers.sql"), [meeting])?;
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
