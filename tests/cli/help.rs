//! The help at its three depths, on any terminal, in both languages.

use crate::env::TestEnv;

#[test]
fn the_program_alone_tells_tasks_and_what_is_overdue() {
    let bare = TestEnv::bare().line("").ok().out;
    assert!(bare.contains("dangwu member find") && bare.contains("还没有数据库"), "{bare}");
    let office = TestEnv::office();
    assert!(TestEnv::new().line("").ok().out.contains("没有逾期的事"));
    office.line("activist apply 钱一 --org FJ --date 2011-01-10").ok();
    let home = office.line("").ok().out;
    // A month after the application is over on 10 February.
    assert!(home.contains("申请后逾期未谈话: 1 项, 最早 2011-02-10"), "{home}");
    let english = office.line("--lang en").ok().out;
    assert!(english.contains("since 2011-02-10") && english.contains("Tasks of the day"), "{english}");
    office.line("--as-of 2010").exit(2);
    office.line("-f json").exit(2);
    // A file that is no database is told, and the tasks with it.
    let damaged = TestEnv::bare();
    damaged.write("a.db", "这不是数据库");
    let home = damaged.line("").ok().out;
    assert!(home.contains("dangwu member find") && home.contains("不是"), "{home}");
}

#[test]
fn a_noun_alone_lists_its_verbs_with_their_chinese_names() {
    let env = TestEnv::bare();
    for (noun, verb) in [
        ("org", ["tree", "组织树"]),
        ("党员", ["list", "列表"]),
        ("org unit", ["close", "注销"]),
        ("org venue", ["end", "结束"]),
        ("config", ["set", "设定"]),
        ("report", ["coverage", "覆盖"]),
    ] {
        for lang in ["zh", "en"] {
            let out = env.line(&format!("{noun} --lang {lang}")).ok().out;
            let listed = out.lines().any(|line| line.split_whitespace().take(2).eq(verb));
            assert!(listed, "{noun}: {out}");
        }
    }
    env.line("member -f json").exit(2).says("缺少命令");
}

#[test]
fn a_verb_shows_examples_its_own_options_and_where_the_others_are_told() {
    let env = TestEnv::bare();
    let out = env.line("member list --help").ok().out;
    let at = |text: &str| out.find(text).unwrap_or_else(|| panic!("{text}: {out}"));
    assert!(at("用法: dangwu member list") < at("dangwu 党员 列表"));
    assert!(at("dangwu member list --org 福建商会") < at("--org, --支部 <ORG>"));
    assert!(at("--floating") < at("通用选项: dangwu help options"));
    assert!(!out.contains("--as-of"), "{out}");
    let common = env.line("help options").ok().out;
    assert!(common.contains("--as-of, --截至 <DATE>") && common.contains("-n, --dry-run"), "{common}");
    let english = env.line("help options --lang en").ok().out;
    assert!(english.contains("--as-of <DATE>") && !english.contains("截至"), "{english}");
    for (asked, same) in [
        ("help member list", "member list -h"),
        ("帮助 党员 列表", "member list -h"),
        ("help report 覆盖", "report coverage -h"),
    ] {
        assert_eq!(env.line(asked).ok().out, env.line(same).ok().out, "{asked}");
    }
}

#[test]
fn topics_are_found_in_both_languages() {
    let env = TestEnv::bare();
    assert!(env.line("help dates").ok().out.starts_with("日期怎么写\n"));
    assert_eq!(env.line("帮助 日期").ok().out, env.line("help date").ok().out);
    assert!(env.line("help scripts --lang en").ok().out.starts_with("In scripts\n"));
    let all = env.line("help").ok().out;
    assert!(all.contains("dates      日期") && all.contains("--licences"), "{all}");
    env.refuses("help 日其", 2, "是否想输入“dates”?", "did you mean “dates”?");
    env.refuses("help 量子力学", 2, "专题有: tasks", "topics are: tasks");
    env.refuses("help org lst", 2, "是否想输入“list”?", "did you mean “list”?");
}

#[test]
fn no_other_language_stands_in_the_frame_of_the_english_help() {
    let env = TestEnv::bare();
    for line in ["--help", "member", "member add -h", "org venue add -h", "report annual -h", "help undo"] {
        let out = env.line(&format!("{line} --lang en")).ok().out;
        assert!(
            !["用法", "[选项]", "选项:", "例:", "参数", "命令:", "专题"].iter().any(|word| out.contains(word)),
            "{out}"
        );
    }
}
