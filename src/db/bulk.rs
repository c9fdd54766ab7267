//! Writing very many new rows in one operation.
//!
//! Row images of a million new rows would be a second database, so from some row on new rows are recorded as what they
//! are: a range of ids that came with this operation. Undo removes the range; a redo is importing again. And where a
//! batch is large beside what is there, indexes that it would fill in no order are taken off and built at the end,
//! which halves the time.

use rusqlite::named_params;

use super::journal;
use super::transact::Tx;
use crate::error::Result;

/// A file of fewer bytes is never worth taking anything off.
pub const LARGE_FILE: u64 = 4 << 20;

/// Indexes are sorted on a thread beside the one that reads the rows. It is handed as many rows at a time as the cache
/// would hold: small portions begin early and are sorted fast.
const SORTING: &str = "PRAGMA threads = 1; PRAGMA cache_size = -4096";

/// A bulk load under way.
#[derive(Debug)]
pub struct Bulk {
    /// Each table and the first id that belongs to the range.
    tables: Vec<(&'static str, i64)>,
    /// What makes the indexes and triggers again.
    taken_off: Vec<String>,
}

impl Bulk {
    /// From now on new rows of these tables are recorded by range, and these indexes are off until [`Bulk::finish`].
    /// New rows must get ids above those there are.
    pub fn begin(tx: &Tx<'_>, tables: &[&'static str], indexes: &[&str]) -> Result<Self> {
        let mut bulk = Self { tables: Vec::new(), taken_off: Vec::new() };
        for table in tables {
            tx.execute_batch(&format!("DROP TRIGGER temp.journal_{table}_INSERT"))?;
            let last: i64 = tx.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0))?;
            bulk.tables.push((table, last + 1));
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
    pub fn first(&self, table: &str) -> Option<i64> {
        self.tables.iter().find(|(known, _)| *known == table).map(|(_, first)| *first)
    }

    /// Makes indexes and triggers again and writes the ranges into the log.
    pub fn finish(self, tx: &Tx<'_>) -> Result<()> {
        tx.execute_batch("PRAGMA ignore_check_constraints = OFF")?;
        tx.execute_batch(SORTING)?;
        for sql in &self.taken_off {
            tx.execute_batch(sql)?;
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

/// Removes the rows that an operation added in bulk, the dependent tables first. They are not journaled again: their
/// redo is the import.
pub(super) fn remove(tx: &Tx<'_>, operation: i64) -> Result<()> {
    let mut query = tx.prepare("SELECT tbl, first_id, last_id FROM bulk WHERE operation_id = :n ORDER BY id DESC")?;
    let ranges = query.query_map([operation], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for (table, first, last) in ranges.collect::<Result<Vec<(String, i64, i64)>, _>>()? {
        tx.execute_batch(&format!("DROP TRIGGER temp.journal_{table}_DELETE"))?;
        tx.execute(&format!("DELETE FROM {table} WHERE id BETWEEN :first AND :last"), [first, last])?;
    }
    journal::reinstall(tx)
}
