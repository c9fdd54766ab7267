//! Going back to a copy, as the file keeps it: an operation of its own in the log, which tells the copy and which operations were lost.
//!
//! **No number is given twice.** What was lost had numbers that somebody may have written down: operations, people, letters. They go
//! on past the highest that was ever given, in the file that was replaced as in the copy.
//!
//! **No look is forgotten.** Who looked at unmasked numbers stays in the access log: going back is no way to take that out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use super::transact::Operation;
use super::{Db, sums, texts};
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

/// What goes on though the records go back: the highest numbers that were given in the files of an office, and the access log.
#[derive(Debug, Default)]
pub(crate) struct Given {
    operations: i64,
    counters: BTreeMap<String, i64>,
    looks: Vec<Look>,
}

/// A look at unmasked numbers, as the access log has it.
#[derive(Debug)]
struct Look {
    id: i64,
    at: String,
    operator: String,
    command: String,
    rows: Option<i64>,
    sha256: Option<String>,
    singly: bool,
    /// The numbers of the people it showed, parted by commas.
    people: Option<String>,
}

impl Look {
    fn all(conn: &Connection) -> rusqlite::Result<Vec<Self>> {
        let mut query = conn.prepare(
            "SELECT id, at, operator, command, rows, sha256, singly,
                    (SELECT group_concat(person_id) FROM access_person WHERE access_id = access.id) AS people
             FROM access ORDER BY id",
        )?;
        let looks = query.query_map([], |row| {
            Ok(Self {
                id: row.get("id")?,
                at: row.get("at")?,
                operator: row.get("operator")?,
                command: row.get("command")?,
                rows: row.get("rows")?,
                sha256: row.get("sha256")?,
                singly: row.get("singly")?,
                people: row.get("people")?,
            })
        })?;
        looks.collect()
    }

    /// Puts it into the access log of a file that does not have it, under its own number if that is free.
    fn keep(&self, conn: &Connection) -> Result<()> {
        let there = "SELECT 1 FROM access WHERE id = ?1 AND at = ?2 AND operator = ?3";
        if conn.prepare_cached(there)?.exists((self.id, &self.at, &self.operator))? {
            return Ok(());
        }
        conn.prepare_cached(
            "INSERT INTO access (id, at, operator, command, rows, sha256, singly)
             VALUES (iif(EXISTS (SELECT 1 FROM access WHERE id = :id), NULL, :id),
                     :at, :operator, :command, :rows, :sha256, :singly)",
        )?
        .execute(named_params! {
            ":id": self.id, ":at": self.at, ":operator": self.operator, ":command": self.command,
            ":rows": self.rows, ":sha256": self.sha256, ":singly": self.singly,
        })?;
        let id = conn.last_insert_rowid();
        conn.prepare_cached(
            "INSERT INTO access_person (access_id, person_id)
             SELECT :access, value FROM json_each('[' || coalesce(:people, '') || ']')",
        )?
        .execute(named_params! {":access": id, ":people": self.people})?;
        sums::stamp_look(conn, id)
    }
}

impl Given {
    /// Takes in those of another file, as far as they can be read there.
    pub(crate) fn join(&mut self, conn: &Connection) {
        let given = "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'operation'), 0),
                                coalesce((SELECT max(id) FROM operation), 0))";
        let operations = conn.query_row(given, [], |row| row.get(0)).unwrap_or(0);
        self.operations = self.operations.max(operations);
        for (name, last) in counters(conn).unwrap_or_default() {
            let highest = self.counters.entry(name).or_default();
            *highest = last.max(*highest);
        }
        self.looks.extend(Look::all(conn).unwrap_or_default());
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
        for look in &given.looks {
            look.keep(tx)?;
        }
        let lost = restoration.lost.as_ref();
        let span = lost.and_then(|lost| lost.span.as_ref());
        tx.execute(
            "INSERT INTO restoration (copy, kept, lost, first_lost, last_lost, lost_since)
             VALUES (:copy, :kept, :lost, :first, :last, :since)",
            named_params! {
                ":copy": restoration.copy, ":kept": restoration.kept,
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

/// The first and the last number of operations, `9 – 10`, or the one there is.
pub(crate) fn span(first: i64, last: i64) -> String {
    if first == last { first.to_string() } else { format!("{first} – {last}") }
}

/// Operations that were done by the end of a day, by the clock of the office, and were lost later: what was known on that day was more
/// than is known of it now.
pub(crate) fn gone_after(conn: &Connection, day: NaiveDate, zone: Zone) -> Result<Vec<Gone>> {
    let mut query = conn.prepare(&format!("{GONE} WHERE lost > 0 ORDER BY operation.id"))?;
    let gone = query.query_map([], Gone::read)?.collect::<Result<Vec<_>, _>>()?;
    let is_by_then = |at: &str| at.parse().is_ok_and(|at| zone.of(at).date_naive() <= day);
    Ok(gone.into_iter().filter(|gone| is_by_then(&gone.since) && !is_by_then(&gone.at)).collect())
}
