//! The office's own questions, and the views that they stand on.

use serde_json::json;

use crate::env::{Ran, TestEnv};

/// Puts a question into a file and asks it.
fn ask(env: &TestEnv, sql: &str, options: &str) -> Ran {
    env.write("q.sql", sql);
    env.run(["report", "query", "q.sql"].into_iter().chain(options.split_whitespace()))
}

fn rows(env: &TestEnv, sql: &str, options: &str) -> serde_json::Value {
    ask(env, sql, &format!("{options} -f json")).ok().json()
}

/// A question is refused, with this exit code and these words, and neither the file of the records nor any other is touched.
#[track_caller]
fn refused(env: &TestEnv, sql: &str, options: &str, code: i32, zh: &str, en: &str) {
    env.write("q.sql", sql);
    let before = (std::fs::read(env.db()).unwrap(), files(env));
    env.refuses(&format!("report query q.sql {options}"), code, zh, en);
    assert!((std::fs::read(env.db()).unwrap(), files(env)) == before, "something was written: {sql}");
}

fn files(env: &TestEnv) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = std::fs::read_dir(env.path("")).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    names
}

#[test]
fn the_views_are_told_in_the_language_of_the_user() {
    let env = TestEnv::bare();
    let zh = env.line("db schema --views").ok().out;
    for line in [
        "member  党员: 当日在册的每个人一行, 停止党籍的也在内(counted 为 0, 统计党员数时应除去)",
        "  id_no                公民身份号码: 没有 --reveal 时已遮盖",
        "  joined               加入党组织日期: 日期, 按所知的写法: 2011、2011-05 或 2011-05-03",
        "  direction            方向: 代码: out 转出、in 转入、within 系统内",
    ] {
        assert!(zh.lines().any(|told| told == line), "{line} is not in\n{zh}");
    }
    let en = env.line("db schema --views --lang en").ok().out;
    assert!(en.lines().any(|told| told == "  counted              Counted as a member: 1 yes, 0 no"), "{en}");
    env.line("db schema --views -f json").exit(2).says("-f");
}

#[test]
fn a_question_is_answered_in_every_format_under_the_labels_of_the_program() {
    let env = TestEnv::office();
    let sql = "SELECT org_code, category, count(*) AS people, avg(no) AS 平均 FROM member GROUP BY 1, 2 ORDER BY 1, 2";
    assert_eq!(
        rows(&env, sql, ""),
        json!([
            {"org_code": "FJ", "category": "full", "people": 1, "平均": 1.0},
            {"org_code": "FJ", "category": "probationary", "people": 1, "平均": 2.0},
            {"org_code": "GF", "category": "full", "people": 1, "平均": 3.0},
        ])
    );
    let csv = ask(&env, sql, "-f csv --sort -org_code --limit 1").ok().out;
    assert_eq!(csv, "党组织代码,人员类别,人员,平均\r\nGF,正式党员,1,3\r\n");
    let table = ask(&env, sql, "--columns 人员类别 --lang en").ok().out;
    assert!(
        table.contains("Category")
            && table.contains("probationary member")
            && table.starts_with("q (as of 2011-05-31)"),
        "{table}"
    );
    for format in ["jsonl", "xlsx -o x.xlsx", "html"] {
        ask(&env, sql, &format!("-f {format}")).ok();
    }
    ask(&env, "SELECT name FROM member WHERE no > 99", "--fail-on-empty").exit(1);
}

#[test]
fn a_question_may_come_from_standard_input_and_in_any_encoding() {
    let env = TestEnv::office();
    let mut shell = env
        .shell("printf \"SELECT name FROM member WHERE name = '张三'\" | \"$0\" report query - -f csv --header none");
    let ran = crate::env::ran(shell.arg(env!("CARGO_BIN_EXE_dangwu")).output().unwrap()).ok();
    assert_eq!(ran.out, "张三\r\n");
    let mut gb18030 = b"SELECT no FROM member WHERE name = '".to_vec();
    gb18030.extend([0xd5, 0xc5, 0xc8, 0xfd, b'\'']);
    env.write("gbk.sql", gb18030);
    assert_eq!(env.json("report query gbk.sql"), json!([{"no": 1}]));
    env.write("bad.sql", b"SELECT '\xff\xff'");
    env.line("report query bad.sql").exit(3);
}

#[test]
fn every_way_to_write_is_refused_and_no_byte_changes() {
    let env = TestEnv::office();
    for sql in [
        "INSERT INTO org (code) VALUES ('x')",
        "UPDATE person SET name = 'x'",
        "DELETE FROM person",
        "REPLACE INTO org (code) VALUES ('x')",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t AS SELECT 1",
        "DROP TABLE person",
        "ALTER TABLE person RENAME TO p",
        "ATTACH 'b.db' AS b",
        "DETACH temp",
        "PRAGMA user_version = 3",
        "PRAGMA query_only = 0",
        "VACUUM INTO 'b.db'",
        "VACUUM",
        "REINDEX",
        "ANALYZE",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT s",
        "EXPLAIN SELECT 1",
    ] {
        let word = sql.split(' ').next().unwrap();
        refused(&env, sql, "", 3, &format!("以 {word} 开头, 只能是 SELECT"), &format!("begins with {word}"));
    }
    for (sql, what) in [
        ("WITH x AS (SELECT 1) INSERT INTO org (code) SELECT 'x'", "INSERT"),
        ("WITH x AS (SELECT 1) INSERT INTO org (code) SELECT 'x' RETURNING code", "INSERT"),
        ("WITH x AS (SELECT 1) UPDATE person SET name = 'x' RETURNING id_no", "UPDATE"),
        ("WITH x AS (SELECT 1) DELETE FROM access", "DELETE"),
        ("WITH x AS (SELECT code FROM org) UPDATE org SET code = 'x'", "UPDATE"),
    ] {
        refused(&env, sql, "", 3, &format!("({what}), 未运行"), &format!("({what}) and was not run"));
    }
    refused(&env, "SELECT load_extension('x.so')", "", 3, "不能用函数 load_extension", "load_extension cannot be used");
    refused(&env, "SELECT fts3_tokenizer('simple')", "", 3, "不能用函数", "cannot be used");
    // A question that is answered changes nothing either.
    let before = std::fs::read(env.db()).unwrap();
    ask(&env, "SELECT * FROM member", "").ok();
    ask(&env, "SELECT * FROM member", "--known 3 --as-of 2010-01-01").ok();
    assert!(std::fs::read(env.db()).unwrap() == before);
    env.sound();
}

#[test]
fn what_is_not_open_cannot_be_read_by_any_name() {
    let env = TestEnv::office();
    for (sql, name) in [
        ("SELECT * FROM person", "person"),
        ("SELECT count(*) FROM person", "person"),
        ("SELECT count(*) FROM \"Person\"", "person"),
        ("SELECT count(*) FROM [person] AS p", "person"),
        ("SELECT name, (SELECT count(*) FROM person) AS p FROM member", "person"),
        ("SELECT 1 AS a WHERE 1 IN person", "person"),
        // SQLite's authorizer is not asked of columns that a join takes from both sides.
        ("SELECT m.name FROM member m NATURAL JOIN person p", "person"),
        ("SELECT id_no FROM (SELECT 'a' AS id_no) q FULL JOIN person USING (id_no)", "person"),
        ("SELECT sql FROM (SELECT 'a' AS sql) q FULL JOIN sqlite_schema USING (sql)", "sqlite_schema"),
        ("SELECT before FROM change", "change"),
        ("SELECT count(*) FROM change", "change"),
        ("SELECT * FROM access", "access"),
        ("SELECT command FROM operation", "operation"),
        ("SELECT sql FROM sqlite_schema", "sqlite_schema"),
        ("SELECT sql FROM sqlite_master", "sqlite_master"),
        ("SELECT sql FROM sqlite_temp_schema", "sqlite_temp_schema"),
        ("SELECT * FROM dbstat", "dbstat"),
        ("SELECT count(*) FROM pragma_database_list", "pragma_database_list"),
        ("SELECT pairs FROM meeting_words", "meeting_words"),
        ("SELECT * FROM clock", "clock"),
        ("SELECT org_id FROM scope", "scope"),
        ("SELECT * FROM org_at", "org_at"),
        ("SELECT * FROM member_shown, member", "member_shown"),
        // It is told the name of a CTE as if that were a view.
        ("WITH org_at AS (SELECT id_no FROM person) SELECT * FROM org_at", "org_at"),
        ("WITH \"ORG_AT\" AS (SELECT id_no FROM person) SELECT * FROM ORG_at", "org_at"),
        ("WITH member AS (SELECT id_no FROM person) SELECT * FROM member", "person"),
        ("WITH a AS (SELECT 1 AS x) SELECT (SELECT max(name) FROM person) AS p FROM a", "person"),
    ] {
        refused(&env, sql, "", 3, &format!("“{name}”不供查询"), &format!("“{name}” is not open"));
    }
    for sql in [
        "SELECT id_no FROM main.person",
        "SELECT id_no FROM (SELECT 'a' AS id_no) q FULL JOIN \"Main\" . person USING (id_no)",
        "SELECT code FROM 'main'.'org'",
        "SELECT code FROM [main]/* x */.org",
        "SELECT 1 AS a WHERE 1 IN main.org",
        "WITH member AS (SELECT id_no FROM main.person) SELECT * FROM member",
    ] {
        refused(&env, sql, "", 3, "名称前不能写“main.”", "no name may stand behind “main.”");
    }
    refused(&env, "SELECT * FROM temp.clock", "", 3, "“temp.”", "“temp.”");
    refused(&env, "SELECT * FROM pragma_table_info('person')", "", 3, "q.sql", "q.sql");
    refused(
        &env,
        "WITH member AS (SELECT * FROM member) SELECT * FROM member",
        "",
        3,
        "换一个名称",
        "call it something else",
    );
    // Names that only look so are nobody's business.
    let sql = "WITH person AS (SELECT no FROM member) SELECT count(*) AS n FROM person, org, member";
    assert_eq!(rows(&env, sql, ""), json!([{"n": 27}]));
    assert_eq!(rows(&env, "SELECT value AS v FROM json_each('[1,2]')", ""), json!([{"v": 1}, {"v": 2}]));
}

#[test]
fn a_question_that_never_ends_is_stopped() {
    let env = TestEnv::office();
    let endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) AS c FROM n";
    refused(&env, endless, "--timeout 0.3", 3, "超过 0.3 秒, 已停止", "longer than 0.3 seconds");
    // So is one whose rows go out one by one; no half file is left.
    let rows = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";
    ask(&env, rows, "--timeout 0.3 -o n.csv").exit(3).says("已停止");
    assert!(!env.path("n.csv").exists());
    assert_eq!(ask(&env, rows, "--timeout 20 --limit 2 -f csv --header none").ok().out, "1\r\n2\r\n");
    ask(&env, "SELECT 1 AS a", "--timeout 1").ok();
    for seconds in ["0", "-1", "nan", "x"] {
        ask(&env, "SELECT 1 AS a", &format!("--timeout={seconds}")).exit(2).says("--timeout");
    }
    // A text that would take all memory is none.
    refused(
        &env,
        "SELECT replace(hex(zeroblob(400000)), '0', '00000') AS a",
        "",
        3,
        "有一个值超过一百万字节",
        "longer than a million bytes",
    );
}

#[test]
fn a_file_holds_one_question() {
    let env = TestEnv::office();
    let several = "SELECT 1 AS a;\n\nSELECT 2 AS b";
    refused(&env, several, "", 3, "不止一个查询: 第 3 行又有一个", "another begins in line 3");
    refused(&env, "SELECT 1 AS a; DROP TABLE org", "", 3, "不止一个查询", "more than one statement");
    refused(&env, "SELECT 1 AS a; )", "", 3, "不止一个查询", "more than one statement");
    refused(
        &env,
        "SELECT 1 AS a) UNION SELECT * FROM (SELECT 2",
        "",
        3,
        "第 1 行: “)”处不合语法",
        "line 1: the syntax is wrong near “)”",
    );
    for sql in ["-- only a comment\n", "  \n", ";;", "/* nothing */"] {
        refused(&env, sql, "", 3, "只有空白或注释", "only blanks or comments");
    }
    refused(&env, "", "", 3, "不是文本文件, 或是空的", "is no text file, or empty");
    env.refuses("report query a.db", 3, "不是文本文件", "is no text file");
    env.refuses("report query nowhere.sql", 7, "nowhere.sql", "nowhere.sql");
    env.refuses("report query", 2, "缺少查询文件", "the file is missing");
    env.write("a.sql", "SELECT 1 AS a; -- done\n;");
    assert_eq!(env.json("report query a.sql"), json!([{"a": 1}]));
    env.line("report query a.sql b.sql").exit(2).says("b.sql");
    env.line("report roster a.sql").exit(2).says("a.sql");
    env.line("report query a.sql -f csv -o a.sql").exit(7).says("a.sql");
    env.write("a.txt", "SELECT 1 AS a");
    env.line("report query a.txt -o a.txt").exit(7).says("a.txt");
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_what_could_be_meant() {
    let env = TestEnv::office();
    for (sql, zh, en) in [
        ("SELECT name\nFROM membr", "没有视图 membr", "there is no view membr"),
        ("SELECT name\nFROM membr", "是不是 member?", "did you mean member?"),
        ("SELECT\n nmae FROM member", "q.sql 第 2 行: 没有列 nmae", "q.sql, line 2: there is no column nmae"),
        ("SELECT nmae FROM member", "member.name", "member.name"),
        ("SELECT name FROM member WHERE name = \"张三\"", "文字用单引号", "a text stands in single quotes"),
        ("SELECT name\nFROM member,\n org", "不止一个视图有列 name", "more than one view has a column name"),
        ("WITH a AS (SELECT 1 AS x)\nSELECT y FROM a, member", "第 2 行: 没有列 y", "line 2: there is no column y"),
        ("SELECT pinyin(name) FROM member", "没有函数 pinyin", "there is no function pinyin"),
        ("SELECT name FROM member WHERE", "没有写完", "it is not complete"),
        ("SELECT name, name FROM member", "有两列都叫 name", "two columns are called name"),
        ("SELECT ? AS a", "没有名称的参数", "a parameter without a name"),
    ] {
        refused(&env, sql, "", 3, zh, en);
    }
    let error = ask(&env, "SELECT nmae FROM member", "-f json --lang en").exit(3).err;
    assert!(
        error.contains("the database says: no such column: nmae") && error.contains("db schema --views"),
        "{error}"
    );
}

#[test]
fn parameters_are_given_by_name() {
    let env = TestEnv::office();
    let sql = "SELECT name FROM member WHERE org_code = :org AND no >= :from_no ORDER BY no";
    assert_eq!(rows(&env, sql, "--param org=FJ --param from_no=2"), json!([{"name": "李四"}]));
    refused(&env, sql, "--param org=FJ", 2, "缺少 q.sql 的参数: from_no", "wants parameters that are missing: from_no");
    refused(&env, sql, "--param org=FJ --param from_no=2 --param x=1", 2, "没有用参数 x", "has no parameter x");
    refused(&env, sql, "--param org=FJ --param org=GF --param from_no=1", 2, "参数 org 给了两次", "org is given twice");
    refused(&env, sql, "--param org", 2, "不是 名称=值", "is no name=value");
    refused(&env, "SELECT 1 AS a", "--param x=1", 2, "没有参数, 用不上 x", "no use for x");
    refused(&env, "SELECT :as_of AS a", "--param as_of=2010-01-01", 2, "由程序给出", "given by the program");
    env.line("report roster --param x=1").exit(2).says("--param");
    // A value is a value, whatever it looks like.
    let quoted = "SELECT :x AS x";
    assert_eq!(rows(&env, quoted, "--param x=1';DROP"), json!([{"x": "1';DROP"}]));
    assert_eq!(rows(&env, quoted, "--param x=12"), json!([{"x": 12}]));
    assert_eq!(rows(&env, quoted, "--param x=012"), json!([{"x": "012"}]));
    assert_eq!(rows(&env, "-- param: x(text) 年份\nSELECT :x AS x", "--param x=2011"), json!([{"x": "2011"}]));
    // A year that is cut out of a date is a text, and no number equals it.
    let of_year = "SELECT name FROM member WHERE substr(joined, 1, 4) = :year";
    ask(&env, of_year, "--param year=2010").ok().says("“-- param: year(text)”");
    let of_year = format!("-- param: year(text) 年份\n{of_year}");
    assert_eq!(rows(&env, &of_year, "--param year=2010"), json!([{"name": "李四"}]));
    let dated = "-- param: d(date) 何日以后\nSELECT name FROM member WHERE joined > :d ORDER BY no";
    assert_eq!(rows(&env, dated, "--param d=2003.7.2"), json!([{"name": "李四"}]));
    refused(&env, dated, "--param d=2011-02-30", 2, "d", "d");
    refused(&env, dated, "", 2, "d (何日以后)", "d (何日以后)");
    refused(&env, "-- param: n(number) 人数\nSELECT :n AS n", "--param n=x", 2, "应是数字", "is a number");
}

#[test]
fn the_records_are_those_of_the_day_and_of_what_was_known() {
    let env = TestEnv::office();
    let sql = "SELECT no, category, :as_of AS day FROM member ORDER BY no";
    assert_eq!(
        rows(&env, sql, "--as-of 2010-05-01"),
        json!([{"no": 1, "category": "full", "day": "2010-05-01"}, {"no": 3, "category": "full", "day": "2010-05-01"}])
    );
    assert_eq!(rows(&env, sql, "").as_array().unwrap().len(), 3);
    // After the sixth operation one member was on record.
    assert_eq!(rows(&env, sql, "--known 6"), json!([{"no": 1, "category": "full", "day": "2011-05-31"}]));
    let under = "SELECT name, :under AS top FROM member WHERE org_code IN (SELECT code FROM asked) ORDER BY no";
    assert_eq!(rows(&env, under, "--under GF"), json!([{"name": "王五", "top": "GF"}]));
    assert_eq!(rows(&env, under, "")[0], json!({"name": "张三", "top": null}));
    refused(&env, "SELECT name FROM member", "--under GF", 2, "--under", "--under");
}

/// An office in which something stands in every view but those of most ledgers.
fn busy() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "org post add FJ 张三 书记 --from 2009-01-01 --how 选举",
        "activist apply 孙八 --org FJ --date 2010-01-05 --birth 1985-05-05",
        "meeting record FJ --kind general --date 2011-03-01 --topic 换届 --attend 张三 --leave 李四:事假 --campaign 创先争优",
        "meeting resolve 1 --text 同意 --for 1 --against 0 --abstain 0",
        "transfer out 张三 --to 杭州市委组织部 --date 2011-05-02",
        "org instructor add 王五 光伏协会 --since 2010-05",
        "org visit add 王五 光伏协会 --date 2011-04-20 --matter 组建",
        "member care add 李四 --kind 生活 --money 500元 --date 2011-02-01",
        "org pledge add FJ --item 服务会员:每月走访 --date 2011-01-10 --due 2011-12-31",
        "org pledge settle 1 --item 服务会员:部分兑现 --outcome 已兑现 --date 2011-05-20",
    ] {
        env.line(line).ok();
    }
    env
}

#[test]
fn the_views_tell_what_stands_in_the_records_with_names_beside_codes() {
    let env = busy();
    for (sql, expected) in [
        (
            "SELECT code, parent_code, parent_name, kind, founded, units, members, full_members, probationary FROM org WHERE code = 'FJ'",
            json!([{"code": "FJ", "parent_code": "JW", "parent_name": "嘉兴市工商联党委", "kind": "branch", "founded": "2008-06-01",
                    "units": 1, "members": 2, "full_members": 1, "probationary": 1}]),
        ),
        (
            "SELECT id, short_name, kind, district, established FROM unit ORDER BY id",
            json!([
                {"id": 1, "short_name": "福建商会", "kind": "native-chamber", "district": "南湖区", "established": "2006-05-01"},
                {"id": 2, "short_name": "光伏协会", "kind": "association", "district": "秀洲区", "established": "2008"},
            ]),
        ),
        (
            "SELECT org_code, unit_name, how FROM cover",
            json!([{"org_code": "FJ", "unit_name": "嘉兴市福建商会", "how": "own"}]),
        ),
        (
            "SELECT no, name, direction, from_code, from_name, to_code, to_name, issued, state FROM transfer",
            json!([{"no": 1, "name": "张三", "direction": "out", "from_code": "FJ", "from_name": "福建商会党支部", "to_code": null,
                    "to_name": "杭州市委组织部", "issued": "2011-05-02", "state": "issued"}]),
        ),
        (
            "SELECT name, stage, org_code FROM way ORDER BY no",
            json!([{"name": "李四", "stage": "probationary", "org_code": "FJ"}, {"name": "孙八", "stage": "applicant", "org_code": "FJ"}]),
        ),
        (
            "SELECT name, org_code, step, date FROM step WHERE no = 4",
            json!([{"name": "孙八", "org_code": "FJ", "step": "applied", "date": "2010-01-05"}]),
        ),
        (
            "SELECT id, org_name, kind, date, topic, due, voters, present, on_leave, campaigns FROM meeting",
            json!([{"id": 1, "org_name": "福建商会党支部", "kind": "general", "date": "2011-03-01", "topic": "换届", "due": 2, "voters": 1,
                    "present": 1, "on_leave": 1, "campaigns": "创先争优"}]),
        ),
        (
            "SELECT meeting_id, name, due, votes, presence, reason FROM attendance ORDER BY no",
            json!([
                {"meeting_id": 1, "name": "张三", "due": true, "votes": true, "presence": "present", "reason": null},
                {"meeting_id": 1, "name": "李四", "due": true, "votes": false, "presence": "leave", "reason": "private"},
            ]),
        ),
        (
            "SELECT meeting_id, org_code, text, in_favour, against FROM resolution",
            json!([{"meeting_id": 1, "org_code": "FJ", "text": "同意", "in_favour": 1, "against": 0}]),
        ),
        (
            "SELECT org_name, name, post, how, full_time, since FROM post",
            json!([{"org_name": "福建商会党支部", "name": "张三", "post": "secretary", "how": "elected", "full_time": false,
                    "since": "2009-01-01"}]),
        ),
        (
            "SELECT name, unit_name, since FROM instructor",
            json!([{"name": "王五", "unit_name": "嘉兴市光伏行业协会", "since": "2010-05"}]),
        ),
        (
            "SELECT no, unit_id, matter, date, org_code FROM visit",
            json!([{"no": 3, "unit_id": 2, "matter": "组建", "date": "2011-04-20", "org_code": "GF"}]),
        ),
        (
            "SELECT name, money / 100 AS yuan, money, org_name FROM care",
            json!([{"name": "李四", "yuan": 500, "money": 50000, "org_name": "福建商会党支部"}]),
        ),
        (
            "SELECT org_code, settled, head, text, outcome FROM org_pledge JOIN org_pledge_item ON entry_id = id",
            json!([{"org_code": "FJ", "settled": "2011-05-20", "head": "members", "text": "每月走访", "outcome": "partly"}]),
        ),
    ] {
        assert_eq!(rows(&env, sql, ""), expected, "{sql}");
    }
    // What came later was not yet so.
    assert_eq!(rows(&env, "SELECT count(*) AS n FROM meeting", "--as-of 2011-02-28"), json!([{"n": 0}]));
    assert_eq!(rows(&env, "SELECT count(*) AS n FROM transfer", "--as-of 2011-05-01"), json!([{"n": 0}]));
    let pledged = "SELECT settled, outcome FROM org_pledge JOIN org_pledge_item ON entry_id = id";
    assert_eq!(rows(&env, pledged, "--as-of 2011-05-19"), json!([{"settled": null, "outcome": null}]));
    assert_eq!(rows(&env, "SELECT state FROM transfer", "--as-of 2011-09-01"), json!([{"state": "expired"}]));
}

#[test]
fn personal_numbers_stay_masked_whatever_a_question_makes_of_them() {
    let env = TestEnv::office();
    env.line("member set 张三 --landline 0573-82093411 --remark 原号330402198001011236,电13812345678").ok();
    let sql = "SELECT id_no, id_no AS code, 'x' || id_no AS a, substr(id_no, 7, 8) AS b, substr(phone, 1, 5) AS c, replace(phone, '1', 'l') AS d,
                      landline AS e, hex(id_no) AS f, substr(remark, 3, 9) AS g, remark AS uscc, group_concat(phone, '') AS h,
                      length(remark) AS i, instr(remark, '19800101') AS j
               FROM member WHERE no = 1";
    let shown = rows(&env, sql, "");
    let row = &shown[0];
    assert_eq!(row["id_no"], "330402********1236");
    assert_eq!((&row["code"], &row["a"]), (&json!("330402********1236"), &json!("x330402********1236")));
    assert_eq!((&row["b"], &row["c"], &row["d"]), (&json!("********"), &json!("138**"), &json!("l38****5678")));
    assert_eq!((&row["h"], &row["j"]), (&json!("138****5678"), &json!(0)));
    for format in ["csv", "table", "html", "jsonl"] {
        let out = ask(&env, sql, &format!("-f {format}")).ok().out;
        for number in ["19800101", "13812345678", "82093411", "3139383030313031"] {
            assert!(!out.contains(number), "{number} in {out}");
        }
    }
    // Nobody can ask whether a number is somebody's.
    assert_eq!(
        rows(&env, "SELECT count(*) AS n FROM member WHERE id_no = '330402198001011236'", ""),
        json!([{"n": 0}])
    );
    let looked = || env.connection().query_row("SELECT count(*) FROM access", [], |row| row.get::<_, i64>(0)).unwrap();
    let before = looked();
    let shown = rows(&env, sql, "--reveal");
    assert_eq!((&shown[0]["b"], &shown[0]["c"]), (&json!("19800101"), &json!("13812")));
    assert_eq!(looked(), before + 1, "the look is noted");
}

/// A report of figures, as an office would write it.
const HEADED: &str = "-- zh: 入党十年以上的党员
-- en: Members of ten years
-- param: least(number) 至少几年
-- label: veteran 老党员 | Veterans
-- by: org_code category
-- count: members = 1
-- count: veteran = years >= :least
-- share: share = veteran
-- columns: no name category years
-- order: no
--
-- The years are counted by the day asked for.
SELECT no, name, org_code, category, CAST(substr(:as_of, 1, 4) AS INTEGER) - CAST(substr(joined, 1, 4) AS INTEGER) AS years
FROM member
WHERE counted = 1
";

#[test]
fn a_headed_question_groups_explains_and_compares_like_a_report() {
    let env = TestEnv::office();
    assert_eq!(
        rows(&env, HEADED, "--param least=8"),
        json!([
            {"org_code": "FJ", "members": 2, "veteran": 1, "share": 0.5},
            {"org_code": "GF", "members": 1, "veteran": 1, "share": 0.5},
        ])
    );
    let table = ask(&env, HEADED, "--param least=8 --by category").ok().out;
    assert!(
        table.starts_with("入党十年以上的党员 (截至 2011-05-31)")
            && table.contains("老党员")
            && table.contains("预备党员"),
        "{table}"
    );
    let behind = rows(&env, HEADED, "--param least=8 --explain org_code=FJ veteran");
    assert_eq!(behind, json!([{"no": 1, "name": "张三", "category": "full", "years": 8}]));
    let compared = rows(&env, HEADED, "--param least=8 --compare 2010-05-01 --by category");
    assert_eq!(
        compared[0],
        json!({"category": "full", "members": 2, "members_then": 2, "members_change": 0, "veteran": 2, "veteran_then": 1,
               "veteran_change": 1, "share": 1.0, "share_then": 1.0, "share_change": 0.0})
    );
    ask(&env, HEADED, "--param least=8 --with-returns").exit(2);
    ask(&env, HEADED, "--param least=8 --by 年份").exit(2).says("党组织代码、人员类别");
}

#[test]
fn a_head_that_cannot_be_meant_is_refused_with_its_line() {
    let env = TestEnv::office();
    for (old, new, told) in [
        ("-- by: org_code category\n", "", "by, count"),
        ("-- count: members = 1", "-- counts: members = 1", "counts: members = 1"),
        ("-- count: members = 1", "-- count: members = count(*)", "members"),
        ("share = veteran", "share = nobody", "share"),
        ("least(number)", "least(years)", "param: least(years) 至少几年"),
        ("-- label:", "-- param: other 另一个\n-- label:", "other"),
        ("-- label:", "-- of_period: growth\n-- label:", "of_period"),
        ("-- label:", "-- note: members probation\n-- label:", "note"),
        ("-- label:", "-- returned: x = 1\n-- label:", "returned: x = 1"),
        ("org_code category", "org_code(org) category", "org_code(org)"),
        ("columns: no name", "columns: no nam", "nam"),
        ("order: no", "order: number", "number"),
        ("years >= :least", "ages >= :least", "ages"),
        ("years >= :least", "name IN (SELECT name FROM person)", "person"),
        ("years >= :least", "name IN (SELECT name FROM main.person)", "main."),
        ("years >= :least", "name IN (SELECT name FROM org_at)", "org_at"),
    ] {
        refused(&env, &HEADED.replace(old, new), "--param least=8", 3, told, told);
    }
    // Without a head a comment is a comment.
    let commented = "-- author: somebody\n-- 2011: 第二稿\nSELECT no FROM member WHERE no = 1";
    assert_eq!(rows(&env, commented, ""), json!([{"no": 1}]));
    let of_period = "-- takes: period\nSELECT no FROM member WHERE joined BETWEEN :since_day AND :until_day";
    assert_eq!(rows(&env, of_period, "--year 2010"), json!([{"no": 2}]));
    refused(&env, "SELECT no FROM member", "--year 2010", 2, "--year", "--year");
}

#[test]
fn a_question_is_frozen_with_its_text() {
    let env = TestEnv::office();
    env.write(
        "q.sql",
        "SELECT org_code, count(*) AS people, avg(no) AS mean FROM member WHERE no < :n GROUP BY 1 ORDER BY 1",
    );
    env.line("report freeze 五月 query q.sql --param n=9").ok();
    let frozen = json!([
        {"org_code": "FJ", "people": 2, "mean": 1.5},
        {"org_code": "GF", "people": 1, "mean": 3.0},
    ]);
    assert_eq!(env.json("report frozen 五月"), frozen);
    // The file may say something else by now; what was asked is kept.
    env.write("q.sql", "SELECT 1 AS a");
    env.line("report diff 五月").ok();
    env.line("member end 李四 --date 2011-05-20 --reason 去世").ok();
    let changes = env.run(["report", "diff", "五月", "-f", "json"]).exit(1).json();
    assert_eq!(
        (&changes[0]["column"], &changes[0]["frozen"], &changes[0]["now"]),
        (&json!("people"), &json!(2), &json!(1))
    );
    assert_eq!(env.json("report frozen 五月"), frozen);
    env.line("report freeze 六月 query").exit(2).says("缺少查询文件");
    env.line("report freeze 六月 query nowhere.sql").exit(7);
}

#[test]
fn a_folder_of_questions_adds_their_names_to_the_reports() {
    let env = TestEnv::office();
    std::fs::create_dir(env.path("r")).unwrap();
    env.write("config.toml", "[report]\nfolder = 'r'\n");
    env.write("r/老党员.sql", HEADED);
    env.write("r/roster.sql", "SELECT 1 AS a");
    env.write("r/坏的.sql", "-- zh: 坏的\n-- columns: x(nothing)\nSELECT 1 AS x");
    assert_eq!(env.json("report 老党员 --param least=8 --by category")[0]["veteran"], 2);
    assert_eq!(env.column("report roster", "seq").len(), 3, "a built-in report is called so already");
    env.line("report 老党").exit(2).says("老党员");
    let listed = env.line("report list -f json").ok();
    let listed = listed.json();
    let row = |name: &str| listed.as_array().unwrap().iter().find(|row| row["name"] == name).cloned();
    assert_eq!(row("老党员").unwrap()["by"], "org_code category");
    assert_eq!(row("坏的").unwrap()["title"], json!(null));
    let help = env.line("report 老党员 --help").ok().out;
    for told in ["入党十年以上的党员", "参数(--param): least (至少几年)", "党组织代码", "--explain"]
    {
        assert!(help.contains(told), "{told} is not in {help}");
    }
    env.line("report freeze 五月 老党员 --param least=8").ok();
    std::fs::remove_dir_all(env.path("r")).unwrap();
    env.line("report diff 五月").ok();
    env.line("report 老党员").exit(2).says("没有报表“老党员”");
    env.line("report list").ok();
}

#[test]
fn a_question_may_be_typed() {
    let env = TestEnv::office();
    let ran =
        env.run(["report", "query", "--text", "SELECT name FROM member WHERE no = :n", "--param", "n=2", "-f", "json"]);
    assert_eq!(ran.ok().json(), json!([{"name": "李四"}]));
    env.run(["report", "query", "--text", "SELEC 1"]).exit(3).says("所写的查询 不是查询: 以 SELEC 开头");
    env.run(["report", "query", "q.sql", "--text", "SELECT 1 AS a"]).exit(2).says("q.sql");
    env.line("report roster --text x").exit(2).says("--text");
}

#[test]
fn the_help_tells_how_a_question_is_written() {
    let env = TestEnv::bare();
    let zh = env.line("report query --help").ok().out;
    for told in ["--param <K=V>", "--timeout <SECONDS>", "db schema --views", ":as_of", "query 老党员.sql"] {
        assert!(zh.contains(told), "{told} is not in {zh}");
    }
    assert!(!zh.contains("--within"), "{zh}");
    let en = env.line("report query --help --lang en").ok().out;
    assert!(en.contains("Runs the one SELECT in a file") && en.contains("attendance resolution post"), "{en}");
    assert!(env.line("report --help").ok().out.contains("query"));
}
