//! The copies that are kept of a database: where they lie, what they are called, why they were made.
//!
//! They lie in the folder that the office set, else in `NAME.backups` beside the database, as `NAME.DATE[-N].WHY.bak`. Those that
//! stand beside the database itself are known, too: `NAME.DATE[-N].bak`, and `NAME.vN.bak` from before it was brought up to date.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Proof, identity, make_under, thin};
use crate::code::codes;
use crate::db::{open_without_creating, texts};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::output::is_same_file;
use crate::sqlite::{beside, is_database};

codes! {
    /// Why a copy was made.
    pub(crate) enum Why {
        Daily = "daily", "每日自动", "daily";
        Asked = "asked", "手动", "asked for";
        Import = "import", "导入前", "before an import";
        Restore = "restore", "恢复前", "before a restore";
        Compact = "compact", "整理前", "before compacting";
        Migrate = "migrate", "升级前", "before an upgrade";
    }
}

/// Where the copies of a database are kept.
#[derive(Debug, Clone)]
pub(crate) struct Copies {
    database: PathBuf,
    folder: PathBuf,
    /// Whether copies are made by themselves, and into the folder.
    are_kept: bool,
}

/// A copy that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    /// Its file.
    pub(crate) path: PathBuf,
    /// Of which day it is; one from before an upgrade tells none.
    pub(crate) day: Option<NaiveDate>,
    /// Which of the day.
    pub(crate) number: u32,
    /// Why it was made.
    pub(crate) why: Why,
    /// How many bytes it has.
    pub(crate) size: u64,
    /// When it was made, where the file system tells.
    pub(crate) made: Option<SystemTime>,
}

/// The right to write to the folder: one process at a time has it.
#[derive(Debug)]
pub(crate) struct Turn {
    _lock: File,
}

impl Copies {
    /// Those of a database, in the folder that the office set, or in the usual one, or nowhere.
    pub(crate) fn of(database: &Path, folder: Option<&Path>, are_kept: bool) -> Self {
        let usual = || beside(database, ".backups");
        Self { database: database.to_owned(), folder: folder.map_or_else(usual, Path::to_owned), are_kept }
    }

    /// Whether copies are made by themselves.
    pub(crate) fn are_kept(&self) -> bool {
        self.are_kept
    }

    /// The folder that they are in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where copies may lie: beside the database, and in the folder.
    fn folders(&self) -> Vec<&Path> {
        let own = self.database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if self.folder == own { vec![own] } else { vec![own, &self.folder] }
    }

    /// Every copy that is kept, the oldest first.
    pub(crate) fn all(&self) -> Vec<Copy> {
        let mut all: Vec<Copy> = self.folders().into_iter().flat_map(|folder| self.within(folder)).collect();
        all.sort_by(|one, other| (one.day, one.made, &one.path).cmp(&(other.day, other.made, &other.path)));
        all
    }

    /// What copies that were cut off left, and those that are being made.
    pub(crate) fn parts(&self) -> Vec<PathBuf> {
        let begin = format!(".{}", self.database.file_name().unwrap_or_default().to_string_lossy());
        let is_part = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with(&begin) && name.ends_with(".bak.part")
        };
        self.folders().into_iter().flat_map(files).filter(is_part).collect()
    }

    /// Other databases that lie where copies lie, by whatever name: somebody may have saved this one there, too.
    pub(crate) fn other_databases(&self) -> Vec<PathBuf> {
        let is_other = |path: &PathBuf| {
            let is_ours = is_same_file(path, &self.database) || self.copy(path.clone()).is_some();
            !is_ours && is_database(path)
        };
        let mut others: Vec<PathBuf> = self.folders().into_iter().flat_map(files).filter(is_other).collect();
        others.sort();
        others
    }

    /// Those within a folder. One that is not there, or that nobody may read, holds none.
    fn within(&self, folder: &Path) -> Vec<Copy> {
        files(folder).filter_map(|path| self.copy(path)).collect()
    }

    /// The copy of this database that a file is by its name.
    fn copy(&self, path: PathBuf) -> Option<Copy> {
        let database = self.database.file_name()?.to_str()?;
        let name = path.file_name().and_then(OsStr::to_str)?.to_owned();
        let told = name.strip_prefix(database)?.strip_prefix('.')?.strip_suffix(".bak")?;
        let data = std::fs::metadata(&path).ok().filter(std::fs::Metadata::is_file)?;
        let (size, made) = (data.len(), data.modified().ok());
        if let Some(version) = told.strip_prefix('v') {
            let number = version.split('-').next().unwrap_or_default().parse().ok()?;
            return Some(Copy { path, day: None, number, why: Why::Migrate, size, made });
        }
        let (when, why) = match told.split_once('.') {
            Some((when, why)) => (when, why.parse().ok().filter(|known: &Why| known.code() == why)?),
            None => (told, Why::Asked),
        };
        let (day, number) = (when.get(..10)?, when.get(10..)?);
        let number = if number.is_empty() { 1 } else { number.strip_prefix('-')?.parse().ok()? };
        Some(Copy { path, day: Some(day.parse().ok()?), number, why, size, made })
    }

    /// Whether the copy of a day is there.
    pub(crate) fn has_daily(&self, day: NaiveDate) -> bool {
        self.path(day, 1, Some(Why::Daily)).is_file()
    }

    /// The copies of a day, the latest first; not those that were set aside when somebody went back to another.
    pub(crate) fn of_day(&self, day: NaiveDate) -> impl Iterator<Item = Copy> {
        self.all().into_iter().rev().filter(move |copy| copy.day == Some(day) && copy.why != Why::Restore)
    }

    /// Keeps a copy and lets go of those whose time is over. Nothing, if another process is at it.
    ///
    /// Refuses a folder that holds copies of another office's database of the same name.
    pub(crate) fn keep(&self, conn: &Connection, day: NaiveDate, why: Why, proof: Proof) -> Result<Option<Copy>> {
        make_folder(&self.folder)?;
        let Some(_turn) = self.turn()? else { return Ok(None) };
        self.refuse_strangers(conn)?;
        let path = unused(|number| self.path(day, number, Some(why)));
        make_under(conn, &path, proof)?;
        for over in thin::over(&self.within(&self.folder)).into_iter().filter(|over| over.path != path) {
            std::fs::remove_file(&over.path).at(&over.path)?;
        }
        Ok(self.copy(path))
    }

    /// Saves a copy before something that cannot be taken back otherwise: in the folder, else beside the database.
    pub(crate) fn set_aside(&self, conn: &Connection, day: NaiveDate, why: Why) -> Result<PathBuf> {
        let path = self.free(day, why)?;
        if self.are_kept {
            make_under(conn, &path, Proof::Opens)?;
        } else {
            crate::db::save_copy(conn, &path)?;
        }
        Ok(path)
    }

    /// A name for a copy that is not taken yet.
    pub(crate) fn free(&self, day: NaiveDate, why: Why) -> Result<PathBuf> {
        if self.are_kept {
            make_folder(&self.folder)?;
        }
        let why = self.are_kept.then_some(why);
        Ok(unused(|number| self.path(day, number, why)))
    }

    /// What a copy is called: in the folder, with its reason; without one beside the database.
    fn path(&self, day: NaiveDate, number: u32, why: Option<Why>) -> PathBuf {
        let more = more(number);
        match why {
            Some(why) => {
                let name = beside(&self.database, &format!(".{day}{more}.{}.bak", why.code()));
                self.folder.join(name.file_name().unwrap_or_default())
            }
            None => beside(&self.database, &format!(".{day}{more}.bak")),
        }
    }

    /// Whether nobody else is writing there; the right ends with what is given back.
    fn turn(&self) -> Result<Option<Turn>> {
        let path = self.folder.join(".lock");
        let mut options = File::options();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let lock = options.open(&path).at(&path)?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Turn { _lock: lock })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(Error::io(&path, &error)),
        }
    }

    fn refuse_strangers(&self, conn: &Connection) -> Result<()> {
        let Some(latest) = self.within(&self.folder).into_iter().max_by_key(|copy| (copy.day, copy.number)) else {
            return Ok(());
        };
        let theirs = open_without_creating(&latest.path).map_err(Error::from).and_then(|copy| identity(&copy));
        match theirs {
            Ok(Some(theirs)) if Some(&theirs) != identity(conn)?.as_ref() => {
                let folder = self.folder.display().to_string();
                Err(Error::new(Kind::Io, say!(FolderOfAnother { folder }))
                    .hint(say!(FolderOfAnotherHint { key: "backup.folder" })))
            }
            _ => Ok(()),
        }
    }
}

/// What lies in a folder, as far as it is there and can be read.
fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Makes the folder of the copies: it is its owner's alone.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).at(folder)
}

/// The first name of several copies of a kind that is not taken yet.
pub(crate) fn unused(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    (1..).map(name).find(|path| !path.exists()).unwrap_or_default()
}

/// What tells copies of a kind apart: nothing of the first, a number from the second on.
pub(crate) fn more(number: u32) -> String {
    if number > 1 { format!("-{number}") } else { String::new() }
}
