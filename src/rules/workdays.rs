//! Working days, counted by the holidays that were announced (`holidays.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Year {
    off: Vec<NaiveDate>,
    on: Vec<NaiveDate>,
}

fn years() -> &'static BTreeMap<String, Year> {
    static YEARS: LazyLock<BTreeMap<String, Year>> =
        LazyLock::new(|| toml::from_str(include_str!("holidays.toml")).expect("a test reads the same data"));
    &YEARS
}

/// Working days, and whether the holidays of every year they lie in are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted<T> {
    /// What was counted.
    pub value: T,
    /// Some of it lies in a year whose holidays are not known: only Saturdays and Sundays were left out.
    pub provisional: bool,
}

fn is_working(day: NaiveDate) -> bool {
    let is_weekday = !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    match years().get(&day.year().to_string()) {
        Some(year) if is_weekday => !year.off.contains(&day),
        Some(year) => year.on.contains(&day),
        None => is_weekday,
    }
}

fn is_known(year: i32) -> bool {
    years().contains_key(&year.to_string())
}

/// How many working days there are from one day to another, both included.
pub fn between(from: NaiveDate, to: NaiveDate) -> Counted<usize> {
    let value = from.iter_days().take_while(|day| *day <= to).filter(|day| is_working(*day)).count();
    Counted { value, provisional: (from.year()..=to.year()).any(|year| !is_known(year)) }
}

/// The day that is the last of so many working days, beginning with `from`.
pub fn end_of(from: NaiveDate, days: i64) -> Counted<NaiveDate> {
    let (mut day, mut left) = (from, days);
    loop {
        left -= i64::from(is_working(day));
        if left <= 0 {
            return Counted { value: day, provisional: (from.year()..=day.year()).any(|year| !is_known(year)) };
        }
        day = day + Days::new(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn holidays_are_left_out_and_days_made_up_for_count() {
        let sure = |value| Counted { value, provisional: false };
        assert_eq!(between(day("2026-06-15"), day("2026-06-19")), sure(4), "19 June is the Dragon Boat Festival");
        assert_eq!(end_of(day("2026-06-15"), 5).value, day("2026-06-22"));
        assert_eq!(between(day("2026-05-06"), day("2026-05-10")), sure(4), "Saturday 9 May is worked");
        assert_eq!(end_of(day("2026-09-28"), 5), Counted { value: day("2026-10-09"), provisional: false });
    }

    #[test]
    fn a_year_that_is_not_known_is_provisional() {
        assert_eq!(between(day("2027-03-01"), day("2027-03-07")), Counted { value: 5, provisional: true });
        assert!(between(day("2026-12-30"), day("2027-01-05")).provisional);
        assert!(end_of(day("2026-12-30"), 5).provisional);
    }

    #[test]
    fn every_day_named_lies_in_its_year_and_on_its_side_of_the_week() {
        for (year, days) in years() {
            for day in days.off.iter().chain(&days.on) {
                assert_eq!(day.year().to_string(), *year, "{day}");
            }
            let weekend = |day: &&NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            assert_eq!(
                (days.off.iter().filter(weekend).count(), days.on.iter().filter(weekend).count()),
                (0, days.on.len())
            );
        }
    }
}
