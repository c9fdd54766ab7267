//! Tables for people: boxes that line up with Chinese characters, numbers to the right, nothing that could steer the
//! terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, presets};

use super::{Column, Frame, Printer, Target, Value};
use crate::error::Result;
use crate::i18n::{Lang, say};
use crate::text;

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
        table.set_header(self.columns.iter().map(|column| Cell::new(column.title(self.lang))));
        for row in &self.rows {
            table.add_row(row.iter().map(|value| self.cell(value)));
        }
        if let Some(total) = total {
            table.add_row(total.iter().map(|value| self.cell(value).add_attribute(Attribute::Bold)));
        }
        table
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
            page += &format!("{}\n", self.flat(total));
        }
        self.target.write(page.as_bytes())?;
        self.target.finish()
    }
}
