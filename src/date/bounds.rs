//! Days that cannot be. What is stored already is read all the same.

use chrono::NaiveDate;

use super::PartialDate;
use crate::i18n::texts;
use crate::i18n::{Text, say};

/// The First Congress met in July 1921: nothing of the Party's own life lies before it. The one home of this fact.
const PARTY: &str = "1921-07";

/// The days from which other programs count (Access and Delphi, .NET and SQL Server, Excel), and which they show where no
/// date was entered.
const COUNTED_FROM: [&str; 3] = ["1899-12-30", "1899-12-31", "1900-01-01"];

/// What cannot be a day at all, but stands for an empty date: of MySQL, .NET, Excel, Windows and SQL Server.
const NO_DAYS: [(i32, u32, u32); 5] = [(0, 0, 0), (1, 1, 1), (1900, 1, 0), (1601, 1, 1), (1753, 1, 1)];

/// The day from which computers count seconds. Somebody may have been born on it, or joined.
const EPOCH: &str = "1970-01-01";

/// Refuses a day on which nothing can have happened: one in the future, the empty date of another program.
pub fn could_be(date: &PartialDate, today: NaiveDate) -> Result<(), Text> {
    if is_empty_date(date) {
        return Err(say!(DateOfNothing { date }));
    }
    if date.first_day() > today {
        return Err(say!(DateInFuture { date, today }));
    }
    Ok(())
}

/// Refuses a day on which nothing can have happened in the Party.
pub fn could_be_in_party(date: &PartialDate, today: NaiveDate) -> Result<(), Text> {
    could_be(date, today)?;
    in_party(date)
}

/// Refuses a day before there was a Party; it may lie ahead, as the end of a notice does.
pub fn in_party(date: &PartialDate) -> Result<(), Text> {
    if is_empty_date(date) {
        return Err(say!(DateOfNothing { date }));
    }
    if is_before_party(date) {
        return Err(say!(DateBeforeParty { date, party: PARTY }));
    }
    Ok(())
}

/// Whether the day is one that computers show for an empty date, though it may be true.
pub fn may_be_empty(date: &PartialDate) -> bool {
    date.year == 1970 && date.to_string() == EPOCH
}

/// Whether the parts of a date that cannot be stand for an empty one.
pub(super) fn shows_nothing(year: i32, month: Option<u32>, day: Option<u32>) -> bool {
    month.zip(day).is_some_and(|(month, day)| NO_DAYS.contains(&(year, month, day)))
}

/// Whether a stored date is one that cannot be in the Party, for `db check`.
pub fn is_stray(stored: &str) -> bool {
    stored.parse().is_ok_and(|date| is_empty_date(&date) || is_before_party(&date))
}

/// Most dates are told apart by their year.
fn is_empty_date(date: &PartialDate) -> bool {
    matches!(date.year, 1899 | 1900) && COUNTED_FROM.contains(&date.to_string().as_str())
}

fn is_before_party(date: &PartialDate) -> bool {
    date.year <= 1921 && PARTY.parse().is_ok_and(|party| !date.could_follow(&party))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(read: fn(&PartialDate, NaiveDate) -> Result<(), Text>, date: &str) -> String {
        let today = NaiveDate::from_ymd_opt(2026, 11, 26).unwrap();
        read(&date.parse().unwrap(), today).map_or_else(|text| format!("{text:?}"), |()| String::new())
    }

    #[test]
    fn nothing_of_the_party_lies_before_it() {
        for date in ["1921-06-30", "1921-06", "1920", "1850-01-01"] {
            assert!(said(could_be_in_party, date).starts_with("DateBeforeParty"), "{date}");
            assert_eq!(said(could_be, date), "", "{date}");
        }
        for date in ["1921-07-01", "1921-07", "1921", "1970-01-01", "2026-11-26"] {
            assert_eq!(said(could_be_in_party, date), "", "{date}");
        }
    }

    #[test]
    fn the_empty_dates_of_other_programs_are_told() {
        for date in ["1899-12-30", "1899-12-31", "1900-01-01"] {
            assert!(said(could_be, date).starts_with("DateOfNothing"), "{date}");
            assert!(said(could_be_in_party, date).starts_with("DateOfNothing"), "{date}");
            assert!(is_stray(date), "{date}");
        }
        for date in ["1900", "1900-01", "1900-01-02", "1899-12-29", "1970-01-01"] {
            assert_eq!(said(could_be, date), "", "{date}");
        }
        assert!(said(could_be, "2026-11-27").starts_with("DateInFuture"));
        assert!(is_stray("1921-06") && !is_stray("1921") && !is_stray("x"));
    }
}
