//! Starts that were only assumed: a roster seldom tells since when somebody stands on a roll, so that a past day rests on a
//! day that was worked out. Every report and list of a past day says of how many people that is so. Whom it counted or
//! listed only the answer knows; what is done with them is decided here.

use chrono::NaiveDate;
use foldhash::HashSet;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::i18n::say;
use crate::i18n::texts;
use crate::member::PersonId;
use crate::org::OrgId;
use crate::org::unit::UnitId;
use crate::output::{Column, Frame, Listing};

/// The people of an answer who rest on an assumed start, each once. Of an answer that is not to say so nobody is kept.
#[derive(Debug, Default)]
pub(crate) struct Resting {
    people: HashSet<i64>,
    is_asked: bool,
}

impl Resting {
    /// For an answer that is to say so, or not.
    pub(crate) fn asked(is_asked: bool) -> Self {
        Self { is_asked, ..Self::default() }
    }

    /// Somebody who was listed and rests on one.
    pub(crate) fn add(&mut self, person: i64) {
        if self.is_asked {
            self.people.insert(person);
        }
    }

    /// Those that a cell names: a person, several parted by commas, or nobody.
    pub(crate) fn add_cell(&mut self, cell: ValueRef<'_>) {
        match cell {
            ValueRef::Integer(person) => self.add(person),
            ValueRef::Text(_) => {
                let named = cell.as_str().unwrap_or_default();
                named.split(',').filter_map(|person| person.parse().ok()).for_each(|person| self.add(person));
            }
            _ => {}
        }
    }

    /// Those of another part of the answer.
    pub(crate) fn append(&mut self, other: Self) {
        self.people.extend(other.people);
    }

    /// Of a person who was listed, on the day the database stands at.
    pub(crate) fn ask_person(&mut self, conn: &Connection, person: PersonId) -> Result<()> {
        self.ask(conn, include_str!("assumed/person.sql"), person.0)
    }

    /// Of those counted on the roll of an org.
    pub(crate) fn ask_org(&mut self, conn: &Connection, org: OrgId) -> Result<()> {
        self.ask(conn, include_str!("assumed/org.sql"), org.0)
    }

    /// Of the full members counted of a unit.
    pub(crate) fn ask_unit(&mut self, conn: &Connection, unit: UnitId) -> Result<()> {
        self.ask(conn, include_str!("assumed/unit.sql"), unit.0)
    }

    fn ask(&mut self, conn: &Connection, sql: &str, of: i64) -> Result<()> {
        if self.is_asked {
            let mut query = conn.prepare_cached(sql)?;
            let mut rows = query.query([of])?;
            while let Some(row) = rows.next()? {
                self.add(row.get("person_id")?);
            }
        }
        Ok(())
    }

    /// Says how many they are, on the day that the answer ends with; nothing of none.
    pub(crate) fn note(&self, ctx: &Ctx, day: NaiveDate) {
        if !self.people.is_empty() {
            ctx.note(&say!(AssumedStarts { people: self.people.len(), day }));
        }
    }
}

/// Whether an answer is to say so: one of a past day, or of a period. Today's roll is what it is, whenever it began; and
/// nothing is looked up for somebody who wants to hear nothing.
pub(crate) fn is_asked(ctx: &Ctx, day: NaiveDate, is_of_period: bool) -> bool {
    ctx.tells_notes() && (is_of_period || day < ctx.today)
}

/// Prints a list of the day asked for, as [`Ctx::list`] does, and says who of it rests on an assumed start.
pub(crate) fn list(
    ctx: &Ctx,
    columns: Vec<Column>,
    frame: Frame,
    fill: impl FnOnce(&mut Listing, &mut Resting) -> Result<()>,
) -> Result<()> {
    let mut resting = Resting::asked(is_asked(ctx, ctx.as_of(), false));
    ctx.list(columns, frame, |listing| fill(listing, &mut resting))?;
    resting.note(ctx, ctx.as_of());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_counts_once_and_only_if_asked() {
        let cells = [ValueRef::Integer(3), ValueRef::Text(b"5,3,11"), ValueRef::Null, ValueRef::Text(b"")];
        let gathered = |is_asked: bool| {
            let mut resting = Resting::asked(is_asked);
            cells.iter().for_each(|cell| resting.add_cell(*cell));
            resting.append(Resting::default());
            resting.people.len()
        };
        assert_eq!((gathered(true), gathered(false)), (3, 0));
    }
}
