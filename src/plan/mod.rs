//! How to bring a Party organisation to the units that have none: `dangwu org plan`.
//!
//! A unit with the full members for a branch gets one of its own (A1). Those with fewer are put together, see `group`
//! (A2). Whoever has no full member, or nobody near to be put together with, gets an instructor (S3). Beside them stand the
//! units of joint branches that could have a branch of their own by now, and branches that have too few members left.
//!
//! # What lies under an org
//!
//! A unit without an org stands below none, so `--under` follows what is known of it. It lies under an org
//!
//! 1. if an org planned for it would stand under that one,
//! 2. else if that one, or an org below, covers the association that the unit belongs to; whose association another org
//!    covers lies under that other org,
//! 3. else if that one, or an org below, stands in its district; an org stands where it says, or else where its units are,
//! 4. and where no org stands in its district, or the district is not known, under whoever has no org of ours above.
//!
//! A branch leads no orgs: under it lies only what the first two say. See `unit_near_asked`.

pub mod cli;
mod follow;
mod group;
mod industry;
mod planned;
mod set;
pub(crate) mod texts;

use std::collections::HashMap;

use rusqlite::{Row, named_params};

use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Label, Text, say};
use crate::org::unit::{UnitId, UnitKind};
use crate::org::{self, OrgId};
use crate::output::{self, Column, Frame, Listing, Value};
use crate::rules::{Rule, rules};
use group::{Group, Limits, Nearness, Small, Why};

codes! {
    /// What to do about a unit.
    pub enum Step {
        Independent = "independent", "单独组建", "a branch of its own";
        Joint = "joint", "联合组建", "a joint branch";
        Instructor = "instructor", "派指导员", "an instructor";
        Separate = "separate", "从联合党支部分出", "out of the joint branch";
        Below = "below", "正式党员不足", "too few full members";
    }
}

const KEYS: [&str; 10] =
    ["unit", "kind", "industry", "district", "full_members", "advice", "group", "with", "reason", "rule"];

/// A unit without an org.
#[derive(Debug, Clone, PartialEq)]
struct Unit {
    id: UnitId,
    name: String,
    kind: Option<UnitKind>,
    industry: Option<String>,
    district: Option<String>,
    members: i64,
    guided: bool,
    planned: Option<String>,
}

/// What is advised for a unit.
#[derive(Debug)]
struct Advice<'u> {
    unit: &'u Unit,
    step: Step,
    group: Option<i64>,
    with: Vec<&'u str>,
    reason: Text,
    rule: &'static Rule,
}

/// Lists what is advised for each unit without an org, as of the day asked for; with `under` for those that lie under that
/// org, and the branches below it.
pub(crate) fn list(ctx: &Ctx, under: Option<&str>) -> Result<()> {
    let db = ctx.read_at()?;
    let under = under.map(|typed| org::find(db.conn(), typed)).transpose()?;
    org::ask(db.conn(), under, None)?;
    let units = uncovered(&db, ctx)?;
    let columns = Column::brief(Column::of("plan", &KEYS), &["kind", "rule"]);
    ctx.list(columns, Frame::default(), |listing| {
        for advice in advised(&units, ctx) {
            listing.push(row(&advice, ctx))?;
        }
        outgrown(&db, under, ctx, listing)
    })
}

/// The units asked for that no org covers.
fn uncovered(db: &Db, ctx: &Ctx) -> Result<Vec<Unit>> {
    let mut planned: HashMap<UnitId, String> = HashMap::new();
    for plan in planned::on_record(db, ctx)? {
        planned.entry(plan.unit).or_insert(plan.org);
    }
    let sql = include_str!("uncovered.sql");
    db.make_views_for(sql)?;
    let mut query = db.conn().prepare(sql)?;
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
        })
    };
    Ok(query.query_map([], unit)?.collect::<Result<_, _>>()?)
}

/// What is advised for each unit: those of their own first, then group by group, then the rest.
fn advised<'u>(units: &'u [Unit], ctx: &Ctx) -> Vec<Advice<'u>> {
    let (rules, day) = (rules(), ctx.as_of());
    let (own, small): (Vec<&Unit>, Vec<&Unit>) =
        units.iter().partition(|unit| unit.members >= rules.branch_full_members.value_on(day));
    let alone = |unit, step, group, reason, rule| Advice { unit, step, group, with: Vec::new(), reason, rule };
    let mut all: Vec<Advice<'u>> = own
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
    match &unit.planned {
        Some(org) => say!(PlannedAlready { reason, org }),
        None => reason,
    }
}

fn row(advice: &Advice<'_>, ctx: &Ctx) -> output::Row {
    let unit = advice.unit;
    vec![
        unit.name.as_str().into(),
        unit.kind.map(UnitKind::entry).into(),
        unit.industry.clone().into(),
        unit.district.clone().into(),
        unit.members.into(),
        advice.step.entry().into(),
        advice.group.into(),
        Some(advice.with.join("; ")).filter(|with| !with.is_empty()).into(),
        advice.reason.say(ctx.lang).into(),
        advice.rule.basis(ctx.as_of()).say(ctx.lang).into(),
    ]
}

/// Lists what has outgrown or outlived its form.
fn outgrown(db: &Db, under: Option<OrgId>, ctx: &Ctx, listing: &mut Listing) -> Result<()> {
    org::list::scope(db.conn(), under)?;
    let rule = &rules().branch_full_members;
    let mut query = db.conn().prepare(include_str!("outgrown.sql"))?;
    let mut rows =
        query.query(named_params! {":everywhere": under.is_none(), ":full_members": rule.value_on(ctx.as_of())})?;
    while let Some(found) = rows.next()? {
        let (step, members): (Step, i64) = (found.get("advice")?, found.get("full_members")?);
        let name: String = found.get("org")?;
        let reason = match step {
            Step::Separate => say!(GrownInJoint { org: &name, members }),
            _ => say!(BelowMembers { org: &name, members }),
        };
        let text = |column: &str| found.get::<_, Option<String>>(column).map(Value::from);
        listing.push(vec![
            text("unit")?,
            found.get::<_, Option<UnitKind>>("kind")?.map(UnitKind::entry).into(),
            text("industry")?,
            text("district")?,
            members.into(),
            step.entry().into(),
            Value::Null,
            name.into(),
            reason.say(ctx.lang).into(),
            rule.basis(ctx.as_of()).say(ctx.lang).into(),
        ])?;
    }
    Ok(())
}
