//! Whom a listing showed: told one by one while they are few.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::{Column, Row, Value};
use crate::error::Result;

/// So many people are told one by one; of more, how they were chosen says enough.
const SINGLY: usize = 50;

/// Somebody in a row: by number, or as it calls them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Number(i64),
    Name(String),
}

/// The people of a listing.
#[derive(Debug, Clone)]
pub(crate) struct Whom(Option<BTreeSet<Who>>);

impl Default for Whom {
    fn default() -> Self {
        Self(Some(BTreeSet::new()))
    }
}

impl Whom {
    /// One person, by number.
    pub(crate) fn one(no: i64) -> Self {
        Self(Some(BTreeSet::from([Who::Number(no)])))
    }

    /// More than are told one by one.
    pub(crate) fn many() -> Self {
        Self(None)
    }

    /// Takes the people of another listing, too.
    pub(crate) fn join(&mut self, other: Self) {
        match (&mut self.0, other.0) {
            (Some(these), Some(those)) => these.extend(those),
            (these, _) => *these = None,
        }
        self.bound();
    }

    /// Takes whom a row is of: by its column of numbers, else by that of a person's name. Where rows have neither, nobody knows.
    pub(super) fn see(&mut self, columns: &[Column], row: &Row) {
        let Some(seen) = &mut self.0 else { return };
        let at = |key: &str| columns.iter().position(|column| column.key == key).map(|at| &row[at]);
        match (at("no"), at("person")) {
            (Some(Value::Int(no)), _) => drop(seen.insert(Who::Number(*no))),
            (_, Some(Value::Text(name))) => drop(seen.insert(Who::Name(name.clone()))),
            (None, None) => self.0 = None,
            _ => {}
        }
        self.bound();
    }

    fn bound(&mut self) {
        if self.0.as_ref().is_some_and(|seen| seen.len() > SINGLY) {
            self.0 = None;
        }
    }

    /// Their numbers; none if they were too many. Where only a name was shown, everybody who bears it may be meant.
    pub(crate) fn people(&self, conn: &Connection) -> Result<Option<BTreeSet<i64>>> {
        let Some(seen) = &self.0 else { return Ok(None) };
        let mut people = BTreeSet::new();
        let mut named = conn.prepare("SELECT id FROM person WHERE name = ?1")?;
        for who in seen {
            match who {
                Who::Number(no) => drop(people.insert(*no)),
                Who::Name(name) => {
                    let found = named.query_map([name], |row| row.get::<_, i64>(0))?;
                    people.extend(found.collect::<Result<Vec<_>, _>>()?);
                }
            }
        }
        Ok((people.len() <= SINGLY).then_some(people))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_one_by_one_up_to_a_bound() {
        let db = crate::db::Db::memory().unwrap();
        db.conn().execute_batch("INSERT INTO person (id, name) VALUES (7, '张三'), (8, '张三'), (9, '李四')").unwrap();
        let columns = Column::list(&["no", "person"]);
        let mut whom = Whom::default();
        whom.see(&columns, &vec![9.into(), "李四".into()]);
        whom.see(&columns, &vec![Value::Null, "张三".into()]);
        assert_eq!(whom.people(db.conn()), Ok(Some(BTreeSet::from([7, 8, 9]))));
        let mut of_orgs = Whom::default();
        of_orgs.see(&Column::list(&["org"]), &vec!["福建支部".into()]);
        assert_eq!(of_orgs.people(db.conn()), Ok(None));
        for no in 1..=50 {
            whom.see(&columns, &vec![no.into(), Value::Null]);
        }
        assert_eq!(whom.people(db.conn()), Ok(None));
    }
}
