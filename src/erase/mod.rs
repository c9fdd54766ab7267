//! Somebody's personal data erased: `member erase`. The row in `person` stays as a shell with its number, on the rolls and in the figures of
//! every day; what it said goes from all tables, the journal, command lines, the access log, the search index, frozen reports and the
//! copies that lie with the database. Every entity holds something of a person, so this stands above them all; which columns are
//! personal, `columns.toml` says.
//!
//! It is an operation of its own, which alone cannot be taken back, nor can any that touched the person: `db::undo` asks.

mod columns;
mod copies;
mod frozen;
mod journal;
mod records;
mod secrets;
pub(crate) mod texts;
mod whose;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use crate::committee::post::Post;
use crate::ctx::{Ctx, Done};
use crate::db::sums::Wrong;
use crate::db::{Db, Mode, Operation, Outcome, Tx, words};
use crate::erase::copies::Fate;
use crate::error::{AtPath as _, Error, Kind, Result};
use crate::i18n::{Arg, Text, say};
use crate::lists;
use crate::member::{self, PersonId};
use crate::output::{Column, Frame, Row, Value};
use secrets::Looked;
use whose::Whose;

/// Whose data are to be erased, and why.
#[derive(Debug)]
struct Asked<'a> {
    person: PersonId,
    reason: &'a str,
    /// How it is logged, in a copy as in the database.
    operation: Operation,
}

/// Where a name or number stands that was left.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// A row that has nothing to do with the person, as far as the records tell.
    Row { table: String, id: i64 },
    /// The journal of an operation on such a row.
    Operation(i64),
    /// A frozen report.
    Frozen(String),
    /// The operator of operations.
    Operator,
}

/// What was erased.
#[derive(Debug, Default)]
struct Erased {
    /// Rows changed, by table.
    rows: BTreeMap<String, usize>,
    /// Images of the journal.
    images: usize,
    /// Command lines.
    commands: usize,
    /// Names of frozen reports.
    frozen: Vec<String>,
    /// Operations that can no longer be taken back.
    touched: usize,
    /// Where the name or a number was left.
    elsewhere: Vec<Place>,
}

/// Erases somebody's data: tells what hangs on them, asks, and sees to the copies once it is done.
///
/// Refuses without a reason, and where nobody agreed. Fails with `Findings` if a copy could not be dealt with.
pub(crate) fn run(ctx: &Ctx, typed: &str, reason: &str) -> Result<()> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Error::usage(say!(EraseReasonEmpty)).of_option("--reason"));
    }
    let mut db = ctx.open_to_write()?;
    let person = member::find(db.conn(), typed)?;
    let operation = ctx.operation();
    let rehearses = operation.mode != Mode::Commit;
    let mode = if rehearses { Mode::Discard } else { Mode::Commit };
    let asked = Asked { person, reason, operation: Operation { mode, ..operation } };
    for line in standing(db.conn(), person, ctx.today)? {
        ctx.warn(&line);
    }
    let name = member::name(db.conn(), person)?;
    if !rehearses {
        agree(ctx, &name, person)?;
    }
    let copies = ctx.copies().all().into_iter().map(|copy| copy.path).collect();
    let (erased, outcome) = if member::is_erased(db.conn(), person)? {
        ctx.note(&say!(ErasedAlready { no: person.0 }));
        (Erased::default(), Outcome::default())
    } else {
        erase(&mut db, &asked, 0)?
    };
    let others = others(ctx, &db, person);
    let fates = finish(ctx, &db, &asked, copies, rehearses).map_err(|error| error.though_recorded(outcome.number))?;
    tell(ctx, &db, person, (&erased, &fates), &outcome)?;
    for file in others {
        ctx.warn(&say!(OtherFile { file: copies::shown(&file, db.path()), no: person.0 }));
    }
    match fates.iter().filter(|(_, fate)| *fate == Fate::Failed).count() {
        0 => Ok(()),
        count => Err(Error::new(Kind::Findings, say!(CopiesLeft { count })).hint(say!(CopiesLeftHint))),
    }
}

/// Makes the file anew, and sees to the copies.
fn finish(ctx: &Ctx, db: &Db, asked: &Asked<'_>, copies: Vec<PathBuf>, rehearses: bool) -> Result<Vec<(String, Fate)>> {
    if !rehearses {
        copies::shrink(db)?;
    }
    // A copy that is being made just now may be of what was before; it is made anew with the next operation.
    for part in ctx.copies().parts().into_iter().filter(|_| !rehearses) {
        std::fs::remove_file(&part).at(&part)?;
    }
    let number = number(db.conn(), asked.person)?;
    let fate =
        |copy: PathBuf| (copies::shown(&copy, db.path()), copies::clean(&copy, (asked, number), ctx.wait(), rehearses));
    Ok(copies.into_iter().map(fate).collect())
}

/// Files of the same records under other names, in the folders of the database and of its copies, which have somebody of that number. One
/// that cannot be read is none that anybody works with.
fn others(ctx: &Ctx, db: &Db, person: PersonId) -> Vec<PathBuf> {
    let has = |file: &PathBuf| copies::is_theirs(file, db.conn(), person).unwrap_or(false);
    ctx.copies().other_databases().into_iter().filter(has).collect()
}

/// The number of the operation that erased somebody: in a copy it has the same. In a rehearsal there is none.
fn number(conn: &Connection, person: PersonId) -> Result<Option<i64>> {
    let made = "SELECT max(change.operation_id)
                FROM erasure JOIN change ON change.tbl = 'erasure' AND change.row_id = erasure.id
                WHERE erasure.person_id = ?1";
    Ok(conn.query_row(made, [person], |row| row.get(0))?)
}

/// Asks a person; where nobody can be asked `--yes` says it.
fn agree(ctx: &Ctx, name: &str, person: PersonId) -> Result<()> {
    if ctx.consents(&say!(EraseQuestion { name, no: person.0 })) {
        return Ok(());
    }
    Err(Error::refused(say!(EraseNotAgreed { name, no: person.0 })).hint(say!(EraseNotAgreedHint)))
}

/// Erases somebody from one file, as an operation with a number above that one. The file still holds what stood there until it is made anew.
fn erase(db: &mut Db, asked: &Asked<'_>, above: i64) -> Result<(Erased, Outcome)> {
    db.conn().execute_batch("PRAGMA secure_delete = ON")?;
    db.transact_above(above, &asked.operation, |tx| {
        let (mut erased, wrong) = (Erased::default(), Wrong::find(tx)?);
        let whose = Whose::find(tx, asked.person.0)?;
        let reason = whose.secrets.without(asked.reason, Looked::All).unwrap_or_else(|| asked.reason.to_owned());
        let touched = tx.past_journal(|| clean(tx, &whose, &mut erased))?;
        wrong.stamp_all_else(tx)?;
        tx.execute("INSERT INTO erasure (person_id, reason) VALUES (?1, ?2)", (asked.person, reason))?;
        let erasure = tx.last_insert_rowid();
        remember(tx, erasure, &touched)?;
        erased.touched = touched.len();
        erased.elsewhere.sort();
        erased.elsewhere.dedup();
        Ok(erased)
    })
}

/// Cleans everything in the file. Returns the operations that touched the person.
fn clean(tx: &Tx<'_>, whose: &Whose, erased: &mut Erased) -> Result<BTreeSet<i64>> {
    records::clean(tx, whose, erased)?;
    frozen::clean(tx, whose, erased)?;
    let touched = journal::clean(tx, whose, erased)?;
    // The index keeps what was written over until it is made anew.
    words::rebuild(tx).map_err(Error::from)?;
    Ok(touched)
}

/// Keeps which operations can no longer be taken back: those, and this one.
fn remember(tx: &Tx<'_>, erasure: i64, touched: &BTreeSet<i64>) -> Result<()> {
    let mut insert = tx.prepare("INSERT INTO erased_from (operation_id, erasure_id) VALUES (?1, ?2)")?;
    for operation in touched.iter().copied().filter(|operation| *operation != tx.operation()).chain([tx.operation()]) {
        insert.execute([operation, erasure])?;
    }
    Ok(())
}

/// What somebody still has to do with: posts, those they foster or instruct, a roll, an open vote.
fn standing(conn: &Connection, person: PersonId, today: NaiveDate) -> Result<Vec<Text>> {
    let mut query = conn.prepare(include_str!("standing.sql"))?;
    let params = named_params! {":person": person, ":today": today.to_string()};
    let rows = query.query_map(params, |row| {
        Ok((row.get::<_, String>("what")?, row.get::<_, String>("place")?, row.get::<_, Option<Post>>("post")?))
    })?;
    let line = |(what, place, post): (String, String, Option<Post>)| match (what.as_str(), post) {
        ("post", Some(post)) => say!(EraseHoldsPost { org: place, post }),
        ("instructor", _) => say!(EraseInstructs { unit: place }),
        ("foster", _) => say!(EraseFosters { name: place }),
        ("vote", _) => say!(EraseVotes { org: place }),
        _ => say!(EraseOnRoll { org: place }),
    };
    Ok(rows.map(|row| row.map(line)).collect::<Result<_, _>>()?)
}

/// Tells what was or would be erased: what went, what became of the copies, what was left for the clerk to look at.
fn tell(
    ctx: &Ctx,
    db: &Db,
    person: PersonId,
    (erased, fates): (&Erased, &[(String, Fate)]),
    outcome: &Outcome,
) -> Result<()> {
    for (copy, fate) in fates.iter().filter(|(_, fate)| *fate != Fate::Untouched) {
        ctx.note(&say!(CopyFate { copy, fate: fate.entry() }));
    }
    for place in &erased.elsewhere {
        ctx.note(&say!(LeftThere { place: told(place) }));
    }
    if ctx.operation().mode == Mode::Commit {
        if outcome.number.is_some() {
            ctx.note(&say!(EraseWarning { count: erased.touched }));
        }
        return ctx.tell(db, &Done::new(say!(Erased { no: person.0 })).with("no", person.0), outcome);
    }
    let columns = Column::of("erase", &["place", "rows"]);
    let row = |place: Text, count: usize| -> Row {
        vec![place.say(ctx.lang).into(), Value::Int(i64::try_from(count).unwrap_or(i64::MAX))]
    };
    ctx.list(columns, Frame::default(), |listing| {
        for (table, count) in &erased.rows {
            let table = lists::table(table).map_or_else(|| Arg::from(table.as_str()), Arg::from);
            listing.push(row(say!(InTable { table }), *count))?;
        }
        for (place, count) in [
            (say!(InFrozen), erased.frozen.len()),
            (say!(InJournal), erased.images),
            (say!(InCommands), erased.commands),
            (say!(InCopies), fates.iter().filter(|(_, fate)| *fate != Fate::Untouched).count()),
        ] {
            if count > 0 {
                listing.push(row(place, count))?;
            }
        }
        Ok(())
    })?;
    ctx.note(&say!(EraseRehearsed { no: person.0, count: erased.touched }));
    Ok(())
}

fn told(place: &Place) -> Text {
    match place {
        Place::Row { table, id } => {
            let table = lists::table(table).map_or_else(|| Arg::from(table.as_str()), Arg::from);
            say!(LeftInRow { table, id: *id })
        }
        Place::Operation(number) => say!(LeftInOperation { number: *number }),
        Place::Frozen(name) => say!(LeftInFrozen { name }),
        Place::Operator => say!(LeftAsOperator),
    }
}
