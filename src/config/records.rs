//! Settings that go with the records: one who opens the file finds them, whatever his own configuration says. They are records as all
//! others: logged, taken back by undo, and known as of any operation.

use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::{Key, texts};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::rules::local;

/// What the key of a norm begins with.
pub(super) const RULE: &str = "rule.";

/// What the records are set to.
pub(crate) fn of(conn: &Connection) -> Result<Vec<(Key, String)>> {
    let mut query = conn.prepare_cached(include_str!("of_records.sql"))?;
    let rows = query.query_map([], |row| Ok((row.get::<_, String>("key")?, row.get("value")?)))?;
    let mut known = Vec::new();
    for row in rows {
        let (name, value) = row?;
        known.extend(Key::find(&name).map(|key| (key, value)));
    }
    Ok(known)
}

/// A setting as the records keep it.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) key: String,
    pub(super) value: String,
    /// The first day on which the number of a norm holds.
    pub(super) since: Option<String>,
    /// What the number of a norm rests on.
    pub(super) source: Option<String>,
}

impl Stored {
    /// A key as it was typed. Refuses what the key does not take, and a key that is one of a person or a machine.
    pub(super) fn of_key(key: Key, typed: &str) -> Result<Self> {
        if !key.goes_with_records() {
            let keys = Key::all().filter(|key| key.goes_with_records()).map(Key::name).collect::<Vec<_>>();
            return Err(Error::refused(say!(KeyNotInRecords { key: key.name() })).hint(say!(KeysInRecords { keys })));
        }
        let value = key.typed(std::ffi::OsStr::new(typed), None)?;
        Ok(Self { key: key.name().to_owned(), value, since: None, source: None })
    }

    /// Puts it in the place of the one of the same key and day.
    pub(super) fn put(&self, tx: &Tx<'_>) -> Result<()> {
        const SAME: &str =
            "SELECT id, value, source FROM setting WHERE key = :key AND coalesce(since, '') = coalesce(:since, '')";
        let same: Option<(i64, String, Option<String>)> = tx
            .query_row(SAME, named_params! {":key": self.key, ":since": self.since}, |row| {
                Ok((row.get("id")?, row.get("value")?, row.get("source")?))
            })
            .optional()?;
        match same {
            Some((_, value, source)) if value == self.value && source == self.source => {}
            Some((id, ..)) => {
                tx.execute(
                    "UPDATE setting SET value = ?2, source = ?3 WHERE id = ?1",
                    (id, &self.value, &self.source),
                )?;
            }
            None => {
                tx.execute(
                    "INSERT INTO setting (key, value, since, source) VALUES (?1, ?2, ?3, ?4)",
                    (&self.key, &self.value, &self.since, &self.source),
                )?;
            }
        }
        Ok(())
    }
}

/// The whole key that a name stands for. Refuses what nothing in the records is set by.
pub(super) fn key_of(name: &str) -> Result<String> {
    match name.strip_prefix(RULE) {
        Some(rule) => Ok(format!("{RULE}{}", local::find(rule)?.0)),
        None => Ok(super::known(name)?.name().to_owned()),
    }
}

/// Takes a key out of the records, a norm with all its days.
pub(super) fn take_out(tx: &Tx<'_>, key: &str) -> Result<()> {
    tx.execute("DELETE FROM setting WHERE key = ?1", [key])?;
    Ok(())
}
