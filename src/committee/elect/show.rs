//! One election whole: what was asked and answered, the candidates, and each ballot with its sum.

use rusqlite::{Connection, named_params};

use super::list::{self, list_row};
use super::state::Vote;
use super::{Election, Method, ballot, candidate};
use crate::committee::post::Post;
use crate::committee::term::Body;
use crate::committee::texts;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Arg, Text, say};
use crate::output::{self, Column, Value};

/// What one election is shown with besides.
const MORE: [&str; 19] = [
    "method",
    "body",
    "years",
    "number",
    "requested",
    "request_no",
    "approved",
    "approval_no",
    "named",
    "surplus",
    "ballots",
    "reported",
    "report_no",
    "confirmed",
    "confirmation_no",
    "filed",
    "term",
    "held_at",
    "remark",
];

/// The columns of an election shown whole.
pub(super) fn columns() -> Vec<Column> {
    let mut columns = list::columns();
    columns.extend(Column::of("election", &MORE));
    columns
}

/// One election as of the day of `ctx`; nothing, if nobody had called it by then.
pub(super) fn show(ctx: &Ctx, db: &Db, id: i64) -> Result<Option<output::Row>> {
    let conn = db.conn();
    crate::org::list::scope_of(conn, None, None)?;
    let mut query =
        conn.prepare(&format!("SELECT found.* FROM ({}) AS found WHERE found.id = :id", include_str!("list.sql")))?;
    let mut rows = query.query(named_params! {":everywhere": true, ":kind": None::<String>, ":id": id})?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let mut cells = list_row(conn, row)?;
    let election = Election::from_row(row)?;
    let is_held: bool = row.get("is_held")?;
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    let joined = |lines: Vec<Text>| match lines.len() {
        0 => Value::Null,
        _ => lines.iter().map(|line| line.say(ctx.lang)).collect::<Vec<_>>().join("; ").into(),
    };
    cells.push(row.get::<_, Method>("method")?.entry().into());
    cells.push(row.get::<_, Body>("body")?.entry().into());
    cells.extend([election.years.map(i64::from).into(), election.number.map(i64::from).into()]);
    cells.extend([text("requested")?, text("request_no")?, text("approved")?, text("approval_no")?]);
    let candidates = candidate::of(conn, id)?;
    cells.push(joined(candidates.iter().map(named).collect()));
    cells.push(candidate::too_few(&election, &candidates).map_or(Value::Null, |few| few.say(ctx.lang).into()));
    cells.push(joined(if is_held { sums(conn, &election)? } else { Vec::new() }));
    cells.extend([text("reported")?, text("report_no")?, text("confirmed")?, text("confirmation_no")?, text("filed")?]);
    cells.push(row.get::<_, Option<i64>>("term_id")?.into());
    cells.push(election.held_at.into());
    cells.push(text("remark")?);
    Ok(Some(cells))
}

fn named(candidate: &candidate::Candidate) -> Text {
    let mut told: Vec<Arg> = vec![candidate.post.into()];
    told.extend(candidate.nominated_by.map(Arg::from));
    told.extend(candidate.consented.map(|on| say!(CandidateConsented { on: &on }).into()));
    say!(CandidateNamed { name: candidate.name.clone(), told })
}

/// Each ballot with its sum by the norms of the day.
fn sums(conn: &Connection, election: &Election) -> Result<Vec<Text>> {
    let (ballots, day) = (ballot::of(conn, election.id)?, election.date.first_day());
    let mut sums = Vec::new();
    for post in [Post::CommitteeMember, Post::Secretary, Post::DeputySecretary] {
        let vote = Vote::on(post, 1, &ballots, day);
        sums.extend(vote.rounds.iter().map(|(by, ballot)| ballot.told(*by, day)));
    }
    Ok(sums)
}
