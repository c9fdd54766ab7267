//! Figures that are signed: lives made up at random, told with slips and their corrections, days known to the month,
//! comings and goings on one day. What the reports say of any day and period is what a plain count of the events says, they agree
//! with each other, and it does not matter in which order it was typed.

mod life;
mod model;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::{Just, Strategy};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use crate::activist;
use crate::env::{Ran, TestEnv};
use life::{BRANCHES, Life, Typed, What, day, day_of_dissolution};

fn on(env: &TestEnv, line: &str) -> Ran {
    activist::on(env, "2012-12-31", line)
}

/// What there is before anybody comes: branches, and those who introduce people.
fn office() -> (TestEnv, Vec<Life>) {
    let env = TestEnv::new();
    on(&env, "org add 联合党委 --kind committee --code K --founded 2005-01-01").ok();
    let mut lives = Vec::new();
    for (org, code) in BRANCHES.into_iter().enumerate() {
        on(&env, &format!("org add {code}支部 --kind branch --code {code} --founded 2005-01-01 --parent K")).ok();
        for name in life::introducers(org) {
            let full = "--joined 1990-01-01 --full-on 1991-01-01 --entered 2005-01-01";
            on(&env, &format!("member add {name} --org {code} {full}")).ok();
            let entered = What::Entered { org, probationary: false, joining: false };
            lives.push(Life { name: name.to_owned(), events: vec![(day(2005, 1, 1), entered)], ..Life::default() });
        }
    }
    (env, lives)
}

/// Types everything in an order in which the program takes it, trying again what it refuses at first.
///
/// Fails with what it said of that which it never took.
fn typed<'t>(env: &TestEnv, typed: impl IntoIterator<Item = &'t Typed>) -> Result<(), Vec<String>> {
    let mut waiting: Vec<&Typed> = typed.into_iter().collect();
    while !waiting.is_empty() {
        let mut refused = Vec::new();
        let before = waiting.len();
        waiting.retain(|lines| take(env, lines).inspect_err(|said| refused.push(said.clone())).is_err());
        if waiting.len() == before {
            return Err(refused);
        }
    }
    Ok(())
}

/// Takes these lines, or says why not.
fn take(env: &TestEnv, lines: &Typed) -> Result<(), String> {
    lines.iter().try_for_each(|line| match on(env, line) {
        Ran { code: 0, .. } => Ok(()),
        Ran { err, .. } => Err(format!("{line}: {err}")),
    })
}

/// The branch goes up in its neighbour when all else is typed.
fn dissolve(env: &TestEnv) {
    let (from, into) = (BRANCHES[life::DISSOLVED], BRANCHES[life::HEIR]);
    on(env, &format!("org dissolve {from} --date {} --reason 合并 --into {into}", day_of_dissolution())).ok();
    on(env, "db check").ok();
}

fn rows(env: &TestEnv, line: &str) -> Vec<Value> {
    serde_json::from_value(on(env, &format!("{line} -f json")).ok().json()).unwrap()
}

fn text(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap_or_default().to_owned()
}

/// All columns of a report by branch that are not nought.
fn by_branch(env: &TestEnv, line: &str, columns: &[&'static str]) -> model::Table {
    let mut table = model::Table::new();
    for row in rows(env, line) {
        let code = text(&row, "org").trim_end_matches("支部").to_owned();
        for column in columns {
            let count = row[*column].as_i64().unwrap();
            if count != 0 {
                *table.entry((code.clone(), *column)).or_default() += count;
            }
        }
    }
    table
}

const ANNUAL: [&str; 11] = [
    "opening",
    "first_recorded",
    "admitted",
    "in",
    "restored",
    "out",
    "died",
    "left",
    "expelled",
    "suspended",
    "closing",
];

fn assert_day(env: &TestEnv, lives: &[Life], day: NaiveDate) {
    let listed: BTreeSet<_> = rows(env, &format!("member list --as-of {day}"))
        .iter()
        .filter(|row| row["standing"] == "normal")
        .map(|row| (text(row, "name"), text(row, "org").trim_end_matches("支部").to_owned(), text(row, "category")))
        .collect();
    let members = model::members(lives, day);
    assert_eq!(listed, members, "listed on {day}");
    let structure = |by: &str| rows(env, &format!("report structure {by} --as-of {day}"));
    let sum = |rows: &[Value], key: &str| rows.iter().map(|row| row[key].as_i64().unwrap()).sum::<i64>();
    let whole = structure("");
    let probationary = members.iter().filter(|(.., category)| category == "probationary").count();
    assert_eq!(sum(&whole, "members"), i64::try_from(members.len()).unwrap(), "structure on {day}");
    assert_eq!(sum(&whole, "probationary"), i64::try_from(probationary).unwrap(), "on probation on {day}");
    let of_kind: Vec<Value> =
        structure("--by unit-kind").into_iter().filter(|row| row["unit-kind"] == "association").collect();
    assert_eq!(sum(&of_kind, "members"), model::of_the_unit(lives, day), "of the association on {day}");
    let stages: BTreeMap<String, i64> = rows(env, &format!("report development --as-of {day}"))
        .iter()
        .map(|row| (text(row, "stage"), row["people"].as_i64().unwrap()))
        .filter(|(stage, _)| ["applicant", "activist", "candidate", "probationary"].contains(&stage.as_str()))
        .collect();
    assert_eq!(stages, model::stages(lives, day), "stages on {day}");
}

fn assert_period(env: &TestEnv, lives: &[Life], (from, to): (NaiveDate, NaiveDate)) {
    let period = format!("--from {from} --to {to}");
    let annual = by_branch(env, &format!("report annual {period} --check"), &ANNUAL);
    assert_eq!(annual, model::annual(lives, from, to), "annual {period}");
    let transfers = by_branch(env, &format!("report transfers {period}"), &["in", "out", "within", "open", "expired"]);
    assert_eq!(model::open_or_expired(transfers), model::transfers(lives, from, to), "transfers {period}");
    let steps = rows(env, &format!("report development {period}"));
    let people = |stage: &str| {
        steps.iter().filter(|row| row["stage"] == stage).map(|row| row["people"].as_i64().unwrap()).sum::<i64>()
    };
    assert_eq!((people("admitted"), people("converted")), model::development(lives, from, to), "development {period}");
}

/// Days on which something happened and those around, and periods that cut histories anywhere.
fn assert_figures(env: &TestEnv, lives: &[Life], picks: &[usize]) {
    let happened: Vec<NaiveDate> = lives.iter().flat_map(|life| life.events.iter().map(|(day, _)| *day)).collect();
    let days = picks.iter().map(|pick| happened[pick % happened.len()]);
    for day in days.clone().flat_map(|day| [day.pred_opt().unwrap(), day]).chain([day(2012, 12, 31)]) {
        assert_day(env, lives, day);
    }
    let years = (2009..=2012).map(|year| (day(year, 1, 1), day(year, 12, 31)));
    let cuts = days.map(|day| (day, day.checked_add_months(chrono::Months::new(9)).unwrap().min(life::today())));
    for period in years.chain(cuts) {
        assert_period(env, lives, period);
    }
}

/// Lives, an order of typing, and what to look at.
fn offices() -> impl Strategy<Value = (Vec<Life>, Vec<Typed>, Vec<usize>)> {
    life::lives().prop_flat_map(|lives| {
        let typed =
            lives.iter().flat_map(|life| life.typed.clone()).chain([life::closing_of_unit()]).collect::<Vec<_>>();
        (Just(lives), Just(typed).prop_shuffle(), proptest::collection::vec(0..1000_usize, 3))
    })
}

#[test]
fn what_is_signed_is_what_happened_in_whatever_order_it_was_typed() {
    let config = Config { cases: 12, failure_persistence: None, max_shrink_iters: 60, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let seen = RefCell::new(BTreeMap::<String, usize>::new());
    let outcome = runner.run(&offices(), |(lives, shuffled, picks)| {
        for (_, what) in lives.iter().flat_map(|life| &life.events) {
            let name = format!("{what:?}").split([' ', '(']).next().unwrap().to_owned();
            *seen.borrow_mut().entry(name).or_default() += 1;
        }
        let in_order = lives.iter().flat_map(|life| &life.typed).chain([&life::closing_of_unit()]).cloned().collect();
        for (order, name) in [(in_order, "in order"), (shuffled, "in any order")] {
            let (env, mut all) = office();
            if let Err(refused) = typed(&env, &order) {
                assert_eq!(name, "in any order", "{refused:#?}");
                continue;
            }
            *seen.borrow_mut().entry(name.to_owned()).or_default() += 1;
            dissolve(&env);
            all.extend(lives.clone());
            assert_figures(&env, &all, &picks);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    // It proves something only if everything came to pass.
    for what in [
        "Stage",
        "Admitted",
        "Entered",
        "Returned",
        "Moved",
        "Converted",
        "Went",
        "Suspended",
        "Restored",
        "in order",
        "in any order",
    ] {
        assert!(seen.borrow().get(what).is_some_and(|count| *count >= 3), "too few “{what}”: {seen:?}");
    }
}
