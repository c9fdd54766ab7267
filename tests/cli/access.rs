//! The access log: who looked at numbers in full, how much, whom it showed, and what went into a file.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::env::TestEnv;

#[test]
fn a_look_is_noted_with_its_rows_its_people_and_its_file() {
    let env = TestEnv::office();
    env.line("member show 张三").ok();
    assert_eq!(env.json("db access"), json!([]), "what is masked is no look");
    env.line("member export --org FJ --reveal -o out.csv").ok();
    env.line("member show 王五 --reveal").ok();
    let log = env.json("db access");
    let sha256 = format!("{:x}", Sha256::digest(std::fs::read(env.path("out.csv")).unwrap()));
    assert_eq!(log[0]["command"], "member show 王五 --reveal", "the latest first");
    assert_eq!((&log[0]["rows"], &log[0]["people"], &log[0]["sha256"]), (&json!(1), &json!("3 王五"), &Value::Null));
    assert_eq!((&log[1]["rows"], &log[1]["people"]), (&json!(2), &json!("1 张三、2 李四")));
    assert_eq!((&log[1]["sha256"], &log[1]["operator"]), (&json!(sha256), &json!("测试员")));
    env.line("report roster --reveal -o roster.xlsx").ok();
    let sha256 = format!("{:x}", Sha256::digest(std::fs::read(env.path("roster.xlsx")).unwrap()));
    let latest = &env.json("db access")[0];
    assert_eq!((&latest["rows"], &latest["sha256"]), (&json!(3), &json!(sha256)));
}

#[test]
fn the_log_is_asked_by_person_and_by_day() {
    let env = TestEnv::office();
    env.line("member show 张三 --reveal").ok();
    env.line("member show 王五 --reveal").ok();
    env.line("org export --reveal").ok();
    let of = |person: &str| {
        let rows = env.json(&format!("db access --person {person}"));
        rows.as_array().unwrap().iter().map(|row| (row["id"].clone(), row["seen"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(of("张三"), [(json!(3), json!("possible")), (json!(1), json!("named"))]);
    assert_eq!(of("李四"), [(json!(3), json!("possible"))]);
    env.connection().execute_batch("UPDATE access SET at = '2011-03-0' || id || 'T02:00:00Z'").unwrap();
    assert_eq!(env.column("db access --from 2011-03-02 --to 2011-03-02", "id"), [json!(2)]);
    assert_eq!(env.column("db access --to 2011-03-02", "id"), [json!(2), json!(1)]);
    env.refuses("db access --from 2011-03-02 --to 2011-03-01", 2, "晚于 --to", "is later than --to");
    env.refuses("db access --person 没有这人", 4, "没有这人", "没有这人");
}

#[test]
fn a_look_at_names_alone_is_noted_as_one_that_showed_nobodys_numbers() {
    let env = TestEnv::office();
    env.line("member set 王五 --remark 电话13800000000").ok();
    env.line("member list --reveal --columns 姓名").ok();
    env.line("member list --reveal --columns 姓名,手机号").ok();
    env.line("member list --reveal --columns 姓名,备注 --org GF").ok();
    env.line("member list --reveal --columns 姓名,备注 --org FJ").ok();
    let log = env.json("db access");
    let told = |at: usize| (log[at]["rows"].clone(), log[at]["people"].clone());
    assert_eq!(told(3), (json!(3), json!("(无)")));
    assert_eq!(told(2), (json!(3), json!("1 张三、2 李四、3 王五")));
    // A number in a text is one.
    assert_eq!(told(1), (json!(1), json!("3 王五")));
    assert_eq!(told(0), (json!(2), json!("(无)")));
    assert_eq!(env.column("db access --person 李四", "id"), [json!(2)]);
}

#[test]
fn a_look_that_broke_off_stays_noted() {
    let env = TestEnv::office();
    env.line("member show 没有这人 --reveal").exit(4);
    let log = env.json("db access");
    assert_eq!((&log[0]["rows"], &log[0]["people"]), (&Value::Null, &json!("(未完成, 或早期记录)")));
    // What was found came out.
    env.line("member list --org FJ --reveal --fail-on-empty").ok();
    env.line("member list --left --reveal --fail-on-empty").exit(1);
    assert_eq!(env.column("db access", "rows"), [json!(0), json!(2), Value::Null]);
}

#[test]
fn more_than_fifty_people_are_not_told_one_by_one() {
    let env = TestEnv::office();
    let rows: String = ('一'..).take(48).map(|c| format!("周{c},FJ\n")).collect();
    env.write("many.csv", format!("姓名,所在党支部\n{rows}"));
    env.line("member import many.csv --as-found 2011-01-01").ok();
    env.line("member list --org FJ --reveal").ok();
    env.line("member list --reveal").ok();
    let log = env.json("db access");
    assert_eq!((&log[0]["rows"], &log[0]["people"]), (&json!(51), &json!("(未逐一记录, 见命令)")));
    assert_eq!(log[1]["people"].as_str().unwrap().split('、').count(), 50);
    let kept: i64 = env.connection().query_row("SELECT count(*) FROM access_person", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 50);
}

#[test]
fn a_letter_is_noted_with_whom_it_introduces() {
    let env = TestEnv::office();
    env.line("transfer out 张三 --to 杭州市委组织部 --date 2011-05-01").ok();
    env.line("transfer letter 1 -o letter.html").ok();
    let log = env.json("db access");
    let sha256 = format!("{:x}", Sha256::digest(std::fs::read(env.path("letter.html")).unwrap()));
    assert_eq!((&log[0]["people"], &log[0]["sha256"]), (&json!("1 张三"), &json!(sha256)));
}
