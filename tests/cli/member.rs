//! Members: what cannot be, who is meant, what becomes of them.

use serde_json::{Value, json};

use crate::env::TestEnv;

#[test]
fn nobody_joins_an_org_that_is_not_there() {
    let env = TestEnv::office();
    env.line("org add 拟建支部 --kind branch --planned").ok();
    env.line("org add 旧支部 --kind branch --founded 2000 --code JZ").ok();
    env.line("org dissolve JZ --date 2009-01-01 --reason 无").ok();
    env.line("org add 省委 --kind superior --code SW").ok();
    env.refuses("member add 赵六 --org 拟建支部", 3, "“拟建支部”只是拟建, 尚未成立", "“拟建支部” is only planned");
    env.refuses("member add 赵六 --org JZ", 3, "“旧支部”已于 2009-01-01 撤销", "“旧支部” was dissolved on 2009-01-01");
    env.refuses("member add 赵六 --org SW", 3, "没有党员名册", "keeps no roll");
    env.refuses(
        "member add 赵六 --org GF --entered 2009-12",
        3,
        "于 2010-03 才成立, 晚于 2009-12",
        "was founded on 2010-03, after 2009-12",
    );
    env.refuses("member set 王五 --entered 2009", 3, "于 2010-03 才成立", "was founded on 2010-03");
    env.refuses("member add 赵六 --org 没有的", 4, "找不到党组织“没有的”", "no org answers to “没有的”");
    env.refuses("member add 赵六", 2, "缺少 --org", "--org <ORG> is missing");
    // Some day of the month could be right.
    env.line("member add 赵六 --org GF --entered 2010").ok();
    env.sound();
}

#[test]
fn dates_of_a_life_have_an_order() {
    let env = TestEnv::office();
    env.refuses(
        "member add 赵六 --org FJ --birth 1990-01-01 --joined 1989-01-01",
        3,
        "入党早于出生(1990-01-01)",
        "is before the birth (1990-01-01)",
    );
    env.refuses(
        "member add 赵六 --org FJ --joined 2010-07-01 --full-on 2010-06-30",
        3,
        "转正早于入党(2010-07-01)",
        "is before joining (2010-07-01)",
    );
    env.refuses(
        "member add 赵六 --org FJ --joined 2010-07-01 --entered 2010-06-01",
        3,
        "进入本支部早于入党(2010-07-01)",
        "is before joining (2010-07-01)",
    );
    env.refuses(
        "member add 赵六 --org FJ --joined 2011-06-01",
        3,
        "晚于今天(2011-05-31)",
        "is later than today (2011-05-31)",
    );
    env.refuses(
        "member add 赵六 --org FJ --category probationary --joined 2009 --full-on 2010",
        3,
        "却列为预备党员",
        "a probationary member with a day of full membership",
    );
    env.refuses("member set 张三 --joined 2005-01-01", 3, "转正早于入党(2005-01-01)", "is before joining (2005-01-01)");
    env.refuses("member set 王五 --birth 1995-08", 3, "入党早于出生(1995-08)", "is before the birth (1995-08)");
    // All faults at once.
    let all = env.line("member add 赵六 --org FJ --birth 1990-13-01 --sex 不明 --phone abc --joined 01-02-03").exit(3);
    all.says("有 4 处不能成立").says("“1990-13-01”不是可能的日期").says("“abc”: 不是电话号码").says("年份只有两位");
    // A month may hold the day that is needed.
    env.line("member add 赵六 --org FJ --joined 2010-07-15 --entered 2010-07").ok();
    env.line("member add 孙七 --org FJ --joined 2010 --full-on 2010").ok().says("转正早于预备期满");
    env.line("member add 周八 --org FJ --birth 1995 --joined 2011-05").ok().says("入党时未满年龄");
    env.sound();
}

#[test]
fn an_identity_number_agrees_with_birth_and_sex() {
    let env = TestEnv::office();
    let add = |rest: &str| format!("member add 赵六 --org FJ --id-no 330402197006152113 {rest}");
    env.refuses(
        &add("--birth 1970-06-16"),
        3,
        "与身份证号中的出生日期 1970-06-15 不符",
        "contradicts the identity number, which says 1970-06-15",
    );
    env.refuses(&add("--sex female"), 3, "与身份证号不符(应为男)", "contradicts the identity number, which says male");
    env.refuses("member add 赵六 --org FJ --id-no 330402197006152114", 3, "校验位不对", "its check character is wrong");
    env.refuses("member add 赵六 --org FJ --id-no 3304021970061521", 3, "应为 18 位", "has 18 places");
    env.refuses(
        "member add 赵六 --org FJ --id-no 330402198001011236",
        3,
        "身份证号已登记在 张三(编号 1)名下",
        "belongs to 张三 (number 1)",
    );
    let said = env.line("member add 赵六 --org FJ --id-no 330402197006152114").exit(3);
    assert!(said.err.contains("330402********2114"), "masked in the message: {}", said.err);
    assert!(!said.err.contains("330402197006152114"), "masked in the message: {}", said.err);
    env.line(&add("--birth 1970-06")).ok();
    let row = &env.json("member show 330402197006152113")[0];
    assert_eq!(
        (&row["birth"], &row["sex"], &row["id_no"]),
        (&json!("1970-06"), &json!("male"), &json!("330402********2113"))
    );
    env.refuses("member set 赵六 --sex 女", 3, "应为男", "which says male");
    env.refuses("member set 李四 --birth 1970 --sex 男 --id-no 330402197006152113", 3, "名下", "belongs to 赵六");
}

#[test]
fn a_shared_name_is_never_guessed() {
    let env = TestEnv::office();
    env.line("member add 张三 --org GF --id-no 330402197503033027 --joined 1999-07-01").ok();
    let ran = env.line("member show 张三 -f json").exit(4);
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(error["error"]["kind"], "ambiguous");
    assert_eq!(
        error["error"]["candidates"],
        json!([
            {"no": "1", "name": "张三", "org": "福建商会党支部", "birth_year": "1980", "id_no": "330402********1236"},
            {"no": "4", "name": "张三", "org": "光伏协会党支部", "birth_year": "1975", "id_no": "330402********3027"},
        ])
    );
    env.refuses("member end 张三 --date 2011-01-01 --reason left", 4, "“张三”有 2 人", "“张三” is 2 people");
    env.line("member show 张三").exit(4).says("330402********3027").says("光伏协会党支部").says("张三@党组织");
    for name in ["4", "330402197503033027", "张三@GF", "张三@光伏", "张三@gfzb"] {
        assert_eq!(env.column(&format!("member show {name}"), "no"), [4], "{name}");
    }
    env.refuses("member show 没有的", 4, "找不到“没有的”", "nobody answers to “没有的”");
    env.refuses("member show 99", 4, "找不到“99”", "nobody answers to “99”");
    let unknown = env.line("member show 330402198808080558").exit(4);
    assert!(!unknown.err.contains("330402198808080558"), "{}", unknown.err);
    env.refuses("member show 张三@JW", 4, "找不到", "nobody answers");
}

#[test]
fn the_list_has_the_keys_of_the_contract() {
    let env = TestEnv::office();
    let wanted = "no,name,sex,id_no,ethnicity,birth,native_place,education,degree,category,org,joined,full_on,entered,unit,job,position,owner,phone,landline,address,standing,lost,lost_since,floating,floating_to,floating_since,remark";
    let keys = env.line("member export -f csv --header keys").ok().out;
    assert_eq!(keys.lines().next().unwrap(), wanted);
    let row = &env.json("member list")[0];
    assert_eq!(
        (&row["category"], &row["org"], &row["unit"]),
        (&json!("full"), &json!("福建商会党支部"), &json!("嘉兴市福建商会"))
    );
    assert_eq!(
        (&row["entered"], &row["owner"], &row["party_standing"]),
        (&json!("2008-06-01"), &json!(false), &json!(6))
    );
    assert_eq!(env.column("member list --category probationary", "name"), ["李四"]);
    assert_eq!(env.column("member list --under JW", "no"), [1, 2, 3]);
    assert_eq!(env.column("member list --org JW", "no"), [] as [Value; 0]);
    for text in ["张", "138123", "zs", "福建商会", "0101", "1"] {
        assert!(env.column(&format!("member find {text}"), "name").contains(&json!("张三")), "{text}");
    }
    assert_eq!(env.json("member find 没有的"), json!([]));
}

#[test]
fn partial_dates_stay_what_they_are() {
    let env = TestEnv::office();
    let row = &env.json("member show 王五")[0];
    assert_eq!(
        (&row["joined"], &row["full_on"], &row["entered"]),
        (&json!("1995-07"), &json!("1996-07"), &json!("2010-03"))
    );
    env.line("member add 赵六 --org GF --birth 1970年5月 --joined 1990 --full-on 1991.7.1 --entered ２０１０年８月")
        .ok();
    let row = &env.json("member show 赵六")[0];
    assert_eq!(
        (&row["birth"], &row["joined"], &row["full_on"], &row["entered"]),
        (&json!("1970-05"), &json!("1990"), &json!("1991-07-01"), &json!("2010-08"))
    );
    assert_eq!(env.column("member list --org GF --as-of 2010-07-31", "name"), ["王五"]);
    assert_eq!(env.column("member list --org GF --as-of 2010-08-01", "name"), ["王五", "赵六"]);
}

#[test]
fn one_who_leaves_stays_in_the_records() {
    let env = TestEnv::office();
    env.line("member suspend 张三 --date 2010-01-01 --reason 调查").ok();
    env.line("member end 张三 --date 2011-03-01 --reason 去世 --note 病故").ok();
    assert_eq!(env.column("member list", "name"), ["李四", "王五"]);
    assert_eq!(env.column("member list --left", "name"), ["张三"]);
    assert_eq!(env.column("member list --as-of 2011-02-28", "name"), ["张三", "李四", "王五"]);
    assert_eq!(env.column("member list --left --as-of 2011-02-28", "name"), [] as [Value; 0]);
    let history = env.json("member show 张三 --history");
    let last = history.as_array().unwrap().iter().find(|row| row["ended"] == "deceased").unwrap();
    assert_eq!((&last["until"], &last["detail"]), (&json!("2011-03-01"), &json!("病故")));
    env.refuses("member end 张三 --date 2011-04-01 --reason left", 3, "现在不在任何名册上", "is on no roll now");
    env.refuses("member suspend 张三 --date 2011-04-01 --reason 无", 3, "现在不在任何名册上", "is on no roll now");
    env.refuses(
        "member end 李四 --date 2010-06-30 --reason left",
        3,
        "不晚于开始日期 2010-07-01",
        "is not after the start 2010-07-01",
    );
    env.refuses("member end 李四 --date 2011-06-01 --reason left", 3, "晚于今天", "is later than today");
    env.refuses("member end 李四 --date 2011-05-01 --reason 搬家", 2, "不在可选范围内", "none of the known values");
    env.line("member set 张三 --ended 2011-02").ok();
    assert_eq!(env.column("member list --as-of 2011-02-01", "name"), ["李四", "王五"]);
    env.refuses("member set 李四 --ended 2011-02-01", 3, "没有离开名册的记录", "has not left the roll");
    env.sound();
}

#[test]
fn the_suspended_are_listed_and_not_counted() {
    let env = TestEnv::office();
    env.line("member suspend 张三 --date 2010-06-01 --reason 调查").ok();
    env.line("member restore 张三 --date 2010-09-01 --reason 查清").ok();
    env.line("member suspend 张三 --date 2011-02-01 --reason 再查").ok();
    let counted = |day: &str| env.column(&format!("org show FJ --as-of {day}"), "members")[0].as_i64().unwrap();
    assert_eq!(
        [
            counted("2010-05-31"),
            counted("2010-06-01"),
            counted("2010-08-31"),
            counted("2010-09-01"),
            counted("2011-02-01")
        ],
        [1, 0, 1, 2, 1]
    );
    assert_eq!(env.column("member list --org FJ", "standing"), ["suspended", "normal"]);
    assert_eq!(env.column("member list --category full", "name"), ["王五"]);
    assert_eq!(env.column("report structure --by category", "members"), [1, 1]);
    assert_eq!(env.column("report roster", "standing"), ["suspended", "normal", "normal"]);
    env.refuses("member suspend 张三 --date 2011-03-01 --reason 无", 3, "已经停止党籍", "is suspended already");
    env.refuses("member restore 李四 --date 2011-03-01 --reason 无", 3, "没有停止党籍", "is not suspended");
    env.refuses(
        "member restore 张三 --date 2011-01-01 --reason 无",
        3,
        "不晚于开始日期 2011-02-01",
        "is not after the start 2011-02-01",
    );
    env.sound();
}

#[test]
fn full_membership_splits_the_roll_and_its_correction_mends_it() {
    let env = TestEnv::office();
    let category = |day: &str| env.column(&format!("member list --org FJ --as-of {day}"), "category");
    env.line("member set 李四 --full-on 2011-05-01").ok().says("转正早于预备期满");
    assert_eq!(category("2011-04-30"), ["full", "probationary"]);
    assert_eq!(category("2011-05-01"), ["full", "full"]);
    env.line("member set 李四 --full-on 2011-03").ok();
    assert_eq!(
        (category("2011-02-28"), category("2011-03-01")),
        (vec![json!("full"), json!("probationary")], vec![json!("full"), json!("full")])
    );
    env.run(["member", "set", "李四", "--full-on", ""]).ok();
    assert_eq!(category("2011-05-31"), ["full", "probationary"]);
    env.sound();
}

#[test]
fn a_contact_person_is_never_counted() {
    let env = TestEnv::office();
    env.line("member add 陈指导 --no-roll --phone 13912345678").ok();
    assert_eq!(env.column("member list", "name").len(), 3);
    assert_eq!(env.column("member export --all", "name").len(), 4);
    assert_eq!(env.json("member show 陈指导")[0]["standing"], Value::Null);
    env.refuses("member end 陈指导 --date 2011-01-01 --reason left", 3, "不在任何名册上", "is on no roll");
    env.refuses("member add 某某 --no-roll --org FJ", 2, "不能同时使用", "exclude each other");
}

#[test]
fn an_empty_text_removes_and_blank_marks_are_blanks() {
    let env = TestEnv::office();
    env.run([
        "member",
        "set",
        "张三",
        "--address",
        " 南湖路 1 号 ",
        "--degree",
        "无",
        "--position",
        "—",
        "--remark=--",
    ])
    .ok();
    let row = &env.json("member show 张三")[0];
    assert_eq!(
        (&row["address"], &row["degree"], &row["position"], &row["remark"]),
        (&json!("南湖路 1 号"), &Value::Null, &Value::Null, &Value::Null)
    );
    env.run(["member", "set", "张三", "--address", "无"]).ok();
    assert_eq!(env.json("member show 张三")[0]["address"], Value::Null);
    env.run(["member", "add", " ", "--org", "FJ"]).exit(3).says("必填");
    env.run(["member", "set", "张三", "--name", ""]).exit(3).says("必填");
}

#[test]
fn an_export_goes_back_without_changing_anything() {
    let env = TestEnv::office();
    env.line("org rename FJ 闽商党支部 --date 2011-01-01").ok();
    env.line("member suspend 李四 --date 2011-02-01 --reason 调查").ok();
    // Where the unit is no more, its name in the roster is still the unit's.
    env.line("org unit close 福建商会 --date 2011-05-01").ok();
    env.line("member export --reveal -o all.csv").ok();
    env.line("member import all.csv").ok().says("没有需要改动的内容");
    env.line("member export -o masked.csv").ok();
    env.line("member import masked.csv").exit(3).says("已遮盖");
    assert_eq!(env.operations(), 11);
    // An empty cell wipes nothing out.
    std::fs::write(
        env.path("some.csv"),
        "姓名,所在党支部,公民身份号码,手机号,家庭住址\n张三,FJ,330402198001011236,,无\n",
    )
    .unwrap();
    env.line("member set 张三 --address 南湖路1号").ok();
    env.line("member import some.csv").ok().says("没有需要改动的内容");
}

#[test]
fn a_corrected_day_of_entering_is_still_the_same_event() {
    let env = TestEnv::office();
    env.line("org dissolve FJ --date 2011-04-01 --reason 合并 --into GF").ok();
    let began = |name: &str| {
        let rows = env.json(&format!("member show {name} --history"));
        let rows = rows.as_array().unwrap().iter().filter(|row| !row["org"].is_null());
        rows.map(|row| format!("{} {} {}", row["since"], row["until"], row["what"])).collect::<Vec<_>>()
    };
    let moved = [r#""2008-06-01" "2011-04-01" "entered""#, r#""2011-04-01" null "moved""#];
    assert_eq!(began("张三"), moved);
    // The old org ended on that day: nobody left it later, and a day earlier is a day earlier for both.
    env.refuses("member set 张三 --entered 2011-04-10", 3, "存续期", "between the founding and the dissolution");
    env.line("member set 张三 --entered 2011-03-20").ok();
    assert_eq!(began("张三"), moved.map(|line| line.replace("2011-04-01", "2011-03-20")));
    env.sound();
    // What was only assumed, or found, is told now.
    env.line("member add 赵六 --org GF --as-found 2011-01-01").ok();
    env.line("member set 赵六 --entered 2010-12-01").ok();
    assert_eq!(began("赵六"), [r#""2010-12-01" null "entered""#]);
}
