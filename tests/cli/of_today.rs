//! The day of what a clerk writes down when it happens: today, where none is told.

use serde_json::json;

use crate::env::TestEnv;

const TOLD: &str = "没有写 --date, 按今天(2011-05-31)登记";

#[test]
fn what_happens_today_needs_no_day_and_the_answer_says_which_was_taken() {
    let env = TestEnv::office_without_probation();
    for (line, list, key) in [
        ("meeting record FJ --kind general --present 1", "meeting list", "date"),
        ("member flow out 张三 --to 上海", "member flow list", "floating_since"),
        ("transfer out 王五 --to 杭州某支部", "transfer list", "issued"),
        ("org opinion add FJ --subject 章程", "org opinion list", "date"),
        ("member care add 张三 --kind 生活", "member care list", "date"),
        ("member talk add 张三 --with 李四", "member talk list", "date"),
        ("org incoming add FJ --title 通知 --issuer 市委", "org incoming list", "date"),
    ] {
        env.line(line).ok().says(TOLD);
        assert_eq!(env.column(list, key).last(), Some(&json!("2011-05-31")), "{line}");
    }
    env.line("member flow out 李四 --to 杭州 --date 2011-01-01").ok();
    for line in ["member flow back 李四", "transfer receipt 1", "org incoming settle 1"] {
        env.line(line).ok().says("2011-05-31").says(TOLD);
    }
    env.sound();
}

#[test]
fn a_day_that_is_told_is_the_day_and_nothing_is_said_of_today() {
    let env = TestEnv::office();
    let told = env.line("meeting record FJ --kind general --present 1 --date 2011-05-30").ok();
    assert!(!told.err.contains("今天"), "{}", told.err);
    let quiet = env.line("meeting record FJ --kind general --present 1 -q").ok();
    assert_eq!(quiet.err, "");
    let english = env.line("meeting record FJ --kind general --present 1 --lang en").ok();
    english.says("no --date was given: taken as of today (2011-05-31)");
    assert_eq!(env.column("meeting list", "date"), ["2011-05-30", "2011-05-31", "2011-05-31"]);
}

#[test]
fn a_day_on_which_much_hangs_and_that_mostly_lies_behind_is_asked_for() {
    let env = TestEnv::office();
    for line in [
        "member end 张三 --reason deceased",
        "member lost 张三",
        "member suspend 张三 --reason 违纪",
        "activist apply 赵六 --org FJ",
        "org dissolve GF --reason 合并 --into FJ",
        "org rename GF 光伏支部",
        "org honor add FJ --title 先进",
    ] {
        env.refuses(line, 2, "缺少 --date", "--date <DATE> is missing");
    }
}

#[test]
fn a_rehearsal_says_the_day_too_and_keeps_nothing() {
    let env = TestEnv::office();
    env.line("transfer out 王五 --to 杭州某支部 -n").ok().says(TOLD);
    assert_eq!(env.column("transfer list", "id"), [] as [serde_json::Value; 0]);
}
