//! What tells the entries of a kind apart, remembered while a file is read: most rows are like none on record, and to ask
//! the table of each would go through all that its subject has, again and again.

use std::hash::{BuildHasher as _, Hash as _, Hasher as _};

use foldhash::HashSet;
use foldhash::fast::FixedState;
use rusqlite::Row;
use rusqlite::types::Value as Stored;

use super::write::Entry;
use super::{Field, Kind};
use crate::db::Tx;
use crate::error::Result;

/// The entries there are, by a number for what tells them apart. When it was is a part of it, save of what holds from a day
/// until a day: there other days may be of the same time.
#[derive(Debug)]
pub(super) struct Keys {
    /// Which of the fields, by place.
    places: Vec<usize>,
    known: HashSet<u64>,
}

impl Keys {
    /// Of everything on record.
    pub(super) fn on_record(tx: &Tx<'_>, kind: &Kind) -> Result<Self> {
        let is_key = |field: &Field| {
            let is_when = !kind.life.is_from_until() && field.key == kind.begins();
            is_when || kind.tells_apart(field)
        };
        let fields: Vec<(usize, &Field)> = kind.all_fields().enumerate().filter(|(_, field)| is_key(field)).collect();
        let columns: Vec<String> = fields.iter().map(|(_, field)| field.column()).collect();
        let width = columns.len();
        let stored = |row: &Row<'_>| (0..width).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Stored>>>();
        let mut query = tx.prepare(&format!("SELECT {} FROM {}", columns.join(", "), kind.table))?;
        let rows = query.query_map([], stored)?;
        let known = rows.map(|row| row.map(|row| number(row.iter()))).collect::<Result<_, _>>()?;
        Ok(Self { places: fields.into_iter().map(|(at, _)| at).collect(), known })
    }

    /// Whether an entry may be the same as one there is. If not, it certainly is not.
    pub(super) fn may_have(&self, entry: &Entry) -> bool {
        self.known.contains(&self.number(entry))
    }

    /// An entry that is there from now on.
    pub(super) fn add(&mut self, entry: &Entry) {
        self.known.insert(self.number(entry));
    }

    fn number(&self, entry: &Entry) -> u64 {
        number(self.places.iter().map(|at| &entry.0[*at]))
    }
}

fn number<'v>(values: impl Iterator<Item = &'v Stored>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for value in values {
        match value {
            Stored::Integer(number) => (1_u8, number).hash(&mut hasher),
            Stored::Text(text) => (2_u8, text).hash(&mut hasher),
            Stored::Real(number) => (3_u8, number.to_bits()).hash(&mut hasher),
            Stored::Null | Stored::Blob(_) => 0_u8.hash(&mut hasher), // no field holds the latter
        }
    }
    hasher.finish()
}
