//! Taking up a proposal: the org of a group is founded, or planned, for its units.
//!
//! The number of a group is that of the list, and the list follows the records. So the proposals are made anew, as of the
//! day of the founding, and once more within the operation; the answer tells for whom the org was made, and a script can
//! say beforehand for whom it is to be.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};

use super::proposal::{self, Unit};
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Arg, say};
use crate::ledger::PlanState;
use crate::org::found;
use crate::org::unit::{self, UnitId};
use crate::org::{self, Formation, NewOrg, OrgId, OrgKind};
use crate::plan::texts;
use crate::rules::Advice;
use crate::text;

/// A group that is taken up, and what is told of its org.
#[derive(Debug)]
pub(super) struct Accepted<'a> {
    pub(super) group: i64,
    /// The founding; of what is only planned the day of the list.
    pub(super) date: PartialDate,
    pub(super) planned: bool,
    /// Of whom the list was.
    pub(super) under: Option<&'a str>,
    /// Whom the group must consist of.
    pub(super) units: &'a [String],
    pub(super) name: Option<&'a str>,
    pub(super) short: Option<&'a str>,
    pub(super) parent: Option<&'a str>,
    pub(super) approval: Option<&'a str>,
}

/// Takes up a group.
pub(super) fn accept(ctx: &Ctx, told: &Accepted<'_>) -> Result<()> {
    let mut db = ctx.open_to_write()?;
    let day = told.date.first_day();
    db.stand_at(day)?;
    let under = told.under.map(|typed| org::find(db.conn(), typed)).transpose()?;
    proposal::prepare(&db, under)?;
    let shown = units_of(db.conn(), ctx, told.group, day)?;
    let (kind, name) = (kind_of(&shown), name_of(told, &shown));
    let question = say!(AcceptQuestion { kind: Arg::from(kind), name: &name, units: names(&shown) });
    if !ctx.agrees(&question) {
        return Err(Error::refused(say!(NotAccepted)));
    }
    ctx.write_to(db, |tx, advice| {
        if units_of(tx, ctx, told.group, day)? != shown {
            return Err(Error::refused(say!(GroupChanged { group: told.group })).hint(say!(NoGroupHint)));
        }
        refuse_others(tx, told, &shown)?;
        for unit in &shown {
            refuse_covered_since(tx, unit, day)?;
            judge_plan(unit, advice)?;
        }
        make(tx, told, &shown, name, under, ctx.today, advice)
    })
}

/// The units of a group as of a day, by their order in the list.
fn units_of(conn: &Connection, ctx: &Ctx, group: i64, day: NaiveDate) -> Result<Vec<Unit>> {
    let units = proposal::uncovered(conn, ctx, day)?;
    let advised = proposal::advised(&units, day);
    let of_group: Vec<Unit> =
        advised.iter().filter(|advice| advice.group == Some(group)).map(|advice| advice.unit.clone()).collect();
    if of_group.is_empty() {
        let last = advised.iter().filter_map(|advice| advice.group).max().unwrap_or_default();
        return Err(Error::refused(say!(NoGroup { group, day, last })).hint(say!(NoGroupHint)));
    }
    Ok(of_group)
}

fn names(units: &[Unit]) -> String {
    units.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、")
}

fn kind_of(units: &[Unit]) -> OrgKind {
    if units.len() > 1 { OrgKind::JointBranch } else { OrgKind::Branch }
}

/// What the org is called: as told, else after its units.
fn name_of(told: &Accepted<'_>, units: &[Unit]) -> String {
    let made = || format!("{}{}", names(units), kind_of(units).entry().label.zh);
    text::typed_name(told.name).unwrap_or_else(made)
}

/// Refuses a group that is not the one that was said.
fn refuse_others(tx: &Tx<'_>, told: &Accepted<'_>, units: &[Unit]) -> Result<()> {
    if told.units.is_empty() {
        return Ok(());
    }
    let mut said = text::all_items(told.units).iter().map(|typed| unit::find(tx, typed)).collect::<Result<Vec<_>>>()?;
    let mut there: Vec<UnitId> = units.iter().map(|unit| unit.id).collect();
    said.sort_unstable();
    said.dedup();
    there.sort_unstable();
    if said == there {
        return Ok(());
    }
    Err(Error::refused(say!(GroupOfOthers { group: told.group, units: names(units) })).hint(say!(NoGroupHint)))
}

/// Refuses a unit that an org covers by now, though it did not on the day.
fn refuse_covered_since(tx: &Tx<'_>, unit: &Unit, day: NaiveDate) -> Result<()> {
    let mut query = tx.prepare_cached(include_str!("covered_since.sql"))?;
    let found = query
        .query_row((unit.id, day.to_string()), |row| Ok((row.get::<_, String>("org")?, row.get::<_, String>("since")?)))
        .optional()?;
    match found {
        Some((org, since)) => {
            Err(Error::refused(say!(CoveredSince { unit: &unit.name, org, since })).hint(say!(CoveredSinceHint)))
        }
        None => Ok(()),
    }
}

/// Refuses a unit for which another org is planned; tells of one whose plan was given up.
fn judge_plan(unit: &Unit, advice: &mut Advice) -> Result<()> {
    if let Some(org) = &unit.planned {
        return Err(Error::refused(say!(PlannedFor { unit: &unit.name, org })).hint(say!(PlannedForHint { org })));
    }
    if let Some(state) = unit.followed.filter(|state: &PlanState| state.closes()) {
        advice.notice(say!(GivenUp { unit: &unit.name, state }));
    }
    Ok(())
}

/// Records the org; A1 is held against the founding of a branch of its own.
fn make(
    tx: &Tx<'_>,
    told: &Accepted<'_>,
    units: &[Unit],
    name: String,
    under: Option<OrgId>,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Done> {
    let kind = kind_of(units);
    let leading = under.map(|under| org::get(tx, under)).transpose()?.filter(|under| under.kind.leads());
    let parent = told.parent.map(|typed| org::find(tx, typed)).transpose()?.or(leading.map(|org| org.id));
    let new = NewOrg {
        name,
        short_name: text::typed_name(told.short),
        kind: Some(kind),
        parent,
        planned: true,
        district: units[0].district.clone().filter(|_| units.iter().all(|unit| unit.district == units[0].district)),
        formation: Some(if kind == OrgKind::JointBranch { Formation::Joint } else { Formation::Independent }),
        approval_no: text::typed(told.approval),
        units: units.iter().map(|unit| unit.id).collect(),
        ..NewOrg::default()
    };
    let id = org::add(tx, &new, today, advice)?;
    if parent.is_none() {
        advice.notice(say!(NoParent { name: &new.name }));
    }
    let code = org::get(tx, id)?.code;
    let said = if told.planned {
        say!(GroupPlanned { code: &code, name: &new.name, units: names(units) })
    } else {
        found::found(tx, id, &told.date, None, today, advice)?;
        say!(GroupFounded { code: &code, name: &new.name, date: &told.date, units: names(units) })
    };
    Ok(Done::new(said).to("org").with("code", code).with("name", new.name).with("units_covered", names(units)))
}
