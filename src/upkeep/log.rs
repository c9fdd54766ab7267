//! The log of operations, and the way back.

use crate::changes;
use crate::ctx::{Ctx, Done};
use crate::db::{journal, restored, undo};
use crate::error::Result;
use crate::i18n::say;
use crate::output::{Column, Sensitivity};
use crate::upkeep::texts;

/// `db log`
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let mut columns = Column::list(&[
        "operation",
        "at",
        "operator",
        "command",
        "added",
        "changed",
        "removed",
        "undoes",
        "undone_by",
        "override_reason",
    ]);
    columns[3].sensitivity = Sensitivity::Text;
    ctx.list(columns, ctx.paper(&say!(LogTitle)), |listing| {
        let mut query = db.conn().prepare(include_str!("log.sql"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if listing.is_full() {
                break;
            }
            listing.push(vec![
                row.get::<_, i64>("id")?.into(),
                ctx.zone().show_kept(&row.get::<_, String>("at")?).into(),
                row.get::<_, String>("operator")?.into(),
                row.get::<_, String>("command")?.into(),
                row.get::<_, i64>("added")?.into(),
                row.get::<_, i64>("changed")?.into(),
                row.get::<_, i64>("removed")?.into(),
                row.get::<_, Option<i64>>("undoes")?.into(),
                row.get::<_, Option<i64>>("undone_by")?.into(),
                row.get::<_, Option<String>>("override_reason")?.into(),
            ])?;
        }
        Ok(())
    })
}

/// `db log NUMBER`: each row that the operation changed.
pub(super) fn entry(ctx: &Ctx, number: i64) -> Result<()> {
    let db = ctx.read()?;
    let known = db.conn().prepare("SELECT 1 FROM operation WHERE id = :n")?.exists([number])?;
    if !known {
        return Err(restored::unknown(db.conn(), number)?);
    }
    let changes = journal::changes(db.conn(), number)?;
    changes::list(ctx, db.conn(), &changes)
}

/// `db undo`
pub(super) fn undo(ctx: &Ctx, number: Option<i64>) -> Result<()> {
    let mut db = ctx.open_to_write()?;
    let (number, outcome) = undo::undo(&mut db, number, &ctx.operation())?;
    ctx.tell(&db, &Done::new(say!(Undone { number })).with("undoes", number), &outcome)
}
