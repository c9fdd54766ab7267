//! Steps and coverage at random: what the view of a day makes of them is what somebody would who read them in their order.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rusqlite::named_params;

use crate::db::Db;

/// A step: days after the first, the place of the state in [`STATES`], if one was told.
type Step = (u64, Option<usize>);
/// An org that covers the unit: from so many days on, for so many, if it ends.
type Cover = (u64, Option<u64>);
/// A plan: when it began, its state, since when, when it ended.
type Plan = (String, String, String, Option<String>);

const STATES: [&str; 5] = ["not-started", "surveying", "approved", "shelved", "dropped"];

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2011, 1, 1).unwrap() + Days::new(after)
}

fn closes(state: &str) -> bool {
    matches!(state, "shelved" | "dropped")
}

/// What the view tells of the unit on a day.
fn told(steps: &[Step], covers: &[Cover], on: u64) -> Vec<Plan> {
    let mut db = Db::memory().unwrap();
    let conn = db.conn();
    conn.execute_batch(
        "INSERT INTO unit (id) VALUES (1); INSERT INTO unit_state (unit_id, name, kind) VALUES (1, '甲协会', 'association');",
    )
    .unwrap();
    for (since, lasts) in covers {
        let until = lasts.map(|lasts| day(since + lasts).to_string());
        conn.execute("INSERT INTO org (code, founded) VALUES (hex(randomblob(8)), '2005')", []).unwrap();
        let org = conn.last_insert_rowid();
        conn.execute("INSERT INTO org_kind (org_id, kind) VALUES (?1, 'branch')", [org]).unwrap();
        conn.execute(
            "INSERT INTO cover (org_id, unit_id, how, since, until) VALUES (:org, 1, 'own', :since, :until)",
            named_params! {":org": org, ":since": day(*since).to_string(), ":until": until},
        )
        .unwrap();
    }
    for (after, state) in steps {
        conn.execute(
            "INSERT INTO plan_step (unit_id, state, reason, date) VALUES (1, :state, 'other', :date)",
            named_params! {":state": state.map(|state| STATES[state]), ":date": day(*after).to_string()},
        )
        .unwrap();
    }
    db.stand_at(day(on)).unwrap();
    let mut query = db.prepare_at("SELECT began, state, since, ended_day FROM plan_at ORDER BY number").unwrap();
    let plans = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    plans.map(Result::unwrap).collect()
}

/// The same, step by step.
fn read(steps: &[Step], covers: &[Cover], on: u64) -> Vec<Plan> {
    let mut steps: Vec<Step> = steps.iter().copied().filter(|(after, _)| *after <= on).collect();
    steps.sort_by_key(|(after, _)| *after);
    let mut covers: Vec<(u64, u64)> = covers
        .iter()
        .filter(|(since, _)| *since <= on)
        .map(|(since, lasts)| (*since, lasts.map_or(u64::MAX, |lasts| since + lasts)))
        .collect();
    covers.sort_unstable();
    let mut plans: Vec<Vec<Step>> = Vec::new();
    for step in steps {
        let goes_on = plans.last().and_then(|plan| plan.last()).is_some_and(|(before, state)| {
            let had_an_org = covers.iter().any(|(_, until)| until > before && *until <= step.0);
            !had_an_org && !state.is_some_and(|state| closes(STATES[state]))
        });
        match plans.last_mut() {
            Some(plan) if goes_on => plan.push(step),
            _ => plans.push(vec![step]),
        }
    }
    let begins: Vec<u64> = plans.iter().map(|plan| plan[0].0).collect();
    let plan = |(at, steps): (usize, &Vec<Step>)| {
        let began = begins[at];
        let (since, state) = steps
            .iter()
            .rev()
            .find_map(|(after, state)| Some((*after, STATES[(*state)?])))
            .unwrap_or((began, "not-started"));
        let next = begins.get(at + 1).copied().unwrap_or(u64::MAX);
        let founded = covers
            .iter()
            .filter(|(from, until)| *until > began && *from < next && (!closes(state) || *from <= since))
            .map(|(from, _)| (*from).max(began))
            .next();
        let (state, since, is_over) = match founded {
            Some(founded) => ("founded", founded, true),
            None => (state, since, closes(state)),
        };
        let since = day(since).to_string();
        (day(began).to_string(), state.to_owned(), since.clone(), is_over.then_some(since))
    };
    plans.iter().enumerate().map(plan).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn the_view_tells_what_the_steps_come_to(
        steps in proptest::collection::vec((0..60_u64, proptest::option::of(0..STATES.len())), 1..9),
        covers in proptest::collection::vec((0..60_u64, proptest::option::of(1..20_u64)), 0..3),
        on in 0..80_u64,
    ) {
        prop_assert_eq!(told(&steps, &covers, on), read(&steps, &covers, on));
    }
}
