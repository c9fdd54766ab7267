//! The sheets of an OpenDocument workbook.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;

use super::cell::{Cell, Value, duration};
use super::format::Format;
use super::grid::Grid;
use super::markup::{Broken, Piece, Tag, Xml};
use super::workbook::Table;

type Archive = zip::ZipArchive<BufReader<File>>;

/// Elements whose cells and texts are not those of the sheet.
const BESIDE: [&str; 6] = ["annotation", "tracked-changes", "dde-links", "shapes", "forms", "frame"];
/// As far as sheets go.
const LINES: u32 = 1 << 20;

/// Whether a workbook is locked: its parts are there, but nobody can read them.
fn is_locked(parts: &mut Archive) -> bool {
    let Ok(part) = parts.by_name("META-INF/manifest.xml") else { return false };
    let mut xml = Xml::of_part(part);
    loop {
        match xml.next() {
            Ok(Piece::Open(tag)) if tag.name() == "encryption-data" => return true,
            Ok(Piece::End) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// The sheets.
pub(super) fn read(parts: &mut Archive) -> Result<Vec<Table>, Broken> {
    if is_locked(parts) {
        return Err(Broken::Locked);
    }
    let mut reading = Reading::default();
    for part in ["styles.xml", "content.xml"] {
        let part = match parts.by_name(part) {
            Err(zip::result::ZipError::FileNotFound) if part == "styles.xml" => continue,
            part => part?,
        };
        let mut xml = Xml::of_part(part);
        loop {
            match xml.next()? {
                Piece::Open(tag) if BESIDE.contains(&tag.name()) => xml.skip()?,
                Piece::Open(tag) => reading.open(&tag),
                Piece::Close(name) => reading.close(&name)?,
                Piece::Text(text) => reading.text(&text),
                Piece::End => break,
            }
        }
    }
    Ok(reading.tables)
}

/// A workbook under way.
#[derive(Default)]
struct Reading {
    styles: Styles,
    tables: Vec<Table>,
    name: String,
    is_shown: bool,
    grid: Grid,
    /// The styles that columns give to cells that have none: the first column of each, in order.
    columns: Vec<(u32, Option<String>)>,
    next_column: u32,
    row: Row,
    cell: Option<Open>,
}

#[derive(Default)]
struct Row {
    style: Option<String>,
    times: u32,
    /// Its cells that say something, with the columns that each begins in, how often it comes and how far it reaches.
    cells: Vec<(u32, u32, Cell<'static>, (u32, u32))>,
    column: u32,
}

/// The cell under way.
struct Open {
    tag: Tag,
    text: String,
    paragraphs: usize,
}

impl Reading {
    fn open(&mut self, tag: &Tag) {
        if let Some(cell) = &mut self.cell {
            return cell.open(tag);
        }
        match tag.name() {
            "table" => {
                (self.grid, self.columns, self.next_column) = (Grid::default(), Vec::new(), 0);
                self.name = tag.get("name").unwrap_or_default();
                self.is_shown = tag.get("style-name").is_none_or(|style| !self.styles.hidden.contains(&style));
            }
            "table-column" => {
                self.columns.push((self.next_column, tag.get("default-cell-style-name")));
                let times = tag.count("number-columns-repeated").unwrap_or(1);
                self.next_column = self.next_column.saturating_add(times);
            }
            "table-row" => {
                let times = tag.count("number-rows-repeated").unwrap_or(1);
                self.row = Row { style: tag.get("default-cell-style-name"), times, ..Row::default() };
            }
            "table-cell" => self.cell = Some(Open { tag: tag.clone(), text: String::new(), paragraphs: 0 }),
            "covered-table-cell" => {
                let times = tag.count("number-columns-repeated").unwrap_or(1);
                self.row.column = self.row.column.saturating_add(times);
            }
            name => self.styles.open(name, tag),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.cell {
            Some(cell) => {
                // White space between paragraphs is that of the file.
                let is_layout = cell.paragraphs == 0 || (text.trim().is_empty() && text.contains('\n'));
                cell.text += if is_layout { "" } else { text };
            }
            None => self.styles.text(text),
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Broken> {
        match name {
            "table-cell" => self.close_cell(),
            "table-row" => self.close_row(),
            "table" => {
                let sheet = std::mem::take(&mut self.grid).finish().ok_or(Broken::TooLarge)?;
                self.tables.push(Table { name: std::mem::take(&mut self.name), is_shown: self.is_shown, sheet });
            }
            name if self.cell.is_none() => self.styles.close(name),
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let column = self.row.column;
        let times = open.tag.count("number-columns-repeated").unwrap_or(1);
        self.row.column = column.saturating_add(times);
        let of_column = || {
            let after = self.columns.partition_point(|(first, _)| *first <= column);
            self.columns.get(after.wrapping_sub(1)).and_then(|(_, style)| style.clone())
        };
        let style = open.tag.get("style-name").or_else(|| self.row.style.clone()).or_else(of_column);
        let format = style.map(|style| self.styles.format(&style)).unwrap_or_default();
        let cell = Cell { value: open.value(), format: Cow::Owned(format) };
        if !cell.says_nothing() {
            let span = |name| open.tag.count(name).unwrap_or(1);
            self.row.cells.push((column, times, cell, (span("number-columns-spanned"), span("number-rows-spanned"))));
        }
    }

    /// Puts the cells of a row, as often as it comes.
    fn close_row(&mut self) {
        let Row { times, cells, .. } = std::mem::take(&mut self.row);
        let mut line = 0;
        while line < times.min(LINES) && !cells.is_empty() && !self.grid.is_too_large() {
            for (column, repeated, cell, (across, down)) in &cells {
                for column in (*column..column.saturating_add(*repeated)).take(1 + (1 << 14)) {
                    self.grid.move_to_column(column);
                    let (first, _) = self.grid.place();
                    self.grid.put(cell.clone(), 1, 1);
                    if *down > 1 {
                        let last = (first.saturating_add(down - 1), column.saturating_add(across.saturating_sub(1)));
                        self.grid.merge((first, column), last);
                    }
                }
            }
            self.grid.end_row();
            line += 1;
        }
        self.grid.skip_lines(times.saturating_sub(line));
    }
}

impl Open {
    fn open(&mut self, tag: &Tag) {
        match tag.name() {
            "p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
            }
            "s" => self.text.extend(std::iter::repeat_n(' ', tag.count("c").unwrap_or(1).min(100) as usize)),
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            _ => {}
        }
    }

    fn value(&self) -> Value<'static> {
        let mut kinds: Vec<String> = self.tag.all("value-type").collect();
        let value = |name| self.tag.get(name).unwrap_or_default();
        let text = || self.tag.get("string-value").unwrap_or_else(|| self.text.clone());
        // A program may call an error a text and say only beside it that it is an error.
        if kinds.iter().any(|kind| kind == "error") {
            return Value::Error(self.text.clone().into());
        }
        kinds.truncate(1);
        match (kinds.first().map(String::as_str), self.tag.get("formula")) {
            (Some("float" | "percentage" | "currency"), _) => match value("value").trim().parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(text().into()),
            },
            (Some("date"), _) => Value::iso(&value("date-value")).into_owned(),
            (Some("time"), _) => Value::Text(duration(&value("time-value")).into()),
            (Some("boolean"), _) => Value::Truth(value("boolean-value") == "true"),
            (None, Some(formula)) if self.text.is_empty() => {
                Value::Uncomputed(formula.trim_start_matches("of:").trim_start_matches('=').to_owned().into())
            }
            _ => Value::Text(text().into()),
        }
    }
}

/// What is known of styles: formats by name, and which style of cells has which.
#[derive(Default)]
struct Styles {
    /// The codes of formats, as Excel would write them.
    codes: HashMap<String, String>,
    /// The format of a style of cells, and the style that it goes back to.
    cells: HashMap<String, (Option<String>, Option<String>)>,
    /// The styles of sheets that are not shown.
    hidden: HashSet<String>,
    /// The style or the format under way.
    name: String,
    code: String,
    is_text: bool,
}

impl Styles {
    fn open(&mut self, name: &str, tag: &Tag) {
        let digits = |name| tag.count(name).unwrap_or(0).min(32) as usize;
        self.is_text = false;
        match name {
            "style" => {
                self.name = tag.get("name").unwrap_or_default();
                if tag.get("family").is_some_and(|family| family == "table-cell") {
                    let of = (tag.get("data-style-name"), tag.get("parent-style-name"));
                    self.cells.insert(self.name.clone(), of);
                }
            }
            "table-properties" if tag.get("display").is_some_and(|display| display == "false") => {
                self.hidden.insert(self.name.clone());
            }
            "date-style" | "time-style" | "number-style" => {
                (self.name, self.code) = (tag.get("name").unwrap_or_default(), String::new());
            }
            "year" | "era" => self.code += "yyyy",
            "month" => self.code += "mm",
            "day" | "day-of-week" => self.code += "dd",
            "hours" => self.code += "hh",
            "minutes" => self.code += "mm",
            "seconds" => self.code += "ss",
            "number" => {
                self.code += &"0".repeat(digits("min-integer-digits"));
                if digits("decimal-places") > 0 || tag.get("grouping").is_some_and(|grouping| grouping == "true") {
                    self.code.push('.');
                }
            }
            "text" => self.is_text = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_text && !text.is_empty() {
            self.code += &format!("\"{}\"", text.replace('"', ""));
        }
    }

    fn close(&mut self, name: &str) {
        self.is_text = false;
        if matches!(name, "date-style" | "time-style" | "number-style") {
            self.codes.insert(std::mem::take(&mut self.name), std::mem::take(&mut self.code));
        }
    }

    /// The format of cells of a style, or of the one that it goes back to.
    fn format(&self, style: &str) -> Format {
        let mut style = style;
        // No style goes back far; one may go back to itself.
        for _ in 0..16 {
            match self.cells.get(style) {
                Some((Some(format), _)) => {
                    return self.codes.get(format).map_or_else(Format::default, |code| Format::of(None, code));
                }
                Some((None, Some(parent))) => style = parent,
                _ => break,
            }
        }
        Format::default()
    }
}
