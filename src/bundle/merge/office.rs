//! One bundle: its rows, three ways.
//!
//! Tables that others refer to come first, each after those that it refers to; what was taken out of them goes last. Of all other tables
//! what was taken out or changed goes before what comes, so that a period which was parted does not stand in the way of its parts.

use serde_json::Value as Json;

use super::known::{Place, Run};
use super::settle::Action;
use super::store::{Row, Written};
use super::{Merger, Sender, Waiting};
use crate::bundle::open::Told;
use crate::bundle::texts;
use crate::error::{Error, Result};
use crate::i18n::say;

impl Merger<'_> {
    /// Merges what an office tells: all that it has, or what changed.
    pub(super) fn office(&mut self, sender: &Sender, told: &Told, is_whole: bool) -> Result<()> {
        let mut run = Run::load(&self.store, sender)?;
        let mut gone: Vec<(usize, i64)> = told.gone.iter().filter(|row| run.known.contains_key(row)).copied().collect();
        if is_whole {
            // What stands under nobody there is placed here by a row that the office does not have.
            let is_gone = |(at, number): &&(usize, i64)| *number > 0 && !told.rows[*at].contains_key(number);
            gone = run.known.keys().filter(is_gone).copied().collect();
        }
        gone.extend(self.placed(&run, &gone));
        let tables = 0..self.store.graph.0.len();
        let (named, others): (Vec<usize>, Vec<usize>) = tables.partition(|at| self.store.graph.0[*at].is_named);
        for at in named.iter().copied() {
            for number in self.in_order(at, told) {
                let row = &told.rows[at][&number];
                if self.store.graph.0[at].is_root() {
                    self.root(&mut run, told, at, number, row)?;
                } else {
                    self.row(&mut run, at, number, row, &mut Vec::new())?;
                }
            }
        }
        self.make_way_for_parents(&run, told)?;
        for at in others {
            for (_, number) in gone.iter().filter(|(table, _)| *table == at) {
                self.withdraw(&mut run, at, *number)?;
            }
            let mut after = Vec::new();
            for (number, row) in &told.rows[at] {
                self.row(&mut run, at, *number, row, &mut after)?;
            }
            for (number, id, row) in after {
                self.put(&run, at, number, id, &row)?;
            }
        }
        for at in named.into_iter().rev() {
            for (_, number) in gone.iter().filter(|(table, _)| *table == at).rev() {
                self.withdraw(&mut run, at, *number)?;
            }
        }
        self.settle()
    }

    /// The places here of orgs that are no more.
    fn placed(&self, run: &Run<'_>, gone: &[(usize, i64)]) -> Vec<(usize, i64)> {
        let (Some(org), Some(parent)) = (self.store.graph.place("org"), self.store.graph.place("org_parent")) else {
            return Vec::new();
        };
        let places = gone.iter().filter(|(at, _)| *at == org).map(|(_, number)| (parent, -number));
        places.filter(|place| run.known.contains_key(place)).collect()
    }

    /// The rows of a table in the order in which they may come: orgs after the one that took them in.
    fn in_order(&self, at: usize, told: &Told) -> Vec<i64> {
        let table = &self.store.graph.0[at];
        let own: Vec<usize> = table.links.iter().filter(|link| link.to == at).map(|link| link.column - 1).collect();
        let mut order: Vec<i64> = Vec::new();
        let mut left: Vec<i64> = told.rows[at].keys().copied().collect();
        while !left.is_empty() {
            let waits = |number: &i64| {
                let row = &told.rows[at][number];
                own.iter().filter_map(|column| row.get(*column)?.as_i64()).any(|to| to != *number && left.contains(&to))
            };
            let (later, now): (Vec<i64>, Vec<i64>) =
                if own.is_empty() { (Vec::new(), left.clone()) } else { left.iter().partition(|number| waits(number)) };
            // Of a circle, which the schema does not refuse, the rest waits for its turn.
            let stuck = now.is_empty();
            order.extend(if stuck { later.clone() } else { now });
            left = if stuck { Vec::new() } else { later };
        }
        order
    }

    /// A row that is known by its number in the office. What is to be put once what was changed is out goes to `after`.
    fn row(
        &mut self,
        run: &mut Run<'_>,
        at: usize,
        number: i64,
        row: &Row,
        after: &mut Vec<(i64, Option<i64>, Row)>,
    ) -> Result<()> {
        let known = run.known.get(&(at, number)).cloned();
        let there = match self.here(run, at, row)? {
            Ok(there) => there,
            Err(Place::Left) => {
                run.here.insert((at, number), Place::Left);
                return Ok(());
            }
            Err(_) => return self.wait(run, at, number, row, None),
        };
        let about = self.about(at, &there);
        if let Some(person) = about
            && self.is_erased(person)?
        {
            // What stands here of somebody whose data were erased stays as it is.
            run.here.entry((at, number)).or_insert(Place::Left);
            return Ok(());
        }
        match known {
            Some(known) if known.row.is_some() => self.change(run, at, number, &known, &there, Some(after)),
            Some(_) => self.wait(run, at, number, row, None),
            None => {
                if let Some(id) = self.same(run, at, &there)? {
                    self.tallies[at].unchanged += 1;
                    run.here.insert((at, number), Place::At(id));
                    return self.hand(run.sender.id, at, number, Some(id), None);
                }
                if !self.store.graph.0[at].is_named {
                    after.push((number, None, there));
                    return Ok(());
                }
                match self.store.insert(at, None, &there)? {
                    Written::Stands(id) => {
                        self.tallies[at].added += 1;
                        run.fresh.insert((at, id));
                        run.here.insert((at, number), Place::At(id));
                        self.hand(run.sender.id, at, number, Some(id), None)
                    }
                    Written::Contradicts(why) => {
                        run.here.insert((at, number), Place::Waits);
                        self.waits(run, at, number, row, None, &why)
                    }
                }
            }
        }
    }

    /// Puts a row of a table that no other refers to: a new one, or what became of one that was taken out for it.
    fn put(&mut self, run: &Run<'_>, at: usize, number: i64, id: Option<i64>, row: &[Json]) -> Result<()> {
        match (self.store.insert(at, id, row)?, id) {
            (Written::Stands(_), Some(_)) => Ok(()),
            (Written::Stands(new), None) => {
                self.tallies[at].added += 1;
                self.hand(run.sender.id, at, number, Some(new), None)
            }
            (Written::Contradicts(why), _) => {
                let there = self.there(run.sender.id, at, row)?;
                self.waits(run, at, number, &there, id, &why)
            }
        }
    }

    /// Lets a row wait that refers to one that waits.
    pub(super) fn wait(&mut self, run: &mut Run<'_>, at: usize, number: i64, row: &Row, id: Option<i64>) -> Result<()> {
        if run.known.get(&(at, number)).is_none_or(|known| known.row.is_none()) {
            run.here.insert((at, number), Place::Waits);
            let why = Error::refused(say!(WaitsForOther));
            self.waits(run, at, number, row, id, &why)?;
        }
        Ok(())
    }

    /// Lets a row wait: in the numbers of the office, until it can be written.
    pub(super) fn waits(
        &mut self,
        run: &Run<'_>,
        at: usize,
        number: i64,
        row: &[Json],
        id: Option<i64>,
        why: &Error,
    ) -> Result<()> {
        self.hand(run.sender.id, at, number, None, Some(row))?;
        let sql = "SELECT id FROM handed_up WHERE sender_id = ?1 AND tbl = ?2 AND number = ?3";
        let handed =
            self.store.tx.query_row(sql, (run.sender.id, &self.store.graph.0[at].name, number), |row| row.get(0))?;
        // Whose data it holds, so that an erasure finds them.
        let person = self.about(at, row).zip(self.store.graph.place("person"));
        if let Some(Place::At(person)) = person.and_then(|(number, people)| run.here.get(&(people, number))) {
            self.store.tx.execute("UPDATE handed_up SET person_id = ?2 WHERE id = ?1", (handed, person))?;
        }
        self.waiting.later(Waiting::new(run.sender, at, number, handed, row.to_vec(), Action::Insert(id), why));
        Ok(())
    }
}
