//! `db restore`: the records go back to a backup. What would be lost is told first and somebody has to agree; the file as it was
//! stays under another name, whole or damaged, and nothing is touched before the backup was found sound. It is an operation in the
//! log of the file that comes of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode};
use tempfile::TempPath;

use super::since::{self, Since};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::copy::{Proof, Why, identity, integrity, make};
use crate::db::restored::{self, Given, Restoration};
use crate::db::{self, Db, check, create_like, discard, open_without_creating, seal};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::output::is_same_file;
use crate::sqlite::{BESIDE, beside};
use crate::upkeep::texts;

/// `db restore`
#[derive(Debug, Args)]
pub struct Restore {
    /// 备份文件, 或日期(该日最后一份备份, 见 db backups)
    #[arg(value_name = "FILE|DATE")]
    file: PathBuf,
    /// 恢复为另一个文件(不得已存在), 不动现有数据库
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// 备份是加密给收件人的(db backup --seal-to): 收件人的私钥文件
    #[cfg(feature = "sealed")]
    #[arg(long, value_name = "KEYFILE")]
    identity: Option<PathBuf>,
}

impl Restore {
    /// Puts a backup in the place of the database. Refuses a backup that is none of ours, another office's or damaged, the
    /// database itself, and one that another process is writing to.
    pub(super) fn run(&self, ctx: &Ctx) -> Result<()> {
        let path = ctx.db_path();
        let (file, _temporary, backup) = self.backup(ctx)?;
        if let Some(into) = &self.into {
            return beside_it(ctx, &backup, &file, into);
        }
        match since::of(path, &backup, ctx.wait())? {
            Since::NoFile => {}
            Since::Unreadable => ctx.warn(&say!(RestoreLosesUnknown)),
            Since::Known(known) => {
                if !known.is_same_office {
                    let refused = Error::refused(say!(RestoreOtherOffice { file: file.display().to_string() }));
                    return Err(refused.hint(say!(RestoreOtherOfficeHint)));
                }
                known.tell(ctx)?;
            }
        }
        if ctx.is_dry_run() {
            ctx.note(&say!(RestoreRehearsed));
            return Ok(());
        }
        if path.exists() && !ctx.consents(&say!(RestoreQuestion { path: path.display().to_string() })) {
            return Err(Error::refused(say!(RestoreNotAgreed)).hint(say!(RestoreNotAgreedHint)));
        }
        replace(ctx, &backup, &file)
    }

    /// The backup, sealed if what it goes in the place of is sealed; what was made for that is gone with what is given back.
    fn backup(&self, ctx: &Ctx) -> Result<(PathBuf, Option<TempPath>, Connection)> {
        if self.file.exists() && is_same_file(&self.file, ctx.db_path()) {
            return Err(Error::new(Kind::Io, say!(RestoreOfItself { path: self.file.display().to_string() })));
        }
        #[cfg(feature = "sealed")]
        if let Some(identity) = &self.identity {
            let (temporary, copy) = super::travel::sound(ctx, &self.file, identity)?;
            return Ok((self.file.clone(), temporary, copy));
        }
        let (file, backup) = named(ctx, &self.file)?;
        seal::refuse_unlike(&backup, self.into.as_deref().unwrap_or(ctx.db_path()))?;
        Ok((file, None, backup))
    }
}

/// The backup that somebody named: a file, else the latest copy of a day.
fn named(ctx: &Ctx, typed: &Path) -> Result<(PathBuf, Connection)> {
    if typed.exists() {
        return Ok((typed.to_owned(), sound(typed)?));
    }
    let Some(day) = typed.to_str().and_then(|typed| typed.parse::<PartialDate>().ok()) else {
        let nothing = Error::new(Kind::Database, say!(RestoreNamesNothing { typed: typed.display().to_string() }));
        return Err(nothing.hint(say!(RestoreNamesNothingHint)));
    };
    let (copies, day) = (ctx.copies(), day.last_day());
    match copies.of_day(day).find_map(|copy| Some((sound(&copy.path).ok()?, copy))) {
        Some((backup, copy)) => {
            ctx.note(&say!(RestoreFrom { path: copy.path.display().to_string(), why: copy.why.entry() }));
            Ok((copy.path, backup))
        }
        None => {
            let mut days: Vec<String> =
                copies.all().into_iter().filter_map(|copy| Some(copy.day?.to_string())).collect();
            days.dedup();
            let hint = if days.is_empty() { say!(NoBackupsHint) } else { say!(NoBackupOfDayHint { days }) };
            Err(Error::new(Kind::NotFound, say!(NoBackupOfDay { day })).hint(hint))
        }
    }
}

/// Opens a backup that is ours and whole.
fn sound(file: &Path) -> Result<Connection> {
    let conn = db::open_as_is(file)?;
    refuse_damaged(&conn)?;
    Ok(conn)
}

/// Refuses a backup that is not whole.
pub(super) fn refuse_damaged(backup: &Connection) -> Result<()> {
    match integrity(backup)? {
        reason if reason == "ok" => Ok(()),
        reason => Err(Error::new(Kind::Database, say!(DbDamaged { reason })).hint(say!(RestoreDamagedHint))),
    }
}

/// Makes another file of a backup; the database is left alone.
fn beside_it(ctx: &Ctx, backup: &Connection, file: &Path, into: &Path) -> Result<()> {
    if into.exists() {
        return Err(Error::new(Kind::Io, say!(FileExists { path: into.display().to_string() })));
    }
    ctx.refuse_database(into)?;
    if ctx.is_dry_run() {
        return Ok(());
    }
    make(backup, into, Proof::Whole)?;
    seal::hand_on(backup, into).inspect_err(|_| discard(into))?;
    ctx.note(&say!(RestoredInto { path: into.display().to_string(), file: file.display().to_string() }));
    Ok(())
}

/// Puts the backup in the place of the database, with the going back in its log: both at once, since it is noted in a copy of the backup first.
fn replace(ctx: &Ctx, backup: &Connection, file: &Path) -> Result<()> {
    let path = ctx.db_path();
    let kept = set_aside(ctx, path)?;
    let part = part_of(path);
    let restored = noted(ctx, backup, (file, &part), kept.as_deref()).and_then(|(db, number)| {
        put(db.conn(), path, ctx.wait())?;
        Ok(number)
    });
    discard(&part);
    let number = match restored {
        Ok(number) => number,
        Err(error) => {
            // The old file is still in its place, so its copy is one too many; of a damaged one nothing else is left.
            kept.filter(|_| path.exists()).iter().for_each(|copy| discard(copy));
            return Err(error);
        }
    };
    let what = say!(Restored { path: path.display().to_string(), file: file.display().to_string() });
    ctx.note(&say!(Done { what, number }));
    if let Some(kept) = kept {
        let kept = kept.display().to_string();
        ctx.note(&say!(RestoreKept { kept: &kept }));
        ctx.note(&say!(RestoreUndo { kept }));
    }
    let db = Db::open(path, ctx.wait())?;
    let faults = check::all_on(db.conn(), Some(ctx.today))?.len();
    if faults > 0 {
        ctx.warn(&say!(RestoreFaults { count: faults }));
    }
    Ok(())
}

/// Where the file lies that becomes the database: beside it, under the name of a copy that is not whole yet.
fn part_of(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".restore.bak.part");
    path.with_file_name(name)
}

/// A copy of the backup, of today's version, in whose log the going back stands: as the last operation, past every number that was given
/// in the file of before.
fn noted(ctx: &Ctx, backup: &Connection, (file, part): (&Path, &Path), kept: Option<&Path>) -> Result<(Db, i64)> {
    // Left over from one that was cut off.
    discard(part);
    make(backup, part, Proof::Opens)?;
    let mut db = Db::open_made(part)?;
    let before = kept.map_or(Ok(Since::NoFile), |kept| since::of(kept, backup, ctx.wait()))?;
    let mut given = Given::default();
    kept.and_then(|kept| open_without_creating(kept).ok()).iter().for_each(|conn| given.join(conn));
    let lost = match &before {
        Since::Known(known) => {
            // A backup from before files told whose they are is of the office that goes back to it.
            if let (None, Some(office)) = (identity(backup)?, &known.office) {
                db.conn().execute("UPDATE office SET identity = :office", [office])?;
            }
            Some(known.lost())
        }
        Since::NoFile | Since::Unreadable => {
            join_copies(ctx, &db, &mut given)?;
            None
        }
    };
    let absolute = |path: &Path| std::path::absolute(path).map(|whole| whole.display().to_string()).at(path);
    let restoration = Restoration { copy: absolute(file)?, kept: kept.map(absolute).transpose()?, lost };
    let number = restored::note(&mut db, &ctx.operation(), &restoration, &given)?;
    Ok((db, number))
}

/// Takes in the numbers and looks of the copies that are kept, where the file itself does not tell how far it was.
fn join_copies(ctx: &Ctx, db: &Db, given: &mut Given) -> Result<()> {
    let office = identity(db.conn())?;
    for copy in ctx.copies().all() {
        if let Ok(conn) = open_without_creating(&copy.path)
            && identity(&conn).is_ok_and(|theirs| theirs == office)
        {
            given.join(&conn);
        }
    }
    Ok(())
}

/// Keeps the database as it is under another name: a copy of a sound one, a damaged one itself with what lies beside it.
fn set_aside(ctx: &Ctx, path: &Path) -> Result<Option<PathBuf>> {
    if !path.exists() {
        return Ok(None);
    }
    let copies = ctx.copies();
    if let Some(conn) = whole(path, ctx.wait())? {
        return copies.set_aside(&conn, ctx.today, Why::Restore).map(Some);
    }
    let kept = copies.free(ctx.today, Why::Restore)?;
    for ending in std::iter::once("").chain(BESIDE).filter(|ending| beside(path, ending).exists()) {
        move_file(&beside(path, ending), &beside(&kept, ending))?;
    }
    Ok(Some(kept))
}

/// Gives a file another name; one on another disk is copied there first.
fn move_file(from: &Path, to: &Path) -> Result<()> {
    match std::fs::rename(from, to) {
        Err(error) if error.kind() == std::io::ErrorKind::CrossesDevices => {
            std::fs::copy(from, to).at(to)?;
            std::fs::remove_file(from).at(from)
        }
        renamed => renamed.at(from),
    }
}

/// The database, if SQLite finds nothing wrong with it. Refuses one that another process is writing to.
fn whole(path: &Path, wait: Duration) -> Result<Option<Connection>> {
    let conn = open_without_creating(path)?;
    conn.busy_timeout(wait)?;
    match conn.execute_batch("BEGIN EXCLUSIVE; ROLLBACK").and_then(|()| integrity(&conn)) {
        Ok(verdict) => Ok((verdict == "ok").then_some(conn)),
        Err(error) if is_damage(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Whether SQLite could not make sense of a file.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

/// Copies the backup over the database in one go, as SQLite itself does it: whoever reads meanwhile sees the one or the other.
fn put(backup: &Connection, path: &Path, wait: Duration) -> Result<()> {
    let mut to = create_like(backup, path)?;
    to.busy_timeout(wait)?;
    let copying = Backup::new(backup, &mut to)?;
    match copying.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(Error::new(Kind::Locked, say!(DbLocked)).hint(say!(DbLockedHint))),
    }
}
