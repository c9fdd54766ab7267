//! `report diff`: what a frozen report would say otherwise now, and which operation made it so.
//!
//! The same is asked again, in the same words, on the same day, of the records of now. Where the answer differs it is asked
//! of the records as they were known half-way, and so on, until each change stands between one operation and the next: of
//! thousands of operations since, only a few are looked at. What was taken back did nothing: no look is taken while it stood,
//! but for what else was done in that time, one by one.

use std::collections::HashMap;

use rusqlite::named_params;

use super::changes::{Beside, Change, Key};
use super::content::{Codes, Content, Labels};
use super::list::{tell_blanked, told};
use super::{Frozen, day_of, find};
use crate::ctx::{Asking, Ctx};
use crate::db::Db;
use crate::db::known::Known;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::output::{Column, Frame, Row, Value};
use crate::report::cli::ReportCommand;
use crate::report::texts;

const KEYS: [&str; 8] = ["row", "column", "frozen", "now", "operation", "date", "operator", "command"];

/// The columns of the list.
pub(in crate::report) fn columns() -> Vec<Column> {
    let mut columns = Column::of("diff", &KEYS);
    for column in [0, 2, 3, 7] {
        columns[column].sensitivity = crate::output::Sensitivity::Text;
    }
    columns
}

/// Lists each cell that the records now say otherwise, with the operations that did it; any is a finding.
pub(in crate::report) fn diff(ctx: &Ctx, name: &str) -> Result<()> {
    let db = ctx.read()?;
    let frozen = find(&db, name)?;
    let (then, labels) = frozen.content(db.conn())?;
    let asked = Again { ctx, frozen: &frozen, command: ReportCommand::read(&frozen.report, &frozen.arguments)? };
    let (now, new_labels) = asked.of(ctx.known())?;
    let beside = Beside::of(&then, &now);
    let changes = beside.changes(&then, &now);
    let found = if changes.is_empty() { Found::default() } else { asked.search(&db, &beside, &then, &now)? };
    let labels = labels.with(new_labels);
    let teller = Teller { ctx, codes: labels.known(), labels, telling: beside.telling(), frozen: &frozen };
    let frame = Frame { title: Some(say!(DiffTitle { name: &frozen.name }).say(ctx.lang)), ..Frame::default() };
    ctx.list(columns(), frame, |listing| {
        changes.iter().flat_map(|change| teller.rows(change, &found)).try_for_each(|row| listing.push(row))
    })?;
    ctx.note(&told(ctx, &frozen));
    tell_blanked(ctx, &frozen);
    if !found.is_complete {
        ctx.warn(&say!(DiffUnsearched));
    }
    match changes.len() {
        0 => {
            ctx.note(&say!(DiffNone));
            Ok(())
        }
        count => {
            let hint = say!(DiffFoundHint { name: &frozen.name });
            Err(Error::new(Kind::Findings, say!(DiffFound { count, name: &frozen.name })).hint(hint))
        }
    }
}

/// An operation of the log.
#[derive(Debug, Clone)]
struct Logged {
    id: i64,
    at: String,
    operator: String,
    command: String,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

/// So many operations are looked at one by one.
const ONE_BY_ONE: usize = 40;

/// What made a cell otherwise.
#[derive(Debug, Clone)]
enum Cause {
    Operation(Logged),
    /// The program of now reckons otherwise.
    Program,
}

/// The causes of each change, by row and column.
#[derive(Debug)]
struct Found {
    causes: HashMap<(Key, Option<String>), Vec<Cause>>,
    is_complete: bool,
}

impl Default for Found {
    fn default() -> Self {
        Self { causes: HashMap::new(), is_complete: true }
    }
}

impl Found {
    fn add(&mut self, changes: Vec<Change>, cause: &Cause) {
        for Change { row, column, .. } in changes {
            self.causes.entry((row, column)).or_default().push(cause.clone());
        }
    }

    /// What did it: to the cell, or else to its row.
    fn of(&self, change: &Change) -> Vec<&Cause> {
        let cell = |column: &Option<String>| self.causes.get(&(change.row.clone(), column.clone()));
        match cell(&change.column).or_else(|| cell(&None)) {
            Some(causes) => causes.iter().collect(),
            None => {
                self.causes.iter().filter(|((row, _), _)| *row == change.row).flat_map(|(_, all)| all).take(1).collect()
            }
        }
    }
}

/// A frozen report, asked again.
struct Again<'a> {
    ctx: &'a Ctx,
    frozen: &'a Frozen,
    command: ReportCommand,
}

impl Again<'_> {
    /// What it says of the records as they were known then.
    fn of(&self, known: Option<Known>) -> Result<(Content, Labels)> {
        let asking = Asking { known, ..self.frozen.asking };
        let kept = self.ctx.keep(asking, false, |ctx| self.command.answer(ctx))?;
        Ok(Content::of(&kept))
    }

    /// Which operations since made the changes.
    fn search(&self, db: &Db, beside: &Beside, then: &Content, now: &Content) -> Result<Found> {
        let since = self.since(db)?;
        let mut search = Search { asked: self, beside, settled: settled(&since), since, found: Found::default() };
        // What the program of now says of the records of then is not always what was frozen.
        if let Some(first) = search.look(self.frozen.operation)? {
            search.found.add(beside.changes(then, &first), &Cause::Program);
            search.between((0, &first), (search.since.len(), now))?;
        }
        Ok(search.found)
    }

    fn since(&self, db: &Db) -> Result<Vec<Logged>> {
        let mut query = db.conn().prepare(include_str!("since.sql"))?;
        let rows = query.query_map(named_params! {":after": self.frozen.operation}, |row| {
            Ok(Logged {
                id: row.get("id")?,
                at: row.get("at")?,
                operator: row.get("operator")?,
                command: row.get("command")?,
                undoes: row.get("undoes")?,
                undone_by: row.get("undone_by")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// After which of the operations nothing stands that was taken back later: only there is looked.
fn settled(since: &[Logged]) -> Vec<bool> {
    let mut standing = 0;
    let settled = |logged: &Logged| {
        // The latest undo of what was done so far: until then it stands.
        standing = logged.undone_by.map_or(standing, |undo| standing.max(undo));
        standing <= logged.id
    };
    since.iter().map(settled).collect()
}

struct Search<'a> {
    asked: &'a Again<'a>,
    beside: &'a Beside,
    since: Vec<Logged>,
    settled: Vec<bool>,
    found: Found,
}

impl Search<'_> {
    /// What the report says of the records after an operation; nothing where that is not known any more, since an import in bulk
    /// was taken back.
    fn look(&mut self, operation: i64) -> Result<Option<Content>> {
        match self.asked.of(Some(Known::Operation(operation))) {
            Ok((content, _)) => Ok(Some(content)),
            Err(error) if error.kind() == Kind::Refused => {
                self.found.is_complete = false;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Looks for the changes between two answers, each after so many of the operations.
    fn between(&mut self, (low, then): (usize, &Content), (high, now): (usize, &Content)) -> Result<()> {
        let changes = self.beside.changes(then, now);
        if changes.is_empty() || low >= high {
            return Ok(());
        }
        if high == low + 1 {
            self.add(low, changes);
            return Ok(());
        }
        let Some(middle) = self.middle(low, high) else { return self.one_by_one(low, high) };
        match self.look(self.since[middle - 1].id)? {
            Some(half) => {
                self.between((low, then), (middle, &half))?;
                self.between((middle, &half), (high, now))
            }
            None => Ok(()),
        }
    }

    /// Where to look between two: as near to the middle as nothing stands that was taken back later.
    fn middle(&self, low: usize, high: usize) -> Option<usize> {
        let centre = low.midpoint(high);
        (low + 1..high).filter(|at| self.settled[at - 1]).min_by_key(|at| at.abs_diff(centre))
    }

    /// What each operation between two did by itself, those left out that were taken back.
    fn one_by_one(&mut self, low: usize, high: usize) -> Result<()> {
        let causes: Vec<usize> = (low..high).filter(|at| self.is_cause(*at)).collect();
        self.found.is_complete &= causes.len() <= ONE_BY_ONE;
        for at in causes.into_iter().take(ONE_BY_ONE) {
            let before = if at == 0 { self.asked.frozen.operation } else { self.since[at - 1].id };
            if let (Some(then), Some(now)) = (self.look(before)?, self.look(self.since[at].id)?) {
                self.add(at, self.beside.changes(&then, &now));
            }
        }
        Ok(())
    }

    /// Whether an operation still holds, and took back none of those since.
    fn is_cause(&self, at: usize) -> bool {
        let Logged { undoes, undone_by, .. } = &self.since[at];
        undone_by.is_none() && undoes.is_none_or(|undone| undone <= self.asked.frozen.operation)
    }

    fn add(&mut self, at: usize, changes: Vec<Change>) {
        if self.is_cause(at) {
            self.found.add(changes, &Cause::Operation(self.since[at].clone()));
        }
    }
}

/// Tells changes as rows.
struct Teller<'a> {
    ctx: &'a Ctx,
    codes: Codes,
    labels: Labels,
    telling: &'a [String],
    frozen: &'a Frozen,
}

impl Teller<'_> {
    /// A row for each operation that did it.
    fn rows(&self, change: &Change, found: &Found) -> Vec<Row> {
        let causes = found.of(change);
        if causes.is_empty() {
            return vec![self.row(change, [Value::Null, Value::Null, Value::Null, Value::Null])];
        }
        causes.into_iter().map(|cause| self.row(change, self.cause(cause))).collect()
    }

    fn cause(&self, cause: &Cause) -> [Value; 4] {
        match cause {
            Cause::Operation(Logged { id, at, operator, command, .. }) => {
                [(*id).into(), day_of(self.ctx, at).into(), operator.as_str().into(), command.as_str().into()]
            }
            Cause::Program => {
                let (then, now) = (self.frozen.version.as_str(), env!("CARGO_PKG_VERSION"));
                if then == now {
                    return [Value::Null, Value::Null, Value::Null, say!(DiffByNone).say(self.ctx.lang).into()];
                }
                [Value::Null, Value::Null, Value::Null, say!(DiffByProgram { then, now }).say(self.ctx.lang).into()]
            }
        }
    }

    fn row(&self, change: &Change, cause: [Value; 4]) -> Row {
        let value = |cell: &Option<_>| {
            let column = change.column.as_deref().or(self.telling.first().map(String::as_str)).unwrap_or_default();
            cell.as_ref().map_or(Value::Null, |cell| self.codes.value(column, cell))
        };
        let mut row = vec![self.name(change), self.column(change), value(&change.old), value(&change.new)];
        row.extend(cause);
        row
    }

    /// What names the row, in words.
    fn name(&self, change: &Change) -> Value {
        let lang = self.ctx.lang;
        let named = self.telling.iter().zip(&change.named);
        let words: Vec<String> = named
            .map(|(column, cell)| Column::new(column).mask(self.codes.value(column, cell)).shown(lang))
            .filter(|word| !word.is_empty())
            .collect();
        words.join(" · ").into()
    }

    fn column(&self, change: &Change) -> Value {
        let Some(key) = &change.column else { return Value::Null };
        match self.labels.of_column(key).filter(|_| !self.ctx.format().is_json()) {
            Some(label) => label.say(self.ctx.lang).into(),
            None => key.as_str().into(),
        }
    }
}
