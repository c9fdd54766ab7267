//! A resolution with its vote. Only impossible numbers are refused; whether it passed is shown.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::result::Vote;
use super::sheet::Sheet;
use super::{Body, Meeting, MeetingId, MeetingKind, VoteRule, named, voices, void};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::meeting::texts;
use crate::member::voices::{Of, Voices};
use crate::member::{self, Category};
use crate::rules::votes::in_writing;
use crate::rules::{Advice, rules};

/// A resolution to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewResolution {
    /// What was decided.
    pub(super) text: String,
    /// By which quorum and majority; else by the kind of the meeting.
    pub(super) rule: Option<VoteRule>,
    /// Those due to vote, where the roll does not tell.
    pub(super) voters: Option<u32>,
    /// Those of them present, where no names tell.
    pub(super) present: Option<u32>,
    /// Those who voted in writing, where a number is told.
    pub(super) written: Option<u32>,
    /// For, against, abstained.
    pub(super) votes: [u32; 3],
    /// Whether it was by ballot.
    pub(super) secret: bool,
    /// Who did so, and who was excused, by name.
    pub(super) voices: Voices,
    /// Which resolution of the meeting it takes the place of, counted from 1.
    pub(super) instead: Option<u32>,
}

/// A resolution on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resolution {
    /// What was decided.
    pub(super) text: String,
    /// How it was voted on.
    pub(super) vote: Vote,
    /// Who voted in writing and who was excused, by name.
    pub(super) voices: Voices,
}

impl MeetingKind {
    /// By which quorum and majority its votes are judged if nobody says otherwise.
    fn vote_rule(self) -> VoteRule {
        if self.body() == Body::Committee { VoteRule::Committee } else { VoteRule::Decision }
    }
}

/// Records a resolution, or puts one right.
///
/// Refuses one of a meeting that does not count, more voters present than were there or due, more votes than voters present,
/// and names of those who were there, or had no vote.
pub(super) fn resolve(tx: &Tx<'_>, meeting: &Meeting, new: &NewResolution, advice: &mut Advice) -> Result<Vote> {
    let id = meeting.id.expect("a meeting on record has a row");
    void::refuse_voided(tx, meeting)?;
    voices::refuse_unfit(tx, meeting, &Sheet::load(tx, id)?, &new.voices)?;
    let [in_favour, against, abstained] = new.votes;
    let rule = new.rule.unwrap_or(meeting.facts.kind.vote_rule());
    let (written, excused) = (new.voices.written(new.written, new.votes)?, new.voices.excused());
    let (none, secret) = (0, new.secret);
    let mut vote = Vote { rule, voters: none, present: none, written, in_favour, against, abstained, excused, secret };
    vote.present = present(tx, meeting, new, &vote)?;
    vote.voters = voters(meeting, new, &vote, advice)?;
    if let Err(error) = refuse_impossible(meeting, &vote) {
        return Err(match unknown_voters(tx, meeting)? {
            Some(hint) => error.hint(hint),
            None => error,
        });
    }
    new.voices.judge(&meeting.facts.date, advice)?;
    judge_ballot(&vote, meeting.facts.date.first_day(), advice);
    keep_due(tx, meeting, vote.voters)?;
    let row = new.instead.map(|number| row_of(tx, meeting, number)).transpose()?;
    tx.execute(
        include_str!("resolution_put.sql"),
        named_params! {
            ":id": row, ":meeting": id, ":text": new.text, ":rule": rule, ":voters": vote.voters, ":present": vote.present,
            ":in_favour": in_favour, ":against": against, ":abstained": abstained, ":written": vote.written,
            ":secret": secret,
        },
    )?;
    let row = row.unwrap_or_else(|| tx.last_insert_rowid());
    member::voices::store(tx, Of::Resolution(row), &new.voices)?;
    Ok(vote)
}

/// D15: whoever is admitted or converted is so by ballot, where the version of the day asks for one.
fn judge_ballot(vote: &Vote, day: NaiveDate, advice: &mut Advice) {
    let rule = &rules().secret_ballot;
    if vote.rule == VoteRule::Recruitment && !vote.secret && !rule.begins_after(day) {
        advice.warn(rule, day, say!(OpenBallot));
    }
}

/// Whoever is due to vote is due: a typed number above all that is known of the meeting is kept with it.
fn keep_due(tx: &Tx<'_>, meeting: &Meeting, voters: u32) -> Result<()> {
    let known = meeting.numbers.on_roll.max(meeting.numbers.due_told);
    if known.is_some_and(|known| voters > known) {
        tx.execute("UPDATE meeting SET due_told = ?1 WHERE id = ?2", (voters, meeting.id))?;
    }
    Ok(())
}

/// The row of a resolution, by its number in the meeting.
fn row_of(tx: &Tx<'_>, meeting: &Meeting, number: u32) -> Result<i64> {
    let mut query =
        tx.prepare_cached("SELECT id FROM resolution WHERE meeting_id = ?1 ORDER BY id LIMIT 1 OFFSET ?2 - 1")?;
    let found = if number == 0 { None } else { query.query_row((meeting.id, number), |row| row.get(0)).optional()? };
    match found {
        Some(row) => Ok(row),
        None => Err(Error::refused(say!(ResolutionUnknown { number, meeting: named(tx, meeting)? }))
            .hint(say!(ResolutionUnknownHint))),
    }
}

/// Those due to vote: kept with the meeting; a number that was typed wins, with a warning. Where the roll holds fewer than
/// voted, it is not complete, and those due as typed with the meeting are who is meant.
fn voters(meeting: &Meeting, new: &NewResolution, vote: &Vote, advice: &mut Advice) -> Result<u32> {
    let kept = meeting.numbers.voters.filter(|voters| *voters > 0);
    let most = vote.cast().max(u64::from(vote.present) + u64::from(vote.written)) + u64::from(vote.excused);
    let due = meeting.numbers.due_told;
    let due = due.filter(|due| kept.is_some_and(|kept| kept < *due && u64::from(kept) < most));
    match (kept, new.voters.or(due)) {
        (Some(kept), Some(typed)) => {
            if kept != typed {
                advice.notice(say!(VotersDiffer { typed, kept }));
            }
            Ok(typed)
        }
        (kept, typed) => kept
            .or(typed)
            .or(meeting.numbers.due_told)
            .ok_or_else(|| Error::refused(say!(VotersUnknown)).hint(say!(VotersUnknownHint))),
    }
}

/// Those of them present: by names, else as typed, else whoever voted.
fn present(tx: &Tx<'_>, meeting: &Meeting, new: &NewResolution, vote: &Vote) -> Result<u32> {
    let id = meeting.id.expect("a meeting on record has a row");
    let sheet = Sheet::load(tx, id)?;
    if sheet.is_by_names() && meeting.numbers.voters.is_some() {
        let known = sheet.voters_present();
        return match new.present {
            Some(typed) if typed != known => {
                Err(Error::refused(say!(PresentKnown { typed, known })).hint(say!(PresentKnownHint)))
            }
            _ => Ok(known),
        };
    }
    let cast = u32::try_from(vote.cast()).unwrap_or(u32::MAX);
    Ok(new.present.unwrap_or(cast.saturating_sub(vote.written)))
}

/// What to do where some of those due count as no voters because nobody told as what they are on the roll.
fn unknown_voters(tx: &Tx<'_>, meeting: &Meeting) -> Result<Option<Text>> {
    let date = &meeting.facts.date;
    if meeting.facts.kind.body() != Body::Members {
        return Ok(None);
    }
    let counted = member::counted_under(tx, meeting.org, date.first_day())?;
    let unknown = counted.into_iter().filter(|(_, category)| *category == Category::Unknown);
    let names: Vec<String> = unknown.map(|(person, _)| member::name(tx, person)).collect::<Result<_>>()?;
    let Some(number) = meeting.id.filter(|_| !names.is_empty()).map(|id| id.0) else { return Ok(None) };
    Ok(Some(say!(VotersOfNoCategory { names, number, date })))
}

/// Refuses more voters present than were there or due, and more votes than voters.
pub(super) fn refuse_impossible(meeting: &Meeting, vote: &Vote) -> Result<()> {
    let Vote { present, written, .. } = *vote;
    let votes = vote.cast();
    let in_room = votes.saturating_sub(written.into()).max(present.into());
    if let Some(there) = meeting.numbers.present.filter(|there| u64::from(*there) < in_room) {
        return Err(Error::refused(say!(VotesAboveThere { votes: in_room, there })).hint(say!(ResolveHint)));
    }
    let (most, more) = (u64::from(present) + u64::from(written), in_writing(written));
    if votes > most {
        return Err(Error::refused(say!(VotesAbovePresent { votes, present, more })).hint(say!(ResolveHint)));
    }
    let voters = vote.due();
    if most > u64::from(voters) {
        return Err(Error::refused(say!(MorePresent { present, more, voters })).hint(say!(VotersUnknownHint)));
    }
    Ok(())
}

/// The resolutions of a meeting, in the order they were recorded.
pub(super) fn resolutions(conn: &Connection, id: MeetingId) -> Result<Vec<Resolution>> {
    let mut query = conn.prepare_cached(
        "SELECT id, text, rule, voters, present, written, in_favour, against, abstained, secret
         FROM resolution WHERE meeting_id = ?1 ORDER BY id",
    )?;
    let mut rows = query.query([id])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let voices = member::voices::load(conn, Of::Resolution(row.get("id")?))?;
        let vote = Vote {
            rule: row.get("rule")?,
            voters: row.get("voters")?,
            present: row.get("present")?,
            written: row.get("written")?,
            in_favour: row.get("in_favour")?,
            against: row.get("against")?,
            abstained: row.get("abstained")?,
            excused: voices.excused(),
            secret: row.get("secret")?,
        };
        found.push(Resolution { text: row.get("text")?, vote, voices });
    }
    Ok(found)
}
