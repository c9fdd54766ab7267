//! What is put into a cell: days as its format wants them, numbers of people as texts.

use chrono::NaiveDate;

use super::grid::Content;
use crate::date::PartialDate;
use crate::i18n::Lang;
use crate::input::Shows;
use crate::output::Value;
use crate::paper::words;

/// How a cell takes what is put in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Takes<'h> {
    /// What it shows a number as.
    pub(super) shows: Shows,
    /// Whether days are counted from 1904 on.
    pub(super) counts_from_1904: bool,
    /// What stands over it.
    pub(super) heading: &'h str,
}

/// What is put in for a value under a key; nothing for what is not known.
pub(super) fn content(value: &Value, takes: Takes<'_>) -> Option<Content> {
    match value {
        Value::Code(code) if code.code == "unknown" => None,
        Value::Int(_) | Value::Decimal(_) | Value::Real(_) | Value::Share(_) if takes.shows != Shows::Text => {
            Some(Content::Number(value.plain(Lang::Zh)))
        }
        Value::Text(text) => match text.parse::<PartialDate>() {
            Ok(date) if is_date(text) => Some(day(date, takes)),
            _ => Some(text.as_str()).filter(|text| !text.is_empty()).map(|text| Content::Text(text.to_owned())),
        },
        other => Some(other.plain(Lang::Zh)).filter(|text| !text.is_empty()).map(Content::Text),
    }
}

/// Whether a text of the records is a day: `2011`, `2011-05`, `2011-05-31`. A number of four digits may be something else, and is
/// written alike.
fn is_date(text: &str) -> bool {
    matches!(text.len(), 7 | 10) && text.as_bytes()[4] == b'-'
}

/// A day: counted where the cell shows one, else in words as its heading asks for them.
fn day(date: PartialDate, takes: Takes<'_>) -> Content {
    let shown = match takes.shows {
        Shows::Day => date.is_exact(),
        Shows::Month => date.is_exact() || date.is_month(),
        Shows::Plain | Shows::Text => false,
    };
    match shown.then(|| serial(date.first_day(), takes.counts_from_1904)).flatten() {
        Some(count) => Content::Number(count.to_string()),
        None => Content::Text(hinted(&date, takes.heading)),
    }
}

/// The count of days that a spreadsheet keeps; none for a day that it has no count for.
fn serial(day: NaiveDate, from_1904: bool) -> Option<i64> {
    let first = if from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) }?;
    let count = (day - first).num_days();
    // Spreadsheets believe that there was a 29th of February in 1900.
    Some(count).filter(|count| *count >= if from_1904 { 0 } else { 61 })
}

/// A day in the form that a heading shows: `(YYYYMMDD)`, `如2011.05`, `格式: 2011年5月1日`; in none, as we write it.
fn hinted(date: &PartialDate, heading: &str) -> String {
    let Some((first, second, has_day)) = pattern(heading) else { return date.to_string() };
    let date = if has_day || date.is_year() { *date } else { words::month(date) };
    if first == Some('年') {
        return words::day_in_figures(&date);
    }
    let between = |sign: Option<char>| sign.map(String::from).unwrap_or_default();
    let text = date.to_string();
    let mut parts = text.split('-');
    let mut said = parts.next().unwrap_or_default().to_owned();
    for (part, sign) in parts.zip([first, second.or(first)]) {
        said += &between(sign);
        said += part;
    }
    said
}

/// The signs between year, month and day in a pattern or an example of one, and whether it has a day.
fn pattern(heading: &str) -> Option<(Option<char>, Option<char>, bool)> {
    let signs: Vec<char> = crate::text::fold(heading).chars().collect();
    (0..signs.len()).find_map(|at| pattern_at(&signs[at..]))
}

fn pattern_at(signs: &[char]) -> Option<(Option<char>, Option<char>, bool)> {
    let run = |signs: &[char], letter: char| -> usize {
        let is_digits = signs.first().is_some_and(char::is_ascii_digit);
        signs.iter().take_while(|c| if is_digits { c.is_ascii_digit() } else { **c == letter }).count()
    };
    let between = |signs: &[char]| signs.first().copied().filter(|c| matches!(c, '-' | '/' | '.' | '年' | '月'));
    let is_example = signs.first()?.is_ascii_digit();
    match run(signs, 'y') {
        8 if is_example => return Some((None, None, true)),
        6 if is_example => return Some((None, None, false)),
        4 => {}
        _ => return None,
    }
    let first = between(&signs[4..]);
    let rest = &signs[4 + usize::from(first.is_some())..];
    let month = run(rest, 'm');
    if !(1..=2).contains(&month) || (is_example && first.is_none()) {
        return None;
    }
    let rest = &rest[month..];
    let second = between(rest);
    let day = run(&rest[usize::from(second.is_some())..], 'd');
    Some((first, second, (1..=2).contains(&day)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, shows: Shows, heading: &str) -> Option<Content> {
        content(&text.into(), Takes { shows, counts_from_1904: false, heading })
    }

    #[test]
    fn a_day_is_counted_where_the_cell_shows_one() {
        let number = |number: &str| Some(Content::Number(number.into()));
        let text = |text: &str| Some(Content::Text(text.into()));
        assert_eq!(said("2011-05-31", Shows::Day, "入党时间"), number("40694"));
        assert_eq!(said("2011-05", Shows::Month, "入党时间"), number("40664"));
        assert_eq!(said("2011-05", Shows::Day, "入党时间"), text("2011-05"));
        assert_eq!(said("1899-05-31", Shows::Day, "出生"), text("1899-05-31"));
        let in_1904 = Takes { shows: Shows::Day, counts_from_1904: true, heading: "" };
        assert_eq!(content(&"2011-05-31".into(), in_1904), number("39232"));
    }

    #[test]
    fn a_day_in_words_is_as_the_heading_shows_it() {
        for (heading, expected) in [
            ("出生年月日", "1975-03-08"),
            ("出生日期（YYYYMMDD）", "19750308"),
            ("出生日期\n如1980.01.01", "1975.03.08"),
            ("出生年月(如：1980.01)", "1975.03"),
            ("入党时间（格式：2011年5月1日）", "1975年3月8日"),
            ("出生日期(yyyy/mm/dd)", "1975/03/08"),
            ("出生年月(yyyymm)", "197503"),
            ("出生(19800101)", "19750308"),
        ] {
            assert_eq!(said("1975-03-08", Shows::Plain, heading), Some(Content::Text(expected.into())), "{heading}");
        }
    }

    #[test]
    fn numbers_of_people_are_texts_and_counts_are_numbers() {
        let plain = Takes { shows: Shows::Plain, counts_from_1904: false, heading: "" };
        assert_eq!(content(&"330402197503082018".into(), plain), Some(Content::Text("330402197503082018".into())));
        assert_eq!(content(&Value::Int(12), plain), Some(Content::Number("12".into())));
        let text = Takes { shows: Shows::Text, ..plain };
        assert_eq!(content(&Value::Int(12), text), Some(Content::Text("12".into())));
        assert_eq!([content(&Value::Null, plain), content(&"".into(), plain)], [None, None]);
    }
}
