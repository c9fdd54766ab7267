//! What somebody owes for a month, by all that is on record.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::rate;
use crate::date::{Month, Months, PartialDate};
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::{self, PersonId};
use crate::money::Money;
use crate::org::OrgId;
use crate::rules::Advice;

/// A day that everything on record lies before.
const ALWAYS: &str = "9999-12-31";

/// What is owed for one month.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Owed {
    /// Which month.
    pub(super) month: Month,
    /// To which org.
    pub(super) org: OrgId,
    /// The rate, where there is one.
    pub(super) monthly: Option<Money>,
    /// What was paid of it.
    pub(super) paid: Money,
    /// What of it is waived, where a waiver tells: all, or how much less.
    pub(super) waiver: Option<Less>,
}

/// How much less is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Less {
    /// Nothing is paid.
    All,
    /// So much less.
    By(Money),
}

impl Less {
    /// As it is kept: how much less, or nothing where all is waived.
    pub(super) fn of(kept: Option<Money>) -> Self {
        kept.map_or(Self::All, Self::By)
    }

    /// What is kept of it.
    pub(super) fn kept(self) -> Option<Money> {
        match self {
            Self::All => None,
            Self::By(less) => Some(less),
        }
    }
}

impl Owed {
    /// What is to be paid still; `None` where there is no rate.
    pub(super) fn left(&self) -> Option<Money> {
        let less = match self.waiver {
            Some(Less::All) => return Some(Money::default()),
            Some(Less::By(less)) => less.fen(),
            None => 0,
        };
        self.monthly.map(|monthly| Money::from_fen((monthly.fen() - less - self.paid.fen()).max(0)))
    }
}

/// What a person owes for a month by all that is on record; nothing, where no org may ask for it.
pub(super) fn of_month(conn: &Connection, person: PersonId, month: Month) -> Result<Option<Owed>> {
    of_month_by(conn, person, month, ALWAYS)
}

/// The same by what was paid and waived until a day.
pub(super) fn of_month_by(conn: &Connection, person: PersonId, month: Month, day: &str) -> Result<Option<Owed>> {
    let mut query = conn.prepare_cached(include_str!("owed.sql"))?;
    let owed = query.query_row(named_params! {":person": person, ":month": month, ":day": day}, |row| {
        let (is_waived, less) =
            (row.get::<_, Option<i64>>("waiver_id")?.is_some(), row.get::<_, Option<Money>>("less")?);
        let waiver = is_waived.then(|| Less::of(less));
        Ok(Owed { month, org: row.get("org_id")?, monthly: row.get("monthly")?, paid: row.get("paid")?, waiver })
    });
    Ok(owed.optional()?)
}

/// What a person owes for each of the months. Refuses those that are not owed to anybody.
pub(super) fn all_owed(conn: &Connection, person: PersonId, name: &str, months: Months) -> Result<Vec<Owed>> {
    let (all, none) = of_months(conn, person, months)?;
    if none.is_empty() {
        return Ok(all);
    }
    let months: Vec<String> = none.iter().map(ToString::to_string).collect();
    Err(Error::refused(say!(NotOwed { name, months })).hint(say!(NotOwedHint)))
}

/// What a person owes for each of the months, and the months of them that are not owed to anybody.
pub(super) fn of_months(conn: &Connection, person: PersonId, months: Months) -> Result<(Vec<Owed>, Vec<Month>)> {
    let (mut all, mut none) = (Vec::new(), Vec::new());
    for month in months.each() {
        match of_month(conn, person, month)? {
            Some(owed) => all.push(owed),
            None => none.push(month),
        }
    }
    Ok((all, none))
}

/// The month up to which a person has paid, or was let off, by a day, without a gap from the first payment or waiver on; nothing
/// where nothing was ever paid.
fn paid_until(conn: &Connection, person: PersonId, day: &str) -> Result<Option<Month>> {
    let first: Option<Month> = conn
        .prepare_cached(
            "SELECT min(month) FROM (SELECT month FROM dues_payment WHERE person_id = ?1 AND day <= ?2
                                     UNION ALL SELECT since FROM dues_waiver WHERE person_id = ?1 AND day <= ?2)",
        )?
        .query_row((person, day), |row| row.get(0))?;
    let (mut until, mut next) = (None, first);
    while let Some(month) = next {
        let owed = of_month_by(conn, person, month, day)?;
        let is_settled =
            owed.is_some_and(|owed| owed.left().map_or(owed.paid > Money::default(), |left| left.fen() == 0));
        next = is_settled.then(|| month.next());
        if is_settled {
            until = Some(month);
        }
    }
    Ok(until)
}

/// What is told of the dues of a person on a day, among what else is shown of them: the rate, and until when they are paid.
pub(crate) fn told(conn: &Connection, person: PersonId, day: NaiveDate) -> Result<Option<Text>> {
    let monthly = rate::of_month(conn, person, Month::of(day))?.map(|rate| rate.monthly);
    Ok(match (monthly, paid_until(conn, person, &day.to_string())?) {
        (Some(monthly), Some(until)) => Some(say!(DuesLine { monthly, until })),
        (Some(monthly), None) => Some(say!(DuesUnpaid { monthly })),
        (None, Some(until)) => Some(say!(DuesUnfixed { until })),
        (None, None) => None,
    })
}

/// Up to which month a letter of introduction says that dues are paid: what is typed, else what is on record. Tells of
/// a difference, where anything is.
pub(crate) fn of_letter(
    tx: &Tx<'_>,
    person: PersonId,
    typed: Option<PartialDate>,
    advice: &mut Advice,
) -> Result<Option<PartialDate>> {
    let until = paid_until(tx, person, ALWAYS)?;
    let mut rates = tx.prepare_cached("SELECT 1 FROM dues_rate WHERE person_id = ?1")?;
    let is_kept = until.is_some() || rates.exists([person])?;
    let until = until.map(Month::date);
    match typed {
        Some(typed) if is_kept && until != Some(typed) => {
            let name = member::name(tx, person)?;
            advice.notice(match &until {
                Some(until) => say!(LetterUnpaid { name, typed: &typed, until }),
                None => say!(LetterOfNothing { name, typed: &typed }),
            });
            Ok(Some(typed))
        }
        Some(typed) => Ok(Some(typed)),
        None => Ok(until),
    }
}
