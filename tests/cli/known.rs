//! What the records said at an earlier time, whatever was corrected since.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// The small office; each operation on a day of its own, the first on 1 May 2011, and then two corrections.
fn corrected() -> TestEnv {
    let env = TestEnv::office();
    env.line("member set 李四 --category full --full-on 2011-03-01").ok(); // 9
    env.line("member add 赵六 --org GF --joined 2001-07-01 --full-on 2002-07-01 --entered 2010-06-01").ok(); // 10
    env.line("meeting record FJ --kind 党课 --date 2011-05-04 --topic 学习党章 --present 2").ok(); // 11
    let days = "UPDATE operation SET at = printf('2011-05-%02dT08:00:00Z', id); DELETE FROM operation_sum";
    env.connection().execute_batch(days).unwrap();
    env
}

fn full(env: &TestEnv, more: &str) -> Value {
    let rows = env.json(&format!("report structure --by sex {more}"));
    rows.as_array().unwrap().iter().map(|row| row["full"].as_i64().unwrap()).sum::<i64>().into()
}

#[test]
fn a_figure_is_had_as_it_was_known() {
    let env = corrected();
    assert_eq!(env.operations(), 11);
    // Now: 张三, 王五, 李四 put right, 赵六 entered late. On the same day of the question.
    assert_eq!(full(&env, "--as-of 2011-04-30"), json!(4));
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 10"), json!(4));
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 9"), json!(3));
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 8"), json!(2));
    // Eight hours before the end of 9 May in China.
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 2011-05-09"), json!(3));
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 2011-05-08"), json!(2));
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 2011-04"), json!(0), "before the first operation");
    assert_eq!(env.json("member list --known 0"), json!([]));
    env.line("report overview --known 2011-04").ok().says("那时还没有任何记录: 第一次操作是 2011-05-01");
    assert_eq!(env.json("db log --known 9").as_array().unwrap().len(), 9);
    // Without a day of its own, the question is about the day on which it was asked.
    let title = |line: &str| env.line(line).ok().out.lines().next().unwrap().to_owned();
    assert!(title("report structure --known 2011-05-09").contains("2011-05-09"));
    assert!(title("report structure --known 9").contains("[按操作 9 之后的记录] (截至 2011-05-31)"));
    assert!(title("report due --known 2011-05-09").contains("[按 2011-05-09 日终的记录]"));
}

#[test]
fn what_was_taken_back_stood_until_then() {
    let env = corrected();
    env.line("db undo 10").ok(); // 12
    env.line("db undo 12").ok(); // 13
    env.line("db undo 13").ok(); // 14
    let there = |operation: i64| env.json(&format!("member find 赵六 --known {operation}")).as_array().unwrap().len();
    assert_eq!([9, 10, 11, 12, 13, 14].map(there), [0, 1, 1, 0, 1, 0]);
    let undone = |operation: i64| {
        let log = env.json(&format!("db log --known {operation}"));
        log.as_array().unwrap().iter().find(|row| row["operation"] == 10).unwrap()["undone_by"].clone()
    };
    // 14 takes back the redo, so that what 12 did holds again.
    assert_eq!([11, 12, 13, 14].map(undone), [json!(null), json!(12), json!(null), json!(12)]);
    // What is searched is what was recorded then, and the numbers of members that are shown in full are noted in the file itself.
    assert_eq!(env.json("meeting find 党章 --known 10"), json!([]));
    assert_eq!(env.json("meeting find 党章 --known 11").as_array().unwrap().len(), 1);
    env.line("member list --known 9 --reveal").ok();
    let noted: i64 = env.connection().query_row("SELECT count(*) FROM access", [], |row| row.get(0)).unwrap();
    assert_eq!(noted, 1);
    env.line("db check --known 9").ok();
    env.sound();
}

#[test]
fn the_file_is_only_read() {
    let env = corrected();
    let before = std::fs::read(env.db()).unwrap();
    let mut readable = std::fs::metadata(env.db()).unwrap().permissions();
    readable.set_readonly(true);
    std::fs::set_permissions(env.db(), readable).unwrap();
    assert_eq!(full(&env, "--as-of 2011-04-30 --known 8"), json!(2));
    assert_eq!(std::fs::read(env.db()).unwrap(), before);
}

#[test]
fn what_cannot_be_known_is_refused() {
    let env = corrected();
    env.refuses("member list --known 99", 4, "没有操作 99", "no operation 99");
    env.line("member list --known 2011-06-01").exit(2).says("还没有到");
    env.line("member list --known gestern").exit(2).says("既不是日期, 也不是操作编号");
    env.line("member set 张三 --phone 13800000000 --known 5").exit(2).says("--known 只用于查询");
    env.line("db backup b.db --known 5").exit(2).says("--known");
}
