//! The file itself: made, told of, made small, given back its mark.

use crate::ctx::Ctx;
use crate::db::copy::{Why, identity};
use crate::db::{self, Db, words};
use crate::error::{Doing as _, Result};
use crate::i18n::say;
use crate::ledger::section;
use crate::output::{Column, Frame, Row};
use crate::upkeep::{place, texts};

/// `db init`
pub(super) fn init(ctx: &Ctx) -> Result<()> {
    let db = ctx.create_db()?;
    ctx.note(&say!(DbCreated { path: db.path().display().to_string() }));
    warn_of_place(ctx, &db);
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
    let size = i64::try_from(db.size()).unwrap_or(i64::MAX);
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
    let copies = ctx.copies();
    let all = copies.all();
    let latest = all.iter().filter_map(|copy| copy.day).max();
    columns.extend(Column::list(&["office", "backup_folder", "backups", "last_backup"]));
    row.push(identity(conn)?.into());
    row.push(copies.are_kept().then(|| copies.folder().display().to_string()).into());
    row.push(i64::try_from(all.len()).unwrap_or(i64::MAX).into());
    row.push(latest.map(|day| day.to_string()).into());
    ctx.list(columns, Frame { upright: true, ..Frame::default() }, |listing| listing.push(row))?;
    warn_of_place(ctx, &db);
    Ok(())
}

/// Warns of a place where a file of records does not lie safely.
pub(super) fn warn_of_place(ctx: &Ctx, db: &Db) {
    if let Some(danger) = place::danger(db.path()) {
        ctx.warn(&danger);
    }
}

/// `db compact`: a copy is saved first.
pub(super) fn compact(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let before = db.size();
    let copy = ctx.copies().set_aside(db.conn(), ctx.today, Why::Compact)?;
    db.conn().execute_batch("BEGIN IMMEDIATE")?;
    words::rebuild(db.conn()).doing(|| say!(RebuildingWords))?;
    db.conn().execute_batch("COMMIT; VACUUM").doing(|| say!(Shrinking))?;
    let (path, copy) = (db.path().display().to_string(), copy.display().to_string());
    ctx.note(&say!(Compacted { path, before, after: db.size(), copy }));
    Ok(())
}
