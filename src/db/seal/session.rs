//! A short-lived unlock: the key of a database in the folder that the system empties when the user leaves, so that a passphrase
//! is typed once a session.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::key_file::{is_open_to_others, put};
use super::sources::Sources;
use super::{Key, texts};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;

/// An unlock as it is kept.
#[derive(Serialize, Deserialize)]
struct Unlock {
    /// From and until when it holds, in seconds since 1970.
    from: u64,
    until: u64,
    key: String,
}

/// Keeps the key of a database for so many minutes. Refuses where the system has no folder for that.
pub(crate) fn keep(sources: &Sources, database: &Path, key: &Key, minutes: u32) -> Result<()> {
    let missing = || Error::new(Kind::Io, say!(NoSessionFolder)).hint(say!(NoSessionFolderHint));
    let file = file(sources, database).ok_or_else(missing)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).at(folder)?;
    let unlock =
        Unlock { from: sources.now, until: sources.now + u64::from(minutes) * 60, key: key.words().to_string() };
    let content = serde_json::to_vec(&unlock).map_err(|error| Error::io(&file, &error.into()))?;
    put(&file, &content)
}

/// The key that is kept for a database, if its time is not over; one that is over is removed. A clock that went back ends it, and one that
/// others may read is none.
pub(super) fn kept(sources: &Sources, database: &Path) -> Option<Key> {
    let file = file(sources, database)?;
    let unlock: Unlock = serde_json::from_slice(&std::fs::read(&file).ok()?).ok()?;
    if !(unlock.from..unlock.until).contains(&sources.now) || is_open_to_others(&file) {
        let _ = std::fs::remove_file(&file);
        return None;
    }
    Key::read(&unlock.key)
}

/// Ends the unlock of a database; tells whether there was one.
pub(crate) fn end(sources: &Sources, database: &Path) -> Result<bool> {
    let Some(file) = file(sources, database) else { return Ok(false) };
    match std::fs::remove_file(&file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io(&file, &error)),
    }
}

/// Where the key of a database is kept: nobody learns its path from the name.
fn file(sources: &Sources, database: &Path) -> Option<PathBuf> {
    let whole = database.canonicalize().ok()?;
    let digest = Sha256::digest(whole.as_os_str().as_encoded_bytes());
    let name: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Some(sources.session_folder.as_ref()?.join("dangwu").join(name))
}
