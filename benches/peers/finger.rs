//! What a clerk waits for with a finger on the key, beside the best SQL that we could write by hand for the same answer,
//! in the `sqlite3` shell on the same file; and start-up, beside the shortest program there is.

use crate::run::Bench;
use crate::table::{Line, Times, Wanted};
use crate::{FILLED, reports, roster};

/// How many times each is asked in a round: they are short, and the machine is shared.
const TIMES: usize = 7;

/// Beside which start-up is held, and how many times that it may take.
const SHORTEST: &str = "true";
const START_UP: [(&str, &[&str], f64); 3] = [
    ("--version", &["--version"], 4.0),
    ("--help", &["--help"], 4.0),
    ("member show, small file", &["member", "show", "1"], 5.0),
];

/// A file of two orgs and one person.
const SMALL: &str = "small.db";

/// A question, what it says on the command line, and the SQL beside it; `:day` is the day, `:one` the number of a person.
/// A word of the command line may stand for something made up: see [`asked`].
const QUESTIONS: [(&str, &str, &str); 13] = [
    ("member show", "member show :one",
     "SELECT * FROM person LEFT JOIN roll ON person_id = person.id LEFT JOIN org_name USING (org_id) WHERE person.id = :one"),
    ("org show", "org show Z000007",
     "SELECT org.*, org_name.name, org_kind.kind, (SELECT count(*) FROM roll WHERE roll.org_id = org.id AND roll.since_day <= :day AND roll.until_day > :day)
      FROM org JOIN org_name ON org_name.org_id = org.id JOIN org_kind ON org_kind.org_id = org.id WHERE org.code = 'Z000007' COLLATE NOCASE"),
    ("find by number", "member find :id_no", "SELECT id, name, birth FROM person WHERE id_no = ':id_no'"),
    ("find by name", "member find :name", "SELECT id, name, birth FROM person WHERE name = ':name' ORDER BY id"),
    // Nobody but us has pinyin: what any way without an index of it has to read.
    ("find by pinyin", "member find wangyi", "SELECT id, name FROM person WHERE instr(name, '王一')"),
    ("find by part of address", "member find 西三环北路123号", "SELECT id, name, birth FROM person WHERE instr(address, '西三环北路123号') ORDER BY id"),
    ("org list --limit 20", "org list --limit 20",
     "SELECT org.code, org_name.name, org_kind.kind, org.founded, (SELECT count(*) FROM roll WHERE roll.org_id = org.id AND roll.since_day <= :day AND roll.until_day > :day)
      FROM org JOIN org_name ON org_name.org_id = org.id AND org_name.until_day > :day JOIN org_kind ON org_kind.org_id = org.id AND org_kind.until_day > :day
      WHERE founded_day <= :day AND dissolved_day > :day ORDER BY org.code COLLATE NOCASE LIMIT 20"),
    ("member list --limit 20", "member list --limit 20",
     "SELECT person.id, person.name, org_name.name, roll.category FROM person
      CROSS JOIN roll ON roll.person_id = person.id AND roll.since_day <= :day AND roll.until_day > :day
      JOIN org_name ON org_name.org_id = roll.org_id AND org_name.until_day > :day ORDER BY person.id LIMIT 20"),
    ("transfer list --limit 20", "transfer list --limit 20",
     "SELECT transfer.*, person.name, org_name.name FROM transfer JOIN person ON person.id = transfer.person_id
      LEFT JOIN org_name ON org_name.org_id = transfer.from_org_id AND org_name.until_day > :day WHERE issued_day <= :day ORDER BY transfer.id LIMIT 20"),
    ("activist list --limit 20", "activist list --limit 20",
     "SELECT person.id, person.name, org_name.name, (SELECT step FROM step WHERE step.candidature_id = candidature.id AND step.day <= :day ORDER BY place DESC LIMIT 1)
      FROM candidature JOIN person ON person.id = candidature.person_id JOIN candidature_org ON candidature_org.candidature_id = candidature.id AND candidature_org.until_day > :day
      JOIN org_name ON org_name.org_id = candidature_org.org_id AND org_name.until_day > :day ORDER BY candidature.id LIMIT 20"),
    ("meeting list --limit 20", "meeting list --limit 20",
     "SELECT meeting.*, (SELECT name FROM org_name WHERE org_name.org_id = meeting.org_id AND org_name.since_day <= meeting.day AND org_name.until_day > meeting.day)
      FROM meeting ORDER BY meeting.id LIMIT 20"),
    ("report due of one org", "report due --under Z000007",
     "SELECT kind, count(*), max(day) FROM meeting WHERE org_id = (SELECT id FROM org WHERE code = 'Z000007' COLLATE NOCASE) GROUP BY kind;
      SELECT * FROM post WHERE org_id = (SELECT id FROM org WHERE code = 'Z000007' COLLATE NOCASE);
      SELECT person_id, since FROM roll WHERE org_id = (SELECT id FROM org WHERE code = 'Z000007' COLLATE NOCASE) AND category = 'probationary'"),
    ("structure of one org", "report structure --by sex --under Z000007",
     "SELECT sex, count(*), sum(category = 'full'), sum(category = 'probationary') FROM roll JOIN person ON person.id = roll.person_id
      WHERE roll.org_id = (SELECT id FROM org WHERE code = 'Z000007' COLLATE NOCASE) AND roll.since_day <= :day AND roll.until_day > :day GROUP BY sex"),
];

pub(crate) fn lines(_: &Bench<'_>) -> Vec<Line> {
    let starts = START_UP.iter().map(|(what, _, most)| Line::new(what, SHORTEST, Wanted::Ratio(*most)));
    starts.chain(QUESTIONS.iter().map(|(what, ..)| Line::new(what, &beside(what), Wanted::Finger))).collect()
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    if !bench.has(SMALL) {
        bench.dangwu(SMALL, &["db", "init"]);
        for args in [
            &["org", "add", "小支部", "--kind", "branch", "--code", "Z1", "--founded", "2020"][..],
            &["member", "add", "王一", "--org", "Z1", "--joined", "2020", "--full-on", "2021"],
        ] {
            bench.dangwu(SMALL, args);
        }
    }
    for _ in 0..TIMES {
        times.take(SHORTEST, bench.other("true", &[], ""));
        for (what, args, _) in START_UP {
            times.take(what, bench.dangwu(SMALL, args));
        }
        for (what, line, sql) in QUESTIONS {
            let args: Vec<String> = line.split(' ').map(|word| asked(bench, word)).collect();
            times.take(what, bench.dangwu(FILLED, &args.iter().map(String::as_str).collect::<Vec<_>>()));
            if bench.has_peer {
                times.take(&beside(what), bench.sqlite3(FILLED, &format!(".mode csv\n{};\n", asked(bench, sql))));
            }
        }
    }
}

fn beside(what: &str) -> String {
    format!("SQL of {what}")
}

/// A text with what is made up in it: the person in the middle of the roster.
fn asked(bench: &Bench<'_>, text: &str) -> String {
    let one = bench.rows / 2;
    let (name, id_no, _) = roster::who(one - 1, bench.all());
    text.replace(":one", &one.to_string())
        .replace(":id_no", &id_no)
        .replace(":name", &name)
        .replace(":day", &format!("'{}'", reports::DAY))
}
