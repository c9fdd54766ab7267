//! Going back to a copy, as the file keeps it: an operation of its own in the log, which tells the copy and which operations were lost.
//!
//! **No number is given twice.** What was lost had numbers that somebody may have written down: operations, people, letters. They go
//! on past the highest that was ever given, in the file that was replaced as in the copy.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::transact::Operation;
use super::{Db, texts};
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::zone::Zone;

/// A going back to a copy.
#[derive(Debug)]
pub(crate) struct Restoration {
    /// The file that was gone back to.
    pub(crate) copy: String,
    /// What the file of before is kept as, if there was one.
    pub(crate) kept: Option<String>,
    /// What the copy did not have; `None` if there was no file that could be read.
    pub(crate) lost: Option<Lost>,
}

/// Operations that a copy does not have.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Lost {
    /// How many.
    pub(crate) count: usize,
    /// The lowest and the highest of their numbers, and when the first was done (UTC, ISO 8601); `None` if there are none.
    pub(crate) span: Option<(i64, i64, String)>,
}

/// The highest numbers that were given in the files of an office.
#[derive(Debug, Default)]
pub(crate) struct Given {
    operations: i64,
    counters: BTreeMap<String, i64>,
}

impl Given {
    /// Takes in the numbers of another file, as far as they can be read there.
    pub(crate) fn join(&mut self, conn: &Connection) {
        let given = "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'operation'), 0),
                                coalesce((SELECT max(id) FROM operation), 0))";
        let operations = conn.query_row(given, [], |row| row.get(0)).unwrap_or(0);
        self.operations = self.operations.max(operations);
        for (name, last) in counters(conn).unwrap_or_default() {
            let highest = self.counters.entry(name).or_default();
            *highest = last.max(*highest);
        }
    }
}

fn counters(conn: &Connection) -> rusqlite::Result<Vec<(String, i64)>> {
    conn.prepare("SELECT name, last FROM counter")?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Notes a going back in the file that the copy became, past all numbers that were given. Returns the number of that operation.
pub(crate) fn note(db: &mut Db, operation: &Operation, restoration: &Restoration, given: &Given) -> Result<i64> {
    let (number, _) = db.transact_above(given.operations, operation, |tx| {
        for (name, last) in &given.counters {
            tx.number_taken(name, *last)?;
        }
        let lost = restoration.lost.as_ref();
        let span = lost.and_then(|lost| lost.span.as_ref());
        tx.execute(
            "INSERT INTO restoration (copy, copy_last, kept, lost, first_lost, last_lost, lost_since)
             SELECT :copy, coalesce(max(id), 0), :kept, :lost, :first, :last, :since
             FROM operation WHERE id < :this",
            named_params! {
                ":this": tx.operation(), ":copy": restoration.copy, ":kept": restoration.kept,
                ":lost": lost.map(|lost| i64::try_from(lost.count).unwrap_or(i64::MAX)),
                ":first": span.map(|span| span.0), ":last": span.map(|span| span.1), ":since": span.map(|span| &span.2),
            },
        )?;
        Ok(tx.operation())
    })?;
    Ok(number)
}

/// Refuses to take back a going back: what was there before is in the file that was kept.
pub(super) fn refuse_undo(conn: &Connection, number: i64) -> Result<()> {
    let made = "SELECT restoration.kept
                FROM change JOIN restoration ON change.tbl = 'restoration' AND restoration.id = change.row_id
                WHERE change.operation_id = ?1";
    let kept: Option<Option<String>> = conn.prepare(made)?.query_row([number], |row| row.get(0)).optional()?;
    let Some(kept) = kept else { return Ok(()) };
    let hint = kept.map_or_else(|| say!(UndoOfRestorationLast), |kept| say!(UndoOfRestorationHint { kept }));
    Err(Error::refused(say!(UndoOfRestoration { number })).hint(hint))
}

/// Why there is no operation of that number: never, or no longer.
pub(crate) fn unknown(conn: &Connection, number: i64) -> Result<Error> {
    let gone = conn
        .prepare(&format!("{GONE} WHERE ?1 BETWEEN first_lost AND last_lost ORDER BY operation.id LIMIT 1"))?
        .query_row([number], Gone::read)
        .optional()?;
    Ok(match gone {
        Some(Gone { by, kept, .. }) => {
            Error::new(Kind::NotFound, say!(OperationLost { number, by })).hint(say!(OperationLostHint { kept }))
        }
        None => Error::new(Kind::NotFound, say!(OperationUnknown { number })).hint(say!(OperationUnknownHint)),
    })
}

/// Operations that were lost with a going back.
#[derive(Debug, PartialEq)]
pub(crate) struct Gone {
    /// The lowest of their numbers.
    pub(crate) first: i64,
    /// The highest.
    pub(crate) last: i64,
    /// The operation that went back.
    pub(crate) by: i64,
    /// The file that still has them.
    pub(crate) kept: String,
    since: String,
    at: String,
}

const GONE: &str = "SELECT first_lost, last_lost, lost_since, kept, operation.id, operation.at
                    FROM restoration
                    JOIN change ON change.tbl = 'restoration' AND change.row_id = restoration.id
                    JOIN operation ON operation.id = change.operation_id";

impl Gone {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            first: row.get("first_lost")?,
            last: row.get("last_lost")?,
            by: row.get("id")?,
            kept: row.get("kept")?,
            since: row.get("lost_since")?,
            at: row.get("at")?,
        })
    }
}

/// Operations that were done by the end of a day, by the clock of the office, and were lost later: what was known on that day was more
/// than is known of it now.
pub(crate) fn gone_after(conn: &Connection, day: NaiveDate, zone: Zone) -> Result<Vec<Gone>> {
    let mut query = conn.prepare(&format!("{GONE} WHERE lost > 0 ORDER BY operation.id"))?;
    let gone = query.query_map([], Gone::read)?.collect::<Result<Vec<_>, _>>()?;
    let is_by_then = |at: &str| at.parse().is_ok_and(|at| zone.of(at).date_naive() <= day);
    Ok(gone.into_iter().filter(|gone| is_by_then(&gone.since) && !is_by_then(&gone.at)).collect())
}
