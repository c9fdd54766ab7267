//! What a report is asked: of which orgs, on which day, of which period.

use chrono::{Datelike as _, Months, NaiveDate};
use clap::Args;

use super::declaration::{Report, Takes};
use crate::assumed;
use crate::ctx::Ctx;
use crate::date::{PartialDate, months_later};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::org::OrgId;
use crate::report::texts;

/// The days from which and to which a report counts, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// The first day; `None`: from the beginning.
    pub(super) from: Option<NaiveDate>,
    /// The last day.
    pub(super) to: NaiveDate,
}

impl Period {
    /// Whether it has begun by a day and goes on past it.
    fn is_within(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && day < self.to
    }

    /// What it is called: a year, quarter or month by its name, anything else by its days.
    fn called(&self) -> String {
        let Some(from) = self.from else { return format!("…{}", self.to) };
        let is_whole = |months: u32| {
            from.day() == 1 && from.month0() % months == 0 && months_later(from, months).pred_opt() == Some(self.to)
        };
        match from.year() {
            year if is_whole(12) => format!("{year}"),
            year if is_whole(3) => format!("{year}Q{}", from.month0() / 3 + 1),
            year if is_whole(1) => format!("{year}-{:02}", from.month()),
            _ => format!("{from}…{}", self.to),
        }
    }
}

/// What a report is asked.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// Only this org and those below it.
    pub(super) under: Option<OrgId>,
    /// The day at whose end the records are read.
    pub(super) day: NaiveDate,
    /// The last day of the period: that day, or an earlier one that is looked back on.
    pub(super) last: NaiveDate,
    /// The first day of the period; `None`: from the beginning.
    pub(super) from: Option<NaiveDate>,
    /// The last day of the period, also where it is not over on the day.
    pub(super) until: NaiveDate,
    /// Whether it is to say who rests on an assumed start.
    pub(super) resting: bool,
    /// What the period is called, also where it is not over on the day.
    called: String,
    /// Whether the period goes on past the day, as today it does: it is counted up to now.
    goes_on: bool,
}

/// The options that name a period.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct PeriodArgs {
    /// 期间的第一天
    #[arg(long, value_name = "DATE", conflicts_with_all = ["year", "quarter", "month"])]
    from: Option<PartialDate>,
    /// 期间的最后一天(含)
    #[arg(long, value_name = "DATE", conflicts_with_all = ["year", "quarter", "month"])]
    to: Option<PartialDate>,
    /// 年度(2011)
    #[arg(long, value_name = "YEAR")]
    year: Option<PartialDate>,
    /// 季度(2011Q2, 或与 --year 同用时写 2)
    #[arg(long, value_name = "QUARTER", conflicts_with = "month")]
    quarter: Option<String>,
    /// 月份(2011-05; 只写 5 时为今年或 --year 那年的)
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
}

impl PeriodArgs {
    /// Its options by id, each with whether it was given.
    pub(super) fn given(&self) -> [(&'static str, bool); 5] {
        let Self { from, to, year, quarter, month } = self;
        [
            ("from", from.is_some()),
            ("to", to.is_some()),
            ("year", year.is_some()),
            ("quarter", quarter.is_some()),
            ("month", month.is_some()),
        ]
    }

    /// Its options by id, each as it would be typed with the days spelt out.
    pub(super) fn spelt_out(&self) -> [(&'static str, Option<String>); 5] {
        let Self { from, to, year, quarter, month } = self;
        let date = |date: &Option<PartialDate>| date.map(|date| date.to_string());
        [
            ("from", date(from)),
            ("to", date(to)),
            ("year", date(year)),
            ("quarter", quarter.clone()),
            ("month", month.clone()),
        ]
    }

    /// Whether any was given.
    pub(super) fn is_given(&self) -> bool {
        self.given().iter().any(|(_, is_given)| *is_given)
    }

    /// Whether a year, quarter or month was named.
    fn is_named(&self) -> bool {
        self.year.is_some() || self.quarter.is_some() || self.month.is_some()
    }

    /// The period as typed; without an end it lasts until `day`, and a month without a year is one of the year of `today`. Refuses what is no year, quarter or month, and a first day after the last.
    fn period(&self, day: NaiveDate, today: NaiveDate) -> Result<Period> {
        if let Some(year) = self.year.filter(|year| !year.is_year()) {
            return Err(bad("--year", &year.to_string()).hint(say!(YearHint)));
        }
        let year = self.year.map(|year| year.first_day().year());
        let span = match (&self.quarter, &self.month) {
            (Some(typed), _) => quarter(typed, year).ok_or_else(|| bad("--quarter", typed).hint(say!(QuarterHint)))?,
            (_, Some(typed)) => month(typed, year, today).ok_or_else(|| bad("--month", typed).hint(say!(MonthHint)))?,
            _ => match &self.year {
                Some(year) => Period { from: Some(year.first_day()), to: year.last_day() },
                None => Period {
                    from: self.from.as_ref().map(PartialDate::first_day),
                    to: self.to.as_ref().map_or(day, PartialDate::last_day),
                },
            },
        };
        match span.from {
            Some(from) if from > span.to => Err(Error::usage(say!(PeriodReversed { from, to: span.to }))),
            _ => Ok(span),
        }
    }
}

impl Question {
    /// What the command line asks of a report. A period ends no later than the day asked for; a year, quarter or month that
    /// is not over ends today.
    pub(super) fn new(ctx: &Ctx, report: &Report, period: &PeriodArgs) -> Result<Self> {
        let day = ctx.as_of();
        if report.takes == Takes::Day {
            let resting = assumed::is_asked(ctx, day, false);
            return Ok(Self::of_day(day, resting));
        }
        let asked = match report.takes {
            Takes::Year | Takes::YearBack if !period.is_given() => {
                Period { from: day.with_month(1).and_then(|day| day.with_day(1)), to: day }
            }
            _ => period.period(day, ctx.today)?,
        };
        let goes_on = !ctx.has_as_of() && period.is_named() && asked.is_within(day);
        // What is looked back on ends no later than the day from which it is.
        let is_cut = ctx.has_as_of() || goes_on || report.takes == Takes::YearBack;
        let last = if is_cut { asked.to.min(day) } else { asked.to };
        let day = if report.takes == Takes::YearBack { day } else { last };
        let resting = assumed::is_asked(ctx, day, true);
        Ok(Self { under: None, day, last, from: asked.from, until: asked.to, resting, called: asked.called(), goes_on })
    }

    /// A question about one day.
    fn of_day(day: NaiveDate, resting: bool) -> Self {
        Self { under: None, day, last: day, from: None, until: day, resting, called: String::new(), goes_on: false }
    }

    /// A question of a test about the days from one to another.
    #[cfg(test)]
    pub(super) fn of_test(from: NaiveDate, day: NaiveDate) -> Self {
        Self { from: Some(from), called: format!("{from}…{day}"), ..Self::of_day(day, false) }
    }

    /// The same asked of another day, or of another period: as typed after `--compare`. A report of a day is asked of the last day
    /// of what is named.
    ///
    /// Fails with `Usage` for what is no day, year, quarter, month or two days with `..` between.
    pub(super) fn then(ctx: &Ctx, report: &Report, typed: &str) -> Result<Self> {
        let span = span(typed, ctx.today).ok_or_else(|| bad("--compare", typed).hint(say!(CompareHint)))?;
        if report.takes == Takes::Day {
            let day = span.to;
            let resting = assumed::is_asked(ctx, day, true);
            return Ok(Self::of_day(day, resting));
        }
        let called = span.called();
        let day = if report.takes == Takes::YearBack { ctx.as_of() } else { span.to };
        let resting = assumed::is_asked(ctx, day, true);
        Ok(Self { under: None, day, last: span.to, from: span.from, until: span.to, resting, called, goes_on: false })
    }

    /// The same asked of the twelve months before; nothing where it goes back to the beginning.
    pub(super) fn year_before(&self) -> Option<Self> {
        let day = self.from?.pred_opt()?;
        let from = self.from?.checked_sub_months(Months::new(12))?;
        let called = Period { from: Some(from), to: day }.called();
        Some(Self {
            day,
            last: day,
            from: Some(from),
            until: day,
            resting: false,
            called,
            goes_on: false,
            ..self.clone()
        })
    }

    /// That the period is not over and is counted up to now, if that is so.
    pub(super) fn note(&self, report: &Report) -> Option<Text> {
        let (period, day) = (&self.called, self.last);
        self.goes_on.then(|| match report.looks_ahead() {
            true => say!(PeriodGoesOnAhead { period, day }),
            false => say!(PeriodGoesOn { period, day }),
        })
    }

    /// What the period is called: `2011`, `2011Q2`, `2011-05`, else its days.
    pub(super) fn called(&self) -> &str {
        &self.called
    }

    /// The first day of the period, for SQL.
    pub(super) fn first_day(&self) -> String {
        self.from.map_or_else(|| "0001-01-01".to_owned(), |from| from.to_string())
    }
}

fn bad(option: &str, value: &str) -> Error {
    Error::usage(say!(ValueInvalid { option, value }))
}

/// A day, year, quarter or month, or two days with `..` between.
fn span(typed: &str, today: NaiveDate) -> Option<Period> {
    if let Some((from, to)) = typed.split_once("..").or_else(|| typed.split_once('至')) {
        let date = |text: &str| text.trim().parse::<PartialDate>().ok();
        let (from, to) = (date(from)?.first_day(), date(to)?.last_day());
        return (from <= to).then_some(Period { from: Some(from), to });
    }
    let date = typed.parse::<PartialDate>().ok();
    match date {
        Some(date) => Some(Period { from: Some(date.first_day()), to: date.last_day() }),
        None => quarter(typed, None).or_else(|| month(typed, None, today)),
    }
}

/// `2011Q2`, `2011年第2季度`, `2` of a year that is named.
fn quarter(typed: &str, named: Option<i32>) -> Option<Period> {
    let folded = crate::text::fold(typed);
    let plain = folded.trim_end_matches("季度").replace(['第', '-'], "");
    let (year, number) = plain.rsplit_once(['q', '年']).unwrap_or(("", &plain));
    let number =
        ["1", "2", "3", "4"].iter().zip(["一", "二", "三", "四"]).position(|(a, b)| number == *a || number == b);
    let month = 3 * u32::try_from(number?).ok()? + 1;
    months(agreed(year, named)?, month, 3)
}

/// `2011-05` and its spellings, `5` of the year that is named, else of that of `today`.
fn month(typed: &str, named: Option<i32>, today: NaiveDate) -> Option<Period> {
    if let Ok(month) = crate::text::fold(typed).trim_end_matches('月').parse::<u32>()
        && month <= 12
    {
        return months(named.unwrap_or_else(|| today.year()), month, 1);
    }
    let date = typed.parse::<PartialDate>().ok().filter(PartialDate::is_month)?;
    let year = date.first_day().year();
    months(year, date.first_day().month(), 1).filter(|_| named.is_none_or(|named| named == year))
}

fn months(year: i32, first: u32, count: u32) -> Option<Period> {
    let from = NaiveDate::from_ymd_opt(year, first, 1)?;
    Some(Period { from: Some(from), to: months_later(from, count).pred_opt()? })
}

/// The year typed beside a quarter, or the one named by `--year`; `None` if there is neither, or they differ.
fn agreed(typed: &str, named: Option<i32>) -> Option<i32> {
    if typed.is_empty() {
        return named;
    }
    let year = typed.parse::<PartialDate>().ok().filter(PartialDate::is_year)?.first_day().year();
    named.is_none_or(|named| named == year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(period: Option<Period>) -> String {
        period.map_or_else(|| "-".into(), |p| format!("{} {}", p.from.unwrap(), p.to))
    }

    #[test]
    fn quarters_and_months_are_read_in_every_spelling() {
        for typed in ["2011Q2", "2011q2", "2011-Q2", "2011年第2季度", "2011年二季度", "２０１１Ｑ２"] {
            assert_eq!(span(quarter(typed, None)), "2011-04-01 2011-06-30", "{typed}");
        }
        for typed in ["2", "Q2", "二季度", "第2季度", "2011Q2"] {
            assert_eq!(span(quarter(typed, Some(2011))), "2011-04-01 2011-06-30", "{typed}");
        }
        for (typed, year) in [("2", None), ("5", Some(2011)), ("2011Q2", Some(2010)), ("11Q2", None), ("Q", Some(2011))]
        {
            assert_eq!(span(quarter(typed, year)), "-", "{typed}");
        }
        let day = "2011-05-31".parse().unwrap();
        assert_eq!(span(month("2", None, day)), "2011-02-01 2011-02-28");
        assert_eq!(span(month("2012.2", None, day)), "2012-02-01 2012-02-29");
        assert_eq!(span(month("2月", Some(2012), day)), "2012-02-01 2012-02-29");
        for (typed, year) in
            [("13", None), ("13", Some(2011)), ("0", Some(2011)), ("2011-05", Some(2010)), ("2011", None)]
        {
            assert_eq!(span(month(typed, year, day)), "-", "{typed}");
        }
    }

    #[test]
    fn a_period_has_both_its_days_and_is_never_reversed() {
        let day: NaiveDate = "2011-05-31".parse().unwrap();
        let date = |text: &str| Some(text.parse::<PartialDate>().unwrap());
        let asked = PeriodArgs { from: date("2010-06"), ..PeriodArgs::default() };
        assert_eq!(span(asked.period(day, day).ok()), "2010-06-01 2011-05-31");
        let asked = PeriodArgs { from: date("2010"), to: date("2010"), ..PeriodArgs::default() };
        assert_eq!(span(asked.period(day, day).ok()), "2010-01-01 2010-12-31");
        let reversed = PeriodArgs { from: date("2011-06-01"), to: date("2011-05"), ..PeriodArgs::default() };
        assert!(reversed.period(day, day).is_err());
        let month = PeriodArgs { year: date("2011-05"), ..PeriodArgs::default() };
        assert!(month.period(day, day).is_err(), "a month is no year");
    }

    #[test]
    fn a_month_alone_is_of_this_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (asked, today) = (day("2011-05-31"), day("2012-03-01"));
        for (typed, days) in
            [("2", "2012-02-01 2012-02-29"), ("11月", "2012-11-01 2012-11-30"), ("2010-11", "2010-11-01 2010-11-30")]
        {
            let period = PeriodArgs { month: Some(typed.into()), ..PeriodArgs::default() };
            assert_eq!(span(period.period(asked, today).ok()), days, "{typed}");
        }
        for typed in ["13", "0", "x"] {
            let month = PeriodArgs { month: Some(typed.into()), ..PeriodArgs::default() };
            assert!(month.period(asked, today).is_err(), "{typed}");
        }
    }
}
