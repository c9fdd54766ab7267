//! Which row here is which row of an office, and what was handed up of it.

use rusqlite::named_params;
use serde_json::Value as Json;

use super::Merger;
use super::known::{Place, Run};
use super::store::Row;
use crate::bundle::texts;
use crate::error::{Error, Result};
use crate::i18n::say;

impl Merger<'_> {
    /// A row in our numbers; else what it refers to that is not here.
    pub(super) fn here(&self, run: &Run<'_>, at: usize, row: &[Json]) -> Result<std::result::Result<Row, Place>> {
        let table = &self.store.graph.0[at];
        let mut here = row.to_vec();
        for link in &table.links {
            let Some(number) = row[link.column - 1].as_i64() else { continue };
            match run.here.get(&(link.to, number)) {
                Some(Place::At(id)) => here[link.column - 1] = (*id).into(),
                Some(place) => return Ok(Err(*place)),
                None => {
                    let (table, to) = (&table.name, &self.store.graph.0[link.to].name);
                    let (table, to) = (super::conflict::table(table), super::conflict::table(to));
                    return Err(Error::refused(say!(RefersToNothing { table, to, number })).hint(say!(WholeHint)));
                }
            }
        }
        if let (Some(prefix), Some(code)) = (&run.sender.prefix, self.code(at)) {
            here[code] = format!("{prefix}{}", row[code].as_str().unwrap_or_default()).into();
        }
        Ok(Ok(here))
    }

    /// A row here in the numbers of an office.
    pub(super) fn there(&self, sender: i64, at: usize, row: &[Json]) -> Result<Row> {
        let mut there = row.to_vec();
        let sql = "SELECT number FROM handed_up WHERE sender_id = ?1 AND tbl = ?2 AND row_id = ?3 AND number > 0";
        for link in &self.store.graph.0[at].links {
            if let Some(id) = row[link.column - 1].as_i64() {
                let to = &self.store.graph.0[link.to].name;
                let number: i64 = self.store.tx.query_row(sql, (sender, to, id), |row| row.get(0))?;
                there[link.column - 1] = number.into();
            }
        }
        Ok(there)
    }

    /// The person whom a row is about.
    pub(super) fn about(&self, at: usize, row: &[Json]) -> Option<i64> {
        let column = self.store.graph.0[at].column("person_id")?;
        row.get(column - 1)?.as_i64()
    }

    pub(super) fn is_erased(&self, person: i64) -> Result<bool> {
        Ok(self.store.tx.prepare_cached("SELECT 1 FROM erasure WHERE person_id = ?1")?.exists([person])?)
    }

    /// A row that says just the same and is here already: only where what it refers to did not come with this bundle.
    pub(super) fn same(&self, run: &Run<'_>, at: usize, there: &[Json]) -> Result<Option<i64>> {
        for link in &self.store.graph.0[at].links {
            if there[link.column - 1].as_i64().is_some_and(|id| run.fresh.contains(&(link.to, id))) {
                return Ok(None);
            }
        }
        self.store.same(at, run.sender.id, there)
    }

    /// Whether another office than this one hands up a row.
    pub(super) fn is_handed_up(&self, at: usize, id: i64, but: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM handed_up WHERE tbl = ?1 AND row_id = ?2 AND sender_id <> ?3";
        Ok(self.store.tx.prepare_cached(sql)?.exists((&self.store.graph.0[at].name, id, but))?)
    }

    /// Notes which row here a row of the office is, and what was handed up if something else stands here.
    pub(super) fn hand(
        &self,
        sender: i64,
        at: usize,
        number: i64,
        row: Option<i64>,
        image: Option<&[Json]>,
    ) -> Result<()> {
        let image = image.map(|image| serde_json::Value::Object(self.store.image(at, image)).to_string());
        let person = row.filter(|_| image.is_some()).and_then(|id| self.person_of(at, id));
        let person = match person {
            Some(person) => person?,
            None => None,
        };
        self.store.tx.execute(
            "INSERT INTO handed_up (sender_id, tbl, number, row_id, operation, image, person_id)
             VALUES (:sender, :table, :number, :row, :operation, :image, :person)
             ON CONFLICT (sender_id, tbl, number) DO UPDATE
             SET row_id = :row, operation = :operation, image = :image, person_id = :person",
            named_params! {
                ":sender": sender, ":table": self.store.graph.0[at].name, ":number": number, ":row": row,
                ":operation": self.store.tx.operation(), ":image": image, ":person": person,
            },
        )?;
        Ok(())
    }

    /// Whom a row here is about.
    fn person_of(&self, at: usize, id: i64) -> Option<Result<Option<i64>>> {
        if self.store.graph.0[at].name == "person" {
            return Some(Ok(Some(id)));
        }
        self.store.graph.0[at].column("person_id")?;
        Some(self.store.row(at, id).map(|row| row.and_then(|row| self.about(at, &row))))
    }

    /// Keeps what was handed up of a row, where something else stands here.
    pub(super) fn remember(&self, at: usize, handed: i64, image: Option<&[Json]>, row: i64) -> Result<()> {
        let image = image.map(|image| serde_json::Value::Object(self.store.image(at, image)).to_string());
        let person = match self.person_of(at, row).filter(|_| image.is_some()) {
            Some(person) => person?,
            None => None,
        };
        let sql = "UPDATE handed_up SET image = ?2, person_id = ?3 WHERE id = ?1";
        self.store.tx.execute(sql, (handed, image, person))?;
        Ok(())
    }

    pub(super) fn forget(&self, handed: i64) -> Result<()> {
        self.store.tx.execute("DELETE FROM handed_up WHERE id = ?1", [handed])?;
        Ok(())
    }
}
