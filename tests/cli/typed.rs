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
    assert_eq!(env.json("report growth --quarter 2"), env.json("report growth --quarter 2011Q2"));
    assert_eq!(env.json("report growth --month 4 --year 2010"), env.json("report growth --month 2010-04"));
    assert_ne!(json!([]), env.json("report growth --month 2010-03"));
    env.refuses("report growth --month 13", 2, "--month 的内容“13”无效", "“13” is no value for --month");
}
