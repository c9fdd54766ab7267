//! Reports on meetings: held against due, training with its hours, activities. All figures are worked out by hand.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// The Fujian branch stands all through 2010, the photovoltaics branch since March; no committee in either.
fn with_meetings() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "meeting record FJ --kind general --date 2010-02-10 --present 1",
        "meeting record FJ --kind general --date 2010-03-05 --present 1",
        "meeting record FJ --kind general --date 2010-08-01 --attend 张三 --leave 李四:病假",
        "meeting record FJ --kind theme-day --date 2010-01-15 --present 1",
        "meeting record FJ --kind lecture --date 2010-04-01 --present 1",
        "meeting void 5 --reason 没有开成",
        "meeting record GF --kind general --date 2010-05 --present 1",
        "meeting record GF --kind committee --date 2010-06-01 --attend 王五",
    ] {
        env.line(line).ok();
    }
    env
}

/// The rows of one org as `kind owed held missing rate`.
fn rows(env: &TestEnv, line: &str, org: &str) -> Vec<String> {
    let all = env.json(line);
    let of_org = all.as_array().unwrap().iter().filter(|row| row["org"] == org);
    of_org
        .map(|row| {
            let rate = row["rate"].as_f64().map_or_else(|| "-".to_owned(), |rate| rate.to_string());
            format!("{} {} {} {} {rate}", row["kind"].as_str().unwrap(), row["owed"], row["held"], row["missing"])
        })
        .collect()
}

const FJ: &str = "福建商会党支部";
const GF: &str = "光伏协会党支部";

#[test]
fn held_is_set_against_due_by_the_norms() {
    let env = with_meetings();
    let of_2010 = "report meetings --year 2010";
    let fj =
        ["general 4 3 2 0.5", "lecture 4 0 4 0", "theme-day 12 1 11 0.0833", "org-life 1 0 1 0", "appraisal 1 0 1 0"];
    assert_eq!(rows(&env, of_2010, FJ), fj);
    let gf = ["general 3 1 2 0.3333", "committee 0 1 0 -", "lecture 3 0 3 0", "theme-day 10 0 10 0"];
    assert_eq!(rows(&env, of_2010, GF), gf, "nothing is due for a time that the branch did not stand all through");
    let first = &env.json(of_2010)[0];
    assert_eq!((&first["period"], &first["attendance"]), (&json!("2010"), &json!(0.75)), "3 of 4: 1/1, 1/1, 1/2");
    // Whatever happens later, that year stays as it was.
    env.line("transfer move 张三 --to GF --date 2011-01-10").ok();
    env.line("org rename GF 光伏党支部 --date 2011-02-01").ok();
    assert_eq!(rows(&env, of_2010, FJ), fj);
    env.sound();
}

#[test]
fn a_time_counts_when_it_is_over() {
    let env = with_meetings();
    assert_eq!(
        rows(&env, "report meetings --quarter 2010Q1", FJ),
        ["general 1 2 0 1", "lecture 1 0 1 0", "theme-day 3 1 2 0.3333"]
    );
    assert_eq!(rows(&env, "report meetings --month 2010-02", FJ), ["general 0 1 0 -", "theme-day 1 0 1 0"]);
    // On 15 May four months and one quarter are over.
    let in_may = rows(&env, "report meetings --year 2010 --as-of 2010-05-15", FJ);
    assert_eq!(in_may, ["general 1 2 0 1", "lecture 1 0 1 0", "theme-day 4 1 3 0.25"]);
    let on_last_day = rows(&env, "report meetings --year 2010 --as-of 2010-05-31", FJ);
    assert_eq!(on_last_day[2], "theme-day 5 1 4 0.2");
    assert_eq!(rows(&env, "report meetings --year 2010 --under GF", FJ), Vec::<String>::new());
    assert_eq!(rows(&env, "report meetings --year 2010 --under GF", GF).len(), 4);
}

#[test]
fn what_is_missing_and_what_was_held_is_listed() {
    let env = with_meetings();
    let missing = "report meetings --year 2010 --explain missing kind=general org=FJ";
    assert_eq!(env.column(missing, "window"), ["2010Q2", "2010Q4"]);
    let held = "report meetings --year 2010 --explain held=3 kind=general org=FJ";
    assert_eq!(env.column(held, "id"), [1, 2, 3]);
    let by_month = env.json("report meetings --year 2010 --by month --under FJ");
    assert_eq!(by_month[0]["month"], "2010-01");
}

#[test]
fn a_committee_meets_where_there_is_one() {
    let env = with_meetings();
    env.line("org post add FJ 张三 secretary --from 2010-01-01").ok();
    assert!(rows(&env, "report meetings --year 2010", FJ).iter().all(|row| !row.starts_with("committee")));
    env.line("org post add FJ 张三 组织委员 --from 2010-07-01").ok();
    let committee = |env: &TestEnv| rows(env, "report meetings --year 2010", FJ)[1].clone();
    assert_eq!(committee(&env), "committee 6 0 6 0", "July to December");
    env.line("meeting record FJ --kind committee --date 2010-07-31 --present 1").ok();
    assert_eq!(committee(&env), "committee 6 1 5 0.1667");
    // Seven full members, and no posts on record: the norm asks for a committee.
    for name in ["甲一", "甲二", "甲三", "甲四", "甲五"] {
        let line = format!("member add {name} --org GF --joined 2000-01 --full-on 2001-01 --entered 2010-09-30");
        env.line(&line).ok();
    }
    assert_eq!(rows(&env, "report meetings --year 2010", GF)[1], "committee 0 1 0 -", "six");
    env.line("member add 甲六 --org GF --joined 2000-01 --full-on 2001-01 --entered 2010-11-30").ok();
    assert_eq!(rows(&env, "report meetings --year 2010", GF)[1], "committee 2 1 2 0", "November, December");
    env.line("member suspend 甲六 --date 2010-12-31 --reason 调查").ok();
    assert_eq!(rows(&env, "report meetings --year 2010", GF)[1], "committee 1 1 1 0");
}

#[test]
fn a_group_meets_every_month() {
    let env = with_meetings();
    env.line("org add 福建商会第一党小组 --kind group --parent FJ --founded 2010-10-15").ok();
    let of_group = rows(&env, "report meetings --year 2010", "福建商会第一党小组");
    assert_eq!(of_group, ["group 2 0 2 0"], "November and December");
}

/// Two trainings, a lecture and a study tour in 2010.
fn with_trainings() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "org post add FJ 张三 secretary --from 2010-01-01",
        "meeting record JW --kind training --date 2010-08-05 --hours 16 --tier leaders --form 以会代训 --attend 张三,王五",
        "meeting record JW --kind training --date 2010-09-05 --hours 24 --tier all --form 专题辅导 --attend 张三,李四",
        "meeting record FJ --kind lecture --date 2010-10-05 --hours 1.5 --attend all",
        "meeting record GF --kind study-tour --date 2010-11-05 --hours 8 --measure practice --attend 王五",
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn training_is_told_by_tier_form_and_measure() {
    let env = with_trainings();
    let told = |by: &str| {
        let rows = env.json(&format!("report training --year 2010 --by {by}"));
        let line = |row: &Value| json!([row[by], row["sessions"], row["hours"], row["people"], row["person_hours"]]);
        Value::from(rows.as_array().unwrap().iter().map(line).collect::<Vec<_>>())
    };
    // 16 hours for two, 24 for two; the lecture's hour and a half for two of all, the tour's eight hours for one.
    assert_eq!(told("tier"), json!([["leaders", 1, 16.0, 2, 32.0], ["all", 2, 25.5, 4, 51.0], [null, 1, 8.0, 1, 8.0]]));
    assert_eq!(
        told("form"),
        json!([
            ["lecture", 1, 1.5, 2, 3.0],
            ["special-lecture", 1, 24.0, 2, 48.0],
            ["meeting", 1, 16.0, 2, 32.0],
            ["study-tour", 1, 8.0, 1, 8.0],
        ])
    );
    assert_eq!(
        told("measure"),
        json!([["forms", 2, 25.5, 4, 51.0], ["tiers", 1, 16.0, 2, 32.0], ["practice", 1, 8.0, 1, 8.0]])
    );
    assert_eq!(env.column("report training --year 2010 --explain tier=leaders", "id"), [1]);
}

#[test]
fn members_short_of_their_hours_are_named() {
    let env = with_trainings();
    // By the plan of 2009 to 2013 a member owes 16 hours, a secretary 24. 张三: 16 + 24 + 1.5; 李四: 24 + 1.5; 王五: 16 + 8.
    assert_eq!(env.column("report training --year 2010 --by org", "short"), [0, 0]);
    // Without the 24 hours of September 张三 has 16 + 1.5, 17 full hours of the 24; 李四 1.5 of the 16.
    env.line("meeting void 2 --reason 未举行").ok();
    let by_org = env.json("report training --year 2010 --by org");
    assert_eq!(
        by_org,
        json!([
            {"org": FJ, "members": 2, "leaders": 1, "median_hours": 9.0, "mean_hours": 9.0, "short": 2, "leaders_short": 1},
            {"org": GF, "members": 1, "leaders": 0, "median_hours": 24.0, "mean_hours": 24.0, "short": 0, "leaders_short": 0},
        ])
    );
    let short = env.json("report training --year 2010 --by org --explain short org=FJ");
    let line = |row: &Value| json!([row["name"], row["hours"], row["owed"], row["lacking"]]);
    let told: Vec<Value> = short.as_array().unwrap().iter().map(line).collect();
    assert_eq!(told, [json!(["张三", 17, 24, 7]), json!(["李四", 1, 16, 15])]);
    env.line("meeting record JW --kind training --date 2010-12-05 --hours 15 --attend 李四,王五").ok();
    let short = env.column("report training --year 2010 --by org --explain short", "name");
    assert_eq!(short, ["张三"], "16 and a half hours are enough");
}

#[test]
fn activities_are_told_by_campaign_kind_and_integration() {
    let env = TestEnv::office();
    for line in [
        "meeting record FJ --kind charity --date 2010-06-01 --topic 党员奉献 --integration anniversary --campaign 六个一 --money 1万元 --to 困难职工 --present 2",
        "meeting give 1 --to 老革命战士 --money 500.5 --goods 棉被",
        "meeting record FJ --kind contest --date 2010-06-20 --topic 党在我心中 --integration anniversary --campaign 六个一 --campaign 创先争优 --present 3",
        "meeting entry 2 --title 我心中的党 --by 张三 --award 一等奖",
        "meeting record GF --kind visit --date 2010-04-27 --topic 调研 --guests 全国总工会研究室 --present 4",
        "meeting record GF --kind theme-day --date 2010-07-01 --campaign 六个一 --present 1",
        "meeting record GF --kind theme-day --date 2010-08-01 --present 1",
    ] {
        env.line(line).ok();
    }
    let told = |by: &str| {
        let rows = env.json(&format!("report activities --year 2010 --by {by}"));
        let line = |row: &Value| json!([row[by], row["activities"], row["people"], row["yuan"]]);
        Value::from(rows.as_array().unwrap().iter().map(line).collect::<Vec<_>>())
    };
    assert_eq!(
        told("kind"),
        json!([["theme-day", 1, 1, 0.0], ["contest", 1, 3, 0.0], ["charity", 1, 2, 10500.5], ["visit", 1, 4, 0.0]])
    );
    assert_eq!(told("integration"), json!([["anniversary", 2, 5, 10500.5], [null, 2, 5, 0.0]]));
    assert_eq!(told("campaign"), json!([["六个一", 3, 6, 10500.5], ["创先争优", 1, 3, 0.0]]));
    let behind = &env.json("report activities --year 2010 --explain kind=charity")[0];
    assert_eq!(
        [&behind["recipients"], &behind["goods"], &behind["campaigns"]],
        ["困难职工、老革命战士", "棉被", "六个一"]
    );
    let entries = env.json("report activities --year 2010 --explain kind=contest");
    assert_eq!(entries[0]["entries"], 1);
}

#[test]
fn a_meeting_that_does_not_count_begins_no_period() {
    let env = TestEnv::office();
    for line in [
        "meeting record FJ --kind general --date 2009-01-10 --present 1",
        "meeting void 1 --reason 没有开成",
        "meeting record FJ --kind general --date 2010-02-10 --present 1",
    ] {
        env.line(line).ok();
    }
    let rows = rows(&env, "report meetings --to 2010-12-31 --under FJ", FJ);
    assert!(rows.iter().any(|row| row.starts_with("general 4 1 3 ")), "{rows:?}");
}

#[test]
fn those_due_are_told_alike_in_the_list_and_in_the_report() {
    let env = TestEnv::office();
    // By the roll two are due; with three counted the roll cannot be whole, and those due are four as typed.
    env.line("meeting record FJ --kind general --date 2011-02-10 --due 4 --present 2 --on-leave 1").ok();
    let listed = env.json("meeting list")[0]["due"].clone();
    assert_eq!(listed, 4);
    let explained = env.json("report meetings --from 2011-01-01 --to 2011-03-31 --explain held=1 kind=general org=FJ");
    let held = explained.as_array().unwrap().iter().find(|row| row["id"] == 1).unwrap().clone();
    assert_eq!(held["due"], listed);
}
