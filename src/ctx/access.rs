//! The access log: each command that shows personal numbers in full is noted in the file before it shows any, and the note is completed
//! once all came out: how many rows, whom they showed, and what the file was that they went to.

use std::cell::{Cell, RefCell};

use rusqlite::{Connection, named_params};

use super::Ctx;
use crate::db::{Db, sums};
use crate::error::Result;
use crate::i18n::say;
use crate::i18n::texts;
use crate::output::Whom;

/// The hashes of so many files are kept; a command that fills a folder with more says in its line what it wrote.
const FILES: usize = 50;

/// The look at unmasked numbers that a command is, however often it reads.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Whether it is noted, or cannot be.
    noted: Cell<bool>,
    /// Its number in the log.
    id: Cell<Option<i64>>,
    shown: RefCell<Shown>,
}

/// What came out.
#[derive(Debug, Default)]
struct Shown {
    rows: usize,
    whom: Whom,
    /// The SHA-256 of each file, in hexadecimal digits.
    files: Vec<String>,
}

impl Look {
    /// Whether it stands in the log, so that what comes out is of interest.
    pub(super) fn is_kept(&self) -> bool {
        self.id.get().is_some()
    }

    /// Takes note of rows that came out, and of whom they were.
    pub(super) fn showed(&self, rows: usize, whom: Whom) {
        let mut shown = self.shown.borrow_mut();
        shown.rows += rows;
        shown.whom.join(whom);
    }

    /// Takes note of a file that was written.
    pub(super) fn wrote(&self, sha256: String) {
        let mut shown = self.shown.borrow_mut();
        if shown.files.len() < FILES {
            shown.files.push(sha256);
        }
    }
}

impl Ctx {
    /// Notes a look at what shows the numbers of these people in full whatever was asked for; one with `--reveal` is noted already.
    pub(crate) fn note_full_numbers(&self, db: &Db, whom: Whom) -> Result<()> {
        self.note_access(db)?;
        self.look.showed(0, whom);
        Ok(())
    }

    /// Takes note of rows that came out past the listings, in a look at unmasked numbers.
    pub(crate) fn note_rows(&self, rows: usize) {
        if self.look.is_kept() {
            self.look.showed(rows, Whom::default());
        }
    }

    /// Takes note of a file that was written past the listings, in a look at unmasked numbers.
    pub(crate) fn note_file(&self, bytes: &[u8]) {
        if self.look.is_kept() {
            self.look.showed(1, Whom::default());
            self.look.wrote(crate::text::sha256(bytes));
        }
    }

    pub(super) fn note_access(&self, db: &Db) -> Result<()> {
        if self.look.noted.get() {
            return Ok(());
        }
        if db.is_copy() {
            return self.note_access(&Db::open(&self.db, self.wait())?);
        }
        if db.is_read_only() {
            self.warn(&say!(AccessNotNoted));
        } else {
            let tx = db.conn().unchecked_transaction()?;
            tx.execute(
                "INSERT INTO access (at, operator, command) VALUES (:at, :operator, :command)",
                [&self.now, &self.operator, &self.command],
            )?;
            let id = tx.last_insert_rowid();
            sums::stamp_look(&tx, id)?;
            tx.commit()?;
            self.look.id.set(Some(id));
        }
        self.look.noted.set(true);
        Ok(())
    }

    /// Completes the note of a look at unmasked numbers, once all came out. If that fails it is told: that there was a look stays noted.
    pub(crate) fn end_look(&self) {
        let Some(id) = self.look.id.get() else { return };
        let completed =
            Db::open(&self.db, self.wait()).and_then(|db| complete(db.conn(), id, &self.look.shown.borrow()));
        if completed.is_err() {
            self.warn(&say!(AccessNotCompleted));
        }
    }
}

fn complete(conn: &Connection, id: i64, shown: &Shown) -> Result<()> {
    let people = shown.whom.people(conn)?;
    let tx = conn.unchecked_transaction()?;
    tx.execute(
        "UPDATE access SET rows = :rows, sha256 = :sha256, singly = :singly WHERE id = :id",
        named_params! {
            ":rows": i64::try_from(shown.rows).unwrap_or(i64::MAX), ":singly": people.is_some(), ":id": id,
            ":sha256": (!shown.files.is_empty()).then(|| shown.files.join(" ")),
        },
    )?;
    let mut insert = tx.prepare("INSERT INTO access_person (access_id, person_id) VALUES (?1, ?2)")?;
    for person in people.unwrap_or_default() {
        insert.execute([id, person])?;
    }
    drop(insert);
    sums::stamp_look(&tx, id)?;
    Ok(tx.commit()?)
}
