//! A delimited text file as records, read once from front to back, so that its size does not matter.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};

use encoding_rs::UTF_8;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{Columns, Heading, encoding, is_blank};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::output::unguarded;
use crate::text;

/// Titles may stand above the headings; past so many rows there are none.
const HEADINGS_WITHIN: usize = 20;

/// An open file of rows under known headings.
pub struct Source {
    path: PathBuf,
    encoding: &'static str,
    delimiter: u8,
    reader: csv::Reader<Box<dyn Read>>,
    columns: Columns,
    headings: Vec<String>,
    record: csv::StringRecord,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("path", &self.path).field("encoding", &self.encoding).finish_non_exhaustive()
    }
}

/// One row: its line in the file and its cells.
#[derive(Debug)]
pub struct Record<'s> {
    /// The line it begins on, from 1.
    pub line: u64,
    columns: &'s Columns,
    cells: &'s csv::StringRecord,
}

impl<'s> Record<'s> {
    /// What stands under the `at`-th heading of the importer's table; `None` if there is no such column or the cell
    /// says that nothing is known.
    pub fn cell(&self, at: usize) -> Option<&'s str> {
        let cell = self.cells.get(self.columns.of(at)?)?;
        (!is_blank(cell)).then(|| unguarded(cell.trim()))
    }
}

impl Record<'_> {
    /// Whether the column is there but the cell is blank.
    pub fn told_blank(&self, at: usize) -> bool {
        self.columns.of(at).is_some() && self.cell(at).is_none()
    }

    /// The cells as written.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}

impl Source {
    /// Opens a file: finds encoding, delimiter and headings.
    pub fn open(path: &Path, opening: &super::Opening<'_>, known: &[Heading]) -> Result<Self> {
        let named = opening.encoding;
        let encoding = encoding::of_file(path, named)?;
        let open = || -> Result<Box<dyn Read>> {
            let file = File::open(path).at(path)?;
            let decoder = DecodeReaderBytesBuilder::new()
                .encoding(Some(encoding))
                .utf8_passthru(encoding == UTF_8)
                .strip_bom(true)
                .build(file);
            Ok(Box::new(decoder))
        };
        let delimiter = delimiter(open()?, path)?;
        let reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(open()?);
        let mut source = Self {
            path: path.to_owned(),
            encoding: encoding.name(),
            delimiter,
            reader,
            columns: Columns::default(),
            headings: Vec::new(),
            record: csv::StringRecord::new(),
        };
        source.find_headings(known)?;
        Ok(source)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of the encoding that was found.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// The delimiter that was found.
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// What was found.
    pub fn described(&self) -> crate::i18n::Text {
        say!(Plain { text: self.encoding })
    }

    /// All headings as written.
    pub fn headings(&self) -> Vec<String> {
        self.headings.clone()
    }

    /// Headings that the importer does not know.
    pub fn unknown_headings(&self) -> &[String] {
        &self.columns.unknown
    }

    /// Whether a column of this key is there.
    pub fn has(&self, at: usize) -> bool {
        self.columns.of(at).is_some()
    }

    fn find_headings(&mut self, known: &[Heading]) -> Result<()> {
        let mut seen: Vec<String> = Vec::new();
        for _ in 0..HEADINGS_WITHIN {
            if !self.advance()? {
                break;
            }
            if let Some(columns) = Columns::read(self.record.iter(), known) {
                self.columns = columns;
                self.headings = self.record.iter().map(str::to_owned).collect();
                return Ok(());
            }
            seen.extend(self.record.iter().filter(|cell| !cell.trim().is_empty()).map(text::one_line));
        }
        seen.truncate(30);
        let path = self.path.display().to_string();
        if seen.is_empty() {
            return Err(Error::refused(say!(FileEmpty { path })));
        }
        Err(Error::refused(say!(NoHeadings { path, seen })).hint(say!(NoHeadingsHint)))
    }

    fn advance(&mut self) -> Result<bool> {
        self.reader.read_record(&mut self.record).map_err(|error| unreadable(&self.path, &error))
    }

    /// The next row that says something: blank rows and sums are passed over.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>> {
        loop {
            if !self.advance()? {
                return Ok(None);
            }
            let mut filled = self.record.iter().map(str::trim).filter(|cell| !cell.is_empty());
            match filled.next() {
                None => {}
                Some(first) if is_sum(first) => {}
                Some(_) => break,
            }
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        Ok(Some(Record { line, columns: &self.columns, cells: &self.record }))
    }
}

fn is_sum(cell: &str) -> bool {
    let cell = text::fold(cell);
    ["合计", "总计", "小计", "共计"]
        .iter()
        .any(|sum| cell.strip_prefix(sum).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '('])))
}

/// The delimiter that most of the first lines hold, and of those the one they hold most of; a comma if they hold none.
/// What stands between quotes does not count: an address may hold more semicolons than the file has commas.
fn delimiter(reader: Box<dyn Read>, path: &Path) -> Result<u8> {
    let mut counts = [(b',', 0_usize, 0_usize), (b'\t', 0, 0), (b';', 0, 0), (b'|', 0, 0)];
    let mut quoted = false;
    for line in BufReader::new(reader.take(1 << 16)).split(b'\n').take(HEADINGS_WITHIN) {
        let mut line = line.at(path)?;
        line.retain(|byte| {
            quoted ^= *byte == b'"';
            !quoted
        });
        for (delimiter, lines, all) in &mut counts {
            let found = line.iter().filter(|byte| **byte == *delimiter).count();
            *lines += usize::from(found > 0);
            *all += found;
        }
    }
    let most = counts.into_iter().rev().max_by_key(|(_, lines, all)| (*lines, *all));
    Ok(most.map_or(b',', |(delimiter, ..)| delimiter))
}

fn unreadable(path: &Path, error: &csv::Error) -> Error {
    let path = path.display().to_string();
    let line = error.position().map_or_else(|| "?".to_owned(), |position| position.line().to_string());
    match error.kind() {
        csv::ErrorKind::Io(error) => Error::new(Kind::Io, say!(FileFailed { path, reason: error.to_string() })),
        _ => Error::refused(say!(LineUnreadable { path, line, reason: error.to_string() })),
    }
}
