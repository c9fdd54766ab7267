//! Rows that were handed up before: what changed, three ways, and what is there no more.

use serde_json::Value as Json;

use super::known::{Known, Run};
use super::settle::Action;
use super::shared::together;
use super::store::{Row, Written};
use super::{Merger, Waiting};
use crate::error::Result;

impl Merger<'_> {
    /// A row that was handed up before and stands here, or stood here.
    pub(super) fn change(
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
    pub(super) fn withdraw(&mut self, run: &mut Run<'_>, at: usize, number: i64) -> Result<()> {
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
}
