//! What a build without sealing does with sealed files: it names them, and leaves them alone.

use std::path::Path;

use rusqlite::Connection;

use super::texts;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;

/// Refuses a sealed file.
pub(crate) fn unlock(path: &Path) -> Result<()> {
    Err(not_salvaged(path))
}

/// Why a sealed file is not salvaged: it is not even opened.
pub(crate) fn not_salvaged(path: &Path) -> Error {
    Error::new(Kind::Database, say!(DbSealed { path: path.display().to_string() })).hint(say!(DbSealedHint))
}

/// Nothing is opened with a key.
pub(crate) fn give_key(_: &Connection, _: &Path) -> rusqlite::Result<()> {
    Ok(())
}

/// Nothing is sealed.
pub(crate) fn make_like(_: &Connection, _: &Path) {}

/// Nothing is sealed.
pub(crate) fn is_sealed(_: &Connection) -> bool {
    false
}

/// There is no key to hand on.
pub(crate) fn hand_on(_: &Connection, _: &Path) -> Result<()> {
    Ok(())
}

/// All are plain.
pub(crate) fn refuse_unlike(_: &Connection, _: &Path) -> Result<()> {
    Ok(())
}

/// There is no key to tell another process.
pub(crate) fn words_for(_: &Path) -> Option<String> {
    None
}
