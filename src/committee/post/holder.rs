//! Whether somebody can hold a post, and until when: who leaves the rolls leaves the posts, whichever is told first.

use rusqlite::OptionalExtension as _;

use super::{Came, Holding};
use crate::committee::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::{self, Ended, PersonId};
use crate::org::{OrgId, get};
use crate::rules::Advice;

/// How somebody left the rolls.
struct Departure {
    on: PartialDate,
    how: Ended,
    /// No roll followed.
    is_last: bool,
}

/// Posts are held by members of the org, or of one above or below it, on that day; else by who was sent, or has it beside
/// another office. An open holding ends with the membership or the org, if either has ended since; that is told.
///
/// Refuses somebody who had died or left, and an end after that.
pub(super) fn judge(
    tx: &Tx<'_>,
    org: OrgId,
    person: PersonId,
    holding: &mut Holding,
    advice: &mut Advice,
) -> Result<()> {
    let departures = departures(tx, person)?;
    let is_before = |left: &Departure| holding.since.first_day() >= left.on.too_late_to_begin();
    if let Some(left) = departures.iter().find(|left| left.is_last && left.how != Ended::Out && is_before(left)) {
        return Err(gone(tx, person, left)?);
    }
    if !is_sent(holding) {
        advise_stranger(tx, org, person, holding, advice)?;
    }
    let ends = |left: &&Departure| !is_before(left) && (!is_sent(holding) || is_final(left.how));
    if let Some(left) = departures.iter().find(ends) {
        end_with_roll(tx, (org, person), holding, left, advice)?;
    }
    end_with_org(tx, org, holding, advice)?;
    advise_suspended(tx, person, holding, advice)?;
    if !is_sent(holding) && holding.until.is_none() {
        advise_moved_off(tx, org, person, holding, advice)?;
    }
    Ok(())
}

/// Sent to the post from elsewhere, or holding it beside another office: no member there.
fn is_sent(holding: &Holding) -> bool {
    matches!(holding.how, Some(Came::Dispatched | Came::Concurrent))
}

/// After which not even who was sent goes on holding a post.
fn is_final(how: Ended) -> bool {
    matches!(how, Ended::Deceased | Ended::Expelled | Ended::Resigned | Ended::Removed)
}

fn departures(tx: &Tx<'_>, person: PersonId) -> Result<Vec<Departure>> {
    let mut query = tx.prepare_cached(include_str!("departures.sql"))?;
    let found = query.query_map([person], |row| {
        Ok(Departure { on: row.get("until")?, how: row.get("ended")?, is_last: row.get("is_last")? })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn gone(tx: &Tx<'_>, person: PersonId, left: &Departure) -> Result<Error> {
    let name = member::name(tx, person)?;
    Ok(Error::refused(say!(PostOfGone { name, how: left.how, on: &left.on })).hint(say!(PostOfGoneHint)))
}

/// The membership ended later than the post began: the post ends with it, as it would have had the end been told after it.
fn end_with_roll(
    tx: &Tx<'_>,
    (org, person): (OrgId, PersonId),
    holding: &mut Holding,
    left: &Departure,
    advice: &mut Advice,
) -> Result<()> {
    match holding.until {
        Some(until) if until.first_day() > left.on.last_day() => Err(gone(tx, person, left)?),
        Some(_) => Ok(()),
        None => {
            let post = say!(PostOfOrg { org: get(tx, org)?.name, post: holding.post });
            let name = member::name(tx, person)?;
            advice.notice(say!(PostEndedWithRoll { name, how: left.how, on: &left.on, post }));
            holding.until = Some(left.on);
            Ok(())
        }
    }
}

fn end_with_org(tx: &Tx<'_>, org: OrgId, holding: &mut Holding, advice: &mut Advice) -> Result<()> {
    let org = get(tx, org)?;
    let Some(end) = org.dissolved else { return Ok(()) };
    if holding.until.is_none_or(|until| until.first_day() > end.last_day()) {
        advice.notice(say!(PostEndedWithOrg { org: org.name, on: &end, post: holding.post }));
        holding.until = Some(end);
    }
    Ok(())
}

fn advise_stranger(tx: &Tx<'_>, org: OrgId, person: PersonId, holding: &Holding, advice: &mut Advice) -> Result<()> {
    let mut query = tx.prepare_cached(include_str!("near.sql"))?;
    let (first, last) = (holding.since.first_day(), holding.since.last_day());
    if query.exists((org, person, last.to_string()))? || query.exists((org, person, first.to_string()))? {
        return Ok(());
    }
    let stands: Text = match member::standing_on(tx, person, last)? {
        Some((other, ..)) => say!(StoodWith { org: get(tx, other)?.name }),
        None => say!(StoodNowhere),
    };
    let (name, org) = (member::name(tx, person)?, get(tx, org)?.name);
    advice.notice(say!(PostOfStranger { name, no: person.0, stands, org }));
    Ok(())
}

fn advise_suspended(tx: &Tx<'_>, person: PersonId, holding: &Holding, advice: &mut Advice) -> Result<()> {
    let (since, until) =
        (holding.since.first_day().to_string(), holding.until.map(|until| until.first_day().to_string()));
    let mut query = tx.prepare_cached(include_str!("suspended.sql"))?;
    let suspended = query.query_row((person, since, until), |row| row.get::<_, Option<PartialDate>>("since"));
    if let Some(since) = suspended.optional()? {
        let since = since.map_or_else(|| "…".to_owned(), |since| since.to_string());
        advice.notice(say!(PostOfSuspended { name: member::name(tx, person)?, since }));
    }
    Ok(())
}

fn advise_moved_off(tx: &Tx<'_>, org: OrgId, person: PersonId, holding: &Holding, advice: &mut Advice) -> Result<()> {
    let day = holding.since.last_day().to_string();
    if tx.prepare_cached(include_str!("moved_off.sql"))?.exists((org, person, day))? {
        let post = say!(PostOfOrg { org: get(tx, org)?.name, post: holding.post });
        advice.notice(say!(PostGoesOn { post }));
    }
    Ok(())
}
