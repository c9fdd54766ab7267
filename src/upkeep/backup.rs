//! Copies of the file: made when somebody asks, made by themselves, listed.

use std::path::Path;

use crate::ctx::{Ctx, step_back};
use crate::db::copy::{self, Proof, Why};
use crate::db::{discard, seal};
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::output::{Column, Value};
use crate::upkeep::texts;

/// `db backup FILE`: nothing is left of one that failed.
pub(super) fn to_file(ctx: &Ctx, file: &Path) -> Result<()> {
    let db = ctx.read()?;
    refuse_taken(ctx, file)?;
    let pages = copy::make(db.conn(), file, Proof::Whole)?;
    seal::hand_on(db.conn(), file).inspect_err(|_| discard(file))?;
    ctx.note(&say!(BackupDone { path: file.display().to_string(), pages }));
    Ok(())
}

/// Refuses a name for a new file that is none, is taken, or is for what lies beside a database.
pub(super) fn refuse_taken(ctx: &Ctx, file: &Path) -> Result<()> {
    if file.as_os_str().is_empty() {
        return Err(Error::usage(say!(DbNameEmpty)));
    }
    if file.exists() {
        return Err(Error::new(Kind::Io, say!(FileExists { path: file.display().to_string() })));
    }
    ctx.refuse_database(file)
}

/// `db backup`: a copy in the folder of the copies.
pub(super) fn to_folder(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    match ctx.copies().keep(db.conn(), ctx.today, Why::Asked, Proof::Whole)? {
        Some(made) => {
            let pages: i64 = db.conn().query_row("SELECT page_count FROM pragma_page_count", [], |row| row.get(0))?;
            ctx.note(&say!(BackupDone { path: made.path.display().to_string(), pages }));
        }
        None => ctx.warn(&say!(BackupHeld)),
    }
    Ok(())
}

/// `db backup --daily`: the copy of the day, by a process that nobody waits for.
pub(super) fn daily(ctx: &Ctx) -> Result<()> {
    step_back();
    let (db, copies) = (ctx.read()?, ctx.copies());
    if copies.are_kept() && !copies.has_daily(ctx.today) {
        copies.keep(db.conn(), ctx.today, Why::Daily, Proof::Whole)?;
    }
    Ok(())
}

/// `db backups`: every copy that is kept, the latest first.
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let columns = Column::of("backups", &["day", "why", "size", "path"]);
    ctx.list(columns, ctx.paper(&say!(BackupsTitle)), |listing| {
        for copy in ctx.copies().all().into_iter().rev() {
            listing.push(vec![
                copy.day.map(|day| day.to_string()).into(),
                Value::Code(copy.why.entry()),
                i64::try_from(copy.size).unwrap_or(i64::MAX).into(),
                copy.path.display().to_string().into(),
            ])?;
        }
        Ok(())
    })
}
