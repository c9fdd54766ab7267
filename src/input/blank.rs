//! A workbook that waits to be filled: which of its sheets has headings, in which rows, and what is meant to stand under them.

use std::fs::File;
use std::path::Path;

use csv::StringRecord;

use super::format::Format;
use super::furniture::{self, Judged};
use super::headings::{Columns, Heading, Matcher};
use super::kind::Form;
use super::layout::{Layout, WITHIN};
use super::sheet::Sheet;
use super::workbook::Workbook;
use super::{Opening, shown};
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::say;
use crate::input::texts;
use crate::text;

/// The sheets of a workbook that somebody else made.
#[derive(Debug)]
pub(crate) struct Blanks {
    sheets: Vec<(String, bool, Sheet)>,
}

/// A sheet with headings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blank {
    /// The name of the sheet.
    pub(crate) sheet: String,
    /// The last row, from 1, that headings, codes of columns, examples or hints fill.
    pub(crate) last: u32,
    /// What stands over the columns.
    pub(crate) columns: Vec<BlankColumn>,
    /// The rows below that surely are records.
    pub(crate) records: Vec<u32>,
    /// How many of the known headings there are.
    pub(crate) hits: usize,
}

/// What stands over a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BlankColumn {
    /// Which column, from 0.
    pub(crate) column: u32,
    /// The heading as written.
    pub(crate) heading: String,
    /// The key of the known heading that it is.
    pub(crate) key: Option<&'static str>,
    /// Whether it only counts the rows.
    pub(crate) counts: bool,
}

/// What a cell shows its number as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shows {
    /// Whatever it is.
    #[default]
    Plain,
    /// A text.
    Text,
    /// A day of a month.
    Day,
    /// A month of a year.
    Month,
}

impl Shows {
    /// What a number format shows: by its number, and its code if it has one of its own.
    pub(crate) fn of(number: u32, code: &str) -> Self {
        const TEXT: u32 = 49;
        match Format::of(Some(number), code) {
            Format::Date(parts) if parts.year && !parts.day => Self::Month,
            Format::Date(parts) if parts.shows_date() => Self::Day,
            _ if number == TEXT || code == "@" => Self::Text,
            _ => Self::Plain,
        }
    }
}

impl Blanks {
    /// Opens a workbook of Excel 2007 and later, which the file is known to be. Refuses one that is damaged.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let mut file = File::open(path).at(path)?;
        let mut book = Workbook::open(path, &mut file, Form::Xlsx, &Opening::default())?;
        let mut sheets = Vec::new();
        for (name, is_shown) in book.sheets() {
            let sheet = book.load(&name)?;
            sheets.push((name, is_shown, sheet));
        }
        Ok(Self { sheets })
    }

    /// The sheet that a user named, as it is called there.
    pub(crate) fn named(&self, path: &Path, typed: &str) -> Result<String> {
        let exactly = self.sheets.iter().find(|(name, ..)| name == typed);
        let found = exactly.or_else(|| self.sheets.iter().find(|(name, ..)| text::fold(name) == text::fold(typed)));
        let all = || -> Vec<String> { self.sheets.iter().map(|(name, ..)| name.clone()).collect() };
        found.map(|(name, ..)| name.clone()).ok_or_else(|| {
            Error::refused(say!(SheetUnknown { path: shown(path), sheet: typed }))
                .hint(say!(SheetsKnown { sheets: all() }))
        })
    }

    /// The sheet with most of the known headings: the one that is named, else one of those that are shown, the first of several as
    /// good. A row tells under the headings of the keys `naming` what it is about.
    /// Words of `others` stand over columns too, of which we do not know what to put there.
    pub(crate) fn find(
        &self,
        known: &[Heading],
        naming: &[&str],
        others: &[Heading],
        named: Option<&str>,
    ) -> Option<Blank> {
        let others = Matcher::new(others, None);
        let asked = |(name, is_shown, _): &&(String, bool, Sheet)| named.map_or(*is_shown, |named| named == name);
        let mut best: Option<Blank> = None;
        for (name, _, sheet) in self.sheets.iter().filter(asked) {
            let found = blank(name, sheet, known, naming, &others);
            if found.as_ref().is_some_and(|found| found.hits > best.as_ref().map_or(0, |best| best.hits)) {
                best = found;
            }
        }
        best
    }
}

/// What stands where in a sheet. A row with fields in double braces has no headings.
fn blank(name: &str, sheet: &Sheet, known: &[Heading], naming: &[&str], others: &Matcher) -> Option<Blank> {
    let matcher = Matcher::new(known, None);
    let rows: Vec<(u64, &StringRecord)> =
        sheet.lines().filter(|(_, row)| !row.iter().any(|cell| cell.contains("{{"))).collect();
    let cells: Vec<&StringRecord> = rows.iter().take(WITHIN + 2).map(|(_, row)| *row).collect();
    let Layout { rows: above, mut columns, .. } = Layout::find(&cells, &matcher)?.deepened(&cells, &matcher, others);
    let naming: Vec<usize> = (0..known.len()).filter(|at| naming.contains(&known[*at].key)).collect();
    columns.name_by(&naming, matcher);
    let below = &rows[above.min(rows.len())..];
    let guides = below.iter().take_while(|(_, row)| furniture::is_guide(row, &columns)).count();
    let (line, _) = rows.get((above + guides).checked_sub(1)?)?;
    let is_record = |(_, row): &&(u64, &StringRecord)| furniture::judge(row, &columns) == Judged::Record;
    let number = |line: u64| u32::try_from(line).unwrap_or(u32::MAX);
    Some(Blank {
        sheet: name.to_owned(),
        last: number(*line),
        records: below[guides..].iter().filter(is_record).map(|(line, _)| number(*line)).collect(),
        hits: columns.hits(),
        columns: under(&columns, known),
    })
}

fn under(columns: &Columns, known: &[Heading]) -> Vec<BlankColumn> {
    let with_heading = (0..columns.headings().len()).filter(|at| !super::bare(&columns.headings()[*at]).is_empty());
    with_heading
        .filter(|at| !columns.tells_faults(*at))
        .map(|at| BlankColumn {
            column: u32::try_from(at).unwrap_or(u32::MAX),
            heading: columns.headings()[at].clone(),
            key: columns.heading_of(at).map(|at| known[at].key),
            counts: columns.is_idle(at),
        })
        .collect()
}
