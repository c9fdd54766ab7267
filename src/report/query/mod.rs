//! `report query`: the office's own report, in a file of its own.
//!
//! The file is one SELECT over the `views`. It may have the head of the built-in ones (see [`super`]), and beside the words of
//! those `-- param: KEY(number) …`, a parameter with what it is called, and `-- label: KEY …`, what stands over a column. A head
//! need not tell everything: without `columns` they are those of the SELECT, without `order` so is the order.
//!
//! The file is read and tried on an empty database first, so that whatever is wrong with it is told before the records are opened.
//! On the records its statements are prepared behind the fence of `db::fence`.

mod args;
mod folder;
mod head;
mod param;
mod script;
mod told;

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::Statement;

use super::declaration::{Report, Takes, Typed};
use super::holds::Holds;
use super::rows::{self, Asked};
use super::views::{self, VIEWS, View};
use crate::db::Db;
use crate::db::fence::Fence;
use crate::db::is_failed_statement;
use crate::error::{Error, Result};
use crate::i18n::{Arg, Label, Text, label, say};
use crate::org;
use crate::output::Column;
use crate::report::texts;
pub(super) use args::{QueryArgs, declared, described, help};
pub use folder::{in_folder, names_in};
use param::{Given, Param};
use script::Script;

/// What a report of the office's own has beside a built-in one.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// Its file, as messages name it.
    file: Arg,
    /// What the file says.
    text: String,
    /// The views that it names.
    views: Vec<&'static View>,
    /// Where its statement stands in the file.
    place: Range<usize>,
    /// The parameters that its head declares.
    pub(super) params: Vec<Param>,
    /// What its head calls columns.
    pub(super) labels: Vec<(String, Label)>,
    /// What was typed for its parameters.
    given: Vec<Given>,
    /// Whether it asks which orgs are asked about.
    pub(super) asks_under: bool,
    /// How long it may take.
    limit: Duration,
}

impl Own {
    /// Looks at the text: which statement is in it, and what is to be known of it.
    fn read(file: Arg, text: &str, given: Vec<Given>, limit: Duration) -> Result<(String, Self)> {
        let place = match Script::of(text).statements().as_slice() {
            [] => return Err(Error::refused(say!(QueryEmpty { file })).hint(say!(QueryHint))),
            [only] => only.clone(),
            [_, second, ..] => {
                let line = line_of(text, second.start);
                return Err(Error::refused(say!(QuerySeveral { file, line })).hint(say!(QuerySeveralHint)));
            }
        };
        let statement = &text[place.clone()];
        let script = Script::of(statement);
        let word = script.first_word();
        if !["SELECT", "WITH", "VALUES"].contains(&word.as_str()) {
            let what = crate::text::shortened(&word).into_owned();
            return Err(Error::refused(say!(QueryNoSelect { file, what })).hint(say!(QueryHint)));
        }
        if script.has_nameless_parameter() {
            return Err(Error::refused(say!(QueryNameless { file })).hint(say!(QueryNamelessHint)));
        }
        if let Some(schema) = script::schema(text) {
            return Err(Error::refused(say!(QuerySchema { file, schema })).hint(say!(QueryViewsHint)));
        }
        if let Some(bracket) = script.unopened() {
            let (line, what) = (line_of(text, place.start + bracket), say!(QuerySyntax { near: ")" }));
            return Err(Error::refused(say!(QueryWrongInLine { file, line, what })).hint(say!(QueryHint)));
        }
        let words = script::words(text);
        let views: Vec<&View> = VIEWS.iter().filter(|view| words.contains(&view.name)).collect();
        let own = Self {
            file,
            text: text.to_owned(),
            place,
            params: Vec::new(),
            labels: Vec::new(),
            given,
            asks_under: views.iter().any(|view| view.name == "asked") || script.asks_for("under"),
            views,
            limit,
        };
        Ok((statement.to_owned(), own))
    }

    /// Makes a database that stands at a day, and was told which orgs are asked about, ready to be asked: with its views, and a
    /// fence around it.
    pub(super) fn open(&self, db: &mut Db, reveals: bool) -> Result<()> {
        db.show_numbers(reveals)?;
        views::make(db, self.views.iter().copied())?;
        let open = self.views.iter().map(|view| view.inner()).collect();
        db.raise_fence(open, self.limit)
    }

    /// A column, as its head calls it, or else the view that has it under this name, or else the program.
    pub(super) fn column(&self, key: &str) -> Column {
        let declared = self.labels.iter().find(|(known, _)| known == key).map(|(_, label)| *label);
        let called = declared.or_else(|| self.agreed(key, views::ViewColumn::label)).or_else(|| label(key));
        called.map_or_else(|| Column::new(key), |called| Column::called(key, called)).for_programs(false)
    }

    /// What all views that have a column of this name say of it alike.
    fn agreed<T: PartialEq>(&self, key: &str, says: impl Fn(&'static views::ViewColumn) -> T) -> Option<T> {
        let of_view = |view: &&'static View| view.columns.iter().find(|column| column.key == key);
        let mut said = self.views.iter().filter_map(of_view).map(says);
        let first = said.next()?;
        said.all(|other| other == first).then_some(first)
    }

    /// What was typed for a parameter.
    pub(super) fn given(&self, name: &str) -> Option<&rusqlite::types::Value> {
        self.given.iter().find(|given| given.key == name).map(|given| &given.value)
    }

    /// The line of the file that a place of its statement is in.
    fn line(&self, place: usize) -> usize {
        line_of(&self.text, self.place.start + place)
    }

    /// What stands before every statement of the report, so that names in it mean views: those that it names, and of everything
    /// else on the connection that it could name, what tells that it is closed. SQLite looks there first.
    fn names(&self, fence: &Fence) -> String {
        let open = self.views.iter().map(|view| format!("{} AS (SELECT * FROM {})", view.name, view.inner()));
        let words = script::words(&self.text);
        let is_view = |word: &String| self.views.iter().any(|view| view.name == *word);
        let closed = words.iter().filter(|word| fence.is_stored(word) && !is_view(word));
        let closed = closed.map(|word| format!("\"{word}\" AS (SELECT * FROM \"{CLOSED}{word}\")"));
        let all: Vec<String> = open.chain(closed).collect();
        if all.is_empty() { String::new() } else { format!("WITH {}\n", all.join(", ")) }
    }
}

/// Begins the name of a table that is nowhere, by which it is known what a question named.
const CLOSED: &str = "closed:";

/// The number of the line that a place of a text is in.
fn line_of(text: &str, place: usize) -> usize {
    text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1
}

impl Report {
    /// Tries it on an empty database, and refuses parameters that are missing or not asked for.
    fn try_out(&mut self) -> Result<()> {
        let asked = self.settle()?;
        let Some(own) = self.own.clone() else { return Ok(()) };
        self.own = Some(Own { given: own.checked(self, &asked)?, ..own });
        Ok(())
    }

    /// Tries it on an empty database: whether it can be run, and what its columns are. Returns the parameters that it asks for.
    fn settle(&mut self) -> Result<BTreeSet<String>> {
        let Some(own) = self.own.clone() else { return Ok(BTreeSet::new()) };
        let mut db = Db::memory()?;
        db.stand_at(NaiveDate::default())?;
        org::ask(db.conn(), None, None)?;
        own.open(&mut db, false)?;
        own.refuse_inner(&db)?;
        let keys = columns(&db, self)?;
        own.refuse_twins(&keys)?;
        self.complete(&own, &keys)?;
        self.parameters(&db, &own)
    }

    /// What its head does not tell: columns are those of the SELECT. Refuses one that it tells and the SELECT has not.
    fn complete(&mut self, own: &Own, keys: &[String]) -> Result<()> {
        let holds = |key: &str| own.agreed(key, views::ViewColumn::holds).unwrap_or(Holds::Plain);
        // What its head does not tell of a column its view does.
        for column in self.columns.iter_mut().chain(self.by.iter_mut().flat_map(|by| &mut by.0)) {
            if column.holds == Holds::Plain {
                column.holds = holds(&column.key);
            }
        }
        if self.columns.is_empty() {
            let typed = |key: &String| Typed { key: key.clone(), holds: holds(key) };
            self.columns = keys.iter().filter(|key| *key != rows::RESTING).map(typed).collect();
        }
        // The views give no rows of orgs, but codes and names.
        if let Some(column) = self.columns.iter().chain(self.grouped_by()).find(|column| column.holds == Holds::Org) {
            let line = format!("{}(org)", column.key);
            return Err(Error::refused(say!(ReportHeadBad { name: &self.name, line })).hint(say!(QueryHeadHint)));
        }
        let told = self.columns.iter().filter(|column| column.holds != Holds::Seq).chain(self.grouped_by());
        match told.map(|column| &column.key).chain(&self.order).find(|key| !keys.contains(key)) {
            Some(key) => {
                let known: Vec<&str> = keys.iter().map(String::as_str).collect();
                Err(Error::refused(say!(QueryHeadColumn { file: own.file.clone(), key }))
                    .hint(say!(QueryHeadColumnHint { known })))
            }
            None => Ok(()),
        }
    }

    /// The parameters that are asked for by its statement and the conditions of its head, all of which are tried.
    fn parameters(&self, db: &Db, own: &Own) -> Result<BTreeSet<String>> {
        let (counts, measures) = (self.all_counts(), self.measured());
        let groups = self.grouped_by();
        let asked = Asked { groups: &groups, counts: &counts, measures: &measures, resting: true, columns: true };
        let statement = own.prepare(db, &rows::select(db, self, asked)?, None)?;
        let name = |at: usize| statement.parameter_name(at).map(|name| name[1..].to_owned());
        Ok((1..=statement.parameter_count()).filter_map(name).filter(|name| !self.binds(name)).collect())
    }

    /// Whether the program itself binds a parameter.
    fn binds(&self, name: &str) -> bool {
        let of_period = ["period", "since_day", "until_day", "period_end"].contains(&name) && self.takes != Takes::Day;
        of_period || ["as_of", "under", "everywhere"].contains(&name) || self.norms.iter().any(|norm| norm == name)
    }
}

/// Prepares a statement of a report: of the office's own behind the fence.
pub(super) fn prepare<'d>(db: &'d Db, report: &Report, sql: &str) -> Result<Statement<'d>> {
    match &report.own {
        Some(own) => own.prepare(db, sql, None),
        None => Ok(db.conn().prepare(sql)?),
    }
}

/// What the SELECT of a report calls its columns.
pub(super) fn columns(db: &Db, report: &Report) -> Result<Vec<String>> {
    const AROUND: &str = "SELECT * FROM (";
    let statement = match &report.own {
        Some(own) => own.prepare(db, &format!("{AROUND}{}\n)", report.sql), Some(AROUND.len()))?,
        None => db.conn().prepare(&report.sql)?,
    };
    Ok(statement.column_names().into_iter().map(str::to_owned).collect())
}

/// Why a report failed on its way.
pub(super) fn failed(db: &Db, report: &Report, error: rusqlite::Error) -> Error {
    match (&report.own, db.fence()) {
        (Some(own), Some(fence)) => own.told(fence.failed(error), None),
        _ => Error::from(error),
    }
}

impl Own {
    /// Prepares a statement around its own, which begins after so many bytes if lines of it are to be told.
    fn prepare<'d>(&self, db: &'d Db, sql: &str, own_begins: Option<usize>) -> Result<Statement<'d>> {
        let fence = db.fence().expect("its database was opened by `open`");
        let names = self.names(fence);
        let begins = own_begins.map(|begins| names.len() + begins);
        fence.prepare(db.conn(), &format!("{names}{sql}")).map_err(|failed| self.told(failed, begins))
    }

    /// Refuses a text in which the name of a view of the program's own stands: SQLite could take a CTE for it.
    fn refuse_inner(&self, db: &Db) -> Result<()> {
        let words = script::words(&self.text);
        match db.fence().and_then(|fence| fence.inner().iter().find(|name| words.contains(*name))) {
            Some(name) => Err(self.closed(name)),
            None => Ok(()),
        }
    }

    /// Refuses two columns of one name: nobody could tell which is meant.
    fn refuse_twins(&self, keys: &[String]) -> Result<()> {
        // SQLite calls the second one `name:1`.
        let is_twin = |key: &&str| keys.iter().any(|known| known == *key);
        match keys.iter().filter_map(|key| Some(key.rsplit_once(':')?.0)).find(is_twin) {
            Some(key) => {
                Err(Error::refused(say!(QueryTwins { file: self.file.clone(), key }))
                    .hint(say!(QueryTwinsHint { key })))
            }
            None => Ok(()),
        }
    }

    /// What was typed, as the declared parameters take it. Refuses what is asked for and was not given, and the other way round.
    fn checked(&self, report: &Report, asked: &BTreeSet<String>) -> Result<Vec<Given>> {
        if let Some(idle) = self.params.iter().find(|param| !asked.contains(&param.key)) {
            let (file, key) = (self.file.clone(), &idle.key);
            return Err(Error::refused(say!(ParamIdle { file, key })).hint(say!(ParamIdleHint { key })));
        }
        let known = || -> Vec<String> { asked.iter().map(|name| self.choice(name)).collect() };
        if let Some(given) = self.given.iter().find(|given| !asked.contains(&given.key)) {
            let key = &given.key;
            let error = match report.binds(key) {
                true => Error::usage(say!(ParamBound { key })).hint(say!(ParamBoundHint)),
                false if asked.is_empty() => Error::usage(say!(ParamOfNone { key, file: self.file.clone() })),
                false => Error::usage(say!(ParamUnknown { key, file: self.file.clone() }))
                    .hint(say!(ParamChoices { known: known() })),
            };
            return Err(error);
        }
        let missing: Vec<String> = asked
            .iter()
            .filter(|name| !self.given.iter().any(|given| given.key == **name))
            .map(|name| self.choice(name))
            .collect();
        if !missing.is_empty() {
            let key = asked.iter().find(|name| self.given(name).is_none()).map(String::as_str).unwrap_or_default();
            return Err(Error::usage(say!(ParamMissing { missing, file: self.file.clone() }))
                .hint(say!(ParamMissingHint { key })));
        }
        let declared = |given: &Given| self.params.iter().find(|param| param.key == given.key);
        self.given.iter().map(|given| given.as_declared(declared(given))).collect()
    }

    /// That parameters were taken for numbers, where no head says what they are: a year that is cut out of a date is a text, and
    /// equals none of them.
    pub(super) fn taken_for_numbers(&self) -> Option<Text> {
        let is_declared = |key: &String| self.params.iter().any(|param| param.key == *key);
        let numbers = self.given.iter().filter(|given| given.is_number() && !is_declared(&given.key));
        let keys: Vec<&str> = numbers.map(|given| given.key.as_str()).collect();
        let key = *keys.first()?;
        Some(say!(ParamNumbers { keys, key }))
    }

    /// A parameter as it is offered: its name, and what it is called.
    fn choice(&self, name: &str) -> String {
        let declared = self.params.iter().find(|param| param.key == name);
        match declared.filter(|param| !param.called.is_empty()) {
            Some(param) => format!("{name} ({})", param.called),
            None => name.to_owned(),
        }
    }

    /// A failure of the base that was told as if the file of the records had failed.
    pub(super) fn as_own(&self, error: Error) -> Error {
        if !is_failed_statement(&error) {
            return error;
        }
        Error::refused(say!(QueryFailed { file: self.file.clone(), reason: error.message().clone() }))
            .hint(say!(QueryHint))
    }
}
