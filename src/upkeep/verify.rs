//! `db verify`: whether a copy that lies elsewhere is whole, ours, and what it holds.

use std::path::Path;

use rusqlite::Connection;

use super::since::{self, Since, span};
use crate::ctx::Ctx;
use crate::db::copy::integrity;
use crate::db::{Db, is_of_today, open_as_is};
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::say;
use crate::upkeep::check::{Found, tell};
use crate::upkeep::texts;

/// Reads a copy whole, as `db check` reads the database, and tells how far behind the database it is. The copy is not changed: one
/// of an older version is not brought up to date, and its records are then not looked at.
///
/// Fails with `Database` if it is none of ours, with `Findings` if something in it is wrong.
pub(super) fn verify(ctx: &Ctx, file: &Path) -> Result<()> {
    std::fs::metadata(file).at(file)?;
    look_over(ctx, file, open_as_is(file)?)
}

/// Looks over a copy that was opened.
pub(super) fn look_over(ctx: &Ctx, file: &Path, copy: Connection) -> Result<()> {
    let db = Db::of_copy(copy, file)?;
    let conn = db.conn();
    let path = file.display().to_string();
    match integrity(conn)? {
        reason if reason == "ok" => {}
        reason => return Err(Error::new(Kind::Findings, say!(DbDamaged { reason })).hint(say!(RestoreDamagedHint))),
    }
    if is_of_today(conn)? {
        let found = Found::in_records(conn, ctx)?;
        if !found.is_empty() {
            return tell(ctx, found);
        }
    } else {
        ctx.note(&say!(VerifyOlder));
    }
    let (operation, at): (i64, Option<String>) =
        conn.query_row("SELECT coalesce(max(id), 0), max(at) FROM operation", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let people: i64 = conn.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
    let day = at.map(|at| ctx.zone().show_kept(&at)).unwrap_or_default();
    ctx.note(&say!(VerifySound { path, day, operation, people }));
    if let Since::Known(known) = since::of(ctx.db_path(), conn, ctx.wait())? {
        if !known.is_same_office {
            ctx.warn(&say!(VerifyOtherOffice));
            return Ok(());
        }
        if let Some(span) = span(&known.only_there) {
            ctx.warn(&say!(VerifyForked { count: known.only_there.len(), span }));
        }
        if !known.lost.is_empty() {
            ctx.note(&say!(VerifyBehind { count: known.lost.len() }));
        }
    }
    Ok(())
}
