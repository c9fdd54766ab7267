//! Dues of two records: what both tell alike is told once.

use rusqlite::{OptionalExtension as _, named_params};

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::PersonId;
use crate::merge::texts;

/// What makes two rows of dues the same.
const SAME: [(&str, &str); 3] = [
    ("dues_rate", "k.since = t.since AND k.monthly = t.monthly AND k.kind = t.kind AND k.base IS t.base"),
    ("dues_payment", "k.month = t.month AND k.amount = t.amount AND k.date = t.date AND k.receipt_no IS t.receipt_no"),
    ("dues_waiver", "k.since = t.since AND k.until = t.until AND k.less IS t.less"),
];

/// Drops of what both tell the one that goes over. Refuses two rates of one month, and two waivers, that differ.
pub(super) fn join(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    let both = named_params! {":keep": keep, ":gone": gone};
    for (table, same) in SAME {
        let sql = format!(
            "DELETE FROM {table} AS t WHERE t.person_id = :gone
             AND EXISTS (SELECT 1 FROM {table} k WHERE k.person_id = :keep AND {same})"
        );
        tx.execute(&sql, both)?;
    }
    let differing: Option<String> =
        tx.query_row(include_str!("dues_differing.sql"), both, |row| row.get(0)).optional()?;
    match differing {
        Some(month) => Err(Error::refused(say!(MergeDuesDiffer { month })).hint(say!(MergeDuesDifferHint))),
        None => Ok(()),
    }
}
