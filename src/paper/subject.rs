//! Whom or what a form is filled for.

use rusqlite::Connection;

use super::fields::About;
use crate::committee::elect;
use crate::error::Result;
use crate::output::Whom;
use crate::{meeting, member, org, transfer};

/// Somebody or something that a form is filled for.
#[derive(Debug)]
pub(super) struct Subject {
    pub(super) id: i64,
    /// What the file is called by.
    pub(super) name: String,
    /// Whom it is about: somebody, or more than are told one by one.
    pub(super) whom: Whom,
}

/// Finds the subject of a form as it was typed: by number, code or name, as the commands about it do.
pub(super) fn subject(conn: &Connection, about: About, typed: &str) -> Result<Subject> {
    Ok(match about {
        About::Person => {
            let id = member::find(conn, typed)?;
            Subject { id: id.0, name: member::name(conn, id)?, whom: Whom::one(id.0) }
        }
        About::Org => {
            let id = org::find(conn, typed)?;
            let org = org::get(conn, id)?;
            Subject { id: id.0, name: org.name, whom: Whom::many() }
        }
        About::Meeting => {
            let id = meeting::find_id(conn, typed)?;
            let (org, date) = meeting::whose(conn, id)?;
            Subject { id: id.0, name: format!("{org}-{date}"), whom: Whom::many() }
        }
        About::Transfer => {
            let transfer = transfer::find(conn, typed)?;
            let name = member::name(conn, transfer.person)?;
            Subject { id: transfer.id.map_or(0, |id| id.0), name, whom: Whom::one(transfer.person.0) }
        }
        About::Election => {
            let (id, org, date) = elect::sheet::find_id(conn, typed)?;
            Subject { id, name: format!("{org}-{date}"), whom: Whom::many() }
        }
    })
}
