//! What a cell of a workbook shows, as text.

use std::borrow::Cow;

use calamine::{CellErrorType, Data, DataRef, ExcelDateTime, ExcelDateTimeType};
use chrono::{NaiveDate, NaiveTime, Timelike as _};

use super::bare;
use super::format::{Format, Parts};

/// The first day that Excel cannot show: the one after 9999-12-31.
const DAYS_END: f64 = 2_958_466.0;
/// From here on Excel keeps only the first fifteen digits of a number.
const DIGITS_LOST: f64 = 1e15;

/// A cell of whatever form of file: what it holds, and how that is shown.
#[derive(Debug, Clone)]
pub(super) struct Cell<'c> {
    pub(super) value: Value<'c>,
    pub(super) format: Cow<'c, Format>,
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub(super) enum Value<'c> {
    Empty,
    Text(Cow<'c, str>),
    Number(f64),
    /// A count of days, on the calendar of the workbook.
    Day(ExcelDateTime),
    Truth(bool),
    /// The name of an error.
    Error(Cow<'c, str>),
    /// A formula that nobody has worked out.
    Uncomputed(Cow<'c, str>),
}

/// What a cell says.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    /// Its text, as a person would write it into a text file.
    pub(super) text: String,
    /// Why that may not be what was meant.
    pub(super) doubt: Option<Doubt>,
    /// What it shows of a day, if it is one.
    pub(super) day: Option<Parts>,
}

/// Why a cell cannot be taken for what it shows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Doubt {
    /// It holds an error.
    Error,
    /// It holds a formula that nobody has worked out.
    Uncomputed,
    /// It holds a number like 2001.1, which is written 2001.10 just as well: as a month it is of January or of October.
    MonthUnclear,
    /// It was given a number that its format makes a day far from what was meant: the year 2001 is the day 1905-06-23.
    NumberAsDay { serial: u32, likely: String },
    /// It holds the day before the first one, which is what no date at all is turned into.
    ZeroDay,
}

impl<'c> From<&'c DataRef<'_>> for Value<'c> {
    fn from(data: &'c DataRef<'_>) -> Self {
        match data {
            DataRef::Empty => Self::Empty,
            DataRef::String(text) => Self::Text(text.into()),
            DataRef::SharedString(text) => Self::Text((*text).into()),
            DataRef::Bool(yes) => Self::Truth(*yes),
            #[expect(clippy::cast_precision_loss, reason = "so did Excel")]
            DataRef::Int(number) => Self::Number(*number as f64),
            DataRef::Float(number) => Self::Number(*number),
            DataRef::DateTime(moment) => Self::Day(*moment),
            DataRef::DateTimeIso(text) => Self::iso(text),
            DataRef::DurationIso(text) => Self::Text(duration(text).into()),
            DataRef::Error(error) => Self::Error(error_name(error).into()),
        }
    }
}

impl<'c> From<&'c Data> for Value<'c> {
    fn from(data: &'c Data) -> Self {
        match data {
            Data::Empty => Self::Empty,
            Data::String(text) => Self::Text(text.into()),
            Data::Bool(yes) => Self::Truth(*yes),
            #[expect(clippy::cast_precision_loss, reason = "so did Excel")]
            Data::Int(number) => Self::Number(*number as f64),
            Data::Float(number) => Self::Number(*number),
            Data::DateTime(moment) => Self::Day(*moment),
            Data::DateTimeIso(text) => Self::iso(text),
            Data::DurationIso(text) => Self::Text(duration(text).into()),
            Data::Error(error) => Self::Error(error_name(error).into()),
        }
    }
}

impl Value<'_> {
    /// The same, to be kept.
    pub(super) fn into_owned(self) -> Value<'static> {
        let kept = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Empty => Value::Empty,
            Self::Text(text) => Value::Text(kept(text)),
            Self::Number(number) => Value::Number(number),
            Self::Day(moment) => Value::Day(moment),
            Self::Truth(yes) => Value::Truth(yes),
            Self::Error(name) => Value::Error(kept(name)),
            Self::Uncomputed(formula) => Value::Uncomputed(kept(formula)),
        }
    }

    /// A moment as it is written: `2011-05-01T00:00:00`. One that no spreadsheet can count stays a text.
    pub(super) fn iso(text: &str) -> Self {
        match serial(text) {
            Some(serial) => Self::Day(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false)),
            None => Self::Text(iso(text).into()),
        }
    }
}

impl<'c> Cell<'c> {
    /// A cell that shows what it holds.
    pub(super) fn plain(value: Value<'c>) -> Self {
        Self { value, format: Cow::Owned(Format::Plain) }
    }

    /// A text.
    pub(super) fn text(text: &'c str) -> Self {
        Self::plain(Value::Text(text.into()))
    }

    /// Whether there is nothing in it.
    pub(super) fn says_nothing(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => bare(text).is_empty(),
            _ => false,
        }
    }

    /// What the cell says.
    pub(super) fn said(self) -> Said {
        let (format, said) = (self.format, |text| Said { text, doubt: None, day: None });
        match self.value {
            Value::Empty => said(String::new()),
            Value::Text(text) => {
                Said { doubt: is_error(bare(&text)).then_some(Doubt::Error), text: text.into_owned(), day: None }
            }
            Value::Truth(yes) => said(if yes { "是" } else { "否" }.to_owned()),
            Value::Number(number) => match format.as_ref() {
                Format::Date(parts) => day(&ExcelDateTime::new(number, ExcelDateTimeType::DateTime, false), *parts),
                format => Said {
                    text: format.digits(number).unwrap_or_else(|| float(number)),
                    doubt: may_be_october(number).then_some(Doubt::MonthUnclear),
                    day: None,
                },
            },
            Value::Day(moment) => match format.as_ref() {
                Format::Date(parts) => day(&moment, *parts),
                _ => day(&moment, Parts::DAY),
            },
            Value::Error(name) => Said { doubt: Some(Doubt::Error), ..said(name.into_owned()) },
            Value::Uncomputed(formula) => Said { doubt: Some(Doubt::Uncomputed), ..said(format!("={formula}")) },
        }
    }
}

/// A number without noise in its last digits; one that lost digits looks as Excel shows it, so that it can be told.
fn float(number: f64) -> String {
    let rounded = format!("{number:.14e}");
    if number.abs() < DIGITS_LOST {
        return rounded.parse::<f64>().unwrap_or(number).to_string();
    }
    match rounded.split_once('e') {
        Some((digits, power)) => format!("{}E+{power}", digits.trim_end_matches('0').trim_end_matches('.')),
        None => rounded,
    }
}

/// Whether a number, taken for a month, is of January or of October: 2001.1.
fn may_be_october(number: f64) -> bool {
    let tenths = number * 10.0;
    (1900.0..2200.0).contains(&number) && (tenths - tenths.round()).abs() < 1e-6 && tenths.round() % 10.0 == 1.0
}

/// What a count of days says, shown by these parts.
fn day(moment: &ExcelDateTime, parts: Parts) -> Said {
    let serial = moment.as_f64();
    if moment.is_duration() || ((0.0..1.0).contains(&serial) && (serial > 0.0 || !parts.shows_date())) {
        return Said { text: time(moment), doubt: None, day: None };
    }
    let parts = if parts.shows_date() { parts } else { Parts::DAY };
    // Excel shows hashes for what is no day: a number like 20010701, typed into a cell for days.
    if !(0.0..DAYS_END).contains(&serial) {
        return Said { text: float(serial), doubt: None, day: None };
    }
    let shown = date(moment, parts);
    let said = |text, doubt| Said { text, doubt, day: Some(parts) };
    match typed(serial) {
        _ if serial == 0.0 => said(String::new(), Some(Doubt::ZeroDay)),
        Some((serial, likely)) => said(shown, Some(Doubt::NumberAsDay { serial, likely })),
        None => said(shown, None),
    }
}

/// The number that was typed into a cell for days, if it is more likely a year or a month than a count of days.
fn typed(serial: f64) -> Option<(u32, String)> {
    if serial.fract() != 0.0 || !(1900.0..DAYS_END).contains(&serial) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole, and within a few millions"
    )]
    let serial = serial as u32;
    let (year, month) = (serial / 100, serial % 100);
    match serial {
        1900..2200 => Some((serial, serial.to_string())),
        _ if (1900..2200).contains(&year) && (1..=12).contains(&month) => Some((serial, format!("{year}-{month:02}"))),
        _ => None,
    }
}

fn time(moment: &ExcelDateTime) -> String {
    let (_, _, _, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    }
}

/// A day as far as it is shown; where more is known than that, all of it.
fn date(moment: &ExcelDateTime, parts: Parts) -> String {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    match time(moment).as_str() {
        "00:00" if !parts.day && !parts.month && (month, day) == (1, 1) => format!("{year:04}"),
        "00:00" if !parts.day && day == 1 => format!("{year:04}-{month:02}"),
        "00:00" => format!("{year:04}-{month:02}-{day:02}"),
        time => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

/// What was likely typed where a spreadsheet made a day of it: `3-1`.
pub(super) fn before_it_was_a_day(date: &str, parts: Parts) -> String {
    let numbers: Vec<&str> = date.split([' ', '-']).take(3).map(|number| number.trim_start_matches('0')).collect();
    match numbers[..] {
        [_, month, day] if !parts.year => format!("{month}-{day}"),
        [year, month, _] if !parts.day => format!("{year}-{month}"),
        _ => numbers.join("-"),
    }
}

/// How many days a moment comes after 1899-12-30, the first day of spreadsheets; Excel's own first day, which it calls
/// 1900-01-00, is the one after it. Days on which spreadsheets disagree are not counted.
fn serial(text: &str) -> Option<f64> {
    let (day, time) = text.split_once('T').unwrap_or((text, ""));
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    let seconds = match time.trim_end_matches('Z') {
        "" => 0,
        time => NaiveTime::parse_from_str(time, "%H:%M:%S%.f").ok()?.num_seconds_from_midnight(),
    };
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
    let days = i32::try_from((day - first).num_days()).ok()?;
    match (days, seconds) {
        (0 | 1, seconds) => Some(f64::from(seconds) / 86_400.0),
        (61.., seconds) => Some(f64::from(days) + f64::from(seconds) / 86_400.0),
        _ => None,
    }
}

/// `PT14H30M00S` → `14:30`.
pub(super) fn duration(text: &str) -> String {
    let of = |from: char, until: char| {
        let number = text
            .split_once(until)
            .map(|(before, _)| before.rsplit(|c: char| c == from || c.is_ascii_alphabetic()).next());
        number.flatten().and_then(|number| number.parse::<f64>().ok())
    };
    match (of('T', 'H'), of('H', 'M'), of('M', 'S')) {
        (Some(hours), Some(minutes), seconds) => match seconds.unwrap_or(0.0) {
            0.0 => format!("{hours:02}:{minutes:02}"),
            seconds => format!("{hours:02}:{minutes:02}:{seconds:02}"),
        },
        _ => text.to_owned(),
    }
}

/// `2011-05-01T00:00:00` → `2011-05-01`.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.starts_with("00:00:00") => day.to_owned(),
        Some((day, time)) => format!("{day} {time}"),
        None => text.to_owned(),
    }
}

fn error_name(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
        #[expect(unreachable_patterns, reason = "calamine may learn of others")]
        _ => "#?",
    }
}

/// Whether a text is how a spreadsheet shows an error.
pub(super) fn is_error(text: &str) -> bool {
    const ERRORS: [CellErrorType; 8] = [
        CellErrorType::Div0,
        CellErrorType::NA,
        CellErrorType::Name,
        CellErrorType::Null,
        CellErrorType::Num,
        CellErrorType::Ref,
        CellErrorType::Value,
        CellErrorType::GettingData,
    ];
    // Every cell comes by here.
    text.starts_with('#')
        && (ERRORS.iter().any(|error| error_name(error) == text)
            || (text.len() > 2 && text.bytes().all(|byte| byte == b'#')))
}

/// The name of a cell: `B7`.
pub(super) fn name(line: u64, column: usize) -> String {
    letters(column) + &line.to_string()
}

/// The letters of a column, from 0: `A`, `AB`.
pub(crate) fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        match column / 26 {
            0 => break,
            more => column = more - 1,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    const MONTH: Parts = Parts { day: false, ..Parts::DAY };

    use super::*;

    #[test]
    fn numbers_are_written_as_a_person_would() {
        for (number, shown) in [
            (12.0, "12"),
            (2.5, "2.5"),
            (0.1 + 0.2, "0.3"),
            (13_800_000_000.0, "13800000000"),
            (330_402_801_001_123.0, "330402801001123"),
            (330_402_198_001_011_234.0, "3.30402198001011E+17"),
            (1e18, "1E+18"),
            (-3.0, "-3"),
        ] {
            assert_eq!(float(number), shown);
        }
        let said = |data: Data| Cell::plain(Value::from(&data)).said();
        assert_eq!(said(Data::Int(5)).text, "5");
        assert_eq!(said(Data::Bool(true)).text, "是");
        for error in [Data::Error(CellErrorType::NA), Data::String("#N/A".to_owned())] {
            let error = said(error);
            assert_eq!((error.text.as_str(), error.doubt), ("#N/A", Some(Doubt::Error)));
        }
        assert_eq!(said(Data::String("#1".to_owned())).doubt, None);
    }

    #[test]
    fn of_a_number_january_and_october_look_alike() {
        assert!(may_be_october(2001.1) && may_be_october(1969.1));
        assert!(![2001.0, 2001.2, 2001.12, 2001.01, 20.1, 12.1].into_iter().any(may_be_october));
    }

    #[test]
    fn dates_are_iso() {
        let shown = |value, month| {
            let parts = if month { MONTH } else { Parts::DAY };
            date(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false), parts)
        };
        assert_eq!(shown(40664.0, false), "2011-05-01");
        assert_eq!(shown(40664.0, true), "2011-05");
        assert_eq!(shown(40665.0, true), "2011-05-02");
        assert_eq!(shown(40_664.604_166_666_7, false), "2011-05-01 14:30");
        assert_eq!(iso("2011-05-01T00:00:00"), "2011-05-01");
        assert_eq!(iso("2011-05-01T14:30:00"), "2011-05-01 14:30:00");
        let iso = |text: &str| Cell::plain(Value::iso(text)).said().text;
        for (written, shown) in [
            ("2011-05-01T00:00:00.000", "2011-05-01"),
            ("2011-05-01", "2011-05-01"),
            ("2011-05-01T14:30:00", "2011-05-01 14:30"),
            ("1855-05-01", "1855-05-01"),
            ("1899-12-30", ""),
            ("1899-12-31T00:00:00.000", ""),
            ("soon", "soon"),
        ] {
            assert_eq!(iso(written), shown);
        }
        assert_eq!(["PT14H30M00S", "PT9H05M07.0S", "P1D"].map(duration), ["14:30", "09:05:07", "P1D"]);
    }

    #[test]
    fn a_number_typed_into_a_cell_for_days_is_told() {
        let said =
            |number: f64| Cell { value: Value::Number(number), format: Cow::Owned(Format::Date(Parts::DAY)) }.said();
        let typed = |serial, likely: &str| Some(Doubt::NumberAsDay { serial, likely: likely.to_owned() });
        assert_eq!(said(2001.0), Said { text: "1905-06-23".into(), doubt: typed(2001, "2001"), day: Some(Parts::DAY) });
        assert_eq!(said(200_107.0).doubt, typed(200_107, "2001-07"));
        assert_eq!(said(20_010_701.0), Said { text: "20010701".into(), doubt: None, day: None });
        assert_eq!(said(0.0), Said { text: String::new(), doubt: Some(Doubt::ZeroDay), day: Some(Parts::DAY) });
        assert_eq!((said(37073.0).doubt, said(2001.5).doubt, said(200_113.0).doubt), (None, None, None));
    }

    #[test]
    fn what_was_made_a_day_is_guessed() {
        let month_day = Parts { year: false, ..Parts::DAY };
        assert_eq!(before_it_was_a_day("2026-03-01", month_day), "3-1");
        assert_eq!(before_it_was_a_day("2001-07", MONTH), "2001-7");
        assert_eq!(before_it_was_a_day("2001-07-05", Parts::DAY), "2001-7-5");
        assert_eq!(before_it_was_a_day("2001", Parts { month: false, ..MONTH }), "2001");
    }

    #[test]
    fn cells_have_names() {
        assert_eq!([0, 25, 26, 701, 702].map(|column| name(1, column)), ["A1", "Z1", "AA1", "ZZ1", "AAA1"]);
    }
}
