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
            None => {
                Ok(self.conn.prepare_cached(include_str!("members.sql"))?.query_row([org], |row| Members::read(row))?)
            }
        }
    }
}
