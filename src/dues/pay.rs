//! Payments 交纳: months paid by one person, or by everybody of an org.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::Way;
use super::owed::{self, Owed};
use crate::date::{Month, Months, PartialDate, could_be_in_party, months_later};
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::{self, PersonId};
use crate::money::Money;
use crate::org::OrgId;
use crate::rules::{Advice, rules};

/// How far ahead dues are paid at the most: anything beyond is a slip.
const MONTHS_AHEAD: u32 = 12;

/// What is told of a payment besides who pays for which months.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Payment {
    /// When it was paid.
    pub(super) date: PartialDate,
    /// How.
    pub(super) way: Option<Way>,
    /// Who took it.
    pub(super) collector: Option<String>,
    /// The number of the receipt.
    pub(super) receipt: Option<String>,
    /// A word on it.
    pub(super) remark: Option<String>,
}

/// Refuses months that nobody pays for yet.
pub(super) fn refuse_far_ahead(months: Months, today: NaiveDate) -> Result<()> {
    if months.to > Month::of(months_later(today, MONTHS_AHEAD)) {
        return Err(Error::refused(say!(MonthFarAhead { month: months.to })));
    }
    Ok(())
}

/// One person pays for some months what is owed for them, or an amount. Returns the sum.
///
/// Refuses months that are not owed, that are paid or waived already, or whose dues nobody knows; an amount that is less
/// than what several months come to, because nobody knows which of them it is for.
pub(super) fn pay(
    tx: &Tx<'_>,
    person: PersonId,
    months: Months,
    amount: Option<Money>,
    told: &Payment,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Money> {
    judge_date(&told.date, months, today)?;
    let name = member::name(tx, person)?;
    let all = owed::all_owed(tx, person, &name, months)?;
    refuse_settled(&name, &all)?;
    let parts = parts(&name, &all, amount, advice)?;
    store(tx, person, &parts, told)?;
    advise_late(&name, &all, &told.date, advice);
    Ok(sum(&parts))
}

fn sum(parts: &[(Month, Money)]) -> Money {
    Money::from_fen(parts.iter().map(|(_, amount)| amount.fen()).sum())
}

/// Refuses a day that cannot be, and months that nobody pays for yet.
pub(super) fn judge_date(date: &PartialDate, months: Months, today: NaiveDate) -> Result<()> {
    could_be_in_party(date, today).map_err(|what| Error::refused(what).of_option("--date"))?;
    refuse_far_ahead(months, today)
}

fn refuse_settled(name: &str, all: &[Owed]) -> Result<()> {
    let settled = |owed: &&Owed| owed.left().is_some_and(|left| left.fen() == 0);
    let (waived, paid): (Vec<&Owed>, Vec<&Owed>) =
        all.iter().filter(settled).partition(|owed| owed.waiver.is_some() && owed.paid.fen() == 0);
    let months = |those: &[&Owed]| those.iter().map(|owed| owed.month.to_string()).collect::<Vec<_>>();
    if !paid.is_empty() {
        return Err(Error::refused(say!(PaidTwice { name, months: months(&paid) })).hint(say!(PaidTwiceHint)));
    }
    if !waived.is_empty() {
        return Err(
            Error::refused(say!(PaidThoughWaived { name, months: months(&waived) })).hint(say!(PaidThoughWaivedHint))
        );
    }
    Ok(())
}

/// What is paid for which month.
fn parts(name: &str, all: &[Owed], amount: Option<Money>, advice: &mut Advice) -> Result<Vec<(Month, Money)>> {
    let left = |owed: &Owed| owed.left().map(|left| (owed.month, left));
    let known: Option<Vec<(Month, Money)>> = all.iter().map(left).collect();
    match (known, amount) {
        (Some(parts), None) => Ok(parts),
        (None, None) => {
            let unknown = all.iter().filter(|owed| owed.left().is_none()).map(|owed| owed.month.to_string());
            let months = unknown.collect::<Vec<_>>();
            Err(Error::refused(say!(NoRate { name, months })).hint(say!(NoRateHint { name })))
        }
        (None, Some(amount)) => evenly(name, all, amount),
        (Some(parts), Some(amount)) => with_the_rest(name, parts, amount, advice),
    }
}

/// Without a rate the months are taken to have cost the same.
fn evenly(name: &str, all: &[Owed], amount: Money) -> Result<Vec<(Month, Money)>> {
    let count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    if amount.fen() % count != 0 {
        return Err(Error::refused(say!(AmountUneven { name, amount, count })).hint(say!(NoRateHint { name })));
    }
    Ok(all.iter().map(|owed| (owed.month, Money::from_fen(amount.fen() / count))).collect())
}

/// What is paid beyond the dues is given of one's own will, and counted with the last of the months.
fn with_the_rest(
    name: &str,
    mut parts: Vec<(Month, Money)>,
    amount: Money,
    advice: &mut Advice,
) -> Result<Vec<(Month, Money)>> {
    let due = sum(&parts);
    if amount < due && parts.len() > 1 {
        return Err(Error::refused(say!(AmountShort { name, amount, due })).hint(say!(AmountShortHint)));
    }
    if amount > due {
        let more = Money::from_fen(amount.fen() - due.fen());
        advice.notice(say!(PaidMore { name, more, due }));
    }
    if let Some((_, last)) = parts.last_mut() {
        *last = Money::from_fen(last.fen() + amount.fen() - due.fen());
    }
    Ok(parts)
}

/// Stores what is paid for each month.
pub(super) fn store(tx: &Tx<'_>, person: PersonId, parts: &[(Month, Money)], told: &Payment) -> Result<()> {
    for (month, amount) in parts {
        tx.prepare_cached(
            "INSERT INTO dues_payment (person_id, month, amount, date, way, collector, receipt_no, remark)
             VALUES (:person, :month, :amount, :date, :way, :collector, :receipt, :remark)",
        )?
        .execute(named_params! {
            ":person": person, ":month": month, ":amount": amount, ":date": told.date, ":way": told.way,
            ":collector": told.collector, ":receipt": told.receipt, ":remark": told.remark,
        })?;
    }
    Ok(())
}

/// Arrears are made up for half a year at the most, as a rule (article 12).
fn advise_late(name: &str, all: &[Owed], date: &PartialDate, advice: &mut Advice) {
    let (rule, day) = (&rules().dues_made_up_months, date.first_day());
    let most = u32::try_from(rule.value_on(day)).unwrap_or_default();
    let late: Vec<String> = all
        .iter()
        .filter(|owed| months_later(owed.month.last_day(), most) < day)
        .map(|owed| owed.month.to_string())
        .collect();
    if !late.is_empty() {
        advice.warn(rule, day, say!(MadeUpLate { name, months: late, date }));
    }
}

/// What became of everybody of an org.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct OfOrg {
    /// How many paid.
    pub(super) people: usize,
    /// What they paid together.
    pub(super) sum: Money,
    /// Who has no rate, and could not.
    pub(super) without_rate: Vec<String>,
}

/// Everybody of an org pays what is owed to it for the months and not paid yet.
pub(super) fn pay_all(
    tx: &Tx<'_>,
    org: OrgId,
    months: &[Months],
    told: &Payment,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<OfOrg> {
    months.iter().try_for_each(|months| judge_date(&told.date, *months, today))?;
    let mut done = OfOrg::default();
    for person in people_of(tx, org)? {
        let mut all = Vec::new();
        for months in months {
            all.extend(owed::of_months(tx, person, *months)?.0.into_iter().filter(|owed| owed.org == org));
        }
        let name = member::name(tx, person)?;
        if all.iter().any(|owed| owed.left().is_none()) {
            done.without_rate.push(name.clone());
        }
        let open = |owed: &Owed| owed.left().filter(|left| left.fen() > 0).map(|left| (owed.month, left));
        let parts: Vec<(Month, Money)> = all.iter().filter_map(open).collect();
        if parts.is_empty() {
            continue;
        }
        store(tx, person, &parts, told)?;
        let paid: Vec<Owed> =
            all.into_iter().filter(|owed| parts.iter().any(|(month, _)| *month == owed.month)).collect();
        advise_late(&name, &paid, &told.date, advice);
        done.people += 1;
        done.sum = Money::from_fen(done.sum.fen() + sum(&parts).fen());
    }
    Ok(done)
}

fn people_of(tx: &Tx<'_>, org: OrgId) -> Result<Vec<PersonId>> {
    let mut query =
        tx.prepare_cached("SELECT DISTINCT person_id FROM dues_stay WHERE org_id = ?1 ORDER BY person_id")?;
    Ok(query.query_map([org], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// That people of an org were passed over.
pub(super) fn passed_over(done: &OfOrg) -> Option<Text> {
    let names = &done.without_rate;
    (!names.is_empty()).then(|| say!(WithoutRate { count: names.len(), names: names.clone() }))
}
