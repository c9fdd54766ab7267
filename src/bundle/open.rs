//! Reading a bundle, as a stranger might have made it: nothing in it is believed before its sum is right, and nothing of it is ever
//! written to a disk.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

use super::graph::{Graph, ROOTS};
use super::history::{Sum, hex};
use super::identity::Identity;
use super::manifest::{FORMAT, GONE, LOG, MANIFEST, Manifest, ORIGINS, rows_of};
use super::texts;
use crate::db::VERSION;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::sqlite;

/// The most bytes that a manifest has.
const MANIFEST_LIMIT: u64 = 4 << 20;

/// The most bytes that the parts of a bundle have in all: the records of some millions of people.
const LIMIT: u64 = 4 << 30;

/// How well rows of real records pack at most; a small bundle may be as large as [`SMALL`].
const RATIO: u64 = 200;
const SMALL: u64 = 16 << 20;

/// A bundle whose manifest was read.
pub(super) struct Bundle {
    pub(super) path: PathBuf,
    pub(super) manifest: Manifest,
    archive: zip::ZipArchive<Cursor<Vec<u8>>>,
}

/// What a bundle tells.
#[derive(Debug)]
pub(super) struct Told {
    /// The rows of each table of the graph, by number, without it.
    pub(super) rows: Vec<BTreeMap<i64, Vec<Json>>>,
    /// The identities by which orgs, units and people are known, by place of their table and number.
    pub(super) origins: BTreeMap<(usize, i64), Vec<Identity>>,
    /// What is there no more, where only what changed is told.
    pub(super) gone: Vec<(usize, i64)>,
}

/// Opens a bundle and reads its manifest. `identity` is a file of private keys.
///
/// Fails with `Database` for what is none, was cut off or altered, is for others, or is of another version.
pub(super) fn open(path: &Path, identity: Option<&Path>) -> Result<Bundle> {
    let bytes = match identity {
        _ if !std::fs::metadata(path).at(path)?.is_file() => return Err(none(path)),
        Some(identity) if sqlite::is_to_recipients(path) => unsealed(path, identity)?,
        None if sqlite::is_to_recipients(path) => {
            let sealed = Error::new(Kind::Database, say!(BundleSealed { path: path.display().to_string() }));
            return Err(sealed.hint(say!(BundleSealedHint)));
        }
        _ => std::fs::read(path).at(path)?,
    };
    let size = bytes.len() as u64;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| none(path))?;
    let sum = String::from_utf8_lossy(archive.comment()).into_owned();
    let text = part(&mut archive, path, MANIFEST, MANIFEST_LIMIT)?;
    if hex(&Sha256::digest(&text)) != sum {
        return Err(altered(path, say!(PartOtherwise { part: MANIFEST })));
    }
    refuse_other_version(path, &text)?;
    let manifest: Manifest =
        serde_json::from_slice(&text).map_err(|_| altered(path, say!(PartUnread { part: MANIFEST })))?;
    if !manifest.is_sensible() {
        return Err(altered(path, say!(PartUnread { part: MANIFEST })));
    }
    refuse_parts(&archive, path, &manifest, size)?;
    Ok(Bundle { path: path.to_owned(), manifest, archive })
}

/// Refuses a bundle of another form or of another schema.
fn refuse_other_version(path: &Path, text: &[u8]) -> Result<()> {
    let unread = || altered(path, say!(PartUnread { part: MANIFEST }));
    let told: Json = serde_json::from_slice(text).map_err(|_| unread())?;
    let number = |key: &str| told.get(key).and_then(Json::as_i64);
    let (Some(format), Some(schema)) = (number("format"), number("schema")) else { return Err(unread()) };
    if (format, schema) == (i64::from(FORMAT), i64::from(VERSION)) {
        return Ok(());
    }
    let shown = path.display().to_string();
    let other = Error::new(Kind::Database, say!(OtherVersion { path: shown, there: schema, here: VERSION }));
    let is_newer = format > i64::from(FORMAT) || schema > i64::from(VERSION);
    Err(other.hint(if is_newer { say!(NewerHint) } else { say!(OlderHint) }))
}

/// Refuses parts that the manifest does not name, names that are none of ours, and sizes that nobody's records have.
fn refuse_parts(archive: &zip::ZipArchive<Cursor<Vec<u8>>>, path: &Path, manifest: &Manifest, size: u64) -> Result<()> {
    let is_ours = |name: &str| {
        [ORIGINS, LOG, GONE].contains(&name) || manifest.columns.keys().any(|table| rows_of(table) == name)
    };
    for name in archive.file_names() {
        let name = name.map_err(|_| none(path))?;
        if *name != *MANIFEST && (!is_ours(&name) || !manifest.parts.contains_key(&*name)) {
            return Err(altered(path, say!(PartForeign { part: &*name })));
        }
    }
    if let Some(name) = manifest.parts.keys().find(|name| archive.index_for_name(name).is_none()) {
        return Err(altered(path, say!(PartMissing { part: name })));
    }
    let all = manifest.parts.values().try_fold(0_u64, |all, part| all.checked_add(part.size));
    if all.is_none_or(|all| all > LIMIT || all > SMALL.max(size.saturating_mul(RATIO))) {
        return Err(altered(path, say!(PartsTooLarge)));
    }
    Ok(())
}

impl Bundle {
    /// What the file is called.
    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// The bytes of a part whose sum is right; nothing if there is no such part.
    fn checked(&mut self, name: &str) -> Result<Vec<u8>> {
        let Some(told) = self.manifest.parts.get(name) else { return Ok(Vec::new()) };
        let bytes = part(&mut self.archive, &self.path, name, told.size)?;
        let is_right = bytes.len() as u64 == told.size && hex(&Sha256::digest(&bytes)) == told.sha256;
        if is_right { Ok(bytes) } else { Err(altered(&self.path, say!(PartOtherwise { part: name }))) }
    }

    /// The lines of a part, each a JSON array; as many as the manifest tells.
    fn lines(&mut self, name: &str) -> Result<Vec<Vec<Json>>> {
        let bytes = self.checked(name)?;
        let unread = |path: &Path| altered(path, say!(PartUnread { part: name }));
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let lines: Result<Vec<Vec<Json>>, _> = lines.map(serde_json::from_slice).collect();
        let lines = lines.map_err(|_| unread(&self.path))?;
        let told = self.manifest.parts.get(name).map_or(0, |part| part.rows);
        if lines.len() as u64 == told { Ok(lines) } else { Err(unread(&self.path)) }
    }

    /// The sums of the log of the office.
    pub(super) fn log(&mut self) -> Result<Vec<Sum>> {
        let sum = |line: &Vec<Json>| match line.as_slice() {
            [number, Json::String(sum)] => Some(Sum { number: number.as_i64()?, sum: sum.clone() }),
            _ => None,
        };
        let log = self.lines(LOG)?.iter().map(sum).collect::<Option<Vec<Sum>>>();
        let log = log.filter(|log| log.is_sorted_by(|a, b| a.number < b.number));
        let Manifest { reached, history, .. } = &self.manifest;
        let ends = log.filter(|log| log.last().is_none_or(|last| last.number == *reached && last.sum == *history));
        ends.ok_or_else(|| altered(&self.path, say!(PartUnread { part: LOG })))
    }

    /// Everything that it tells. The sum of each part was right, and each row has the columns of its table.
    pub(super) fn told(&mut self, graph: &Graph) -> Result<Told> {
        let mut rows = Vec::new();
        for table in &graph.0 {
            let (name, path) = (rows_of(&table.name), self.path.clone());
            let unread = || altered(&path, say!(PartUnread { part: &name }));
            if self.manifest.columns.get(&table.name) != Some(&table.columns) {
                return Err(unread());
            }
            let mut of_table = BTreeMap::new();
            for mut row in self.lines(&name)? {
                let is_plain =
                    row.len() == table.columns.len() && !row.iter().any(|value| value.is_array() || value.is_object());
                let number = row.first().and_then(Json::as_i64).filter(|number| *number > 0 && is_plain);
                let number = number.ok_or_else(unread)?;
                row.remove(0);
                if of_table.insert(number, row).is_some() {
                    return Err(unread());
                }
            }
            rows.push(of_table);
        }
        if self.manifest.columns.len() != graph.0.len() {
            return Err(altered(&self.path, say!(PartUnread { part: MANIFEST })));
        }
        Ok(Told { rows, origins: self.origins(graph)?, gone: self.gone(graph)? })
    }

    fn origins(&mut self, graph: &Graph) -> Result<BTreeMap<(usize, i64), Vec<Identity>>> {
        let mut origins: BTreeMap<_, Vec<Identity>> = BTreeMap::new();
        for line in self.lines(ORIGINS)? {
            let told = || {
                let [Json::String(kind), row, Json::String(office), number] = line.as_slice() else { return None };
                let at = graph.place(kind).filter(|_| ROOTS.contains(&kind.as_str()))?;
                Some(((at, row.as_i64()?), Identity { office: office.clone(), number: number.as_i64()? }))
            };
            let (whose, identity) = told().ok_or_else(|| altered(&self.path, say!(PartUnread { part: ORIGINS })))?;
            origins.entry(whose).or_default().push(identity);
        }
        Ok(origins)
    }

    fn gone(&mut self, graph: &Graph) -> Result<Vec<(usize, i64)>> {
        let told = |line: &Vec<Json>| match line.as_slice() {
            [Json::String(table), number] => Some((graph.place(table)?, number.as_i64()?)),
            _ => None,
        };
        let gone = self.lines(GONE)?.iter().map(told).collect::<Option<Vec<_>>>();
        gone.ok_or_else(|| altered(&self.path, say!(PartUnread { part: GONE })))
    }

    /// Reads all parts, and refuses one whose sum is wrong.
    pub(super) fn prove(&mut self) -> Result<()> {
        let names: Vec<String> = self.manifest.parts.keys().cloned().collect();
        names.iter().try_for_each(|name| self.lines(name).map(drop))?;
        self.log().map(drop)
    }

    /// The sum over all that it tells.
    pub(super) fn sha256(&self) -> String {
        let sums: Vec<&str> = self.manifest.parts.values().map(|part| part.sha256.as_str()).collect();
        hex(&Sha256::digest(sums.concat().as_bytes()))
    }
}

/// The bytes of a part, of which more than it says are not read.
fn part(archive: &mut zip::ZipArchive<Cursor<Vec<u8>>>, path: &Path, name: &str, most: u64) -> Result<Vec<u8>> {
    let found = archive.by_name(name).map_err(|_| altered(path, say!(PartMissing { part: name })))?;
    let mut bytes = Vec::new();
    match found.take(most + 1).read_to_end(&mut bytes) {
        Ok(read) if read as u64 <= most => Ok(bytes),
        Ok(_) => Err(altered(path, say!(PartsTooLarge))),
        Err(_) => Err(altered(path, say!(PartOtherwise { part: name }))),
    }
}

/// No bundle, or one that was cut off.
fn none(path: &Path) -> Error {
    Error::new(Kind::Database, say!(NoBundle { path: path.display().to_string() })).hint(say!(AlteredHint))
}

fn altered(path: &Path, what: Text) -> Error {
    Error::new(Kind::Database, say!(BundleAltered { path: path.display().to_string(), what })).hint(say!(AlteredHint))
}

/// The bytes of a bundle that was sealed to the owner of a file of private keys.
#[cfg(feature = "sealed")]
fn unsealed(path: &Path, identity: &Path) -> Result<Vec<u8>> {
    let mut opened = crate::db::seal::recipients::Identities::read(identity)?.open(path)?;
    let mut bytes = Vec::new();
    let read = opened.read_to_end(&mut bytes);
    match (opened.failure(), read) {
        (Some(failed), _) => Err(failed),
        (None, read) => read.at(path).map(|_| bytes),
    }
}

/// Nothing is opened with a key.
#[cfg(not(feature = "sealed"))]
fn unsealed(_: &Path, _: &Path) -> Result<Vec<u8>> {
    Err(Error::usage(say!(SealMissing)).hint(say!(SealMissingHint)).of_option("--identity"))
}
