//! What a damaged file still gives.

use std::fs;

use serde_json::Value;

use crate::env::{Ran, TestEnv};

const PAGE: usize = 16384;

/// The page at which a table begins.
fn root(env: &TestEnv, table: &str) -> usize {
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    env.connection().query_row(sql, [table], |row| row.get::<_, u32>(0)).unwrap() as usize
}

/// Overwrites pages, and salvages what is left to `s.db`.
fn salvage_without(env: &TestEnv, pages: &[usize]) -> Ran {
    let mut bytes = fs::read(env.db()).unwrap();
    for page in pages {
        bytes[(page - 1) * PAGE..page * PAGE].fill(0x5a);
    }
    fs::write(env.path("torn.db"), &bytes).unwrap();
    let _ = fs::remove_file(env.path("s.db"));
    let ran = env.line("db salvage torn.db -o s.db");
    assert_eq!(fs::read(env.path("torn.db")).unwrap(), bytes, "the damaged file is left as it is");
    ran
}

fn listed(env: &TestEnv, db: &str) -> Value {
    env.json(&format!("--db {db} member list"))
}

/// Everything that stands in the tables of a file.
fn dump(env: &TestEnv, db: &str) -> Vec<String> {
    let conn = rusqlite::Connection::open(env.path(db)).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'meeting_words%' ORDER BY name";
    let mut query = conn.prepare(sql).unwrap();
    let tables: Vec<String> = query.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut rows = Vec::new();
    for table in tables {
        let mut query = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let width = query.column_count();
        let mut found = query.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<String> = (0..width).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            rows.push(format!("{table} {}", cells.join(" ")));
        }
    }
    rows.sort();
    rows
}

#[test]
fn of_a_sound_file_all_is_brought_over() {
    let env = TestEnv::office();
    env.line("meeting record FJ --kind general --date 2011-03-01 --attend 张三 --topic 学习").ok();
    env.line("member set 张三 --remark 一").ok();
    env.line("db undo").ok();
    env.line("db salvage a.db -o s.db").ok().says("行, 存为 s.db");
    assert_eq!(dump(&env, "s.db"), dump(&env, "a.db"));
    env.line("--db s.db db check").ok();
    assert_eq!(env.json("--db s.db meeting find 学习").as_array().unwrap().len(), 1);
    env.line("--db s.db member add 赵六 --org FJ").ok().says("编号 4");
    env.refuses("db salvage a.db -o s.db", 7, "已存在", "exists already");
    env.refuses("db salvage a.db", 2, "要写明存到哪里", "says nothing of where");
    env.refuses("db salvage nowhere.db -o t.db", 7, "nowhere.db", "nowhere.db");
    env.write("x.csv", "姓名,所在党支部\n".repeat(20_000));
    env.refuses("db salvage x.csv -o t.db", 6, "没有找到一条记录, 未写入", "not a single record was found");
    assert!(!env.path("t.db").exists());
}

#[test]
fn a_table_that_is_lost_comes_back_from_the_journal() {
    let env = TestEnv::office();
    env.line("member set 张三 --position 会长").ok();
    for table in ["person", "roll", "org_name", "unit_state"] {
        let ran = salvage_without(&env, &[root(&env, table)]).exit(1).says("取自操作日志").says("所在的页读不出 1");
        assert_eq!(listed(&env, "s.db"), listed(&env, "a.db"), "{table}: {}", ran.err);
        env.line("--db s.db db check").ok();
    }
}

#[test]
fn without_the_journal_the_records_are_there() {
    let env = TestEnv::office();
    salvage_without(&env, &[root(&env, "change")]).exit(1);
    assert_eq!(listed(&env, "s.db"), listed(&env, "a.db"));
    // The journal is told as lost.
    env.line("--db s.db db check").exit(1).says("处问题");
    // Without operations there is no journal either: its rows refer to them.
    salvage_without(&env, &[root(&env, "operation")]).exit(1).says("所指已失");
    assert_eq!(listed(&env, "s.db"), listed(&env, "a.db"));
}

#[test]
fn a_file_that_no_longer_says_where_anything_is_gives_its_rows() {
    let env = TestEnv::office();
    let ran = salvage_without(&env, &[1]).exit(1);
    assert_eq!(listed(&env, "s.db"), listed(&env, "a.db"), "{}", ran.err);
}

#[test]
fn of_a_bulk_import_all_but_the_lost_page_comes_over() {
    let env = TestEnv::office();
    let mut roster = String::from("姓名,所在党支部,入党时间,转正时间,备注\n");
    let signs: Vec<char> = "安邦昌达恩芳国华继建康兰明宁培庆荣胜涛伟祥学雅永源正忠卓".chars().collect();
    let name = |at: usize| ['赵', signs[at % 28], signs[at / 28 % 28], signs[at / 784 % 28]].iter().collect::<String>();
    for at in 0..20_000 {
        roster += &format!("{},FJ,2001-01-01,2002-01-01,{}\n", name(at), "备注".repeat(60));
    }
    env.write("r.csv", roster);
    env.line("member import r.csv").ok();
    // A page in the middle of the people.
    let bytes = fs::read(env.db()).unwrap();
    let wanted = name(10_000);
    let at = bytes.windows(wanted.len()).position(|window| window == wanted.as_bytes()).unwrap();
    let ran = salvage_without(&env, &[at / PAGE + 1]).exit(1);
    let people = env.json("--db s.db db info")[0]["people"].as_u64().unwrap();
    assert!((19_800..20_003).contains(&people), "{people}: {}", ran.err);
    // Nobody stands on a roll who is lost.
    let lost = 20_003 - people;
    assert!(ran.err.contains(&format!("所指已失 {lost}")), "{}", ran.err);
    // Where they came from is told by the hundreds, once.
    assert!(ran.err.contains("与校验和对不上"), "{}", ran.err);
    env.line("--db s.db db check").exit(0);
}
