//! Recording a new org, and founding one that was planned.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::cover::{self, NewCover};
use super::papers::{self, Papers};
use super::unit::{self, UnitId};
use super::{Formation, How, NAMED, Org, OrgId, OrgKind, get, holding_code};
use crate::date::{PartialDate, could_be_in_party};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::naming;
use crate::org::texts;
use crate::rules::{Advice, rules};
use crate::text;

/// An org to be recorded.
#[derive(Debug, Clone, Default)]
pub struct NewOrg {
    /// Its code; one is made where none is given.
    pub code: Option<String>,
    /// Its full name.
    pub name: String,
    /// Its short name.
    pub short_name: Option<String>,
    /// Its kind.
    pub kind: Option<OrgKind>,
    /// The org it stands under.
    pub parent: Option<OrgId>,
    /// When it was founded, as known.
    pub founded: Option<PartialDate>,
    /// Only planned yet.
    pub planned: bool,
    /// How it was formed.
    pub formation: Option<Formation>,
    /// The document that approved it.
    pub approval_no: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// Its district.
    pub district: Option<String>,
    /// Whom to call.
    pub contact: Option<String>,
    /// At what number.
    pub phone: Option<String>,
    /// The units it covers from its founding on.
    pub units: Vec<UnitId>,
    /// Its papers.
    pub papers: Papers,
}

/// Records an org. `today` bounds what can have happened.
///
/// Refuses a name or code that is taken, a founding in the future, a parent that did not exist yet or no more.
/// Norms only warn: recording what already is never fails for them.
pub fn add(tx: &Tx<'_>, new: &NewOrg, today: NaiveDate, advice: &mut Advice) -> Result<OrgId> {
    let kind = new.kind.unwrap_or(OrgKind::Branch);
    let (name, short_name) = (text::name(&new.name), text::typed_name(new.short_name.as_deref()));
    check_name(tx, &name, None)?;
    if let Some(short) = &short_name {
        refuse_taken(tx, short, None)?;
    }
    if let Some(founded) = &new.founded {
        can_have_been(founded, today)?;
    }
    if let Some(parent) = new.parent.filter(|_| !new.planned) {
        parent_stands(&get(tx, parent)?, new.founded.as_ref())?;
    }
    let code = code_for(tx, new.code.as_deref())?;
    tx.prepare_cached(include_str!("insert.sql"))?.execute(named_params! {
        ":code": code, ":planned": new.planned, ":founded": new.founded, ":formation": new.formation.or(default_formation(kind)),
        ":approval_no": new.approval_no, ":approver": new.approver, ":district": new.district,
        ":contact": new.contact, ":phone": new.phone,
    })?;
    let id = OrgId(tx.last_insert_rowid());
    tx.execute("INSERT INTO org_name (org_id, name, short_name) VALUES (?1, ?2, ?3)", (id, &name, &short_name))?;
    tx.execute("INSERT INTO org_kind (org_id, kind) VALUES (?1, ?2)", (id, kind))?;
    if let Some(parent) = new.parent {
        tx.execute("INSERT INTO org_parent (org_id, parent_id) VALUES (?1, ?2)", (id, parent))?;
    }
    for unit in &new.units {
        cover::add(
            tx,
            &NewCover { org: id, unit: *unit, since: None, how: cover::how_of(kind, new.formation) },
            today,
        )?;
    }
    papers::store(tx, id, &new.papers, today)?;
    papers::advise(tx, id, advice)?;
    if !new.planned {
        advise(tx, id, kind, new.founded.as_ref(), today, advice)?;
    }
    Ok(id)
}

/// A branch stands alone, a joint branch does not; of other kinds nothing follows.
fn default_formation(kind: OrgKind) -> Option<Formation> {
    match kind {
        OrgKind::JointBranch => Some(Formation::Joint),
        _ => None,
    }
}

fn code_for(tx: &Tx<'_>, typed: Option<&str>) -> Result<String> {
    if let Some(code) = typed {
        return match holding_code(tx, code)? {
            Some(holder) => Err(Error::refused(say!(CodeTaken { code, holder: get(tx, holder)?.name }))),
            None => Ok(code.to_owned()),
        };
    }
    loop {
        let code = format!("D{:04}", tx.next_number("org")?);
        if holding_code(tx, &code)?.is_none() {
            return Ok(code);
        }
    }
}

/// Refuses a name that is none, or by which a planned or living org goes already.
pub(super) fn check_name(tx: &Tx<'_>, name: &str, but: Option<OrgId>) -> Result<()> {
    if name.trim().is_empty() {
        return Err(Error::usage(say!(NameEmpty)));
    }
    refuse_taken(tx, name, but)
}

/// Refuses a name or short name by which a planned or living org goes already: nobody could tell which is meant.
pub(super) fn refuse_taken(tx: &Tx<'_>, name: &str, but: Option<OrgId>) -> Result<()> {
    let Some(other) = naming::going_by(tx, &NAMED, name, but.map(|id| id.0))? else { return Ok(()) };
    let Org { code, name: full, .. } = get(tx, OrgId(other))?;
    Err(if full == name {
        Error::refused(say!(NameTaken { name, code })).hint(say!(NameTakenHint))
    } else {
        Error::refused(say!(NameIsShort { name, code, full })).hint(say!(NameIsShortHint))
    })
}

/// Refuses a date on which nothing can have been in the Party: in the future, before it was founded.
pub(crate) fn can_have_been(date: &PartialDate, today: NaiveDate) -> Result<()> {
    could_be_in_party(date, today).map_err(Error::refused)
}

/// Refuses a parent that is only planned, not founded yet, or dissolved already on the day.
pub(super) fn parent_stands(parent: &Org, on: Option<&PartialDate>) -> Result<()> {
    if parent.planned {
        return Err(Error::refused(say!(ParentPlanned { parent: &parent.name })).hint(say!(ParentPlannedHint)));
    }
    match (on, &parent.founded) {
        (Some(day), Some(founded)) if !day.could_follow(founded) => {
            return Err(Error::refused(say!(ParentNotYet { parent: &parent.name, founded, day })));
        }
        _ => {}
    }
    match (on, &parent.dissolved) {
        (None, Some(end)) => Err(Error::refused(say!(ParentGone { parent: &parent.name, dissolved: end }))),
        (Some(day), Some(end)) if day.first_day() >= end.last_day() => {
            Err(Error::refused(say!(ParentGone { parent: &parent.name, dissolved: end })))
        }
        _ => Ok(()),
    }
}

/// Founds an org that was planned: from the day on it exists and counts.
///
/// Binding norm A1: a branch of its own needs its full members, known in the units it covers.
pub fn found(
    tx: &Tx<'_>,
    id: OrgId,
    date: &PartialDate,
    approval_no: Option<&str>,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let org = get(tx, id)?;
    if !org.planned {
        return Err(Error::refused(say!(NotPlanned { org: &org.name })));
    }
    if let Some(date) = &org.given_up {
        return Err(Error::refused(say!(PlanGivenUp { org: &org.name, date })).hint(say!(PlanGivenUpHint)));
    }
    can_have_been(date, today)?;
    let parent: Option<OrgId> = super::list::parent_of(tx, id, date.first_day())?;
    if let Some(parent) = parent {
        parent_stands(&get(tx, parent)?, Some(date))?;
    }
    if org.kind == OrgKind::Branch {
        let members = unit::full_members_of_units(tx, id, date.first_day())?;
        let rule = &rules().branch_full_members;
        if members < rule.value_on(date.first_day()) {
            advice.bind(rule, date.first_day(), say!(TooFewForBranch { org: &org.name, members }))?;
        }
    }
    tx.execute(
        "UPDATE org SET planned = 0, founded = :founded, approval_no = coalesce(:approval_no, approval_no) WHERE id = :id",
        named_params! {":founded": date, ":approval_no": approval_no, ":id": id},
    )?;
    papers::judge(tx, id, today)?;
    papers::advise(tx, id, advice)?;
    advise(tx, id, org.kind, Some(date), today, advice)
}

/// Warns of norms that only advise: the units of a joint branch, and the
/// members of a branch where its units' numbers are known.
fn advise(
    tx: &Tx<'_>,
    id: OrgId,
    kind: OrgKind,
    founded: Option<&PartialDate>,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let day = founded.map_or(today, PartialDate::first_day);
    let name = get(tx, id)?.name;
    if kind == OrgKind::JointBranch {
        cover::advise_units(tx, id, day, advice)?;
    }
    if kind == OrgKind::Branch && unit::knows_full_members(tx, id)? {
        let members = unit::full_members_of_units(tx, id, day)?;
        let rule = &rules().branch_full_members;
        if members < rule.value_on(day) {
            advice.warn(rule, day, say!(TooFewForBranch { org: &name, members }));
        }
    }
    Ok(())
}

/// The way a unit is covered that follows from what the org is.
impl From<Formation> for How {
    fn from(formation: Formation) -> Self {
        match formation {
            Formation::Independent => Self::Own,
            Formation::Joint => Self::Joint,
            Formation::Attached => Self::Attached,
        }
    }
}
