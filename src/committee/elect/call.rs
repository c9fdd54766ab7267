//! Calling an election, and putting right what is told of it.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension as _, named_params, types::Value};

use super::{Election, ElectionKind, Method};
use crate::committee::term::{self, Body};
use crate::committee::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{label, say};
use crate::member;
use crate::org::{self, OrgId, event};
use crate::rules::{Advice, rules};

/// An election to be called.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NewElection {
    pub(super) org: OrgId,
    pub(super) kind: ElectionKind,
    pub(super) method: Option<Method>,
    pub(super) body: Body,
    /// May lie ahead.
    pub(super) date: PartialDate,
    pub(super) seats: u32,
    /// For how many years; none of one that fills seats of a term.
    pub(super) years: Option<i64>,
    pub(super) number: Option<u32>,
    pub(super) papers: Papers,
    /// Whether what came of it is on record: the term of the org that began that day.
    pub(super) is_of_record: bool,
}

/// The papers between an org and the one above it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Papers {
    pub(super) requested: Option<PartialDate>,
    pub(super) request_no: Option<String>,
    pub(super) approved: Option<PartialDate>,
    pub(super) approval_no: Option<String>,
    pub(super) reported: Option<PartialDate>,
    pub(super) report_no: Option<String>,
    pub(super) confirmed: Option<PartialDate>,
    pub(super) confirmation_no: Option<String>,
    pub(super) filed: Option<PartialDate>,
    pub(super) remark: Option<String>,
}

/// Calls an election. Returns its number.
///
/// Refuses no seats and no years, years of a by-election, a day before the last election, and papers out of their order.
pub(super) fn call(tx: &Tx<'_>, new: &NewElection, today: NaiveDate, advice: &mut Advice) -> Result<i64> {
    let years = judge(tx, new, None, advice)?;
    tx.execute(
        "INSERT INTO election (org_id, kind, method, body, date, seats, years, number)
         VALUES (:org, :kind, :method, :body, :date, :seats, :years, :number)",
        named_params! {
            ":org": new.org, ":kind": new.kind, ":method": new.method(), ":body": new.body, ":date": new.date,
            ":seats": new.seats, ":years": years, ":number": new.number,
        },
    )?;
    let id = tx.last_insert_rowid();
    write_papers(tx, id, &new.papers)?;
    judge_papers(tx, id, &new.date, today)?;
    Ok(id)
}

impl NewElection {
    /// A meeting that elects its secretary has one candidate for the post, a committee more candidates than seats.
    fn method(&self) -> Method {
        self.method.unwrap_or(if self.body == Body::Meeting { Method::Equal } else { Method::Surplus })
    }
}

/// Refuses what cannot be of an election; returns for how many years it is.
fn judge(tx: &Tx<'_>, new: &NewElection, but: Option<i64>, advice: &mut Advice) -> Result<Option<u32>> {
    let org = org::get(tx, new.org)?;
    event::keeping_roll(&org, &new.date)?;
    if new.seats == 0 {
        return Err(Error::refused(say!(ElectionNoSeats)));
    }
    let years = match (new.kind.begins_term(), new.years) {
        (true, Some(years)) => Some(term::years_in_office(years)?),
        (true, None) => return Err(Error::usage(say!(ElectionYearsMissing { kind: new.kind }))),
        (false, None) => None,
        (false, Some(_)) => return Err(Error::usage(say!(ElectionYearsIdle { kind: new.kind }))),
    };
    let last = term::last(tx, new.org)?;
    if let Some(years) = years {
        if let Some(last) =
            last.as_ref().filter(|last| !new.is_of_record && last.since.first_day() >= new.date.first_day())
        {
            let what = say!(ElectionBeforeLast { org: &org.name, last: &last.since, on: &new.date });
            return Err(Error::refused(what).hint(say!(ElectionBeforeLastHint)));
        }
        term::advise_years(tx, new.org, years, new.date.first_day(), advice)?;
        if let Some(last) = last.as_ref().filter(|last| last.until.is_none()) {
            term::advise_timing(&org.name, last, new.date.last_day(), advice);
        }
    } else if last.is_none() {
        advice.notice(say!(ElectionWithoutTerm { org: &org.name, kind: new.kind }));
    }
    let sql =
        "SELECT id FROM election WHERE org_id = ?1 AND kind = ?2 AND date = ?3 AND id IS NOT ?4 ORDER BY id LIMIT 1";
    let twice: Option<i64> =
        tx.prepare_cached(sql)?.query_row((new.org, new.kind, &new.date, but), |row| row.get(0)).optional()?;
    match twice {
        Some(id) => Err(Error::refused(say!(ElectionTwice { org: &org.name, date: &new.date, kind: new.kind, id }))),
        None => Ok(years),
    }
}

/// What is to be put right about an election; what stands here as nothing stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Fix {
    pub(super) kind: Option<ElectionKind>,
    pub(super) method: Option<Method>,
    pub(super) date: Option<PartialDate>,
    pub(super) seats: Option<u32>,
    pub(super) years: Option<i64>,
    pub(super) number: Option<u32>,
    pub(super) papers: Papers,
}

impl Fix {
    fn is_of_papers_alone(&self) -> bool {
        Self { papers: Papers::default(), ..self.clone() } == Self::default()
    }
}

/// Puts an election right: the papers at any time, all else before its result was taken over, the seats before a ballot.
pub(super) fn set(tx: &Tx<'_>, old: &Election, fix: &Fix, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    if !fix.is_of_papers_alone() {
        old.refuse_taken()?;
        let kind = fix.kind.unwrap_or(old.kind);
        let years = fix.years.or(old.years.filter(|_| kind.begins_term()).map(i64::from));
        let new = NewElection {
            org: old.org,
            kind,
            method: Some(fix.method.unwrap_or(old.method)),
            body: old.body,
            date: fix.date.unwrap_or(old.date),
            seats: fix.seats.unwrap_or(old.seats),
            years,
            number: fix.number.or(old.number),
            papers: Papers::default(),
            is_of_record: false,
        };
        let years = judge(tx, &new, Some(old.id), advice)?;
        let is_voted = tx.prepare_cached("SELECT 1 FROM ballot WHERE election_id = ?1")?.exists([old.id])?;
        if is_voted && (new.seats != old.seats || new.date != old.date) {
            return Err(Error::refused(say!(ElectionVoted { id: old.id })).hint(say!(ElectionVotedHint)));
        }
        tx.execute(
            "UPDATE election SET kind = :kind, method = :method, date = :date, seats = :seats, years = :years, number = :number
             WHERE id = :id",
            named_params! {
                ":kind": new.kind, ":method": new.method, ":date": new.date, ":seats": new.seats, ":years": years,
                ":number": new.number, ":id": old.id,
            },
        )?;
    }
    write_papers(tx, old.id, &fix.papers)?;
    judge_papers(tx, old.id, &fix.date.unwrap_or(old.date), today)
}

/// Writes what is told of the papers, and leaves what is not.
pub(super) fn write_papers(tx: &Tx<'_>, id: i64, papers: &Papers) -> Result<()> {
    let date = |date: &Option<PartialDate>| date.map(|date| Value::Text(date.to_string()));
    let text = |text: &Option<String>| text.clone().map(Value::Text);
    let told = [
        ("requested", date(&papers.requested)),
        ("request_no", text(&papers.request_no)),
        ("approved", date(&papers.approved)),
        ("approval_no", text(&papers.approval_no)),
        ("reported", date(&papers.reported)),
        ("report_no", text(&papers.report_no)),
        ("confirmed", date(&papers.confirmed)),
        ("confirmation_no", text(&papers.confirmation_no)),
        ("filed", date(&papers.filed)),
        ("remark", text(&papers.remark)),
    ];
    for (column, value) in told {
        if let Some(value) = value {
            tx.prepare_cached(&format!("UPDATE election SET {column} = ?1 WHERE id = ?2"))?.execute((value, id))?;
        }
    }
    Ok(())
}

/// Refuses papers of the future and out of their order: the request, the reply, the election, the report, what came of it.
/// What is filed need not wait for what is confirmed.
pub(super) fn judge_papers(tx: &Tx<'_>, id: i64, date: &PartialDate, today: NaiveDate) -> Result<()> {
    const ORDER: [&str; 6] = ["requested", "approved", "date", "reported", "confirmed", "filed"];
    let mut query =
        tx.prepare_cached("SELECT requested, approved, reported, confirmed, filed FROM election WHERE id = ?1")?;
    let days: Vec<Option<PartialDate>> = query.query_row([id], |row| {
        ORDER.iter().map(|column| if *column == "date" { Ok(Some(*date)) } else { row.get(*column) }).collect()
    })?;
    let named = |column: &str| label(&format!("election.{column}")).expect("a test asks for every label");
    let papers = || ORDER.into_iter().zip(&days).filter_map(|(column, day)| Some((column, (*day)?)));
    for (_, day) in papers().filter(|(column, _)| *column != "date") {
        org::can_have_been(&day, today)?;
    }
    let but = |left_out: &'static str| {
        papers().filter(move |(column, _)| *column != left_out).map(|(column, day)| (named(column), day))
    };
    org::papers::in_order(but("filed"))?;
    org::papers::in_order(but("confirmed"))
}

/// A4: warns of a branch of seven full members in which the meeting is to elect the secretary alone.
pub(super) fn advise_body(tx: &Tx<'_>, new: &NewElection, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    let day = new.date.first_day().min(today);
    let counted = member::counted_under(tx, new.org, day)?;
    let full = counted.iter().filter(|(_, category)| *category == member::Category::Full).count();
    let rule = &rules().committee_full_members;
    let owes = i64::try_from(full).unwrap_or(i64::MAX) >= rule.value_on(day);
    if new.body == Body::Meeting && owes {
        advice.warn(rule, day, say!(CommitteeWanted { org: org::get(tx, new.org)?.name, full }));
    }
    Ok(())
}

/// Takes out an election that was a slip, with its candidates and ballots. Refuses one whose result was taken over.
pub(super) fn remove(tx: &Tx<'_>, election: &Election) -> Result<()> {
    election.refuse_taken()?;
    for sql in [
        "DELETE FROM ballot_name WHERE ballot_id IN (SELECT id FROM ballot WHERE election_id = ?1)",
        "DELETE FROM ballot WHERE election_id = ?1",
        "DELETE FROM candidate WHERE election_id = ?1",
        "DELETE FROM election WHERE id = ?1",
    ] {
        tx.execute(sql, [election.id])?;
    }
    Ok(())
}
