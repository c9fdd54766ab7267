//! Everything that is due in one list: each case on the last day on which it is in time, and on the day after.

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv, ran};

/// Runs a line early in 2027.
fn on(env: &TestEnv, line: &str) -> Ran {
    let mut command = env.command(line.split_whitespace());
    ran(command.env("DANGWU_TODAY", "2027-01-31").output().unwrap())
}

fn rows(env: &TestEnv, line: &str) -> Vec<Value> {
    on(env, &format!("{line} -f json")).ok().json().as_array().unwrap().clone()
}

/// An office in which something of each kind falls due in 2026.
fn office() -> TestEnv {
    let env = TestEnv::new();
    for line in [
        "org add 市工商联党委 --kind committee --founded 2005-01-01 --code JW",
        "org unit add 甲协会 --kind association --established 2019-01-01",
        "org unit add 乙协会 --kind association --established 2026-04-01 --known-full-members 3",
        "org add 甲协会党支部 --kind branch --parent JW --founded 2020-01-01 --code JA --unit 甲协会",
        "org add 甲协会第一党小组 --kind group --parent JA --founded 2020-01-01 --code G1",
        "org add 丙协会党支部 --kind branch --parent JW --founded 2026-09-10 --code BB",
    ] {
        on(&env, line).ok();
    }
    for name in ["甲一", "甲二", "甲三", "甲四", "甲五", "甲六", "甲七", "甲八"] {
        on(&env, &format!("member add {name} --org JA --joined 2010-07-01 --full-on 2011-07-01 --entered 2020-01-01"))
            .ok();
    }
    for line in [
        "member add 预一 --org JA --category probationary --joined 2025-05-10 --entered 2025-05-10",
        "org post add JA 甲五 书记 --from 2020-01-01",
        "org post add JA 甲六 组织委员 --from 2020-01-01",
        "org post add JA 甲七 宣传委员 --from 2026-02-01",
        "transfer out 甲一 --to 杭州某党委 --date 2026-03-01 --valid 30",
        "member flow out 甲二 --to 上海 --date 2026-01-10",
        "member lost 甲三 --date 2026-02-01",
        "member lost 甲四 --date 2024-01-01",
        "member suspend 甲四 --date 2024-08-01 --reason 失联",
        "activist apply 申一 --org JA --date 2026-03-05 --birth 1990-01-01",
        "activist apply 申二 --org JA --date 2025-10-05 --birth 1990-02-02",
        "activist talk 申二 --date 2025-10-20 --by 甲五",
        "activist nominate 申二 --date 2026-01-20 --filed 2026-01-20",
        "meeting record JA --kind general --date 2026-02-10 --present 7",
        "meeting record JA --kind lecture --date 2026-02-11 --present 7",
        "meeting record JA --kind org-life --date 2025-12-11 --present 7",
        "meeting record JA --kind appraisal --date 2025-12-12 --present 7",
        "member talk add 甲五 --with 甲六 --kind 班子成员之间 --date 2025-03-03",
        "org term add JA --years 3 --since 2023-04-01",
        "org instructor add 甲八 乙协会 --kind 指导员 --since 2026-04-15",
        "org visit add 甲八 乙协会 --date 2026-05-10",
        "org incoming add JW --title 关于换届的通知 --issuer 市委组织部 --date 2026-03-01 --due 2026-03-20",
        "member pledge add 甲五 --date 2026-01-05 --due 2026-03-31 --item 其他:帮扶一名困难党员",
        "org plan set 乙协会 --by 2026-06 --way independent --date 2026-04-20",
        "member dues rate 甲五 --base 3000 --from 2026-01",
        "member dues rate 甲六 --base 3000 --from 2026-01",
        "member dues pay 甲六 --months 2026-01..2026-05 --date 2026-05-20",
    ] {
        on(&env, line).ok();
    }
    for month in 1..=4 {
        for (kind, org) in [("theme-day", "JA"), ("committee", "JA"), ("group", "G1 --due 2")] {
            on(&env, &format!("meeting record {org} --kind {kind} --date 2026-{month:02}-05 --present 2")).ok();
        }
    }
    for (year, day) in [(2025, "2025-06-01"), (2026, "2026-06-01")] {
        // Enough for a secretary and for a member in 2025; four hours of one member in 2026.
        let (hours, who) = if year == 2025 { (56, "甲五,甲六,甲七,甲八") } else { (4, "甲八") };
        on(&env, &format!("meeting record JA --kind training --date {day} --hours {hours} --attend {who}")).ok();
    }
    env
}

/// How many lines there are of a norm on a day that are about somebody or something; and the last of them.
fn found(env: &TestEnv, rule: &str, about: &str, day: &str) -> Option<Value> {
    let all = rows(env, &format!("report due --as-of {day}"));
    let names = ["person", "unit", "org"];
    let is_of = |row: &&Value| {
        let first = names.iter().find_map(|key| row[*key].as_str());
        row["rule"].as_str().unwrap_or("") == rule && first == Some(about)
    };
    all.iter().rev().find(is_of).cloned()
}

#[test]
fn each_case_is_in_time_on_its_day_and_late_on_the_next() {
    let env = office();
    // The norm, whom it is about, the last day in time, worked out from the dates above.
    for (rule, about, last, next) in [
        ("T5", "甲一", "2026-03-31", "2026-04-01"),  // 30 days from 1 March
        ("T6", "甲一", "2026-04-01", "2026-04-02"),  // a month
        ("T12", "甲一", "2026-09-30", "2026-10-01"), // half a year after the letter ran out
        ("T15", "甲二", "2026-07-10", "2026-07-11"), // half a year away
        ("T18", "甲三", "2026-08-01", "2026-08-02"), // half a year out of touch
        ("T18", "甲四", "2026-08-01", "2026-08-02"), // two years of suspension
        ("D3", "申一", "2026-04-05", "2026-04-06"),  // a month after the application
        ("D6", "申二", "2026-07-20", "2026-07-21"),  // half a year an activist
        ("D19", "预一", "2026-05-10", "2026-05-11"), // a year on probation
        ("A10", "甲协会党支部", "2026-06-30", "2026-07-01"),
        ("A16", "甲协会党支部", "2026-06-30", "2026-07-01"),
        ("A13", "甲协会党支部", "2026-05-31", "2026-06-01"),
        ("A15", "甲协会党支部", "2026-05-31", "2026-06-01"),
        ("A14", "甲协会第一党小组", "2026-05-31", "2026-06-01"),
        ("A17", "甲协会党支部", "2026-12-31", "2027-01-01"),
        ("A18", "甲协会党支部", "2026-12-31", "2027-01-01"),
        ("A19", "甲六", "2026-12-31", "2027-01-01"), // talked in 2025 alone
        ("T20", "甲五", "2026-12-31", "2027-01-01"), // 56 hours in 2025, none in 2026
        ("T20", "甲八", "2026-12-31", "2027-01-01"), // 4 of 32
        ("A7", "甲协会党支部", "2025-10-01", "2025-10-02"), // half a year before 1 April 2026
        ("E3", "甲协会党支部", "2026-04-01", "2026-04-02"),
        ("S3", "甲八", "2026-06-10", "2026-06-11"), // a month after the visit
        ("F4", "甲五", "2026-03-31", "2026-04-01"), // three months in arrears
        ("F4", "甲六", "2026-08-31", "2026-09-01"), // June to August
        ("", "市工商联党委", "2026-03-20", "2026-03-21"), // the document's own day
        ("", "甲五", "2026-03-31", "2026-04-01"),   // the pledge's
        ("", "乙协会", "2026-06-30", "2026-07-01"), // planned for June
    ] {
        let in_time = found(&env, rule, about, last).filter(|row| row["due"] == last);
        assert!(in_time.is_none_or(|row| row["days_late"] == 0), "{rule} {about} {last}");
        let row = found(&env, rule, about, next).unwrap_or_else(|| panic!("{rule} {about} {next}"));
        assert_eq!((&row["due"], &row["days_late"]), (&json!(last), &json!(1)), "{rule} {about}");
        for key in ["what", "source", "hint"] {
            assert!(row[key].as_str().is_some_and(|text| !text.is_empty()), "{rule} {about} {key}");
        }
    }
    // Six months in a row: April to September are over on 30 September; then it is a case of its own.
    let told = |day: &str| found(&env, "F4", "甲六", day).unwrap()["what"].as_str().unwrap().starts_with("连续");
    assert_eq!(["2026-11-29", "2026-11-30"].map(told), [false, true]);
}

#[test]
fn what_has_no_day_stands_last_and_begins_and_ends_with_the_case() {
    let env = office();
    for (rule, about, before, from) in [
        ("S6", "乙协会", "2026-03-31", "2026-04-01"), // three full members from its first day
        ("A1", "丙协会党支部", "2026-09-09", "2026-09-10"), // founded without members
    ] {
        assert_eq!(found(&env, rule, about, before), None, "{rule}");
        assert_eq!(found(&env, rule, about, from).unwrap()["due"], Value::Null, "{rule}");
    }
    // Eight full members and two in the committee until a third came on 1 February.
    assert!(found(&env, "A4", "甲协会党支部", "2026-01-31").is_some());
    assert_eq!(found(&env, "A4", "甲协会党支部", "2026-02-01"), None);
    let mut table = "姓名,入党时间,转正时间,进入本支部日期\n".to_owned();
    for number in 1..=51 {
        let entered = if number == 51 { "2026-10-05" } else { "2026-09-20" };
        table += &format!("丙{},2010-07-01,2011-07-01,{entered}\n", char::from_u32(0x4e00 + number * 7).unwrap());
    }
    env.write("丙.csv", table);
    on(&env, "member import 丙.csv --org BB").ok();
    assert_eq!(found(&env, "A3", "丙协会党支部", "2026-10-04"), None);
    assert!(found(&env, "A3", "丙协会党支部", "2026-10-05").is_some());
    assert_eq!(found(&env, "A1", "丙协会党支部", "2026-10-05"), None);
    on(
        &env,
        "member add 双一 --org JA --birth 1980-05-05 --joined 2010-07-01 --full-on 2011-07-01 --entered 2026-11-01",
    )
    .ok();
    on(&env, "member add 双一 --new --org BB --birth 1980-05-05 --joined 2010-07-01 --full-on 2011-07-01 --entered 2026-11-03").ok();
    let double = |day: &str| found(&env, "", "双一", day).map(|row| row["what"].as_str().unwrap().to_owned());
    assert_eq!(double("2026-11-02"), None);
    assert_eq!(double("2026-11-03").unwrap(), "可能是同一人的两份记录");
    on(&env, "member add 推一 --org JA --joined 2010-07-01 --full-on 2011-07-01").ok();
    assert_eq!(found(&env, "", "推一", "2026-12-01").unwrap()["what"], "在册起始日是推定的");
    let days: Vec<Value> = rows(&env, "report due").iter().map(|row| row["due"].clone()).collect();
    let with_day = days.iter().take_while(|day| day.is_string()).count();
    assert!(days[with_day..].iter().all(Value::is_null), "what has no day comes last");
    assert!(days[..with_day].is_sorted_by_key(|day| day.as_str().unwrap().to_owned()));
}

#[test]
fn what_comes_up_and_who_is_asked_for() {
    let env = office();
    assert_eq!(found(&env, "T5", "甲一", "2026-03-15"), None);
    let ahead = rows(&env, "report due --as-of 2026-03-15 --within 16 --rule t5");
    assert_eq!((&ahead[0]["person"], &ahead[0]["days_late"]), (&json!("甲一"), &json!(-16)));
    assert_eq!(rows(&env, "report due --as-of 2026-03-15 --within 15 --rule T5").len(), 0);
    let rules = |line: &str| -> Vec<String> {
        rows(&env, line).iter().map(|row| row["rule"].as_str().unwrap_or("-").to_owned()).collect()
    };
    // In 2025 甲一 had no talk and no training either.
    assert_eq!(rules("report due --as-of 2026-10-01 --person 甲一"), ["A19", "T20", "T5", "T6", "T12"]);
    // 丙 has neither a member nor a meeting to hold in September: it stood only a part of the month.
    assert_eq!(rules("report due --as-of 2026-10-01 --under BB"), ["A1"]);
    on(&env, "report due --as-of 2026-03-01 --rule T5 --check").ok();
    on(&env, "report due --as-of 2026-04-01 --rule T5 --check").exit(1).says("逾期 1 件");
    on(&env, "report due --as-of 2026-03-15 --rule T5 --within 30 --check").ok();
    on(&env, "report due --rule T99").exit(2).says("没有会到期的规定“T99”");
    on(&env, "report due --by org").exit(2).says("--by");
    on(&env, "report due --year 2026").exit(2).says("--year");
    on(&env, "report orgs --within 3").exit(2).says("--within");
    on(&env, "report due --lang en --as-of 2026-04-01 --rule T5").ok();
}

#[test]
fn orgs_and_units_are_called_as_they_were_on_the_day() {
    let env = TestEnv::office();
    env.line("org rename FJ 闽籍商会党支部 --date 2011-05-01").ok();
    let called = |day: &str| env.column(&format!("report due --under FJ --as-of {day}"), "org");
    assert!(called("2011-04-30").contains(&json!("福建商会党支部")));
    assert!(called("2011-05-31").contains(&json!("闽籍商会党支部")));
    assert!(!called("2011-04-30").contains(&json!("闽籍商会党支部")));
}
