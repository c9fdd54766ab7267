//! Posts 职务: who is secretary, deputy or member of an org's committee, from when until when.

pub mod cli;
mod holder;
mod import;
mod list;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use crate::code::codes;
use crate::committee::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, PersonId};
use crate::org::{OrgId, can_have_been, event, get};
use crate::rules::Advice;

codes! {
    /// A post in an org's committee.
    pub enum Post {
        Secretary = "secretary", "书记", "secretary", ["党支部书记", "支部书记", "党委书记", "党总支书记"];
        DeputySecretary = "deputy-secretary", "副书记", "deputy secretary", ["党支部副书记", "支部副书记", "党委副书记"];
        Organisation = "organisation", "组织委员", "member for organisation";
        Publicity = "publicity", "宣传委员", "member for publicity";
        Discipline = "discipline", "纪检委员", "member for discipline", ["纪律检查委员"];
        UnitedFront = "united-front", "统战委员", "member for the united front";
        Youth = "youth", "青年委员", "member for youth";
        Production = "production", "生产委员", "member for production";
        CommitteeMember = "committee-member", "委员", "committee member", ["支部委员", "党委委员"];
    }

    /// How somebody came to a post.
    pub enum Came {
        Elected = "elected", "选举", "elected", ["当选"];
        Appointed = "appointed", "任命", "appointed", ["委任", "指定"];
        Dispatched = "dispatched", "选派", "dispatched", ["下派"];
        Concurrent = "concurrent", "兼任", "concurrent", ["兼职"];
    }
}

/// A post that somebody holds or held.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// Which post.
    pub post: Post,
    /// How the person came to it.
    pub how: Option<Came>,
    /// Whether it is the person's whole work.
    pub full_time: bool,
    /// The post in the association beside it.
    pub also: Option<String>,
    /// From when.
    pub since: PartialDate,
    /// From when on no more.
    pub until: Option<PartialDate>,
}

impl Holding {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<(i64, Self)> {
        let holding = Self {
            post: row.get("post")?,
            how: row.get("how")?,
            full_time: row.get("full_time")?,
            also: row.get("also")?,
            since: row.get("since")?,
            until: row.get("until")?,
        };
        Ok((row.get("id")?, holding))
    }
}

/// Who holds a post of an org on a day: its committee.
pub fn holders_on(conn: &Connection, org: OrgId, day: NaiveDate) -> Result<Vec<PersonId>> {
    let mut query = conn.prepare_cached(include_str!("holders.sql"))?;
    Ok(query.query_map((org, day.to_string()), |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Records that somebody holds a post from a day on.
///
/// Refuses a day in the future or outside the life of the org, a second secretary, the same post twice, and somebody who has
/// died or left; warns of somebody who is no member there. Where the membership or the org has ended since, so has the post.
pub fn add(
    tx: &Tx<'_>,
    org: OrgId,
    person: PersonId,
    mut holding: Holding,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    can_have_been(&holding.since, today)?;
    event::existing(&get(tx, org)?, &holding.since)?;
    refuse_backwards(&holding)?;
    holder::judge(tx, org, person, &mut holding, advice)?;
    refuse_held(tx, org, person, &holding, None)?;
    tx.execute(
        "INSERT INTO post (org_id, person_id, post, how, full_time, also, since, until)
         VALUES (:org, :person, :post, :how, :full_time, :also, :since, :until)",
        named_params! {
            ":org": org, ":person": person, ":post": holding.post, ":how": holding.how, ":full_time": holding.full_time,
            ":also": holding.also, ":since": holding.since, ":until": holding.until,
        },
    )?;
    Ok(())
}

/// Refuses an end before the beginning.
fn refuse_backwards(holding: &Holding) -> Result<()> {
    match holding.until.filter(|until| !until.could_follow(&holding.since)) {
        Some(until) => Err(Error::refused(say!(EndBeforeStart { date: &until, start: &holding.since }))),
        None => Ok(()),
    }
}

fn refuse_held(tx: &Tx<'_>, org: OrgId, person: PersonId, holding: &Holding, but: Option<i64>) -> Result<()> {
    let (since, until) =
        (holding.since.first_day().to_string(), holding.until.map(|until| until.first_day().to_string()));
    let mut query = tx.prepare_cached(include_str!("held.sql"))?;
    let held = query
        .query_row((org, person, since, until, but, holding.post), |row| {
            Ok((row.get::<_, Post>("post")?, row.get::<_, String>("name")?, row.get::<_, PartialDate>("since")?))
        })
        .optional()?;
    match held {
        Some((post, name, since)) => {
            let org = get(tx, org)?.name;
            Err(Error::refused(say!(PostHeld { org, post, name, since: &since })).hint(say!(PostHeldHint)))
        }
        None => Ok(()),
    }
}

/// The post meant: the one of the person that is held now, else the last; the first of several that are held now is
/// never guessed.
fn meant(tx: &Tx<'_>, org: OrgId, person: PersonId, post: Option<Post>) -> Result<(i64, Holding)> {
    let mut query = tx.prepare_cached(include_str!("of_person.sql"))?;
    let holdings = query.query_map((org, person, post), Holding::from_row)?.collect::<Result<Vec<_>, _>>()?;
    let (name, org) = (member::name(tx, person)?, get(tx, org)?.name);
    let held: Vec<Post> =
        holdings.iter().filter(|(_, holding)| holding.until.is_none()).map(|(_, holding)| holding.post).collect();
    if held.len() > 1 {
        return Err(Error::refused(say!(PostsSeveral { name, org, posts: held })).hint(say!(PostsSeveralHint)));
    }
    holdings.into_iter().next().ok_or_else(|| Error::refused(say!(NoPost { name, org })).hint(say!(NoPostHint)))
}

/// From `date` on somebody holds a post no more. Returns which.
pub fn end(
    tx: &Tx<'_>,
    (org, person): (OrgId, PersonId),
    post: Option<Post>,
    date: &PartialDate,
    today: NaiveDate,
) -> Result<Post> {
    can_have_been(date, today)?;
    let (id, holding) = meant(tx, org, person, post)?;
    if let Some(until) = &holding.until {
        let name = member::name(tx, person)?;
        return Err(Error::refused(say!(PostEndedAlready { name, post: holding.post, until })).hint(say!(PostHeldHint)));
    }
    if date.last_day() <= holding.since.first_day() {
        return Err(Error::refused(say!(EndBeforeStart { date, start: &holding.since })));
    }
    tx.execute("UPDATE post SET until = ?1 WHERE id = ?2", (date, id))?;
    Ok(holding.post)
}

/// Ends the posts held on the day of an election that began before it. Returns who held which.
pub(super) fn end_for_election(tx: &Tx<'_>, org: OrgId, on: &PartialDate) -> Result<Vec<(PersonId, Holding)>> {
    let mut query = tx.prepare_cached(include_str!("held_before.sql"))?;
    let held = query.query_map((org, on.first_day().to_string()), |row| {
        let (id, holding) = Holding::from_row(row)?;
        Ok((id, row.get("person_id")?, holding))
    })?;
    let held = held.collect::<Result<Vec<(i64, PersonId, Holding)>, _>>()?;
    for (id, ..) in &held {
        tx.execute("UPDATE post SET until = ?1 WHERE id = ?2", (on, id))?;
    }
    Ok(held.into_iter().map(|(_, person, holding)| (person, holding)).collect())
}

/// Everything that ends with an org, or that would have begun later, on the day it is dissolved.
pub(super) fn end_all(tx: &Tx<'_>, org: OrgId, date: &PartialDate) -> Result<()> {
    let (day, late) = (date.first_day().to_string(), date.too_late_to_begin().to_string());
    tx.execute("DELETE FROM post WHERE org_id = ?1 AND since_day >= ?2", (org, late))?;
    tx.execute("UPDATE post SET until = ?1 WHERE org_id = ?2 AND until_day > ?3", (date, org, day))?;
    Ok(())
}

/// What is to be put right about a post.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// The post itself.
    pub post: Option<Post>,
    /// How the person came to it.
    pub how: Option<Came>,
    /// Whether it is full-time.
    pub full_time: Option<bool>,
    /// The post beside it; an empty text removes it.
    pub also: Option<String>,
    /// From when.
    pub since: Option<PartialDate>,
    /// From when on no more.
    pub until: Option<PartialDate>,
}

/// Puts right the post that somebody holds, or held last. Returns which it is now.
pub fn correct(
    tx: &Tx<'_>,
    (org, person): (OrgId, PersonId),
    post: Option<Post>,
    fix: &Correction,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Post> {
    [&fix.since, &fix.until].into_iter().flatten().try_for_each(|date| can_have_been(date, today))?;
    let (id, mut holding) = meant(tx, org, person, post)?;
    let moves = fix.since.is_some() || fix.until.is_some() || fix.how.is_some();
    holding.post = fix.post.unwrap_or(holding.post);
    holding.how = fix.how.or(holding.how);
    holding.full_time = fix.full_time.unwrap_or(holding.full_time);
    if let Some(also) = &fix.also {
        holding.also = crate::text::typed(Some(also));
    }
    holding.since = fix.since.unwrap_or(holding.since);
    holding.until = fix.until.or(holding.until);
    mend(tx, (org, person), id, holding, moves, advice)
}

/// Writes a post as it is to be; where it `moves` in time or way, whether it can be held is asked again. Returns which it is.
fn mend(
    tx: &Tx<'_>,
    (org, person): (OrgId, PersonId),
    id: i64,
    mut holding: Holding,
    moves: bool,
    advice: &mut Advice,
) -> Result<Post> {
    event::existing(&get(tx, org)?, &holding.since)?;
    refuse_backwards(&holding)?;
    if moves {
        holder::judge(tx, org, person, &mut holding, advice)?;
    }
    refuse_held(tx, org, person, &holding, Some(id))?;
    tx.execute(
        "UPDATE post SET post = :post, how = :how, full_time = :full_time, also = :also, since = :since, until = :until
         WHERE id = :id",
        named_params! {
            ":post": holding.post, ":how": holding.how, ":full_time": holding.full_time, ":also": holding.also,
            ":since": holding.since, ":until": holding.until, ":id": id,
        },
    )?;
    Ok(holding.post)
}
