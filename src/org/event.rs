//! Events in the life of an org: another name, another place in the tree, another kind.

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::found::{can_have_been, check_name, parent_stands, refuse_taken};
use super::{Org, OrgId, OrgKind, get, history};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org::texts;
use crate::text;

/// From `date` on the org bears another name.
pub fn rename(
    tx: &Tx<'_>,
    id: OrgId,
    name: &str,
    short: Option<&str>,
    date: &PartialDate,
    today: NaiveDate,
) -> Result<()> {
    let org = get(tx, id)?;
    let name = &*text::name(name);
    living(&org, date, today)?;
    if org.name == name {
        return Err(Error::refused(say!(NameAlready { name })));
    }
    check_name(tx, name, Some(id))?;
    let short = text::typed_name(short);
    if let Some(short) = &short {
        refuse_taken(tx, short, Some(id))?;
    }
    let short = short.map_or(Value::Null, Value::Text);
    history::NAMES.begin(tx, id.0, date, &[("name", Value::Text(name.to_owned())), ("short_name", short)])
}

/// From `date` on the org stands under another.
///
/// Refuses a parent that did not exist on that day and one that stands below the org itself.
pub fn move_under(tx: &Tx<'_>, id: OrgId, parent: OrgId, date: &PartialDate, today: NaiveDate) -> Result<()> {
    let org = get(tx, id)?;
    let above = get(tx, parent)?;
    living(&org, date, today)?;
    parent_stands(&above, Some(date))?;
    refuse_loop(tx, &org, &above, date.first_day())?;
    if super::list::parent_of(tx, id, date.first_day())? == Some(parent) {
        return Err(Error::refused(say!(ParentAlready { org: &org.name, parent: &above.name })));
    }
    history::PARENTS.begin(tx, id.0, date, &[("parent_id", parent.0.into())])
}

/// Refuses a parent that is the org itself or stands below it on any day of the new link, which begins on `day` and ends
/// where the one in force then does, or the next begins.
pub(super) fn refuse_loop(tx: &Tx<'_>, org: &Org, above: &Org, day: NaiveDate) -> Result<()> {
    let day = day.to_string();
    let mut query = tx.prepare_cached(
        "SELECT coalesce((SELECT until_day FROM org_parent WHERE org_id = ?1 AND since_day <= ?2 AND until_day > ?2),
                         (SELECT min(since_day) FROM org_parent WHERE org_id = ?1 AND since_day > ?2), '9999-12-31')",
    )?;
    let until: String = query.query_row((org.id, &day), |row| row.get(0))?;
    let mut query = tx.prepare_cached(include_str!("loop_from.sql"))?;
    let from: Option<String> = query.query_row((org.id, above.id, &day, until), |row| row.get("since_day"))?;
    let what = match from {
        None => return Ok(()),
        Some(from) if from == day => say!(UnderItself { org: &org.name, parent: &above.name }),
        Some(from) => say!(UnderItselfFrom { org: &org.name, parent: &above.name, from }),
    };
    Err(Error::refused(what).hint(say!(UnderItselfHint)))
}

/// From `date` on the org is of another kind, by a document (党组 → 党委). Members and orgs below stay.
pub fn convert(
    tx: &Tx<'_>,
    id: OrgId,
    kind: OrgKind,
    date: &PartialDate,
    approval: (Option<&str>, Option<&str>),
    today: NaiveDate,
) -> Result<()> {
    let org = get(tx, id)?;
    living(&org, date, today)?;
    super::refuse_without_roll(tx, &org, kind)?;
    if super::list::kind_on(tx, id, date.first_day())? == Some(kind) {
        return Err(Error::refused(say!(KindAlready { org: &org.name, kind })));
    }
    let text = |value: Option<&str>| text::typed(value).map_or(Value::Null, Value::Text);
    let values = [
        ("kind", Value::Text(kind.code().to_owned())),
        ("approval_no", text(approval.0)),
        ("approver", text(approval.1)),
    ];
    history::KINDS.begin(tx, id.0, date, &values)
}

/// Refuses an event of an org that did not exist on the day, or in the future.
pub(super) fn living(org: &Org, date: &PartialDate, today: NaiveDate) -> Result<()> {
    can_have_been(date, today)?;
    existing(org, date)
}

/// Refuses an org on whose roll nobody can be on a day: planned, without a roll, not founded yet, dissolved.
pub fn keeping_roll(org: &Org, date: &PartialDate) -> Result<()> {
    if !org.kind.has_roll() {
        return Err(Error::refused(say!(KindWithoutRoll { org: &org.name, kind: org.kind })));
    }
    existing(org, date)
}

/// Refuses an org that did not exist on the day.
pub fn existing(org: &Org, date: &PartialDate) -> Result<()> {
    if org.planned {
        return Err(Error::refused(say!(OrgPlanned { org: &org.name })).hint(say!(OrgPlannedHint)));
    }
    match (&org.founded, &org.dissolved) {
        (Some(founded), _) if !date.could_follow(founded) => {
            Err(Error::refused(say!(OrgNotYet { org: &org.name, founded, date })))
        }
        (_, Some(end)) if date.first_day() >= end.last_day() => {
            Err(Error::refused(say!(OrgGone { org: &org.name, dissolved: end })))
        }
        _ => Ok(()),
    }
}
