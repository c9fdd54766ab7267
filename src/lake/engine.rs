//! Engines that are asked in place of SQLite: a program that reads SQL on standard input and writes a JSON object for each row.
//!
//! It is told what our SQL means (the prelude), the tables of the lake, the views and tables of the day and of the orgs asked for, as they
//! stand on the connection here, and then the question. At the end it is asked for a row that is known, so that an answer that broke off is
//! never taken for a whole one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{Connection, Statement};
use serde_json::{Map, Value as Json};

use super::dialect::{translated, words};
use super::gather::Insert;
use super::manifest::Manifest;
use crate::columnar::{Column, Kind};
use crate::db::elsewhere::Engine;
use crate::error::{Error, Kind as Failure, Result};
use crate::i18n::{Text, say};
use crate::lake::texts;

/// What our SQL means there.
const PRELUDE: &str = include_str!("duckdb.sql");

/// How DuckDB is started.
const DUCKDB: &str = "duckdb -no-init -batch -bail -jsonlines";

/// How long an engine may be silent.
const SILENCE: Duration = Duration::from_secs(600);

/// What the last row says.
const END: &str = "dangwu-end";

/// So many rows are brought at once.
const TOGETHER: usize = 2000;

/// A program that is asked, and the lake that it reads.
#[derive(Debug)]
pub(super) struct Program {
    command: String,
    lake: PathBuf,
    manifest: Manifest,
}

impl Program {
    /// One by the name of a known engine, or by the command that starts it; without either, what is there.
    pub(super) fn find(typed: Option<&str>, lake: &Path, manifest: Manifest) -> Result<Self> {
        let command = match typed {
            None | Some("duckdb") => DUCKDB,
            Some(command) => command,
        };
        let command = command.to_owned();
        let lake = std::path::absolute(lake).unwrap_or_else(|_| lake.to_owned());
        Ok(Self { command, lake, manifest })
    }

    /// Asks, and hands over the rows of the answer with so many values each.
    fn ask(
        &self,
        conn: &Connection,
        query: &str,
        width: usize,
        take: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<()> {
        let names: Vec<String> = (0..width).map(|at| format!("c{at}")).collect();
        let query = translated(query);
        let mut told = self.surroundings(conn, &query)?;
        told += &format!("CREATE TEMP VIEW answer AS SELECT * FROM (\n{query}\n) AS answer ({});\n", names.join(", "));
        // What its columns are comes first: in JSON a very large number is a text.
        told += "DESCRIBE answer;\nSELECT * FROM answer;\n";
        told += &format!("SELECT '{END}' AS ended;\n");
        let mut run = Run::start(&self.command, told)?;
        let (mut has_ended, mut kinds) = (false, Vec::new());
        while let Some(line) = run.line()? {
            if line.is_empty() {
                continue;
            }
            let row: Map<String, Json> = serde_json::from_str(&line).map_err(|_| run.failed(&say!(EngineRubbish)))?;
            if row.get("ended").and_then(Json::as_str) == Some(END) {
                has_ended = true;
                continue;
            }
            if let Some(kind) = row.get("column_type").and_then(Json::as_str) {
                kinds.push(kind.to_owned());
                continue;
            }
            let value = |(name, kind): (&String, &String)| {
                row.get(name).and_then(|json| value(json, kind)).ok_or_else(|| run.failed(&say!(EngineRubbish)))
            };
            let row: Vec<Value> = names.iter().zip(&kinds).map(value).collect::<Result<_>>()?;
            if row.len() < width {
                return Err(run.failed(&say!(EngineRubbish)));
            }
            take(row)?;
        }
        run.finish()?;
        if has_ended { Ok(()) } else { Err(run.failed(&say!(EngineBrokeOff))) }
    }

    /// Everything that a query stands on, in the order in which it can be made.
    fn surroundings(&self, conn: &Connection, query: &str) -> Result<String> {
        let temporary = temporary(conn)?;
        let mut made = PRELUDE.to_owned();
        let mut done = BTreeSet::new();
        self.make(conn, query, &temporary, &mut done, &mut made)?;
        Ok(made)
    }

    fn make(
        &self,
        conn: &Connection,
        sql: &str,
        temporary: &BTreeMap<String, Option<String>>,
        done: &mut BTreeSet<String>,
        made: &mut String,
    ) -> Result<()> {
        for name in words(sql) {
            let (here, there) = (temporary.get(name), self.manifest.tables.get(name));
            if (here.is_none() && there.is_none()) || !done.insert(name.to_owned()) {
                continue;
            }
            match (here, there) {
                (Some(Some(view)), _) => {
                    let view = translated(view);
                    self.make(conn, &view, temporary, done, made)?;
                    *made += &format!("{view};\n");
                }
                (Some(None), _) => *made += &filled(conn, name)?,
                (None, Some(columns)) => *made += &self.read(name, columns),
                (None, None) => {}
            }
        }
        Ok(())
    }

    /// A table of the lake.
    fn read(&self, table: &str, columns: &[Column]) -> String {
        let quoted = |path: PathBuf| format!("'{}'", self.lake.join(path).display().to_string().replace('\'', "''"));
        let files: Vec<String> = self.manifest.files(table).map(|(file, _)| quoted(file)).collect();
        if files.is_empty() {
            let columns: Vec<_> =
                columns.iter().map(|column| format!("\"{}\" {}", column.name, kind(column.holds))).collect();
            return format!("CREATE TABLE {table} ({});\n", columns.join(", "));
        }
        let columns: Vec<_> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        format!("CREATE VIEW {table} AS SELECT {} FROM read_parquet([{}]);\n", columns.join(", "), files.join(", "))
    }
}

impl Engine for Program {
    fn rows(
        &self,
        conn: &Connection,
        statement: &Statement<'_>,
        take: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<()> {
        let query = statement.expanded_sql().unwrap_or_default();
        self.ask(conn, &query, statement.column_count(), take)
    }

    fn bring(&self, conn: &Connection, table: &str, ids: &[i64]) -> Result<()> {
        let Some(columns) = self.manifest.tables.get(table) else { return Ok(()) };
        let mut insert = Insert::into(conn, table, columns)?;
        let names: Vec<_> = columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        for ids in ids.chunks(TOGETHER) {
            let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
            let query = format!("SELECT {} FROM {table} WHERE id IN ({})", names.join(", "), ids.join(", "));
            self.ask(conn, &query, columns.len(), &mut |row| insert.row(&row))?;
        }
        Ok(())
    }
}

fn kind(holds: Kind) -> &'static str {
    match holds {
        Kind::Integer => "BIGINT",
        Kind::Real => "DOUBLE",
        Kind::Text => "VARCHAR",
    }
}

/// What stands on the connection besides the records: views with what makes them, and tables for the time being.
fn temporary(conn: &Connection) -> Result<BTreeMap<String, Option<String>>> {
    let mut query = conn.prepare(
        "SELECT name, type, sql FROM main.sqlite_schema WHERE type = 'view'
         UNION ALL
         SELECT name, type, sql FROM temp.sqlite_schema WHERE type IN ('view', 'table')",
    )?;
    let found = query.query_map([], |row| {
        let is_view = row.get::<_, String>("type")? == "view";
        let sql: Option<String> = row.get("sql")?;
        Ok((row.get("name")?, sql.filter(|_| is_view)))
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// A table of the connection with its rows.
fn filled(conn: &Connection, table: &str) -> Result<String> {
    let mut query = conn.prepare("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = query.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let columns = columns.collect::<Result<Vec<(String, String)>, _>>()?;
    let typed: Vec<String> = columns
        .iter()
        .map(|(name, holds)| {
            format!("\"{name}\" {}", kind(if holds == "INTEGER" { Kind::Integer } else { Kind::Text }))
        })
        .collect();
    let quoted: Vec<String> = columns.iter().map(|(name, _)| format!("quote(\"{name}\")")).collect();
    let mut rows = conn.prepare(&format!("SELECT {} FROM temp.{table}", quoted.join(" || ', ' || ")))?;
    let rows = rows.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let mut made = format!("CREATE TABLE {table} ({});\n", typed.join(", "));
    for rows in rows.chunks(TOGETHER) {
        made += &format!("INSERT INTO {table} VALUES ({});\n", rows.join("), ("));
    }
    Ok(made)
}

/// A value of an answer, of a column of that type; what is true or not is 1 or 0 here. None, if it is nothing that a column holds.
fn value(json: &Json, kind: &str) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Integer(i64::from(*yes)),
        Json::Number(number) if kind.contains("INT") => Value::Integer(number.as_i64()?),
        Json::Number(number) => Value::Real(number.as_f64()?),
        Json::String(text) if kind.contains("INT") => Value::Integer(text.parse().ok()?),
        Json::String(text) if kind.starts_with("DECIMAL") => Value::Real(text.parse().ok()?),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => return None,
    })
}

/// An engine at work.
struct Run {
    command: String,
    child: Child,
    lines: mpsc::Receiver<std::io::Result<String>>,
    errors: Option<std::thread::JoinHandle<String>>,
    said: String,
}

impl Run {
    fn start(command: &str, told: String) -> Result<Self> {
        let mut child = started(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|_| not_there(command))?;
        let (mut input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // Each of the three in a thread of its own: an engine that does not read must not keep us from hearing it.
        std::thread::spawn(move || {
            // One that ends early says why itself.
            let _ = input.as_mut().map(|input| input.write_all(told.as_bytes()));
        });
        let (send, lines) = mpsc::sync_channel(4096);
        std::thread::spawn(move || {
            let lines = output.into_iter().flat_map(|output| BufReader::new(output).lines());
            let _ = lines.map(|line| send.send(line)).take_while(std::result::Result::is_ok).count();
        });
        let errors = std::thread::spawn(move || {
            let mut said = String::new();
            let _ = errors.map(|mut errors| errors.read_to_string(&mut said));
            said
        });
        Ok(Self { command: command.to_owned(), child, lines, errors: Some(errors), said: String::new() })
    }

    /// The next line, none at the end.
    fn line(&mut self) -> Result<Option<String>> {
        match self.lines.recv_timeout(SILENCE) {
            Ok(Ok(line)) => Ok(Some(line)),
            Ok(Err(_)) => Err(self.failed(&say!(EngineRubbish))),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                let seconds = SILENCE.as_secs();
                Err(self.failed(&say!(EngineSilent { seconds })))
            }
        }
    }

    /// Waits for the end, and refuses what did not end well.
    fn finish(&mut self) -> Result<()> {
        let status = self.child.wait().map_err(|error| Error::io(Path::new(&self.command), &error))?;
        self.said = self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default();
        match status.code() {
            Some(0) => Ok(()),
            Some(127) => Err(not_there(&self.command)),
            _ => Err(self.failed(&say!(EngineFailed))),
        }
    }

    /// What went wrong, with the first lines of what the engine said.
    fn failed(&self, what: &Text) -> Error {
        let said: Vec<Text> = self
            .said
            .lines()
            .filter(|line| !line.trim().is_empty())
            .take(5)
            .map(|line| say!(EngineSaid { line }))
            .collect();
        Error::new(Failure::Io, say!(EngineTold { command: self.command.as_str(), what: what.clone() }))
            .details(said)
            .hint(say!(EngineHint))
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        // What is not waited for to the end is not wanted any more.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A known engine by itself, anything else by the shell.
fn started(command: &str) -> Command {
    if command == DUCKDB {
        let mut words = command.split(' ');
        let mut started = Command::new(words.next().unwrap_or_default());
        started.args(words);
        return started;
    }
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut started = Command::new(shell);
    started.args([option, command]);
    started
}

fn not_there(command: &str) -> Error {
    Error::new(Failure::Io, say!(EngineMissing { command })).hint(say!(EngineMissingHint))
}
