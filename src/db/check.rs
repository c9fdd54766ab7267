//! What cannot be in these records, as one query a fault: `checks/CODE.sql`, whose head names it in both languages
//! and says whether it is told of a person, an org, a unit or a frozen report. `asked: whole` marks one that no write can break, `table:`
//! names the one table whose rows can break it, `mend:` names the commands that put it right. What a query finds it tells in
//! words of both languages, see `spoken`. Those of ledgers are made from their declarations, in the same form: `lists` has
//! them.
//!
//! `db check` asks all of them of the whole file. Every operation asks them of what it touched, before it commits:
//! what SQLite's own constraints cannot express is held here, undo included.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use rusqlite::{Connection, OptionalExtension as _};

use super::{spoken, words};
use crate::db::texts;
use crate::error::{Error, Result};
use crate::i18n::{Arg, Label, Text, say};
use crate::lists;

static CHECKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/db/checks");

/// Past so many touched subjects the whole table is asked at once.
const SINGLY: usize = 500;

/// Something in the records that cannot be.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The stable code.
    pub code: &'static str,
    /// What it means.
    pub meaning: Label,
    /// The commands that put it right, where there are such for just this.
    pub mend: Vec<&'static str>,
    /// `person`, `org`, `unit` or `frozen`.
    pub subject: Subject,
    /// The id of the subject.
    pub id: i64,
    /// The name of the subject.
    pub name: String,
    /// Dates and names that show it.
    pub detail: Arg,
}

impl Fault {
    /// The fault as a sentence.
    pub fn text(&self) -> Text {
        say!(FaultLine { name: &self.name, meaning: self.meaning, detail: self.detail.clone(), code: self.code })
    }

    /// What it means, and what puts it right.
    pub fn meaning(&self) -> Arg {
        match &*self.mend {
            [] => self.meaning.into(),
            commands => say!(MeaningAndMend { meaning: self.meaning, commands: commands.to_vec() }).into(),
        }
    }
}

/// What a fault is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A person, by number.
    Person,
    /// An org.
    Org,
    /// A unit.
    Unit,
    /// A frozen report.
    Frozen,
}

impl Subject {
    /// The latest name of one, `#id` if there is none.
    pub(crate) fn name(self, conn: &Connection, id: i64) -> Result<String> {
        let mut query = conn.prepare_cached(match self {
            Self::Person => "SELECT name FROM person WHERE id = :id",
            Self::Org => "SELECT name FROM org_name WHERE org_id = :id ORDER BY since_day DESC LIMIT 1",
            Self::Unit => "SELECT name FROM unit_state WHERE unit_id = :id ORDER BY since_day DESC LIMIT 1",
            Self::Frozen => "SELECT name FROM frozen WHERE id = :id",
        })?;
        let name = query.query_row([id], |row| row.get(0)).optional()?;
        Ok(name.unwrap_or_else(|| format!("#{id}")))
    }
}

struct Check {
    code: &'static str,
    meaning: Label,
    subject: Subject,
    /// Only `db check` asks it: what it finds comes from outside.
    whole_only: bool,
    /// The table that an operation must have touched to break it, if it is one alone.
    table: Option<&'static str>,
    mend: &'static str,
    sql: &'static str,
}

impl Check {
    fn read(code: &'static str, sql: &'static str) -> Self {
        let head = |key: &str| {
            let line = sql.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(key)?.strip_prefix(": "));
            line.unwrap_or_default()
        };
        let subject = match head("subject") {
            "org" => Subject::Org,
            "unit" => Subject::Unit,
            "frozen" => Subject::Frozen,
            _ => Subject::Person,
        };
        Self {
            code,
            meaning: Label { zh: head("zh"), en: head("en") },
            subject,
            whole_only: head("asked") == "whole",
            table: Some(head("table")).filter(|table| !table.is_empty()),
            mend: head("mend"),
            sql,
        }
    }

    /// Asks it of one subject or of all. `today()` in a query is the day given, else one that never comes.
    fn run(&self, conn: &Connection, id: Option<i64>, today: Option<NaiveDate>) -> Result<Vec<Fault>> {
        let only = if id.is_some() { "WHERE subject_id = ?1" } else { "" };
        let sql = match today {
            Some(today) => self.sql.replace("today()", &format!("'{today}'")),
            None => self.sql.replace("today()", "'9999-12-31'"),
        };
        let mut query = conn
            .prepare_cached(&format!("SELECT subject_id, detail FROM ({sql}) {only} ORDER BY subject_id, detail",))?;
        let found = query
            .query_map(rusqlite::params_from_iter(id), |row| Ok((row.get("subject_id")?, row.get("detail")?)))?
            .collect::<Result<Vec<(i64, String)>, _>>()?;
        found.into_iter().map(|(id, detail)| self.fault(conn, id, &detail)).collect()
    }

    fn fault(&self, conn: &Connection, id: i64, detail: &str) -> Result<Fault> {
        let mend = self.mend.split(", ").filter(|command| !command.is_empty()).collect();
        let (name, detail) = (self.subject.name(conn, id)?, spoken::told(detail));
        Ok(Fault { code: self.code, meaning: self.meaning, mend, subject: self.subject, id, name, detail })
    }
}

fn checks() -> impl Iterator<Item = Check> {
    let files = CHECKS.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)));
    files.chain(lists::checks()).map(|(code, sql)| Check::read(code, sql))
}

/// What is looked for: each stable code with what it means, and the tables that it names rows of, if they are told.
pub(crate) fn codes() -> BTreeMap<&'static str, (Label, Vec<Label>)> {
    let mut codes = BTreeMap::new();
    for check in checks() {
        let (_, tables) = codes.entry(check.code).or_insert_with(|| (check.meaning, Vec::new()));
        let named = words_of(check.sql).into_iter().filter_map(|word| word.strip_prefix("table', '"));
        for table in named.filter_map(|table| lists::table(table.trim_end_matches('\''))) {
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
    }
    codes
}

/// What a query tells by `word('LIST', …)`, as written there.
fn words_of(sql: &'static str) -> Vec<&'static str> {
    sql.split("word('").skip(1).map(|after| after.split(')').next().unwrap_or_default()).collect()
}

/// Every fault in the file, by code and subject, but for days in the future.
pub fn all(conn: &Connection) -> Result<Vec<Fault>> {
    all_on(conn, None)
}

/// Every fault in the file, by code and subject. After `today` nothing can have happened.
pub fn all_on(conn: &Connection, today: Option<NaiveDate>) -> Result<Vec<Fault>> {
    words::make_view(conn)?;
    // What was recorded on a day had happened by then, whatever day is asked for now.
    let recorded: Option<String> =
        conn.query_row("SELECT max(substr(at, 1, 10)) FROM operation", [], |row| row.get(0))?;
    let today = today.max(today.and(recorded.and_then(|day| day.parse().ok())));
    let mut faults = Vec::new();
    for check in checks() {
        faults.extend(check.run(conn, None, today)?);
    }
    Ok(faults)
}

/// What SQLite itself finds wrong with the file: in our words where the records are meant, else quoted.
pub fn damage(conn: &Connection) -> Result<Vec<Arg>> {
    damage_by(conn, "integrity_check")
}

/// As [`damage`], of the pages alone: whether each can be read and stands in its tree, not what its rows hold, nor whether the
/// indexes agree with them. A tenth of the time.
pub fn damage_of_pages(conn: &Connection) -> Result<Vec<Arg>> {
    conn.pragma_update(None, "ignore_check_constraints", true)?;
    let damage = damage_by(conn, "quick_check");
    conn.pragma_update(None, "ignore_check_constraints", false)?;
    damage
}

fn damage_by(conn: &Connection, pragma: &str) -> Result<Vec<Arg>> {
    let mut query = conn.prepare(&format!("SELECT * FROM pragma_{pragma}"))?;
    // The check may itself stumble over the damage; that is a finding like the others.
    let lines = query.query_map([], |row| row.get::<_, String>(0))?;
    let lines = lines.map(|line| line.unwrap_or_else(|error| error.to_string()));
    Ok(lines.filter(|line| line != "ok").map(|line| damage_told(&line)).collect())
}

fn damage_told(line: &str) -> Arg {
    match line.strip_prefix("CHECK constraint failed in ").and_then(lists::table) {
        Some(table) => say!(DamagedValue { table }).into(),
        None => say!(SaidBySqlite { line }).into(),
    }
}

/// The rows that refer to one that is not there.
pub fn dangling(conn: &Connection) -> Result<Vec<Arg>> {
    let mut query = conn.prepare(
        r#"SELECT word('table', "table") || ' #' || rowid || ' → ' || word('table', parent) AS detail
           FROM pragma_foreign_key_check"#,
    )?;
    let rows = query.query_map([], |row| Ok(spoken::told(row.get_ref("detail")?.as_str()?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Refuses if a fault stands in what an operation touched.
pub(super) fn touched(conn: &Connection, operation: i64) -> Result<()> {
    let (subjects, tables) = (subjects(conn, operation)?, tables(conn, operation)?);
    let can_break = |check: &Check| !check.whole_only && check.table.is_none_or(|table| tables.contains(table));
    let mut faults = Vec::new();
    for check in checks().filter(can_break) {
        let ids: Vec<i64> = subjects.iter().filter(|(kind, _)| *kind == check.subject).map(|(_, id)| *id).collect();
        if ids.len() > SINGLY {
            faults
                .extend(check.run(conn, None, None)?.into_iter().filter(|fault| ids.binary_search(&fault.id).is_ok()));
        } else {
            for id in ids {
                faults.extend(check.run(conn, Some(id), None)?);
            }
        }
    }
    refuse_faults(&faults)
}

/// Refuses when a fault stands in what an operation touched.
fn refuse_faults(faults: &[Fault]) -> Result<()> {
    let Some(first) = faults.first() else { return Ok(()) };
    let refused = Error::refused(say!(WouldNotHold { fault: first.text() }))
        .details(faults.iter().skip(1).map(Fault::text).collect());
    let commands: BTreeSet<&str> = faults.iter().flat_map(|fault| fault.mend.iter().copied()).collect();
    if commands.is_empty() {
        return Err(refused);
    }
    Err(refused.hint(say!(MendWith { commands: commands.into_iter().collect::<Vec<_>>() })))
}

/// Whom an operation touched, and the orgs whose place depends on an org or unit that it touched.
fn subjects(conn: &Connection, operation: i64) -> Result<BTreeSet<(Subject, i64)>> {
    let mut query = conn.prepare_cached(include_str!("touched.sql"))?;
    let rows = query.query_map([operation], |row| {
        let subject = match row.get_ref("subject")?.as_str()? {
            "org" => Subject::Org,
            "unit" => Subject::Unit,
            "frozen" => Subject::Frozen,
            _ => Subject::Person,
        };
        Ok((subject, row.get("id")?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The tables that an operation touched.
fn tables(conn: &Connection, operation: i64) -> Result<BTreeSet<String>> {
    let mut query = conn.prepare(
        "SELECT tbl FROM change WHERE operation_id = ?1 UNION SELECT tbl FROM bulk WHERE operation_id = ?1 ORDER BY tbl",
    )?;
    let tables = query.query_map([operation], |row| row.get(0))?;
    Ok(tables.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    #[test]
    fn every_check_is_named_in_both_languages_and_runs() {
        let db = Db::memory().unwrap();
        assert_eq!(all(db.conn()).unwrap(), []);
        assert!(checks().count() >= 10);
        for check in checks() {
            assert!(!check.meaning.zh.is_empty() && !check.meaning.en.is_empty(), "{}", check.code);
            assert_eq!(check.run(db.conn(), Some(1), None).unwrap(), [], "{}", check.code);
        }
    }

    #[test]
    fn a_code_has_one_meaning() {
        for check in checks() {
            assert_eq!(codes()[check.code].0, check.meaning, "{}", check.code);
        }
    }

    #[test]
    fn every_word_that_a_check_tells_is_of_a_known_list() {
        assert!(checks().map(|check| words_of(check.sql).len()).sum::<usize>() > 20);
        for check in checks() {
            for word in words_of(check.sql) {
                let (list, code) = word.split_once("', ").unwrap();
                let is_known = match (code.strip_prefix('\''), list.split_once('.')) {
                    (Some(code), _) => lists::word(list, code.trim_end_matches('\'')).is_some(),
                    (None, Some((table, field))) => lists::list(table, field).is_some(),
                    (None, None) => list == "table",
                };
                assert!(is_known, "{}: {word}", check.code);
            }
        }
    }
}
