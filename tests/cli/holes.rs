//! Steps that were due on the way into the Party and are missing: shown, listed, and told when a step is taken over them.

use serde_json::{Value, json};

use crate::activist::on;
use crate::env::{Ran, TestEnv};

const DAY: &str = "2016-12-31";

/// 赵六 was admitted without talk, review, training or pre-review; nobody talked to 钱七 before naming her; 孙八 lacks
/// nothing; of 李四 only the admission is known.
const ROSTER: &str = "姓名,出生日期,所在党支部,申请入党日期,谈话日期,确定为积极分子时间,报党委备案时间,确定为发展对象时间,发展对象备案时间,政审时间,培训结束时间,培训学时,加入党组织日期\n\
    赵六,1985-05-06,FJ,2015-01-05,,2015-04-01,2015-04-02,2016-04-01,2016-03-30,,,,2016-06-20\n\
    钱七,1986-06-07,FJ,2015-01-10,,2015-05-01,2015-05-02,,,,,,\n\
    孙八,1980-08-08,GF,2015-01-05,2015-01-20,2015-04-01,2015-04-02,2016-04-01,2016-03-30,2016-04-20,2016-05-10,24,\n";

fn imported(lang: &str) -> (TestEnv, Ran) {
    let env = TestEnv::office();
    env.write("名册.csv", ROSTER);
    let ran = on(&env, DAY, &format!("activist import 名册.csv --lang {lang}")).ok();
    (env, ran)
}

/// What the timeline of 赵六 says is missing, as it stood on a day.
fn missing_of(env: &TestEnv, person: &str, day: &str) -> Vec<String> {
    let rows = env.json(&format!("activist show {person} --as-of {day}"));
    let holes = rows.as_array().unwrap().iter().filter(|row| row["progress"] == "missing");
    holes.map(|row| format!("{} {}", row["step"].as_str().unwrap(), row["rule"].as_str().unwrap())).collect()
}

#[test]
fn an_import_warns_once_of_each_kind_of_hole() {
    let (env, ran) = imported("zh");
    let warnings: Vec<&str> = ran.err.lines().filter(|line| line.starts_with("警告: ")).collect();
    assert_eq!(
        warnings,
        [
            "警告: 名册.csv:2: 谈话日期: 确定为入党积极分子 2015-04-01 以前没有登记谈话 (D3 收到入党申请后1个月内派人谈话。《中国共产党发展党员工作细则》第七条) (同类共 2 行: 第 2–3 行)",
            "警告: 名册.csv:2: 政治审查日期: 接收为预备党员 2016-06-20 以前没有登记政治审查 (D10 未经政治审查(至少1次)的不能发展入党。《中国共产党发展党员工作细则》第十六条)",
            "警告: 名册.csv:2: 集中培训结束日期: 接收为预备党员 2016-06-20 以前没有登记集中培训 (D11 集中培训不少于24学时, 或相当的天数。《中国共产党发展党员工作细则》第十七条)",
            "警告: 名册.csv:2: 党委预审日期: 接收为预备党员 2016-06-20 以前没有登记党委预审 (D12 支委会审查后报上级党委预审(其上须有1个)。《中国共产党发展党员工作细则》第十九条)",
        ]
    );
    // What is on record already is no step taken now.
    let again = on(&env, DAY, "activist import 名册.csv").ok();
    assert!(!again.err.contains("警告"), "{}", again.err);
    let (_, ran) = imported("en");
    drop(ran.says(
        "talk is not on record before named activist, 2015-04-01 (D3 an applicant is talked to within 1 month. ",
    ));
}

#[test]
fn the_timeline_shows_what_is_missing_with_its_norm() {
    let (env, _) = imported("zh");
    let rows = env.json("activist show 赵六 --as-of 2016-12-31");
    let told = |row: &Value| format!("{} {}", row["progress"].as_str().unwrap(), row["step"].as_str().unwrap());
    let told: Vec<String> = rows.as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        told[..8],
        [
            "done applied",
            "missing talked",
            "done nominated",
            "done candidate",
            "missing reviewed",
            "missing trained",
            "missing prereviewed",
            "done admitted"
        ]
    );
    assert_eq!(
        rows[1],
        json!({"progress": "missing", "step": "talked", "date": null, "due": null, "rule": "D3",
               "detail": "D3 收到入党申请后1个月内派人谈话。《中国共产党发展党员工作细则》第七条"})
    );
    let table = env.line("activist show 赵六 --as-of 2016-12-31").ok().out;
    assert!(table.contains("│ 缺     ┆ 政治审查"), "{table}");
    let english = env.line("activist show 赵六 --as-of 2016-12-31 --lang en").ok().out;
    assert!(english.contains("│ missing  ┆ political review"), "{english}");
    assert!(english.contains("D10 nobody is admitted without political review (at least 1). 《"), "{english}");
    // As it stood on any day: what is not due yet is not missing.
    assert_eq!(missing_of(&env, "赵六", "2015-03-31"), [] as [&str; 0]);
    assert_eq!(missing_of(&env, "赵六", "2015-04-01"), ["talked D3"]);
    assert_eq!(missing_of(&env, "赵六", "2016-06-19"), ["talked D3"]);
    let all = ["talked D3", "reviewed D10", "trained D11", "prereviewed D12"];
    assert_eq!(missing_of(&env, "赵六", "2016-06-20"), all);
    assert_eq!(missing_of(&env, "孙八", "2016-12-31"), [] as [&str; 0]);
    assert_eq!(missing_of(&env, "李四", "2016-12-31"), [] as [&str; 0], "nothing is known of what went before");
}

#[test]
fn whose_way_has_holes_is_listed() {
    let (env, _) = imported("zh");
    let listed = |line: &str| {
        let rows = env.json(&format!("activist list --missing {line}"));
        rows.as_array()
            .unwrap()
            .iter()
            .map(|row| format!("{} {}", row["name"].as_str().unwrap(), row["missing"]))
            .collect::<Vec<_>>()
    };
    let zhao = r#"赵六 ["talked","reviewed","trained","prereviewed"]"#;
    assert_eq!(listed("--as-of 2016-12-31"), [zhao, r#"钱七 ["talked"]"#]);
    assert_eq!(listed("--as-of 2016-06-20"), [zhao, r#"钱七 ["talked"]"#]);
    assert_eq!(listed("--as-of 2016-06-19"), [r#"赵六 ["talked"]"#, r#"钱七 ["talked"]"#]);
    assert_eq!(listed("--as-of 2015-04-30"), [r#"赵六 ["talked"]"#]);
    assert_eq!(listed("--as-of 2015-03-31"), [] as [&str; 0]);
    assert_eq!(listed("--as-of 2016-12-31 --stage activist"), [r#"钱七 ["talked"]"#]);
    assert_eq!(listed("--as-of 2016-12-31 --org GF"), [] as [&str; 0]);
    let csv = |lang: &str| {
        let ran = env
            .line(&format!("activist list --missing --as-of 2016-12-31 -f csv --columns name,missing --lang {lang}"));
        (ran.out, ran.err)
    };
    let (out, note) = csv("zh");
    assert_eq!(out, "姓名,缺\r\n赵六,谈话、政治审查、集中培训、党委预审\r\n钱七,谈话\r\n");
    assert_eq!(note, "缺: 谈话 2 (D3)、政治审查 1 (D10)、集中培训 1 (D11)、党委预审 1 (D12)\n");
    let (out, note) = csv("en");
    assert_eq!(out, "Name,Missing\r\n赵六,\"talk, political review, training, pre-review\"\r\n钱七,talk\r\n");
    assert_eq!(note, "Missing: talk: 2 (D3), political review: 1 (D10), training: 1 (D11), pre-review: 1 (D12)\n");
    assert_eq!(env.line("activist list --missing --as-of 2016-12-31 -f csv -q").ok().err, "");
    assert_eq!(env.json("activist list --as-of 2016-12-31")[0].get("missing"), None, "only where it is asked for");
}

#[test]
fn a_step_over_a_hole_warns_when_it_is_taken() {
    let (env, _) = imported("zh");
    let warnings = |line: &str| {
        let err = on(&env, DAY, line).ok().err;
        err.lines()
            .filter_map(|line| line.strip_prefix("警告: ")?.split_once(" ("))
            .map(|(what, _)| what.to_owned())
            .collect::<Vec<_>>()
    };
    let talk = "确定为入党积极分子 2015-05-01 以前没有登记谈话";
    assert_eq!(warnings("activist evaluate 钱七 --date 2015-10-20 --result 合格"), [talk]);
    assert_eq!(warnings("activist candidate 钱七 --date 2016-06-01 --consent 2016-05-30"), [talk]);
    assert_eq!(
        warnings("activist prereview 钱七 --date 2016-08-01"),
        [talk, "党委预审 2016-08-01 以前没有登记政治审查", "党委预审 2016-08-01 以前没有登记集中培训"]
    );
    assert_eq!(warnings("activist talk 钱七 --date 2015-02-01"), [] as [&str; 0]);
    assert_eq!(warnings("activist train 钱七 --date 2016-07-20 --hours 16"), [] as [&str; 0]);
    assert_eq!(missing_of(&env, "钱七", DAY), ["reviewed D10", "trained D11"]);
    let admit = "activist admit 钱七 --date 2016-08-20 --voters 9 --present 8 --for 8 --introducers 张三,王五 --secret";
    on(&env, DAY, admit).exit(3).says("接收为预备党员 2016-08-20 以前没有登记政治审查").says("依据: D10 ");
    on(&env, DAY, "activist review 钱七 --date 2016-07-21").ok();
    on(&env, DAY, admit).exit(3).says("接收为预备党员 2016-08-20 以前集中培训只有 16 学时").says("依据: D11 ");
    let detail = &env.json(&format!("activist show 钱七 --as-of {DAY}"))[7]["detail"];
    assert_eq!(detail, "只有 16 学时; D11 集中培训不少于24学时, 或相当的天数。《中国共产党发展党员工作细则》第十七条");
    on(&env, DAY, "activist train 钱七 --date 2016-07-22 --hours 8").ok();
    assert_eq!(warnings(admit), [] as [&str; 0]);
    // 赵六 was admitted over holes: each later step says so, and the last one in English.
    let four = warnings("activist approve 赵六 --date 2016-08-01 --doc 嘉党3号");
    assert_eq!(four.len(), 4, "{four:?}");
    on(&env, DAY, "activist oath 赵六 --date 2016-08-10 --lang en")
        .ok()
        .says("Warning: pre-review is not on record before admission, 2016-06-20 (D12 ");
    env.sound();
}

/// The public notice is asked for since 18 May 2026.
#[test]
fn a_missing_notice_is_a_hole_of_the_norm_of_its_day() {
    let env = TestEnv::office_without_probation();
    for line in [
        "activist apply 赵六 --org FJ --date 2024-01-05 --birth 1985-05-06",
        "activist talk 赵六 --date 2024-02-05",
        "activist nominate 赵六 --date 2024-04-01 --filed 2024-04-10",
    ] {
        on(&env, "2026-12-31", line).ok();
    }
    for (day, holes) in [("2026-05-17", 0), ("2026-05-18", 1), ("2026-05-19", 1)] {
        let ran = on(&env, "2026-12-31", &format!("activist candidate 赵六 --date {day} --consent {day}")).ok();
        assert_eq!(ran.err.matches("以前没有登记公示 (D8 ").count(), holes, "{}", ran.err);
        assert_eq!(missing_of(&env, "赵六", "2026-12-31").len(), holes, "{day}");
        env.line("db undo").ok();
    }
    on(&env, "2026-12-31", "activist candidate 赵六 --date 2026-06-01 --consent 2026-06-01").ok();
    let listed = env.json("activist list --missing --as-of 2026-12-31");
    assert_eq!((&listed[0]["name"], &listed[0]["missing"]), (&json!("赵六"), &json!(["notice"])));
    on(&env, "2026-12-31", "activist review 赵六 --date 2026-06-10")
        .ok()
        .says("警告: 列为发展对象 2026-06-01 以前没有登记公示 (D8 ");
    on(&env, "2026-12-31", "activist set 赵六 --step candidate --notice-from 2026-05-21 --notice-to 2026-05-28").ok();
    assert_eq!(missing_of(&env, "赵六", "2026-12-31"), [] as [&str; 0]);
}

/// 吴十 and 郑一 became candidates without a public notice, 郑一 without having been an activist.
const LATER: &str = "姓名,出生日期,所在党支部,申请入党日期,谈话日期,确定为积极分子时间,报党委备案时间,确定为发展对象时间,发展对象备案时间\n\
    吴十,1985-05-06,FJ,2024-06-01,2024-06-10,2025-05-01,2025-05-02,2026-06-01,2026-05-30\n\
    郑一,1986-06-07,FJ,2024-06-01,2024-06-10,,,2026-06,2026-05-30\n";

#[test]
fn what_is_missing_is_due_from_the_day_after_the_step_that_was_taken_over_it() {
    let (env, _) = imported("zh");
    env.write("后来.csv", LATER);
    on(&env, "2026-12-31", "activist import 后来.csv").ok();
    let due = |person: &str, day: &str| -> Vec<String> {
        let rows = on(&env, "2026-12-31", &format!("report due --as-of {day} --person {person} -f json")).ok().json();
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
        let told = |row: &Value| ["rule", "what", "due"].map(|key| text(row, key)).join(" ");
        let is_missing = |told: &String| told.contains("没有") || told.contains("集中培训");
        rows.as_array().unwrap().iter().map(told).filter(is_missing).collect()
    };
    assert_eq!(due("赵六", "2015-04-01"), [] as [&str; 0]);
    assert_eq!(due("赵六", "2016-06-20"), ["D3 没有谈话记录 2015-04-01"], "in time on the day itself");
    assert_eq!(
        due("赵六", "2016-06-21"),
        [
            "D3 没有谈话记录 2015-04-01",
            "D10 没有政治审查记录 2016-06-20",
            "D11 集中培训学时不足 2016-06-20",
            "D12 没有预审记录 2016-06-20",
        ]
    );
    assert_eq!(due("钱七", "2015-05-01"), [] as [&str; 0]);
    assert_eq!(due("钱七", "2015-05-02"), ["D3 没有谈话记录 2015-05-01"]);
    assert_eq!(due("孙八", "2016-12-31"), [] as [&str; 0]);
    assert_eq!(due("李四", "2016-12-31"), [] as [&str; 0], "nothing is known of what went before");
    assert_eq!(due("吴十", "2026-06-01"), [] as [&str; 0]);
    assert_eq!(due("吴十", "2026-06-02"), ["D8 没有公示记录 2026-06-01"]);
    // A month counts to its last day.
    assert_eq!(due("郑一", "2026-06-30"), [] as [&str; 0]);
    assert_eq!(due("郑一", "2026-07-01"), ["D7 没有确定为积极分子的记录 2026-06-30", "D8 没有公示记录 2026-06-30"]);
}
