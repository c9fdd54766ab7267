//! Lakes: the records of several offices in one folder, and reports asked of all of them.

use std::fs;

use serde_json::json;

use crate::env::TestEnv;

/// Two offices in one folder, `a.db` with three members in two branches, `b.db` with one in one branch; both have an org of the code JW.
fn offices() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "db init",
        "org add 海宁市工商联党委 --short 海宁党委 --kind committee --founded 2006-01-01 --code JW",
        "org add 皮革协会党支部 --short 皮革支部 --kind branch --parent JW --founded 2009-01-01 --code PG",
        "member add 赵六 --org PG --sex 男 --id-no 330402198001011236 --joined 2000-07-01 --full-on 2001-07-01 --entered 2009-01-01 --phone 13812345678",
    ] {
        env.line(&format!("--db b.db {line}")).ok();
    }
    env
}

/// The same, in a lake.
fn lake() -> TestEnv {
    let env = offices();
    env.line("lake add 湖 a.db b.db").ok().says("新增 2 个单位, 更新 0 个");
    env
}

/// Whether DuckDB is there to be asked; without it SQLite alone is.
fn has_duckdb() -> bool {
    std::process::Command::new("duckdb").arg("--version").output().is_ok_and(|ran| ran.status.success())
}

#[test]
fn offices_go_in_and_are_listed() {
    let env = lake();
    let rows = env.json("lake list 湖");
    let told = |row: &serde_json::Value| {
        json!([row["number"], row["name"], row["orgs"], row["people"], row["operation"], row["file"]])
    };
    let told: Vec<_> = rows.as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        told,
        [json!([1, "嘉兴市工商联党委", 3, 3, 8, "a.db"]), json!([2, "海宁市工商联党委", 2, 1, 3, "b.db"])]
    );
    env.line("lake check 湖").ok().says("完好: 2 个单位");
    env.line("--lang en lake check 湖").ok().says("whole: 2 offices");
    // The databases themselves were only read.
    assert_eq!(env.operations(), 8);
    env.sound();
}

#[test]
fn a_figure_of_the_lake_is_the_sum_of_the_offices() {
    let env = lake();
    let rows = env.json("report structure --lake 湖 --engine sqlite --by sex");
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (row["sex"].clone(), row["members"].as_i64().unwrap())).collect();
    // 张三 and 赵六, 李四, and 王五 of whom nobody knows.
    assert_eq!(told, [(json!("male"), 2), (json!("female"), 1), (json!(null), 1)]);
    let rows = env.json("report structure --lake 湖 --engine sqlite --by office");
    let told: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (row["office"].clone(), row["members"].clone())).collect();
    assert_eq!(told, [(json!("嘉兴市工商联党委"), json!(3)), (json!("海宁市工商联党委"), json!(1))]);
    assert_eq!(env.json("report structure --lake 湖 --engine sqlite --by 单位"), rows);
    // Under an org of one office, as of a past day: 张三 alone.
    let roster = env.json("report roster --lake 湖 --engine sqlite --under 1:FJ --as-of 2009-12-31");
    assert_eq!((roster.as_array().unwrap().len(), &roster[0]["name"]), (1, &json!("张三")));
    env.line("report structure --lake 湖 --engine sqlite --under JW").exit(4);
    let behind = env.json("report structure --lake 湖 --engine sqlite --explain sex=男");
    let names: Vec<_> = behind.as_array().unwrap().iter().map(|row| row["name"].clone()).collect();
    assert_eq!(names, ["张三", "赵六"]);
}

#[test]
fn duckdb_tells_what_sqlite_tells() {
    let env = lake();
    if !has_duckdb() {
        return;
    }
    for line in [
        "report structure --by office",
        "report roster",
        "report due --as-of 2012-01-01",
        "report coverage",
        "report overview",
        "report statistics",
        "report orgs --under 1:JW",
        "report annual --year 2010",
        "report structure --explain sex=男",
        "report meetings --year 2011",
        "report dues",
        "report posts",
    ] {
        let of = |engine: &str| env.line(&format!("{line} --lake 湖 --engine {engine} -f csv")).ok().out;
        assert_eq!(of("duckdb"), of("sqlite"), "{line}");
    }
    env.write("q.sql", "SELECT org_name, count(*) AS people FROM member GROUP BY org_name ORDER BY org_name");
    let of = |engine: &str| env.json(&format!("report query q.sql --lake 湖 --engine {engine}"));
    assert_eq!(of("duckdb"), of("sqlite"));
    assert_eq!(of("duckdb").as_array().unwrap().len(), 3);
}

#[test]
fn an_office_that_is_added_again_is_replaced() {
    let env = lake();
    env.line("member end 赵六 --date 2011-05-01 --reason 去世 --db b.db").ok();
    env.line("lake add 湖 b.db -n").ok().says("将新增 0 个单位, 更新 1 个");
    let members = || env.json("report structure --lake 湖 --engine sqlite")[0]["members"].clone();
    assert_eq!(members(), json!(2));
    env.line("lake add 湖 b.db").ok().says("新增 0 个单位, 更新 1 个");
    assert_eq!(members(), json!(1));
    env.line("lake check 湖").ok();
    // What it replaced can still be read by whoever began before; it goes with the next change.
    assert!(env.path("湖/person/000001.parquet").exists());
    env.line("lake add 湖 b.db").ok();
    assert!(!env.path("湖/person/000001.parquet").exists());
    env.line("lake check 湖").ok();
    assert_eq!(env.column("lake list 湖", "operation"), [8, 4]);
}

#[test]
fn personal_numbers_stay_out_unless_they_are_asked_for() {
    let env = lake();
    let holds = |lake: &str, text: &str| {
        let files =
            fs::read_dir(env.path(lake).join("person")).unwrap().map(|file| fs::read(file.unwrap().path()).unwrap());
        files.into_iter().any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
    };
    for number in ["330402198001011236", "13812345678"] {
        assert!(!holds("湖", number));
    }
    env.line("lake add 明 a.db --reveal").ok();
    assert!(holds("明", "330402198001011236") && holds("明", "13812345678"));
    env.refuses("lake add 明 b.db", 3, "同一数据湖不能有的遮盖有的完整", "does not have some masked and some in full");
    env.refuses(
        "lake add 湖 b.db --reveal",
        3,
        "同一数据湖不能有的遮盖有的完整",
        "does not have some masked and some in full",
    );
}

#[test]
fn what_cannot_be_added_leaves_the_lake_as_it_was() {
    let env = lake();
    let manifest = || fs::read(env.path("湖/manifest.json")).unwrap();
    let before = manifest();
    fs::copy(env.db(), env.path("copy.db")).unwrap();
    env.refuses(
        "lake add 湖 a.db copy.db",
        3,
        "a.db 和 copy.db 是同一单位的数据库",
        "a.db and copy.db hold the records of one office",
    );
    env.line("lake add 湖 missing.db").exit(7);
    env.write("text.db", "这不是数据库, 只是一段足够长的文字, 用来试一试");
    env.line("lake add 湖 b.db text.db").exit(6);
    assert_eq!(manifest(), before);
    env.line("lake check 湖").ok();
    fs::create_dir(env.path("别处")).unwrap();
    env.write("别处/书.txt", "书");
    env.refuses("lake add 别处 a.db", 3, "里有别的文件, 不是数据湖", "has other files in it and is no lake");
    env.refuses("lake list 别处", 7, "里没有数据湖", "there is no lake in");
    env.refuses("report structure --lake 无", 7, "里没有数据湖", "there is no lake in");
}

#[test]
fn a_lake_that_was_altered_is_named() {
    let env = lake();
    let file = env.path("湖/person/000001.parquet");
    let whole = fs::read(&file).unwrap();
    let code = || env.line("lake check 湖 -f json").exit(1).json()[0]["code"].clone();
    let mut turned = whole.clone();
    turned[whole.len() / 2] ^= 1;
    fs::write(&file, turned).unwrap();
    assert_eq!(code(), json!("lake-altered"));
    fs::remove_file(&file).unwrap();
    assert_eq!(code(), json!("lake-missing"));
    env.line("report structure --lake 湖 --engine sqlite").exit(7);
    fs::write(&file, &whole).unwrap();
    env.write("湖/person/x.parquet", "x");
    assert_eq!(code(), json!("lake-stray"));
    fs::remove_file(env.path("湖/person/x.parquet")).unwrap();
    env.line("lake check 湖").ok();
    // A manifest that lies of rows, that leads out of the folder, that is cut off, of another version.
    let manifest = fs::read_to_string(env.path("湖/manifest.json")).unwrap();
    let lies = |from: &str, to: &str| {
        assert!(manifest.contains(from), "{from}");
        env.write("湖/manifest.json", manifest.replace(from, to));
    };
    lies("\"people\": 3", "\"people\": 3, \"more\": 1");
    env.line("lake check 湖").ok();
    lies("\"person\"", "\"../person\"");
    env.refuses("lake check 湖", 7, "写的文件名不在数据湖之内", "names files that are not in the lake");
    lies("\"schema\": ", "\"schema\": 9");
    env.line("lake list 湖").exit(7).says("是版本 9");
    env.write("湖/manifest.json", &manifest[..manifest.len() / 2]);
    env.refuses("lake list 湖", 7, "读不出来", "cannot be read");
}

#[cfg(unix)]
#[test]
fn a_lake_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let env = lake();
    assert_eq!(fs::metadata(env.path("湖")).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn rows_come_out_for_programs_that_reckon_with_columns() {
    let env = TestEnv::office();
    env.line("member list -o 名册.parquet").ok();
    let bytes = fs::read(env.path("名册.parquet")).unwrap();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"));
    env.line("member list -f parquet -o 名册.dat").ok();
    assert_eq!(fs::read(env.path("名册.dat")).unwrap(), bytes);
    if has_duckdb() {
        let sql = "SELECT count(*) AS people, count(birth) AS born, min(name) AS first FROM '名册.parquet'";
        let ran =
            std::process::Command::new("duckdb").current_dir(env.path("")).args(["-json", "-c", sql]).output().unwrap();
        let told: serde_json::Value = serde_json::from_slice(&ran.stdout).unwrap();
        // 张三 by the identity number, 李四 and 王五 as told.
        assert_eq!(told, json!([{"people": 3, "born": 3, "first": "张三"}]));
    }
}

#[cfg(unix)]
#[test]
fn an_engine_that_does_not_answer_well_gives_no_figure() {
    let env = lake();
    for (engine, zh, en) in [
        ("no-such-engine-here", "运行不了引擎", "cannot be run"),
        ("cat > /dev/null; echo wrong >&2; exit 3", "运行出错", "failed"),
        ("cat > /dev/null; echo rubbish", "读不懂", "cannot be read"),
        ("cat > /dev/null; echo '{\"c0\":1'", "读不懂", "cannot be read"),
        ("cat > /dev/null; echo '{\"column_name\":\"c0\",\"column_type\":\"BIGINT\"}'", "不完整", "broke off"),
        ("cat > /dev/null; echo '{\"ended\":\"dangwu-end\"}'", "", ""),
    ] {
        for (lang, told) in [("zh", zh), ("en", en)] {
            let ran = env.run(["--lang", lang, "report", "structure", "--lake", "湖", "--engine", engine]);
            if told.is_empty() {
                // It says that there is no row at all, and ends as it should.
                ran.ok();
            } else {
                ran.exit(7).says(told);
            }
        }
    }
    env.line("report structure --engine sqlite").exit(2);
    env.refuses("report structure --lake 湖 --engine sqlite --known 3", 2, "没有操作日志", "no log of operations");
    env.line("report freeze 五月 structure --lake 湖").exit(2);
    env.line("report rules --lake 湖").exit(2);
}
