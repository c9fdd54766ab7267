//! Corrections of a step: its day, or what was told of it. The roll and the facts of the person follow; what stood there
//! before is in the operation log. Recording what was is never refused for a norm, so norms only warn here.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::{Details, End, Step, Taken, Way, contact, convert, holes, take};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::member::{self, Began, Ended, events};
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// What was recorded wrongly of a step; what is absent stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// The day.
    pub date: Option<PartialDate>,
    /// What else was told.
    pub details: Details,
}

/// Puts a step right. `which` names by its day the one meant of a step that was taken more than once. Refuses a step that
/// is not on record, a day on which it cannot have been, and details that this step does not have.
pub fn correct(
    tx: &Tx<'_>,
    way: &Way,
    (step, which): (Step, Option<&PartialDate>),
    fix: &Correction,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let old = on_record(tx, way, step, which)?;
    let details = laid_over(step, &old.details, &fix.details)?;
    let new = Taken { step, date: fix.date.unwrap_or(old.date), details };
    org::can_have_been(&new.date, today)?;
    let rest: Vec<Taken> = without(&way.steps, old);
    let others = Way { steps: rest, ..way.clone() };
    others.refuse_crossing(tx, step, &new.date)?;
    take::refuse_filed_before(&new)?;
    advice.only_warning(|advice| {
        take::judge(tx, &others, &new, advice)?;
        holes::judge(&others, &new, advice)
    })?;
    if new.date != old.date {
        follow(tx, way, old, &new.date)?;
    }
    new.update(tx, way.id, old)
}

/// The step that is meant.
fn on_record<'w>(tx: &Tx<'_>, way: &'w Way, step: Step, which: Option<&PartialDate>) -> Result<&'w Taken> {
    let taken: Vec<&Taken> = way.steps.iter().filter(|taken| taken.step == step).collect();
    let meant: Vec<&Taken> =
        taken.iter().copied().filter(|taken| which.is_none_or(|which| taken.date == *which)).collect();
    let name = || member::name(tx, way.person);
    let dates = |of: &[&Taken]| of.iter().map(|taken| taken.date.to_string()).collect::<Vec<_>>();
    match (&meant[..], &taken[..]) {
        ([one], _) => Ok(one),
        ([], []) => Err(Error::refused(say!(StepNotTaken { name: name()?, step })).hint(say!(StepNotTakenHint))),
        ([], _) => {
            let what = say!(StepNotThatDay { name: name()?, step, dates: dates(&taken) });
            Err(Error::refused(what).hint(say!(StepWhichHint)))
        }
        _ => {
            let what = say!(StepMoreThanOnce { name: name()?, step, dates: dates(&meant) });
            Err(Error::refused(what).hint(say!(StepWhichHint)))
        }
    }
}

fn without(steps: &[Taken], old: &Taken) -> Vec<Taken> {
    let at = steps.iter().position(|taken| taken == old);
    steps.iter().enumerate().filter(|(place, _)| Some(*place) != at).map(|(_, taken)| taken.clone()).collect()
}

/// The details with what is told now in place of what was told then.
fn laid_over(step: Step, old: &Details, told: &Details) -> Result<Details> {
    let foreign = [
        (told.by.is_some(), "--by", matches!(step, Step::Talked)),
        (told.result.is_some(), "--result", matches!(step, Step::Evaluated | Step::Reviewed)),
        (told.superior_on.is_some(), "--superior", matches!(step, Step::Nominated | Step::Candidate)),
        (told.notice.is_some(), "--notice-from", matches!(step, Step::Candidate)),
        (told.hours.is_some(), "--hours", matches!(step, Step::Trained)),
        (
            told.doc_no.is_some(),
            "--doc",
            matches!(step, Step::Trained | Step::Prereviewed | Step::Approved | Step::Confirmed),
        ),
        (told.until.is_some(), "--until", matches!(step, Step::Extended)),
    ];
    if let Some((_, option, _)) = foreign.iter().find(|(told, _, has)| *told && !has) {
        return Err(Error::usage(say!(StepWithout { step, option: *option })).of_option(option));
    }
    let (told, old) = (told.clone(), old.clone());
    Ok(Details {
        by: told.by.or(old.by),
        result: told.result.or(old.result),
        superior_on: told.superior_on.or(old.superior_on),
        notice: told.notice.or(old.notice),
        hours: told.hours.or(old.hours),
        doc_no: told.doc_no.or(old.doc_no),
        voices: if told.votes.is_some() { told.voices } else { old.voices },
        votes: told.votes.or(old.votes),
        until: told.until.or(old.until),
        note: told.note.or(old.note),
    })
}

/// What rests on the day of a step goes with it: the org applied to, the contacts named with the activist, the roll and
/// the facts of the person.
fn follow(tx: &Tx<'_>, way: &Way, old: &Taken, date: &PartialDate) -> Result<()> {
    let day = named_params! {":way": way.id, ":old": old.date, ":new": date};
    match old.step {
        Step::Applied => {
            tx.execute("UPDATE candidature_org SET since = :new WHERE candidature_id = :way AND since = :old", day)?;
            org::event::keeping_roll(&org::get(tx, first_org(tx, way)?)?, date)
        }
        Step::Nominated => {
            tx.execute("UPDATE foster SET since = :new WHERE candidature_id = :way AND since = :old", day)?;
            refuse_contact_before(tx, way, date)
        }
        Step::Admitted => admitted_otherwise(tx, way, &old.date, date),
        Step::Converted => {
            contact::end_all_otherwise(tx, way, &old.date, date)?;
            convert::full_since(tx, way, date)
        }
        _ => Ok(()),
    }
}

fn first_org(tx: &Tx<'_>, way: &Way) -> Result<OrgId> {
    let sql = "SELECT org_id FROM candidature_org WHERE candidature_id = ?1 ORDER BY since_day, id LIMIT 1";
    Ok(tx.query_row(sql, [way.id], |row| row.get(0))?)
}

/// Nobody is fostered before being named an activist.
fn refuse_contact_before(tx: &Tx<'_>, way: &Way, nominated: &PartialDate) -> Result<()> {
    let sql = "SELECT since FROM foster WHERE candidature_id = ?1 ORDER BY since_day, id LIMIT 1";
    let first = tx.prepare_cached(sql)?.query_map([way.id], |row| row.get::<_, PartialDate>(0))?.next().transpose()?;
    match first.filter(|since| !since.could_follow(nominated)) {
        Some(since) => {
            let name = member::name(tx, way.person)?;
            Err(Error::refused(say!(ContactBeforeNamed { name, since: &since, date: nominated }))
                .hint(say!(ContactHint)))
        }
        None => Ok(()),
    }
}

/// Somebody joined on another day: the stay that the admission began, or that was assumed from it, begins then.
fn admitted_otherwise(tx: &Tx<'_>, way: &Way, old: &PartialDate, date: &PartialDate) -> Result<()> {
    tx.execute("UPDATE person SET joined = ?1 WHERE id = ?2", (date, way.person))?;
    let mut stays = Stays::load(tx, way.person)?;
    let begun = [Began::Admitted, Began::Assumed].into_iter().find_map(|how| Some((stays.begun_by(how, old)?, how)));
    let Some((at, how)) = begun else { return Ok(()) };
    let org = stays.get(at).org();
    org::event::keeping_roll(&org::get(tx, org)?, date)?;
    stays.begin_otherwise(at, org, *date, how);
    stays.store(tx)
}

/// A candidature ended on another day; with a cancelled probation the roll ended then, too.
pub fn ended_otherwise(tx: &Tx<'_>, way: &Way, date: &PartialDate, today: NaiveDate) -> Result<()> {
    org::can_have_been(date, today)?;
    let sql = "SELECT ended, end_how FROM candidature WHERE id = ?1";
    let (old, how): (Option<PartialDate>, Option<End>) =
        tx.query_row(sql, [way.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some(old) = old else {
        let name = member::name(tx, way.person)?;
        return Err(Error::refused(say!(WayNotEnded { name })).hint(say!(WayNotEndedHint)));
    };
    way.refuse_ending_before(tx, date)?;
    let left = Stays::load(tx, way.person)?.last().and_then(|stay| stay.end().map(|(on, by)| (*on, by)));
    if how == Some(End::Cancelled) && left == Some((old, Ended::Cancelled)) {
        events::correct_end(tx, way.person, date, today)?;
    }
    contact::end_all_otherwise(tx, way, &old, date)?;
    tx.execute("UPDATE candidature SET ended = ?1 WHERE id = ?2", (date, way.id))?;
    Ok(())
}
