//! Rosters of people on the way into the Party: in, out, and in again.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// Runs a command line as if on another day.
fn on(env: &TestEnv, day: &str, line: &str) -> crate::env::Ran {
    crate::env::ran(env.command(line.split_whitespace()).env("DANGWU_TODAY", day).output().unwrap())
}

const ROSTER: &str = "序号,姓名,性别,出生日期,所在党支部,人员类别,入党申请时间,谈话时间,谈话人,确定为积极分子时间,报党委备案时间,培养联系人,确定为发展对象时间,政审时间,政审结论,培训结束时间,培训学时,结业证书编号,预审时间,入党时间,入党介绍人1,入党介绍人2,审批时间,审批文号,入党宣誓时间,转正时间\n\
    1,赵六,男,1985-05-06,福建商会党支部,入党申请人,2011.3.5,,,,,,,,,,,,,,,,,,,\n\
    2,钱七,女,1986-06-07,福建商会党支部,入党积极分子,2010-01-05,2010-02-01,王五,2010年4月1日,2010-04-10,张三、周某,,,,,,,,,,,,,,\n\
    3,孙八,男,1980-08-08,光伏协会党支部,发展对象,2010-03-10,,,2010-04-01,,王五,2011-04-06,2011-04-20,合格,2011-05-01,24,培01号,,,,,,,,\n\
    4,李大,男,1979-09-09,福建商会党支部,预备党员,2008-07-01,2008-07-20,,2008-09-01,,,2009-10-01,,,,,,2010-05-20,2010-06-01,张三,王五,2010-07-01,嘉党1号,2010-07-10,\n\
    5,周二,女,1978-01-02,福建商会党支部,正式党员,2008-06-10,,,2008-08-01,,,,,,,,,,2009-09-01,,,,,,2010-09-01\n";

fn imported() -> TestEnv {
    let env = TestEnv::office_without_probation();
    env.write("名册.csv", ROSTER);
    env.line("activist import 名册.csv").ok().says("新增 5, 更新 0, 未变 0, 拒绝 0");
    env
}

#[test]
fn a_roster_brings_each_to_the_stage_of_its_days() {
    let env = imported();
    let stages = env.column("activist list", "stage");
    assert_eq!(stages, ["applicant", "activist", "candidate", "probationary", "full"]);
    assert_eq!(
        env.column("activist list --as-of 2010-06-01", "stage"),
        ["activist", "activist", "probationary", "probationary"]
    );
    let rows = env.json("activist list");
    assert_eq!((&rows[1]["contacts"], &rows[1]["talked"]), (&json!("张三、周某"), &json!("2010-02-01")));
    assert_eq!((&rows[2]["trained_hours"], &rows[2]["reviewed"]), (&json!(24), &json!("2011-04-20")));
    // The roll follows the meetings: probationary from admission, full from conversion.
    let category =
        |name: &str, day: &str| env.json(&format!("member show {name} --as-of {day}"))[0]["category"].clone();
    assert_eq!(category("李大", "2010-06-01"), "probationary");
    assert_eq!(category("李大", "2010-05-31"), Value::Null);
    assert_eq!(
        [category("周二", "2010-08-31"), category("周二", "2010-09-01")],
        [json!("probationary"), json!("full")]
    );
    env.sound();
    let operations = env.operations();
    env.line("activist import 名册.csv").ok().says("新增 0, 更新 0, 未变 5, 拒绝 0; 没有需要改动的内容");
    assert_eq!(env.operations(), operations);
    env.line("activist import 名册.csv --on-duplicate error").exit(3).says("已在库中(编号 4)");
    env.line("db undo").ok();
    assert_eq!(env.json("activist list"), json!([]));
    env.sound();
}

#[test]
fn norms_only_warn_and_unknown_contacts_are_kept_as_names() {
    let env = TestEnv::office_without_probation();
    env.line("member add 周九 --org FJ --birth 1960 --joined 1990-07-01 --full-on 1991-07-01").ok();
    env.line("member add 周九 --org GF --birth 1961 --joined 1990-07-01 --full-on 1991-07-01").ok();
    env.write(
        "名册.csv",
        "姓名,出生日期,申请入党日期,确定为积极分子时间,培养联系人\n\
         赵六,1985-05-06,2010-01-05,2010-08-01,周九/李四\n",
    );
    let ran = env.line("activist import 名册.csv --org FJ").ok();
    let ran = ran.says("名册.csv:2: 培养联系人“周九”: 库中有 2 个同名的人, 按文字保留");
    let ran = ran.says("名册.csv:2: 培养联系人“李四”: 在 2010-08-01 不是正式党员, 按文字保留");
    drop(ran.says("没有报上级党委备案的日期"));
    assert_eq!(env.column("activist list", "contacts"), ["周九、李四"]);
    env.sound();
}

#[test]
fn missing_steps_are_added_and_other_days_put_right() {
    let env = imported();
    env.write(
        "新.csv",
        "姓名,出生日期,所在党支部,申请入党日期,谈话时间,确定为积极分子时间,考察日期,考察结果,家庭住址\n\
         赵六,1985-05-06,FJ,2011-03-06,2011-04-01,,,,\n\
         钱七,1986-06-07,FJ,,,,2010-10-01,合格,中山路1号\n",
    );
    let told = env.line("activist import 新.csv -n -f csv").ok();
    assert!(told.out.contains("申请入党日期: 2011-03-05 → 2011-03-06"), "{}", told.out);
    env.line("activist import 新.csv --max-change 100").ok().says("新增 0, 更新 2, 未变 0, 拒绝 0");
    let rows = env.json("activist list");
    assert_eq!((&rows[0]["applied"], &rows[0]["talked"]), (&json!("2011-03-06"), &json!("2011-04-01")));
    assert_eq!((&rows[1]["last_evaluated"], &rows[1]["nominated"]), (&json!("2010-10-01"), &json!("2010-04-01")));
    assert_eq!(env.json("member show 钱七")[0]["address"], "中山路1号");
    env.line("activist import 新.csv").ok().says("未变 2");
    env.line("activist import 新.csv --on-duplicate skip").ok().says("未变 2");
    env.sound();
}

#[test]
fn a_member_on_the_roll_keeps_the_roll() {
    let env = TestEnv::office_without_probation();
    env.write("名册.csv", "姓名,出生日期,所在党支部,申请入党日期,加入党组织日期\n李四,1975,FJ,2009-01-05,2010-07-01\n");
    let rolls = || env.json("member list");
    let before = rolls();
    env.line("activist import 名册.csv").ok().says("新增 1");
    assert_eq!(rolls(), before);
    assert_eq!(env.column("activist list", "stage"), ["probationary"]);
    assert_eq!(env.column("activist list", "no"), [2]);
    env.line("activist import 名册.csv").ok().says("未变 1");
    let head = "姓名,出生日期,所在党支部,申请入党日期,加入党组织日期\n";
    env.line(
        "member add 周九 --org FJ --birth 1970-01-01 --joined 2009-07-01 --full-on 2010-07-01 --entered 2009-07-01",
    )
    .ok();
    env.write("错.csv", format!("{head}周九,1970-01-01,FJ,2008-06-05,2009-08-01\n"));
    env.refuses(
        "activist import 错.csv",
        3,
        "接收为预备党员日期“2009-08-01”: 与库中(编号 4)的接收为预备党员日期 2009-07-01 不符",
        "differs from the admission of number 4 on record, 2009-07-01",
    );
    env.write("错.csv", format!("{head}周九,1970-01-01,FJ,2008-06-05,\n"));
    env.refuses(
        "activist import 错.csv",
        3,
        "此人自 2009-07-01 已在“福建商会党支部”在册",
        "is on the roll of “福建商会党支部” since",
    );
    // Who became a full member on the roll did so on the way, too.
    env.write("周九.csv", format!("{head}周九,1970-01-01,FJ,2008-06-05,2009-07-01\n"));
    let before = rolls();
    env.line("activist import 周九.csv").ok().says("新增 1");
    assert_eq!(rolls(), before);
    assert_eq!(env.column("activist list", "converted"), [Value::Null, json!("2010-07-01")]);
    env.line("activist import 周九.csv").ok().says("未变 1");
    env.sound();
}

#[test]
fn what_cannot_be_is_told_of_every_row() {
    let env = imported();
    env.write(
        "错.csv",
        "姓名,出生日期,所在党支部,当前发展阶段,申请入党日期,谈话时间,确定为积极分子时间,确定为发展对象时间,转正时间,终止日期,终止原因\n\
         甲一,1985-05-06,FJ,,2011-03-05,2011-03-01,,,,,\n\
         甲二,1985-05-06,FJ,,2011-06-01,,,,,,\n\
         甲三,1985-05-06,FJ,,2011-02-30,,,,,,\n\
         甲四,1985-05-06,FJ,发展对象,2010-03-05,,2010-09-01,,,,\n\
         甲五,1985-05-06,FJ,申请人,2010-03-05,,2010-09-01,,,,\n\
         甲六,1985-05-06,GF,,2010-02-01,,,,,,\n\
         甲七,1985-05-06,没有的支部,,2010-05-01,,,,,,\n\
         甲八,1985-05-06,FJ,未通过,2010-05-01,,,,,,\n\
         甲九,1985-05-06,FJ,,2010-05-01,,,,,2010-04-01,放弃\n\
         甲十,1985-05-06,FJ,,2010-05-01,,,,2011-01-01,,\n\
         乙一,1985-05-06,FJ,,,,,,,,\n\
         乙二,1985-05-06,FJ,,2010-05-01,,,,,,\n\
         乙二,1985-05-06,FJ,,2010-05-02,,,,,,\n\
         乙三,2011-01-01,FJ,,2010-05-01,,,,,,\n",
    );
    let ran = env.line("activist import 错.csv -f csv --recap 结果.csv").exit(3);
    for text in [
        "错.csv:2: 谈话日期“2011-03-01”: 早于申请入党 2011-03-05",
        "错.csv:3: 申请入党日期“2011-06-01”: 日期 2011-06-01 晚于今天",
        "错.csv:4: 申请入党日期“2011-02-30”: “2011-02-30”不是可能的日期",
        "错.csv 第 5–6 行: 阶段“发展对象”、“申请人”: 与日期不符: 最后一步是确定为入党积极分子(2010-09-01), 应为入党积极分子",
        "错.csv:7: 所在党支部“GF”: “光伏协会党支部”于 2010-03 才成立",
        "错.csv:8: 所在党支部“没有的支部”",
        "错.csv:9: 终止日期: 终止的须写终止日期",
        "错.csv:10: 终止日期“2010-04-01”: 早于申请入党 2010-05-01",
        "错.csv:11: 接收为预备党员日期: 没有日期, 却有转为正式党员(2011-01-01)",
        "错.csv:12: 申请入党日期: 必填",
        "错.csv:14: 姓名“乙二”: 与 错.csv:13 是同一对象",
        "错.csv:15: 申请入党日期“2010-05-01”: ",
    ] {
        assert!(ran.err.contains(text), "“{text}” is not in: {}", ran.err);
    }
    env.line("activist import 错.csv --keep-going").exit(1).says("新增 1, 更新 0, 未变 0, 拒绝 13");
    env.line("activist import 错.csv --clear-empty").exit(2);
    env.sound();
}

#[test]
fn a_way_that_ended_is_kept_with_its_reason() {
    let env = TestEnv::office_without_probation();
    env.write(
        "名册.csv",
        "姓名,出生日期,所在党支部,当前发展阶段,申请入党日期,入党时间,终止日期,终止原因\n\
         赵六,1985-05-06,FJ,未通过,2009-03-05,,2010-01-01,本人放弃\n\
         赵六,1985-05-06,FJ,申请人,2010-05-05,,,\n\
         钱七,1986-06-07,FJ,已移除,2009-03-05,2010-05-01,2011-05-01,不合格\n",
    );
    env.line("activist import 名册.csv").ok().says("新增 3");
    assert_eq!(env.column("activist list", "stage"), ["ended", "applicant", "ended"]);
    assert_eq!(env.column("member list --left", "name"), ["钱七"]);
    env.line("activist import 名册.csv").ok().says("未变 3");
    env.sound();
}

#[test]
fn an_export_goes_back_in_and_changes_nothing() {
    let env = imported();
    env.line("activist export --reveal -o a.csv").ok();
    let operations = env.operations();
    env.line("activist import a.csv").ok().says("未变 5, 拒绝 0; 没有需要改动的内容");
    assert_eq!(env.operations(), operations);
    env.line("activist export --reveal --as-of 2010-12-31 -o past.csv").ok();
    env.line("activist import past.csv").ok().says("未变 4");
    // Into an office that has the orgs and members only.
    let other = TestEnv::office_without_probation();
    other.write("a.csv", std::fs::read(env.path("a.csv")).unwrap());
    other.line("activist import a.csv").ok().says("新增 5");
    other.line("activist export --reveal -o b.csv").ok();
    let read = |env: &TestEnv, name: &str| std::fs::read_to_string(env.path(name)).unwrap();
    assert_eq!(read(&other, "b.csv"), read(&env, "a.csv"));
    other.sound();
    assert_eq!(env.column("activist export --stage 发展对象", "name"), ["孙八"]);
    assert_eq!(env.column("activist export --under GF", "name"), ["孙八"]);
    assert_eq!(
        env.column("activist export --as-of 2010-03-31", "stage"),
        ["applicant", "applicant", "candidate", "probationary"]
    );
    env.line("activist apply 吴十 --org FJ --date 2011-01-05 --id-no 330402198001011236").exit(3);
}

#[test]
fn a_masked_export_is_refused() {
    let env = TestEnv::office_without_probation();
    let id_no = crate::env::id_no("33040219850506123");
    env.line(&format!("activist apply 赵六 --org FJ --date 2010-01-05 --id-no {id_no}")).ok();
    env.line("activist export -o m.csv").ok().says("已遮盖");
    env.line("activist import m.csv").exit(3).says("已遮盖, 不能导入");
    env.line("activist export --reveal -o full.csv").ok();
    env.line("activist import full.csv").ok().says("未变 1");
    drop(on(&env, "2011-06-30", "activist import full.csv").ok().says("未变 1"));
}

#[test]
fn what_is_exported_changes_nothing_of_its_own_base() {
    let env = TestEnv::office();
    // 李四 joined before nothing of the branch is known but its founding; 老周 before the branch was founded.
    env.line("member add 老周 --org FJ --joined 2007-01-05 --category probationary --entered 2008-07-01").ok();
    on(&env, "2011-05-31", "activist convert 老周 --date 2008-08-01 --voters 3 --present 3 --for 3").ok();
    on(&env, "2011-12-31", "activist convert 李四 --date 2011-07-01 --voters 3 --present 3 --for 3").ok();
    env.line("activist apply 钱七 --org GF --date 2010-06-01 --birth 1985-05-05").ok();
    on(&env, "2011-12-31", "activist export --reveal -o ways.csv").ok();
    let told = on(&env, "2011-12-31", "activist import ways.csv -f json").ok();
    let told = &told.json()[0];
    assert_eq!((&told["added"], &told["updated"], &told["unchanged"]), (&json!(0), &json!(0), &json!(3)));
    env.sound();
}

/// The columns of the votes on admission and conversion.
const VOTES: [&str; 7] = ["voters", "present", "written", "in_favour", "against", "abstained", "secret"];

fn votes(env: &TestEnv) -> Vec<Value> {
    let rows = env.json("activist export");
    let of = |row: &Value| {
        let admission = VOTES.map(|key| row[key].clone());
        let conversion = VOTES.map(|key| row[format!("converted_{key}")].clone());
        json!([admission, conversion])
    };
    rows.as_array().unwrap().iter().map(of).collect()
}

#[test]
fn votes_go_out_and_come_back() {
    let env = TestEnv::office_without_probation();
    let none = json!([null, null, null, null, null, null, null]);
    env.write(
        "名册.csv",
        "姓名,出生日期,所在党支部,申请入党日期,确定为积极分子时间,确定为发展对象时间\n\
         赵六,1985-05-06,FJ,2008-07-01,2008-09-01,2009-10-01\n钱七,1986-06-07,FJ,2008-07-01,2008-09-01,2009-10-01\n",
    );
    env.line("activist import 名册.csv").ok();
    let vote = "--voters 5 --present 3 --written 1 --for 3 --against 1 --secret";
    env.line(&format!("activist admit 赵六 --date 2009-11-01 --introducers 张三,王五 {vote} --override 已审")).ok();
    env.line("activist approve 赵六 --date 2009-12-01 --doc 一号").ok();
    env.line("activist convert 赵六 --date 2010-11-01 --voters 6 --present 4 --for 4").ok();
    let told = [json!([[5, 3, 1, 3, 1, 0, true], [6, 4, 0, 4, 0, 0, false]]), json!([none, none])];
    assert_eq!(votes(&env), told);
    for (ending, how) in [("csv", "--lang zh"), ("xlsx", "--lang en"), ("csv", "--header keys")] {
        let file = format!("出.{ending}");
        env.line(&format!("activist export --reveal -o {file} {how}")).ok();
        let before = env.operations();
        env.line(&format!("activist import {file}")).ok().says("未变 2");
        assert_eq!(env.operations(), before);
        let fresh = TestEnv::new();
        fresh.line("org add 福建商会党支部 --kind 党支部 --founded 2008-06-01").ok();
        std::fs::copy(env.path(&file), fresh.path(&file)).unwrap();
        fresh.line(&format!("activist import {file}")).ok().says("新增 2");
        assert_eq!(votes(&fresh), told);
        fresh.line(&format!("activist import {file}")).ok().says("未变 2");
        fresh.sound();
    }
}

#[test]
fn votes_are_known_under_the_headings_of_forms() {
    let env = TestEnv::office_without_probation();
    let head = "姓名,出生日期,所在党支部,申请入党日期,入党时间,应到会有表决权,实到会,赞成,反对,弃权,书面意见\n";
    let row = "赵六,1985-05-06,FJ,2008-07-01,2009-11-01";
    env.write("表.csv", format!("{head}{row},5,3,4,,,1\n"));
    let ran = env.line("activist import 表.csv").ok().says("新增 1");
    assert!(!ran.err.contains("不认识的标题"), "{}", ran.err);
    let none = json!([null, null, null, null, null, null, null]);
    assert_eq!(votes(&env), [json!([[5, 3, 1, 4, 0, 0, false], none])]);
    env.line("activist import 表.csv").ok().says("未变 1");
    env.write("表.csv", format!("{head}{row},,,3,1,,\n"));
    assert!(env.line("activist import 表.csv --dry-run").ok().out.contains("赞成: 4 → 3、反对: 0 → 1"));
    env.line("activist import 表.csv").ok().says("更新 1");
    assert_eq!(votes(&env), [json!([[5, 3, 1, 3, 1, 0, false], none])]);
    env.write("表.csv", format!("{head}{row},5,3,5,,,1\n"));
    let told = "赞成“5”: 赞成、反对、弃权合计 6 票, 与实到会 3 人(另有书面意见 1 人)不符";
    env.refuses("activist import 表.csv", 3, told, "For “5”: for, against and abstained come to 6");
    env.write("表.csv", format!("{head}钱七,1986-06-07,FJ,2008-07-01,2009-11-01,,3,3,,,\n"));
    env.refuses("activist import 表.csv", 3, "应到会: 必填", "Due to vote: is needed");
    // One set of columns is that of the meeting whose day is told.
    let head = "姓名,出生日期,所在党支部,申请入党日期,转正时间,应到,实到,赞成\n";
    env.write("转.csv", format!("{head}赵六,1985-05-06,FJ,2008-07-01,2010-11-01,6,4,4\n"));
    env.line("activist import 转.csv").ok().says("更新 1");
    assert_eq!(votes(&env), [json!([[5, 3, 1, 3, 1, 0, false], [6, 4, 0, 4, 0, 0, false]])]);
    let head = "姓名,出生日期,所在党支部,申请入党日期,入党时间,转正时间,应到,实到,赞成\n";
    env.write("两.csv", format!("{head}{row},2010-11-01,6,4,4\n"));
    env.refuses("activist import 两.csv", 3, "没有写明是哪一次的表决", "not which of them was voted on");
}
