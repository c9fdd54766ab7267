//! `db restore`: the records go back to a backup. The file as it was stays beside it under another name, whole or damaged,
//! and nothing is touched before the backup was found sound.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode};

use super::backup::integrity;
use super::file::copy_name;
use crate::ctx::Ctx;
use crate::db::{self, Db, check, create_file, discard, open_without_creating, save_copy};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::output::is_same_file;
use crate::sqlite::{BESIDE, beside};
use crate::upkeep::texts;

/// Puts a backup in the place of the database. Refuses a backup that is none of ours or damaged, the database itself, and
/// one that another process is writing to.
pub(super) fn restore(ctx: &Ctx, file: &Path) -> Result<()> {
    let path = ctx.db_path();
    if is_same_file(file, path) {
        return Err(Error::new(Kind::Io, say!(RestoreOfItself { path: file.display().to_string() })));
    }
    let backup = sound(file)?;
    let kept = set_aside(ctx, path)?;
    if let Err(error) = put(&backup, path, ctx.wait()) {
        // The old file is still in its place, so its copy is one too many; of a damaged one nothing else is left.
        kept.filter(|_| path.exists()).iter().for_each(|copy| discard(copy));
        return Err(error);
    }
    let db = Db::open(path, ctx.wait())?;
    let (path, file) = (path.display().to_string(), file.display().to_string());
    ctx.note(&say!(Restored { path, file }));
    if let Some(kept) = kept {
        ctx.note(&say!(RestoreKept { kept: kept.display().to_string() }));
    }
    let faults = check::all_on(db.conn(), Some(ctx.today))?.len();
    if faults > 0 {
        ctx.warn(&say!(RestoreFaults { count: faults }));
    }
    Ok(())
}

/// Opens a backup that is ours and whole.
fn sound(file: &Path) -> Result<Connection> {
    let conn = db::open_as_is(file)?;
    match integrity(&conn)? {
        reason if reason == "ok" => Ok(conn),
        reason => Err(Error::new(Kind::Database, say!(DbDamaged { reason })).hint(say!(RestoreDamagedHint))),
    }
}

/// Keeps the database as it is under another name: a copy of a sound one, a damaged one itself with what lies beside it.
fn set_aside(ctx: &Ctx, path: &Path) -> Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    let kept = (1..).map(|n| copy_name(path, ctx, n)).find(|copy| !copy.exists()).unwrap_or_default();
    match whole(path, ctx.wait())? {
        Some(conn) => save_copy(&conn, &kept)?,
        None => {
            for ending in std::iter::once("").chain(BESIDE).filter(|ending| beside(path, ending).exists()) {
                std::fs::rename(beside(path, ending), beside(&kept, ending)).at(path)?;
            }
        }
    }
    Ok(Some(kept))
}

/// The database, if SQLite finds nothing wrong with it. Refuses one that another process is writing to.
fn whole(path: &Path, wait: Duration) -> Result<Option<Connection>> {
    let conn = open_without_creating(path)?;
    conn.busy_timeout(wait)?;
    let is_damage = |error: &rusqlite::Error| {
        matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
    };
    match conn.execute_batch("BEGIN EXCLUSIVE; ROLLBACK").and_then(|()| integrity(&conn)) {
        Ok(verdict) => Ok((verdict == "ok").then_some(conn)),
        Err(error) if is_damage(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Copies the backup over the database in one go, as SQLite itself does it: whoever reads meanwhile sees the one or the other.
fn put(backup: &Connection, path: &Path, wait: Duration) -> Result<()> {
    let mut to = create_file(path)?;
    to.busy_timeout(wait)?;
    let copying = Backup::new(backup, &mut to)?;
    match copying.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::new(Kind::Locked, say!(DbLocked)).hint(say!(DbLockedHint))),
    }
}
