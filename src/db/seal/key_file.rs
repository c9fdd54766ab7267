//! The key file beside a sealed database: the key as it is written down, encrypted by a passphrase (scrypt) in the format of
//! `age`, so that any program that reads that format gives the key back when this one is gone.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;

use super::{Key, texts};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::sqlite::{KEY, beside};

/// What scrypt is asked for, as a power of two: 128 MiB and some half a second, and the most that is done for a file of
/// another program's.
const WORK: u8 = 17;
const MOST_WORK: u8 = 22;

/// The key file of a database.
pub(crate) fn of(database: &Path) -> PathBuf {
    beside(database, KEY)
}

/// Writes a key file, whole or not at all: its owner's alone.
pub(crate) fn write(file: &Path, key: &Key, passphrase: &str) -> Result<()> {
    let mut to = age::scrypt::Recipient::new(SecretString::from(passphrase));
    to.set_work_factor(WORK);
    let failed = |_| Error::new(Kind::Io, say!(KeyFileUnreadable { path: file.display().to_string() }));
    let wrapped = age::encrypt_and_armor(&to, key.words().as_bytes()).map_err(failed)?;
    put(file, wrapped.as_bytes())
}

/// Puts what is nobody else's in its place.
pub(super) fn put(file: &Path, content: &[u8]) -> Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // A temporary file is its owner's alone.
    let mut part = tempfile::Builder::new().prefix(".key").tempfile_in(folder).at(folder)?;
    part.write_all(content).and_then(|()| part.as_file().sync_all()).at(file)?;
    part.persist(file).map(drop).map_err(|error| Error::io(file, &error.error))
}

/// Gives a file that was written under another name its own. Refuses to write over one.
pub(super) fn put_new(part: tempfile::NamedTempFile, file: &Path) -> Result<()> {
    part.persist_noclobber(file).map(drop).map_err(|error| Error::io(file, &error.error))
}

/// The key that a passphrase opens. A wrong one takes as long as a right one, and nothing is said of it.
pub(crate) fn read(file: &Path, passphrase: &str) -> Result<Key> {
    let wrapped = std::fs::read(file).at(file)?;
    let mut by = age::scrypt::Identity::new(SecretString::from(passphrase));
    by.set_max_work_factor(MOST_WORK);
    let opened = age::decrypt(&by, &wrapped).map_err(|error| match error {
        age::DecryptError::DecryptionFailed | age::DecryptError::KeyDecryptionFailed => {
            Error::new(Kind::Database, say!(PassphraseWrong)).hint(say!(PassphraseWrongHint))
        }
        _ => unreadable(file),
    })?;
    let words = age::secrecy::zeroize::Zeroizing::new(opened);
    std::str::from_utf8(&words).ok().and_then(Key::read).ok_or_else(|| unreadable(file))
}

fn unreadable(file: &Path) -> Error {
    let path = file.display().to_string();
    Error::new(Kind::Database, say!(KeyFileUnreadable { path })).hint(say!(KeyMissingHint))
}

/// Whether others than its owner may read a file, as far as the platform tells.
pub(super) fn is_open_to_others(file: &Path) -> bool {
    #[cfg(unix)]
    return std::fs::metadata(file)
        .is_ok_and(|data| std::os::unix::fs::PermissionsExt::mode(&data.permissions()) & 0o077 != 0);
    #[cfg(not(unix))]
    {
        let _ = file;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_gives_the_key_back_and_another_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = of(&folder.path().join("a.db"));
        let key = Key::random().unwrap();
        write(&file, &key, "一二三四").unwrap();
        assert!(!is_open_to_others(&file));
        assert!(!std::fs::read_to_string(&file).unwrap().contains(&key.words()[..9]));
        assert_eq!(read(&file, "一二三四").unwrap(), key);
        let wrong = read(&file, "一二三五").unwrap_err();
        assert_eq!(wrong.kind(), Kind::Database);
        let whole = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, whole.get(..200).unwrap()).unwrap();
        assert_eq!(read(&file, "一二三四").unwrap_err().kind(), Kind::Database);
    }
}
