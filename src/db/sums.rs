//! Sums over what nothing else tells twice: an operation with all that the journal holds of it, the rows of a bulk import (which the
//! journal knows only by their range), and a look at unmasked numbers. A byte that the disk lost there, or what another program changed,
//! is found by adding up anew (`db check`, see `altered`).
//!
//! A sum is of the XXH3 hashes of rows, 64 bits, added without regard to order. It finds accidents and careless hands; whoever knows
//! this program can make a sum that fits.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use rusqlite::Connection;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::ValueRef;
use xxhash_rust::xxh3::xxh3_64;

use super::altered::Altered;
use super::journal;
use crate::error::{Error, Result};

/// Rows of a bulk import that one sum is of: so near a fault can be named.
const BLOCK: i64 = 256;

/// Registers `row_sum(…)`: the sum over rows of these values; 0 of none.
pub(super) fn register(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    conn.create_aggregate_function("row_sum", -1, flags, RowSum)
}

struct RowSum;

/// What was added up, and room for the bytes of a row.
#[derive(Default)]
struct Running {
    sum: i64,
    row: Vec<u8>,
}

impl Aggregate<Running, i64> for RowSum {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Running> {
        Ok(Running::default())
    }

    fn step(&self, row: &mut Context<'_>, running: &mut Running) -> rusqlite::Result<()> {
        running.row.clear();
        for at in 0..row.len() {
            write(&mut running.row, row.get_raw(at));
        }
        running.sum = running.sum.wrapping_add(xxh3_64(&running.row).cast_signed());
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, running: Option<Running>) -> rusqlite::Result<i64> {
        Ok(running.map_or(0, |running| running.sum))
    }
}

/// The type of a value, its length and its bytes: so no two rows read alike.
fn write(row: &mut Vec<u8>, value: ValueRef<'_>) {
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(number) => (1, &number.to_le_bytes()),
        ValueRef::Real(number) => (2, &number.to_le_bytes()),
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(bytes) => (4, bytes),
    };
    row.push(kind);
    row.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
    row.extend_from_slice(bytes);
}

/// Writes the sums of an operation, once all that it did stands in the journal: over the ranges that came with it, and over itself.
pub(super) fn stamp_operation(conn: &Connection, number: i64) -> Result<()> {
    for range in Range::all(conn, &format!("bulk_sum.bulk_id IS NULL AND bulk.operation_id = {number}"))? {
        let sums = range.add_up(conn)?;
        range.keep(conn, &sums)?;
    }
    keep_operation(conn, number, of_operations(conn, Some(number))?.remove(&number).unwrap_or_default())
}

fn keep_operation(conn: &Connection, number: i64, sum: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO operation_sum VALUES (?1, ?2)")?.execute((number, sum))?;
    Ok(())
}

/// Writes the sum of a look at unmasked numbers, once its entry is complete or has changed.
pub(crate) fn stamp_look(conn: &Connection, id: i64) -> Result<()> {
    keep_look(conn, id, of_looks(conn, Some(id))?.remove(&id).unwrap_or_default())
}

fn keep_look(conn: &Connection, id: i64, sum: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO access_sum VALUES (?1, ?2)")?.execute((id, sum))?;
    Ok(())
}

/// Writes all sums that an older version had none of: what stands there is taken as it is.
pub(super) fn stamp_missing(conn: &Connection) -> Result<()> {
    let ids = |sql: &str| -> Result<Vec<i64>> {
        Ok(conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    };
    for number in ids("SELECT id FROM operation WHERE id NOT IN (SELECT operation_id FROM operation_sum)")? {
        stamp_operation(conn, number)?;
    }
    for id in ids("SELECT id FROM access WHERE id NOT IN (SELECT access_id FROM access_sum)")? {
        stamp_look(conn, id)?;
    }
    Ok(())
}

/// Takes all as it stands, in a file that was put together of what could be read.
pub(crate) fn stamp_anew(conn: &Connection) -> Result<()> {
    conn.execute_batch("DELETE FROM operation_sum; DELETE FROM bulk_sum; DELETE FROM access_sum")?;
    stamp_missing(conn)
}

/// What does not add up.
#[derive(Debug, Default)]
pub(crate) struct Wrong {
    operations: BTreeSet<i64>,
    looks: BTreeSet<i64>,
    /// By range and first row.
    blocks: BTreeMap<(i64, i64), Block>,
}

/// Rows of a table that one sum is of.
#[derive(Debug)]
struct Block {
    table: String,
    rows: RangeInclusive<i64>,
}

impl Wrong {
    /// All that there is in the file.
    pub(crate) fn find(conn: &Connection) -> Result<Self> {
        let told = |sql: &str, now: &BTreeMap<i64, i64>| -> Result<BTreeSet<i64>> {
            let mut query = conn.prepare(sql)?;
            let told = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let told = told.collect::<Result<Vec<(i64, i64)>, _>>()?;
            Ok(told.into_iter().filter(|(id, sum)| now.get(id) != Some(sum)).map(|(id, _)| id).collect())
        };
        let mut wrong = Self {
            operations: told("SELECT operation_id, sum FROM operation_sum", &of_operations(conn, None)?)?,
            looks: told("SELECT access_id, sum FROM access_sum", &of_looks(conn, None)?)?,
            blocks: BTreeMap::new(),
        };
        for range in Range::all(conn, "bulk_sum.bulk_id IS NOT NULL")? {
            if !range.is_known(conn)? {
                continue;
            }
            for ((rows, now), told) in range.blocks().zip(range.add_up(conn)?).zip(&range.sums) {
                if now != *told {
                    wrong.blocks.insert((range.id, *rows.start()), Block { table: range.table.clone(), rows });
                }
            }
        }
        Ok(wrong)
    }

    /// The rows among which something is not as it was.
    pub(crate) fn rows(self) -> Vec<Altered> {
        let of = |table: &str, ids: BTreeSet<i64>| ids.into_iter().map(|id| (table.to_owned(), id)).collect::<Vec<_>>();
        let blocks = self.blocks.into_values();
        let mut rows: Vec<_> =
            blocks.flat_map(|Block { table, rows }| rows.map(move |id| (table.clone(), id))).collect();
        rows.extend(of("operation", self.operations));
        rows.extend(of("access", self.looks));
        rows
    }

    /// Writes all sums anew after an erasure, which changes what they are of; but for what did not add up before it.
    pub(crate) fn stamp_all_else(&self, conn: &Connection) -> Result<()> {
        for range in Range::all(conn, "bulk_sum.bulk_id IS NOT NULL")? {
            let mut sums = range.sums.clone();
            for (at, (rows, now)) in range.blocks().zip(range.add_up(conn)?).enumerate() {
                if !self.blocks.contains_key(&(range.id, *rows.start())) {
                    sums[at] = now;
                }
            }
            range.keep(conn, &sums)?;
        }
        for (number, sum) in of_operations(conn, None)?.into_iter().filter(|(id, _)| !self.operations.contains(id)) {
            keep_operation(conn, number, sum)?;
        }
        for (id, sum) in of_looks(conn, None)?.into_iter().filter(|(id, _)| !self.looks.contains(id)) {
            keep_look(conn, id, sum)?;
        }
        Ok(())
    }
}

/// The sums of operations, of that one or of all: of the entry, of each image in the journal, of ranges and of the sums over them. Only by
/// which operation it was taken back is told later and is not in it.
fn of_operations(conn: &Connection, only: Option<i64>) -> Result<BTreeMap<i64, i64>> {
    let of = |column: &str| only.map_or_else(String::new, |number| format!("WHERE {column} = {number}"));
    add_up(
        conn,
        &[
            format!(
                "SELECT id, row_sum(id, at, operator, command, added, changed, removed, override_reason, undoes)
                 FROM operation {} GROUP BY id",
                of("id")
            ),
            format!(
                "SELECT operation_id, row_sum(id, tbl, row_id, before, after) FROM change {} GROUP BY operation_id",
                of("operation_id")
            ),
            format!(
                "SELECT operation_id, row_sum(id, tbl, first_id, last_id, rows, columns, sums)
                 FROM bulk LEFT JOIN bulk_sum ON bulk_sum.bulk_id = bulk.id {} GROUP BY operation_id",
                of("operation_id")
            ),
        ],
    )
}

/// The sums of looks at unmasked numbers, of that one or of all: of the entry and of each person that was shown.
fn of_looks(conn: &Connection, only: Option<i64>) -> Result<BTreeMap<i64, i64>> {
    let of = |column: &str| only.map_or_else(String::new, |id| format!("WHERE {column} = {id}"));
    add_up(
        conn,
        &[
            format!(
                "SELECT id, row_sum(id, at, operator, command, rows, sha256, singly) FROM access {} GROUP BY id",
                of("id")
            ),
            format!("SELECT access_id, row_sum(person_id) FROM access_person {} GROUP BY access_id", of("access_id")),
        ],
    )
}

/// The sums that several queries give for the same ids, added.
fn add_up(conn: &Connection, queries: &[String]) -> Result<BTreeMap<i64, i64>> {
    let mut sums = BTreeMap::new();
    for sql in queries {
        let mut query = conn.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let sum: &mut i64 = sums.entry(row.get(0)?).or_default();
            *sum = sum.wrapping_add(row.get(1)?);
        }
    }
    Ok(sums)
}

/// Rows that came by bulk import, which still stand.
struct Range {
    id: i64,
    operation: i64,
    table: String,
    first: i64,
    last: i64,
    /// The columns that the sums are of.
    columns: String,
    /// As they are told, a block each.
    sums: Vec<i64>,
}

impl Range {
    /// Those of which that can be said. One that has no sums yet is summed over the columns there are.
    fn all(conn: &Connection, condition: &str) -> Result<Vec<Self>> {
        let mut query = conn.prepare(&format!(
            "SELECT bulk.id, bulk.operation_id, tbl, first_id, last_id, columns, coalesce(sums, '[]') AS sums
             FROM bulk
             JOIN operation ON operation.id = bulk.operation_id
             LEFT JOIN bulk_sum ON bulk_sum.bulk_id = bulk.id
             WHERE undone_by IS NULL AND {condition}
             ORDER BY bulk.id"
        ))?;
        let mut rows = query.query([])?;
        let mut ranges = Vec::new();
        while let Some(row) = rows.next()? {
            let (table, columns): (String, Option<String>) = (row.get("tbl")?, row.get("columns")?);
            ranges.push(Self {
                columns: columns
                    .map_or_else(|| Ok(journal::stored_columns(conn, &table)?.join(",")), Ok::<_, Error>)?,
                table,
                id: row.get("id")?,
                operation: row.get("operation_id")?,
                first: row.get("first_id")?,
                last: row.get("last_id")?,
                // What cannot be read is no sum.
                sums: serde_json::from_str(&row.get::<_, String>("sums")?).unwrap_or_default(),
            });
        }
        Ok(ranges)
    }

    /// Writes down its sums.
    fn keep(&self, conn: &Connection, sums: &[i64]) -> Result<()> {
        let sums = serde_json::Value::from(sums).to_string();
        conn.execute("INSERT OR REPLACE INTO bulk_sum VALUES (?1, ?2, ?3)", (self.id, &self.columns, sums))?;
        Ok(())
    }

    /// The numbers of each block.
    fn blocks(&self) -> impl Iterator<Item = RangeInclusive<i64>> + use<> {
        let last = self.last;
        let firsts = (self.first..=last).step_by(usize::try_from(BLOCK).unwrap_or(usize::MAX));
        firsts.map(move |first| first..=last.min(first + BLOCK - 1))
    }

    /// Whether this version still has every column: a sum over others cannot be made anew.
    fn is_known(&self, conn: &Connection) -> Result<bool> {
        let now = journal::stored_columns(conn, &self.table)?;
        Ok(self.columns.split(',').all(|column| now.iter().any(|known| known == column)))
    }

    /// The sum of each block, of its rows as they came: those that were touched since, as they were before that.
    fn add_up(&self, conn: &Connection) -> Result<Vec<i64>> {
        let Self { table, columns, operation, .. } = self;
        let before: Vec<_> = columns.split(',').map(|column| format!("before ->> '{column}'")).collect();
        let later = format!("tbl = '{table}' AND row_id BETWEEN ?1 AND ?2 AND operation_id > {operation}");
        let mut untouched = conn.prepare(&format!(
            "SELECT row_sum({columns}) FROM {table}
             WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT row_id FROM change WHERE {later})"
        ))?;
        let mut touched = conn.prepare(&format!(
            "SELECT row_sum({}) FROM change
             WHERE before IS NOT NULL AND id IN (SELECT min(id) FROM change WHERE {later} GROUP BY row_id)",
            before.join(", ")
        ))?;
        let mut sums = Vec::new();
        for rows in self.blocks() {
            let block = (*rows.start(), *rows.end());
            let sum: i64 = untouched.query_row(block, |row| row.get(0))?;
            sums.push(sum.wrapping_add(touched.query_row(block, |row| row.get(0))?));
        }
        Ok(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::bulk::Filling;
    use crate::db::{Db, Mode, Operation, Tx};

    fn done(db: &mut Db, command: &str, work: impl FnOnce(&Tx<'_>) -> Result<()>) {
        let operation = Operation {
            at: "2011-05-31T08:00:00Z".to_owned(),
            operator: "张三".to_owned(),
            command: command.to_owned(),
            override_reason: None,
            mode: Mode::Commit,
        };
        db.transact(&operation, work).unwrap();
    }

    /// A thousand people by range, of whom the second was touched again in the same operation, one renamed since, one removed.
    fn office() -> Db {
        let mut db = Db::memory().unwrap();
        done(&mut db, "import", |tx| {
            let mut filling = Filling::of(&["person"]).by_range();
            filling.prepare(tx, 1000)?;
            for at in 0..1000 {
                tx.execute(
                    "INSERT INTO person (name, phone) VALUES (?1, ?2)",
                    (format!("人{at}"), format!("{at:08}")),
                )?;
            }
            filling.add(1000);
            filling.finish(tx)?;
            tx.execute("UPDATE person SET remark = 'r' WHERE id = 2", [])?;
            Ok(())
        });
        done(&mut db, "rename", |tx| Ok(tx.execute_batch("UPDATE person SET name = '张四' WHERE id = 4")?));
        done(&mut db, "rename again", |tx| Ok(tx.execute_batch("UPDATE person SET name = '张五' WHERE id = 4")?));
        done(&mut db, "remove", |tx| Ok(tx.execute_batch("DELETE FROM person WHERE id = 600")?));
        db.conn().execute_batch("DELETE FROM door").unwrap();
        db.conn().execute_batch("INSERT INTO access (id, at, operator, command) VALUES (1, 'x', 'y', 'z')").unwrap();
        stamp_look(db.conn(), 1).unwrap();
        db
    }

    /// What does not add up once that was done past the door: table, first row, how many.
    fn wrong(harm: &str) -> Vec<(String, i64, usize)> {
        let db = office();
        db.conn().execute_batch(harm).unwrap();
        let rows = Wrong::find(db.conn()).unwrap().rows();
        rows.chunk_by(|one, other| one.0 == other.0).map(|rows| (rows[0].0.clone(), rows[0].1, rows.len())).collect()
    }

    #[test]
    fn what_was_altered_past_the_door_is_named() {
        let block = |first| vec![("person".to_owned(), first, 256)];
        let operation = |number| vec![("operation".to_owned(), number, 1)];
        assert_eq!(wrong(""), []);
        assert_eq!(wrong("UPDATE person SET phone = '1' WHERE id = 700"), block(513));
        assert_eq!(wrong("UPDATE person SET remark = NULL WHERE id = 2"), block(1));
        assert_eq!(wrong("DELETE FROM person WHERE id = 1000"), [("person".to_owned(), 769, 232)]);
        assert_eq!(wrong("UPDATE operation SET command = 'renamed' WHERE id = 2"), operation(2));
        assert_eq!(
            wrong("UPDATE change SET after = replace(after, '张四', '张三') WHERE operation_id = 2"),
            operation(2)
        );
        assert_eq!(wrong("UPDATE bulk_sum SET sums = json_set(sums, '$[2]', 7)").len(), 2);
        assert_eq!(wrong("UPDATE access SET command = 'other'"), [("access".to_owned(), 1, 1)]);
        assert_eq!(wrong("INSERT INTO access_person VALUES (1, 4)"), [("access".to_owned(), 1, 1)]);
        // By which operation it was taken back is told later.
        assert_eq!(wrong("UPDATE operation SET undone_by = 4 WHERE id = 2"), []);
    }

    #[test]
    fn what_did_not_add_up_before_an_erasure_does_not_after_it() {
        let db = office();
        db.conn().execute_batch("UPDATE person SET phone = '1' WHERE id = 700").unwrap();
        let before = Wrong::find(db.conn()).unwrap();
        db.conn().execute_batch("UPDATE person SET name = '已抹除' WHERE id IN (5, 701)").unwrap();
        db.conn().execute_batch("UPDATE operation SET command = '已抹除' WHERE id = 3").unwrap();
        before.stamp_all_else(db.conn()).unwrap();
        let after = Wrong::find(db.conn()).unwrap().rows();
        assert_eq!((after.len(), &after[0]), (256, &("person".to_owned(), 513)));
    }

    #[test]
    fn rows_that_run_together_differ() {
        let conn = Connection::open_in_memory().unwrap();
        register(&conn).unwrap();
        let sum = |values: &str| {
            conn.query_row(&format!("SELECT row_sum({values})"), [], |row| row.get::<_, i64>(0)).unwrap()
        };
        assert_ne!(sum("'ab', 'c'"), sum("'a', 'bc'"));
        assert_ne!(sum("NULL, 'a'"), sum("'a', NULL"));
        assert_ne!(sum("1"), sum("'1'"));
        // Kept in files: it is the same in every version. XXH3 of the type, the length and the sign, worked out beside this program.
        assert_eq!(sum("'a'"), 4_426_509_089_159_920_880);
    }
}
