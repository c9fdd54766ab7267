//! The way into the Party: applicants, activists, development candidates, probationary members, step by step.
//!
//! Somebody on the way is a person like any other, on no roll until admitted. A [`Way`] is one candidature with the steps
//! taken; what a step needs before it, and what may not stand after it, is decided here once for all of them. The norms
//! (how soon, how many, how long) are in `norms`.

mod admission;
mod admit;
mod apply;
mod ballot;
mod bring;
mod candidacy;
pub mod cli;
mod columns;
pub mod contact;
mod convert;
pub mod correct;
mod export;
mod holes;
mod import;
pub(crate) mod joined;
mod list;
pub mod moving;
mod next;
mod norms;
mod people;
mod probation;
mod roster;
mod row;
mod show;
mod take;
pub(crate) mod texts;
mod voices;
mod votes;

pub use admit::admit;
pub use apply::{Application, apply};
pub(crate) use columns::HEADINGS;
pub use convert::{cancel, convert, withdraw};
pub(crate) use export::kept;
pub use row::{Details, Taken};
pub use take::take;
pub use votes::Votes;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};

use crate::code::codes;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Label, Text, say};
use crate::member::{self, PersonId};

codes! {
    /// A step on the way.
    pub enum Step {
        Applied = "applied", "申请入党", "application";
        Talked = "talked", "谈话", "talk";
        Nominated = "nominated", "确定为入党积极分子", "named activist";
        Evaluated = "evaluated", "考察", "evaluation";
        Candidate = "candidate", "列为发展对象", "named development candidate";
        Reviewed = "reviewed", "政治审查", "political review";
        Trained = "trained", "集中培训", "training";
        Prereviewed = "prereviewed", "党委预审", "pre-review";
        Admitted = "admitted", "接收为预备党员", "admission";
        Approved = "approved", "审批", "approval";
        Sworn = "sworn", "入党宣誓", "oath";
        Extended = "extended", "延长预备期", "extension of probation";
        Converted = "converted", "转为正式党员", "conversion";
        Confirmed = "confirmed", "转正审批", "approval of the conversion";
    }

    /// How a way ends before full membership.
    pub enum End {
        Withdrawn = "withdrawn", "终止", "given up";
        Cancelled = "cancelled", "取消预备党员资格", "probation cancelled";
    }

    /// How far somebody has come.
    pub enum Stage {
        Applicant = "applicant", "入党申请人", "applicant", ["申请入党人", "申请人"];
        Activist = "activist", "入党积极分子", "activist", ["积极分子"];
        Candidate = "candidate", "发展对象", "development candidate", ["重点培养对象", "列入发展计划", "领取志愿书"];
        Probationary = "probationary", "预备党员", "probationary member", ["预备", "中共预备党员"];
        Full = "full", "正式党员", "full member", ["正式", "中共党员", "正式中共党员"];
        Ended = "ended", "已终止", "ended", ["未通过", "已移除"];
    }
}

impl Step {
    /// The step that must be taken before it.
    fn needs(self) -> Option<Self> {
        match self {
            Self::Applied => None,
            Self::Talked => Some(Self::Applied),
            Self::Nominated => Some(Self::Talked),
            Self::Evaluated | Self::Candidate => Some(Self::Nominated),
            Self::Reviewed | Self::Trained | Self::Prereviewed | Self::Admitted => Some(Self::Candidate),
            Self::Approved | Self::Extended => Some(Self::Admitted),
            Self::Sworn | Self::Converted => Some(Self::Approved),
            Self::Confirmed => Some(Self::Converted),
        }
    }

    /// Whether it has its place before another: by the order of the way, or by what the other needs.
    fn comes_before(self, later: Self) -> bool {
        match (self.place(), later.place()) {
            (Some(before), Some(after)) => before < after,
            (Some(before), None) => later.needs().and_then(Self::place).is_some_and(|needed| before <= needed),
            _ => false,
        }
    }

    /// Whether it may be taken again and again.
    fn repeats(self) -> bool {
        matches!(self, Self::Evaluated | Self::Trained)
    }

    /// Its place on the way, as in `schema.sql`: none for what lies anywhere after the step that it needs.
    fn place(self) -> Option<u8> {
        match self {
            Self::Applied => Some(1),
            Self::Talked => Some(2),
            Self::Nominated => Some(3),
            Self::Candidate => Some(4),
            Self::Reviewed | Self::Trained => Some(5),
            Self::Prereviewed => Some(6),
            Self::Admitted => Some(7),
            Self::Approved => Some(8),
            Self::Extended => Some(9),
            Self::Converted => Some(10),
            Self::Confirmed => Some(11),
            Self::Evaluated | Self::Sworn => None,
        }
    }
}

impl Stage {
    /// How far steps lead, as the view `candidature_at` has it: whoever left the roll on the way is at its end.
    pub(crate) fn of(steps: &[Taken], is_ended: bool, is_on_roll: bool) -> Self {
        let reached = steps.iter().filter_map(|taken| taken.step.place()).max();
        match reached {
            _ if is_ended => Self::Ended,
            Some(10..) => Self::Full,
            Some(7..) if is_on_roll => Self::Probationary,
            Some(7..) => Self::Ended,
            Some(4..) => Self::Candidate,
            Some(3) => Self::Activist,
            _ => Self::Applicant,
        }
    }
}

/// The row of a candidature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CandidatureId(pub i64);

impl rusqlite::ToSql for CandidatureId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl rusqlite::types::FromSql for CandidatureId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// One way into the Party, with the steps taken on it, earliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// Its row.
    pub id: CandidatureId,
    /// Whose it is.
    pub person: PersonId,
    /// What was done.
    pub steps: Vec<Taken>,
}

impl Way {
    /// The way that a person is on. Refuses who is on none.
    pub fn of(conn: &Connection, person: PersonId) -> Result<Self> {
        Self::selected(conn, person, "SELECT id FROM candidature WHERE person_id = ?1 AND ended IS NULL")
    }

    /// The way that a person is on, else the last one. Refuses who never was on one.
    pub fn last_of(conn: &Connection, person: PersonId) -> Result<Self> {
        let sql =
            "SELECT id FROM candidature WHERE person_id = ?1 ORDER BY ended IS NULL DESC, ended_day DESC, id DESC";
        Self::selected(conn, person, sql)
    }

    fn selected(conn: &Connection, person: PersonId, sql: &str) -> Result<Self> {
        let Some(id) = conn.prepare_cached(sql)?.query_row([person], |row| row.get(0)).optional()? else {
            let name = member::name(conn, person)?;
            let is_unknown = conn
                .prepare_cached("SELECT 1 FROM roll WHERE person_id = ?1 AND until IS NULL AND category = 'unknown'")?
                .exists([person])?;
            let hint = if is_unknown { say!(NotOnTheWayUnknown { no: person.0 }) } else { say!(NotOnTheWayHint) };
            return Err(Error::refused(say!(NotOnTheWay { name })).hint(hint));
        };
        Ok(Self { id, person, steps: row::load(conn, id)? })
    }

    /// The last time that a step was taken.
    pub fn last(&self, step: Step) -> Option<&Taken> {
        self.steps.iter().rev().find(|taken| taken.step == step)
    }

    /// The day of a step, if it was taken.
    pub fn on(&self, step: Step) -> Option<PartialDate> {
        self.last(step).map(|taken| taken.date)
    }

    /// Refuses a step that is not next: taken already, before what it needs, or before what is on record after it.
    fn refuse_out_of_order(&self, conn: &Connection, step: Step, date: &PartialDate) -> Result<()> {
        let name = || member::name(conn, self.person);
        if let Some(before) = self.on(step).filter(|_| !step.repeats()) {
            return Err(
                Error::refused(say!(StepTaken { name: name()?, step, date: &before })).hint(say!(StepTakenHint))
            );
        }
        let is_told =
            |needed: Step| self.on(needed).is_some() || needed == Step::Approved && self.begins_with_admission();
        if let Some(needed) = step.needs()
            && !is_told(needed)
        {
            return Err(Error::refused(say!(StepMissing { name: name()?, step, needed })).hint(say!(StepMissingHint)));
        }
        self.refuse_crossing(conn, step, date)
    }

    /// Whether nothing is known of what went before the admission: the way was taken from a roster.
    fn begins_with_admission(&self) -> bool {
        self.on(Step::Applied).is_none()
    }

    /// Refuses a day of a step that crosses those of the others: before what comes before it, after what comes after.
    fn refuse_crossing(&self, conn: &Connection, step: Step, date: &PartialDate) -> Result<()> {
        let crosses = |taken: &&Taken| match (taken.step.place(), step.place()) {
            (Some(before), Some(place)) if before > place => !taken.date.could_follow(date),
            (Some(before), Some(place)) if before < place => !date.could_follow(&taken.date),
            (_, None) if step.needs() == Some(taken.step) => !date.could_follow(&taken.date),
            (None, _) if taken.step.needs() == Some(step) => !taken.date.could_follow(date),
            _ => false,
        };
        let Some(other) = self.steps.iter().rev().find(crosses) else { return Ok(()) };
        let (name, on) = (member::name(conn, self.person)?, &other.date);
        let what = if date.could_follow(on) {
            say!(StepTooLate { name, step, date, after: other.step, on })
        } else {
            say!(StepTooEarly { name, step, date, before: other.step, on })
        };
        Err(Error::refused(what).hint(say!(StepTakenHint)))
    }

    /// Refuses an end before a step on record.
    fn refuse_ending_before(&self, conn: &Connection, date: &PartialDate) -> Result<()> {
        let Some(later) = self.steps.iter().rev().find(|taken| !date.could_follow(&taken.date)) else { return Ok(()) };
        let (name, step) = (member::name(conn, self.person)?, later.step);
        let what = say!(EndedTooEarly { name, date, step, on: &later.date });
        Err(Error::refused(what).hint(say!(StepTakenHint)))
    }

    /// The hours of training so far.
    pub fn trained_hours(&self) -> u32 {
        trained_hours(&self.steps)
    }
}

/// The hours of training among steps.
fn trained_hours(steps: &[Taken]) -> u32 {
    steps.iter().filter_map(|taken| taken.details.hours).sum()
}

/// The steps of a candidature that were taken by the end of a day, earliest first.
pub(crate) fn steps_by(conn: &Connection, way: CandidatureId, day: NaiveDate) -> Result<Vec<Taken>> {
    row::steps(conn, way, &day.to_string())
}

/// What is missing by then on the last way of a person, and the norm that asks for it.
pub(crate) fn missing_on(conn: &Connection, person: PersonId, day: NaiveDate) -> Result<Vec<(Label, Text)>> {
    let steps = steps_by(conn, Way::last_of(conn, person)?.id, day)?;
    Ok(holes::of(&steps).map(|hole| (hole.due.entry().label, hole.basis())).collect())
}

/// The way of the person that a user named.
pub fn find(conn: &Connection, typed: &str) -> Result<Way> {
    Way::of(conn, member::find(conn, typed)?)
}
