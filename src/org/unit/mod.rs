//! Units: the associations, chambers and enterprises that orgs are built in.

pub mod cli;
mod export;
mod import;
mod list;
mod sheet;

use foldhash::HashMap;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params_from_iter};

use super::{OrgId, history};
use crate::code::codes;
use crate::date::{PartialDate, could_be};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Label, say};
use crate::naming::{self, Named};
use crate::org::texts;
use crate::text;
pub(crate) use import::HEADINGS;
pub(crate) use list::kept;

codes! {
    /// Kinds of unit.
    pub enum UnitKind {
        Association = "association", "行业协会", "industry association", ["协会"];
        Chamber = "chamber", "商会", "chamber of commerce";
        NativeChamber = "native-chamber", "异地商会", "native-place chamber";
        Enterprise = "enterprise", "企业", "enterprise", ["会员企业", "公司"];
        Federation = "federation", "工商联", "federation";
        SocialOrg = "social-org", "其他社会组织", "other social organisation", ["社会组织", "社会团体", "民办非企业单位"];
    }
}

/// The row of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub i64);

impl rusqlite::ToSql for UnitId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl rusqlite::types::FromSql for UnitId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

const NAMED: Named = Named {
    noun: Label { zh: "单位", en: "unit" },
    by_code: "SELECT id FROM unit WHERE uscc = upper(:typed)",
    names: "unit_state",
    owner: "unit_id",
    shown: "SELECT uscc AS code, (SELECT name FROM unit_state WHERE unit_id = unit.id ORDER BY since_day DESC LIMIT 1) AS name,
                   iif(closed IS NULL, established, coalesce(established, '') || ' – ' || closed) AS detail
            FROM unit WHERE id = :id",
    living: "SELECT 1 FROM unit WHERE id = :id AND closed IS NULL",
};

/// Finds the unit a user named, see `naming::find`.
pub fn find(conn: &Connection, typed: &str) -> Result<UnitId> {
    naming::find(conn, &NAMED, typed).map(UnitId)
}

/// The names of units that begin as typed, each with what else is known of it, see `naming::begun`.
pub(crate) fn begun(conn: &Connection, typed: &str) -> Result<Vec<(String, String)>> {
    naming::begun(conn, &NAMED, typed)
}

/// Finds the unit that a file names, see `naming::find_exactly`.
pub fn find_exactly(conn: &Connection, typed: &str) -> Result<UnitId> {
    naming::find_exactly(conn, &NAMED, typed).map(UnitId)
}

/// All units by full name, over all time: whether a unit was closed, or called otherwise later, says nothing of who worked
/// there. A name that two bore stands for the one that bears it still, else for none.
pub fn by_name(conn: &Connection) -> Result<HashMap<String, Option<UnitId>>> {
    let mut query = conn.prepare(concat!(include_str!("meant_by_name.sql"), "SELECT name, unit_id FROM meant"))?;
    let found = query.query_map([], |row| Ok((row.get::<_, String>("name")?, row.get("unit_id")?)))?;
    let mut names: HashMap<String, Option<UnitId>> = HashMap::default();
    for row in found {
        let (name, unit): (String, Option<UnitId>) = row?;
        let name = text::name(&name).into_owned();
        names.entry(name).and_modify(|known| *known = known.filter(|known| Some(*known) == unit)).or_insert(unit);
    }
    Ok(names)
}

/// Links the people whose work unit was a mere text so far to the unit whose name it is, so that it does not matter which
/// of the two was typed first. With a name, those of that name. Returns how many.
pub fn link_people(tx: &Tx<'_>, name: Option<&str>) -> Result<usize> {
    let sql = concat!(include_str!("meant_by_name.sql"), include_str!("link_people.sql"));
    Ok(tx.prepare_cached(sql)?.execute(named_params! {":name": name})?)
}

/// What is fixed about a unit, and its latest name and kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its row.
    pub id: UnitId,
    /// Its latest name.
    pub name: String,
    /// Its latest kind.
    pub kind: UnitKind,
    /// When it was established, as known.
    pub established: Option<PartialDate>,
    /// When it was closed, as known.
    pub closed: Option<PartialDate>,
}

/// Reads a unit by its row.
pub fn get(conn: &Connection, id: UnitId) -> Result<Unit> {
    let from_row = |row: &Row<'_>| {
        Ok(Unit {
            id: row.get("id")?,
            name: row.get("name")?,
            kind: row.get("kind")?,
            established: row.get("established")?,
            closed: row.get("closed")?,
        })
    };
    Ok(conn.prepare_cached(include_str!("get.sql"))?.query_row([id], from_row)?)
}

/// Refuses a unit that did not exist on the day.
pub fn existing(unit: &Unit, date: &PartialDate) -> Result<()> {
    if let Some(established) = unit.established.as_ref().filter(|established| !date.could_follow(established)) {
        return Err(Error::refused(say!(UnitNotYet { unit: &unit.name, established, date })));
    }
    match unit.closed.as_ref().filter(|closed| date.first_day() >= closed.last_day()) {
        Some(closed) => Err(Error::refused(say!(UnitClosed { unit: &unit.name, closed }))),
        None => Ok(()),
    }
}

/// What is told of a unit, by column of `unit_state`; only what was said.
pub type Attributes = Vec<(&'static str, Value)>;

/// Records a unit. Refuses a name or credit code that is taken, and an establishment in the future.
pub fn add(
    tx: &Tx<'_>,
    attributes: &Attributes,
    established: Option<&PartialDate>,
    uscc: Option<&str>,
    today: NaiveDate,
) -> Result<UnitId> {
    if let Some(date) = established {
        can_have_been(date, today)?;
    }
    check_name(tx, attributes, None)?;
    check_uscc(tx, uscc, None)?;
    tx.execute(
        "INSERT INTO unit (uscc, established) VALUES (:uscc, :established)",
        named_params! {":uscc": uscc, ":established": established},
    )?;
    let id = UnitId(tx.last_insert_rowid());
    let columns: Vec<&str> = attributes.iter().map(|(column, _)| *column).collect();
    let places = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT INTO unit_state (unit_id, {}) VALUES ({}, {places})", columns.join(", "), id.0);
    tx.prepare(&sql)?.execute(params_from_iter(attributes.iter().map(|(_, value)| value)))?;
    Ok(id)
}

fn check_name(tx: &Tx<'_>, attributes: &Attributes, but: Option<UnitId>) -> Result<()> {
    for (column, value) in attributes {
        match (*column, value) {
            ("name", Value::Text(name)) if name.trim().is_empty() => return Err(Error::usage(say!(NameEmpty))),
            ("name" | "short_name", Value::Text(name)) => refuse_taken(tx, name, but)?,
            _ => {}
        }
    }
    Ok(())
}

/// Refuses a name or short name by which a standing unit goes already: nobody could tell which is meant.
fn refuse_taken(tx: &Tx<'_>, name: &str, but: Option<UnitId>) -> Result<()> {
    let Some(other) = naming::going_by(tx, &NAMED, name, but.map(|id| id.0))? else { return Ok(()) };
    let full = get(tx, UnitId(other))?.name;
    Err(if full == name {
        Error::refused(say!(UnitNameTaken { name })).hint(say!(UnitNameTakenHint))
    } else {
        Error::refused(say!(UnitNameIsShort { name, full })).hint(say!(UnitNameIsShortHint))
    })
}

fn check_uscc(tx: &Tx<'_>, uscc: Option<&str>, but: Option<UnitId>) -> Result<()> {
    let Some(uscc) = uscc else { return Ok(()) };
    let mut query = tx.prepare_cached("SELECT id FROM unit WHERE uscc = :uscc")?;
    match query.query_row([uscc], |row| row.get::<_, UnitId>(0)).optional()? {
        Some(other) if Some(other) != but => {
            Err(Error::refused(say!(CreditCodeTaken { code: uscc, holder: get(tx, other)?.name })))
        }
        _ => Ok(()),
    }
}

/// Refuses a date on which nothing can have been: a unit may be older than the Party.
fn can_have_been(date: &PartialDate, today: NaiveDate) -> Result<()> {
    could_be(date, today).map_err(Error::refused)
}

/// Refuses a unit as its own association.
fn check_association(tx: &Tx<'_>, id: UnitId, attributes: &Attributes) -> Result<()> {
    let itself = ("association_id", Value::Integer(id.0));
    if attributes.contains(&itself) {
        return Err(Error::refused(say!(AssociationOfItself { unit: get(tx, id)?.name })));
    }
    Ok(())
}

/// From `from` on other attributes hold; what is not told stays as it was.
pub fn change(tx: &Tx<'_>, id: UnitId, attributes: &Attributes, from: &PartialDate, today: NaiveDate) -> Result<()> {
    check_association(tx, id, attributes)?;
    can_have_been(from, today)?;
    check_name(tx, attributes, Some(id))?;
    existing(&get(tx, id)?, from)?;
    let running = history::STATES.on(tx, id.0, from.first_day())?.map(|row| row.id);
    let sql = format!("SELECT {} FROM unit_state WHERE id = ?1", list::STATE_COLUMNS.join(", "));
    let mut whole: Vec<(&str, Value)> = tx.prepare_cached(&sql)?.query_row([running], |row| {
        list::STATE_COLUMNS.iter().map(|column| Ok((*column, row.get::<_, Value>(*column)?))).collect()
    })?;
    for (column, value) in attributes {
        if let Some(slot) = whole.iter_mut().find(|(name, _)| name == column) {
            slot.1 = value.clone();
        }
    }
    history::STATES.begin(tx, id.0, from, &whole)
}

/// Puts right attributes that were recorded wrongly: the latest value of each, back to the day it began to hold.
pub fn correct(tx: &Tx<'_>, id: UnitId, attributes: &Attributes) -> Result<()> {
    check_association(tx, id, attributes)?;
    check_name(tx, attributes, Some(id))?;
    for (column, value) in attributes {
        let sql =
            format!("SELECT id, {column} AS value FROM unit_state WHERE unit_id = ?1 ORDER BY since_day DESC, id DESC");
        let states = tx
            .prepare(&sql)?
            .query_map([id], |row| Ok((row.get::<_, i64>("id")?, row.get::<_, Value>("value")?)))?
            .collect::<Result<Vec<_>, _>>()?;
        let latest = states.first().map(|(_, value)| value.clone());
        for (state, _) in states.iter().take_while(|(_, value)| Some(value) == latest.as_ref()) {
            tx.execute(&format!("UPDATE unit_state SET {column} = ?1 WHERE id = ?2"), (value, state))?;
        }
    }
    Ok(())
}

/// Puts right the establishment or the credit code.
pub fn correct_row(
    tx: &Tx<'_>,
    id: UnitId,
    established: Option<&PartialDate>,
    uscc: Option<&str>,
    today: NaiveDate,
) -> Result<()> {
    if let Some(date) = established {
        can_have_been(date, today)?;
    }
    check_uscc(tx, uscc, Some(id))?;
    tx.execute(
        "UPDATE unit SET established = coalesce(:established, established), uscc = coalesce(:uscc, uscc) WHERE id = :id",
        named_params! {":established": established, ":uscc": uscc, ":id": id},
    )?;
    Ok(())
}

/// Closes a unit on a day; the orgs that covered it cover it no more. The orgs themselves stay.
pub fn close(tx: &Tx<'_>, id: UnitId, date: &PartialDate, reason: Option<&str>, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    let unit = get(tx, id)?;
    if let Some(closed) = &unit.closed {
        return Err(Error::refused(say!(UnitClosed { unit: &unit.name, closed })));
    }
    if let Some(established) = unit.established.as_ref().filter(|established| !date.could_follow(established)) {
        return Err(Error::refused(say!(UnitNotYet { unit: &unit.name, established, date })));
    }
    let day = date.first_day().to_string();
    let late = date.too_late_to_begin().to_string();
    tx.execute("DELETE FROM cover WHERE unit_id = ?1 AND since_day >= ?2", (id, late))?;
    tx.execute("UPDATE cover SET until = ?1 WHERE unit_id = ?2 AND until_day > ?3", (date, id, &day))?;
    tx.execute("UPDATE unit SET closed = ?1, close_reason = ?2 WHERE id = ?3", (date, reason, id))?;
    Ok(())
}

/// Full members known in the units an org covers, on a day: per unit the larger of those on a roll who work there or
/// belong to its own branch, and the number known of it.
pub fn full_members_of_units(conn: &Connection, org: OrgId, day: NaiveDate) -> Result<i64> {
    let mut query = conn.prepare_cached(include_str!("full_members.sql"))?;
    Ok(query.query_row((org, day.to_string()), |row| row.get(0))?)
}

/// Whether anything is known of the full members in the units an org covers.
pub fn knows_full_members(conn: &Connection, org: OrgId) -> Result<bool> {
    let mut query = conn.prepare_cached(
        "SELECT 1 FROM cover JOIN unit_state USING (unit_id)
         WHERE cover.org_id = ?1 AND cover.until IS NULL AND unit_state.until IS NULL AND known_full_members IS NOT NULL",
    )?;
    Ok(query.exists([org])?)
}
