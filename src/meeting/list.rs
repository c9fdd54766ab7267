//! Meetings as a user sees them in a list.

use rusqlite::{Row, named_params};

use super::row::Numbers;
use super::{Form, Integration, MeetingId, MeetingKind, Tier};
use crate::db::Db;
use crate::error::Result;
use crate::org::{OrgId, list::scope_of};
use crate::output::{self, Calendar, Column, Listing, Value};

/// The keys of a list, in the order of the contract.
pub(super) const KEYS: [&str; 18] = [
    "id",
    "org",
    "kind",
    "date",
    "topic",
    "chair",
    "due",
    "present",
    "on_leave",
    "absent",
    "rate",
    "hours",
    "tier",
    "form",
    "campaigns",
    "integration",
    "resolutions",
    "voided",
];

/// An event on the day of a meeting.
pub(super) const CALENDAR: Calendar = Calendar {
    day: "date",
    title: &["kind", "org", "topic"],
    told: &["chair"],
    cancelled: &["voided"],
    number: &["id"],
};

/// What every query for rows of a list begins with.
pub(super) const ROWS: &str = include_str!("list.sql");

/// The columns of a list.
pub(super) fn columns() -> Vec<Column> {
    let wide = ["on_leave", "absent", "hours", "tier", "form", "campaigns", "integration", "resolutions"];
    Column::brief(Column::of("meeting", &KEYS), &wide)
}

/// Which meetings to list.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    /// Only of this org.
    pub(super) org: Option<OrgId>,
    /// Only of this org and those below it.
    pub(super) under: Option<OrgId>,
    /// Only of this kind.
    pub(super) kind: Option<MeetingKind>,
    /// Only from this day on, `YYYY-MM-DD`.
    pub(super) from: Option<String>,
    /// Only until this day, itself included.
    pub(super) to: Option<String>,
    /// Only of this campaign.
    pub(super) campaign: Option<String>,
    /// Only those that do not count.
    pub(super) voided: bool,
}

/// Hands over the meetings held by the day the database stands at, org by org and day by day, those that do not count
/// among them.
pub(super) fn list(db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    each(db, filter, ROWS, |row| {
        if !listing.is_full() {
            listing.push(list_row(row)?)?;
        }
        Ok(!listing.is_full())
    })
}

/// The numbers of the meetings of a list that count, in its order.
pub(super) fn numbers(db: &Db, filter: &Filter) -> Result<Vec<MeetingId>> {
    let mut numbers = Vec::new();
    each(db, filter, "SELECT meeting.id, meeting.voided\n", |row| {
        if row.get_ref("voided")? == rusqlite::types::ValueRef::Null {
            numbers.push(row.get("id")?);
        }
        Ok(true)
    })?;
    Ok(numbers)
}

/// Goes through the meetings of a list until `see` has had enough.
fn each(db: &Db, filter: &Filter, select: &str, mut see: impl FnMut(&Row<'_>) -> Result<bool>) -> Result<()> {
    let Filter { org, under, kind, from, to, campaign, voided } = filter;
    scope_of(db.conn(), *org, *under)?;
    let from_where = match (org, under) {
        (None, None) => "FROM clock CROSS JOIN meeting\n",
        _ => "FROM clock CROSS JOIN scope CROSS JOIN meeting ON meeting.org_id = scope.org_id\n",
    };
    let mut query = db.conn().prepare(&format!("{select}{from_where}{}", include_str!("where_filter.sql")))?;
    let mut rows = query.query(named_params! {
        ":kind": kind, ":from": from, ":to": to, ":campaign": campaign, ":voided": voided,
    })?;
    while let Some(row) = rows.next()? {
        if !see(row)? {
            break;
        }
    }
    Ok(())
}

/// The values of a row under [`KEYS`].
pub(super) fn list_row(row: &Row<'_>) -> Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    let number = |number: Option<u32>| Value::from(number.map(i64::from));
    let numbers = Numbers::from_row(row)?;
    let hours = row.get::<_, Option<u32>>("minutes_long")?.map(|minutes| f64::from(minutes) / 60.0);
    Ok(vec![
        row.get::<_, i64>("id")?.into(),
        text("org")?,
        row.get::<_, MeetingKind>("kind")?.entry().into(),
        text("date")?,
        text("topic")?,
        text("chair")?,
        number(numbers.due()),
        number(numbers.present),
        number(numbers.on_leave),
        number(numbers.absent),
        numbers.rate().map_or(Value::Null, Value::Share),
        hours.map_or(Value::Null, Value::Decimal),
        row.get::<_, Option<Tier>>("tier")?.map(Tier::entry).into(),
        row.get::<_, Option<Form>>("form")?.map(Form::entry).into(),
        text("campaigns")?,
        row.get::<_, Option<Integration>>("integration")?.map(Integration::entry).into(),
        row.get::<_, i64>("resolutions")?.into(),
        row.get::<_, Option<String>>("voided")?.is_some().into(),
    ])
}
