//! `lake list` and `lake check`: what is in a lake, and whether its files are as they were written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::add::LOCK;
use super::manifest::{Manifest, NAME, Number, Written, file_of};
use super::table;
use crate::columnar::ParquetError;
use crate::ctx::Ctx;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::lake::texts;
use crate::output::{Column, Value};

/// The offices, a line each.
pub(super) fn list(ctx: &Ctx, lake: &Path) -> Result<()> {
    let manifest = Manifest::of(lake)?;
    let (count, shown) = (manifest.offices.len(), lake.display().to_string());
    let columns = Column::of("lake", &["number", "name", "orgs", "people", "operation", "at", "file", "identity"]);
    ctx.list(columns, ctx.paper(&say!(LakeTitle { lake: shown, count })), |listing| {
        for office in &manifest.offices {
            listing.push(vec![
                Value::Int(office.number),
                office.name.as_str().into(),
                Value::Int(office.orgs),
                Value::Int(office.people),
                Value::Int(office.operation),
                office.at.as_deref().map(|at| ctx.zone().show_kept(at)).into(),
                office.file.as_str().into(),
                office.identity.as_str().into(),
            ])?;
        }
        Ok(())
    })
}

/// Reads every file and holds it against the manifest: whether it is there, its size and sum, its rows and whose they are; and what the
/// manifest does not know.
///
/// Fails with `Findings` if anything is wrong.
pub(super) fn check(ctx: &Ctx, lake: &Path) -> Result<()> {
    let manifest = Manifest::of(lake)?;
    let mut found: Vec<(&str, Text, PathBuf)> = Vec::new();
    let (mut files, mut rows) = (0_u64, 0_u64);
    let mut known: BTreeSet<PathBuf> = manifest.stale.iter().cloned().collect();
    for batch in &manifest.batches {
        let offices: BTreeSet<Number> =
            manifest.offices.iter().filter(|office| office.batch == batch.number).map(|office| office.number).collect();
        for (table, written) in &batch.files {
            let file = file_of(table, batch.number);
            known.insert(file.clone());
            (files, rows) = (files + 1, rows + written.rows);
            if let Some((code, meaning)) = fault(&manifest, &offices, (table, written), &lake.join(&file)) {
                found.push((code, meaning, file));
            }
        }
    }
    found.extend(strays(lake, &known)?.into_iter().map(|file| ("lake-stray", say!(LakeFileStray), file)));
    if found.is_empty() {
        let offices = manifest.offices.len();
        ctx.note(&say!(LakeWhole { offices, files, rows }));
        return Ok(());
    }
    let count = found.len();
    ctx.list(Column::list(&["code", "meaning", "file"]), ctx.paper(&say!(LakeCheckTitle)), |listing| {
        let line = |(code, meaning, file): &(&str, Text, PathBuf)| {
            vec![(*code).into(), meaning.say(ctx.lang).into(), file.display().to_string().into()]
        };
        found.iter().try_for_each(|fault| listing.push(line(fault)))
    })?;
    Err(Error::new(Kind::Findings, say!(LakeNotWhole { count })).hint(say!(LakeNotWholeHint)))
}

/// What is wrong with a file.
fn fault(
    manifest: &Manifest,
    offices: &BTreeSet<Number>,
    (table, written): (&str, &Written),
    path: &Path,
) -> Option<(&'static str, Text)> {
    if !path.is_file() {
        return Some(("lake-missing", say!(LakeFileMissing)));
    }
    if Written::of(path, written.rows).ok().as_ref() != Some(written) {
        return Some(("lake-altered", say!(LakeFileAltered)));
    }
    let (mut rows, mut strangers) = (0, 0);
    let columns = manifest.tables.get(table)?;
    let read = table::read(path, columns, |office, _| {
        rows += 1;
        strangers += u64::from(!offices.contains(&office));
        Ok::<(), ParquetError>(())
    });
    let is_as_told = read.is_ok() && rows == written.rows && strangers == 0;
    (!is_as_told).then(|| ("lake-rows", say!(LakeFileRows)))
}

/// The files that nobody knows. Those of one who is writing just now are not looked at.
fn strays(lake: &Path, known: &BTreeSet<PathBuf>) -> Result<Vec<PathBuf>> {
    let mut strays = Vec::new();
    for entry in std::fs::read_dir(lake).at(lake)? {
        let entry = entry.at(lake)?;
        let name = PathBuf::from(entry.file_name());
        if entry.path().is_dir() {
            for file in std::fs::read_dir(entry.path()).at(lake)? {
                strays.push(name.join(file.at(lake)?.file_name()));
            }
        } else if ![LOCK, NAME].iter().any(|own| name.as_os_str() == *own) {
            strays.push(name);
        }
    }
    strays.retain(|file| !known.contains(file) && !file.starts_with(super::add::NEW));
    strays.sort();
    Ok(strays)
}
