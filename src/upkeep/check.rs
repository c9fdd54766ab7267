//! What is wrong with the file, and what cannot be in its records.

use crate::ctx::Ctx;
use crate::db::check;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Arg, Text, say};
use crate::output::{Column, Row, Value};
use crate::upkeep::texts;

/// `db check`. SQLite's own checks go first: on a damaged file the others would only say so in many ways.
pub(super) fn check(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let row = |code: &str, name: Value, meaning: Arg, detail: &Arg| -> Row {
        vec![code.into(), name, meaning.say(ctx.lang).into(), detail.say(ctx.lang).into()]
    };
    let of_file = |code: &str, meaning: Text, details: Vec<Arg>| -> Vec<Row> {
        details.iter().map(|detail| row(code, Value::Null, meaning.clone().into(), detail)).collect()
    };
    let damage = of_file("file-damaged", say!(CheckFile), check::damage(db.conn())?);
    if !damage.is_empty() {
        return tell_faults(ctx, damage, say!(DbDamagedHint));
    }
    let mut rows = of_file("foreign-key", say!(CheckForeignKey), check::dangling(db.conn())?);
    for fault in check::all_on(db.conn(), Some(ctx.today))? {
        rows.push(row(fault.code, fault.name.as_str().into(), fault.meaning(), &fault.detail));
    }
    if rows.is_empty() { Ok(()) } else { tell_faults(ctx, rows, say!(CheckFoundHint)) }
}

fn tell_faults(ctx: &Ctx, rows: Vec<Row>, hint: Text) -> Result<()> {
    let count = rows.len();
    ctx.list(Column::list(&["code", "subject", "meaning", "detail"]), ctx.paper(&say!(CheckTitle)), |listing| {
        rows.into_iter().try_for_each(|row| listing.push(row))
    })?;
    Err(Error::new(Kind::Findings, say!(CheckFound { count })).hint(hint))
}
