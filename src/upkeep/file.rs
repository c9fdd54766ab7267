//! The file itself: made, told of, made small, given back its mark.

use std::path::{Path, PathBuf};

use crate::ctx::Ctx;
use crate::db::{self, words};
use crate::error::{Doing as _, Result};
use crate::i18n::say;
use crate::ledger::section;
use crate::output::{Column, Frame, Row};
use crate::upkeep::texts;

/// `db init`
pub(super) fn init(ctx: &Ctx) -> Result<()> {
    let db = ctx.create_db()?;
    ctx.note(&say!(DbCreated { path: db.path().display().to_string() }));
    Ok(())
}

/// `db adopt`
pub(super) fn adopt(ctx: &Ctx) -> Result<()> {
    let path = ctx.db_path();
    let shown = path.display().to_string();
    ctx.note(&if db::adopt(path)? { say!(DbAdopted { path: shown }) } else { say!(DbAdoptedAlready { path: shown }) });
    Ok(())
}

/// `db info`
pub(super) fn info(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let conn = db.conn();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let mut columns = Column::list(&["path", "size", "version"]);
    let size = std::fs::metadata(db.path()).map_or(0, |data| i64::try_from(data.len()).unwrap_or(i64::MAX));
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut row: Row = vec![db.path().display().to_string().into(), size.into(), version.into()];
    let counts = [
        ("units", "SELECT count(*) FROM unit"),
        ("orgs", "SELECT count(*) FROM org"),
        ("people", "SELECT count(*) FROM person"),
        ("rolls", "SELECT count(*) FROM roll"),
        ("operations", "SELECT count(*) FROM operation"),
    ];
    for (key, sql) in counts {
        columns.push(Column::new(key));
        row.push(count(sql)?.into());
    }
    for (column, count) in section::counts(conn)? {
        columns.push(column);
        row.push(count);
    }
    columns.push(Column::new("timezone"));
    row.push(ctx.zone().to_string().into());
    ctx.list(columns, Frame { upright: true, ..Frame::default() }, |listing| listing.push(row))
}

/// `db compact`: a copy is saved first.
pub(super) fn compact(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let size = || std::fs::metadata(db.path()).map_or(0, |data| data.len());
    let before = size();
    let copy = (1..).map(|n| copy_name(db.path(), ctx, n)).find(|path| !path.exists()).unwrap_or_default();
    db::save_copy(db.conn(), &copy)?;
    db.conn().execute_batch("BEGIN IMMEDIATE")?;
    words::rebuild(db.conn()).doing(|| say!(RebuildingWords))?;
    db.conn().execute_batch("COMMIT; VACUUM").doing(|| say!(Shrinking))?;
    let (path, copy) = (db.path().display().to_string(), copy.display().to_string());
    ctx.note(&say!(Compacted { path, before, after: size(), copy }));
    Ok(())
}

/// `NAME.2011-05-31.bak`, with a number from the second of a day on.
pub(super) fn copy_name(path: &Path, ctx: &Ctx, number: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    let more = if number > 1 { format!("-{number}") } else { String::new() };
    name.push(format!(".{}{more}.bak", ctx.today));
    name.into()
}
