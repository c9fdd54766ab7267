//! Files that other people made: from bytes to rows of text under known headings.
//!
//! An importer hands over its table of [`Heading`]s and gets, row by row, the cells under each key. What a cell means
//! is the importer's business; here nothing is interpreted but encoding, delimiter, headings and blank rows.

mod encoding;
mod headings;
mod source;

pub use headings::{Columns, Heading};
pub use source::{Record, Source};

/// How a file is to be opened.
#[derive(Debug, Clone, Copy, Default)]
pub struct Opening<'a> {
    /// The encoding named by the user.
    pub encoding: Option<&'a str>,
    /// The sheet named by the user.
    pub sheet: Option<&'a str>,
    /// Headings named by the user.
    pub map: Option<&'a Map>,
}

/// Headings named by the user.
#[derive(Debug)]
pub struct Map;

impl Map {
    /// Reads a file of headings.
    pub fn read(_: &std::path::Path, _: &[Heading]) -> crate::error::Result<Self> {
        Ok(Self)
    }
}

use crate::i18n::{Label, Text, label, say};

/// Something wrong with one cell: the column, what stands there, what is wrong and how to mend it.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The key of the column.
    pub key: &'static str,
    /// What stands there, personal numbers not masked yet.
    pub value: String,
    /// What is wrong.
    pub what: Text,
}

impl Problem {
    /// The problem as a line, personal numbers masked.
    pub fn text(&self) -> Text {
        let column = label(self.key).unwrap_or(Label { zh: "?", en: "?" });
        if self.value.is_empty() {
            return say!(ProblemOfColumn { column, what: self.what.clone() });
        }
        say!(ProblemOfCell { column, value: crate::text::mask_numbers(&self.value), what: self.what.clone() })
    }
}

/// Cells that say that nothing is known.
pub fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "无" | "—" | "——" | "-" | "--" | "/" | "\\" | "－")
}
