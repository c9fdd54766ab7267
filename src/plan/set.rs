//! Telling how it goes with bringing an org to a unit: a step of its plan, see `ledger` for what is refused.

use chrono::NaiveDate;

use crate::ctx::Done;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Arg, say};
use crate::ledger::{self, Hindrance, PlanState, PlanWay};
use crate::member;
use crate::org::unit::{self, UnitId};
use crate::org::{self, Org, OrgId};
use crate::plan::texts;
use crate::rules::Advice;

/// What is told of a plan, on a day.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub(super) date: PartialDate,
    pub(super) state: Option<PlanState>,
    pub(super) reason: Option<Hindrance>,
    pub(super) way: Option<PlanWay>,
    pub(super) by: Option<PartialDate>,
    pub(super) owner: Option<&'a str>,
    pub(super) note: Option<&'a str>,
}

/// Tells it of a unit, or of all units that a planned org is for.
pub(super) fn tell(tx: &Tx<'_>, typed: &str, step: &Step<'_>, today: NaiveDate, advice: &mut Advice) -> Result<Done> {
    let (units, whose) = units(tx, typed)?;
    let owner = step.owner.map(|owner| name_of(tx, owner)).transpose()?;
    let mut first = None;
    for unit in units {
        let is_new = !tx.prepare_cached("SELECT 1 FROM plan_step WHERE unit_id = :unit")?.exists([unit])?;
        // A plan of which nothing is told but that it is one has begun.
        let state = step.state.or(is_new.then_some(PlanState::NotStarted));
        let told = [
            ("date", Some(step.date.to_string())),
            ("state", state.map(|state| state.code().to_owned())),
            ("reason", step.reason.map(|reason| reason.code().to_owned())),
            ("way", step.way.map(|way| way.code().to_owned())),
            ("target", step.by.map(|by| by.to_string())),
            ("responsible", owner.clone()),
            ("remark", step.note.map(str::to_owned)),
        ];
        let told: Vec<(&str, String)> = told.into_iter().filter_map(|(key, told)| Some((key, told?))).collect();
        if told.len() < 2 {
            return Err(Error::usage(say!(NothingToTell)).hint(say!(NothingToTellHint)));
        }
        first = first.or(Some(ledger::cli::add_entry(tx, "plan_step", &[("unit", unit.0)], &told, today, advice)?));
    }
    let said = match step.state {
        Some(state) => say!(PlanIs { whose, state: Arg::from(state), date: &step.date }),
        None => say!(PlanTold { whose, date: &step.date }),
    };
    Ok(Done::new(said).to("ledger").with("id", first))
}

/// The unit of a name, or those that a planned org of that name is for; and what it is called. What is written out counts
/// before what is only a part or the initials of a name, of each a unit before an org.
fn units(tx: &Tx<'_>, typed: &str) -> Result<(Vec<UnitId>, String)> {
    let exactly = or_else_if_unknown(unit::find_exactly(tx, typed).map(Named::Unit), || {
        org::find_exactly(tx, typed).map(Named::Org)
    });
    let named = or_else_if_unknown(exactly, || {
        let unit = unit::find(tx, typed).map(Named::Unit);
        let said = unit.as_ref().err().map(Error::kind);
        match (org::find(tx, typed), said) {
            (Ok(org), Some(Kind::NotFound)) => Ok(Named::Org(org)),
            _ => unit,
        }
    })?;
    match named {
        Named::Unit(unit) => Ok((vec![unit], unit::get(tx, unit)?.name)),
        Named::Org(org) => units_of(tx, &org::get(tx, org)?),
    }
}

/// What a plan is told of.
enum Named {
    Unit(UnitId),
    Org(OrgId),
}

fn or_else_if_unknown(found: Result<Named>, other: impl FnOnce() -> Result<Named>) -> Result<Named> {
    match found {
        Err(error) if error.kind() == Kind::NotFound => other(),
        found => found,
    }
}

fn units_of(tx: &Tx<'_>, org: &Org) -> Result<(Vec<UnitId>, String)> {
    if !org.planned {
        return Err(Error::refused(say!(OrgStands { org: &org.name })).hint(say!(OrgStandsHint)));
    }
    let mut query = tx.prepare_cached("SELECT unit_id FROM cover WHERE org_id = :org AND until IS NULL ORDER BY id")?;
    let units: Vec<UnitId> = query.query_map([org.id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if units.is_empty() {
        return Err(Error::refused(say!(OrgForNobody { org: &org.name })).hint(say!(OrgForNobodyHint)));
    }
    Ok((units, org.name.clone()))
}

/// Whoever sees to it, as written; the name of somebody who is named by number.
fn name_of(tx: &Tx<'_>, typed: &str) -> Result<String> {
    match typed.trim() {
        number if !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()) => {
            member::name(tx, member::find(tx, number)?)
        }
        text => Ok(text.to_owned()),
    }
}
