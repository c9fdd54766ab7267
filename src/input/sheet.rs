//! The rows of one sheet, as text.

use std::collections::BTreeMap;

use calamine::{Data, Dimensions, Range};
use csv::StringRecord;

use super::{bare, cell};

/// Why a cell cannot be taken for what it shows.
#[derive(Debug)]
pub(super) enum CellFault {
    /// It holds an error.
    Error(String),
    /// It holds a formula that nobody has worked out.
    Uncomputed,
    /// It holds a number like 2001.1, which is written 2001.10 just as well: as a month it is of January or of October.
    MonthUnclear(String),
}

/// The rows of a sheet that say anything, by their number from 1.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rows: Vec<(u64, StringRecord)>,
    /// Cells that cannot be taken for what they show, by row and column.
    faults: BTreeMap<(u64, usize), CellFault>,
    next: usize,
}

/// Takes cells in order and makes rows of them.
#[derive(Debug, Default)]
pub(super) struct Builder {
    sheet: Sheet,
    line: u64,
    row: Vec<(usize, String)>,
}

impl Builder {
    /// Takes a cell; its place counts from 0.
    pub(super) fn push(&mut self, (line, column): (u32, u32), data: &Data, shows_month: bool) {
        let place = (u64::from(line) + 1, column as usize);
        let text = cell::text(data, shows_month).unwrap_or_else(|error| {
            self.sheet.faults.insert(place, CellFault::Error(error.clone()));
            error
        });
        if matches!(data, Data::Float(number) if cell::may_be_october(*number)) {
            self.sheet.faults.insert(place, CellFault::MonthUnclear(text.clone()));
        }
        self.put(place, text);
    }

    /// Takes a cell with a formula that came to nothing yet.
    pub(super) fn push_uncomputed(&mut self, (line, column): (u32, u32), formula: &str) {
        let place = (u64::from(line) + 1, column as usize);
        self.sheet.faults.insert(place, CellFault::Uncomputed);
        self.put(place, format!("={formula}"));
    }

    fn put(&mut self, (line, column): (u64, usize), text: String) {
        if line != self.line {
            self.end_row();
            self.line = line;
        }
        if !bare(&text).is_empty() {
            self.row.push((column, text));
        }
    }

    fn end_row(&mut self) {
        if self.row.is_empty() {
            return;
        }
        self.row.sort_by_key(|(column, _)| *column);
        let mut cells = StringRecord::new();
        for (column, text) in self.row.drain(..) {
            while cells.len() < column {
                cells.push_field("");
            }
            cells.push_field(&text);
        }
        self.sheet.rows.push((self.line, cells));
    }

    /// The sheet. A cell merged over several rows stands in each of them that says anything else.
    pub(super) fn finish(mut self, merged: &[Dimensions]) -> Sheet {
        self.end_row();
        let mut sheet = self.sheet;
        sheet.rows.sort_by_key(|(line, _)| *line);
        let mut fills: BTreeMap<usize, Vec<(usize, String)>> = BTreeMap::new();
        for area in merged.iter().filter(|area| area.start.1 == area.end.1 && area.start.0 < area.end.0) {
            let (first, last) = (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1);
            let column = area.start.1 as usize;
            let from = sheet.rows.partition_point(|(line, _)| *line < first);
            let until = sheet.rows.partition_point(|(line, _)| *line <= last);
            let Some((line, cells)) = sheet.rows.get(from) else { continue };
            let Some(text) = cells.get(column).filter(|text| *line == first && !text.is_empty()) else { continue };
            for at in from + 1..until {
                fills.entry(at).or_default().push((column, text.to_owned()));
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
        sheet
    }
}

impl Sheet {
    /// The sheet of a range of cells.
    pub(super) fn of_range(range: &Range<Data>, merged: &[Dimensions]) -> Self {
        let mut builder = Builder::default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let at = |offset: usize, from: u32| from.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            builder.push((at(row, top), at(column, left)), data, false);
        }
        builder.finish(merged)
    }

    /// The first rows.
    pub(super) fn first(&self, count: usize) -> impl Iterator<Item = &StringRecord> {
        self.rows.iter().take(count).map(|(_, cells)| cells)
    }

    /// Whether the sheet says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes the next row and tells its number; `None` at the end.
    pub(super) fn advance(&mut self, row: &mut StringRecord) -> Option<u64> {
        let (line, cells) = self.rows.get_mut(self.next)?;
        self.next += 1;
        *row = std::mem::take(cells);
        Some(*line)
    }

    /// The cells of a row that cannot be taken for what they show, with their columns.
    pub(super) fn faults(&self, line: u64) -> impl Iterator<Item = (usize, &CellFault)> {
        self.faults.range((line, 0)..(line + 1, 0)).map(|((_, column), fault)| (*column, fault))
    }
}
