//! Running a report: counting the rows of its SELECT, or listing them.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Statement};

use super::declaration::{Formula, Holds, Report, Typed};
use crate::code::Code;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::Label;
use crate::org::{self, OrgId};
use crate::output::{self, Column, Listing, Value};
use crate::rules;

/// What stands for the group in the row of totals.
const TOTAL: Code = Code { code: "total", label: Label { zh: "合计", en: "Total" }, synonyms: &[] };

/// What a report is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Question {
    /// Only this org and those below it.
    pub(super) under: Option<OrgId>,
    /// The day the database stands at, for the norms.
    pub(super) day: chrono::NaiveDate,
}

/// The columns of a report of figures grouped by something, or of a list.
pub(super) fn columns(report: &Report, by: Option<&Typed>) -> Vec<Column> {
    let keys = by.iter().map(|by| by.key);
    let figures = report.figures.iter().filter(|figure| !figure.hidden).map(|figure| figure.key);
    let listed = report.columns.iter().map(|column| column.key);
    keys.chain(figures).chain(listed).map(Column::new).collect()
}

fn bind(query: &mut Statement<'_>, question: &Question) -> Result<()> {
    let mut set = |name: &str, value: &dyn rusqlite::ToSql| -> Result<()> {
        if let Some(at) = query.parameter_index(name)? {
            query.raw_bind_parameter(at, value)?;
        }
        Ok(())
    };
    set(":everywhere", &question.under.is_none())?;
    for (name, number) in rules::numbers_on(question.day) {
        set(&format!(":{name}"), &number)?;
    }
    Ok(())
}

/// Hands over the rows of a list.
pub(super) fn list(db: &Db, report: &Report, question: &Question, listing: &mut Listing) -> Result<()> {
    org::scope(db.conn(), question.under)?;
    let mut query = db.conn().prepare(report.sql)?;
    bind(&mut query, question)?;
    let mut rows = query.raw_query();
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        let cells = report.columns.iter().map(|column| value(row, column.key, &column.holds)).collect::<Result<_>>()?;
        listing.push(cells)?;
    }
    Ok(())
}

/// Hands over the figures, a row for each group, and their total.
pub(super) fn figures(db: &Db, report: &Report, by: &Typed, question: &Question, listing: &mut Listing) -> Result<()> {
    org::scope(db.conn(), question.under)?;
    let counted: Vec<(&str, &str)> = report
        .figures
        .iter()
        .filter_map(|figure| match figure.formula {
            Formula::Count(condition) => Some((figure.key, condition)),
            _ => None,
        })
        .collect();
    let sums: Vec<String> = counted.iter().map(|(key, condition)| format!("sum({condition}) AS \"{key}\"")).collect();
    let sql = format!(
        "SELECT \"{by}\" AS value, {} FROM (\n{}\n) GROUP BY value ORDER BY value IS NULL, value",
        sums.join(", "),
        report.sql,
        by = by.key
    );
    let mut query = db.conn().prepare(&sql)?;
    bind(&mut query, question)?;
    let mut groups: Vec<(Value, Vec<i64>)> = Vec::new();
    let mut rows = query.raw_query();
    while let Some(row) = rows.next()? {
        let counts = counted.iter().map(|(key, _)| row.get::<_, Option<i64>>(*key).map(Option::unwrap_or_default));
        let group = match value(row, "value", &by.holds)? {
            Value::Null => Value::Unknown,
            known => known,
        };
        groups.push((group, counts.collect::<Result<_, _>>()?));
    }
    if let Holds::Codes(codes) = by.holds {
        let place = |value: &Value| codes.iter().position(|code| *value == Value::Code(code)).unwrap_or(usize::MAX);
        groups.sort_by_key(|(value, _)| place(value));
    }
    let keys: Vec<&str> = counted.iter().map(|(key, _)| *key).collect();
    let total: Vec<i64> = (0..keys.len()).map(|at| groups.iter().map(|(_, counts)| counts[at]).sum()).collect();
    for (value, counts) in &groups {
        listing.push(row_of(report, value.clone(), &keys, counts, &total))?;
    }
    listing.set_total(row_of(report, Value::Code(&TOTAL), &keys, &total, &total));
    Ok(())
}

fn row_of(report: &Report, value: Value, keys: &[&str], counts: &[i64], total: &[i64]) -> output::Row {
    let count = |key: &str, of: &[i64]| keys.iter().position(|known| *known == key).map_or(0, |at| of[at]);
    let sum = |parts: &[&str]| parts.iter().map(|key| count(key, counts)).sum::<i64>();
    let mut row = vec![value];
    for figure in report.figures.iter().filter(|figure| !figure.hidden) {
        row.push(match &figure.formula {
            Formula::Count(_) => Value::Int(count(figure.key, counts)),
            Formula::Rate(above, below) => share(sum(above), sum(below)),
            Formula::Share(key) => share(count(key, counts), count(key, total)),
        });
    }
    row
}

/// A part of a whole; of nothing there is no part.
fn share(part: i64, whole: i64) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "people and units are counted in thousands, not in 2^52")]
    if whole == 0 { Value::Null } else { Value::Share(part as f64 / whole as f64) }
}

fn value(row: &Row<'_>, key: &str, holds: &Holds) -> Result<Value> {
    let cell = row.get_ref(key)?;
    Ok(match (holds, cell) {
        (_, ValueRef::Null) => Value::Null,
        (Holds::Bool, ValueRef::Integer(flag)) => Value::Bool(flag != 0),
        (_, ValueRef::Integer(number)) => Value::Int(number),
        (_, ValueRef::Real(number)) => Value::Text(number.to_string()),
        (Holds::Codes(codes), _) => {
            let text = cell.as_str().unwrap_or_default();
            codes.iter().find(|code| code.code == text).map_or_else(|| text.into(), Value::Code)
        }
        _ => cell.as_str().unwrap_or_default().into(),
    })
}
