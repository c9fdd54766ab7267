//! Copies of the file: made while others work on it, read again to prove them, and kept for a time.
//!
//! A copy comes to its name only when it is whole: it is written under a name of its own and put in its place at the end, so
//! that one that was cut off is never taken for a copy.

mod kept;
mod thin;

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::texts;
use super::{create_like, discard, open_without_creating, sqlite_reason};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Arg, Text, say};
use crate::waiting;
pub(crate) use kept::{Copies, Why, make_folder, more, unused};

/// Pages that are copied at a time, between which others may write: some ten milliseconds.
const AT_A_TIME: i32 = 1024;

/// How often the copying may begin anew because others wrote meanwhile, before they have to wait for it.
const BEGINNINGS: usize = 3;

/// How long to leave the file to one who writes just now.
const PAUSE: Duration = Duration::from_millis(20);

/// How thoroughly a copy is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Every page, as `PRAGMA integrity_check` reads it.
    Whole,
    /// That it opens and has as many pages as the file: for whoever waits for it.
    Opens,
}

/// Copies the database to a file that is not there yet and proves the copy. Gives back its pages; nothing is left of one that
/// failed. A true copy of what is damaged is refused as damage of the database.
pub(crate) fn make(from: &Connection, file: &Path, proof: Proof) -> Result<i64> {
    let made = copy_and_prove(from, file, proof);
    if made.is_err() {
        discard(file);
    }
    made
}

fn copy_and_prove(from: &Connection, file: &Path, proof: Proof) -> Result<i64> {
    let failed = |reason: Arg, doing: Text| {
        Error::new(Kind::Io, say!(FileFailed { path: file.display().to_string(), reason })).while_doing(doing)
    };
    write(from, file).map_err(|error| failed(sqlite_reason(&error), say!(WritingBackup)))?;
    let proven = prove(from, file, proof).map_err(|error| failed(sqlite_reason(&error), say!(VerifyingBackup)))?;
    let (verdict, pages) = proven;
    if verdict == "ok" {
        return Ok(pages);
    }
    // A true copy of what is damaged is damaged.
    let reason = integrity(from)?;
    Err(if reason == "ok" {
        failed(verdict.into(), say!(VerifyingBackup))
    } else {
        Error::new(Kind::Database, say!(DbDamaged { reason })).hint(say!(DbDamagedHint))
    })
}

/// Copies page by page, as SQLite itself does it: the copy is of one moment, however many write meanwhile.
fn write(from: &Connection, file: &Path) -> rusqlite::Result<()> {
    let mut copy = create_like(from, file)?;
    let copying = Backup::new(from, &mut copy)?;
    let (mut left, mut beginnings) = (i32::MAX, 0);
    loop {
        let pages = if beginnings < BEGINNINGS { AT_A_TIME } else { -1 };
        if waiting::is_stopped() {
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_INTERRUPT),
                None,
            ));
        }
        match copying.step(pages)? {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(PAUSE),
        }
        let remaining = copying.progress().remaining;
        beginnings += usize::from(remaining > left);
        left = remaining;
    }
    drop(copying);
    copy.close().map_err(|(_, error)| error)
}

/// What SQLite finds in the file on disk, opened anew, and how many pages it has.
fn prove(from: &Connection, file: &Path, proof: Proof) -> rusqlite::Result<(String, i64)> {
    let copy = open_without_creating(file)?;
    let pages = |conn: &Connection| conn.query_row("SELECT page_count FROM pragma_page_count", [], |row| row.get(0));
    let count = pages(&copy)?;
    let verdict = match proof {
        Proof::Whole => integrity(&copy)?,
        Proof::Opens if count == pages(from)? => "ok".to_owned(),
        Proof::Opens => format!("{count} pages"),
    };
    Ok((verdict, count))
}

/// The first thing that SQLite finds wrong with a file; `ok` if there is none.
pub(crate) fn integrity(conn: &Connection) -> rusqlite::Result<String> {
    conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
}

/// Whose records a file holds: what was made with it, and is the same in every copy. Nothing in a file of an older version.
pub(crate) fn identity(conn: &Connection) -> Result<Option<String>> {
    let is_there = conn.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'office'")?.exists([])?;
    if !is_there {
        return Ok(None);
    }
    Ok(conn.query_row("SELECT identity FROM office", [], |row| row.get(0)).map(Some)?)
}

/// Puts a proven copy in its place; what it is called for the time lies beside it.
fn make_under(from: &Connection, path: &Path, proof: Proof) -> Result<i64> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let part = path.with_file_name(name);
    // Left over from one that was cut off.
    discard(&part);
    let pages = make(from, &part, proof)?;
    std::fs::rename(&part, path).at(path)?;
    Ok(pages)
}
