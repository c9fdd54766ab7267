//! Corrections on the way into the Party, moves between branches, approval of the conversion.

use serde_json::{Value, json};

use crate::activist::{convert, on, stages, with_activist, with_probationer};
use crate::env::TestEnv;

fn cell(env: &TestEnv, line: &str, key: &str) -> Value {
    env.json(line)[0][key].clone()
}

#[test]
fn the_day_of_a_step_is_put_right() {
    let env = with_activist();
    let before = env.json("activist list");
    env.line("activist set 赵六 --step applied --date 2010-01-08").ok().says("已更正 赵六: 申请入党");
    env.line("activist set 赵六 --step 谈话 --date 2010-02-06 --by 王五").ok();
    env.line("activist set 赵六 --step nominated --date 2010-04-02 --superior 2010-04-12").ok();
    env.line("activist set 赵六 --step evaluated --result 优秀 --note 补记").ok();
    let after = &env.json("activist list")[0];
    assert_eq!(
        [&after["applied"], &after["talked"], &after["nominated"], &after["next_due"]],
        ["2010-01-08", "2010-02-06", "2010-04-02", "2011-04-01"]
    );
    assert_eq!(stages(&env, "2010-01-07"), Vec::<Value>::new());
    assert_eq!(stages(&env, "2010-04-01"), ["applicant"]);
    assert_eq!(cell(&env, "activist list --as-of 2010-04-02", "contacts"), "张三", "the contact moved along");
    let details = env.column("activist show 赵六", "detail");
    assert_eq!(
        details[..4],
        [Value::Null, json!("谈话人: 王五"), json!("上级备案或同意: 2010-04-12"), json!("结果: 优秀; 说明: 补记")]
    );
    env.sound();
    for _ in 0..4 {
        env.line("db undo").ok();
    }
    assert_eq!(env.json("activist list"), before);
}

#[test]
fn one_of_several_is_named_by_its_day() {
    let env = with_activist();
    env.line("activist evaluate 赵六 --date 2011-04-01 --result 合格").ok();
    env.refuses(
        "activist set 赵六 --step evaluated --date 2010-09-30",
        3,
        "登记了多次: 2010-10-01、2011-04-01",
        "on record more than once: 2010-10-01, 2011-04-01",
    );
    env.refuses(
        "activist set 赵六 --step evaluated --of 2010-10-02 --date 2010-09-30",
        3,
        "没有所写的日期",
        "not for the day given",
    );
    env.line("activist set 赵六 --step evaluated --of 2010-10-01 --date 2010-09-30").ok();
    let dates = env.column("activist show 赵六", "date");
    assert_eq!(dates[3..5], [json!("2010-09-30"), json!("2011-04-01")]);
}

#[test]
fn what_cannot_be_is_not_put_right_that_way() {
    let env = with_activist();
    let cases: [(&str, i32, &str, &str); 9] = [
        (
            "--step talked --date 2010-04-02",
            3,
            "晚于确定为入党积极分子 2010-04-01",
            "is after named activist 2010-04-01",
        ),
        ("--step talked --date 2010-01-04", 3, "早于申请入党 2010-01-05", "is before application 2010-01-05"),
        ("--step nominated --date 2010-10-02", 3, "考察 2010-10-01", "evaluation 2010-10-01"),
        ("--step talked --date 2011-06-01", 3, "晚于今天", "later than today"),
        ("--step admitted --date 2011-01-01", 3, "没有登记过接收为预备党员", "admission is not on record"),
        ("--step talked --doc 7", 2, "--doc", "--doc"),
        ("--step nominated --superior 2010-03-31", 3, "2010-03-31", "2010-03-31"),
        ("--ended 2011-01-01", 3, "没有终止", "has not ended"),
        ("--date 2011-01-01", 2, "--step", "--step"),
    ];
    for (what, code, zh, en) in cases {
        env.refuses(&format!("activist set 赵六 {what}"), code, zh, en);
    }
    env.line("activist contact add 赵六 王五 --from 2010-05-02").ok();
    env.line("activist set 赵六 --step nominated --date 2010-05-01 --superior 2010-05-10").ok();
    env.refuses(
        "activist set 赵六 --step nominated --date 2010-06-01 --superior 2010-06-01",
        3,
        "的培养联系人自 2010-05-02 起, 早于",
        "since 2010-05-02, before the nomination",
    );
}

#[test]
fn the_roll_follows_the_day_of_the_meeting() {
    let env = with_probationer();
    let ran = on(&env, "2018-12-31", "activist set 赵六 --step admitted --date 2016-03-02").ok();
    assert!(!ran.err.contains("D14 "), "no such norm before 2026: {}", ran.err);
    let category = |day: &str| {
        let rows = env.json(&format!("member list --org FJ --as-of {day}"));
        let row = rows.as_array().unwrap().iter().find(|row| row["name"] == "赵六").cloned();
        row.map(|row| (row["category"].clone(), row["joined"].clone()))
    };
    assert_eq!(category("2016-03-01"), None);
    assert_eq!(category("2016-03-02"), Some((json!("probationary"), json!("2016-03-02"))));
    env.sound();
    on(&env, "2018-12-31", &convert("2017-03-02")).ok();
    on(&env, "2018-12-31", "activist set 赵六 --step converted --date 2017-03-01").ok().says("D19 ");
    assert_eq!(category("2017-02-28").unwrap().0, "probationary");
    assert_eq!(category("2017-03-01").unwrap().0, "full");
    assert_eq!(cell(&env, "member show 赵六 --as-of 2018-12-31", "full_on"), "2017-03-01");
    env.sound();
    drop(
        on(&env, "2018-12-31", "activist set 赵六 --step admitted --date 2017-03-02")
            .exit(3)
            .says("转为正式党员 2017-03-01"),
    );
}

#[test]
fn a_cancelled_probation_ends_on_another_day() {
    let env = with_probationer();
    on(&env, "2018-12-31", "activist cancel 赵六 --date 2016-12-01 --reason 不合格").ok();
    drop(on(&env, "2018-12-31", "activist set 赵六 --ended 2016-04-09").exit(3).says("入党宣誓在 2016-04-10"));
    on(&env, "2018-12-31", "activist set 赵六 --ended 2016-12-15").ok().says("已更正 赵六: 终止于 2016-12-15");
    assert_eq!(stages(&env, "2016-12-14"), ["probationary"]);
    assert_eq!(stages(&env, "2016-12-15"), ["ended"]);
    assert_eq!(env.column("member list --left --as-of 2016-12-15", "name"), ["赵六"]);
    env.sound();
}

#[test]
fn the_conversion_is_approved_within_three_months() {
    let env = with_probationer();
    let next = |day: &str| {
        let row = &env.json(&format!("activist list --as-of {day}"))[0];
        (row["next_step"].clone(), row["next_due"].clone())
    };
    on(&env, "2018-12-31", &convert("2017-11-30")).ok();
    assert_eq!(next("2017-12-01"), (json!("confirmed"), json!("2018-02-28")));
    for (day, warned) in [("2018-02-27", false), ("2018-02-28", false), ("2018-03-01", true)] {
        let ran = on(&env, "2018-12-31", &format!("activist approve 赵六 --date {day} --doc 嘉党9号")).ok();
        assert_eq!(ran.err.contains("D22 "), warned, "{day}: {}", ran.err);
        assert!(ran.err.contains("已登记 赵六: 转正审批"), "{}", ran.err);
        assert_eq!(next("2018-12-31"), (Value::Null, Value::Null));
        env.sound();
        env.line("db undo").ok();
    }
    drop(
        on(&env, "2018-12-31", "activist approve 赵六 --date 2017-11-29 --doc 9")
            .exit(3)
            .says("早于转为正式党员 2017-11-30"),
    );
}

#[test]
fn an_activist_takes_the_months_along() {
    let env = with_activist();
    let stands = |day: &str| cell(&env, &format!("activist list --as-of {day}"), "org");
    env.line("activist move 赵六 --to GF --date 2010-12-01").ok().says("自 2010-12-01 起由 光伏协会党支部 培养考察");
    assert_eq!(stands("2010-11-30"), "福建商会党支部");
    assert_eq!(stands("2010-12-01"), "光伏协会党支部");
    assert_eq!(env.column("activist list --org GF", "nominated"), ["2010-04-01"]);
    // A year by the text of 1990, too, which was in force then.
    let early = on(&env, "2015-12-31", "activist candidate 赵六 --date 2011-03-31").exit(3).says("最早 2011-04-01");
    assert!(early.err.contains("〔1990〕3号") && !early.err.contains("尚未施行"), "{}", early.err);
    on(&env, "2015-12-31", "activist candidate 赵六 --date 2011-04-01 --consent 2011-04-01").ok();
    env.sound();
    env.refuses("activist move 赵六 --to GF --date 2011-05-01", 3, "光伏协会党支部", "光伏协会党支部");
    env.refuses("activist move 赵六 --to FJ --date 2010-12-01", 3, "2010-12-01", "2010-12-01");
    env.refuses("activist move 赵六 --to FJ --date 2011-06-01", 3, "晚于今天", "later than today");
    let probationer = with_probationer();
    drop(on(&probationer, "2018-12-31", "activist move 赵六 --to GF --date 2017-01-01").exit(3).says("transfer move"));
}

#[test]
fn a_dissolved_branch_hands_its_activists_over() {
    let env = with_activist();
    env.line("transfer move --all-of FJ --to GF --date 2011-01-01").ok();
    env.refuses(
        "org dissolve FJ --date 2011-02-01 --reason 合并",
        3,
        "0 名党员、1 名申请人或积极分子等",
        "0 members, 1 applicants or activists",
    );
    env.line("activist apply 钱七 --org FJ --date 2011-02-10 --birth 1990-01-01").ok();
    env.refuses("org dissolve FJ --date 2011-02-01 --reason 合并 --into GF", 3, "(2011-02-10)", "since 2011-02-10");
    env.line("db undo").ok();
    env.line("org dissolve FJ --date 2011-02-01 --reason 合并 --into GF").ok();
    assert_eq!(env.column("activist list --as-of 2011-01-31", "org"), ["福建商会党支部"]);
    assert_eq!(env.column("activist list --as-of 2011-02-01", "org"), ["光伏协会党支部"]);
    env.sound();
}

#[test]
fn contacts_end_with_the_way() {
    let env = with_activist();
    env.line("activist withdraw 赵六 --date 2011-01-10 --reason 离职").ok();
    assert_eq!(cell(&env, "activist list --as-of 2011-01-09", "contacts"), "张三");
    assert_eq!(cell(&env, "activist list --as-of 2011-01-10", "contacts"), Value::Null);
    env.line("activist set 赵六 --ended 2011-01-12").ok();
    assert_eq!(cell(&env, "activist list --as-of 2011-01-11", "contacts"), "张三");
    env.sound();
}

#[test]
fn a_member_on_probation_known_from_a_roster_is_converted() {
    let env = TestEnv::office();
    env.refuses(
        "activist convert 李四 --date 2011-05-31 --voters 2 --present 2 --for 2",
        3,
        "2010-07-01 接收, 最早 2011-07-01",
        "admitted on 2010-07-01, so not before 2011-07-01",
    );
    env.refuses("activist talk 李四 --date 2011-05-01", 3, "没有进行中的入党申请", "no application under way");
    on(&env, "2011-12-31", "activist convert 李四 --date 2011-07-01 --voters 2 --present 2 --for 2").ok();
    let row = &env.json("activist list --as-of 2011-12-31")[0];
    assert_eq!(
        [&row["stage"], &row["applied"], &row["admitted"], &row["converted"]],
        [&json!("full"), &Value::Null, &json!("2010-07-01"), &json!("2011-07-01")]
    );
    assert_eq!(stages(&env, "2011-06-30"), ["probationary"]);
    assert_eq!(cell(&env, "member show 李四 --as-of 2011-07-01", "category"), "full");
    env.sound();
    env.line("db undo").ok();
    assert_eq!(stages(&env, "2011-12-31"), ["probationary"], "as the roll has him");
    on(&env, "2011-12-31", "activist extend 李四 --date 2011-07-01 --until 2012-01-01").ok();
    on(&env, "2011-12-31", "activist cancel 李四 --date 2011-12-01 --reason 不合格").ok();
    assert_eq!(stages(&env, "2011-12-01"), ["ended"]);
    env.sound();
}
