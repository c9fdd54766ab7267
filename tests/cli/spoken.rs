//! Days, months, numbers and lists as a clerk says them, wherever an option takes one.

use crate::env::TestEnv;

#[test]
fn days_of_the_week_are_days() {
    let env = TestEnv::office();
    // 31 May 2011 is a Tuesday.
    env.line("transfer out 张三 --to 杭州某支部 --date 上周五").ok();
    env.line("transfer receipt 1 --date 本周一").ok();
    let row = &env.json("transfer list")[0];
    assert_eq!((row["issued"].as_str(), row["received"].as_str()), (Some("2011-05-27"), Some("2011-05-30")));
    env.line("org venue add FJ --name 活动室 --since 上上周日").ok();
    assert_eq!(env.column("org venue list", "since"), ["2011-05-22"]);
    assert_eq!(
        env.line("report coverage --compare 昨天").ok().out,
        env.line("report coverage --compare 2011-05-30").ok().out
    );
    env.line("member list --as-of 周五").exit(2);
}

#[test]
fn a_month_without_its_year_is_one_of_this_year() {
    let env = TestEnv::office();
    env.line("member dues rate 张三 --from 1月 --base 4000").ok();
    env.line("member dues pay 张三 --months 1..2、4 --date 今天").ok();
    assert_eq!(
        env.column("member dues list 张三 --kind payment --sort from", "from"),
        ["2011-01", "2011-02", "2011-04"]
    );
    env.line("member dues pay 张三 --months 2011-03，5 --date 今天").ok();
    env.line("member dues waive 张三 --months 6 --reason 困难").ok();
    env.line("transfer out 张三 --to 杭州某支部 --date 今天 --dues-until 5").ok();
    assert_eq!(env.column("transfer list", "dues_until"), ["2011-05"]);
    env.line("member dues pay 张三 --months 13 --date 今天").exit(2).says("看不懂月份“13”");
    env.line("member dues pay 张三 --months 、 --date 今天").exit(2);
}

#[test]
fn what_a_keyboard_makes_full_width_is_read_as_it_was_meant() {
    let env = TestEnv::office();
    assert_eq!(env.column("member list --limit １", "name").len(), 1);
    assert_eq!(env.column("ｍｅｍｂｅｒ　ｌｉｓｔ", "name"), env.column("member list", "name"));
    assert_eq!(env.column("党员 列表 ——支部 ＦＪ", "name"), ["张三", "李四"]);
    assert_eq!(env.column("member list －－ｏｒｇ＝ＦＪ", "name"), ["张三", "李四"]);
    // A text that begins with a dash is no option.
    env.line("meeting record FJ --kind 党课 --date 2011-05-01 --topic ——庆祝建党九十周年").ok();
    assert_eq!(env.column("meeting list", "topic"), ["——庆祝建党九十周年"]);
    env.line("member set 张三 --电话 １３８１２３４５６７８").ok();
    let log = env.line("db log").ok().out;
    assert!(!log.contains("12345678") && !log.contains("２３４５"), "{log}");
}

#[test]
fn lists_take_every_comma_and_repeated_options() {
    let env = TestEnv::office();
    let keys = |line: &str| {
        let row = env.json(line)[0].clone();
        row.as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    for line in [
        "member list --columns 姓名,性别",
        "member list --columns 姓名，性别",
        "member list --列 姓名、性别",
        "member list --columns 姓名 --columns sex",
    ] {
        assert_eq!(keys(line), ["name", "sex"], "{line}");
    }
    for (nth, people) in ["张三,李四", "张三，李四", "张三、李四", "张三 --attend 李四"].into_iter().enumerate()
    {
        env.line(&format!("meeting record FJ --kind 党课 --date 2011-05-0{} --attend {people}", nth + 1)).ok();
    }
    assert_eq!(env.column("meeting list", "present"), [2, 2, 2, 2]);
}
