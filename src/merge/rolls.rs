//! Where two records stood: one after the other they are one history; at once only one of them can be right.

use chrono::NaiveDate;

use super::Merge;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::roll::{self, Period};
use crate::member::{Began, Category, PersonId};
use crate::merge::texts;
use crate::org;

/// Joins the stays of both on the record that stays.
pub(super) fn join(tx: &Tx<'_>, new: &Merge<'_>, category: Option<Category>) -> Result<()> {
    let (mut keep, mut gone) = (roll::load(tx, new.keep)?, roll::load(tx, new.gone)?);
    if gone.is_empty() {
        return Ok(());
    }
    drop_doubled(tx, new, &mut keep, &mut gone)?;
    tx.execute("DELETE FROM roll WHERE person_id = ?1", [new.gone])?;
    let moved = gone.into_iter().map(|period| Period { id: None, ..period });
    let mut all: Vec<Period> = keep.into_iter().chain(moved).collect();
    all.sort_by_key(|period| period.since.first_day());
    let full_on: Option<PartialDate> =
        tx.query_row("SELECT full_on FROM person WHERE id = ?1", [new.keep], |row| row.get(0))?;
    let last = all.last().map_or(Category::Unknown, |period| period.category);
    roll::store(tx, new.keep, &roll::resplit(&all, full_on.as_ref(), category.unwrap_or(last)))
}

/// Where both stand somewhere at once, only what is right stays. Refuses where that cannot be told.
fn drop_doubled(tx: &Tx<'_>, new: &Merge<'_>, keep: &mut Vec<Period>, gone: &mut Vec<Period>) -> Result<()> {
    let (mut wrong, mut crossing) = (Vec::new(), Vec::new());
    for one in roll::stints(keep) {
        for other in roll::stints(gone).into_iter().filter(|other| cross(one, other)) {
            match right_one(new, one, other) {
                Some(person) => wrong.push(if person == new.keep { other.to_vec() } else { one.to_vec() }),
                None => crossing.push(say!(MergeRollsCross {
                    one: new.keep.0,
                    is: told(tx, one)?,
                    other: new.gone.0,
                    was: told(tx, other)?
                })),
            }
        }
    }
    if !crossing.is_empty() {
        let message = say!(MergeOnTwoRolls { one: new.keep.0, other: new.gone.0 });
        let hint = say!(MergeOnTwoRollsHint { one: new.keep.0, other: new.gone.0 });
        return Err(Error::refused(message).details(crossing).hint(hint));
    }
    let is_right = |period: &Period| !wrong.iter().flatten().any(|wrong| wrong == period);
    keep.retain(is_right);
    gone.retain(is_right);
    Ok(())
}

/// Whose stay is the right one: as was told; else, of two in one org with one end, the one whose beginning is known.
fn right_one(new: &Merge<'_>, keep: &[Period], gone: &[Period]) -> Option<PersonId> {
    let end = |stint: &[Period]| stint.last().and_then(|period| period.until);
    let is_known = |stint: &[Period]| !matches!(stint[0].began, Began::Assumed | Began::Found);
    let is_one = keep[0].org == gone[0].org && end(keep) == end(gone);
    match (is_known(keep), is_known(gone)) {
        _ if new.roll.is_some() => new.roll,
        _ if !is_one => None,
        (false, true) => Some(new.gone),
        (true, false) => Some(new.keep),
        (false, false) | (true, true) if keep[0].since == gone[0].since => Some(new.keep),
        (false, false) if keep[0].since.first_day() <= gone[0].since.first_day() => Some(new.keep),
        (false, false) => Some(new.gone),
        (true, true) => None,
    }
}

fn cross(one: &[Period], other: &[Period]) -> bool {
    let begin = |stint: &[Period]| stint[0].since.first_day();
    let end = |stint: &[Period]| stint[stint.len() - 1].until.map_or(NaiveDate::MAX, |until| until.first_day());
    begin(one) < end(other) && begin(other) < end(one)
}

fn told(tx: &Tx<'_>, stint: &[Period]) -> Result<Text> {
    let until = stint[stint.len() - 1].until.map(|until| until.to_string());
    let period = say!(Period { since: &stint[0].since, until: until.as_deref().unwrap_or("…") });
    Ok(say!(InOrg { org: org::get(tx, stint[0].org)?.name, period }))
}
