//! What an export with `--reveal` writes goes into a fresh database and comes out again byte for byte, whatever stands
//! in the free texts; and goes back where it came from without changing anything.
#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use chrono::NaiveDate;
use dangwu::db::{Db, Operation};
use dangwu::member::check::{self, Books, Needs};
use dangwu::member::draft::{Draft, Field};
use dangwu::member::write;
use dangwu::org::unit;
use dangwu::org::{self, NewOrg};
use dangwu::rules::Advice;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rusqlite::types::Value;

const ORGS: [&str; 2] = ["福建商会党支部", "=光伏,\"协会\"\n党支部"];
const UNIT: &str = "@嘉兴市\"福建\"商会";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2011, 5, 31).unwrap()
}

fn operation() -> Operation {
    Operation {
        at: "2011-05-31T08:00:00Z".into(),
        operator: "测试".into(),
        command: "test".into(),
        override_reason: None,
        mode: dangwu::db::Mode::Commit,
    }
}

/// A row of texts as somebody might type them.
#[derive(Debug, Clone)]
struct Person {
    name: String,
    texts: Vec<Option<String>>,
    unit: Option<String>,
    org: usize,
    dates: usize,
    state: usize,
}

const TEXTS: [Field; 8] = [
    Field::Ethnicity,
    Field::NativePlace,
    Field::Education,
    Field::Degree,
    Field::Job,
    Field::Position,
    Field::Address,
    Field::Remark,
];

/// Pieces that have broken somebody's CSV before, and any characters at all.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(vec![
            "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", " ", "\u{3000}", "=", "+", "-", "@", "'", "''", "＝",
            "－", "无", "—", "/", "--", "合计", "姓名", "所在党支部", "是", "１２３", "ＡＢＣ", "👩‍👩‍👧", "🇨🇳", "عربي", "עברית",
            "\u{202e}", "\u{200b}", "\u{feff}", "\u{1b}[31m", "\\", "\\n", "%", "$HOME", "`id`", "𠮷", "?", "？", "*", "10%",
            "1E5", "2011-05-01", "40664", "330402198001011236", "<b>", "&amp;", "\u{85}", "\u{7f}", "e\u{301}", "�",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("no argument and no file holds it", |c| *c != '\0').prop_map(String::from),
        1 => Just("很长".repeat(400)),
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

fn person() -> impl Strategy<Value = Person> {
    (
        hostile(),
        proptest::collection::vec(proptest::option::of(hostile()), TEXTS.len()),
        proptest::option::of(prop_oneof![hostile(), Just(UNIT.to_owned())]),
        0..ORGS.len(),
        0..5_usize,
        0..6_usize,
    )
        .prop_map(|(name, texts, unit, org, dates, state)| Person { name, texts, unit, org, dates, state })
}

/// What is in no name, and would be a fault of the row.
fn is_in_no_name(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | ':' | '：' | '。' | '…' | '；' | '，' | '、' | '！')
}

/// A beginning of a name for each number.
fn named(at: usize) -> String {
    let digit = |c: char| "零一二三四五六七八九".chars().nth(c as usize - '0' as usize).unwrap();
    at.to_string().chars().map(digit).chain(['号']).collect()
}

fn drafted(at: usize, person: &Person) -> Draft<'static> {
    let mut draft = Draft::default();
    draft.tell(Field::Name, named(at) + &person.name.replace(is_in_no_name, ""));
    draft.tell(Field::Org, if person.org == 0 { "A" } else { "B" });
    for (field, text) in TEXTS.into_iter().zip(&person.texts) {
        if let Some(text) = text {
            draft.tell(field, text.clone());
        }
    }
    if let Some(unit) = &person.unit {
        draft.tell(Field::Unit, unit.clone());
    }
    let dates: &[(Field, &str)] = match person.dates {
        0 => &[],
        1 => &[(Field::Joined, "2001"), (Field::FullOn, "2002-07"), (Field::Birth, "1970-03")],
        2 => &[(Field::Joined, "2010-07-01"), (Field::Category, "probationary"), (Field::Entered, "2010-08")],
        3 => &[(Field::Joined, "2009-07-01"), (Field::FullOn, "2010-07-01"), (Field::Entered, "2009-07-01")],
        _ => &[
            (Field::Category, "full"),
            (Field::Entered, "2008"),
            (Field::Owner, "yes"),
            (Field::Phone, "138 1234 5678"),
        ],
    };
    let state: &[(Field, &str)] = match person.state {
        0 => &[(Field::Standing, "suspended")],
        1 => &[(Field::Lost, "yes"), (Field::LostSince, "2011-02")],
        2 => &[(Field::Floating, "yes")],
        3 => &[(Field::FloatingTo, "=上海,\"浦东\""), (Field::FloatingSince, "2011")],
        _ => &[],
    };
    for (field, text) in dates.iter().chain(state) {
        draft.tell(*field, *text);
    }
    draft
}

/// A database with the orgs and the unit.
fn office(path: &Path) -> Db {
    let mut db = Db::create(path).unwrap();
    db.transact(&operation(), |tx| {
        for (name, code) in ORGS.into_iter().zip(["A", "B"]) {
            let new = NewOrg { name: name.into(), code: Some(code.into()), ..NewOrg::default() };
            org::add(tx, &new, today(), &mut Advice::default())?;
        }
        let attributes = vec![("name", Value::Text(UNIT.into())), ("kind", Value::Text("chamber".into()))];
        unit::add(tx, &attributes, None, None, today())
    })
    .unwrap();
    db
}

/// Runs the program in a folder; returns what it said on standard error.
fn run(folder: &Path, db: &str, args: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_dangwu"))
        .args(args)
        .current_dir(folder)
        .env("DANGWU_DB", folder.join(db))
        .env("DANGWU_CONFIG", folder.join("config.toml"))
        .env("DANGWU_BACKUP_DAILY", "no")
        .env("DANGWU_TODAY", "2011-05-31")
        .env("DANGWU_LANG", "zh")
        .env("DANGWU_OPERATOR", "测试")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{args:?}: {said}");
    said
}

fn export(folder: &Path, db: &str, file: &str, more: &[&str]) -> Vec<u8> {
    run(folder, db, &[&["member", "export", "--reveal", "-f", "csv", "-o", file], more].concat());
    std::fs::read(folder.join(file)).unwrap()
}

fn round(people: &[Person], more: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut db = office(&folder.join("a.db"));
    db.transact(&operation(), |tx| {
        let books = Books::new(tx, today());
        for (at, person) in people.iter().enumerate() {
            let checked = check::check(&drafted(at, person), &books, Needs::Roll)?;
            check::refuse(&checked.problems)?;
            write::insert(tx, &checked, None, &books)?;
        }
        Ok(())
    })
    .unwrap();
    drop(db);
    let first = export(folder, "a.db", "a.csv", more);
    let said = run(folder, "a.db", &["member", "import", "a.csv"]);
    assert!(said.contains("没有需要改动的内容"), "back where it came from it changed something: {said}");
    assert_eq!(export(folder, "a.db", "a2.csv", more), first);
    drop(office(&folder.join("b.db")));
    run(folder, "b.db", &["member", "import", "a.csv"]);
    let second = export(folder, "b.db", "b.csv", more);
    assert_eq!(String::from_utf8_lossy(&second), String::from_utf8_lossy(&first));
    run(folder, "b.db", &["db", "check"]);
    Db::open(&folder.join("b.db"), Duration::ZERO).unwrap();
}

#[test]
fn hostile_texts_survive_the_round_trip() {
    let config = Config { cases: 15, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let people = proptest::collection::vec(person(), 1..12);
    let outcome = runner.run(&people, |people| {
        round(&people, &[]);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn english_keys_come_back_too() {
    let person = |name: &str, dates: usize, state: usize| Person {
        name: name.into(),
        texts: vec![Some("=1".into()); TEXTS.len()],
        unit: Some(UNIT.into()),
        org: 1,
        dates,
        state,
    };
    let people: Vec<Person> = (0..30).map(|at| person(&format!("人{at}"), at % 5, at % 6)).collect();
    round(&people, &["--header", "keys"]);
    round(&people, &["--lang", "en"]);
    round(&people[..6], &["--lang", "en", "--header", "keys"]);
}

#[test]
fn other_delimiters_in_the_texts_do_not_mislead() {
    for text in [";".repeat(300), "\t|".repeat(300), "a;b\nc;d\n".repeat(30), "|\"|".repeat(90)] {
        let texts = vec![Some(format!("甲{text}乙")); TEXTS.len()];
        let person = Person { name: String::new(), texts, unit: None, org: 0, dates: 1, state: 5 };
        round(&[person.clone(), person], &[]);
    }
}

/// A base with something of all that goes out: units, orgs, people, posts, people on the way, meetings with names, votes, gifts
/// and pieces.
const OFFICE: [&str; 44] = [
    "org unit add 嘉兴市福建商会 --short 福建商会 --kind native-chamber --district 南湖区 --established 2006-05-01",
    "org unit add 嘉兴市光伏行业协会 --kind association --established 2008",
    "org add 嘉兴市工商联党委 --kind committee --founded 2005-01-01 --code JW",
    "org add 福建商会党支部 --kind branch --parent JW --founded 2008-06-01 --code FJ --unit 福建商会",
    "org add 光伏协会党支部 --kind branch --parent JW --founded 2008-06-01 --code GF --unit 嘉兴市光伏行业协会",
    "member add 张三 --org FJ --joined 1999-07-01 --full-on 2000-07-01 --entered 2008-06-01 --birth 1970-01-01",
    "member add 李四 --org FJ --joined 1999-07-01 --full-on 2000-07-01 --entered 2008-06-01 --birth 1970-02-01",
    "member add 王五 --org FJ --joined 1999-07-01 --full-on 2000-07-01 --entered 2008-06-01 --birth 1970-03-01",
    "member add 赵六 --org FJ --joined 1999-07-01 --full-on 2000-07-01 --entered 2008-06-01 --birth 1970-04-01",
    "member add 钱七 --org FJ --joined 1999-07-01 --full-on 2000-07-01 --entered 2008-06-01 --birth 1970-05-01",
    "member add 孙八 --org GF --joined 2009-07-01 --full-on 2010-07-01 --entered 2009-07-01 --birth 1980-05-01",
    "org post add FJ 张三 书记 --from 2009-01-01 --how 选举",
    "org post add FJ 李四 组织委员 --from 2009-01-01",
    "activist apply 周九 --org FJ --date 2008-07-01 --birth 1985-06-06 --sex 女",
    "activist talk 周九 --date 2008-07-20 --by 张三",
    "activist nominate 周九 --date 2009-01-10 --filed 2009-01-20",
    "activist contact add 周九 李四 --from 2009-01-10",
    "activist evaluate 周九 --date 2009-07-10 --result 合格",
    "activist candidate 周九 --date 2010-02-01 --consent 2010-01-20",
    "activist review 周九 --date 2010-03-01 --result 合格",
    "activist train 周九 --date 2010-04-01 --hours 40 --certificate 结1",
    "activist prereview 周九 --date 2010-04-20 --doc 预审1",
    "activist admit 周九 --date 2010-05-10 --voters 5 --present 3 --for 4 --written-for 赵六 --excused 钱七:abroad --excused-consent 2010-05 --secret --introducers 张三,李四",
    "activist approve 周九 --date 2010-06-01 --doc 批1",
    "activist convert 周九 --date 2011-05-10 --voters 5 --present 4 --for 5 --written-for 钱七 --secret",
    "activist apply 吴十 --org GF --date 2011-01-01 --birth 1990-01-01",
    "org elect call FJ --date 2011-05-20 --seats 3 --term 3 --requested 2011-05-01 --request-no 请1 --approved 2011-05-10 --approval 批2 --remark 换届",
    "org elect candidate 1 张三 李四 王五 赵六 --nominated-by 党员推荐 --consented 2011-05-12",
    "org elect count 1 --present 6 张三:6/0/0 李四:4/1/1 王五:4 赵六:3 --written-in 某人:1",
    "org elect count 1 --for 书记 --present 3 张三:3 李四:0 王五:0",
    "org elect result 1 --reported 2011-05-22 --report-no 报1",
    "org elect call FJ --date 2011-05-28 --seats 1 --kind 补选",
    "org elect candidate 2 赵六 钱七 --post 宣传委员",
    "org elect count 2 --present 6 --valid 5 赵六:4 钱七:1",
    "org elect result 2",
    "org elect call GF --date 2011-06-30 --seats 1 --term 3 --no-committee --method 等额",
    "meeting record FJ --kind committee --date 2011-05-29 --attend all",
    "meeting record FJ --kind general --date 2011-03-01 --topic 评优 --chair 张三 --recorder 李四 --attend 张三,李四,王五,周九 --leave 赵六:病假 --absent 钱七:外出 --hours 1.5 --integration growth --with trade-union --campaign 创先争优 --remark 备注",
    "meeting resolve 2 --text 甲案 --for 4 --written-for 赵六 --excused 钱七:frail --excused-consent 2011-02-20",
    "meeting resolve 2 --text 乙案 --rule recruitment --for 2 --against 1 --secret",
    "meeting record FJ --kind training --date 2011-04-01 --topic 党课 --present 20 --tier backbone --form lecture --measure tiers --lecturer 教授",
    "meeting record JW --kind charity --date 2011-04-02 --present 12 --to 敬老院 --money 1.5万元 --goods 大米",
    "meeting give 4 --to 小学 --goods 书",
    "meeting give 4 --to 小学 --money 300.55",
];

/// What goes out, in the order in which it goes in.
const PARTS: [(&str, &[&str]); 9] = [
    ("units", &["org", "unit"]),
    ("orgs", &["org"]),
    ("members", &["member"]),
    ("way", &["activist"]),
    ("elections", &["org", "elect"]),
    ("posts", &["org", "post"]),
    ("terms", &["org", "term"]),
    ("names", &["meeting"]),
    ("meetings", &["meeting"]),
];

/// Each part of a base as it goes out.
fn parts(folder: &Path, db: &str) -> Vec<String> {
    let part = |(name, noun): &(&str, &[&str])| {
        let file = format!("{db}.{name}.csv");
        let mut args = [*noun, &["export", "-f", "csv", "-o", &file]].concat();
        args.extend(if *name == "names" { ["--attendance"].as_slice() } else { &[] });
        run(folder, db, &[args, vec!["--reveal"]].concat());
        std::fs::read_to_string(folder.join(file)).unwrap()
    };
    PARTS.iter().map(part).collect()
}

/// Into a new base goes what went out of another, and the same comes out again; back where it came from it changes nothing.
fn goes_round(folder: &Path) {
    let first = parts(folder, "a.db");
    run(folder, "b.db", &["db", "init"]);
    for (into, changes) in [("b.db", true), ("a.db", false)] {
        for ((name, noun), part) in PARTS.iter().zip(&first) {
            let file = format!("a.db.{name}.csv");
            if part.lines().count() < 2 {
                continue;
            }
            let said = run(folder, into, &[*noun, &["import", &file]].concat());
            assert!(changes || said.contains("没有需要改动的内容"), "{name}: {said}");
        }
        for ((again, part), (name, _)) in parts(folder, into).iter().zip(&first).zip(PARTS) {
            let same = again.chars().zip(part.chars()).take_while(|(again, part)| again == part).count();
            let there = |text: &str| text.chars().skip(same.saturating_sub(30)).take(80).collect::<String>();
            assert!(again == part, "{name} in {into}: {:?} was {:?}", there(again), there(part));
        }
        run(folder, into, &["db", "check"]);
    }
}

#[test]
fn a_whole_base_goes_out_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), "a.db", &["db", "init"]);
    for line in OFFICE {
        run(folder.path(), "a.db", &line.split_whitespace().collect::<Vec<_>>());
    }
    for line in [
        "meeting record GF --kind contest --date 2011-05-02",
        "meeting entry 5 --title 我的支部 --by 孙八 --award 一等奖",
        "meeting entry 5 --title 我的党课 --by 某来宾",
    ] {
        run(folder.path(), "a.db", &line.split_whitespace().collect::<Vec<_>>());
    }
    goes_round(folder.path());
    let meetings = std::fs::read_to_string(folder.path().join("b.db.meetings.csv")).unwrap();
    for told in
        ["赵六", "钱七:年老体弱或长期居外", "小学", "300.55", "15000", "大米", "一等奖", "某来宾", "会员企业党员骨干"]
    {
        assert!(meetings.contains(told), "{told}: {meetings}");
    }
}

#[test]
fn hostile_texts_of_meetings_survive_the_round_trip() {
    let config = Config { cases: 6, failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let texts = proptest::collection::vec(hostile().prop_map(|text| format!("甲{text}乙")), 11);
    let meetings = proptest::collection::vec((texts, 0..3_usize), 1..3);
    let outcome = runner.run(&meetings, |meetings| {
        let folder = tempfile::tempdir().unwrap();
        run(folder.path(), "a.db", &["db", "init"]);
        for line in &OFFICE[..11] {
            run(folder.path(), "a.db", &line.split_whitespace().collect::<Vec<_>>());
        }
        for (at, (texts, more)) in meetings.iter().enumerate() {
            let (number, date) = ((at + 1).to_string(), format!("2011-05-{:02}", at + 1));
            let text = |at: usize| texts[at].as_str();
            let record =
                ["meeting", "record", "FJ", "--kind", "general", "--date", &date, "--attend", "张三,李四,王五"];
            let told = [
                "--topic",
                text(0),
                "--place",
                text(1),
                "--lecturer",
                text(2),
                "--guests",
                text(3),
                "--remark",
                text(4),
            ];
            run(folder.path(), "a.db", &[&record[..], &told].concat());
            for nth in 0..=*more {
                let text_of_vote = format!("{}{nth}", text(5));
                let vote =
                    ["meeting", "resolve", &number, "--text", &text_of_vote, "--for", "4", "--written-for", "赵六"];
                run(folder.path(), "a.db", &vote);
                run(folder.path(), "a.db", &["meeting", "give", &number, "--to", text(6), "--goods", text(7)]);
            }
            let entry = ["meeting", "entry", &number, "--title", text(8), "--by", "张三", "--award", text(10)];
            run(folder.path(), "a.db", &entry);
        }
        goes_round(folder.path());
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
