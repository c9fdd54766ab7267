//! What a cell of a workbook shows, as text.

use calamine::{CellErrorType, Data, ExcelDateTime};

/// From here on Excel keeps only the first fifteen digits of a number.
const DIGITS_LOST: f64 = 1e15;

/// The text of a cell, as a person would write it into a text file; the name of its error if it holds one. A date of a
/// cell that shows no day is a month.
pub(super) fn text(data: &Data, shows_month: bool) -> Result<String, String> {
    match data {
        Data::Empty => Ok(String::new()),
        Data::String(text) => Ok(text.clone()),
        Data::Bool(yes) => Ok(if *yes { "是" } else { "否" }.to_owned()),
        #[expect(clippy::cast_precision_loss, reason = "so did Excel")]
        Data::Int(number) => Ok(float(*number as f64)),
        Data::Float(number) => Ok(float(*number)),
        Data::DateTime(moment) => Ok(date(moment, shows_month)),
        Data::DateTimeIso(text) => Ok(iso(text)),
        Data::DurationIso(text) => Ok(text.clone()),
        Data::Error(error) => Err(error_name(error).to_owned()),
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
pub(super) fn may_be_october(number: f64) -> bool {
    let tenths = number * 10.0;
    (1900.0..2200.0).contains(&number) && (tenths - tenths.round()).abs() < 1e-6 && tenths.round() % 10.0 == 1.0
}

fn date(moment: &ExcelDateTime, shows_month: bool) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    if moment.is_duration() || (moment.as_f64() < 1.0 && time != "00:00") {
        return time;
    }
    if time != "00:00" {
        return format!("{year:04}-{month:02}-{day:02} {time}");
    }
    if shows_month && day == 1 {
        return format!("{year:04}-{month:02}");
    }
    format!("{year:04}-{month:02}-{day:02}")
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

/// Whether a number format shows year and month but no day.
pub(super) fn shows_month(code: &str) -> bool {
    let mut code = code.to_ascii_lowercase();
    for (open, close) in [('"', '"'), ('[', ']')] {
        while let Some(start) = code.find(open) {
            let end = code[start + 1..].find(close).map_or(code.len(), |at| start + 1 + at + 1);
            code.replace_range(start..end, "");
        }
    }
    code.contains('y') && code.contains('m') && !code.contains(['d', 'h', 's'])
}

/// The name of a cell: `B7`.
pub(super) fn name(line: u64, mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        match column / 26 {
            0 => break,
            more => column = more - 1,
        }
    }
    letters.iter().rev().collect::<String>() + &line.to_string()
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

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
        assert_eq!(text(&Data::Int(5), false).unwrap(), "5");
        assert_eq!(text(&Data::Bool(true), false).unwrap(), "是");
        assert_eq!(text(&Data::Error(CellErrorType::NA), false).unwrap_err(), "#N/A");
    }

    #[test]
    fn of_a_number_january_and_october_look_alike() {
        assert!(may_be_october(2001.1) && may_be_october(1969.1));
        assert!(![2001.0, 2001.2, 2001.12, 2001.01, 20.1, 12.1].into_iter().any(may_be_october));
    }

    #[test]
    fn dates_are_iso() {
        let shown = |value, month| date(&ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false), month);
        assert_eq!(shown(40664.0, false), "2011-05-01");
        assert_eq!(shown(40664.0, true), "2011-05");
        assert_eq!(shown(40665.0, true), "2011-05-02");
        assert_eq!(shown(40_664.604_166_666_7, false), "2011-05-01 14:30");
        assert_eq!(iso("2011-05-01T00:00:00"), "2011-05-01");
        assert_eq!(iso("2011-05-01T14:30:00"), "2011-05-01 14:30:00");
        assert!(shows_month("yyyy\"年\"m\"月\"") && shows_month("[$-804]yyyy-mm;@"));
        assert!(!shows_month("yyyy\"年\"m\"月\"d\"日\"") && !shows_month("General") && !shows_month("mm:ss"));
    }

    #[test]
    fn cells_have_names() {
        assert_eq!([0, 25, 26, 701, 702].map(|column| name(1, column)), ["A1", "Z1", "AA1", "ZZ1", "AAA1"]);
    }
}
