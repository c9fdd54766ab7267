//! CSV for spreadsheets and other programs, in the encodings of Excel on Chinese Windows.
//!
//! A cell that a spreadsheet would run as a formula gets an apostrophe before it; our own import takes it off again
//! ([`guarded`], [`unguarded`]).

use encoding_rs::{GB18030, UTF_8};

use super::delimited::Delimited;
use super::{Column, Encoding, Header, Options, Printer, Target, Value};
use crate::error::Result;
use crate::i18n::Lang;
use crate::text;

pub(super) struct CsvPrinter {
    text: Delimited,
    for_terminal: bool,
    header: Header,
    lang: Lang,
}

impl CsvPrinter {
    pub(super) fn new(target: Target, options: &Options, lang: Lang) -> Result<Self> {
        let encoding = options.encoding.unwrap_or(Encoding::Utf8);
        let bom = options.bom || (target.is_file() && encoding == Encoding::Utf8);
        let for_terminal = target.is_terminal();
        let encoding = match encoding {
            Encoding::Utf8 => UTF_8,
            Encoding::Gb18030 => GB18030,
        };
        let text = Delimited::begin(target, encoding, b',', bom)?;
        Ok(Self { text, for_terminal, header: options.header.unwrap_or(Header::Labels), lang })
    }
}

impl Printer for CsvPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        match self.header {
            Header::None => Ok(()),
            Header::Keys => self.text.row(columns.iter().map(|column| &column.key)),
            Header::Labels => self.text.row(columns.iter().map(|column| column.title(self.lang))),
        }
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.text.row(row.iter().map(|value| {
            let cell = match value {
                Value::Text(text) => guarded(text),
                other => other.plain(self.lang),
            };
            if self.for_terminal { text::safe(&cell) } else { cell }
        }))
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        if let Some(total) = total {
            self.row(total)?;
        }
        Ok(self.text.into_target())
    }
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
