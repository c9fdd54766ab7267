//! What a build without sealing does with sealed files: it names them, and leaves them alone.

use std::path::Path;

use rusqlite::Connection;

use super::texts;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::sqlite::pages::Pages;

/// There are no keys.
#[derive(Debug, Clone)]
pub(crate) enum Held {}

/// Refuses a sealed file.
pub(crate) fn unlock(path: &Path) -> Result<()> {
    of_damaged(path).map(drop)
}

/// Refuses a sealed file, be it whole or damaged.
pub(crate) fn of_damaged(path: &Path) -> Result<Held> {
    let sealed = Error::new(Kind::Database, say!(DbSealed { path: path.display().to_string() }));
    Err(sealed.hint(say!(DbSealedHint)))
}

/// Refuses a file that is sealed to recipients where a database is to be opened.
pub(crate) fn to_recipients(path: &Path) -> Error {
    let path = path.display().to_string();
    Error::new(Kind::Database, say!(DbToRecipients { path })).hint(say!(ToRecipientsHint))
}

/// No file has a key.
pub(crate) fn begin_as(_: &Path, _: Option<&Held>) {}

/// The pages of a damaged file, which have `usual` bytes where it does not tell; nothing is to be said of a seal.
pub(crate) fn pages(path: &Path, _: &Path, _: Option<&Held>, usual: usize) -> Result<(Pages, Option<Text>)> {
    Ok((Pages::open(path, usual).at(path)?, None))
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
