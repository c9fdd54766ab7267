//! People by identity number: who is known here by it is one with whoever is handed up with it.
//!
//! Whoever comes from an office that did not hand them up before comes as a record of its own, whose number is kept with what was handed
//! up. When all bundles were read the two records are made one: all that refers to the one refers to the other. Where they contradict
//! each other (a transfer whose receipt is not in yet: on two rolls at once) they stay two, and it is tried again with every merge.

use serde_json::Value as Json;

use super::Merger;
use super::known::Known;
use super::store::{Row, Written};
use crate::bundle::identity::{self, Identity};
use crate::bundle::texts;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};

/// A record of its own of somebody who is here.
struct Apart {
    sender: i64,
    number: i64,
    /// The record that came.
    row: i64,
    /// The record that is here.
    stays: i64,
    name: String,
    /// What was handed up of them.
    said: Row,
}

impl Merger<'_> {
    /// Takes the identity number out of the record of a new person, if somebody here has it. Returns whether it did.
    pub(super) fn set_apart(&mut self, at: usize, id: i64, row: &mut [Json]) -> Result<bool> {
        if self.store.graph.0[at].name != "person"
            || self.by_column("person", "id_no", self.value(at, row, "id_no"))?.is_none()
        {
            return Ok(false);
        }
        if let Some(column) = self.store.graph.0[at].column("id_no") {
            row[column - 1] = Json::Null;
        }
        self.apart.insert(id);
        Ok(true)
    }

    /// Makes one what is one by its identity number. Tells of those that stay two for the first time.
    pub(super) fn unify(&mut self) -> Result<Vec<Text>> {
        let mut told = Vec::new();
        for apart in self.all_apart()? {
            self.store.tx.execute_batch("SAVEPOINT one")?;
            let (conflicts, shared) = (self.conflicts.len(), self.shared.clone());
            let Some(why) = self.make_one(&apart)? else {
                self.store.tx.execute_batch("RELEASE one")?;
                continue;
            };
            self.store.tx.execute_batch("ROLLBACK TO one; RELEASE one")?;
            self.conflicts.truncate(conflicts);
            self.shared = shared;
            if self.apart.contains(&apart.row) {
                let Apart { name, row, stays, .. } = apart;
                told.push(say!(TwoRecords { name, there: row, here: stays, why: why.message().clone() }));
            }
        }
        Ok(told)
    }

    /// Everybody who is here twice.
    fn all_apart(&self) -> Result<Vec<Apart>> {
        let Some(at) = self.store.graph.place("person") else { return Ok(Vec::new()) };
        let mut query = self.store.tx.prepare(include_str!("apart.sql"))?;
        let found = query.query_map([], |row| {
            let said: String = row.get("image")?;
            let said = serde_json::from_str(&said).unwrap_or_default();
            Ok(Apart {
                sender: row.get("sender_id")?,
                number: row.get("number")?,
                row: row.get("row_id")?,
                stays: row.get("stays")?,
                name: row.get("name")?,
                said: self.store.of_image(at, &said),
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Makes two records one; else tells why they cannot be.
    fn make_one(&mut self, apart: &Apart) -> Result<Option<Error>> {
        let Some(at) = self.store.graph.place("person") else { return Ok(None) };
        let (from, to) = (apart.row, apart.stays);
        let is_of_offices = self.is_handed_up(at, to, 0)?;
        if is_of_offices {
            self.share(at, to)?;
        }
        for of in self.identities_of(from)? {
            identity::give(self.store.tx, &self.own, "person", to, &of, false)?;
        }
        for table in 0..self.store.graph.0.len() {
            let links: Vec<usize> =
                self.store.graph.0[table].links.iter().filter(|link| link.to == at).map(|link| link.column).collect();
            for column in links {
                if let Some(why) = self.refer(table, column, from, to)? {
                    return Ok(Some(why));
                }
            }
        }
        self.store.tx.execute("UPDATE handed_up SET person_id = ?2 WHERE person_id = ?1", (from, to))?;
        if is_of_offices {
            self.hand(apart.sender, at, apart.number, Some(to), Some(&apart.said))?;
        } else {
            self.recognise(apart.sender, at, apart.number, to, &apart.said)?;
            self.tallies[at].unchanged -= 1;
        }
        if let Written::Contradicts(why) = self.store.delete(at, from)? {
            return Ok(Some(why));
        }
        if self.apart.contains(&from) {
            self.tallies[at].added -= 1;
            self.tallies[at].unchanged += 1;
        }
        Ok(None)
    }

    /// Takes the identities of a record, to be given to another.
    fn identities_of(&self, person: i64) -> Result<Vec<Identity>> {
        let mut query =
            self.store.tx.prepare_cached("SELECT office, number FROM origin WHERE person_id = ?1 ORDER BY id")?;
        let all = query.query_map([person], |row| Ok(Identity { office: row.get(0)?, number: row.get(1)? }))?;
        let all = all.collect::<Result<Vec<_>, _>>()?;
        self.store.tx.execute("DELETE FROM origin WHERE person_id = ?1", [person])?;
        Ok(all)
    }

    /// Lets all rows of a table refer to the one instead of the other. One that says then what another says already goes.
    fn refer(&mut self, at: usize, column: usize, from: i64, to: i64) -> Result<Option<Error>> {
        let (table, name) = (&self.store.graph.0[at].name, &self.store.graph.0[at].columns[column]);
        let sql = format!("SELECT id FROM {table} WHERE {name} = ?1 ORDER BY id");
        let mut query = self.store.tx.prepare_cached(&sql)?;
        let ids = query.query_map([from], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        drop(query);
        for id in ids {
            let Some(mut row) = self.store.row(at, id)? else { continue };
            let handed = self.handed(at, id)?;
            for known in &handed {
                // What was corrected here is known by what was handed up.
                let mut base = self.base(at, known)?;
                let is_corrected = base.as_deref() != Some(&row[..]);
                if let Some(base) = base.as_mut().filter(|_| is_corrected) {
                    base[column - 1] = to.into();
                }
                self.remember(at, known.id, base.as_deref().filter(|_| is_corrected), id)?;
            }
            row[column - 1] = to.into();
            let now = match self.store.same(at, 0, &row)?.filter(|_| !self.store.graph.0[at].is_named) {
                Some(same) => self.store.delete(at, id).map(|_| same)?,
                None => match self.store.update(at, id, &row)? {
                    Written::Stands(id) => id,
                    Written::Contradicts(why) => return Ok(Some(why)),
                },
            };
            for known in &handed {
                let sql = "UPDATE handed_up SET row_id = ?2, operation = ?3 WHERE id = ?1";
                self.store.tx.execute(sql, (known.id, now, self.store.tx.operation()))?;
            }
        }
        Ok(None)
    }

    /// Who handed up a row.
    fn handed(&self, at: usize, id: i64) -> Result<Vec<Known>> {
        let sql = "SELECT id, operation, image FROM handed_up WHERE tbl = ?1 AND row_id = ?2";
        let mut query = self.store.tx.prepare_cached(sql)?;
        let all = query.query_map((&self.store.graph.0[at].name, id), |row| {
            let image: Option<String> = row.get("image")?;
            let image = image.and_then(|image| serde_json::from_str(&image).ok());
            let image = image.map(|image| self.store.of_image(at, &image));
            Ok(Known { id: row.get("id")?, row: Some(id), operation: row.get("operation")?, image })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }
}
