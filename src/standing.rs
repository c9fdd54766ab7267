//! How somebody stands who is no plain member, in one line: what `member show` says before all else. It knows the roll and
//! the way into the Party, and so stands above both.

use rusqlite::{Connection, Row};

use crate::activist::Stage;
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::member::states::State;
use crate::member::{self, Ended, PersonId};

/// The line on somebody on the day the database stands at: on the way into the Party, gone, suspended, away or out of touch.
/// Nothing of a member like others, nor of somebody of whom nothing of this kind is known.
pub(crate) fn line(conn: &Connection, person: PersonId) -> Result<Option<Text>> {
    let states = conn.prepare(include_str!("standing.sql"))?.query_row([person], |row| {
        let known = [gone(row)?, way(row)?, suspended(row)?, floating(row)?, lost(row)?];
        Ok(known.into_iter().flatten().collect::<Vec<Text>>())
    })?;
    Ok(if states.is_empty() { None } else { Some(say!(StandingLine { name: member::name(conn, person)?, states })) })
}

/// Left the roll, and stands on none.
fn gone(row: &Row<'_>) -> rusqlite::Result<Option<Text>> {
    let Some(date) = row.get::<_, Option<String>>("left_on")? else { return Ok(None) };
    let (org, how) = (row.get::<_, Option<String>>("left_org")?.unwrap_or_default(), row.get::<_, Ended>("left_how")?);
    Ok(Some(say!(StandsLeft { org, date, how })))
}

/// On the way into the Party, on no roll yet. Of a member who left on it the roll tells.
fn way(row: &Row<'_>) -> rusqlite::Result<Option<Text>> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    Ok(match row.get("stage")? {
        Some(Stage::Ended) if row.get::<_, Option<String>>("left_on")?.is_none() => {
            Some(say!(StandsWayEnded { org: text("way_org")?, applied: text("applied")?, date: text("way_ended")? }))
        }
        Some(stage @ (Stage::Applicant | Stage::Activist | Stage::Candidate)) => {
            Some(say!(StandsOnTheWay { stage, org: text("way_org")?, applied: text("applied")? }))
        }
        _ => None,
    })
}

fn suspended(row: &Row<'_>) -> rusqlite::Result<Option<Text>> {
    state(row, State::Suspended, "suspended", "suspended_since", Some("suspended_for"))
}

fn floating(row: &Row<'_>) -> rusqlite::Result<Option<Text>> {
    state(row, State::Floating, "floating", "floating_since", Some("floating_to"))
}

fn lost(row: &Row<'_>) -> rusqlite::Result<Option<Text>> {
    state(row, State::Lost, "lost", "lost_since", None)
}

/// A state of a member: since when, and what else is told of it.
fn state(row: &Row<'_>, state: State, is: &str, since: &str, told: Option<&str>) -> rusqlite::Result<Option<Text>> {
    if !row.get::<_, bool>(is)? {
        return Ok(None);
    }
    let since = match row.get::<_, Option<String>>(since)? {
        Some(since) => say!(StandsSince { since }),
        None => say!(StandsSinceUnknown),
    };
    let told = told.map(|column| row.get::<_, Option<String>>(column)).transpose()?.flatten();
    let told = told.map(|text| say!(Plain { text }));
    Ok(Some(say!(StandsAs { state, told: std::iter::once(since).chain(told).collect::<Vec<_>>() })))
}
