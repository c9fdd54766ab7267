//! The holidays of a year that the program does not know, entered by the office.

use serde_json::json;

use crate::env::TestEnv;

/// The notice for 2027 as it might read; made up, since it is not out yet.
const YEAR: &str =
    "db holidays add 2027 --off 2027-01-01..2027-01-03,2027-02-05..2027-02-11 --on 2027-02-13 --on 2027-02-20";

#[test]
fn a_year_is_entered_put_right_and_undone() {
    let env = TestEnv::office();
    let of_2027 = || env.json("db holidays list").as_array().unwrap().iter().find(|row| row["year"] == "2027").cloned();
    assert_eq!(of_2027(), None);
    // 1 January is a Friday; of 5–11 February (Friday to Thursday) five are weekdays.
    env.line(YEAR).ok();
    let row = json!({"year": "2027", "days_off": 6, "days_worked": 2, "origin": "entered"});
    assert_eq!(of_2027(), Some(row.clone()));
    env.line("db holidays add 2027 --off 2027-01-01").ok();
    assert_eq!(of_2027().unwrap()["days_off"], 1);
    env.line("db undo").ok();
    assert_eq!(of_2027(), Some(row));
    let first = &env.json("db holidays list")[0];
    assert_eq!((&first["year"], &first["origin"]), (&json!("2004"), &json!("built-in")));
}

#[test]
fn what_cannot_be_of_a_notice_is_refused() {
    let env = TestEnv::office();
    for (line, code, zh, en) in [
        ("2026 --off 2026-01-01", 3, "程序已经知道", "already"),
        ("2027 --off 2026-12-31", 3, "不在 2027 年", "does not lie in 2027"),
        ("2027 --off 2027-01-02..2027-01-03", 3, "没有一个放假的工作日", "no weekday of 2027"),
        ("2027 --off 2027-01-01 --on 2027-01-04", 3, "不是周六或周日", "no Saturday or Sunday"),
        ("2027 --off 2027-02-05..2027-02-07 --on 2027-02-06", 3, "又写在", "stands in --off and in --on"),
        ("2027 --off 2027-02-08..2027-02-05", 2, "颠倒", "ends before it begins"),
        ("2027 --off 2027-02", 2, "不是一天", "is no day"),
    ] {
        env.refuses(&format!("db holidays add {line}"), code, zh, en);
    }
}

/// A notice of five working days that runs over the new year is judged provisionally until that year is entered.
#[test]
fn a_count_is_provisional_until_the_year_is_known() {
    let env = TestEnv::office();
    let activist = |line: &str| env.command(line.split(' ')).env("DANGWU_TODAY", "2027-03-01").output().unwrap();
    for line in [
        "activist apply 赵六 --org FJ --date 2025-01-05",
        "activist talk 赵六 --date 2025-01-10",
        "activist nominate 赵六 --date 2025-12-01",
    ] {
        assert!(activist(line).status.success(), "{line}");
    }
    // From Tuesday 29 December: 29, 30, 31 and, if 1 January were worked, that day and Monday the 4th.
    let candidate = "activist candidate 赵六 --date 2027-01-20 --consent 2027-01-20 --notice-from 2026-12-29 --notice-to 2027-01-04";
    let told = |line: &str| String::from_utf8(activist(line).stderr).unwrap();
    let before = told(&format!("-n {candidate}"));
    assert!(before.contains("2027") && !before.contains("2027-01-05"), "{before}");
    env.line(YEAR).ok();
    // New Year's Day is off: four working days, the fifth is 5 January.
    let after = told(&format!("-n {candidate}"));
    assert!(after.contains("2027-01-05"), "{after}");
}
