//! What was changed in a sheet: cell by cell, against what was written out and what stands there now.

use std::collections::HashMap;
use std::path::Path;

use super::{Changed, Opened, SHEET, Sheet};
use crate::batch::texts;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Label, Text, say};
use crate::input::says_unknown;
use crate::text;

/// A row of a sheet as it came back.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Where it stands.
    pub(super) line: u64,
    /// The texts of the cells by the place of their column; a column that was taken out says nothing.
    pub(super) cells: Vec<Option<String>>,
    /// What was written out, by key; nothing, of a row that was put in.
    pub(super) original: HashMap<String, String>,
}

impl Line {
    fn cell(&self, at: usize) -> Option<&str> {
        self.cells.get(at)?.as_deref()
    }
}

/// What stood in a row, as it was put into the sheet.
pub(super) fn original(json: &str) -> Option<HashMap<String, String>> {
    serde_json::from_str(json).ok()
}

/// A cell that was changed.
#[derive(Debug, Clone)]
pub(super) struct Change {
    name: String,
    column: Label,
    old: String,
    new: String,
}

impl Change {
    /// The change in a line, personal numbers masked.
    pub(super) fn text(&self) -> Text {
        let shown = |text: &str| if text.is_empty() { "—".to_owned() } else { text::mask_numbers(text) };
        let Self { name, column, old, new } = self;
        say!(SheetChange { name, column: *column, old: shown(old), new: shown(new) })
    }
}

/// What a sheet brings.
#[derive(Debug, Default)]
pub(super) struct Compared {
    /// The rows of which something was changed.
    pub(super) rows: Vec<Changed>,
    /// Each cell that was.
    pub(super) changes: Vec<Change>,
    /// How many rows of the list are not in the sheet.
    pub(super) left_out: usize,
}

/// What was changed in a sheet. Refuses, all of them at once, rows that were put in or are not in the list, cells that are not to be
/// changed, and those that have been changed otherwise meanwhile.
pub(super) fn of_sheet(lines: &[Line], sheet: &dyn Sheet, now: &Opened, file: &Path) -> Result<Compared> {
    let is_of = |line: &&Line| line.original.get(SHEET).is_some_and(|of| *of != sheet.of());
    if lines.iter().find(is_of).is_some() {
        return Err(Error::refused(say!(SheetOther { path: file.display().to_string() })));
    }
    let places: HashMap<&str, usize> = now.rows.iter().enumerate().map(|(at, row)| (row[0].as_str(), at)).collect();
    let mut seen: HashMap<&str, u64> = HashMap::new();
    let (mut compared, mut faults, mut has_conflict) = (Compared::default(), Vec::new(), false);
    for line in lines {
        let number = line.line;
        let id = line.cell(0).unwrap_or_default();
        let Some(was) = line.original.get(&now.columns[0].key) else {
            faults.push(say!(SheetRowNew { line: number }));
            continue;
        };
        if was != id {
            faults.push(say!(SheetRowMixed { line: number }));
            continue;
        }
        let Some(row) = places.get(id).copied() else {
            faults.push(say!(SheetRowUnknown { line: number, id }));
            continue;
        };
        if let Some(first) = seen.insert(id, number) {
            faults.push(say!(SheetRowTwice { line: number, id, first }));
            continue;
        }
        let mut changed = Changed { line: number, id: id.to_owned(), told: Vec::new() };
        for at in 1..now.columns.len() {
            match cell(line, row, now, at) {
                Cell::Same => {}
                Cell::Fault(fault, is_conflict) => {
                    has_conflict |= is_conflict;
                    faults.push(fault);
                }
                Cell::Changed(change) => {
                    changed.told.push((now.columns[at].key.clone(), change.new.clone()));
                    compared.changes.push(change);
                }
            }
        }
        if !changed.told.is_empty() {
            compared.rows.push(changed);
        }
    }
    if !faults.is_empty() {
        let error = Error::refused(say!(SheetRefused { faults: faults.len() })).details(faults);
        return Err(if has_conflict { error.hint(say!(SheetConflictHint)) } else { error });
    }
    compared.left_out = now.rows.len().saturating_sub(seen.len());
    Ok(compared)
}

/// What became of a cell.
enum Cell {
    Same,
    Changed(Change),
    /// Why it cannot be, and whether because it was changed otherwise meanwhile.
    Fault(Text, bool),
}

fn cell(line: &Line, place: usize, now: &Opened, at: usize) -> Cell {
    let (column, row) = (&now.columns[at], &now.rows[place]);
    let is_now = |text: &str| now.says((place, at), |stands| is_same(text, stands));
    let (Some(wanted), Some(was)) = (line.cell(at), line.original.get(&column.key)) else { return Cell::Same };
    if is_same(wanted, was) || is_now(wanted) {
        return Cell::Same;
    }
    let (line, name) = (line.line, row[1].clone());
    let column = column.label().unwrap_or(Label { zh: "?", en: "?" });
    if !now.is_open[at] {
        return Cell::Fault(say!(SheetCellFixed { line, name, column }), false);
    }
    if !is_now(was) {
        let shown = |text: &str| text::mask_numbers(text);
        let (was, now, wanted) = (shown(was), shown(&row[at]), shown(wanted));
        return Cell::Fault(say!(SheetConflict { line, name, column, was, now, wanted }), true);
    }
    if text::is_masked(wanted) {
        return Cell::Fault(say!(SheetCellMasked { line, name, column }), false);
    }
    let new = if says_unknown(wanted) { String::new() } else { wanted.to_owned() };
    Cell::Changed(Change { name, column, old: row[at].clone(), new })
}

/// Whether a cell still says what was written into it: programs write a day in other ways, and lines with other ends.
fn is_same(cell: &str, written: &str) -> bool {
    let day = |text: &str| text.parse::<PartialDate>().ok().filter(PartialDate::is_exact);
    let plain = |text: &str| text::with_our_lines(text::plain(text)).trim().to_owned();
    cell == written
        || (says_unknown(cell) && says_unknown(written))
        || plain(cell) == plain(written)
        || (written.len() == 10 && day(written).is_some_and(|day_written| day(cell) == Some(day_written)))
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn a_cell_says_the_same_however_a_program_writes_it() {
        for (cell, written) in [
            ("2010-05-01", "2010-05-01"),
            ("2010/5/1", "2010-05-01"),
            ("—", ""),
            ("", "无"),
            ("一\r\n二", "一\n二"),
            (" 张三 ", "张三"),
        ] {
            assert!(is_same(cell, written), "{cell:?} {written:?}");
        }
        for (cell, written) in [("2010", "2010-05-01"), ("2010年", "2010"), ("", "张三"), ("张三", ""), ("1", "01")]
        {
            assert!(!is_same(cell, written), "{cell:?} {written:?}");
        }
    }
}
