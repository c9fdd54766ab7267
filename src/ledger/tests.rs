//! Every kind at once: what is declared, what the table is, and what the languages call it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{Field, Holds, KINDS, Kind, Life};
use crate::db::SCHEMA;
use crate::i18n::label;

fn schema() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    conn.execute_batch(SCHEMA).unwrap();
    conn
}

/// The columns of a table that are stored, with whether they may not be empty.
fn stored(conn: &Connection, kind: &Kind) -> BTreeSet<(String, bool)> {
    let mut query = conn.prepare("SELECT name, \"notnull\" FROM pragma_table_info(?1) WHERE name <> 'id'").unwrap();
    query.query_map([kind.table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_table_has_the_fields_that_are_declared_and_asks_for_the_same() {
    let conn = schema();
    for kind in KINDS {
        let declared: BTreeSet<(String, bool)> = kind
            .all_fields()
            .filter(|field| field.is_column())
            .map(|field: &Field| (field.column(), field.needed))
            .collect();
        assert_eq!(stored(&conn, kind), declared, "{}", kind.table);
    }
}

#[test]
fn every_list_is_the_one_of_the_schema() {
    let conn = schema();
    for kind in KINDS {
        let sql: String =
            conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [kind.table], |row| row.get(0)).unwrap();
        for field in kind.all_fields() {
            let Holds::Code(codes) = field.holds else { continue };
            let list = codes.iter().map(|code| format!("'{}'", code.code)).collect::<Vec<_>>().join(", ");
            assert!(sql.contains(&format!("CHECK ({} IN ({list}))", field.key)), "{}.{}", kind.table, field.key);
        }
    }
}

#[test]
fn lines_stand_in_a_table_that_takes_the_same_heads_and_outcomes() {
    let conn = schema();
    for kind in KINDS {
        let Some((_, heads)) = kind.lines() else { continue };
        let table = format!("{}_item", kind.table);
        let sql: String =
            conn.query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [&table], |row| row.get(0)).unwrap();
        for (column, codes) in [("head", heads), ("outcome", super::list(&table, "outcome").unwrap())] {
            let list = codes.iter().map(|code| format!("'{}'", code.code)).collect::<Vec<_>>().join(", ");
            assert!(sql.contains(&format!("CHECK ({column} IN ({list}))")), "{table}.{column}");
            assert_eq!(super::list(&table, column), Some(codes), "{table}.{column}");
        }
        assert_eq!(kind.life, Life::Item, "{table}: lines come to something when they are settled");
    }
}

#[test]
fn everything_has_its_label_and_what_tells_apart_is_a_field() {
    for kind in KINDS {
        for field in kind.all_fields() {
            let own = label(&format!("{}.{}", kind.labelled(field.key), field.key));
            assert!(own.or_else(|| label(field.key)).is_some(), "{}.{}", kind.table, field.key);
        }
        assert!(kind.once.iter().all(|key| kind.field(key).is_some()), "{}", kind.table);
        assert!(kind.fields.first().is_some_and(|field| field.is_subject), "{}", kind.table);
        let has_day = matches!(kind.life, Life::Event | Life::Item);
        assert_eq!(kind.field("date").is_some(), has_day, "{}", kind.table);
    }
}

#[test]
fn every_ledger_of_orgs_is_checked_against_their_lives() {
    let check = include_str!("../db/checks/ledger-outside-org.sql");
    for kind in KINDS.iter().filter(|kind| kind.on(Holds::Org).is_some()) {
        assert!(check.contains(&format!("FROM {}\n", kind.table)), "{}", kind.table);
    }
}
