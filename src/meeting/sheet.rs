//! The sheet of attendance: each person with presence and reason, as it is stored.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::due::Due;
use super::marks::Marks;
use super::row::Numbers;
use super::{Meeting, MeetingId, Presence};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::meeting::texts;
use crate::member::{self, PersonId};

/// One person on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Whether the person was due.
    pub(super) due: bool,
    /// Whether the person has a vote.
    pub(super) votes: bool,
    /// Whether the person was there.
    pub(super) presence: Presence,
    /// Why not.
    pub(super) reason: Option<String>,
}

/// Who was there and who was not, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet(BTreeMap<PersonId, Line>);

impl Sheet {
    /// What is stored of a meeting.
    pub(super) fn load(conn: &Connection, id: MeetingId) -> Result<Self> {
        let mut query = conn.prepare_cached(
            "SELECT person_id, due, votes, presence, reason FROM attendance WHERE meeting_id = ?1 ORDER BY id",
        )?;
        let lines = query.query_map([id], |row| {
            let line = Line {
                due: row.get("due")?,
                votes: row.get("votes")?,
                presence: row.get("presence")?,
                reason: row.get("reason")?,
            };
            Ok((row.get("person_id")?, line))
        })?;
        Ok(Self(lines.collect::<Result<_, _>>()?))
    }

    /// Whether attendance is told by names; those left out alone do not tell it.
    pub(super) fn is_by_names(&self) -> bool {
        self.0.values().any(|line| line.presence != Presence::LeftOut)
    }

    /// Leaves out whoever is excused for a long time.
    pub(super) fn leave_out(&mut self, tx: &Tx<'_>, due: &Due) -> Result<()> {
        for (person, reason) in due.excused() {
            if let Some(standing) = due.of(tx, person)? {
                self.put(person, standing, Presence::LeftOut, Some(reason.to_owned()));
            }
        }
        Ok(())
    }

    /// Marks the people named; where nobody had been marked before, the rest of the roll too.
    ///
    /// Refuses whoever is marked twice, and, all of them at once, those who are not on the roll of the day.
    pub(super) fn mark(&mut self, tx: &Tx<'_>, meeting: &Meeting, due: &Due, marks: &Marks) -> Result<()> {
        let is_first = !self.is_by_names();
        let mut named: BTreeMap<PersonId, Presence> = BTreeMap::new();
        let mut strangers = Vec::new();
        for typed in &marks.named {
            let person = member::find_among(tx, &typed.person, |id| due.has(tx, id))?;
            if named.insert(person, typed.presence).is_some() {
                let name = member::name(tx, person)?;
                return Err(Error::refused(say!(MarkedTwice { name })).hint(say!(MarkedTwiceHint)));
            }
            // Whoever is on the sheet stays due as it was when it was kept.
            let kept = self.0.get(&person).filter(|line| line.due).map(|line| (true, line.votes));
            let standing = if kept.is_some() { kept } else { due.of(tx, person)? };
            match standing {
                Some(standing) => self.put(person, standing, typed.presence, typed.reason.clone()),
                None => strangers.push(due.why_not(tx, person)?),
            }
        }
        if !strangers.is_empty() {
            return Err(Error::refused(say!(NotDue { date: &meeting.facts.date, count: strangers.len() }))
                .details(strangers)
                .hint(say!(NotDueHint)));
        }
        if (is_first && marks.tell_attendance() && due.roll().is_some()) || marks.all {
            // Where everybody was there, so was whoever is on leave.
            let keep_leave = !marks.all;
            self.fill(tx, due, marks.of_the_rest(), keep_leave, |person| named.contains_key(&person))?;
        }
        Ok(())
    }

    /// Puts everybody due on the sheet who is not named, nor left out; whoever is on long leave with its reason.
    fn fill(
        &mut self,
        tx: &Tx<'_>,
        due: &Due,
        presence: Presence,
        keep_leave: bool,
        is_named: impl Fn(PersonId) -> bool,
    ) -> Result<()> {
        for person in due.everybody(tx)?.keys() {
            let is_left_out = self.0.get(person).is_some_and(|line| line.presence == Presence::LeftOut);
            if is_named(*person) || is_left_out {
                continue;
            }
            if let Some(standing) = due.of(tx, *person)? {
                match due.leave(*person).filter(|_| keep_leave) {
                    Some(leave) => self.put(*person, standing, Presence::Leave, Some(leave.reason.clone())),
                    None => self.put(*person, standing, presence, None),
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, person: PersonId, (due, votes): (bool, bool), presence: Presence, reason: Option<String>) {
        let counts = presence != Presence::LeftOut;
        self.0.insert(person, Line { due: due && counts, votes: votes && counts, presence, reason });
    }

    /// The same sheet by another roll: of another day, or of another kind of meeting. Whoever is new on it was absent.
    ///
    /// Refuses if somebody on the sheet is not on that roll.
    pub(super) fn taken_anew(&self, tx: &Tx<'_>, meeting: &Meeting, due: &Due) -> Result<Self> {
        let mut anew = Self::default();
        let mut strangers = Vec::new();
        for (person, line) in &self.0 {
            match due.of(tx, *person)? {
                Some(standing) => anew.put(*person, standing, line.presence, line.reason.clone()),
                None => strangers.push(due.why_not(tx, *person)?),
            }
        }
        if !strangers.is_empty() {
            return Err(Error::refused(say!(NotDue { date: &meeting.facts.date, count: strangers.len() }))
                .details(strangers)
                .hint(say!(NotDueAnewHint)));
        }
        if self.is_by_names() && due.roll().is_some() {
            anew.fill(tx, due, Presence::Absent, true, |person| self.0.contains_key(&person))?;
        }
        Ok(anew)
    }

    /// The numbers that follow from the sheet and the roll; those told by number are added by [`super::count`].
    pub(super) fn numbers(&self, due: &Due) -> Numbers {
        let count = |test: &dyn Fn(&Line) -> bool| {
            u32::try_from(self.0.values().filter(|line| test(line)).count()).unwrap_or(u32::MAX)
        };
        if self.is_by_names() {
            let has_roll = !due.is_open();
            // Of a roll only those due are counted: an inbound member is there, but makes no quorum.
            let counts =
                |line: &Line, presence: &[Presence]| (line.due || !has_roll) && presence.contains(&line.presence);
            return Numbers {
                on_roll: has_roll.then(|| count(&|line| line.due)),
                voters: has_roll.then(|| count(&|line| line.votes)),
                due_told: None,
                present: Some(count(&|line| counts(line, &[Presence::Present, Presence::Late]))),
                on_leave: Some(count(&|line| counts(line, &[Presence::Leave]))),
                absent: Some(count(&|line| counts(line, &[Presence::Absent]))),
            };
        }
        let Some(roll) = due.roll() else { return Numbers::default() };
        let counted = |votes_only: bool| {
            let those = roll.iter().filter(|(person, votes)| !self.0.contains_key(person) && (**votes || !votes_only));
            Some(u32::try_from(those.count()).unwrap_or(u32::MAX))
        };
        Numbers { on_roll: counted(false), voters: counted(true), ..Numbers::default() }
    }

    /// How many of those present have a vote.
    pub(super) fn voters_present(&self) -> u32 {
        let votes = |line: &&Line| line.votes && matches!(line.presence, Presence::Present | Presence::Late);
        u32::try_from(self.0.values().filter(votes).count()).unwrap_or(u32::MAX)
    }

    /// How somebody is on the sheet.
    pub(super) fn line(&self, person: PersonId) -> Option<&Line> {
        self.0.get(&person)
    }

    /// Everybody on the sheet.
    pub(super) fn lines(&self) -> impl Iterator<Item = (PersonId, &Line)> {
        self.0.iter().map(|(person, line)| (*person, line))
    }

    /// Brings what is stored of a meeting to this sheet, touching only what differs.
    pub(super) fn store(&self, tx: &Tx<'_>, id: MeetingId) -> Result<()> {
        let stored = Self::load(tx, id)?;
        for person in stored.0.keys().filter(|person| !self.0.contains_key(person)) {
            tx.prepare_cached("DELETE FROM attendance WHERE meeting_id = ?1 AND person_id = ?2")?
                .execute((id, person))?;
        }
        for (person, line) in self.0.iter().filter(|(person, line)| stored.0.get(person) != Some(line)) {
            tx.prepare_cached(include_str!("attendance_put.sql"))?.execute(named_params! {
                ":meeting": id, ":person": person, ":due": line.due, ":votes": line.votes,
                ":presence": line.presence, ":reason": line.reason,
            })?;
        }
        Ok(())
    }
}
