//! What another program can store and cannot be: `db check` names it, and is silent of honest records.

use crate::env::TestEnv;
use crate::one_language::tells;

/// An office in which everything has happened, and `db check` has nothing to say.
fn honest() -> TestEnv {
    let env = TestEnv::office();
    for line in [
        "member add 赵六 --org FJ --joined 2005-07-01 --full-on 2010-07-01 --entered 2009-01-01 --ethnicity 汉 --education 大学",
        "activist apply 钱七 --org GF --date 2010-06-01 --birth 1985-05-05",
        "activist talk 钱七 --date 2010-06-10",
        "transfer move 王五 --to FJ --date 2011-02-01",
        "transfer out 赵六 --to 杭州市西湖区 --date 2011-05-01",
        "org post add FJ 张三 书记 --from 2009-01-01",
        "meeting record FJ --kind general --date 2011-03-01 --present 2",
        "meeting resolve 1 --text 同意 --for 2",
        "member set 张三 --remark 一",
        "db undo",
        "db undo 18",
    ] {
        env.line(line).ok();
    }
    env.sound();
    env
}

/// After a program has done this behind our back `db check` gives the code, of this subject with these details.
#[track_caller]
fn names(code: &str, harm: &str, subject: &str, details: &[&str]) {
    let env = honest();
    env.connection().execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {harm}")).unwrap();
    tells(&env, code, subject, details);
}

#[test]
fn a_broken_conversion_is_named() {
    // 赵六 was converted in FJ on 2010-07-01.
    names(
        "conversion-elsewhere",
        "UPDATE roll SET org_id = (SELECT id FROM org WHERE code = 'GF') WHERE began = 'converted'",
        "赵六",
        &["2010-07-01"],
    );
    names("conversion-half", "UPDATE roll SET ended = 'left' WHERE ended = 'converted'", "赵六", &["… 2010-07-01"]);
    names("conversion-half", "UPDATE roll SET began = 'entered' WHERE began = 'converted'", "赵六", &["2010-07-01 …"]);
    names("conversion-half", "DELETE FROM roll WHERE ended = 'converted'", "赵六", &["… 2010-07-01"]);
    names(
        "full-on-missing",
        "UPDATE person SET full_on = NULL WHERE name = '赵六'",
        "赵六",
        &["转正 2010-07-01, 转为正式党员日期 — | converted 2010-07-01, Full member since —"],
    );
}

#[test]
fn a_broken_way_is_named() {
    names("first-step-missing", "DELETE FROM step WHERE step = 'applied'", "钱七", &["2010-06-10"]);
    names("candidature-empty", "DELETE FROM step", "钱七", &["#1"]);
    names(
        "step-off-roll",
        "INSERT INTO step (candidature_id, step, date) VALUES (1, 'admitted', '2011-01-01');
         INSERT INTO roll (person_id, org_id, category, since, began)
         SELECT person_id, 2, 'probationary', '2011-01-05', 'admitted' FROM candidature WHERE id = 1",
        "钱七",
        &["在册期间 2011-01-05, 接收为预备党员 2011-01-01 | roll period 2011-01-05, admission 2011-01-01"],
    );
}

#[test]
fn letters_moves_and_posts_off_the_record_are_named() {
    names(
        "letter-off-roll",
        "UPDATE transfer SET from_org_id = (SELECT id FROM org WHERE code = 'JW') WHERE received IS NULL",
        "赵六",
        &["2011-05-01 2011-0001"],
    );
    names("move-off-record", "DELETE FROM transfer WHERE direction = 'within'", "王五", &["2011-02-01"]);
    names(
        "post-overlap",
        "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'post_is_held_once_on_insert';
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'WHEN EXISTS', 'WHEN 0 AND EXISTS') WHERE name = 'post_is_held_once_on_insert';
         PRAGMA writable_schema = RESET;
         INSERT INTO post (org_id, person_id, post, since) SELECT org_id, 3, post, '2010-01-01' FROM post WHERE post = 'secretary';
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'post_is_held_once_on_insert';
         PRAGMA writable_schema = RESET;", "福建商会党支部", &["书记 2009-01-01, 2010-01-01 | secretary 2009-01-01, 2010-01-01"]);
    names(
        "post-after-death",
        "UPDATE roll SET until = '2011-01-01', ended = 'deceased' WHERE person_id = 1 AND until IS NULL",
        "张三",
        &["书记 2009-01-01 – , 去世 2011-01-01 | secretary 2009-01-01 – , deceased 2011-01-01"],
    );
    names(
        "post-off-roll",
        "UPDATE roll SET until = '2011-01-01', ended = 'left' WHERE person_id = 1 AND until IS NULL",
        "张三",
        &["书记 2009-01-01 – , 其他原因离开 2011-01-01 | secretary 2009-01-01 – , left 2011-01-01"],
    );
    names(
        "post-suspended",
        "INSERT INTO suspension (person_id, since, until) VALUES (1, '2010-01-01', '2010-02')",
        "张三",
        &[
            "书记 2009-01-01 – , 停止党籍 2010-01-01 – 2010-02 | secretary 2009-01-01 – , suspension 2010-01-01 – 2010-02",
        ],
    );
}

#[test]
fn impossible_numbers_codes_and_days_are_named() {
    names(
        "resolution-voters",
        "UPDATE resolution SET voters = 99",
        "福建商会党支部",
        &["支部党员大会 2011-03-01 #1 | general meeting 2011-03-01 #1"],
    );
    names(
        "org-future-day",
        "UPDATE meeting SET date = '2030-01-01'",
        "福建商会党支部",
        &["支部党员大会 2030-01-01 #1 | general meeting 2030-01-01 #1"],
    );
    names(
        "future-day",
        "UPDATE person SET joined = '2030-01-01', full_on = NULL WHERE name = '王五'",
        "王五",
        &["2030-01-01 "],
    );
    names("counter-behind", "UPDATE counter SET last = 1 WHERE name = 'person'", "钱七", &["5 > 1"]);
    names(
        "code-unknown",
        "UPDATE person SET ethnicity_code = '99' WHERE name = '赵六'",
        "赵六",
        &["民族代码 99 | Ethnicity code 99"],
    );
    names(
        "code-unknown",
        "UPDATE person SET education_code = 'x' WHERE name = '赵六'",
        "赵六",
        &["学历代码 x | Education code x"],
    );
    names(
        "code-unknown",
        "UPDATE person SET job_code = 'astronaut' WHERE name = '赵六'",
        "赵六",
        &["工作岗位代码 astronaut | Work post code astronaut"],
    );
    names("undo-broken", "UPDATE operation SET undone_by = 3 WHERE id = 2", "#0", &["#2 ← #3"]);
    names(
        "undo-broken",
        "UPDATE operation SET undone_by = NULL WHERE undone_by IS NOT NULL",
        "#0",
        &["#18 → #17", "#19 → #18"],
    );
    names(
        "undo-broken",
        "UPDATE operation SET undoes = id WHERE undoes IS NOT NULL",
        "#0",
        &["#18 ← #19", "#19 → #19"],
    );
}

#[test]
fn a_journal_that_another_program_was_at_is_named() {
    // Operation 17 set one remark, 18 took that back, 19 the taking back.
    names("journal-short", "DELETE FROM change WHERE operation_id = 17", "#0", &["#17 0/1/0 ≠ 0/0/0"]);
    names(
        "journal-short",
        "INSERT INTO change (operation_id, tbl, row_id, after) VALUES (17, 'person', 99, '{}')",
        "#0",
        &["#17 0/1/0 ≠ 1/1/0"],
    );
    names(
        "journal-short",
        "PRAGMA foreign_keys = OFF; DELETE FROM change WHERE operation_id = 12; DELETE FROM operation WHERE id = 12",
        "#0",
        &["#12"],
    );
    names(
        "journal-short",
        "PRAGMA foreign_keys = OFF; UPDATE operation SET undone_by = NULL WHERE id = 18;
         UPDATE operation SET undone_by = 18 WHERE id = 17;
         DELETE FROM change WHERE operation_id = 19; DELETE FROM operation WHERE id = 19",
        "#0",
        &["#19"],
    );
}

#[test]
fn an_operation_missing_before_an_erasure_in_a_copy_is_named() {
    let env = TestEnv::office_with_copies();
    env.line("db backup").ok();
    env.line("member add 赵六 --org FJ").ok(); // 9
    env.line("member erase 张三 --reason 本人申请 -y").ok(); // 10, in the copy as well
    let copy = "a.db.backups/a.db.2011-05-31.asked.bak";
    env.line(&format!("db verify {copy}")).ok();
    let conn = rusqlite::Connection::open(env.path(copy)).unwrap();
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF; DELETE FROM change WHERE operation_id = 8; DELETE FROM operation WHERE id = 8",
    )
    .unwrap();
    assert!(env.line(&format!("db verify {copy} -f csv")).out.contains("#9"));
}

#[test]
fn an_operation_missing_before_a_going_back_is_named() {
    let env = TestEnv::office();
    env.line("db backup b.db").ok(); // after operation 8
    env.line("member add 赵六 --org FJ").ok(); // 9
    env.line("db restore b.db -y").ok(); // 10
    env.sound();
    let taken_out =
        "PRAGMA foreign_keys = OFF; DELETE FROM change WHERE operation_id = 8; DELETE FROM operation WHERE id = 8";
    env.connection().execute_batch(taken_out).unwrap();
    let found = env.line("db check -f json").exit(1).json();
    let short = found.as_array().unwrap().iter().find(|row| row["code"] == "journal-short").unwrap();
    assert_eq!(short["detail"], "#9");
}

#[test]
fn a_record_that_no_operation_left_so_is_named() {
    names("record-altered", "UPDATE person SET phone = '13900000000' WHERE id = 1", "-", &["人员 #1 | person #1"]);
    names("record-altered", "DELETE FROM post", "-", &["职务 #1 | post #1"]);
    names(
        "record-altered",
        "INSERT INTO care (person_id, kind, date) VALUES (1, 'living', '2011-01-01')",
        "-",
        &["党内关怀 #1 | care #1"],
    );
    names(
        "record-altered",
        "UPDATE change SET after = json_set(after, '$.name', '张四') WHERE tbl = 'person' AND row_id = 1",
        "-",
        &["人员 #1 | person #1", "操作 #6、#17 – #19 | operation #6, #17 – #19"],
    );
    names("record-altered", "UPDATE operation SET operator = '别人' WHERE id = 2", "-", &["操作 #2 | operation #2"]);
}

#[test]
fn altered_rows_of_a_table_are_one_line() {
    names(
        "record-altered",
        "UPDATE person SET phone = '13900000000' WHERE id <> 4; UPDATE unit SET remark = 'x' WHERE id = 2",
        "-",
        &["单位 #2 | unit #2", "人员 #1 – #3、#5 | person #1 – #3, #5"],
    );
}

#[test]
fn what_is_looked_for_is_a_line_for_each_code() {
    let env = TestEnv::new();
    let codes = env.column("db check --list", "code");
    let mut once = codes.clone();
    once.dedup();
    assert_eq!(codes, once);
    assert_eq!(codes.iter().filter(|code| *code == "ledger-twice").count(), 1);
    let tables = |lang: &str| {
        let listed = env.json(&format!("db check --list --lang {lang}"));
        let row = listed.as_array().unwrap().iter().find(|row| row["code"] == "ledger-outside-unit").unwrap().clone();
        row["tables"].as_str().unwrap().to_owned()
    };
    assert!(
        tables("zh").contains("党建指导员") && tables("en").contains("instructor"),
        "{} {}",
        tables("zh"),
        tables("en")
    );
    assert!(env.line("db check --list").ok().out.lines().count() < 150);
}

#[test]
fn a_credit_code_with_a_wrong_check_character_is_named() {
    names(
        "credit-code",
        "UPDATE unit SET uscc = '513304005012345690' WHERE id = 1",
        "嘉兴市福建商会",
        &["513304005012345690"],
    );
}

#[test]
fn a_voided_meeting_takes_no_resolution() {
    let env = honest();
    env.line("meeting record FJ --kind general --date 2011-04-01 --present 2").ok();
    env.line("meeting void 2 --reason 重复").ok();
    let moved = env.connection().execute("UPDATE resolution SET meeting_id = 2", []);
    assert!(moved.unwrap_err().to_string().contains("resolution-voided"));
}
