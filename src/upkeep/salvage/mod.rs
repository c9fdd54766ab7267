//! `db salvage`: what a damaged file still gives, in a new one.
//!
//! The damaged file is never touched: a copy of it is read page by page, past SQLite; those of a sealed file are opened with its key as they are
//! read, and the new file is sealed with the same. A row comes from the tree of its table; from a
//! page that no tree leads to any more, if it can be of one table alone; or from the journal of operations, which holds every row as it was
//! left by the last that touched it. All go into a file made anew, which has every constraint of the schema; what then refers to
//! nothing is taken out again. What could not be read, and what was taken out, is told.

mod fill;
mod source;

use std::path::{Path, PathBuf};

use clap::Args;

use fill::Filled;
use source::Source;

use crate::ctx::Ctx;
use crate::db::altered::Altered;
use crate::db::seal::{self, Held};
use crate::db::sums::{self, Wrong};
use crate::db::{self, Db, check, words};
use crate::error::{AtPath as _, Doing as _, Error, Kind, Result};
use crate::i18n::{Arg, say};
use crate::lists;
use crate::output::is_same_file;
use crate::sqlite::{BESIDE, beside, was_sealed};
use crate::upkeep::texts;

/// `db salvage`
#[derive(Debug, Args)]
pub struct Salvage {
    /// 损坏的数据库文件(不会改动)
    file: PathBuf,
}

impl Salvage {
    /// Makes the file that `-o` names of what the damaged one still gives. Fails with `Findings` if something is missing, or
    /// contradicts itself.
    pub(super) fn run(&self, ctx: &Ctx) -> Result<()> {
        let Some(into) = ctx.output_file() else {
            return Err(Error::usage(say!(SalvageWhere)).hint(say!(SalvageWhereHint)));
        };
        if into.exists() {
            return Err(Error::new(Kind::Io, say!(FileExists { path: into.display().to_string() })));
        }
        if is_same_file(&self.file, into) {
            return Err(Error::new(Kind::Io, say!(WouldOverwriteDatabase { path: into.display().to_string() })));
        }
        ctx.refuse_database(into)?;
        std::fs::metadata(&self.file).at(&self.file)?;
        let held = was_sealed(&self.file).then(|| seal::of_damaged(&self.file)).transpose()?;
        let folder = into.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let work = tempfile::Builder::new().prefix(".salvage").tempdir_in(folder).at(folder)?;
        let copy = copy_of(&self.file, work.path(), held.as_ref())?;
        let made = work.path().join("made.db");
        seal::begin_as(&made, held.as_ref());
        let source = Source::open(&copy, &self.file, held.as_ref())?;
        let filled = fill::fill(&source, &made)?;
        if filled.rows() == 0 {
            let nothing = Error::new(Kind::Database, say!(SalvageNothing { path: self.file.display().to_string() }));
            return Err(nothing.hint(say!(SalvageNothingHint)));
        }
        let (faults, doubtful) = settle(ctx, &made, into)?;
        std::fs::rename(&made, into).at(into)?;
        source.seal.iter().for_each(|said| ctx.warn(said));
        if !doubtful.is_empty() {
            ctx.warn(&say!(SalvageDoubtful { rows: Arg::List(super::check::altered_rows(&doubtful)) }));
        }
        self.tell(ctx, into, &filled, faults)?;
        if source.seal.is_some() { Err(incomplete()) } else { Ok(()) }
    }

    fn tell(&self, ctx: &Ctx, into: &Path, filled: &Filled, faults: usize) -> Result<()> {
        for table in filled.tables.iter().filter(|table| table.is_worth_telling()) {
            let name = lists::table(&table.name).map_or_else(|| Arg::from(table.name.as_str()), Arg::from);
            let more = table.told();
            let more = if more.is_empty() { say!(Plain { text: "" }) } else { say!(InBrackets { more }) };
            let rows = table.rows;
            ctx.note(&say!(SalvagedTable { name, rows, more }));
            for reason in &table.reasons {
                ctx.note(&say!(Indented { line: say!(SaidBySqlite { line: reason.as_str() }) }));
            }
        }
        if filled.torn > 0 || filled.homeless > 0 {
            ctx.warn(&say!(SalvageTorn { torn: filled.torn, homeless: filled.homeless }));
        }
        let (file, into) = (self.file.display().to_string(), into.display().to_string());
        ctx.note(&say!(Salvaged { file, into, rows: filled.rows() }));
        if faults > 0 {
            ctx.warn(&say!(RestoreFaults { count: faults }));
        }
        if faults == 0 && filled.is_whole() {
            return Ok(());
        }
        Err(incomplete())
    }
}

fn incomplete() -> Error {
    Error::new(Kind::Findings, say!(SalvageIncomplete)).hint(say!(SalvageIncompleteHint))
}

/// A copy of the file in a folder of its own, where SQLite has brought it back to before what was going on when it broke off.
fn copy_of(file: &Path, folder: &Path, held: Option<&Held>) -> Result<PathBuf> {
    let copy = folder.join("damaged.db");
    seal::begin_as(&copy, held);
    for ending in std::iter::once("").chain(BESIDE).filter(|ending| beside(file, ending).is_file()) {
        std::fs::copy(beside(file, ending), beside(&copy, ending)).at(file)?;
    }
    // What comes of it does not matter: a journal that is none, or a file that SQLite cannot read, is left as it is.
    let _ = db::open_without_creating(&copy)
        .and_then(|conn| conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)));
    Ok(copy)
}

/// Opens what was made as any other database, which brings one of an older version up to date; makes the index of words, and counts
/// what cannot be in the records. The key file of a sealed one goes where it is to lie. Tells the rows too among which some may be lost or
/// wrong, by the sums; from now on they are taken as they are.
fn settle(ctx: &Ctx, made: &Path, into: &Path) -> Result<(usize, Vec<Altered>)> {
    let db = Db::open(made, ctx.wait())?;
    seal::hand_on(db.conn(), into)?;
    words::rebuild(db.conn()).doing(|| say!(RebuildingWords))?;
    let doubtful = Wrong::find(db.conn())?.rows();
    sums::stamp_anew(db.conn()).doing(|| say!(Salvaging))?;
    Ok((check::all_on(db.conn(), Some(ctx.today))?.len(), doubtful))
}
