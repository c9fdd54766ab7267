//! Steps as they are stored.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, ToSql, named_params};

use super::{CandidatureId, Step, Votes};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::member::PersonId;
use crate::member::voices::{self, Of, Voices};

/// What may be told of a step beside its day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    /// Who talked.
    pub by: Option<PersonId>,
    /// What came of it.
    pub result: Option<String>,
    /// When it was filed with the org above, or when that one consented.
    pub superior_on: Option<PartialDate>,
    /// The public notice, first and last day.
    pub notice: Option<(NaiveDate, NaiveDate)>,
    /// The hours of a training.
    pub hours: Option<u32>,
    /// The document: of the approval, the pre-review, the certificate.
    pub doc_no: Option<String>,
    /// How the meeting voted.
    pub votes: Option<Votes>,
    /// Who did so in writing and who was excused, by name.
    pub voices: Voices,
    /// The new end of probation.
    pub until: Option<NaiveDate>,
    /// A word on it.
    pub note: Option<String>,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// Which.
    pub step: Step,
    /// When.
    pub date: PartialDate,
    /// What else is told of it.
    pub details: Details,
}

impl Taken {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        let notice_from: Option<NaiveDate> = day(row, "notice_from")?;
        Ok(Self {
            step: row.get("step")?,
            date: row.get("date")?,
            details: Details {
                by: row.get("by_id")?,
                result: row.get("result")?,
                superior_on: row.get("superior_on")?,
                notice: notice_from.zip(day(row, "notice_to")?),
                hours: row.get("hours")?,
                doc_no: row.get("doc_no")?,
                votes: Votes::from_row(row)?,
                voices: Voices::default(),
                until: day(row, "until")?,
                note: row.get("note")?,
            },
        })
    }

    /// Writes it down.
    pub(super) fn insert(&self, tx: &Tx<'_>, way: CandidatureId) -> Result<()> {
        self.store(tx, include_str!("step_insert.sql"), way, &[])?;
        voices::store(tx, Of::Step(tx.last_insert_rowid()), &self.details.voices)
    }

    /// Writes it in the place of what stood there.
    pub(super) fn update(&self, tx: &Tx<'_>, way: CandidatureId, old: &Self) -> Result<()> {
        let sql = "SELECT min(id) FROM step WHERE candidature_id = ?1 AND step = ?2 AND date = ?3";
        let row = tx.prepare_cached(sql)?.query_row((way, old.step, old.date), |row| row.get(0))?;
        self.store(tx, include_str!("step_update.sql"), way, named_params! {":old": old.date})?;
        voices::store(tx, Of::Step(row), &self.details.voices)
    }

    fn store(&self, tx: &Tx<'_>, sql: &str, way: CandidatureId, which: &[(&str, &dyn ToSql)]) -> Result<()> {
        let Details { by, result, superior_on, notice, hours, doc_no, votes, until, note, .. } = &self.details;
        let until = until.map(|until| until.to_string());
        let (from, to) = (notice.map(|notice| notice.0.to_string()), notice.map(|notice| notice.1.to_string()));
        let told = named_params! {
            ":way": way, ":step": self.step, ":date": self.date, ":by": by, ":result": result,
            ":superior_on": superior_on, ":notice_from": from, ":notice_to": to, ":hours": hours, ":doc_no": doc_no,
            ":voters": votes.map(|votes| votes.voters), ":present": votes.map(|votes| votes.present),
            ":in_favour": votes.map(|votes| votes.in_favour), ":against": votes.map(|votes| votes.against),
            ":abstained": votes.map(|votes| votes.abstained), ":secret": votes.map(|votes| votes.secret),
            ":until": until, ":note": note,
            ":written": votes.map(|votes| votes.written).filter(|written| *written > 0),
        };
        tx.prepare_cached(sql)?.execute(&*[told, which].concat())?;
        Ok(())
    }
}

/// A day known to the day.
fn day(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<NaiveDate>> {
    Ok(row.get::<_, Option<PartialDate>>(column)?.map(|date| date.first_day()))
}

/// The steps of a candidature, earliest first.
pub(super) fn load(conn: &Connection, way: CandidatureId) -> Result<Vec<Taken>> {
    steps(conn, way, "9999-12-31")
}

/// The steps of a candidature that were taken by the end of a day, earliest first.
pub(super) fn steps(conn: &Connection, way: CandidatureId, day: &str) -> Result<Vec<Taken>> {
    let mut query = conn.prepare_cached(include_str!("steps.sql"))?;
    let mut rows = query.query((way, day))?;
    let mut steps = Vec::new();
    while let Some(row) = rows.next()? {
        let mut taken = Taken::from_row(row)?;
        if taken.details.votes.is_some() {
            taken.details.voices = voices::load(conn, Of::Step(row.get("id")?))?;
        }
        steps.push(taken);
    }
    Ok(steps)
}
