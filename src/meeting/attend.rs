//! Attendance of a meeting that is on record already: told later, or put right.

use super::count::Told;
use super::due::Due;
use super::marks::Marks;
use super::sheet::Sheet;
use super::{Meeting, follow, record};
use crate::db::Tx;
use crate::error::Result;
use crate::rules::Advice;

/// Marks the people named, or counts anew. Where people were named before, the others stay as they were marked.
///
/// Refuses what `record` refuses of attendance, and what a vote on record could not have been beside.
pub(super) fn attend(
    tx: &Tx<'_>,
    meeting: &Meeting,
    marks: &Marks,
    told: Told,
    advice: &mut Advice,
) -> Result<Meeting> {
    let id = meeting.id.expect("a meeting on record has a row");
    let due = Due::at(tx, meeting)?;
    let mut sheet = Sheet::load(tx, id)?;
    // What was counted before gives way to names; what stands on the roll is kept where only numbers are told.
    let kept = if *marks == Marks::default() {
        meeting.numbers
    } else {
        sheet.mark(tx, meeting, &due, marks)?;
        let counted = sheet.numbers(&due);
        if sheet.is_by_names() {
            super::row::Numbers { due_told: meeting.numbers.due_told, ..counted }
        } else {
            super::row::Numbers { on_roll: counted.on_roll, voters: counted.voters, ..meeting.numbers }
        }
    };
    record::refuse_uncounted(&sheet, &due, Told { due: told.due.or(kept.due_told), ..told })?;
    let mut new = meeting.clone();
    new.numbers = kept.with(told, sheet.is_by_names(), &meeting.facts.date, advice)?;
    sheet.store(tx, id)?;
    new.update(tx)?;
    follow::follow(tx, meeting, &new, &sheet, advice)?;
    Ok(new)
}
