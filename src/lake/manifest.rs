//! What is current in a lake: the offices, and the files with their rows, sizes and sums. It stands in one file that is put in place by
//! renaming, so that whoever reads sees the old state or the new one, whole.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::columnar::Column;
use crate::db::VERSION;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::lake::texts;
use crate::text;

/// The file.
pub(super) const NAME: &str = "manifest.json";

/// What the files of a lake look like; another program may read it.
const FORMAT: u32 = 1;

/// A number that an office has in a lake, from 1 on. All ids of its rows are shifted by so many times [`SHIFT`].
pub(super) type Number = i64;

/// More rows than any office has in a table; in the decimal system, so that people can read ids.
pub(crate) const SHIFT: i64 = 10_000_000_000;

/// The state of a lake.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Manifest {
    format: u32,
    /// The version of the schema of the records.
    schema: i32,
    /// How often something was published.
    pub(super) published: u64,
    /// Whether personal numbers stand there in full.
    pub(super) revealed: bool,
    /// The tables with their columns, in the order of the schema.
    pub(super) tables: BTreeMap<String, Vec<Column>>,
    pub(super) offices: Vec<Office>,
    pub(super) batches: Vec<Batch>,
    /// Files of the state before, which somebody may still be reading. They go with the next change.
    pub(super) stale: Vec<PathBuf>,
}

/// An office whose records are there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Office {
    pub(super) number: Number,
    /// Whose records they are, see `office` in the schema.
    pub(super) identity: String,
    /// What it is called: by the org at its top.
    pub(super) name: String,
    /// The file they came from, without its folder.
    pub(super) file: String,
    /// The last operation that they have, and when it was done (UTC, ISO 8601).
    pub(super) operation: i64,
    pub(super) at: Option<String>,
    pub(super) orgs: i64,
    pub(super) people: i64,
    /// The batch that it stands in.
    pub(super) batch: u64,
}

/// Offices that were added together: a file for each table that has rows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Batch {
    pub(super) number: u64,
    pub(super) files: BTreeMap<String, Written>,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    pub(super) rows: u64,
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

impl Manifest {
    /// Of a lake in which nothing is yet.
    pub(super) fn new(revealed: bool, tables: BTreeMap<String, Vec<Column>>) -> Self {
        Self {
            format: FORMAT,
            schema: VERSION,
            published: 0,
            revealed,
            tables,
            offices: Vec::new(),
            batches: Vec::new(),
            stale: Vec::new(),
        }
    }

    /// Reads that of a folder; none, if there is none. Refuses one of another version.
    pub(super) fn read(lake: &Path) -> Result<Option<Self>> {
        let path = lake.join(NAME);
        let text = match std::fs::read(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            read => read.at(&path)?,
        };
        let shown = path.display().to_string();
        let manifest: Self = serde_json::from_slice(&text).map_err(|error| {
            Error::new(Kind::Io, say!(ManifestUnreadable { path: shown.clone(), reason: error.to_string() }))
                .hint(say!(LakeAnewHint))
        })?;
        if (manifest.format, manifest.schema) != (FORMAT, VERSION) {
            let (there, here) = (i64::from(manifest.schema), i64::from(VERSION));
            return Err(
                Error::new(Kind::Io, say!(LakeOtherVersion { path: shown, there, here })).hint(say!(LakeAnewHint))
            );
        }
        manifest.refuse_climbing(&shown)?;
        Ok(Some(manifest))
    }

    /// Reads that of a lake, which must be there.
    pub(super) fn of(lake: &Path) -> Result<Self> {
        Self::read(lake)?.ok_or_else(|| {
            let path = lake.display().to_string();
            Error::new(Kind::Io, say!(LakeMissing { path: &path })).hint(say!(LakeMissingHint { path: &path }))
        })
    }

    /// Refuses names that lead out of the folder: a manifest may come from anywhere.
    fn refuse_climbing(&self, path: &str) -> Result<()> {
        let is_plain =
            |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let columns = self.tables.values().flatten().map(|column| column.name.as_str());
        let named = self.batches.iter().flat_map(|batch| batch.files.keys());
        let mut names = self.tables.keys().chain(named).map(String::as_str).chain(columns);
        let climbs = |file: &PathBuf| {
            file.components().count() != 2
                || !file.components().all(|part| matches!(part, std::path::Component::Normal(_)))
        };
        if names.any(|name| !is_plain(name)) || self.stale.iter().any(climbs) {
            return Err(Error::new(Kind::Io, say!(ManifestLies { path })).hint(say!(LakeAnewHint)));
        }
        Ok(())
    }

    /// Puts it in place of the one there, and removes the files that nobody reads any more.
    pub(super) fn publish(mut self, lake: &Path, stale: Vec<PathBuf>) -> Result<()> {
        let before = std::mem::replace(&mut self.stale, stale);
        self.published += 1;
        self.offices.sort_by_key(|office| office.number);
        let made = lake.join(format!("{NAME}.new"));
        let text = serde_json::to_string_pretty(&self).expect("plain values");
        let mut file = File::create(&made).at(&made)?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).at(&made)?;
        std::fs::rename(&made, lake.join(NAME)).at(lake)?;
        for file in before {
            // One that cannot be removed is in nobody's way; `lake check` tells of it.
            let _ = std::fs::remove_file(lake.join(file));
        }
        Ok(())
    }

    /// The files of a table, with the batch of each.
    pub(super) fn files<'m>(&'m self, table: &'m str) -> impl Iterator<Item = (PathBuf, &'m Written)> {
        self.batches.iter().filter_map(move |batch| Some((file_of(table, batch.number), batch.files.get(table)?)))
    }

    /// The office of an identity.
    pub(super) fn office(&self, identity: &str) -> Option<&Office> {
        self.offices.iter().find(|office| office.identity == identity)
    }
}

impl Written {
    /// What a file on the disk is.
    pub(super) fn of(path: &Path, rows: u64) -> Result<Self> {
        let bytes = std::fs::read(path).at(path)?;
        Ok(Self { rows, bytes: bytes.len() as u64, sha256: text::sha256(&bytes) })
    }
}

/// Where the file of a table stands in a lake.
pub(super) fn file_of(table: &str, batch: u64) -> PathBuf {
    Path::new(table).join(format!("{batch:06}.parquet"))
}
