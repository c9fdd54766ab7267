//! What both records hold for a time and a person holds once: posts, suspensions, absences, and what ledgers tell of a
//! person for a time.

use rusqlite::named_params;

use crate::db::Tx;
use crate::error::Result;
use crate::ledger::KINDS;
use crate::member::PersonId;

/// The tables with a period, and what makes two rows of it the same thing. Leave of another kind is another leave, though
/// there is one at a time: which of them is right is not to be guessed.
const HELD: [(&str, &str); 4] = [
    ("suspension", "1"),
    ("absence", "k.kind = t.kind"),
    ("post", "k.org_id = t.org_id AND k.post = t.post"),
    ("member_leave", "k.kind = t.kind"),
];

/// Those tables, and of the others those of ledgers, as they are declared.
fn held() -> impl Iterator<Item = (&'static str, String)> {
    let ledgers = KINDS.iter().filter(|kind| HELD.iter().all(|(table, _)| *table != kind.table));
    let ledgers = ledgers.filter_map(|kind| Some((kind.table, kind.same_but_person()?)));
    HELD.into_iter().map(|(table, same)| (table, same.to_owned())).chain(ledgers)
}

/// Drops, of the same thing held by both, the shorter time within the longer one. Of an unknown beginning the known one
/// is the better; times that only cross are refused by the schema.
pub(super) fn drop(tx: &Tx<'_>, keep: PersonId, gone: PersonId) -> Result<()> {
    for (table, same) in held() {
        for (shorter, longer) in [(gone, keep), (keep, gone)] {
            let sql = format!(
                "DELETE FROM {table} AS t WHERE t.person_id = :shorter
                 AND EXISTS (SELECT 1 FROM {table} k WHERE k.person_id = :longer AND {same}
                             AND k.until_day >= t.until_day AND k.since_day < t.until_day
                             AND (t.since IS NULL OR (k.since IS NOT NULL AND k.since_day <= t.since_day)))"
            );
            tx.execute(&sql, named_params! {":shorter": shorter, ":longer": longer})?;
        }
    }
    Ok(())
}
