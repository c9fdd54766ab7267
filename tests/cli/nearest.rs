//! What is no command or option: the nearest right word, in the user's language, or no guess at all.

use crate::env::TestEnv;

/// A wrong command line, and what is meant.
#[track_caller]
fn meant(line: &str, suggested: &str) {
    let (zh, en) = (format!("是否想输入“{suggested}”?"), format!("did you mean “{}”?", suggested.replace('、', ", ")));
    TestEnv::bare().refuses(line, 2, &zh, &en);
}

/// A wrong command line that is like nothing: what it is told is no guess.
#[track_caller]
fn unlike(line: &str) {
    let ran = TestEnv::bare().line(line).exit(2).says("加 --help 查看用法");
    assert!(!ran.err.contains("是否想输入"), "{}", ran.err);
}

#[test]
fn another_word_for_a_noun_or_a_verb_is_understood() {
    meant("成员 列表", "member");
    meant("支部", "org");
    meant("people list", "member");
    meant("activist add 张三", "apply");
    meant("meeting 新增", "record");
    meant("meeting delete 1", "void");
    meant("org search 福建", "list");
    meant("transfer delete 1", "cancel");
    meant("导入 花名册.xlsx", "member import");
    meant("花名册", "report roster");
}

#[test]
fn a_verb_of_another_noun_is_found_there() {
    meant("转出 张三", "transfer out");
    meant("member 转出 张三", "transfer out");
    meant("undo", "db undo");
    meant("党费 交纳 张三", "member dues");
    meant("transfer oath", "activist oath");
    meant("member convert 张三", "activist convert、org convert");
}

#[test]
fn a_slip_is_put_right_and_what_is_like_nothing_is_let_be() {
    meant("mebmer list", "member");
    meant("org lst", "list");
    meant("党圆 列表", "member");
    meant("transfer recipt 1", "receipt");
    meant("org s", "show、set、score");
    unlike("member xyzzy");
    unlike("量子 力学");
    unlike("org list --xyzzy");
    unlike("org q");
    unlike("member member list");
}

#[test]
fn an_option_is_put_right_by_what_its_verb_has() {
    meant("member list --oganization FJ", "--org");
    meant("member list --organisation FJ", "--org");
    meant("org list --kindd branch", "--kind");
    meant("党员 登记 张三 --生日 1980", "--birth");
    meant("member list --json", "--format json");
    meant("member list --类别 正式党员", "--category");
    meant("meeting list --类形 党课", "--kind");
}

#[test]
fn a_value_is_put_right_by_its_list_or_the_list_is_told() {
    let env = TestEnv::bare();
    env.line("member list --format exel").exit(2).says("是否想输入“xlsx Excel 工作簿”?");
    env.line("meeting list --kind 大会").exit(2).says("是否想输入“general 支部党员大会”?");
    env.line("org add 甲 --kind brnach --lang en").exit(2).says("did you mean “branch");
    env.line("org add 甲 --kind 顾问").exit(2).says("可用: ");
}

#[test]
fn a_word_too_many_is_no_option() {
    TestEnv::bare().refuses("member list 张三", 2, "“张三”是多余的", "“张三” is one word too many");
}

#[test]
fn only_options_that_were_typed_are_told_to_be_idle() {
    let env = TestEnv::bare();
    let ran = env.line("org show FJ --limit 3 --total").exit(2).says("用不上选项 --limit --total");
    assert!(!ran.err.contains("--columns"), "{}", ran.err);
}

#[test]
fn reports_are_called_by_their_chinese_names_and_titles() {
    let env = TestEnv::office();
    for (chinese, english) in [
        ("报表 统计", "report statistics"),
        ("report 覆盖", "report coverage"),
        ("report 花名册", "report roster"),
        ("report 覆盖情况", "report coverage"),
        ("报表 到期", "report due"),
    ] {
        assert_eq!(env.line(chinese).ok().out, env.line(english).ok().out, "{chinese}");
    }
    // Two titles speak of it.
    env.line("report 情况").exit(2);
    env.refuses("report coverge", 2, "是否想输入“coverage”?", "did you mean “coverage”?");
    env.refuses("report 花名单", 2, "是否想输入“roster”?", "did you mean “roster”?");
    assert!(env.line("report 统计 --help").ok().out.contains("党内统计年报表"));
    env.line("report freeze 一季度 覆盖").ok();
    assert_eq!(env.column("report frozen", "name"), ["一季度"]);
}
