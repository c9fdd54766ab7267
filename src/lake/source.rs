//! The records of an office as they go into a lake: every table of records with all its columns, those that follow from others too, and
//! every id shifted so that those of two offices never meet.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::manifest::{Number, SHIFT};
use super::table::Writer;
use crate::columnar::{Column, Kind, ParquetError};
use crate::db::{self, Db, journal};
use crate::error::{AtPath as _, Error, Kind as Failure, Result, foreign};
use crate::i18n::say;
use crate::lake::texts;

/// Tables of records that stay with the office: reports that it froze, what became of its file, and what it merged of other offices.
const STAYS: [&str; 8] = ["frozen", "restoration", "erasure", "office", "origin", "sender", "bundle", "handed_up"];

/// The tables that go into a lake, with their columns.
pub(super) fn tables(conn: &Connection) -> Result<BTreeMap<String, Vec<Column>>> {
    let tables = journal::record_tables(conn)?.into_iter().filter(|table| !STAYS.contains(&table.as_str()));
    tables.map(|table| Ok((table.clone(), columns(conn, &table)?))).collect()
}

fn columns(conn: &Connection, table: &str) -> Result<Vec<Column>> {
    let mut query = conn.prepare("SELECT name, type FROM pragma_table_xinfo(:table) WHERE hidden <> 1 ORDER BY cid")?;
    let columns = query.query_map([table], |row| {
        let holds = match row.get::<_, String>("type")?.as_str() {
            "INTEGER" => Kind::Integer,
            "REAL" => Kind::Real,
            _ => Kind::Text,
        };
        Ok(Column { name: row.get("name")?, holds })
    })?;
    Ok(columns.collect::<Result<_, _>>()?)
}

/// The file of an office, open for reading.
pub(super) struct Source {
    db: Db,
    /// Where a file of an older version was brought up to date; the file itself stays as it is.
    _folder: Option<tempfile::TempDir>,
}

/// Whose records they are and how far they go.
pub(super) struct Head {
    pub(super) identity: String,
    pub(super) name: String,
    pub(super) operation: i64,
    pub(super) at: Option<String>,
    pub(super) orgs: i64,
    pub(super) people: i64,
}

impl Source {
    /// Opens a file; one of an older version is read in a copy.
    pub(super) fn open(path: &Path, wait: Duration, reveals: bool) -> Result<Self> {
        let conn = db::open_as_is(path)?;
        conn.busy_timeout(wait)?;
        let (db, folder) = if db::is_of_today(&conn)? {
            (Db::of_copy(conn, path)?, None)
        } else {
            let folder = tempfile::tempdir().at(std::env::temp_dir())?;
            let made = folder.path().join("office.db");
            db::save_copy(&conn, &made)?;
            (Db::open_made(&made)?, Some(folder))
        };
        db.show_numbers(reveals)?;
        Ok(Self { db, _folder: folder })
    }

    /// Whose records they are.
    pub(super) fn head(&self, path: &Path) -> Result<Head> {
        let unnamed = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Ok(self.db.conn().query_row(include_str!("head.sql"), [], |row| {
            Ok(Head {
                identity: row.get("identity")?,
                name: row.get::<_, Option<String>>("name")?.unwrap_or(unnamed),
                operation: row.get("operation")?,
                at: row.get("at")?,
                orgs: row.get("orgs")?,
                people: row.get("people")?,
            })
        })?)
    }

    /// Holds the records as they are now for as long as they are read.
    pub(super) fn held(&self) -> Result<rusqlite::Transaction<'_>> {
        Ok(self.db.conn().unchecked_transaction()?)
    }

    /// The tables that go into a lake.
    pub(super) fn tables(&self) -> Result<BTreeMap<String, Vec<Column>>> {
        tables(self.db.conn())
    }

    /// Whether there is any row of a table.
    pub(super) fn has_rows(&self, table: &str) -> Result<bool> {
        Ok(self.db.conn().prepare(&format!("SELECT 1 FROM {table} LIMIT 1"))?.exists([])?)
    }

    /// Hands all rows of a table over, as those of that office.
    pub(super) fn pour(&self, table: &str, columns: &[Column], office: Number, into: &mut Writer) -> Result<()> {
        let mut query = self.db.conn().prepare(&select(self.db.conn(), table, columns)?)?;
        let mut rows = query.query([office * SHIFT])?;
        while let Some(row) = rows.next()? {
            let values = (0..columns.len()).map(|at| row.get_ref(at)).collect::<Result<Vec<_>, _>>()?;
            into.push(office, values.into_iter())?;
        }
        Ok(into.office_ends()?)
    }
}

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Self {
        Self::new(Failure::Io, say!(LakeFailed { reason: foreign(&error) })).hint(say!(LakeFailedHint))
    }
}

/// The columns of a table, ids shifted by `?1` and what may be shown of texts: no number of a person, unless in full was asked for.
fn select(conn: &Connection, table: &str, columns: &[Column]) -> Result<String> {
    let mut query = conn.prepare("SELECT \"from\" FROM pragma_foreign_key_list(:table)")?;
    let links = query.query_map([table], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let shown = |Column { name, holds }: &Column| match (*holds, name.as_str()) {
        (Kind::Integer, "id") => "id + ?1".to_owned(),
        (Kind::Integer, name) if links.iter().any(|link| link == name) => format!("{name} + ?1"),
        // Two offices number their orgs alike.
        (Kind::Text, "code") if table == "org" => format!("(?1 / {SHIFT}) || ':' || code"),
        (Kind::Text, "id_no") => "shown_id_no(id_no)".to_owned(),
        (Kind::Text, "phone" | "landline") => format!("shown_phone({name})"),
        (Kind::Text, name) => format!("shown_text({name})"),
        (_, name) => name.to_owned(),
    };
    let columns: Vec<_> = columns.iter().map(shown).collect();
    Ok(format!("SELECT {} FROM {table} WHERE ?1 IS NOT NULL ORDER BY id", columns.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_called_an_id_is_shifted() {
        let db = Db::memory().unwrap();
        for (table, columns) in tables(db.conn()).unwrap() {
            let sql = select(db.conn(), &table, &columns).unwrap();
            for Column { name, .. } in columns.iter().filter(|column| column.name.ends_with("_id")) {
                assert!(sql.contains(&format!("{name} + ?1")), "{table}.{name}");
            }
        }
    }

    #[test]
    fn nothing_of_a_record_is_called_as_the_office_is() {
        let db = Db::memory().unwrap();
        let columns: Vec<_> = tables(db.conn()).unwrap().into_values().flatten().map(|column| column.name).collect();
        assert!(!columns.iter().any(|name| name == super::super::table::OFFICE));
    }
}
