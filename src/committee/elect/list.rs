//! Elections as a user sees them in a list, and the terms that want one.

use rusqlite::{Connection, Row, named_params};

use super::ballot::{self, Ballot};
use super::state::{Next, Vote};
use super::{Election, ElectionKind};
use crate::code::codes;
use crate::committee::post::Post;
use crate::committee::term::Body;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::db::check::Subject;
use crate::error::Result;
use crate::org::{OrgId, list::scope_of};
use crate::output::{self, Column, Listing, Value};
use crate::rules::due::{About, Overdue};

codes! {
    /// How far an election has come.
    pub enum ElectionState {
        Called = "called", "尚未投票", "no ballot yet";
        Voting = "voting", "尚未选完", "not all voted on";
        NoQuorum = "no-quorum", "到会人数不足", "no quorum";
        Tied = "tied", "票数相等, 须再次投票", "tied";
        Left = "left", "名额未满", "seats left";
        Elected = "elected", "已选出", "elected";
        Taken = "taken", "已就任", "in office";
        Overdue = "overdue", "届满未换届", "term run out";
        Reminder = "reminder", "将届满, 尚未提醒", "running out, no reminder";
    }
}

/// The keys of a list.
pub(super) const KEYS: [&str; 10] =
    ["id", "org", "kind", "date", "seats", "candidates", "due", "present", "state", "elected"];

/// The columns of a list.
pub(super) fn columns() -> Vec<Column> {
    Column::of("election", &KEYS)
}

/// Which elections to list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter {
    /// Only of this org.
    pub(super) org: Option<OrgId>,
    /// Only of this org and those below it.
    pub(super) under: Option<OrgId>,
    /// Only of this kind.
    pub(super) kind: Option<ElectionKind>,
}

/// Hands over the elections held or called by the day the database stands at, the latest first.
pub(super) fn list(db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    scope_of(db.conn(), filter.org, filter.under)?;
    let mut query = db.conn().prepare(include_str!("list.sql"))?;
    let everywhere = filter.org.is_none() && filter.under.is_none();
    let mut rows = query.query(named_params! {":everywhere": everywhere, ":kind": filter.kind})?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(list_row(db.conn(), row)?)?;
    }
    Ok(())
}

/// The cells of an election in a list.
pub(super) fn list_row(conn: &Connection, row: &Row<'_>) -> Result<output::Row> {
    let election = Election::from_row(row)?;
    let is_held: bool = row.get("is_held")?;
    let ballots = if is_held { ballot::of(conn, election.id)? } else { Vec::new() };
    let first = ballots.first();
    Ok(vec![
        Value::Int(election.id),
        row.get::<_, Option<String>>("org")?.into(),
        election.kind.entry().into(),
        election.date.to_string().into(),
        Value::Int(election.seats.into()),
        Value::Int(row.get("candidates")?),
        first.map(|ballot| i64::from(ballot.due)).into(),
        first.map(|ballot| i64::from(ballot.present)).into(),
        state(&election, is_held, &ballots).entry().into(),
        elected(&election, &ballots).into(),
    ])
}

/// The votes of an election that there are, or must be.
fn votes<'b>(election: &Election, ballots: &'b [Ballot]) -> Vec<Vote<'b>> {
    let day = election.date.first_day();
    let has = |post: Post| ballots.iter().any(|ballot| ballot.post == post);
    let must = |post: Post| match post {
        Post::CommitteeMember => election.body == Body::Committee && election.kind.begins_term(),
        Post::Secretary => election.kind.begins_term(),
        _ => false,
    };
    let posts = [Post::CommitteeMember, Post::Secretary, Post::DeputySecretary].into_iter();
    let seats = |post: Post| ballots.iter().find(|ballot| ballot.post == post).map_or(1, |ballot| ballot.seats);
    posts.filter(|post| has(*post) || must(*post)).map(|post| Vote::on(post, seats(post), ballots, day)).collect()
}

fn state(election: &Election, is_held: bool, ballots: &[Ballot]) -> ElectionState {
    if election.taken && is_held {
        return ElectionState::Taken;
    }
    if ballots.is_empty() {
        return ElectionState::Called;
    }
    let votes = votes(election, ballots);
    let open = votes.iter().find(|vote| vote.next != Next::Done);
    match open {
        None => ElectionState::Elected,
        Some(vote) if vote.rounds.is_empty() => ElectionState::Voting,
        Some(vote) => match vote.next {
            Next::Tie(..) => ElectionState::Tied,
            Next::Left(_) => ElectionState::Left,
            _ => ElectionState::NoQuorum,
        },
    }
}

/// Who is elected so far, by name, each once.
fn elected(election: &Election, ballots: &[Ballot]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in votes(election, ballots).iter().flat_map(|vote| &vote.elected) {
        if !names.contains(&name.name) {
            names.push(name.name.clone());
        }
    }
    (!names.is_empty()).then(|| names.join("、"))
}

/// Hands over the committees whose term has run out without an election, or runs out and nobody has reminded them; a note
/// says how many there are of each case, with the norm.
pub(super) fn overdue(ctx: &Ctx, db: &Db, filter: &Filter, listing: &mut Listing) -> Result<()> {
    scope_of(db.conn(), filter.org, filter.under)?;
    let everywhere = filter.org.is_none() && filter.under.is_none();
    for found in ctx.overdue(db, About::Terms)? {
        let Some(org) = found.org else { continue };
        let in_scope = db.conn().prepare_cached("SELECT 1 FROM scope WHERE org_id = ?1")?.exists([org])?;
        if listing.is_full() {
            break;
        }
        if everywhere || in_scope {
            listing.push(overdue_row(db, &found, org)?)?;
        }
    }
    Ok(())
}

fn overdue_row(db: &Db, found: &Overdue, org: i64) -> Result<output::Row> {
    let sql = "SELECT ends, seats FROM in_office_at WHERE org_id = ?1 ORDER BY ends LIMIT 1";
    let (ends, seats): (String, Option<i64>) =
        db.conn().prepare_cached(sql)?.query_row([org], |row| Ok((row.get("ends")?, row.get("seats")?)))?;
    let state = if found.due.is_some_and(|due| due.to_string() == ends) {
        ElectionState::Overdue
    } else {
        ElectionState::Reminder
    };
    Ok(vec![
        Value::Null,
        Subject::Org.name(db.conn(), org)?.into(),
        ElectionKind::Renewal.entry().into(),
        ends.into(),
        seats.into(),
        Value::Null,
        Value::Null,
        Value::Null,
        state.entry().into(),
        Value::Null,
    ])
}
