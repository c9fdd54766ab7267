//! The end of an org. It keeps its history; its members and the orgs below it must go somewhere first, or with it.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::event::living;
use super::found::parent_stands;
use super::{Follow, Org, OrgId, event, get, papers};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org::texts;

/// Dissolves an org on a day. With `into`, its members and the orgs below it go there in the same operation. One that was only
/// planned is not to be founded any more from that day on.
pub fn dissolve(
    tx: &Tx<'_>,
    id: OrgId,
    date: &PartialDate,
    reason: &str,
    into: Option<OrgId>,
    today: NaiveDate,
    follow: Follow,
) -> Result<()> {
    let org = get(tx, id)?;
    if let Some(end) = &org.dissolved {
        return Err(Error::refused(say!(OrgGone { org: &org.name, dissolved: end })));
    }
    if org.planned {
        return give_up(tx, &org, date, reason, into, today);
    }
    living(&org, date, today)?;
    if !date.is_exact() && org.founded.as_ref().is_some_and(|founded| founded.first_day() > date.first_day()) {
        return Err(Error::refused(say!(DateTooVague { date })));
    }
    match into {
        Some(heir) => hand_over(tx, &org, &get(tx, heir)?, date, today)?,
        None => refuse_the_rest(tx, &org, date)?,
    }
    end_cover(tx, id, date)?;
    (follow.dissolved)(tx, id, date)?;
    tx.execute(
        "UPDATE org SET dissolved = :date, dissolve_reason = :reason, successor_id = :into WHERE id = :id",
        named_params! {":date": date, ":reason": reason, ":into": into, ":id": id},
    )?;
    Ok(())
}

/// Closes the plan of an org that was never founded: nothing of it goes anywhere, for there is nothing of it.
fn give_up(
    tx: &Tx<'_>,
    org: &Org,
    date: &PartialDate,
    reason: &str,
    into: Option<OrgId>,
    today: NaiveDate,
) -> Result<()> {
    if let Some(date) = &org.given_up {
        return Err(Error::refused(say!(PlanGivenUp { org: &org.name, date })).hint(say!(PlanGivenUpHint)));
    }
    if into.is_some() {
        return Err(Error::refused(say!(PlanIntoAnother { org: &org.name })).hint(say!(PlanIntoAnotherHint)));
    }
    end_cover(tx, org.id, date)?;
    tx.execute(
        "UPDATE org SET given_up = :date, dissolve_reason = :reason WHERE id = :id",
        named_params! {":date": date, ":reason": reason, ":id": org.id},
    )?;
    papers::judge(tx, org.id, today)
}

fn refuse_the_rest(tx: &Tx<'_>, org: &Org, date: &PartialDate) -> Result<()> {
    let day = date.first_day().to_string();
    let left = |sql: &str| tx.query_row(sql, (org.id, &day), |row| row.get::<_, i64>(0));
    let members = left("SELECT count(*) FROM roll WHERE org_id = ?1 AND until_day > ?2")?;
    let orgs = left(include_str!("count_below.sql"))?;
    let applicants = applicants(tx, org)?.len();
    if members + orgs > 0 || applicants > 0 {
        let what = say!(NotEmpty { org: &org.name, members, applicants, orgs });
        return Err(Error::refused(what).hint(say!(NotEmptyHint)));
    }
    Ok(())
}

fn hand_over(tx: &Tx<'_>, org: &Org, heir: &Org, date: &PartialDate, today: NaiveDate) -> Result<()> {
    if org.id == heir.id {
        return Err(Error::refused(say!(IntoItself { org: &org.name })));
    }
    parent_stands(heir, Some(date))?;
    if !heir.kind.has_roll() {
        return Err(Error::refused(say!(KindWithoutRoll { org: &heir.name, kind: heir.kind })));
    }
    let day = date.first_day().to_string();
    let later = tx
        .prepare_cached(
            "SELECT 1 FROM roll WHERE org_id = ?1 AND (since_day > ?2 OR since_day = ?2 AND until IS NULL
                                                   OR until_day > ?2 AND until IS NOT NULL)",
        )?
        .exists((org.id, &day))?;
    if later {
        return Err(Error::refused(say!(RollAfterEnd { org: &org.name, date })).hint(say!(RollAfterEndHint)));
    }
    // The new periods are read off the old ones, so the old must still stand open while that is done.
    let moving: Vec<(i64, i64, String)> = tx
        .prepare_cached("SELECT id, person_id, category FROM roll WHERE org_id = ?1 AND until IS NULL ORDER BY id")?
        .query_map([org.id], |row| Ok((row.get("id")?, row.get("person_id")?, row.get("category")?)))?
        .collect::<Result<_, _>>()?;
    let mut close = tx.prepare_cached("UPDATE roll SET until = ?1, ended = 'moved' WHERE id = ?2")?;
    let mut open = tx.prepare_cached(
        "INSERT INTO roll (person_id, org_id, category, since, began) VALUES (?1, ?2, ?3, ?4, 'moved')",
    )?;
    // The same people, the same way as with `transfer move`.
    let mut transfer = tx.prepare_cached(
        "INSERT INTO transfer (person_id, direction, from_org_id, to_org_id, issued, received)
         VALUES (?1, 'within', ?2, ?3, ?4, ?4)",
    )?;
    for (roll, person, category) in moving {
        close.execute((date, roll))?;
        open.execute((person, heir.id, category, date))?;
        transfer.execute((person, org.id, heir.id, date))?;
    }
    hand_over_applicants(tx, org, heir, date)?;
    let below: Vec<OrgId> = tx
        .prepare_cached(include_str!("below.sql"))?
        .query_map((org.id, &day), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    below.into_iter().try_for_each(|child| event::move_under(tx, child, heir.id, date, today))
}

/// Somebody who stands with an org on the way into the Party: the row of it, the candidature, since when.
type Applicant = (i64, i64, PartialDate);

/// Those who were not admitted yet: the others stand on the roll.
fn applicants(tx: &Tx<'_>, org: &Org) -> Result<Vec<Applicant>> {
    let mut query = tx.prepare_cached(include_str!("applicants.sql"))?;
    let found = query.query_map([org.id], |row| Ok((row.get("id")?, row.get("candidature_id")?, row.get("since")?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// They stand with the heir from that day on, and their months count on (D25).
fn hand_over_applicants(tx: &Tx<'_>, org: &Org, heir: &Org, date: &PartialDate) -> Result<()> {
    let standing = applicants(tx, org)?;
    let late = standing.iter().map(|(_, _, since)| since).find(|since| date.last_day() <= since.first_day());
    if let Some(since) = late {
        return Err(Error::refused(say!(ApplicantsLater { org: &org.name, since, date })).hint(say!(RollAfterEndHint)));
    }
    for (row, way, _) in standing {
        tx.execute("UPDATE candidature_org SET until = ?1 WHERE id = ?2", (date, row))?;
        let sql = "INSERT INTO candidature_org (candidature_id, org_id, since) VALUES (?1, ?2, ?3)";
        tx.execute(sql, (way, heir.id, date))?;
    }
    Ok(())
}

/// What it covered it covers no more; covers that would have begun later never do.
fn end_cover(tx: &Tx<'_>, id: OrgId, date: &PartialDate) -> Result<()> {
    let day = date.first_day().to_string();
    let late = date.too_late_to_begin().to_string();
    tx.execute("DELETE FROM cover WHERE org_id = ?1 AND since_day >= ?2", (id, late))?;
    tx.execute("UPDATE cover SET until = ?1 WHERE org_id = ?2 AND until_day > ?3", (date, id, &day))?;
    Ok(())
}
