//! Dates as an office knows them: to the day, the month or the year. The text is kept as known; for comparing,
//! ordering and counting it stands for the first day of its span.

mod bounds;
mod month;
mod stamp;
mod told;

pub use bounds::{could_be, could_be_in_party, in_party, is_stray, may_be_empty};
pub use month::{Month, MonthRuns, Months};
pub use told::{is_days_back, told, told_months, told_span};

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike as _, NaiveDate, NaiveTime, Timelike as _};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::error::Error;
use crate::i18n::texts;
use crate::i18n::{Arg, Text, say};
use crate::text::plain;
use stamp::Clock;

/// Years outside of these are taken for slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2199;

/// A date known to the day (`2011-05-01`), the month (`2011-05`) or the year (`2011`).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    year: i16,
    /// 0 where only the year is known.
    month: u8,
    /// 0 where the day is not known.
    day: u8,
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.say(crate::i18n::Lang::En))]
pub struct BadDate(pub Text);

impl From<BadDate> for Error {
    fn from(bad: BadDate) -> Self {
        Self::usage(bad.0)
    }
}

impl PartialDate {
    /// The text as stored.
    fn text(&self) -> String {
        let digit = |number: u8| char::from(b'0' + number % 10);
        let mut text = String::with_capacity(10);
        let (century, year) = (self.year / 100, self.year % 100);
        for pair in [century, year] {
            let pair = u8::try_from(pair).unwrap_or_default();
            text.extend([digit(pair / 10), digit(pair)]);
        }
        for part in [self.month, self.day].into_iter().take_while(|part| *part != 0) {
            text.extend(['-', digit(part / 10), digit(part)]);
        }
        text
    }

    /// The first day of the span, which it stands for in comparisons.
    pub fn first_day(&self) -> NaiveDate {
        let (month, day) = (u32::from(self.month.max(1)), u32::from(self.day.max(1)));
        NaiveDate::from_ymd_opt(self.year.into(), month, day).expect("a PartialDate is always a date that can be")
    }

    /// The last day of the span.
    pub fn last_day(&self) -> NaiveDate {
        let first = self.first_day();
        let months = match (self.month, self.day) {
            (0, _) => 12,
            (_, 0) => 1,
            _ => return first,
        };
        (first + chrono::Months::new(months)).pred_opt().expect("far from the end of the calendar")
    }

    /// The first day from which on nothing can have begun before an end on this date.
    pub fn too_late_to_begin(&self) -> NaiveDate {
        if self.is_exact() { self.first_day() } else { self.last_day() + chrono::Days::new(1) }
    }

    /// Whether the day itself is known.
    pub fn is_exact(&self) -> bool {
        self.day != 0
    }

    /// Whether it is known to the year only.
    pub fn is_year(&self) -> bool {
        self.month == 0
    }

    /// Whether it is known to the month only.
    pub fn is_month(&self) -> bool {
        self.month != 0 && self.day == 0
    }

    /// Whether some day of this span could lie on or after some day of the other.
    pub fn could_follow(&self, earlier: &Self) -> bool {
        self.last_day() >= earlier.first_day()
    }

    fn from_parts(typed: &str, year: i32, month: Option<u32>, day: Option<u32>) -> Result<Self, BadDate> {
        let cannot_be = || {
            let is_empty = bounds::shows_nothing(year, month, day);
            BadDate(if is_empty { say!(DateOfNothing { date: typed }) } else { say!(DateImpossible { date: typed }) })
        };
        if !YEARS.contains(&year) {
            return Err(cannot_be());
        }
        NaiveDate::from_ymd_opt(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or_else(cannot_be)?;
        let small = |part: Option<u32>| part.map_or(Some(0), |part| u8::try_from(part).ok());
        let year = i16::try_from(year).ok().ok_or_else(cannot_be)?;
        match (small(month), small(day)) {
            (Some(month), Some(day)) => Ok(Self { year, month, day }),
            _ => Err(cannot_be()),
        }
    }
}

impl FromStr for PartialDate {
    type Err = BadDate;

    /// Reads every spelling met in rosters: `2011-05-01`, `2011/5/1`, `2011.5.1`, `20110501`, `2011年5月1日`, a
    /// month or a year alone, full-width digits, a time after the date. Two-digit years are refused.
    fn from_str(typed: &str) -> Result<Self, BadDate> {
        let bytes = typed.as_bytes();
        let plain = |at: usize| bytes[at].is_ascii_digit();
        if bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && [0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(plain)
        {
            let number = |from: usize, to: usize| bytes[from..to].iter().fold(0, |n, b| n * 10 + u32::from(b - b'0'));
            let year = i32::try_from(number(0, 4)).unwrap_or_default();
            return Self::from_parts(typed, year, Some(number(5, 7)), Some(number(8, 10)));
        }
        parse_loosely(typed)
    }
}

fn parse_loosely(typed: &str) -> Result<PartialDate, BadDate> {
    let text = half_width(typed);
    let bad = || BadDate(say!(DateUnreadable { date: typed.trim() }));
    let text = match stamp::clock(&text) {
        Clock::None => text.as_str(),
        Clock::Local(date, _) => date,
        Clock::Zoned(moment) => return Ok(moment.date().into()),
        Clock::Unreadable => return Err(bad()),
    };
    let number = |part: &str| part.trim().parse::<u32>().ok().filter(|_| part.trim().len() <= 8).ok_or_else(bad);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月', '日', '号', '–', '—']).map(str::trim).collect();
    let parts = match parts.as_slice() {
        [head @ .., ""] if text.ends_with(['年', '月', '日', '号', '.']) => head,
        whole => whole,
    };
    let (year, month, day) = match parts {
        // Counted in bytes below: only where each byte is a digit may the text be cut.
        [whole] if !whole.bytes().all(|byte| byte.is_ascii_digit()) => return Err(bad()),
        [whole] => match whole.len() {
            4 => (number(whole)?, None, None),
            6 => (number(&whole[..4])?, Some(number(&whole[4..])?), None),
            8 => (number(&whole[..4])?, Some(number(&whole[4..6])?), Some(number(&whole[6..])?)),
            _ => return Err(bad()),
        },
        [year, month] => (number(year)?, Some(number(month)?), None),
        [year, month, day] => (number(year)?, Some(number(month)?), Some(number(day)?)),
        _ => return Err(bad()),
    };
    if matches!(parts, [first, .., last] if first.len() <= 2 && last.len() == 4) {
        return Err(BadDate(say!(DateYearLast { date: typed.trim() })));
    }
    let is_without_year = parts.len() == 2 && parts.iter().all(|part| part.len() <= 2);
    if is_without_year && (parts[0].len() == 1 || (text.contains('月') && !text.contains('年'))) {
        return Err(BadDate(say!(DateWithoutYear { date: typed.trim() })));
    }
    if parts.len() > 1 && parts[0].len() == 2 {
        return Err(BadDate(say!(DateTwoDigitYear { date: typed.trim() })));
    }
    PartialDate::from_parts(typed.trim(), i32::try_from(year).map_err(|_| bad())?, month, day)
}

/// A date or time as typed, without the blanks around it, its signs of plain width.
fn half_width(typed: &str) -> String {
    unicode_normalization::UnicodeNormalization::nfkc(plain(typed).trim()).collect()
}

impl From<NaiveDate> for PartialDate {
    #[expect(clippy::cast_possible_truncation, reason = "years of four digits, months and days of two")]
    fn from(day: NaiveDate) -> Self {
        Self { year: day.year() as i16, month: day.month() as u8, day: day.day() as u8 }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<&PartialDate> for Arg {
    fn from(date: &PartialDate) -> Self {
        date.to_string().into()
    }
}

impl ToSql for PartialDate {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.text().into())
    }
}

impl FromSql for PartialDate {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Time {
    hour: u8,
    minute: u8,
}

impl FromStr for Time {
    type Err = BadDate;

    /// Reads `14:30`, `9:05`, `14:30:00` (the seconds and their parts are dropped), full-width too. Refuses a time that does not exist.
    fn from_str(typed: &str) -> Result<Self, BadDate> {
        let text = half_width(typed);
        let bad = || BadDate(say!(TimeImpossible { time: typed.trim() }));
        let number = |part: &str, below: u8| {
            let digits = matches!(part.len(), 1..=2) && part.bytes().all(|byte| byte.is_ascii_digit());
            Some(part).filter(|_| digits)?.parse::<u8>().ok().filter(|number| *number < below)
        };
        let mut parts = text.split(':');
        let mut next = |below| parts.next().and_then(|part| number(part, below));
        let (hour, minute) = next(24).zip(next(60)).ok_or_else(bad)?;
        let seconds = parts.next().map_or(Some(0), |part| number(part.split('.').next().unwrap_or_default(), 60));
        if seconds.is_none() || parts.next().is_some() {
            return Err(bad());
        }
        Ok(Self { hour, minute })
    }
}

impl From<NaiveTime> for Time {
    #[expect(clippy::cast_possible_truncation, reason = "hours and minutes of two digits")]
    fn from(time: NaiveTime) -> Self {
        Self { hour: time.hour() as u8, minute: time.minute() as u8 }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl ToSql for Time {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Time {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|_| FromSqlError::InvalidType)
    }
}

/// A date that may be followed by a time of day: `2019/2/3  14:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The date, as known.
    pub date: PartialDate,
    /// The time, if one was told.
    pub time: Option<Time>,
}

impl FromStr for Moment {
    type Err = BadDate;

    fn from_str(typed: &str) -> Result<Self, BadDate> {
        let text = half_width(typed);
        match stamp::clock(&text) {
            Clock::Local(date, time) => Ok(Self { date: date.parse()?, time: Some(time.parse()?) }),
            Clock::Zoned(moment) => Ok(Self { date: moment.date().into(), time: Some(moment.time().into()) }),
            Clock::None => Ok(Self { date: typed.parse()?, time: None }),
            Clock::Unreadable => Err(BadDate(say!(TimeImpossible { time: typed.trim() }))),
        }
    }
}

/// Reads a date of something that has happened, see [`could_be`].
pub fn happened(typed: &str, today: NaiveDate) -> Result<PartialDate, Text> {
    let date = typed.parse::<PartialDate>().map_err(|bad| bad.0)?;
    could_be(&date, today).map(|()| date)
}

/// Reads a date of something that has happened in the Party, see [`could_be_in_party`].
pub fn happened_in_party(typed: &str, today: NaiveDate) -> Result<PartialDate, Text> {
    let date = typed.parse::<PartialDate>().map_err(|bad| bad.0)?;
    could_be_in_party(&date, today).map(|()| date)
}

/// The day that Excel counts as a bare five-digit number (from 1900-01-00, with its 29 February 1900 that never was). A
/// number that would lie after `today` is none: nobody would know it again in a message.
pub fn from_excel_serial(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let serial: u64 = Some(text.trim()).filter(|text| text.len() == 5)?.parse().ok()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(chrono::Days::new(serial)).filter(|day| *day <= today)
}

/// The same day so many months later, clipped to the end of the month; never fails inside the known calendar.
pub fn months_later(day: NaiveDate, months: u32) -> NaiveDate {
    day + chrono::Months::new(months)
}

/// Full years from one day to another: an age, or a standing. Somebody born on 29 February is a year older on 1 March
/// of a common year.
pub fn years_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let years = to.year() - from.year();
    if (to.month(), to.day()) < (from.month(), from.day()) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> String {
        typed.parse::<PartialDate>().map(|d| d.to_string()).unwrap_or_else(|e| format!("{:?}", e.0))
    }

    #[test]
    fn every_spelling_of_a_day_is_read() {
        for typed in [
            "2011-05-01",
            "2011/5/1",
            "2011.5.1",
            "20110501",
            "2011年5月1日",
            "２０１１年５月１日",
            " 2011-5-1 ",
            "2011-05-01 08:30",
            "2011/5/1  14:30:00",
            "2011-05-01T00:00:00Z",
            "2011年 5月 1日",
            "2011．5．1",
        ] {
            assert_eq!(read(typed), "2011-05-01", "{typed}");
        }
    }

    #[test]
    fn a_stamp_is_the_day_in_china() {
        for typed in [
            "2001-06-30T16:00:00.000Z",
            "2001-06-30 16:00:00+00:00",
            "2001-07-01T00:00:00.000+08:00",
            "２００１-06-30T16:00Z",
        ] {
            assert_eq!(read(typed), "2001-07-01", "{typed}");
        }
        assert_eq!(read("2001-06-30T15:59:59Z"), "2001-06-30");
        assert!(read("2001-06-30T16:00:00[UTC]").starts_with("DateUnreadable"));
        let at = |typed: &str| typed.parse::<Moment>().map(|m| (m.date.to_string(), m.time.map(|t| t.to_string())));
        assert_eq!(at("2026-01-05T16:30:00Z"), Ok(("2026-01-06".to_owned(), Some("00:30".to_owned()))));
    }

    #[test]
    fn month_and_year_stay_what_they_are() {
        for typed in ["2011-05", "2011.05", "2011.5", "2011年5月", "201105", "2011/5"] {
            assert_eq!(read(typed), "2011-05", "{typed}");
        }
        assert_eq!(read("2010年"), "2010");
        assert_eq!(read("2010"), "2010");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in ["2011-02-30", "2011-13-01", "20110230", "1011-01-01", "2011-00"] {
            assert!(read(typed).starts_with("DateImpossible"), "{typed}: {}", read(typed));
        }
        for typed in ["0000-00-00", "0001-01-01", "1900/1/0", "1900-01-00", "0001-01-01T00:00:00"] {
            assert!(read(typed).starts_with("DateOfNothing"), "{typed}: {}", read(typed));
        }
        for typed in ["", "五月", "2011-", "2011-5-1-2", "20115", "2011--5", "一二"] {
            assert!(read(typed).starts_with("DateUnreadable"), "{typed}: {}", read(typed));
        }
        assert!(read("11-05-01").starts_with("DateTwoDigitYear"));
        assert!(read("85.7").starts_with("DateTwoDigitYear"));
        for typed in ["3月5日", "12月5日", "3/5", "3-15", "３．５"] {
            assert!(read(typed).starts_with("DateWithoutYear"), "{typed}: {}", read(typed));
        }
        for typed in ["31/12/2001", "3/4/2001", "3.2001"] {
            assert!(read(typed).starts_with("DateYearLast"), "{typed}: {}", read(typed));
        }
    }

    #[test]
    fn a_span_has_a_first_and_a_last_day() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        assert_eq!(date("2012-02").last_day().to_string(), "2012-02-29");
        assert_eq!(date("2010").last_day().to_string(), "2010-12-31");
        assert!(date("2010").could_follow(&date("2010-06-01")));
        assert!(!date("2010-05").could_follow(&date("2010-06-01")));
    }

    #[test]
    fn a_time_after_the_date_is_read_if_it_exists() {
        let read = |typed: &str| typed.parse::<Moment>().map(|m| (m.date.to_string(), m.time.map(|t| t.to_string())));
        let at = |time: &str| Ok(("2019-02-03".to_owned(), Some(time.to_owned())));
        assert_eq!(read("2019/2/3  14:30"), at("14:30"));
        assert_eq!(read("２０１９年２月３日 ９：０５"), at("09:05"));
        assert_eq!(read("2019-02-03T23:59:59.999"), at("23:59"));
        assert_eq!(read("2019-02-03"), Ok(("2019-02-03".to_owned(), None)));
        for typed in ["2019/2/3 24:00", "2019/2/3 25:70", "2019/2/3 14:60", "2019/2/3 1:2:3:4", "2019/2/3 :30"] {
            assert!(format!("{:?}", read(typed)).contains("TimeImpossible"), "{typed}");
        }
        assert!("2019/2/30 14:30".parse::<Moment>().is_err());
    }

    #[test]
    fn excel_counts_days() {
        // 2011-05-01 is day 40664 in a spreadsheet.
        let read = |text: &str| from_excel_serial(text, NaiveDate::from_ymd_opt(2011, 5, 31).unwrap());
        assert_eq!(read("40664").map(|day| day.to_string()).as_deref(), Some("2011-05-01"));
        assert_eq!(["4066", "2011-", "99999"].map(read), [None; 3]);
    }

    #[test]
    fn months_are_clipped_and_years_counted_to_the_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(months_later(day("2012-02-29"), 12), day("2013-02-28"));
        assert_eq!(months_later(day("2011-08-31"), 6), day("2012-02-29"));
        assert_eq!(years_between(day("1980-02-29"), day("2011-02-28")), 30);
        assert_eq!(years_between(day("1980-02-29"), day("2011-03-01")), 31);
        assert_eq!(years_between(day("1980-05-31"), day("2011-05-31")), 31);
    }
}
