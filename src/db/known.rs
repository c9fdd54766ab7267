//! What the records said at an earlier time, whatever was corrected since: `--known`.
//!
//! The file is copied, and in the copy all later operations are taken back through the journal, the newest first; each state on the way
//! is one that stood before, so nothing has to be judged again. The file itself is only read.

use std::str::FromStr;

use chrono::NaiveDate;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OptionalExtension as _};

use super::{Db, create_like, restored, seal, triggers, undo, words};
use crate::date::PartialDate;
use crate::db::texts;
use crate::error::{AtPath as _, BadValue, Error, Result};
use crate::i18n::say;
use crate::text;
use crate::zone::Zone;

/// A file of more bytes is copied to a temporary file, not into memory.
const LARGE: u64 = 256 << 20;

/// How many pages are copied at once.
const PAGES: i32 = 4096;

/// At which time the records are to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// At the end of a day, by the clock of the office.
    Day(NaiveDate),
    /// Just after an operation; after 0 there is nothing yet.
    Operation(i64),
}

impl FromStr for Known {
    type Err = BadValue;

    /// Reads the number of an operation, else a day; a month or year is known at its end.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let unread = || BadValue(say!(KnownUnread { typed: typed.trim() }));
        let folded = text::fold(typed);
        let plain = folded.trim_start_matches('#');
        if !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return plain.parse().map(Self::Operation).map_err(|_| unread());
        }
        plain.parse::<PartialDate>().map(|date| Self::Day(date.last_day())).map_err(|_| unread())
    }
}

impl Known {
    /// The last operation that was done by then.
    ///
    /// Refuses an operation that there is not.
    pub fn last_operation(self, conn: &Connection, zone: Zone) -> Result<i64> {
        match self {
            Self::Operation(0) => Ok(0),
            Self::Operation(number) => {
                let there = conn.prepare("SELECT 1 FROM operation WHERE id = ?1")?.exists([number])?;
                if there { Ok(number) } else { Err(restored::unknown(conn, number)?) }
            }
            Self::Day(day) => {
                let mut query = conn.prepare("SELECT id, at FROM operation ORDER BY id DESC")?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    let at: String = row.get("at")?;
                    if at.parse().is_ok_and(|at| zone.of(at).date_naive() <= day) {
                        return Ok(row.get("id")?);
                    }
                }
                Ok(0)
            }
        }
    }
}

impl Db {
    /// A copy of the records as they were known then: whatever is done to it is lost with it.
    ///
    /// Refuses if an import of very many rows was taken back after that time: its rows are nowhere.
    pub fn known(&self, known: Known, zone: Zone) -> Result<Self> {
        let last = known.last_operation(&self.conn, zone)?;
        refuse_lost(&self.conn, last)?;
        let mut copy = self.copied()?;
        copy.conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")?;
        let tx = copy.conn.transaction()?;
        take_back_to(&tx, last)?;
        tx.commit()?;
        Ok(copy)
    }

    fn copied(&self) -> Result<Self> {
        let size = std::fs::metadata(&self.path).map_or(0, |file| file.len());
        if seal::is_sealed(&self.conn) {
            return self.copied_sealed();
        }
        // SQLite deletes the file of an unnamed database when it is closed.
        let mut conn = if size > LARGE { Connection::open("")? } else { Connection::open_in_memory()? };
        Backup::new(&self.conn, &mut conn)?.run_to_completion(PAGES, std::time::Duration::ZERO, None)?;
        Ok(Self { is_copy: true, ..Self::prepare(conn, &self.path)? })
    }

    /// A copy in a temporary file that is sealed as this one is: SQLite copies no sealed database into memory.
    fn copied_sealed(&self) -> Result<Self> {
        let file = tempfile::NamedTempFile::new().at(std::env::temp_dir())?.into_temp_path();
        let mut conn = create_like(&self.conn, &file)?;
        Backup::new(&self.conn, &mut conn)?.run_to_completion(PAGES, std::time::Duration::ZERO, None)?;
        // What is undone there is lost anyway.
        conn.execute_batch("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")?;
        Ok(Self { is_copy: true, _temporary: Some(file), ..Self::prepare(conn, &self.path)? })
    }
}

/// An import of very many rows that stood at that time and was taken back later left no image of its rows.
fn refuse_lost(conn: &Connection, last: i64) -> Result<()> {
    let lost: Option<(i64, i64)> = conn
        .prepare(include_str!("known_lost.sql"))?
        .query_row([last], |row| Ok((row.get("import")?, row.get("undone_by")?)))
        .optional()?;
    match lost {
        Some((number, by)) => {
            Err(Error::refused(say!(KnownLost { number, by })).hint(say!(KnownLostHint { number, by })))
        }
        None => Ok(()),
    }
}

fn take_back_to(conn: &Connection, last: i64) -> Result<()> {
    // Nothing is written any more.
    triggers::take_off(conn)?;
    let speaks = "SELECT 1 FROM change WHERE operation_id > ?1 AND tbl IN ('meeting', 'resolution')";
    let is_worded = conn.prepare(speaks)?.exists([last])?;
    remove_bulk(conn, last)?;
    play_backwards(conn, last)?;
    if is_worded {
        words::rebuild(conn).map_err(Error::from)?;
    }
    forget_log(conn, last)
}

fn remove_bulk(conn: &Connection, last: i64) -> Result<()> {
    let mut query = conn.prepare("SELECT tbl, first_id, last_id FROM bulk WHERE operation_id > ?1 ORDER BY id DESC")?;
    let ranges = query.query_map([last], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (table, first, end) in ranges.collect::<Result<Vec<(String, i64, i64)>, _>>()? {
        conn.execute(&format!("DELETE FROM {table} WHERE id BETWEEN ?1 AND ?2"), [first, end])?;
    }
    Ok(())
}

/// Every row as it was before what was done to it, the last first. What came with an import in bulk is gone already.
fn play_backwards(conn: &Connection, last: i64) -> Result<()> {
    let mut query = conn.prepare(include_str!("known_changes.sql"))?;
    let mut rows = query.query([last])?;
    while let Some(row) = rows.next()? {
        undo::put_back(conn, row)?;
    }
    Ok(())
}

/// The log ends there, too, and says what stood then.
fn forget_log(conn: &Connection, last: i64) -> Result<()> {
    conn.execute("DELETE FROM bulk_sum WHERE bulk_id IN (SELECT id FROM bulk WHERE operation_id > ?1)", [last])?;
    for table in ["operation_sum", "change", "bulk", "erased_from", "skipped"] {
        conn.execute(&format!("DELETE FROM {table} WHERE operation_id > ?1"), [last])?;
    }
    conn.execute("UPDATE operation SET undone_by = NULL WHERE id <= ?1", [last])?;
    conn.execute("DELETE FROM operation WHERE id > ?1", [last])?;
    conn.execute("UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'operation'", [last])?;
    let mut query = conn.prepare("SELECT id, undoes FROM operation WHERE undoes IS NOT NULL ORDER BY id")?;
    let undone = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<(i64, i64)>, _>>()?;
    for (this, target) in undone {
        undo::mark(conn, this, target)?;
    }
    conn.execute_batch("DELETE FROM access_sum; DELETE FROM access_person; DELETE FROM access").map_err(Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    #[test]
    fn a_day_is_told_from_an_operation() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(
            "CREATE TABLE operation (id INTEGER PRIMARY KEY, at TEXT); CREATE TABLE change (operation_id, tbl, row_id);
             CREATE TABLE restoration (id, first_lost, last_lost, lost_since, kept);
             INSERT INTO operation VALUES (1, '2011-05-30T15:59:59Z'), (2, '2011-05-30T16:00:00Z'), (5, '2011-06-02T01:00:00Z')",
        )
        .unwrap();
        let last = |known: Known| known.last_operation(&conn, Zone::China);
        let day = |text: &str| Known::Day(text.parse().unwrap());
        assert_eq!(last(day("2011-05-29")), Ok(0), "before the first there was nothing");
        assert_eq!(
            (last(day("2011-05-30")), last(day("2011-05-31"))),
            (Ok(1), Ok(2)),
            "midnight is that of the office"
        );
        assert_eq!((last(day("2011-06-01")), last(day("2030-01-01"))), (Ok(2), Ok(5)));
        assert_eq!((last(Known::Operation(0)), last(Known::Operation(2))), (Ok(0), Ok(2)));
        assert_eq!(last(Known::Operation(3)).unwrap_err().kind(), Kind::NotFound);
    }
}
