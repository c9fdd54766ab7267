//! From plain to sealed, and back: a new file is made of the database and proved, and then goes in its place.

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::path::Path;

use rusqlite::Connection;

use super::{Held, begin, key_file, texts};
use crate::db::copy::integrity;
use crate::db::{APPLICATION_ID, Db, PAGE_SIZE, discard, make_private, open_without_creating};
use crate::error::{AtPath as _, Doing as _, Error, Kind, Result};
use crate::i18n::say;
use crate::sqlite::{BESIDE, beside};

/// Bytes of the old file that are written over at a time.
const AT_A_TIME: usize = 1 << 20;

/// Seals a plain database with a key, or makes a sealed one plain without one. Others may not touch it meanwhile. The old file is written
/// over and gone; nothing is changed if anything fails.
pub(crate) fn convert(db: Db, to: Option<Held>) -> Result<()> {
    let path = db.path().to_owned();
    let part = beside(&path, ".part");
    // Left over from one that was cut off.
    discard(&part);
    // Opened before the lock is taken: to close it would end the lock.
    let old = File::options().read(true).write(true).open(&path).at(&path)?;
    let made = fill(db.conn(), &part, to.as_ref()).and_then(|()| prove(db.conn(), &part, to));
    if let Err(error) = made {
        discard(&part);
        return Err(error);
    }
    // Where an open file cannot be replaced, the lock ends a moment earlier.
    let held = (!cfg!(windows)).then_some(db);
    std::fs::rename(&part, &path).at(&path)?;
    let wiped = wipe(old);
    drop(held);
    for ending in BESIDE {
        let _ = std::fs::remove_file(beside(&path, ending));
    }
    wiped.at(&path)
}

/// Makes a copy of a plain database that is sealed with a key, and opens it.
pub(super) fn sealed_copy(conn: &Connection, part: &Path, to: Option<Held>) -> Result<Connection> {
    fill(conn, part, to.as_ref())?;
    prove(conn, part, to)?;
    Ok(open_without_creating(part)?)
}

/// Copies all of it to a file beside it, in one transaction that keeps everybody else away until the connection is closed.
fn fill(conn: &Connection, part: &Path, to: Option<&Held>) -> Result<()> {
    make_private(part);
    let raw = to.map(|held| held.key.raw());
    let key = raw.as_ref().map_or("", |raw| raw.as_str());
    let shown = part.display().to_string();
    let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    conn.execute("ATTACH DATABASE :part AS made KEY :key", [shown.as_str(), key]).doing(|| say!(Sealing))?;
    let filled = (|| {
        if to.is_some() {
            conn.execute_batch(&format!("PRAGMA made.cipher_page_size = {PAGE_SIZE}"))?;
        } else {
            conn.execute_batch(&format!("PRAGMA made.page_size = {PAGE_SIZE}"))?;
        }
        conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA main.locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")?;
        conn.query_row("SELECT sqlcipher_export('made')", [], |_| Ok(()))?;
        conn.execute_batch(&format!(
            "PRAGMA made.application_id = {APPLICATION_ID}; PRAGMA made.user_version = {version}; COMMIT"
        ))
    })();
    if filled.is_err() {
        let _ = conn.execute_batch("ROLLBACK");
    }
    let _ = conn.execute_batch("DETACH DATABASE made");
    filled.doing(|| say!(Sealing)).map_err(Error::from)
}

/// Reads the new file whole, and counts its rows table by table.
fn prove(conn: &Connection, part: &Path, to: Option<Held>) -> Result<()> {
    if let Some(held) = to {
        begin(part, held);
    }
    let made = open_without_creating(part)?;
    let failed = |reason: String| Error::new(Kind::Io, say!(SealFailed { reason }));
    let verdict = integrity(&made)?;
    if verdict != "ok" {
        return Err(failed(verdict));
    }
    let count = |conn: &Connection, table: &str| {
        conn.query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| row.get::<_, i64>(0))
    };
    let mut query = conn.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let tables = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    for table in tables {
        if count(conn, &table)? != count(&made, &table)? {
            return Err(failed(table));
        }
    }
    Ok(())
}

/// Writes over what nobody reads any more, so that no page of it stays on the disk, as far as the disk obeys.
fn wipe(mut old: File) -> std::io::Result<()> {
    let mut left = old.metadata()?.len();
    let nothing = vec![0; AT_A_TIME];
    old.rewind()?;
    while left > 0 {
        let now = left.min(AT_A_TIME as u64);
        old.write_all(&nothing[..usize::try_from(now).unwrap_or(AT_A_TIME)])?;
        left -= now;
    }
    old.sync_all()
}

/// Whether a database has a key file.
pub(crate) fn has_key_file(path: &Path) -> bool {
    key_file::of(path).is_file()
}
