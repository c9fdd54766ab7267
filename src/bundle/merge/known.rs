//! Who is who: which org, unit or person here is the one that is handed up.

use std::collections::{BTreeMap, HashMap};

use rusqlite::OptionalExtension as _;
use serde_json::Value as Json;

use super::store::{Row, Store};
use super::{Merger, Sender};
use crate::bundle::identity::{self, Identity};
use crate::bundle::open::Told;
use crate::error::Result;

/// A row that this office handed up before.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Its number in `handed_up`.
    pub(super) id: i64,
    /// Which row it is here; none: it waits.
    pub(super) row: Option<i64>,
    /// The operation by which it was handed up last.
    pub(super) operation: i64,
    /// What was handed up, where it does not stand here.
    pub(super) image: Option<Row>,
}

/// Where a row of the office is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Here, under this number.
    At(i64),
    /// It waits.
    Waits,
    /// It is left out: of somebody whose data were erased here.
    Left,
}

/// What is known of an office while its bundle is merged.
pub(super) struct Run<'a> {
    pub(super) sender: &'a Sender,
    pub(super) known: BTreeMap<(usize, i64), Known>,
    pub(super) here: HashMap<(usize, i64), Place>,
    /// The rows that came with this bundle.
    pub(super) fresh: std::collections::HashSet<(usize, i64)>,
}

/// The one here who is an org, a unit or a person of the office.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who {
    pub(super) row: i64,
    pub(super) is_new: bool,
}

impl<'a> Run<'a> {
    /// What an office handed up before.
    pub(super) fn load(store: &Store<'_>, sender: &'a Sender) -> Result<Self> {
        let mut known = BTreeMap::new();
        let mut query = store
            .tx
            .prepare_cached("SELECT id, tbl, number, row_id, operation, image FROM handed_up WHERE sender_id = ?1")?;
        let mut rows = query.query([sender.id])?;
        while let Some(row) = rows.next()? {
            let table: String = row.get("tbl")?;
            let Some(at) = store.graph.place(&table) else { continue };
            let image: Option<String> = row.get("image")?;
            let image =
                image.and_then(|image| serde_json::from_str(&image).ok()).map(|image| store.of_image(at, &image));
            let handed = Known { id: row.get("id")?, row: row.get("row_id")?, operation: row.get("operation")?, image };
            known.insert((at, row.get("number")?), handed);
        }
        let mut here: HashMap<(usize, i64), Place> =
            known.iter().map(|(whose, known)| (*whose, known.row.map_or(Place::Waits, Place::At))).collect();
        // Two records that were made one since: the identity went over to the one that stays.
        for kind in crate::bundle::graph::ROOTS {
            let Some(at) = store.graph.place(kind) else { continue };
            let sql = format!("SELECT number, {kind}_id FROM origin WHERE office = ?1 AND {kind}_id IS NOT NULL");
            let mut query = store.tx.prepare_cached(&sql)?;
            let mut rows = query.query([&sender.office])?;
            while let Some(row) = rows.next()? {
                let (number, id): (i64, i64) = (row.get(0)?, row.get(1)?);
                if let Some(place @ Place::At(_)) = here.get_mut(&(at, number)) {
                    *place = Place::At(id);
                }
            }
        }
        Ok(Self { sender, known, here, fresh: std::collections::HashSet::new() })
    }
}

impl Merger<'_> {
    /// Who an org, a unit or a person of the office is here; somebody new gets the next number.
    pub(super) fn who(&mut self, run: &Run<'_>, told: &Told, at: usize, number: i64, row: &[Json]) -> Result<Who> {
        let kind = self.store.graph.0[at].name.clone();
        for of in identities(run.sender, told, at, number) {
            if let Some(row) = identity::bearer(self.store.tx, &self.own, &kind, &of)? {
                return Ok(Who { row, is_new: false });
            }
        }
        let found = if kind == "unit" { self.by_column("unit", "uscc", self.value(at, row, "uscc"))? } else { None };
        if let Some(row) = found {
            return Ok(Who { row, is_new: false });
        }
        let row = match kind.as_str() {
            "person" => self.store.tx.next_number("person")?,
            "org" => {
                self.last[0] += 1;
                self.last[0]
            }
            _ => {
                self.last[1] += 1;
                self.last[1]
            }
        };
        Ok(Who { row, is_new: true })
    }

    /// Notes by which identities somebody is known from now on.
    pub(super) fn give_identities(&self, run: &Run<'_>, told: &Told, at: usize, number: i64, who: Who) -> Result<()> {
        let kind = &self.store.graph.0[at].name;
        for of in identities(run.sender, told, at, number) {
            identity::give(self.store.tx, &self.own, kind, who.row, &of, who.is_new)?;
        }
        Ok(())
    }

    pub(super) fn value<'v>(&self, at: usize, row: &'v [Json], column: &str) -> Option<&'v str> {
        row.get(self.store.graph.0[at].column(column)? - 1)?.as_str()
    }

    pub(super) fn by_column(&self, table: &str, column: &str, value: Option<&str>) -> Result<Option<i64>> {
        let Some(value) = value else { return Ok(None) };
        let sql = format!("SELECT id FROM {table} WHERE {column} = ?1");
        Ok(self.store.tx.prepare_cached(&sql)?.query_row([value], |row| row.get(0)).optional()?)
    }
}

/// By which identities the office knows an org, a unit or a person, and its own number last.
fn identities(sender: &Sender, told: &Told, at: usize, number: i64) -> Vec<Identity> {
    let mut all = told.origins.get(&(at, number)).cloned().unwrap_or_default();
    let own = Identity { office: sender.office.clone(), number };
    if !all.contains(&own) {
        all.push(own);
    }
    all
}
