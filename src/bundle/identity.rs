//! By which office and number an org, a unit or a person is known, wherever it was handed up to.
//!
//! What an office recorded itself is its own, under its own number; no row stands in `origin` for it. What came from elsewhere has a
//! row there for each identity that it is known by, the first being the one it keeps.

use rusqlite::{Connection, OptionalExtension as _};

use crate::db::Tx;
use crate::db::copy::identity;
use crate::error::Result;

/// An office, and a number there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    pub(super) office: String,
    pub(super) number: i64,
}

/// The identity of the office whose records a file holds.
pub(super) fn own(conn: &Connection) -> Result<String> {
    Ok(identity(conn)?.expect("every file of today's version has one"))
}

/// Who bears an identity here, if anybody: `kind` is `org`, `unit` or `person`.
pub(super) fn bearer(conn: &Connection, own: &str, kind: &str, of: &Identity) -> Result<Option<i64>> {
    let sql = format!("SELECT {kind}_id FROM origin WHERE office = ?1 AND number = ?2 AND {kind}_id IS NOT NULL");
    let known = conn.prepare_cached(&sql)?.query_row((&of.office, of.number), |row| row.get(0)).optional()?;
    if known.is_some() || of.office != own {
        return Ok(known);
    }
    let sql = format!("SELECT id FROM {kind} WHERE id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([of.number], |row| row.get(0)).optional()?)
}

/// Notes that a row bears an identity. What was this office's own until then keeps its own before it.
pub(super) fn give(tx: &Tx<'_>, own: &str, kind: &str, row: i64, of: &Identity, is_new: bool) -> Result<()> {
    if !is_new {
        let sql = format!(
            "INSERT INTO origin ({kind}_id, office, number)
             SELECT ?1, ?2, ?1 WHERE NOT EXISTS (SELECT 1 FROM origin WHERE {kind}_id = ?1)"
        );
        tx.execute(&sql, (row, own))?;
    }
    let sql = format!(
        "INSERT INTO origin ({kind}_id, office, number) SELECT ?1, ?2, ?3
         WHERE NOT EXISTS (SELECT 1 FROM origin WHERE office = ?2 AND number = ?3 AND {kind}_id IS NOT NULL)"
    );
    tx.execute(&sql, (row, &of.office, of.number))?;
    Ok(())
}

/// Gives a file that goes its own way an identity of its own. All that is in it keeps the one it had.
pub(super) fn renew(tx: &Tx<'_>) -> Result<String> {
    let old = own(tx)?;
    for kind in super::graph::ROOTS {
        let sql = format!(
            "INSERT INTO origin ({kind}_id, office, number) SELECT id, ?1, id FROM {kind}
             WHERE NOT EXISTS (SELECT 1 FROM origin WHERE origin.{kind}_id = {kind}.id)
               AND NOT EXISTS (SELECT 1 FROM origin
                               WHERE origin.office = ?1 AND origin.number = {kind}.id AND origin.{kind}_id IS NOT NULL)
             ORDER BY id"
        );
        tx.execute(&sql, [&old])?;
    }
    tx.execute("UPDATE office SET identity = lower(hex(randomblob(16)))", [])?;
    own(tx)
}
