//! One bundle: its rows, three ways.
//!
//! Tables that others refer to come first, each after those that it refers to; what was taken out of them goes last. Of all other tables
//! what was taken out or changed goes before what comes, so that a period which was parted does not stand in the way of its parts.

use rusqlite::named_params;
use serde_json::Value as Json;

use super::known::{Known, Place, Run, Who};
use super::settle::Action;
use super::shared::together;
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

    /// An org, a unit or a person.
    fn root(&mut self, run: &mut Run<'_>, told: &Told, at: usize, number: i64, row: &Row) -> Result<()> {
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

    /// A row that was handed up before and stands here, or stood here.
    fn change(
        &mut self,
        run: &mut Run<'_>,
        at: usize,
        number: i64,
        known: &Known,
        there: &[Json],
        after: Option<&mut Vec<(i64, Option<i64>, Row)>>,
    ) -> Result<()> {
        let Some(id) = known.row else { return Ok(()) };
        let base = self.base(at, known)?;
        if base.as_deref() == Some(there) {
            self.tallies[at].unchanged += 1;
            return Ok(());
        }
        self.tallies[at].changed += 1;
        if self.is_handed_up(at, id, run.sender.id)? {
            if self.store.graph.0[at].is_root() {
                self.share(at, id)?;
                return self.hand(run.sender.id, at, number, Some(id), Some(there));
            }
            return self.change_of_many(run, at, number, id, there, base.as_deref());
        }
        let Some(here) = self.store.row(at, id)? else {
            if !self.keep_ours {
                return self.conflict_of_row(at, id, Some(there), None);
            }
            return self.hand(run.sender.id, at, number, Some(id), Some(there));
        };
        let agreed = self.agreed(at, id, base.as_deref().unwrap_or(&here), there, &here)?;
        if agreed != here {
            match after {
                Some(after) if !self.store.graph.0[at].is_named => {
                    self.store.delete(at, id)?;
                    after.push((number, Some(id), agreed.clone()));
                }
                _ => {
                    if let Written::Contradicts(why) = self.store.update(at, id, &agreed)? {
                        let row = agreed.clone();
                        self.waiting.later(Waiting::new(
                            run.sender,
                            at,
                            number,
                            known.id,
                            row,
                            Action::Update(id),
                            &why,
                        ));
                    }
                }
            }
        }
        let differs = agreed != there;
        self.hand(run.sender.id, at, number, Some(id), differs.then_some(there))
    }

    /// A row that others hand up, too, and that is nobody's own: the first change of it goes.
    fn change_of_many(
        &mut self,
        run: &Run<'_>,
        at: usize,
        number: i64,
        id: i64,
        there: &[Json],
        base: Option<&[Json]>,
    ) -> Result<()> {
        let here = self.store.row(at, id)?;
        let follows = here.is_some() && here.as_deref() == base;
        if follows && let Written::Contradicts(why) = self.store.update(at, id, there)? {
            self.conflict_of_write(at, id, there, why.message().clone())?;
        }
        self.hand(run.sender.id, at, number, Some(id), (!follows && here.as_deref() != Some(there)).then_some(there))
    }

    /// What stands in the columns after all: what only one of both changed, what both changed alike.
    pub(super) fn agreed(&mut self, at: usize, id: i64, base: &[Json], there: &[Json], here: &[Json]) -> Result<Row> {
        let mut agreed = here.to_vec();
        for group in together(&self.store.graph.0[at]) {
            let differs = |a: &[Json], b: &[Json]| group.iter().copied().find(|column| a[*column] != b[*column]);
            let Some(column) = differs(there, here).filter(|_| differs(there, base).is_some()) else { continue };
            if differs(here, base).is_none() {
                group.iter().for_each(|column| agreed[*column] = there[*column].clone());
            } else if !self.keep_ours {
                self.conflict_of_column(at, column, there, here, id)?;
            }
        }
        Ok(agreed)
    }

    /// A row that the office has no more.
    fn withdraw(&mut self, run: &mut Run<'_>, at: usize, number: i64) -> Result<()> {
        let Some(known) = run.known.get(&(at, number)).cloned() else { return Ok(()) };
        run.here.remove(&(at, number));
        let Some(id) = known.row else {
            self.waiting.drop(known.id);
            return self.forget(known.id);
        };
        if self.is_handed_up(at, id, run.sender.id)? {
            if self.store.graph.0[at].is_root() {
                self.share(at, id)?;
            }
            self.tallies[at].removed += 1;
            return self.forget(known.id);
        }
        let here = self.store.row(at, id)?;
        let Some(here) = here else { return self.forget(known.id) };
        let is_corrected = self.base(at, &known)?.is_some_and(|base| base != here);
        if is_corrected || self.about(at, &here).map_or(Ok(false), |person| self.is_erased(person))? {
            if is_corrected && !self.keep_ours {
                return self.conflict_of_row(at, id, None, Some(&here));
            }
            return self.forget(known.id);
        }
        self.tallies[at].removed += 1;
        self.forget(known.id)?;
        if self.store.graph.0[at].is_root() {
            let kind = &self.store.graph.0[at].name;
            self.store.tx.execute(&format!("DELETE FROM origin WHERE {kind}_id = ?1"), [id])?;
        }
        if let Written::Contradicts(why) = self.store.delete(at, id)? {
            self.waiting.later(Waiting::new(run.sender, at, number, known.id, here, Action::Delete(id), &why));
        }
        Ok(())
    }

    /// What was handed up last time.
    pub(super) fn base(&self, at: usize, known: &Known) -> Result<Option<Row>> {
        if let Some(image) = &known.image {
            return Ok(Some(image.clone()));
        }
        let Some(id) = known.row else { return Ok(None) };
        match self.store.row_after(at, id, known.operation)? {
            Some(row) => Ok(Some(row)),
            None => self.store.row(at, id),
        }
    }

    /// A row in our numbers; else what it refers to that is not here.
    pub(super) fn here(&self, run: &Run<'_>, at: usize, row: &[Json]) -> Result<std::result::Result<Row, Place>> {
        let table = &self.store.graph.0[at];
        let mut here = row.to_vec();
        for link in &table.links {
            let Some(number) = row[link.column - 1].as_i64() else { continue };
            match run.here.get(&(link.to, number)) {
                Some(Place::At(id)) => here[link.column - 1] = (*id).into(),
                Some(place) => return Ok(Err(*place)),
                None => {
                    let (table, to) = (&table.name, &self.store.graph.0[link.to].name);
                    let (table, to) = (super::conflict::table(table), super::conflict::table(to));
                    return Err(Error::refused(say!(RefersToNothing { table, to, number })).hint(say!(WholeHint)));
                }
            }
        }
        if let (Some(prefix), Some(code)) = (&run.sender.prefix, self.code(at)) {
            here[code] = format!("{prefix}{}", row[code].as_str().unwrap_or_default()).into();
        }
        Ok(Ok(here))
    }

    /// Where the code of an org stands.
    fn code(&self, at: usize) -> Option<usize> {
        let table = &self.store.graph.0[at];
        table.column("code").filter(|_| table.name == "org").map(|column| column - 1)
    }

    fn is_code(&self, at: usize, column: usize) -> bool {
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

    /// The person whom a row is about.
    pub(super) fn about(&self, at: usize, row: &[Json]) -> Option<i64> {
        let column = self.store.graph.0[at].column("person_id")?;
        row.get(column - 1)?.as_i64()
    }

    fn is_erased(&self, person: i64) -> Result<bool> {
        Ok(self.store.tx.prepare_cached("SELECT 1 FROM erasure WHERE person_id = ?1")?.exists([person])?)
    }

    fn is_of_erased(&self, at: usize, id: i64, row: &[Json]) -> Result<bool> {
        match self.about(at, row) {
            Some(person) => self.is_erased(person),
            None if self.store.graph.0[at].name == "person" => self.is_erased(id),
            None => Ok(false),
        }
    }

    /// A row that says just the same and is here already: only where what it refers to did not come with this bundle.
    fn same(&self, run: &Run<'_>, at: usize, there: &[Json]) -> Result<Option<i64>> {
        for link in &self.store.graph.0[at].links {
            if there[link.column - 1].as_i64().is_some_and(|id| run.fresh.contains(&(link.to, id))) {
                return Ok(None);
            }
        }
        self.store.same(at, run.sender.id, there)
    }

    /// Whether another office than this one hands up a row.
    pub(super) fn is_handed_up(&self, at: usize, id: i64, but: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM handed_up WHERE tbl = ?1 AND row_id = ?2 AND sender_id <> ?3";
        Ok(self.store.tx.prepare_cached(sql)?.exists((&self.store.graph.0[at].name, id, but))?)
    }

    /// Notes which row here a row of the office is, and what was handed up if something else stands here.
    pub(super) fn hand(
        &self,
        sender: i64,
        at: usize,
        number: i64,
        row: Option<i64>,
        image: Option<&[Json]>,
    ) -> Result<()> {
        let image = image.map(|image| serde_json::Value::Object(self.store.image(at, image)).to_string());
        let person = row.filter(|_| image.is_some()).and_then(|id| self.person_of(at, id));
        let person = match person {
            Some(person) => person?,
            None => None,
        };
        self.store.tx.execute(
            "INSERT INTO handed_up (sender_id, tbl, number, row_id, operation, image, person_id)
             VALUES (:sender, :table, :number, :row, :operation, :image, :person)
             ON CONFLICT (sender_id, tbl, number) DO UPDATE
             SET row_id = :row, operation = :operation, image = :image, person_id = :person",
            named_params! {
                ":sender": sender, ":table": self.store.graph.0[at].name, ":number": number, ":row": row,
                ":operation": self.store.tx.operation(), ":image": image, ":person": person,
            },
        )?;
        Ok(())
    }

    /// Whom a row here is about.
    fn person_of(&self, at: usize, id: i64) -> Option<Result<Option<i64>>> {
        if self.store.graph.0[at].name == "person" {
            return Some(Ok(Some(id)));
        }
        self.store.graph.0[at].column("person_id")?;
        Some(self.store.row(at, id).map(|row| row.and_then(|row| self.about(at, &row))))
    }

    /// Keeps what was handed up of a row, where something else stands here.
    pub(super) fn remember(&self, at: usize, handed: i64, image: Option<&[Json]>, row: i64) -> Result<()> {
        let image = image.map(|image| serde_json::Value::Object(self.store.image(at, image)).to_string());
        let person = match self.person_of(at, row).filter(|_| image.is_some()) {
            Some(person) => person?,
            None => None,
        };
        let sql = "UPDATE handed_up SET image = ?2, person_id = ?3 WHERE id = ?1";
        self.store.tx.execute(sql, (handed, image, person))?;
        Ok(())
    }

    fn forget(&self, handed: i64) -> Result<()> {
        self.store.tx.execute("DELETE FROM handed_up WHERE id = ?1", [handed])?;
        Ok(())
    }

    /// Lets a row wait that refers to one that waits.
    fn wait(&mut self, run: &mut Run<'_>, at: usize, number: i64, row: &Row, id: Option<i64>) -> Result<()> {
        if run.known.get(&(at, number)).is_none_or(|known| known.row.is_none()) {
            run.here.insert((at, number), Place::Waits);
            let why = Error::refused(say!(WaitsForOther));
            self.waits(run, at, number, row, id, &why)?;
        }
        Ok(())
    }

    /// Lets a row wait: in the numbers of the office, until it can be written.
    fn waits(
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

    /// A row here in the numbers of an office.
    pub(super) fn there(&self, sender: i64, at: usize, row: &[Json]) -> Result<Row> {
        let mut there = row.to_vec();
        let sql = "SELECT number FROM handed_up WHERE sender_id = ?1 AND tbl = ?2 AND row_id = ?3 AND number > 0";
        for link in &self.store.graph.0[at].links {
            if let Some(id) = row[link.column - 1].as_i64() {
                let to = &self.store.graph.0[link.to].name;
                let number: i64 = self.store.tx.query_row(sql, (sender, to, id), |row| row.get(0))?;
                there[link.column - 1] = number.into();
            }
        }
        Ok(there)
    }
}
