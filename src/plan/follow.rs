//! The plans that are followed: the list, and how it went with one unit.

use rusqlite::types::FromSql;
use rusqlite::{Row, named_params};

use super::planned;
use crate::code::Code;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::say;
use crate::ledger::{Hindrance, PlanState, PlanWay};
use crate::org::unit::{self, UnitKind};
use crate::org::{self, OrgId};
use crate::output::{self, Column, Value};
use crate::plan::texts;

/// Which plans.
#[derive(Debug, Default)]
pub(super) struct Filter<'a> {
    /// Of units that lie under this org.
    pub(super) under: Option<&'a str>,
    /// That have come so far, also if they have ended.
    pub(super) state: Option<PlanState>,
    /// Those that have ended, too.
    pub(super) all: bool,
    /// Only those that should have succeeded by now.
    pub(super) overdue: bool,
}

/// Lists the plans as of the day asked for. Units that an org is planned for, of whose plan nothing is told, stand at its
/// beginning.
pub(super) fn list(ctx: &Ctx, filter: &Filter<'_>) -> Result<()> {
    let db = ctx.read_at()?;
    let under = filter.under.map(|typed| org::find(db.conn(), typed)).transpose()?;
    org::ask(db.conn(), under, None)?;
    let rows = followed(&db, filter, under, ctx)?;
    let mut columns = Column::of("plan", &["unit", "kind", "district"]);
    columns.extend(Column::of("plan_step", &["state"]));
    columns.extend(Column::of("plan", &["since"]));
    columns.extend(Column::of("plan_step", &["reason", "way", "target", "responsible"]));
    columns.extend(Column::of("plan", &["org", "began"]));
    columns.push(Column::new("remark"));
    let columns = Column::brief(columns, &["kind", "began", "remark"]);
    ctx.list(columns, ctx.paper(&say!(PlansTitle)), |listing| rows.into_iter().try_for_each(|row| listing.push(row)))
}

fn followed(db: &Db, filter: &Filter<'_>, under: Option<OrgId>, ctx: &Ctx) -> Result<Vec<output::Row>> {
    db.make_views_for(include_str!("planned.sql"))?;
    let planned = planned::on_record(db.conn(), ctx, ctx.as_of())?;
    let mut query = db.prepare_at(include_str!("followed.sql"))?;
    let mut found = query.query(named_params! {
        ":state": filter.state, ":all": filter.all, ":overdue": filter.overdue, ":everywhere": under.is_none(),
    })?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let unit = row.get("unit_id")?;
        let is_open = row.get::<_, Option<String>>("ended_day")?.is_none();
        let meant = planned.iter().find(|planned| is_open && planned.unit == unit).map(|planned| planned.org.clone());
        rows.push(vec![
            text(row, "unit")?,
            coded(row, "kind", UnitKind::entry)?,
            text(row, "district")?,
            coded(row, "state", PlanState::entry)?,
            text(row, "since")?,
            coded(row, "reason", Hindrance::entry)?,
            coded(row, "way", PlanWay::entry)?,
            text(row, "target")?,
            text(row, "responsible")?,
            row.get::<_, Option<String>>("org")?.or(meant).into(),
            text(row, "began")?,
            text(row, "remark")?,
        ]);
    }
    if filter.overdue || filter.state.is_some_and(|state| state != PlanState::NotStarted) {
        return Ok(rows);
    }
    let mut query = db.conn().prepare(
        "SELECT 1 FROM plan_at WHERE unit_id = :unit
         UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM unit_near_asked WHERE id = :unit)",
    )?;
    for planned in planned {
        if query.exists([planned.unit])? {
            continue;
        }
        let mut row = vec![
            planned.unit_name.into(),
            planned.kind.entry().into(),
            planned.district.into(),
            PlanState::NotStarted.entry().into(),
        ];
        row.resize(9, Value::Null);
        row.extend([planned.org.into(), Value::Null, Value::Null]);
        rows.push(row);
    }
    Ok(rows)
}

/// How it went with one unit, day by day.
pub(super) fn show(ctx: &Ctx, typed: &str) -> Result<()> {
    let db = ctx.read_at()?;
    let unit = unit::find(db.conn(), typed)?;
    let sql = include_str!("steps.sql");
    db.make_views_for(sql)?;
    let mut query = db.conn().prepare(sql)?;
    let mut columns = Column::of("plan_step", &["date", "state", "reason", "way", "target", "responsible"]);
    columns.extend(Column::of("plan", &["org"]));
    columns.push(Column::new("remark"));
    ctx.list(columns, ctx.paper(&say!(PlanTitle)), |listing| {
        let mut rows = query.query(named_params! {":unit": unit})?;
        while let Some(row) = rows.next()? {
            listing.push(vec![
                text(row, "date")?,
                coded(row, "state", PlanState::entry)?,
                coded(row, "reason", Hindrance::entry)?,
                coded(row, "way", PlanWay::entry)?,
                text(row, "target")?,
                text(row, "responsible")?,
                text(row, "org")?,
                text(row, "remark")?,
            ])?;
        }
        Ok(())
    })
}

fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<Value> {
    Ok(row.get::<_, Option<String>>(column)?.into())
}

fn coded<T: FromSql>(row: &Row<'_>, column: &str, entry: fn(T) -> &'static Code) -> rusqlite::Result<Value> {
    Ok(row.get::<_, Option<T>>(column)?.map(entry).into())
}
