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
        let declared: BTreeSet<(String, bool)> =
            kind.all_fields().map(|field: &Field| (field.column(), field.needed)).collect();
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
fn everything_has_its_label_and_what_tells_apart_is_a_field() {
    for kind in KINDS {
        for field in kind.all_fields() {
            let own = label(&format!("{}.{}", kind.labelled(field.key), field.key));
            assert!(own.or_else(|| label(field.key)).is_some(), "{}.{}", kind.table, field.key);
        }
        assert!(kind.once.iter().all(|key| kind.field(key).is_some()), "{}", kind.table);
        assert!(kind.fields.first().is_some_and(|field| field.is_subject), "{}", kind.table);
        assert_eq!(kind.field("date").is_some(), kind.life == Life::Event, "{}", kind.table);
    }
}

#[test]
fn every_ledger_of_orgs_is_checked_against_their_lives() {
    let check = include_str!("../db/checks/ledger-outside-org.sql");
    for kind in KINDS.iter().filter(|kind| kind.on(Holds::Org).is_some()) {
        assert!(check.contains(&format!("FROM {}\n", kind.table)), "{}", kind.table);
    }
}
