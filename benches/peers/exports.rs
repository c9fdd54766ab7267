//! Whole lists written out, beside the shell's csv of the same rows.

use crate::run::Bench;
use crate::table::{Line, Times, Wanted};
use crate::{FILLED, reports};

/// What is written out, and of which SQL the shell's csv stands beside it.
const EXPORTS: [(&str, &[&str], &str); 6] = [
    ("member export csv", &["member", "export", "--reveal", "-f", "csv"], "csv of members"),
    ("report roster csv", &["report", "roster", "-f", "csv"], "csv of the roster"),
    ("report roster json", &["report", "roster", "-f", "json"], "csv of the roster"),
    ("report roster xlsx", &["report", "roster", "-o", "roster.xlsx", "--overwrite"], "csv of the roster"),
    ("org list", &["org", "list", "-f", "csv"], "csv of orgs"),
    ("org tree", &["org", "tree", "-f", "csv"], "csv of orgs"),
];

const MEMBERS: &str = "SELECT person.id, person.name, sex, id_no, ethnicity, birth, native_place, education, degree, category,
        org_name.name, joined, full_on, roll.since, unit_text, job, position, owner, person.phone, landline, address, person.remark
 FROM roll CROSS JOIN person ON person.id = roll.person_id
 JOIN org_name ON org_name.org_id = roll.org_id AND org_name.since_day <= :day AND org_name.until_day > :day
 WHERE roll.since_day <= :day AND roll.until_day > :day ORDER BY person.id";

const ORGS: &str = "SELECT org.code, org_name.name, org_kind.kind, up.name, org.founded, counted.members
 FROM org JOIN org_name ON org_name.org_id = org.id AND org_name.since_day <= :day AND org_name.until_day > :day
 JOIN org_kind ON org_kind.org_id = org.id AND org_kind.since_day <= :day AND org_kind.until_day > :day
 LEFT JOIN org_parent ON org_parent.org_id = org.id AND org_parent.since_day <= :day AND org_parent.until_day > :day
 LEFT JOIN org_name up ON up.org_id = org_parent.parent_id AND up.since_day <= :day AND up.until_day > :day
 LEFT JOIN (SELECT org_id, count(*) AS members FROM roll WHERE since_day <= :day AND until_day > :day GROUP BY org_id) counted ON counted.org_id = org.id
 WHERE org.founded_day <= :day AND org.dissolved_day > :day ORDER BY org.code COLLATE NOCASE";

pub(crate) fn lines(_: &Bench<'_>) -> Vec<Line> {
    EXPORTS
        .iter()
        .map(|(what, _, beside)| {
            Line::new(what, beside, if what.starts_with("org") { Wanted::Ratio(1.2) } else { Wanted::Slim(2.5) })
        })
        .collect()
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    for (what, args, _) in EXPORTS {
        times.take(what, bench.dangwu(FILLED, args));
    }
    if bench.has_peer {
        let dated = |sql: &str| sql.replace(":day", &format!("'{}'", reports::DAY));
        for (what, sql) in [
            ("csv of members", dated(MEMBERS)),
            ("csv of the roster", reports::sql_of("roster")),
            ("csv of orgs", dated(ORGS)),
        ] {
            times.take(what, bench.sqlite3(FILLED, &format!(".mode csv\n{sql};\n")));
        }
    }
}
