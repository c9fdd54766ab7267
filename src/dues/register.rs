//! The register of a year 党费收缴登记表: who owed how much to an org, and what was paid month by month.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::{Connection, named_params};

use super::owed::{self, Less, Owed};
use super::{Income, rate, scale};
use crate::date::Month;
use crate::error::Result;
use crate::i18n::Label;
use crate::member::PersonId;
use crate::money::Money;
use crate::org::OrgId;

/// A line of the register.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    /// The last rate of the year, where there is one.
    pub(crate) rate: Option<Rated>,
    /// The twelve months.
    pub(crate) months: Vec<Cell>,
    /// What was paid for them.
    pub(crate) paid: Money,
    /// What was to be paid for those that have begun by the day; nothing, where there is no rate.
    pub(crate) due: Option<Money>,
    /// What of that is to be paid still.
    pub(crate) owing: Option<Money>,
}

/// A rate as the register has it.
#[derive(Debug)]
pub(crate) struct Rated {
    pub(crate) income: Label,
    pub(crate) base: Option<Money>,
    /// The part of the base that is paid: `0.5%`.
    pub(crate) percent: Option<String>,
    pub(crate) monthly: Money,
}

/// What is to be told of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    /// It is not owed to this org.
    Elsewhere,
    /// Nothing was paid yet.
    Open,
    /// All of it is waived.
    Waived,
    Paid(Money),
}

/// The register of an org for the year of a day, by what was paid and waived until then.
pub(crate) fn register(conn: &Connection, org: OrgId, day: NaiveDate) -> Result<Vec<Line>> {
    let first = Month::of(day.with_ordinal(1).unwrap_or(day));
    let year: Vec<Month> = std::iter::successors(Some(first), |month| Some(month.next())).take(12).collect();
    let last = year.last().copied().unwrap_or(first);
    let mut query = conn.prepare_cached(include_str!("register.sql"))?;
    let people = query.query_map(named_params! {":org": org, ":from_month": first, ":to_month": last}, |row| {
        Ok((row.get::<_, PersonId>("id")?, row.get::<_, String>("name")?))
    })?;
    let people: Vec<(PersonId, String)> = people.collect::<rusqlite::Result<_>>()?;
    let mut lines = Vec::new();
    for (person, name) in people {
        let mut owed = Vec::new();
        for month in &year {
            owed.push(owed::of_month_by(conn, person, *month, &day.to_string())?.filter(|owed| owed.org == org));
        }
        if owed.iter().all(Option::is_none) {
            continue;
        }
        let rate = rate::of_month(conn, person, last)?.map(|rate| rated(&rate));
        let paid = Money::from_fen(owed.iter().flatten().map(|owed| owed.paid.fen()).sum());
        let begun = || owed.iter().flatten().filter(|owed| owed.month.first_day() <= day);
        let due = begun().map(to_be_paid).sum::<Option<i64>>().map(Money::from_fen);
        let owing = begun().map(|owed| owed.left().map(Money::fen)).sum::<Option<i64>>().map(Money::from_fen);
        lines.push(Line { person, name, rate, months: owed.iter().map(cell).collect(), paid, due, owing });
    }
    Ok(lines)
}

fn rated(rate: &rate::Rate) -> Rated {
    let percent = rate.base.filter(|_| scale::is_of_base(rate.income));
    Rated {
        income: Income::entry(rate.income).label,
        base: rate.base,
        percent: percent.map(|base| scale::percent(rate.income, base, rate.since.first_day())),
        monthly: rate.monthly,
    }
}

/// What is to be paid for a month, in fen, whether or not it was.
fn to_be_paid(owed: &Owed) -> Option<i64> {
    match owed.waiver {
        Some(Less::All) => Some(0),
        Some(Less::By(less)) => owed.monthly.map(|monthly| (monthly.fen() - less.fen()).max(0)),
        None => owed.monthly.map(Money::fen),
    }
}

fn cell(owed: &Option<Owed>) -> Cell {
    match owed {
        None => Cell::Elsewhere,
        Some(owed) if owed.paid > Money::default() => Cell::Paid(owed.paid),
        Some(owed) if owed.waiver == Some(Less::All) => Cell::Waived,
        Some(_) => Cell::Open,
    }
}
