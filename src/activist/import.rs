//! Importing rosters of people on the way into the Party: who a row is about, which of their ways, and what becomes of it.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::bring::{Plan, Written};
use super::columns::{self, HEADINGS, Told, column_of};
use super::{CandidatureId, Stage, Step, Way, convert, correct, export, moving, row};
use crate::activist::texts;
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Lang, Text, say};
use crate::import::{self, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{Problem, Record};
use crate::member::check::{self, Books, Needs};
use crate::member::draft::{Draft, Field};
use crate::member::known::{Asked, Known, People};
use crate::member::stays::Stays;
use crate::member::{PersonId, write};
use crate::org::{self, OrgId};

/// The columns that a file must have.
const NEEDED: [&str; 2] = ["name", "applied"];

struct ActivistImport<'t> {
    today: NaiveDate,
    lang: Lang,
    on_duplicate: OnDuplicate,
    /// The org of rows that name none.
    org: Option<OrgId>,
    books: Books<'t>,
    people: People,
    seen: HashMap<CandidatureId, Place>,
}

/// Imports the files as one operation; `org` is that of rows which name none. With `new`, somebody of whom that cannot be
/// told is another person than the one of the same name.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs, org: Option<&str>, new: bool) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    import::run(ctx, args, &HEADINGS, |tx| {
        Ok(Box::new(ActivistImport {
            today: ctx.today,
            lang: ctx.lang,
            on_duplicate: args.on_duplicate,
            org: org.map(|typed| org::find(tx, typed)).transpose()?,
            books: Books::new(tx, ctx.today),
            people: People::new(new),
            seen: HashMap::new(),
        }))
    })
}

/// Somebody on record whom a row is about: the person, and the way if there is one.
struct Found {
    person: PersonId,
    way: Option<Way>,
    ended: Option<PartialDate>,
}

impl Importer for ActivistImport<'_> {
    type Row = Told;

    fn reading(&self) -> Reading<Told> {
        let today = self.today;
        Box::new(move |record| Told::read(record, today))
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        let org = self.org.is_none().then_some("org");
        let place = |key: &str| HEADINGS.iter().position(|heading| heading.key == key);
        NEEDED.into_iter().chain(org).filter_map(place).map(|at| vec![at]).collect()
    }

    fn naming(&self) -> &'static [&'static str] {
        &["name", "id_no", "no"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM candidature", [], |row| row.get(0))?)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        told: &mut Told,
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let org = self.org_of(told)?;
        let mut problems = std::mem::take(&mut told.problems);
        let checked = told.facts.settle(&self.books)?;
        problems.extend(std::mem::take(&mut checked.problems));
        if let (Some(birth), Some(applied)) = (checked.person.birth, told.steps.first().and_then(|step| step.date))
            && !applied.could_follow(&birth)
        {
            let what = say!(JoinedBeforeBirth { birth: &birth });
            problems.push(Problem { key: column_of(Step::Applied), value: applied.to_string(), what });
        }
        let (Ok(org), true) = (&org, problems.is_empty()) else {
            problems.extend(org.err());
            return fates.tell_row(place, &told.name, &Verdict::Wrong(problems));
        };
        checked.warnings.iter().for_each(|warning| fates.warn(place, warning));
        let known = self.people.known_in(tx, checked, Some(Asked { org: *org, on_the_way: true }))?;
        let (told, org) = (&*told, *org);
        import::settle(tx, fates, (place, &told.name), "name", |tx, fates| {
            self.bring(tx, record, told, (known, org), place, fates)
        })
    }

    fn finish(&mut self, _: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        Ok(())
    }
}

impl ActivistImport<'_> {
    /// The org that a row names, or that all rows belong to, if it keeps a roll and existed on the day of the
    /// application.
    fn org_of(&self, told: &Told) -> Result<std::result::Result<OrgId, Problem>> {
        let value = told.org.clone().unwrap_or_default();
        let problem = |what| Problem { key: "org", value: value.clone(), what };
        let found = match (&told.org, self.org) {
            (Some(typed), _) => self.books.org(typed),
            (None, Some(org)) => Ok(org),
            (None, None) => Err(say!(FieldNeeded)),
        };
        let org = match found {
            Ok(org) => org,
            Err(what) => return Ok(Err(problem(what))),
        };
        let day = told.on(Step::Applied);
        Ok(match day.map(|day| self.refuse_not_there(told, org, &day)).transpose()?.flatten() {
            None => Ok(org),
            Some(problem) => Err(problem),
        })
    }

    /// Why nobody can stand with an org on a day.
    fn refuse_not_there(&self, told: &Told, org: OrgId, day: &PartialDate) -> Result<Option<Problem>> {
        match org::event::keeping_roll(&*self.books.org_row(org)?, day) {
            Ok(()) => Ok(None),
            Err(error) => Ok(Some(import::problem_of(&error, "org", told.org.as_deref().unwrap_or_default())?)),
        }
    }

    fn bring(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        told: &Told,
        (known, org): (Known, OrgId),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let draft = columns::draft_of(record, &told.steps, self.today);
        let found = match known {
            Known::Person(person, by) => {
                fates.recognise(by);
                Some(find_way(tx, told, person)?)
            }
            Known::Unclear(who) => {
                return Ok(conflict(told, self.people.unclear(&who, fates)));
            }
            Known::Nobody(double) => {
                let odd = double.map(|what| problem("name", &told.name, what));
                odd.iter().for_each(|odd| fates.warn(place, odd));
                None
            }
        };
        let before = found.as_ref().and_then(|found| found.way.as_ref()).map(|way| (way.id, way.person));
        let seen = before.and_then(|(way, _)| self.seen.get(&way).copied());
        match (self.on_duplicate, before) {
            (OnDuplicate::Skip, Some(_)) if seen.is_none() => return Ok(Verdict::Unchanged),
            (OnDuplicate::Error, Some((_, person))) if seen.is_none() => {
                return Ok(conflict(told, say!(DuplicateRow { no: person.0 })));
            }
            _ => {}
        }
        if let (None, Some(verdict)) = (before, fates.absent("name", &told.name)) {
            return Ok(verdict);
        }
        let on_record = found.as_ref().and_then(|found| found.way.as_ref()).map_or(&[][..], |way| &way.steps);
        let mut plan = Plan::of(tx, told, on_record)?;
        self.check(tx, told, found.as_ref(), org, &mut plan, place, fates)?;
        if !plan.problems.is_empty() {
            return Ok(Verdict::Wrong(plan.problems));
        }
        let (changes, stored) = (tx.total_changes(), before.filter(|_| fates.wants_words()));
        let stored = stored.map(|(way, _)| export::row_on(tx, way, self.today, self.lang)).transpose()?;
        // Somebody on record was admitted wherever it was: the roll says since when here. Somebody new was admitted here.
        let admitted = told.on(Step::Admitted).filter(|_| found.is_none() && told.on(Step::Applied).is_none());
        if let Some(problem) = admitted.map(|day| self.refuse_not_there(told, org, &day)).transpose()?.flatten() {
            return Ok(Verdict::Wrong(vec![problem]));
        }
        let person = match &found {
            Some(found) => found.person,
            None => {
                let checked = check::check(&draft, &self.books, Needs::NoRoll)?;
                write::insert(tx, &checked, None, &self.books)?
            }
        };
        if found.is_some() {
            let problems = self.correct_person(tx, person, draft)?;
            if !problems.is_empty() {
                return Ok(Verdict::Wrong(problems));
            }
        }
        let is_ended = found.as_ref().is_some_and(|found| found.ended.is_some());
        let mut way = match found.and_then(|found| found.way) {
            Some(way) => way,
            None => begin(tx, person, org, &plan)?,
        };
        let way_id = way.id;
        match plan.write(tx, &mut way, org, told, self.today)? {
            Written::Refused(problem) => return Ok(Verdict::Conflict(vec![problem])),
            Written::Done(odd) => odd.iter().for_each(|odd| fates.warn(place, odd)),
        }
        self.end(tx, &way, told, is_ended)?;
        let unchanged = tx.total_changes() == changes;
        self.seen.entry(way_id).or_insert(place);
        Ok(match (before, seen) {
            (None, _) => Verdict::Added,
            _ if unchanged => Verdict::Unchanged,
            (Some(_), Some(seen)) => {
                let what = say!(SameRowElsewhere { before: fates.name(seen) });
                Verdict::Conflict(vec![problem("name", &told.name, what)])
            }
            (Some(_), None) => Verdict::Updated(match stored {
                Some(stored) => {
                    import::differences(&export::columns(), stored, export::row_on(tx, way_id, self.today, self.lang)?)
                }
                None => say!(Plain { text: "" }),
            }),
        })
    }

    /// What cannot be beside what is on record.
    #[expect(clippy::too_many_arguments, reason = "a row beside all that it is held against")]
    fn check(
        &self,
        tx: &Tx<'_>,
        told: &Told,
        found: Option<&Found>,
        org: OrgId,
        plan: &mut Plan,
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let person = found.map(|found| found.person);
        let stays = person.map(|person| Stays::load(tx, person)).transpose()?;
        let open = stays.as_ref().and_then(|stays| stays.last()).filter(|stay| stay.end().is_none());
        let on_record = found.and_then(|found| found.way.as_ref());
        if let Some(person) = person {
            agree_with_member(tx, told, person, on_record, open.is_some(), plan)?;
        }
        if let (Some(way), Some(person)) = (on_record, person)
            && !stands_with(tx, way.person, org)?
            && open.is_none_or(|stay| stay.org() != org)
        {
            let now: OrgId = tx.query_row(
                "SELECT org_id FROM candidature_org WHERE candidature_id = ?1 ORDER BY since_day DESC, id DESC LIMIT 1",
                [way.id],
                |row| row.get(0),
            )?;
            let what = say!(StandsElsewhere { no: person.0, org: &self.books.org_row(now)?.name });
            plan.problems.push(problem("org", told.org.as_deref().unwrap_or_default(), what));
        }
        let ended = told.ended.or(found.filter(|found| found.way.is_some()).and_then(|found| found.ended));
        if let (Some(stay), None) = (open, plan.on(Step::Admitted))
            && ended.is_none_or(|ended| !stay.since().could_follow(&ended))
        {
            let what = say!(RowOfMember { org: &self.books.org_row(stay.org())?.name, since: stay.since() });
            plan.problems.push(problem(column_of(Step::Admitted), "", what));
        }
        if plan.on(Step::Applied).or(plan.on(Step::Admitted)).is_none() {
            plan.problems.push(problem(column_of(Step::Applied), "", say!(FieldNeeded)));
        }
        let past_admission = |step: Step| {
            matches!(step, Step::Approved | Step::Sworn | Step::Extended | Step::Converted | Step::Confirmed)
        };
        if let Some(later) =
            plan.whole.iter().find(|taken| past_admission(taken.step)).filter(|_| plan.on(Step::Admitted).is_none())
        {
            let what = say!(RowWithoutAdmission { step: later.step, on: &later.date });
            plan.problems.push(problem(column_of(Step::Admitted), "", what));
        }
        check_end(told, found.and_then(|found| found.ended), plan);
        check_stage(told, ended.is_some(), open.is_some() || on_record.is_none(), plan, |odd| fates.warn(place, odd));
        Ok(())
    }

    /// Puts right what is told of somebody on record. The days of joining and conversion are the way's.
    fn correct_person(&self, tx: &Tx<'_>, person: PersonId, mut told: Draft<'_>) -> Result<Vec<Problem>> {
        let stored = write::load(tx, person)?;
        if stored.person.joined.is_some() || stored.membership.is_none() {
            told.forget(Field::Joined);
        }
        told.forget(Field::FullOn);
        if told.text(Field::No).is_some_and(|no| no.parse() != Ok(person.0)) {
            let what = say!(WithHint { what: say!(NumberOfAnother { no: person.0 }), hint: say!(NumberTakenHint) });
            return Ok(vec![problem(Field::No.key(), told.text(Field::No).unwrap_or_default(), what)]);
        }
        let needs = if stored.membership.is_some() { Needs::Roll } else { Needs::NoRoll };
        let whole = stored.overlaid(tx, told.clone())?;
        let checked = check::check(&whole, &self.books, needs)?;
        if !checked.problems.is_empty() {
            return Ok(checked.problems);
        }
        write::update(tx, &stored, &checked, &told, &self.books)?;
        Ok(Vec::new())
    }

    fn end(&self, tx: &Tx<'_>, way: &Way, told: &Told, is_ended: bool) -> Result<()> {
        let Some(ended) = &told.ended else { return Ok(()) };
        let reason = told.end_reason.as_deref().unwrap_or_default();
        if is_ended {
            let sql = "SELECT ended IS NOT ?2 FROM candidature WHERE id = ?1";
            if tx.prepare_cached(sql)?.query_row((way.id, ended), |row| row.get(0))? {
                correct::ended_otherwise(tx, way, ended, self.today)?;
            }
            let sql = "UPDATE candidature SET end_reason = ?2 WHERE id = ?1 AND ?2 <> '' AND end_reason IS NOT ?2";
            tx.prepare_cached(sql)?.execute((way.id, reason))?;
            return Ok(());
        }
        let is_on_roll = Stays::load(tx, way.person)?.last().is_some_and(|stay| stay.end().is_none());
        if way.on(Step::Admitted).is_some() && is_on_roll {
            return convert::cancel(tx, way, ended, reason, self.today);
        }
        convert::withdraw(tx, way, ended, reason, self.today)
    }
}

/// A row that contradicts the record, or another row, about somebody.
fn conflict(told: &Told, what: Text) -> Verdict {
    Verdict::Conflict(vec![problem("name", &told.name, what)])
}

fn problem(key: &'static str, value: &str, what: Text) -> Problem {
    Problem { key, value: value.to_owned(), what }
}

/// Whether somebody stands or stood with an org on the way into the Party.
fn stands_with(tx: &Tx<'_>, person: PersonId, org: OrgId) -> Result<bool> {
    let sql = "SELECT 1 FROM candidature JOIN candidature_org ON candidature_id = candidature.id
               WHERE person_id = ?1 AND +org_id = ?2"; // by the person: an org may have very many
    Ok(tx.prepare_cached(sql)?.exists((person, org))?)
}

/// Which way of somebody a row is about: the one of that application or that end; else the one that it would overlap.
fn find_way(tx: &Tx<'_>, told: &Told, person: PersonId) -> Result<Found> {
    let sql = "SELECT candidature.id, ended, applied.date AS applied FROM candidature
               LEFT JOIN step applied ON applied.candidature_id = candidature.id AND applied.step = 'applied'
               WHERE person_id = ?1 ORDER BY ended IS NULL, ended_day, candidature.id";
    let mut query = tx.prepare_cached(sql)?;
    let ways = query
        .query_map([person], |row| Ok((row.get("id")?, row.get("ended")?, row.get("applied")?)))?
        .collect::<Result<Vec<(CandidatureId, Option<PartialDate>, Option<PartialDate>)>, _>>()?;
    let applied = told.on(Step::Applied);
    let is_same = |(_, ended, begun): &&(CandidatureId, Option<PartialDate>, Option<PartialDate>)| {
        applied.is_some() && *begun == applied || told.ended.is_some() && *ended == told.ended
    };
    let overlaps = |(_, ended, begun): &&(CandidatureId, Option<PartialDate>, Option<PartialDate>)| {
        let is_after = ended.zip(applied).is_some_and(|(ended, applied)| applied.could_follow(&ended));
        let is_before = told.ended.zip(*begun).is_some_and(|(ended, begun)| begun.could_follow(&ended));
        !is_after && !is_before
    };
    let found = ways.iter().find(is_same).or_else(|| ways.iter().rev().find(overlaps));
    Ok(match found {
        None => Found { person, way: None, ended: None },
        Some((id, ended, _)) => {
            Found { person, way: Some(Way { id: *id, person, steps: row::load(tx, *id)? }), ended: *ended }
        }
    })
}

/// A new way.
fn begin(tx: &Tx<'_>, person: PersonId, org: OrgId, plan: &Plan) -> Result<Way> {
    tx.prepare_cached("INSERT INTO candidature (person_id) VALUES (?1)")?.execute([person])?;
    let id = CandidatureId(tx.last_insert_rowid());
    let since = plan.on(Step::Applied).or(plan.on(Step::Admitted));
    moving::stand_with(tx, id, org, &since.expect("a row without either is refused"))?;
    Ok(Way { id, person, steps: Vec::new() })
}

/// Holds admission and conversion against what the roll knows: other days are refused, days that the row does not tell are
/// taken along.
fn agree_with_member(
    tx: &Tx<'_>,
    told: &Told,
    person: PersonId,
    on_record: Option<&Way>,
    is_member: bool,
    plan: &mut Plan,
) -> Result<()> {
    let sql = "SELECT joined, full_on FROM person WHERE id = ?1";
    let known: Option<(Option<PartialDate>, Option<PartialDate>)> =
        tx.prepare_cached(sql)?.query_row([person], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (joined, full_on) = known.unwrap_or_default();
    for (step, known) in [(Step::Admitted, joined), (Step::Converted, full_on)] {
        let is_on_the_way = on_record.is_some_and(|way| way.on(step).is_some());
        if let (Some(told), Some(known), false) = (told.on(step), known, is_on_the_way)
            && told != known
        {
            let what = say!(MemberOtherwise { no: person.0, step, on: &known });
            plan.problems.push(problem(column_of(step), &told.to_string(), what));
        }
    }
    let admitted = plan.on(Step::Admitted);
    if let (Some(_), Some(full_on), None, true) = (admitted, full_on, plan.on(Step::Converted), is_member) {
        plan.take_along(Step::Converted, full_on);
    }
    Ok(())
}

/// A way ends on a day, for a reason, after its steps.
fn check_end(told: &Told, on_record: Option<PartialDate>, plan: &mut Plan) {
    const ENDED: &str = "activist_file.ended";
    let says_ended = told.stages.iter().any(|(_, stage, _)| *stage == Stage::Ended);
    let Some(ended) = told.ended.or(on_record) else {
        if told.end_reason.is_some() || says_ended && plan.add.len() == plan.whole.len() {
            plan.problems.push(problem(ENDED, "", say!(EndNeeded)));
        }
        return;
    };
    if told.end_reason.is_none() && on_record.is_none() {
        plan.problems.push(problem("activist_file.end_reason", "", say!(FieldNeeded)));
    }
    if let Some(later) = plan.whole.iter().rev().find(|taken| !ended.could_follow(&taken.date)) {
        let what = say!(RowStepTooEarly { before: later.step, on: &later.date });
        plan.problems.push(problem(ENDED, &ended.to_string(), what));
    }
}

/// Holds the stage that a row tells against its days, and those on record.
fn check_stage(told: &Told, is_ended: bool, is_on_roll: bool, plan: &mut Plan, mut warn: impl FnMut(&Problem)) {
    let by_row = Stage::of(&told.taken(), told.ended.is_some(), true);
    let by_all = Stage::of(&plan.whole, is_ended, is_on_roll);
    for (key, stage, typed) in &told.stages {
        let goes_by_all = [by_all, Stage::of(&plan.whole, is_ended, true)].contains(stage);
        if goes_by_all || *stage == Stage::Ended && plan.problems.iter().any(|one| one.key == "activist_file.ended") {
            continue;
        }
        if *stage == by_row {
            warn(&problem(key, typed, say!(StageBehind { stage: by_all })));
            continue;
        }
        let Some(last) = plan.furthest() else { continue };
        let what = say!(StageAgainstDays { stage: by_all, step: last.step, on: &last.date });
        plan.problems.push(problem(key, typed, what));
    }
}
