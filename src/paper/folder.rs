//! The folder that papers are written to: all of them, or none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::output::{self, Target};
use crate::paper::texts;
use crate::text;

/// How many bytes a name may have without its ending; file systems take 255, and a name of Chinese characters needs three each.
const LONGEST: usize = 200;

/// A paper to be written.
#[derive(Debug)]
pub(super) struct Paper {
    /// What the file is called, without its ending.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// A name that any file system takes, with room for the ending.
pub(super) fn safe_name(name: &str) -> String {
    text::file_name(name, LONGEST)
}

/// Writes papers into a folder. Refuses a folder that is not there, and files that are, unless they may be written over; then
/// nothing is written. `before` is done once nothing stands in the way.
pub(super) fn write(
    ctx: &Ctx,
    folder: &Path,
    papers: &[Paper],
    before: impl FnOnce() -> Result<()>,
) -> Result<Vec<PathBuf>> {
    let shown = folder.display().to_string();
    if !folder.exists() {
        return Err(Error::new(Kind::Io, say!(OutputFolderMissing { path: shown })).hint(say!(OutputFolderHint)));
    }
    if !folder.is_dir() {
        return Err(Error::new(Kind::Io, say!(OutputFolderNone { path: shown })).hint(say!(FolderNeededHint)));
    }
    let paths: Vec<PathBuf> = papers.iter().map(|paper| folder.join(format!("{}.docx", paper.name))).collect();
    let there: BTreeSet<String> =
        paths.iter().filter(|path| path.symlink_metadata().is_ok()).map(|path| file_name(path)).collect();
    if !there.is_empty() {
        let files: Vec<String> = there.into_iter().collect();
        if !ctx.may_replace(&say!(FilesThereQuestion { files: files.clone() })) {
            return Err(Error::new(Kind::Io, say!(FilesThere { files })).hint(say!(FilesThereHint)));
        }
    }
    before()?;
    output::open_many();
    let mut written = Vec::new();
    for (paper, path) in papers.iter().zip(&paths) {
        let mut target = Target::file(path)?;
        target.write(&paper.bytes)?;
        target.settle()?;
        written.push(target);
    }
    output::finish_all(written)?;
    for paper in papers {
        ctx.note_file(&paper.bytes);
    }
    Ok(paths)
}

/// The name of a file within its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_safe() {
        let names = ["张三", "a/b:c", "..\\up", ".hidden", "  ", "会议?*\n", "乙."];
        let safe = ["张三", "a_b_c", "_up", "hidden", "_", "会议___", "乙"];
        assert_eq!(names.map(safe_name), safe);
        assert_eq!(safe_name(&"长".repeat(300)).len(), 198);
    }
}
