//! Ledgers: one mechanism, tried with the facts of a small office, and every kind through the same round.

use serde_json::json;

use crate::env::TestEnv;

/// Of each kind: the noun and its name, what is typed to add one, and one that is refused with the words of the refusal.
const KINDS: [(&str, &str, &str, &str); 8] = [
    (
        "org venue",
        "FJ --name 红船活动室 --kind 党员活动室 --area 120㎡ --equipment 党旗、看板 --money 3.5万元 --since 2010-05",
        "GF --name 活动室 --since 2009-01-01",
        "才成立",
    ),
    (
        "org channel",
        "FJ --kind QQ群 --name 福建商会党员 --followers 35人 --since 2010",
        "FJ --kind 电报 --since 2010",
        "应为",
    ),
    (
        "org policy",
        "JW --title 联席会议制度 --kind 制度 --level 本级 --since 2010-03-01",
        "JW --title 党费制度 --since 2010-03-01 --until 2009-01-01",
        "不晚于",
    ),
    (
        "org function",
        "JW --text 协调服务 --kind 新增 --since 2010-12-01",
        "JW --text 协调服务 --since 2011-06-01",
        "晚于今天",
    ),
    (
        "org honor",
        "FJ --title 先进基层党组织 --level 市 --date 2010-07-01",
        "FJ --title 先进 --date 2007-07-01",
        "才成立",
    ),
    (
        "member honor",
        "张三 --title 优秀共产党员 --level 市级 --date 2010-07-01",
        "李四 --title 三好学生 --date 1974",
        "生于",
    ),
    (
        "member care",
        "王五 --kind 生活 --difficulty 重病 --money 500元 --goods 米、油 --date 2011-01",
        "王五 --kind 生活 --money 500 --date 2011-02-01",
        "金额须写明单位",
    ),
    (
        "member title",
        "张三 福建商会 --title 会长 --since 2009-01-01",
        "张三 光伏协会 --title 会长 --since 2007",
        "才成立",
    ),
];

#[test]
fn each_kind_goes_all_the_way_round() {
    for (ledger, typed, bad, why) in KINDS {
        all_the_way_round(&TestEnv::office(), ledger, typed, bad, why);
    }
}

/// An entry is put down, refused twice and when it cannot be, goes out and comes in again, is put right and taken out.
#[track_caller]
pub(crate) fn all_the_way_round(env: &TestEnv, ledger: &str, typed: &str, bad: &str, why: &str) {
    let before = env.line("db log -f csv").ok().out;
    let add = format!("{ledger} add {typed}");
    env.line(&format!("{add} -n")).ok();
    assert_eq!(env.line("db log -f csv").ok().out, before, "{ledger}: a rehearsal writes nothing");
    assert_eq!(env.json(&add)[0]["id"], 1, "{ledger}");
    env.line(&add).exit(3).says("已登记有同样的");
    let refused = env.line(&format!("{ledger} add {bad}"));
    assert!([2, 3].contains(&refused.code), "{ledger}");
    refused.says(why);
    env.sound();
    // Out, and in again: nothing changes here, and another file gets the same.
    env.line(&format!("{ledger} export -o 台账.csv")).ok();
    env.line(&format!("{ledger} import 台账.csv")).ok().says("未变 1");
    let shown = env.json(&format!("{ledger} show 1"));
    env.line("db undo").ok();
    assert_eq!(env.json(&format!("{ledger} list")), json!([]), "{ledger}");
    env.line(&format!("{ledger} import 台账.csv")).ok().says("新增 1");
    let all = if shown[0].get("since").is_some() { "--all" } else { "" };
    let again = env.json(&format!("{ledger} list {all}"));
    assert_eq!(without_id(&again[0]), without_id(&shown[0]), "{ledger}");
    // A word put right is told; a slip is taken out.
    env.line(&format!("{ledger} set {} --remark 盒3", again[0]["id"])).ok().says("备注: — → 盒3");
    env.line(&format!("{ledger} remove {}", again[0]["id"])).ok().says("已删去");
    env.line(&format!("{ledger} show {}", again[0]["id"])).exit(4).says("没有条目号为");
    env.line("db undo").ok();
    assert_eq!(env.json(&format!("{ledger} list"))[0]["remark"], "盒3", "{ledger}");
    env.sound();
}

fn without_id(row: &serde_json::Value) -> serde_json::Value {
    let mut row = row.clone();
    row.as_object_mut().unwrap().remove("id");
    row
}

#[test]
fn a_state_is_listed_while_it_holds() {
    let env = TestEnv::office();
    env.line("org venue add FJ --name 一室 --kind other --equipment flag,reading --since 2009-01-01").ok();
    env.line("org venue add GF --name 二室 --equipment 党旗 --since 2010-06-01").ok();
    env.line("org venue end 1 --date 2011-01-01").ok();
    env.line("org venue end 1 --date 2011-02-01").exit(3).says("已于 2011-01-01 结束");
    let names = |args: &str| env.column(&format!("org venue list {args}"), "name");
    assert_eq!(names(""), ["二室"]);
    assert_eq!(names("--all"), ["一室", "二室"]);
    assert_eq!(names("--as-of 2010-12-31"), ["一室", "二室"]);
    assert_eq!(names("--as-of 2010-05-31 --under JW"), ["一室"]);
    assert_eq!(names("--all --equipment 学习读物"), ["一室"]);
    assert_eq!(names("--org GF"), ["二室"]);
    assert_eq!(names("--all --to 2010-01-31"), ["一室"]);
    let equipment = &env.json("org venue show 1")[0]["equipment"];
    assert_eq!(equipment, &json!(["flag", "reading"]));
    // The same room once more, after its time.
    env.line("org venue add FJ --name 一室 --since 2010-12-31").exit(3).says("条目号 1");
    env.line("org venue add FJ --name 一室 --since 2011-01-01").ok();
}

#[test]
fn nothing_is_told_of_an_org_before_there_was_one() {
    let env = TestEnv::office();
    env.line("org add 新支部 --kind branch --code XZ --parent JW --founded 2010-01-01").ok();
    env.line("org venue add XZ --name 二室 --since 2010-06-01").ok();
    env.line("org set XZ --founded 2010-07-01").exit(3).says("ledger-outside-org");
    env.connection().execute("UPDATE venue SET since = '2009-01-01'", []).unwrap();
    let found = env.line("db check -f json").exit(1);
    assert_eq!(found.json()[0]["code"], "ledger-outside-org");
}

#[test]
fn events_are_listed_by_day_and_by_whose_they_are() {
    let env = TestEnv::office();
    env.line("member care add 张三 --kind 慰问 --money 1000.5元 --date 2010-02-10").ok();
    env.line("member care add 王五 --kind 医疗 --money 2万元 --date 2011-05-01").ok();
    let money = |args: &str| env.column(&format!("member care list {args}"), "money");
    assert_eq!(money(""), ["1000.50元", "20000元"]);
    assert_eq!(money("--from 2011"), ["20000元"]);
    assert_eq!(money("--as-of 2011-04-30"), ["1000.50元"]);
    assert_eq!(money("--person 王五"), ["20000元"]);
    assert_eq!(money("--org FJ"), ["1000.50元"]);
    assert_eq!(money("--kind medical"), ["20000元"]);
    env.line("member care set 1 --money 200元 --date 2010-02-11").ok().says("金额: 1000.50元 → 200元");
    env.line("member care set 1").exit(2).says("没有写要更正什么");
    env.line("member care set x --money 1元").exit(2).says("不是条目号");
    env.line("member care set 7 --money 1元").exit(4).says("没有条目号为 7");
}

#[test]
fn a_roster_of_honours_comes_in_whole_or_not_at_all() {
    let env = TestEnv::office();
    env.write("表彰.csv", "表彰情况一览表,,,\n姓名,荣誉称号,表彰级别,日期\n张三,优秀共产党员,市级,2010.7.1\n钱七,优秀党务工作者,省级,2010.7.1\n");
    env.refuses("member honor import 表彰.csv", 3, "找不到“钱七”", "钱七");
    env.write(
        "表彰.csv",
        "姓名,荣誉称号,表彰级别,日期\n张三,优秀共产党员,市级,2010.7.1\n王五,优秀党务工作者,省级,2010.7.1\n",
    );
    env.line("member honor import 表彰.csv").ok().says("新增 2");
    env.write("表彰.csv", "编号,姓名,荣誉称号,表彰级别,日期\n1,王五,优秀共产党员,市级,2010.7.1\n");
    env.line("member honor import 表彰.csv").exit(3).says("编号 1 是 张三");
    // Letters in a file are a name, not the pinyin of one.
    env.write("表彰.csv", "姓名,荣誉称号,表彰级别,日期\nzhangsan,先锋,市级,2010.8.1\n");
    env.line("member honor import 表彰.csv").exit(3).says("找不到“zhangsan”");
    env.line("member honor list --person zhangsan").ok();
    env.write("表彰.csv", "姓名,荣誉称号,表彰级别,日期,表彰单位\n张三,优秀共产党员,省级,2010-07-01,省委组织部\n");
    env.line("member honor import 表彰.csv").ok().says("更新 1");
    assert_eq!(env.json("member honor show 1")[0]["level"], "province");
    // Two records of one person are joined, and what hangs on them with them.
    env.line("member add 张山 --no-roll").ok();
    env.line("member honor add 张山 --title 先锋 --date 2011-01-01").ok();
    env.line("member merge 张三 张山 --name 张三").ok();
    assert_eq!(env.column("member honor list --person 张三", "title"), ["优秀共产党员", "先锋"]);
    env.sound();
}

#[test]
fn the_help_speaks_the_language_of_the_user() {
    let env = TestEnv::bare();
    let help = |line: &str| env.line(line).ok().out;
    assert!(help("org venue add --help").contains("flag 党旗") && help("org venue --help").contains("登记党建阵地"));
    let english = help("member care list --help --lang en");
    let frame: Vec<&str> = english.lines().filter(|line| !line.trim_start().starts_with("dangwu ")).collect();
    assert!(english.contains("Only of this person") && !frame.join("").contains('列'), "{english}");
    assert!(english.contains("Options of every command: dangwu help options"));
}
