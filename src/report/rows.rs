//! The rows of a report's SELECT: asked for once, whether they are counted, listed or shown as what stands behind a
//! figure.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use super::declaration::{Count, Report, Takes, Typed};
use super::holds::{Holds, Key, Names};
use super::query;
use super::question::Question;
use crate::assumed::Resting;
use crate::db::Db;
use crate::db::elsewhere::Answer;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::lake::SHIFT;
use crate::org;
use crate::output::Value;
use crate::report::texts;
use crate::rules;

/// The column that says who of a row rests on an assumed start, by number; a report may have it.
pub(super) const RESTING: &str = "resting";

/// One row, with what was asked of it.
pub(super) struct Seen<'r> {
    row: &'r Row<'r>,
    asked: Asked<'r>,
}

impl Seen<'_> {
    /// What the row counts under in the `at`-th grouping.
    pub(super) fn key(&self, at: usize) -> Result<Key<'_>> {
        Ok(self.asked.groups[at].holds.key(self.row.get_ref(at)?))
    }

    /// What the `at`-th of the counts asked for counts it as: 0 if not at all.
    pub(super) fn counted(&self, at: usize) -> Result<i64> {
        number(self.row.get_ref(self.asked.groups.len() + at)?)
    }

    /// The `at`-th of the measures asked for, if it has one.
    pub(super) fn measured(&self, at: usize) -> Result<Option<i64>> {
        Ok(self.row.get(self.asked.groups.len() + self.asked.counts.len() + at)?)
    }

    /// Who of the row rests on a start that was only assumed.
    pub(super) fn resting(&self, all: &mut Resting) -> Result<()> {
        all.add_cell(self.row.get_ref(self.asked.told())?);
        Ok(())
    }

    /// What stands in the columns of the report; `seq` is the running number of the row.
    pub(super) fn cells(&self, report: &Report, seq: i64, names: &Names<'_>) -> Result<Vec<Value>> {
        let first = self.asked.told() + 1;
        let cell = |(at, column): (usize, &Typed)| match column.holds {
            Holds::Seq => Ok(Value::Int(seq)),
            holds => match (self.row.get_ref(first + at)?, &report.own) {
                (ValueRef::Real(number), Some(_)) if number.is_finite() => Ok(Value::Real(number)),
                (ValueRef::Blob(bytes), Some(_)) => {
                    Ok(Value::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
                }
                (cell, _) => holds.cell(cell, names),
            },
        };
        report.columns.iter().enumerate().map(cell).collect()
    }
}

fn number(cell: ValueRef<'_>) -> Result<i64> {
    Ok(cell.as_i64_or_null().map_err(rusqlite::Error::from)?.unwrap_or_default())
}

/// What is asked of each row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'r> {
    /// What it counts under.
    pub(super) groups: &'r [&'r Typed],
    /// The counts that may count it: what nobody asks for is not worked out.
    pub(super) counts: &'r [Count<'r>],
    /// The expressions that are measured.
    pub(super) measures: &'r [&'r str],
    /// Whether who rests on an assumed start is wanted.
    pub(super) resting: bool,
    /// Whether its columns are wanted too; then the rows come in the order of the report.
    pub(super) columns: bool,
}

impl Asked<'_> {
    /// How many columns there are before those that every row has.
    fn told(&self) -> usize {
        self.groups.len() + self.counts.len() + self.measures.len()
    }
}

/// Goes through the rows of a report until `see` has had enough.
pub(super) fn each(
    db: &Db,
    report: &Report,
    question: &Question,
    asked: Asked<'_>,
    mut see: impl FnMut(&Seen<'_>) -> Result<bool>,
) -> Result<()> {
    let mut statement = query::prepare(db, report, &select(db, report, asked)?)?;
    bind(db, &mut statement, report, question)?;
    let answer = db.answer(&statement)?;
    let mut answered = answer.as_ref().map(Answer::prepare).transpose()?;
    let mut rows = match &mut answered {
        Some(answered) => answered.raw_query(),
        None => statement.raw_query(),
    };
    while let Some(row) = rows.next().map_err(|error| query::failed(db, report, error))? {
        if !see(&Seen { row, asked })? {
            break;
        }
    }
    Ok(())
}

/// The SELECT around that of the report: groups, counts, who rests on an assumed start, columns.
pub(super) fn select(db: &Db, report: &Report, asked: Asked<'_>) -> Result<String> {
    // An own one names none of them, and what it stands on is made already.
    if report.own.is_none() {
        db.make_views_for(&report.sql)?;
    }
    let rests = asked.resting && query::columns(db, report)?.iter().any(|column| column == RESTING);
    let mut wanted: Vec<String> = asked.groups.iter().map(|by| grouped(by)).collect();
    wanted.extend(asked.counts.iter().map(|count| count.condition.to_owned()));
    wanted.extend(asked.measures.iter().map(|measure| (*measure).to_owned()));
    wanted.push(if rests { RESTING } else { "NULL" }.to_owned());
    let mut order = String::new();
    if asked.columns {
        let column = |column: &Typed| if column.holds == Holds::Seq { "NULL".into() } else { quoted(&column.key) };
        wanted.extend(report.columns.iter().map(column));
        order = if report.order.is_empty() {
            String::new()
        } else {
            format!("\nORDER BY {}", report.order.iter().map(|key| quoted(key)).collect::<Vec<_>>().join(", "))
        };
    }
    Ok(format!("SELECT {} FROM (\n{}\n){order}", wanted.join(", "), report.sql))
}

/// What is grouped by: a column; or the office, which the number of the org tells.
fn grouped(by: &Typed) -> String {
    match by.holds {
        Holds::Office => format!("CAST((org - org % {SHIFT}) / {SHIFT} AS INTEGER)"),
        _ => quoted(&by.key),
    }
}

fn quoted(key: &str) -> String {
    format!("\"{}\"", key.replace('"', "\"\""))
}

/// Binds what a report may ask for: the period, the orgs asked for, the numbers of the norms that it names. A parameter
/// of any other name is a fault of the file.
fn bind(db: &Db, query: &mut Statement<'_>, report: &Report, question: &Question) -> Result<()> {
    let numbers = rules::numbers_on(question.day);
    let given = |name: &str| report.own.as_ref().and_then(|own| own.given(name));
    for at in 1..=query.parameter_count() {
        let name = query.parameter_name(at).unwrap_or("?").to_owned();
        match name.trim_start_matches(':') {
            "as_of" if report.own.is_some() => query.raw_bind_parameter(at, question.day.to_string())?,
            // The views tell orgs by their codes.
            "under" if report.own.is_some() => query.raw_bind_parameter(at, code_of(db, question)?)?,
            "everywhere" => query.raw_bind_parameter(at, question.under.is_none())?,
            "under" => query.raw_bind_parameter(at, question.under)?,
            "period" if report.takes != Takes::Day => query.raw_bind_parameter(at, question.called())?,
            "since_day" if report.takes != Takes::Day => query.raw_bind_parameter(at, question.first_day())?,
            "until_day" if report.takes != Takes::Day => query.raw_bind_parameter(at, question.last.to_string())?,
            "period_end" if report.takes != Takes::Day => query.raw_bind_parameter(at, question.until.to_string())?,
            norm if report.norms.iter().any(|known| known == norm) => query.raw_bind_parameter(at, numbers[norm])?,
            own if given(own).is_some() => query.raw_bind_parameter(at, given(own))?,
            _ => return Err(Error::refused(say!(ReportParameterUnknown { name: &report.name, parameter: name }))),
        }
    }
    Ok(())
}

/// The code of the org asked about, if one is.
fn code_of(db: &Db, question: &Question) -> Result<Option<String>> {
    question.under.map(|top| Ok(org::get(db.conn(), top)?.code)).transpose()
}
