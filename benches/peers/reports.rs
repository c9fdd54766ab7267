//! Reports beside the best SQL that we could write by hand for the same figures, in the `sqlite3` shell on the same file:
//! one pass with a sum for each cell where the groups are known, a covering index where there is one. Reports for which we have
//! none are held to two seconds alone.

use std::process::Command;

use crate::FILLED;
use crate::run::Bench;
use crate::table::{Line, Times, Wanted};

/// The day both are asked of.
pub(crate) const DAY: &str = "2026-06-30";

/// A report, and the SQL beside it; `:day` is the day.
const REPORTS: [(&str, &[&str], &str); 7] = [
    (
        "structure by sex",
        &["structure", "--by", "sex"],
        "SELECT sum(sex = 'male'), sum(sex = 'male' AND category = 'full'), sum(sex = 'male' AND category = 'probationary'),
                sum(sex = 'female'), sum(sex = 'female' AND category = 'full'), sum(sex = 'female' AND category = 'probationary'),
                count(*) - count(sex)
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.since_day <= :day AND roll.until_day > :day
           AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)",
    ),
    (
        "structure by age",
        &["structure", "--by", "age"],
        "SELECT count(*), count(birth), sum(birth > '1995-06-30'), sum(birth > '1990-06-30'), sum(birth > '1985-06-30'),
                sum(birth > '1980-06-30'), sum(birth > '1975-06-30'), sum(birth > '1970-06-30'), sum(birth > '1965-06-30'),
                sum(birth > '1995-06-30' AND category = 'full'), sum(birth > '1990-06-30' AND category = 'full'),
                sum(birth > '1985-06-30' AND category = 'full'), sum(birth > '1980-06-30' AND category = 'full'),
                sum(birth > '1975-06-30' AND category = 'full'), sum(birth > '1970-06-30' AND category = 'full'),
                sum(birth > '1965-06-30' AND category = 'full'), sum(category = 'full')
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.since_day <= :day AND roll.until_day > :day
           AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)",
    ),
    (
        "structure by org",
        &["structure", "--by", "org"],
        "SELECT (SELECT name FROM org_name n WHERE n.org_id = counted.org_id AND n.since_day <= :day AND n.until_day > :day), members, full, probationary
         FROM (SELECT org_id, count(*) AS members, sum(category = 'full') AS full, sum(category = 'probationary') AS probationary
               FROM roll
               WHERE roll.since_day <= :day AND roll.until_day > :day
                 AND NOT EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = roll.person_id AND s.since_day <= :day AND s.until_day > :day)
               GROUP BY org_id) counted",
    ),
    (
        "structure of one org",
        &["structure", "--by", "sex", "--under", "Z000007"],
        "SELECT sex, count(*), sum(category = 'full'), sum(category = 'probationary')
         FROM roll JOIN person ON person.id = roll.person_id
         WHERE roll.org_id = (SELECT id FROM org WHERE code = 'Z000007' COLLATE NOCASE)
           AND roll.since_day <= :day AND roll.until_day > :day
         GROUP BY sex",
    ),
    (
        "orgs",
        &["orgs"],
        "SELECT org_kind.kind, count(*), sum(substr(founded, 1, 4) = '2026')
         FROM org JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= :day AND org_kind.until_day > :day
         WHERE founded_day <= :day AND dissolved_day > :day GROUP BY 1",
    ),
    (
        "growth",
        &["growth"],
        "SELECT founded, (SELECT name FROM org_name WHERE org_id = org.id AND since_day <= founded AND until_day > founded),
                (SELECT count(*) FROM roll WHERE org_id = org.id AND since_day <= founded AND until_day > founded),
                (SELECT count(*) FROM cover WHERE org_id = org.id AND since_day <= founded AND until_day > founded),
                count(*) OVER (ORDER BY founded, code)
         FROM org JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= founded AND org_kind.until_day > founded
         WHERE founded IS NOT NULL",
    ),
    (
        "roster",
        &["roster"],
        "SELECT person.name, org_name.name, id_no, sex, ethnicity, birth, education, category, joined, full_on, job,
                person.phone, landline, address, person.remark,
                EXISTS (SELECT 1 FROM suspension s WHERE s.person_id = person.id AND s.since_day <= :day AND s.until_day > :day),
                (SELECT since FROM absence a WHERE a.person_id = person.id AND kind = 'lost' AND a.since_day <= :day AND a.until_day > :day),
                (SELECT place FROM absence a WHERE a.person_id = person.id AND kind = 'floating' AND a.since_day <= :day AND a.until_day > :day)
         FROM org
         CROSS JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= :day AND org_name.until_day > :day
         CROSS JOIN roll ON roll.org_id = org.id AND roll.since_day <= :day AND roll.until_day > :day
         CROSS JOIN person ON person.id = roll.person_id
         ORDER BY org.code COLLATE NOCASE, person.id",
    ),
];

/// What is in the list of reports and asks nothing of the records, or is asked with words of its own.
const LEFT_OUT: [&str; 3] = ["list", "rules", "query"];

pub(crate) fn lines(bench: &Bench<'_>) -> Vec<Line> {
    let compared = REPORTS.iter().map(|(report, ..)| Line::new(report, &beside(report), Wanted::Report(1.2)));
    let alone = alone(bench).into_iter().map(|report| Line::new(&name(&report), "", Wanted::Report(1.2)));
    compared.chain(alone).collect()
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    for (report, args, sql) in REPORTS {
        times.take(report, bench.dangwu(FILLED, &[&["report"], args, &["-f", "csv"]].concat()));
        if bench.has_peer {
            let sql = sql.replace(":day", &format!("'{DAY}'"));
            times.take(&beside(report), bench.sqlite3(FILLED, &format!(".mode csv\n{sql};\n")));
        }
    }
    for report in alone(bench) {
        times.take(&name(&report), bench.dangwu(FILLED, &["report", &report, "-f", "csv"]));
    }
}

/// The best SQL for the rows of a report.
pub(crate) fn sql_of(report: &str) -> String {
    let sql = REPORTS.iter().find(|(name, ..)| *name == report).map_or("", |(.., sql)| sql);
    sql.replace(":day", &format!("'{DAY}'"))
}

/// What is timed beside a report.
fn beside(report: &str) -> String {
    format!("SQL of {report}")
}

/// Told from what has the same name as a line of the others.
fn name(report: &str) -> String {
    format!("report {report}")
}

/// Every built-in report by its name, as the program lists them, but for those that have their SQL.
fn alone(bench: &Bench<'_>) -> Vec<String> {
    let list = Command::new(env!("CARGO_BIN_EXE_dangwu"))
        .args(["report", "list", "-f", "csv", "--header", "none"])
        .current_dir(bench.folder)
        .env("DANGWU_CONFIG", "config.toml")
        .output()
        .expect("it ran before");
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let names = list.lines().filter_map(|line| line.split(',').next()).map(str::to_owned);
    names
        .filter(|name| !LEFT_OUT.contains(&name.as_str()) && !REPORTS.iter().any(|(report, ..)| report == name))
        .collect()
}
