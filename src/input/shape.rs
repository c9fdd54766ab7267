//! What a file is written in: so that rows of it can be written in the same.

use encoding_rs::Encoding;

/// What the rows of a file are written in.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A delimited text.
    Text {
        /// Which characters its bytes mean.
        encoding: &'static Encoding,
        /// What stands between its cells.
        delimiter: u8,
    },
    /// A sheet of a workbook, or what was read as one; and its name, if it is one sheet alone.
    Sheet {
        /// As it is told with `--sheet`.
        name: Option<String>,
    },
}
