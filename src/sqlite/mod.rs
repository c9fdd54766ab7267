//! What SQLite's own files look like from outside: by what a database is told, and what lies beside one.

pub(crate) mod pages;

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What every database of SQLite begins with.
pub(crate) const SIGN: &[u8; 16] = b"SQLite format 3\0";

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
    let of = BESIDE.iter().find_map(|ending| name.strip_suffix(ending)).map(|database| path.with_file_name(database));
    of.filter(|database| is_database(database))
}

/// Whether a file is a database of SQLite, whoever's.
pub(crate) fn is_database(path: &Path) -> bool {
    let mut begins = [0; SIGN.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut begins)).is_ok() && begins == *SIGN
}
