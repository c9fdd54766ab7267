//! What another program can store and cannot be: `db check` names it, and is silent of honest records.

use crate::env::TestEnv;

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

/// Codes that `db check` gives after a program has done this behind our back.
fn codes(harm: &str) -> Vec<String> {
    let env = honest();
    env.connection().execute_batch(&format!("PRAGMA ignore_check_constraints = ON; {harm}")).unwrap();
    let ran = env.run(["db", "check", "-f", "json"]).exit(1);
    ran.json().as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

#[track_caller]
fn names(code: &str, harm: &str) {
    let codes = codes(harm);
    assert!(codes.iter().any(|found| found == code), "{code}: {codes:?}");
}

#[test]
fn a_broken_conversion_is_named() {
    // 赵六 was converted in FJ on 2010-07-01.
    names(
        "conversion-elsewhere",
        "UPDATE roll SET org_id = (SELECT id FROM org WHERE code = 'GF') WHERE began = 'converted'",
    );
    names("conversion-half", "UPDATE roll SET ended = 'left' WHERE ended = 'converted'");
    names("conversion-half", "UPDATE roll SET began = 'entered' WHERE began = 'converted'");
    names("conversion-half", "DELETE FROM roll WHERE ended = 'converted'");
    names("full-on-missing", "UPDATE person SET full_on = NULL WHERE name = '赵六'");
}

#[test]
fn a_broken_way_is_named() {
    names("first-step-missing", "DELETE FROM step WHERE step = 'applied'");
    names("candidature-empty", "DELETE FROM step");
    names(
        "step-off-roll",
        "INSERT INTO step (candidature_id, step, date) VALUES (1, 'admitted', '2011-01-01');
         INSERT INTO roll (person_id, org_id, category, since, began)
         SELECT person_id, 2, 'probationary', '2011-01-05', 'admitted' FROM candidature WHERE id = 1",
    );
}

#[test]
fn letters_moves_and_posts_off_the_record_are_named() {
    names(
        "letter-off-roll",
        "UPDATE transfer SET from_org_id = (SELECT id FROM org WHERE code = 'JW') WHERE received IS NULL",
    );
    names("move-off-record", "DELETE FROM transfer WHERE direction = 'within'");
    names(
        "post-overlap",
        "CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'post_is_held_once_on_insert';
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, 'WHEN EXISTS', 'WHEN 0 AND EXISTS') WHERE name = 'post_is_held_once_on_insert';
         PRAGMA writable_schema = RESET;
         INSERT INTO post (org_id, person_id, post, since) SELECT org_id, 3, post, '2010-01-01' FROM post WHERE post = 'secretary';
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'post_is_held_once_on_insert';
         PRAGMA writable_schema = RESET;",
    );
    names(
        "post-after-death",
        "UPDATE roll SET until = '2011-01-01', ended = 'deceased' WHERE person_id = 1 AND until IS NULL",
    );
}

#[test]
fn impossible_numbers_codes_and_days_are_named() {
    names("resolution-voters", "UPDATE resolution SET voters = 99");
    names("org-future-day", "UPDATE meeting SET date = '2030-01-01'");
    names("future-day", "UPDATE person SET joined = '2030-01-01', full_on = NULL WHERE name = '王五'");
    names("counter-behind", "UPDATE counter SET last = 1 WHERE name = 'person'");
    names("code-unknown", "UPDATE person SET ethnicity_code = '99' WHERE name = '赵六'");
    names("code-unknown", "UPDATE person SET education_code = 'x' WHERE name = '赵六'");
    names("code-unknown", "UPDATE person SET job_code = 'astronaut' WHERE name = '赵六'");
    names("undo-broken", "UPDATE operation SET undone_by = 3 WHERE id = 2");
    names("undo-broken", "UPDATE operation SET undone_by = NULL WHERE undone_by IS NOT NULL");
    names("undo-broken", "UPDATE operation SET undoes = id WHERE undoes IS NOT NULL");
}

#[test]
fn a_voided_meeting_takes_no_resolution() {
    let env = honest();
    env.line("meeting record FJ --kind general --date 2011-04-01 --present 2").ok();
    env.line("meeting void 2 --reason 重复").ok();
    let moved = env.connection().execute("UPDATE resolution SET meeting_id = 2", []);
    assert!(moved.unwrap_err().to_string().contains("resolution-voided"));
}
