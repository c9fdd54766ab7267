//! Months of the calendar, and runs of them, as dues are paid by.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use super::{PartialDate, months_later};
use crate::error::BadValue;
use crate::i18n::texts;
use crate::i18n::{Arg, say};
use crate::text;

/// A month, stored and shown as `2011-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day - chrono::Days::new(day.day0().into()))
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().0 - chrono::Days::new(1)
    }

    /// The month after it.
    pub fn next(self) -> Self {
        Self(months_later(self.0, 1))
    }

    /// As a date known to the month.
    pub fn date(self) -> PartialDate {
        self.to_string().parse().expect("a month is a date known to the month")
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl FromStr for Month {
    type Err = BadValue;

    /// Reads a month in any of the spellings of a date.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let date = typed.parse::<PartialDate>().map_err(|bad| BadValue(bad.0))?;
        if date.is_month() { Ok(Self(date.first_day())) } else { Err(BadValue(say!(MonthNeeded))) }
    }
}

impl From<Month> for Arg {
    fn from(month: Month) -> Self {
        month.to_string().into()
    }
}

impl ToSql for Month {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Month {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|bad| FromSqlError::Other(Box::new(bad)))
    }
}

/// Months one after the other, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first.
    pub from: Month,
    /// The last, not before the first.
    pub to: Month,
}

impl Months {
    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.from), |month| Some(month.next())).take_while(move |month| *month <= self.to)
    }

    fn counted(year: i32, first: u32, count: usize) -> Option<Self> {
        let from = Month(NaiveDate::from_ymd_opt(year, first, 1)?);
        let to = std::iter::successors(Some(from), |month| Some(month.next())).nth(count - 1)?;
        Some(Self { from, to })
    }
}

impl From<Month> for Months {
    /// One month alone.
    fn from(month: Month) -> Self {
        Self { from: month, to: month }
    }
}

impl FromStr for Months {
    type Err = BadValue;

    /// Reads a month, `FROM..TO`, a quarter (`2011Q2`) or a year. Refuses a run that ends before it begins.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let folded = text::fold(typed);
        let ends = ["..", "至", "~", "到"].into_iter().find_map(|parting| folded.split_once(parting));
        if let Some((from, to)) = ends {
            let (from, to): (Month, Month) = (from.trim_end_matches('.').parse()?, to.parse()?);
            return if from <= to { Ok(Self { from, to }) } else { Err(BadValue(say!(MonthsReversed { from, to }))) };
        }
        let quarter = folded.split_once('q').and_then(|(year, quarter)| {
            let quarter = quarter.parse::<u32>().ok().filter(|quarter| (1..=4).contains(quarter))?;
            Self::counted(year.parse().ok()?, 3 * quarter - 2, 3)
        });
        let year = || {
            let date = folded.parse::<PartialDate>().ok().filter(PartialDate::is_year)?;
            Self::counted(date.first_day().year(), 1, 12)
        };
        if let Some(months) = quarter.or_else(year) {
            return Ok(months);
        }
        let month: Month = folded.parse().map_err(|_| BadValue(say!(MonthsUnread { typed: typed.trim() })))?;
        Ok(month.into())
    }
}

/// Several runs of months, parted by commas as a list is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRuns(pub Vec<Months>);

impl FromStr for MonthRuns {
    type Err = BadValue;

    /// Reads `2011-05`, `2011-01..2011-03、2011-05` …; refuses what has no month in it.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let runs = text::items(typed).map(str::parse).collect::<Result<Vec<Months>, _>>()?;
        if runs.is_empty() { Err(BadValue(say!(MonthsUnread { typed: typed.trim() }))) } else { Ok(Self(runs)) }
    }
}

impl From<Months> for Arg {
    fn from(months: Months) -> Self {
        if months.from == months.to { months.from.into() } else { format!("{}…{}", months.from, months.to).into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        let months: Months = typed.parse().ok()?;
        Some(format!("{} {} {}", months.from, months.to, months.each().count()))
    }

    #[test]
    fn months_are_read_as_people_write_them() {
        for (typed, months) in [
            ("2011-03", "2011-03 2011-03 1"),
            ("2011年3月", "2011-03 2011-03 1"),
            ("2010-11..2011-02", "2010-11 2011-02 4"),
            ("2010.11…2011.2", "-"),
            ("2011年1月至2011年6月", "2011-01 2011-06 6"),
            ("2011Q2", "2011-04 2011-06 3"),
            ("２０１１", "2011-01 2011-12 12"),
            ("2011-02..2011-01", "-"),
            ("2011-02-03", "-"),
            ("2011Q5", "-"),
            ("x", "-"),
        ] {
            assert_eq!(read(typed).unwrap_or("-".into()), months, "{typed}");
        }
    }

    #[test]
    fn a_month_has_its_days() {
        let month: Month = "2012-02".parse().unwrap();
        assert_eq!((month.last_day().to_string(), month.next().to_string()), ("2012-02-29".into(), "2012-03".into()));
        assert_eq!(Month::of("2012-02-29".parse().unwrap()), month);
    }
}
