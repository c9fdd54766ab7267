//! Taking back an operation, and taking back the taking back (the redo).
//!
//! The journal is played backwards, row by row, so that every state on the way is one that stood before. It is
//! refused, with the operations named, if a later one that still stands touched the same rows, refers to them, or
//! would be left with something that cannot be.

use rusqlite::types::{Value as SqlValue, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params_from_iter};
use serde_json::Value;

use super::journal::{self, Image};
use super::transact::{Operation, Outcome, Tx};
use super::{Db, bulk, check, restored};
use crate::db::texts;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};

/// An entry of the log, as far as undo asks.
#[derive(Debug)]
struct Entry {
    id: i64,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

/// Takes back operation `number`, or the latest that still stands. Returns the number taken back.
///
/// Fails with `NotFound` if there is no such operation, with `Refused` if it was taken back already or if later
/// operations stand on it.
pub fn undo(db: &mut Db, number: Option<i64>, operation: &Operation) -> Result<(i64, Outcome)> {
    let is_large = bulk::is_large(&db.conn, entry(&db.conn, number)?.id)?;
    if is_large {
        db.trust_references()?;
    }
    db.transact(operation, |tx| {
        let target = entry(tx, number)?;
        if let Some(by) = target.undone_by {
            return Err(
                Error::refused(say!(UndoneAlready { number: target.id, by })).hint(say!(UndoneAlreadyHint { by }))
            );
        }
        refuse_erased(tx, target.id)?;
        restored::refuse_undo(tx, target.id)?;
        let base = base_of(tx, &target)?;
        for sql in [include_str!("later_on_same_rows.sql"), include_str!("later_on_removed_rows.sql")] {
            let later = operations(tx, sql, base, target.id)?;
            if !later.is_empty() {
                return Err(stands_on(tx, target.id, &later));
            }
        }
        if base != target.id && has_bulk(tx, base)? {
            return Err(Error::refused(say!(RedoOfBulk { number: base })).hint(say!(RedoOfBulkHint)));
        }
        bulk::remove(tx, target.id)
            .and_then(|()| play_backwards(tx, &target))
            .and_then(|()| if is_large { bulk::refuse_referred(tx, target.id) } else { Ok(()) })
            .and_then(|()| check::touched(tx, tx.operation()))
            .map_err(|error| explain(tx, base, target.id, error))?;
        mark(tx, tx.operation(), target.id)?;
        Ok(target.id)
    })
}

/// Refuses an erasure, and an operation that touched somebody who was erased since: what stood there is nowhere any more.
fn refuse_erased(conn: &Connection, target: i64) -> Result<()> {
    let erased: Option<i64> =
        conn.prepare(include_str!("erased_by.sql"))?.query_row([target], |row| row.get(0)).optional()?;
    match erased {
        None => Ok(()),
        Some(by) if by == target => {
            Err(Error::refused(say!(UndoOfErasure { number: target })).hint(say!(UndoOfErasureHint)))
        }
        Some(by) => Err(Error::refused(say!(UndoOfErased { number: target, by })).hint(say!(UndoOfErasedHint))),
    }
}

fn entry(conn: &Connection, number: Option<i64>) -> Result<Entry> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Entry { id: row.get("id")?, undoes: row.get("undoes")?, undone_by: row.get("undone_by")? })
    };
    let found = match number {
        Some(number) => conn
            .query_row(
                "SELECT id, undoes, undone_by FROM operation WHERE id = :n AND added + changed + removed > 0",
                [number],
                read,
            )
            .optional()?,
        None => conn.query_row(include_str!("latest_standing.sql"), [], read).optional()?,
    };
    match (found, number) {
        (Some(found), _) => Ok(found),
        (None, Some(number)) => Err(restored::unknown(conn, number)?),
        (None, None) => Err(Error::new(Kind::NotFound, say!(NothingToUndo))),
    }
}

/// The operation whose doing or undoing this one is in the end about.
fn base_of(conn: &Connection, entry: &Entry) -> Result<i64> {
    let mut base = entry.id;
    let mut above = entry.undoes;
    while let Some(number) = above {
        base = number;
        above = conn.query_row("SELECT undoes FROM operation WHERE id = :n", [number], |row| row.get(0))?;
    }
    Ok(base)
}

fn operations(conn: &Connection, sql: &str, base: i64, target: i64) -> Result<Vec<i64>> {
    let mut query = conn.prepare(sql)?;
    let numbers = query.query_map(named_params! {":base": base, ":target": target}, |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

fn stands_on(conn: &Connection, target: i64, later: &[i64]) -> Error {
    let line = |number: &i64| -> Option<Text> {
        let mut query = conn.prepare_cached("SELECT at, operator, command FROM operation WHERE id = :n").ok()?;
        query
            .query_row([number], |row| {
                let (at, operator, command) =
                    (row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?);
                Ok(say!(OperationLine { number: *number, at, operator, command }))
            })
            .ok()
    };
    Error::refused(say!(UndoBlocked { number: target }))
        .details(later.iter().filter_map(line).collect())
        .hint(say!(UndoBlockedHint { later: later.to_vec() }))
}

/// Names the later operations that stand on the records, where SQLite or a check refused the way back.
fn explain(conn: &Connection, base: i64, target: i64, error: Error) -> Error {
    if error.kind() != Kind::Refused {
        return error;
    }
    match operations(conn, include_str!("later_on_same_subjects.sql"), base, target) {
        Ok(later) if !later.is_empty() => stands_on(conn, target, &later).basis(error.message().clone()),
        _ => error,
    }
}

fn has_bulk(conn: &Connection, number: i64) -> Result<bool> {
    Ok(conn.prepare("SELECT 1 FROM bulk WHERE operation_id = :n")?.exists([number])?)
}

fn play_backwards(tx: &Tx<'_>, target: &Entry) -> Result<()> {
    // The facts of a person first: the triggers hold every roll row that comes back against them.
    let mut query = tx.prepare(include_str!("backwards.sql"))?;
    let mut rows = query.query([target.id])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get("tbl")?;
        let id: i64 = row.get("row_id")?;
        if image_now(tx, &table, id)? != row.get::<_, Option<String>>("after")? {
            let touched = named_params! {":table": table, ":row": id, ":target": target.id};
            let mut query = tx.prepare(include_str!("standing_on_row.sql"))?;
            let standing = query.query_map(touched, |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
            return Err(stands_on(tx, target.id, &standing));
        }
        put_back(tx, row)?;
    }
    Ok(())
}

/// The row as it stands, in the shape the journal keeps.
fn image_now(tx: &Tx<'_>, table: &str, id: i64) -> Result<Option<String>> {
    let image = journal::image_sql(&journal::stored_columns(tx, table)?, table);
    let mut query = tx.prepare_cached(&format!("SELECT {image} FROM {table} WHERE id = :id"))?;
    Ok(query.query_row([id], |row| row.get(0)).optional()?)
}

/// Brings a row back to what it was before a change: taken out if it was not there, else as its image has it.
pub(super) fn put_back(conn: &Connection, change: &Row<'_>) -> Result<()> {
    let (table, id): (String, i64) = (change.get("tbl")?, change.get("row_id")?);
    let before: Option<String> = change.get("before")?;
    let before: Option<Image> = before.map(|json| serde_json::from_str(&json).expect("the table checks json_valid"));
    match before {
        None => conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = :id"))?.execute([id])?,
        Some(before) if change.get_ref("after")? == ValueRef::Null => insert(conn, &table, &before)?,
        Some(before) => update(conn, &table, id, &before)?,
    };
    Ok(())
}

/// Puts a row where there is none, as an image in the journal has it.
pub(crate) fn insert_image(conn: &Connection, table: &str, image: &str) -> anyhow::Result<()> {
    insert(conn, table, &serde_json::from_str(image)?)?;
    Ok(())
}

fn insert(conn: &Connection, table: &str, image: &Image) -> Result<usize> {
    let columns: Vec<&str> = image.keys().map(String::as_str).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), vec!["?"; columns.len()].join(", "));
    Ok(conn.prepare_cached(&sql)?.execute(params_from_iter(image.values().map(sql_value)))?)
}

fn update(conn: &Connection, table: &str, id: i64, image: &Image) -> Result<usize> {
    let columns: Vec<String> = image.keys().map(|column| format!("{column} = ?")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE id = ?", columns.join(", "));
    let values = image.values().map(sql_value).chain([SqlValue::Integer(id)]);
    Ok(conn.prepare_cached(&sql)?.execute(params_from_iter(values))?)
}

/// A value of an image as SQLite takes it.
pub(crate) fn sql_value(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::Bool(flag) => SqlValue::Integer(i64::from(*flag)),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => SqlValue::Integer(whole),
            None => SqlValue::Real(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => SqlValue::Text(text.clone()),
        nested => SqlValue::Text(nested.to_string()),
    }
}

/// Links the two entries. Down the chain of undone undoings every second entry stands again, the others do not.
pub(super) fn mark(conn: &Connection, this: i64, target: i64) -> Result<()> {
    let undoes = |number: i64| conn.query_row("SELECT undoes FROM operation WHERE id = :n", [number], |row| row.get(0));
    conn.execute("UPDATE operation SET undoes = :target WHERE id = :this", [target, this])?;
    conn.execute("UPDATE operation SET undone_by = :this WHERE id = :target", [this, target])?;
    let (mut above, mut stands) = (target, false);
    let mut below: Option<i64> = undoes(target)?;
    while let Some(number) = below {
        conn.execute("UPDATE operation SET undone_by = :by WHERE id = :number", (stands.then_some(above), number))?;
        (above, stands) = (number, !stands);
        below = undoes(number)?;
    }
    Ok(())
}
