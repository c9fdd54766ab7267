//! Writing very many new rows in one operation.
//!
//! Row images of a million new rows would be a second database, so from some row on new rows are recorded as what they
//! are: a range of ids that came with this operation. Undo removes the range; a redo is importing again. And where a
//! batch is large beside what is there, indexes that it would fill in no order are taken off and built at the end,
//! which halves the time.

use rusqlite::{Connection, named_params};

use super::transact::Tx;
use super::{journal, words};
use crate::db::texts;
use crate::error::{Error, Result};
use crate::i18n::say;

/// A file of fewer bytes is never worth taking anything off.
pub const LARGE_FILE: u64 = 4 << 20;

/// New records whose rows are kept as images in the journal; beyond them an import is recorded by range.
const JOURNALED: usize = 500;

/// Indexes are sorted on a thread beside the one that reads the rows. It is handed as many rows at a time as the cache
/// would hold: small portions begin early and are sorted fast.
const SORTING: &str = "PRAGMA threads = 1; PRAGMA cache_size = -4096";

/// Rows of all orgs in no order: what is known of an org is looked up on pages from all over the file.
const LOOKING_UP: &str = "PRAGMA cache_size = -49152";

/// A bulk load under way.
#[derive(Debug)]
struct Bulk {
    /// Each table and the first id that belongs to the range.
    tables: Vec<(&'static str, i64)>,
    /// What makes the indexes and triggers again.
    taken_off: Vec<String>,
}

impl Bulk {
    /// From now on new rows of these tables are recorded by range, and these indexes are off until [`Bulk::finish`].
    /// New rows must get ids above those there are.
    fn begin(tx: &Tx<'_>, tables: &[&'static str], indexes: &[&str]) -> Result<Self> {
        let mut bulk = Self { tables: Vec::new(), taken_off: Vec::new() };
        for table in tables {
            tx.execute_batch(&format!("DROP TRIGGER temp.journal_{table}_INSERT"))?;
            let last: i64 = tx.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0))?;
            bulk.tables.push((table, last + 1));
        }
        if bulk.first("meeting").is_some() {
            words::hold_back(tx)?;
        }
        for index in indexes {
            bulk.taken_off.push(tx.query_row(
                "SELECT sql FROM main.sqlite_schema WHERE name = :index",
                [index],
                |row| row.get(0),
            )?);
            tx.execute_batch(&format!("DROP INDEX main.{index}"))?;
        }
        if !indexes.is_empty() {
            bulk.trust(tx)?;
        }
        Ok(bulk)
    }

    /// Takes off what proves row by row what the importer has proved already: CHECKs, which its types fulfil, and the
    /// triggers of these tables. A third of the time goes into them; `db check` asks the same of the whole file.
    fn trust(&mut self, tx: &Tx<'_>) -> Result<()> {
        tx.execute_batch("PRAGMA ignore_check_constraints = ON")?;
        let mut query =
            tx.prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = :table")?;
        for (table, _) in &self.tables {
            let found = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for (name, sql) in found.collect::<Result<Vec<(String, String)>, _>>()? {
                tx.execute_batch(&format!("DROP TRIGGER main.{name}"))?;
                self.taken_off.push(sql);
            }
        }
        Ok(())
    }

    /// The first id of the range of a table.
    fn first(&self, table: &str) -> Option<i64> {
        self.tables.iter().find(|(known, _)| *known == table).map(|(_, first)| *first)
    }

    /// Makes indexes and triggers again and writes the ranges into the log.
    fn finish(self, tx: &Tx<'_>) -> Result<()> {
        tx.execute_batch("PRAGMA ignore_check_constraints = OFF")?;
        if !self.taken_off.is_empty() {
            tx.execute_batch(SORTING)?;
        }
        for sql in &self.taken_off {
            tx.execute_batch(sql)?;
        }
        if let Some(first) = self.first("meeting") {
            words::catch_up(tx, first)?;
        }
        for (table, first) in self.tables {
            let (last, rows): (Option<i64>, i64) =
                tx.query_row(&format!("SELECT max(id), count(*) FROM {table} WHERE id >= :first"), [first], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
            if let Some(last) = last {
                tx.execute(
                    "INSERT INTO bulk (operation_id, tbl, first_id, last_id, rows)
                     VALUES (:operation, :table, :first, :last, :rows)",
                    named_params! {
                        ":operation": tx.operation(), ":table": table, ":first": first, ":last": last, ":rows": rows,
                    },
                )?;
            }
        }
        journal::reinstall(tx)
    }
}

/// An import that goes over to ranges once it has added more than the journal keeps row by row.
#[derive(Debug)]
pub struct Filling {
    tables: &'static [&'static str],
    /// How many are journaled before the rest goes by range.
    journaled: usize,
    added: usize,
    bulk: Option<Bulk>,
}

impl Filling {
    /// One that fills these tables.
    pub fn of(tables: &'static [&'static str]) -> Self {
        Self { tables, journaled: JOURNALED, added: 0, bulk: None }
    }

    /// From the first row on by range: that it will come to that is clear.
    pub fn by_range(self) -> Self {
        Self { journaled: 0, ..self }
    }

    /// So many more may be added now.
    pub fn prepare(&mut self, tx: &Tx<'_>, more: usize) -> Result<()> {
        if self.prepare_without(tx, more, || Ok(&[]))? {
            tx.execute_batch(LOOKING_UP)?;
        }
        Ok(())
    }

    /// So many more may be added now; once they go by range, without the indexes that are told then. Returns whether that begins.
    pub fn prepare_without(
        &mut self,
        tx: &Tx<'_>,
        more: usize,
        indexes: impl FnOnce() -> Result<&'static [&'static str]>,
    ) -> Result<bool> {
        let begins = self.bulk.is_none() && self.added + more >= self.journaled;
        if begins {
            self.bulk = Some(Bulk::begin(tx, self.tables, indexes()?)?);
        }
        Ok(begins)
    }

    /// So many were added.
    pub fn add(&mut self, count: usize) {
        self.added += count;
    }

    /// Whether a row is not in the range of its table, though there is one: a number told that lies below it.
    pub fn is_below(&self, table: &str, id: i64) -> bool {
        self.bulk.as_ref().and_then(|bulk| bulk.first(table)).is_some_and(|first| id < first)
    }

    /// All were added: writes the ranges into the log, if it came to that, and makes again what was taken off.
    pub fn finish(&mut self, tx: &Tx<'_>) -> Result<()> {
        self.bulk.take().map_or(Ok(()), |bulk| bulk.finish(tx))
    }
}

/// Rows of a range from which on it is removed without asking row by row whether others refer to it.
const MANY: i64 = 20_000;

/// A range of rows that came with one operation.
struct Range {
    table: String,
    first: i64,
    last: i64,
}

fn ranges(conn: &Connection, operation: i64) -> Result<Vec<Range>> {
    let mut query = conn.prepare("SELECT tbl, first_id, last_id FROM bulk WHERE operation_id = :n ORDER BY id DESC")?;
    let ranges = query.query_map([operation], |row| {
        Ok(Range { table: row.get("tbl")?, first: row.get("first_id")?, last: row.get("last_id")? })
    })?;
    Ok(ranges.collect::<Result<_, _>>()?)
}

/// Whether so much came with an operation that its removal asks of all rows at once whether others refer to them, see
/// [`refuse_referred`]: row by row, each table that could refer to it is asked for each.
pub(super) fn is_large(conn: &Connection, operation: i64) -> Result<bool> {
    let rows: Option<i64> =
        conn.query_row("SELECT sum(rows) FROM bulk WHERE operation_id = :n", [operation], |row| row.get(0))?;
    Ok(rows.is_some_and(|rows| rows >= MANY))
}

/// Removes the rows that an operation added in bulk, the dependent tables first. They are not journaled again: their
/// redo is the import.
pub(super) fn remove(tx: &Tx<'_>, operation: i64) -> Result<()> {
    for Range { table, first, last } in ranges(tx, operation)? {
        tx.execute_batch(&format!("DROP TRIGGER temp.journal_{table}_DELETE"))?;
        // Of a whole table SQLite gives the pages back without reading a row.
        let others = tx.query_row(
            &format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE id < ?1 OR id > ?2)"),
            (first, last),
            |row| row.get(0),
        )?;
        let only = if others { format!("WHERE id BETWEEN {first} AND {last}") } else { String::new() };
        tx.execute_batch(&format!("DELETE FROM {table} {only}"))?;
    }
    journal::reinstall(tx)
}

/// Refuses if a row still refers to one that [`remove`] took, or if one that the operation had touched refers to nothing.
pub(super) fn refuse_referred(tx: &Tx<'_>, operation: i64) -> Result<()> {
    let mut links = tx.prepare(include_str!("links_to.sql"))?;
    for Range { table, first, last } in ranges(tx, operation)? {
        let links = links.query_map([&table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (other, column) in links.collect::<Result<Vec<(String, String)>, _>>()? {
            let sql = format!("SELECT 1 FROM {other} WHERE {column} BETWEEN ?1 AND ?2");
            if tx.prepare(&sql)?.exists([first, last])? {
                return Err(still_named());
            }
        }
    }
    let mut dangling = tx.prepare(
        "SELECT 1 FROM (SELECT DISTINCT tbl FROM change WHERE operation_id = ?1) touched
         JOIN pragma_foreign_key_check(touched.tbl)",
    )?;
    if dangling.exists([operation])? { Err(still_named()) } else { Ok(()) }
}

/// As SQLite itself would refuse it, row by row.
fn still_named() -> Error {
    Error::refused(say!(FaultStillNamed)).hint(say!(ConstraintHint))
}
