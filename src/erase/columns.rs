//! Which columns of the records are personal, as `columns.toml` declares them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What a table says of people.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Declared {
    /// By which columns a row is somebody's own.
    pub(super) of: Vec<String>,
    /// What goes from somebody's own rows.
    pub(super) gone: Vec<String>,
    /// In which name and numbers are replaced where the row concerns the person.
    pub(super) text: Vec<String>,
    /// In which nothing of a person stands: told so that none is forgotten.
    pub(super) open: Vec<String>,
}

/// What is declared, by table.
static TABLES: LazyLock<BTreeMap<String, Declared>> =
    LazyLock::new(|| toml::from_str(include_str!("columns.toml")).expect("a test reads it"));

/// What is declared of every table of records.
pub(super) fn tables() -> impl Iterator<Item = (&'static str, &'static Declared)> {
    TABLES.iter().map(|(table, declared)| (table.as_str(), declared))
}

/// What is declared of a table.
pub(super) fn of(table: &str) -> Option<&'static Declared> {
    TABLES.get(table)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::db::{Db, journal};

    #[test]
    fn every_text_of_every_record_is_declared_once() {
        let db = Db::memory().unwrap();
        let tables = journal::record_tables(db.conn()).unwrap();
        assert_eq!(
            tables.iter().map(String::as_str).collect::<BTreeSet<_>>(),
            super::tables().map(|(table, _)| table).collect()
        );
        for table in tables {
            let mut query = db
                .conn()
                .prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 AND type = 'TEXT' ORDER BY name")
                .unwrap();
            let texts: Vec<String> = query.query_map([&table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            let declared = of(&table).unwrap();
            let mut told: Vec<String> =
                [&declared.gone, &declared.text, &declared.open].into_iter().flatten().cloned().collect();
            told.sort();
            assert_eq!(told, texts, "{table}: declare its columns in src/erase/columns.toml");
        }
    }

    #[test]
    fn every_row_that_refers_to_one_person_alone_is_theirs() {
        let db = Db::memory().unwrap();
        let refers = |table: &str, column: &str| {
            let sql = "SELECT 1 FROM pragma_foreign_key_list(?1) WHERE \"from\" = ?2";
            db.conn().prepare(sql).unwrap().exists([table, column]).unwrap()
        };
        for (table, declared) in super::tables() {
            assert!(
                declared.of.iter().all(|column| (table, column.as_str()) == ("person", "id") || refers(table, column)),
                "{table}"
            );
            assert!(declared.gone.is_empty() || !declared.of.is_empty(), "{table}: whose is what goes?");
        }
    }
}
