//! By which clock the office lives: what day it is, and at what time an operation was done, whatever zone the machine or
//! a scheduled script runs in. The one of China unless another is asked for.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, Local, Offset as _, Utc};

use crate::error::Error;
use crate::i18n::say;
use crate::i18n::texts;

/// The zone of China has had one offset since 1991, and records of operations are younger.
const CHINA: (&str, i32) = ("Asia/Shanghai", 8 * 3600);

/// A zone of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// That of China.
    #[default]
    China,
    /// So far from UTC.
    Fixed(FixedOffset),
    /// That of the machine.
    Machine,
}

impl Zone {
    /// A moment on the clocks of the zone.
    pub fn of(self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        let offset = match self {
            Self::China => FixedOffset::east_opt(CHINA.1).expect("eight hours are less than a day"),
            Self::Fixed(offset) => offset,
            Self::Machine => at.with_timezone(&Local).offset().fix(),
        };
        at.with_timezone(&offset)
    }

    /// A moment for a reader: `2011-05-31 16:00:00+08:00`.
    pub fn show(self, at: DateTime<Utc>) -> String {
        self.of(at).format("%Y-%m-%d %H:%M:%S%:z").to_string()
    }

    /// A moment that was kept as UTC (ISO 8601), for a reader; what is none stays as it is.
    pub fn show_kept(self, kept: &str) -> String {
        kept.parse().map_or_else(|_| kept.to_owned(), |at| self.show(at))
    }
}

impl FromStr for Zone {
    type Err = Error;

    /// Reads `Asia/Shanghai`, an offset (`+08:00`, `-0330`, `UTC`), or `local`.
    fn from_str(typed: &str) -> Result<Self, Error> {
        match typed.trim() {
            name if name.eq_ignore_ascii_case(CHINA.0) => Ok(Self::China),
            name if name.eq_ignore_ascii_case("local") => Ok(Self::Machine),
            name if ["utc", "z"].contains(&name.to_ascii_lowercase().as_str()) => Ok(Self::Fixed(Utc.fix())),
            offset => offset.parse().map(Self::Fixed).map_err(|_| Error::usage(say!(ZoneBad { zone: typed }))),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::China => write!(f, "{} (+08:00)", CHINA.0),
            Self::Fixed(offset) => offset.fmt(f),
            Self::Machine => f.write_str("local"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_office() {
        let at: DateTime<Utc> = "2026-11-26T16:30:00Z".parse().unwrap();
        assert_eq!(Zone::default().of(at).date_naive().to_string(), "2026-11-27", "half past midnight in China");
        assert_eq!("UTC".parse::<Zone>().unwrap().of(at).date_naive().to_string(), "2026-11-26");
        assert_eq!("-03:30".parse::<Zone>().unwrap().show(at), "2026-11-26 13:00:00-03:30");
        assert_eq!("Asia/Shanghai".parse::<Zone>().unwrap(), Zone::China);
        assert!("Mars".parse::<Zone>().is_err());
        assert_eq!(Zone::China.show_kept("2011-05-31T08:00:00Z"), "2011-05-31 16:00:00+08:00");
        assert_eq!(Zone::China.show_kept("once"), "once");
    }
}
