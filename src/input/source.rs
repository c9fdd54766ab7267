//! A file as records under known headings.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::StringRecord;

use super::cell::Doubt;
use super::delimited::{self, Lines};
use super::encoding::{self, Found};
use super::headings::{Columns, Matcher};
use super::kind::{self, Form, Kind};
use super::layout::{Layout, WITHIN};
use super::record::{Kept, Record, mend, says_nothing, short};
use super::sheet::Sheet;
use super::workbook::Workbook;
use super::{Heading, Opening, bare, cell, choice, locked, shown};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::text::Mended;

/// An open file of rows under known headings.
pub struct Source {
    path: PathBuf,
    form: Text,
    heading_line: u64,
    rows: Rows,
    columns: Arc<Columns>,
    /// Rows read while the headings were looked for.
    pending: VecDeque<Row>,
    row: Row,
}

enum Rows {
    Text { lines: Lines, delimiter: char },
    Sheet(Sheet),
}

#[derive(Default)]
struct Row {
    line: u64,
    spans_lines: bool,
    cells: StringRecord,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("path", &self.path).field("form", &self.form).finish_non_exhaustive()
    }
}

impl Source {
    /// Opens a file, or standard input for `-`: finds its form and its headings.
    pub fn open(path: &Path, opening: &Opening<'_>, known: &[Heading]) -> Result<Self> {
        let matcher = Matcher::new(known, opening.map);
        let mut file = kind::open(path)?;
        let mut kind = kind::of_file(path, &mut file)?;
        if kind == Kind::Tables(Form::Xls)
            && let Some(open) = locked::opened(path, &mut file, opening.password)?
        {
            file = open;
            kind = kind::of_file(path, &mut file)?;
        }
        let (form, rows) = match kind {
            Kind::Text => {
                if opening.sheet.is_some() {
                    return Err(Error::usage(say!(OptionIdle { option: "--sheet" })).hint(say!(SheetOfTextHint)));
                }
                let Found { encoding, is_sound } = encoding::of_file(path, &mut file, opening)?;
                let sample = delimited::sample(path, &file, encoding)?;
                let (delimiter, hits) = delimiter(&sample, &matcher);
                let holds_name = |text: &str| text.contains("姓名") || text.contains("名稱");
                let is_gb = encoding == encoding_rs::GB18030 && opening.encoding.is_none();
                if hits == 0 && is_gb && encoding::is_big5(path, &mut file, holds_name)? {
                    return Err(encoding::big5(path));
                }
                let lines = Lines::open(path, &file, encoding, delimiter, is_sound)?;
                let form = say!(FormText { encoding: encoding.name(), delimiter: delimited::name(delimiter) });
                (form, Rows::Text { lines, delimiter: char::from(delimiter) })
            }
            Kind::Tables(form) => {
                let book = Workbook::open(path, &mut file, form, opening)?;
                let (form, sheet) = choice::choose(path, book, form, opening.sheet, &matcher)?;
                (form, Rows::Sheet(sheet))
            }
        };
        let mut source = Self {
            path: path.to_owned(),
            form,
            heading_line: 0,
            rows,
            columns: Arc::default(),
            pending: VecDeque::new(),
            row: Row::default(),
        };
        source.find_headings(&matcher)?;
        Ok(source)
    }

    /// The file, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was found: the encoding and the delimiter of a text, or the form and the sheet of a workbook; and the
    /// row of the headings.
    pub fn described(&self) -> Text {
        say!(InputDescribed { path: shown(&self.path), form: self.form.clone(), line: self.heading_line })
    }

    /// What was read otherwise than it stands there: cells that were given a day that is none.
    pub fn notices(&self) -> Vec<Text> {
        const SHOWN: usize = 10;
        let Rows::Sheet(sheet) = &self.rows else { return Vec::new() };
        let is_read = |(line, column): &(u64, usize)| *line > self.heading_line && self.is_known(*column);
        let mut cells: Vec<String> =
            sheet.zero_days().filter(is_read).map(|(line, column)| cell::name(line, column)).take(SHOWN + 1).collect();
        if cells.len() > SHOWN {
            cells[SHOWN] = "…".to_owned();
        }
        if cells.is_empty() { Vec::new() } else { vec![say!(CellsZeroDay { path: shown(&self.path), cells })] }
    }

    fn is_known(&self, column: usize) -> bool {
        self.columns.known().any(|known| known == column)
    }

    /// Headings that the importer does not know.
    pub fn unknown_headings(&self) -> &[String] {
        &self.columns.unknown
    }

    /// Headings that say what another one says already: `手机 (= 联系电话)`.
    pub fn repeated_headings(&self) -> &[String] {
        &self.columns.repeated
    }

    /// Whether there is a column of the `at`-th known heading.
    pub fn has(&self, at: usize) -> bool {
        self.columns.of(at).is_some()
    }

    /// What its columns hold, for rows that are kept.
    pub fn columns(&self) -> Arc<Columns> {
        Arc::clone(&self.columns)
    }

    /// All headings as written, column by column.
    pub fn headings(&self) -> Vec<String> {
        self.columns.headings.clone()
    }

    /// The next row that says something: blank rows, sums and headings that come again are passed over. A row may have
    /// a fault of its own; those after it can be read. An error is about the whole file.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>> {
        loop {
            if !self.advance()? {
                return Ok(None);
            }
            if !says_nothing(&self.row.cells, &self.columns) {
                break;
            }
        }
        let fault = self.row_fault()?;
        let mended = mend(&mut self.row.cells);
        Ok(Some(Record { line: self.row.line, columns: &self.columns, cells: &self.row.cells, fault, mended }))
    }

    /// Hands over the row just read, which had such a fault; the next one is read into the memory of a row that is
    /// needed no more.
    pub fn hand_over(&mut self, spent: Option<Kept>, fault: Option<Text>, mended: Mended) -> Kept {
        let cells = std::mem::replace(&mut self.row.cells, spent.unwrap_or_default().cells);
        Kept { line: self.row.line, cells, fault, mended }
    }

    fn advance(&mut self) -> Result<bool> {
        if let Some(row) = self.pending.pop_front() {
            self.row = row;
            return Ok(true);
        }
        let line = match &mut self.rows {
            Rows::Text { lines, .. } => {
                let line = lines.advance(&mut self.row.cells)?;
                self.row.spans_lines = lines.spans_lines();
                line
            }
            Rows::Sheet(sheet) => sheet.advance(&mut self.row.cells),
        };
        self.row.line = line.unwrap_or(self.row.line);
        Ok(line.is_some())
    }

    fn find_headings(&mut self, matcher: &Matcher) -> Result<()> {
        let mut rows = VecDeque::new();
        while rows.len() < WITHIN + 2 && self.advance()? {
            rows.push_back(std::mem::take(&mut self.row));
        }
        let cells: Vec<&StringRecord> = rows.iter().map(|row| &row.cells).collect();
        let Some(mut layout) = Layout::find(&cells, matcher) else {
            return Err(choice::no_headings(&self.path, cells.into_iter()));
        };
        self.heading_line = rows[layout.bottom].line;
        layout.columns.is_unguarded = matches!(self.rows, Rows::Sheet(_));
        self.columns = Arc::new(layout.columns);
        self.pending = rows.split_off(layout.rows);
        Ok(())
    }

    /// What is wrong with the row; fails where nobody can tell where it ends.
    fn row_fault(&self) -> Result<Option<Text>> {
        let Row { line, spans_lines, cells } = &self.row;
        match &self.rows {
            Rows::Sheet(sheet) => {
                let doubted = |(column, doubt)| self.doubted(*line, column, doubt);
                Ok(sheet.doubts(*line).find_map(doubted).or_else(|| self.day_beside_dates(sheet, *line)))
            }
            Rows::Text { delimiter, lines } => {
                let width = self.columns.headings.len();
                if *spans_lines && cells.iter().any(|cell| swallowed_rows(cell, *delimiter, width)) {
                    return Err(delimited::quote_open(&self.path, *line));
                }
                let formula = || formula(cells, &self.columns);
                Ok(lines.fault(cells).or_else(|| too_many(cells, width)).or_else(formula))
            }
        }
    }

    /// What is wrong with a cell of a sheet, if its column is imported.
    fn doubted(&self, line: u64, column: usize, doubt: &Doubt) -> Option<Text> {
        let (cell, value) = (cell::name(line, column), self.row.cells.get(column).unwrap_or_default());
        let holds_dates = self.columns.holds_dates(column);
        match doubt {
            _ if !self.is_known(column) => None,
            Doubt::Error => Some(say!(CellError { cell, error: value })),
            Doubt::Uncomputed => Some(say!(CellUncomputed { cell })),
            Doubt::MonthUnclear => holds_dates.then(|| say!(CellMonthUnclear { cell, number: value })),
            Doubt::NumberAsDay { serial, likely } => {
                Some(say!(CellNumberAsDay { cell, serial: *serial, day: value, likely }))
            }
            Doubt::ZeroDay => None,
        }
    }

    /// A day where none belongs: `3-1` was typed. A remark may be about a day, if it shows all of it.
    fn day_beside_dates(&self, sheet: &Sheet, line: u64) -> Option<Text> {
        let is_beside = |column: &usize| self.is_known(*column) && !self.columns.holds_dates(*column);
        sheet.columns_of_days().filter(is_beside).find_map(|column| {
            let parts = sheet.day(line, column)?;
            let is_whole = parts.year && parts.month && parts.day;
            if is_whole && self.columns.holds_remarks(column) {
                return None;
            }
            let day = self.row.cells.get(column).filter(|day| !day.is_empty())?;
            let likely = cell::before_it_was_a_day(day, parts);
            Some(say!(CellIsDay { cell: cell::name(line, column), day, likely }))
        })
    }
}

/// More cells that say something than there are headings.
fn too_many(cells: &StringRecord, width: usize) -> Option<Text> {
    if cells.len() <= width {
        return None;
    }
    let surplus: Vec<_> =
        cells.iter().skip(width).filter(|cell| !bare(cell).is_empty()).map(|cell| short(cell).into_owned()).collect();
    (!surplus.is_empty()).then(|| say!(RowTooLong { cells: cells.len(), width, surplus }))
}

/// A formula under a known heading, saved as such instead of what it came to. `="0573"` is a way to write a text, and
/// what we write ourselves is guarded.
fn formula(cells: &StringRecord, columns: &Columns) -> Option<Text> {
    if !cells.as_slice().contains('=') {
        return None;
    }
    let is_formula = |cell: &&str| cell.starts_with('=') && cell.len() > 1 && !cell.starts_with("=\"");
    let formula = columns.known().filter_map(|column| cells.get(column)).map(bare).find(is_formula)?;
    Some(say!(CellFormula { formula: short(formula).into_owned() }))
}

/// Whether a cell of several lines holds what looks like rows: a quote was left open, and another one closed it.
fn swallowed_rows(cell: &str, delimiter: char, width: usize) -> bool {
    let wanted = if width <= 4 { width.saturating_sub(1) } else { (width - 1) * 2 / 3 }.max(1);
    cell.split(['\n', '\r']).skip(1).any(|line| line.matches(delimiter).count() >= wanted)
}

/// The delimiter that makes most headings known, and how many; else the one that makes rows most alike.
fn delimiter(sample: &str, matcher: &Matcher) -> (u8, usize) {
    // Excel lets the first line say it.
    if let Some(named) = sample.strip_prefix("sep=").and_then(|rest| rest.bytes().next())
        && delimited::DELIMITERS.contains(&named)
    {
        return (named, 1);
    }
    let judged = delimited::DELIMITERS.into_iter().rev().map(|delimiter| {
        let rows = delimited::rows(sample, delimiter, 50);
        let first: Vec<&StringRecord> = rows.iter().take(WITHIN + 2).collect();
        let hits = Layout::find(&first, matcher).map_or(0, |layout| layout.hits());
        ((hits, delimited::alike(&rows)), delimiter)
    });
    judged.max_by_key(|(rank, _)| *rank).map_or((b',', 0), |((hits, _), delimiter)| (delimiter, hits))
}

#[cfg(test)]
mod tests;
