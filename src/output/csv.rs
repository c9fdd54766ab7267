//! CSV for spreadsheets and other programs: RFC 4180, CRLF, the encodings of Excel on Chinese Windows.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it; our own import takes it off again
//! ([`guarded`], [`unguarded`]).

use super::{Column, Encoding, Header, Options, Printer, Target, Value};
use crate::error::{Error, Kind, Result, foreign};
use crate::i18n::{Lang, say};
use crate::text;

pub(super) struct CsvPrinter {
    target: Target,
    encoding: Encoding,
    header: Header,
    bom: bool,
    lang: Lang,
}

impl CsvPrinter {
    pub(super) fn new(target: Target, options: &Options, lang: Lang) -> Result<Self> {
        let encoding = options.encoding.unwrap_or(Encoding::Utf8);
        if options.bom && encoding != Encoding::Utf8 {
            return Err(Error::usage(say!(BomNeedsUtf8)));
        }
        let bom = options.bom || (target.is_file() && encoding == Encoding::Utf8);
        Ok(Self { target, encoding, header: options.header.unwrap_or(Header::Labels), bom, lang })
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> Result<()> {
        let line = csv_line(cells)?;
        match self.encoding {
            Encoding::Utf8 => self.target.write(&line),
            Encoding::Gb18030 => {
                let (line, ..) = encoding_rs::GB18030.encode(std::str::from_utf8(&line).expect("made of strings"));
                self.target.write(&line)
            }
        }
    }
}

impl Printer for CsvPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        if self.bom {
            self.target.write("\u{feff}".as_bytes())?;
        }
        match self.header {
            Header::None => Ok(()),
            Header::Keys => self.line(columns.iter().map(|column| column.key.clone())),
            Header::Labels => {
                let lang = self.lang;
                self.line(columns.iter().map(|column| column.title(lang)))
            }
        }
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        let (lang, terminal) = (self.lang, self.target.is_terminal());
        self.line(row.iter().map(|value| {
            let cell = match value {
                Value::Text(text) => guarded(text),
                other => other.plain(lang),
            };
            if terminal { text::safe(&cell) } else { cell }
        }))
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<()> {
        if let Some(total) = total {
            self.row(total)?;
        }
        self.target.finish()
    }
}

/// One record as a line of CSV, with CRLF.
pub(crate) fn csv_line(cells: impl Iterator<Item = impl AsRef<[u8]>>) -> Result<Vec<u8>> {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| failed(&error))?;
    writer.into_inner().map_err(|error| failed(&error))
}

fn failed(error: &impl ToString) -> Error {
    Error::new(Kind::Io, say!(OutputFailed { reason: foreign(error) }))
}

/// Whether a spreadsheet might take the text for a formula, apostrophes before it aside.
fn looks_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// The text with an apostrophe before it, if a spreadsheet might take it for a formula.
pub(crate) fn guarded(text: &str) -> String {
    if looks_like_a_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that [`guarded`] was given.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if looks_like_a_formula(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        for text in ["=1+1", "+86 138", "-", "@x", "'=x", "''=x", "'x", "＝1", "\tx", "张三", "", "'"] {
            let cell = guarded(text);
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝']), "{text}");
            assert_eq!(unguarded(&cell), text);
        }
        assert_eq!(guarded("=1"), "'=1");
        assert_eq!(guarded("'x"), "'x");
    }
}
