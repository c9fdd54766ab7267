//! Days as a clerk says them on the command line: 今天, 昨天, three days ago. Never in a file, which is read on another day.

use std::borrow::Cow;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};

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

/// A day as [`told`], or two days with `..` or 至 between.
pub fn told_span(typed: &str, today: NaiveDate) -> Cow<'_, str> {
    let parted = ["..", "至"].into_iter().find_map(|between| Some((typed.split_once(between)?, between)));
    match parted {
        Some(((from, to), between)) => format!("{}{between}{}", told(from, today), told(to, today)).into(),
        None => told(typed, today),
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
        "大前天" => 3,
        word => match days_back(word) {
            Some(back) => back,
            None => return of_week(word, today),
        },
    };
    today.checked_sub_days(Days::new(back))
}

/// A day of the week before, or of this one, which begins on Monday: `上周五`, `本星期三`.
fn of_week(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (weeks, word) = [("上上", 2), ("上", 1), ("本", 0), ("这", 0)]
        .into_iter()
        .find_map(|(which, weeks)| Some((weeks, word.strip_prefix(which)?)))?;
    let word = word.strip_prefix('个').unwrap_or(word);
    let name = ["周", "星期", "礼拜"].into_iter().find_map(|week| word.strip_prefix(week))?;
    let weekday = match name {
        "一" | "1" => Weekday::Mon,
        "二" | "2" => Weekday::Tue,
        "三" | "3" => Weekday::Wed,
        "四" | "4" => Weekday::Thu,
        "五" | "5" => Weekday::Fri,
        "六" | "6" => Weekday::Sat,
        "日" | "天" | "7" => Weekday::Sun,
        _ => return None,
    };
    let monday = today.checked_sub_days(Days::new(today.weekday().num_days_from_monday().into()))?;
    let first = monday.checked_sub_days(Days::new(7 * weeks))?;
    first.checked_add_days(Days::new(weekday.num_days_from_monday().into()))
}

/// Months as typed, a month without its year as one of the year of `today`: `5`, `5月`, `3..6`; 本月 and 上月 by their names.
pub fn told_months(typed: &str, today: NaiveDate) -> Cow<'_, str> {
    const BETWEEN: [&str; 7] = ["..", "至", "到", "~", ",", "，", "、"];
    let Some(at) = BETWEEN.iter().filter_map(|between| typed.find(between)).min() else {
        return month(typed, today).map_or(Cow::Borrowed(typed), Cow::Owned);
    };
    let between = BETWEEN.iter().find(|between| typed[at..].starts_with(**between)).map_or(0, |between| between.len());
    let (before, after) = (&typed[..at], &typed[at + between..]);
    let both = [told_months(before, today), told_months(after, today)];
    format!("{}{}{}", both[0], &typed[at..at + between], both[1]).into()
}

fn month(typed: &str, today: NaiveDate) -> Option<String> {
    let word = fold(typed);
    let (year, month) = match &*word {
        "本月" | "这个月" => (today.year(), today.month()),
        "上月" | "上个月" => {
            let last = today.checked_sub_days(Days::new(today.day().into()))?;
            (last.year(), last.month())
        }
        word => (today.year(), word.strip_suffix('月').unwrap_or(word).parse().ok()?),
    };
    let is_plain = word.chars().take_while(char::is_ascii_digit).count() <= 2;
    ((1..=12).contains(&month) && is_plain).then(|| format!("{year:04}-{month:02}"))
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
    fn a_day_of_this_week_or_the_one_before_is_told_by_its_name() {
        // 2 March 2026 is a Monday.
        for (today, typed, date) in [
            ("2026-03-02", "上周五", "2026-02-27"),
            ("2026-03-08", "上周五", "2026-02-27"),
            ("2026-03-08", "上星期天", "2026-03-01"),
            ("2026-03-04", "本周一", "2026-03-02"),
            ("2026-03-04", "这个礼拜二", "2026-03-03"),
            ("2026-03-04", "上上周日", "2026-02-22"),
            ("2026-03-04", "大前天", "2026-03-01"),
        ] {
            assert_eq!(told(typed, today.parse().unwrap()), date, "{typed}");
        }
        assert_eq!(told_span("上周一..昨天", "2026-03-02".parse().unwrap()), "2026-02-23..2026-03-01");
        for typed in ["周五", "上周", "上周八", "下周一", "上五"] {
            assert_eq!(told(typed, "2026-03-02".parse().unwrap()), typed);
        }
    }

    #[test]
    fn a_month_without_its_year_is_one_of_this() {
        let today = "2026-01-31".parse().unwrap();
        for (typed, months) in [
            ("5", "2026-05"),
            ("１１月", "2026-11"),
            ("3..6", "2026-03..2026-06"),
            ("1月至2月", "2026-01至2026-02"),
            ("1,3、5", "2026-01,2026-03、2026-05"),
            ("2025-12..2", "2025-12..2026-02"),
            ("本月", "2026-01"),
            ("上月", "2025-12"),
            ("2011", "2011"),
            ("2011Q2", "2011Q2"),
            ("13", "13"),
            ("0", "0"),
            ("005", "005"),
            ("", ""),
        ] {
            assert_eq!(told_months(typed, today), months, "{typed}");
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
