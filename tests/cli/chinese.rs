//! A day's work typed in Chinese: nouns, verbs and options have Chinese names that do what the English ones do.

use crate::env::TestEnv;

#[test]
fn a_clerk_may_type_chinese_alone() {
    let env = TestEnv::office();
    assert_eq!(env.column("党员 列表", "name"), env.column("member list", "name"));
    assert_eq!(env.column("党组织 列表 --类别 党支部", "code"), ["FJ", "GF"]);
    env.line("党员 登记 赵六 --支部 GF --性别 女 --出生日期 1980-02-03 --入党日期 2005-07-01 --转正日期 2006-07-01 --电话 13900001111")
        .ok();
    assert_eq!(env.column("member list --org GF", "birth"), ["1969-03-02", "1980-02-03"]);
    env.line("转接 转出 赵六 --至 杭州市某党支部 --日期 2011-05-01").ok();
    env.line("转接 回执 1 --日期=昨天").ok();
    assert_eq!(env.column("transfer list", "received"), ["2011-05-30"]);
    env.line("会议 登记 FJ --类别 党课 --日期 2011-03-01 --议题 党史 --到会 张三").ok();
    assert_eq!(env.column("会议 列表 --组织 福建支部", "topic"), ["党史"]);
    env.line("数据库 撤销").ok();
    assert_eq!(env.column("meeting list", "topic"), [] as [&str; 0]);
    assert_eq!(env.column("报表 overview", "section"), env.column("report overview", "section"));
}

#[test]
fn ledgers_have_chinese_names_and_their_options_those_of_their_columns() {
    let env = TestEnv::office();
    env.line("党组织 活动阵地 登记 FJ --名称 活动室 --地址 中山路1号 --启用日期 2011-01-01").ok();
    assert_eq!(env.column("党组织 活动阵地 列表 --党组织 FJ", "address"), ["中山路1号"]);
    env.line("党员 谈心 登记 张三 --谈话日期 2011-03-01 --谈话对象 王五").ok();
    assert_eq!(env.column("member talk list", "date"), ["2011-03-01"]);
}

#[test]
fn chinese_names_may_be_shortened_and_mixed_with_english_ones() {
    let env = TestEnv::office();
    assert_eq!(env.column("党员 list", "name"), env.column("member 列", "name"));
    env.line("党员 查 张三").exit(2);
    env.line("发展 列表").ok();
    env.line("党 列表").exit(2);
    // A name is no verb, even one that stands where a verb may.
    assert_eq!(env.column("member find 登记", "name"), [] as [&str; 0]);
}

#[test]
fn what_is_asked_before_all_else_is_asked_in_chinese_too() {
    let env = TestEnv::office();
    env.line("党组织 查看 没有的 --语言 en").exit(4).says("no org answers");
    assert!(env.line("党组织 查看 没有的 --格式=json").exit(4).err.starts_with("{\"error\""));
    // The log masks a telephone number, however its option is called.
    env.line("党员 更正 张三 --固定电话 0573-8201234").ok();
    assert!(!env.line("db log").ok().out.contains("8201234"));
    env.line("member list --数据库 没有的.db").exit(6);
}

#[test]
fn chinese_names_are_completed_in_bash() {
    let env = TestEnv::bare();
    env.write("dangwu.bash", env.line("completions bash --script").ok().out);
    let completed = |words: &str, at: usize| {
        let line = format!(
            ". ./dangwu.bash; COMP_WORDS=({words}); COMP_CWORD={at}; _dangwu dangwu \"${{COMP_WORDS[{at}]}}\"; echo ${{COMPREPLY[@]}}"
        );
        let ran = crate::env::ran(env.shell(&format!("bash -c '{line}'")).output().unwrap());
        ran.ok().out.trim().to_owned()
    };
    assert_eq!(completed("dangwu 党", 1), "党组织 党员");
    assert_eq!(completed("dangwu 党员 列", 2), "列表");
    // Scripts of other shells do not grow by them.
    assert!(!env.line("completions powershell --script").ok().out.contains("列表"));
}
