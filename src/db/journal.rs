//! The journal: for every row an operation touches, its stored columns as they were and as they became.
//!
//! It is written by temporary triggers that are generated from the schema when a write begins, so no code of any
//! entity knows of it, and a new table is journaled the day it is added.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::{Map, Value};

use super::transact::{Operation, Outcome};
use super::words;
use crate::error::Result;

/// Tables that are no records: the log, the journal, the access log, what is kept of erasures and the counters. Virtual
/// tables and what they keep beside them are none either: they follow from records.
const NOT_RECORDS: [&str; 12] = [
    "operation",
    "operation_sum",
    "change",
    "bulk",
    "bulk_sum",
    "skipped",
    "access",
    "access_person",
    "access_sum",
    "erased_from",
    "frozen_blanked",
    "counter",
];

/// The columns of a row, by name.
pub type Image = Map<String, Value>;

/// What became of one row in one operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The row's id.
    pub row: i64,
    /// As it was; `None`: it was not there.
    pub before: Option<Image>,
    /// As it became; `None`: it is gone.
    pub after: Option<Image>,
}

/// The tables that hold records, in the order of the schema.
pub fn record_tables(conn: &Connection) -> Result<Vec<String>> {
    Ok(tables(conn)?.into_iter().filter(|name| !NOT_RECORDS.contains(&name.as_str())).collect())
}

/// All tables that rows are kept in, in the order of the schema.
pub(crate) fn tables(conn: &Connection) -> Result<Vec<String>> {
    let mut query = conn.prepare(
        "SELECT made.name FROM main.sqlite_schema AS made
         JOIN pragma_table_list AS kind ON kind.schema = 'main' AND kind.name = made.name AND kind.type = 'table'
         WHERE made.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY made.rowid",
    )?;
    Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The stored columns of a table; generated ones follow from them.
pub fn stored_columns(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let mut query = conn.prepare("SELECT name FROM pragma_table_xinfo(:table) WHERE hidden = 0 ORDER BY cid")?;
    Ok(query.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// `json_object('id', old.id, …)`: the image of a row as SQL.
pub fn image_sql(columns: &[String], row: &str) -> String {
    let fields: Vec<String> = columns.iter().map(|column| format!("'{column}', {row}.{column}")).collect();
    format!("json_object({})", fields.join(", "))
}

/// Makes the triggers on this connection, once, and those that keep the index of words true.
pub(super) fn install(conn: &Connection) -> Result<()> {
    let there = conn.query_row("SELECT 1 FROM temp.sqlite_schema WHERE name = 'door'", [], |_| Ok(())).optional()?;
    if there.is_some() {
        return Ok(());
    }
    conn.execute_batch("CREATE TEMP TABLE door (operation_id INTEGER)")?;
    words::install(conn)?;
    reinstall(conn)
}

/// Makes the triggers that are not there: all of them, or those that a bulk load took off.
pub(super) fn reinstall(conn: &Connection) -> Result<()> {
    let mut sql = String::new();
    for table in record_tables(conn)? {
        let columns = stored_columns(conn, &table)?;
        let (old, new) = (image_sql(&columns, "old"), image_sql(&columns, "new"));
        let side = |row: &str| columns.iter().map(|c| format!("{row}.{c}")).collect::<Vec<_>>().join(", ");
        let record = |event: &str, when: &str, row: &str, before: &str, after: &str| {
            format!(
                "CREATE TEMP TRIGGER IF NOT EXISTS journal_{table}_{event} AFTER {event} ON main.{table} {when}
                 BEGIN INSERT INTO change (operation_id, tbl, row_id, before, after)
                 SELECT operation_id, '{table}', {row}.id, {before}, {after} FROM door; END;\n"
            )
        };
        sql += &record("INSERT", "", "new", "NULL", &new);
        let differs = format!("WHEN ({}) IS NOT ({})", side("old"), side("new"));
        sql += &record("UPDATE", &differs, "new", &old, &new);
        sql += &record("DELETE", "", "old", &old, "NULL");
    }
    conn.execute_batch(&sql)?;
    Ok(())
}

/// Opens an entry in the log, with a number above that one, and points the triggers at it.
pub(super) fn begin(conn: &Connection, above: i64, operation: &Operation) -> Result<i64> {
    if above > 0 {
        skip_numbers(conn, above)?;
    }
    conn.execute(
        "INSERT INTO operation (at, operator, command, override_reason, stamp)
         VALUES (:at, :operator, :command, :reason, lower(hex(randomblob(8))))",
        named_params! {":at": operation.at, ":operator": operation.operator, ":command": operation.command,
        ":reason": operation.override_reason},
    )?;
    let number = conn.last_insert_rowid();
    if above > 0 {
        let noted =
            "INSERT INTO skipped SELECT :number, coalesce(max(id), 0) AS previous FROM operation WHERE id < :number
                     HAVING previous < :number - 1";
        conn.execute(noted, [number])?;
    }
    conn.execute("DELETE FROM door", [])?;
    conn.execute("INSERT INTO door VALUES (:number)", [number])?;
    Ok(number)
}

fn skip_numbers(conn: &Connection, last: i64) -> Result<()> {
    let raised = conn.execute("UPDATE sqlite_sequence SET seq = max(seq, :last) WHERE name = 'operation'", [last])?;
    if raised == 0 {
        conn.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('operation', :last)", [last])?;
    }
    Ok(())
}

/// Counts what the operation did and writes it into its entry. Rows that ended as they began count for nothing.
pub(super) fn close(conn: &Connection, number: i64) -> Result<Outcome> {
    let (added, changed, removed) = conn.query_row(include_str!("count_changes.sql"), [number], |row| {
        Ok((row.get::<_, i64>("added")?, row.get::<_, i64>("changed")?, row.get::<_, i64>("removed")?))
    })?;
    if (added, changed, removed) == (0, 0, 0) {
        return Ok(Outcome::default());
    }
    conn.execute(
        "UPDATE operation SET added = :added, changed = :changed, removed = :removed WHERE id = :number",
        named_params! {":added": added, ":changed": changed, ":removed": removed, ":number": number},
    )?;
    Ok(Outcome { number: Some(number), added, changed, removed, changes: Vec::new() })
}

/// What an operation did, a row once: first image before, last image after, in the order of first touch.
pub fn changes(conn: &Connection, number: i64) -> Result<Vec<Change>> {
    let mut query = conn.prepare(include_str!("changes.sql"))?;
    let rows = query.query_map([number], |row| {
        let image = |column: &str| row.get::<_, Option<String>>(column);
        Ok(Change {
            table: row.get("tbl")?,
            row: row.get("row_id")?,
            before: image("before")?.as_deref().and_then(parse_image),
            after: image("after")?.as_deref().and_then(parse_image),
        })
    })?;
    let all = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(all.into_iter().filter(|change| change.before != change.after).collect())
}

/// An image as stored in the journal; `json_valid` is a CHECK of the table, so it always reads.
fn parse_image(json: &str) -> Option<Image> {
    serde_json::from_str(json).ok()
}

/// Notes a row that was added while the journal's own trigger was off.
pub fn record_added(conn: &Connection, operation: i64, table: &str, row: i64) -> Result<()> {
    let image = image_sql(&stored_columns(conn, table)?, table);
    let sql = format!(
        "INSERT INTO change (operation_id, tbl, row_id, after) SELECT :operation, '{table}', id, {image} FROM {table} WHERE id = :row"
    );
    conn.prepare_cached(&sql)?.execute(named_params! {":operation": operation, ":row": row})?;
    Ok(())
}
