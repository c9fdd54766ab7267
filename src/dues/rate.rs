//! Rates 核定: from which month on somebody pays how much.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::{Income, scale};
use crate::date::Month;
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::member::{self, PersonId};
use crate::money::Money;
use crate::rules::{Advice, rules};

/// What offices round to: a typed sum as near as this to the norm's is the norm's, rounded.
const A_JIAO: i64 = 10;

/// A rate on record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rate {
    /// From which month on.
    pub(super) since: Month,
    /// From what it was worked out.
    pub(super) income: Income,
    /// The income of a month.
    pub(super) base: Option<Money>,
    /// The dues of a month.
    pub(super) monthly: Money,
    /// A word on it.
    pub(super) remark: Option<String>,
}

/// What is told of a rate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    /// From which month on.
    pub(super) since: Month,
    /// From what it is worked out.
    pub(super) income: Income,
    /// The income of a month.
    pub(super) base: Option<Money>,
    /// The dues of a month, where they are told.
    pub(super) monthly: Option<Money>,
    /// A word on it.
    pub(super) remark: Option<String>,
}

impl Rate {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            since: row.get("since")?,
            income: row.get("kind")?,
            base: row.get("base")?,
            monthly: row.get("monthly")?,
            remark: row.get("remark")?,
        })
    }
}

/// The rate that began in a month.
pub(super) fn begun(conn: &Connection, person: PersonId, since: Month) -> Result<Option<Rate>> {
    Ok(of_month(conn, person, since)?.filter(|rate| rate.since == since))
}

/// The rate of a month.
pub(super) fn of_month(conn: &Connection, person: PersonId, month: Month) -> Result<Option<Rate>> {
    let mut query = conn.prepare_cached(
        "SELECT since, kind, base, monthly, remark FROM dues_rate WHERE person_id = ?1 AND since <= ?2
         ORDER BY since DESC LIMIT 1",
    )?;
    Ok(query.query_row((person, month), Rate::from_row).optional()?)
}

/// Works out what is told by the norms of the month. Refuses a base where none is needed, none where one is, and what no norm
/// settles; warns of a sum that is not the norm's.
pub(super) fn fix(told: &Told, advice: &mut Advice) -> Result<Rate> {
    let day = told.since.first_day();
    let rule = scale::rule(told.income);
    if told.base.is_some() && !scale::is_of_base(told.income) {
        return Err(Error::refused(say!(RateBaseIdle { income: told.income })).basis(rule.basis(day)));
    }
    let by_norm = scale::due(told.income, told.base, day).filter(|_| !rule.begins_after(day));
    let monthly = match (told.monthly, by_norm) {
        (Some(monthly), by_norm) => {
            if let Some(norm) = by_norm.filter(|norm| (norm.fen() - monthly.fen()).abs() >= A_JIAO) {
                advice.warn(rule, day, say!(RateOtherThanNorm { monthly, norm }));
            }
            monthly
        }
        (None, Some(monthly)) => monthly,
        (None, None) if rule.begins_after(day) || told.income == Income::Farmer => {
            let refused = Error::new(Kind::Refused, say!(RateUnknown { income: told.income, month: told.since }));
            return Err(refused.basis(rule.basis(day)).hint(say!(RateUnknownHint)));
        }
        (None, None) => {
            return Err(Error::usage(say!(RateBaseNeeded { income: told.income })).basis(rule.basis(day)));
        }
    };
    advise_farmer(told, monthly, day, advice);
    let Told { since, income, base, ref remark, .. } = *told;
    Ok(Rate { since, income, base, monthly, remark: remark.clone() })
}

fn advise_farmer(told: &Told, monthly: Money, day: NaiveDate, advice: &mut Advice) {
    if told.income != Income::Farmer {
        return;
    }
    let (least, most) = (&rules().dues_farmer_least, &rules().dues_farmer_most);
    let broken = [(monthly.fen() < least.value_on(day), least), (monthly.fen() > most.value_on(day), most)];
    for (_, rule) in broken.into_iter().filter(|(is_broken, _)| *is_broken) {
        advice.warn(rule, day, say!(RateOfFarmer { monthly }));
    }
}

/// Records a rate; one that began in the same month is replaced. Refuses somebody who is on no roll from then on.
pub(super) fn put(tx: &Tx<'_>, person: PersonId, rate: &Rate) -> Result<()> {
    let mut on_roll = tx.prepare_cached("SELECT 1 FROM dues_stay WHERE person_id = ?1 AND last_month >= ?2")?;
    if !on_roll.exists((person, rate.since))? {
        let name = member::name(tx, person)?;
        return Err(Error::refused(say!(RateOffRoll { name, month: rate.since })).hint(say!(NotOwedHint)));
    }
    tx.prepare_cached(
        "INSERT INTO dues_rate (person_id, since, kind, base, monthly, remark)
         VALUES (:person, :since, :kind, :base, :monthly, :remark)
         ON CONFLICT (person_id, since) DO UPDATE
         SET kind = excluded.kind, base = excluded.base, monthly = excluded.monthly, remark = excluded.remark",
    )?
    .execute(named_params! {
        ":person": person, ":since": rate.since, ":kind": rate.income, ":base": rate.base, ":monthly": rate.monthly,
        ":remark": rate.remark,
    })?;
    Ok(())
}
