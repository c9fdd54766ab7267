//! Figures beside those of another day or period.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// What some keys of the rows hold, row by row.
fn cells(env: &TestEnv, line: &str, keys: &[&str]) -> Vec<Vec<Value>> {
    let rows = env.json(line);
    rows.as_array().unwrap().iter().map(|row| keys.iter().map(|key| row[*key].clone()).collect()).collect()
}

#[test]
fn a_figure_stands_beside_that_of_another_day() {
    let env = TestEnv::office();
    // On 30 June 2010 张三 and 王五 were on the rolls, and 李四 came the day after.
    let keys = ["org", "members", "members_then", "members_change"];
    let rows = cells(&env, "report structure --by org --compare 2010-06-30 --total", &keys);
    assert_eq!(rows[0], [json!("福建商会党支部"), json!(2), json!(1), json!(1)]);
    assert_eq!(rows[1], [json!("光伏协会党支部"), json!(1), json!(1), json!(0)]);
    assert_eq!(rows[2][1..], [json!(3), json!(2), json!(1)]);
    // A group that was there only then: whoever left.
    env.line("member end 王五 --date 2011-02-01 --reason deceased").ok();
    let rows = cells(&env, "report structure --by org --compare 2010-12", &keys);
    assert_eq!(
        rows,
        [
            [json!("福建商会党支部"), json!(2), json!(2), json!(0)],
            [json!("光伏协会党支部"), json!(0), json!(1), json!(-1)],
        ]
    );
    let table = env.line("report structure --by org --compare 2010-12").ok().out;
    assert!(table.contains("党员数(2010-12)") && table.contains("党员数增减"), "{table}");
    let english = env.line("report structure --by org --compare 2010-12 --lang en").ok().out;
    assert!(english.contains("Members (2010-12)") && english.contains("Change: Members"), "{english}");
}

#[test]
fn the_page_and_reports_of_a_period_are_compared_too() {
    let env = TestEnv::office();
    let page = cells(&env, "report overview --compare 2010-01-31", &["figure", "value", "value_then", "value_change"]);
    let line = |figure: &str| page.iter().find(|row| row[0] == figure).unwrap()[1..].to_vec();
    // Two branches and a committee; 光伏 was founded in March 2010.
    assert_eq!(line("orgs"), [json!(3), json!(2), json!(1)]);
    assert_eq!(line("members"), [json!(3), json!(1), json!(2)]);
    for date in ["2010-11-20", "2011-01-20", "2011-03-20"] {
        env.line(&format!("meeting record FJ --kind training --date {date} --hours 2 --present 1")).ok();
    }
    let keys = ["sessions", "sessions_then", "sessions_change", "hours_then"];
    let rows = cells(&env, "report training --by kind --year 2011 --compare 2010", &keys);
    assert_eq!(rows, [[json!(2), json!(1), json!(1), json!(2.0)]]);
    let rows = cells(&env, "report training --by kind --quarter 2011Q1 --compare 2010Q4", &keys);
    assert_eq!(rows, [[json!(2), json!(1), json!(1), json!(2.0)]]);
    let rows = cells(&env, "report training --by kind --year 2011 --compare 2010-01-01..2010-10-31", &keys);
    assert_eq!(rows, [[json!(2), json!(0), json!(2), json!(0.0)]]);
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let env = TestEnv::office();
    env.line("report roster --compare 2010").exit(2).says("--compare");
    env.line("report due --compare 2010").exit(2).says("--compare");
    env.line("report structure --compare gestern").exit(2).says("可写一日");
    env.line("report structure --compare 2011-02..2011-01").exit(2).says("2011-02..2011-01");
    env.line("report structure --compare 2010 --explain members").exit(2);
}
