//! Moments that computers write with their time zone: `2001-06-30T16:00:00.000Z`. In China that is the next day.

use chrono::{DateTime, FixedOffset, NaiveDateTime};

/// China has one time zone, eight hours ahead of UTC; nine in the summers from one of these hours of UTC until the other
/// (tz database, Asia/Shanghai). Programs write the midnight of a day of birth by them.
const CHINA: i32 = 8 * 3600;
const SUMMERS: [(&str, &str); 13] = [
    ("1940-05-31T16", "1940-10-12T15"),
    ("1941-03-14T16", "1941-11-01T15"),
    ("1942-01-30T16", "1945-09-01T15"),
    ("1946-05-14T16", "1946-09-30T15"),
    ("1947-04-14T16", "1947-10-31T15"),
    ("1948-04-30T16", "1948-09-30T15"),
    ("1949-04-30T16", "1949-05-27T15"),
    ("1986-05-03T18", "1986-09-13T17"),
    ("1987-04-11T18", "1987-09-12T17"),
    ("1988-04-16T18", "1988-09-10T17"),
    ("1989-04-15T18", "1989-09-16T17"),
    ("1990-04-14T18", "1990-09-15T17"),
    ("1991-04-13T18", "1991-09-14T17"),
];

/// What stands behind a date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Clock<'t> {
    /// Nothing.
    None,
    /// A time of day, as the clock on the wall showed it: the date and the time.
    Local(&'t str, &'t str),
    /// A time with its zone: the day and time in China.
    Zoned(NaiveDateTime),
    /// A time that is none.
    Unreadable,
}

/// Parts a date from the time behind it: `2019/2/3  14:30`, `2011年 5月 1日 8:00`, `2011-05-01T08:00:00Z`. Full-width forms
/// are plain already.
pub(super) fn clock(text: &str) -> Clock<'_> {
    let starts = |(at, c): (usize, char)| {
        let after = text[at + c.len_utf8()..].trim_start();
        let clock = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let begins = c.is_whitespace() || matches!(c, 'T' | 't');
        (begins && after.len() > clock.len() && clock.starts_with(':')).then_some((text[..at].trim(), after.trim()))
    };
    match text.char_indices().find_map(starts) {
        Some((date, time)) if time.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b'.')) => {
            Clock::Local(date, time)
        }
        Some((date, time)) => zoned(date, time).map_or(Clock::Unreadable, Clock::Zoned),
        None if text.contains([':', 'T', 't']) => Clock::Unreadable,
        None => Clock::None,
    }
}

fn zoned(date: &str, time: &str) -> Option<NaiveDateTime> {
    let upper = time.to_ascii_uppercase();
    let time =
        ["UTC", "GMT"].iter().find_map(|zone| upper.strip_suffix(zone)).map(|clock| format!("{}Z", clock.trim()));
    let stamp = format!("{}T{}", date.replace(['/', '.'], "-"), time.unwrap_or(upper).replace(' ', ""));
    let read = |form| DateTime::parse_from_str(&stamp, form).ok();
    let moment = read("%Y-%m-%dT%H:%M:%S%.f%#z").or_else(|| read("%Y-%m-%dT%H:%M%#z"))?;
    let hour = moment.naive_utc().format("%Y-%m-%dT%H").to_string();
    let is_summer = SUMMERS.iter().any(|(from, until)| (*from..*until).contains(&hour.as_str()));
    let ahead = if is_summer { CHINA + 3600 } else { CHINA };
    Some(moment.with_timezone(&FixedOffset::east_opt(ahead)?).naive_local())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_china(text: &str) -> String {
        match clock(text) {
            Clock::Zoned(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_time_with_its_zone_is_told_in_china() {
        for text in [
            "2001-06-30T16:00:00.000Z",
            "2001-06-30T16:00:00Z",
            "2001-06-30t16:00:00z",
            "2001-06-30T16:00Z",
            "2001-06-30 16:00:00+00:00",
            "2001-06-30 16:00:00.123456 +0000",
            "2001-06-30 16:00:00 UTC",
            "2001/6/30 16:00:00 GMT",
            "2001-07-01T00:00:00.000+08:00",
            "2001-07-01T00:00:00+08",
            "2001-06-30T12:00:00-04:00",
        ] {
            assert_eq!(in_china(text), "2001-07-01 00:00", "{text}");
        }
        assert_eq!(in_china("2001-12-31T23:59:59Z"), "2002-01-01 07:59");
    }

    #[test]
    fn summer_time_was_an_hour_ahead() {
        for (text, day) in [
            ("1990-06-30T15:00:00.000Z", "1990-07-01 00:00"),
            ("1985-06-30T16:00:00Z", "1985-07-01 00:00"),
            ("1992-06-30T16:00:00Z", "1992-07-01 00:00"),
            ("1990-01-14T16:00:00Z", "1990-01-15 00:00"),
            ("1986-05-03T17:59:59Z", "1986-05-04 01:59"),
            ("1986-05-03T18:00:00Z", "1986-05-04 03:00"),
            ("1991-09-14T16:59:00Z", "1991-09-15 01:59"),
            ("1991-09-14T17:00:00Z", "1991-09-15 01:00"),
            ("1943-12-31T15:00:00Z", "1944-01-01 00:00"),
        ] {
            assert_eq!(in_china(text), day, "{text}");
        }
    }

    #[test]
    fn a_clock_on_the_wall_says_nothing_of_zones() {
        assert_eq!(clock("2019/2/3  14:30"), Clock::Local("2019/2/3", "14:30"));
        assert_eq!(clock("2019-02-03T14:30:00.000"), Clock::Local("2019-02-03", "14:30:00.000"));
        assert_eq!(clock("2011年 5月 1日 8:00"), Clock::Local("2011年 5月 1日", "8:00"));
        assert_eq!(clock("2011年 5月 1日"), Clock::None);
    }

    #[test]
    fn what_is_no_time_is_not_passed_over() {
        for text in ["2001-06-30T16", "2001-06-30T", "2001-06-30 16:00 XYZ", "2001-06-30T16:00:00+99:00"] {
            assert_eq!(clock(text), Clock::Unreadable, "{text}");
        }
    }
}
