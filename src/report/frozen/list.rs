//! `report frozen`: what was frozen, and one of them just as it was.

use super::{Frozen, LANGS, all, day_of, find};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::i18n::say;
use crate::output::{Column, Frame, Value};
use crate::report::texts;

const KEYS: [&str; 10] = [
    "name",
    "frozen_on",
    "arguments",
    "rows",
    "operator",
    "operation",
    "language",
    "version",
    "sha256",
    "handed_in_sha256",
];

/// The columns of the list.
pub(in crate::report) fn columns() -> Vec<Column> {
    Column::brief(Column::of("frozen", &KEYS), &["language", "version", "sha256", "handed_in_sha256"])
}

/// Lists the frozen reports, the latest first.
pub(in crate::report) fn list(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let frame = Frame { title: Some(say!(FrozenTitle).say(ctx.lang)), ..Frame::default() };
    let mut rows = db.conn().prepare(include_str!("rows.sql"))?;
    ctx.list(columns(), frame, |listing| {
        all(&db)?.into_iter().try_for_each(|frozen| {
            listing.push(vec![
                frozen.name.as_str().into(),
                day_of(ctx, &frozen.at).into(),
                frozen.typed().into(),
                rows.query_row([&frozen.name], |row| row.get::<_, i64>(0))?.into(),
                frozen.operator.as_str().into(),
                frozen.operation.into(),
                Value::Code(&LANGS[frozen.asking.lang as usize]),
                frozen.version.as_str().into(),
                frozen.sha256.as_str().into(),
                frozen.handed_in.into(),
            ])
        })
    })
}

/// Shows a frozen report just as it was.
pub(in crate::report) fn show(ctx: &Ctx, name: &str) -> Result<()> {
    let db = ctx.read()?;
    let frozen = find(&db, name)?;
    let (content, labels) = frozen.content(db.conn())?;
    let codes = labels.known();
    let frame = Frame {
        title: frozen.title.clone(),
        made: frozen.made.clone(),
        made_on: Some(frozen.asking.day()),
        ..Frame::default()
    };
    ctx.list(labels.columns(&content), frame, |listing| {
        content.rows.iter().try_for_each(|cells| listing.push(codes.row(&content.columns, cells)))?;
        content.total.iter().for_each(|cells| listing.set_total(codes.row(&content.columns, cells)));
        Ok(())
    })?;
    ctx.note(&told(ctx, &frozen));
    tell_blanked(ctx, &frozen);
    Ok(())
}

/// Tells that somebody was erased from it since it was handed in.
pub(super) fn tell_blanked(ctx: &Ctx, frozen: &Frozen) {
    if let Some(sha256) = &frozen.handed_in {
        ctx.note(&say!(FrozenBlanked { sha256 }));
    }
}

/// When and by whom it was frozen, and the sum over what it says.
pub(super) fn told(ctx: &Ctx, frozen: &Frozen) -> crate::i18n::Text {
    let Frozen { name, version, sha256, operation, operator, .. } = frozen;
    let (day, typed) = (day_of(ctx, &frozen.at), frozen.typed());
    say!(FrozenTold { name, typed, day, operator, number: *operation, version, sha256 })
}
