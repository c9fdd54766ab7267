//! The manifest of a bundle: whose it is, of which day, and what lies in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The form of bundles that this program writes and reads.
pub(super) const FORMAT: u32 = 1;

/// The name of the manifest in the archive.
pub(super) const MANIFEST: &str = "manifest.json";

/// The parts beside the rows.
pub(super) const ORIGINS: &str = "origins.jsonl";
pub(super) const LOG: &str = "log.jsonl";
pub(super) const GONE: &str = "gone.jsonl";

/// The org under which all stands that a bundle tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Top {
    pub(super) number: i64,
    pub(super) code: String,
    pub(super) name: String,
}

/// A part of the archive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// How many lines it has.
    pub(super) rows: u64,
    /// How many bytes.
    pub(super) size: u64,
    pub(super) sha256: String,
}

/// What stands in `manifest.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) format: u32,
    /// The version of the schema.
    pub(super) schema: i32,
    /// The identity of the office.
    pub(super) office: String,
    /// What the office is called.
    pub(super) name: String,
    /// The org under which all stands; none: it is all that the office has.
    pub(super) top: Option<Top>,
    /// The day it was made.
    pub(super) made: chrono::NaiveDate,
    /// The operation since which it tells what changed; none: it tells all.
    pub(super) since: Option<i64>,
    /// The last operation of the log, and the sum of the log.
    pub(super) reached: i64,
    pub(super) history: String,
    /// Whose data were erased, by number.
    pub(super) erased: Vec<i64>,
    /// The stored columns of each table.
    pub(super) columns: BTreeMap<String, Vec<String>>,
    /// The parts by name.
    pub(super) parts: BTreeMap<String, Part>,
}

/// The name of the part with the rows of a table.
pub(super) fn rows_of(table: &str) -> String {
    format!("rows/{table}.jsonl")
}

impl Manifest {
    /// The number of the org under which all stands, 0 if it is all.
    pub(super) fn top(&self) -> i64 {
        self.top.as_ref().map_or(0, |top| top.number)
    }

    /// Whether identity, sum and numbers are such.
    pub(super) fn is_sensible(&self) -> bool {
        let is_hex = |text: &str, long: usize| {
            text.len() == long && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        };
        let since = self.since.unwrap_or(1);
        is_hex(&self.office, 32)
            && is_hex(&self.history, 64)
            && !self.name.trim().is_empty()
            && self.top.as_ref().is_none_or(|top| top.number > 0)
            && since > 0
            && (self.since.is_none() || since <= self.reached)
            && self.reached >= 0
    }

    /// How many rows there are of a table.
    pub(super) fn rows(&self, table: &str) -> u64 {
        self.parts.get(&rows_of(table)).map_or(0, |part| part.rows)
    }

    /// How many rows there are in all.
    pub(super) fn all_rows(&self) -> u64 {
        self.columns.keys().map(|table| self.rows(table)).sum()
    }
}
