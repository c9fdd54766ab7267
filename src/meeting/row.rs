//! Meetings as they are stored.

use rusqlite::{Connection, Row, named_params};

use super::{Form, Integration, Measure, MeetingId, MeetingKind, Partner, Tier};
use crate::date::{PartialDate, Time};
use crate::db::Tx;
use crate::error::Result;
use crate::member::PersonId;
use crate::org::OrgId;

/// What is told of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Its kind.
    pub kind: MeetingKind,
    /// The day, as known.
    pub date: PartialDate,
    /// When it began.
    pub time: Option<Time>,
    /// What it was about.
    pub topic: Option<String>,
    /// Who chaired it, as written.
    pub chair: Option<String>,
    /// Who that is, if it is one on record.
    pub chair_id: Option<PersonId>,
    /// Who kept the minutes.
    pub recorder: Option<String>,
    /// Who lectured.
    pub lecturer: Option<String>,
    /// Where it was.
    pub place: Option<String>,
    /// How long it took, in minutes.
    pub minutes_long: Option<u32>,
    /// Whom a training is for.
    pub tier: Option<Tier>,
    /// How it teaches.
    pub form: Option<Form>,
    /// Which measure of education it belongs to.
    pub measure: Option<Measure>,
    /// Which integration it serves.
    pub integration: Option<Integration>,
    /// Whom it was held with.
    pub partner: Option<Partner>,
    /// Guests.
    pub guests: Option<String>,
    /// Who sat in without a vote.
    pub sit_ins: Option<String>,
    /// As written.
    pub remark: Option<String>,
}

impl Facts {
    /// A meeting of which only kind and day are told.
    pub fn new(kind: MeetingKind, date: PartialDate) -> Self {
        Self {
            kind,
            date,
            time: None,
            topic: None,
            chair: None,
            chair_id: None,
            recorder: None,
            lecturer: None,
            place: None,
            minutes_long: None,
            tier: None,
            form: None,
            measure: None,
            integration: None,
            partner: None,
            guests: None,
            sit_ins: None,
            remark: None,
        }
    }

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            kind: row.get("kind")?,
            date: row.get("date")?,
            time: row.get("time")?,
            topic: row.get("topic")?,
            chair: row.get("chair")?,
            chair_id: row.get("chair_id")?,
            recorder: row.get("recorder")?,
            lecturer: row.get("lecturer")?,
            place: row.get("place")?,
            minutes_long: row.get("minutes_long")?,
            tier: row.get("tier")?,
            form: row.get("form")?,
            measure: row.get("measure")?,
            integration: row.get("integration")?,
            partner: row.get("partner")?,
            guests: row.get("guests")?,
            sit_ins: row.get("sit_ins")?,
            remark: row.get("remark")?,
        })
    }
}

/// How many were due and how many came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Those due by the roll of the day.
    pub on_roll: Option<u32>,
    /// Those of them who may vote.
    pub voters: Option<u32>,
    /// Those due as somebody typed it.
    pub due_told: Option<u32>,
    /// Those there.
    pub present: Option<u32>,
    /// Those on leave.
    pub on_leave: Option<u32>,
    /// Those missing without leave.
    pub absent: Option<u32>,
}

impl Numbers {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            on_roll: row.get("on_roll")?,
            voters: row.get("voters")?,
            due_told: row.get("due_told")?,
            present: row.get("present")?,
            on_leave: row.get("on_leave")?,
            absent: row.get("absent")?,
        })
    }
}

/// A meeting as it is recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// Its row, once it is stored.
    pub id: Option<MeetingId>,
    /// Whose it was.
    pub org: OrgId,
    /// What is told of it.
    pub facts: Facts,
    /// How many were due and there.
    pub numbers: Numbers,
    /// Why it does not count.
    pub voided: Option<String>,
}

impl Meeting {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: Some(row.get("id")?),
            org: row.get("org_id")?,
            facts: Facts::from_row(row)?,
            numbers: Numbers::from_row(row)?,
            voided: row.get("voided")?,
        })
    }

    /// Writes a new one down.
    pub(super) fn insert(&self, tx: &Tx<'_>) -> Result<MeetingId> {
        self.write(tx, include_str!("insert.sql"))?;
        Ok(MeetingId(tx.last_insert_rowid()))
    }

    /// Brings the stored row to this state.
    pub(super) fn update(&self, tx: &Tx<'_>) -> Result<()> {
        self.write(tx, include_str!("update.sql"))
    }

    fn write(&self, tx: &Tx<'_>, sql: &str) -> Result<()> {
        let Self { id, org, facts, numbers, voided } = self;
        tx.prepare_cached(sql)?.execute(named_params! {
            ":id": id, ":org": org, ":kind": facts.kind, ":date": facts.date, ":time": facts.time,
            ":topic": facts.topic, ":chair": facts.chair, ":chair_id": facts.chair_id, ":recorder": facts.recorder,
            ":lecturer": facts.lecturer, ":place": facts.place, ":minutes_long": facts.minutes_long,
            ":tier": facts.tier, ":form": facts.form, ":measure": facts.measure, ":integration": facts.integration,
            ":partner": facts.partner, ":guests": facts.guests, ":sit_ins": facts.sit_ins, ":remark": facts.remark,
            ":on_roll": numbers.on_roll, ":voters": numbers.voters, ":due_told": numbers.due_told,
            ":present": numbers.present, ":on_leave": numbers.on_leave, ":absent": numbers.absent,
            ":voided": voided,
        })?;
        Ok(())
    }
}

/// Reads a meeting by its row.
pub(super) fn load(conn: &Connection, id: MeetingId) -> Result<Meeting> {
    Ok(conn.prepare_cached(include_str!("get.sql"))?.query_row([id], Meeting::from_row)?)
}
