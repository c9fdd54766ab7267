//! The attendance of a meeting as a sheet in which people are marked, see [`crate::batch`].

use super::count::Told;
use super::due::Due;
use super::export::reason;
use super::marks::{Marks, Typed, reason_of};
use super::sheet::Sheet as Attendance;
use super::{Meeting, MeetingId, Presence, attend, named};
use crate::batch::{self, Changed, Fault, Sheet};
use crate::code::Code;
use crate::ctx::Ctx;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::i18n::{Arg, Text, say};
use crate::meeting::texts;
use crate::member::{self, PersonId};
use crate::org;
use crate::output::{Column, Kept, Value};
use crate::rules::Advice;

/// Those due at a meeting and those who came to it, to be marked together.
pub(super) struct Marking {
    id: MeetingId,
    meeting: Meeting,
    title: Text,
}

impl Marking {
    /// Of the meeting that was named. Refuses one that was voided.
    pub(super) fn of(ctx: &Ctx, typed: &str) -> Result<Self> {
        let db = ctx.read_at()?;
        let id = super::find_id(db.conn(), typed)?;
        let meeting = super::row::load(db.conn(), id)?;
        let title = named(db.conn(), &meeting)?;
        Ok(Self { id, meeting, title })
    }

    /// How somebody is to be marked whose cells were changed, beside what is on the sheet.
    fn typed(&self, sheet: &Attendance, row: &Changed) -> Result<Typed> {
        let told = |key: &str| row.told.iter().find(|(known, _)| known == key).map(|(_, text)| text.as_str());
        let kept = sheet.line(PersonId(row.number()));
        let presence = match told("presence") {
            Some("") => return Err(Error::refused(say!(MarkNotTaken))),
            Some(text) => text.parse::<Presence>()?,
            None => kept.map(|line| line.presence).ok_or_else(|| Error::refused(say!(MarkFirst)))?,
        };
        let bears_reason = !matches!(presence, Presence::Present | Presence::Late);
        let reason = match told("reason") {
            Some(text) => reason_of(text),
            None => kept.and_then(|line| line.reason.clone()).filter(|_| bears_reason),
        };
        let name = row.id.clone();
        match (&reason, presence) {
            (Some(_), _) if !bears_reason => Err(Error::refused(say!(ReasonIdle { name }))),
            (None, Presence::LeftOut) => Err(Error::refused(say!(LeftOutNeedsReason { name }))),
            _ => Ok(Typed { person: row.id.clone(), presence, reason }),
        }
    }
}

impl Sheet for Marking {
    fn of(&self) -> String {
        format!("meeting {}", self.id.0)
    }

    fn title(&self) -> Text {
        self.title.clone()
    }

    fn command(&self) -> String {
        format!("meeting attend {}", self.id.0)
    }

    fn list(&self, _: &Ctx, db: &Db) -> Result<Kept> {
        let conn = db.conn();
        let (due, sheet) = (Due::at(conn, &self.meeting)?, Attendance::load(conn, self.id)?);
        let mut people: Vec<PersonId> = due.everybody(conn)?.keys().copied().collect();
        people.extend(sheet.lines().map(|(person, _)| person));
        people.sort_unstable();
        people.dedup();
        let day = self.meeting.facts.date.first_day();
        let row = |person: PersonId| {
            let org = member::standing_on(conn, person, day)?.map(|(org, ..)| org::get(conn, org)).transpose()?;
            let line = sheet.line(person);
            Ok(vec![
                person.0.into(),
                member::name(conn, person)?.into(),
                org.map(|org| org.name).into(),
                line.map(|line| line.presence.entry()).into(),
                line.map_or(Value::Null, |line| reason(line.reason.clone())),
            ])
        };
        let rows = people.into_iter().map(row).collect::<Result<_>>()?;
        Ok(Kept { columns: Column::list(&["no", "name", "org", "presence", "reason"]), rows, ..Kept::default() })
    }

    fn open_columns(&self) -> Vec<&'static str> {
        vec!["presence", "reason"]
    }

    fn notes(&self) -> Vec<Text> {
        let words = |codes: &'static [Code]| codes.iter().map(Arg::from).collect::<Vec<_>>();
        vec![say!(MarkWords { presences: words(Presence::CODES) }), say!(MarkRest)]
    }

    fn write(&self, tx: &Tx<'_>, rows: &[Changed], advice: &mut Advice) -> Result<Vec<Fault>> {
        let sheet = Attendance::load(tx, self.id)?;
        let mut marks = Marks::default();
        let faults = batch::each(rows, |row| {
            marks.named.push(self.typed(&sheet, row)?);
            Ok(())
        })?;
        if faults.is_empty() {
            attend::attend(tx, &self.meeting, &marks, Told::default(), advice)?;
        }
        Ok(faults)
    }
}
