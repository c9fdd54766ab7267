//! What stands behind a figure: the rows of the report that it counts, by the same SELECT, only not counted.

use std::ops::Range;

use super::count;
use super::declaration::{Count, Figure, Formula, Report, Typed};
use super::holds::{Holds, Names, OwnedKey};
use super::question::Question;
use super::rows::{self, Asked};
use crate::assumed::Resting;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::i18n::{Arg, Label, Text, say};
use crate::output::{Listing, Value};
use crate::report::texts;
use crate::text;

/// What names the row of totals, like no group.
const TOTALS: [&str; 3] = ["total", "合计", "Total"];

/// What was asked to be explained: rows of these groups that these figures count. Where nothing is asked, all rows: a
/// list.
#[derive(Debug, Default)]
pub(super) struct Explained<'r> {
    /// The columns grouped by, with the value as typed; what is settled without the database is settled.
    groups: Vec<(&'r Typed, String, Option<OwnedKey>)>,
    /// The figures that must count a row.
    figures: Vec<Behind<'r>>,
    /// The counts that these are made of.
    counts: Vec<Count<'r>>,
    /// What is measured by those that are made of no counts, or of more than these.
    measures: Vec<&'r str>,
}

/// A figure whose rows are asked for.
#[derive(Debug)]
struct Behind<'r> {
    figure: &'r Figure,
    /// Where its parts stand among the counts asked for: one at least must count the row.
    parts: Range<usize>,
    /// Where what it measures stands among the measures asked for; of a middle, a row that has it stands behind it.
    measure: Option<usize>,
    /// What the figure is said to be.
    told: Option<i64>,
}

impl<'r> Explained<'r> {
    /// Reads `COLUMN=VALUE …`: a column to group by with its value, or a figure, alone or with its number.
    ///
    /// Fails with `Usage` for a column, band or value that there is not.
    pub(super) fn read(report: &'r Report, typed: &[String]) -> Result<Self> {
        let mut explained = Self::default();
        for item in typed {
            let (key, value) = match item.split_once(['=', '＝']) {
                Some((key, value)) => (key.trim(), Some(value.trim())),
                None => (item.trim(), None),
            };
            if let Some(by) = report.grouped_by().into_iter().find(|by| answers(report, &by.key, key)) {
                let value =
                    value.ok_or_else(|| Error::usage(say!(ExplainNeedsValue { column: choice(report, &by.key) })))?;
                if !TOTALS.contains(&value) {
                    let settled =
                        by.holds.settled(value).map_err(|error| error.of_option(&format!("--explain {key}")))?;
                    explained.groups.push((by, value.to_owned(), settled));
                }
            } else {
                explained.figure(report, key, value)?;
            }
        }
        Ok(explained)
    }

    fn figure(&mut self, report: &'r Report, key: &str, value: Option<&str>) -> Result<()> {
        let figure = report.figures.iter().find(|figure| answers(report, &figure.key, key)).ok_or_else(|| {
            let figures = report.shown().map(|figure| figure.key.as_str());
            let keys = report.grouped_by().into_iter().map(|by| by.key.as_str()).chain(figures);
            let known: Vec<Text> = keys.map(|key| choice(report, key)).collect();
            Error::usage(say!(ColumnUnknown { key })).hint(say!(ColumnChoices { known }))
        })?;
        let told = match value {
            // Whether the figure counts a row, or how many it counts.
            Some(value) if text::yes_or_no(value) != Some(true) => {
                let number = value.parse().ok().filter(|_| matches!(figure.formula, Formula::Count(_)));
                Some(number.ok_or_else(|| {
                    Error::usage(say!(ExplainNoNumber { figure: choice(report, &figure.key), value }))
                })?)
            }
            _ => None,
        };
        let first = self.counts.len();
        self.counts.extend(figure.counted().filter_map(|part| report.count(part)));
        let measure = figure.measures().map(|of| {
            self.measures.push(of);
            self.measures.len() - 1
        });
        self.figures.push(Behind { figure, parts: first..self.counts.len(), measure, told });
        Ok(())
    }

    /// What is explained, for a title.
    pub(super) fn said(&self, report: &Report) -> Vec<Arg> {
        let named = |key: &str| named(report, key).map_or_else(|| key.to_owned().into(), Arg::from);
        let groups = self.groups.iter().map(|(by, typed, settled)| {
            let code = match (by.holds, settled) {
                (Holds::Codes(codes) | Holds::Bands(codes), Some(OwnedKey::Text(code))) => {
                    codes.iter().find(|known| known.code == code)
                }
                _ => None,
            };
            let value = code.map_or_else(|| typed.as_str().into(), Arg::from);
            say!(Equals { column: named(&by.key), value }).into()
        });
        groups.chain(self.figures.iter().map(|behind| named(&behind.figure.key))).collect()
    }

    /// Hands over the rows behind the figure. Returns who of them rests on a start that was only assumed.
    ///
    /// Fails with `Usage` for a value that no row has, or a number that is not the figure's.
    pub(super) fn list(&self, db: &Db, report: &Report, question: &Question, listing: &mut Listing) -> Result<Resting> {
        let names = Names::of(db.conn());
        let wanted = self.keys(db, report, question, &names)?;
        self.check_numbers(db, report, question, &wanted)?;
        let (mut seq, mut resting) = (0, Resting::asked(question.resting));
        self.each(db, report, question, &wanted, |row| {
            seq += 1;
            row.resting(&mut resting)?;
            listing.push(row.cells(report, seq, &names)?)?;
            Ok(!listing.is_full())
        })?;
        Ok(resting)
    }

    /// Goes through the rows behind the figure, of the groups of these keys, until `see` has had enough.
    pub(super) fn each(
        &self,
        db: &Db,
        report: &Report,
        question: &Question,
        wanted: &[OwnedKey],
        mut see: impl FnMut(&rows::Seen<'_>) -> Result<bool>,
    ) -> Result<()> {
        let (groups, counts, measures) = (self.groups(), &self.counts[..], &self.measures[..]);
        let asked = Asked { groups: &groups, counts, measures, resting: question.resting, columns: true };
        rows::each(db, report, question, asked, |row| if self.is_behind(row, wanted)? { see(row) } else { Ok(true) })
    }

    fn is_behind(&self, row: &rows::Seen<'_>, wanted: &[OwnedKey]) -> Result<bool> {
        for (at, key) in wanted.iter().enumerate() {
            if row.key(at)? != key.as_key() {
                return Ok(false);
            }
        }
        for behind in &self.figures {
            let mut is_counted = match behind.measure {
                Some(at) if behind.parts.is_empty() => row.measured(at)?.is_some(),
                _ => false,
            };
            for at in behind.parts.clone() {
                is_counted |= row.counted(at)? != 0;
            }
            if !is_counted {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The key of each group. Where no list settles it, it must be one that the report has.
    pub(super) fn keys(
        &self,
        db: &Db,
        report: &Report,
        question: &Question,
        names: &Names<'_>,
    ) -> Result<Vec<OwnedKey>> {
        let mut keys = Vec::new();
        for (by, typed, settled) in &self.groups {
            keys.push(match settled {
                Some(key) => key.clone(),
                None if by.holds == Holds::Org => names.find_org(typed)?,
                None => {
                    let tally = count::count(db, report, question, &[*by], (&[], &[]))?;
                    let shown = tally.groups(&[*by], names)?;
                    let known: Vec<String> = shown.iter().filter_map(|(values, _)| as_text(&values[0])).collect();
                    let Some(found) = shown.iter().find(|(values, _)| as_text(&values[0]).as_ref() == Some(typed))
                    else {
                        return Err(Error::usage(say!(ExplainNoValue {
                            column: choice(report, &by.key),
                            value: typed
                        }))
                        .hint(say!(ValuesKnown { known })));
                    };
                    match found.0[0] {
                        Value::Int(number) => OwnedKey::Number(number),
                        _ => OwnedKey::Text(typed.clone()),
                    }
                }
            });
        }
        Ok(keys)
    }

    /// A figure told with its number must be that number: else what is explained is not what was seen.
    fn check_numbers(&self, db: &Db, report: &Report, question: &Question, wanted: &[OwnedKey]) -> Result<()> {
        if self.figures.iter().all(|behind| behind.told.is_none()) {
            return Ok(());
        }
        let (mut sums, groups) = (vec![0; self.figures.len()], self.groups());
        let (counts, measures) = (&self.counts[..], &self.measures[..]);
        let asked = Asked { groups: &groups, counts, measures, resting: false, columns: false };
        rows::each(db, report, question, asked, |row| {
            if self.is_behind(row, wanted)? {
                for (sum, behind) in sums.iter_mut().zip(&self.figures) {
                    *sum += behind.parts.clone().map(|at| row.counted(at)).sum::<Result<i64>>()?;
                }
            }
            Ok(true)
        })?;
        let told = self.figures.iter().zip(sums).filter_map(|(behind, sum)| Some((behind, sum, behind.told?)));
        match told.into_iter().find(|(_, sum, told)| sum != told) {
            Some((Behind { figure, .. }, count, told)) => {
                Err(Error::usage(say!(ExplainOtherNumber { figure: choice(report, &figure.key), count, told })))
            }
            None => Ok(()),
        }
    }

    fn groups(&self) -> Vec<&'r Typed> {
        self.groups.iter().map(|(by, ..)| *by).collect()
    }
}

/// Whether a key, or its label, is what was typed.
pub(super) fn answers(report: &Report, key: &str, typed: &str) -> bool {
    key == typed || named(report, key).is_some_and(|label| label.answers_to(typed))
}

/// What is offered for a column of a report.
pub(super) fn choice(report: &Report, key: &str) -> Text {
    report.column(key).choice()
}

/// A column of a report with what stands over it, for the help.
pub(super) fn told(report: &Report, key: &str) -> Text {
    report.column(key).told()
}

/// What stands over a column of a report.
fn named(report: &Report, key: &str) -> Option<Label> {
    report.column(key).label()
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Code(code) => Some(code.code.to_owned()),
        Value::Int(number) => Some(number.to_string()),
        _ => None,
    }
}
