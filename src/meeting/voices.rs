//! Who is named with a vote of a meeting: only who was due to vote and was not there gave an opinion in writing, or was excused.

use rusqlite::Connection;

use super::due::Due;
use super::sheet::Sheet;
use super::{Meeting, Presence};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::meeting::texts;
use crate::member::voices::{self, Voices};
use crate::member::{self, PersonId};

/// Refuses names of those who were there by the attendance, have no vote, or are left out of those due already; all of them at
/// once, each with the reason.
pub(super) fn refuse_unfit(conn: &Connection, meeting: &Meeting, sheet: &Sheet, voices: &Voices) -> Result<()> {
    if voices.is_empty() {
        return Ok(());
    }
    let due = Due::at(conn, meeting)?;
    let mut unfit = Vec::new();
    for (person, _) in voices.named() {
        unfit.extend(why_not(conn, meeting, &due, sheet, person)?);
    }
    if unfit.is_empty() {
        return Ok(());
    }
    let what = say!(VoicesNotDue { date: &meeting.facts.date, count: unfit.len() });
    Err(Error::refused(what).details(unfit).hint(say!(VoicesNotDueHint)))
}

/// Why somebody cannot be named; nothing, if the person can. What the attendance has kept goes before the roll.
fn why_not(conn: &Connection, meeting: &Meeting, due: &Due, sheet: &Sheet, person: PersonId) -> Result<Option<Text>> {
    let is_voter = match sheet.line(person) {
        Some(line) if matches!(line.presence, Presence::Present | Presence::Late) => {
            return Ok(Some(say!(VoiceOfPresent { name: member::name(conn, person)? })));
        }
        Some(line) if line.presence == Presence::LeftOut => {
            return Ok(Some(say!(LeftOutAlready { name: member::name(conn, person)? })));
        }
        Some(line) => line.votes,
        None => due.of(conn, person)?.is_some_and(|(_, votes)| votes),
    };
    if is_voter {
        return Ok(None);
    }
    match voices::why_no_vote(conn, meeting.org, meeting.facts.date.first_day(), person)? {
        // A full member that is none of the committee; who comes to what is open to anybody votes by the roll.
        None if due.roll().is_some() => Ok(Some(due.why_not(conn, person)?)),
        why => Ok(why),
    }
}
