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

mod accept;
pub mod cli;
mod follow;
mod group;
mod industry;
mod planned;
mod proposal;
#[cfg(test)]
mod props;
mod set;
pub(crate) mod texts;

use rusqlite::named_params;

use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::say;
use crate::org::unit::UnitKind;
use crate::org::{self, OrgId};
use crate::output::{self, Column, Listing, Value};
use crate::rules::rules;
use proposal::Advice;

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

/// Lists what is advised for each unit without an org, as of the day asked for; with `under` for those that lie under that
/// org, and the branches below it.
pub(crate) fn list(ctx: &Ctx, under: Option<&str>) -> Result<()> {
    let db = ctx.read_at()?;
    let under = under.map(|typed| org::find(db.conn(), typed)).transpose()?;
    let units = proposal::prepare(&db, under).and_then(|()| proposal::uncovered(db.conn(), ctx, ctx.as_of()))?;
    let columns = Column::brief(Column::of("plan", &KEYS), &["kind", "rule"]);
    ctx.list(columns, ctx.paper(&say!(AdviceTitle)), |listing| {
        for advice in proposal::advised(&units, ctx.as_of()) {
            listing.push(row(&advice, ctx))?;
        }
        outgrown(&db, under, ctx, listing)
    })
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
