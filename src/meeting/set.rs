//! Putting right what was recorded wrongly of a meeting. Whose it was, its kind and its day say who was due: if one of
//! them was wrong, the roll is taken anew.

use chrono::NaiveDate;

use super::Meeting;
use super::count::Told;
use super::due::Due;
use super::follow;
use super::record;
use super::row::Numbers;
use super::sheet::Sheet;
use crate::db::Tx;
use crate::error::Result;
use crate::rules::Advice;

/// Brings a meeting to what it should have been. `new` is the old one with what is wrong put right, but for the numbers. The
/// roll is taken `anew` where the day was told, be it the same: what was wrong may have been the roll.
///
/// Refuses what `record` refuses, and a day on which somebody on the sheet was not on the roll.
pub(super) fn correct(
    tx: &Tx<'_>,
    old: &Meeting,
    mut new: Meeting,
    (told, anew): (Told, bool),
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Meeting> {
    let id = old.id.expect("a meeting on record has a row");
    record::refuse_impossible(tx, &new, today)?;
    let due = Due::at(tx, &new)?;
    if new.facts.chair != old.facts.chair {
        record::name_chair(tx, &mut new.facts, &due, advice)?;
    }
    let mut sheet = Sheet::load(tx, id)?;
    let mut numbers = old.numbers;
    let days = (old.facts.date.first_day(), new.facts.date.first_day());
    if anew || old.org != new.org || old.facts.kind.body() != new.facts.kind.body() || days.0 != days.1 {
        sheet = sheet.taken_anew(tx, &new, &due)?;
        let anew = sheet.numbers(&due);
        numbers = if sheet.is_by_names() {
            Numbers { due_told: numbers.due_told, ..anew }
        } else {
            Numbers { on_roll: anew.on_roll, voters: anew.voters, ..numbers }
        };
        sheet.store(tx, id)?;
    }
    new.numbers = if numbers == old.numbers && told == Told::default() {
        numbers
    } else {
        numbers.with(told, sheet.is_by_names(), &new.facts.date, advice)?
    };
    new.update(tx)?;
    follow::follow(tx, old, &new, &sheet, advice)?;
    Ok(new)
}
