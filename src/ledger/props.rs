//! Entries at random of every kind, through the same doors as typed ones: a list of any day has those that a plain count has,
//! nothing that was let in is found fault with, and every operation can be taken back to the last letter.

use std::cell::Cell;

use chrono::{Datelike as _, Days, NaiveDate};
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use rusqlite::types::Value as Stored;

use super::list::{self, Filter};
use super::write::{self, Entry};
use super::{Holds, KINDS, Kind, Life, lines, value};
use crate::date::PartialDate;
use crate::db::{Db, Mode, Operation, check, undo};
use crate::rules::Advice;

/// Two of each sort of subject; the first is there all the time, the second from 2010-03-01 to 2010-09-01.
const SUBJECTS: &str = "
    INSERT INTO org (id, code, founded, dissolved) VALUES (1, 'A', '2008-01-01', NULL), (2, 'B', '2010-03-01', '2010-09-01');
    INSERT INTO org_name (org_id, name, since) VALUES (1, '甲支部', NULL), (2, '乙支部', NULL);
    INSERT INTO org_kind (org_id, kind, since) VALUES (1, 'branch', NULL), (2, 'branch', NULL);
    INSERT INTO unit (id, established, closed) VALUES (1, '2008-01-01', NULL), (2, '2010-03-01', '2010-09-01');
    INSERT INTO unit_state (unit_id, name, kind, since) VALUES (1, '丙商会', 'chamber', NULL), (2, '丁商会', 'chamber', NULL);
    INSERT INTO person (id, name, birth) VALUES (1, '陈一', '1970'), (2, '林二', '1971-05');
    INSERT INTO roll (person_id, org_id, category, since, until, began, ended)
      VALUES (1, 1, 'full', '2008-01-01', NULL, 'entered', NULL), (2, 1, 'full', '2008-01-01', '2010-09-01', 'entered', 'deceased');";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The first day on which a subject is there no more.
fn gone(subject: i64) -> NaiveDate {
    day(if subject == 2 { "2010-09-01" } else { "9999-12-31" })
}

/// What a random entry is made of: the subject, the numbers that choose its values, when it begins and how long it lasts.
#[derive(Debug, Clone)]
struct Dice {
    subject: i64,
    choices: Vec<u8>,
    begins: PartialDate,
    until: Option<PartialDate>,
}

fn date() -> impl Strategy<Value = PartialDate> {
    let on = |days: u64| day("2009-06-01") + Days::new(days);
    prop_oneof![
        6 => (0..800_u64).prop_map(move |days| on(days).to_string()),
        2 => (0..800_u64).prop_map(move |days| on(days).format("%Y-%m").to_string()),
        1 => (0..800_u64).prop_map(move |days| on(days).format("%Y").to_string()),
    ]
    .prop_map(|text| text.parse().unwrap())
}

fn dice() -> impl Strategy<Value = Dice> {
    let choices = proptest::collection::vec(any::<u8>(), 16);
    (1..=2_i64, choices, date(), proptest::option::of(date())).prop_map(|(subject, choices, begins, until)| Dice {
        subject,
        choices,
        begins,
        until,
    })
}

/// An entry of a kind; some fields say nothing, others what few others say, so that the same comes twice now and then.
fn entry(kind: &Kind, dice: &Dice) -> Entry {
    let mut entry = Entry::empty(kind);
    for (field, choice) in kind.all_fields().zip(dice.choices.iter().cycle()) {
        let number = i64::from(choice % 3);
        let pick = usize::from(*choice);
        let is_told = field.needed || choice % 4 > 0;
        let stored = match (field.key, field.holds) {
            ("date" | "since", _) => dice.begins.to_string().into(),
            ("until", _) => dice.until.as_ref().map_or(Stored::Null, |until| until.to_string().into()),
            _ if field.is_subject => dice.subject.into(),
            // How it was settled is told with the day, and of each line what came of it.
            ("how", _) if kind.life == Life::Item => Stored::Null,
            ("settled", _) if kind.lines().is_some() => Stored::Null,
            _ if !is_told || (field.is_of_end && dice.until.is_none()) => Stored::Null,
            (_, Holds::Org | Holds::Person | Holds::Unit) => 1.into(),
            (_, Holds::Count | Holds::Money) => number.into(),
            (_, Holds::Flag) => (number % 2).into(),
            (_, Holds::Points) => Stored::Real(f64::from(choice % 3)),
            (_, Holds::Amount) => format!("{number}000000元").into(),
            (_, Holds::Year) => i64::from(dice.begins.first_day().year()).into(),
            (_, Holds::Lines(heads)) => lines::read(heads, &format!("{}:文", heads[0].code)).unwrap(),
            (_, Holds::Code(codes)) => codes[pick % codes.len()].code.to_owned().into(),
            (_, Holds::Codes(codes)) => codes[pick % codes.len()].code.to_owned().into(),
            (_, Holds::Date | Holds::Ahead) => dice.begins.to_string().into(),
            (_, Holds::Text) => format!("文 {number}").into(),
        };
        entry.put(kind, field.key, stored);
    }
    entry
}

/// Whether an entry had begun by a day.
fn has_begun(kind: &Kind, dice: &Dice, on: NaiveDate) -> bool {
    let begins = dice.begins.first_day();
    if kind.life == Life::Year { begins.year() <= on.year() } else { begins <= on }
}

/// Whether an entry is one of a day, worked out from what was thrown.
fn is_of(kind: &Kind, dice: &Dice, on: NaiveDate) -> bool {
    let begun = has_begun(kind, dice, on);
    if kind.life == Life::Item {
        let settled = value::date(entry(kind, dice).get(kind, "settled"));
        return begun && settled.is_none_or(|settled| settled.first_day() > on);
    }
    let Some(until) = dice.until.as_ref().filter(|_| kind.life.is_from_until()) else {
        return begun && (!kind.life.is_from_until() || on < gone(dice.subject));
    };
    let ends = match until.to_string().len() {
        10 => until.first_day(),
        _ => until.first_day().max(dice.begins.first_day() + Days::new(1)),
    };
    begun && on < ends && on < gone(dice.subject)
}

fn operation() -> Operation {
    Operation {
        at: "2011-12-31T08:00:00Z".into(),
        operator: "测试".into(),
        command: "test".into(),
        override_reason: None,
        mode: Mode::Commit,
    }
}

fn dump(db: &Db, kind: &Kind) -> Vec<String> {
    let mut query = db.conn().prepare(&format!("SELECT * FROM {} ORDER BY id", kind.table)).unwrap();
    let width = query.column_count();
    let rows = query.query_map([], |row| {
        Ok((0..width).map(|at| format!("{:?}", row.get::<_, Stored>(at).unwrap())).collect::<Vec<_>>().join("|"))
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Does something and takes it back: then all is as before. Done once more, whether it was let.
fn there_and_back(db: &mut Db, kind: &Kind, work: impl Fn(&crate::db::Tx<'_>) -> crate::error::Result<()>) -> bool {
    let before = dump(db, kind);
    let done = db.transact(&operation(), &work);
    if done.as_ref().is_ok_and(|(_, outcome)| outcome.number.is_some()) {
        let after = dump(db, kind);
        let (_, undone) = undo::undo(db, None, &operation()).unwrap();
        assert_eq!(dump(db, kind), before, "{}", kind.table);
        undo::undo(db, undone.number, &operation()).unwrap();
        assert_eq!(dump(db, kind), after, "{}: and done again", kind.table);
    } else {
        assert_eq!(dump(db, kind), before, "{}: nothing is left of what was refused", kind.table);
    }
    done.is_ok()
}

fn count(db: &mut Db, kind: &Kind, filter: &Filter, on: NaiveDate) -> Vec<i64> {
    db.stand_at(on).unwrap();
    let mut ids = Vec::new();
    list::each(db, kind, filter, |row| {
        ids.push(row.get(0)?);
        Ok(true)
    })
    .unwrap();
    ids.sort_unstable();
    ids
}

/// Goes through what was thrown; returns how many entries were let in.
fn year_of(kind: &'static Kind, throws: &[Dice], days: &[u64]) -> usize {
    let today = day("2011-12-31");
    let mut db = Db::memory().unwrap();
    db.conn().execute_batch(SUBJECTS).unwrap();
    let mut kept: Vec<(i64, &Dice)> = Vec::new();
    for dice in throws {
        if there_and_back(&mut db, kind, |tx| {
            write::add(tx, kind, &entry(kind, dice), today, &mut Advice::default()).map(drop)
        }) {
            let id = db.conn().query_row(&format!("SELECT max(id) FROM {}", kind.table), [], |row| row.get(0)).unwrap();
            kept.push((id, dice));
        }
    }
    for days in days {
        let on = day("2009-06-01") + Days::new(*days);
        let of = |wanted: &dyn Fn(&Dice) -> bool| -> Vec<i64> {
            kept.iter().filter(|(_, dice)| wanted(dice)).map(|(id, _)| *id).collect()
        };
        assert_eq!(
            count(&mut db, kind, &Filter::default(), on),
            of(&|dice| is_of(kind, dice, on)),
            "{} {on}",
            kind.table
        );
        let all = Filter { all: true, ..Filter::default() };
        let begun = of(&|dice| has_begun(kind, dice, on));
        assert_eq!(count(&mut db, kind, &all, on), begun, "{} {on}", kind.table);
    }
    let faults = check::all_on(db.conn(), Some(today)).unwrap();
    let ours = faults.iter().find(|fault| fault.code.starts_with("ledger-") && fault.code != "ledger-left-open");
    assert_eq!(ours, None, "{}", kind.table);
    // Put right, ended, taken out: each of them can be taken back.
    for ((id, _), dice) in kept.iter().zip(throws) {
        there_and_back(&mut db, kind, |tx| {
            write::change(tx, kind, *id, &entry(kind, dice), today, &mut Advice::default())
        });
        if kind.life.is_from_until() {
            there_and_back(&mut db, kind, |tx| {
                write::end(tx, kind, *id, write::get(tx, kind, *id)?, &dice.begins, today, &mut Advice::default())
            });
        }
        there_and_back(&mut db, kind, |tx| write::remove(tx, kind, *id));
    }
    kept.len()
}

#[test]
fn whatever_is_written_is_listed_counted_and_taken_back() {
    let config = Config { cases: 4, ..Config::default() };
    // Kinds that refuse more than all do would let in too little of what is thrown.
    for kind in KINDS.iter().filter(|kind| !kind.has_particulars()) {
        let throws = proptest::collection::vec(dice(), 1..14);
        let days = proptest::collection::vec(0..900_u64, 12);
        let mut runner = TestRunner::new(config.clone());
        let let_in = Cell::new(0);
        let run = runner.run(&(throws, days), |(throws, days)| {
            let_in.set(let_in.get() + year_of(kind, &throws, &days));
            Ok(())
        });
        assert!(run.is_ok(), "{}: {}", kind.table, run.unwrap_err());
        assert!(let_in.get() > 0, "{}: nothing was tried", kind.table);
    }
}
