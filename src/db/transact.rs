//! The one door for writes. Whoever changes a record does it in here: one transaction, one numbered operation, a
//! journal of what each row was and became, and a last look whether the records still can be.
//!
//! A dry run goes the same way and is rolled back at the end, so that what it shows is what would have happened.

use std::ops::Deref;

use rusqlite::{Connection, Params, Row, TransactionBehavior, named_params};

use super::{Db, check, journal, sums};
use crate::db::texts;
use crate::error::{Doing as _, Result};
use crate::i18n::say;

/// Who does what, and when: the head of an entry in the operation log.
#[derive(Debug, Clone)]
pub struct Operation {
    /// UTC, ISO 8601.
    pub at: String,
    /// Who does it.
    pub operator: String,
    /// The command line, personal numbers masked.
    pub command: String,
    /// Why a norm is let be broken.
    pub override_reason: Option<String>,
    /// Whether to keep what is done.
    pub mode: Mode,
}

/// Whether an operation is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Do it.
    Commit,
    /// A dry run: do it, tell each row that changed, take it back.
    Show,
    /// A dry run that tells in its own words: do it and take it back.
    Discard,
}

/// What came of an operation.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outcome {
    /// Its number; `None` if nothing changed, or in a dry run.
    pub number: Option<i64>,
    /// Rows added.
    pub added: i64,
    /// Rows changed.
    pub changed: i64,
    /// Rows removed.
    pub removed: i64,
    /// Each row touched; only filled in a dry run.
    pub changes: Vec<journal::Change>,
}

/// An open operation: the right to write. It reads like a connection.
#[derive(Debug)]
pub struct Tx<'conn> {
    conn: &'conn Connection,
    operation: i64,
}

impl Deref for Tx<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl Tx<'_> {
    /// The number of this operation in the log.
    pub fn operation(&self) -> i64 {
        self.operation
    }

    /// Runs a statement. It is prepared once: an import says the same for each of its rows.
    pub fn execute<P: Params>(&self, sql: &str, params: P) -> rusqlite::Result<usize> {
        self.prepare_cached(sql)?.execute(params)
    }

    /// Asks for one row, by a query that is prepared once, like [`Tx::execute`].
    pub fn query_row<T, P: Params>(
        &self,
        sql: &str,
        params: P,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        self.prepare_cached(sql)?.query_row(params, read)
    }

    /// The next number of a kind (`person`, `org`); never given twice, whatever is undone later.
    pub fn next_number(&self, counter: &str) -> Result<i64> {
        let mut raise = self.prepare_cached(
            "INSERT INTO counter (name, last) VALUES (:name, 1)
             ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last",
        )?;
        Ok(raise.query_row(named_params! {":name": counter}, |row| row.get(0))?)
    }

    /// Does what leaves no images in the journal: an erasure, whose images would keep what it takes.
    pub(crate) fn past_journal<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        self.execute("DELETE FROM door", [])?;
        let done = work()?;
        self.execute("INSERT INTO door VALUES (?1)", [self.operation])?;
        Ok(done)
    }

    /// Remembers that a number was taken from outside, so that it is not given again.
    pub fn number_taken(&self, counter: &str, number: i64) -> Result<()> {
        let mut raise = self.prepare_cached(
            "INSERT INTO counter (name, last) VALUES (:name, :number)
             ON CONFLICT (name) DO UPDATE SET last = max(last, :number)",
        )?;
        raise.execute(named_params! {":name": counter, ":number": number})?;
        Ok(())
    }
}

impl Db {
    /// Does `work` as one operation: all of it or nothing. If it changes no row there is no operation.
    pub fn transact<T>(
        &mut self,
        operation: &Operation,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<(T, Outcome)> {
        self.transact_above(0, operation, work)
    }

    /// Does the same with a number above another: below it numbers were given in another file of these records.
    pub(crate) fn transact_above<T>(
        &mut self,
        above: i64,
        operation: &Operation,
        work: impl FnOnce(&Tx<'_>) -> Result<T>,
    ) -> Result<(T, Outcome)> {
        journal::install(&self.conn)?;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let number = journal::begin(&transaction, above, operation)?;
        let tx = Tx { conn: &transaction, operation: number };
        let result = work(&tx)?;
        let mut outcome = journal::close(&transaction, number)?;
        if outcome.number.is_none() {
            return Ok((result, outcome));
        }
        check::touched(&transaction, number)?;
        sums::stamp_operation(&transaction, number)?;
        if operation.mode != Mode::Commit {
            if operation.mode == Mode::Show {
                outcome.changes = journal::changes(&transaction, number)?;
            }
            outcome.number = None;
            return Ok((result, outcome));
        }
        transaction.commit().doing(|| say!(SavingOperation))?;
        Ok((result, outcome))
    }
}
