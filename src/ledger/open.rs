//! What stands open in the ledgers of a subject that goes: told when it does, for nobody ends it by itself. The office knows
//! whether a room was given up that day, or went to another org.

use rusqlite::Connection;

use super::{Field, Holds, KINDS};
use crate::date::PartialDate;
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::ledger::texts;

/// A line for each kind with states of the subject that nobody ended: how many, and what ends the first of them.
pub(crate) fn left(conn: &Connection, holds: Holds, id: i64, date: &PartialDate) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for kind in KINDS.iter().filter(|kind| kind.life.is_from_until()) {
        let subjects: Vec<String> =
            kind.subjects().filter(|subject| subject.holds == holds).map(Field::column).collect();
        if subjects.is_empty() {
            continue;
        }
        let sql = format!(
            "SELECT count(*) AS entries, coalesce(min(id), 0) AS first FROM {} WHERE ?1 IN ({}) AND until IS NULL",
            kind.table,
            subjects.join(", ")
        );
        let mut query = conn.prepare_cached(&sql)?;
        let (count, first) =
            query.query_row([id], |row| Ok((row.get::<_, i64>("entries")?, row.get::<_, i64>("first")?)))?;
        if count > 0 {
            let command = format!("{} {} end {first} --date {date}", kind.noun.word(), kind.name);
            lines.push(say!(EntriesLeftOpen { count, kind: kind.label, command }));
        }
    }
    Ok(lines)
}
