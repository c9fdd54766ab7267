//! What was salvaged goes into a new file, table by table.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::source::Source;
use crate::db::{self, journal, triggers, undo};
use crate::error::{Doing as _, Result};
use crate::i18n::{Text, say};
use crate::sqlite::pages::{Leaf, RawRow};
use crate::upkeep::texts;

/// How many reasons are told of rows that a table refused.
const REASONS: usize = 3;

/// What became of one table.
pub(super) struct Table {
    pub(super) name: String,
    columns: Vec<String>,
    /// The column that is the number of the row.
    key: Option<usize>,
    /// Rows in the new file, those astray and of the journal among them.
    pub(super) rows: usize,
    /// Rows from pages that nothing led to.
    pub(super) astray: usize,
    /// Rows that only the journal held.
    pub(super) of_journal: usize,
    /// Pages of its tree that could not be read, or the tree itself that nothing leads to.
    torn: usize,
    /// Rows that could not be read.
    pub(super) unread: usize,
    /// Rows that the new file refused.
    pub(super) refused: usize,
    /// Rows taken out again because they referred to one that is lost.
    pub(super) dangling: usize,
    /// Why rows were refused.
    pub(super) reasons: BTreeSet<String>,
}

/// What became of all.
pub(super) struct Filled {
    pub(super) tables: Vec<Table>,
    /// Pages of the trees that make no sense.
    pub(super) torn: usize,
    /// Pages with rows that may be of several tables, or of none.
    pub(super) homeless: usize,
}

impl Table {
    /// Whether there is anything to be said of it.
    pub(super) fn is_worth_telling(&self) -> bool {
        self.rows + self.torn + self.unread + self.refused + self.dangling > 0
    }

    /// Where its rows are from and which it lacks, as far as there is anything to be said.
    pub(super) fn told(&self) -> Vec<Text> {
        let all = [
            (self.astray, say!(SalvagedAstray { count: self.astray })),
            (self.of_journal, say!(SalvagedOfJournal { count: self.of_journal })),
            (self.torn, say!(SalvageTornPages { count: self.torn })),
            (self.unread, say!(SalvageUnread { count: self.unread })),
            (self.refused, say!(SalvageRefused { count: self.refused })),
            (self.dangling, say!(SalvageDangling { count: self.dangling })),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect()
    }

    fn insert(&self, conn: &Connection, row: &RawRow) -> rusqlite::Result<()> {
        if row.values.len() > self.columns.len() {
            return Err(rusqlite::Error::InvalidColumnIndex(row.values.len()));
        }
        let values = row.values.iter().enumerate().map(|(at, value)| match row.id {
            Some(id) if self.key == Some(at) => Value::Integer(id),
            _ => value.clone(),
        });
        let columns = self.columns[..row.values.len()].join(", ");
        let places = vec!["?"; row.values.len()].join(", ");
        let mut insert =
            conn.prepare_cached(&format!("INSERT INTO \"{}\" ({columns}) VALUES ({places})", self.name))?;
        insert.execute(params_from_iter(values)).map(drop)
    }

    /// Takes the rows of a page; those that are there already are the same.
    fn take(&mut self, conn: &Connection, rows: &[RawRow]) -> usize {
        let mut taken = 0;
        for row in rows {
            match self.insert(conn, row) {
                Ok(()) => taken += 1,
                Err(error) => {
                    self.refused += 1;
                    if self.reasons.len() < REASONS {
                        self.reasons.insert(error.to_string());
                    }
                }
            }
        }
        self.rows += taken;
        taken
    }
}

impl Filled {
    /// The rows of all tables.
    pub(super) fn rows(&self) -> usize {
        self.tables.iter().map(|table| table.rows).sum()
    }

    /// Whether nothing is missing.
    pub(super) fn is_whole(&self) -> bool {
        self.torn + self.homeless == 0
            && self.tables.iter().all(|table| table.unread + table.refused + table.dangling == 0)
    }
}

/// Makes a file of what the source gives.
pub(super) fn fill(source: &Source, made: &Path) -> Result<Filled> {
    Ok(fill_new(source, made).doing(|| say!(Salvaging))?)
}

fn fill_new(source: &Source, made: &Path) -> anyhow::Result<Filled> {
    let mut conn = db::create_of_version(made, source.version())?;
    let tx = conn.transaction()?;
    let triggers = triggers::take_off(&tx)?;
    let tables = journal::tables(&tx)?.into_iter().map(|name| table(&tx, name)).collect::<anyhow::Result<_>>()?;
    let mut filled = Filled { tables, torn: 0, homeless: 0 };
    for table in &filled.tables {
        tx.execute_batch(&format!("DELETE FROM \"{}\"", table.name))?;
    }
    // Numbers begin anew with what comes in.
    tx.execute_batch("DELETE FROM sqlite_sequence")?;
    let mut met = BTreeSet::new();
    for table in &mut filled.tables {
        let found = source.table(&table.name, &mut met);
        filled.torn += found.torn;
        table.torn = found.torn;
        for page in found.leaves {
            let leaf = source.leaf(page, &mut met);
            table.unread += leaf.unread;
            table.take(&tx, &leaf.rows);
        }
    }
    take_homeless(source, &tx, &mut filled, &met)?;
    take_from_journal(&tx, &mut filled.tables)?;
    drop_dangling(&tx, &mut filled.tables)?;
    give_back_what_must_be(&tx)?;
    for sql in triggers {
        tx.execute_batch(&sql)?;
    }
    tx.commit()?;
    Ok(filled)
}

fn table(conn: &Connection, name: String) -> anyhow::Result<Table> {
    let columns = journal::stored_columns(conn, &name)?;
    let key = conn
        .prepare("SELECT name FROM pragma_table_info(?1) WHERE pk = 1 AND type = 'INTEGER'")?
        .query_map([&name], |row| row.get::<_, String>(0))?
        .next()
        .transpose()?;
    let key = key.and_then(|key| columns.iter().position(|column| *column == key));
    let (rows, astray, of_journal, torn, unread, refused, dangling) = (0, 0, 0, 0, 0, 0, 0);
    Ok(Table {
        name,
        columns,
        key,
        rows,
        astray,
        of_journal,
        torn,
        unread,
        refused,
        dangling,
        reasons: BTreeSet::new(),
    })
}

/// Takes the rows of pages that nothing leads to, where they can be of one table alone: all of them fit in it, and are not there
/// yet. What fits in several is asked again when others are in their place: in how many of them it refers to what is there.
fn take_homeless(source: &Source, conn: &Connection, filled: &mut Filled, met: &BTreeSet<u32>) -> anyhow::Result<()> {
    let leaves = source.homeless(met).into_iter().map(|page| source.leaf(page, &mut BTreeSet::new()));
    let mut open: Vec<Leaf> = leaves.filter(|leaf| !leaf.rows.is_empty()).collect();
    let mut refers = false;
    loop {
        let before = open.len();
        let mut left = Vec::new();
        for leaf in open {
            match fitting(conn, &filled.tables, &leaf.rows, refers)?[..] {
                [only] => {
                    let table = &mut filled.tables[only];
                    table.astray += table.take(conn, &leaf.rows);
                    table.unread += leaf.unread;
                }
                _ => left.push(leaf),
            }
        }
        open = left;
        if open.len() == before && refers {
            filled.homeless = open.len();
            return Ok(());
        }
        refers = open.len() == before || refers;
    }
}

/// The tables that rows may be of; only those in which they refer to nothing that is not there, where that is asked.
fn fitting(conn: &Connection, tables: &[Table], rows: &[RawRow], refers: bool) -> anyhow::Result<Vec<usize>> {
    let mut fitting = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let has_width = rows.iter().all(|row| row.values.len() == table.columns.len());
        if has_width && fits(conn, table, rows, refers)? {
            fitting.push(at);
        }
    }
    Ok(fitting)
}

/// Whether all rows go into a table; they are not left there.
fn fits(conn: &Connection, table: &Table, rows: &[RawRow], refers: bool) -> anyhow::Result<bool> {
    conn.execute_batch("SAVEPOINT fit")?;
    let mut fit = rows.iter().all(|row| table.insert(conn, row).is_ok());
    if fit && refers {
        fit = !conn.prepare("SELECT 1 FROM pragma_foreign_key_check(?1)")?.exists([&table.name])?;
    }
    conn.execute_batch("ROLLBACK TO fit; RELEASE fit")?;
    Ok(fit)
}

/// Takes what is missing as the last operation left it, and lets go of what was removed since.
fn take_from_journal(conn: &Connection, tables: &mut [Table]) -> anyhow::Result<()> {
    for table in tables.iter_mut().filter(|table| table.columns.iter().any(|column| column == "id")) {
        let mut query = conn.prepare(
            "SELECT row_id, after FROM change
             WHERE id IN (SELECT max(id) FROM change WHERE tbl = ?1 GROUP BY row_id)",
        )?;
        let mut rows = query.query([&table.name])?;
        let there = format!("SELECT 1 FROM \"{}\" WHERE id = ?1", table.name);
        while let Some(row) = rows.next()? {
            let (id, after): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            let is_there = conn.prepare_cached(&there)?.exists([id])?;
            match after {
                Some(image) if !is_there => match undo::insert_image(conn, &table.name, &image) {
                    Ok(()) => {
                        table.rows += 1;
                        table.of_journal += 1;
                    }
                    Err(error) => {
                        table.refused += 1;
                        table.reasons.insert(error.to_string());
                    }
                },
                None if is_there => {
                    conn.execute(&format!("DELETE FROM \"{}\" WHERE id = ?1", table.name), [id])?;
                    table.rows -= 1;
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// Takes out what refers to a row that is lost, until nothing does.
fn drop_dangling(conn: &Connection, tables: &mut [Table]) -> anyhow::Result<()> {
    loop {
        let mut query =
            conn.prepare(r#"SELECT DISTINCT "table", rowid FROM pragma_foreign_key_check WHERE rowid IS NOT NULL"#)?;
        let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let found = found.collect::<Result<Vec<(String, i64)>, _>>()?;
        if found.is_empty() {
            return Ok(());
        }
        for (name, row) in found {
            conn.execute(&format!("DELETE FROM \"{name}\" WHERE rowid = ?1"), [row])?;
            if let Some(table) = tables.iter_mut().find(|table| table.name == name) {
                table.rows -= 1;
                table.dangling += 1;
            }
        }
    }
}

/// What every file has: whose it is, and numbers that never go back.
fn give_back_what_must_be(conn: &Connection) -> anyhow::Result<()> {
    let has_office = conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'office'")?.exists([])?;
    if has_office {
        conn.execute(
            "INSERT INTO office SELECT 1, lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM office)",
            [],
        )?;
    }
    conn.execute_batch(
        "INSERT INTO counter (name, last) SELECT 'person', max(id) FROM person HAVING max(id) IS NOT NULL
         ON CONFLICT (name) DO UPDATE SET last = max(last, excluded.last)",
    )?;
    Ok(())
}
