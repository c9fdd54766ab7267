//! Tables told row by row and cell by cell, as markup tells them: what spans several rows or columns moves the others.

use std::collections::BTreeMap;

use calamine::Dimensions;

use super::cell::Cell;
use super::sheet::{Builder, Sheet};

/// No sheet of Excel is wider.
pub(super) const WIDTH: u32 = 1 << 14;
/// More places than this are not laid out for what says of itself to be so large.
const PLACES: u64 = 1 << 24;

/// A table under way.
#[derive(Debug, Default)]
pub(super) struct Grid {
    builder: Builder,
    merged: Vec<Dimensions>,
    /// The row and the column of the next cell, from 0.
    line: u32,
    column: u32,
    /// The last row of cells from above, by column.
    taken: BTreeMap<u32, u32>,
    places: u64,
}

impl Grid {
    /// Ends a row; the next one follows it.
    pub(super) fn end_row(&mut self) {
        self.skip_lines(1);
        self.column = 0;
    }

    /// Leaves out so many rows.
    pub(super) fn skip_lines(&mut self, lines: u32) {
        self.line = self.line.saturating_add(lines);
    }

    /// The next row is this one, from 0, if it lies ahead.
    pub(super) fn move_to_line(&mut self, line: u32) {
        self.line = line.max(self.line);
    }

    /// The next cell is in this column, from 0, if it lies ahead.
    pub(super) fn move_to_column(&mut self, column: u32) {
        self.column = column.max(self.column);
    }

    /// Leaves out so many columns.
    pub(super) fn skip(&mut self, columns: u32) {
        self.column = self.column.saturating_add(columns);
    }

    /// The place of the next cell.
    pub(super) fn place(&mut self) -> (u32, u32) {
        while self.taken.get(&self.column).is_some_and(|last| *last >= self.line) {
            self.column += 1;
        }
        (self.line, self.column)
    }

    /// Takes a cell that spans so many columns and rows.
    pub(super) fn put(&mut self, cell: Cell<'_>, across: u32, down: u32) {
        let (line, column) = self.place();
        let (across, down) = (across.clamp(1, WIDTH), down.max(1));
        self.places += u64::from(across);
        let last = line.saturating_add(down - 1);
        if !self.is_too_large() && down > 1 {
            self.taken.extend((column..column.saturating_add(across)).map(|column| (column, last)));
            self.merge((line, column), (last, column.saturating_add(across - 1)));
        }
        if column < WIDTH {
            self.builder.push((line, column), cell);
        } else if !cell.says_nothing() {
            self.places = PLACES + 1;
        }
        self.column = column.saturating_add(across);
    }

    /// One cell fills all from the first place to the last.
    pub(super) fn merge(&mut self, start: (u32, u32), end: (u32, u32)) {
        self.merged.push(Dimensions { start, end });
    }

    /// Whether more was asked for than any table holds.
    pub(super) fn is_too_large(&self) -> bool {
        self.places > PLACES
    }

    /// The sheet, unless it is too large for one.
    pub(super) fn finish(self) -> Option<Sheet> {
        if self.is_too_large() { None } else { self.builder.finish(&self.merged) }
    }
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::*;

    fn rows(grid: Grid) -> Vec<(u64, Vec<String>)> {
        let (mut sheet, mut row) = (grid.finish().unwrap(), StringRecord::new());
        let mut rows = Vec::new();
        while let Some(line) = sheet.advance(&mut row) {
            rows.push((line, row.iter().map(str::to_owned).collect()));
        }
        rows
    }

    #[test]
    fn what_spans_rows_moves_the_others() {
        let mut grid = Grid::default();
        grid.put(Cell::text("一支部"), 1, 3);
        grid.put(Cell::text("张三"), 2, 1);
        grid.put(Cell::text("a"), 1, 1);
        grid.end_row();
        grid.put(Cell::text("李四"), 1, 1);
        grid.move_to_column(3);
        grid.put(Cell::text("b"), 1, 1);
        grid.end_row();
        grid.end_row();
        grid.move_to_line(6);
        grid.put(Cell::text("王五"), 1, 1);
        let owned = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            rows(grid),
            [(1, owned(&["一支部", "张三", "", "a"])), (2, owned(&["一支部", "李四", "", "b"])), (7, owned(&["王五"]))]
        );
    }

    #[test]
    fn what_says_to_be_huge_is_given_up() {
        let mut grid = Grid::default();
        for _ in 0..=PLACES / u64::from(WIDTH) {
            grid.put(Cell::text("x"), u32::MAX, u32::MAX);
            grid.end_row();
        }
        assert!(grid.finish().is_none());
        let mut grid = Grid::default();
        grid.skip(u32::MAX);
        grid.put(Cell::text(""), 1, 1);
        assert_eq!(rows(grid), []);
        let mut grid = Grid::default();
        grid.skip(WIDTH);
        grid.put(Cell::text("x"), 1, 1);
        assert!(grid.finish().is_none());
    }
}
