//! A meeting is recorded, with who was due by the roll of its day.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};

use super::count::Told;
use super::due::Due;
use super::give::{self, Gift};
use super::marks::Marks;
use super::row::{Facts, Numbers};
use super::sheet::Sheet;
use super::{Meeting, MeetingId, MeetingKind, campaign, named, row};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::meeting::texts;
use crate::member;
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// A meeting to be recorded.
#[derive(Debug, Clone)]
pub struct NewMeeting {
    /// Whose it was.
    pub(super) org: OrgId,
    /// What is told of it.
    pub(super) facts: Facts,
    /// Attendance by names.
    pub(super) marks: Marks,
    /// Attendance by numbers.
    pub(super) told: Told,
    /// The campaigns it belongs to.
    pub(super) campaigns: Vec<String>,
    /// The minutes.
    pub(super) minutes: Option<String>,
    /// What was given.
    pub(super) gift: Option<Gift>,
}

impl NewMeeting {
    /// A meeting of which nothing but org, kind and day is told.
    pub fn new(org: OrgId, kind: MeetingKind, date: PartialDate) -> Self {
        Self {
            org,
            facts: Facts::new(kind, date),
            marks: Marks::default(),
            told: Told::default(),
            campaigns: Vec::new(),
            minutes: None,
            gift: None,
        }
    }
}

/// Records a meeting. `today` bounds what can have happened.
///
/// Refuses a day in the future or outside the life of the org, people who were not on the roll that day, and more people
/// than were due.
pub fn record(tx: &Tx<'_>, new: NewMeeting, today: NaiveDate, advice: &mut Advice) -> Result<MeetingId> {
    let NewMeeting { org, facts, marks, told, campaigns, minutes, gift } = new;
    let mut meeting = Meeting { id: None, org, facts, numbers: Numbers::default(), voided: None };
    refuse_impossible(tx, &meeting, today)?;
    let due = Due::at(tx, &meeting)?;
    name_chair(tx, &mut meeting.facts, &due, advice)?;
    let mut sheet = Sheet::default();
    sheet.leave_out(tx, &due)?;
    sheet.mark(tx, &meeting, &due, &marks)?;
    refuse_uncounted(&sheet, &due, told)?;
    let numbers = sheet.numbers(&due);
    meeting.numbers = numbers.with(told, sheet.is_by_names(), &meeting.facts.date, advice)?;
    advise_twice(tx, &meeting, advice)?;
    let id = meeting.insert(tx)?;
    sheet.store(tx, id)?;
    if !campaigns.is_empty() {
        store_campaigns(tx, id, &campaigns, advice)?;
    }
    if minutes.is_some() {
        store_minutes(tx, id, minutes.as_deref())?;
    }
    if let Some(gift) = &gift {
        give::give(tx, id, gift)?;
    }
    Ok(id)
}

/// Refuses a meeting that cannot have been: in the future, outside the life of its org, at a time of an unknown day.
pub(super) fn refuse_impossible(conn: &Connection, meeting: &Meeting, today: NaiveDate) -> Result<()> {
    let Facts { date, time, .. } = &meeting.facts;
    org::can_have_been(date, today)?;
    org::event::existing(&org::get(conn, meeting.org)?, date)?;
    match time {
        Some(time) if !date.is_exact() => Err(Error::refused(say!(TimeOfNoDay { time: time.to_string(), date }))),
        _ => Ok(()),
    }
}

/// Tells of a meeting of the same org, kind, day and topic that is on record already.
fn advise_twice(conn: &Connection, meeting: &Meeting, advice: &mut Advice) -> Result<()> {
    let Facts { kind, date, topic, time, .. } = &meeting.facts;
    let mut query = conn.prepare_cached(include_str!("twice.sql"))?;
    let found = query.query_row((meeting.org, kind, date, topic, time), |row| row.get(0)).optional()?;
    if let Some(id) = found {
        advice.notice(say!(PerhapsTwice { meeting: named(conn, &row::load(conn, id)?)? }));
    }
    Ok(())
}

/// Where no posts are on record, numbers alone do not tell how many the committee are.
pub(super) fn refuse_uncounted(sheet: &Sheet, due: &Due, told: Told) -> Result<()> {
    if due.is_as_named() && !sheet.is_by_names() && told.present.is_some() && told.due.is_none() {
        return Err(Error::refused(say!(CommitteeUnknown)).hint(say!(CommitteeUnknownHint)));
    }
    Ok(())
}

/// Finds out who the chair is; a name that is nobody's, or several people's, stays text.
pub(super) fn name_chair(conn: &Connection, facts: &mut Facts, due: &Due, advice: &mut Advice) -> Result<()> {
    facts.chair_id = None;
    let Some(typed) = facts.chair.clone() else { return Ok(()) };
    match member::find_exactly_among(conn, &typed, |id| due.has(conn, id)) {
        Ok(person) => {
            facts.chair = Some(member::name(conn, person)?);
            facts.chair_id = Some(person);
        }
        Err(error) if matches!(error.kind(), Kind::NotFound | Kind::Ambiguous) => {
            if typed.chars().any(|c| c.is_ascii_digit()) {
                return Err(error);
            }
            advice.notice(say!(ChairKeptAsText { name: &typed, why: error.message().clone() }));
        }
        Err(error) => return Err(error),
    }
    Ok(())
}

/// The campaigns of a meeting become these, by their names on record.
pub(super) fn store_campaigns(tx: &Tx<'_>, id: MeetingId, told: &[String], advice: &mut Advice) -> Result<()> {
    let names = campaign::on_record(tx, told, advice)?;
    let kept = serde_json::json!(names).to_string();
    tx.prepare_cached("DELETE FROM campaign WHERE meeting_id = ?1 AND name NOT IN (SELECT value FROM json_each(?2))")?
        .execute((id, kept))?;
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO campaign (meeting_id, name) VALUES (?1, ?2)")?;
    names.iter().try_for_each(|name| insert.execute((id, name)).map(drop))?;
    Ok(())
}

/// The minutes of a meeting become these; none, if there is no text.
pub(super) fn store_minutes(tx: &Tx<'_>, id: MeetingId, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) => tx
            .prepare_cached(
                "INSERT INTO minutes (meeting_id, text) VALUES (?1, ?2)
             ON CONFLICT (meeting_id) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
            )?
            .execute((id, text))?,
        None => tx.prepare_cached("DELETE FROM minutes WHERE meeting_id = ?1")?.execute([id])?,
    };
    Ok(())
}
