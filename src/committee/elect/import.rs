//! Importing elections: the rows of one are gathered, and it is called, its candidates named and its ballots counted as the
//! clerk would have, in the order of its rows. Known again by org, kind and day; a ballot on record is never changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::call::{self, Fix, NewElection, Papers};
use super::candidate::{self, Candidate, Nomination};
use super::count::{self, Counted};
use super::told::{BallotTold, Facts, NameTold, Told};
use super::{Election, ElectionKind, ballot, file, result};
use crate::committee::term::Body;
use crate::committee::{office, texts};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::import::{self, Cells, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict, differences};
use crate::input::{Problem, Raw, Record};
use crate::member;
use crate::org::{self, OrgId};
use crate::output::{Column, Value};
use crate::rules::Advice;

/// A row about an election.
struct Line {
    place: Place,
    raw: Raw,
    told: Told,
}

/// Which election: its day first, so that one is called after those before it.
type Key = (NaiveDate, OrgId, &'static str, String);

struct ElectImport {
    today: NaiveDate,
    on_duplicate: OnDuplicate,
    elections: BTreeMap<Key, Vec<Line>>,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    let (today, on_duplicate) = (ctx.today, args.on_duplicate);
    import::run(ctx, args, file::HEADINGS, |_| {
        Ok(Box::new(ElectImport { today, on_duplicate, elections: BTreeMap::new() }))
    })
}

impl Importer for ElectImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        vec![vec![0], vec![1], vec![2]]
    }

    fn naming(&self) -> &'static [&'static str] {
        &["election.org", "election.date"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM election", [], |row| row.get(0))?)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        (): &mut (),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let mut cells = Cells::new(record, file::HEADINGS, self.today);
        let subject = cells.text("election.org").unwrap_or_default();
        let told = Told::read(&mut cells);
        let mut problems = cells.problems();
        let org = match told.as_ref().map(|told| org::find_exactly(tx, &told.org)) {
            Some(Err(error)) => {
                problems.push(import::problem_of(&error, "election.org", &subject)?);
                None
            }
            Some(Ok(org)) => Some(org),
            None => None,
        };
        let (Some(told), Some(org), true) = (told, org, problems.is_empty()) else {
            return fates.tell_row(place, &subject, &Verdict::Wrong(problems));
        };
        let key = (told.date.first_day(), org, told.kind.code(), told.date.to_string());
        self.elections.entry(key).or_default().push(Line { place, raw: fates.raw().clone(), told });
        Ok(())
    }

    fn finish(&mut self, tx: &Tx<'_>, fates: &mut Fates<'_>) -> Result<()> {
        for ((_, org, ..), lines) in std::mem::take(&mut self.elections) {
            import::attempt(tx, fates, |tx, fates| {
                let verdicts = self.write(tx, org, &lines, fates)?;
                for (line, verdict) in lines.iter().zip(&verdicts) {
                    fates.tell_fate(line.place, &line.raw, &line.told.org, verdict)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

/// What became of each row, and what there is to say of it.
struct Outcome {
    verdicts: Vec<Verdict>,
    advice: Vec<(usize, Text)>,
}

impl Outcome {
    /// What came of a part of a row: the graver of two counts.
    fn tell(&mut self, at: usize, verdict: Verdict) {
        let grave = |verdict: &Verdict| match verdict {
            Verdict::Missing | Verdict::Unchanged => 0,
            Verdict::Updated(_) => 1,
            Verdict::Added => 2,
            Verdict::Conflict(_) => 3,
            Verdict::Wrong(_) | Verdict::Unreadable(_) => 4,
        };
        if grave(&verdict) >= grave(&self.verdicts[at]) {
            self.verdicts[at] = verdict;
        }
    }

    /// Does a part of a row; norms only warn of what was. A refusal is a fault under a column.
    fn attempt(
        &mut self,
        at: usize,
        (key, value): (&'static str, &str),
        work: impl FnOnce(&mut Advice) -> Result<Verdict>,
    ) -> Result<bool> {
        let mut advice = Advice::default();
        let done = advice.only_warning(work);
        self.advice.extend(advice.warnings().iter().map(|warning| (at, warning.clone())));
        match done {
            Ok(verdict) => {
                self.tell(at, verdict);
                Ok(true)
            }
            Err(error) => {
                self.tell(at, Verdict::Wrong(vec![import::problem_of(&error, key, value)?]));
                Ok(false)
            }
        }
    }
}

impl ElectImport {
    /// Writes one election. Returns what became of each of its rows.
    fn write(&self, tx: &Tx<'_>, org: OrgId, lines: &[Line], fates: &mut Fates<'_>) -> Result<Vec<Verdict>> {
        let Told { kind, date, .. } = lines[0].told;
        let first = lines.iter().position(|line| line.told.facts.is_some());
        let known = on_record(tx, org, kind, &date)?;
        let of_all = |verdict: &dyn Fn() -> Verdict| Ok(lines.iter().map(|_| verdict()).collect());
        let absent = || fates.absent("election.date", &date.to_string());
        if known.is_none() && absent().is_some() {
            return of_all(&|| absent().unwrap_or(Verdict::Missing));
        }
        let mut outcome = Outcome { verdicts: lines.iter().map(|_| Verdict::Unchanged).collect(), advice: Vec::new() };
        if let Some(at) = first {
            let facts = lines[at].told.facts.clone().unwrap_or_default();
            let done = outcome.attempt(at, ("election.date", &date.to_string()), |advice| match known {
                Some(id) => self.again(tx, id, &facts),
                None => self.call(tx, org, (kind, date), &facts, advice),
            })?;
            for (other, line) in lines.iter().enumerate().skip(at + 1) {
                if line.told.facts.as_ref().is_some_and(|told| *told != facts) {
                    outcome.tell(other, elsewhere("election.seats", fates.name(lines[at].place)));
                }
            }
            if !done && known.is_none() {
                let Verdict::Wrong(problems) = &outcome.verdicts[at] else { return Ok(outcome.verdicts) };
                return of_all(&|| Verdict::Wrong(problems.clone()));
            }
        }
        let Some(election) = on_record(tx, org, kind, &date)?.map(|id| super::get(tx, id)).transpose()?.flatten()
        else {
            let needed = || Problem { key: "election.seats", value: String::new(), what: say!(FieldNeeded) };
            return of_all(&|| Verdict::Wrong(vec![needed()]));
        };
        for (at, line) in lines.iter().enumerate() {
            if let Some((name, told)) = &line.told.candidate {
                outcome.attempt(at, ("election_file.candidate", name), |advice| {
                    self.candidate(tx, &election, name, *told, advice)
                })?;
            }
        }
        self.ballots(tx, &election, lines, fates, &mut outcome)?;
        if let Some(at) = first.filter(|at| lines[*at].told.facts.as_ref().is_some_and(|facts| facts.taken)) {
            outcome.attempt(at, ("election.taken", ""), |advice| self.take_over(tx, &election, advice))?;
        }
        for (at, what) in outcome.advice {
            fates.warn(lines[at].place, &Problem::of_row(what));
        }
        Ok(outcome.verdicts)
    }

    /// Calls an election that is not on record.
    fn call(
        &self,
        tx: &Tx<'_>,
        org: OrgId,
        (kind, date): (ElectionKind, PartialDate),
        told: &Facts,
        advice: &mut Advice,
    ) -> Result<Verdict> {
        let sql = "SELECT 1 FROM term WHERE org_id = ?1 AND since = ?2";
        let is_of_record = told.taken && tx.prepare_cached(sql)?.exists((org, &date))?;
        let new = NewElection {
            org,
            kind,
            method: told.method,
            body: told.body.unwrap_or(Body::Committee),
            date,
            seats: told.seats.unwrap_or_default(),
            years: told.years.map(i64::from),
            number: told.number,
            papers: told.papers.clone(),
            is_of_record,
        };
        call::call(tx, &new, self.today, advice)?;
        Ok(Verdict::Added)
    }

    /// Puts right what a row tells otherwise of an election on record.
    fn again(&self, tx: &Tx<'_>, id: i64, told: &Facts) -> Result<Verdict> {
        let election = super::get(tx, id)?.expect("it was found there");
        if told.body.is_some_and(|body| body != election.body) {
            return Err(Error::refused(say!(ElectionBodyOtherwise { id, body: election.body })));
        }
        let stored = file::facts_of(tx, id)?;
        let fix = otherwise(told, &stored);
        if fix == Fix::default() || self.on_duplicate == OnDuplicate::Skip {
            return Ok(Verdict::Unchanged);
        }
        if self.on_duplicate == OnDuplicate::Error {
            let (org, date, kind) = (org::get(tx, election.org)?.name, &election.date, election.kind);
            let what = say!(ElectionTwice { org, date, kind, id });
            return Ok(Verdict::Conflict(vec![Problem { key: "election.date", value: date.to_string(), what }]));
        }
        call::set(tx, &election, &fix, self.today, &mut Advice::default())?;
        Ok(Verdict::Updated(differences(&Column::of("election", &file::FACTS), stored, file::facts_of(tx, id)?)))
    }

    /// Names a candidate, or puts right how the person became one.
    fn candidate(
        &self,
        tx: &Tx<'_>,
        election: &Election,
        name: &str,
        told: Nomination,
        advice: &mut Advice,
    ) -> Result<Verdict> {
        let person =
            member::find_exactly_among(tx, name, |person| office::is_of(tx, person, election.org, &election.date))?;
        let Some(known) = candidate::of(tx, election.id)?.into_iter().find(|known| known.person == person) else {
            candidate::add(tx, election, person, told, self.today, advice)?;
            return Ok(Verdict::Added);
        };
        let now = Candidate {
            post: told.post.unwrap_or(known.post),
            nominated_by: told.by.or(known.nominated_by),
            consented: told.consented.or(known.consented),
            ..known.clone()
        };
        if now == known || self.on_duplicate == OnDuplicate::Skip {
            return Ok(Verdict::Unchanged);
        }
        if self.on_duplicate == OnDuplicate::Error {
            let what = say!(CandidateAlready { name: known.name, id: election.id });
            return Ok(Verdict::Conflict(vec![Problem {
                key: "election_file.candidate",
                value: name.to_owned(),
                what,
            }]));
        }
        candidate::correct(tx, election, &now)?;
        let columns = Column::of("election_file", &file::CANDIDATE);
        Ok(Verdict::Updated(differences(&columns, cells(&known), cells(&now))))
    }

    /// Counts the ballots that are not on record, in the order of the rows.
    fn ballots(
        &self,
        tx: &Tx<'_>,
        election: &Election,
        lines: &[Line],
        fates: &Fates<'_>,
        outcome: &mut Outcome,
    ) -> Result<()> {
        let mut told: Vec<(BallotTold, Vec<(usize, &NameTold)>)> = Vec::new();
        for (at, name) in lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.told.vote.as_ref()?))) {
            let is_it =
                |(known, _): &&mut (BallotTold, _)| (known.post, known.round) == (name.ballot.post, name.ballot.round);
            match told.iter_mut().find(is_it) {
                Some((known, names)) if *known == name.ballot => names.push((at, name)),
                Some((_, names)) => {
                    let before = fates.name(lines[names[0].0].place);
                    outcome.tell(at, elsewhere("election_file.voted_on", before));
                }
                None => told.push((name.ballot, vec![(at, name)])),
            }
        }
        for (ballot, names) in told {
            let stored = ballot::of(tx, election.id)?;
            let known = stored.iter().find(|known| (known.post, known.round) == (ballot.post, ballot.round));
            if let Some(known) = known {
                for (at, name) in names {
                    if !ballot.is_like(known) || !known.names.iter().any(|known| name.is_like(known)) {
                        let what = say!(BallotOtherwise { id: election.id });
                        let problem = Problem { key: "election_file.name", value: name.name.clone(), what };
                        outcome.tell(at, Verdict::Conflict(vec![problem]));
                    }
                }
                continue;
            }
            let (first, subject) = (names[0].0, names[0].1.name.clone());
            let counted = ballot.with(&names);
            let done = outcome.attempt(first, ("election_file.name", &subject), |advice| {
                let (_, counted) = count::count(tx, election, &counted, self.today, advice)?;
                if counted.round == ballot.round {
                    return Ok(Verdict::Added);
                }
                let (told, next) = (ballot.round, counted.round);
                Err(Error::refused(say!(BallotRoundOtherwise { post: ballot.post, told, next })))
            })?;
            for (at, _) in &names[1..] {
                let verdict = match &outcome.verdicts[first] {
                    Verdict::Wrong(problems) if !done => Verdict::Wrong(problems.clone()),
                    _ => Verdict::Added,
                };
                outcome.tell(*at, verdict);
            }
        }
        Ok(())
    }

    /// What a row says was taken over: joined to the term, or the posts, that are on record of that day; else taken over now.
    fn take_over(&self, tx: &Tx<'_>, election: &Election, advice: &mut Advice) -> Result<Verdict> {
        if election.taken {
            return Ok(Verdict::Unchanged);
        }
        let begins = election.kind.begins_term();
        let sql = if begins {
            "SELECT id FROM term WHERE org_id = ?1 AND since = ?2 ORDER BY id LIMIT 1"
        } else {
            "SELECT id FROM post WHERE org_id = ?1 AND since = ?2 ORDER BY id LIMIT 1"
        };
        let found: Option<i64> =
            tx.prepare_cached(sql)?.query_row((election.org, &election.date), |row| row.get(0)).optional()?;
        match found {
            Some(row) => {
                let term = Some(row).filter(|_| begins);
                tx.execute("UPDATE election SET taken = 1, term_id = ?1 WHERE id = ?2", (term, election.id))?;
            }
            None => drop(result::take(tx, election, true, self.today, advice)?),
        }
        Ok(Verdict::Added)
    }
}

/// The election of an org, of a kind and day, if there is one.
fn on_record(tx: &Tx<'_>, org: OrgId, kind: ElectionKind, date: &PartialDate) -> Result<Option<i64>> {
    let sql = "SELECT id FROM election WHERE org_id = ?1 AND kind = ?2 AND date = ?3 ORDER BY id LIMIT 1";
    Ok(tx.prepare_cached(sql)?.query_row((org, kind, date), |row| row.get(0)).optional()?)
}

/// Another row tells it otherwise.
fn elsewhere(key: &'static str, before: String) -> Verdict {
    Verdict::Conflict(vec![Problem { key, value: String::new(), what: say!(SameRowElsewhere { before }) }])
}

/// What is told otherwise than it is `stored`.
fn otherwise(told: &Facts, stored: &[Value]) -> Fix {
    let at = |key: &str| file::FACTS.iter().position(|known| *known == key).and_then(|at| stored.get(at));
    let number = |key: &str, told: Option<u32>| told.filter(|told| at(key) != Some(&Value::Int((*told).into())));
    let date = |key: &str, told: Option<PartialDate>| told.filter(|told| at(key) != Some(&Value::from(*told)));
    let text =
        |key: &str, told: &Option<String>| told.clone().filter(|told| at(key) != Some(&Value::from(told.as_str())));
    let papers = &told.papers;
    Fix {
        kind: None,
        method: told.method.filter(|method| at("method") != Some(&method.entry().into())),
        date: None,
        seats: number("seats", told.seats),
        years: number("years", told.years).map(i64::from),
        number: number("number", told.number),
        papers: Papers {
            requested: date("requested", papers.requested),
            request_no: text("request_no", &papers.request_no),
            approved: date("approved", papers.approved),
            approval_no: text("approval_no", &papers.approval_no),
            reported: date("reported", papers.reported),
            report_no: text("report_no", &papers.report_no),
            confirmed: date("confirmed", papers.confirmed),
            confirmation_no: text("confirmation_no", &papers.confirmation_no),
            filed: date("filed", papers.filed),
            remark: text("remark", &papers.remark),
        },
    }
}

/// A candidate under the columns of a file.
fn cells(candidate: &Candidate) -> Vec<Value> {
    let by = candidate.nominated_by.map(super::NominatedBy::entry);
    let name = candidate.name.as_str();
    vec![name.into(), candidate.post.entry().into(), by.into(), candidate.consented.into()]
}

impl BallotTold {
    /// Whether it says what is on record.
    fn is_like(&self, known: &ballot::Ballot) -> bool {
        let same = |told: Option<u32>, known: u32| told.is_none_or(|told| told == known);
        self.present == known.present
            && same(self.seats, known.seats)
            && same(self.due, known.due)
            && same(self.issued, known.issued)
            && same(self.returned, known.returned)
            && same(self.valid, known.valid)
    }

    /// The ballot with its names, as it would be typed.
    fn with(&self, names: &[(usize, &NameTold)]) -> Counted {
        let of =
            |written_in: bool| names.iter().map(|(_, name)| *name).filter(move |name| name.written_in == written_in);
        Counted {
            post: Some(self.post),
            seats: self.seats,
            due: self.due,
            present: self.present,
            issued: self.issued,
            returned: self.returned,
            valid: self.valid,
            votes: of(false).map(|name| (name.name.clone(), name.votes, name.others)).collect(),
            written_in: of(true).map(|name| (name.name.clone(), name.votes)).collect(),
        }
    }
}

impl NameTold {
    /// Whether it says what is on record.
    fn is_like(&self, known: &ballot::Name) -> bool {
        self.name == known.name
            && (self.written_in, self.votes) == (known.written_in, known.votes)
            && (self.others.is_none() || self.others == known.others)
    }
}
