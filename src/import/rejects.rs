//! Bad rows, put aside as they were and in the form they came in, with a column that says what is wrong: ready to be
//! mended and imported again.

mod place;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{ImportArgs, Place};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::input::{Columns, FAULTS, Heading, Raw, Shape, Source};
use crate::output::{Delimited, Marked, Target, is_same_file, needs_mark, told};

/// Refuses a file for bad rows whose ending promises what they are not written in.
pub(super) fn refuse_unknown_ending(args: &ImportArgs) -> Result<()> {
    args.rejects.as_deref().map_or(Ok(()), place::refuse_unknown_ending)
}

/// The files of bad rows. They appear only when the import stands.
pub(super) struct Rejects<'a> {
    args: &'a ImportArgs,
    /// Files that have their place already: those that are read or written otherwise.
    others: Vec<&'a Path>,
    dry_run: bool,
    read: Vec<Read>,
    aside: Vec<Aside>,
    /// What the rows that follow stand under, as long as none of them was put aside.
    above: Option<(Place, Raw)>,
    whole: Vec<(PathBuf, Target)>,
}

/// A file that is read.
struct Read {
    columns: Arc<Columns>,
    headings: &'static [Heading],
    /// Its columns that are written again.
    kept: Vec<usize>,
    /// Which of the files its bad rows go to.
    aside: usize,
}

/// A file of bad rows.
struct Aside {
    path: PathBuf,
    shape: Shape,
    headings: Vec<String>,
    open: Option<Open>,
}

enum Open {
    Text(Delimited),
    Sheet(Box<Marked>),
}

/// What is wrong with a row, as it is told.
pub(super) struct Wrong {
    pub(super) what: String,
    /// The columns of its file that it is wrong with.
    pub(super) columns: Vec<usize>,
}

/// What became of the files of bad rows.
#[derive(Debug, Default)]
pub(super) struct Ended {
    /// Those that were written.
    pub(super) written: Vec<String>,
    /// Those of them where another file was.
    pub(super) replaced: Vec<String>,
    /// Those that an earlier import left, where this one has nothing to put aside. They may have been mended by hand,
    /// so they are told of, not removed.
    pub(super) stale: Vec<String>,
}

impl<'a> Rejects<'a> {
    pub(super) fn new(ctx: &'a Ctx, args: &'a ImportArgs, dry_run: bool) -> Self {
        let others = args.read().chain(&args.recap).chain(ctx.output_file()).map(PathBuf::as_path).collect();
        Self { args, others, dry_run, read: Vec::new(), aside: Vec::new(), above: None, whole: Vec::new() }
    }

    /// Rows of the next file follow. A named file takes the rows of all files with the same headings.
    pub(super) fn begin_file(&mut self, source: &Source, headings: &'static [Heading]) {
        let columns = source.columns();
        let kept: Vec<usize> = (0..columns.headings().len()).filter(|at| !columns.tells_faults(*at)).collect();
        let own: Vec<String> = kept.iter().map(|at| columns.headings()[*at].clone()).collect();
        let same = self.aside.iter().position(|aside| self.args.rejects.is_some() && aside.headings == own);
        let aside = same.unwrap_or_else(|| {
            let path = self.name(source);
            let shape = place::shape(&path, source.path(), source.shape());
            self.aside.push(Aside { path, shape, headings: own, open: None });
            self.aside.len() - 1
        });
        self.read.push(Read { columns, headings, kept, aside });
        self.above = None;
    }

    fn name(&self, source: &Source) -> PathBuf {
        let is_free = |name: &Path| {
            let taken = self.others.iter().copied().chain(self.aside.iter().map(|aside| aside.path.as_path()));
            !taken.into_iter().any(|other| is_same_file(other, name))
        };
        match &self.args.rejects {
            Some(named) => place::further(named, is_free),
            None => place::beside(source.path(), source.shape(), is_free),
        }
    }

    /// The column of a row in which something under a key is wrong, if it is one of the file.
    pub(super) fn column(&self, place: Place, raw: &Raw, key: &str, value: &str) -> Option<usize> {
        let Read { columns, headings, .. } = &self.read[usize::from(place.file)];
        let at = headings.iter().position(|heading| heading.key == key);
        if key.is_empty() { None } else { columns.place_of(at, value, raw) }
    }

    /// The rows that follow stand under this one: without it nobody could tell what it said of them.
    pub(super) fn stand_above(&mut self, place: Place, row: Raw) {
        self.above = Some((place, row));
    }

    /// Puts a row aside, under what it stood under.
    pub(super) fn push(&mut self, place: Place, raw: &Raw, wrong: &[Wrong]) -> Result<()> {
        if self.dry_run {
            return Ok(());
        }
        // Rows that are dealt with at the end of all may be of another file, or have stood before it.
        let stands_under = |(above, _): &mut (Place, Raw)| above.file == place.file && above.line < place.line;
        if let Some((_, above)) = self.above.take_if(stands_under) {
            self.write(place, &above, &[])?;
        }
        self.write(place, raw, wrong)
    }

    fn write(&mut self, place: Place, raw: &Raw, wrong: &[Wrong]) -> Result<()> {
        let read = &self.read[usize::from(place.file)];
        let width = read.columns.headings().len();
        // What stands beyond the headings follows the fault: it is not lost, nor taken for anything.
        let says = |at: &usize| !raw[*at].is_empty();
        let end = (width..raw.len()).rev().find(says).map_or(width, |last| last + 1);
        let whats: Vec<&str> = wrong.iter().map(|wrong| wrong.what.as_str()).collect();
        let whats = whats.join("; ");
        let cell = |at: &usize| raw.get(*at).unwrap_or_default();
        let surplus: Vec<usize> = (width..end).collect();
        let columns = &*read.columns;
        match self.aside[read.aside].open(columns)? {
            Open::Text(text) => {
                let [kept, surplus] = [&read.kept, &surplus].map(|at| at.iter().map(|at| columns.in_text(cell(at))));
                text.row(kept.chain([told(&whats).into()]).chain(surplus).map(Cow::into_owned))
            }
            Open::Sheet(sheet) => {
                let [kept, beyond] = [&read.kept, &surplus].map(|at| at.iter().map(|at| columns.in_sheet(cell(at))));
                sheet.row(kept.chain([told(&whats)]).chain(beyond), &read.moved(wrong))
            }
        }
    }

    /// All rows are there: makes the files whole, so that nothing is left to do but to put them in their place. Asks
    /// before one is written over another that the user did not name.
    pub(super) fn close(&mut self, ctx: &Ctx) -> Result<()> {
        for aside in &mut self.aside {
            let mut target = match aside.open.take() {
                None => continue,
                Some(Open::Text(text)) => text.into_target(),
                Some(Open::Sheet(sheet)) => sheet.into_target()?,
            };
            if self.args.rejects.as_ref() != Some(&aside.path) {
                ctx.may_write(&aside.path)?;
            }
            target.settle()?;
            self.whole.push((aside.path.clone(), target));
        }
        Ok(())
    }

    /// Puts the files in their place.
    pub(super) fn end(self) -> Result<Ended> {
        let mut ended = Ended::default();
        let name = |path: &Path| path.display().to_string();
        for (path, target) in self.whole {
            let is_there = path.is_file();
            target.finish()?;
            ended.written.push(name(&path));
            ended.replaced.extend(is_there.then(|| name(&path)));
        }
        let left = self.aside.iter().filter(|aside| !self.dry_run && aside.path.is_file());
        let left = left.map(|aside| name(&aside.path));
        ended.stale = left.filter(|path| !ended.written.contains(path)).collect();
        Ok(ended)
    }
}

impl Read {
    /// What is wrong with which cells, by the columns in which they are written.
    fn moved(&self, wrong: &[Wrong]) -> Vec<(usize, String)> {
        let width = self.columns.headings().len();
        let moved = |column: usize| match column.checked_sub(width) {
            Some(beyond) => Some(self.kept.len() + 1 + beyond),
            None => self.kept.iter().position(|kept| *kept == column),
        };
        let of_cells = wrong.iter().flat_map(|wrong| wrong.columns.iter().map(move |column| (*column, &wrong.what)));
        of_cells.filter_map(|(column, what)| Some((moved(column)?, what.clone()))).collect()
    }
}

impl Aside {
    /// The file, begun with its headings, which are those of these columns.
    fn open(&mut self, columns: &Columns) -> Result<&mut Open> {
        let open = match self.open.take() {
            Some(open) => open,
            None => {
                let target = Target::file(&self.path)?;
                let headings = self.headings.iter().map(String::as_str).chain([FAULTS]);
                match &self.shape {
                    Shape::Text { encoding, delimiter } => {
                        let mut text = Delimited::begin(target, encoding, *delimiter, needs_mark(encoding))?;
                        text.row(headings.map(|heading| columns.in_text(heading).into_owned()))?;
                        Open::Text(text)
                    }
                    Shape::Sheet { name } => {
                        let headings: Vec<&str> = headings.collect();
                        Open::Sheet(Box::new(Marked::begin(target, name.as_deref(), &headings)?))
                    }
                }
            }
        };
        Ok(self.open.insert(open))
    }
}
