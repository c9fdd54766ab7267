//! What one row of a file of elections says by itself.

use super::call::Papers;
use super::candidate::Nomination;
use super::{ElectionKind, Method};
use crate::committee::post::Post;
use crate::committee::term::Body;
use crate::committee::texts;
use crate::date::PartialDate;
use crate::i18n::say;
use crate::import::Cells;

/// A row: which election, and what it tells of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    pub(super) org: String,
    pub(super) kind: ElectionKind,
    pub(super) date: PartialDate,
    pub(super) facts: Option<Facts>,
    pub(super) candidate: Option<(String, Nomination)>,
    pub(super) vote: Option<NameTold>,
}

/// What is told of the election itself; what is not stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Facts {
    pub(super) seats: Option<u32>,
    pub(super) method: Option<Method>,
    pub(super) body: Option<Body>,
    pub(super) years: Option<u32>,
    pub(super) number: Option<u32>,
    pub(super) papers: Papers,
    /// Whether its result was taken over.
    pub(super) taken: bool,
}

/// A ballot as a row tells it, but for the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BallotTold {
    pub(super) post: Post,
    pub(super) round: u32,
    pub(super) seats: Option<u32>,
    pub(super) due: Option<u32>,
    pub(super) present: u32,
    pub(super) issued: Option<u32>,
    pub(super) returned: Option<u32>,
    pub(super) valid: Option<u32>,
}

/// A name of a ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NameTold {
    pub(super) ballot: BallotTold,
    pub(super) name: String,
    pub(super) written_in: bool,
    pub(super) votes: u32,
    /// Those against and those neither.
    pub(super) others: Option<(u32, u32)>,
}

impl Told {
    /// Reads a row. What is wrong with it is kept in the cells; nothing comes of one that lacks what is needed.
    pub(super) fn read(cells: &mut Cells<'_>) -> Option<Self> {
        let org = cells.needed("election.org");
        let (kind, date) = (cells.code("election.kind"), cells.date_ahead("election.date"));
        for (key, is_told) in [("election.kind", kind.is_some()), ("election.date", date.is_some())] {
            if !is_told && !cells.is_faulty(key) {
                cells.fault(key, say!(FieldNeeded));
            }
        }
        let (facts, candidate, vote) = (facts(cells), candidate(cells), vote(cells));
        Some(Self { org, kind: kind?, date: date?, facts, candidate, vote })
    }
}

fn facts(cells: &mut Cells<'_>) -> Option<Facts> {
    let papers = Papers {
        requested: cells.date("election.requested"),
        request_no: cells.text("election.request_no"),
        approved: cells.date("election.approved"),
        approval_no: cells.text("election.approval_no"),
        reported: cells.date("election.reported"),
        report_no: cells.text("election.report_no"),
        confirmed: cells.date("election.confirmed"),
        confirmation_no: cells.text("election.confirmation_no"),
        filed: cells.date("election.filed"),
        remark: cells.text("remark"),
    };
    let facts = Facts {
        seats: cells.count("election.seats"),
        method: cells.code("election.method"),
        body: cells.code("election.body"),
        years: cells.count("election.years"),
        number: cells.count("election.number"),
        papers,
        taken: cells.flag("election.taken").unwrap_or_default(),
    };
    (facts != Facts::default()).then_some(facts)
}

fn candidate(cells: &mut Cells<'_>) -> Option<(String, Nomination)> {
    let told = Nomination {
        post: cells.code("election_file.candidate_post"),
        by: cells.code("election_file.nominated_by"),
        consented: cells.date("election_file.candidate_consented"),
    };
    let name = cells.text("election_file.candidate");
    if name.is_none() && told != (Nomination { post: None, by: None, consented: None }) {
        cells.fault("election_file.candidate", say!(FieldNeeded));
    }
    Some((name?, told))
}

fn vote(cells: &mut Cells<'_>) -> Option<NameTold> {
    let name = cells.text("election_file.name");
    let (post, round) = (cells.code("election_file.voted_on"), cells.count("election_file.round").unwrap_or(1));
    let (votes, present) = (cells.count("election_file.in_favour"), cells.count("election_file.present"));
    let others = cells.count("election_file.against").zip(cells.count("election_file.abstained"));
    let written_in = cells.flag("election_file.written_in").unwrap_or_default();
    let [seats, due, issued, returned, valid] = [
        "election_file.ballot_seats",
        "election_file.voters",
        "election_file.issued",
        "election_file.returned",
        "election_file.valid",
    ]
    .map(|key| cells.count(key));
    if name.is_none() && post.is_none() && votes.is_none() && present.is_none() {
        return None;
    }
    for (key, is_told) in [
        ("election_file.name", name.is_some()),
        ("election_file.voted_on", post.is_some()),
        ("election_file.in_favour", votes.is_some()),
        ("election_file.present", present.is_some()),
    ] {
        if !is_told && !cells.is_faulty(key) {
            cells.fault(key, say!(FieldNeeded));
        }
    }
    let ballot = BallotTold { post: post?, round, seats, due, present: present?, issued, returned, valid };
    Some(NameTold { ballot, name: name?, written_in, votes: votes?, others })
}
