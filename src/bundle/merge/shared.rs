//! Orgs, units and people that several offices hand up: one row here. What stands in it is worked out from what each of them says of it, in
//! whatever order they came: of a person the office speaks that had them on a roll last, else the one whose identity comes first; what
//! it does not know the next one tells.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::Merger;
use super::known::Known;
use super::store::{Row, Store, Written};
use crate::bundle::graph::{ROOTS, Table};
use crate::db::journal::Image;
use crate::error::Result;

/// What the offices said in common of each, before anything of this operation.
#[derive(Debug, Default, Clone)]
pub(super) struct Shared(BTreeMap<(usize, i64), Row>);

impl Shared {
    /// Those of whom several offices told before.
    pub(super) fn load(store: &Store<'_>) -> Result<Self> {
        let mut shared = BTreeMap::new();
        for kind in ROOTS {
            let Some(at) = store.graph.place(kind) else { continue };
            let mut query = store.tx.prepare_cached(
                "SELECT row_id FROM handed_up WHERE tbl = ?1 AND row_id IS NOT NULL GROUP BY row_id HAVING count(*) > 1",
            )?;
            let ids = query.query_map([kind], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
            for id in ids {
                shared.extend(common(store, at, id)?.map(|row| ((at, id), row)));
            }
        }
        Ok(Self(shared))
    }
}

impl Merger<'_> {
    /// From now on several offices tell of a row: what each said is kept.
    pub(super) fn share(&mut self, at: usize, id: i64) -> Result<()> {
        if self.shared.0.contains_key(&(at, id)) {
            return Ok(());
        }
        let sql = "SELECT id, operation FROM handed_up WHERE tbl = ?1 AND row_id = ?2 AND image IS NULL";
        let mut query = self.store.tx.prepare_cached(sql)?;
        let found = query.query_map((&self.store.graph.0[at].name, id), |row| {
            Ok(Known { id: row.get(0)?, row: Some(id), operation: row.get(1)?, image: None })
        })?;
        for known in found.collect::<Result<Vec<_>, _>>()? {
            let said = self.base(at, &known)?;
            self.remember(at, known.id, said.as_deref(), id)?;
        }
        if let Some(row) = common(&self.store, at, id)? {
            self.shared.0.insert((at, id), row);
        }
        Ok(())
    }

    /// Lets stand here what the offices say in common now.
    pub(super) fn agree(&mut self) -> Result<()> {
        for ((at, id), before) in std::mem::take(&mut self.shared.0) {
            let (Some(now), Some(here)) = (common(&self.store, at, id)?, self.store.row(at, id)?) else { continue };
            let agreed = self.agreed(at, id, &before, &now, &here)?;
            if agreed != here
                && let Written::Contradicts(why) = self.store.update(at, id, &agreed)?
            {
                self.conflict_of_write(at, id, &now, why.message().clone())?;
            }
        }
        Ok(())
    }
}

/// What all offices say of a row, the one that speaks first.
fn common(store: &Store<'_>, at: usize, id: i64) -> Result<Option<Row>> {
    let table = &store.graph.0[at];
    let sql = if table.name == "person" { include_str!("who_speaks.sql") } else { include_str!("who_tells.sql") };
    let mut query = store.tx.prepare_cached(sql)?;
    let images = query.query_map((&table.name, id), |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let images = images.iter().filter_map(|image| serde_json::from_str::<Image>(image).ok());
    let mut rows = images.map(|image| store.of_image(at, &image));
    let Some(mut said) = rows.next() else { return Ok(None) };
    for row in rows {
        for group in together(table) {
            if group.iter().all(|column| said[*column] == Json::Null) {
                group.iter().for_each(|column| said[*column] = row[*column].clone());
            }
        }
    }
    Ok(Some(said))
}

/// The columns of a table that say one thing: what it refers to and the text in its place, a text and its code.
pub(super) fn together(table: &Table) -> Vec<Vec<usize>> {
    let stem = |column: &str| {
        let ends = ["_id", "_text", "_code"].iter().find_map(|end| column.strip_suffix(end));
        ends.unwrap_or(column).to_owned()
    };
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, column) in table.columns[1..].iter().enumerate() {
        groups.entry(stem(column)).or_default().push(at);
    }
    groups.into_values().collect()
}
