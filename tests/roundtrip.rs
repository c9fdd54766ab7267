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
