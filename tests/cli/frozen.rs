//! Reports frozen as they were handed in, and what was corrected since.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::env::{TestEnv, id_no};

const ASKED: &str = "structure --by sex --as-of 2011-04-30";

/// The small office, with the structure by sex frozen by operation 9.
fn frozen() -> TestEnv {
    let env = TestEnv::office();
    env.line(&format!("report freeze 四月 {ASKED}")).ok();
    env
}

/// What some keys of the rows hold, row by row.
fn cells(rows: &Value, keys: &[&str]) -> Vec<Vec<Value>> {
    rows.as_array().unwrap().iter().map(|row| keys.iter().map(|key| row[*key].clone()).collect()).collect()
}

/// The rows that a comparison lists before it exits with 1.
fn differing(env: &TestEnv, line: &str) -> Value {
    env.line(&format!("{line} -f json")).exit(1).json()
}

#[test]
fn what_is_frozen_stays_as_it_was() {
    let env = frozen();
    let said: Vec<String> = ["json --total", "csv --total", "table", "jsonl", "html"]
        .map(|f| env.line(&format!("report {ASKED} -f {f}")).ok().out)
        .into();
    // 李四 was a full member already, as comes out later.
    env.line("member set 李四 --category full --full-on 2011-03-01").ok(); // 10
    let shown: Vec<String> = ["json --total", "csv --total", "table", "jsonl", "html"]
        .map(|f| env.line(&format!("report frozen 四月 -f {f}")).ok().out)
        .into();
    assert_eq!(shown, said);
    let columns = env.line("report frozen 四月 --columns 性别,党员数 --sort -党员数 -f csv").ok().out;
    assert_eq!(columns.lines().next(), Some("性别,党员数"));
    // In the other language, what is kept is told in its words.
    let english = env.line("report frozen 四月 -f csv --lang en").ok().out;
    assert_eq!(english, env.line(&format!("report {ASKED} -f csv --lang en --known 9")).ok().out);
    let listed = env.json("report frozen");
    let sum = listed[0]["sha256"].as_str().unwrap().to_owned();
    assert_eq!(
        cells(&listed, &["name", "arguments", "rows", "operator", "operation", "language", "version"]),
        [[
            json!("四月"),
            json!("structure --by=sex --as-of=2011-04-30"),
            json!(3),
            json!("测试员"),
            json!(9),
            json!("zh"),
            json!(env!("CARGO_PKG_VERSION"))
        ]]
    );
    // The sum is that of all that stands in the file.
    let sql = "SELECT json_array(name, report, arguments, today, as_of, lang, title, made, version, labels, content) FROM frozen";
    let content: String = env.connection().query_row(sql, [], |row| row.get(0)).unwrap();
    env.write("content", &content);
    assert!(env.shell("sha256sum content").output().unwrap().stdout.starts_with(sum.as_bytes()));
}

#[test]
fn a_correction_is_named_cell_by_cell_with_its_operation() {
    let env = frozen();
    env.line("report diff 四月").ok().says("与存档相同");
    assert_eq!(env.json("report diff 四月"), json!([]));
    env.line("member set 张三 --phone 13812345679").ok(); // 10: changes no figure
    env.line("member set 李四 --category full --full-on 2011-03-01 --operator 王经办").ok(); // 11
    env.line("member add 赵六 --org GF --sex 女 --joined 2001-07-01 --full-on 2002-07-01 --entered 2010-06-01").ok(); // 12
    env.line("member add 钱七 --org GF --sex 女 --joined 2001-07-01 --full-on 2002-07-01 --entered 2010-06-01").ok(); // 13
    env.line("db undo 13").ok(); // 14
    env.connection()
        .execute_batch("UPDATE operation SET at = printf('2011-05-%02dT20:00:00Z', id); DELETE FROM operation_sum")
        .unwrap();
    // 张三 and 李四, and 王五 of whom the sex is not known: of women, one in three, who was on probation, and now two in four.
    let rows = differing(&env, "report diff 四月");
    let keys = ["row", "column", "frozen", "now", "operation", "date", "operator"];
    let (eleventh, twelfth) =
        ((json!(11), json!("2011-05-12"), json!("王经办")), (json!(12), json!("2011-05-13"), json!("测试员")));
    let line = |row: &str, column: &str, old: Value, new: Value, (id, day, who): &(Value, Value, Value)| {
        vec![json!(row), json!(column), old, new, id.clone(), day.clone(), who.clone()]
    };
    assert_eq!(
        cells(&rows, &keys),
        [
            line("男", "share", json!(0.3333), json!(0.25), &twelfth),
            line("女", "members", json!(1), json!(2), &twelfth),
            line("女", "full", json!(0), json!(2), &eleventh),
            line("女", "full", json!(0), json!(2), &twelfth),
            line("女", "probationary", json!(1), json!(0), &eleventh),
            line("女", "share", json!(0.3333), json!(0.5), &twelfth),
            line("不详", "share", json!(0.3333), json!(0.25), &twelfth),
            line("合计", "members", json!(3), json!(4), &twelfth),
            line("合计", "full", json!(2), json!(4), &eleventh),
            line("合计", "full", json!(2), json!(4), &twelfth),
            line("合计", "probationary", json!(1), json!(0), &eleventh),
        ]
    );
    let command = rows[0]["command"].as_str().unwrap();
    assert!(command.starts_with("member add 赵六 --org GF"), "{command}");
    let table = env.line("report diff 四月").exit(1).says("有 9 处不同").out;
    assert!(table.contains("正式党员") && table.contains("33.3%"), "{table}");
    // What was known then differs by less: after the first correction, after the freezing.
    assert_eq!(differing(&env, "report diff 四月 --known 11").as_array().unwrap().len(), 4);
    assert_eq!(env.json("report diff 四月 --known 9"), json!([]));
    // What is taken back is no difference.
    env.line("db undo 12").ok();
    env.line("db undo 11").ok();
    env.line("report diff 四月").ok();
    env.sound();
}

#[test]
fn what_was_taken_back_did_nothing() {
    let env = frozen();
    env.line("member end 张三 --date 2011-02-01 --reason deceased").ok(); // 10
    env.line("member set 李四 --category full --full-on 2011-03-01").ok(); // 11
    env.line("db undo 10").ok(); // 12
    env.line("member end 王五 --date 2011-02-01 --reason deceased").ok(); // 13
    let rows = differing(&env, "report diff 四月");
    let did = |row: &str, column: &str| -> Vec<Value> {
        let all = cells(&rows, &["row", "column", "operation"]);
        all.into_iter().filter(|cell| cell[0] == row && cell[1] == column).map(|cell| cell[2].clone()).collect()
    };
    assert_eq!(did("女", "full"), [json!(11)]);
    assert_eq!(did("合计", "members"), [json!(13)]);
    assert_eq!(did("合计", "full"), Vec::<Value>::new(), "one more and one less");
    assert!(rows.as_array().unwrap().iter().all(|row| row["operation"] == 11 || row["operation"] == 13), "{rows}");
    assert_eq!(did("男", "members"), Vec::<Value>::new());
}

#[test]
fn members_who_came_or_went_are_told_as_a_whole() {
    let env = TestEnv::office();
    env.line(
        "member add 郑八 --org FJ --birth 1970-02-02 --joined 1999-07-01 --full-on 2000-07-01 --entered 2009-01-01",
    )
    .ok(); // 9
    env.line("report freeze 花名册 roster --as-of 2011-04-30").ok(); // 10
    env.line("member set 郑八 --name 郑捌").ok(); // 11
    env.line("member end 张三 --date 2011-02-01 --reason deceased").ok(); // 12
    env.line("member add 赵六 --org GF --joined 2001-07-01 --entered 2010-06-01").ok(); // 13
    let rows = differing(&env, "report diff 花名册");
    // The roll is numbered anew, which is no change.
    assert_eq!(
        cells(&rows, &["row", "column", "frozen", "now", "operation"]),
        [
            [json!("郑捌"), json!("name"), json!("郑八"), json!("郑捌"), json!(11)],
            [json!("赵六"), json!(null), json!(null), json!("赵六"), json!(13)],
            [json!("张三"), json!(null), json!("张三"), json!(null), json!(12)],
        ]
    );
}

#[test]
fn personal_numbers_are_masked_when_a_frozen_list_is_shown() {
    let env = TestEnv::office();
    env.line("report freeze 花名册 roster").ok();
    let masked = env.line("report frozen 花名册 -f csv").ok().out;
    assert!(masked.contains("330402********1236") && !masked.contains("330402198001011236"), "{masked}");
    let logged = env.line("db log 9 -f json").ok().out;
    assert!(!logged.contains("330402198001011236"), "{logged}");
    let whole = env.line("report frozen 花名册 -f csv --reveal").ok().out;
    assert!(whole.contains("330402198001011236"), "{whole}");
    let other = id_no("33040219800101125");
    env.line(&format!("member set 张三 --id-no {other}")).ok();
    let rows = env.line("report diff 花名册 -f csv").exit(1).out;
    let masked = format!("330402********1236,330402********{}", &other[14..]);
    assert!(rows.contains(&masked) && !rows.contains(&other), "{rows}");
}

#[test]
fn how_it_was_asked_is_kept_in_full() {
    let env = TestEnv::office();
    // What depends on the day on which it is asked: a month without a year, a day told by its distance, a name.
    env.line("report freeze 一 annual --month 4 --under 福建").ok();
    env.line("report freeze 〇 structure --compare 昨天 --by sex").ok();
    env.line("report freeze 二 structure --as-of -31d --compare 2010-12-31 --by org").ok();
    env.line("report freeze 三 due --person 李四 --within 30").ok();
    env.line("report freeze 四 structure --explain sex=女 full --lang en").ok();
    env.line("report freeze 五 rules --all").ok();
    env.line("report freeze 六 overview --with-returns").ok();
    let asked = env.column("report frozen", "arguments");
    let expected = [
        "overview --with-returns",
        "rules --all",
        "structure --explain=sex=女 --explain=full",
        "due --within=30 --person=2",
        "structure --by=org --compare=2010-12-31 --as-of=2011-04-30",
        "structure --by=sex --compare=2011-05-30",
        "annual --under=FJ --month=4",
    ];
    assert_eq!(asked, expected.map(|asked| json!(asked)));
    // A year later, with other words for the same org, it is the same question.
    let later = |words: &[&str]| env.command(words).env("DANGWU_TODAY", "2012-07-01").output().unwrap();
    assert!(later(&["org", "rename", "FJ", "闽籍商会党支部", "--date", "2012-06-01"]).status.success());
    for name in ["〇", "一", "二", "三", "四", "五", "六"] {
        let then = later(&["report", "diff", name]);
        assert_eq!(then.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&then.stdout));
    }
}

#[test]
fn freezing_is_an_operation_like_any_other() {
    let env = frozen();
    env.refuses("report freeze 四月 annual", 3, "存档“四月”已有(操作 9", "“四月” is frozen already (operation 9");
    env.line("report freeze 五月 annual --dry-run").ok().says("未写入");
    assert_eq!(env.operations(), 9);
    env.line("db undo 9").ok();
    assert_eq!(env.json("report frozen"), json!([]));
    env.refuses("report diff 四月", 4, "没有名为“四月”的存档", "nothing is frozen under the name “四月”");
    env.line("db undo 10").ok();
    assert_eq!(env.json("report frozen")[0]["operation"], json!(9));
    env.line("report diff 四月").ok();
    env.line("report frozen 四").ok();
    env.sound();
}

#[test]
fn what_is_changed_from_outside_is_found_out() {
    let env = frozen();
    let conn = env.connection();
    let stays = conn.execute("UPDATE frozen SET title = 'x'", []).unwrap_err().to_string();
    assert!(stays.starts_with("frozen-stays"), "{stays}");
    conn.execute_batch(
        "DROP TRIGGER frozen_reports_stay;
         UPDATE frozen SET content = replace(content, '3', '4');
         CREATE TRIGGER frozen_reports_stay BEFORE UPDATE ON frozen
         BEGIN SELECT raise(ABORT, 'frozen-stays: a frozen report is never changed'); END;",
    )
    .unwrap();
    env.refuses("report frozen 四月", 6, "与其 SHA-256 不符", "does not agree with its SHA-256");
    env.refuses("report diff 四月", 6, "与其 SHA-256 不符", "does not agree with its SHA-256");
    let faults = env.line("db check -f json").exit(1).json();
    assert_eq!(faults[0]["code"], json!("frozen-altered"));
    // Any other column, the sum with it, or the whole row.
    for harm in [
        "UPDATE frozen SET as_of = '2011-03-31'",
        "UPDATE frozen SET labels = replace(labels, '正式', '预备')",
        "UPDATE frozen SET content = replace(content, '3', '4'), sha256 = hex(randomblob(32))",
        "DELETE FROM frozen",
    ] {
        let env = frozen();
        let conn = env.connection();
        conn.execute_batch("DROP TRIGGER frozen_reports_stay").unwrap();
        conn.execute_batch(harm).unwrap();
        conn.execute_batch(
            "CREATE TRIGGER frozen_reports_stay BEFORE UPDATE ON frozen
             BEGIN SELECT raise(ABORT, 'frozen-stays: a frozen report is never changed'); END;",
        )
        .unwrap();
        let faults = env.line("db check -f json").exit(1).json();
        assert_eq!(faults[0]["code"], json!("frozen-altered"), "{harm}");
    }
}

#[test]
fn what_cannot_be_frozen_is_refused() {
    let env = frozen();
    env.refuses("report freeze", 2, "要写存档名称和报表", "a name and a report are missing");
    env.refuses("report freeze 五月", 2, "要写存档名称和报表", "a name and a report are missing");
    env.refuses("report freeze 五月 anual", 2, "没有报表“anual”", "there is no report “anual”");
    env.refuses("report freeze 五月 frozen", 2, "frozen 不是报表", "frozen is no report");
    env.refuses("report freeze 五月 annual more", 2, "用不上“more”", "no use for “more”");
    env.refuses("report freeze 五月 annual --check", 2, "--check", "--check");
    env.refuses("report freeze 五月 annual --by mood", 2, "mood", "mood");
    env.refuses("report freeze 五月 rules --by sex", 2, "--by", "--by");
    env.refuses("report freeze 五月 annual --year 2011 --from 2010", 2, "--from", "--from");
    env.refuses("report freeze 五月 growth --from 2011-05 --to 2011-04", 2, "2011-05-01", "2011-05-01");
    env.refuses("report freeze 五月 annual --under 没有的", 4, "没有的", "没有的");
    env.refuses("report freeze 五月 annual --known 3", 2, "--known", "--known");
    env.refuses("report freeze 五月 annual --limit 3", 2, "--limit", "--limit");
    env.refuses("report frozen 四月 more", 2, "用不上“more”", "no use for “more”");
    env.refuses("report frozen 四月 --year 2011", 2, "--year", "--year");
    env.refuses("report frozen --as-of 2011-05-31", 2, "--as-of", "--as-of");
    env.refuses("report diff", 2, "要写存档名称", "the name of a frozen report is missing");
    env.refuses("report diff 十月", 4, "已有的存档: 四月", "frozen: 四月");
    env.refuses("report coverage 四月", 2, "用不上“四月”", "no use for “四月”");
    assert_eq!(env.operations(), 9);
}

/// A correction, which may fail, or that an operation is taken back.
fn correction() -> impl Strategy<Value = String> {
    let day = (2006i32..2012, 1u32..13).prop_map(|(year, month)| format!("{year}-{month:02}-03"));
    prop_oneof![
        (1..6u32, day.clone())
            .prop_map(|(no, day)| format!("member set {no} --full-on {day} --category full --override 更正")),
        (1..6u32).prop_map(|no| format!("member set {no} --sex 女")),
        (1..6u32, day.clone()).prop_map(|(no, day)| format!("member set {no} --entered {day} --override 更正")),
        (1..6u32, day.clone()).prop_map(|(no, day)| format!("member end {no} --date {day} --reason deceased")),
        day.clone()
            .prop_map(|day| format!("member add 某甲 --org GF --joined 2001-07-01 --entered {day} --override 更正")),
        day.prop_map(|day| format!("org rename GF 光伏党支部 --date {day}")),
        (9..26u32).prop_map(|number| format!("db undo {number}")),
    ]
}

/// Whatever is corrected and taken back after: a frozen report is what the records are known to have said then, to the byte, and it
/// differs from now just where its comparison says so.
#[test]
fn a_frozen_report_is_what_was_known_then() {
    const REPORTS: [&str; 3] =
        ["structure --by org --as-of 2011-01-31", "annual --year 2010", "roster --as-of 2011-05-31"];
    let config = Config { cases: 6, failure_persistence: None, max_shrink_iters: 20, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let outcome = runner.run(&proptest::collection::vec(correction(), 12), |lines| {
        let env = TestEnv::office();
        let mut frozen = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            env.line(line);
            if at % 3 == 1 {
                let (name, asked) = (format!("第{at}"), REPORTS[at / 3 % 3]);
                env.line(&format!("report freeze {name} {asked}")).ok();
                frozen.push((name, asked, env.operations()));
            }
        }
        for (name, asked, operation) in frozen {
            let shown = env.line(&format!("report frozen {name} -f json --total")).ok().out;
            let known = env.line(&format!("report {asked} -f json --total --known {operation}")).ok().out;
            assert_eq!(shown, known, "{name}: {asked} after {operation}");
            let now = env.line(&format!("report {asked} -f json --total")).ok().out;
            let compared = env.line(&format!("report diff {name} -f json"));
            assert_eq!(compared.code == 0, shown == now, "{name}");
            for row in compared.json().as_array().unwrap() {
                let did = row["operation"].as_u64().unwrap();
                assert!(did > operation as u64 && did <= env.operations() as u64, "{row}");
            }
        }
        env.sound();
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
