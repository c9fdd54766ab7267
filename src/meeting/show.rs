//! One meeting with everything on record.

use rusqlite::Connection;

use super::list::{KEYS, ROWS, list_row};
use super::sheet::Sheet;
use super::{Measure, MeetingId, Partner, Reason, entry, give, resolve};
use crate::committee::elect;
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Arg, Text, say};
use crate::meeting::texts;
use crate::member::{self, guests};
use crate::output::{self, Column, Value};

/// What one meeting is shown with besides.
const MORE: [&str; 19] = [
    "time",
    "recorder",
    "lecturer",
    "place",
    "on_roll",
    "voters",
    "due_told",
    "measure",
    "partner",
    "guests",
    "sit_ins",
    "remark",
    "void_reason",
    "attendance",
    "decisions",
    "gifts",
    "entries",
    "elections",
    "minutes",
];

/// The columns of a meeting shown whole.
pub(super) fn columns() -> Vec<Column> {
    let mut columns = Column::of("meeting", &KEYS);
    columns.extend(Column::of("meeting", &MORE));
    columns
}

/// One meeting as of the day of `ctx`; nothing, if it was not held by then.
pub(super) fn show(ctx: &Ctx, db: &Db, id: MeetingId) -> Result<Option<output::Row>> {
    let conn = db.conn();
    let mut query = conn.prepare(&format!(
        "{ROWS}FROM clock CROSS JOIN meeting WHERE clock.id = 1 AND meeting.id = ?1 AND meeting.day <= as_of"
    ))?;
    let mut rows = query.query([id])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = list_row(row)?;
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    let number = |column: &str| row.get::<_, Option<i64>>(column).map(Value::from);
    let joined = |lines: Vec<Text>| match lines.len() {
        0 => Value::Null,
        _ => lines.iter().map(|line| line.say(ctx.lang)).collect::<Vec<_>>().join("; ").into(),
    };
    cells.extend([text("time")?, text("recorder")?, text("lecturer")?, text("place")?]);
    cells.extend([number("on_roll")?, number("voters")?, number("due_told")?]);
    cells.push(row.get::<_, Option<Measure>>("measure")?.map(Measure::entry).into());
    cells.push(row.get::<_, Option<Partner>>("partner")?.map(Partner::entry).into());
    cells.extend([text("guests")?, text("sit_ins")?, text("remark")?, text("voided")?]);
    let date: PartialDate = row.get("date")?;
    cells.push(joined(attendance(conn, id, &date)?));
    cells.push(joined(decisions(conn, id, row.get("date")?)?));
    cells.push(joined(gifts(conn, id)?));
    cells.push(joined(entries(conn, id)?));
    cells.push(joined(elect::held_at(conn, id.0)?));
    let mut minutes = conn.prepare_cached("SELECT (SELECT text FROM minutes WHERE meeting_id = ?1)")?;
    cells.push(minutes.query_row([id], |row| row.get::<_, Option<String>>(0))?.into());
    Ok(Some(cells))
}

/// Who was there and who was not, and why; an inbound member is marked as one.
fn attendance(conn: &Connection, id: MeetingId, date: &PartialDate) -> Result<Vec<Text>> {
    let sheet = Sheet::load(conn, id)?;
    let line = |(person, line): (_, &super::sheet::Line)| {
        let name = member::name(conn, person)?;
        let reason = line.reason.as_ref().map(|reason| match reason.parse::<Reason>() {
            Ok(reason) => Arg::from(reason),
            Err(_) => Arg::from(reason),
        });
        let is_guest = !line.due && guests::host_on(conn, person, date.first_day())?.is_some();
        Ok(match reason {
            None if is_guest => say!(AttendanceOfGuest { name, presence: line.presence }),
            Some(reason) if is_guest => say!(AttendanceOfGuestWithReason { name, presence: line.presence, reason }),
            Some(reason) => say!(AttendanceWithReason { name, presence: line.presence, reason }),
            None => say!(Attendance { name, presence: line.presence }),
        })
    };
    sheet.lines().map(line).collect()
}

/// What was decided, with the result and the sum by the norms of the day.
fn decisions(conn: &Connection, id: MeetingId, date: PartialDate) -> Result<Vec<Text>> {
    let line = |resolution: resolve::Resolution| {
        let resolve::Resolution { text, vote, voices } = resolution;
        let (result, sum) = vote.judge(date.first_day());
        Ok(say!(Decision { text, result, sum: voices.behind(conn, sum, vote.secret)? }))
    };
    resolve::resolutions(conn, id)?.into_iter().map(line).collect()
}

fn gifts(conn: &Connection, id: MeetingId) -> Result<Vec<Text>> {
    let line = |gift: give::Gift| {
        let things: Vec<Arg> =
            gift.money.map(|money| Text::from(money).into()).into_iter().chain(gift.goods.map(Arg::from)).collect();
        say!(GiftLine { recipient: gift.recipient, things })
    };
    Ok(give::given(conn, id)?.into_iter().map(line).collect())
}

fn entries(conn: &Connection, id: MeetingId) -> Result<Vec<Text>> {
    let line = |entry: entry::Entry| match entry.award {
        Some(award) => say!(EntryWithAward { title: entry.title, author: entry.author, award }),
        None => say!(EntryLine { title: entry.title, author: entry.author }),
    };
    Ok(entry::entered(conn, id)?.into_iter().map(line).collect())
}
