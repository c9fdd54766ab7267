//! Copies of the database that travel: sealed to recipients, see [`super::recipients`].
//!
//! * **What lies inside** is the plain file of SQLite, be the database sealed or not: the recipient needs no key but the own one, any program that
//!   reads the format of `age` opens it, and the key of the database stays at home.
//! * **Nothing plain is ever on a disk.** The pages go from the file to the copy while a transaction keeps them as they are, those of a sealed
//!   database opened on the way; a copy is read into memory, and from there goes where it is to go.

use std::fs::File;
use std::io::{Read as _, Seek as _, Write};
use std::path::Path;

use rusqlite::{Connection, ErrorCode, Transaction};
use tempfile::TempPath;

use super::recipients::{Identities, Recipients};
use super::{convert, ring, texts};
use crate::db::copy::integrity;
use crate::db::{Db, PAGE_SIZE, guard_as_is, look};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::sqlite::cipher::{Cipher, SALT};
use crate::sqlite::pages::LOCKED_AT;
use crate::sqlite::{self, SIGN};

/// How often the database is read through again because others wrote meanwhile, before they have to wait for it.
const BEGINNINGS: usize = 3;

/// Copies the database to a file for recipients, and gives back its pages. What is copied was found sound, and what lies on the disk is read again.
///
/// Refuses a file that is there, and a damaged database.
pub(crate) fn copy(db: &Db, file: &Path, to: &Recipients) -> Result<i64> {
    let (conn, path) = (db.conn(), db.path());
    leave_log(conn)?;
    // Opened before the transaction begins, and closed after it ended: to close it ends the locks of the connection.
    let mut from = File::open(path).at(path)?;
    let moment = sound_moment(conn)?;
    let number = |what: &str| moment.pragma_query_value(None, what, |row| row.get::<_, u32>(0));
    let count = number("page_count")?;
    let (size, cipher) = match ring::held_of(conn).filter(|_| ring::is_sealed(conn)) {
        Some(held) => {
            let mut salt = [0; SALT];
            from.read_exact(&mut salt).at(path)?;
            from.rewind().at(path)?;
            (PAGE_SIZE.unsigned_abs() as usize, Some(Cipher::new(held.key.bytes(), salt)))
        }
        None => (number("page_size")? as usize, None),
    };
    to.seal(file, |to| pages((&mut from, path), (count, size), cipher.as_ref(), (to, file)))?;
    moment.finish()?;
    Ok(count.into())
}

/// Writes the pages as a plain file has them.
fn pages(
    (from, path): (&mut File, &Path),
    (count, size): (u32, usize),
    cipher: Option<&Cipher>,
    (to, file): (&mut dyn Write, &Path),
) -> Result<()> {
    let mut page = vec![0; size];
    for number in 1..=count {
        from.read_exact(&mut page).at(path)?;
        match cipher {
            Some(_) if number as usize == LOCKED_AT / size + 1 => page.fill(0),
            Some(cipher) if !cipher.open(number, &mut page) => {
                return Err(Error::new(Kind::Database, say!(DbDamaged { reason: say!(PageAltered { number }) }))
                    .hint(say!(DbDamagedHint)));
            }
            _ => {}
        }
        to.write_all(&page).at(file)?;
    }
    Ok(())
}

/// Has a database that another program set to keep a log of its own put it in the file. Fails with `Locked` if others are at it.
fn leave_log(conn: &Connection) -> Result<()> {
    let mode = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, String>(0));
    if mode("PRAGMA journal_mode")? == "wal" && mode("PRAGMA journal_mode = DELETE")? != "delete" {
        return Err(Error::new(Kind::Locked, say!(DbLocked)).hint(say!(DbLockedHint)));
    }
    Ok(())
}

/// A transaction in which the file is as it was when SQLite found nothing wrong with it. Others may write while it looks.
fn sound_moment(conn: &Connection) -> Result<Transaction<'_>> {
    let version = || conn.pragma_query_value(None, "data_version", |row| row.get::<_, i64>(0));
    for _ in 0..BEGINNINGS {
        let before = version()?;
        refuse_damaged(conn)?;
        let moment = begin(conn)?;
        if version()? == before {
            return Ok(moment);
        }
    }
    let moment = begin(conn)?;
    refuse_damaged(conn)?;
    Ok(moment)
}

fn begin(conn: &Connection) -> Result<Transaction<'_>> {
    let moment = conn.unchecked_transaction()?;
    moment.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(moment)
}

fn refuse_damaged(conn: &Connection) -> Result<()> {
    match integrity(conn)? {
        verdict if verdict == "ok" => Ok(()),
        reason => Err(Error::new(Kind::Database, say!(DbDamaged { reason })).hint(say!(DbDamagedHint))),
    }
}

/// Opens a copy that was sealed to the owner of a file of private keys, in memory.
///
/// Fails with `Database` if it was sealed to others, was altered or cut off, or holds no database of ours.
pub(crate) fn open(file: &Path, identity: &Path) -> Result<Connection> {
    if !std::fs::metadata(file).at(file)?.is_file() || !sqlite::is_to_recipients(file) {
        look::refuse_no_database(file)?;
        return Err(Error::usage(say!(IdentityIdle { path: file.display().to_string() })));
    }
    let mut opened = Identities::read(identity)?.open(file)?;
    let size = opened.size()?;
    let mut begins = [0; SIGN.len()];
    let is_database = size > SIGN.len() as u64 && opened.read_exact(&mut begins).is_ok() && begins == *SIGN;
    if let Some(failed) = opened.failure() {
        return Err(failed);
    }
    if !is_database {
        let none = Error::new(Kind::Database, say!(HoldsNoDatabase { path: file.display().to_string() }));
        return Err(none.hint(say!(HoldsNoDatabaseHint)));
    }
    opened.size()?;
    let mut conn = Connection::open_in_memory()?;
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let read = conn.deserialize_read_exact("main", &mut opened, size, false);
    if let Some(failed) = opened.failure() {
        return Err(failed);
    }
    read.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::OutOfMemory) => {
            Error::io(file, &std::io::ErrorKind::OutOfMemory.into()).hint(say!(TooLargeForMemoryHint))
        }
        _ => error.into(),
    })?;
    // What is sorted stays in memory, too.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    guard_as_is(&conn, file)?;
    Ok(conn)
}

/// The copy as it goes in the place of a file, or beside it: sealed with the key of that file, if it is sealed. What is made for that is
/// gone with what is given back.
pub(crate) fn fitting(copy: Connection, place: &Path) -> Result<(Option<TempPath>, Connection)> {
    if !sqlite::is_sealed(place) {
        return Ok((None, copy));
    }
    // The database itself may be damaged, and going back is for that, too.
    let held = ring::of_damaged(place)?;
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let part = tempfile::Builder::new().prefix(".restore").tempfile_in(folder).at(folder)?.into_temp_path();
    let sealed = convert::sealed_copy(&copy, &part, Some(held))?;
    Ok((Some(part), sealed))
}
