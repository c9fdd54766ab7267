//! Workbooks and documents with a password to open them: since Excel 2007 an archive, enciphered, in a file of the old
//! form.

use std::fs::File;
use std::io::{Cursor, Seek as _, Write as _};
use std::path::Path;

use super::guarded::guarded;
use super::{shown, temporary};
use crate::error::{AtPath as _, Doing as _, Error, Result, foreign};
use crate::i18n::{Arg, say};
use crate::input::texts;

/// The streams that hold what is enciphered, and how.
const STREAMS: [&str; 2] = ["/EncryptionInfo", "/EncryptedPackage"];

/// The file within a file that is locked; none if it is not locked, or in the manner of Excel 2003 and earlier.
pub(super) fn opened(path: &Path, file: &mut File, password: Option<&str>) -> Result<Option<File>> {
    file.rewind().at(path)?;
    let Some(mut compound) = enciphered(file) else { return Ok(None) };
    let Some(password) = password else { return Err(refusal(path).hint(say!(PasswordFileHint))) };
    let broken = |words: Arg| {
        let reason = say!(BrokenOtherwise { words });
        Error::refused(say!(WorkbookBroken { path: shown(path), reason })).hint(say!(WorkbookLockedHint))
    };
    let sound = rewritten(&mut compound).map_err(|error| broken(foreign(&error)))?;
    let archive = guarded(|| Ok(office_crypto::decrypt_from_bytes(sound, password)))
        .map_err(|_| broken(say!(BrokenSenseless).into()))?
        .map_err(|error| broken(foreign(&error)))?;
    // A wrong password gives noise.
    if !archive.starts_with(b"PK\x03\x04") {
        return Err(Error::refused(say!(PasswordWrong { path: shown(path) })).hint(say!(PasswordWrongHint)));
    }
    let written = tempfile::tempfile().and_then(|mut open| open.write_all(&archive).map(|()| open));
    Ok(Some(written.doing(|| say!(Deciphering { path: shown(path), folder: temporary() }))?))
}

/// Whether a file takes a password to open it, as far as it can be opened at all.
pub(super) fn is_locked(file: &mut File) -> bool {
    enciphered(file).is_some()
}

fn enciphered(file: &mut File) -> Option<cfb::CompoundFile<&mut File>> {
    let compound = cfb::CompoundFile::open(file).ok()?;
    STREAMS.iter().all(|name| compound.is_stream(name)).then_some(compound)
}

/// The same streams in a container that is sound, whatever the file is: what deciphers reads containers by itself.
fn rewritten(compound: &mut cfb::CompoundFile<&mut File>) -> std::io::Result<Vec<u8>> {
    let mut sound = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    for name in STREAMS {
        std::io::copy(&mut compound.open_stream(name)?, &mut sound.create_stream(name)?)?;
    }
    sound.flush()?;
    Ok(sound.into_inner().into_inner())
}

/// The refusal of a file that is locked.
pub(super) fn refusal(path: &Path) -> Error {
    Error::refused(say!(WorkbookLocked { path: shown(path) }))
}
