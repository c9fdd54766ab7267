//! Files that other people made: from bytes to rows of text under known headings.
//!
//! An importer hands over its table of [`Heading`]s and gets, row by row, the cells under each key. What a cell means
//! is the importer's business; here nothing is interpreted but the form of the file.
//!
//! | module | question |
//! |---|---|
//! | `kind`, `locked` | what is this file: a text, a workbook, or something else? does it take a password? |
//! | `encoding` | which characters do its bytes mean, and are they all valid? |
//! | `delimited` | where do the rows and cells of a text end? |
//! | `workbook`, `choice`, `join` | which sheet, or which tables? |
//! | `xlsx`, `xls`, `ods`, `xml`, `html`, `docx` | what do its cells hold, and how are they shown? |
//! | `sheet`, `grid`, `cell`, `format`, `markup` | which rows, and what does a cell say? |
//! | `archive`, `guarded` | does it unpack to more than anybody made, and what if it makes no sense to what reads it? |
//! | `headings`, `layout`, `map` | which row holds the headings, and which column is what? |
//! | `furniture` | which rows are no records, but parts of the form? |
//! | `source`, `record` | what do the others say? |
//! | `shape` | in what can rows of it be written again? |
//! | `blank` | is it a form that waits to be filled, and where? |

mod archive;
mod blank;
mod cell;
mod choice;
mod delimited;
mod docx;
mod encoding;
mod format;
mod furniture;
mod grid;
mod guarded;
mod headings;
mod html;
mod join;
mod kind;
mod layout;
mod locked;
mod map;
mod markup;
mod ods;
mod record;
mod shape;
mod sheet;
mod source;
pub(crate) mod texts;
mod workbook;
mod xls;
mod xlsx;
mod xml;

pub(crate) use blank::{Blank, BlankColumn, Blanks, Shows};
pub(crate) use cell::letters;
pub use headings::{Columns, Heading};
pub use map::Map;
pub use record::{Fault, Kept, Raw, Record};
pub use shape::Shape;
pub use source::Source;

use std::path::Path;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::error::{BadValue, Error, Result};
use crate::i18n::{Arg, Label, Text, label, say};
use crate::text::{is_invisible, plain};

/// The heading of the column that says what is wrong with the rows of a file. Where it is read again, that says nothing.
pub const FAULTS: &str = "错误";

/// How the user wants a file to be read; nothing told is found out.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening<'a> {
    /// The encoding of a text; `auto` or none to find it.
    pub encoding: Option<&'a str>,
    /// The sheet of a workbook.
    pub sheet: Option<&'a str>,
    /// What headings mean that nobody knows.
    pub map: Option<&'a Map>,
    /// The password of a workbook that has one.
    pub password: Option<&'a str>,
    /// Whether a text whose bytes are not all valid is read for the sake of its other rows.
    pub keep_going: bool,
}

/// A whole text file, in whatever encoding it is (found as for a table).
///
/// Refuses what is no text, is empty, or holds bytes that are no characters.
pub fn read_text(path: &Path) -> Result<String> {
    let none = || Error::refused(say!(FileNoText { path: shown(path) })).hint(say!(FileNoTextHint));
    text_of_file(path)?.ok_or_else(none)
}

/// The password that stands in a file: its first line.
pub fn read_password(path: &Path) -> Result<String> {
    let none = || Error::refused(say!(PasswordFileBad { path: shown(path) })).hint(say!(PasswordFileBadHint));
    let text = text_of_file(path)?.unwrap_or_default();
    text.lines().next().filter(|line| !line.is_empty()).map(str::to_owned).ok_or_else(none)
}

/// All of a text file; none of one that is something else, or empty.
pub(crate) fn text_of_file(path: &Path) -> Result<Option<String>> {
    let mut file = kind::open(path, kind::LARGEST_TEXT)?;
    match kind::of_file(path, &mut file) {
        Ok(kind::Kind::Text) => {}
        Err(error) if error.kind() != crate::error::Kind::Refused => return Err(error),
        _ => return Ok(None),
    }
    Ok(Some(plain(&encoding::text_of(path, &mut file, &Opening::default())?).into_owned()))
}

/// Whether a workbook asks for a password, as far as it is one that can be opened. A pipe is left alone.
pub fn is_locked(path: &Path) -> bool {
    path.is_file() && std::fs::File::open(path).is_ok_and(|mut file| locked::is_locked(&mut file))
}

/// Something wrong with one cell, or with a row as a whole: the column, what stands there, what is wrong and how to
/// mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The key of the column; empty where it is the row.
    pub key: &'static str,
    /// What stands there, personal numbers not masked yet.
    pub value: String,
    /// What is wrong.
    pub what: Text,
}

impl Problem {
    /// A problem of a row as a whole.
    pub fn of_row(what: Text) -> Self {
        Self { key: "", value: String::new(), what }
    }

    /// The problem as a line, personal numbers masked.
    pub fn text(&self) -> Text {
        let what = Arg::Masked(Box::new(self.what.clone()));
        if self.key.is_empty() {
            return say!(Plain { text: what });
        }
        let column = label(self.key).unwrap_or(Label { zh: "?", en: "?" });
        if self.value.is_empty() {
            return say!(ProblemOfColumn { column, what });
        }
        say!(ProblemOfCell { column, value: self.shown_value(), what })
    }

    /// The same problem of several cells of a column, whose values are these, as [`Self::shown_value`] gives them: so many of them
    /// are told.
    pub fn text_of_several(&self, values: &[String], told: usize) -> Text {
        let column = label(self.key).unwrap_or(Label { zh: "?", en: "?" });
        let more = (values.len() > told).then(|| "…".to_owned());
        let values: Vec<String> = values.iter().take(told).map(|value| format!("“{value}”")).chain(more).collect();
        say!(ProblemOfCells { column, values, what: Arg::Masked(Box::new(self.what.clone())) })
    }

    /// What stands in the cell, personal numbers masked, short enough for a line.
    pub fn shown_value(&self) -> String {
        let value = match self.key {
            "phone" | "landline" if self.value.bytes().filter(u8::is_ascii_digit).count() >= 7 => {
                crate::text::mask_phone(&self.value)
            }
            "id_no" => crate::text::mask_document(&self.value),
            _ => crate::text::mask_numbers(&self.value),
        };
        crate::text::shortened(&value).into_owned()
    }
}

/// Cells that say that nothing is known, as people write it and as programs export it.
pub fn is_blank(cell: &str) -> bool {
    says_unknown(bare(cell))
}

/// The same of a cell that is [`bare`] already.
#[inline]
pub(crate) fn says_unknown(cell: &str) -> bool {
    // A glance at the first byte saves the comparing.
    match cell.as_bytes().first() {
        None => true,
        Some(0xe2 | 0xe6 | 0xef) => matches!(cell, "无" | "—" | "——" | "－"),
        Some(b'-' | b'/' | b'\\' | b'(' | b'<' | b'N' | b'n' | b'u') => matches!(
            cell,
            "-" | "--"
                | "/"
                | "\\"
                | "N/A"
                | "n/a"
                | "NaN"
                | "nan"
                | "NAN"
                | "\\N"
                | "NULL"
                | "null"
                | "Null"
                | "(null)"
                | "(NULL)"
                | "<null>"
                | "undefined"
        ),
        _ => false,
    }
}

/// Whether a row may hold a cell that [`is_ditto`]: a glance at all of it.
fn may_hold_ditto(row: &str) -> bool {
    static WORD: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("同"));
    memchr::memchr2(0xe2, 0xe3, row.as_bytes()).is_some() || WORD.find(row.as_bytes()).is_some()
}

/// A text of the command line, read as one of a file is, see [`plain`]. One that says that it is as another is none.
pub(crate) fn told(typed: &str) -> Result<String, BadValue> {
    let text = crate::text::with_our_lines(plain(typed)).into_owned();
    if is_ditto(bare(&text)) { Err(BadValue(say!(TypedDitto { typed: text }))) } else { Ok(text) }
}

/// What a group of people is called where it is named above them: without its number and how many they are.
pub(crate) fn group(cell: &str) -> String {
    furniture::group(cell)
}

/// Whether a cell that is [`bare`] says that it is as the one above it, or beside it.
fn is_ditto(cell: &str) -> bool {
    match cell.as_bytes().first() {
        Some(0xe2 | 0xe3) => matches!(cell, "″" | "”" | "〃" | "〞"),
        Some(0xe5) => matches!(cell, "同上" | "同前" | "同左"),
        _ => false,
    }
}

/// A cell without the white space and the invisible characters around it.
#[inline]
pub(crate) fn bare(cell: &str) -> &str {
    if is_bare(cell.as_bytes()) {
        return cell;
    }
    trimmed(cell)
}

#[cold]
fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether a cell surely begins and ends with a visible character: one of ASCII, or a Chinese one (of three bytes from
/// `e4` to `e9`), as nearly all do.
#[inline]
fn is_bare(cell: &[u8]) -> bool {
    let is_chinese = |byte: &u8| matches!(byte, 0xe4..=0xe9);
    match cell {
        [] => true,
        [first, ..] if !(first.is_ascii_graphic() || is_chinese(first)) => false,
        [.., last] if last.is_ascii_graphic() => true,
        [.., third, _, _] => is_chinese(third),
        _ => false,
    }
}

/// The file as a message names it.
pub(crate) fn shown(path: &Path) -> Arg {
    if path == Path::new("-") { say!(StandardInput).into() } else { path.display().to_string().into() }
}

/// The folder of temporary files, as it is called in a message.
fn temporary() -> String {
    tempfile::env::temp_dir().display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_a_cell_goes() {
        for cell in ["张三", "a", "张 三", "=1", ""] {
            for (before, after) in
                [("", ""), (" ", "\t"), ("\u{3000}", "\u{a0}"), ("\u{feff}", "\u{200b}"), ("", "\u{3000}")]
            {
                assert_eq!(bare(&format!("{before}{cell}{after}")), cell);
            }
        }
        for cell in ["", " ", "无", " — ", "--", "\\", "NULL", "(null)", "N/A", "nan", "undefined", "\\N"] {
            assert!(is_blank(cell), "{cell:?}");
        }
        for cell in ["无锡", "---", "nu", "Nan Li", "00", "undefine"] {
            assert!(!is_blank(cell), "{cell:?}");
        }
    }
}
