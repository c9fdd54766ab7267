//! How somebody stands who is no plain member, in one line: what `member show` says before all else. It knows the roll and
//! the way into the Party, and so stands above both.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};

use crate::activist::{self, CandidatureId, Stage, Step};
use crate::error::Result;
use crate::i18n::texts;
use crate::i18n::{Text, say};
use crate::member::states::State;
use crate::member::{self, Ended, PersonId};

/// The line on somebody at the end of a day: on the way into the Party, gone, suspended, away or out of touch. Nothing of a
/// member like others, nor of somebody of whom nothing of this kind is known.
pub(crate) fn line(conn: &Connection, person: PersonId, day: NaiveDate) -> Result<Option<Text>> {
    let mut query = conn.prepare(include_str!("standing.sql"))?;
    let mut rows = query.query(named_params! {":id": person, ":day": day.to_string()})?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut states: Vec<Text> = Vec::new();
    if !row.get::<_, bool>("on_roll")? {
        states.extend(gone(row)?);
        states.extend(way(conn, row, day)?);
    }
    states.extend([suspended(row)?, floating(row)?, lost(row)?].into_iter().flatten());
    Ok(if states.is_empty() { None } else { Some(say!(StandingLine { name: member::name(conn, person)?, states })) })
}

/// Left the roll, and stands on none.
fn gone(row: &Row<'_>) -> rusqlite::Result<Option<Text>> {
    let Some(date) = row.get::<_, Option<String>>("left_on")? else { return Ok(None) };
    let (org, how) = (row.get::<_, Option<String>>("left_org")?.unwrap_or_default(), row.get::<_, Ended>("left_how")?);
    Ok(Some(say!(StandsLeft { org, date, how })))
}

/// On the way into the Party, or was. Of a member who left on it the roll tells.
fn way(conn: &Connection, row: &Row<'_>, day: NaiveDate) -> Result<Option<Text>> {
    let Some(way) = row.get::<_, Option<CandidatureId>>("way")? else { return Ok(None) };
    let org = row.get::<_, Option<String>>("way_org")?.unwrap_or_default();
    let ended: Option<String> = row.get("way_ended")?;
    let steps = activist::steps_by(conn, way, day)?;
    let applied = steps.iter().find(|taken| taken.step == Step::Applied).map(|taken| taken.date.to_string());
    let applied = applied.unwrap_or_else(|| "—".to_owned());
    let has_left = row.get::<_, Option<String>>("left_on")?.is_some();
    Ok(match (Stage::of(&steps, ended.is_some(), false), ended) {
        (Stage::Ended, Some(date)) if !has_left => Some(say!(StandsWayEnded { org, applied, date })),
        (Stage::Ended, _) => None,
        (stage, _) => Some(say!(StandsOnTheWay { stage, org, applied })),
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
