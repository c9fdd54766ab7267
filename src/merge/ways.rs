//! The way into the Party of two records. Nobody is on two ways at once: two open ones become one, if their steps agree.

use rusqlite::{OptionalExtension as _, named_params};

use super::Merge;
use crate::activist::{CandidatureId, Step, joined};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::PersonId;
use crate::merge::texts;

/// What an open way holds beside its steps, and what makes two rows of it the same.
const BESIDE: [(&str, &str); 2] = [
    ("foster", "k.contact_id IS t.contact_id AND k.contact_text IS t.contact_text"),
    ("introducer", "k.introducer_id IS t.introducer_id AND k.introducer_text IS t.introducer_text"),
];

/// Refuses to join an applicant with somebody who was a member already at the time: no one person is both.
pub(super) fn refuse_steps_of_member(tx: &Tx<'_>, new: &Merge<'_>) -> Result<()> {
    let mut wrong = Vec::new();
    for (applicant, member) in [(new.keep, new.gone), (new.gone, new.keep)] {
        if new.roll.is_none_or(|right| right == member) {
            wrong.extend(joined::steps_as_member(tx, applicant, member)?);
        }
    }
    if wrong.is_empty() {
        return Ok(());
    }
    let message = say!(MergeContradicts { one: new.keep.0, other: new.gone.0 });
    Err(Error::refused(message).details(wrong).hint(say!(MergeStepsOfMemberHint)))
}

/// Joins the open ways of both; ways that have ended are merely the person's.
pub(super) fn join(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let (Some(way), Some(other)) = (open_way(tx, keep)?, open_way(tx, gone)?) else { return Ok(()) };
    refuse_contradicting(tx, (keep, way), (gone, other))?;
    let both = named_params! {":keep": way, ":gone": other};
    tx.execute(include_str!("steps_same.sql"), both)?;
    tx.execute("UPDATE step SET candidature_id = :keep WHERE candidature_id = :gone", both)?;
    for (table, same) in BESIDE {
        let doubled = format!(
            "DELETE FROM {table} AS t WHERE t.candidature_id = :gone
             AND EXISTS (SELECT 1 FROM {table} k WHERE k.candidature_id = :keep AND {same})"
        );
        tx.execute(&doubled, both)?;
        tx.execute(&format!("UPDATE {table} SET candidature_id = :keep WHERE candidature_id = :gone"), both)?;
    }
    tx.execute("DELETE FROM candidature_org WHERE candidature_id = ?1", [other])?;
    tx.execute("DELETE FROM candidature WHERE id = ?1", [other])?;
    Ok(())
}

fn open_way(tx: &Tx<'_>, person: PersonId) -> Result<Option<CandidatureId>> {
    let sql = "SELECT id FROM candidature WHERE person_id = ?1 AND ended IS NULL";
    Ok(tx.prepare_cached(sql)?.query_row([person], |row| row.get(0)).optional()?)
}

/// A step is taken once, on one day.
fn refuse_contradicting(
    tx: &Tx<'_>,
    (keep, way): (PersonId, CandidatureId),
    (gone, other): (PersonId, CandidatureId),
) -> Result<()> {
    let mut query = tx.prepare(include_str!("steps_differing.sql"))?;
    let differing = query.query_map(named_params! {":keep": way, ":gone": other}, |row| {
        let (step, is, was): (Step, PartialDate, PartialDate) = (row.get("step")?, row.get("kept")?, row.get("other")?);
        let values = say!(MergeValues { one: keep.0, is: &is, other: gone.0, was: &was });
        Ok(say!(MergeStepDiffers { step, values }))
    })?;
    let differing: Vec<Text> = differing.collect::<Result<_, _>>()?;
    if differing.is_empty() {
        return Ok(());
    }
    let message = say!(MergeContradicts { one: keep.0, other: gone.0 });
    Err(Error::refused(message).details(differing).hint(say!(MergeStepsHint)))
}
