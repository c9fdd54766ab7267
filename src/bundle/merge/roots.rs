//! Orgs, units and people: who they are here, and what becomes of them.

use serde_json::Value as Json;

use super::Merger;
use super::known::{Known, Place, Run, Who};
use super::shared::together;
use super::store::{Row, Written};
use crate::bundle::open::Told;
use crate::error::Result;

impl Merger<'_> {
    /// An org, a unit or a person.
    pub(super) fn root(&mut self, run: &mut Run<'_>, told: &Told, at: usize, number: i64, row: &Row) -> Result<()> {
        let known = run.known.get(&(at, number)).cloned();
        let who = match run.here.get(&(at, number)) {
            Some(Place::At(row)) if known.is_some() => Who { row: *row, is_new: false },
            _ => self.who(run, told, at, number, row)?,
        };
        if self.is_of_erased(at, who.row, row)? {
            run.here.insert((at, number), Place::At(who.row));
            return Ok(());
        }
        let Ok(there) = self.here(run, at, row)? else { return self.wait(run, at, number, row, Some(who.row)) };
        run.here.insert((at, number), Place::At(who.row));
        match known {
            Some(known) if known.row.is_some() => {
                let known = self.followed(run, at, number, known, who.row)?;
                self.change(run, at, number, &known, &there, None)
            }
            // It waited, or is new.
            _ if who.is_new => {
                if self.is_code_taken(at, &there)? {
                    run.here.insert((at, number), Place::Left);
                    return Ok(());
                }
                run.fresh.insert((at, who.row));
                let mut row_here = there.clone();
                let is_apart = self.set_apart(at, who.row, &mut row_here)?;
                match self.store.insert(at, Some(who.row), &row_here)? {
                    Written::Stands(id) => {
                        if let Some(known) = known {
                            self.waiting.drop(known.id);
                        }
                        self.tallies[at].added += 1;
                        self.hand(run.sender.id, at, number, Some(id), is_apart.then_some(&there[..]))?;
                        self.give_identities(run, told, at, number, who)
                    }
                    Written::Contradicts(why) => {
                        run.here.insert((at, number), Place::Waits);
                        self.waits(run, at, number, row, Some(who.row), &why)
                    }
                }
            }
            _ => {
                self.give_identities(run, told, at, number, who)?;
                self.recognise(run.sender.id, at, number, who.row, &there)
            }
        }
    }

    /// A row whose record here was made one with another since: its mapping follows.
    fn followed(&mut self, run: &mut Run<'_>, at: usize, number: i64, known: Known, row: i64) -> Result<Known> {
        if known.row == Some(row) {
            return Ok(known);
        }
        let image = self.base(at, &known)?;
        let followed = Known { row: Some(row), image, ..known };
        self.store.tx.execute("UPDATE handed_up SET row_id = ?2 WHERE id = ?1", (followed.id, row))?;
        self.remember(at, followed.id, followed.image.as_deref(), row)?;
        self.share(at, row)?;
        run.known.insert((at, number), followed.clone());
        Ok(followed)
    }

    /// A row that is here already, though this office did not hand it up: of another office, or our own.
    pub(super) fn recognise(&mut self, sender: i64, at: usize, number: i64, id: i64, there: &[Json]) -> Result<()> {
        self.tallies[at].unchanged += 1;
        if self.is_handed_up(at, id, 0)? {
            self.share(at, id)?;
            return self.hand(sender, at, number, Some(id), Some(there));
        }
        let Some(here) = self.store.row(at, id)? else { return self.hand(sender, at, number, Some(id), None) };
        let mut agreed = here.clone();
        for group in together(&self.store.graph.0[at]) {
            let is_empty = |row: &[Json]| group.iter().all(|column| row[*column].is_null());
            let differs = group.iter().copied().find(|column| there[*column] != here[*column]);
            let Some(column) = differs.filter(|_| !is_empty(there)) else { continue };
            if is_empty(&here) {
                group.iter().for_each(|column| agreed[*column] = there[*column].clone());
            } else if !self.keep_ours && !self.is_code(at, column) {
                // By its code an org is found here; that in the office is the office's.
                self.conflict_of_column(at, column, there, &here, id)?;
            }
        }
        if agreed != here
            && let Written::Contradicts(why) = self.store.update(at, id, &agreed)?
        {
            self.conflict_of_write(at, id, there, why.message().clone())?;
        }
        let differs = agreed != there;
        self.hand(sender, at, number, Some(id), differs.then_some(there))
    }

    /// Where the code of an org stands.
    pub(super) fn code(&self, at: usize) -> Option<usize> {
        let table = &self.store.graph.0[at];
        table.column("code").filter(|_| table.name == "org").map(|column| column - 1)
    }

    pub(super) fn is_code(&self, at: usize, column: usize) -> bool {
        self.code(at) == Some(column)
    }

    /// Whether the code of a new org is another's here.
    fn is_code_taken(&mut self, at: usize, there: &[Json]) -> Result<bool> {
        let Some(column) = self.code(at) else { return Ok(false) };
        let code = there[column].as_str().unwrap_or_default().to_owned();
        let sql =
            "SELECT coalesce((SELECT name FROM org_name WHERE org_id = org.id ORDER BY since_day DESC LIMIT 1), code)
                   FROM org WHERE code = ?1 COLLATE NOCASE";
        let mut query = self.store.tx.prepare_cached(sql)?;
        let mut rows = query.query([&code])?;
        let holder: Option<String> = rows.next()?.map(|row| row.get(0)).transpose()?;
        drop(rows);
        drop(query);
        let Some(holder) = holder else { return Ok(false) };
        self.conflict_of_code(&code, &holder);
        Ok(true)
    }

    fn is_of_erased(&self, at: usize, id: i64, row: &[Json]) -> Result<bool> {
        match self.about(at, row) {
            Some(person) => self.is_erased(person),
            None if self.store.graph.0[at].name == "person" => self.is_erased(id),
            None => Ok(false),
        }
    }
}
