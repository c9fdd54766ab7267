//! The database file: what makes it ours, how it is opened, and what is set on each connection.
//!
//! * **One file.** Rollback journal, not WAL: an office copies the file, and a copy must be whole.
//! * **Ours.** `application_id` says so, `user_version` says which schema, and every table, index and trigger of
//!   `schema.sql` must be there. A foreign, newer, damaged or stripped file is refused and never touched.
//! * **Locking.** Writers begin with `BEGIN IMMEDIATE` and wait a bounded time; readers wait as long.
//! * **Writing.** Only through [`Db::transact`], see `transact.rs`.
//! * **Reading what was known.** [`Db::known`] makes a copy in which later operations are taken back.
//! * **Reading on a day.** [`Db::stand_at`] makes the `*_at` views of `as_of.sql`, on first use only: a command that
//!   shows one person must not pay for them. Those of the ledgers are made for the query that reads them.

pub(crate) mod altered;
pub mod bulk;
pub mod check;
pub(crate) mod copy;
pub(crate) mod elsewhere;
pub(crate) mod fence;
mod functions;
mod guard;
pub mod journal;
pub mod known;
mod look;
mod migrate;
mod refused;
pub(crate) mod restored;
pub(crate) mod seal;
mod spoken;
pub(crate) mod sums;
pub(crate) mod texts;
pub mod transact;
pub(crate) mod triggers;
pub mod undo;
pub mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags};

use crate::error::{AtPath as _, Doing as _, Error, Kind, Result};
use crate::i18n::say;
use crate::lists;
use crate::sqlite::{BESIDE, beside};
use crate::waiting;
use fence::Fence;
pub(crate) use migrate::VERSION;
pub(crate) use refused::{is_failed_statement, sqlite_reason};
pub use transact::{Mode, Operation, Outcome, Tx};

/// The schema of today.
pub const SCHEMA: &str = include_str!("../../schema.sql");

/// `dang` in ASCII: written into the header of every file of ours.
const APPLICATION_ID: i32 = 0x6461_6e67;

/// Measured: a large import takes a seventh less time with 8192 than with 4096, and a twentieth less again with this; an
/// empty file stays under a megabyte.
pub(crate) const PAGE_SIZE: i64 = 16384;

/// Views of a day that few queries read, in files of their own: the names that a query reads them by, and what makes them. To
/// make all of them for every command would double what it takes to stand at a day.
const READ_BY_FEW: [(&[&str], &str); 4] = [
    (&["dues_month_at", "dues_lacking_at"], include_str!("as_of/dues.sql")),
    (&["plan_at", "given_up_at"], include_str!("as_of/plans.sql")),
    (&["step_missing_at"], include_str!("as_of/steps.sql")),
    (&["window_at", "meeting_owed_at"], include_str!("as_of/windows.sql")),
];

/// An open database.
#[derive(Debug)]
pub struct Db {
    conn: Connection,
    path: PathBuf,
    standing_at: Option<NaiveDate>,
    /// It is a copy of the file, see `known`.
    is_copy: bool,
    /// What stands around it, if it is asked what others wrote.
    fence: Option<Fence>,
    /// Where its reports are asked, if not here.
    engine: Option<Box<dyn elsewhere::Engine>>,
    /// The file that it is a copy in, where it is a sealed one, or that records were gathered in: removed after the connection is closed.
    _temporary: Option<tempfile::TempPath>,
}

impl Db {
    /// Makes a new database file; refuses if something is there already.
    pub fn create(path: &Path) -> Result<Self> {
        if path.as_os_str().is_empty() {
            return Err(Error::usage(say!(DbNameEmpty)));
        }
        if path.exists() {
            return Err(Error::refused(say!(DbExists { path: path.display().to_string() })).hint(say!(DbExistsHint)));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::metadata(folder).at(folder)?;
        }
        Ok(Self::make(path).doing(|| say!(MakingDatabase { path: path.display().to_string() }))?)
    }

    /// A database in memory, for tests.
    pub fn memory() -> Result<Self> {
        Ok(Self::fill(Connection::open_in_memory()?, Path::new(":memory:"))?)
    }

    /// A database for as long as it is open, in a file that is gone with it: what is gathered in it stands elsewhere. Nothing holds its
    /// rows, which others have held: no trigger, no CHECK, nothing that must be once.
    pub(crate) fn gathering() -> Result<Self> {
        let folder = std::env::temp_dir();
        let file = tempfile::Builder::new().make(|path| create_file(path).map(drop).map_err(std::io::Error::other));
        let file = file.at(&folder)?.into_temp_path();
        let conn = open_without_creating(&file)?;
        conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
        let db = Self { _temporary: Some(file), ..Self::fill(conn, Path::new(":lake:"))? };
        db.conn.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")?;
        triggers::take_off(&db.conn)?;
        Ok(db)
    }

    /// Makes a file; nothing is left of one that failed.
    fn make(path: &Path) -> anyhow::Result<Self> {
        let is_ours = make_private(path);
        let made = Self::make_in(path);
        if made.is_err() && is_ours {
            discard(path);
        }
        made
    }

    fn make_in(path: &Path) -> anyhow::Result<Self> {
        let conn = create_file(path)?;
        conn.pragma_update(None, "page_size", PAGE_SIZE)?;
        Self::fill(conn, path)
    }

    fn fill(mut conn: Connection, path: &Path) -> anyhow::Result<Self> {
        let tx = conn.transaction()?;
        tx.execute_batch(SCHEMA)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", migrate::VERSION)?;
        tx.commit()?;
        Self::prepare(conn, path)
    }

    /// Opens a database of ours, bringing an older one up to date after a copy. Waits `wait` for other processes.
    pub fn open(path: &Path, wait: Duration) -> Result<Self> {
        look::refuse_no_database(path)?;
        Ok(Self::open_there(path, wait).doing(|| say!(OpeningDatabase { path: path.display().to_string() }))?)
    }

    /// Opens a copy that was just made to be worked on: of an older version, it is brought up to date without another copy of it.
    pub(crate) fn open_made(path: &Path) -> Result<Self> {
        Ok(Self::open_made_there(path).doing(|| say!(OpeningDatabase { path: path.display().to_string() }))?)
    }

    fn open_made_there(path: &Path) -> anyhow::Result<Self> {
        let mut conn = open_without_creating(path)?;
        migrate::upgrade(&mut conn)?;
        guard::check_objects(&conn, path)?;
        Self::prepare(conn, path)
    }

    fn open_there(path: &Path, wait: Duration) -> anyhow::Result<Self> {
        let mut conn = open_without_creating(path)?;
        conn.busy_timeout(wait)?;
        guard::check(&conn, path)?;
        migrate::bring_up_to_date(&mut conn, path)?;
        guard::check_objects(&conn, path)?;
        Self::prepare(conn, path)
    }

    /// A copy that was opened as it is, for reading.
    pub(crate) fn of_copy(conn: Connection, path: &Path) -> Result<Self> {
        Ok(Self::prepare(conn, path)?)
    }

    fn prepare(conn: Connection, path: &Path) -> anyhow::Result<Self> {
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.pragma_update(None, "cache_size", -16_384)?;
        conn.set_prepared_statement_cache_capacity(128);
        functions::register(&conn)?;
        waiting::watch_over(&conn)?;
        Ok(Self {
            conn,
            path: path.to_owned(),
            standing_at: None,
            is_copy: false,
            fence: None,
            engine: None,
            _temporary: None,
        })
    }

    /// Takes every reference between rows for granted, on this connection. For whoever found all that it refers to in
    /// the operation itself, and removes nothing: a large import gains a twentieth. `db check` asks the same of the
    /// whole file. Within an operation it is too late, SQLite would not listen.
    pub fn trust_references(&self) -> Result<()> {
        Ok(self.conn.pragma_update(None, "foreign_keys", false)?)
    }

    /// The connection, for reading.
    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many bytes the file has.
    pub fn size(&self) -> u64 {
        std::fs::metadata(&self.path).map_or(0, |data| data.len())
    }

    /// Whether it is a copy of the file: what is noted there is lost.
    pub fn is_copy(&self) -> bool {
        self.is_copy
    }

    /// Whether the file can only be read.
    pub fn is_read_only(&self) -> bool {
        self.conn.is_readonly("main").unwrap_or(true)
    }

    /// Lets the `*_at` views show the records as they stood at the end of that day.
    pub fn stand_at(&mut self, day: NaiveDate) -> Result<()> {
        if self.standing_at.is_none() {
            self.conn.execute_batch(include_str!("as_of.sql"))?;
        }
        if self.standing_at != Some(day) {
            self.conn.execute("UPDATE clock SET as_of = :day", [day.to_string()])?;
            self.standing_at = Some(day);
        }
        Ok(())
    }

    /// A query that reads views of a day, with those made that it reads.
    pub fn prepare_at(&self, sql: &str) -> Result<rusqlite::Statement<'_>> {
        self.make_views_for(sql)?;
        Ok(self.conn.prepare(sql)?)
    }

    /// Lets `shown_id_no`, `shown_phone` and `shown_text` give back what may be shown: masked, or in full.
    pub fn show_numbers(&self, in_full: bool) -> Result<()> {
        functions::register_shown(&self.conn, in_full)
    }

    /// Puts a fence around it, see [`fence`]: from then on nothing is written here, and what others wrote can be asked. By name it
    /// reads the views that are `open`; all that it may need must have been made. It is stopped after `limit`.
    pub(crate) fn raise_fence(&mut self, open: BTreeSet<String>, limit: Duration) -> Result<()> {
        self.fence = Some(Fence::raise(&self.conn, open, limit)?);
        Ok(())
    }

    /// What stands around it, where it is asked what others wrote.
    pub(crate) fn fence(&self) -> Option<&Fence> {
        self.fence.as_ref()
    }

    /// Makes the views of a day, beside those of [`Db::stand_at`], that a query reads and that are not there yet.
    pub fn make_views_for(&self, sql: &str) -> Result<()> {
        for (names, views) in READ_BY_FEW {
            if names.iter().any(|name| sql.contains(name)) {
                self.conn.execute_batch(views)?;
            }
        }
        Ok(self.conn.execute_batch(&lists::views_of_a_day(sql))?)
    }
}

/// Makes an empty file of ours of an older version, or of today's, in which rows may refer to what is not there.
pub(crate) fn create_of_version(path: &Path, version: usize) -> anyhow::Result<Connection> {
    let mut conn = create_file(path)?;
    conn.pragma_update(None, "page_size", PAGE_SIZE)?;
    conn.pragma_update(None, "foreign_keys", false)?;
    migrate::up_to(&mut conn, version)?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(conn)
}

/// Looks into a file of ours of today's version while somebody waits: nothing is written to it, whatever it needs. Nothing, if it is no
/// such file, if it is sealed, or if another program holds it.
pub(crate) fn glance(path: &Path) -> Option<Connection> {
    let conn = Connection::open_with_flags(as_file(path), PLAIN | OpenFlags::SQLITE_OPEN_READ_ONLY).ok()?;
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).ok();
    let is_ours = pragma("application_id")? == APPLICATION_ID && pragma("user_version")? == migrate::VERSION;
    // Leaps along an index touch many pages, and few bytes of each: where the system has them, they are not copied.
    conn.pragma_update(None, "mmap_size", 1_i64 << 40).ok()?;
    is_ours.then_some(conn)
}

/// Gives a file that has lost its mark, and nothing else, its mark again. Returns whether it had lost it.
///
/// Fails with `Database` if the file is missing, or is not made just as one of today's version.
pub fn adopt(path: &Path) -> Result<bool> {
    let shown = || path.display().to_string();
    look::refuse_no_database(path)?;
    let conn = open_without_creating(path)?;
    if conn.pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0))? == APPLICATION_ID {
        return Ok(false);
    }
    if !guard::has_our_schema(&conn)? {
        return Err(Error::new(Kind::Database, say!(DbOfOtherSchema { path: shown() })).hint(say!(DbForeignHint)));
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    conn.pragma_update(None, "user_version", migrate::VERSION)?;
    Ok(true)
}

/// Opens a file of ours as it is, of whatever version up to today's: it is not brought up to date.
///
/// Fails with `Database` if it is missing, damaged, another program's, or not made as one of its version.
pub(crate) fn open_as_is(path: &Path) -> Result<Connection> {
    look::refuse_no_database(path)?;
    let conn = open_without_creating(path)?;
    guard_as_is(&conn, path)?;
    Ok(conn)
}

/// Refuses what is none of ours, of whatever version up to today's.
fn guard_as_is(conn: &Connection, path: &Path) -> Result<()> {
    guard::check(conn, path)?;
    if is_of_today(conn)? {
        guard::check_objects(conn, path)?;
    }
    Ok(())
}

/// Whether a file is of today's version.
pub(crate) fn is_of_today(conn: &Connection) -> Result<bool> {
    let version: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(version == migrate::VERSION)
}

/// How files are opened: by their names, whatever these look like (`:memory:`, `file:x.db`).
const PLAIN: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

/// The path as SQLite takes it for a file: `:memory:` alone would be none.
fn as_file(path: &Path) -> PathBuf {
    if path.is_relative() { Path::new(".").join(path) } else { path.to_owned() }
}

/// Saves a copy of a database under a name; nothing is left of one that failed.
pub(crate) fn save_copy(conn: &Connection, copy: &Path) -> anyhow::Result<()> {
    let (shown, is_new) = (copy.display().to_string(), !copy.exists());
    make_private(copy);
    let saved = conn.execute("VACUUM INTO :copy", [&shown]).map(drop);
    if saved.is_err() && is_new {
        discard(copy);
    }
    saved.doing(|| say!(SavingCopy { copy: shown }))
}

/// Makes a file for a database or a copy of one. What stands in it is of persons: it is its owner's alone.
pub(crate) fn create_file(path: &Path) -> rusqlite::Result<Connection> {
    make_private(path);
    let conn = Connection::open_with_flags(
        as_file(path),
        PLAIN | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    )?;
    seal::give_key(&conn, path)?;
    Ok(conn)
}

/// Makes a file for a copy of a database, or opens one that is there: sealed if the other is.
pub(crate) fn create_like(from: &Connection, path: &Path) -> rusqlite::Result<Connection> {
    seal::make_like(from, path);
    create_file(path)
}

/// Removes a file that did not become a database, with what SQLite had begun to write beside it.
pub(crate) fn discard(path: &Path) {
    for ending in std::iter::once("").chain(BESIDE) {
        let _ = std::fs::remove_file(beside(path, ending));
    }
}

/// Makes an empty file that nobody else can read, for SQLite to fill, and tells whether it did. If it cannot be made,
/// SQLite says why.
fn make_private(path: &Path) -> bool {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).is_ok()
}

/// Opens a file that is there, with the key that it was unlocked by if it is sealed.
pub(crate) fn open_without_creating(path: &Path) -> rusqlite::Result<Connection> {
    let (path, flags) = (&as_file(path), PLAIN);
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
        .or_else(|_| Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_READ_ONLY))?;
    seal::give_key(&conn, path)?;
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_is_ours_and_opens() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        drop(Db::create(&path).unwrap());
        let db = Db::open(&path, Duration::ZERO).unwrap();
        let id: i32 = db.conn().pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!(id, APPLICATION_ID);
        assert_eq!(Db::create(&path).unwrap_err().kind(), Kind::Refused);
    }

    #[test]
    fn files_that_are_not_ours_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str| Db::open(&folder.path().join(name), Duration::ZERO).unwrap_err().kind();
        assert_eq!(open("missing.db"), Kind::Database);
        std::fs::write(folder.path().join("text.db"), "no database at all, only a text that is long enough").unwrap();
        assert_eq!(open("text.db"), Kind::Database);
        std::fs::write(folder.path().join("empty.db"), "").unwrap();
        assert_eq!(open("empty.db"), Kind::Database);
        Connection::open(folder.path().join("foreign.db")).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
        assert_eq!(open("foreign.db"), Kind::Database);
        for (name, harm) in [
            ("newer.db", "PRAGMA user_version = 9999"),
            ("stripped.db", "DROP TABLE access"),
            ("trigger.db", "DROP TRIGGER person_is_on_one_roll_on_insert"),
        ] {
            let db = Db::create(&folder.path().join(name)).unwrap();
            db.conn().execute_batch(harm).unwrap();
            drop(db);
            assert_eq!(open(name), Kind::Database, "{name}");
        }
    }

    #[test]
    fn every_record_table_is_keyed_by_id() {
        let db = Db::memory().unwrap();
        for table in journal::record_tables(db.conn()).unwrap() {
            let key: String = db
                .conn()
                .query_row(
                    "SELECT name FROM pragma_table_info(:t) WHERE pk = 1 AND type = 'INTEGER'",
                    [&table],
                    |row| row.get(0),
                )
                .unwrap();
            assert_eq!(key, "id", "{table}");
        }
    }
}
