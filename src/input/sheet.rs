//! The rows of one sheet, as text.

use std::collections::BTreeMap;

use calamine::Dimensions;
use csv::StringRecord;

use super::bare;
use super::cell::{Cell, Doubt};
use super::format::Parts;
use super::grid::WIDTH;

/// No roster has so many cells before the last filled one of their rows that nobody filled.
const BLANKS: usize = 1 << 26;
/// Nor so many rows that cells merged over them are put into.
const FILLS: usize = 1 << 23;

/// The rows of a sheet that say anything, by their number from 1.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rows: Vec<(u64, StringRecord)>,
    /// Why cells cannot be taken for what they show, by row and column.
    doubts: BTreeMap<(u64, usize), Doubt>,
    /// Where days stand, column by column.
    days: BTreeMap<usize, Vec<Days>>,
    next: usize,
    /// Whether its days are counted from 1904 on, which a number that is not shown as a day does not tell.
    pub(super) counts_from_1904: bool,
}

/// Days one under the other, shown alike, from one row to another.
#[derive(Debug)]
struct Days {
    first: u64,
    last: u64,
    parts: Parts,
}

/// Takes cells in order and makes rows of them.
#[derive(Debug, Default)]
pub(super) struct Builder {
    sheet: Sheet,
    line: u64,
    row: Vec<(usize, String)>,
    /// How many cells were put in that no one filled.
    blanks: usize,
}

impl Builder {
    /// Takes a cell; its place counts from 0.
    pub(super) fn push(&mut self, (line, column): (u32, u32), cell: Cell<'_>) {
        let (line, column) = (u64::from(line) + 1, column as usize);
        if line != self.line {
            self.end_row();
            self.line = line;
        }
        let said = cell.said();
        if let Some(doubt) = said.doubt {
            self.sheet.doubts.insert((line, column), doubt);
        }
        if let Some(parts) = said.day {
            self.sheet.put_day(line, column, parts);
        }
        if !bare(&said.text).is_empty() {
            if column >= WIDTH as usize {
                self.blanks = BLANKS;
            }
            self.row.push((column, said.text));
        }
    }

    fn end_row(&mut self) {
        if self.row.is_empty() {
            return;
        }
        self.row.sort_by_key(|(column, _)| *column);
        let mut cells = StringRecord::new();
        for (column, text) in self.row.drain(..) {
            while cells.len() < column && self.blanks < BLANKS {
                cells.push_field("");
                self.blanks += 1;
            }
            cells.push_field(&text);
        }
        self.sheet.rows.push((self.line, cells));
    }

    /// The sheet, unless it is too large for how little it says. A cell merged over several rows stands in each
    /// of them that says anything else.
    pub(super) fn finish(mut self, merged: &[Dimensions]) -> Option<Sheet> {
        self.end_row();
        if self.blanks >= BLANKS {
            return None;
        }
        let mut sheet = self.sheet;
        sheet.rows.sort_by_key(|(line, _)| *line);
        sheet.days.values_mut().for_each(|days| days.sort_by_key(|days| days.first));
        let mut fills: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
        let mut filled = 0;
        for area in merged.iter().filter(|area| area.start.1 == area.end.1 && area.start.0 < area.end.0) {
            let (first, last) = (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1);
            let column = area.start.1 as usize;
            let from = sheet.rows.partition_point(|(line, _)| *line < first);
            let until = sheet.rows.partition_point(|(line, _)| *line <= last);
            let Some((line, cells)) = sheet.rows.get(from) else { continue };
            let Some(text) = cells.get(column).filter(|text| *line == first && !text.is_empty()) else { continue };
            filled += until - from;
            if filled > FILLS {
                return None;
            }
            let doubt = sheet.doubts.get(&(first, column)).cloned();
            for at in from + 1..until {
                fills.entry(at).or_default().push((column, text.to_owned()));
                sheet.doubts.extend(doubt.iter().map(|doubt| ((sheet.rows[at].0, column), doubt.clone())));
            }
        }
        for (at, fills) in fills {
            let row = &mut sheet.rows[at].1;
            let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
            for (column, text) in fills {
                cells.resize(cells.len().max(column + 1), String::new());
                if cells[column].is_empty() {
                    cells[column] = text;
                }
            }
            *row = StringRecord::from(cells);
        }
        Some(sheet)
    }
}

impl Sheet {
    /// The sheet of rows of texts.
    pub(super) fn of_rows(rows: Vec<(u64, StringRecord)>) -> Self {
        Self { rows, ..Self::default() }
    }

    fn put_day(&mut self, line: u64, column: usize, parts: Parts) {
        let days = self.days.entry(column).or_default();
        match days.last_mut() {
            Some(last) if last.parts == parts && last.last + 1 == line => last.last = line,
            _ => days.push(Days { first: line, last: line, parts }),
        }
    }

    /// The first rows.
    pub(super) fn first(&self, count: usize) -> impl Iterator<Item = &StringRecord> {
        self.rows.iter().take(count).map(|(_, cells)| cells)
    }

    /// All rows that say anything, with their numbers.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u64, &StringRecord)> {
        self.rows.iter().map(|(line, cells)| (*line, cells))
    }

    /// Whether the sheet says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows from one of them on, with their numbers.
    pub(super) fn into_rows(self, first: usize) -> impl Iterator<Item = (u64, StringRecord)> {
        self.rows.into_iter().skip(first)
    }

    /// Takes the next row and tells its number; `None` at the end.
    pub(super) fn advance(&mut self, row: &mut StringRecord) -> Option<u64> {
        let (line, cells) = self.rows.get_mut(self.next)?;
        self.next += 1;
        *row = std::mem::take(cells);
        Some(*line)
    }

    /// The cells of a row that may not be what they show, with their columns.
    pub(super) fn doubts(&self, line: u64) -> impl Iterator<Item = (usize, &Doubt)> {
        self.doubts.range((line, 0)..(line + 1, 0)).map(|((_, column), doubt)| (*column, doubt))
    }

    /// The cells that no date at all was turned into a day in: their rows and columns.
    pub(super) fn zero_days(&self) -> impl Iterator<Item = (u64, usize)> {
        self.doubts.iter().filter(|(_, doubt)| **doubt == Doubt::ZeroDay).map(|(place, _)| *place)
    }

    /// The columns that hold days, in whichever row.
    pub(super) fn columns_of_days(&self) -> impl Iterator<Item = usize> {
        self.days.keys().copied()
    }

    /// How a cell shows a day, if it holds one.
    pub(super) fn day(&self, line: u64, column: usize) -> Option<Parts> {
        let days = self.days.get(&column)?;
        let days = days.get(days.partition_point(|days| days.last < line))?;
        (days.first <= line).then_some(days.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_no_workbook_has_is_given_up() {
        // Found by fuzzing: a cell called “Bcell3” is in column 970384.
        let read = |column: u32| {
            let mut builder = Builder::default();
            builder.push((0, 0), Cell::text("姓名"));
            builder.push((1, column), Cell::text("x"));
            builder.finish(&[])
        };
        assert!(read(16_383).is_some());
        assert!(read(16_384).is_none());
    }
}
