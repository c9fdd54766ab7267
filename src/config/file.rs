//! The file of the configuration: read as it is, written whole or not at all.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::config::texts;
use crate::error::{AtPath as _, Doing as _, Error, Kind, Result, reason};
use crate::i18n::{Text, say};
use crate::output::Target;

/// What no configuration is larger than, in bytes.
const LIMIT: u64 = 1 << 20;

/// What Notepad writes before UTF-8.
const MARK: &str = "\u{feff}";

/// What stands in a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    /// The text, without the mark.
    pub(super) text: String,
    /// Whether a byte order mark stands before it.
    pub(super) marked: bool,
}

/// Reads a file; one that is not there is empty. Refuses what cannot be read, or is no text in UTF-8.
pub(super) fn read(path: &Path) -> Result<Content> {
    let shown = || path.display().to_string();
    let refused = |what: Text| Error::new(Kind::Io, say!(OfFile { path: shown(), what }));
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes)) {
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Content::default()),
        Err(error) => return Err(refused(say!(Plain { text: reason(&error) })).hint(say!(NoTextHint))),
    }
    if bytes.len() as u64 > LIMIT {
        return Err(refused(say!(TooLarge)).hint(say!(NoTextHint)));
    }
    let text = String::from_utf8(bytes).map_err(|error| match encoding(error.as_bytes()) {
        Some(encoding) => refused(say!(LooksLike { encoding })).hint(say!(SaveUtf8Hint)),
        None => refused(say!(NoText)).hint(say!(NoTextHint)),
    })?;
    Ok(match text.strip_prefix(MARK) {
        Some(plain) => Content { text: plain.to_owned(), marked: true },
        None => Content { text, marked: false },
    })
}

/// Which encoding a text is in that is no UTF-8, if it is one at all.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let encoding = if bytes[0] == 0xff { UTF_16LE } else { UTF_16BE };
        return Some(encoding.name());
    }
    let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\0')).then_some("GB18030")
}

/// Writes a file, whole or not at all, and makes its folder. A new one is its owner's alone.
pub(super) fn write(path: &Path, content: &Content) -> Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        make(folder).at(folder).doing(|| say!(WritingConfig))?;
    }
    let mut target = Target::file(path)?;
    if content.marked {
        target.write(MARK.as_bytes())?;
    }
    target.write(content.text.as_bytes())?;
    target.finish()
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
