//! Which copies are let go of: of the daily ones the last of each of seven days, five weeks and twelve months stay, of those that
//! were made before something was done the last five. What somebody asked for stays.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use super::kept::{Copy, Why};

/// Days, weeks and months whose last copy stays.
const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// Copies from before something was done that stay.
const BEFORE: usize = 5;

/// The copies whose time is over.
pub(super) fn over(copies: &[Copy]) -> Vec<Copy> {
    let daily: Vec<NaiveDate> =
        copies.iter().filter(|copy| copy.why == Why::Daily).filter_map(|copy| copy.day).collect();
    let days = staying(&daily);
    let mut before: Vec<&Copy> = copies.iter().filter(|copy| !matches!(copy.why, Why::Daily | Why::Asked)).collect();
    before.sort_by_key(|copy| (copy.day, copy.number));
    let stays_before = &before[before.len().saturating_sub(BEFORE)..];
    let is_over = |copy: &&Copy| match copy.why {
        Why::Daily => copy.day.is_some_and(|day| !days.contains(&day)),
        Why::Asked => false,
        _ => !stays_before.contains(copy),
    };
    copies.iter().filter(is_over).cloned().collect()
}

/// The days whose copy stays.
fn staying(days: &[NaiveDate]) -> BTreeSet<NaiveDate> {
    let days: BTreeSet<NaiveDate> = days.iter().copied().collect();
    let mut stay: BTreeSet<NaiveDate> = days.iter().rev().take(DAYS).copied().collect();
    stay.extend(last_of_each(&days, WEEKS, |day| (day.iso_week().year(), day.iso_week().week())));
    stay.extend(last_of_each(&days, MONTHS, |day| (day.year(), day.month())));
    stay
}

/// The last day of each of the latest spans that have one.
fn last_of_each(days: &BTreeSet<NaiveDate>, spans: usize, span: impl Fn(&NaiveDate) -> (i32, u32)) -> Vec<NaiveDate> {
    let mut last: Vec<NaiveDate> = Vec::new();
    for day in days.iter().rev() {
        if last.last().is_none_or(|later| span(later) != span(day)) {
            last.push(*day);
        }
    }
    last.truncate(spans);
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(day: &str, number: u32, why: Why) -> Copy {
        Copy {
            path: format!("{day}-{number}").into(),
            day: Some(day.parse().unwrap()),
            number,
            why,
            size: 1,
            made: None,
        }
    }

    #[test]
    fn days_weeks_and_months_stay() {
        // Every day from 2010-01-01 to 2011-05-31, a Tuesday.
        let first: NaiveDate = "2010-01-01".parse().unwrap();
        let days: Vec<NaiveDate> =
            first.iter_days().take_while(|day| day.to_string().as_str() <= "2011-05-31").collect();
        let stay: Vec<String> = staying(&days).iter().map(ToString::to_string).collect();
        assert_eq!(
            stay,
            [
                // The last of each of twelve months, June 2010 to May 2011.
                "2010-06-30",
                "2010-07-31",
                "2010-08-31",
                "2010-09-30",
                "2010-10-31",
                "2010-11-30",
                "2010-12-31",
                "2011-01-31",
                "2011-02-28",
                "2011-03-31",
                "2011-04-30",
                // The Sundays of four weeks before this one, and seven days.
                "2011-05-08",
                "2011-05-15",
                "2011-05-22",
                "2011-05-25",
                "2011-05-26",
                "2011-05-27",
                "2011-05-28",
                "2011-05-29",
                "2011-05-30",
                "2011-05-31",
            ]
        );
    }

    #[test]
    fn what_was_asked_for_stays_and_five_of_those_from_before_something() {
        let mut copies: Vec<Copy> = (1..=7).map(|number| copy("2011-05-31", number, Why::Import)).collect();
        copies.push(copy("2001-01-01", 1, Why::Asked));
        copies.push(copy("2011-05-30", 1, Why::Compact));
        let over: Vec<String> = over(&copies).iter().map(|copy| copy.path.display().to_string()).collect();
        assert_eq!(over, ["2011-05-31-1", "2011-05-31-2", "2011-05-30-1"]);
    }
}
