//! What SQLite's own files look like from outside: by what a database is told, and what lies beside one.

#[cfg(feature = "sealed")]
pub(crate) mod cipher;
pub(crate) mod pages;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// What every database of SQLite begins with.
pub(crate) const SIGN: &[u8; 16] = b"SQLite format 3\0";

/// What is added to the name of a sealed database for the file that keeps its key.
pub(crate) const KEY: &str = ".key";

/// What SQLite adds to the name of a database for the files that it keeps beside it.
pub(crate) const BESIDE: [&str; 3] = ["-journal", "-wal", "-shm"];

/// The file of that ending beside a database.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The database whose own file a path would be taken for, if there is one.
pub(crate) fn whose_part(path: &Path) -> Option<PathBuf> {
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let mut endings = BESIDE.iter().chain(std::iter::once(&KEY));
    let of = endings.find_map(|ending| name.strip_suffix(ending)).map(|database| path.with_file_name(database));
    of.filter(|database| is_database(database))
}

/// Whether a file is a database of SQLite, whoever's, be it sealed with its key beside it.
pub(crate) fn is_database(path: &Path) -> bool {
    begins_as_database(path) || (beside(path, KEY).is_file() && path.is_file())
}

fn begins_as_database(path: &Path) -> bool {
    let mut begins = [0; SIGN.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == *SIGN
}

/// What a file sealed to recipients begins with, as bytes and as text (`age`).
const TO_RECIPIENTS: [&[u8]; 2] = [b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----"];

/// Whether a file is sealed to recipients: a copy that travels, not a database.
pub(crate) fn is_to_recipients(path: &Path) -> bool {
    let mut begins = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut begins));
    read.is_ok() && TO_RECIPIENTS.iter().any(|head| begins.starts_with(head))
}

/// Whether a file looks like a sealed database: it does not begin as a plain one, and its key lies beside it, or it has whole
/// pages and both its beginning and its end look like chance. Every other kind of file has a beginning or an end of its own.
pub(crate) fn is_sealed(path: &Path) -> bool {
    let Ok(data) = std::fs::metadata(path) else { return false };
    if !data.is_file() || data.len() == 0 || begins_as_database(path) || is_to_recipients(path) {
        return false;
    }
    beside(path, KEY).is_file()
        || data.len().is_multiple_of(LOOKED_AT as u64)
            && [SeekFrom::Start(0), SeekFrom::End(-(LOOKED_AT as i64))]
                .iter()
                .all(|from| looks_like_chance(path, *from))
}

/// Whether a damaged file was sealed: it looks like it whole, or most of the places do that are looked at. A plain one looks like
/// chance nowhere.
pub(crate) fn was_sealed(path: &Path) -> bool {
    let Ok(data) = std::fs::metadata(path) else { return false };
    if !data.is_file() || begins_as_database(path) || is_to_recipients(path) {
        return false;
    }
    let blocks = data.len() / LOOKED_AT as u64;
    let places = blocks.min(PLACES);
    let like = (0..places).map(|at| SeekFrom::Start(at * blocks / places * LOOKED_AT as u64));
    is_sealed(path) || 2 * like.filter(|from| looks_like_chance(path, *from)).count() as u64 > blocks.min(PLACES)
}

/// In how many places a damaged file is looked at.
const PLACES: u64 = 32;

/// How many bytes are looked at, the smallest page there is that is used; of so many bytes of chance all 256 values are met, but
/// for one file in thousands.
const LOOKED_AT: usize = 4096;
const VALUES_MET: usize = 250;

fn looks_like_chance(path: &Path, from: SeekFrom) -> bool {
    let mut bytes = [0; LOOKED_AT];
    let read = File::open(path).and_then(|mut file| file.seek(from).and_then(|_| file.read_exact(&mut bytes)));
    read.is_ok() && bytes.iter().collect::<BTreeSet<_>>().len() >= VALUES_MET
}
