//! Days as a clerk says them on the command line: 今天, 昨天, three days ago. Never in a file, which is read on another day.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};

use super::half_width;
use crate::text::fold;

/// What was typed, a day told by its distance from `today` as its date; a time of day behind it stays.
pub fn told(typed: &str, today: NaiveDate) -> Cow<'_, str> {
    if let Some(day) = day(typed, today) {
        return day.to_string().into();
    }
    let plain = half_width(typed);
    match plain.rsplit_once(char::is_whitespace) {
        Some((before, time)) if time.contains(':') => {
            day(before, today).map_or(Cow::Borrowed(typed), |day| format!("{day} {time}").into())
        }
        _ => typed.into(),
    }
}

/// Whether an argument that begins with a hyphen is a day so long ago (`-3d`), no option.
pub fn is_days_back(argument: &str) -> bool {
    argument.starts_with('-') && days_back(&fold(argument)).is_some()
}

/// The day that a word means.
fn day(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let word = fold(typed);
    let back = match &*word {
        "today" | "今天" | "今日" => 0,
        "yesterday" | "昨天" | "昨日" => 1,
        "前天" => 2,
        word => days_back(word)?,
    };
    today.checked_sub_days(Days::new(back))
}

/// How many days ago: `-3d`, `-3天`, `3天前`, `3 days ago`.
fn days_back(word: &str) -> Option<u64> {
    let behind_sign = |word: &str| -> Option<u64> {
        let number = word.strip_prefix(['-', '−', '–', '—'])?;
        number.strip_suffix(['d', '天', '日'])?.parse().ok()
    };
    let ago =
        |word: &str| ["天前", "日前", "daysago", "dayago"].iter().find_map(|ago| word.strip_suffix(ago)?.parse().ok());
    behind_sign(word).or_else(|| ago(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_told_by_its_distance() {
        let today = "2026-03-02".parse().unwrap();
        for (typed, date) in [
            ("今天", "2026-03-02"),
            (" Today ", "2026-03-02"),
            ("昨天", "2026-03-01"),
            ("YESTERDAY", "2026-03-01"),
            ("前天", "2026-02-28"),
            ("-3d", "2026-02-27"),
            ("－３Ｄ", "2026-02-27"),
            ("-3天", "2026-02-27"),
            ("3天前", "2026-02-27"),
            ("30 天前", "2026-01-31"),
            ("3 days ago", "2026-02-27"),
            ("-0d", "2026-03-02"),
            ("昨天 9:30", "2026-03-01 9:30"),
            ("3天前　14：30", "2026-02-27 14:30"),
        ] {
            assert_eq!(told(typed, today), date, "{typed}");
        }
        for typed in [
            "2026-02-01",
            "3d",
            "-d",
            "--3d",
            "-3",
            "",
            "今天早上",
            "明天见 9:30",
            "-99999999999999999999d",
            "-999999999999d",
        ] {
            assert_eq!(told(typed, today), typed);
        }
    }

    #[test]
    fn an_option_is_no_day() {
        assert!(is_days_back("-3d") && is_days_back("-10天"));
        for argument in ["-n", "--date", "-3", "3d", "-d", "-o3d", "3天前"] {
            assert!(!is_days_back(argument), "{argument}");
        }
    }
}
