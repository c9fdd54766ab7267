//! `org plan`: how the units without an org might get one.

use serde_json::{Value, json};

use crate::env::TestEnv;

const KEYS: [&str; 6] = ["unit", "full_members", "advice", "group", "with", "rule"];

/// An office with these units, uncovered all: name, industry, district, full members known.
pub(crate) fn with(units: &[(&str, &str, &str, u32)]) -> TestEnv {
    let env = TestEnv::office();
    for (name, industry, district, members) in units {
        let members = members.to_string();
        let mut line = vec!["org", "unit", "add", name, "--kind", "association", "--district", district];
        line.extend(["--known-full-members", &members]);
        if !industry.is_empty() {
            line.extend(["--industry", industry]);
        }
        env.run(line).ok();
    }
    env
}

/// What is advised for the units of a name that begins so.
pub(crate) fn advised(env: &TestEnv, line: &str, begins: &str) -> Vec<Value> {
    let rows = env.json(line);
    let of = |row: &&Value| row["unit"].as_str().unwrap().starts_with(begins);
    rows.as_array().unwrap().iter().filter(of).cloned().collect()
}

pub(crate) fn told(rows: &[Value], keys: &[&str]) -> Vec<Vec<Value>> {
    rows.iter().map(|row| keys.iter().map(|key| row[*key].clone()).collect()).collect()
}

#[test]
fn each_unit_gets_what_its_members_and_its_neighbours_allow() {
    let env = with(&[
        ("试甲协会", "皮革", "海宁市", 4),
        ("试乙娱乐协会", "", "海宁市", 2),
        ("试丙网吧协会", "文化娱乐", "海宁市", 1),
        ("试丁协会", "五金", "桐乡市", 2),
        ("试戊协会", "机械", "桐乡市", 2),
        ("试己协会", "五金", "平湖市", 2),
        ("试庚协会", "五金", "平湖市", 0),
    ]);
    let rows = advised(&env, "org plan", "试");
    let short = |row: &Value| {
        let id = row["rule"].as_str().unwrap().split(' ').next().unwrap().to_owned();
        [row["unit"].clone(), row["advice"].clone(), row["with"].clone(), json!(id)].to_vec()
    };
    let found: Vec<Vec<Value>> = rows.iter().map(short).collect();
    let expected = [
        json!(["试甲协会", "independent", null, "A1"]),
        // One division in one district; a section in the other; alone with two members; nobody at all.
        json!(["试丁协会", "joint", "试戊协会", "A2"]),
        json!(["试戊协会", "joint", "试丁协会", "A2"]),
        json!(["试丙网吧协会", "joint", "试乙娱乐协会", "A2"]),
        json!(["试乙娱乐协会", "joint", "试丙网吧协会", "A2"]),
        json!(["试己协会", "instructor", null, "S3"]),
        json!(["试庚协会", "instructor", null, "S3"]),
    ];
    let sorted = |mut rows: Vec<Value>| {
        rows.sort_by_key(Value::to_string);
        rows
    };
    assert_eq!(sorted(found.into_iter().map(Value::from).collect()), sorted(expected.to_vec()));
    let reasons = |name: &str| advised(&env, "org plan", name)[0]["reason"].as_str().unwrap().to_owned();
    assert_eq!(reasons("试乙"), "行业相近, 同属 90 娱乐业; 共有正式党员 3 名");
    assert_eq!(reasons("试丁"), "行业相近, 同属门类 C; 共有正式党员 4 名");
    assert_eq!(reasons("试己"), "正式党员不足 3 名, 同地没有可联合的单位");
    assert_eq!(reasons("试庚"), "没有已知的正式党员");
}

#[test]
fn a_plan_on_record_an_instructor_and_a_covered_unit_are_known() {
    let env =
        with(&[("试甲协会", "娱乐", "海宁市", 2), ("试乙协会", "娱乐", "海宁市", 1), ("试丙协会", "", "嘉善县", 0)]);
    for line in [
        "org add 试联合支部 --kind joint-branch --parent JW --planned --for 试甲协会 --for 试乙协会",
        "org instructor add 张三 试丙协会 --since 2011-01-01",
    ] {
        env.line(line).ok();
    }
    let reason = |name: &str| advised(&env, "org plan", name)[0]["reason"].as_str().unwrap().to_owned();
    assert_eq!(reason("试甲"), "行业相近, 同属 90 娱乐业; 共有正式党员 3 名; 已登记拟建: 试联合支部");
    assert_eq!(reason("试丙"), "没有已知的正式党员; 已有指导员");
    env.line("org found 试联合支部 --date 2011-05-20").ok();
    assert_eq!(told(&advised(&env, "org plan", "试甲"), &KEYS[..3]), [] as [Vec<Value>; 0]);
    assert_eq!(advised(&env, "org plan --as-of 2011-05-19", "试甲").len(), 1, "on the day before it was not covered");
}

/// A unit of a joint branch that has three members by now could stand by itself.
#[test]
fn who_has_outgrown_a_joint_branch_is_told() {
    let env = with(&[("试甲协会", "娱乐", "海宁市", 3), ("试乙协会", "娱乐", "海宁市", 1)]);
    env.line("org add 试联合支部 --kind joint-branch --parent JW --founded 2011-01-01 --unit 试甲协会 --unit 试乙协会")
        .ok();
    let rows = advised(&env, "org plan", "试");
    let keys = ["unit", "advice", "with", "full_members"];
    let separate = json!(["试甲协会", "separate", "试联合支部", 3]);
    assert!(told(&rows, &keys).iter().any(|row| json!(row) == separate), "{rows:?}");
    // The branch itself has nobody on its roll.
    assert!(rows.iter().any(|row| row["advice"] == "below" && row["with"] == "试联合支部" && row["full_members"] == 0));
    let of_joint = |line: &str| advised(&env, line, "试").iter().filter(|row| row["with"] == "试联合支部").count();
    assert_eq!((of_joint("org plan --under JW"), of_joint("org plan --under GF")), (2, 0));
}

/// A plan has no day of its own: of a day past what was on record by then is told, also what was founded since. One o'clock
/// in China is the day before at Greenwich.
#[test]
fn what_was_planned_on_a_day_past_is_told_as_far_as_it_is_known() {
    let env = with(&[("试甲协会", "娱乐", "海宁市", 2), ("试乙协会", "娱乐", "海宁市", 1)]);
    env.line("org add 试联合支部 --kind joint-branch --parent JW --planned --for 试甲协会 --for 试乙协会").ok();
    let recorded = "UPDATE operation SET at = '2011-05-09T17:00:00Z' WHERE id = (SELECT max(id) FROM operation)";
    env.connection().execute(recorded, []).unwrap();
    let is_told = |day: &str| {
        let rows = advised(&env, &format!("org plan --as-of {day}"), "试甲");
        rows[0]["reason"].as_str().unwrap().ends_with("; 已登记拟建: 试联合支部")
    };
    let days = ["2011-05-09", "2011-05-10", "2011-05-15"];
    assert_eq!(days.map(is_told), [false, true, true]);
    env.line("org found 试联合支部 --date 2011-05-20").ok();
    assert_eq!(days.map(is_told), [false, true, true], "it was planned then");
    assert_eq!(advised(&env, "org plan --as-of 2011-05-20", "试甲"), [] as [Value; 0]);
}

/// The committee of the example office has no district and stands above all; one below it leads 海宁市, a branch of that one
/// stands in 桐乡市.
#[test]
fn a_unit_without_an_org_lies_under_what_is_known_of_it() {
    let env = with(&[
        ("试海宁协会", "五金", "海宁市", 0),
        ("试桐乡协会", "五金", "桐乡市", 0),
        ("试平湖协会", "五金", "平湖市", 0),
        ("试秀洲协会", "五金", "秀洲区", 0),
        ("试拟建协会", "五金", "平湖市", 0),
    ]);
    for line in [
        "org add 海宁党委 --kind committee --parent JW --founded 2010 --district 海宁市 --code HN",
        "org unit add 桐乡皮革协会 --kind association --district 桐乡市",
        "org add 桐乡皮革支部 --kind branch --parent HN --founded 2010 --unit 桐乡皮革协会 --code TX",
        "org add 拟建支部 --kind branch --parent HN --planned --for 试拟建协会",
        "org unit add 试福建企业 --kind enterprise --district 海宁市 --association 福建商会",
        "org unit add 试皮革企业 --kind enterprise --association 桐乡皮革协会",
        "org unit add 试无地单位 --kind social-org",
        "org add 独立支部 --kind branch --founded 2010 --district 平湖市 --code DL",
    ] {
        env.line(line).ok();
    }
    let under = |org: &str| {
        let rows = advised(&env, &format!("org plan --under {org}"), "试");
        let mut names: Vec<String> = rows.iter().map(|row| row["unit"].as_str().unwrap().to_owned()).collect();
        names.sort_unstable();
        names
    };
    // An enterprise lies where its association does: with 福建支部 under JW, with 桐乡皮革支部 under HN. The district 平湖市 has
    // only a branch of its own, which is below nobody; 秀洲区 has the association of 光伏支部 no more than 海宁市 has it.
    assert_eq!(under("HN"), ["试拟建协会", "试桐乡协会", "试海宁协会", "试皮革企业"]);
    let all = ["试拟建协会", "试无地单位", "试桐乡协会", "试海宁协会", "试皮革企业", "试福建企业", "试秀洲协会"];
    assert_eq!(under("JW"), all);
    assert_eq!(under("TX"), ["试皮革企业"]);
    assert_eq!(under("FJ"), ["试福建企业"]);
    assert_eq!(under("DL"), [] as [&str; 0], "a branch leads no orgs");
}

#[test]
fn what_is_said_of_units_without_a_district_is_true() {
    let env = TestEnv::office();
    for (name, industry, members) in
        [("试甲协会", "娱乐", "2"), ("试乙协会", "网吧", "1"), ("试丙协会", "皮革", "2"), ("试丁协会", "综合", "2")]
    {
        let line = ["org", "unit", "add", name, "--kind", "association", "--industry", industry];
        env.run(line.into_iter().chain(["--known-full-members", members])).ok();
    }
    let rows = advised(&env, "org plan", "试");
    let mut found: Vec<String> =
        told(&rows, &["unit", "with", "reason"]).iter().map(|row| json!(row).to_string()).collect();
    found.sort_unstable();
    let mut expected = [
        json!(["试甲协会", "试乙协会", "行业相近, 同属 90 娱乐业; 共有正式党员 3 名"]),
        json!(["试乙协会", "试甲协会", "行业相近, 同属 90 娱乐业; 共有正式党员 3 名"]),
        json!(["试丙协会", null, "正式党员不足 3 名, 所在地未登记, 同行业没有可联合的单位"]),
        json!(["试丁协会", null, "正式党员不足 3 名, 所在地和行业都不明, 无从联合"]),
    ]
    .map(|row| row.to_string());
    expected.sort_unstable();
    assert_eq!(found, expected);
}

/// Group 1 is 试甲协会 alone, group 2 the two of one industry.
fn three() -> TestEnv {
    with(&[("试甲协会", "皮革", "海宁市", 4), ("试乙娱乐协会", "", "海宁市", 2), ("试丙网吧协会", "", "海宁市", 1)])
}

#[test]
fn a_proposal_is_taken_up_in_one_operation() {
    let env = three();
    env.line("org plan --accept 2 --date 2011-05-20 --parent JW -n").ok();
    assert_eq!(env.column("org list", "code"), ["FJ", "GF", "JW"], "a rehearsal founds nothing");
    env.line("org plan --accept 2 --date 2011-05-20 --units 试乙娱乐协会,试丙网吧协会 --under JW")
        .ok()
        .says("试丙网吧协会、试乙娱乐协会联合党支部 于 2011-05-20 成立, 覆盖: 试丙网吧协会、试乙娱乐协会");
    let name = "试丙网吧协会、试乙娱乐协会联合党支部";
    let made = &env.json(&format!("org show {name}"))[0];
    let keys = ["kind", "district", "formation", "founded", "parent", "units_covered"];
    let expected = [
        json!("joint-branch"),
        json!("海宁市"),
        json!("joint"),
        json!("2011-05-20"),
        json!("嘉兴市工商联党委"),
        json!("试丙网吧协会(joint); 试乙娱乐协会(joint)"),
    ];
    assert_eq!(keys.map(|key| made[key].clone()), expected);
    assert_eq!(advised(&env, "org plan", "试乙"), [] as [Value; 0]);
    env.line("db undo").ok();
    assert_eq!(env.column("org list", "code"), ["FJ", "GF", "JW"]);
    assert_eq!(told(&advised(&env, "org plan", "试乙"), &["group"]), [[json!(2)]]);
    // A branch of its own, called as it is told.
    let own =
        env.json("org plan --accept 1 --name 中共试甲协会支部 --short 试甲支部 --parent JW --approval 嘉联〔2011〕9号");
    assert_eq!([&own[0]["name"], &own[0]["units_covered"]], ["中共试甲协会支部", "试甲协会"]);
    let made = &env.json("org show 试甲支部")[0];
    let keys = ["kind", "formation", "founded", "approval_no", "units_covered"];
    let expected = ["branch", "independent", "2011-05-31", "嘉联〔2011〕9号", "试甲协会(own)"];
    assert_eq!(keys.map(|key| made[key].clone()), expected);
    env.sound();
}

#[test]
fn a_group_that_is_not_the_one_meant_is_not_taken_up() {
    let env = three();
    env.line("org plan --accept 3").exit(3).says("没有第 3 组(共 2 组)");
    env.line("org plan --accept 2 --date 2010-01-01 --under FJ").exit(3).says("没有第 2 组(共 0 组)");
    env.line("org plan --accept 1 --units 试乙娱乐协会").exit(3).says("第 1 组现在是: 试甲协会");
    env.line("org plan --accept 1 --date 2011-06-01").exit(3).says("2011-06-01");
    env.line("org plan --units 试甲协会").exit(2);
    // Founded meanwhile: the number is another's now, and of a day before nothing is founded for what was covered since.
    env.line("org add 试甲支部 --kind branch --parent JW --founded 2011-05-10 --unit 试甲协会").ok();
    env.line("org plan --accept 1 --units 试甲协会").exit(3).says("第 1 组现在是: 试丙网吧协会、试乙娱乐协会");
    env.line("org plan --accept 1 --date 2011-05-01").exit(3).says("“试甲协会”已于 2011-05-10 由“试甲支部”覆盖");
    // Planned already: that one is to be founded.
    env.line("org plan --accept 1 --planned --name 试联合支部 --parent JW").ok().says("已登记拟建");
    assert_eq!(env.column("org list --planned", "name"), ["试联合支部"]);
    env.line("org plan --accept 1").exit(3).says("org found 试联合支部");
    env.line("org found 试联合支部 --date 2011-05-30").ok();
    env.line("org plan --accept 1").exit(3).says("共 0 组");
    env.sound();
}
