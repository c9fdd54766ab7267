//! What is told of bundles: `bundle list`, `bundle show`.

use std::path::Path;

use super::open::open;
use super::texts;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::i18n::say;
use crate::output::{Column, Frame, Row, Value};

/// `bundle list`: what was merged, the latest first.
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let mut columns =
        Column::of("bundle", &["made", "name", "under", "since", "reached", "added", "changed", "removed"]);
    columns.extend(Column::of("bundle", &["unchanged", "operation", "at", "office"]));
    let mut query = db.conn().prepare(include_str!("list.sql"))?;
    let mut rows = query.query([])?;
    ctx.list(columns, ctx.paper(&say!(BundlesTitle)), |listing| {
        while let Some(row) = rows.next()? {
            let text = |key: &str| row.get::<_, Option<String>>(key).map(Value::from);
            let number = |key: &str| row.get::<_, Option<i64>>(key).map(Value::from);
            let at: Option<String> = row.get("at")?;
            let at = at.map(|at| at.parse().map_or(at, |at| ctx.zone().show(at)));
            listing.push(vec![
                text("made")?,
                text("name")?,
                text("under")?,
                number("since")?,
                number("reached")?,
                number("added")?,
                number("changed")?,
                number("removed")?,
                number("unchanged")?,
                number("operation")?,
                at.into(),
                text("office")?,
            ])?;
        }
        Ok(())
    })
}

/// `bundle show FILE`: its manifest. All sums are looked at.
pub(super) fn show(ctx: &Ctx, file: &Path, identity: Option<&Path>) -> Result<()> {
    let mut bundle = open(file, identity)?;
    bundle.prove()?;
    let manifest = &bundle.manifest;
    let keys =
        ["name", "office", "top", "made", "since", "reached", "version", "orgs", "units", "people", "rows", "sha256"];
    let count = |table: &str| Value::Int(i64::try_from(manifest.rows(table)).unwrap_or(i64::MAX));
    let row: Row = vec![
        manifest.name.as_str().into(),
        manifest.office.as_str().into(),
        manifest.top.as_ref().map(|top| format!("{} {}", top.code, top.name)).into(),
        manifest.made.to_string().into(),
        manifest.since.into(),
        manifest.reached.into(),
        i64::from(manifest.schema).into(),
        count("org"),
        count("unit"),
        count("person"),
        i64::try_from(manifest.all_rows()).unwrap_or(i64::MAX).into(),
        bundle.sha256().into(),
    ];
    ctx.list(Column::of("bundle", &keys), Frame { upright: true, ..Frame::default() }, |listing| listing.push(row))
}
