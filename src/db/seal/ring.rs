//! The keys of a run: found when a file is first looked at, handed to every connection to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{Key, key_file, sources, texts};
use crate::db::{PAGE_SIZE, as_file};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::sqlite;
use crate::sqlite::cipher::{Cipher, SALT};
use crate::sqlite::pages::Pages;

/// A key, and the key file that it is from, if it is from one.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) key: Key,
    pub(crate) file: Option<PathBuf>,
}

/// The files that were unlocked in this run, or are to be made sealed, with their keys.
static RING: Mutex<BTreeMap<PathBuf, Held>> = Mutex::new(BTreeMap::new());

fn ring() -> MutexGuard<'static, BTreeMap<PathBuf, Held>> {
    RING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A path by which a file is known, be it there or still to be made.
fn place(path: &Path) -> PathBuf {
    let path = as_file(path);
    let folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(folder).unwrap_or(path)
}

/// Finds the key of a sealed file, and keeps it for the run. Fails with `Database` if there is none, or it is another's.
pub(crate) fn unlock(path: &Path) -> Result<()> {
    if held(path).is_some() {
        return Ok(());
    }
    let found = sources::get()?.find(path)?;
    if !opens(path, &found.key) {
        return Err(key_of_another(path).hint(say!(KeyOfAnotherHint)));
    }
    begin(path, found);
    Ok(())
}

/// Has a file opened, or made, with a key from now on.
pub(crate) fn begin(path: &Path, held: Held) {
    ring().insert(place(path), held);
}

/// Has a file opened, or made, with a key, if there is one.
pub(crate) fn begin_as(path: &Path, held: Option<&Held>) {
    if let Some(held) = held {
        begin(path, held.clone());
    }
}

/// The key by which a sealed file is opened in this run: its own, else that of another which opens it.
fn held(path: &Path) -> Option<Held> {
    let place = place(path);
    if let Some(held) = ring().get(&place).cloned() {
        return Some(held);
    }
    let mut others: Vec<Held> = Vec::new();
    for other in ring().values().filter(|_| sqlite::is_sealed(path)) {
        if others.iter().all(|known| known.key != other.key) {
            others.push(other.clone());
        }
    }
    let fits = others.into_iter().find(|other| opens(path, &other.key))?;
    begin(path, fits.clone());
    Some(fits)
}

/// Whether a key opens a file. What hinders it otherwise, such as a lock, is told when it is opened to be used.
pub(crate) fn opens(path: &Path, key: &Key) -> bool {
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_READ_ONLY;
    let tried = Connection::open_with_flags(as_file(path), flags).and_then(|conn| {
        put_in(&conn, key)?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
    });
    !tried.is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::NotADatabase))
}

/// Gives a new connection the key of its file, unless the file is plain.
pub(crate) fn give_key(conn: &Connection, path: &Path) -> rusqlite::Result<()> {
    if std::fs::metadata(path).is_ok_and(|data| data.len() > 0) && !sqlite::is_sealed(path) {
        return Ok(());
    }
    held(path).map_or(Ok(()), |held| put_in(conn, &held.key))
}

/// The raw key: nothing is derived. A connection that has one keeps nothing temporary on the disk.
fn put_in(conn: &Connection, key: &Key) -> rusqlite::Result<()> {
    let raw = key.raw();
    let settings = age::secrecy::zeroize::Zeroizing::new(format!(
        "PRAGMA key = \"{}\"; PRAGMA cipher_page_size = {PAGE_SIZE}; PRAGMA temp_store = MEMORY",
        *raw
    ));
    conn.execute_batch(&settings)
}

pub(super) fn held_of(conn: &Connection) -> Option<Held> {
    let path = conn.path().filter(|path| !path.is_empty())?;
    ring().get(&place(Path::new(path))).cloned()
}

/// Whether what a connection reads is sealed.
pub(crate) fn is_sealed(conn: &Connection) -> bool {
    // The file itself is not looked at: to close it again would end the locks of a connection.
    conn.query_row("PRAGMA cipher_status", [], |row| row.get::<_, String>(0)).is_ok_and(|status| status == "1")
}

/// Has a file that is still to be made sealed with the key of another, if that is sealed.
pub(crate) fn make_like(from: &Connection, path: &Path) {
    if std::fs::metadata(path).is_ok_and(|data| data.len() > 0) {
        return;
    }
    match held_of(from).filter(|_| is_sealed(from)) {
        Some(held) => begin(path, held),
        None => drop(ring().remove(&place(path))),
    }
}

/// Lays the key file of a database beside a copy of it that goes elsewhere. Refuses to write over that of another database.
pub(crate) fn hand_on(from: &Connection, copy: &Path) -> Result<()> {
    let Some(file) = held_of(from).filter(|_| is_sealed(from)).and_then(|held| held.file) else { return Ok(()) };
    let (key, to) = (std::fs::read(&file).at(&file)?, key_file::of(copy));
    if std::fs::read(&to).is_ok_and(|there| there != key) {
        let there = Error::refused(say!(KeyFileThere { path: to.display().to_string() }));
        return Err(there.hint(say!(KeyFileThereHint)));
    }
    key_file::put(&to, &key)
}

/// Refuses to put a backup in the place of a file where one of both is sealed and the other plain: SQLite copies no such thing, and a clerk
/// should know which it will be.
pub(crate) fn refuse_unlike(backup: &Connection, path: &Path) -> Result<()> {
    if std::fs::metadata(path).map_or(0, |data| data.len()) == 0 {
        return Ok(());
    }
    if sqlite::is_sealed(path) {
        // One that cannot be unlocked is damaged, or its key is lost: going back is for that, too.
        let _ = unlock(path);
    }
    let refused = |message| Err(Error::refused(message).hint(say!(RestoreUnlikeHint)));
    match (is_sealed(backup), sqlite::is_sealed(path)) {
        (true, false) if sqlite::is_database(path) => refused(say!(RestoreSealedOverPlain)),
        (false, true) => refused(say!(RestorePlainOverSealed)),
        _ => Ok(()),
    }
}

/// Refuses a file that is sealed to recipients where a database is to be opened.
pub(crate) fn to_recipients(path: &Path) -> Error {
    let path = path.display().to_string();
    Error::new(Kind::Database, say!(DbToRecipients { path: &path })).hint(say!(ToRecipientsHint { path }))
}

/// The key of a damaged file, which need not open it: what of it can be opened is seen page by page.
pub(crate) fn of_damaged(path: &Path) -> Result<Held> {
    match held(path) {
        Some(held) => Ok(held),
        None => sources::get()?.find(path),
    }
}

/// The pages of a copy of a damaged file that is called `named`, and what is to be said of its seal. Where a plain one does not tell, they
/// have `usual` bytes.
///
/// Fails with `Database` if the key opens none of them.
pub(crate) fn pages(path: &Path, named: &Path, held: Option<&Held>, usual: usize) -> Result<(Pages, Option<Text>)> {
    let Some(held) = held else { return Ok((Pages::open(path, usual).at(path)?, None)) };
    let mut salt = [0; SALT];
    File::open(path).and_then(|mut file| file.read_exact(&mut salt)).at(path)?;
    let size = PAGE_SIZE.unsigned_abs() as usize;
    let pages = Pages::open_sealed(path, size, Cipher::new(held.key.bytes(), salt)).at(path)?;
    let (altered, all) = (pages.altered(), pages.all().count());
    if altered < all {
        return Ok((pages, (altered > 0).then(|| say!(SalvageAltered { altered, all }))));
    }
    // Either the salt is lost, without which no page is proved, or the key is another's: then what comes out is no page.
    let pages = Pages::open_sealed(path, size, Cipher::unproved(held.key.bytes())).at(path)?;
    if pages.all().any(|page| pages.is_leaf(page) && pages.leaf(page, &mut BTreeSet::new()).is_whole()) {
        return Ok((pages, Some(say!(SalvageUnproved))));
    }
    Err(key_of_another(named).hint(say!(SalvageKeyHint)))
}

fn key_of_another(path: &Path) -> Error {
    Error::new(Kind::Database, say!(KeyOfAnother { path: path.display().to_string() }))
}

/// The key of a file that was unlocked, for a process of our own that goes on with it.
pub(crate) fn words_for(path: &Path) -> Option<String> {
    ring().get(&place(path)).map(|held| held.key.words().to_string())
}
