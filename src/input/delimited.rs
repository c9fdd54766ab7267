//! A delimited text as rows, read once from front to back, so that its size does not matter.

use std::fs::File;
use std::io::{Read, Seek as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::record::{Fault, short};
use super::shown;
use crate::error::{AtPath as _, Error, Kind, Result, foreign};
use crate::i18n::{Text, say};
use crate::input::texts;

/// How much of a text is looked at to find its delimiter.
const SAMPLE: u64 = 1 << 18;
/// No row is so long; a longer one is a quote that nobody closed.
const ROW_LIMIT: usize = 1 << 23;
/// No cell is so long: more than fits into an argument of a command line was never recorded by hand.
const CELL_LIMIT: usize = 1 << 17;
/// What stands for a NUL in a text that is not sound, since a NUL marks the end here.
const FORMER_NUL: u8 = CTRL_Z;
/// What ends a text of DOS, and fills it up to the next block.
const CTRL_Z: u8 = 0x1a;
/// A row of its own after the last one. A text cannot hold it; if it is not read as such, a quote was left open.
const END: &[u8] = b"\n\0\n";

/// The delimiters that are known.
pub(super) const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The rows of a text.
pub(super) struct Lines {
    path: PathBuf,
    reader: csv::Reader<Guarded>,
    unspent: Arc<AtomicUsize>,
    /// Whether something is said after the end of a text of DOS.
    rest: Arc<AtomicBool>,
    ended: bool,
    spans_lines: bool,
    encoding: &'static Encoding,
    is_sound: bool,
}

/// The text of a file, decoded, its line ends made one; given up where a row does not end; followed by [`END`].
struct Guarded {
    text: Box<dyn Read + Send>,
    unspent: Arc<AtomicUsize>,
    after_return: bool,
    /// The last byte, as it stands in the text.
    last: u8,
    /// Whether something is said after a Ctrl-Z.
    rest: Arc<AtomicBool>,
    is_sound: bool,
    end: &'static [u8],
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.unspent.load(Relaxed) == 0 {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        let wanted = buffer.len().min(self.unspent.load(Relaxed));
        loop {
            let read = match self.text.read(&mut buffer[..wanted])? {
                0 => return self.end.read(buffer),
                read => {
                    let read = self.ended_at(&buffer[..read])?.unwrap_or(read);
                    self.last = buffer[..read].last().copied().unwrap_or(self.last);
                    if !self.is_sound {
                        buffer[..read].iter_mut().filter(|byte| **byte == 0).for_each(|byte| *byte = FORMER_NUL);
                    }
                    self.unify(&mut buffer[..read])
                }
            };
            if read > 0 {
                self.unspent.fetch_sub(read, Relaxed);
                return Ok(read);
            }
        }
    }
}

impl Guarded {
    /// Where among these bytes a Ctrl-Z ends the text, if one does: at either end of a line, or before more of its kind.
    /// Elsewhere it stands for a character that some program could not write.
    fn ended_at(&mut self, bytes: &[u8]) -> std::io::Result<Option<usize>> {
        for at in memchr::memchr_iter(CTRL_Z, bytes) {
            let before = if at == 0 { self.last } else { bytes[at - 1] };
            let mut next = [0];
            let is_last = match bytes.get(at + 1) {
                Some(byte) => {
                    next[0] = *byte;
                    false
                }
                None => {
                    let is_last = self.text.read(&mut next)? == 0;
                    if !is_last {
                        let rest = std::mem::replace(&mut self.text, Box::new(std::io::empty()));
                        self.text = Box::new(std::io::Cursor::new(next).chain(rest));
                    }
                    is_last
                }
            };
            if is_last || matches!(before, b'\n' | b'\r') || matches!(next[0], b'\n' | b'\r' | 0 | CTRL_Z) {
                self.look_at_rest(&bytes[at..])?;
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    /// Reads what follows the end, and notes whether it says anything.
    fn look_at_rest(&mut self, begun: &[u8]) -> std::io::Result<()> {
        let says = |bytes: &[u8]| bytes.iter().any(|byte| !byte.is_ascii_whitespace() && !matches!(*byte, 0 | CTRL_Z));
        let mut text = std::mem::replace(&mut self.text, Box::new(std::io::empty()));
        let (mut found, mut buffer) = (says(begun), vec![0; 1 << 16]);
        while !found {
            match text.read(&mut buffer)? {
                0 => break,
                read => found = says(&buffer[..read]),
            }
        }
        self.rest.store(found, Relaxed);
        Ok(())
    }

    /// Makes every line end a line feed, which is all that the reader counts; tells how many bytes are left.
    fn unify(&mut self, bytes: &mut [u8]) -> usize {
        let (mut kept, mut from) = (0, 0);
        while from < bytes.len() {
            if std::mem::take(&mut self.after_return) && bytes[from] == b'\n' {
                from += 1;
            }
            let end = memchr::memchr(b'\r', &bytes[from..]).map_or(bytes.len(), |at| from + at);
            bytes.copy_within(from..end, kept);
            kept += end - from;
            if end < bytes.len() {
                bytes[kept] = b'\n';
                kept += 1;
                self.after_return = true;
            }
            from = end + 1;
        }
        kept
    }
}

impl Lines {
    /// Opens the text behind a file. Where not all of it is sound, the rows that hold what is not have a fault.
    pub(super) fn open(
        path: &Path,
        file: &File,
        encoding: &'static Encoding,
        delimiter: u8,
        is_sound: bool,
    ) -> Result<Self> {
        let text = Box::new(decoded(path, file, encoding, is_sound)?);
        let unspent = Arc::new(AtomicUsize::new(ROW_LIMIT));
        let rest = Arc::new(AtomicBool::new(false));
        let guarded = Guarded {
            text,
            unspent: Arc::clone(&unspent),
            after_return: false,
            last: b'\n',
            rest: Arc::clone(&rest),
            is_sound,
            end: END,
        };
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(guarded);
        Ok(Self { path: path.to_owned(), reader, unspent, rest, ended: false, spans_lines: false, encoding, is_sound })
    }

    /// Reads the next row and tells its line; `None` at the end.
    pub(super) fn advance(&mut self, row: &mut StringRecord) -> Result<Option<u64>> {
        if self.ended {
            return Ok(None);
        }
        self.unspent.store(ROW_LIMIT, Relaxed);
        let before = self.reader.position().line();
        let more = match self.reader.read_record(row) {
            Ok(more) => more,
            Err(error) => {
                self.ended = true;
                return Err(self.unreadable(&error, before));
            }
        };
        // The reader passes over blank lines, and counts from before them: the line is told from the end.
        let after = self.reader.position().line();
        let breaks =
            if after > before + 1 { row.iter().map(|cell| cell.matches('\n').count() as u64).sum() } else { 0 };
        self.spans_lines = breaks > 0;
        // Only the row that holds the mark of the end can be the last one.
        let last = row.iter().next_back().unwrap_or_default();
        self.ended = !more || (last.ends_with(['\0', '\n']) && last.contains('\0'));
        match last {
            _ if !self.ended => Ok(Some(after.saturating_sub(breaks + 1))),
            "\0" | "" if row.len() <= 1 => Ok(None),
            _ => Err(quote_open(&self.path, after.saturating_sub(breaks).max(1))),
        }
    }

    /// Whether the text was ended by a Ctrl-Z, though something follows; told once.
    pub(super) fn take_rest(&mut self) -> bool {
        self.rest.swap(false, Relaxed)
    }

    /// Whether the row just read holds line breaks.
    pub(super) fn spans_lines(&self) -> bool {
        self.spans_lines
    }

    /// What no cell of a row may hold.
    pub(super) fn fault(&self, row: &StringRecord) -> Option<Fault> {
        if row.as_slice().len() > CELL_LIMIT
            && let Some((column, cell)) = row.iter().enumerate().find(|(_, cell)| cell.len() > CELL_LIMIT)
        {
            let what = say!(CellTooLong { beginning: short(cell), characters: cell.chars().count() });
            return Some(Fault { what, columns: vec![column] });
        }
        if self.is_sound {
            return None;
        }
        let invalid = say!(RowInvalid { encoding: self.encoding.name() });
        let signs = [(char::from(FORMER_NUL), say!(RowNul)), (char::REPLACEMENT_CHARACTER, invalid)];
        let (sign, what) = signs.into_iter().find(|(sign, _)| row.as_slice().contains(*sign))?;
        let columns = (0..row.len()).filter(|column| row[*column].contains(sign)).collect();
        Some(Fault { what, columns })
    }

    fn unreadable(&self, error: &csv::Error, line: u64) -> Error {
        let path = shown(&self.path);
        match error.kind() {
            csv::ErrorKind::Io(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                Error::refused(say!(InputRowTooLong { path, line })).hint(say!(QuoteOpenHint))
            }
            csv::ErrorKind::Io(error) => {
                let failed = Error::new(Kind::Io, say!(FileFailed { path, reason: foreign(error) }));
                failed.while_doing(say!(ReadingLine { line }))
            }
            _ => Error::refused(say!(LineUnreadable { path, line, reason: foreign(error) })),
        }
    }
}

/// The refusal of a quote that is not closed.
pub(super) fn quote_open(path: &Path, line: u64) -> Error {
    Error::refused(say!(QuoteOpen { path: shown(path), line })).hint(say!(QuoteOpenHint))
}

/// The text of a file. Bytes that are known to be valid UTF-8 are passed on as they are.
fn decoded(
    path: &Path,
    file: &File,
    encoding: &'static Encoding,
    is_sound: bool,
) -> Result<impl Read + Send + use<> + 'static> {
    let mut file = file.try_clone().at(path)?;
    file.rewind().at(path)?;
    DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .utf8_passthru(encoding == UTF_8 && is_sound)
        .strip_bom(true)
        .build_with_buffer(file, vec![0; 1 << 16])
        .map_err(|error| Error::io(path, &error))
}

/// The first part of a text, up to a line end.
pub(super) fn sample(path: &Path, file: &File, encoding: &'static Encoding) -> Result<String> {
    let mut bytes = Vec::new();
    decoded(path, file, encoding, true)?.take(SAMPLE).read_to_end(&mut bytes).at(path)?;
    if bytes.len() as u64 == SAMPLE {
        let end = bytes.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(0);
        bytes.truncate(end);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The first rows of a sample, as one delimiter parts them.
pub(super) fn rows(sample: &str, delimiter: u8, count: usize) -> Vec<StringRecord> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(sample.as_bytes())
        .into_records()
        .map_while(Result::ok)
        .take(count)
        .collect()
}

/// How alike the rows are that a delimiter makes: how many have the commonest number of cells above one, and that
/// number.
pub(super) fn alike(rows: &[StringRecord]) -> (usize, usize) {
    let widths: Vec<usize> = rows.iter().map(StringRecord::len).filter(|width| *width > 1).collect();
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    widths.iter().map(|width| (count(*width), *width)).max().unwrap_or((0, 1))
}

/// The name of a delimiter.
pub(super) fn name(delimiter: u8) -> Text {
    match delimiter {
        b'\t' => say!(DelimiterTab),
        b';' => say!(DelimiterSemicolon),
        b'|' => say!(DelimiterBar),
        _ => say!(DelimiterComma),
    }
}
