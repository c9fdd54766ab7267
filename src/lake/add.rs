//! `lake add`: the records of offices go into a lake, as one batch; an office that was there already is replaced.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::manifest::{Batch, Manifest, NAME, Number, Office, Written, file_of};
use super::source::{Head, Source};
use super::table::{self, Writer};
use crate::columnar::Column;
use crate::ctx::Ctx;
use crate::db::copy::make_folder;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::lake::texts;

/// The file by which one who writes keeps others away.
pub(super) const LOCK: &str = "lock";

/// Where the new files stand until they are all there.
pub(super) const NEW: &str = "new";

/// Adds the offices of these files, all or none.
///
/// Refuses two files of one office, and what would mix masked and full numbers. Fails with `Io` where a file cannot be read.
pub(super) fn add(ctx: &Ctx, lake: &Path, files: &[PathBuf]) -> Result<()> {
    let coming = coming(ctx, files)?;
    let rehearses = ctx.is_dry_run();
    let lock = if rehearses { None } else { Some(locked(lake)?) };
    let manifest = match Manifest::read(lake)? {
        Some(manifest) => manifest,
        None => {
            refuse_foreign(lake)?;
            let first = Source::open(&files[0], ctx.wait(), false)?;
            Manifest::new(ctx.reveals(), first.tables()?)
        }
    };
    refuse_mixture(&manifest, lake, ctx.reveals())?;
    let mut adding = Adding::begin(ctx, manifest, coming);
    if rehearses {
        let (added, replaced) = (adding.added(), adding.replaced.len());
        ctx.note(&say!(LakeRehearsed { added, replaced }));
        return Ok(());
    }
    let new = lake.join(NEW);
    // What a process that was killed left there.
    if new.exists() {
        std::fs::remove_dir_all(&new).at(&new)?;
    }
    std::fs::create_dir(&new).at(&new)?;
    let made = adding.write(&new, lake);
    if made.is_err() {
        let _ = std::fs::remove_dir_all(&new);
    }
    let rows = made?;
    let (added, replaced) = (adding.added(), adding.replaced.len());
    adding.put_in_place(&new, lake)?;
    // Held until the new state is there.
    drop(lock);
    ctx.note(&say!(LakeAdded { added, replaced, rows, lake: lake.display().to_string() }));
    Ok(())
}

/// An office that is to be added.
struct Coming {
    file: PathBuf,
    head: Head,
}

/// Looks at the files, so that none is written before all can be.
fn coming(ctx: &Ctx, files: &[PathBuf]) -> Result<Vec<Coming>> {
    let mut coming: Vec<Coming> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        std::fs::metadata(file).at(file)?;
        let head = Source::open(file, ctx.wait(), false)?.head(file)?;
        if let Some(at) = known.insert(head.identity.clone(), coming.len()) {
            let (one, other) = (coming[at].file.display().to_string(), file.display().to_string());
            return Err(Error::refused(say!(LakeTwins { one, other })).hint(say!(LakeTwinsHint)));
        }
        coming.push(Coming { file: file.clone(), head });
    }
    Ok(coming)
}

/// Makes the folder if it is not there, and holds it for as long as the file is open.
fn locked(lake: &Path) -> Result<File> {
    refuse_foreign(lake)?;
    make_folder(lake)?;
    let path = lake.join(LOCK);
    let lock = File::create(&path).at(&path)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            let held = Error::new(Kind::Locked, say!(LakeHeld { path: lake.display().to_string() }));
            Err(held.hint(say!(LakeHeldHint)))
        }
        Err(TryLockError::Error(error)) => Err(Error::io(&path, &error)),
    }
}

/// Refuses a folder that has something else in it: a lake makes and removes files.
fn refuse_foreign(lake: &Path) -> Result<()> {
    let entries = match std::fs::read_dir(lake) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.at(lake)?,
    };
    let names: BTreeSet<_> = entries.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<_>>().at(lake)?;
    if names.is_empty() || [LOCK, NAME].iter().any(|name| names.contains(OsStr::new(name))) {
        return Ok(());
    }
    Err(Error::refused(say!(LakeForeign { path: lake.display().to_string() })).hint(say!(LakeForeignHint)))
}

fn refuse_mixture(manifest: &Manifest, lake: &Path, reveals: bool) -> Result<()> {
    let path = lake.display().to_string();
    match (manifest.revealed, reveals) {
        (false, true) => Err(Error::refused(say!(LakeRevealOther { path })).hint(say!(LakeRevealHint))),
        (true, false) => Err(Error::refused(say!(LakeMaskOther { path })).hint(say!(LakeRevealHint))),
        _ => Ok(()),
    }
}

/// A batch that is being added.
struct Adding<'c> {
    ctx: &'c Ctx,
    manifest: Manifest,
    coming: Vec<(Number, Coming)>,
    /// Offices whose rows of before go, by number.
    replaced: BTreeSet<Number>,
    /// Batches that lose rows.
    shrinking: Vec<Batch>,
    next: u64,
    stale: Vec<PathBuf>,
}

impl<'c> Adding<'c> {
    /// Gives every office its number, and tells which are older than what is there.
    fn begin(ctx: &'c Ctx, mut manifest: Manifest, coming: Vec<Coming>) -> Self {
        let mut free = manifest.offices.iter().map(|office| office.number).max().unwrap_or(0);
        let mut replaced = BTreeSet::new();
        let mut numbered = Vec::new();
        for coming in coming {
            let number = if let Some(there) = manifest.office(&coming.head.identity) {
                if there.operation > coming.head.operation {
                    let (name, there, here) = (&coming.head.name, there.operation, coming.head.operation);
                    ctx.warn(&say!(LakeOlder { name, there, here }));
                }
                replaced.insert(there.number);
                there.number
            } else {
                free += 1;
                free
            };
            numbered.push((number, coming));
        }
        let touched: BTreeSet<u64> = manifest
            .offices
            .iter()
            .filter(|office| replaced.contains(&office.number))
            .map(|office| office.batch)
            .collect();
        let (shrinking, kept) = manifest.batches.into_iter().partition(|batch| touched.contains(&batch.number));
        manifest.batches = kept;
        let next =
            1 + [&shrinking, &manifest.batches].into_iter().flatten().map(|batch| batch.number).max().unwrap_or(0);
        numbered.sort_by_key(|(number, _)| *number);
        Self { ctx, manifest, coming: numbered, replaced, shrinking, next, stale: Vec::new() }
    }

    fn added(&self) -> usize {
        self.coming.len() - self.replaced.len()
    }

    /// Writes all new files into a folder of their own; returns how many rows came in.
    fn write(&mut self, new: &Path, lake: &Path) -> Result<u64> {
        for batch in std::mem::take(&mut self.shrinking) {
            self.shrink(&batch, new, lake)?;
        }
        self.manifest.offices.retain(|office| !self.replaced.contains(&office.number));
        let batch = self.take_number();
        let files = self.pour(new, batch)?;
        let rows = files.values().map(|written| written.rows).sum();
        self.manifest.batches.push(Batch { number: batch, files });
        for (number, Coming { file, head }) in &self.coming {
            let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Head { identity, name, operation, at, orgs, people } = head;
            let (identity, name, at) = (identity.clone(), name.clone(), at.clone());
            let (operation, orgs, people) = (*operation, *orgs, *people);
            self.manifest.offices.push(Office {
                number: *number,
                identity,
                name,
                file,
                operation,
                at,
                orgs,
                people,
                batch,
            });
        }
        Ok(rows)
    }

    fn take_number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Writes the rows of the offices that come, office by office: none is open longer than it is read.
    fn pour(&self, new: &Path, batch: u64) -> Result<BTreeMap<String, Written>> {
        let mut writers = BTreeMap::new();
        for (number, coming) in &self.coming {
            let source = Source::open(&coming.file, self.ctx.wait(), self.ctx.reveals())?;
            let held = source.held()?;
            for (table, columns) in &self.manifest.tables {
                if !source.has_rows(table)? {
                    continue;
                }
                let writer = match writers.entry(table.clone()) {
                    Entry::Occupied(there) => there.into_mut(),
                    Entry::Vacant(place) => place.insert(begin(new, table, columns, batch)?),
                };
                source.pour(table, columns, *number, writer)?;
            }
            drop(held);
        }
        writers.into_iter().map(|(table, writer)| Ok((table.clone(), finish(writer, new, &table, batch)?))).collect()
    }

    /// Writes a batch anew without the offices that are replaced.
    fn shrink(&mut self, batch: &Batch, new: &Path, lake: &Path) -> Result<()> {
        self.stale.extend(batch.files.keys().map(|table| file_of(table, batch.number)));
        let remains = |office: &Office| office.batch == batch.number && !self.replaced.contains(&office.number);
        if !self.manifest.offices.iter().any(remains) {
            return Ok(());
        }
        let number = self.take_number();
        let mut files = BTreeMap::new();
        for table in batch.files.keys() {
            let Some(columns) = self.manifest.tables.get(table) else { continue };
            let mut writer = begin(new, table, columns, number)?;
            let mut last = None;
            table::read(&lake.join(file_of(table, batch.number)), columns, |office, row| {
                if self.replaced.contains(&office) {
                    return Ok(());
                }
                if last.replace(office).is_some_and(|last| last != office) {
                    writer.office_ends()?;
                }
                writer.push(office, row.iter().map(Into::into))
            })?;
            let written = finish(writer, new, table, number)?;
            files.insert(table.clone(), written);
        }
        let moved = self.manifest.offices.iter_mut().filter(|office| office.batch == batch.number);
        moved.for_each(|office| office.batch = number);
        self.manifest.batches.push(Batch { number, files });
        Ok(())
    }

    /// Moves the new files to their places and publishes what is current now.
    fn put_in_place(self, new: &Path, lake: &Path) -> Result<()> {
        let made =
            self.manifest.batches.iter().flat_map(|batch| batch.files.keys().map(|table| file_of(table, batch.number)));
        for file in made.filter(|file| new.join(file).exists()) {
            if let Some(folder) = lake.join(&file).parent() {
                std::fs::create_dir_all(folder).at(folder)?;
            }
            std::fs::rename(new.join(&file), lake.join(&file)).at(lake)?;
        }
        std::fs::remove_dir_all(new).at(new)?;
        self.manifest.publish(lake, self.stale)
    }
}

fn begin(folder: &Path, table: &str, columns: &[Column], batch: u64) -> Result<Writer> {
    let path = folder.join(file_of(table, batch));
    let within = folder.join(table);
    std::fs::create_dir_all(&within).at(&within)?;
    Ok(Writer::begin(&path, table, columns)?)
}

fn finish(writer: Writer, folder: &Path, table: &str, batch: u64) -> Result<Written> {
    let rows = writer.finish()?;
    Written::of(&folder.join(file_of(table, batch)), rows)
}
