//! Bad rows, put aside as they were with a column that says what is wrong, ready to be mended and imported again.

use std::path::{Path, PathBuf};

use super::ImportArgs;
use crate::error::Result;
use crate::output::{Target, csv_line};

/// The heading of the column that says what is wrong.
const FAULT_HEADING: &str = "错误";

/// The files of bad rows. They appear only when the import stands.
pub(super) struct Rejects<'a> {
    args: &'a ImportArgs,
    dry_run: bool,
    path: PathBuf,
    headings: Vec<String>,
    open: Option<Target>,
    full: Vec<(PathBuf, Target)>,
    used: Vec<PathBuf>,
}

/// What became of the files of bad rows.
#[derive(Debug, Default)]
pub(super) struct Ended {
    /// Those that were written.
    pub(super) written: Vec<String>,
    /// Those that an earlier import left, where this one has nothing to put aside. They may have been mended by hand,
    /// so they are told of, not removed.
    pub(super) stale: Vec<String>,
}

impl<'a> Rejects<'a> {
    pub(super) fn new(args: &'a ImportArgs, dry_run: bool) -> Self {
        Self {
            args,
            dry_run,
            path: PathBuf::new(),
            headings: Vec::new(),
            open: None,
            full: Vec::new(),
            used: Vec::new(),
        }
    }

    /// Rows of the next file follow. A named file takes the rows of all files with the same headings.
    pub(super) fn begin_file(&mut self, path: &Path, headings: Vec<String>) {
        let same = self.args.rejects.is_some() && self.headings == headings;
        if !same {
            self.full.extend(self.open.take().map(|target| (self.path.clone(), target)));
            self.path = match &self.args.rejects {
                Some(named) if self.full.is_empty() => named.clone(),
                Some(named) => named.with_extension(format!("{}.csv", self.full.len() + 1)),
                None => self.free_name(path),
            };
            self.used.push(self.path.clone());
        }
        self.headings = headings;
    }

    /// `NAME.rejects.csv` beside the file; numbered where another file of this import has that name, or is that file.
    fn free_name(&self, path: &Path) -> PathBuf {
        let named = |number: usize| match number {
            1 => path.with_extension("rejects.csv"),
            _ => path.with_extension(format!("{number}.rejects.csv")),
        };
        (1..)
            .map(named)
            .find(|name| !self.used.contains(name) && !self.args.files.contains(name))
            .expect("there is always a next number")
    }

    pub(super) fn push(&mut self, raw: &[String], fault: &str) -> Result<()> {
        if self.dry_run {
            return Ok(());
        }
        let kept = || (0..self.headings.len()).filter(|at| self.headings[*at] != FAULT_HEADING);
        let target = match &mut self.open {
            Some(target) => target,
            None => {
                let mut target = Target::file(&self.path)?;
                target.write("\u{feff}".as_bytes())?;
                target.write(&csv_line(kept().map(|at| self.headings[at].as_str()).chain([FAULT_HEADING]))?)?;
                self.open.insert(target)
            }
        };
        let cells = (0..self.headings.len()).filter(|at| self.headings[*at] != FAULT_HEADING);
        let cells = cells.map(|at| raw.get(at).map_or("", String::as_str));
        // What stands beyond the headings follows the fault: it is not lost, nor taken for anything.
        let surplus = raw.iter().skip(self.headings.len()).map(String::as_str);
        target.write(&csv_line(cells.chain([fault]).chain(surplus))?)
    }

    /// Puts the files in their place.
    pub(super) fn end(self) -> Result<Ended> {
        let mut ended = Ended::default();
        let name = |path: &PathBuf| path.display().to_string();
        for (path, target) in self.full.into_iter().chain(self.open.map(|target| (self.path, target))) {
            target.finish()?;
            ended.written.push(name(&path));
        }
        let left = self.used.iter().filter(|path| !self.dry_run && path.exists()).map(name);
        ended.stale = left.filter(|path| !ended.written.contains(path)).collect();
        Ok(ended)
    }
}
