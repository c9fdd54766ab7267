//! A copy of the file, made while others work on it, and read again to prove it.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::ctx::Ctx;
use crate::db::{self, sqlite_reason};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Arg, Text, say};
use crate::upkeep::texts;

/// `db backup`: nothing is left of one that failed.
pub(super) fn backup(ctx: &Ctx, file: &Path) -> Result<()> {
    let db = ctx.read()?;
    if file.as_os_str().is_empty() {
        return Err(Error::usage(say!(DbNameEmpty)));
    }
    if file.exists() {
        return Err(Error::new(Kind::Io, say!(FileExists { path: file.display().to_string() })));
    }
    ctx.refuse_database(file)?;
    let made = copy_and_verify(db.conn(), file);
    if made.is_err() {
        db::discard(file);
    }
    let pages = made?;
    ctx.note(&say!(BackupDone { path: file.display().to_string(), pages }));
    Ok(())
}

fn copy_and_verify(from: &Connection, file: &Path) -> Result<i64> {
    let failed = |reason: Arg, doing: Text| {
        Error::new(Kind::Io, say!(FileFailed { path: file.display().to_string(), reason })).while_doing(doing)
    };
    write_copy(from, file).map_err(|error| failed(sqlite_reason(&error), say!(WritingBackup)))?;
    let (verdict, pages) = verify_copy(file).map_err(|error| failed(sqlite_reason(&error), say!(VerifyingBackup)))?;
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

fn write_copy(from: &Connection, file: &Path) -> rusqlite::Result<()> {
    let mut copy = db::create_file(file)?;
    let copying = rusqlite::backup::Backup::new(from, &mut copy)?;
    copying.run_to_completion(1024, Duration::ZERO, None)?;
    drop(copying);
    copy.close().map_err(|(_, error)| error)
}

/// What SQLite finds in the file on disk, opened anew, and how many pages it has.
fn verify_copy(file: &Path) -> rusqlite::Result<(String, i64)> {
    let copy = db::open_without_creating(file)?;
    Ok((integrity(&copy)?, copy.query_row("SELECT page_count FROM pragma_page_count", [], |row| row.get(0))?))
}

/// The first thing that SQLite finds wrong with a file; `ok` if there is none.
pub(super) fn integrity(conn: &Connection) -> rusqlite::Result<String> {
    conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
}
