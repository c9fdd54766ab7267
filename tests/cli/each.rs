//! `--each org`: a file for each org.

use std::collections::BTreeSet;
use std::path::Path;

use crate::env::TestEnv;

/// The names of the files in a folder.
fn files(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.map(str::to_owned).into()
}

/// The small office with a branch without members and a group whose one member stands on its own roll.
fn office() -> TestEnv {
    let env = TestEnv::office();
    env.line("org add 空党支部 --short 空支部 --kind branch --parent JW --founded 2011-01-01 --code KO").ok();
    env.line("org add 第一党小组 --kind group --parent FJ --founded 2011-01-01 --code FJ1").ok();
    env.line(
        "member add 赵六 --org FJ1 --sex 男 --birth 1970 --joined 1995-07-01 --full-on 1996-07-01 --entered 2011-02-01",
    )
    .ok();
    std::fs::create_dir(env.path("名册")).unwrap();
    env
}

#[test]
fn each_branch_has_a_file_with_what_is_its_own() {
    let env = office();
    let ran = env.run(["report", "roster", "--each", "org", "-o", "名册/{org}.csv"]).ok();
    // Three people in one branch, with its group, and one in the other; nobody in the third.
    assert_eq!(ran.err, "已写入 2 个文件, 共 4 行; 没有内容的党组织 1 个, 不出文件\n");
    assert_eq!(ran.out, "");
    assert_eq!(files(&env.path("名册")), names(["福建商会党支部.csv", "光伏协会党支部.csv"]));
    for (file, org) in [("福建商会党支部", "FJ"), ("光伏协会党支部", "GF")] {
        env.run(["report", "roster", "--under", org, "-o", "one.csv"]).ok();
        let one = std::fs::read(env.path("one.csv")).unwrap();
        assert_eq!(std::fs::read(env.path(&format!("名册/{file}.csv"))).unwrap(), one, "{file}");
        assert_eq!(one.split(|byte| *byte == b'\n').count(), if org == "FJ" { 5 } else { 3 });
    }
    // Of those below one org, on a day before the group was there, over what is there, and silently.
    let quiet = env.run([
        "report",
        "roster",
        "--each",
        "党组织",
        "--under",
        "FJ",
        "--as-of",
        "2010-06-30",
        "-q",
        "-o",
        "名册/{org}.csv",
    ]);
    assert_eq!(quiet.ok().err, "");
    let earlier = std::fs::read_to_string(env.path("名册/福建商会党支部.csv")).unwrap();
    assert!(earlier.contains("张三") && !earlier.contains("赵六") && !earlier.contains("王五"), "{earlier}");
}

#[test]
fn workbooks_pages_and_calendars_are_written_for_each_too() {
    let env = office();
    for (line, ending) in [("overview", "xlsx"), ("overview", "html"), ("structure", "xlsx"), ("due", "ics")] {
        let pattern = format!("名册/{line}-{{org}}.{ending}");
        env.run(["report", line, "--each", "org", "-o", &pattern]).ok();
        let file = env.path(&format!("名册/{line}-福建商会党支部.{ending}"));
        assert!(std::fs::metadata(&file).is_ok_and(|data| data.len() > 200), "{}", file.display());
    }
    let page = std::fs::read_to_string(env.path("名册/overview-福建商会党支部.html")).unwrap();
    assert!(page.contains("福建商会党支部") && !page.contains("光伏协会党支部"), "{page}");
    // The office's own question, if it asks of the orgs asked for.
    env.write("own.sql", "SELECT name FROM member WHERE org_code IN (SELECT code FROM asked) ORDER BY no");
    env.run(["report", "query", "own.sql", "--each", "org", "-o", "名册/own-{org}.csv"]).ok().says("共 4 行");
    let own = std::fs::read_to_string(env.path("名册/own-福建商会党支部.csv")).unwrap();
    assert_eq!(own.lines().skip(1).collect::<Vec<_>>(), ["张三", "李四", "赵六"]);
}

#[test]
fn numbers_in_full_are_one_look_however_many_files_show_them() {
    let env = office();
    env.run(["report", "roster", "--each", "org", "-o", "名册/{org}.csv"]).ok();
    let roll = || std::fs::read_to_string(env.path("名册/福建商会党支部.csv")).unwrap();
    assert!(roll().contains("330402********1236") && !roll().contains("330402198001011236"), "{}", roll());
    env.run(["report", "roster", "--each", "org", "--reveal", "-o", "名册/{org}.csv"]).ok();
    assert!(roll().contains("330402198001011236"), "{}", roll());
    let looks: i64 = env.connection().query_row("SELECT count(*) FROM access", [], |row| row.get(0)).unwrap();
    assert_eq!(looks, 1);
}

#[test]
fn what_stood_in_a_period_is_asked_of_it_and_members_of_a_committee_are_not_lost() {
    let env = office();
    env.line("org dissolve KO --date 2011-03-01 --reason 无党员").ok();
    env.line("meeting record KO --kind 支部党员大会 --date 2011-02-10").ok();
    let of_year = env.run(["report", "meetings", "--year", "2011", "--each", "org", "-o", "名册/{org}.csv"]);
    assert!(of_year.ok().err.starts_with("已写入 3 个文件"), "the dissolved one has its file");
    assert!(files(&env.path("名册")).contains("空党支部.csv"));
    env.line(
        "member add 孙七 --org JW --sex 男 --birth 1970 --joined 1995-07-01 --full-on 1996-07-01 --entered 2011-02-01",
    )
    .ok();
    let ran = env.run(["report", "roster", "--each", "org", "-o", "名册/r-{org}.csv"]).ok();
    // Its file has all five, as whatever is asked of it.
    assert_eq!(ran.err, "已写入 3 个文件, 共 9 行\n");
    assert!(std::fs::read_to_string(env.path("名册/r-嘉兴市工商联党委.csv")).unwrap().contains("孙七"));
}

#[test]
fn names_are_made_safe_and_parted() {
    let env = office();
    for (name, code, member) in
        [("甲/乙党支部", "A1", "赵一"), ("甲:乙党支部", "A2", "赵二"), ("..隐藏党支部", "A3", "赵三")]
    {
        env.run(["org", "add", name, "--kind", "branch", "--parent", "JW", "--founded", "2011-01-01", "--code", code])
            .ok();
        env.run(["member", "add", member, "--org", code, "--birth", "1970", "--joined", "1995-07-01"]).ok();
    }
    env.run(["report", "roster", "--each", "org", "-o", "名册/{org}.csv"]).ok();
    assert_eq!(
        files(&env.path("名册")),
        names(["福建商会党支部.csv", "光伏协会党支部.csv", "甲_乙党支部.csv", "甲_乙党支部-A2.csv", "隐藏党支部.csv"])
    );
}

#[test]
#[cfg(unix)]
fn there_may_be_more_files_than_may_be_open_at_first() {
    let env = office();
    for (at, name) in ["赵一", "赵二", "赵三", "赵四", "赵五", "赵七", "赵八", "赵九"].iter().enumerate()
    {
        let code = format!("N{at}");
        env.run([
            "org",
            "add",
            &format!("{name}党支部"),
            "--kind",
            "branch",
            "--parent",
            "JW",
            "--founded",
            "2011-01-01",
            "--code",
            &code,
        ])
        .ok();
        env.run(["member", "add", name, "--org", &code, "--birth", "1970", "--joined", "1995-07-01"]).ok();
    }
    let program = env!("CARGO_BIN_EXE_dangwu");
    let line = format!("ulimit -Sn 12; '{program}' report roster --each org -o '名册/{{org}}.csv'");
    let ran = crate::env::ran(env.shell(&line).output().unwrap()).ok();
    assert!(ran.err.starts_with("已写入 10 个文件, 共 12 行"), "{}", ran.err);
}

#[test]
fn all_files_are_written_or_none() {
    let env = office();
    // A folder stands in the way of the last.
    std::fs::create_dir(env.path("名册/光伏协会党支部.csv")).unwrap();
    std::fs::write(env.path("名册/福建商会党支部.csv"), "old").unwrap();
    env.run(["report", "roster", "--each", "org", "-o", "名册/{org}.csv"]).exit(7).says("那是一个文件夹");
    assert_eq!(std::fs::read(env.path("名册/福建商会党支部.csv")).unwrap(), b"old");
    assert_eq!(files(&env.path("名册")).len(), 2);
    env.run(["report", "roster", "--each", "org", "-o", "没有/{org}.csv"]).exit(7).says("没有/");
    assert!(!env.path("没有").exists());
}

#[test]
fn what_makes_no_sense_is_refused() {
    let env = office();
    let (zh, en) = ("其中有 {org}", "with {org} in it");
    env.refuses("report roster --each org", 2, zh, en);
    let named = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (line, said) in [
        ("report roster --each org -o 名册/all.csv", "其中有 {org}"),
        ("report roster -o 名册/{org}.csv", "{org} 只用于 --each org"),
        ("report list --each org -o 名册/{org}.csv", "--each"),
        ("report rules --each org -o 名册/{org}.csv", "--each"),
        ("report annual --year 2010 --check --each org -o 名册/{org}.csv", "--check"),
        ("report freeze x roster --each org", "--each"),
        ("report roster --each unit -o 名册/{org}.csv", "unit"),
    ] {
        env.run(named(line)).exit(2).says(said);
    }
    env.write("own.sql", "SELECT 1 AS people");
    env.run(["report", "query", "own.sql", "--each", "org", "-o", "名册/{org}.csv"]).exit(2).says("--each");
    env.run(["report", "roster", "--under", "没有", "--each", "org", "-o", "名册/{org}.csv"]).exit(4);
    env.run(["report", "roster", "--as-of", "2001-01-01", "--each", "org", "--fail-on-empty", "-o", "名册/{org}.csv"])
        .exit(1)
        .says("已写入 0 个文件");
    assert_eq!(files(&env.path("名册")), names([]));
}
