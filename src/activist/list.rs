//! People on the way as a user sees them: how far each has come, and what is next.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension as _, Row, named_params};

use super::holes::{self, Due};
use super::{CandidatureId, Stage, Step, Taken, next, row, trained_hours};
use crate::activist::texts;
use crate::assumed::Resting;
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::say;
use crate::member::PersonId;
use crate::org::{self, OrgId};
use crate::output::{self, Column, Listing, Value};
use crate::rules::due::About;

/// The keys of a list, in the order of the contract.
const KEYS: [&str; 18] = [
    "no",
    "name",
    "org",
    "stage",
    "applied",
    "talked",
    "nominated",
    "candidate_on",
    "reviewed",
    "trained_hours",
    "admitted",
    "approved",
    "convert_due",
    "converted",
    "contacts",
    "last_evaluated",
    "next_due",
    "next_step",
];

/// The columns of a list; of one of what is missing, that is told last.
pub(super) fn columns(filter: &Filter) -> Vec<Column> {
    if filter.missing {
        let keys: Vec<&str> = KEYS.into_iter().chain(["missing"]).collect();
        let shown = ["no", "name", "org", "stage", "missing"];
        let wide: Vec<&str> = KEYS.into_iter().filter(|key| !shown.contains(key)).collect();
        return Column::brief(Column::of("activist", &keys), &wide);
    }
    let wide = ["talked", "reviewed", "trained_hours", "approved", "convert_due", "converted"];
    Column::brief(Column::of("activist", &KEYS), &wide)
}

/// Whom to list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only who has come so far.
    pub(super) stage: Option<Stage>,
    /// Only with this org.
    pub(super) org: Option<OrgId>,
    /// Only with this org or one below it.
    pub(super) under: Option<OrgId>,
    /// Only of whom something is overdue.
    pub(super) overdue: bool,
    /// Only of whom something is missing, and what.
    pub(super) missing: bool,
}

/// Hands over everybody on the way as of the day of `ctx`, by number.
pub(super) fn list(ctx: &Ctx, db: &Db, filter: &Filter, listing: &mut Listing, resting: &mut Resting) -> Result<()> {
    let waiting: Option<BTreeSet<i64>> = match filter.overdue {
        true => Some(ctx.overdue(db, About::Activists)?.into_iter().filter_map(|found| found.person).collect()),
        false => None,
    };
    let day = ctx.as_of().to_string();
    let mut missing: Vec<Due> = Vec::new();
    each(db, filter, |found| {
        if listing.is_full() {
            return Ok(false);
        }
        if waiting.as_ref().is_some_and(|waiting| found.get("no").is_ok_and(|no: i64| !waiting.contains(&no))) {
            return Ok(true);
        }
        let steps = steps(db, found.get("id")?, found.get("joined")?, &day)?;
        let mut cells = cells(found, &steps)?;
        if filter.missing {
            let here: Vec<Due> = holes::of(&steps).map(|hole| hole.due).collect();
            if here.is_empty() {
                return Ok(true);
            }
            cells.push(Value::Codes(here.iter().map(|due| due.entry()).collect()));
            missing.extend(here);
        }
        listing.push(cells)?;
        rests(db, found.get("no")?, found.get("stage")?, resting)?;
        Ok(!listing.is_full())
    })?;
    if !missing.is_empty() {
        ctx.note(&say!(MissingCases { counts: holes::counts(&missing) }));
    }
    Ok(())
}

/// The steps of a way up to a day. Of a way that nobody recorded, the day of joining is that of the admission.
pub(super) fn steps(db: &Db, way: Option<CandidatureId>, joined: Option<PartialDate>, day: &str) -> Result<Vec<Taken>> {
    match way {
        Some(way) => row::steps(db.conn(), way, day),
        None => Ok(joined.map(|joined| Taken::plain(Step::Admitted, joined)).into_iter().collect()),
    }
}

/// Keeps whoever stands on a roll by an assumed start: of members the stage is what the roll says.
pub(super) fn rests(db: &Db, person: PersonId, stage: Stage, resting: &mut Resting) -> Result<()> {
    match stage {
        Stage::Probationary | Stage::Full => resting.ask_person(db.conn(), person),
        _ => Ok(()),
    }
}

/// The candidatures of a filter, with whose they are and how far, by the number of the person; a way that nobody recorded is
/// none.
pub(super) fn ways(db: &Db, filter: &Filter) -> Result<Vec<(CandidatureId, PersonId, Stage)>> {
    let mut ways = Vec::new();
    each(db, filter, |found| {
        if let Some(way) = found.get("id")? {
            ways.push((way, found.get("no")?, found.get("stage")?));
        }
        Ok(true)
    })?;
    Ok(ways)
}

/// Goes through the people of a filter, by number, until `see` has had enough: how far each has come is worked out when it is
/// that person's turn.
fn each(db: &Db, filter: &Filter, mut see: impl FnMut(&Row<'_>) -> Result<bool>) -> Result<()> {
    org::scope(db.conn(), filter.under)?;
    let mut people = db.conn().prepare(include_str!("on_the_way.sql"))?;
    let mut people = people.query([])?;
    let mut query = db.conn().prepare(concat!(include_str!("list.sql"), include_str!("where_filter.sql")))?;
    while let Some(person) = people.next()? {
        let mut rows = query.query(named_params! {
            ":person": person.get::<_, PersonId>("person_id")?, ":stage": filter.stage, ":org": filter.org,
            ":everywhere": filter.under.is_none(),
        })?;
        while let Some(row) = rows.next()? {
            if !see(row)? {
                return Ok(());
            }
        }
    }
    Ok(())
}

fn cells(found: &Row<'_>, steps: &[Taken]) -> Result<output::Row> {
    let stage: Stage = found.get("stage")?;
    let next = next::after(stage, steps);
    let hours = Some(trained_hours(steps)).filter(|hours| *hours > 0).map(i64::from);
    let on = |step: Step| Value::from(steps.iter().rev().find(|taken| taken.step == step).map(|taken| taken.date));
    KEYS.iter()
        .map(|key| {
            Ok(match *key {
                "no" => Value::Int(found.get("no")?),
                "stage" => stage.entry().into(),
                "applied" => on(Step::Applied),
                "talked" => on(Step::Talked),
                "nominated" => on(Step::Nominated),
                "candidate_on" => on(Step::Candidate),
                "reviewed" => on(Step::Reviewed),
                "trained_hours" => hours.into(),
                "admitted" => on(Step::Admitted),
                "approved" => on(Step::Approved),
                "converted" => on(Step::Converted),
                "convert_due" => next::probation_ends(steps).map(|end| end.to_string()).into(),
                "last_evaluated" => on(Step::Evaluated),
                "next_due" => next.and_then(|next| next.due).map(|due| due.to_string()).into(),
                "next_step" => next.map(|next| next.step.entry()).into(),
                key => found.get::<_, Option<String>>(key)?.into(),
            })
        })
        .collect()
}

/// The last way of a person that had begun by the day the database stands at: the steps taken by then, and the stage.
pub(super) fn last_of(db: &Db, person: PersonId, day: &str) -> Result<Option<(Vec<Taken>, Stage)>> {
    let sql = "SELECT candidature_at.id, stage, joined FROM candidature_at JOIN person ON person.id = person_id
               WHERE person_id = ?1 ORDER BY stage = 'ended', candidature_at.id DESC LIMIT 1";
    let read = |row: &Row<'_>| Ok((row.get("id")?, row.get("joined")?, row.get("stage")?));
    let found = db.conn().prepare(sql)?.query_row([person], read).optional()?;
    found.map(|(way, joined, stage)| Ok((steps(db, way, joined, day)?, stage))).transpose()
}
