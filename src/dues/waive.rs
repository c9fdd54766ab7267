//! Waivers 减免: months for which somebody in hardship pays less, or nothing.

use chrono::NaiveDate;
use rusqlite::named_params;

use super::owed::{self, Less, Owed};
use super::pay;
use crate::date::{Months, PartialDate};
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, PersonId};
use crate::money::Money;
use crate::rules::{Advice, rules};

/// A waiver.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Waiver {
    /// For which months.
    pub(super) months: Months,
    /// How much less a month.
    pub(super) less: Less,
    /// Why.
    pub(super) reason: String,
    /// Who above consented.
    pub(super) approved_by: Option<String>,
    /// The day of the consent.
    pub(super) date: PartialDate,
    /// The number of the paper.
    pub(super) document: Option<String>,
    /// A word on it.
    pub(super) remark: Option<String>,
}

/// Records a waiver. Refuses months that are not owed, paid or waived already, and more than is owed; warns where nobody
/// above consented (article 7).
pub(super) fn waive(tx: &Tx<'_>, person: PersonId, new: &Waiver, today: NaiveDate, advice: &mut Advice) -> Result<i64> {
    pay::judge_date(&new.date, new.months, today)?;
    let name = member::name(tx, person)?;
    let all = owed::all_owed(tx, person, &name, new.months)?;
    let months = |those: Vec<&Owed>| those.into_iter().map(|owed| owed.month.to_string()).collect::<Vec<_>>();
    let waived: Vec<&Owed> = all.iter().filter(|owed| owed.waiver.is_some()).collect();
    if !waived.is_empty() {
        return Err(Error::refused(say!(WaivedTwice { name, months: months(waived) })).hint(say!(WaivedTwiceHint)));
    }
    let more = |owed: &&Owed| matches!((new.less, owed.monthly), (Less::By(less), Some(monthly)) if less >= monthly);
    if let (Some(owed), Less::By(less)) = (all.iter().find(more), new.less) {
        let monthly = owed.monthly.unwrap_or_default();
        return Err(
            Error::refused(say!(WaivedMore { name, month: owed.month, less, monthly })).hint(say!(WaivedMoreHint))
        );
    }
    let is_paid = |owed: &&Owed| {
        let after = Owed { waiver: Some(new.less), paid: Money::default(), ..(*owed).clone() };
        owed.paid > after.left().unwrap_or(owed.paid)
    };
    let paid: Vec<&Owed> = all.iter().filter(is_paid).collect();
    if !paid.is_empty() {
        return Err(Error::refused(say!(WaivedThoughPaid { name, months: months(paid) })).hint(say!(PaidTwiceHint)));
    }
    if new.approved_by.is_none() {
        advice.warn(&rules().dues_waiver_consents, new.date.first_day(), say!(WaiverWithoutConsent { name }));
    }
    tx.prepare_cached(
        "INSERT INTO dues_waiver (person_id, since, until, less, reason, approved_by, date, document, remark)
         VALUES (:person, :since, :until, :less, :reason, :approved_by, :date, :document, :remark)",
    )?
    .execute(named_params! {
        ":person": person, ":since": new.months.from, ":until": new.months.to, ":less": new.less.kept(), ":reason": new.reason,
        ":approved_by": new.approved_by, ":date": new.date, ":document": new.document, ":remark": new.remark,
    })?;
    Ok(tx.last_insert_rowid())
}
