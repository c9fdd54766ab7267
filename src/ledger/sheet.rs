//! Entries of a ledger as a sheet in which they are put right, see [`crate::batch`].

use chrono::NaiveDate;

use super::list::{self, Filter};
use super::value::{self, Reader};
use super::{Kind, write};
use crate::batch::{self, Changed, Fault, Sheet};
use crate::ctx::Ctx;
use crate::db::{Db, Tx};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::ledger::texts;
use crate::output::{Frame, Kept, Listing};
use crate::rules::Advice;

/// Entries that are put right together.
pub(super) struct Entries {
    pub(super) kind: &'static Kind,
    pub(super) filter: Filter,
    pub(super) today: NaiveDate,
}

impl Sheet for Entries {
    fn of(&self) -> String {
        self.kind.table.to_owned()
    }

    fn title(&self) -> Text {
        say!(Plain { text: self.kind.label })
    }

    fn command(&self) -> String {
        format!("{} {} edit", self.kind.noun.word(), self.kind.name)
    }

    fn list(&self, _: &Ctx, db: &Db) -> Result<Kept> {
        Listing::keep_within(batch::READ, list::columns(self.kind), Frame::default(), |listing| {
            list::list(db, self.kind, &self.filter, true, listing)
        })
    }

    fn open_columns(&self) -> Vec<&'static str> {
        self.kind.all_fields().map(|field| field.key).collect()
    }

    fn write(&self, tx: &Tx<'_>, rows: &[Changed], advice: &mut Advice) -> Result<Vec<Fault>> {
        batch::each(rows, |row| {
            let mut entry = write::get(tx, self.kind, row.number())?;
            for (key, text) in &row.told {
                let field = self.kind.field(key).expect("a column that may be changed");
                let read = value::read(tx, field, text, Reader::File, self.today).map_err(|error| {
                    if !batch::can_be_mended(&error) {
                        return error;
                    }
                    let (field, what) = (self.kind.label_of(field.key), error.in_a_line());
                    Error::refused(say!(EntryFieldBad { field, typed: text, what }))
                })?;
                entry.put(self.kind, field.key, read);
            }
            advice.only_warning(|advice| write::change(tx, self.kind, row.number(), &entry, self.today, advice))
        })
    }
}
