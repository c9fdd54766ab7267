//! The way into the Party, step by step.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// 赵六 applied to the Fujian branch, was talked to and named an activist, with 张三 as contact.
pub(crate) fn with_activist() -> TestEnv {
    let env = TestEnv::office_without_probation();
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

pub(crate) fn stages(env: &TestEnv, day: &str) -> Vec<Value> {
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
            "talked": "2010-02-05", "nominated": "2010-04-01", "candidate_on": null, "reviewed": null,
            "trained_hours": null, "admitted": null, "approved": null, "convert_due": null, "converted": null, "contacts": "张三", "last_evaluated": "2010-10-01",
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
        shown("activist show 赵六 --as-of 2010-02-10")[..3],
        ["done applied 2010-01-05 - -", "done talked 2010-02-05 - 谈话人: 张三", "next nominated - - -"]
    );
    assert_eq!(shown("activist show 赵六 --lang en")[1], "done talked 2010-02-05 - by: 张三");
    let now = shown("activist show 赵六");
    assert_eq!(now[4..6], ["next evaluated - 2011-04-01 -", "then candidate - - -"]);
    assert_eq!(now.last().unwrap(), "then confirmed - - -");
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
    let env = TestEnv::office_without_probation();
    let on = |day: &str, line: &str| on(&env, day, line);
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

/// 赵六 as candidate since 1 April 2016, reviewed, trained and pre-reviewed. The program runs on the day given.
fn with_candidate() -> TestEnv {
    let env = TestEnv::office_without_probation();
    for line in [
        "activist apply 赵六 --org FJ --date 2015-01-05 --birth 1985-05-06",
        "activist talk 赵六 --date 2015-02-05",
        "activist nominate 赵六 --date 2015-04-01 --filed 2015-04-10",
        "activist contact add 赵六 张三 --from 2015-04-01",
        "activist candidate 赵六 --date 2016-04-01 --consent 2016-03-30",
        "activist review 赵六 --date 2016-04-20 --result 合格",
        "activist train 赵六 --date 2016-05-10 --hours 24 --certificate 培12",
        "activist prereview 赵六 --date 2016-06-01 --doc 预8号",
    ] {
        on(&env, "2016-12-31", line).ok();
    }
    env
}

/// A command line run on a day.
pub(crate) fn on(env: &TestEnv, day: &str, line: &str) -> crate::env::Ran {
    crate::env::ran(env.command(line.split_whitespace()).env("DANGWU_TODAY", day).output().unwrap())
}

const ADMIT: &str =
    "activist admit 赵六 --date 2016-06-20 --voters 9 --present 8 --for 7 --abstain 1 --introducers 张三,王五";

#[test]
fn the_meeting_makes_a_probationary_member() {
    let env = with_candidate();
    on(&env, "2016-12-31", ADMIT)
        .ok()
        .says("赵六 于 2016-06-20 接收为 福建商会党支部 预备党员 (应到会 9 人, 实到 8 人, 赞成 7、反对 0、弃权 1, 须超过 4.5 人)");
    on(&env, "2016-12-31", "activist approve 赵六 --date 2016-08-01 --doc 嘉党3号").ok();
    on(&env, "2016-12-31", "activist oath 赵六 --date 2016-08-10").ok();
    env.sound();
    let member = env.json("member show 赵六 --as-of 2016-06-20");
    assert_eq!(
        (&member[0]["category"], &member[0]["joined"], &member[0]["entered"], &member[0]["org"]),
        (&json!("probationary"), &json!("2016-06-20"), &json!("2016-06-20"), &json!("福建商会党支部"))
    );
    assert_eq!(env.column("member list --as-of 2016-06-19", "name"), ["张三", "李四", "王五"]);
    for (day, stage) in [("2016-03-31", "activist"), ("2016-04-01", "candidate"), ("2016-06-20", "probationary")] {
        assert_eq!(stages(&env, day), [stage], "{day}");
    }
    let row = &env.json("activist list --as-of 2016-12-31")[0];
    assert_eq!(
        (
            &row["candidate_on"],
            &row["reviewed"],
            &row["trained_hours"],
            &row["admitted"],
            &row["approved"],
            &row["convert_due"]
        ),
        (
            &json!("2016-04-01"),
            &json!("2016-04-20"),
            &json!(24),
            &json!("2016-06-20"),
            &json!("2016-08-01"),
            &json!("2017-06-20")
        )
    );
    let waiting = &env.json("activist list --as-of 2016-07-01")[0];
    assert_eq!((&waiting["next_step"], &waiting["next_due"]), (&json!("approved"), &json!("2016-09-20")));
    let next = |day: &str| env.json(&format!("activist list --as-of {day}"))[0]["next_step"].clone();
    let days = ["2016-04-01", "2016-04-20", "2016-05-10", "2016-06-01", "2016-08-01"].map(next);
    assert_eq!(days, ["reviewed", "trained", "prereviewed", "admitted", "sworn"]);
    let detail = env.column("activist show 赵六 --as-of 2016-06-30", "detail");
    assert_eq!(detail[5], "学时: 24; 文号: 培12");
    assert_eq!(detail[7], "表决: 应到会 9 人, 实到 8 人, 赞成 7、反对 0、弃权 1, 须超过 4.5 人");
    let history = env.json("member show 赵六 --history --as-of 2016-12-31");
    assert!(
        history.as_array().unwrap().iter().any(|row| row["what"] == "admitted" || row["what"] == "接收为预备党员"),
        "{history}"
    );
    env.line("member end 赵六 --date 2016-09-01 --reason left").exit(3);
    on(&env, "2016-12-31", "member end 赵六 --date 2016-09-01 --reason left").ok();
    assert_eq!(stages(&env, "2016-09-01"), ["ended"], "left the roll on the way");
    env.sound();
}

#[test]
fn an_admission_is_undone_as_a_whole() {
    let env = with_candidate();
    let before = (env.json("activist list --as-of 2016-12-31"), env.json("member list --as-of 2016-12-31"));
    on(&env, "2016-12-31", ADMIT).ok();
    env.line("db undo").ok();
    assert_eq!((env.json("activist list --as-of 2016-12-31"), env.json("member list --as-of 2016-12-31")), before);
    assert_eq!(env.json("member show 赵六")[0]["joined"], Value::Null);
    env.sound();
}

#[test]
fn the_norms_of_an_admission_bind() {
    let env = with_candidate();
    let refused = |line: &str, says: &str| drop(on(&env, "2016-12-31", line).exit(3).says(says));
    let admit = |votes: &str, introducers: &str| {
        format!("activist admit 赵六 --date 2016-06-20 {votes} --introducers {introducers}")
    };
    let good = "--voters 9 --present 8 --for 8";
    refused(&admit("--voters 9 --present 10 --for 10", "张三,王五"), "实到会 10 人, 多于应到会 9 人");
    refused(&admit("--voters 9 --present 8 --for 6", "张三,王五"), "合计 6 票, 与实到会 8 人不符");
    refused(&admit("--voters 9 --present 4 --for 4", "张三,王五"), "到会人数不足: 应到会 9 人, 实到 4 人");
    refused(&admit("--voters 9 --present 8 --for 4 --against 4", "张三,王五"), "没有通过: ");
    refused(&admit(good, "张三"), "入党介绍人写了 1 人");
    refused(&admit(good, "张三,张三"), "不能是本人的入党介绍人, 也不能写两次");
    refused(&admit(good, "张三,赵六"), "不能是本人的入党介绍人");
    refused(&admit(good, "张三,李四"), "李四 在 2016-06-20 不是正式党员");
    on(&env, "2016-12-31", &admit(good, "张三,没有的")).exit(4);
    refused("activist approve 赵六 --date 2016-08-01 --doc 3", "还没有登记“接收为预备党员”");
    refused("activist prereview 赵六 --date 2016-05-01", "已登记党委预审(2016-06-01)");
    refused("activist train 赵六 --date 2016-06-02 --hours 8", "集中培训 2016-06-02 晚于党委预审 2016-06-01");
    on(
        &env,
        "2016-12-31",
        &format!("{} --override 上级决定", admit("--voters 9 --present 8 --for 4 --against 4", "张三")),
    )
    .ok()
    .says("没有通过")
    .says("入党介绍人写了 1 人");
    env.sound();
}

#[test]
fn a_year_as_activist_goes_before_a_candidacy() {
    let env = TestEnv::office_without_probation();
    for line in [
        "activist apply 赵六 --org FJ --date 2015-01-05 --birth 1985-05-06",
        "activist talk 赵六 --date 2015-02-05",
        "activist nominate 赵六 --date 2016-02-29 --filed 2016-02-29",
    ] {
        on(&env, "2017-12-31", line).ok();
    }
    on(&env, "2017-12-31", "activist candidate 赵六 --date 2017-02-27 --consent 2017-02-27")
        .exit(3)
        .says("赵六 在 2017-02-27 还不能列为发展对象: 2016-02-29 确定为积极分子, 最早 2017-02-28")
        .says("D7 经12个月以上培养教育和考察");
    let english = "activist candidate 赵六 --date 2017-02-27 --consent 2017-02-27 --lang en";
    drop(on(&env, "2017-12-31", english).exit(3).says("an activist since 2016-02-29, so not before 2017-02-28"));
    for day in ["2017-02-28", "2017-03-01"] {
        on(&env, "2017-12-31", &format!("activist candidate 赵六 --date {day} --consent {day}")).ok();
        env.line("db undo").ok();
    }
    let open = "activist candidate 赵六 --date 2017-03-01 --notice-from 2017-02-01 --notice-to 2017-01-31";
    drop(on(&env, "2017-12-31", open).exit(2).says("公示须同时写开始和结束日期"));
    on(&env, "2017-12-31", "activist candidate 赵六 --date 2017-03-01")
        .ok()
        .says("没有上级党委备案(同意)的日期 (D7 列为发展对象, 报上级党委备案");
    env.line("db undo").ok();
    on(&env, "2026-12-31", "activist candidate 赵六 --date 2026-06-22 --consent 2026-06-22 --notice-from 2026-06-15 --notice-to 2026-06-19")
        .ok()
        .says("公示 2026-06-15 至 2026-06-19 只有 4 个工作日, 最早 2026-06-22 期满 (D8 ");
}

#[test]
fn the_report_counts_stages_as_they_stood() {
    let env = with_candidate();
    on(&env, "2016-12-31", "activist apply 钱七 --org GF --date 2016-04-15 --birth 1990-01-01").ok();
    on(&env, "2016-12-31", ADMIT).ok();
    let counted = |line: &str| env.json(&format!("report development {line}"));
    assert_eq!(counted("--as-of 2015-01-04"), json!([]));
    assert_eq!(counted("--as-of 2016-03-31"), json!([{"stage": "activist", "people": 1}]));
    assert_eq!(
        counted("--as-of 2016-06-19"),
        json!([{"stage": "applicant", "people": 1}, {"stage": "candidate", "people": 1}])
    );
    assert_eq!(
        counted("--as-of 2016-06-20"),
        json!([{"stage": "applicant", "people": 1}, {"stage": "probationary", "people": 1}])
    );
    assert_eq!(counted("--as-of 2016-06-20 --under GF"), json!([{"stage": "applicant", "people": 1}]));
    let by_org = json!([
        {"org": "福建商会党支部", "stage": "probationary", "people": 1},
        {"org": "光伏协会党支部", "stage": "applicant", "people": 1},
    ]);
    assert_eq!(counted("--as-of 2016-06-20 --by org"), by_org);
    let behind = counted("--as-of 2016-06-19 --explain stage=发展对象 people");
    assert_eq!(
        (&behind[0]["name"], &behind[0]["admitted"], &behind[0]["contacts"]),
        (&json!("赵六"), &Value::Null, &json!(1))
    );
}

/// 赵六 as approved and sworn probationary member since 29 February 2016.
pub(crate) fn with_probationer() -> TestEnv {
    let env = TestEnv::office_without_probation();
    for line in [
        "activist apply 赵六 --org FJ --date 2014-06-05 --birth 1985-05-06",
        "activist talk 赵六 --date 2014-06-20",
        "activist nominate 赵六 --date 2014-08-01 --filed 2014-08-10",
        "activist candidate 赵六 --date 2015-12-01 --consent 2015-12-01",
        "activist review 赵六 --date 2015-12-20 --result 合格",
        "activist train 赵六 --date 2015-12-30 --hours 24",
        "activist prereview 赵六 --date 2016-02-01",
        "activist admit 赵六 --date 2016-02-29 --voters 9 --present 8 --for 8 --introducers 张三,王五",
        "activist approve 赵六 --date 2016-04-01 --doc 嘉党3号",
        "activist oath 赵六 --date 2016-04-10",
    ] {
        on(&env, "2018-12-31", line).ok();
    }
    env
}

pub(crate) fn convert(day: &str) -> String {
    format!("activist convert 赵六 --date {day} --voters 9 --present 7 --for 7")
}

#[test]
fn conversion_waits_for_the_end_of_probation() {
    let env = with_probationer();
    let row = &env.json("activist list --as-of 2016-12-31")[0];
    assert_eq!((&row["next_step"], &row["next_due"]), (&json!("converted"), &json!("2017-02-28")));
    on(&env, "2018-12-31", &convert("2017-02-27"))
        .exit(3)
        .says("赵六 在 2017-02-27 预备期未满: 2016-02-29 接收, 最早 2017-02-28")
        .says("D19 ");
    for day in ["2017-03-01", "2017-02-28"] {
        on(&env, "2018-12-31", &convert(day)).ok().says("转为正式党员 (应到会 9 人, 实到 7 人, 赞成 7");
        env.sound();
        let category = |day: &str| env.json(&format!("member show 赵六 --as-of {day}"))[0]["category"].clone();
        assert_eq!((category("2017-02-27"), category(day)), (json!("probationary"), json!("full")));
        assert_eq!((stages(&env, "2017-02-27"), stages(&env, day)), (vec![json!("probationary")], vec![json!("full")]));
        env.line("db undo").ok();
    }
    let lost = "activist convert 赵六 --date 2017-03-01 --voters 9 --present 7 --for 4 --against 3";
    drop(on(&env, "2018-12-31", lost).exit(3).says("没有通过: "));
    on(&env, "2018-12-31", &convert("2017-03-01")).ok();
    drop(on(&env, "2018-12-31", &convert("2017-03-02")).exit(3).says("已登记转为正式党员(2017-03-01)"));
    drop(on(&env, "2018-12-31", "activist cancel 赵六 --date 2017-04-01 --reason 误").exit(3).says("是正式党员"));
    let row = &env.json("activist list --as-of 2018-12-31")[0];
    assert_eq!((&row["next_step"], &row["next_due"]), (&json!("confirmed"), &json!("2017-06-01")));
}

#[test]
fn a_transferred_probationer_keeps_the_clock() {
    let env = with_probationer();
    on(&env, "2018-12-31", "transfer move 赵六 --to GF --date 2016-10-01").ok();
    drop(on(&env, "2018-12-31", &convert("2017-02-27")).exit(3).says("最早 2017-02-28"));
    on(&env, "2018-12-31", &convert("2017-02-28")).ok();
    let row = &env.json("activist list --as-of 2017-02-28")[0];
    assert_eq!((&row["org"], &row["stage"]), (&json!("光伏协会党支部"), &json!("full")));
    env.sound();
}

#[test]
fn probation_is_extended_once() {
    let env = with_probationer();
    let extend =
        |until: &str| on(&env, "2018-12-31", &format!("activist extend 赵六 --date 2017-02-28 --until {until}"));
    drop(extend("2017-08-27").exit(3).says("应在 2017-08-28 至 2018-02-28 之间").says("D20 "));
    drop(extend("2018-03-01").exit(3).says("D20 "));
    drop(extend("2017-09").exit(2).says("须写到日"));
    extend("2017-08-28").ok();
    drop(extend("2017-09-30").exit(3).says("已登记延长预备期(2017-02-28)"));
    assert_eq!(env.json("activist list --as-of 2017-03-01")[0]["convert_due"], "2017-08-28");
    assert_eq!(
        env.json("activist list --as-of 2017-02-27")[0]["convert_due"],
        "2017-02-28",
        "not extended yet that day"
    );
    drop(on(&env, "2018-12-31", &convert("2017-08-27")).exit(3).says("最早 2017-08-28"));
    on(&env, "2018-12-31", &convert("2017-08-28")).ok();
    env.sound();
}

#[test]
fn a_way_ends_by_cancelling_or_giving_up() {
    let env = with_probationer();
    drop(
        on(&env, "2018-12-31", "activist withdraw 赵六 --date 2016-06-01 --reason 误").exit(3).says("activist cancel"),
    );
    drop(
        on(&env, "2018-12-31", "activist cancel 赵六 --date 2016-04-05 --reason 误")
            .exit(3)
            .says("入党宣誓在 2016-04-10"),
    );
    on(&env, "2018-12-31", "activist cancel 赵六 --date 2016-12-01 --reason 不合格").ok();
    assert_eq!(
        (stages(&env, "2016-11-30"), stages(&env, "2016-12-01")),
        (vec![json!("probationary")], vec![json!("ended")])
    );
    assert_eq!(env.column("member list --left --as-of 2016-12-01", "name"), ["赵六"]);
    drop(on(&env, "2018-12-31", &convert("2017-03-01")).exit(3).says("没有进行中的入党申请"));
    env.sound();
    env.line("db undo").ok();
    assert_eq!(stages(&env, "2016-12-01"), ["probationary"]);

    on(&env, "2018-12-31", "member end 赵六 --date 2016-12-01 --reason left").ok();
    drop(on(&env, "2018-12-31", &convert("2017-03-01")).exit(3).says("已于 2016-12-01 离开“福建商会党支部”"));

    on(&env, "2018-12-31", "activist apply 钱七 --org GF --date 2016-04-15 --birth 1990-01-01").ok();
    drop(
        on(&env, "2018-12-31", "activist cancel 钱七 --date 2016-05-01 --reason 误").exit(3).says("activist withdraw"),
    );
    drop(
        on(&env, "2018-12-31", "activist withdraw 钱七 --date 2016-04-14 --reason 误")
            .exit(3)
            .says("申请入党在 2016-04-15"),
    );
    on(&env, "2018-12-31", "activist withdraw 钱七 --date 2016-05-01 --reason 本人放弃").ok();
    assert_eq!(env.column("activist list --org GF --as-of 2016-05-01", "stage"), ["ended"]);
    drop(
        on(&env, "2018-12-31", "activist apply 5 --org GF --date 2016-04-30")
            .exit(3)
            .says("上一次申请于 2016-05-01 才终止"),
    );
    on(&env, "2018-12-31", "activist apply 5 --org GF --date 2016-06-01").ok();
    assert_eq!(env.column("activist list --org GF --as-of 2018-12-31", "stage"), ["ended", "applicant"]);
    env.sound();
}

#[test]
fn a_member_who_writes_beforehand_has_a_vote() {
    let env = with_probationer();
    on(&env, "2018-12-31", "activist convert 赵六 --date 2017-03-01 --voters 9 --present 5 --written 2 --for 7").ok();
    let shown = on(&env, "2018-12-31", "activist show 赵六").ok().out;
    assert!(shown.contains("应到会 9 人, 实到 5 人、书面意见 2 人, 赞成 7"), "{shown}");
    env.line("db undo").ok();
    // Four are no more than half of nine, whoever writes.
    on(&env, "2018-12-31", "activist convert 赵六 --date 2017-03-01 --voters 9 --present 4 --written 4 --for 8")
        .exit(3);
    on(&env, "2018-12-31", "activist convert 赵六 --date 2017-03-01 --voters 9 --present 8 --written 2 --for 10")
        .exit(3)
        .says("实到会 8 人(另有书面意见 2 人), 多于应到会 9 人");
}

#[test]
fn who_came_by_admission_came_on_that_day() {
    let env = with_probationer();
    let line = "member set 赵六 --entered 2016-05-01";
    on(&env, "2018-12-31", line)
        .exit(3)
        .says("赵六 自 2016-02-29 经支部大会接收在册, 进入日期不能改为 2016-05-01")
        .says("activist set");
    on(&env, "2018-12-31", &format!("{line} --lang en")).exit(3).says("on the roll by the admission of 2016-02-29");
    on(&env, "2018-12-31", "member set 赵六 --entered 2016-02-29 --address 某处").ok();
    env.sound();
}
