//! The way into the Party, step by step.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// 赵六 applied to the Fujian branch, was talked to and named an activist, with 张三 as contact.
fn with_activist() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "activist apply 赵六 --org FJ --date 2010-01-05 --birth 1985-05-06 --sex 男 --education 本科",
        "activist talk 赵六 --date 2010-02-05 --by 张三",
        "activist nominate 赵六 --date 2010-04-01 --filed 2010-04-10",
        "activist contact add 赵六 张三 --from 2010-04-01",
        "activist evaluate 赵六 --date 2010-10-01 --result 合格",
    ] {
        env.line(line).ok();
    }
    env
}

fn stages(env: &TestEnv, day: &str) -> Vec<Value> {
    env.column(&format!("activist list --as-of {day}"), "stage")
}

#[test]
fn an_applicant_becomes_an_activist_step_by_step() {
    let env = with_activist();
    let list = env.json("activist list");
    assert_eq!(
        list,
        json!([{
            "no": 4, "name": "赵六", "org": "福建商会党支部", "stage": "activist", "applied": "2010-01-05",
            "talked": "2010-02-05", "nominated": "2010-04-01", "contacts": "张三", "last_evaluated": "2010-10-01",
            "next_due": "2011-04-01", "next_step": "evaluated",
        }])
    );
    assert_eq!(stages(&env, "2010-01-04"), Vec::<Value>::new());
    assert_eq!(stages(&env, "2010-03-31"), ["applicant"]);
    assert_eq!(stages(&env, "2010-04-01"), ["activist"]);
    let early = env.json("activist list --as-of 2010-01-31");
    assert_eq!((&early[0]["next_step"], &early[0]["next_due"]), (&json!("talked"), &json!("2010-02-05")));
    let waiting = env.json("activist list --as-of 2010-03-01");
    assert_eq!((&waiting[0]["next_step"], &waiting[0]["next_due"]), (&json!("nominated"), &Value::Null));
    assert_eq!(env.json("activist list --stage applicant"), json!([]));
    assert_eq!(env.json("activist list --org GF"), json!([]));
    assert_eq!(env.column("activist list --under JW --stage 入党积极分子", "name"), ["赵六"]);
    assert_eq!(env.json("member list").as_array().unwrap().len(), 3, "on no roll yet");
    env.sound();
}

#[test]
fn the_timeline_tells_what_is_done_next_and_then() {
    let env = with_activist();
    let shown = |line: &str| {
        let rows = env.json(line);
        let line = |row: &Value| {
            let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} {} {}", text("progress"), text("step"), text("date"), text("due"), text("detail"))
        };
        rows.as_array().unwrap().iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        shown("activist show 赵六 --as-of 2010-02-10"),
        [
            "done applied 2010-01-05 - -",
            "done talked 2010-02-05 - 谈话人: 张三",
            "next nominated - - -",
            "then evaluated - - -"
        ]
    );
    assert_eq!(shown("activist show 赵六 --lang en")[1], "done talked 2010-02-05 - by: 张三");
    assert_eq!(shown("activist show 赵六").last().unwrap(), "next evaluated - 2011-04-01 -");
    assert_eq!(shown("activist show 赵六 --as-of 2009-12-31"), Vec::<String>::new());
    let history: Vec<Value> = env.column("member show 赵六 --history --lang en", "what");
    assert_eq!(history, ["applied", "talk", "named activist", "evaluation"]);
}

#[test]
fn what_cannot_be_is_refused_by_name() {
    let env = with_activist();
    env.line("activist apply 钱七 --org GF --date 2011-01-05 --birth 1990-01-01").ok();
    let cases = [
        ("activist talk 钱七 --date 2011-06-01", "晚于今天", "is later than today"),
        (
            "activist talk 钱七 --date 2011-01-04",
            "谈话 2011-01-04 早于申请入党 2011-01-05",
            "talk 2011-01-04 is before application 2011-01-05",
        ),
        ("activist nominate 钱七 --date 2011-02-01", "还没有登记“谈话”", "comes after talk"),
        (
            "activist evaluate 钱七 --date 2011-02-01 --result 好",
            "还没有登记“确定为入党积极分子”",
            "comes after named activist",
        ),
        ("activist contact add 钱七 张三 --from 2011-02-01", "那天还没有确定为入党积极分子", "not yet named activist"),
        ("activist talk 赵六 --date 2010-02-06", "已登记谈话(2010-02-05)", "talk is recorded already (2010-02-05)"),
        ("activist apply 4 --org GF --date 2011-01-01", "已于 2010-01-05 申请入党", "applied on 2010-01-05 already"),
        ("activist apply 1 --org GF --date 2011-01-01", "已在“福建商会党支部”在册", "is on the roll of"),
        ("activist apply 孙八 --org JW --date 2011-06-01", "晚于今天", "is later than today"),
        ("activist apply 孙八 --org GF --date 2010-02-01", "才成立", "was founded on"),
        ("activist talk 张三 --date 2011-02-01", "没有进行中的入党申请", "no application under way"),
        (
            "activist contact add 赵六 赵六 --from 2011-02-01",
            "不能作自己的培养联系人",
            "cannot be a contact of their own",
        ),
        ("activist contact add 赵六 张三 --from 2011-02-01", "已是 赵六 的培养联系人", "fosters 赵六 already"),
        ("activist contact end 赵六 王五 --date 2011-02-01", "不是 赵六 的培养联系人", "does not foster"),
        ("activist contact end 赵六 张三 --date 2010-04-01", "不晚于开始日期", "is not after the start"),
        ("activist apply 孙八 --org GF --date 2011-01-01 --birth 2011-02-30", "不是可能的日期", "no possible date"),
    ];
    for (line, zh, en) in cases {
        env.refuses(line, 3, zh, en);
    }
    env.refuses("activist talk 没有的 --date 2011-02-01", 4, "找不到“没有的”", "nobody answers to");
    env.refuses("activist apply 赵六 --org GF --date 2011-02-01", 4, "可能是同一人", "perhaps the same person");
    env.line("activist talk 钱七 --date 2011-02-05").ok();
    env.refuses(
        "activist nominate 钱七 --date 2011-03-01 --filed 2011-02-28",
        3,
        "备案日期 2011-02-28 早于决定的日期 2011-03-01",
        "filed on 2011-02-28, before it was decided",
    );
    env.sound();
}

/// The rules of 2014 bind from their day on; before it they only advise.
#[test]
fn norms_refuse_where_they_bind_and_a_reason_overrides() {
    let env = TestEnv::office();
    let on = |day: &str, line: &str| {
        let args = line.split_whitespace();
        crate::env::ran(env.command(args).env("DANGWU_TODAY", day).output().unwrap())
    };
    let young = "activist apply 赵六 --org FJ --date 2015-05-05 --birth 1997-05-06";
    on("2015-06-01", young)
        .exit(3)
        .says("赵六(出生 1997-05-06)在 2015-05-05 未满年龄, 最早 2015-05-06 可以申请")
        .says("依据: D1 申请入党须年满18岁。《中国共产党发展党员工作细则》第五条")
        .says("--override");
    on("2015-06-01", &format!("{young} --override 上级批准")).ok().says("警告: ");
    assert_eq!(env.json("db log --limit 1")[0]["override_reason"], "上级批准");
    on("2015-06-01", "db undo").ok();
    on("2015-06-01", "activist apply 赵六 --org FJ --date 2015-05-06 --birth 1997-05-06").ok();
    let late = on("2015-06-30", "activist talk 赵六 --date 2015-06-07").ok();
    drop(late.says("谈话 2015-06-07 过迟: 申请于 2015-05-06, 应不迟于 2015-06-06 (D3 "));
    let unfiled = on("2015-07-30", "activist nominate 赵六 --date 2015-07-01").ok();
    drop(unfiled.says("没有报上级党委备案的日期 (D4 "));
    on("2015-07-30", "activist contact add 赵六 李四 --from 2015-07-02")
        .exit(3)
        .says("李四 在 2015-07-02 不是正式党员")
        .says("D5 ");
    on("2015-07-30", "activist contact add 赵六 张三 --from 2015-07-02").ok();
    on("2015-07-30", "activist contact add 赵六 王五 --from 2015-07-02").ok();
    on("2015-07-30", "member add 周一 --org FJ --joined 2001-01-01 --full-on 2002-01-01 --entered 2010-01-01").ok();
    on("2015-07-30", "activist contact add 赵六 周一 --from 2015-07-02")
        .exit(3)
        .says("赵六 那时已有培养联系人: 张三、王五");
    on("2015-07-30", "activist contact end 赵六 王五 --date 2015-07-20").ok();
    on("2015-07-30", "activist contact add 赵六 周一 --from 2015-07-20").ok();
    let late = on("2016-07-30", "activist evaluate 赵六 --date 2016-01-02 --result 合格").ok();
    drop(late.says("考察 2016-01-02 过迟: 上一次为 2015-07-01, 应不迟于 2016-01-01 (D6 "));
    env.sound();
}

#[test]
fn every_step_can_be_undone() {
    let env = with_activist();
    let before = env.json("activist show 赵六");
    env.line("activist evaluate 赵六 --date 2011-04-01 --result 合格").ok();
    env.line("db undo").ok();
    assert_eq!(env.json("activist show 赵六"), before);
    for _ in 0..5 {
        env.line("db undo").ok();
    }
    assert_eq!(env.json("activist list"), json!([]));
    assert_eq!(env.json("db info")[0]["people"], 3);
    env.sound();
}

#[test]
fn steps_written_past_the_program_cannot_be_turned_around() {
    let env = with_activist();
    let conn = env.connection();
    for sql in [
        "UPDATE step SET date = '2009-12-31' WHERE step = 'talked'",
        "UPDATE step SET date = '2010-04-02' WHERE step = 'talked'",
        "INSERT INTO step (candidature_id, step, date) VALUES (1, 'talked', '2010-02-06')",
        "INSERT INTO step (candidature_id, step, date) VALUES (1, 'candidate', '2010-03-31')",
        "INSERT INTO step (candidature_id, step, date) VALUES (1, 'dreamt', '2010-05-01')",
        "INSERT INTO candidature (person_id) VALUES (4)",
        "INSERT INTO foster (candidature_id, contact_id, since) VALUES (1, 1, '2010-05-01')",
        "INSERT INTO candidature_org (candidature_id, org_id, since) VALUES (1, 3, '2010-05-01')",
    ] {
        conn.execute(sql, []).expect_err(sql);
    }
}
