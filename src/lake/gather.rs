//! The rows of a lake in a database of our own, for as long as it is asked: all of them, or what orgs and units are called, where an engine
//! has the rest.

use std::path::Path;

use rusqlite::{Connection, params_from_iter};

use super::manifest::Manifest;
use super::table;
use crate::columnar::Column;
use crate::db::{Db, journal};
use crate::error::Result;

/// Tables of which it must be known here what was typed, which orgs are asked for, and what to call them.
pub(super) const NAMED: [&str; 10] = [
    "org",
    "org_name",
    "org_kind",
    "org_parent",
    "unit",
    "unit_state",
    "cover",
    "guidance",
    "guided_return",
    "holiday",
];

/// A database with the rows of these tables.
pub(super) fn gather(lake: &Path, manifest: &Manifest, is_wanted: impl Fn(&str) -> bool) -> Result<Db> {
    let db = Db::gathering()?;
    let indexes = take_off_indexes(db.conn())?;
    let tx = db.conn().unchecked_transaction()?;
    tx.execute_batch("DELETE FROM office; CREATE TABLE lake_office (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")?;
    for office in &manifest.offices {
        tx.execute("INSERT INTO lake_office VALUES (?1, ?2)", (office.number, &office.name))?;
    }
    for (table, columns) in manifest.tables.iter().filter(|(table, _)| is_wanted(table)) {
        let mut insert = Insert::into(&tx, table, columns)?;
        for (file, _) in manifest.files(table) {
            table::read(&lake.join(file), columns, |_, row| insert.row(row))?;
        }
    }
    for sql in indexes {
        tx.execute_batch(&sql)?;
    }
    tx.commit()?;
    Ok(db)
}

/// Takes the indexes off, and gives back what makes them again; what is once in an office may be twice in two.
fn take_off_indexes(conn: &Connection) -> Result<Vec<String>> {
    let mut query = conn
        .prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")?;
    let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found = found.collect::<Result<Vec<(String, String)>, _>>()?;
    let drops: String = found.iter().map(|(name, _)| format!("DROP INDEX main.{name};")).collect();
    conn.execute_batch(&drops)?;
    Ok(found.into_iter().map(|(_, sql)| sql.replacen("CREATE UNIQUE INDEX", "CREATE INDEX", 1)).collect())
}

/// Writes rows of a lake into a table: the columns that are stored.
pub(super) struct Insert<'conn> {
    statement: rusqlite::Statement<'conn>,
    stored: Vec<usize>,
}

impl<'conn> Insert<'conn> {
    pub(super) fn into(conn: &'conn Connection, table: &str, columns: &[Column]) -> Result<Self> {
        let names = journal::stored_columns(conn, table)?;
        let stored: Vec<usize> = (0..columns.len()).filter(|at| names.contains(&columns[*at].name)).collect();
        let told: Vec<_> = stored.iter().map(|at| columns[*at].name.as_str()).collect();
        // A day off is the same in all offices.
        let sql = format!(
            "INSERT OR IGNORE INTO main.{table} ({}) VALUES ({})",
            told.join(", "),
            vec!["?"; stored.len()].join(", ")
        );
        Ok(Self { statement: conn.prepare(&sql)?, stored })
    }

    pub(super) fn row(&mut self, row: &[rusqlite::types::Value]) -> Result<()> {
        self.statement.execute(params_from_iter(self.stored.iter().map(|at| &row[*at])))?;
        Ok(())
    }
}
