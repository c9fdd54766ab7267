//! The configuration: what goes before what, what is refused, and that the file is changed by what was asked alone.

use std::path::Path;

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv, ran};

/// The program in surroundings that say nothing but what is set here.
fn in_surroundings(env: &TestEnv, line: &str, set: &[(&str, &str)]) -> Ran {
    let mut command = env.command(line.split_whitespace());
    for name in ["DANGWU_DB", "DANGWU_LANG", "DANGWU_OPERATOR", "USER", "LOGNAME", "USERNAME"] {
        command.env_remove(name);
    }
    command.envs(set.iter().copied());
    ran(command.output().unwrap())
}

fn file(env: &TestEnv) -> String {
    std::fs::read_to_string(env.path("config.toml")).unwrap()
}

/// A value and where it comes from, as listed.
fn listed(env: &TestEnv, key: &str, options: &str, set: &[(&str, &str)]) -> (Value, Value) {
    let rows = in_surroundings(env, &format!("config list -f json {options}"), set).ok().json();
    let row = rows.as_array().unwrap().iter().find(|row| row["key"] == key).unwrap().clone();
    (row["value"].clone(), row["source"].clone())
}

#[test]
fn an_option_goes_before_the_environment_and_that_before_the_file() {
    let env = TestEnv::bare();
    let path = |name: &str| env.path(name).display().to_string();
    let system = [("USER", "li"), ("LANG", "en_US.UTF-8")];
    let and = |more: (&'static str, &'static str)| [&system[..], &[more]].concat();
    assert_eq!(listed(&env, "database", "", &system), (json!(path("dangwu/dangwu.db")), json!("default")));
    assert_eq!(listed(&env, "language", "", &system), (json!("en"), json!("default")));
    assert_eq!(listed(&env, "operator", "", &system), (json!("li"), json!("default")));
    assert_eq!(listed(&env, "report.folder", "", &system), (Value::Null, Value::Null));
    env.write("config.toml", "database = 'office.db'\nlanguage = 'zh'\noperator = '陈静'\nreport.folder = 'r'\n");
    assert_eq!(listed(&env, "database", "", &system), (json!(path("office.db")), json!("file")));
    assert_eq!(listed(&env, "language", "", &system), (json!("zh"), json!("file")));
    assert_eq!(listed(&env, "operator", "", &system), (json!("陈静"), json!("file")));
    assert_eq!(listed(&env, "report.folder", "", &system), (json!(path("r")), json!("file")));
    assert_eq!(listed(&env, "database", "", &and(("DANGWU_DB", "b.db"))), (json!("b.db"), json!("environment")));
    assert_eq!(listed(&env, "language", "", &and(("DANGWU_LANG", "en_GB"))), (json!("en"), json!("environment")));
    assert_eq!(listed(&env, "operator", "", &and(("DANGWU_OPERATOR", "王"))), (json!("王"), json!("environment")));
    assert_eq!(
        listed(&env, "language", "", &and(("DANGWU_LANG", ""))),
        (json!("zh"), json!("file")),
        "empty is not set"
    );
    let typed = |key: &str, option: &str, variable| listed(&env, key, option, &and(variable));
    assert_eq!(typed("database", "--db c.db", ("DANGWU_DB", "b.db")), (json!("c.db"), json!("option")));
    assert_eq!(typed("language", "--lang en", ("DANGWU_LANG", "zh")), (json!("en"), json!("option")));
    assert_eq!(typed("operator", "--operator 赵", ("DANGWU_OPERATOR", "王")), (json!("赵"), json!("option")));
}

#[test]
fn what_is_set_is_what_the_program_does() {
    let env = TestEnv::bare();
    let line = |line: &str| in_surroundings(&env, line, &[("LANG", "zh_CN.UTF-8")]);
    line("config set database office.db").ok();
    line("config set operator 陈静").ok();
    line("db init").ok().says(&env.path("office.db").display().to_string());
    assert!(env.path("office.db").is_file());
    line("org add 工商联党委 --kind committee --code JW").ok();
    let log = line("db log -f json").ok().json();
    assert_eq!(log[0]["operator"], "陈静");
    line("config set language en").ok();
    // The errors of the parsing of arguments speak it, too, and so do the help and what is printed.
    assert!(line("org lits").exit(2).err.starts_with("Error: there is no command"));
    assert!(line("--help").ok().out.contains("Usage:"));
    assert!(line("org list").ok().out.contains("Name"));
    assert_eq!(line("config get language").ok().out, "en\n");
    assert_eq!(line("config get database --lang zh").ok().out, format!("{}\n", env.path("office.db").display()));
    let unset = line("config get report.folder").ok();
    assert_eq!((unset.out.as_str(), unset.err.as_str()), ("", "report.folder is not set\n"));
    let before = in_surroundings(&env, "config set operator 李明", &[("DANGWU_OPERATOR", "王")]).ok();
    assert!(before.err.contains("DANGWU_OPERATOR goes before the configuration"), "{}", before.err);
    assert!(file(&env).contains("operator = \"李明\""));
}

#[test]
fn the_list_is_in_every_format_and_both_languages() {
    let env = TestEnv::bare();
    env.write("config.toml", "operator = '陈静'\n");
    let line = |line: &str| in_surroundings(&env, line, &[]).ok().out;
    assert!(
        line("config list -f csv --columns key,value,source,meaning --sort key --limit 11")
            .contains("\noperator,陈静,配置文件,经办人(记入操作日志)")
    );
    assert!(
        line("config list -f csv --lang en")
            .contains("\noperator,陈静,configuration,who does it (kept in the operation log)")
    );
    assert!(line("config list").contains("来自") && line("config list -f html").contains("<td class=\"k\">陈静</td>"));
    assert_eq!(line("config list -f jsonl").lines().count(), 13 + 9);
    env.line("config list --as-of 2011-01-01").exit(2);
    env.line("config list --known 2011-01-01").exit(2);
    env.line("config set language zh -n").exit(2).says("用不上选项 --dry-run");
    env.line("config get language -f json").exit(2);
    env.line("config path -o where.txt").ok();
    assert_eq!(
        std::fs::read_to_string(env.path("where.txt")).unwrap(),
        format!("{}\n", env.path("config.toml").display())
    );
}

#[test]
fn a_key_that_is_none_is_refused_with_the_nearest() {
    let env = TestEnv::bare();
    for verb in ["get langage", "set langage zh", "unset langage"] {
        env.refuses(&format!("config {verb}"), 2, "没有配置项“langage”", "there is no key “langage”");
        env.line(&format!("config {verb}")).exit(2).says("是否想输入“language”?");
    }
    env.line("config get xyz")
        .exit(2)
        .says("可用的配置项: database、language、operator、pager、office.name、office.seal、org.default、mask.always、report.folder");
    env.line("config get report.folders").exit(2).says("是否想输入“report.folder”?");
    assert!(!env.path("config.toml").exists(), "what is refused makes no file");
}

#[test]
fn a_value_that_a_key_does_not_take_is_refused() {
    let env = TestEnv::bare();
    env.write("plain.txt", "x");
    for (key, value, zh, en) in [
        ("language", "fr", "language: 没有语言“fr”; 可用: zh、en", "there is no language “fr”; use zh, en"),
        ("database", "", "database: 不能为空; 要取消用 config unset database", "config unset database takes it out"),
        ("operator", "　", "operator: 不能为空", "operator: cannot be empty"),
        ("operator", "陈静\n李明", "operator: 只能写一行", "takes one line"),
        ("database", ".", "是文件夹, 不是文件", "is a folder, not a file"),
        ("report.folder", "nowhere", "没有文件夹", "there is no folder"),
        ("report.folder", "plain.txt", "不是文件夹", "is no folder"),
    ] {
        env.run(["config", "set", key, value]).exit(2).says("错误: ").says(zh);
        env.run(["config", "set", key, value, "--lang", "en"]).exit(2).says("Error: ").says(en);
    }
    env.line("config set language").exit(2);
    env.line("config set language zh en").exit(2);
    assert!(!env.path("config.toml").exists());
}

#[cfg(unix)]
#[test]
fn a_value_in_no_utf_8_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let env = TestEnv::bare();
    let args = [b"config".as_slice(), b"set", b"database", b"\xff.db"].map(std::ffi::OsStr::from_bytes);
    env.run(args).exit(2).says("database: 含有不是 UTF-8 的字符");
}

#[test]
fn the_file_is_changed_by_what_was_asked_alone() {
    let env = TestEnv::bare();
    std::fs::create_dir(env.path("ours")).unwrap();
    let text =
        "\u{feff}# 党建办, 请勿删除\r\noperator = '陈静' # 主任\r\n\r\n# 自编报表\r\n[report]\r\nfolder = 'ours'\r\n";
    env.write("config.toml", text);
    env.line("config set operator 李明").ok();
    assert_eq!(file(&env), text.replace("'陈静'", "\"李明\""));
    env.line("config set operator 陈静").ok();
    env.line("config set report.folder ours").ok().says("没有改动");
    env.line("config set language zh").ok();
    assert_eq!(
        file(&env),
        "\u{feff}# 党建办, 请勿删除\r\noperator = \"陈静\" # 主任\r\nlanguage = \"zh\"\r\n\r\n# 自编报表\r\n[report]\r\nfolder = 'ours'\r\n"
    );
    env.line("config unset operator").ok().says("已取消 operator");
    env.line("config unset report.folder").ok();
    assert_eq!(file(&env), "\u{feff}# 党建办, 请勿删除\r\nlanguage = \"zh\"\r\n\r\n# 自编报表\r\n[report]\r\n");
    env.line("config unset operator").ok().says("没有改动");
    let left: Vec<String> = std::fs::read_dir(env.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "ours")
        .collect();
    assert_eq!(left, ["config.toml"], "nothing of the writing is left");
}

#[test]
fn a_path_is_kept_whole_and_a_written_one_is_beside_the_file() {
    let env = TestEnv::bare();
    std::fs::create_dir_all(env.path("etc/reports")).unwrap();
    let there = |line: &str| {
        let mut command = env.command(line.split_whitespace());
        ran(command.env("DANGWU_CONFIG", "etc/office.toml").env_remove("DANGWU_DB").output().unwrap())
    };
    there("config set database data/a.db").ok();
    let whole = env.path("data/a.db").display().to_string();
    assert_eq!(std::fs::read_to_string(env.path("etc/office.toml")).unwrap(), format!("database = \"{whole}\"\n"));
    there("config set report.folder ~/etc/reports").ok();
    let got = |key: &str| there(&format!("config get {key}")).ok().out.trim_end().to_owned();
    assert_eq!(got("report.folder"), env.path("etc/reports").display().to_string());
    env.write("etc/office.toml", "database = 'a.db'\nreport.folder = '~/etc/reports'\n");
    assert_eq!(got("database"), env.path("etc/a.db").display().to_string());
    assert_eq!(got("report.folder"), env.path("etc/reports").display().to_string());
    assert_eq!(there("config path").ok().out, format!("{}\n", env.path("etc/office.toml").display()));
}

/// A file with a fault stops what stands on it, and nothing that mends it.
#[test]
fn a_fault_of_the_file_is_told_and_can_be_mended() {
    let env = TestEnv::office();
    env.write("config.toml", "operator = '陈静'\ndatbase = 'x'\nlanguage = 'fr'\n");
    env.refuses("member list", 7, "第 2 行: 没有配置项“datbase”", "line 2: there is no key “datbase”");
    env.line("member list").exit(7).says("是否想输入“database”?").says("第 3 行: language: 没有语言“fr”");
    env.line("member set 张三 --category unknown --db a.db").exit(7);
    env.line("config get operator").exit(7);
    env.line("--help").ok();
    env.line("--version").ok();
    env.line("config path").ok();
    let listed = env.line("config list -f json").ok();
    assert_eq!(listed.json()[2]["value"], "测试员");
    assert!(listed.err.contains("第 2 行") && listed.err.contains("第 3 行"), "{}", listed.err);
    env.line("config set language zh").ok().says("警告: ").says("第 2 行");
    let mended = env.line("config unset datbase").ok();
    assert!(!mended.err.contains("警告"), "{}", mended.err);
    assert_eq!(file(&env), "operator = '陈静'\nlanguage = \"zh\"\n");
    env.line("member list").ok();
    env.write("config.toml", "report = 5\n");
    std::fs::create_dir(env.path("ours")).unwrap();
    env.line("config set report.folder ours").exit(7).says("“report”不是单独一项").says("config unset report");
    env.line("config unset report").ok();
    env.line("config set report.folder ours").ok();
    assert_eq!(file(&env), format!("report.folder = \"{}\"\n", env.path("ours").display()));
}

#[test]
fn a_file_that_is_no_configuration_is_told_and_left_alone() {
    let env = TestEnv::office();
    let ansi = [&b"operator = '"[..], &[0xb3, 0xc2, 0xbe, 0xb2], b"'\r\n"].concat();
    let wide: Vec<u8> = "\u{feff}operator = 'x'\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let database = std::fs::read(env.db()).unwrap();
    for (content, says) in [
        (ansi, "不是 UTF-8 编码, 像是 GB18030"),
        (wide, "不是 UTF-8 编码, 像是 UTF-16LE"),
        (vec![0xff, 0, 0xff, 0x81], "不是文本文件"),
        (database, ""),
        (vec![b'#'; (1 << 20) + 1], "太大, 不是配置文件"),
        (b"operator = chen\n".to_vec(), "第 1 行: 不是 TOML 的写法"),
    ] {
        env.write("config.toml", &content);
        for line in ["org list", "config set operator 李明", "config unset operator"] {
            env.line(line).exit(7).says("错误: 配置文件 ").says(says).says("提示: ");
        }
        assert_eq!(std::fs::read(env.path("config.toml")).unwrap(), content, "{says}");
        env.line("config list").ok().says(says);
        assert_eq!(env.line("config path").ok().err, "");
        env.line("org list --help").ok();
    }
    env.write("config.toml", "language = 'zh'\n");
    env.line("org list -f csv --overwrite -o ./config.toml").exit(7).says("不能写到 ./config.toml");
    assert_eq!(file(&env), "language = 'zh'\n");
    std::fs::remove_file(env.path("config.toml")).unwrap();
    std::fs::create_dir(env.path("config.toml")).unwrap();
    env.line("org list").exit(7).says("配置文件 ").says("文件夹");
    env.line("config set operator 李明").exit(7);
}

#[cfg(unix)]
#[test]
fn the_file_is_made_with_its_folder_for_its_owner_alone_or_not_at_all() {
    use std::os::unix::fs::PermissionsExt as _;
    let env = TestEnv::bare();
    let there = |line: &str, folder: &str| {
        let mut command = env.command(line.split_whitespace());
        ran(command.env_remove("DANGWU_CONFIG").env("XDG_CONFIG_HOME", env.path(folder)).output().unwrap())
    };
    let mode = |path: &str| env.path(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(there("config path", "conf").ok().out.trim_end(), env.path("conf/dangwu/config.toml").to_str().unwrap());
    there("config list", "conf").ok();
    assert!(!env.path("conf").exists(), "reading makes nothing");
    there("config set operator 陈静", "conf").ok();
    assert_eq!((mode("conf/dangwu"), mode("conf/dangwu/config.toml")), (0o700, 0o600));
    std::fs::set_permissions(env.path("conf/dangwu/config.toml"), std::fs::Permissions::from_mode(0o640)).unwrap();
    there("config set operator 李明", "conf").ok();
    assert_eq!(mode("conf/dangwu/config.toml"), 0o640, "whoever was let in stays so");
    env.write("plain", "x");
    there("config set operator 李明", "plain").exit(7);
    let shell = format!("trap '' XFSZ; ulimit -f 0; exec {} config set operator 王五", env!("CARGO_BIN_EXE_dangwu"));
    env.write("config.toml", "operator = '陈静'\n");
    ran(env.shell(&shell).output().unwrap()).exit(7);
    assert_eq!(file(&env), "operator = '陈静'\n", "on a full disk what was there stays");
}

#[test]
fn no_run_of_the_tests_reads_the_configuration_of_the_machine() {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests"), root.join("benches")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(ending) if ending == "rs" => files.push(path),
                _ => {}
            }
        }
    }
    let runs = |text: &str| {
        let runs = ["Command::new(env!(\"CARGO_BIN_EXE", "Command::new(PROGRAM)", "trycmd::", "DANGWU_BIN"];
        runs.iter().any(|run| text.contains(run))
    };
    let texts: Vec<(&Path, String)> =
        files.iter().map(|path| (path.as_path(), std::fs::read_to_string(path).unwrap())).collect();
    let running: Vec<&(&Path, String)> = texts.iter().filter(|(_, text)| runs(text)).collect();
    assert!(running.len() > 6, "{running:?}");
    for (path, text) in running {
        assert!(text.contains("\"DANGWU_CONFIG\""), "{}", path.display());
    }
}

#[test]
fn what_goes_with_the_records_is_the_same_for_all_who_work_on_them() {
    let env = TestEnv::office();
    env.line("config set office.name 嘉兴市工商联 --in-database")
        .ok()
        .says("已在数据库中设 office.name = 嘉兴市工商联");
    env.line("config set office.seal 中共嘉兴市工商联委员会 --in-database").ok();
    // The file of one clerk says something else, what is typed or stands in the environment goes before both.
    env.write("config.toml", "office.name = '我的单位'\nlanguage = 'zh'\n");
    assert_eq!(listed(&env, "office.name", "--db a.db", &[]), (json!("嘉兴市工商联"), json!("database")));
    assert_eq!(env.line("config get office.name").ok().out, "嘉兴市工商联\n");
    assert!(env.line("member list -f html").ok().out.contains("嘉兴市工商联"));
    assert!(env.line("paper fields transfer-letter").ok().out.contains("seal"));
    env.line("config set operator 张三 --in-database").exit(3).says("operator 因人因机而异, 不随数据库保存");
    // It is a record: logged, rehearsed, undone, and known as of any operation.
    let log = env.json("db log");
    assert!(log[0]["command"].as_str().unwrap().contains("config set office.seal"), "{log}");
    env.line("config set office.name 别的 --in-database -n").ok();
    assert_eq!(env.line("config get office.name").ok().out, "嘉兴市工商联\n");
    env.line("config set office.name 新名 --in-database").ok();
    env.line("db undo").ok();
    assert_eq!(env.line("config get office.name").ok().out, "嘉兴市工商联\n");
    env.line("config unset office.name --in-database").ok();
    assert_eq!(env.line("config get office.name").ok().out, "我的单位\n");
    env.line("db check").ok();
}

#[test]
fn an_office_has_its_own_numbers_for_norms_that_are_left_to_it() {
    let env = TestEnv::office();
    env.line("config set rule.branch_full_members 2 --in-database").exit(3).says("A1 已有明文规定");
    env.line("config set rule.nothing 2 --in-database").exit(2).says("没有规定“nothing”");
    env.line("config set rule.lectures 2").exit(2).says("config set rule.lectures 2 --in-database");
    env.line("config set rule.lectures x --in-database").exit(2).says("应为 0 至 10000 的整数");
    env.line("config set operator 张三 --date 2011-01-01").exit(2).says("--date 只用于规定的数值");
    let number = |day: &str| {
        let rows = env.json(&format!("report rules --as-of {day}"));
        let row = rows.as_array().unwrap().iter().find(|row| row["name"] == "lectures").cloned();
        row.map_or(Value::Null, |row| json!([row["value"], row["source"]]))
    };
    assert_eq!(number("2011-05-31"), Value::Null, "not in force yet");
    env.run(["config", "set", "rule.A16", "3", "--in-database", "--date", "2011-01-01", "--source", "商会党委通知"])
        .ok()
        .says("已设 rule.lectures (A16) = 3次, 自 2011-01-01 起");
    assert_eq!(number("2010-12-31"), Value::Null);
    assert_eq!(number("2011-01-01"), json!([3, "商会党委通知"]));
    assert_eq!(number("2020-01-01"), json!([3, "商会党委通知"]));
    assert_eq!(env.line("config get rule.lectures").ok().out, "3\n");
    let row = listed(&env, "rule.lectures", "--db a.db", &[]);
    assert_eq!(row, (json!("3"), json!("database")));
    // The figures follow: three lectures are owed in the first quarter.
    let owed = env.json("report meetings --quarter 2011Q1 --org FJ");
    let lectures = owed.as_array().unwrap().iter().find(|row| row["kind"] == "lecture").unwrap().clone();
    assert_eq!(lectures["owed"], 3, "{owed}");
    env.line("config unset rule.lectures --in-database").ok();
    assert_eq!(number("2020-01-01")[0], 1);
    env.line("db undo").ok();
    assert_eq!(env.line("config get rule.lectures").ok().out, "3\n");
}

#[test]
fn the_usual_org_is_taken_where_none_is_told() {
    let env = TestEnv::office();
    env.line("member add 赵六 --joined 2000").exit(2).says("--org");
    env.line("config set org.default GF").ok();
    env.line("member add 赵六 --joined 2000").ok().says("未写 --org, 按配置 org.default 归入 GF");
    assert_eq!(env.json("member show 赵六")[0]["org"], json!("光伏协会党支部"));
    assert!(!env.line("member add 钱七 --joined 2000 --org FJ").ok().err.contains("org.default"));
    assert!(!env.line("member add 沈先生 --no-roll").ok().err.contains("org.default"));
    env.line("activist apply 孙八 --date 2011-01-05").ok().says("归入 GF");
}

#[test]
fn a_computer_may_show_no_number_to_anybody() {
    let env = TestEnv::office();
    env.line("config set mask.always 是").ok();
    env.line("member list --reveal").exit(3).says("这台电脑上一律隐去证件号和电话");
    env.line("config unset mask.always").ok();
    env.line("member list --reveal").ok();
}

#[cfg(unix)]
#[test]
fn the_editor_opens_the_file_and_it_is_looked_at_afterwards() {
    let env = TestEnv::bare();
    let edit = |editor: &str| {
        let mut command = env.command(["config", "edit"]);
        ran(command.env("EDITOR", editor).env_remove("VISUAL").env_remove("DANGWU_EDITOR").output().unwrap())
    };
    // There is none yet: it is made, and sets nothing.
    edit("true").ok().says("config.toml 没有错误");
    assert!(file(&env).contains("# 数据库文件\n# database = ''\n"));
    env.write("config.toml", "language = zh\n");
    env.line("org list").exit(7);
    edit("true").exit(7).says("第 1 行: 不是 TOML 的写法");
    edit("sed -i \"s/zh/'zh'/\"").ok().says("没有错误");
    assert_eq!(file(&env), "language = 'zh'\n");
    edit("").exit(2).says("没有设定编辑器");
    edit("没有的编辑器").exit(7).says("没有的编辑器: 没有这个文件或文件夹");
    edit("false").exit(7).says("以 1 退出");
}

#[test]
fn a_configuration_of_a_newer_version_is_told() {
    let env = TestEnv::office();
    env.write("config.toml", "version = 2\n");
    env.refuses(
        "org list",
        7,
        "第 1 行: 是较新版本的程序写的(版本 2, 本程序只认到 1)",
        "was written by a newer version of the program (version 2, known up to 1)",
    );
    env.write("config.toml", "version = 1\n");
    env.line("org list").ok();
    env.write("config.toml", "version = 'x'\n");
    env.line("org list").exit(7).says("version: 应为正整数");
}
