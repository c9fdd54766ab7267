//! Is this file ours? Asked on every opening, before anything else is read.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;

use super::{APPLICATION_ID, SCHEMA, migrate};
use crate::db::texts;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};

/// Refuses a file of another program and one of a newer version.
pub(super) fn check(conn: &Connection, path: &Path) -> anyhow::Result<()> {
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if pragma("application_id")? == 0 && has_our_schema(conn)? {
        return Err(refused(say!(DbCopied { path: path.display().to_string() })).hint(say!(DbCopiedHint)).into());
    }
    if pragma("application_id")? != APPLICATION_ID {
        return Err(refused(say!(DbForeign { path: path.display().to_string() })).hint(say!(DbForeignHint)).into());
    }
    let version = pragma("user_version")?;
    if version > migrate::VERSION {
        return Err(refused(say!(DbNewer { version, known: migrate::VERSION })).hint(say!(DbNewerHint)).into());
    }
    Ok(())
}

/// Refuses a file that lacks something `schema.sql` has: without a trigger it would hold what cannot be.
pub(super) fn check_objects(conn: &Connection, path: &Path) -> anyhow::Result<()> {
    let mut query =
        conn.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'index', 'trigger', 'view')")?;
    let there = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<BTreeSet<_>, _>>()?;
    let missing: Vec<&str> = objects().filter(|name| !there.contains(*name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(refused(say!(DbStripped { path: path.display().to_string(), missing })).hint(say!(DbDamagedHint)).into())
}

/// Whether a file is made just as one of ours: every table, index, trigger and view, word for word. A copy that went through
/// `.dump` is, and has lost no more than its mark.
pub(super) fn has_our_schema(conn: &Connection) -> anyhow::Result<bool> {
    let ours = Connection::open_in_memory()?;
    ours.execute_batch(SCHEMA)?;
    Ok(made_of(conn)? == made_of(&ours)?)
}

/// What a file is made of, white space aside. What a search index keeps beside it is its own affair.
fn made_of(conn: &Connection) -> anyhow::Result<BTreeSet<String>> {
    let mut query = conn.prepare(
        "SELECT sql FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
           AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')",
    )?;
    let words = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(query.query_map([], |row| row.get(0).map(words))?.collect::<Result<_, _>>()?)
}

/// The names of all tables, indexes, triggers and views in `schema.sql`.
fn objects() -> impl Iterator<Item = &'static str> {
    SCHEMA.lines().filter_map(|line| {
        let mut words = line.strip_prefix("CREATE ")?.split_whitespace();
        words.find(|word| matches!(*word, "TABLE" | "INDEX" | "TRIGGER" | "VIEW"))?;
        words.next()
    })
}

fn refused(message: Text) -> Error {
    Error::new(Kind::Database, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_objects_is_the_schema() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(SCHEMA).unwrap();
        let sql = "SELECT count(*) FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'
                   AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')";
        let count: i64 = conn.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(i64::try_from(objects().count()), Ok(count));
    }
}
