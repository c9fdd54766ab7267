//! One row and what its cells say.

use std::borrow::Cow;
use std::sync::Arc;

use csv::StringRecord;

use super::headings::{Columns, Twin};
use super::{bare, is_blank, is_ditto, may_hold_ditto, says_unknown};
use crate::date::PartialDate;
use crate::i18n::{Text, say};
use crate::input::texts;
use crate::output::{guarded, unguarded};
use crate::text::{self, Mended};

/// One row: its place in the file and its cells.
#[derive(Debug)]
pub struct Record<'s> {
    /// The line of a text that it begins on, or the row of a sheet, from 1.
    pub line: u64,
    pub(super) columns: &'s Columns,
    pub(super) cells: &'s StringRecord,
    pub(super) told: Option<Arc<Told>>,
}

/// What is told of a row beside its cells: of most rows, nothing.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Told {
    /// Why the row cannot be taken for what it says.
    pub(super) faults: Vec<Fault>,
    /// What was mended in the signs of which columns.
    pub(super) mended: Vec<(usize, Mended)>,
    /// Why the row is no record of anything.
    pub(super) passed_over: Option<Text>,
}

impl Told {
    /// To be kept, if there is anything in it.
    pub(super) fn kept(self) -> Option<Arc<Self>> {
        (self != Self::default()).then(|| Arc::new(self))
    }
}

/// The cells of a row as they stand in its file.
pub type Raw = StringRecord;

/// Why a row cannot be taken for what it says, whatever its columns mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub what: Text,
    /// The columns that it is wrong with, from 0; none if it is all of the row.
    pub columns: Vec<usize>,
}

/// A row by itself, to be handed on.
#[derive(Debug, Default)]
pub struct Kept {
    pub(super) line: u64,
    pub(super) cells: StringRecord,
    pub(super) told: Option<Arc<Told>>,
}

impl Kept {
    /// The row under the headings of its file.
    pub fn under<'s>(&'s self, columns: &'s Columns) -> Record<'s> {
        Record { line: self.line, columns, cells: &self.cells, told: self.told.clone() }
    }
}

impl<'s> Record<'s> {
    /// What stands under the `at`-th heading of the importer's table; `None` if there is no such column or the cell
    /// says that nothing is known.
    pub fn cell(&self, at: usize) -> Option<&'s str> {
        let column = self.column(at)?;
        let cell = bare(self.cells.get(column)?);
        (!says_unknown(cell)).then(|| if self.columns.is_verbatim(column) { cell } else { undressed(cell) })
    }

    /// What is told of the row, to be kept beside it.
    pub(crate) fn told(&self) -> Option<Arc<Told>> {
        self.told.clone()
    }

    /// Why the row cannot be taken for what it says, if so.
    pub fn faults(&self) -> &[Fault] {
        self.told.as_ref().map_or(&[], |told| &told.faults)
    }

    /// Why the row is no record of anything, if so.
    pub fn passed_over(&self) -> Option<&Text> {
        self.told.as_ref()?.passed_over.as_ref()
    }

    /// The cells that were read otherwise than they are written: under which heading of the importer's table, and how.
    pub fn mended_cells(&self) -> impl Iterator<Item = (usize, &'s str, Mended)> {
        self.told.iter().flat_map(|told| &told.mended).filter_map(|(column, mended)| {
            Some((self.columns.heading_of(*column)?, bare(self.cells.get(*column)?), *mended))
        })
    }

    /// Whether there is a column of the `at`-th heading.
    pub fn has(&self, at: usize) -> bool {
        self.columns.of(at).is_some()
    }

    /// What is written there, be it a mark that nothing is known.
    pub fn written(&self, at: usize) -> &'s str {
        self.column(at).and_then(|column| self.cells.get(column)).map_or("", bare)
    }

    /// The column of the `at`-th heading; of several the first that says something.
    #[inline]
    fn column(&self, at: usize) -> Option<usize> {
        let first = self.columns.of(at)?;
        if self.columns.twins.is_empty() { Some(first) } else { Some(self.column_among_twins(at, first)) }
    }

    fn column_among_twins(&self, at: usize, first: usize) -> usize {
        let says = |column: &usize| !is_blank(self.cells.get(*column).unwrap_or_default());
        let twins = self.columns.twins.iter().filter(|twin| twin.at == at).map(|twin| twin.column);
        std::iter::once(first).chain(twins).find(says).unwrap_or(first)
    }

    /// Whether there is a column of the `at`-th heading, but its cell says that nothing is known.
    pub fn told_blank(&self, at: usize) -> bool {
        self.column(at).is_some_and(|column| self.cells.get(column).is_none_or(is_blank))
    }

    /// The cell by which the row is the foot of a form. A row with an identity number is about a person, whatever it says.
    pub fn foot(&self) -> Option<&'s str> {
        let bytes = self.cells.as_slice().as_bytes();
        // Full-width forms, among them the colon, begin with this byte.
        let is_colon = |at: usize| bytes[at] == b':' || bytes[at..].starts_with("：".as_bytes());
        if !memchr::memchr2_iter(b':', 0xef, bytes).any(is_colon) || self.cells.iter().any(is_long_number) {
            return None;
        }
        self.cells.iter().map(bare).find(|cell| is_foot(cell))
    }

    /// The first of these columns under which a number stands that an export masked.
    pub fn masked(&self, columns: impl IntoIterator<Item = usize>) -> Option<usize> {
        memchr::memchr(b'*', self.cells.as_slice().as_bytes())?;
        columns.into_iter().find(|at| self.cell(*at).is_some_and(text::is_masked))
    }

    /// Those of these columns whose cells say that they are as the one above: what that means, only the writer knows.
    pub fn dittos(&self, columns: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        let may_hold = may_hold_ditto(self.cells.as_slice());
        columns.take_while(move |_| may_hold).filter(|at| is_ditto(self.written(*at)))
    }

    /// The first cell without a heading over it that says more than which row it is.
    pub fn unheaded(&self) -> Option<&'s str> {
        let counts = |cell: &str| cell.len() <= 6 && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let mut cells = self.columns.blank.iter().filter_map(|column| self.cells.get(*column)).map(bare);
        cells.find(|cell| !says_unknown(cell) && !counts(cell))
    }

    /// What stands in the row, whatever the heading, without the cells that say nothing.
    pub fn all(&self) -> impl Iterator<Item = &'s str> + use<'s> {
        self.cells.iter().map(bare).filter(|cell| !says_unknown(cell))
    }

    /// Whether a cell is of several lines that end as Windows and old systems end them.
    pub fn holds_returns(&self) -> bool {
        memchr::memchr(b'\r', self.cells.as_slice().as_bytes()).is_some()
    }

    /// All cells as they stand there.
    pub fn raw(&self) -> &'s Raw {
        self.cells
    }
}

impl Columns {
    /// A cell of the file as a text would hold it: what is no formula in a sheet is none there either.
    pub fn in_text<'c>(&self, cell: &'c str) -> Cow<'c, str> {
        if self.is_unguarded { guarded(cell).into() } else { cell.into() }
    }

    /// A cell of the file as a sheet would hold it, where nothing guards a text against being taken for a number or a
    /// formula.
    pub fn in_sheet<'c>(&self, cell: &'c str) -> &'c str {
        if self.is_unguarded || undressed(bare(cell)) == bare(cell) { cell } else { undressed(bare(cell)) }
    }

    /// The column in which a value stands that was read under the `at`-th heading: of several columns of that heading
    /// the one that says it; else another one that is read, where that one does.
    pub fn place_of(&self, at: Option<usize>, value: &str, row: &Raw) -> Option<usize> {
        let says = |column: &usize| row.get(*column).is_some_and(|cell| undressed(bare(cell)) == value);
        let own: Vec<usize> = at.into_iter().flat_map(|at| self.all_of(at)).collect();
        let stands = own.iter().copied().find(says);
        let elsewhere = || (0..row.len()).filter(|column| self.is_known(*column)).find(says);
        stands.or_else(|| (!value.is_empty()).then(elsewhere).flatten()).or_else(|| own.first().copied())
    }
}

/// A bare cell without what spreadsheets are told by: `'0573`, `="0573"`.
fn undressed(cell: &str) -> &str {
    // One of `'`, `=` and the first byte of `‘`.
    if !matches!(cell.as_bytes().first(), Some(b'\'' | b'=' | 0xe2)) {
        return cell;
    }
    if let Some(text) = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return text;
    }
    match cell.strip_prefix(['\'', '‘']) {
        Some(text) if text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(['\'', '’']) => text,
        _ => unguarded(cell),
    }
}

/// Reads the cells of a row as they were meant, see [`text::plain`]. Tells what people should know of it, by column.
pub(super) fn mend(cells: &mut StringRecord) -> Vec<(usize, Mended)> {
    if text::is_surely_plain(cells.as_slice()) {
        return Vec::new();
    }
    let mended = cells.iter().map(text::mended).enumerate().filter(|(_, mended)| mended.any()).collect();
    if cells.iter().any(|cell| matches!(text::plain(cell), Cow::Owned(_))) {
        *cells = cells.iter().map(text::plain).collect();
    }
    mended
}

/// Whether a cell is the foot of a form: `填表人：…`, `审核(签字):`.
fn is_foot(cell: &str) -> bool {
    const WORDS: [&str; 22] = [
        "填表人",
        "填报人",
        "填表",
        "制表人",
        "制表",
        "审核人",
        "审核",
        "审批人",
        "复核人",
        "复核",
        "负责人",
        "单位负责人",
        "党组织负责人",
        "支部书记",
        "党支部书记",
        "经办人",
        "填报单位",
        "填表单位",
        "填表日期",
        "填报日期",
        "填表说明",
        "填报时间",
    ];
    let Some((head, _)) = cell.split_once([':', '：']) else { return false };
    let head = text::fold(head);
    let word = head.split('(').next().unwrap_or_default();
    WORDS.contains(&word)
}

fn is_long_number(cell: &str) -> bool {
    cell.bytes().filter(u8::is_ascii_digit).count() >= 15
}

/// Two columns that say one thing, in a row where they say two.
pub(super) fn contradiction(cells: &StringRecord, columns: &Columns) -> Option<Fault> {
    let said = |column: usize| cells.get(column).map(|cell| undressed(bare(cell))).filter(|cell| !is_blank(cell));
    columns.twins.iter().find_map(|Twin { at, column, map }| {
        let before = columns.twins.iter().take_while(|twin| twin.column != *column).filter(|twin| twin.at == *at);
        let earlier = columns.of(*at).into_iter().chain(before.map(|twin| twin.column));
        let other = said(*column)?;
        let (first, one) = earlier.filter_map(|column| Some((column, said(column)?))).next()?;
        let is_same = one == other
            || text::fold(one) == text::fold(other)
            || (columns.holds_dates(first) && is_same_day(one, other));
        let heading = |column: usize| short(&columns.headings[column]);
        (!is_same).then(|| {
            let (name, second) = (heading(first), heading(*column));
            let (one, other) = (short(one), short(other));
            Fault {
                what: say!(TwoColumnsDiffer { first: name, one, second, other, map }),
                columns: vec![first, *column],
            }
        })
    })
}

fn is_same_day(one: &str, other: &str) -> bool {
    let day = |text: &str| text.parse::<PartialDate>().ok();
    day(one).is_some_and(|one| Some(one) == day(other))
}

/// What stands in a row, for a message.
pub(super) fn said(cells: &StringRecord) -> String {
    let cells: Vec<&str> = cells.iter().map(bare).filter(|cell| !cell.is_empty()).collect();
    text::mask_numbers(&short(&cells.join("  ")))
}

/// A cell for a message: short and in one line.
pub(super) fn short(cell: &str) -> String {
    text::beginning(&text::one_line(bare(cell)), 40).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lose_what_spreadsheets_are_told_by() {
        for (cell, text) in
            [("'0573", "0573"), ("=\"330402\"", "330402"), ("张三", "张三"), ("'=1", "=1"), ("'张", "'张"), ("'", "'")]
        {
            assert_eq!(undressed(cell), text);
        }
    }
}
