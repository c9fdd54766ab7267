//! Orgs as a user sees them: the list and one org.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::dated;
use super::members::{Counts, Members};
use super::{Formation, FormationReason, How, OrgId, OrgKind, Status};
use crate::assumed::Resting;
use crate::db::Db;
use crate::error::Result;
use crate::output::{self, Audience, Column, Listing, Value};

/// The keys of a list of orgs.
pub(super) const KEYS: [&str; 14] = [
    "code",
    "name",
    "short_name",
    "kind",
    "parent",
    "founded",
    "formation",
    "district",
    "units",
    "members",
    "full",
    "probationary",
    "secretary",
    "status",
];

/// The columns of a list of orgs; on a screen the first glance is enough.
pub(super) fn columns() -> Vec<Column> {
    Column::brief(Column::of("org", &KEYS), &["short_name", "formation", "district", "secretary"])
}

/// Which orgs to list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only this org and those below it.
    pub under: Option<OrgId>,
    /// Only this org.
    pub only: Option<OrgId>,
    /// Only of this kind.
    pub kind: Option<OrgKind>,
    /// The planned ones instead.
    pub planned: bool,
    /// The planned and the dissolved too.
    pub all: bool,
}

/// Hands over the orgs as they stood on the day the database stands at. Keeps who on their rolls rests on an assumed start.
pub(super) fn list(db: &Db, filter: &Filter, listing: &mut Listing, resting: &mut Resting) -> Result<()> {
    let picked = pick(db, filter)?;
    let members = match listing.may_take(picked.len()) {
        few if few < FEW => Counts::of_few(db.conn()),
        _ => Counts::of_all(db.conn())?,
    };
    let mut query = db.prepare_at(include_str!("list.sql"))?;
    for org in picked {
        if listing.is_full() {
            break;
        }
        listing.push(query.query_row([org], |row| Ok(list_row(row, members.of(org))))??)?;
        resting.ask_org(db.conn(), org)?;
    }
    Ok(())
}

/// Of so many orgs it costs less to count the members of all at once.
const FEW: usize = 500;

/// Which orgs are listed, by code.
fn pick(db: &Db, filter: &Filter) -> Result<Vec<OrgId>> {
    scope(db.conn(), filter.under)?;
    let mut query = db.prepare_at(include_str!("picked.sql"))?;
    let picked = query.query_map(
        named_params! {
            ":everywhere": filter.under.is_none(), ":only": filter.only, ":kind": filter.kind,
            ":planned": filter.planned, ":all": filter.all,
        },
        |row| row.get("id"),
    )?;
    Ok(picked.collect::<Result<_, _>>()?)
}

fn list_row(row: &Row<'_>, members: Result<Members>) -> Result<output::Row> {
    let members = members?;
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    Ok(vec![
        text("code")?,
        text("name")?,
        text("short_name")?,
        row.get::<_, Option<OrgKind>>("kind")?.map(OrgKind::entry).into(),
        text("parent")?,
        text("founded")?,
        row.get::<_, Option<Formation>>("formation")?.map(Formation::entry).into(),
        text("district")?,
        row.get::<_, i64>("units")?.into(),
        members.all.into(),
        members.full.into(),
        members.probationary.into(),
        text("secretary")?,
        row.get::<_, Status>("status")?.entry().into(),
    ])
}

/// The columns of one org shown whole: the list's and what only concerns it. `audience` is who reads the codes within a text.
pub(super) fn show(db: &Db, id: OrgId, audience: Audience) -> Result<(Vec<Column>, output::Row)> {
    let mut query = db.conn().prepare(include_str!("show.sql"))?;
    let extra = [
        "units_covered",
        "guides",
        "requested",
        "request_no",
        "approved",
        "approval_no",
        "approver",
        "formation_reason",
        "in_step",
        "contact",
        "phone",
        "dissolved",
        "dissolve_reason",
        "successor",
        "history",
    ];
    let mut columns = columns();
    columns.extend(Column::of("org", &extra));
    if pick(db, &Filter { only: Some(id), all: true, ..Filter::default() })?.is_empty() {
        return Ok((columns, output::Row::new()));
    }
    let members = Counts::of_few(db.conn()).of(id);
    let mut list = db.prepare_at(include_str!("list.sql"))?;
    let mut row = list.query_row([id], |row| Ok(list_row(row, members)))??;
    row.push(units_covered(db, id, audience)?);
    row.push(guides(db, id)?);
    query.query_row([id], |found| {
        for key in &extra[2..extra.len() - 1] {
            row.push(match *key {
                "formation_reason" => found.get::<_, Option<FormationReason>>(*key)?.map(FormationReason::entry).into(),
                "in_step" => found.get::<_, Option<bool>>(*key)?.into(),
                _ => found.get::<_, Option<String>>(*key)?.into(),
            });
        }
        Ok(())
    })?;
    row.push(history(db, id, audience)?);
    Ok((columns, row))
}

/// Texts as one, if there are any.
pub(super) fn joined(lines: &[String]) -> Value {
    if lines.is_empty() { Value::Null } else { lines.join("; ").into() }
}

fn units_covered(db: &Db, id: OrgId, audience: Audience) -> Result<Value> {
    let mut query = db.conn().prepare(include_str!("show_units.sql"))?;
    let units = query.query_map([id], |row| {
        Ok(format!("{}({})", row.get::<_, String>("name")?, audience.code(row.get::<_, How>("how")?.entry())))
    })?;
    Ok(joined(&units.collect::<Result<Vec<_>, _>>()?))
}

/// Whom the org guides on the day.
fn guides(db: &Db, id: OrgId) -> Result<Value> {
    db.make_views_for("guidance_at")?;
    let mut query = db.conn().prepare(include_str!("show_guided.sql"))?;
    let guided = query.query_map([id], |row| row.get(0))?;
    Ok(joined(&guided.collect::<Result<Vec<_>, _>>()?))
}

fn history(db: &Db, id: OrgId, audience: Audience) -> Result<Value> {
    let mut query = db.conn().prepare(include_str!("show_history.sql"))?;
    let changes = query.query_map([id], |row| {
        let name = row.get::<_, Option<String>>("name")?;
        let kind = row.get::<_, Option<OrgKind>>("kind")?;
        let what = name.or_else(|| kind.map(|kind| audience.code(kind.entry()).to_owned())).unwrap_or_default();
        let document = row.get::<_, Option<String>>("approval_no")?.map(|no| format!(" ({no})")).unwrap_or_default();
        Ok(format!("{} → {what}{document}", row.get::<_, String>("since")?))
    })?;
    Ok(joined(&changes.collect::<Result<Vec<_>, _>>()?))
}

/// The same changes as rows of a history, with the founding and the end.
pub(super) fn changes(conn: &Connection, id: OrgId, audience: Audience) -> Result<Vec<output::Row>> {
    let kind = |row: &Row<'_>| Ok(row.get::<_, Option<OrgKind>>("kind")?.map(OrgKind::entry));
    dated::rows(conn, include_str!("show_dated.sql"), id, ("org", audience), kind)
}

/// Fills the temporary table `scope` with an org and all below it on the day the database stands at.
pub fn scope(conn: &Connection, under: Option<OrgId>) -> Result<()> {
    conn.execute_batch("CREATE TEMP TABLE IF NOT EXISTS scope (org_id INTEGER PRIMARY KEY); DELETE FROM scope")?;
    if let Some(top) = under {
        conn.execute(include_str!("scope.sql"), [top])?;
    }
    Ok(())
}

/// Fills `scope` with one org alone, or with an org and all below it.
pub(crate) fn scope_of(conn: &Connection, org: Option<OrgId>, under: Option<OrgId>) -> Result<()> {
    scope(conn, under)?;
    if let Some(org) = org {
        conn.execute("INSERT OR IGNORE INTO scope VALUES (?1)", [org])?;
    }
    Ok(())
}

/// Makes the views that reports read: of an org and all below it, or of everything. Below it on the day the database
/// stands at; for a report on a period, whose first day and last day are given, on some day of it.
pub fn ask(conn: &Connection, under: Option<OrgId>, period: Option<(&str, &str)>) -> Result<()> {
    match period {
        Some((from, to)) => {
            scope(conn, None)?;
            if let Some(top) = under {
                conn.execute(include_str!("scope_of_period.sql"), (top, from, to))?;
            }
        }
        None => scope(conn, under)?,
    }
    conn.execute_batch(match under {
        Some(_) => include_str!("asked_under.sql"),
        None => include_str!("asked_everywhere.sql"),
    })?;
    conn.execute_batch(include_str!("asked_returned.sql"))?;
    Ok(())
}

/// The orgs that a question is put to one by one, each by code and name, after [`ask`] was told `under`; of a day that is the first and
/// the last, or of a period.
pub fn each(conn: &Connection, under: Option<OrgId>, (from, to): (&str, &str)) -> Result<Vec<(String, String)>> {
    let mut query = conn.prepare(include_str!("each.sql"))?;
    let params = named_params! { ":everywhere": under.is_none(), ":from": from, ":to": to };
    let orgs = query.query_map(params, |row| Ok((row.get("code")?, row.get("name")?)))?;
    Ok(orgs.collect::<Result<_, _>>()?)
}

/// The org above on a day.
pub(super) fn parent_of(conn: &Connection, id: OrgId, day: NaiveDate) -> Result<Option<OrgId>> {
    let mut query = conn
        .prepare_cached("SELECT parent_id FROM org_parent WHERE org_id = ?1 AND since_day <= ?2 AND until_day > ?2")?;
    Ok(query.query_row((id, day.to_string()), |row| row.get(0)).optional()?)
}

/// The kind on a day.
pub(crate) fn kind_on(conn: &Connection, id: OrgId, day: NaiveDate) -> Result<Option<OrgKind>> {
    let mut query =
        conn.prepare_cached("SELECT kind FROM org_kind WHERE org_id = ?1 AND since_day <= ?2 AND until_day > ?2")?;
    Ok(query.query_row((id, day.to_string()), |row| row.get(0)).optional()?)
}
