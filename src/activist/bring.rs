//! Brings somebody to the stage that the dates of a row tell. What is recorded happened long ago: norms only warn, and
//! steps in between may be missing, but no step may stand before one that comes before it.

use chrono::NaiveDate;

use super::columns::{Told, ToldStep, column_of, column_of_due};
use super::correct::{self, Correction};
use super::people::{self, Role};
use super::{Details, Step, Taken, Way, contact, convert, export, holes, norms, row, take};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::say;
use crate::input::Problem;
use crate::member::stays::Stays;
use crate::member::voices::Voices;
use crate::member::{Began, Category};
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// What a row adds to the steps on record, and what it says otherwise.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Steps that are not on record, in the order of the way.
    pub(super) add: Vec<Taken>,
    /// Steps on record, and what is told otherwise of each.
    fix: Vec<(Taken, Correction)>,
    /// All steps as they will stand, earliest first.
    pub(super) whole: Vec<Taken>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
    /// What is odd.
    pub(super) odd: Vec<Problem>,
}

impl Plan {
    /// Holds what a row tells against the steps on record.
    pub(super) fn of(tx: &Tx<'_>, told: &Told, on_record: &[Taken]) -> Result<Self> {
        let mut plan = Self { whole: on_record.to_vec(), ..Self::default() };
        let mut steps = told.steps.clone();
        if let Some(name) = &told.talked_by {
            plan.talked_by(tx, name, &mut steps, on_record)?;
        }
        for step in &steps {
            plan.step(tx, step, on_record)?;
        }
        plan.whole.sort_by_key(|taken| (taken.date.first_day(), taken.step.place()));
        plan.refuse_disorder();
        Ok(plan)
    }

    /// Who talked: somebody on record, else a note.
    fn talked_by(&mut self, tx: &Tx<'_>, name: &str, steps: &mut Vec<ToldStep>, on_record: &[Taken]) -> Result<()> {
        let known = on_record.iter().find(|taken| taken.step == Step::Talked);
        if known.map(|talk| export::talked_by(tx, talk)).transpose()?.flatten().as_deref() == Some(name) {
            return Ok(());
        }
        let mut details = Details::default();
        match people::talker(tx, name)? {
            Ok(person) => details.by = Some(person),
            Err(odd) => {
                details.note = Some(name.to_owned());
                self.odd.push(odd);
            }
        }
        match steps.iter_mut().find(|told| told.step == Step::Talked) {
            Some(talk) => talk.details = details,
            None => steps.push(ToldStep { step: Step::Talked, date: None, details, ballot: None }),
        }
        Ok(())
    }

    fn step(&mut self, tx: &Tx<'_>, told: &ToldStep, on_record: &[Taken]) -> Result<()> {
        let key = column_of(told.step);
        let known: Vec<&Taken> = on_record.iter().filter(|taken| taken.step == told.step).collect();
        let that_day = known.iter().copied().find(|taken| told.date.is_none_or(|date| taken.date == date));
        // Another day of evaluation is another evaluation: they come each half-year. Of trainings a roster tells one.
        let old = match (told.step, &known[..]) {
            (_, []) => None,
            (Step::Evaluated, _) => that_day,
            (Step::Trained, [_, _, ..]) if that_day.is_none() => {
                let dates: Vec<String> = known.iter().map(|taken| taken.date.to_string()).collect();
                let value = told.date.map(|date| date.to_string()).unwrap_or_default();
                self.problems.push(Problem { key, value, what: say!(SeveralOnRecord { dates }) });
                return Ok(());
            }
            _ => that_day.or(known.last().copied()),
        };
        let voted = told.ballot.as_ref().filter(|_| old.is_some() || told.date.is_some());
        let before = old.map(|old| &old.details);
        let on = told.date.or(old.map(|old| old.date));
        let mut details = told.details.clone();
        if let (Some(ballot), Some(on)) = (voted, on) {
            match ballot.over(tx, before, &on)? {
                Ok((votes, voices)) => (details.votes, details.voices) = (Some(votes), voices),
                Err(problem) => {
                    self.problems.push(problem);
                    return Ok(());
                }
            }
        }
        let told = &ToldStep { details, ..told.clone() };
        match (old, told.date) {
            (Some(old), _) => {
                let total = known.iter().filter_map(|taken| taken.details.hours).sum::<u32>();
                let fix = otherwise(old, told, total);
                if fix.date.is_some() || fix.details != Details::default() {
                    let at = self.whole.iter().position(|taken| taken == old);
                    if let (Some(at), Some(date)) = (at, fix.date) {
                        self.whole[at].date = date;
                    }
                    self.fix.push((old.clone(), fix));
                }
            }
            (None, Some(date)) => {
                let taken = Taken { step: told.step, date, details: told.details.clone() };
                self.whole.push(taken.clone());
                self.add.push(taken);
            }
            (None, None) => self.odd.push(Problem { key, value: String::new(), what: say!(DetailsWithoutDay) }),
        }
        Ok(())
    }

    /// A step on record that the row does not tell: the roll knows of it.
    pub(super) fn take_along(&mut self, step: Step, date: PartialDate) {
        let taken = Taken::plain(step, date);
        self.add.push(taken.clone());
        self.whole.push(taken);
        self.whole.sort_by_key(|taken| (taken.date.first_day(), taken.step.place()));
        self.refuse_disorder();
    }

    /// The day of a step as it will stand.
    pub(super) fn on(&self, step: Step) -> Option<PartialDate> {
        self.whole.iter().rev().find(|taken| taken.step == step).map(|taken| taken.date)
    }

    /// The latest step on the way.
    pub(super) fn furthest(&self) -> Option<&Taken> {
        self.whole.iter().max_by_key(|taken| taken.step.place())
    }

    /// The order check of section C: no step before one that comes before it.
    fn refuse_disorder(&mut self) {
        for later in &self.whole {
            let crosses =
                |earlier: &&Taken| earlier.step.comes_before(later.step) && !later.date.could_follow(&earlier.date);
            let Some(earlier) = self.whole.iter().rev().find(crosses) else { continue };
            let what = say!(RowStepTooEarly { before: earlier.step, on: &earlier.date });
            let problem = Problem { key: column_of(later.step), value: later.date.to_string(), what };
            if !self.problems.contains(&problem) {
                self.problems.push(problem);
            }
        }
        for taken in &self.add {
            if let Err(error) = take::refuse_filed_before(taken) {
                let value = taken.details.superior_on.map(|date| date.to_string()).unwrap_or_default();
                let problem = Problem { key: "filed", value, what: error.in_a_line() };
                if !self.problems.contains(&problem) {
                    self.problems.push(problem);
                }
            }
        }
    }

    /// Writes it all down. Returns the warnings of the norms, each with the column it is about.
    pub(super) fn write(
        self,
        tx: &Tx<'_>,
        way: &mut Way,
        org: OrgId,
        told: &Told,
        today: NaiveDate,
    ) -> Result<Written> {
        let is_idle = self.fix.is_empty() && self.add.is_empty();
        let mut odd = self.odd;
        for (old, fix) in in_safe_order(self.fix) {
            let mut advice = Advice::default();
            correct::correct(tx, way, (old.step, Some(&old.date)), &fix, today, &mut advice)?;
            warn(&mut odd, old.step, &advice);
            way.steps = row::load(tx, way.id)?;
        }
        let named = [Step::Nominated, Step::Candidate, Step::Applied, Step::Admitted];
        // No roster tells since when somebody fosters: the day of nomination is the best one known.
        let since = named.iter().find_map(|step| on(&self.whole, *step)).unwrap_or_else(|| today.into());
        let mut add = self.add;
        add.sort_by_key(|taken| (taken.date.first_day(), taken.step.place()));
        for taken in add {
            let mut advice = Advice::default();
            advice.only_warning(|advice| {
                if taken.step == Step::Applied {
                    norms::age(tx, way.person, &taken.date, advice)?;
                }
                take::judge(tx, way, &taken, advice)
            })?;
            warn(&mut odd, taken.step, &advice);
            if taken.step == Step::Admitted {
                onto_roll(tx, way, org, &taken.date, on(&self.whole, Step::Converted).as_ref())?;
            }
            taken.insert(tx, way.id)?;
            if taken.step == Step::Converted {
                full_from(tx, way, &taken.date)?;
            }
            way.steps.push(taken);
            way.steps.sort_by_key(|taken| (taken.date.first_day(), taken.step.place()));
        }
        // Told of the whole way, under the column of what is missing: once a kind, however many rows lack it.
        odd.extend(holes::of(&way.steps).filter(|_| !is_idle).map(|hole| Problem {
            key: column_of_due(hole.due),
            value: String::new(),
            what: hole.warning(),
        }));
        let introduced = on(&self.whole, Step::Admitted).unwrap_or(since);
        for (role, names, day) in
            [(Role::Contact, &told.contacts, &since), (Role::Introducer, &told.introducers, &introduced)]
        {
            match people::bring(tx, way, role, names, day)? {
                Ok(kept) => odd.extend(kept),
                Err(problem) => return Ok(Written::Refused(problem)),
            }
        }
        if let Some(converted) = on(&self.whole, Step::Converted) {
            contact::end_all(tx, way, &converted)?;
        }
        Ok(Written::Done(odd))
    }
}

/// What came of writing.
pub(super) enum Written {
    Done(Vec<Problem>),
    Refused(Problem),
}

fn on(steps: &[Taken], step: Step) -> Option<PartialDate> {
    steps.iter().rev().find(|taken| taken.step == step).map(|taken| taken.date)
}

fn warn(odd: &mut Vec<Problem>, step: Step, advice: &Advice) {
    let warnings = advice.warnings().iter();
    odd.extend(warnings.map(|what| Problem { key: column_of(step), value: String::new(), what: what.clone() }));
}

/// Days that move earlier from the first step on, days that move later from the last, so that none crosses another.
fn in_safe_order(mut fix: Vec<(Taken, Correction)>) -> Vec<(Taken, Correction)> {
    let later = |(old, fix): &(Taken, Correction)| fix.date.is_some_and(|date| date.first_day() > old.date.first_day());
    fix.sort_by_key(|one| {
        let place = i32::from(one.0.step.place().unwrap_or_default());
        (later(one), if later(one) { -place } else { place })
    });
    fix
}

/// What a row tells otherwise of a step on record. Hours may be those of all trainings together.
fn otherwise(old: &Taken, told: &ToldStep, total_hours: u32) -> Correction {
    fn changed<T: PartialEq + Clone>(told: &Option<T>, old: &Option<T>) -> Option<T> {
        told.clone().filter(|told| old.as_ref() != Some(told))
    }
    let (now, was) = (&told.details, &old.details);
    let votes = now.votes.filter(|votes| was.votes != Some(*votes) || now.voices != was.voices);
    Correction {
        date: told.date.filter(|date| *date != old.date),
        details: Details {
            by: changed(&now.by, &was.by),
            result: changed(&now.result, &was.result),
            superior_on: changed(&now.superior_on, &was.superior_on),
            notice: changed(&now.notice, &was.notice),
            hours: changed(&now.hours, &was.hours).filter(|hours| *hours != total_hours),
            doc_no: changed(&now.doc_no, &was.doc_no),
            voices: if votes.is_some() { now.voices.clone() } else { Voices::default() },
            votes,
            until: changed(&now.until, &was.until),
            note: changed(&now.note, &was.note),
        },
    }
}

/// From admission on somebody is on the roll. Whoever is on one since that day already stays where they are.
fn onto_roll(tx: &Tx<'_>, way: &Way, org: OrgId, date: &PartialDate, full_on: Option<&PartialDate>) -> Result<()> {
    let mut stays = Stays::load(tx, way.person)?;
    let is_there = stays.last().is_some_and(|stay| stay.end().is_none_or(|(on, _)| on.first_day() > date.first_day()));
    if is_there {
        return Ok(());
    }
    org::event::keeping_roll(&org::get(tx, org)?, date)?;
    tx.execute("UPDATE person SET joined = ?1, full_on = ?2 WHERE id = ?3", (date, full_on, way.person))?;
    stays = Stays::load(tx, way.person)?;
    stays.begin(org, Category::Probationary, *date, Began::Admitted);
    stays.store(tx)
}

/// From conversion on somebody is a full member, unless the records say so already.
fn full_from(tx: &Tx<'_>, way: &Way, date: &PartialDate) -> Result<()> {
    let sql = "SELECT full_on FROM person WHERE id = ?1";
    let known: Option<PartialDate> = tx.prepare_cached(sql)?.query_row([way.person], |row| row.get(0))?;
    let stays = Stays::load(tx, way.person)?;
    if let Some(stay) = stays.last()
        && let Some((left, _)) = stay.end()
        && date.first_day() >= left.first_day()
    {
        return stays.refuse_no_member_since(tx, date);
    }
    if known.as_ref() == Some(date) { Ok(()) } else { convert::full_since(tx, way, date) }
}
