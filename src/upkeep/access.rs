//! `db access`: who looked at unmasked identity and telephone numbers.

use chrono::NaiveDate;
use rusqlite::{Row, named_params};

use crate::code::codes;
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Arg, Text, say};
use crate::member;
use crate::output::{Column, Sensitivity, Value};
use crate::upkeep::texts;

codes! {
    /// Whether a look showed somebody.
    pub enum Seen {
        Named = "named", "是", "yes";
        Possible = "possible", "可能", "possibly";
    }
}

/// Lists the access log, latest first: of a person those looks that showed them and those that may have; from one day to another, both
/// included. Refuses days in the wrong order.
pub(super) fn list(
    ctx: &Ctx,
    person: Option<&str>,
    from: Option<&PartialDate>,
    to: Option<&PartialDate>,
) -> Result<()> {
    let (from, to) = (from.map(PartialDate::first_day), to.map(PartialDate::last_day));
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(Error::usage(say!(AccessBackwards { from, to })));
    }
    let db = ctx.read()?;
    let person = person.map(|typed| member::find(db.conn(), typed)).transpose()?;
    let mut keys = vec!["id", "at", "operator", "command", "rows", "people", "sha256"];
    keys.extend(person.map(|_| "seen"));
    let mut columns = Column::brief(Column::of("access", &keys), &["sha256"]);
    columns[3].sensitivity = Sensitivity::Text;
    columns[6].sensitivity = Sensitivity::Open;
    ctx.list(columns, ctx.paper(&say!(AccessTitle)), |listing| {
        let mut query = db.conn().prepare(include_str!("access.sql"))?;
        let mut rows = query.query(named_params! {":person": person})?;
        while let Some(row) = rows.next()? {
            let at: String = row.get("at")?;
            if listing.is_full() {
                break;
            }
            if !is_within(ctx, &at, from, to) {
                continue;
            }
            let mut cells: Vec<Value> = vec![
                row.get::<_, i64>("id")?.into(),
                ctx.zone().show_kept(&at).into(),
                row.get::<_, String>("operator")?.into(),
                row.get::<_, String>("command")?.into(),
                row.get::<_, Option<i64>>("rows")?.into(),
                people(row)?.say(ctx.lang).into(),
                row.get::<_, Option<String>>("sha256")?.into(),
            ];
            if person.is_some() {
                let seen = if row.get("named")? { Seen::Named } else { Seen::Possible };
                cells.push(Value::Code(seen.entry()));
            }
            listing.push(cells)?;
        }
        Ok(())
    })
}

/// Whether a time lies within these days, by the clock of the office; one that cannot be read is never left out.
fn is_within(ctx: &Ctx, at: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    let Ok(at) = at.parse() else { return true };
    let day = ctx.zone().of(at).date_naive();
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}

/// Whom a look showed, or why that is not told one by one.
fn people(row: &Row<'_>) -> Result<Text> {
    if row.get::<_, Option<i64>>("rows")?.is_none() {
        return Ok(say!(AccessBrokeOff));
    }
    if !row.get::<_, bool>("singly")? {
        return Ok(say!(AccessOfMany));
    }
    let people: Option<String> = row.get("people")?;
    let people: Vec<Arg> = people.iter().flat_map(|people| people.lines()).map(Arg::from).collect();
    Ok(if people.is_empty() { say!(AccessOfNobody) } else { say!(AccessOf { people: Arg::List(people) }) })
}
