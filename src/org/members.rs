//! How many members are counted on the roll of each org.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::OrgId;
use crate::error::Result;

/// The members on the roll of an org, and those of them by category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Members {
    pub(super) all: i64,
    pub(super) full: i64,
    pub(super) probationary: i64,
}

impl Members {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { all: row.get("members")?, full: row.get("full")?, probationary: row.get("probationary")? })
    }
}

/// The members of the day the database stands at: of every org, counted at once, or of those that are asked for.
#[derive(Debug)]
pub(super) struct Counts<'a> {
    conn: &'a Connection,
    all: Option<HashMap<OrgId, Members>>,
}

impl<'a> Counts<'a> {
    /// Of every org: in one pass over the rolls, which costs less than to ask for each.
    pub(super) fn of_all(conn: &'a Connection) -> Result<Self> {
        let mut query = conn.prepare(include_str!("members_of_all.sql"))?;
        let counted = query.query_map([], |row| Ok((row.get("org_id")?, Members::read(row)?)))?;
        Ok(Self { conn, all: Some(counted.collect::<Result<_, _>>()?) })
    }

    /// Of a few, each when it is asked for.
    pub(super) fn of_few(conn: &'a Connection) -> Self {
        Self { conn, all: None }
    }

    /// The members of one org.
    pub(super) fn of(&self, org: OrgId) -> Result<Members> {
        match &self.all {
            Some(all) => Ok(all.get(&org).copied().unwrap_or_default()),
            None => Ok(self.conn.prepare_cached(include_str!("members.sql"))?.query_row([org], Members::read)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    /// Two full members and one on probation stand on the first roll, of whom one full member is suspended for two years; on the
    /// second one full member who is suspended, on the third nobody.
    #[test]
    fn counted_at_once_they_are_as_many_as_one_by_one() {
        let mut db = Db::memory().unwrap();
        db.conn()
            .execute_batch(
                "INSERT INTO org (id, code, founded) VALUES (1, 'A', '2000-01-01'), (2, 'B', '2000-01-01'), (3, 'C', '2000-01-01');
                 INSERT INTO person (id, name, joined, full_on)
                 VALUES (1, '甲', '2001-01-01', '2002-01-01'), (2, '乙', '2001-01-01', '2002-01-01'),
                        (3, '丙', '2009-06-01', NULL), (4, '丁', '2001-01-01', '2002-01-01');
                 INSERT INTO roll (person_id, org_id, category, since, began)
                 VALUES (1, 1, 'full', '2003-01-01', 'entered'), (2, 1, 'full', '2003-01-01', 'entered'),
                        (3, 1, 'probationary', '2009-06-01', 'admitted'), (4, 2, 'full', '2003-01-01', 'entered');
                 INSERT INTO suspension (person_id, since, until)
                 VALUES (2, '2010-01-01', '2012-01-01'), (4, '2010-01-01', NULL);",
            )
            .unwrap();
        let of = |all, full, probationary| Members { all, full, probationary };
        for (day, told) in [
            ("2002-12-31", [of(0, 0, 0), of(0, 0, 0), of(0, 0, 0)]),
            ("2009-12-31", [of(3, 2, 1), of(1, 1, 0), of(0, 0, 0)]),
            ("2010-01-01", [of(2, 1, 1), of(0, 0, 0), of(0, 0, 0)]),
            ("2012-01-01", [of(3, 2, 1), of(0, 0, 0), of(0, 0, 0)]),
        ] {
            db.stand_at(day.parse().unwrap()).unwrap();
            let (all, few) = (Counts::of_all(db.conn()).unwrap(), Counts::of_few(db.conn()));
            for (org, told) in [1, 2, 3].map(OrgId).into_iter().zip(told) {
                assert_eq!(all.of(org).unwrap(), told, "{day} {org:?}");
                assert_eq!(few.of(org).unwrap(), told, "{day} {org:?}");
            }
        }
    }
}
