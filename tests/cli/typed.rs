//! The words a clerk uses on the command line: days told by their distance, letters for names, Chinese headings and commas.

use serde_json::json;

use crate::env::TestEnv;

/// The small office, whose today is 2011-05-31.
fn office() -> TestEnv {
    TestEnv::office()
}

#[test]
fn a_day_is_told_by_its_distance_from_the_day_of_the_office() {
    let env = office();
    for (typed, date) in [
        ("--date=今天", "2011-05-31"),
        ("--date today", "2011-05-31"),
        ("--date 昨天", "2011-05-30"),
        ("--date Yesterday", "2011-05-30"),
        ("--date -3d", "2011-05-28"),
        ("--date=-3d", "2011-05-28"),
        ("--date -31天", "2011-04-30"),
        ("--date 3天前", "2011-05-28"),
    ] {
        env.line(&format!("meeting record FJ --kind general --present 1 {typed}")).ok();
        assert_eq!(env.column("meeting list --limit 1 --sort -id", "date"), [date], "{typed}");
    }
    env.run(["meeting", "record", "FJ", "--kind", "general", "--present", "1", "--date", "昨天 9:30"]).ok();
    assert_eq!(env.json("meeting show 9")[0]["time"], "09:30");
    assert_eq!(env.column("meeting list --from -3d --to 昨天 --sort id", "id"), [3, 4, 5, 6, 8, 9]);
}

#[test]
fn every_date_of_the_command_line_may_be_told_so() {
    let env = office();
    env.line("member add 赵六 --org FJ --birth 1970 --joined 2001-07-01 --full-on 2002-07-01 --entered -10d").ok();
    assert_eq!(env.column("member list --as-of -10d", "name"), ["张三", "李四", "王五", "赵六"]);
    assert_eq!(env.column("member list --as-of -11d", "name"), ["张三", "李四", "王五"]);
    env.line("org rename GF 光伏行业党支部 --date -2d").ok();
    assert_eq!(env.column("org list --as-of -3d", "name")[1], "光伏协会党支部");
    env.line("activist apply 钱七 --org FJ --date 昨天").ok();
    assert_eq!(env.json("activist show 钱七")[0]["date"], "2011-05-30");
    // The log keeps what was typed.
    let log = env.column("db log --limit 1", "command");
    assert!(log[0].as_str().unwrap().contains("--date 昨天"), "{log:?}");
}

#[test]
fn no_option_is_taken_for_a_day_and_no_day_for_an_option() {
    let env = office();
    env.refuses("org rename GF 甲 --date --dry-run", 2, "--date <DATE> 后面缺少内容", "--date <DATE> lacks a value");
    env.refuses("org rename GF 甲 --date -3", 2, "没有选项 -3", "there is no option -3");
    env.refuses("org rename GF 甲 --date 明天", 2, "看不懂日期“明天”", "“明天” is no date");
    env.refuses("org list -3d", 2, "没有选项 -3", "there is no option -3");
}

#[test]
fn a_file_is_read_on_another_day() {
    let env = office();
    env.write("a.csv", "姓名,所在党支部,加入党组织日期\n赵六,FJ,今天\n");
    env.line("member import a.csv").exit(3).says("看不懂日期“今天”");
}

#[test]
fn a_month_alone_is_of_this_year() {
    let env = office();
    env.line("meeting record FJ --kind general --date 2011-04-05 --present 1").ok();
    let held = |month: &str| env.column(&format!("report training --month {month} --by org"), "sessions");
    assert_eq!(held("4"), held("2011-04"));
    assert_eq!(env.json("report growth --month 4月"), env.json("report growth --month 2011-04"));
    assert_eq!(env.json("report growth --month 4 --year 2010"), env.json("report growth --month 2010-04"));
    assert_ne!(json!([]), env.json("report growth --month 2010-03"));
    env.refuses("report growth --month 13", 2, "--month 的内容“13”无效", "“13” is no value for --month");
}

/// The small office with people whose letters are alike.
fn letters() -> TestEnv {
    let env = office();
    for name in ["陈海波", "陈红斌", "曾国强", "单雄"] {
        let line = format!("member add {name} --org FJ --joined 2001-07-01 --full-on 2002-07-01 --entered 2009-01-01");
        env.line(&line).ok();
    }
    env.line("member add 陈洪宝 --org GF --joined 2001-07-01 --full-on 2002-07-01 --entered 2011-01-01").ok();
    env
}

#[test]
fn a_person_is_found_by_pinyin_wherever_one_is_named() {
    let env = letters();
    assert_eq!(env.column("member show chenhaibo", "name"), ["陈海波"]);
    assert_eq!(env.column("member show ZGQ", "name"), ["曾国强"]);
    assert_eq!(env.column("member show shanxiong", "name"), ["单雄"]);
    assert_eq!(env.column("member show chb@GF", "name"), ["陈洪宝"]);
    assert_eq!(env.column("member find haibo", "name"), ["陈海波"]);
    for line in [
        "org post add FJ chenhaibo secretary --from 2010-01-01",
        "meeting record FJ --kind general --date 2011-03-01 --chair chenhaibo --attend zgq、shanxiong,陈红斌 --topic 甲",
        "meeting entry 1 --title 文 --by zengguoqiang",
        "activist apply 钱七 --org FJ --date 2011-01-04",
        "activist talk qianqi --date 2011-01-10 --by zgq",
        "transfer move sx --to GF --date 2011-05-01",
        "member set zgq --education 大学本科",
    ] {
        env.line(line).ok();
    }
    let meeting = &env.json("meeting show 1")[0];
    assert_eq!((&meeting["chair"], &meeting["present"]), (&json!("陈海波"), &json!(3)), "{meeting}");
    assert!(meeting["entries"].as_str().unwrap().contains("曾国强"), "{meeting}");
    env.line("meeting set 1 --chair zgq").ok();
    assert_eq!(env.json("meeting show 1")[0]["chair"], "曾国强");
    env.sound();
}

#[test]
fn letters_that_fit_several_are_never_guessed() {
    let env = letters();
    let zh = env.line("member show chb").exit(4).says("“chb”有 3 人");
    for name in ["陈海波", "陈红斌", "陈洪宝"] {
        assert!(zh.err.contains(name), "{}", zh.err);
    }
    env.refuses("member set chb --education 大学本科", 4, "“chb”有 3 人", "“chb” is 3 people");
    env.refuses(
        "meeting record FJ --kind general --date 2011-03-01 --present 2 --chair chb",
        4,
        "“chb”有 3 人",
        "3 people",
    );
    env.refuses("member show cgq", 4, "找不到“cgq”", "nobody answers to “cgq”");
    env.refuses("member show chenhai", 4, "找不到“chenhai”", "nobody answers");
    // Where only one of them was due, that one is meant, as with a shared name.
    env.line("meeting record GF --kind general --date 2011-03-01 --attend chb").ok();
}

#[test]
fn nobody_is_created_or_read_from_a_file_by_letters() {
    let env = letters();
    env.line("member add chenhaibo --org FJ --joined 2001-07-01 --full-on 2002-07-01 --entered 2009-01-01").ok();
    assert_eq!(env.column("member show chenhaibo", "name"), ["chenhaibo"], "a name typed exactly comes first");
    env.line("activist apply zgq --org FJ --date 2011-05-01").ok();
    assert_eq!(env.column("activist list --stage applicant", "name"), ["zgq"]);
    env.write("a.csv", "所在党支部,会议类型,实际会议时间,姓名,到会情况\nFJ,支部党员大会,2011-04-01,sx,出席\n");
    env.line("meeting import a.csv").exit(3).says("找不到“sx”");
    env.write("b.csv", "所在党支部,会议类型,实际会议时间,主持人,实到\nFJ,支部党员大会,2011-04-01,sx,3\n");
    env.line("meeting import b.csv").ok();
    assert_eq!(env.json("meeting show 1")[0]["chair"], "sx");
}

#[test]
fn every_comma_parts_a_list() {
    let env = letters();
    for comma in [",", "，", "、", ";", "；", "、 "] {
        let list = |items: [&str; 2]| items.join(comma);
        let first = &env.run(["member", "list", "--columns", &list(["no", "name"]), "-f", "json"]).ok().json()[0];
        assert_eq!(first, &json!({"no": 1, "name": "张三"}), "{comma}");
        let sorted = env.run(["org", "list", "--sort", &list(["-kind", "-code"]), "-f", "json"]).ok().json();
        let codes: Vec<_> = sorted.as_array().unwrap().iter().map(|row| row["code"].clone()).collect();
        assert_eq!(codes, ["GF", "FJ", "JW"], "{comma}");
    }
    env.line(
        "org add 联合党支部 --kind joint-branch --parent JW --founded 2010-01-01 --code LH --unit 福建商会、光伏协会",
    )
    .ok();
    assert_eq!(env.json("org show LH")[0]["units"], 2);
    env.line("transfer move 陈海波、陈红斌 --to GF --date 2011-05-01").ok();
    assert_eq!(env.column("member list --org GF", "name"), ["王五", "陈海波", "陈红斌", "陈洪宝"]);
    env.line("activist apply 钱七 --org FJ --date 2011-01-04").ok();
    let admit =
        "activist admit 钱七 --date 2011-05-20 --present 3 --voters 3 --for 3 --against 0 --abstain 0 --introducers";
    env.line(&format!("{admit} 曾国强、单雄，张三")).exit(3).says("钱七 还没有登记“列为发展对象”");
    env.run(["member", "list", "--columns", ""]).exit(2).says("没有列“”");
}

#[test]
fn a_column_may_be_called_by_what_stands_over_it() {
    let env = office();
    let rows = env.json("member list --columns 姓名、人员类别 --sort -姓名");
    assert_eq!(rows[2], json!({"name": "张三", "category": "full"}));
    assert_eq!(env.json("member list --columns 姓名 --sort －姓名 --lang en")[2]["name"], "张三");
    assert_eq!(
        env.json("member list --columns Name,Mobile --limit 1 --lang en"),
        env.json("member list --columns name,phone --limit 1")
    );
    env.refuses("member list --columns 姓名,颜色", 2, "可用的列: 编号、姓名、性别", "columns: no, name, sex");
    env.refuses("member list --sort 颜色", 2, "没有列“颜色”", "there is no column “颜色”");
}

#[test]
fn a_report_is_grouped_by_the_heading_of_a_group() {
    let env = office();
    for (heading, key) in
        [("单位类型", "kind"), ("单位类别", "kind"), ("行业", "industry"), ("所在县(市、区)", "district")]
    {
        let report = |by: &str| env.json(&format!("report coverage --by {by}"));
        assert_eq!(report(heading), report(key), "{heading}");
    }
    assert_eq!(env.json("report training --by 党组织"), env.json("report training --by org"));
    assert_eq!(env.json("report structure --by 单位类型"), env.json("report structure --by unit-kind"));
    assert_eq!(env.json("report structure --explain 性别=男"), env.json("report structure --explain sex=male"));
    let (zh, en) = ("可按: 单位类别、行业、所在县(市、区)", "by: kind, industry, district");
    env.refuses("report coverage --by 颜色", 2, zh, en);
    env.refuses("report structure --explain 颜色=红", 2, "可用的列: 性别、年龄", "columns: sex, age");
}

#[test]
fn a_language_that_nobody_speaks_here_is_told() {
    let env = office();
    env.line("org list --lang fr").exit(2).says("--lang <LANG> 的内容“fr”无效").says("可用: zh en");
    let set = |lang: &str, line: &str| {
        crate::env::ran(env.command(line.split_whitespace()).env("DANGWU_LANG", lang).output().unwrap())
    };
    set("fr", "org list").exit(2).says("DANGWU_LANG 的内容“fr”无效").says("可用: zh、en");
    set("fr", "org list --lang en").ok();
    set("fr", "--help").ok();
    set("en_GB.UTF-8", "org list").ok();
    let ran =
        crate::env::ran(env.command(["org", "list"]).env("DANGWU_LANG", "").env("LANG", "fr_FR").output().unwrap());
    assert!(ran.ok().out.contains("名称"), "the system's language binds nobody");
}

#[test]
fn a_person_is_found_as_members_address_each_other() {
    let env = TestEnv::office();
    assert_eq!(env.json("member show 王五同志")[0]["name"], "王五");
    assert_eq!(env.json("member show 王五同志@GF")[0]["name"], "王五");
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三同志、李四同志").ok();
    assert_eq!(env.json("meeting list")[0]["present"], 2);
    // Whoever is recorded under such a name is told of.
    env.line("member add 赵六同志 --org FJ --dry-run").ok().says("赵六同志");
    env.line("member add 赵六同志 --org FJ").ok().says("警告: 姓名");
    for line in ["transfer out 张三、李四 --to 某市委 --date 2011-05-01", "member show 张三，李四"] {
        env.refuses(
            line,
            4,
            "这里一次只写一个人; 几个人请逐个登记",
            "one person is asked here; of several record each",
        );
    }
}
