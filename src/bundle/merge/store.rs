//! The rows here: read, written and taken out by the columns that the schema has. A row is what stands in its columns but `id`.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::{ErrorCode, OptionalExtension as _, ffi, params_from_iter};
use serde_json::Value as Json;

use crate::bundle::graph::Graph;
use crate::db::journal::Image;
use crate::db::undo::sql_value;
use crate::db::{Tx, journal};
use crate::error::{Error, Result};

/// What stands in a row.
pub(super) type Row = Vec<Json>;

/// What came of an attempt to write a row.
#[derive(Debug)]
pub(super) enum Written {
    /// It stands there.
    Stands(i64),
    /// It contradicts what stands there, or refers to what does not.
    Contradicts(Error),
}

/// The tables of one operation.
#[derive(Debug)]
pub(super) struct Store<'t> {
    pub(super) tx: &'t Tx<'t>,
    pub(super) graph: &'t Graph,
    sql: RefCell<HashMap<(usize, &'static str), String>>,
}

impl<'t> Store<'t> {
    pub(super) fn new(tx: &'t Tx<'t>, graph: &'t Graph) -> Self {
        Self { tx, graph, sql: RefCell::default() }
    }

    /// A statement about a table, made once.
    fn sql(&self, at: usize, what: &'static str, make: impl FnOnce(&str, &[String]) -> String) -> String {
        let table = &self.graph.0[at];
        self.sql.borrow_mut().entry((at, what)).or_insert_with(|| make(&table.name, &table.columns[1..])).clone()
    }

    /// What stands in a row now.
    pub(super) fn row(&self, at: usize, id: i64) -> Result<Option<Row>> {
        let sql = self.sql(at, "row", |table, columns| {
            format!("SELECT json_array({}) FROM {table} WHERE id = ?1", columns.join(", "))
        });
        let found: Option<String> = self.tx.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
        Ok(found.map(|row| serde_json::from_str(&row).expect("SQLite wrote it")))
    }

    /// What stood in a row just after an operation, if something was done to it since.
    pub(super) fn row_after(&self, at: usize, id: i64, operation: i64) -> Result<Option<Row>> {
        let sql = "SELECT before FROM change WHERE tbl = ?1 AND row_id = ?2 AND operation_id > ?3 ORDER BY id LIMIT 1";
        let found = self.tx.query_row(sql, (&self.graph.0[at].name, id, operation), |row| row.get(0)).optional()?;
        let image: Option<Image> = found.flatten().and_then(|image: String| serde_json::from_str(&image).ok());
        Ok(image.map(|image| self.of_image(at, &image)))
    }

    /// The columns of an image, in their order.
    pub(super) fn of_image(&self, at: usize, image: &Image) -> Row {
        let columns = &self.graph.0[at].columns[1..];
        columns.iter().map(|column| image.get(column).cloned().unwrap_or(Json::Null)).collect()
    }

    /// A row as an image, as the journal has them.
    pub(super) fn image(&self, at: usize, row: &[Json]) -> Image {
        self.graph.0[at].columns[1..].iter().cloned().zip(row.iter().cloned()).collect()
    }

    /// Puts a row where there is none, under a number or the next.
    pub(super) fn insert(&self, at: usize, id: Option<i64>, row: &[Json]) -> Result<Written> {
        let sql = self.sql(at, "insert", |table, columns| {
            let marks = vec!["?"; columns.len() + 1].join(", ");
            format!("INSERT INTO {table} (id, {}) VALUES ({marks})", columns.join(", "))
        });
        let id_value = id.map_or(rusqlite::types::Value::Null, rusqlite::types::Value::Integer);
        let values = std::iter::once(id_value).chain(row.iter().map(sql_value));
        let done = self.tx.execute(&sql, params_from_iter(values));
        written(done.map(|_| id.unwrap_or_else(|| self.tx.last_insert_rowid())))
    }

    /// Lets something else stand in a row.
    pub(super) fn update(&self, at: usize, id: i64, row: &[Json]) -> Result<Written> {
        let sql = self.sql(at, "update", |table, columns| {
            let sets: Vec<String> = columns.iter().map(|column| format!("{column} = ?")).collect();
            format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", "))
        });
        let values = row.iter().map(sql_value).chain([rusqlite::types::Value::Integer(id)]);
        written(self.tx.execute(&sql, params_from_iter(values)).map(|_| id))
    }

    /// Takes a row out.
    pub(super) fn delete(&self, at: usize, id: i64) -> Result<Written> {
        let sql = self.sql(at, "delete", |table, _| format!("DELETE FROM {table} WHERE id = ?1"));
        written(self.tx.execute(&sql, [id]).map(|_| id))
    }

    /// A row that says just the same, and that this office did not hand up.
    pub(super) fn same(&self, at: usize, sender: i64, row: &[Json]) -> Result<Option<i64>> {
        let sql = self.sql(at, "same", |table, columns| {
            let same: Vec<String> = columns.iter().enumerate().map(|(n, column)| format!("{column} IS ?{}", n + 3)).collect();
            format!(
                "SELECT id FROM {table} WHERE {} AND NOT EXISTS
                 (SELECT 1 FROM handed_up WHERE sender_id = ?1 AND tbl = ?2 AND row_id = {table}.id) ORDER BY id LIMIT 1",
                same.join(" AND ")
            )
        });
        let own = [rusqlite::types::Value::Integer(sender), self.graph.0[at].name.clone().into()];
        let values = own.into_iter().chain(row.iter().map(sql_value));
        Ok(self.tx.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0)).optional()?)
    }

    /// The highest number of a table.
    pub(super) fn last(&self, table: &str) -> Result<i64> {
        Ok(self.tx.query_row(&format!("SELECT coalesce(max(id), 0) FROM {table}"), [], |row| row.get(0))?)
    }
}

/// A contradiction between rows is told apart from what cannot stand in any row.
fn written(done: rusqlite::Result<i64>) -> Result<Written> {
    match done {
        Ok(id) => Ok(Written::Stands(id)),
        Err(error) if is_between_rows(&error) => Ok(Written::Contradicts(error.into())),
        Err(error) => Err(error.into()),
    }
}

fn is_between_rows(error: &rusqlite::Error) -> bool {
    let extended = error.sqlite_error().filter(|error| error.code == ErrorCode::ConstraintViolation);
    let extended = extended.map(|error| error.extended_code);
    let of_rows = [
        ffi::SQLITE_CONSTRAINT_TRIGGER,
        ffi::SQLITE_CONSTRAINT_UNIQUE,
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY,
        ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
        ffi::SQLITE_CONSTRAINT_ROWID,
    ];
    extended.is_some_and(|code| of_rows.contains(&code))
}

/// The change from one row to another, as the journal would tell it.
pub(super) fn change(
    store: &Store<'_>,
    at: usize,
    id: i64,
    before: Option<&[Json]>,
    after: Option<&[Json]>,
) -> journal::Change {
    let image = |row: &[Json]| store.image(at, row);
    journal::Change {
        table: store.graph.0[at].name.clone(),
        row: id,
        before: before.map(image),
        after: after.map(image),
    }
}
