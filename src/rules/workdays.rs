//! Working days, counted by the holidays that were announced: those of `holidays.toml`, and those that the office entered since.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use rusqlite::Connection;
use serde::Deserialize;

use crate::date::PartialDate;
use crate::error::Result;

#[derive(Debug, Default, Deserialize)]
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

/// The holidays that are known: those of this program, and of years that came later what the office entered of the notices
/// (`db holidays add`).
#[derive(Debug, Default)]
pub struct Calendar {
    entered: BTreeMap<String, Year>,
}

impl Calendar {
    /// With what the office entered.
    pub fn of(conn: &Connection) -> Result<Self> {
        let mut query = conn.prepare_cached(include_str!("holidays.sql"))?;
        let (mut rows, mut entered) = (query.query([])?, BTreeMap::<String, Year>::new());
        while let Some(row) = rows.next()? {
            let day = row.get::<_, PartialDate>("day")?.first_day();
            let works: bool = row.get("works")?;
            let year = entered.entry(day.year().to_string()).or_default();
            if works { year.on.push(day) } else { year.off.push(day) }
        }
        Ok(Self { entered })
    }

    /// Whether this program knows the holidays of a year by itself.
    pub fn is_built_in(year: i32) -> bool {
        years().contains_key(&year.to_string())
    }

    /// Every year that is known: how many weekdays of it are off, how many days of its weekends are worked, and whether
    /// the office entered it.
    pub fn known(&self) -> impl Iterator<Item = (&str, usize, usize, bool)> {
        let own = years().iter().map(|year| (year, false));
        let entered = self.entered.iter().filter(|(year, _)| !years().contains_key(*year)).map(|year| (year, true));
        own.chain(entered).map(|((year, days), entered)| (year.as_str(), days.off.len(), days.on.len(), entered))
    }

    fn year(&self, year: i32) -> Option<&Year> {
        let year = year.to_string();
        years().get(&year).or_else(|| self.entered.get(&year))
    }

    fn is_working(&self, day: NaiveDate) -> bool {
        let is_weekday = is_weekday(day);
        match self.year(day.year()) {
            Some(year) if is_weekday => !year.off.contains(&day),
            Some(year) => year.on.contains(&day),
            None => is_weekday,
        }
    }

    fn counted<T>(&self, value: T, from: NaiveDate, to: NaiveDate) -> Counted<T> {
        Counted { value, provisional: (from.year()..=to.year()).any(|year| self.year(year).is_none()) }
    }

    /// How many working days there are from one day to another, both included.
    pub fn between(&self, from: NaiveDate, to: NaiveDate) -> Counted<usize> {
        let value = from.iter_days().take_while(|day| *day <= to).filter(|day| self.is_working(*day)).count();
        self.counted(value, from, to)
    }

    /// The day that is the last of so many working days, beginning with `from`.
    pub fn end_of(&self, from: NaiveDate, days: i64) -> Counted<NaiveDate> {
        let (mut day, mut left) = (from, days);
        loop {
            left -= i64::from(self.is_working(day));
            if left <= 0 {
                return self.counted(day, from, day);
            }
            day = day + Days::new(1);
        }
    }
}

/// Monday to Friday.
pub fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(from: NaiveDate, to: NaiveDate) -> Counted<usize> {
        Calendar::default().between(from, to)
    }

    fn end_of(from: NaiveDate, days: i64) -> Counted<NaiveDate> {
        Calendar::default().end_of(from, days)
    }

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
        // Tomb-sweeping of 2011 was off until Tuesday 5 April, and Saturday the 2nd was worked for it; in 2016 the first week
        // of October was off, and Saturday the 8th and Sunday the 9th were worked.
        assert_eq!(between(day("2011-04-02"), day("2011-04-08")), sure(4));
        assert_eq!(between(day("2016-10-03"), day("2016-10-09")), sure(2));
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
