//! What is proposed for each unit without an org, as of a day.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::group::{self, Group, Limits, Nearness, Small, Why};
use super::{Step, industry, planned};
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Label, Text, say};
use crate::ledger::PlanState;
use crate::org::unit::{UnitId, UnitKind};
use crate::org::{self, OrgId};
use crate::plan::texts;
use crate::rules::{Rule, rules};

/// A unit without an org.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub(super) id: UnitId,
    pub(super) name: String,
    pub(super) kind: Option<UnitKind>,
    pub(super) industry: Option<String>,
    pub(super) district: Option<String>,
    pub(super) members: i64,
    pub(super) guided: bool,
    pub(super) planned: Option<String>,
    /// How far its plan has come, if one was told.
    pub(super) followed: Option<PlanState>,
}

/// What is advised for a unit.
#[derive(Debug)]
pub(super) struct Advice<'u> {
    pub(super) unit: &'u Unit,
    pub(super) step: Step,
    pub(super) group: Option<i64>,
    pub(super) with: Vec<&'u str>,
    pub(super) reason: Text,
    pub(super) rule: &'static Rule,
}

const UNCOVERED: &str = include_str!("uncovered.sql");

/// Makes ready what a look at the units that lie under an org, or at all, stands on.
pub(super) fn prepare(db: &Db, under: Option<OrgId>) -> Result<()> {
    org::ask(db.conn(), under, None)?;
    db.make_views_for(UNCOVERED)
}

/// The units asked for that no org covers on the day at which the records stand.
pub(super) fn uncovered(conn: &Connection, ctx: &Ctx, day: NaiveDate) -> Result<Vec<Unit>> {
    let mut planned: HashMap<UnitId, String> = HashMap::new();
    for plan in planned::on_record(conn, ctx, day)? {
        planned.entry(plan.unit).or_insert(plan.org);
    }
    let mut query = conn.prepare(UNCOVERED)?;
    let unit = |row: &Row<'_>| {
        let id = row.get("id")?;
        Ok(Unit {
            id,
            name: row.get("name")?,
            kind: row.get("kind")?,
            industry: row.get("industry")?,
            district: row.get("district")?,
            members: row.get("full_members")?,
            guided: row.get("guided")?,
            planned: planned.remove(&id),
            followed: row.get("followed")?,
        })
    };
    Ok(query.query_map([], unit)?.collect::<Result<_, _>>()?)
}

/// What is advised for each unit: those of their own first, then group by group, then the rest.
pub(super) fn advised(units: &[Unit], day: NaiveDate) -> Vec<Advice<'_>> {
    let rules = rules();
    let (own, small): (Vec<&Unit>, Vec<&Unit>) =
        units.iter().partition(|unit| unit.members >= rules.branch_full_members.value_on(day));
    let alone = |unit, step, group, reason, rule| Advice { unit, step, group, with: Vec::new(), reason, rule };
    let mut all: Vec<Advice<'_>> = own
        .into_iter()
        .zip(1..)
        .map(|(unit, group)| {
            let reason = also_planned(unit, say!(HasMembers { members: unit.members }));
            alone(unit, Step::Independent, Some(group), reason, &rules.branch_full_members)
        })
        .collect();
    let limits = Limits {
        members: rules.branch_full_members.value_on(day),
        units: usize::try_from(rules.joint_branch_units.value_on(day)).unwrap_or(usize::MAX),
    };
    let (with, without): (Vec<&Unit>, Vec<&Unit>) = small.into_iter().partition(|unit| unit.members > 0);
    let (groups, left) = group::groups(with.iter().enumerate().map(|(at, unit)| to_join(at, unit)).collect(), limits);
    for (group, number) in groups.iter().zip(all.len() + 1..) {
        all.extend(of_group(group, i64::try_from(number).ok(), &with));
    }
    let rest = left.iter().map(|(unit, why)| (with[unit.at], left_alone(unit, *why, limits)));
    for (unit, reason) in rest.chain(without.into_iter().map(|unit| (unit, say!(NoFullMember)))) {
        let reason = if unit.guided { say!(GuidedAlready { reason }) } else { reason };
        all.push(alone(unit, Step::Instructor, None, also_planned(unit, reason), &rules.instructor_where_none));
    }
    all
}

fn to_join(at: usize, unit: &Unit) -> Small {
    let division = industry::division(unit.industry.as_deref(), &unit.name);
    Small {
        at,
        district: unit.district.clone(),
        division: division.map(|division| division.code.clone()),
        section: division.map(|division| division.section.clone()),
        members: unit.members,
    }
}

/// Why a unit goes with nobody.
fn left_alone(unit: &Small, why: Why, Limits { members: least, units }: Limits) -> Text {
    const DISTRICT: Label = Label { zh: "同地", en: "of the district" };
    const INDUSTRY: Label =
        Label { zh: "所在地未登记, 同行业", en: "of its industry, as its district is not known," };
    let among = if unit.district.is_some() { DISTRICT } else { INDUSTRY };
    match why {
        Why::Unknown => say!(NobodyKnown { least }),
        Why::Alone => say!(NobodyNear { least, among }),
        Why::TooFew => say!(TooFewNear { least, among }),
        Why::Full => say!(NoRoomNear { least, among, units }),
    }
}

fn of_group<'u>(group: &Group, number: Option<i64>, units: &[&'u Unit]) -> Vec<Advice<'u>> {
    let members: i64 = group.units.iter().map(|unit| unit.members).sum();
    let first = units[group.units[0].at];
    let division = industry::division(first.industry.as_deref(), &first.name);
    let reason = match (group.nearness, division) {
        (Nearness::Division, Some(division)) => {
            say!(SameDivision { code: &division.code, name: &division.name, members })
        }
        (Nearness::Section, Some(division)) => say!(SameSection { section: &division.section, members }),
        _ => say!(SameDistrict { members }),
    };
    let names: Vec<&'u str> = group.units.iter().map(|unit| units[unit.at].name.as_str()).collect();
    let advice = |small: &Small| {
        let unit = units[small.at];
        Advice {
            unit,
            step: Step::Joint,
            group: number,
            with: names.iter().copied().filter(|name| *name != unit.name).collect(),
            reason: also_planned(unit, reason.clone()),
            rule: &rules().joint_branch_units,
        }
    };
    group.units.iter().map(advice).collect()
}

fn also_planned(unit: &Unit, reason: Text) -> Text {
    let reason = match unit.followed {
        Some(state) => say!(FollowedAlready { reason, state }),
        None => reason,
    };
    match &unit.planned {
        Some(org) => say!(PlannedAlready { reason, org }),
        None => reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty thousand units of all sorts: each stands in the list once, and each group is of the size the norm allows.
    #[test]
    fn of_twenty_thousand_units_none_is_left_out() {
        const WORDS: [&str; 7] = ["皮革", "娱乐", "网吧", "五金", "机械", "综合", ""];
        let unit = |at: usize| Unit {
            id: UnitId(i64::try_from(at).unwrap()),
            name: format!("第{at}号{}协会", WORDS[at / 7 % 7]),
            kind: Some(UnitKind::Association),
            industry: Some(WORDS[at % 7].to_owned()).filter(|industry| !industry.is_empty()),
            district: (!at.is_multiple_of(20)).then(|| format!("第{}区", at % 97)),
            members: [0, 0, 1, 1, 2, 2, 3, 5][at / 11 % 8],
            guided: at.is_multiple_of(9),
            planned: None,
            followed: None,
        };
        let units: Vec<Unit> = (0..20_000).map(unit).collect();
        let advised = advised(&units, NaiveDate::from_ymd_opt(2011, 5, 31).unwrap());
        let mut seen: Vec<i64> = advised.iter().map(|advice| advice.unit.id.0).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..20_000).collect::<Vec<i64>>());
        let mut groups: HashMap<i64, (usize, i64)> = HashMap::new();
        for advice in &advised {
            let Some(group) = advice.group else { continue };
            let (units, members) = groups.entry(group).or_default();
            (*units, *members) = (*units + 1, *members + advice.unit.members);
        }
        assert!(groups.values().all(|(units, members)| *units <= 5 && *members >= 3));
        // Of 88 in a row 22 have the members for a branch of its own, of the last 24 none.
        assert_eq!(groups.values().filter(|(units, _)| *units == 1).count(), 227 * 22);
    }
}
