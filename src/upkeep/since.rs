//! What was done since a backup was made: the operations that the database has and the backup has not.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Row as SqlRow};

use super::restore::is_damage;
use crate::ctx::Ctx;
use crate::db::copy::identity;
use crate::db::open_without_creating;
use crate::db::restored::{self, Lost};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::output::{Column, Sensitivity};
use crate::upkeep::texts;

/// How many operations are told to somebody who is asked; a dry run lists all.
const TOLD: usize = 20;

/// What a backup is to the database in whose place it goes.
pub(super) enum Since {
    /// There is no database.
    NoFile,
    /// There is one, but it cannot be read.
    Unreadable,
    /// What was done since is known.
    Known(Known),
}

/// How two files of records stand to each other.
pub(super) struct Known {
    /// Whose the database is, where it says so.
    pub(super) office: Option<String>,
    /// Whether both are of one office.
    pub(super) is_same_office: bool,
    /// What the database has and the backup has not, the earliest first.
    pub(super) lost: Vec<Operation>,
    /// What the backup has and the database has not, the earliest first.
    pub(super) only_there: Vec<Operation>,
    /// Whose data were erased since, by number: the backup has them still.
    erased: Vec<i64>,
}

/// An operation of the log.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    number: i64,
    at: String,
    operator: String,
    command: String,
}

/// An erasure takes a name out of command lines, in the database and not in a copy that lies elsewhere.
impl PartialEq for Operation {
    fn eq(&self, other: &Self) -> bool {
        (self.number, &self.at, &self.operator) == (other.number, &other.at, &other.operator)
    }
}

impl Operation {
    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        let (number, at) = (row.get("id")?, row.get("at")?);
        Ok(Self { number, at, operator: row.get("operator")?, command: row.get("command")? })
    }
}

/// Compares the database at `path` with a backup. Fails if another process keeps the database locked.
pub(super) fn of(path: &Path, backup: &Connection, wait: Duration) -> Result<Since> {
    if !path.exists() {
        return Ok(Since::NoFile);
    }
    let compared = open_without_creating(path).and_then(|conn| {
        conn.busy_timeout(wait)?;
        Ok(conn)
    });
    match compared.map_err(Into::into).and_then(|conn| compare(&conn, backup)) {
        Ok(known) => Ok(Since::Known(known)),
        Err(Compared::Damaged) => Ok(Since::Unreadable),
        Err(Compared::Failed(error)) => Err(error),
    }
}

/// Why two files could not be compared.
enum Compared {
    Damaged,
    Failed(Error),
}

impl From<rusqlite::Error> for Compared {
    fn from(error: rusqlite::Error) -> Self {
        if is_damage(&error) { Self::Damaged } else { Self::Failed(error.into()) }
    }
}

/// Holds both logs against each other.
fn compare(conn: &Connection, backup: &Connection) -> Result<Known, Compared> {
    // A file without a log is none of ours; what it may be is told when it is opened.
    if !conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'operation'")?.exists([])? {
        return Err(Compared::Damaged);
    }
    let (mine, theirs) = (log(conn)?, log(backup)?);
    let offices = (identity(conn).map_err(Compared::Failed)?, identity(backup).map_err(Compared::Failed)?);
    let erased = erased_since(conn, backup)?;
    // An erasure may have taken a name out of the first line; else two offices that began in one second are told apart by it.
    let begins_alike =
        |one: &Operation, other: &Operation| one == other && (!erased.is_empty() || one.command == other.command);
    let is_same_office = match (&offices, mine.values().next().zip(theirs.values().next())) {
        ((Some(office), Some(other)), _) => office == other,
        // Files of older versions do not say whose they are; how their logs begin does.
        (_, Some((one, other))) => begins_alike(one, other),
        (_, None) => true,
    };
    let (lost, only_there) = (without(&mine, &theirs), without(&theirs, &mine));
    Ok(Known { office: offices.0, is_same_office, lost, only_there, erased })
}

/// A log by the numbers of its operations.
fn log(conn: &Connection) -> rusqlite::Result<BTreeMap<i64, Operation>> {
    let mut query = conn.prepare("SELECT id, at, operator, command FROM operation")?;
    query.query_map([], |row| Operation::read(row).map(|operation| (operation.number, operation)))?.collect()
}

/// What one log has and another has not, the earliest first.
fn without(log: &BTreeMap<i64, Operation>, other: &BTreeMap<i64, Operation>) -> Vec<Operation> {
    log.values().filter(|operation| other.get(&operation.number) != Some(operation)).cloned().collect()
}

/// The people who were erased here and are not erased there.
fn erased_since(conn: &Connection, backup: &Connection) -> Result<Vec<i64>, Compared> {
    let has = |conn: &Connection| conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'erasure'")?.exists([]);
    let erased = |conn: &Connection| -> rusqlite::Result<Vec<i64>> {
        if !has(conn)? {
            return Ok(Vec::new());
        }
        conn.prepare("SELECT person_id FROM erasure ORDER BY person_id")?.query_map([], |row| row.get(0))?.collect()
    };
    let there = erased(backup)?;
    let mut since = Vec::new();
    for person in erased(conn)?.into_iter().filter(|person| !there.contains(person)) {
        if backup.prepare_cached("SELECT 1 FROM person WHERE id = ?1")?.exists([person])? {
            since.push(person);
        }
    }
    Ok(since)
}

impl Known {
    /// What going back loses, as it is noted.
    pub(super) fn lost(&self) -> Lost {
        let span = self.lost.first().zip(self.lost.last());
        let span = span.map(|(first, last)| (first.number, last.number, first.at.clone()));
        Lost { count: self.lost.len(), span }
    }

    /// Tells what going back would lose: all of it in a dry run, else the latest.
    pub(super) fn tell(&self, ctx: &Ctx) -> Result<()> {
        if !self.erased.is_empty() {
            ctx.warn(&say!(RestoreErased { people: self.erased.clone() }));
        }
        if let Some(span) = span(&self.only_there) {
            ctx.warn(&say!(RestoreForked { count: self.only_there.len(), span }));
        }
        match span(&self.lost) {
            Some(span) => ctx.warn(&say!(RestoreLoses { count: self.lost.len(), span })),
            None => ctx.note(&say!(RestoreLosesNone)),
        }
        if ctx.is_dry_run() {
            return self.list(ctx);
        }
        let untold = self.lost.len().saturating_sub(TOLD);
        if untold > 0 {
            ctx.note(&say!(Indented { line: say!(LostUntold { count: untold, told: TOLD }) }));
        }
        for lost in &self.lost[untold..] {
            let (number, operator, command) = (lost.number, &lost.operator, &lost.command);
            let at = ctx.zone().show_kept(&lost.at);
            ctx.note(&say!(Indented { line: say!(OperationLine { number, at, operator, command }) }));
        }
        Ok(())
    }

    fn list(&self, ctx: &Ctx) -> Result<()> {
        let mut columns = Column::list(&["operation", "at", "operator", "command"]);
        columns[3].sensitivity = Sensitivity::Text;
        ctx.list(columns, ctx.paper(&say!(LostTitle)), |listing| {
            self.lost.iter().try_for_each(|lost| {
                listing.push(vec![
                    lost.number.into(),
                    ctx.zone().show_kept(&lost.at).into(),
                    lost.operator.as_str().into(),
                    lost.command.as_str().into(),
                ])
            })
        })
    }
}

/// The first and the last number of operations, `9 – 10`, or the one there is.
pub(super) fn span(operations: &[Operation]) -> Option<String> {
    Some(restored::span(operations.first()?.number, operations.last()?.number))
}
