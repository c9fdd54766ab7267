//! What was done since a backup was made: the operations that the database has and the backup has not.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Row as SqlRow, Rows};

use super::restore::is_damage;
use crate::ctx::Ctx;
use crate::db::copy::identity;
use crate::db::open_without_creating;
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
    /// How many operations only the backup has.
    pub(super) only_there: usize,
    /// Whose data were erased since, by number: the backup has them still.
    erased: Vec<i64>,
}

/// An operation of the log.
#[derive(Debug)]
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

/// Goes through both logs until they part.
fn compare(conn: &Connection, backup: &Connection) -> Result<Known, Compared> {
    // A file without a log is none of ours; what it may be is told when it is opened.
    if !conn.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'operation'")?.exists([])? {
        return Err(Compared::Damaged);
    }
    const LOG: &str = "SELECT id, at, operator, command FROM operation ORDER BY id";
    let (mut here, mut there) = (conn.prepare(LOG)?, backup.prepare(LOG)?);
    let (mut here, mut there) = (here.query([])?, there.query([])?);
    let next = |rows: &mut Rows<'_>| rows.next()?.map(Operation::read).transpose();
    let (mut mine, mut theirs) = (next(&mut here)?, next(&mut there)?);
    let is_known_log = mine.is_some() && theirs.is_some();
    let begins_alike = mine == theirs;
    while mine.is_some() && mine == theirs {
        (mine, theirs) = (next(&mut here)?, next(&mut there)?);
    }
    let mut lost = Vec::new();
    while let Some(operation) = mine {
        lost.push(operation);
        mine = next(&mut here)?;
    }
    let mut only_there = usize::from(theirs.is_some());
    while next(&mut there)?.is_some() {
        only_there += 1;
    }
    let offices = (identity(conn).map_err(Compared::Failed)?, identity(backup).map_err(Compared::Failed)?);
    let is_same_office = match &offices {
        (Some(office), Some(other)) => office == other,
        // Files of older versions do not say whose they are; how their logs begin does.
        _ => begins_alike || !is_known_log,
    };
    let erased = erased_since(conn, backup)?;
    Ok(Known { office: offices.0, is_same_office, lost, only_there, erased })
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
    /// Tells what going back would lose: all of it in a dry run, else the latest.
    pub(super) fn tell(&self, ctx: &Ctx) -> Result<()> {
        if !self.erased.is_empty() {
            ctx.warn(&say!(RestoreErased { people: self.erased.clone() }));
        }
        if self.only_there > 0 {
            ctx.warn(&say!(RestoreForked { count: self.only_there }));
        }
        match (self.lost.first(), self.lost.last()) {
            (Some(first), Some(last)) => {
                ctx.warn(&say!(RestoreLoses { count: self.lost.len(), first: first.number, last: last.number }));
            }
            _ => ctx.note(&say!(RestoreLosesNone)),
        }
        if ctx.is_dry_run() {
            return self.list(ctx);
        }
        for lost in &self.lost[self.lost.len().saturating_sub(TOLD)..] {
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
