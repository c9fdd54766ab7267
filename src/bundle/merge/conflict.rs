//! What is in conflict: told with what was handed up, and what stands here.

use serde_json::Value as Json;

use super::Merger;
use super::store::change;
use crate::bundle::texts;
use crate::changes;
use crate::error::Result;
use crate::i18n::{Arg, Text, say};
use crate::lists;

/// A conflict.
#[derive(Debug)]
pub(super) struct Conflict {
    pub(super) text: Text,
    /// Whether it is about the code of an org.
    pub(super) is_code: bool,
}

impl Merger<'_> {
    /// Notes that a column was corrected here and changed there.
    pub(super) fn conflict_of_column(
        &mut self,
        at: usize,
        column: usize,
        there: &[Json],
        here: &[Json],
        id: i64,
    ) -> Result<()> {
        let (tx, graph) = (self.store.tx, self.store.graph);
        let (table, field) = (&graph.0[at].name, &graph.0[at].columns[column + 1]);
        let whose = self.whose(at, id, here)?;
        let value = |row: &[Json]| changes::told(self.ctx, tx, table, field, &row[column]);
        let (column, there, here) = (changes::column(table, field), value(there)?, value(here)?);
        self.note_conflict(say!(ColumnConflict { whose, column, there, here }));
        Ok(())
    }

    /// Notes that a row was changed there, or is there no more, and was taken out or corrected here.
    pub(super) fn conflict_of_row(
        &mut self,
        at: usize,
        id: i64,
        there: Option<&[Json]>,
        here: Option<&[Json]>,
    ) -> Result<()> {
        let told = there.or(here).unwrap_or_default();
        let whose = self.whose(at, id, told)?;
        let words = |row: Option<&[Json]>| -> Result<Arg> {
            let row = row.map(|row| self.store.image(at, row));
            changes::row_told(self.ctx, self.store.tx, &self.store.graph.0[at].name, row.as_ref())
        };
        let (there, here) = (words(there)?, words(here)?);
        self.note_conflict(say!(RowConflict { whose, there, here }));
        Ok(())
    }

    /// Notes that a row cannot be written.
    pub(super) fn conflict_of_write(&mut self, at: usize, id: i64, there: &[Json], why: Text) -> Result<()> {
        let whose = self.whose(at, id, there)?;
        let row = self.store.image(at, there);
        let there = changes::row_told(self.ctx, self.store.tx, &self.store.graph.0[at].name, Some(&row))?;
        self.note_conflict(say!(WriteConflict { whose, there, why }));
        Ok(())
    }

    /// Notes that the code of an org is another's here.
    pub(super) fn conflict_of_code(&mut self, code: &str, holder: &str) {
        let text = say!(CodeConflict { code, holder });
        self.conflicts.push(Conflict { text, is_code: true });
    }

    fn note_conflict(&mut self, text: Text) {
        self.conflicts.push(Conflict { text, is_code: false });
    }

    /// Whose row it is, and of what kind.
    pub(super) fn whose(&self, at: usize, id: i64, row: &[Json]) -> Result<Text> {
        let table = &self.store.graph.0[at].name;
        let change = change(&self.store, at, id, None, Some(row));
        let mut image = change.after.unwrap_or_default();
        image.insert("id".to_owned(), id.into());
        let name = changes::record_name(self.store.tx, table, &image)?;
        Ok(say!(Whose { name, table: self::table(table) }))
    }
}

/// What a table is called.
pub(super) fn table(name: &str) -> Arg {
    lists::table(name).map_or_else(|| Arg::from(name), Arg::from)
}
