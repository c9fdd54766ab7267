//! What a file says, and what becomes of its text.

use super::*;
use crate::i18n::Lang;

fn of(text: &str) -> Config {
    let content = file::Content { text: text.to_owned(), marked: false };
    Config::of(Some("/office/config.toml".into()), Some("/home/li".into()), Ok(content))
}

/// The faults of a text, in both languages, without the hints.
fn faults(text: &str) -> Vec<[String; 2]> {
    of(text).faults().iter().map(|fault| [Lang::Zh, Lang::En].map(|lang| fault.message().say(lang))).collect()
}

#[test]
fn each_key_is_read_as_what_it_holds() {
    let config =
        of("database = \"a.db\" # here\nlanguage = 'EN'\noperator = \" 李　明 \"\n[report]\nfolder = '~/reports'\n");
    assert_eq!(config.faults(), []);
    let value = |key| config.get(key).map(|value| value.to_str().unwrap());
    assert_eq!(value(Key::Database), Some("/office/a.db"), "beside the file");
    assert_eq!(value(Key::Language), Some("en"));
    assert_eq!(value(Key::Operator), Some("李　明"));
    assert_eq!(value(Key::ReportFolder), Some("/home/li/reports"));
    let dotted = of("report.folder = '/r'\ndatabase = '~li.db'");
    assert_eq!(dotted.get(Key::ReportFolder).unwrap(), "/r");
    assert_eq!(dotted.get(Key::Database).unwrap(), "/office/~li.db", "the name of a file may begin so");
    assert_eq!(of("report = { folder = '/r' }").get(Key::ReportFolder).unwrap(), "/r");
    for empty in ["", "\n# nothing yet\n", "[report]\n"] {
        let config = of(empty);
        assert_eq!((config.faults(), config.get(Key::Database)), (&[] as &[Error], None), "{empty}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_rest_goes() {
    let config =
        of("# ours\ndatbase = 'x'\nlanguage = \"fr\"\n\noperator = 7\n[reports]\nfolder = ''\n[database]\na = 1\n");
    let expected = [
        [
            "配置文件 /office/config.toml 第 2 行: 没有配置项“datbase”",
            "the configuration /office/config.toml, line 2: there is no key “datbase”",
        ],
        [
            "配置文件 /office/config.toml 第 3 行: language: 没有语言“fr”; 可用: zh、en",
            "the configuration /office/config.toml, line 3: language: there is no language “fr”; use zh, en",
        ],
        [
            "配置文件 /office/config.toml 第 5 行: operator: 内容须是文字, 写在引号里",
            "the configuration /office/config.toml, line 5: operator: takes a text, in quotes",
        ],
        [
            "配置文件 /office/config.toml 第 7 行: 没有配置项“reports.folder”",
            "the configuration /office/config.toml, line 7: there is no key “reports.folder”",
        ],
        [
            "配置文件 /office/config.toml 第 8 行: database: 内容须是文字, 写在引号里",
            "the configuration /office/config.toml, line 8: database: takes a text, in quotes",
        ],
    ];
    let raw = config.text.as_ref().unwrap().text.clone();
    assert_eq!(faults(&raw), expected.map(|both| both.map(str::to_owned)));
    let hints: Vec<String> = config.faults().iter().map(|fault| fault.lines(Lang::En).pop().unwrap()).collect();
    assert_eq!(hints[0], "Hint: did you mean “database”?");
    assert_eq!(hints[3], "Hint: did you mean “report.folder”?");
    let error = config.refuse_faults().unwrap_err();
    assert_eq!((error.kind(), error.lines(Lang::Zh).len()), (Kind::Io, 6), "the first, four under it, and the hint");
    assert_eq!(of("languag = 'x'\noperator = '陈静'").get(Key::Operator).unwrap(), "陈静");
}

#[test]
fn what_a_key_does_not_take_is_refused() {
    for (text, zh) in [
        ("database = '  '", "database: 不能为空; 要取消用 config unset database"),
        ("database = \"a\\u0000b\"", "database: 只能写一行, 不能有换行、制表符等"),
        ("operator = \"\"\"陈静\n李明\"\"\"", "operator: 只能写一行, 不能有换行、制表符等"),
        ("language = 'zh_CN'", "language: 没有语言“zh_CN”; 可用: zh、en"),
        ("language = ['zh']", "language: 内容须是文字, 写在引号里"),
        ("report = 5", "没有配置项“report”"),
        ("[[database]]", "database: 内容须是文字, 写在引号里"),
        ("whatever = { a = 1 }", "没有配置项“whatever.a”"),
    ] {
        assert_eq!(faults(text)[0][0], format!("配置文件 /office/config.toml 第 1 行: {zh}"), "{text}");
    }
    let homeless = Config::of(None, None, Ok(file::Content { text: "database = '~/a.db'".into(), marked: false }));
    assert!(homeless.faults()[0].message().say(Lang::En).contains("names no home for ~"));
    assert_eq!(homeless.path().unwrap_err().kind(), Kind::Io);
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    for (text, line) in [
        ("language = zh\n", 1),
        ("# a\nlanguage = “zh”\n", 2),
        ("operator = 'a'\noperator = 'b'\n", 2),
        ("database = \"C:\\Users\\a.db\"\n", 1),
        ("just some words\n", 1),
        ("[report\n", 1),
    ] {
        let config = of(text);
        assert_eq!(config.faults().len(), 1, "{text}");
        let lines = config.faults()[0].lines(Lang::Zh);
        assert!(lines[0].contains(&format!("第 {line} 行: 不是 TOML 的写法(原文“")), "{lines:?}");
        assert!(lines[1].starts_with("提示: 每行写作 键 = '内容'"), "{lines:?}");
    }
}

#[test]
fn a_key_is_set_and_all_else_stays() {
    let with = |text: &str, key: &str, value: &str| edit::with(text, key, value).unwrap();
    let text = "# 党建办\r\ndatabase = 'a.db'   # 旧\r\n\r\noperator=\"陈静\"\r\n# end\r\n";
    assert_eq!(
        with(text, "database", "/b.db"),
        "# 党建办\r\ndatabase = \"/b.db\"   # 旧\r\n\r\noperator=\"陈静\"\r\n# end\r\n"
    );
    assert_eq!(
        with(text, "language", "en"),
        "# 党建办\r\ndatabase = 'a.db'   # 旧\r\n\r\noperator=\"陈静\"\r\nlanguage = \"en\"\r\n# end\r\n"
    );
    assert_eq!(with("", "report.folder", "/r"), "report.folder = \"/r\"\n");
    assert_eq!(with("# ours", "language", "zh"), "# ours\nlanguage = \"zh\"\n");
    assert_eq!(with("[report]\n# x\nfolder = 'a'\n", "report.folder", "C:\\r"), "[report]\n# x\nfolder = 'C:\\r'\n");
    assert_eq!(with("[report]\n", "report.folder", "/r"), "[report]\nfolder = \"/r\"\n");
    assert_eq!(with("report = { folder = 'a' }\n", "report.folder", "/r"), "report = { folder = \"/r\" }\n");
    assert_eq!(
        with("[report]\nfolder = 'a'\n", "language", "en"),
        "language = \"en\"\n[report]\nfolder = 'a'\n",
        "what stands below a heading belongs to it"
    );
    assert!(
        matches!(edit::with("report = 5", "report.folder", "a"), Err(edit::Failed::InTheWay(name)) if name == "report")
    );
    assert!(
        matches!(edit::with("[database]", "database", "a"), Err(edit::Failed::InTheWay(name)) if name == "database")
    );
    assert!(matches!(edit::with("a b", "database", "a"), Err(edit::Failed::NotToml(_))));
}

#[test]
fn a_key_is_taken_out_and_all_else_stays() {
    let without = |text: &str, key: &str| edit::without(text, key).unwrap();
    let text = "# 党建办\r\ndatabase = 'a.db'   # 旧\r\noperator=\"陈静\"";
    assert_eq!(without(text, "database"), "# 党建办\r\noperator=\"陈静\"");
    assert_eq!(without(text, "operator"), "# 党建办\r\ndatabase = 'a.db'   # 旧\r\n");
    assert_eq!(without("report.folder = '''\na'''\nlanguage = 'zh'\n", "report.folder"), "language = 'zh'\n");
    assert_eq!(without("[report]\n  folder = 'a'\n# end\n", "report.folder"), "[report]\n# end\n");
    assert_eq!(without("report = { folder = 'a', x = 1 }\n", "report.x"), "report = { folder = 'a'}\n");
    assert_eq!(without("language = 'zh'\n[stray]\na = 1\n[report]\n", "stray"), "language = 'zh'\n[report]\n");
    assert!(edit::has(text, "operator").unwrap() && !edit::has(text, "language").unwrap());
}
