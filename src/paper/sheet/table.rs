//! Rows of the records under the headings of a sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::book::Book;
use super::formula::{self, Room};
use super::grid::{Cell, Content, Grid, Line};
use super::lists::{self, List};
use super::rows::RowsOf;
use super::said::{self, Takes};
use super::xml::{self, attribute, local};
use super::{place, room};
use crate::error::{Error, Result};
use crate::i18n::{Lang, Text, say};
use crate::input::{Blank, BlankColumn, Shows};
use crate::output::{Kept, Sensitivity, Value};
use crate::paper::texts;
use crate::text;

/// What came of filling one.
#[derive(Debug, Default)]
pub(super) struct Filled {
    /// What is to be told: what could not be filled, and where rows came in.
    pub(super) notes: Vec<Text>,
    /// Whether it has personal numbers in full.
    pub(super) is_personal: bool,
}

/// A sheet under way.
struct Table<'t> {
    blank: &'t Blank,
    rows: RowsOf,
    grid: Grid,
    /// The first row to be filled.
    first: u32,
}

/// Puts rows under the headings of a sheet. Refuses where a row stands that is filled already, or no room can be made.
pub(super) fn fill(book: &mut Book, blank: &Blank, rows: RowsOf, kept: &Kept) -> Result<Filled> {
    let part = book.sheet(&blank.sheet).unwrap_or_default().to_owned();
    let unreadable = || Error::refused(say!(PartUnreadable { part: &part, reason: "sheetData" }));
    let grid = Grid::read(book.text(&part)?).ok_or_else(unreadable)?;
    let first = first_row(blank, &grid);
    let mut table = Table { blank, rows, grid, first };
    let mut filled = Filled::default();
    let count = u32::try_from(kept.rows.len()).unwrap_or(u32::MAX);
    if first.saturating_add(count) > place::ROWS {
        return Err(Error::refused(say!(RowsTooMany { sheet: &blank.sheet, count })));
    }
    if let Some(room) = table.room(book, count)? {
        table.make_room(book, &part, &room)?;
        if room.moves {
            filled.notes.push(say!(RowsCameIn { rows: room.rows, row: room.after + 1 }));
        }
    }
    book.replace(&part, table.grid.written());
    let lists = lists::of_sheet(book, &blank.sheet, &table.grid)?;
    let told = table.put_all(book, kept, &lists);
    filled.is_personal = told.filled.iter().any(|key| is_personal(kept, rows, key));
    filled.notes.extend(table.notes(&told, count > 0));
    table.grid.measure();
    book.replace(&part, table.grid.written());
    Ok(filled)
}

/// The first row below the headings, and below what is one cell with them.
fn first_row(blank: &Blank, grid: &Grid) -> u32 {
    let stands_over =
        |area: &place::Area| blank.columns.iter().any(|column| (area.left..=area.right).contains(&column.column));
    let merged = room::merged(&grid.tail).into_iter().filter(|area| area.top <= blank.last && stands_over(area));
    merged.map(|area| area.bottom).fold(blank.last, u32::max) + 1
}

/// Whether the column of a key holds identity or telephone numbers.
fn is_personal(kept: &Kept, rows: RowsOf, key: &str) -> bool {
    let column = kept.columns.iter().find(|column| column.key == rows.column(key));
    column.is_some_and(|column| matches!(column.sensitivity, Sensitivity::IdNo | Sensitivity::Phone))
}

/// What came up while rows were put in.
#[derive(Debug, Default)]
struct Told {
    /// The keys of which something was put in, and the columns where it was.
    filled: BTreeSet<&'static str>,
    columns: BTreeSet<u32>,
    /// The values that are none of a list, by column, and how often each.
    unlisted: BTreeMap<(u32, String), u32>,
    /// Columns whose list cannot be read.
    unread: BTreeSet<u32>,
}

impl Table<'_> {
    /// The first row below that says something of its own: a sum, a signature. Refuses one that is filled already.
    fn below(&self, book: &Book) -> Result<Option<u32>> {
        let rest = self.grid.rows.iter().filter(|line| line.number >= self.first);
        let Some(line) = rest.into_iter().find(|line| self.says_otherwise(line, book)) else { return Ok(None) };
        if self.blank.records.contains(&line.number) && self.names_something(line, book) {
            let (sheet, row) = (&self.blank.sheet, line.number);
            return Err(Error::refused(say!(RowFilled { sheet, row })).hint(say!(RowFilledHint)));
        }
        Ok(Some(line.number))
    }

    /// Whether a row says what it is about, not by a formula.
    fn names_something(&self, line: &Line, book: &Book) -> bool {
        let names = |column: &&BlankColumn| column.key.is_some_and(|key| self.rows.naming().contains(&key));
        self.blank
            .columns
            .iter()
            .filter(names)
            .filter_map(|column| line.cell(column.column))
            .any(|cell| !cell.has_formula() && !cell.said(&book.strings).trim().is_empty())
    }

    /// Whether a row is none that was prepared: with nothing in it but its number, formulas, and what we do not fill in.
    fn says_otherwise(&self, line: &Line, book: &Book) -> bool {
        let column = |at: u32| self.blank.columns.iter().find(|column| column.column == at);
        let (mut is_numbered, mut says, mut says_ours) = (false, false, false);
        for cell in &line.cells {
            if let Some(formula) = cell.formula() {
                if formula::sums_up(&formula, line.number, self.first) {
                    return true;
                }
                continue;
            }
            let said = cell.said(&book.strings);
            let column = column(cell.column);
            match said.trim() {
                "" => {}
                said if column.is_some_and(|column| column.counts) && said.chars().all(char::is_numeric) => {
                    is_numbered = true;
                }
                _ => {
                    says = true;
                    says_ours |= column.is_some_and(|column| column.key.is_some() || column.counts);
                }
            }
        }
        says && (says_ours || !(is_numbered || self.looks_prepared(line)))
    }

    /// The last of the rows one below the other that look prepared; what is empty behind them parts them from what stands below.
    fn prepared_until(&self, below: Option<u32>) -> Option<u32> {
        let rows = (self.first..below.unwrap_or(u32::MAX)).map_while(|row| self.grid.row(row));
        rows.take_while(|line| self.looks_prepared(line)).last().map(|line| line.number)
    }

    /// Whether most cells of a row have a style of their own, as those of a prepared one do.
    fn looks_prepared(&self, line: &Line) -> bool {
        let styled = |column: &&BlankColumn| line.cell(column.column).is_some_and(|cell| cell.style().is_some());
        self.blank.columns.iter().filter(styled).count() * 2 > self.blank.columns.len()
    }

    /// The rows that must come in, if too few are prepared. Refuses where there is none to take after.
    fn room(&self, book: &Book, count: u32) -> Result<Option<Room>> {
        let below = self.below(book)?;
        let last = self.grid.rows.last().map(|line| line.number).filter(|row| *row >= self.first);
        let Some(after) = self.prepared_until(below).or(below.map(|row| row - 1)).or(last) else { return Ok(None) };
        let prepared = after + 1 - self.first;
        if count <= prepared {
            return Ok(None);
        }
        if let Some(row) = below.filter(|_| prepared == 0) {
            let sheet = &self.blank.sheet;
            return Err(Error::refused(say!(RowsNone { sheet, row })).hint(say!(RowsNoneHint { row })));
        }
        let sheet = self.blank.sheet.clone();
        Ok(Some(Room { sheet, first: self.first, after, rows: count - prepared, moves: below.is_some() }))
    }

    fn make_room(&mut self, book: &mut Book, part: &str, room: &Room) -> Result<()> {
        let like = self.grid.row(self.first).cloned();
        room::make(book, part, &mut self.grid, room)?;
        let came_in = room.after + 1..room.after + 1 + room.rows;
        for row in came_in.clone() {
            self.grid.row_mut(row, like.as_ref());
            self.grid.go_on(room.after, row);
        }
        room::merge_alike(&mut self.grid, self.first, came_in);
        Ok(())
    }

    fn put_all(&mut self, book: &Book, kept: &Kept, lists: &[List]) -> Told {
        let mut told = Told::default();
        let like = self.grid.row(self.first).cloned();
        let styles: Vec<Option<u32>> = self
            .blank
            .columns
            .iter()
            .map(|column| {
                let alike = like.as_ref().and_then(|like| like.cell(column.column)?.style());
                alike.or_else(|| style_of_column(&self.grid.head, column.column))
            })
            .collect();
        let blank = self.blank;
        for (row, values) in (self.first..).zip(&kept.rows) {
            for (column, style) in blank.columns.iter().zip(&styles) {
                let value = match column.key {
                    _ if column.counts => Value::Int(i64::from(row - self.first + 1)),
                    Some(key) => self.value(kept, values, key, entries_for(lists, column.column, row)),
                    None => continue,
                };
                self.put(book, (row, column), &value, (*style, like.as_ref()), lists, &mut told);
            }
        }
        told
    }

    /// The value under a heading. Under that of the standing in the Party some lists have whether somebody is on probation.
    fn value(&self, kept: &Kept, values: &[Value], key: &str, entries: Option<&[String]>) -> Value {
        let value = self.rows.value(kept, values, key);
        match entries {
            Some(entries) if key == "standing" && lists::entry(entries, key, &value).is_none() => {
                let category = self.rows.value(kept, values, "category");
                if lists::entry(entries, key, &category).is_some() { category } else { value }
            }
            _ => value,
        }
    }

    /// Puts a value into a cell, unless a formula stands there, or it is none of those that may.
    fn put(
        &mut self,
        book: &Book,
        (row, column): (u32, &BlankColumn),
        value: &Value,
        (style, like): (Option<u32>, Option<&Line>),
        lists: &[List],
        told: &mut Told,
    ) {
        let prefix = self.grid.prefix();
        let line = self.grid.row_mut(row, like);
        let cell = line.cell(column.column);
        if cell.is_some_and(Cell::has_formula) {
            told.columns.insert(column.column);
            return;
        }
        let shows = book.shows(cell.and_then(Cell::style).or(style));
        let takes = Takes { shows, counts_from_1904: book.counts_from_1904, heading: &column.heading };
        let Some(mut content) = said::content(value, takes) else { return };
        match lists.iter().find(|list| list.is_for(column.column, row)).map(List::entries) {
            Some(Some(entries)) => match lists::entry(entries, column.key.unwrap_or_default(), value) {
                Some(entry) => content = listed(entry, shows),
                None => {
                    *told.unlisted.entry((column.column, value.plain(Lang::Zh))).or_default() += 1;
                    return;
                }
            },
            Some(None) => drop(told.unread.insert(column.column)),
            None => {}
        }
        line.cell_mut(column.column, &prefix).put(&content, style, row);
        told.columns.insert(column.column);
        told.filled.extend(column.key);
    }

    /// What could not be filled.
    fn notes(&self, told: &Told, has_rows: bool) -> Vec<Text> {
        let shown = |column: &BlankColumn| text::one_line(column.heading.trim());
        let of = |is_it: &dyn Fn(&BlankColumn) -> bool| -> Vec<String> {
            self.blank.columns.iter().filter(|column| is_it(column)).map(shown).collect()
        };
        let heading = |at: u32| of(&|column| column.column == at).concat();
        let is_told = |at: u32| told.unlisted.keys().any(|(column, _)| *column == at);
        let mut notes = Vec::new();
        let reckons = |column: &BlankColumn| {
            let cell = self.grid.row(self.first).and_then(|line| line.cell(column.column));
            cell.is_some_and(Cell::has_formula)
        };
        let unknown = of(&|column| column.key.is_none() && !column.counts && !reckons(column));
        if !unknown.is_empty() {
            notes.push(say!(HeadingsUnknown { headings: unknown }));
        }
        let empty =
            of(&|column| column.key.is_some() && !told.columns.contains(&column.column) && !is_told(column.column));
        if has_rows && !empty.is_empty() {
            notes.push(say!(ColumnsEmpty { headings: empty }));
        }
        for ((column, value), count) in &told.unlisted {
            notes.push(say!(ValueUnlisted { heading: heading(*column), value, count: *count }));
        }
        for column in &told.unread {
            notes.push(say!(ListUnread { heading: heading(*column) }));
        }
        notes
    }
}

/// What may stand in a cell by a list that can be read.
fn entries_for(lists: &[List], column: u32, row: u32) -> Option<&[String]> {
    lists.iter().find(|list| list.is_for(column, row))?.entries()
}

/// An entry of a list as the cell takes it.
fn listed(entry: &str, shows: Shows) -> Content {
    let is_number = !entry.is_empty() && entry.len() < 16 && entry.bytes().all(|byte| byte.is_ascii_digit());
    let entry = entry.to_owned();
    if is_number && shows != Shows::Text && !entry.starts_with('0') {
        Content::Number(entry)
    } else {
        Content::Text(entry)
    }
}

/// The style of the cells of a column that have none of their own.
fn style_of_column(head: &str, column: u32) -> Option<u32> {
    let tags = xml::split(head).filter(|(piece, is_tag)| *is_tag && local(piece) == "col").map(|(tag, _)| tag);
    let number = |tag: &str, name: &str| attribute(tag, name).and_then(|number| number.parse::<u32>().ok());
    let over = |tag: &&str| {
        number(tag, "min").zip(number(tag, "max")).is_some_and(|(min, max)| (min..=max).contains(&(column + 1)))
    };
    tags.into_iter().find(over).and_then(|tag| number(tag, "style"))
}
