//! The copies of a database that lie with it: each is made anew without somebody, or deleted.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;

use super::{Asked, erase};
use crate::code::codes;
use crate::db::copy::identity;
use crate::db::{self, Db};
use crate::error::{AtPath as _, Result};
use crate::member::{self, PersonId};

codes! {
    /// What becomes of a copy.
    pub enum Fate {
        Rebuilt = "rebuilt", "重建, 不含此人", "made anew without the person";
        Deleted = "deleted", "删除(旧版本的副本, 不能重建)", "deleted (of an older version, which cannot be made anew)";
        Untouched = "untouched", "没有此人, 未动", "does not have the person, left as it is";
        Failed = "failed", "未能处理, 请自行删除", "could not be made anew: delete it yourself";
    }
}

/// Whether a copy has somebody, in its records or in its journal.
fn has(conn: &Connection, person: i64) -> rusqlite::Result<bool> {
    let there = "SELECT 1 FROM person WHERE id = ?1
                 UNION ALL SELECT 1 FROM change WHERE tbl = 'person' AND row_id = ?1";
    conn.prepare(there)?.exists([person])
}

/// Takes somebody out of a copy. A rehearsal tells what would become of it.
/// The erasure has the number there that it has in the database.
pub(super) fn clean(copy: &Path, asked: (&Asked<'_>, Option<i64>), wait: Duration, rehearses: bool) -> Fate {
    judge(copy, asked, wait, rehearses).unwrap_or(Fate::Failed)
}

fn judge(copy: &Path, (asked, number): (&Asked<'_>, Option<i64>), wait: Duration, rehearses: bool) -> Result<Fate> {
    let conn = db::open_as_is(copy)?;
    conn.busy_timeout(wait)?;
    if !has(&conn, asked.person.0)? {
        return Ok(Fate::Untouched);
    }
    let is_of_today = db::is_of_today(&conn)?;
    drop(conn);
    if !is_of_today {
        if !rehearses {
            std::fs::remove_file(copy).at(copy)?;
        }
        return Ok(Fate::Deleted);
    }
    let mut db = Db::open(copy, wait)?;
    if member::is_erased(db.conn(), asked.person)? {
        return Ok(Fate::Untouched);
    }
    if !rehearses {
        erase(&mut db, asked, number.map_or(0, |number| number - 1))?;
        shrink(&db)?;
    }
    Ok(Fate::Rebuilt)
}

/// Whether another file is one of the same records, under a name of its own, that still has somebody of that number.
pub(super) fn is_theirs(file: &Path, database: &Connection, person: PersonId) -> Result<bool> {
    let conn = db::open_as_is(file)?;
    let office = identity(&conn)?;
    let is_same = office.is_some() && office == identity(database)?;
    Ok(is_same && has(&conn, person.0)? && !member::is_erased(&conn, person)?)
}

/// Writes the file anew, so that nothing is left of what stood in it.
pub(super) fn shrink(db: &Db) -> Result<()> {
    Ok(db.conn().execute_batch("VACUUM")?)
}

/// Where a copy lies, within the folder of the database where that is so.
pub(super) fn shown(copy: &Path, database: &Path) -> String {
    let beside = copy.parent() == database.parent();
    let name = copy.file_name().filter(|_| beside).map(PathBuf::from);
    name.unwrap_or_else(|| copy.to_owned()).display().to_string()
}
