//! Steps on the way into the Party, taken by anybody at any time.

use dangwu::activist::contact;
use dangwu::activist::correct::{self, Correction};
use dangwu::activist::moving;
use dangwu::activist::{self, Application, Details, Step, Taken, Votes, Way};
use dangwu::db::Tx;
use dangwu::error::Result;
use dangwu::member;
use dangwu::member::draft::{Draft, Field};
use dangwu::member::voices::VoiceArgs;
use dangwu::rules::Advice;
use proptest::prelude::{Strategy, any, prop_oneof};

use super::{PEOPLE, date, date_no, maybe, nothing, org_at, person_at, today};

/// The steps that are nothing but a day.
const PLAIN: [Step; 11] = [
    Step::Talked,
    Step::Nominated,
    Step::Evaluated,
    Step::Candidate,
    Step::Reviewed,
    Step::Trained,
    Step::Prereviewed,
    Step::Approved,
    Step::Sworn,
    Step::Extended,
    Step::Confirmed,
];

#[derive(Debug, Clone)]
pub(crate) enum OnTheWay {
    /// Somebody on record by number, or whoever has the name.
    Apply {
        person: Option<usize>,
        name: usize,
        org: usize,
        date: usize,
    },
    Take {
        person: usize,
        step: usize,
        date: usize,
    },
    /// All that is missing before an admission, on the days from this one on, then the admission.
    Admit {
        person: usize,
        date: usize,
    },
    Convert {
        person: usize,
        date: usize,
        writer: Option<usize>,
        excused: Option<usize>,
    },
    Cancel {
        person: usize,
        date: usize,
    },
    Withdraw {
        person: usize,
        date: usize,
    },
    Move {
        person: usize,
        to: usize,
        date: usize,
    },
    Foster {
        person: usize,
        contact: usize,
        date: usize,
        ends: bool,
    },
    Set {
        person: usize,
        step: Option<usize>,
        date: usize,
    },
}

pub(crate) fn step() -> impl Strategy<Value = OnTheWay> {
    let one = || 0..4_usize;
    prop_oneof![
        4 => (maybe(one()), one(), one(), date_no())
            .prop_map(|(person, name, org, date)| OnTheWay::Apply { person, name, org, date }),
        4 => (one(), 0..PLAIN.len(), date_no()).prop_map(|(person, step, date)| OnTheWay::Take { person, step, date }),
        3 => (one(), date_no()).prop_map(|(person, date)| OnTheWay::Admit { person, date }),
        3 => (one(), date_no(), maybe(one()), maybe(one()))
            .prop_map(|(person, date, writer, excused)| OnTheWay::Convert { person, date, writer, excused }),
        1 => (one(), date_no()).prop_map(|(person, date)| OnTheWay::Cancel { person, date }),
        1 => (one(), date_no()).prop_map(|(person, date)| OnTheWay::Withdraw { person, date }),
        2 => (one(), one(), date_no()).prop_map(|(person, to, date)| OnTheWay::Move { person, to, date }),
        2 => (one(), one(), date_no(), any::<bool>())
            .prop_map(|(person, contact, date, ends)| OnTheWay::Foster { person, contact, date, ends }),
        4 => (one(), maybe(0..PLAIN.len() + 3), date_no())
            .prop_map(|(person, step, date)| OnTheWay::Set { person, step, date }),
    ]
}

/// A vote of five: three were there, one perhaps wrote, one perhaps was excused.
fn voted(tx: &Tx<'_>, step: Step, on: usize, named: [Option<usize>; 2]) -> Result<Taken> {
    let number = |at: usize| person_at(tx, at).map(|person| person.0.to_string());
    let [writer, excused] = named.map(|named| named.map(number));
    let told = VoiceArgs {
        written_for: writer.transpose()?.into_iter().collect(),
        excused: excused.transpose()?.into_iter().map(|who| format!("{who}:abroad")).collect(),
        ..VoiceArgs::default()
    };
    let voices = told.read(tx, |typed| member::find(tx, typed))?;
    let written = voices.written(None, [3 + u32::from(!told.written_for.is_empty()), 0, 0])?;
    let votes = Votes {
        voters: 5,
        present: 3,
        written,
        in_favour: 3 + written,
        against: 0,
        abstained: 0,
        secret: true,
        excused: voices.excused(),
    };
    Ok(Taken { details: Details { votes: Some(votes), voices, ..Details::default() }, ..Taken::plain(step, date(on)) })
}

pub(crate) fn take(tx: &Tx<'_>, step: &OnTheWay) -> Result<()> {
    let mut advice = Advice::new(Some("测试".into()));
    let way = |person: &usize| Way::of(tx, person_at(tx, *person)?);
    match step {
        OnTheWay::Apply { person, name, org, date: on } => {
            let mut told = Draft::default();
            match person {
                Some(person) => told.tell(Field::Name, person_at(tx, *person)?.0.to_string()),
                None => told.tell(Field::Name, PEOPLE[name % PEOPLE.len()]),
            }
            let new = Application { told, new: person.is_none(), org: org_at(tx, *org)?, date: date(*on) };
            activist::apply(tx, &new, today(), &mut advice).map(drop)
        }
        OnTheWay::Take { person, step, date: on } => {
            activist::take(tx, &way(person)?, &Taken::plain(PLAIN[*step], date(*on)), today(), &mut advice)
        }
        OnTheWay::Admit { person, date: on } => {
            for step in [Step::Talked, Step::Nominated, Step::Candidate] {
                let way = way(person)?;
                if way.on(step).is_none() {
                    activist::take(tx, &way, &Taken::plain(step, date(*on)), today(), &mut advice)?;
                }
            }
            let new = voted(tx, Step::Admitted, *on, [None, None])?;
            activist::admit(tx, &way(person)?, &new, &[], today(), &mut advice)?;
            activist::take(tx, &way(person)?, &Taken::plain(Step::Approved, date(*on)), today(), &mut advice)
        }
        OnTheWay::Convert { person, date: on, writer, excused } => {
            let new = voted(tx, Step::Converted, *on, [*writer, *excused])?;
            activist::convert(tx, &way(person)?, &new, today(), &mut advice)
        }
        OnTheWay::Cancel { person, date: on } => activist::cancel(tx, &way(person)?, &date(*on), "误", today()),
        OnTheWay::Withdraw { person, date: on } => activist::withdraw(tx, &way(person)?, &date(*on), "误", today()),
        OnTheWay::Move { person, to, date: on } => moving::go(tx, &way(person)?, org_at(tx, *to)?, &date(*on), today()),
        OnTheWay::Foster { person, contact, date: on, ends } => {
            let (way, contact) = (way(person)?, person_at(tx, *contact)?);
            match ends {
                true => contact::end(tx, &way, contact, &date(*on), today()),
                false => contact::add(tx, &way, contact, &date(*on), today(), &mut advice),
            }
        }
        OnTheWay::Set { person, step, date: on } => {
            let way = Way::last_of(tx, person_at(tx, *person)?)?;
            let Some(step) = step else { return correct::ended_otherwise(tx, &way, &date(*on), today()) };
            let steps = [&PLAIN[..], &[Step::Applied, Step::Admitted, Step::Converted]].concat();
            let fix = Correction { date: Some(date(*on)), details: Details::default() };
            let step = *steps.get(*step).ok_or_else(nothing)?;
            correct::correct(tx, &way, (step, None), &fix, today(), &mut advice)
        }
    }
}
