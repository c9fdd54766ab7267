//! The people on record in memory, as a large import asks for them while the indexes are off.

use std::hash::{DefaultHasher, Hash, Hasher as _};

use chrono::Datelike as _;
use foldhash::HashMap;

use super::super::PersonId;
use super::super::check::Person;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::org::OrgId;

/// Who carries a number or a name: 16 bytes a person, and 16 more for the names.
#[derive(Debug, Default)]
pub(super) struct Memory {
    by_id_no: HashMap<u64, i64>,
    /// Filled when the first person without an identity number turns up.
    names: Option<Names>,
}

/// Who goes by a name: where, and born when.
#[derive(Debug, Default)]
struct Names {
    by_org: Several,
    by_birth: Several,
}

/// Numbers under a key. Most keys have one.
#[derive(Debug, Default)]
struct Several {
    first: HashMap<u64, i64>,
    more: HashMap<u64, Vec<i64>>,
}

impl Several {
    fn add(&mut self, key: u64, id: i64) {
        match self.first.entry(key) {
            std::collections::hash_map::Entry::Vacant(free) => drop(free.insert(id)),
            std::collections::hash_map::Entry::Occupied(_) => self.more.entry(key).or_default().push(id),
        }
    }

    fn get(&self, key: u64) -> Vec<i64> {
        self.first.get(&key).into_iter().chain(self.more.get(&key).into_iter().flatten()).copied().collect()
    }
}

impl Memory {
    /// Reads who is on record. `people` are expected in the end, so that the table need not grow: while it does, it is
    /// there twice.
    pub(super) fn fill(tx: &Tx<'_>, people: usize, is_anybody_without_id_no: bool) -> Result<Self> {
        let mut memory = Self::default();
        memory.by_id_no.reserve(people);
        let mut query = tx.prepare("SELECT id, id_no FROM person WHERE id_no IS NOT NULL")?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            memory.by_id_no.insert(packed(row.get_ref("id_no")?.as_str().unwrap_or_default()), row.get("id")?);
        }
        if is_anybody_without_id_no {
            memory.fill_names(tx)?;
        }
        Ok(memory)
    }

    /// Who carries an identity number.
    pub(super) fn holding(&self, id_no: &str) -> Option<PersonId> {
        self.by_id_no.get(&packed(id_no)).copied().map(PersonId)
    }

    /// Makes sure that people can be asked for by name.
    pub(super) fn fill_names(&mut self, tx: &Tx<'_>) -> Result<()> {
        if self.names.is_some() {
            return Ok(());
        }
        let mut names = Names::default();
        let mut query = tx.prepare(include_str!("names.sql"))?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            let (birth, org): (Option<PartialDate>, Option<OrgId>) = (row.get("birth")?, row.get("org_id")?);
            names.add(row.get("id")?, row.get_ref("name")?.as_str().unwrap_or_default(), birth.as_ref(), org);
        }
        self.names = Some(names);
        Ok(())
    }

    /// Who may be of this name in this org; nobody, while everybody carries an identity number.
    pub(super) fn in_org(&self, name: &str, org: OrgId) -> Vec<i64> {
        self.names.as_ref().map(|names| names.by_org.get(hashed(name, org.0))).unwrap_or_default()
    }

    /// Who may be of this name and birth.
    pub(super) fn of_birth(&self, name: &str, birth: Option<&PartialDate>) -> Vec<i64> {
        self.names.as_ref().map(|names| names.by_birth.get(hashed(name, year_of(birth)))).unwrap_or_default()
    }

    /// Somebody is on record with these facts now.
    pub(super) fn note(&mut self, id: PersonId, person: &Person, org: Option<OrgId>) {
        if let Some(id_no) = &person.id_no {
            self.by_id_no.insert(packed(id_no), id.0);
        }
        if let Some(names) = &mut self.names {
            names.add(id.0, &person.name, person.birth.as_ref(), org);
        }
    }

    /// Somebody carries an identity number no longer.
    pub(super) fn forget(&mut self, id_no: &str) {
        self.by_id_no.remove(&packed(id_no));
    }
}

impl Names {
    fn add(&mut self, id: i64, name: &str, birth: Option<&PartialDate>, org: Option<OrgId>) {
        if let Some(org) = org {
            self.by_org.add(hashed(name, org.0), id);
        }
        self.by_birth.add(hashed(name, year_of(birth)), id);
    }
}

/// An identity number in 8 bytes: its first 17 digits; the last follows from them.
fn packed(id_no: &str) -> u64 {
    id_no.get(..17).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// Births known to the year, month or day fall together, so that the sharper question can be asked of the record.
fn year_of(birth: Option<&PartialDate>) -> Option<i32> {
    birth.map(|birth| birth.first_day().year())
}

fn hashed(name: &str, beside: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    // With its dot or without, a name is the same.
    name.split('·').for_each(|part| hasher.write(part.as_bytes()));
    beside.hash(&mut hasher);
    hasher.finish()
}
