//! SQL that others wrote, behind a fence: it reads what is open to it, and nothing else is done on the connection.
//!
//! Several things hold it, each enough for most of what could be tried:
//!
//! * The connection is `query_only`: nothing is written on it any more, by nobody.
//! * SQLite's authorizer is asked of whatever a statement would do while it is prepared. A SELECT, and the functions that only work
//!   something out, are allowed; every write, ATTACH, PRAGMA, transaction and savepoint is not.
//! * It is asked of the columns that are read, too, and told the view in whose text that stands: by name the statement reads the
//!   views that are open to it, and tables are read in the texts of views alone.
//! * A time limit, after which SQLite stops; and a limit of the length of a text.
//!
//! Of columns the authorizer alone would not be enough: it is not asked of those that a join takes from both sides (`SELECT id_no FROM
//! … FULL JOIN main.person USING (id_no)`), and it is told the name of a CTE as if that were a view (`WITH org_at AS (SELECT id_no
//! FROM main.person) …`). So whoever hands over a statement sees to it that no name in it can mean anything stored but what is open
//! ([`Fence::is_stored`] tells which could), and that none in it is that of a view of ours ([`Fence::inner`]).
//!
//! The authorizer is only asked of the statements that come through [`Fence::prepare`]: the program may look up a name meanwhile.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, Statement};

use crate::error::Result;
use crate::waiting;

/// Functions that do more than work something out.
const CLOSED_FUNCTIONS: [&str; 3] = ["load_extension", "fts3_tokenizer", "sqlite_log"];

/// Tables that are none: the parts of a JSON text.
const OF_JSON: [&str; 2] = ["json_each", "json_tree"];

/// No text may be longer than so many bytes. One made of a thousand million signs would take all memory, and to look for one long
/// text in another is a single step, within which SQLite does not ask whether the time is up.
const LONGEST: i32 = 1_000_000;

/// For the same reason no pattern of LIKE may be longer.
const LONGEST_PATTERN: i32 = 1_000;

/// After so many steps of its machine SQLite asks whether the time is up.
const STEPS: i32 = 10_000;

/// What a statement would have done, had it been let.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Forbidden {
    /// It would have changed something: `INSERT`, `DROP TABLE` …
    Write(&'static str),
    /// It would have done something else than read: `ATTACH`, `PRAGMA` …
    Command(&'static str),
    /// It would have read a table that is not open.
    Table(String),
    /// It would have called a function that is not open.
    Function(String),
}

/// Why a statement came to nothing.
#[derive(Debug)]
pub(crate) enum Failed {
    /// It would have done what is not allowed.
    Forbidden(Forbidden),
    /// It took longer than it may.
    Late(Duration),
    /// SQLite does not understand it, or it failed on the way.
    Sql(rusqlite::Error),
}

/// What stands around a connection.
#[derive(Debug)]
pub(crate) struct Fence {
    judge: Arc<Judge>,
    limit: Duration,
}

/// What is allowed.
#[derive(Debug)]
struct Judge {
    /// Whether it is asked at all.
    is_up: AtomicBool,
    /// The views that may be read by name.
    open: BTreeSet<String>,
    /// The views in whose texts tables may be read.
    inner: BTreeSet<String>,
    /// Every name that stands for something stored.
    stored: BTreeSet<String>,
    found: Mutex<Found>,
}

/// What was found of one statement.
#[derive(Debug, Default)]
struct Found {
    /// The tables that the views read which it reads.
    behind: BTreeSet<String>,
    forbidden: Option<Forbidden>,
}

impl Fence {
    /// Puts a fence around a connection on which all views stand that it will need. By name, those that are `open` can be read.
    pub(super) fn raise(conn: &Connection, open: BTreeSet<String>, limit: Duration) -> Result<Self> {
        // Tables of this kind are made when they are first named, which the authorizer would take for a write.
        for table in OF_JSON {
            conn.prepare(&format!("SELECT 1 FROM {table}('[]')"))?;
        }
        let names = |sql: &str| -> Result<BTreeSet<String>> {
            let mut query = conn.prepare(sql)?;
            let names = query.query_map([], |row| row.get::<_, String>(0))?;
            Ok(names.map(|name| name.map(|name| name.to_ascii_lowercase())).collect::<rusqlite::Result<_>>()?)
        };
        let schemas = "(SELECT type, name FROM main.sqlite_schema UNION ALL SELECT type, name FROM temp.sqlite_schema)";
        let inner = names(&format!("SELECT name FROM {schemas} WHERE type = 'view'"))?;
        let mut stored = names(&format!("SELECT name FROM {schemas}"))?;
        stored.extend(names("SELECT name FROM pragma_module_list")?);
        let judge = Judge { is_up: AtomicBool::new(false), open, inner, stored, found: Mutex::default() };
        let fence = Self { judge: Arc::new(judge), limit };
        fence.stand_around(conn)?;
        Ok(fence)
    }

    fn stand_around(&self, conn: &Connection) -> rusqlite::Result<()> {
        conn.pragma_update(None, "query_only", true)?;
        conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
        conn.set_limit(Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN)?;
        // Else a column that is not there would be a text: its own name.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        let (begun, limit) = (Instant::now(), self.limit);
        conn.progress_handler(STEPS, Some(move || begun.elapsed() >= limit || !waiting::goes_on()))?;
        let judge = Arc::clone(&self.judge);
        conn.authorizer(Some(move |asked: AuthContext<'_>| judge.judge(&asked)))
    }

    /// The names of the views of ours, which no statement of others may have in it.
    pub(crate) fn inner(&self) -> &BTreeSet<String> {
        &self.judge.inner
    }

    /// Whether a name, in small letters, could mean something stored, or what SQLite itself knows.
    pub(crate) fn is_stored(&self, name: &str) -> bool {
        self.judge.is_stored(name)
    }

    /// Prepares a statement of others.
    pub(crate) fn prepare<'c>(&self, conn: &'c Connection, sql: &str) -> Result<Statement<'c>, Failed> {
        *self.judge.found() = Found::default();
        self.judge.is_up.store(true, Ordering::Relaxed);
        let made = conn.prepare(sql);
        self.judge.is_up.store(false, Ordering::Relaxed);
        match made {
            Ok(statement) if statement.readonly() => Ok(statement),
            Ok(_) => Err(Failed::Forbidden(Forbidden::Write(""))),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Why a statement failed, while it was prepared or on its way.
    pub(crate) fn failed(&self, error: rusqlite::Error) -> Failed {
        match self.judge.found().forbidden.take() {
            Some(forbidden) => Failed::Forbidden(forbidden),
            None if waiting::is_stopped() => Failed::Sql(error),
            None if error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => Failed::Late(self.limit),
            None => Failed::Sql(error),
        }
    }
}

impl Judge {
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge(&self, asked: &AuthContext<'_>) -> Authorization {
        if !self.is_up.load(Ordering::Relaxed) {
            return Authorization::Allow;
        }
        let mut found = self.found();
        match self.forbidden(asked, &mut found) {
            None => Authorization::Allow,
            Some(forbidden) => {
                found.forbidden.get_or_insert(forbidden);
                Authorization::Deny
            }
        }
    }

    fn forbidden(&self, asked: &AuthContext<'_>, found: &mut Found) -> Option<Forbidden> {
        use AuthAction as A;
        match asked.action {
            A::Select | A::Recursive => None,
            A::Read { table_name, column_name } => {
                let table = table_name.to_ascii_lowercase();
                let is_whole = column_name.is_empty();
                (!self.may_read(&table, is_whole, asked, found)).then_some(Forbidden::Table(table))
            }
            A::Function { function_name } => {
                let name = function_name.to_ascii_lowercase();
                CLOSED_FUNCTIONS.contains(&name.as_str()).then_some(Forbidden::Function(name))
            }
            A::Insert { .. } => Some(Forbidden::Write("INSERT")),
            A::Update { .. } => Some(Forbidden::Write("UPDATE")),
            A::Delete { .. } => Some(Forbidden::Write("DELETE")),
            A::Attach { .. } => Some(Forbidden::Command("ATTACH")),
            A::Detach { .. } => Some(Forbidden::Command("DETACH")),
            A::Pragma { .. } => Some(Forbidden::Command("PRAGMA")),
            A::Transaction { .. } | A::Savepoint { .. } => Some(Forbidden::Command("BEGIN, COMMIT, SAVEPOINT")),
            // CREATE, DROP, ALTER, REINDEX, ANALYZE, and what SQLite may be able to do one day.
            _ => Some(Forbidden::Write("CREATE, DROP, ALTER")),
        }
    }

    /// Whether a column, or none but how many rows there are, may be read of a table.
    fn may_read(&self, table: &str, is_whole: bool, asked: &AuthContext<'_>, found: &mut Found) -> bool {
        if self.open.contains(table) || OF_JSON.contains(&table) {
            return true;
        }
        if asked.accessor.is_some_and(|view| self.inner.contains(&view.to_ascii_lowercase())) {
            found.behind.insert(table.to_owned());
            return true;
        }
        // SQLite asks this of each table that is gone through for none of its columns, when it no longer knows in which text it
        // stands: it is that of a view that is read. What is not stored is a CTE.
        is_whole && asked.database_name.is_none() && (!self.is_stored(table) || found.behind.contains(table))
    }

    fn is_stored(&self, name: &str) -> bool {
        let is_known = self.stored.contains(name) || name.starts_with("sqlite_") || name.starts_with("pragma_");
        is_known && !OF_JSON.contains(&name)
    }
}
