//! Dues handed up 上缴 by an org.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::pay;
use crate::date::{Month, Months, PartialDate};
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::money::Money;
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// What an org handed up.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HandedUp {
    /// For which month.
    pub(super) month: Month,
    /// How much.
    pub(super) amount: Money,
    /// When.
    pub(super) date: PartialDate,
    /// To whom.
    pub(super) to: Option<String>,
    /// The number of the receipt.
    pub(super) receipt: Option<String>,
    /// A word on it.
    pub(super) remark: Option<String>,
}

/// Records it. Refuses an org that was not there that day; tells if more was handed up for the month and those before than was
/// paid for them.
pub(super) fn hand_up(tx: &Tx<'_>, org: OrgId, new: &HandedUp, today: NaiveDate, advice: &mut Advice) -> Result<i64> {
    pay::judge_date(&new.date, Months::from(new.month), today)?;
    let found = org::get(tx, org)?;
    org::event::existing(&found, &new.date)?;
    if let Some(id) = same(tx, org, new)? {
        let (org, month, amount) = (found.name, new.month, new.amount);
        return Err(Error::refused(say!(HandedUpTwice { org, month, amount, id })).hint(say!(HandedUpTwiceHint)));
    }
    tx.prepare_cached(
        "INSERT INTO dues_handed_up (org_id, month, amount, date, handed_to, receipt_no, remark)
         VALUES (:org, :month, :amount, :date, :to, :receipt, :remark)",
    )?
    .execute(named_params! {
        ":org": org, ":month": new.month, ":amount": new.amount, ":date": new.date, ":to": new.to,
        ":receipt": new.receipt, ":remark": new.remark,
    })?;
    let id = tx.last_insert_rowid();
    let (handed, paid): (Money, Money) = tx
        .prepare_cached(include_str!("handed_up.sql"))?
        .query_row((org, new.month), |row| Ok((row.get("handed_up")?, row.get("paid")?)))?;
    if handed > paid {
        advice.notice(say!(HandedUpMore { org: found.name, month: new.month, handed, paid }));
    }
    Ok(id)
}

/// The record that tells the same already.
pub(super) fn same(conn: &Connection, org: OrgId, new: &HandedUp) -> Result<Option<i64>> {
    let mut query = conn.prepare_cached(
        "SELECT id FROM dues_handed_up WHERE org_id = ?1 AND month = ?2 AND date = ?3 AND amount = ?4 AND receipt_no IS ?5",
    )?;
    let known = query.query_row((org, new.month, new.date, new.amount, &new.receipt), |row| row.get(0));
    Ok(known.optional()?)
}
