//! Elections 选举 step by step: called, candidates named, ballots counted, and what came of them taken over into posts and term.
//!
//! Who is elected follows from the ballots by the norms in force on the day (`verdict`) whenever it is shown, and is stored
//! nowhere.

mod ballot;
mod call;
mod candidate;
pub mod cli;
mod count;
mod file;
mod import;
mod list;
mod result;
pub(crate) mod sheet;
mod show;
mod state;
mod told;
mod verdict;

use rusqlite::{Connection, OptionalExtension as _, Row};

use super::post::Post;
use super::term::Body;
use crate::code::codes;
use crate::committee::texts;
use crate::date::PartialDate;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::org::{self, OrgId};

codes! {
    /// What an election is for.
    pub enum ElectionKind {
        Renewal = "renewal", "换届", "renewal", ["换届选举"];
        First = "first", "成立首届", "first committee", ["首届"];
        ByElection = "by-election", "补选", "by-election";
        Addition = "addition", "增选", "addition";
    }

    /// Whether there are more candidates than seats.
    pub enum Method {
        Surplus = "surplus", "差额选举", "more candidates than seats", ["差额"];
        Equal = "equal", "等额选举", "as many candidates as seats", ["等额"];
        Preliminary = "preliminary", "差额预选", "preliminary ballot with more candidates", ["差额预选后等额", "先差额预选再等额"];
    }

    /// Who named a candidate.
    pub enum NominatedBy {
        Members = "members", "党员推荐", "named by members";
        Public = "public", "群众公开推荐", "named by the public", ["群众推荐"];
        Superior = "superior", "上级党组织推荐", "named by the org above", ["上级推荐"];
        Committee = "committee", "上届委员会提名", "named by the last committee", ["委员会提名"];
    }
}

impl ElectionKind {
    /// Whether a term begins with it.
    fn begins_term(self) -> bool {
        matches!(self, Self::Renewal | Self::First)
    }
}

/// An election on record.
#[derive(Debug, Clone, PartialEq)]
struct Election {
    id: i64,
    org: OrgId,
    kind: ElectionKind,
    method: Method,
    body: Body,
    date: PartialDate,
    seats: u32,
    years: Option<u32>,
    number: Option<u32>,
    requested: Option<PartialDate>,
    approved: Option<PartialDate>,
    taken: bool,
    /// The meeting that it was held at.
    held_at: Option<i64>,
}

impl Election {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            org: row.get("org_id")?,
            kind: row.get("kind")?,
            method: row.get("method")?,
            body: row.get("body")?,
            date: row.get("date")?,
            seats: row.get("seats")?,
            years: row.get("years")?,
            number: row.get("number")?,
            requested: row.get("requested")?,
            approved: row.get("approved")?,
            taken: row.get("taken")?,
            held_at: row.get("held_at")?,
        })
    }

    /// What is voted on first.
    fn first_vote(&self) -> Post {
        match self.body {
            Body::Committee => Post::CommitteeMember,
            Body::Meeting => Post::Secretary,
        }
    }

    /// Refuses to change an election of which posts were written.
    fn refuse_taken(&self) -> Result<()> {
        if self.taken {
            Err(Error::refused(say!(ElectionTaken { id: self.id })).hint(say!(ElectionTakenHint)))
        } else {
            Ok(())
        }
    }
}

/// The elections that were held at a meeting, by the number of it.
pub fn held_at(conn: &Connection, meeting: i64) -> Result<Vec<Text>> {
    let sql = "SELECT id, kind FROM election WHERE held_at = ?1 ORDER BY id";
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_map([meeting], |row| {
        let (id, kind): (i64, ElectionKind) = (row.get("id")?, row.get("kind")?);
        Ok(say!(ElectionHere { id, kind }))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// An election by its number.
fn get(conn: &Connection, id: i64) -> Result<Option<Election>> {
    let mut query = conn.prepare_cached(concat!(include_str!("columns.sql"), "FROM election WHERE id = ?1"))?;
    Ok(query.query_row([id], Election::from_row).optional()?)
}

/// Finds the election that is meant: by its number, or the latest of an org. Fails with `NotFound`.
fn find(conn: &Connection, typed: &str) -> Result<Election> {
    if let Some(found) = typed.trim().parse().ok().map(|id| get(conn, id)).transpose()?.flatten() {
        return Ok(found);
    }
    let is_number = typed.trim().chars().all(|c| c.is_ascii_digit());
    let org = match org::find(conn, typed) {
        Err(error) if is_number && error.kind() == Kind::NotFound => {
            return Err(Error::new(Kind::NotFound, say!(ElectionUnknown { id: typed })).hint(say!(ElectionUnknownHint)));
        }
        found => found?,
    };
    let mut query = conn.prepare_cached(concat!(
        include_str!("columns.sql"),
        "FROM election WHERE org_id = ?1 ORDER BY day DESC, id DESC LIMIT 1"
    ))?;
    let found = query.query_row([org], Election::from_row).optional()?;
    found.ok_or_else(|| match org::get(conn, org) {
        Ok(org) => Error::new(Kind::NotFound, say!(ElectionOfNone { org: org.name })).hint(say!(ElectionUnknownHint)),
        Err(error) => error,
    })
}
