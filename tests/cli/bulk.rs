//! Orgs and meetings by the hundreds: beyond what the journal keeps row by row they are recorded by range, and all the rest
//! is as ever.

use std::fmt::Write as _;

use serde_json::json;

use crate::env::TestEnv;

const ORGS: usize = 600;

/// Six hundred branches under one committee; the last two are dissolved.
fn orgs() -> String {
    let mut file =
        "组织代码,组织全称,组织类型,上级组织,成立日期,状态,撤销时间\nB0000,大会党委,党委,,2005-07-01,,\n".to_owned();
    for at in 1..ORGS {
        let ended = if at >= ORGS - 2 { "已撤销,2010-05-01" } else { "正常," };
        writeln!(file, "B{at:04},第{at}商会党支部,党支部,B0000,2006-07-01,{ended}").unwrap();
    }
    file
}

/// A meeting of each of six hundred days; every hundredth has minutes.
fn meetings() -> String {
    let mut file = "所在党支部,会议类型,会议日期,会议主题,实到人数,会议内容\n".to_owned();
    for at in 0..600 {
        let day = chrono::NaiveDate::from_ymd_opt(2009, 6, 1).unwrap() + chrono::Days::new(at);
        let minutes = if at % 100 == 0 { "讨论了水利工程" } else { "" };
        writeln!(file, "福建支部,主题党日,{day},第{at}次活动,1,{minutes}").unwrap();
    }
    file
}

/// All that is on record, but for the log.
fn records(env: &TestEnv) -> Vec<String> {
    ["org export", "meeting export", "member export", "org list --all"]
        .iter()
        .map(|line| env.line(&format!("{line} -f csv")).ok().out)
        .collect()
}

#[test]
fn orgs_by_the_hundreds_are_recorded_and_taken_back() {
    let env = TestEnv::office();
    let before = records(&env);
    env.write("组织.csv", orgs());
    env.line("org import 组织.csv").ok().says("新增 600");
    env.sound();
    assert_eq!(env.json("org show B0000")[0]["parent"], json!(null));
    assert_eq!(env.json("org show B0599")[0]["dissolved"], "2010-05-01");
    assert_eq!(env.json("org list --under B0000").as_array().unwrap().len(), ORGS - 2);
    env.line("org import 组织.csv").ok().says("未变 600");
    env.line("db undo --yes").ok();
    env.sound();
    assert_eq!(records(&env), before);
    env.line("org import 组织.csv --dry-run").ok().says("600");
    assert_eq!(records(&env), before, "a rehearsal leaves nothing");
}

#[test]
fn orgs_that_something_stands_on_are_not_taken_back() {
    let env = TestEnv::office();
    env.write("组织.csv", orgs());
    env.line("org import 组织.csv").ok();
    let number = env.operations();
    env.line("member add 林晚 --org B0300 --joined 2008-07-01 --full-on 2009-07-01").ok();
    let before = records(&env);
    env.line(&format!("db undo {number} --yes")).exit(3).says("林晚");
    assert_eq!(records(&env), before);
    env.line("db undo --yes").ok();
    env.line(&format!("db undo {number} --yes")).ok();
    env.line("org show B0300").exit(4);
}

#[test]
fn orgs_by_the_hundreds_are_held_to_what_cannot_be() {
    let env = TestEnv::office();
    let before = records(&env);
    env.write("组织.csv", orgs().replace("B0550,第550商会党支部", "B0550,第549商会党支部"));
    env.line("org import 组织.csv").exit(3).says("第549商会党支部");
    assert_eq!(records(&env), before);
    env.line("org import 组织.csv --keep-going").exit(1).says("新增 599");
    env.sound();
}

#[test]
fn meetings_by_the_hundreds_are_recorded_found_and_taken_back() {
    let env = TestEnv::office();
    let before = records(&env);
    env.write("台账.csv", meetings());
    env.line("meeting import 台账.csv").ok().says("新增 600");
    env.sound();
    assert_eq!(env.json("meeting find 水利工程").as_array().unwrap().len(), 6, "the minutes are in the index");
    assert_eq!(env.column("meeting find 第599次", "topic"), ["第599次活动"], "so is the last topic");
    env.line("meeting set 599 --topic 换了题目").ok();
    assert_eq!(env.json("meeting find 换了题目").as_array().unwrap().len(), 1, "what follows is indexed as ever");
    env.line("db undo --yes").ok();
    env.line("meeting import 台账.csv").ok().says("未变 600");
    env.line("db undo --yes").ok();
    env.sound();
    assert_eq!(records(&env), before);
    assert_eq!(env.json("meeting find 水利工程"), json!([]));
}
