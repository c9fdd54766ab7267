//! A file as records under known headings.

use std::collections::VecDeque;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::StringRecord;

use super::cell::Doubt;
use super::choice::Chosen;
use super::delimited::{self, Lines};
use super::encoding::{self, Found};
use super::furniture::{self, Judged};
use super::headings::{Columns, Matcher};
use super::kind::{self, Form, Kind};
use super::layout::{Layout, WITHIN};
use super::record::{Fault, Kept, Record, Told, contradiction, mend, said, short};
use super::shape::Shape;
use super::sheet::Sheet;
use super::workbook::Workbook;
use super::{Heading, Opening, bare, cell, choice, grid, locked, shown};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::input::texts;

/// An open file of rows under known headings.
pub struct Source {
    path: PathBuf,
    form: Text,
    shape: Shape,
    heading_line: u64,
    rows: Rows,
    columns: Arc<Columns>,
    /// The rows above the first record: titles, and the headings themselves.
    above: Vec<Row>,
    /// Which of them are headings.
    heading_rows: Range<usize>,
    /// Rows read while the headings were looked for.
    pending: VecDeque<Row>,
    row: Row,
}

/// What follows a bare number that counts days from 1904.
const FROM_1904: &str = " (1904)";

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
    /// Opens a file, or standard input for `-`: finds its form and its headings. A row tells under those of these keys
    /// what it is about.
    pub fn open(path: &Path, opening: &Opening<'_>, known: &[Heading], naming: &[&str]) -> Result<Self> {
        let matcher = Matcher::new(known, opening.map);
        let mut file = kind::open(path, kind::LARGEST)?;
        let mut kind = kind::of_file(path, &mut file)?;
        if kind == Kind::Tables(Form::Xls)
            && let Some(open) = locked::opened(path, &mut file, opening.password)?
        {
            file = open;
            kind = kind::of_file(path, &mut file)?;
        }
        let (form, shape, rows) = match kind {
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
                (form, Shape::Text { encoding, delimiter }, Rows::Text { lines, delimiter: char::from(delimiter) })
            }
            Kind::Tables(form) => {
                let book = Workbook::open(path, &mut file, form, opening)?;
                let Chosen { form, name, sheet } = choice::choose(path, book, form, opening.sheet, &matcher)?;
                (form, Shape::Sheet { name }, Rows::Sheet(sheet))
            }
        };
        let mut source = Self {
            path: path.to_owned(),
            form,
            shape,
            heading_line: 0,
            rows,
            columns: Arc::default(),
            above: Vec::new(),
            heading_rows: 0..0,
            pending: VecDeque::new(),
            row: Row::default(),
        };
        let naming = (0..known.len()).filter(|at| naming.contains(&known[*at].key)).collect::<Vec<_>>();
        source.find_headings(matcher, &naming)?;
        Ok(source)
    }

    /// The file, as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What its rows are written in.
    pub fn shape(&self) -> &Shape {
        &self.shape
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
        let is_read = |(line, column): &(u64, usize)| *line > self.heading_line && self.columns.is_known(*column);
        let mut cells: Vec<String> =
            sheet.zero_days().filter(is_read).map(|(line, column)| cell::name(line, column)).take(SHOWN + 1).collect();
        if cells.len() > SHOWN {
            cells[SHOWN] = "…".to_owned();
        }
        if cells.is_empty() { Vec::new() } else { vec![say!(CellsZeroDay { path: shown(&self.path), cells })] }
    }

    /// Headings that the importer does not know.
    pub fn unknown_headings(&self) -> &[String] {
        &self.columns.unknown
    }

    /// Headings that the user mapped and that it does not have.
    pub fn unmet_headings(&self) -> &[String] {
        &self.columns.unmet
    }

    /// Headings that say what another one says: `手机 (= 联系电话)`. Their columns are taken together.
    pub fn twin_headings(&self) -> impl Iterator<Item = String> {
        self.columns.twins.iter().map(|twin| self.columns.equated(twin))
    }

    /// Headings that say what one says that the user mapped: `手机 (= 联系电话)`. Their columns are left out.
    pub fn repeated_headings(&self) -> &[String] {
        &self.columns.repeated
    }

    /// The rows above the headings that say something, by line: titles, and what goes with them.
    pub fn above(&self) -> impl Iterator<Item = (u64, Text)> {
        let is_title = |(at, row): &(usize, &Row)| {
            !self.heading_rows.contains(at) && row.cells.iter().any(|cell| !bare(cell).is_empty())
        };
        self.above.iter().enumerate().filter(is_title).map(|(_, row)| (row.line, furniture(&row.cells)))
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
    pub fn headings(&self) -> &[String] {
        self.columns.headings()
    }

    /// The next row that is not blank. One that is no record, but a part of the form, says so; one that is may have a
    /// fault of its own, and those after it can be read. An error is about the whole file.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>> {
        let judged = loop {
            if !self.advance()? {
                return Ok(self.rest());
            }
            self.columns.forget_faults(&mut self.row.cells);
            self.tell_from_1904();
            match furniture::judge(&self.row.cells, &self.columns) {
                Judged::Blank => {}
                Judged::Record if self.is_again() => break Judged::Furniture,
                judged => break judged,
            }
        };
        if judged == Judged::Furniture && furniture::is_otherwise(&self.row.cells, &self.columns) {
            let error = Error::refused(say!(HeadingsOtherwise { path: shown(&self.path), line: self.row.line }));
            return Err(error.hint(say!(HeadingsOtherwiseHint)));
        }
        let faults = self.row_faults(judged)?;
        let is_furniture = judged == Judged::Furniture && faults.is_empty();
        let passed_over = is_furniture.then(|| furniture(&self.row.cells));
        let mended = mend(&mut self.row.cells);
        let Self { row: Row { line, cells, .. }, columns, .. } = self;
        let told = Told { faults, mended, passed_over }.kept();
        Ok(Some(Record { line: *line, columns, cells, told }))
    }

    /// What is told in place of what follows the end of a text of DOS.
    fn rest(&mut self) -> Option<Record<'_>> {
        let Rows::Text { lines, .. } = &mut self.rows else { return None };
        if !lines.take_rest() {
            return None;
        }
        self.row.cells.clear();
        self.row.line += 1;
        let told = Told { passed_over: Some(say!(RestPassedOver)), ..Told::default() }.kept();
        Some(Record { line: self.row.line, columns: &self.columns, cells: &self.row.cells, told })
    }

    /// Whether the row stood above the first record already: a title or headings of the next page.
    fn is_again(&self) -> bool {
        self.above.iter().any(|above| furniture::is_again(&above.cells, &self.row.cells))
    }

    /// Hands over the row just read, with what was told of it; the next one is read into the memory of a row that is
    /// needed no more.
    pub(crate) fn hand_over(&mut self, spent: Option<Kept>, told: Option<Arc<Told>>) -> Kept {
        let cells = std::mem::replace(&mut self.row.cells, spent.unwrap_or_default().cells);
        Kept { line: self.row.line, cells, told }
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

    fn find_headings(&mut self, matcher: Matcher, naming: &[usize]) -> Result<()> {
        let mut rows = VecDeque::new();
        while rows.len() < WITHIN + 2 && self.advance()? {
            rows.push_back(std::mem::take(&mut self.row));
        }
        let cells: Vec<&StringRecord> = rows.iter().map(|row| &row.cells).collect();
        let Some(mut layout) = Layout::find(&cells, &matcher) else {
            return Err(choice::no_headings(&self.path, cells.into_iter()));
        };
        let columns = layout.columns.headings.len();
        if columns > grid::WIDTH as usize {
            let error = Error::refused(say!(TooManyColumns { path: shown(&self.path), columns }));
            return Err(error.hint(say!(InputTooLargeHint)));
        }
        self.heading_line = rows[layout.bottom].line;
        layout.columns.is_unguarded = matches!(self.rows, Rows::Sheet(_));
        layout.columns.name_by(naming, matcher);
        self.columns = Arc::new(layout.columns);
        self.heading_rows = layout.top..layout.rows;
        self.pending = rows.split_off(layout.rows);
        self.above = rows.into();
        let titles: Vec<&Row> = self.above.iter().take(self.heading_rows.start).collect();
        match furniture::record_above(titles.iter().map(|row| &row.cells), &self.columns) {
            Some(at) => {
                let (path, line, headings) = (shown(&self.path), titles[at].line, self.heading_line);
                let error = Error::refused(say!(RecordAboveHeadings { path, line, headings }));
                Err(error.hint(say!(HeadingsOtherwiseHint)))
            }
            None => Ok(()),
        }
    }

    /// What is wrong with the row; fails where nobody can tell where it ends. Of a part of a form it only matters
    /// whether it can be read.
    fn row_faults(&self, judged: Judged) -> Result<Vec<Fault>> {
        let Row { line, spans_lines, cells } = &self.row;
        match &self.rows {
            Rows::Sheet(_) if judged == Judged::Furniture => Ok(Vec::new()),
            Rows::Sheet(sheet) => {
                let doubted = |(column, doubt)| Some((self.doubted(*line, column, doubt)?, column));
                let doubted = sheet.doubts(*line).filter_map(doubted).chain(self.days_beside_dates(sheet, *line));
                let doubted = doubted.chain(self.bare_days(sheet));
                let faults: Vec<Fault> = doubted.map(|(what, column)| Fault { what, columns: vec![column] }).collect();
                Ok(if faults.is_empty() { contradiction(cells, &self.columns).into_iter().collect() } else { faults })
            }
            Rows::Text { delimiter, lines } => {
                let width = self.columns.headings.len();
                if *spans_lines && cells.iter().any(|cell| swallowed_rows(cell, *delimiter, width)) {
                    return Err(delimited::quote_open(&self.path, *line));
                }
                if judged == Judged::Furniture {
                    return Ok(lines.fault(cells).into_iter().collect());
                }
                let computed = || formula(cells, &self.columns).or_else(|| error(cells, &self.columns));
                let fault = lines.fault(cells).or_else(|| too_many(cells, width)).or_else(computed);
                Ok(fault.or_else(|| contradiction(cells, &self.columns)).into_iter().collect())
            }
        }
    }

    /// What is wrong with a cell of a sheet, if its column is imported.
    fn doubted(&self, line: u64, column: usize, doubt: &Doubt) -> Option<Text> {
        let (cell, value) = (cell::name(line, column), self.row.cells.get(column).unwrap_or_default());
        let holds_dates = self.columns.holds_dates(column);
        match doubt {
            _ if !self.columns.is_known(column) => None,
            Doubt::Error => Some(say!(CellError { cell, error: value })),
            Doubt::Uncomputed => Some(say!(CellUncomputed { cell })),
            Doubt::MonthUnclear => holds_dates.then(|| say!(CellMonthUnclear { cell, number: value })),
            Doubt::NumberAsDay { serial, likely } => {
                Some(say!(CellNumberAsDay { cell, serial: *serial, day: value, likely }))
            }
            Doubt::ZeroDay => None,
        }
    }

    /// Bare numbers where days belong, in a workbook that counts days from 1904: elsewhere one is read as a day of 1900.
    fn bare_days(&self, sheet: &Sheet) -> impl Iterator<Item = (Text, usize)> {
        let known = self.columns.known().filter(|column| sheet.counts_from_1904 && self.columns.holds_dates(*column));
        known.filter_map(|column| {
            let number = self.row.cells.get(column)?.strip_suffix(FROM_1904)?;
            Some((say!(CellCountsFrom1904 { cell: cell::name(self.row.line, column), number }), column))
        })
    }

    /// Says of bare numbers where days belong that they count from 1904, lest they be taken for others where they are put
    /// aside.
    fn tell_from_1904(&mut self) {
        let Rows::Sheet(Sheet { counts_from_1904: true, .. }) = &self.rows else { return };
        let is_count = |cell: &str| cell.len() == 5 && cell.bytes().all(|byte| byte.is_ascii_digit());
        let told = |(column, cell): (usize, &str)| match self.columns.holds_dates(column) && is_count(bare(cell)) {
            true => format!("{}{FROM_1904}", bare(cell)),
            false => cell.to_owned(),
        };
        self.row.cells = self.row.cells.iter().enumerate().map(told).collect();
    }

    /// Days where none belongs, and their columns: `3-1` was typed. A remark may be about a day, if it shows all of it.
    fn days_beside_dates(&self, sheet: &Sheet, line: u64) -> impl Iterator<Item = (Text, usize)> {
        let is_beside = |column: &usize| self.columns.is_known(*column) && !self.columns.holds_dates(*column);
        sheet.columns_of_days().filter(is_beside).filter_map(move |column| {
            let parts = sheet.day(line, column)?;
            let is_whole = parts.year && parts.month && parts.day;
            if is_whole && self.columns.holds_remarks(column) {
                return None;
            }
            let day = self.row.cells.get(column).filter(|day| !day.is_empty())?;
            let likely = cell::before_it_was_a_day(day, parts);
            Some((say!(CellIsDay { cell: cell::name(line, column), day, likely }), column))
        })
    }
}

/// That a row is a part of the form.
fn furniture(cells: &StringRecord) -> Text {
    say!(RowPassedOver { row: said(cells) })
}

/// More cells that say something than there are headings.
fn too_many(cells: &StringRecord, width: usize) -> Option<Fault> {
    if cells.len() <= width {
        return None;
    }
    const TOLD: usize = 20;
    let says_something = |(column, cell): (usize, &str)| (!bare(cell).is_empty()).then_some(column);
    let columns: Vec<usize> = cells.iter().enumerate().skip(width).filter_map(says_something).collect();
    let more = (columns.len() > TOLD).then(|| "…".to_owned());
    let surplus: Vec<String> =
        columns.iter().take(TOLD).filter_map(|column| cells.get(*column)).map(short).chain(more).collect();
    let what = say!(RowTooLong { cells: cells.len(), width, surplus });
    (!columns.is_empty()).then_some(Fault { what, columns })
}

/// A formula under a known heading, saved as such instead of what it came to. `="0573"` is a way to write a text, and
/// what we write ourselves is guarded.
fn formula(cells: &StringRecord, columns: &Columns) -> Option<Fault> {
    memchr::memchr(b'=', cells.as_slice().as_bytes())?;
    let is_formula = |cell: &str| cell.starts_with('=') && cell.len() > 1 && !cell.starts_with("=\"");
    let said = columns.known().filter_map(|column| Some((column, bare(cells.get(column)?))));
    let (column, formula) = said.into_iter().find(|(_, cell)| is_formula(cell))?;
    Some(Fault { what: say!(CellFormula { formula: short(formula) }), columns: vec![column] })
}

/// Under a known heading what a formula came to that could not be worked out, saved as a text.
fn error(cells: &StringRecord, columns: &Columns) -> Option<Fault> {
    memchr::memchr(b'#', cells.as_slice().as_bytes())?;
    let mut known = columns.known().filter_map(|column| Some((column, bare(cells.get(column)?))));
    let (column, error) = known.find(|(_, cell)| cell::is_error(cell))?;
    Some(Fault { what: say!(CellErrorText { error }), columns: vec![column] })
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
