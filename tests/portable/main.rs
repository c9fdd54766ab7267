//! The SQL of the reports, of what falls due and of the views of a day is to run on other engines than SQLite too, word for word or
//! by a mechanical rewriting (`iif`, `date(x, '+n months')`, `max(a, b)`, `group_concat`), on the records copied there. It costs
//! nothing here. What no other engine would run is refused.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod rules;
mod text;
mod tokens;

use std::path::{Path, PathBuf};

use rules::{RULES, look};

/// What is not portable all the same: file, rule and why.
const EXCEPTIONS: [(&str, &str, &str); 1] = [(
    "report/meetings.sql",
    "LIMIT in a value",
    "whether a branch has the full members for a committee is known at the last of them, not at the last of a large roll",
)];

/// The files, with what each is told by.
fn files() -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let of = |folder: &str| std::fs::read_dir(source.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = ["report", "rules/due", "db/as_of"].into_iter().flat_map(of).collect();
    paths.push(source.join("db/as_of.sql"));
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "sql"));
    paths.sort();
    let told = |path: &PathBuf| path.strip_prefix(&source).unwrap().to_str().unwrap().replace('\\', "/");
    paths.iter().map(|path| (told(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The conditions of the figures in the head of a report, with their lines.
fn conditions(sql: &str) -> Vec<(usize, &str)> {
    let of = |line: &'_ str| -> Option<usize> {
        let is_figure = ["-- count: ", "-- hidden: ", "-- mean: ", "-- median: ", "-- distinct: "]
            .iter()
            .any(|word| line.starts_with(word));
        if is_figure { line.find(" = ") } else { None }
    };
    let lines = sql.lines().enumerate();
    lines.filter_map(|(at, line)| Some((at + 1, &line[of(line)? + 3..]))).collect()
}

#[test]
fn the_sql_of_reports_runs_on_other_engines_too() {
    let (mut wrong, mut used) = (Vec::new(), Vec::new());
    for (file, sql) in files() {
        let of_head = conditions(&sql)
            .into_iter()
            .flat_map(|(line, condition)| look(condition, true).into_iter().map(move |(rule, _)| (rule, line)));
        for (rule, line) in look(&sql, false).into_iter().chain(of_head) {
            match EXCEPTIONS.iter().position(|(known, of, _)| *known == file && *of == rule) {
                Some(at) => used.push(at),
                None => wrong.push(format!("{file}:{line}: {rule}")),
            }
        }
    }
    let why = RULES.iter().map(|rule| format!("{}: {}", rule.name, rule.why)).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}\n\n{}", wrong.join("\n"), why.join("\n"));
    let idle = EXCEPTIONS.iter().enumerate().filter(|(at, _)| !used.contains(at)).map(|(_, exception)| exception.0);
    assert_eq!(idle.collect::<Vec<_>>(), Vec::<&str>::new(), "exceptions that are none");
}

#[test]
fn every_rule_finds_its_example_and_no_other_rule_does() {
    for rule in RULES {
        let found: Vec<&str> = look(rule.refuses, false).into_iter().map(|(rule, _)| rule).collect();
        assert!(found.contains(&rule.name), "{}: {}", rule.name, rule.refuses);
        assert!(!rule.why.is_empty(), "{}", rule.name);
    }
}

#[test]
fn what_is_refused_is_counted_once_for_each_time() {
    let lines = |name: &str, sql: &str| -> Vec<usize> {
        look(sql, false).into_iter().filter(|(rule, _)| *rule == name).map(|(_, line)| line).collect()
    };
    for (rule, sql, on) in [
        ("recursive", "WITH RECURSIVE a (n) AS (SELECT 1 UNION SELECT n + 1 FROM a)\nSELECT n FROM a", vec![]),
        (
            "recursive",
            "WITH a (n) AS (SELECT 1),\nb (n) AS MATERIALIZED (SELECT n FROM a UNION SELECT n FROM b)\nSELECT n FROM b",
            vec![2],
        ),
        ("keyword", "SELECT a AS \"from\", b AS upto FROM c AS earlier WHERE d < :since_day", vec![]),
        ("keyword", "WITH step (first) AS (SELECT 1)\nSELECT a FROM roll before", vec![1, 1, 2]),
        ("keyword", "SELECT step.step FROM step WHERE step.step = 'a'\nAND step = 'b'", vec![2]),
        (
            "comparison as a value",
            "SELECT iif(a = b, 1, 0), CASE WHEN c < 1 THEN 2 END FROM d WHERE e = (f + 1)",
            vec![],
        ),
        ("comparison as a value", "SELECT count(*) FILTER (WHERE a = 1) FROM b ORDER BY c = 'd'", vec![]),
        (
            "comparison as a value",
            "SELECT CASE WHEN a = 1 THEN b = 2 END,\n max(a IS NULL)\n, NOT EXISTS (SELECT 1 FROM c) AS d FROM e",
            vec![1, 2, 3],
        ),
        (
            "number as a truth",
            "SELECT iif(a = 1, b, c) FROM d WHERE e BETWEEN f AND g AND (h > 1 OR NOT (i = j))",
            vec![],
        ),
        (
            "number as a truth",
            "SELECT iif(a, b, c) FROM d\nJOIN e ON e.f\nWHERE NOT g\nAND (h OR i = 1)",
            vec![1, 2, 3, 4],
        ),
        ("number as a truth", "SELECT 1 FROM a WHERE :everywhere OR b BETWEEN :c AND :d", vec![1]),
        ("substr without CAST", "SELECT CAST(substr(a, 1) AS INTEGER) + 1, substr(b, 2) || 'c' FROM d", vec![]),
        ("division", "SELECT CAST((a - a % b) / b AS INTEGER), c / 100.0 FROM e", vec![]),
        (
            "of SQLite alone",
            "SELECT 'GLOB' -- rowid\nFROM a WHERE b IS NOT NULL AND c IS DISTINCT FROM d AND e IS NOT DISTINCT FROM f",
            vec![],
        ),
        (
            "EXISTS or IN (SELECT) outside of WHERE",
            "SELECT iif(a IN ('b', 'c'), 1, 0) FROM d WHERE (e = 1 OR NOT EXISTS (SELECT 1 FROM f))",
            vec![],
        ),
        (
            "EXISTS or IN (SELECT) outside of WHERE",
            "SELECT a IN (SELECT b FROM c) FROM d\nJOIN e ON NOT EXISTS (SELECT 1 FROM f)",
            vec![1, 2],
        ),
        (
            "subquery without an aggregate",
            "SELECT (SELECT coalesce(max(a), 0) FROM b) FROM (SELECT c FROM d) AS e WHERE f IN (SELECT g FROM h)",
            vec![],
        ),
        ("subquery without an aggregate", "SELECT max(0, (SELECT max(a, b) FROM c)) FROM d", vec![1]),
        ("LIMIT in a value", "SELECT a FROM (SELECT b FROM c ORDER BY d LIMIT 1) AS e", vec![]),
        (
            "column beside GROUP BY",
            "SELECT a.id AS a_id, max(a.day), lead(min(a.day)) OVER (PARTITION BY a.id) FROM a GROUP BY a.id",
            vec![],
        ),
        (
            "column beside GROUP BY",
            "SELECT max(a), b FROM c UNION ALL SELECT d, (SELECT max(e) FROM f) FROM g",
            vec![1],
        ),
    ] {
        assert_eq!(lines(rule, sql), on, "{rule}: {sql}");
    }
    assert_eq!(look("leads AND talks = 0", true), [("number as a truth", 1)]);
    assert_eq!(look("talks", true), []);
}
