//! What cannot be written yet: a row that another of the same bundle stands in the way of for the moment, that refers to one which
//! waits, or that contradicts what another office handed up. It is tried again as long as that helps.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension as _;
use serde_json::Value as Json;

use super::store::{Row, Store, Written};
use super::{Merger, Sender};
use crate::bundle::identity::{self, Identity};
use crate::bundle::texts;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Action {
    /// Put the row, under this number if it has one already.
    Insert(Option<i64>),
    /// Let it stand in that row.
    Update(i64),
    /// Take that row out.
    Delete(i64),
}

/// A row that waits.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    sender: i64,
    office: String,
    prefix: Option<String>,
    at: usize,
    number: i64,
    /// Its number in `handed_up`.
    handed: i64,
    /// One to be put: in the numbers of the office; else in ours.
    row: Row,
    action: Action,
    why: Text,
    /// Whether it waited before.
    is_old: bool,
}

impl Waiting {
    pub(super) fn new(
        sender: &Sender,
        at: usize,
        number: i64,
        handed: i64,
        row: Row,
        action: Action,
        why: &Error,
    ) -> Self {
        let (office, prefix, why) = (sender.office.clone(), sender.prefix.clone(), why.message().clone());
        Self { sender: sender.id, office, prefix, at, number, handed, row, action, why, is_old: false }
    }
}

/// All that wait, by their numbers in `handed_up`.
#[derive(Debug, Default)]
pub(super) struct All(BTreeMap<i64, Waiting>);

impl All {
    /// Those that waited before.
    pub(super) fn load(store: &Store<'_>) -> Result<Self> {
        let mut all = BTreeMap::new();
        let mut query = store.tx.prepare(
            "SELECT handed_up.id, sender_id, office, prefix, tbl, number, image FROM handed_up
             JOIN sender ON sender.id = handed_up.sender_id WHERE row_id IS NULL ORDER BY handed_up.id",
        )?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (table, image): (String, Option<String>) = (row.get("tbl")?, row.get("image")?);
            let (Some(at), Some(image)) =
                (store.graph.place(&table), image.and_then(|image| serde_json::from_str(&image).ok()))
            else {
                continue;
            };
            let handed = row.get("id")?;
            let waiting = Waiting {
                sender: row.get("sender_id")?,
                office: row.get("office")?,
                prefix: row.get("prefix")?,
                at,
                number: row.get("number")?,
                handed,
                row: store.of_image(at, &image),
                action: Action::Insert(None),
                why: say!(WaitsForOther),
                is_old: true,
            };
            all.insert(handed, waiting);
        }
        Ok(Self(all))
    }

    /// Lets a row wait. One that waited goes on waiting, with what it says now.
    pub(super) fn later(&mut self, waiting: Waiting) {
        let is_old = self.0.get(&waiting.handed).is_some_and(|before| before.is_old && before.row == waiting.row);
        self.0.insert(waiting.handed, Waiting { is_old, ..waiting });
    }

    /// It need not wait any more.
    pub(super) fn drop(&mut self, handed: i64) {
        self.0.remove(&handed);
    }
}

impl Merger<'_> {
    /// Tries all that wait, as long as one more can be written.
    pub(super) fn settle(&mut self) -> Result<()> {
        loop {
            let before = self.waiting.0.len();
            for handed in self.waiting.0.keys().copied().collect::<Vec<_>>() {
                self.attempt(handed)?;
            }
            if self.waiting.0.len() == before {
                return Ok(());
            }
        }
    }

    /// Tries one; done, it waits no more.
    fn attempt(&mut self, handed: i64) -> Result<()> {
        let Some(waiting) = self.waiting.0.get(&handed).cloned() else { return Ok(()) };
        let written = match waiting.action {
            Action::Insert(id) => {
                let Some(there) = self.in_our_numbers(&waiting)? else { return Ok(()) };
                self.store.insert(waiting.at, id, &there)?
            }
            Action::Update(id) => self.store.update(waiting.at, id, &waiting.row)?,
            Action::Delete(id) => self.store.delete(waiting.at, id)?,
        };
        match written {
            Written::Stands(id) => {
                self.waiting.drop(handed);
                if let Action::Insert(_) = waiting.action {
                    self.came(&waiting, id)?;
                }
            }
            Written::Contradicts(why) => {
                if let Some(waiting) = self.waiting.0.get_mut(&handed) {
                    waiting.why = why.message().clone();
                }
            }
        }
        Ok(())
    }

    /// Notes that a row which waited stands here now.
    fn came(&mut self, waiting: &Waiting, id: i64) -> Result<()> {
        self.tallies[waiting.at].added += 1;
        let (tx, table) = (self.store.tx, &self.store.graph.0[waiting.at]);
        tx.execute(
            "UPDATE handed_up SET row_id = ?2, operation = ?3, image = NULL, person_id = NULL WHERE id = ?1",
            (waiting.handed, id, tx.operation()),
        )?;
        if table.is_root() {
            let of = Identity { office: waiting.office.clone(), number: waiting.number };
            identity::give(tx, &self.own, &table.name, id, &of, true)?;
        }
        Ok(())
    }

    /// A row that waits, in our numbers; nothing while something that it refers to waits, too.
    fn in_our_numbers(&self, waiting: &Waiting) -> Result<Option<Row>> {
        let table = &self.store.graph.0[waiting.at];
        let mut here = waiting.row.clone();
        let sql = "SELECT row_id FROM handed_up WHERE sender_id = ?1 AND tbl = ?2 AND number = ?3";
        for link in &table.links {
            let Some(number) = waiting.row[link.column - 1].as_i64() else { continue };
            let to = &self.store.graph.0[link.to].name;
            let mut query = self.store.tx.prepare_cached(sql)?;
            let id: Option<i64> = query.query_row((waiting.sender, to, number), |row| row.get(0)).optional()?.flatten();
            let Some(id) = id else { return Ok(None) };
            here[link.column - 1] = id.into();
        }
        if let (Some(prefix), Some(code), "org") = (&waiting.prefix, table.column("code"), table.name.as_str()) {
            here[code - 1] = format!("{prefix}{}", here[code - 1].as_str().unwrap_or_default()).into();
        }
        Ok(Some(here))
    }

    /// Decides about all that still wait, when all bundles were read. Of rows of several offices that contradict each other the one that
    /// begins first stands, whichever came first; the others go on waiting. What contradicts our own records is a conflict.
    pub(super) fn decide(&mut self) -> Result<Vec<Text>> {
        for handed in self.waiting.0.keys().copied().collect::<Vec<_>>() {
            self.take_turns(handed)?;
            self.settle()?;
        }
        let mut told = Vec::new();
        for waiting in self.waiting.0.values().cloned().collect::<Vec<_>>() {
            match waiting.action {
                Action::Insert(_) if waiting.is_old => {}
                Action::Insert(_) => {
                    let Some(there) = self.in_our_numbers(&waiting)? else { continue };
                    let whose = self.whose(waiting.at, 0, &there)?;
                    if self.has_rivals(&waiting, &there)? {
                        told.push(say!(RowWaits { whose, why: waiting.why.clone() }));
                    } else if !self.keep_ours {
                        self.conflict_of_write(waiting.at, 0, &there, waiting.why)?;
                    }
                }
                Action::Update(id) | Action::Delete(id) if !self.keep_ours => {
                    self.conflict_of_write(waiting.at, id, &waiting.row, waiting.why)?;
                }
                Action::Update(id) => self.remember(waiting.at, waiting.handed, Some(&waiting.row), id)?,
                Action::Delete(_) => {}
            }
        }
        Ok(told)
    }

    /// Whom or what rows of a table are about of which two may contradict each other.
    fn subject(&self, at: usize) -> Option<usize> {
        let table = &self.store.graph.0[at];
        table.column("person_id").or_else(|| table.column("unit_id")).map(|column| column - 1)
    }

    /// Whether another office handed up a row about the same person or unit.
    fn has_rivals(&self, waiting: &Waiting, there: &[Json]) -> Result<bool> {
        let Some(subject) = self.subject(waiting.at) else { return Ok(false) };
        let (table, column) =
            (&self.store.graph.0[waiting.at].name, &self.store.graph.0[waiting.at].columns[subject + 1]);
        let sql = format!(
            "SELECT 1 FROM {table} AS t JOIN handed_up ON handed_up.tbl = '{table}' AND handed_up.row_id = t.id
             WHERE t.{column} = ?1 AND handed_up.sender_id <> ?2"
        );
        Ok(self.store.tx.prepare_cached(&sql)?.exists((there[subject].as_i64(), waiting.sender))?)
    }

    /// Takes out the rows of other offices that begin after one which waits, so that it can come first.
    fn take_turns(&mut self, handed: i64) -> Result<()> {
        let Some(waiting) = self.waiting.0.get(&handed).cloned() else { return Ok(()) };
        let table = &self.store.graph.0[waiting.at];
        let (Some(subject), Some(since), false) = (self.subject(waiting.at), table.column("since"), table.is_named)
        else {
            return Ok(());
        };
        let (Action::Insert(_), Some(there)) = (waiting.action, self.in_our_numbers(&waiting)?) else { return Ok(()) };
        let sql = format!(
            "SELECT handed_up.id, sender_id, office, prefix, number, t.id AS row_id FROM {table} AS t
             JOIN handed_up ON handed_up.tbl = '{table}' AND handed_up.row_id = t.id
             JOIN sender ON sender.id = handed_up.sender_id
             WHERE t.{column} = ?1 AND sender_id <> ?2
               AND (t.since_day, office, number) > (coalesce(substr(?3 || '-01-01', 1, 10), '0001-01-01'), ?4, ?5)
               AND (SELECT count(*) FROM handed_up same WHERE same.tbl = '{table}' AND same.row_id = t.id) = 1
             ORDER BY t.since_day, office, number",
            table = table.name,
            column = table.columns[subject + 1],
        );
        let mut query = self.store.tx.prepare(&sql)?;
        let asked =
            (there[subject].as_i64(), waiting.sender, there[since - 1].as_str(), &waiting.office, waiting.number);
        let later = query.query_map(asked, |row| {
            let waiting = Waiting {
                sender: row.get("sender_id")?,
                office: row.get("office")?,
                prefix: row.get("prefix")?,
                at: waiting.at,
                number: row.get("number")?,
                handed: row.get("id")?,
                row: Row::new(),
                action: Action::Insert(Some(row.get("row_id")?)),
                why: say!(WaitsForOther),
                is_old: false,
            };
            Ok(waiting)
        })?;
        let later = later.collect::<Result<Vec<_>, _>>()?;
        drop(query);
        let mut out = Vec::new();
        for mut other in later {
            let Action::Insert(Some(id)) = other.action else { continue };
            let Some(row) = self.store.row(other.at, id)? else { continue };
            other.row = self.there(other.sender, other.at, &row)?;
            self.store.delete(other.at, id)?;
            let image = Json::Object(self.store.image(other.at, &other.row)).to_string();
            let sql = "UPDATE handed_up SET row_id = NULL, image = ?2, person_id = ?3 WHERE id = ?1";
            self.store.tx.execute(sql, (other.handed, image, self.about(other.at, &row)))?;
            self.tallies[other.at].added -= 1;
            out.push(other);
        }
        // If they were not in its way it goes on waiting, and they come back.
        self.attempt(handed)?;
        for other in out {
            let handed = other.handed;
            self.waiting.later(other);
            self.attempt(handed)?;
        }
        Ok(())
    }
}
