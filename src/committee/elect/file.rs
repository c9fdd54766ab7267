//! Elections as rows that go out and come back: one of the election itself, one of each candidate, one of each name of each
//! ballot; every row names the election by org, kind and day.

use rusqlite::{Connection, Row, named_params};

use super::{ElectionKind, Method, NominatedBy};
use crate::committee::post::Post;
use crate::committee::term::Body;
use crate::db::Db;
use crate::error::Result;
use crate::input::Heading;
use crate::output::{self, Column, Listing, Value};

/// The keys that name an election.
const NAMING: [&str; 3] = ["org", "kind", "date"];

/// The keys of what is told of an election besides.
pub(super) const FACTS: [&str; 16] = [
    "seats",
    "method",
    "body",
    "years",
    "number",
    "requested",
    "request_no",
    "approved",
    "approval_no",
    "reported",
    "report_no",
    "confirmed",
    "confirmation_no",
    "filed",
    "taken",
    "remark",
];

/// Those of a candidate.
pub(super) const CANDIDATE: [&str; 4] = ["candidate", "candidate_post", "nominated_by", "candidate_consented"];

/// Those of a name of a ballot.
pub(super) const VOTE: [&str; 13] = [
    "voted_on",
    "round",
    "ballot_seats",
    "voters",
    "present",
    "issued",
    "returned",
    "valid",
    "name",
    "written_in",
    "in_favour",
    "against",
    "abstained",
];

/// The columns of a file, in the order of an export.
pub(super) const HEADINGS: &[Heading] = &[
    Heading { key: "election.org", synonyms: &["org", "党组织名称", "所在党组织", "党支部"] },
    Heading { key: "election.kind", synonyms: &["kind", "选举类别"] },
    Heading { key: "election.date", synonyms: &["date", "选举时间", "换届时间"] },
    Heading { key: "election.seats", synonyms: &["seats", "应选人数", "应选委员数"] },
    Heading { key: "election.method", synonyms: &["method"] },
    Heading { key: "election.body", synonyms: &["body"] },
    Heading { key: "election.years", synonyms: &["years", "任期"] },
    Heading { key: "election.number", synonyms: &["number"] },
    Heading { key: "election.requested", synonyms: &["requested", "请示时间"] },
    Heading { key: "election.request_no", synonyms: &["request_no"] },
    Heading { key: "election.approved", synonyms: &["approved", "批复时间"] },
    Heading { key: "election.approval_no", synonyms: &["approval_no"] },
    Heading { key: "election.reported", synonyms: &["reported"] },
    Heading { key: "election.report_no", synonyms: &["report_no"] },
    Heading { key: "election.confirmed", synonyms: &["confirmed"] },
    Heading { key: "election.confirmation_no", synonyms: &["confirmation_no"] },
    Heading { key: "election.filed", synonyms: &["filed"] },
    Heading { key: "election.taken", synonyms: &["taken"] },
    Heading { key: "remark", synonyms: &["说明"] },
    Heading { key: "election_file.candidate", synonyms: &["candidate", "候选人姓名"] },
    Heading { key: "election_file.candidate_post", synonyms: &["candidate_post"] },
    Heading { key: "election_file.nominated_by", synonyms: &["nominated_by"] },
    Heading { key: "election_file.candidate_consented", synonyms: &["candidate_consented"] },
    Heading { key: "election_file.voted_on", synonyms: &["voted_on"] },
    Heading { key: "election_file.round", synonyms: &["round", "轮次"] },
    Heading { key: "election_file.ballot_seats", synonyms: &["ballot_seats"] },
    Heading { key: "election_file.voters", synonyms: &["voters", "应到会人数", "应到会有选举权人数"] },
    Heading { key: "election_file.present", synonyms: &["present", "实到会人数", "实到会有选举权人数"] },
    Heading { key: "election_file.issued", synonyms: &["issued", "发出选票"] },
    Heading { key: "election_file.returned", synonyms: &["returned", "收回选票"] },
    Heading { key: "election_file.valid", synonyms: &["valid", "有效票"] },
    Heading { key: "election_file.name", synonyms: &["name"] },
    Heading { key: "election_file.written_in", synonyms: &["written_in"] },
    Heading { key: "election_file.in_favour", synonyms: &["in_favour", "赞成", "得票"] },
    Heading { key: "election_file.against", synonyms: &["against", "反对"] },
    Heading { key: "election_file.abstained", synonyms: &["abstained", "弃权"] },
];

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    let mut columns = Column::of("election", &[&NAMING[..], &FACTS].concat());
    columns.extend(Column::of("election_file", &[&CANDIDATE[..], &VOTE].concat()));
    columns
}

/// Hands over all elections, org by org and day by day.
pub(super) fn export(db: &Db, listing: &mut Listing) -> Result<()> {
    let conn = db.conn();
    let mut query = conn.prepare(include_str!("export.sql"))?;
    let mut rows = query.query(named_params! {":only": None::<i64>})?;
    while let Some(row) = rows.next()? {
        let (id, naming) = (row.get("id")?, naming(row)?);
        let candidates = candidates(conn, id)?.into_iter().map(|cells| [none(&FACTS), cells, none(&VOTE)]);
        let votes = votes(conn, id)?.into_iter().map(|cells| [none(&FACTS), none(&CANDIDATE), cells]);
        let first = [facts(row)?, none(&CANDIDATE), none(&VOTE)];
        for cells in [first].into_iter().chain(candidates).chain(votes) {
            if listing.is_full() {
                return Ok(());
            }
            listing.push([naming.clone(), cells.concat()].concat())?;
        }
    }
    Ok(())
}

/// The cells of nothing.
fn none(keys: &[&str]) -> output::Row {
    vec![Value::Null; keys.len()]
}

fn naming(row: &Row<'_>) -> rusqlite::Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column).map(Value::from);
    Ok(vec![text("org")?, row.get::<_, ElectionKind>("kind")?.entry().into(), text("date")?])
}

/// What is told of an election, under [`FACTS`].
fn facts(row: &Row<'_>) -> rusqlite::Result<output::Row> {
    let cell = |key: &&str| {
        Ok(match *key {
            "seats" | "years" | "number" => row.get::<_, Option<i64>>(*key)?.into(),
            "method" => row.get::<_, Method>("method")?.entry().into(),
            "body" => row.get::<_, Body>("body")?.entry().into(),
            "taken" => row.get::<_, bool>("taken")?.into(),
            key => row.get::<_, Option<String>>(key)?.into(),
        })
    };
    FACTS.iter().map(cell).collect()
}

/// What is on record of one election, under [`FACTS`].
pub(super) fn facts_of(conn: &Connection, id: i64) -> Result<output::Row> {
    let mut query = conn.prepare_cached(include_str!("export.sql"))?;
    Ok(query.query_row(named_params! {":only": id}, facts)?)
}

/// The candidates of an election, under [`CANDIDATE`].
fn candidates(conn: &Connection, id: i64) -> Result<Vec<output::Row>> {
    let mut query = conn.prepare_cached(include_str!("candidates.sql"))?;
    let found = query.query_map([id], |row| {
        let consented: Option<String> = row.get("consented")?;
        let name: String = row.get("name")?;
        let by = row.get::<_, Option<NominatedBy>>("nominated_by")?.map(NominatedBy::entry);
        Ok(vec![name.into(), row.get::<_, Post>("post")?.entry().into(), by.into(), consented.into()])
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// The names of the ballots of an election, in the order in which these were counted, under [`VOTE`].
fn votes(conn: &Connection, id: i64) -> Result<Vec<output::Row>> {
    let mut query = conn.prepare_cached(include_str!("export_votes.sql"))?;
    let found = query.query_map([id], |row| {
        let cell = |key: &&str| {
            Ok(match *key {
                "voted_on" => row.get::<_, Post>("post")?.entry().into(),
                "name" => row.get::<_, String>("name")?.into(),
                "written_in" => row.get::<_, bool>("written_in")?.into(),
                "ballot_seats" => row.get::<_, i64>("seats")?.into(),
                key => row.get::<_, Option<i64>>(key)?.into(),
            })
        };
        VOTE.iter().map(cell).collect::<rusqlite::Result<_>>()
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}
