//! The way of somebody whom another record knows as a member: what cannot be of one person, and the end of the way that
//! the roll knows of.

use rusqlite::Connection;

use super::{CandidatureId, Step, Taken, Way, contact, row};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, label, say};
use crate::member::{Category, PersonId, roll, stays::Stays};
use crate::org;
use crate::rules::Advice;

/// The steps of `applicant` before admission that were taken while `member` stood on a roll, in words.
pub(crate) fn steps_as_member(tx: &Tx<'_>, applicant: PersonId, member: PersonId) -> Result<Vec<Text>> {
    let periods = roll::load(tx, member)?;
    let mut found = Vec::new();
    for taken in all_steps(tx, applicant)?.iter().filter(|taken| taken.step.comes_before(Step::Admitted)) {
        let is_on = |stint: &&[roll::Period]| {
            let until = stint[stint.len() - 1].until;
            stint[0].since.last_day() < taken.date.first_day()
                && until.is_none_or(|until| until.first_day() > taken.date.last_day())
        };
        if let Some(stint) = roll::stints(&periods).into_iter().find(is_on) {
            let org = org::get(tx, stint[0].org)?.name;
            found.push(say!(StepAsMember {
                step: taken.step,
                date: &taken.date,
                no: member.0,
                org,
                since: &stint[0].since
            }));
        }
    }
    Ok(found)
}

fn all_steps(conn: &Connection, person: PersonId) -> Result<Vec<Taken>> {
    let mut query = conn.prepare_cached("SELECT id FROM candidature WHERE person_id = ?1 ORDER BY id")?;
    let ways = query.query_map([person], |row| row.get(0))?.collect::<rusqlite::Result<Vec<CandidatureId>>>()?;
    let steps: Vec<Vec<Taken>> = ways.into_iter().map(|way| row::load(conn, way)).collect::<Result<_>>()?;
    Ok(steps.into_iter().flatten().collect())
}

/// Takes the admission and the conversion that the roll knows of into the open way of a member. Refuses where the days are
/// not known, or lie before what was done on the way.
pub(crate) fn close_up(tx: &Tx<'_>, person: PersonId, advice: &mut Advice) -> Result<()> {
    let open =
        tx.prepare_cached("SELECT 1 FROM candidature WHERE person_id = ?1 AND ended IS NULL")?.exists([person])?;
    let stays = Stays::load(tx, person)?;
    let Some(stay) = stays.last().filter(|stay| open && stay.end().is_none()) else { return Ok(()) };
    let way = Way::of(tx, person)?;
    let (joined, full_on): (Option<PartialDate>, Option<PartialDate>) =
        tx.query_row("SELECT joined, full_on FROM person WHERE id = ?1", [person], |row| {
            Ok((row.get("joined")?, row.get("full_on")?))
        })?;
    take_along(tx, &way, Step::Admitted, joined, "joined", advice)?;
    if stay.category() == Category::Full {
        take_along(tx, &way, Step::Converted, full_on, "full_on", advice)?;
        if let Some(converted) = full_on {
            contact::end_all(tx, &way, &converted)?;
        }
    }
    Ok(())
}

fn take_along(
    tx: &Tx<'_>,
    way: &Way,
    step: Step,
    date: Option<PartialDate>,
    key: &'static str,
    advice: &mut Advice,
) -> Result<()> {
    if way.on(step).is_some() {
        return Ok(());
    }
    let Some(date) = date else {
        let (column, option) = (label(key).expect("every field has a label"), format!("--{}", key.replace('_', "-")));
        return Err(Error::refused(say!(MergeDayUnknown { step, column })).hint(say!(MergeDayUnknownHint { option })));
    };
    way.refuse_crossing(tx, step, &date)?;
    Taken::plain(step, date).insert(tx, way.id)?;
    advice.notice(say!(StepFromRoll { step, date: &date }));
    Ok(())
}
