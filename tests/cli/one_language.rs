//! One language in one message: what `db check` and a refused write say of a fault, read in both languages.

use serde_json::Value;

use crate::env::TestEnv;

/// A fault planted in the file is told in the words of each language, `db check` and a write that meets it alike: just
/// these details, `中文 | English` or the same in both.
#[track_caller]
pub(crate) fn tells(env: &TestEnv, code: &str, subject: &str, details: &[&str]) {
    for (at, lang) in ["zh", "en"].into_iter().enumerate() {
        let ran = env.line(&format!("db check -f json --lang {lang}")).exit(1);
        let text = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
        let rows: Vec<[String; 4]> = ran
            .json()
            .as_array()
            .unwrap()
            .iter()
            .map(|row| ["code", "subject", "meaning", "detail"].map(|key| text(row, key)))
            .collect();
        let ours = |row: &&[String; 4]| row[0] == code && row[1] == subject;
        let found: Vec<&str> = rows.iter().filter(ours).map(|row| row[3].as_str()).collect();
        let expected: Vec<&str> = details.iter().map(|detail| said(detail, at)).collect();
        assert_eq!(found, expected, "{code} of {subject}: {rows:?}");
        for [code, subject, meaning, detail] in &rows {
            is_in_one_language(env, lang, &format!("{subject}: {meaning} ({detail}) [{code}]"));
        }
        refusal(env, lang, code, subject, said(details[0], at));
    }
}

fn said(detail: &str, language: usize) -> &str {
    detail.split(" | ").nth(language).unwrap_or(detail)
}

/// A write that touches what is broken is refused in the same words, the code last.
#[track_caller]
fn refusal(env: &TestEnv, lang: &str, code: &str, subject: &str, detail: &str) {
    let file = format!("{}/src/db/checks/{code}.sql", env!("CARGO_MANIFEST_DIR"));
    let Ok(check) = std::fs::read_to_string(file) else { return };
    // What has no name cannot be named in a command, either.
    if check.contains("-- asked: whole") || subject.starts_with('#') {
        return;
    }
    let head = |key: &str| {
        let line = check.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(key)?.strip_prefix(": "));
        line.unwrap_or_default().to_owned()
    };
    let ran = env.line(&format!("{} --lang {lang}", touching(env, &head("subject"), subject))).exit(3);
    let line = format!("{subject}: {} ({detail}) [{code}]", head(lang));
    assert!(ran.err.lines().any(|said| said.ends_with(&line)), "“{line}” is not in: {}", ran.err);
    for line in ran.err.lines() {
        is_in_one_language(env, lang, line);
    }
}

/// A command that changes something beside the fault.
fn touching(env: &TestEnv, kind: &str, name: &str) -> String {
    let conn = env.connection();
    let one = |sql: &str| conn.query_row(sql, [name], |row| row.get::<_, String>(0)).unwrap();
    match kind {
        "person" => format!(
            "member care add {} --kind 慰问 --date 2011-05-01",
            one("SELECT id || '' FROM person WHERE name = ?1")
        ),
        "org" => {
            let code = one("SELECT code FROM org JOIN org_name ON org_name.org_id = org.id WHERE name = ?1");
            format!("org set {code} --contact 记")
        }
        _ => format!("org unit set {} --industry 记", one("SELECT short_name FROM unit_state WHERE name = ?1")),
    }
}

/// What stands on record may be in any language, commands are typed as they are; the words around them are of one.
#[track_caller]
fn is_in_one_language(env: &TestEnv, lang: &str, line: &str) {
    let conn = env.connection();
    let mut query = conn
        .prepare(
            "SELECT name FROM person UNION SELECT name FROM org_name UNION SELECT name FROM unit_state
             UNION SELECT ethnicity_code FROM person UNION SELECT education_code FROM person UNION SELECT job_code FROM person
             UNION SELECT letter_no FROM transfer UNION SELECT code FROM org",
        )
        .unwrap();
    let stored = query.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
    let words = line.split(" [").next().unwrap();
    let words = match words.find("更正请用") {
        Some(commands) => &words[..commands],
        None => words,
    };
    let words = stored.filter_map(Result::unwrap).fold(words.to_owned(), |words, name| words.replace(&name, ""));
    let is_foreign = |c: char| if lang == "zh" { c.is_ascii_alphabetic() } else { ('一'..='龥').contains(&c) };
    assert!(!words.contains(is_foreign), "{lang}: {line}");
}
