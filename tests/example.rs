//! `examples/jiaxing.sh` runs, prints the same bytes each time, and the figures are those of `expected.txt`.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PROGRAM: &str = env!("CARGO_BIN_EXE_dangwu");

/// What the script printed, and the folder with the database it made. One run serves the tests that only read.
struct Run {
    folder: TempDir,
    printed: String,
}

static ZH: LazyLock<Run> = LazyLock::new(|| run("zh"));

fn run(lang: &str) -> Run {
    let folder = TempDir::new().unwrap();
    let output = Command::new("bash")
        .arg(Path::new(ROOT).join("examples/jiaxing.sh"))
        .arg(folder.path())
        .current_dir(folder.path())
        .env("DANGWU_BIN", PROGRAM)
        .env("DANGWU_CONFIG", folder.path().join("config.toml"))
        .env("DANGWU_LANG", lang)
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    Run { folder, printed }
}

impl Run {
    /// A copy of the database, for a test that writes.
    fn copy(&self) -> (TempDir, PathBuf) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("party.db");
        std::fs::copy(self.folder.path().join("party.db"), &file).unwrap();
        (folder, file)
    }
}

fn dangwu(db: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(args)
        .env("DANGWU_DB", db)
        .env("DANGWU_CONFIG", db.with_file_name("config.toml"))
        .env("DANGWU_TODAY", "2011-05-31")
        .env("DANGWU_OPERATOR", "党建办")
        .env("DANGWU_LANG", "zh")
        .output()
        .unwrap()
}

fn rows(db: &Path, args: &[&str]) -> Vec<Value> {
    let output = dangwu(db, &[args, &["-f", "json"]].concat());
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => "-".into(),
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_f64() => format!("{:.4}", number.as_f64().unwrap()),
        other => other.to_string(),
    }
}

#[test]
fn the_figures_are_those_worked_out_by_hand() {
    let expected = std::fs::read_to_string(Path::new(ROOT).join("examples/jiaxing/expected.txt")).unwrap();
    let db = ZH.folder.path().join("party.db");
    let mut asked: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in expected.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        match (line.strip_prefix("$ "), asked.last_mut()) {
            (Some(command), _) => asked.push((command, Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => panic!("a row without a command: {line}"),
        }
    }
    assert!(asked.len() > 10);
    for (command, lines) in asked {
        let (keys, wanted) = lines.split_first().unwrap();
        let keys: Vec<&str> = keys.split(' ').collect();
        let arguments: Vec<&str> = command.split(' ').collect();
        let told: Vec<String> = rows(&db, &arguments)
            .iter()
            .map(|row| keys.iter().map(|key| cell(&row[*key])).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(told, wanted, "{command}");
    }
}

/// A year that is over stays what it was, whoever moves or is put right since.
#[test]
fn the_compliance_of_a_year_stays_when_members_move() {
    let (_folder, db) = ZH.copy();
    let asked = ["report", "meetings", "--from", "2010-06-01", "--to", "2011-05-31"];
    let before = rows(&db, &asked);
    assert!(before.len() > 20);
    let moved = ["transfer", "move", "--all-of", "福建商会党支部", "--to", "温州商会党支部", "--date", "2011-05-31"];
    assert!(dangwu(&db, &moved).status.success());
    assert_eq!(rows(&db, &asked), before);
    assert!(dangwu(&db, &["db", "check"]).status.success());
}

#[test]
fn a_second_run_prints_the_same_bytes() {
    assert_eq!(run("zh").printed, ZH.printed);
}

#[test]
fn the_demonstration_shows_what_it_is_about() {
    for line in ["$ dangwu report coverage\n", "│ 合计     ┆     17 ┆       11 ┆", "(61人)", "330402********9993"]
    {
        assert!(ZH.printed.contains(line), "{line}\n{}", ZH.printed);
    }
    // What changed is told in the language of the reader, in JSON by code.
    assert!(ZH.printed.contains("2011-03 → 党委 (嘉委发〔2011〕18号)"), "{}", ZH.printed);
    let shown = &rows(&ZH.folder.path().join("party.db"), &["org", "show", "服装行业协会党支部"])[0];
    assert_eq!(shown["units_covered"], "嘉兴市女企业家商会(attached); 嘉兴市服装行业协会(own)");
    // The columns of the national form, as they are.
    assert!(ZH.printed.contains("编号,姓名,性别,公民身份号码,"));
    assert!(!ZH.printed.contains("警告"), "{}", ZH.printed);
    let english = run("en").printed;
    for line in ["# 9. Reports", "│ Total                ┆    17 ┆      11 ┆", "Coverage of units"] {
        assert!(english.contains(line), "{line}\n{english}");
    }
    let commands = |printed: &str| printed.lines().filter(|line| line.starts_with("$ ")).count();
    assert_eq!(commands(&english), commands(&ZH.printed));
}

#[test]
fn importing_again_changes_nothing() {
    let (_folder, db) = ZH.copy();
    for roster in ["national-form.csv", "e-commerce-unicode.txt", "associations-gb18030.csv", "new-branches.xlsx"] {
        let path = format!("{ROOT}/examples/jiaxing/{roster}");
        let told = &rows(&db, &["member", "import", &path])[0];
        let nothing = (&told["added"], &told["updated"], &told["operation"]);
        assert_eq!(nothing, (&Value::from(0), &Value::from(0), &Value::Null), "{roster}");
    }
}

/// What later happens does not change what a past day was like.
#[test]
fn a_past_day_stays_as_it_was() {
    let (_folder, db) = ZH.copy();
    let asked: [&[&str]; 9] = [
        &["org", "tree"],
        &["org", "list", "--under", "D0003"],
        &["org", "unit", "list"],
        &["member", "list"],
        &["report", "coverage"],
        &["report", "coverage", "--by", "industry"],
        &["report", "structure", "--by", "org"],
        &["report", "structure", "--by", "age"],
        &["report", "roster"],
    ];
    let on = |day: &str| -> Vec<String> {
        let ask = |args: &&[&str]| {
            let output = dangwu(&db, &[*args, &["-f", "json", "--as-of", day]].concat());
            assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        };
        asked.iter().map(ask).collect()
    };
    let (december, may) = (on("2010-12-31"), on("2011-05-31"));

    let later: [&[&str]; 9] = [
        &["org", "rename", "温州商会党支部", "中共嘉兴市温州商会党员支部委员会", "--date", "2011-05-20"],
        &["org", "move", "印刷行业协会党支部", "--to", "市工商联党委", "--date", "2011-05-21"],
        &["org", "convert", "电子商务行业协会党支部", "--kind", "general-branch", "--date", "2011-05-22"],
        &[
            "org",
            "dissolve",
            "家具行业协会党支部",
            "--date",
            "2011-05-23",
            "--reason",
            "并入",
            "--into",
            "印刷行业协会党支部",
        ],
        &["org", "uncover", "服装行业协会党支部", "女企业家商会", "--to", "2011-05-24"],
        &["org", "unit", "close", "茶叶行业协会", "--date", "2011-05-25"],
        &["org", "instructor", "end", "3", "--date", "2011-05-25"],
        &["member", "end", "吕水根", "--date", "2011-05-26", "--reason", "deceased"],
        &["member", "suspend", "吴志红", "--date", "2011-05-27", "--reason", "待查"],
    ];
    for args in later {
        let output = dangwu(&db, args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    assert_eq!(on("2010-12-31"), december);
    for (now, (before, args)) in on("2011-05-31").iter().zip(may.iter().zip(asked)) {
        assert_ne!(now, before, "{args:?}");
    }
    assert!(dangwu(&db, &["db", "check"]).status.success());
}

const EARLIER: [&str; 4] = ["2011-05-31", "2011-03-01", "2010-12-31", "2010-08-31"];

/// How many rows stand behind a cell, asked for as a reader of the table would.
fn behind(db: &Path, report: &str, day: &str, cell: &[&str]) -> usize {
    let asked = [&["report", report, "--as-of", day, "--explain"], cell].concat();
    rows(db, &asked).len()
}

/// Every cell, the totals and the shares of the groups against what stands behind them.
fn prove(report: &str, by: &str, figures: &[&str], day: &str) {
    let db = ZH.folder.path().join("party.db");
    let mut table = rows(&db, &["report", report, "--by", by, "--as-of", day, "--total"]);
    let total = table.pop().unwrap_or_default();
    for figure in figures {
        let mut sum = 0;
        for row in &table {
            let group = format!("{by}={}", row[by].as_str().unwrap_or_default());
            let number = row[*figure].as_u64().unwrap();
            let told = format!("{figure}={number}");
            assert_eq!(behind(&db, report, day, &[&group, &told]) as u64, number, "{report} {group} {figure} on {day}");
            sum += number;
        }
        assert_eq!(total[*figure].as_u64().unwrap_or_default(), sum, "{report} by {by}: {figure} on {day}");
        assert_eq!(behind(&db, report, day, &[figure]) as u64, sum, "{report} by {by}: {figure} on {day}");
    }
}

#[test]
fn behind_every_cell_of_coverage_stand_as_many_units() {
    for day in EARLIER {
        for by in ["kind", "industry", "district"] {
            prove("coverage", by, &["units", "own", "joint", "attached", "instructor", "uncovered", "owed"], day);
        }
    }
}

#[test]
fn behind_every_cell_of_structure_stand_as_many_people() {
    let groups =
        ["sex", "age", "ethnicity", "education", "education-code", "category", "job", "unit-kind", "org", "seniority"];
    for day in EARLIER {
        for by in groups {
            prove("structure", by, &["members", "full", "probationary"], day);
        }
    }
}

/// What else may surround a run: the language, zone and width of the machine, the day on which it is asked, a home in which
/// nothing is set. None of it may be seen in an answer that says its own day and language.
const ELSEWHERE: [&[(&str, &str)]; 4] = [
    &[("LC_ALL", "C"), ("TZ", "UTC"), ("COLUMNS", "20"), ("DANGWU_TODAY", "2011-06-05")],
    &[("LC_ALL", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai"), ("COLUMNS", "500"), ("DANGWU_TODAY", "2012-02-29")],
    &[("LANG", "de_DE.UTF-8"), ("TZ", "America/Los_Angeles"), ("DANGWU_TZ", "+14:00"), ("TERM", "dumb")],
    &[("LANG", "tr_TR.UTF-8"), ("LC_NUMERIC", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("DANGWU_TZ", "local")],
];

/// The program, or a script that runs it, where nothing is set but the database and what is said here.
#[expect(clippy::disallowed_methods, reason = "where the tools of a script lie is known to the machine alone")]
fn elsewhere(program: impl AsRef<std::ffi::OsStr>, home: &Path, set: &[(&str, &str)]) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    // There is no file there, but in one of the places.
    command.env("HOME", home).env("DANGWU_DB", ZH.folder.path().join("party.db")).envs(set.iter().copied());
    command
}

/// A home without a configuration, and one whose configuration speaks English.
fn homes() -> [TempDir; 2] {
    let homes = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let place = elsewhere(PROGRAM, homes[1].path(), &[]).args(["config", "set", "language", "en"]).output().unwrap();
    assert!(place.status.success(), "{}", String::from_utf8_lossy(&place.stderr));
    homes
}

#[test]
fn every_report_gives_the_same_bytes_wherever_it_is_run() {
    let homes = homes();
    let listed = rows(&ZH.folder.path().join("party.db"), &["report", "list"]);
    let names: Vec<&str> = listed.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        for format in ["csv", "json", "table"] {
            let answer = |at: usize| {
                let args = ["report", name, "--as-of", "2011-05-31", "--lang", "zh", "-f", format];
                elsewhere(PROGRAM, homes[at % 2].path(), ELSEWHERE[at]).args(args).output().unwrap()
            };
            let first = answer(0);
            assert!(first.status.success(), "{name}: {}", String::from_utf8_lossy(&first.stderr));
            for (at, set) in ELSEWHERE.iter().enumerate().skip(1) {
                let again = answer(at);
                let said = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
                assert_eq!(said(&again), said(&first), "{name} {format} {set:?}");
            }
        }
    }
}

#[test]
fn the_reports_of_a_month_are_the_same_each_time_and_tell_what_is_overdue() {
    let homes = homes();
    let month = |at: usize, folder: &Path| {
        let output = elsewhere("bash", homes[at % 2].path(), ELSEWHERE[at])
            .arg(Path::new(ROOT).join("examples/monthly.sh"))
            .arg(folder)
            .arg("2011-05")
            .env("DANGWU_BIN", PROGRAM)
            .output()
            .unwrap();
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path())
            .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
            .collect();
        files.sort();
        (output, files)
    };
    let once = TempDir::new().unwrap();
    let (output, files) = month(0, once.path());
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.lines().count(), 2, "what is overdue, and what to do, is all that cron mails: {said}");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let reports = ["coverage", "due", "dues", "growth", "meetings", "orgs", "structure", "transfers"];
    assert_eq!(names, reports.map(|name| format!("2011-05-{name}.csv")));
    let text = |name: &str| {
        let (_, bytes) = files.iter().find(|(file, _)| file == &format!("2011-05-{name}.csv")).unwrap();
        String::from_utf8(bytes.clone()).unwrap().trim_start_matches('\u{feff}').to_owned()
    };
    assert!(text("structure").lines().last().unwrap().contains(",61,55,6"), "{}", text("structure"));
    assert!(text("due").starts_with("rule,what,org,unit,no,person,since,due,days_late"), "{}", text("due"));
    assert!(text("growth").starts_with("section,figure,value,value_then,value_change"), "{}", text("growth"));
    for (at, set) in ELSEWHERE.iter().enumerate().skip(1) {
        assert_eq!(month(at, TempDir::new().unwrap().path()).1, files, "{set:?}");
    }
}

#[test]
fn the_reports_of_a_month_tell_by_their_exit_what_went_wrong() {
    let folder = TempDir::new().unwrap();
    let month = |db: &str, to: &str, month: &str| {
        let mut script = elsewhere("bash", folder.path(), ELSEWHERE[0]);
        script.arg(Path::new(ROOT).join("examples/monthly.sh")).args([to, month]).current_dir(folder.path());
        let output = script.env("DANGWU_BIN", PROGRAM).env("DANGWU_DB", db).output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let made = elsewhere(PROGRAM, folder.path(), &[])
        .env("DANGWU_DB", folder.path().join("empty.db"))
        .args(["db", "init"])
        .output();
    assert!(made.unwrap().status.success());
    let party = ZH.folder.path().join("party.db");
    assert_eq!(month("empty.db", ".", "2011-05").0, Some(3), "no organisation at all: it must be the wrong file");
    assert_eq!(month("nowhere.db", ".", "2011-05").0, Some(6));
    assert_eq!(month(party.to_str().unwrap(), "nowhere", "2011-05").0, Some(7));
    assert!(!folder.path().join("2011-05-coverage.csv").exists());
}

/// What is due on a day: how many of each case, by norm; and of `without` norm, by the day from which it counts.
fn due_on(day: &str) -> Vec<(String, usize)> {
    let db = ZH.folder.path().join("party.db");
    let mut cases: Vec<(String, usize)> = Vec::new();
    for row in rows(&db, &["report", "due", "--as-of", day]) {
        let case = match row["rule"].as_str() {
            Some(rule) => rule.to_owned(),
            None => cell(&row["what"]),
        };
        match cases.iter_mut().find(|(known, _)| *known == case) {
            Some((_, count)) => *count += 1,
            None => cases.push((case, 1)),
        }
    }
    cases.sort();
    cases
}

#[test]
fn what_is_due_on_three_days_is_what_the_records_come_to() {
    let due = |day: &str, expected: &[(&str, usize)]| {
        let expected: Vec<(String, usize)> =
            expected.iter().map(|(case, count)| ((*case).to_owned(), *count)).collect();
        assert_eq!(due_on(day), expected, "{day}");
    };
    // 2010: an instructor of two associations since 1 August has visited neither within a month. The rosters of three branches (5, 4 and
    // 4 members) tell no day on which somebody came. Four units have full members and no org of any kind yet: those of logistics and
    // catering, which found one in spring, tea and the chamber of women.
    due("2010-12-31", &[("S3", 2), ("S6", 4), ("在册起始日是推定的", 13)]);
    // 31 May 2011: both associations again (one was visited in March), and that of tea, whose instructor came in February; of the first
    // activists (two of 28 September, two of 15 October) nobody has been evaluated after half a year; four more branches
    // (5, 4, 3 and the 6 of the joint one) have such rosters; tea has members and no org.
    due("2011-05-31", &[("D6", 4), ("S3", 3), ("S6", 1), ("在册起始日是推定的", 31)]);
    // Today's norms, nothing recorded since June 2011: 12 branches owe the meetings of the last periods that are over (one has a
    // committee, which owes its own), 61 members their talk and their hours; 6 stand on probation and 19 activists wait. One letter
    // has run out, its receipt never came; one applicant waits for the talk; both terms of three years are over; two of the dues
    // sheet paid until the end of June and one until May; three pledges and three plans have passed their days.
    due(
        "2026-11-01",
        &[
            ("A10", 12),
            ("A13", 1),
            ("A15", 12),
            ("A16", 12),
            ("A17", 12),
            ("A18", 12),
            ("A19", 61),
            ("D19", 6),
            ("D3", 1),
            ("D6", 19),
            ("E3", 2),
            ("F4", 3),
            ("S3", 3),
            ("S6", 1),
            ("T12", 1),
            ("T20", 61),
            ("T5", 1),
            ("T6", 1),
            ("在册起始日是推定的", 31),
            ("承诺逾期未兑现", 3),
            ("组建计划到期未完成", 3),
        ],
    );
    // The same counts from the tables, past all queries of what falls due.
    let conn = rusqlite::Connection::open(ZH.folder.path().join("party.db")).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM roll WHERE began = 'assumed' AND since <= '2010-12-31'"), 13);
    assert_eq!(count("SELECT count(*) FROM roll WHERE began = 'assumed' AND since <= '2011-05-31'"), 31);
    assert_eq!(count("SELECT count(*) FROM roll WHERE until IS NULL"), 61);
    assert_eq!(count("SELECT count(*) FROM roll WHERE until IS NULL AND category = 'probationary'"), 6);
    assert_eq!(
        count(
            "SELECT count(*) FROM instructor WHERE since <= '2011-05-31' AND (until IS NULL OR until > '2011-05-31')"
        ),
        3
    );
}

/// The last row of a table of the superior's statistics for 2010.
fn statistics(db: &Path, table: &str) -> Value {
    rows(db, &["report", "statistics", "--table", table, "--year", "2010", "--total"]).pop().unwrap()
}

/// The tables against the records themselves, counted here past the program: at the end of a year age is the difference of years.
#[test]
fn the_yearly_statistics_are_what_the_records_say() {
    let (_folder, db) = ZH.copy();
    let conn = rusqlite::Connection::open(&db).unwrap();
    let count = |condition: &str| -> i64 {
        let sql = format!(
            "SELECT count(*) FROM roll JOIN person ON person.id = person_id
             WHERE since_day <= '2010-12-31' AND until_day > '2010-12-31' AND ({condition})
               AND person_id NOT IN (SELECT person_id FROM suspension
                                     WHERE since_day <= '2010-12-31' AND until_day > '2010-12-31')"
        );
        conn.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    let (first, second, third, fourth) =
        (statistics(&db, "1"), statistics(&db, "2"), statistics(&db, "3"), statistics(&db, "4"));
    let members = count("1");
    assert_eq!(members, 38, "25 whose coming is known, 13 whose start was assumed");
    for row in [&second["total_members"], &third["total_members"], &fourth["total_members"], &first["closing_total"]] {
        assert_eq!(*row, members);
    }
    for (key, condition) in [
        ("women", "sex = 'female'"),
        ("minority", "ethnicity_code <> '01'"),
        ("age_to_35", "2010 - substr(birth, 1, 4) <= 35"),
        ("age_36_45", "2010 - substr(birth, 1, 4) BETWEEN 36 AND 45"),
        ("age_46_54", "2010 - substr(birth, 1, 4) BETWEEN 46 AND 54"),
        ("age_55_59", "2010 - substr(birth, 1, 4) BETWEEN 55 AND 59"),
        ("age_60_on", "2010 - substr(birth, 1, 4) >= 60"),
    ] {
        assert_eq!(second[key], count(condition), "{key}");
    }
    assert_eq!(third["joined_from_2002"], count("joined >= '2002-11'"));
    assert_eq!(third["joined_from_2007"], count("joined >= '2007-11'"));
    assert_eq!(fourth["bachelor"], count("education_code IN ('20', '21', '22', '23')"));
    assert_eq!(fourth["high_school"], count("education_code BETWEEN '44' AND '63'"));
    // Those admitted in the year, on the branch meeting's day or by a roster that tells the very day of joining; the opening of the year after is this closing.
    let admitted = conn.query_row(
        "SELECT count(*) FROM roll JOIN person ON person.id = person_id
         WHERE (began = 'admitted' OR began = 'entered' AND since = joined)
           AND since_day BETWEEN '2010-01-01' AND '2010-12-31'",
        [],
        |row| row.get::<_, i64>(0),
    );
    assert_eq!(statistics(&db, "14")["admitted_members"], admitted.unwrap());
    let after = rows(&db, &["report", "statistics", "--year", "2011", "--total"]).pop().unwrap();
    assert_eq!(after["opening_total"], members);
    let checked = dangwu(&db, &["report", "statistics", "--year", "2011", "--check"]);
    assert_eq!(checked.status.code(), Some(if after["difference"] == 0 { 0 } else { 1 }));
}
