//! The papers of a founding: the request 请示 and the reply 批复, before the meeting that founds; why units share an org; and the
//! mark that one was founded in step with its unit, where the days do not tell.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::{Formation, FormationReason, OrgId, found, get};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Label, label, say};
use crate::org::texts;
use crate::rules::Advice;

/// What is told of a founding. The number of the reply is the approval of the org.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Papers {
    /// When it was asked for.
    pub requested: Option<PartialDate>,
    /// The number of the request.
    pub request_no: Option<String>,
    /// When the reply agreed.
    pub approved: Option<PartialDate>,
    /// Why a joint or attached org is one.
    pub reason: Option<FormationReason>,
    /// It was founded together with its unit.
    pub in_step: Option<bool>,
}

/// Puts down what is told, and leaves what is not. See [`judge`] for what is refused.
pub(super) fn store(tx: &Tx<'_>, id: OrgId, papers: &Papers, today: NaiveDate) -> Result<()> {
    if *papers != Papers::default() {
        tx.prepare_cached(include_str!("papers_store.sql"))?.execute(named_params! {
            ":id": id, ":requested": papers.requested, ":request_no": papers.request_no, ":approved": papers.approved,
            ":reason": papers.reason, ":in_step": papers.in_step,
        })?;
    }
    judge(tx, id, today)
}

/// Refuses papers of the future and out of their order: the request, the reply, the founding or the end of the plan; and a
/// reason to share an org of one that nobody shares.
pub(super) fn judge(tx: &Tx<'_>, id: OrgId, today: NaiveDate) -> Result<()> {
    const ORDER: [&str; 3] = ["requested", "approved", "founded"];
    let mut query = tx.prepare_cached(
        "SELECT requested, approved, coalesce(founded, given_up) AS founded, formation, formation_reason FROM org WHERE id = :id",
    )?;
    let (days, formation, reason) = query.query_row([id], |row| {
        let days =
            ORDER.iter().map(|column| row.get(*column)).collect::<rusqlite::Result<Vec<Option<PartialDate>>>>()?;
        Ok((
            days,
            row.get::<_, Option<Formation>>("formation")?,
            row.get::<_, Option<FormationReason>>("formation_reason")?,
        ))
    })?;
    for day in days.iter().flatten() {
        found::can_have_been(day, today)?;
    }
    let named = |key: &str| label(&format!("org.{key}")).or_else(|| label(key)).expect("a test asks for every label");
    in_order(ORDER.into_iter().zip(days).filter_map(|(key, day)| Some((named(key), day?))))?;
    match (reason, formation) {
        (None, _) | (_, Some(Formation::Joint | Formation::Attached)) => Ok(()),
        (Some(reason), _) => {
            let org = get(tx, id)?.name;
            Err(Error::refused(say!(ReasonOfNobody { org, reason })).hint(say!(ReasonOfNobodyHint)))
        }
    }
}

/// Refuses papers, as they follow upon each other, of which one is told to be older than one before it.
pub(crate) fn in_order(papers: impl Iterator<Item = (Label, PartialDate)>) -> Result<()> {
    let mut known: Vec<(Label, PartialDate)> = Vec::new();
    for (later, day) in papers {
        if let Some((before, earlier)) = known.iter().find(|(_, earlier)| !day.could_follow(earlier)) {
            return Err(Error::refused(say!(PapersOutOfOrder { later, day: &day, before: *before, earlier })));
        }
        known.push((later, day));
    }
    Ok(())
}

/// Tells of a mark that the days gainsay: the org was founded on one day, its unit established on another.
pub(super) fn advise(tx: &Tx<'_>, id: OrgId, advice: &mut Advice) -> Result<()> {
    let mut query = tx.prepare_cached(include_str!("papers_out_of_step.sql"))?;
    let mut rows = query.query([id])?;
    if let Some(row) = rows.next()? {
        let text = |column: &str| row.get::<_, String>(column);
        let (org, founded, unit, established) = (text("org")?, text("founded")?, text("unit")?, text("established")?);
        advice.notice(say!(OutOfStep { org, founded, unit, established }));
    }
    Ok(())
}
