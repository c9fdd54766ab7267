//! Workbooks and documents with a password to open them: since Excel 2007 an archive, enciphered, in a file of the old
//! form.

use std::fs::File;
use std::io::{Cursor, Seek as _, Write as _};
use std::path::Path;

use super::shown;
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::say;

/// The streams that hold what is enciphered, and how.
const STREAMS: [&str; 2] = ["/EncryptionInfo", "/EncryptedPackage"];

/// The file within a file that is locked; none if it is not locked, or in the manner of Excel 2003 and earlier.
pub(super) fn opened(path: &Path, file: &mut File, password: Option<&str>) -> Result<Option<File>> {
    file.rewind().at(path)?;
    let Ok(mut compound) = cfb::CompoundFile::open(&mut *file) else { return Ok(None) };
    if !STREAMS.iter().all(|name| compound.is_stream(name)) {
        return Ok(None);
    }
    let Some(password) = password else { return Err(refusal(path).hint(say!(PasswordFileHint))) };
    // What deciphers reads the container by itself: it is given one that is sound, whatever the file is.
    let mut sound = cfb::CompoundFile::create(Cursor::new(Vec::new())).at(path)?;
    for name in STREAMS {
        let mut copy = sound.create_stream(name).at(path)?;
        std::io::copy(&mut compound.open_stream(name).at(path)?, &mut copy).at(path)?;
    }
    sound.flush().at(path)?;
    match office_crypto::decrypt_from_bytes(sound.into_inner().into_inner(), password) {
        // A wrong password gives noise.
        Ok(archive) if archive.starts_with(b"PK\x03\x04") => {
            let mut open = tempfile::tempfile().at(path)?;
            open.write_all(&archive).at(path)?;
            Ok(Some(open))
        }
        Ok(_) => Err(Error::refused(say!(PasswordWrong { path: shown(path) })).hint(say!(PasswordWrongHint))),
        Err(error) => Err(Error::refused(say!(WorkbookBroken { path: shown(path), reason: error.to_string() }))
            .hint(say!(WorkbookLockedHint))),
    }
}

/// The refusal of a file that is locked.
pub(super) fn refusal(path: &Path) -> Error {
    Error::refused(say!(WorkbookLocked { path: shown(path) }))
}
