//! The cells of a workbook of Excel 97 and earlier.
//!
//! What cells hold is read elsewhere. Here their records are read for what is not told of there: the number formats that
//! they are shown by, and the formulas that came to nothing.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{Cursor, Read as _, Seek as _, Write as _};

use calamine::{Reader as _, Xls, XlsError};

use super::cell::{Cell, Value};
use super::format::Format;
use super::markup::Broken;
use super::sheet::{Builder, Sheet};

/// The numbers of the records that matter.
mod record {
    pub(super) const FORMULA: u16 = 0x0006;
    pub(super) const END: u16 = 0x000a;
    pub(super) const SHARED_TEXT: u16 = 0x00fd;
    pub(super) const RICH_TEXT: u16 = 0x00d6;
    pub(super) const TEXT: u16 = 0x0204;
    pub(super) const TRUTH_OR_ERROR: u16 = 0x0205;
    pub(super) const SHEET: u16 = 0x0085;
    pub(super) const ROW_OF_NUMBERS: u16 = 0x00bd;
    pub(super) const STYLE: u16 = 0x00e0;
    pub(super) const RECALCULATED: u16 = 0x01c1;
    pub(super) const DIMENSIONS: u16 = 0x0200;
    pub(super) const NUMBER: u16 = 0x0203;
    pub(super) const COMPACT_NUMBER: u16 = 0x027e;
    pub(super) const FORMAT: u16 = 0x041e;
    pub(super) const BEGIN: u16 = 0x0809;
}

/// So many places take no more than some hundred megabytes, filled or not.
const ROOM: u64 = 1 << 22;
/// In a larger workbook one place of so many is filled.
const HOLLOW: u64 = 32;

/// An open workbook.
pub(super) struct Book {
    book: Xls<Cursor<Vec<u8>>>,
    sheets: Vec<Looks>,
}

/// How the cells of one sheet look.
#[derive(Default)]
struct Looks {
    formats: HashMap<(u32, u32), Format>,
    /// Formulas whose result is an empty text, or none.
    blank: HashSet<(u32, u32)>,
    has_results: bool,
}

/// What a workbook says of all its sheets.
#[derive(Default)]
struct Globals {
    /// Where the records of each sheet begin.
    sheets: Vec<usize>,
    codes: HashMap<u16, String>,
    /// The number of the format of each style.
    styles: Vec<u16>,
    is_old: bool,
    is_recalculated: bool,
}

impl Book {
    /// Opens a workbook. What reads the cells follows whatever a file says of itself, so it is given the records alone,
    /// in a container that is sound, and not told how large the sheets call themselves.
    pub(super) fn open(file: &File) -> Result<Self, Broken> {
        let mut file = file.try_clone()?;
        file.rewind()?;
        let mut compound = cfb::CompoundFile::open(file)?;
        let name = if compound.is_stream("/Workbook") { "/Workbook" } else { "/Book" };
        let mut bytes = Vec::new();
        compound.open_stream(name)?.read_to_end(&mut bytes)?;
        forget_dimensions(&mut bytes);
        let globals = Globals::read(&bytes);
        refuse_hollow(&bytes, &globals.sheets)?;
        let mut sound = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        sound.create_stream(name)?.write_all(&bytes)?;
        // A container without any small stream is one that the reader does not know.
        sound.create_stream("/Small")?.write_all(&[0])?;
        sound.flush()?;
        let book = Xls::new(sound.into_inner()).map_err(|error| match error {
            XlsError::Password => Broken::Locked,
            error => error.into(),
        })?;
        let mut sheets: Vec<Looks> = globals.sheets.iter().map(|start| Looks::read(&bytes, *start, &globals)).collect();
        // A program that works formulas out says so, or leaves a result of at least one of them.
        if globals.is_recalculated || sheets.iter().any(|looks| looks.has_results) {
            sheets.iter_mut().for_each(|looks| looks.blank.clear());
        }
        Ok(Self { book, sheets })
    }

    /// The workbook as such.
    pub(super) fn book(&self) -> &Xls<Cursor<Vec<u8>>> {
        &self.book
    }

    /// A sheet, unless it is too large for one.
    pub(super) fn read(&mut self, name: &str) -> Result<Option<Sheet>, Broken> {
        let merged = self.book.merge_cells_by_sheet_name(name).unwrap_or_default();
        let range = self.book.worksheet_range(name)?;
        let formulas = self.book.worksheet_formula(name)?;
        let place = self.book.sheets_metadata().iter().position(|sheet| sheet.name == name);
        let none = Looks::default();
        let looks = place.and_then(|place| self.sheets.get(place)).unwrap_or(&none);
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Builder::default();
        for (row, column, data) in range.used_cells() {
            let at = |offset: usize, from: u32| from.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            let place = (at(row, top), at(column, left));
            let value = match formulas.get_value(place) {
                Some(formula) if looks.blank.contains(&place) => Value::Uncomputed(formula.into()),
                _ => Value::from(data),
            };
            rows.push(
                place,
                Cell { value, format: looks.formats.get(&place).map_or_else(Cow::default, Cow::Borrowed) },
            );
        }
        Ok(rows.finish(&merged))
    }
}

impl Globals {
    fn read(bytes: &[u8]) -> Self {
        let mut globals = Self::default();
        for (kind, data) in records(bytes, 0) {
            match kind {
                record::BEGIN => globals.is_old = word(data, 0).is_some_and(|version| version < 0x0600),
                record::SHEET => globals.sheets.push(double_word(data, 0) as usize),
                record::FORMAT => {
                    if let Some((number, code)) = format_code(data, globals.is_old) {
                        globals.codes.insert(number, code);
                    }
                }
                record::STYLE => globals.styles.push(word(data, 2).unwrap_or(0)),
                record::RECALCULATED => globals.is_recalculated = true,
                _ => {}
            }
        }
        globals
    }

    fn format(&self, style: u16) -> Format {
        let number = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        Format::of(Some(number.into()), self.codes.get(&number).map_or("", String::as_str))
    }
}

impl Looks {
    fn read(bytes: &[u8], start: usize, globals: &Globals) -> Self {
        let mut looks = Self::default();
        for (kind, data) in records(bytes, start) {
            let (Some(line), Some(column)) = (word(data, 0), word(data, 2)) else { continue };
            match kind {
                record::NUMBER | record::COMPACT_NUMBER => looks.put(line, column, word(data, 4), globals),
                record::FORMULA => {
                    looks.put(line, column, word(data, 4), globals);
                    match data.get(6) {
                        Some(3) if word(data, 12) == Some(u16::MAX) => {
                            looks.blank.insert((line.into(), column.into()));
                        }
                        _ => looks.has_results = true,
                    }
                }
                record::ROW_OF_NUMBERS => {
                    // A style and a number of four bytes for each column; the last column at the end.
                    for (column, at) in (column..).zip((4..data.len().saturating_sub(2)).step_by(6)) {
                        looks.put(line, column, word(data, at), globals);
                    }
                }
                _ => {}
            }
        }
        looks
    }

    fn put(&mut self, line: u16, column: u16, style: Option<u16>, globals: &Globals) {
        let format = globals.format(style.unwrap_or(0));
        if format != Format::Plain {
            self.formats.insert((line.into(), column.into()), format);
        }
    }
}

/// Makes the records that say how large sheets are say that they are empty.
fn forget_dimensions(bytes: &mut [u8]) {
    let mut at = 0;
    while let (Some(kind), Some(length)) = (word(bytes, at), word(bytes, at + 2)) {
        let end = at + 4 + usize::from(length);
        if let Some(data) = bytes.get_mut(at + 4..end).filter(|_| kind == record::DIMENSIONS) {
            data.fill(0);
        }
        at = end;
    }
}

/// Refuses sheets of which little is there and that are large all the same: what reads the cells makes room for each place between
/// the first and the last. Sheets that share what they hold are none: they would be read again and again.
fn refuse_hollow(bytes: &[u8], sheets: &[usize]) -> Result<(), Broken> {
    let (mut cells, mut places, mut unread) = (0_u64, 0_u64, bytes.len());
    for start in sheets {
        let mut sheet = Extent::default();
        for (kind, data, is_within) in all_records(bytes, *start) {
            unread = unread.checked_sub(data.len() + 4).ok_or(Broken::Senseless)?;
            if !is_within {
                sheet.take(kind, data);
            }
        }
        cells += sheet.cells;
        places += sheet.places();
    }
    if places > ROOM.max(cells * HOLLOW) { Err(Broken::TooLarge) } else { Ok(()) }
}

/// How far the cells of a sheet reach.
#[derive(Default)]
struct Extent {
    cells: u64,
    lines: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Extent {
    fn take(&mut self, kind: u16, data: &[u8]) {
        let (Some(line), Some(column)) = (word(data, 0), word(data, 2)) else { return };
        let count = match kind {
            record::NUMBER
            | record::COMPACT_NUMBER
            | record::FORMULA
            | record::SHARED_TEXT
            | record::RICH_TEXT
            | record::TEXT
            | record::TRUTH_OR_ERROR => 1,
            record::ROW_OF_NUMBERS => u16::try_from(data.len().saturating_sub(6) / 6).unwrap_or(u16::MAX).max(1),
            _ => return,
        };
        self.cells += u64::from(count);
        let wider = |span: Option<(u16, u16)>, from: u16, to: u16| {
            Some(span.map_or((from, to), |(first, last)| (first.min(from), last.max(to))))
        };
        self.lines = wider(self.lines, line, line);
        self.columns = wider(self.columns, column, column.saturating_add(count - 1));
    }

    /// How many places lie between the first cell and the last.
    fn places(&self) -> u64 {
        let long = |span: Option<(u16, u16)>| span.map_or(0, |(first, last)| u64::from(last - first) + 1);
        long(self.lines) * long(self.columns)
    }
}

/// The records of one stream from its beginning to its end, without those of streams within.
fn records(bytes: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    all_records(bytes, start).filter(|(.., is_within)| !is_within).map(|(kind, data, _)| (kind, data))
}

/// The records of one stream from its beginning to its end, and whether each is of a stream within.
fn all_records(bytes: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8], bool)> {
    let (mut rest, mut depth) = (bytes.get(start..).unwrap_or_default(), 0);
    std::iter::from_fn(move || {
        let (kind, length) = (word(rest, 0)?, usize::from(word(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = &rest[4 + length..];
        let outside = depth;
        match kind {
            record::BEGIN => depth += 1,
            record::END if depth <= 1 => return None,
            record::END => depth -= 1,
            _ => {}
        }
        Some((kind, data, depth > 1 || outside > 1))
    })
}

/// A number format and its code.
fn format_code(data: &[u8], is_old: bool) -> Option<(u16, String)> {
    let number = word(data, 0)?;
    if is_old {
        let code = data.get(3..)?;
        return Some((number, encoding_rs::GB18030.decode_without_bom_handling(code).0.into_owned()));
    }
    let (length, is_wide, code) = (usize::from(word(data, 2)?), data.get(4)? & 1 == 1, data.get(5..)?);
    let units = if is_wide {
        code.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]])).take(length).collect::<Vec<_>>()
    } else {
        code.iter().map(|byte| u16::from(*byte)).take(length).collect()
    };
    Some((number, String::from_utf16_lossy(&units)))
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn double_word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(u32::MAX, u32::from_le_bytes)
}

#[cfg(test)]
mod tests;
