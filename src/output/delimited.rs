//! A delimited text under way: RFC 4180, CRLF, in whatever encoding and with whatever between its cells.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Target;
use crate::error::{Error, Kind, Result, foreign};
use crate::i18n::say;
use crate::output::texts;

/// What most rows fit into: a buffer that is far larger takes longer to clear than the row to write.
const LINE: usize = 1024;

/// A text that takes rows of cells as they are.
pub(crate) struct Delimited {
    target: Target,
    encoding: &'static Encoding,
    delimiter: u8,
}

impl Delimited {
    /// Begins a text in an encoding that holds every character, see [`whole`]; with a byte order mark, if so wanted.
    pub(crate) fn begin(target: Target, encoding: &'static Encoding, delimiter: u8, mark: bool) -> Result<Self> {
        let mut text = Self { target, encoding, delimiter };
        if mark {
            text.write("\u{feff}")?;
        }
        Ok(text)
    }

    /// Takes a row.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<()> {
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(self.delimiter)
            .terminator(::csv::Terminator::CRLF)
            .buffer_capacity(LINE)
            .from_writer(Vec::with_capacity(LINE));
        writer.write_record(cells).map_err(|error| failed(&error))?;
        let line = writer.into_inner().map_err(|error| failed(&error))?;
        self.write(std::str::from_utf8(&line).expect("made of strings"))
    }

    fn write(&mut self, text: &str) -> Result<()> {
        self.target.write(&encoded(text, self.encoding))
    }

    /// The target, which holds all of the text now.
    pub(crate) fn into_target(self) -> Target {
        self.target
    }
}

fn failed(error: &impl ToString) -> Error {
    Error::new(Kind::Io, say!(OutputFailed { reason: foreign(error) }))
}

/// The encoding itself, if it has every character; else the one that does.
pub(crate) fn whole(encoding: &'static Encoding) -> &'static Encoding {
    if [UTF_8, UTF_16LE, UTF_16BE, GB18030].contains(&encoding) { encoding } else { UTF_8 }
}

/// Whether programs know the encoding of a text by its mark alone.
pub(crate) fn needs_mark(encoding: &'static Encoding) -> bool {
    encoding != GB18030
}

fn encoded<'t>(text: &'t str, encoding: &'static Encoding) -> Cow<'t, [u8]> {
    match encoding {
        encoding if encoding == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        encoding if encoding == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        encoding => encoding.encode(text).0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_held() {
        assert_eq!(encoded("甲", GB18030)[..], [0xbc, 0xd7]);
        assert_eq!(encoded("\u{feff}甲", UTF_16LE)[..], [0xff, 0xfe, 0x32, 0x75]);
        assert_eq!(encoded("\u{feff}甲", UTF_16BE)[..], [0xfe, 0xff, 0x75, 0x32]);
        assert_eq!(encoded("甲", UTF_8)[..], [0xe7, 0x94, 0xb2]);
        assert_eq!(encoded("\u{20bb7}", UTF_16LE)[..], [0x42, 0xd8, 0xb7, 0xdf], "beyond the first plane");
        assert_eq!([encoding_rs::BIG5, encoding_rs::WINDOWS_1252, GB18030].map(whole), [UTF_8, UTF_8, GB18030]);
    }
}
