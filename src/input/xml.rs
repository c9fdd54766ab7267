//! Workbooks of Excel 2002 and 2003 as XML, which web systems save under the ending `.xls`.

use std::borrow::Cow;
use std::collections::HashMap;

use super::cell::{Cell, Value};
use super::format::{Format, Parts};
use super::grid::Grid;
use super::markup::{Broken, Piece, Tag, Xml};
use super::workbook::Table;

/// A workbook under way.
#[derive(Default)]
struct Reading {
    formats: HashMap<String, Format>,
    style: String,
    tables: Vec<Table>,
    grid: Grid,
    name: String,
    is_hidden: bool,
    /// The styles that a column or the row gives to cells that have none.
    columns: HashMap<u32, String>,
    next_column: u32,
    row_style: Option<String>,
    /// How many rows the row stands for.
    span: u32,
    cell: Option<Open>,
}

/// The cell under way.
#[derive(Default)]
struct Open {
    style: Option<String>,
    formula: Option<String>,
    across: u32,
    down: u32,
    kind: Option<String>,
    text: String,
    is_data: bool,
}

/// The sheets of a workbook.
pub(super) fn read(text: &str) -> Result<Vec<Table>, Broken> {
    let mut xml = Xml::of_text(text);
    let mut reading = Reading::default();
    loop {
        match xml.next()? {
            Piece::Open(tag) if matches!(tag.name(), "Comment" | "PhoneticText") => xml.skip()?,
            Piece::Open(tag) => reading.open(&tag),
            Piece::Close(name) => reading.close(&name)?,
            Piece::Text(text) => {
                if let Some(cell) = reading.cell.as_mut().filter(|cell| cell.is_data) {
                    cell.text += &text;
                } else if reading.is_hidden_word(&text) {
                    reading.is_hidden = true;
                }
            }
            Piece::End => return Ok(reading.tables),
        }
    }
}

impl Reading {
    fn open(&mut self, tag: &Tag) {
        match tag.name() {
            "Style" => self.style = tag.get("ID").unwrap_or_default(),
            "NumberFormat" => {
                let format = format(&tag.get("Format").unwrap_or_default());
                self.formats.insert(self.style.clone(), format);
            }
            "Worksheet" => {
                (self.grid, self.columns, self.next_column) = (Grid::default(), HashMap::new(), 0);
                (self.name, self.is_hidden) = (tag.get("Name").unwrap_or_default(), false);
            }
            "Column" => self.column(tag),
            "Row" => {
                if let Some(line) = tag.count("Index") {
                    self.grid.move_to_line(line.saturating_sub(1));
                }
                (self.row_style, self.span) = (tag.get("StyleID"), tag.count("Span").unwrap_or(0));
            }
            "Cell" => {
                if let Some(column) = tag.count("Index") {
                    self.grid.move_to_column(column.saturating_sub(1));
                }
                let more = |name| tag.count(name).unwrap_or(0).saturating_add(1);
                self.cell = Some(Open {
                    style: tag.get("StyleID"),
                    formula: tag.get("Formula"),
                    across: more("MergeAcross"),
                    down: more("MergeDown"),
                    ..Open::default()
                });
            }
            "Data" => {
                if let Some(cell) = &mut self.cell {
                    (cell.kind, cell.is_data) = (tag.get("Type"), true);
                }
            }
            _ => {}
        }
    }

    fn column(&mut self, tag: &Tag) {
        let first = tag.count("Index").map_or(self.next_column, |column| column.saturating_sub(1));
        let span = tag.count("Span").unwrap_or(0).min(1 << 14);
        if let Some(style) = tag.get("StyleID") {
            self.columns.extend((first..=first.saturating_add(span)).map(|column| (column, style.clone())));
        }
        self.next_column = first.saturating_add(span).saturating_add(1);
    }

    fn close(&mut self, name: &str) -> Result<(), Broken> {
        match name {
            "Data" => self.cell.iter_mut().for_each(|cell| cell.is_data = false),
            "Cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let (_, column) = self.grid.place();
                let style = cell.style.as_ref().or(self.row_style.as_ref()).or_else(|| self.columns.get(&column));
                let format = style.and_then(|style| self.formats.get(style)).map_or_else(Cow::default, Cow::Borrowed);
                self.grid.put(Cell { value: cell.value(), format }, cell.across, cell.down);
            }
            "Row" => {
                self.grid.end_row();
                self.grid.skip_lines(self.span);
            }
            "Worksheet" => {
                let sheet = std::mem::take(&mut self.grid).finish().ok_or(Broken::TooLarge)?;
                self.tables.push(Table { name: std::mem::take(&mut self.name), is_shown: !self.is_hidden, sheet });
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether this is what `<Visible>` says of a sheet that is not shown.
    fn is_hidden_word(&self, text: &str) -> bool {
        !self.name.is_empty() && matches!(text.trim(), "SheetHidden" | "SheetVeryHidden")
    }
}

impl Open {
    fn value(&self) -> Value<'_> {
        let number = || self.text.trim().parse().ok().map(Value::Number);
        let value = match (self.kind.as_deref(), &self.formula) {
            (None, Some(formula)) => Some(Value::Uncomputed(formula.trim_start_matches('=').into())),
            (None, None) => Some(Value::Empty),
            (Some("Number"), _) => number(),
            (Some("DateTime"), _) => Some(Value::iso(self.text.trim())),
            (Some("Boolean"), _) => Some(Value::Truth(matches!(self.text.trim(), "1" | "true"))),
            (Some("Error"), _) => Some(Value::Error(self.text.trim().into())),
            _ => None,
        };
        value.unwrap_or_else(|| Value::Text(self.text.as_str().into()))
    }
}

/// A format by its code, or by the name that these workbooks have for it.
fn format(code: &str) -> Format {
    match code {
        "General Date" => Format::Date(Parts { time: true, ..Parts::DAY }),
        "Long Date" | "Medium Date" | "Short Date" => Format::Date(Parts::DAY),
        "Long Time" | "Medium Time" | "Short Time" => Format::Date(Parts::TIME),
        "Fixed" | "Standard" | "Percent" | "Scientific" | "Currency" | "Euro Currency" | "Yes/No" | "True/False"
        | "On/Off" => Format::Plain,
        code => Format::of(None, code),
    }
}
