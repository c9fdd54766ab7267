//! The tables that are handed up, and what hangs on what: read from the foreign keys of the schema, so that no table is forgotten.

use rusqlite::Connection;

use crate::db::journal;
use crate::error::Result;

/// What an office keeps for itself: whose file it is and what was merged into it; the reports that it handed in and what it went back to;
/// days that are the same for all; its own settings; erasures, which have to be done in each file.
const KEPT: [&str; 10] =
    ["office", "origin", "sender", "bundle", "handed_up", "frozen", "restoration", "holiday", "setting", "erasure"];

/// The tables whose rows are known by an identity of their own.
pub(super) const ROOTS: [&str; 3] = ["org", "unit", "person"];

/// A reference of a table to another.
#[derive(Debug)]
pub(super) struct Link {
    /// The place of the column among the stored ones.
    pub(super) column: usize,
    /// The place of the table that it refers to.
    pub(super) to: usize,
    /// Whether every row has it.
    pub(super) needed: bool,
}

/// A table that is handed up.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: String,
    /// The stored columns; the first is `id`.
    pub(super) columns: Vec<String>,
    pub(super) links: Vec<Link>,
    /// Whether other tables refer to it.
    pub(super) is_named: bool,
}

impl Table {
    /// Whether its rows are known by an identity of their own.
    pub(super) fn is_root(&self) -> bool {
        ROOTS.contains(&self.name.as_str())
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// All of them, each after those that it refers to.
#[derive(Debug)]
pub(super) struct Graph(pub(super) Vec<Table>);

impl Graph {
    /// Reads them from a database.
    pub(super) fn of(conn: &Connection) -> Result<Self> {
        let mut left = Vec::new();
        for name in journal::record_tables(conn)?.into_iter().filter(|name| !KEPT.contains(&name.as_str())) {
            let columns = journal::stored_columns(conn, &name)?;
            let mut query = conn.prepare(
                "SELECT link.\"table\" AS parent, link.\"from\" AS col, info.\"notnull\" AS needed
                 FROM pragma_foreign_key_list(?1) AS link JOIN pragma_table_info(?1) AS info ON info.name = link.\"from\"
                 ORDER BY info.cid",
            )?;
            let links = query.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            left.push((name, columns, links.collect::<Result<Vec<(String, String, bool)>, _>>()?));
        }
        let mut tables: Vec<Table> = Vec::new();
        while !left.is_empty() {
            let known = |parent: &str, own: &str| parent == own || tables.iter().any(|table| table.name == parent);
            let ready = left.iter().position(|(name, _, links)| links.iter().all(|(parent, ..)| known(parent, name)));
            let (name, columns, links) =
                left.remove(ready.expect("a test asks that no tables refer to each other in a circle"));
            let own = tables.len();
            let place = |parent: &str| tables.iter().position(|table| table.name == parent).unwrap_or(own);
            let links: Vec<Link> = links
                .iter()
                .map(|(parent, column, needed)| Link {
                    column: columns.iter().position(|known| known == column).expect("it is stored"),
                    to: place(parent),
                    needed: *needed,
                })
                .collect();
            for link in links.iter().filter(|link| link.to != own) {
                tables[link.to].is_named = true;
            }
            tables.push(Table { name, columns, links, is_named: false });
        }
        Ok(Self(tables))
    }

    /// The place of a table.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|table| table.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    #[test]
    fn every_table_of_records_is_handed_up_or_kept_and_hangs_on_an_org_a_unit_or_a_person() {
        let db = Db::memory().unwrap();
        let graph = Graph::of(db.conn()).unwrap();
        for name in journal::record_tables(db.conn()).unwrap() {
            assert!(graph.place(&name).is_some() != KEPT.contains(&name.as_str()), "{name}");
        }
        assert!(KEPT.iter().all(|kept| journal::record_tables(db.conn()).unwrap().iter().any(|name| name == kept)));
        for (at, table) in graph.0.iter().enumerate() {
            assert_eq!(table.columns[0], "id", "{}", table.name);
            assert!(table.is_root() || !table.links.is_empty(), "{}: whose are its rows?", table.name);
            assert!(table.links.iter().all(|link| link.to <= at), "{}", table.name);
        }
        let named = |name: &str| graph.0[graph.place(name).unwrap()].is_named;
        assert!(named("org") && named("step") && named("meeting") && !named("roll") && !named("unit_state"));
    }
}
