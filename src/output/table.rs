//! Tables for people: boxes that line up with Chinese characters, numbers to the right, nothing that could steer the
//! terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr as _;

use super::{Column, Frame, Printer, Target, Value};
use crate::error::Result;
use crate::i18n::{Lang, say};
use crate::text;

/// A column of at most this width, a date, a time or a number, is never broken.
const UNBROKEN: u16 = 20;
/// A heading alone makes a column no wider than this.
const HEADING: u16 = 8;
/// A long text is wrapped to no less than this where space is short.
const WRAPPED: u16 = 20;
/// Blanks on both sides of a cell.
const FRAME: u16 = 2;

pub(super) struct TablePrinter {
    target: Target,
    frame: Frame,
    plain: bool,
    lang: Lang,
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
}

impl TablePrinter {
    pub(super) fn new(target: Target, frame: Frame, plain: bool, lang: Lang) -> Self {
        Self { target, frame, plain, lang, columns: Vec::new(), rows: Vec::new() }
    }

    fn cell(&self, value: &Value) -> Cell {
        let cell = Cell::new(text::one_line(&value.shown(self.lang)));
        if value.is_number() { cell.set_alignment(CellAlignment::Right) } else { cell }
    }

    fn new_table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
        if !self.target.is_terminal() {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
        if self.plain || !self.target.is_terminal() {
            table.force_no_tty();
        }
        table
    }

    fn flat(&self, total: Option<&[Value]>) -> Table {
        let mut table = self.new_table();
        let widths = self.widths(total);
        let shown = self.fitting(&widths, table.width());
        table.set_header(self.columns[..shown].iter().map(|column| Cell::new(column.title(self.lang))));
        for row in &self.rows {
            table.add_row(row[..shown].iter().map(|value| self.cell(value)));
        }
        if let Some(total) = total {
            table.add_row(total[..shown].iter().map(|value| self.cell(value).add_attribute(Attribute::Bold)));
        }
        // Where space is short, long texts are wrapped, never a date or a number.
        for (column, width) in table.column_iter_mut().zip(widths).filter(|(_, width)| *width <= UNBROKEN) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width + FRAME)));
        }
        table
    }

    /// How wide each column would like to be; a heading may be wrapped to the width of what stands below it.
    fn widths(&self, total: Option<&[Value]>) -> Vec<u16> {
        let width = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
        let rows = || self.rows.iter().map(Vec::as_slice).chain(total);
        let widest =
            |at: usize| rows().map(|row| width(&text::one_line(&row[at].shown(self.lang)))).max().unwrap_or_default();
        let column = |(at, column): (usize, &Column)| widest(at).max(width(&column.title(self.lang)).min(HEADING));
        self.columns.iter().enumerate().map(column).collect()
    }

    /// How many columns, from the left, a screen has room for, long texts wrapped. Columns that were asked for are
    /// all shown.
    fn fitting(&self, widths: &[u16], screen: Option<u16>) -> usize {
        let Some(screen) = screen.filter(|_| self.target.is_terminal() && !self.frame.all_columns) else {
            return widths.len();
        };
        let mut room = screen.saturating_sub(1);
        let fits = |width: &&u16| {
            let needed = (**width).min(WRAPPED) + FRAME + 1;
            let fits = needed <= room;
            room = room.saturating_sub(needed);
            fits
        };
        widths.iter().take_while(fits).count().max(1)
    }

    fn upright(&self) -> Vec<Table> {
        let record = |row: &Vec<Value>| {
            let mut table = self.new_table();
            for (column, value) in self.columns.iter().zip(row) {
                if *value != Value::Null {
                    table.add_row([
                        Cell::new(column.title(self.lang)),
                        self.cell(value).set_alignment(CellAlignment::Left),
                    ]);
                }
            }
            table
        };
        self.rows.iter().map(record).collect()
    }
}

impl Printer for TablePrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.rows.push(row.to_vec());
        Ok(())
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<()> {
        let mut page = String::new();
        if let Some(title) = &self.frame.title {
            page += &format!("{}\n", text::one_line(title));
        }
        if self.rows.is_empty() {
            page += &format!("{}\n", say!(NothingFound).say(self.lang));
        } else if self.frame.upright {
            for table in self.upright() {
                page += &format!("{table}\n");
            }
        } else {
            let mut table = self.flat(total);
            page += &format!("{table}\n");
            let hidden = self.columns.len().saturating_sub(table.column_count());
            if hidden > 0 {
                page += &format!("{}\n", say!(ColumnsHidden { hidden }).say(self.lang));
            }
        }
        self.target.write(page.as_bytes())?;
        self.target.finish()
    }
}
