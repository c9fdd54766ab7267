//! The tables of a Word document.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

use super::cell::Cell;
use super::grid::Grid;
use super::markup::{Broken, Piece, Tag, Xml};
use super::workbook::Table;

/// The part of the archive that holds the text.
pub(super) const PART: &str = "word/document.xml";

/// A table under way; one within a cell of another is a table of its own.
#[derive(Default)]
struct Open {
    /// Which table of the document it is, from 0.
    place: usize,
    grid: Grid,
    cell: Option<OpenCell>,
    /// Where cells merged down began, by column.
    merged: BTreeMap<u32, (u32, u32)>,
}

#[derive(Default)]
struct OpenCell {
    text: String,
    across: u32,
    down: Down,
}

/// What a cell says of the one above it.
#[derive(Default, Clone, Copy, PartialEq)]
enum Down {
    #[default]
    Alone,
    Begins,
    Goes,
}

/// The tables of a document, in order.
pub(super) fn read(parts: &mut zip::ZipArchive<BufReader<File>>) -> Result<Vec<Table>, Broken> {
    let name = parts
        .file_names()
        .filter_map(Result::ok)
        .find(|name| name.eq_ignore_ascii_case(PART))
        .map(std::borrow::Cow::into_owned);
    let mut xml = Xml::of_part(parts.by_name(name.as_deref().unwrap_or(PART))?);
    let (mut open, mut done): (Vec<Open>, Vec<(usize, Table)>) = (Vec::new(), Vec::new());
    let (mut count, mut is_text) = (0, false);
    loop {
        match xml.next()? {
            // How it looks, what older programs show instead, and what was struck out.
            Piece::Open(tag) if matches!(tag.name(), "pPr" | "rPr" | "Fallback" | "del" | "moveFrom") => xml.skip()?,
            Piece::Open(tag) if tag.name() == "tbl" => {
                open.push(Open { place: count, ..Open::default() });
                count += 1;
            }
            Piece::Open(tag) => {
                is_text = tag.name() == "t";
                if let Some(table) = open.last_mut() {
                    table.open(&tag);
                }
            }
            Piece::Text(text) if is_text => {
                if let Some(cell) = open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.text += &text;
                }
            }
            Piece::Text(_) => {}
            Piece::Close(name) if name == "tbl" => {
                let Some(table) = open.pop() else { continue };
                let place = table.place;
                let sheet = table.finish().ok_or(Broken::TooLarge)?;
                done.push((place, Table { name: (place + 1).to_string(), is_shown: true, sheet }));
            }
            Piece::Close(name) => {
                is_text = false;
                if let Some(table) = open.last_mut() {
                    table.close(&name);
                }
            }
            Piece::End => break,
        }
    }
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, table)| table).collect())
}

impl Open {
    fn open(&mut self, tag: &Tag) {
        match (tag.name(), &mut self.cell) {
            ("gridBefore", None) => self.grid.skip(tag.count("val").unwrap_or(0)),
            ("tc", _) => self.cell = Some(OpenCell { across: 1, ..OpenCell::default() }),
            ("gridSpan", Some(cell)) => cell.across = tag.count("val").unwrap_or(1),
            ("vMerge", Some(cell)) => {
                cell.down =
                    if tag.get("val").is_some_and(|word| word == "restart") { Down::Begins } else { Down::Goes };
            }
            ("p", Some(cell)) if !cell.text.is_empty() => cell.text.push('\n'),
            ("br" | "cr", Some(cell)) => cell.text.push('\n'),
            ("tab", Some(cell)) => cell.text.push(' '),
            ("noBreakHyphen", Some(cell)) => cell.text.push('-'),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "tc" => {
                let Some(cell) = self.cell.take() else { return };
                let (line, column) = self.grid.place();
                if cell.down != Down::Goes {
                    self.end_merged(column, line);
                }
                if cell.down == Down::Begins {
                    self.merged.insert(column, (line, column));
                }
                self.grid.put(Cell::text(&cell.text), cell.across, 1);
            }
            "tr" => self.grid.end_row(),
            _ => {}
        }
    }

    /// A cell merged down ends above this row.
    fn end_merged(&mut self, column: u32, line: u32) {
        if let Some(start) = self.merged.remove(&column) {
            self.grid.merge(start, (line.saturating_sub(1), column));
        }
    }

    fn finish(mut self) -> Option<super::sheet::Sheet> {
        let (end, _) = self.grid.place();
        let columns: Vec<u32> = self.merged.keys().copied().collect();
        columns.into_iter().for_each(|column| self.end_merged(column, end));
        self.grid.finish()
    }
}
