//! What a form holds besides its records: titles, hints, examples, sums, notes, signatures, the headings of the next
//! page. Such rows are passed over with a notice; a row that may be a record never is.
//!
//! A record has a name: something in a column that names it ([`Columns::naming`]) which is none of the words of forms. Of
//! a row without one, all that is told may be furniture; where it tells too much for that, it is a record that lacks its
//! name, which the importer refuses. Whatever the words, a row with an identity number is about somebody.

mod words;

use csv::StringRecord;

use super::headings::Columns;
use super::{bare, says_unknown};
use crate::text;
use words::{Mark, is_figure, is_group, is_marked_example, mark, may_be_example, may_be_mark};
pub(super) use words::{group, is_identity};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Judged {
    /// A record, be it a faulty one.
    Record,
    /// Nothing stands there but perhaps the number of a row that was never filled in.
    Blank,
    /// A part of the form.
    Furniture,
}

/// What a row is. Nearly all are records, which a glance at what names them tells.
pub(super) fn judge(row: &StringRecord, columns: &Columns) -> Judged {
    if is_surely_record(row, columns) { Judged::Record } else { Seen::in_row(row, columns).judged() }
}

/// Whether something names the row that is surely none of the words of forms, nor the answer to one.
fn is_surely_record(row: &StringRecord, columns: &Columns) -> bool {
    let mut first = usize::MAX;
    for column in columns.naming() {
        let cell = row.get(column).map_or("", told);
        // A count names nothing, be it under the heading of the numbers.
        let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X');
        match cell.len() {
            0 => continue,
            ..15 if is_number => continue,
            _ if is_number => {}
            _ if may_be_mark(cell) && is_told(column, cell, columns) => return false,
            _ => {}
        }
        first = first.min(column);
    }
    let cell = |at: usize| row.get(at).map_or("", bare);
    // What stands before the name may be what the name is an answer to: `填表人：` `张三`.
    let answers_nothing = |at: usize| cell(at).bytes().all(|byte| byte.is_ascii_digit()) || mark(cell(at)).is_none();
    let is_no_example = |at: usize| !may_be_example(cell(at)) || mark(cell(at)).is_none();
    first < row.len() && (0..first).all(answers_nothing) && columns.beside().all(is_no_example)
}

/// Whether a cell that should name a record is one of the words of forms, or may be.
fn is_told(column: usize, cell: &str, columns: &Columns) -> bool {
    mark(cell).is_some()
        || columns.is_heading(column, cell)
        || (columns.names_people(column) && is_group(cell))
        || cell.starts_with(char::is_numeric)
}

/// What a cell tells; nothing if it says that nothing is known.
fn told(cell: &str) -> &str {
    let cell = bare(cell);
    if says_unknown(cell) { "" } else { cell }
}

/// What the cells of a row tell.
#[derive(Debug, Default)]
struct Seen {
    filled: usize,
    /// Whether a column that only counts the rows counts this one.
    numbered: bool,
    /// An identity number stands there.
    identity: bool,
    /// Something names a record.
    named: bool,
    /// The mark that leads the row, and the one that stands for its name.
    leading: Option<Mark>,
    for_name: Option<Mark>,
    hints: usize,
    /// A number stands in a column that names.
    named_figure: bool,
    /// Cells under known headings that hold a number, or something else that is none of the words of forms.
    figures: usize,
    others: usize,
    /// What stands there may stand in a form by itself: an org over those who follow, a date, a remark.
    loose: bool,
    /// An example, by a cell that can be nothing else.
    example: bool,
}

impl Seen {
    fn in_row(row: &StringRecord, columns: &Columns) -> Self {
        let mut seen = Self::default();
        let mut after_label = false;
        for (column, cell) in row.iter().map(told).enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let is_idle = columns.is_idle(column);
            if is_idle && cell.chars().all(|c| c.is_numeric() || matches!(c, '.' | '、')) {
                seen.numbered = true;
                continue;
            }
            seen.filled += 1;
            seen.identity |= is_identity(cell);
            if std::mem::take(&mut after_label) && !is_identity(cell) && mark(cell).is_none() {
                continue;
            }
            let mark = match mark(cell) {
                _ if columns.is_heading(column, cell) => Some(Mark::Heading),
                None if columns.names_people(column) && is_group(cell) => Some(Mark::Title),
                mark => mark,
            };
            after_label =
                matches!(mark, Some(Mark::Label) if cell.ends_with([':', '：'])) || mark == Some(Mark::BareLabel);
            seen.take_in(mark, cell, (columns.names(column), columns.is_known(column), columns.is_loose(column)));
        }
        seen
    }

    fn take_in(&mut self, mark: Option<Mark>, cell: &str, (names, is_known, is_loose): (bool, bool, bool)) {
        let is_figure = is_figure(cell);
        match mark {
            Some(mark) => {
                self.leading = self.leading.or((self.filled == 1).then_some(mark));
                self.for_name = self.for_name.or(names.then_some(mark));
                self.hints += usize::from(mark == Mark::Hint);
                self.example |= mark == Mark::Example && (!is_known || is_marked_example(&text::fold(cell)));
            }
            None if names && is_figure && cell.starts_with(char::is_numeric) => self.named_figure = true,
            None if names => self.named = true,
            None if is_known && is_figure => self.figures += 1,
            None if is_known => {
                self.others += 1;
                self.loose = is_loose;
            }
            None => {}
        }
    }

    fn judged(&self) -> Judged {
        let marks = [self.leading, self.for_name].into_iter().flatten();
        let is_sum = marks.clone().any(|mark| mark == Mark::Sum);
        let named = self.named || (self.named_figure && !is_sum && self.filled > 1);
        let told = self.others + if is_sum { 0 } else { self.figures };
        let is_part = |mark| match mark {
            Mark::Page | Mark::Example | Mark::Hint | Mark::Heading => true,
            // A group of a roster is summed up under its org; at the foot stands a date.
            Mark::Sum | Mark::Label => told <= 1,
            // Whoever counted the row among the others meant somebody.
            Mark::BareLabel => !self.numbered,
            Mark::Note | Mark::Title => !self.numbered && told == 0,
        };
        let is_furniture = match () {
            () if self.filled == 0 => return Judged::Blank,
            () if self.example => true,
            () if self.identity || named => false,
            () if self.leading.or(self.for_name).is_some() => marks.clone().any(is_part),
            () => told == 0 || (told == 1 && self.loose) || self.hints * 2 >= self.filled,
        };
        if is_furniture { Judged::Furniture } else { Judged::Record }
    }
}

/// Whether a row shows how the form is filled: an example, or hints.
pub(super) fn is_guide(row: &StringRecord, columns: &Columns) -> bool {
    let seen = Seen::in_row(row, columns);
    let marks = [seen.leading, seen.for_name];
    seen.example || marks.iter().any(|mark| matches!(mark, Some(Mark::Example | Mark::Hint)))
}

/// Whether a row of headings, by what it says where a name should be, calls columns otherwise than those at the top did.
pub(super) fn is_otherwise(row: &StringRecord, columns: &Columns) -> bool {
    let names =
        columns.naming().any(|column| row.get(column).is_some_and(|cell| columns.is_heading(column, bare(cell))));
    names && row.iter().map(bare).enumerate().any(|(column, cell)| columns.is_heading_elsewhere(column, cell))
}

/// The first of these rows, all of which stand above the headings, that is a record: one with an identity number, or one
/// that follows upon headings of its own.
pub(super) fn record_above<'r>(rows: impl Iterator<Item = &'r StringRecord>, columns: &Columns) -> Option<usize> {
    let mut follows_headings = false;
    for (at, row) in rows.enumerate() {
        let is_record = judge(row, columns) == Judged::Record;
        if is_record && (follows_headings || row.iter().any(is_identity)) {
            return Some(at);
        }
        follows_headings |=
            columns.naming().any(|column| row.iter().any(|cell| columns.is_heading(column, bare(cell))));
    }
    None
}

/// Whether a row says again what stood above the first record, cell by cell.
pub(super) fn is_again(above: &StringRecord, row: &StringRecord) -> bool {
    let same = |at: usize| above.get(at).map_or("", bare) == row.get(at).map_or("", bare);
    (0..above.len().max(row.len())).all(same)
}

#[cfg(test)]
mod tests;
