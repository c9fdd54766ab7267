//! The command line: what is no command, in both languages and for scripts.

use serde_json::{Value, json};

use crate::env::TestEnv;

/// The command line is wrong, and no file is opened for it: there is none.
#[track_caller]
fn wrong(line: &str, zh: &str, en: &str) {
    TestEnv::bare().refuses(line, 2, zh, en);
}

#[test]
fn unknown_words_are_told_in_both_languages() {
    wrong("org lst", "没有命令“lst”", "there is no command “lst”");
    wrong("orgs list", "没有命令“orgs”", "there is no command “orgs”");
    wrong("org list --bogus", "没有选项 --bogus", "there is no option --bogus");
    wrong("org list --kindd branch", "是否想输入“--kind”?", "did you mean “--kind”?");
    wrong("org add 甲支部", "缺少 --kind", "--kind <KIND> is missing");
    wrong("org add --kind branch", "缺少 <NAME>", "<NAME> is missing");
    wrong("org add 甲支部 --kind", "--kind <KIND> 后面缺少内容", "--kind <KIND> lacks a value");
    wrong("org add 甲支部 --kind 大支部", "“大支部”不在可选范围内", "“大支部” is none of the known values");
    wrong("org add 甲支部 --kind branch --planned --founded 2010", "不能同时使用", "exclude each other");
    wrong("org list --limit many", "--limit <N> 的内容“many”无效", "“many” is no value for --limit <N>");
    TestEnv::bare().line("org list --lang fr").exit(2).says("--lang <LANG> 的内容“fr”无效");
    wrong("member list --left --lost", "不能同时使用", "exclude each other");
    TestEnv::bare().line("org -f json").exit(2).says("缺少命令");
    wrong("report nonsense", "没有报表“nonsense”", "there is no report “nonsense”");
}

#[test]
fn impossible_dates_are_told_with_the_reason() {
    wrong("org list --as-of 2011-02-30", "“2011-02-30”不是可能的日期", "“2011-02-30” is no possible date");
    wrong("org list --as-of 明天", "看不懂日期“明天”", "“明天” is no date");
    wrong("org list --as-of 中国", "看不懂日期“中国”", "“中国” is no date");
    wrong("org list --as-of 年年年年", "看不懂日期", "is no date");
    wrong("org rename 甲 乙 --date 11-05-01", "年份只有两位", "has two digits");
    for typed in ["é", "2０11", "20x1-05", "٢٠١١", "2011-五", "-", "年", "20110", "\u{301}2011", "99999999999999999999"]
    {
        let ran = TestEnv::bare().run(["org", "list", &format!("--as-of={typed}")]);
        assert!(ran.code == 2 || ran.code == 6, "{typed}: {}", ran.err);
    }
}

#[test]
fn options_that_would_be_ignored_are_refused() {
    let env = TestEnv::office();
    for line in [
        "org add 甲支部 --kind branch --as-of 2010-01-01",
        "member add 赵六 --org FJ --as-of 2010",
        "member import 没有.csv --as-of 2010",
        "db undo --as-of 2010",
        "org dissolve FJ --date 2011-01-01 --reason 无 --as-of 2010",
    ] {
        env.refuses(line, 2, "--as-of 只用于查询", "--as-of is for reading");
    }
    env.refuses("org list --dry-run", 2, "用不上选项 --dry-run", "has no use for --dry-run");
    env.refuses("org list --override 理由", 2, "用不上选项 --override", "has no use for --override");
    env.refuses("org add 甲支部 --kind branch --columns code", 2, "用不上选项 --columns", "has no use for --columns");
    env.refuses("db init --as-of 2010", 2, "用不上选项 --as-of", "has no use for --as-of");
    env.refuses("report rules --by kind", 2, "用不上选项 --by", "has no use for --by");
    env.refuses("report roster --by sex", 2, "用不上选项 --by", "has no use for --by");
    env.refuses("report coverage --by colour", 2, "不能按“colour”分组", "cannot be grouped by “colour”");
    env.refuses("org list --wait -1", 2, "", "");
    env.line("org list --header keys").exit(2).says("只用于 CSV");
    env.line("org list --format csv --bom --encoding gb18030").exit(2).says("BOM 只用于 UTF-8 编码");
    env.run(["org", "add", "甲支部", "--kind", "branch", "--override", " "]).exit(2).says("--override 须写明理由");
}

#[test]
fn the_help_of_a_report_is_its_own() {
    let env = TestEnv::bare();
    let annual = env.line("report annual --help").ok().out;
    for said in [
        "党员增减年报: ",
        "用法: dangwu report annual",
        "opening 期初",
        "difference 差额",
        "--check",
        "--year",
        "org 所在党支部",
    ] {
        assert!(annual.contains(said), "{said}: {annual}");
    }
    let roster = env.line("report rost --help").ok().out;
    assert!(roster.contains("用法: dangwu report roster") && roster.contains("id_no "), "{roster}");
    for idle in ["--by", "--explain", "--year", "--check"] {
        assert!(!roster.contains(idle), "{idle}: {roster}");
    }
    let coverage = env.line("--lang en report coverage -h").ok().out;
    for said in [
        "Coverage of units by Party organisations. How units",
        "By (--by, the first is the default): kind",
        "org_coverage (",
    ] {
        assert!(coverage.contains(said), "{said}: {coverage}");
    }
    assert!(!coverage.contains("--quarter"));
    for report in [
        "overview",
        "rules",
        "activities",
        "development",
        "appraisal",
        "campaigns",
        "care",
        "channels",
        "discipline",
        "floating",
        "functions",
        "growth",
        "honors",
        "inbound",
        "incoming",
        "instructors",
        "meetings",
        "orgs",
        "plan",
        "pledges",
        "policies",
        "results",
        "structure",
        "talks",
        "training",
        "transfers",
        "venues",
    ] {
        let help = env.line(&format!("report {report} --help")).ok().out;
        assert!(help.contains(&format!("dangwu report {report}")) && help.contains("列: "), "{help}");
    }
    let reports = env.line("report --help").ok().out;
    let annual = reports.lines().find(|line| line.starts_with("  annual ")).unwrap();
    assert_eq!(annual.split_whitespace().collect::<Vec<_>>(), ["annual", "年报", "党员增减年报"]);
}

#[test]
fn unknown_columns_and_sort_keys_are_told() {
    let env = TestEnv::office();
    for option in ["--columns", "--sort"] {
        let zh = env.line(&format!("org list {option} code,colour")).exit(2).says("没有列“colour”");
        zh.says("可用的列: 代码、名称、简称");
        env.line(&format!("org list {option} colour --lang en")).exit(2).says("there is no column “colour”");
        let json = env.line(&format!("org list {option} colour -f json")).exit(2);
        let error: Value = serde_json::from_str(&json.err).unwrap();
        assert_eq!(error["error"]["kind"], "usage");
        assert_eq!(json.out, "");
    }
}

#[test]
fn errors_are_json_for_scripts() {
    let env = TestEnv::office();
    let ran = env.line("org show 没有的 -f json").exit(4);
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(
        error,
        json!({"error": {"kind": "not_found", "message": "找不到党组织“没有的”",
               "hint": "可写代码、全称、简称、名称的一部分或拼音首字母; list 列出全部党组织"}})
    );
    for format in ["-fjson", "-f=json", "--format=json", "--format json", "-f JSON"] {
        let ran = env.line(&format!("org nonsense {format}")).exit(2);
        assert!(ran.err.starts_with(r#"{"error":{"kind":"usage","#), "{format}: {}", ran.err);
    }
}

#[test]
fn verbs_may_be_shortened() {
    let env = TestEnv::office();
    assert_eq!(env.column("org li", "code"), ["FJ", "GF", "JW"]);
    assert_eq!(env.column("mem sh 张三", "name"), ["张三"]);
    assert_eq!(env.column("o uni l", "name").len(), 2);
    assert_eq!(env.column("rep cov", "units"), [1, 1]);
    env.line("d ch").ok();
    // s could be show or set, c cover or convert.
    env.line("org s FJ").exit(2).says("没有命令“s”");
    env.line("org c FJ").exit(2);
}

#[test]
fn the_language_is_found_in_order() {
    let env = TestEnv::bare();
    let said = |set: &[(&str, &str)], args: &[&str]| {
        let mut command = env.command(args.iter().copied().chain(["org", "list"]));
        command.env_remove("DANGWU_LANG");
        set.iter().for_each(|(name, value)| {
            command.env(name, value);
        });
        String::from_utf8(command.output().unwrap().stderr).unwrap().starts_with("Error")
    };
    assert!(!said(&[], &[]), "Chinese where nothing is known");
    assert!(!said(&[("LANG", "C.UTF-8")], &[]));
    assert!(!said(&[("LANG", "zh_CN.UTF-8")], &[]));
    assert!(said(&[("LANG", "en_US.UTF-8")], &[]));
    assert!(!said(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")], &[]));
    assert!(!said(&[("LANG", "en_US.UTF-8"), ("DANGWU_LANG", "zh")], &[]));
    assert!(said(&[("DANGWU_LANG", "zh")], &["--lang", "en"]));
    assert!(said(&[("DANGWU_LANG", "zh")], &["--lang=en"]));
}

#[test]
fn help_speaks_both_languages() {
    let env = TestEnv::bare();
    let zh = env.line("org add --help").ok();
    assert!(zh.out.contains("党组织全称") && zh.out.contains("用法"), "{}", zh.out);
    let en = env.line("org add --help --lang en").ok();
    assert!(en.out.contains("Usage") && !en.out.contains("用法"), "{}", en.out);
    env.line("--version").ok();
}

#[test]
fn a_number_out_of_bounds_tells_the_bounds() {
    for (line, zh, en) in [
        ("activist train 甲 --date 2011-01-01 --hours 0", "可写 1 至 1000 的整数", "a whole number from 1 to 1000"),
        ("activist train 甲 --date 2011-01-01 --days 126", "可写 1 至 125 的整数", "a whole number from 1 to 125"),
        ("activist train 甲 --date 2011-01-01 --hours 二十", "可写整数, 用阿拉伯数字", "a whole number in digits"),
        ("transfer out 甲 --to 乙 --date 2011-01-01 --valid 0", "可写 1 至 3650 的整数", "from 1 to 3650"),
        ("transfer set 1 --valid 9999", "可写 1 至 3650 的整数", "from 1 to 3650"),
        ("meeting record 甲 --kind 党课 --date 2011-01-01 --due=-1", "不小于 0 的整数", "0 or more"),
        ("member list --limit many", "可写整数", "a whole number in digits"),
        ("db log 99999999999999999999", "可写整数", "a whole number in digits"),
        ("db log --wait x", "可写数, 用阿拉伯数字", "a number in digits"),
        ("report growth --month 13", "可写年份和月份, 如 2011-05", "year and month, such as 2011-05"),
        ("report growth --quarter 3", "可写年份和季度, 如 2011年第2季度", "year and quarter, such as 2011Q2"),
        ("report growth --year 2011-05", "可写四位年份", "a year of four digits"),
    ] {
        wrong(line, zh, en);
    }
}

#[test]
fn what_says_that_it_is_as_something_else_is_no_value() {
    for line in [
        "member add 方远 --org FJ --address 同上",
        "member add 同上 --org FJ",
        "member set 张三 --job 〃",
        "org add 同前 --kind branch",
        "meeting record FJ --kind lecture --date 2011-03-01 --place 同上",
        "org venue add FJ --address 同上 --since 2011-03-01",
    ] {
        TestEnv::office().refuses(line, 2, "程序不猜指的是什么, 请写出内容", "so write out what is meant");
    }
    // What is looked for may stand on record from before.
    TestEnv::office().line("member find 同上").ok();
}

#[test]
fn the_program_tells_what_it_is_built_from() {
    let env = TestEnv::bare();
    let licences = env.json("--licences");
    let of = |name: &str| licences.as_array().unwrap().iter().find(|row| row["crate"] == name).cloned();
    assert_eq!(of("csv").unwrap()["licence"], "Unlicense OR MIT", "the older way of writing it was Unlicense/MIT");
    assert_eq!(of("proptest"), None, "it only tests the program");
    assert_eq!(env.line("--licenses -f csv --columns 组件 --limit 1").ok().out.lines().next(), Some("组件"));
    let bill: serde_json::Value = serde_json::from_str(&env.line("--sbom").ok().out).unwrap();
    assert_eq!(bill["bomFormat"], "CycloneDX");
    assert_eq!(bill["components"].as_array().unwrap().len(), licences.as_array().unwrap().len());
    let sum =
        bill["components"].as_array().unwrap().iter().find(|one| one["name"] == "csv").unwrap()["hashes"][0].clone();
    assert_eq!((sum["alg"].as_str(), sum["content"].as_str().unwrap().len()), (Some("SHA-256"), 64));
    env.refuses("--licences org list", 2, "--licences", "--licences");
    env.refuses("--sbom --licences", 2, "不能同时使用", "exclude each other");
    env.line("--limit 1").exit(2).says("用不上选项 --limit");
}
