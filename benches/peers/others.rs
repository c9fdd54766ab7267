//! Peers other than the shell of SQLite: the same roster into each, where it is installed.

use crate::run::{self, Bench};
use crate::table::{Line, Times, Wanted};

/// A peer, and how to get it.
const PEERS: [(&str, &str); 3] = [
    ("sqlite3", "apt-get install sqlite3, or https://sqlite.org/download.html"),
    ("sqlite-utils", "pip install sqlite-utils"),
    ("duckdb", "https://duckdb.org/install, the command-line client"),
];

/// Its way of taking a roster as ours does: keys, a unique number, the org looked up by its name.
const DUCKDB: &str = "CREATE TABLE o (code TEXT PRIMARY KEY, name TEXT, kind TEXT, parent TEXT, founded TEXT);
INSERT INTO o SELECT * FROM read_csv('orgs.csv', header = true, all_varchar = true);
CREATE TABLE r AS SELECT r.*, o.code AS org_code FROM read_csv('roster.csv', header = true, all_varchar = true) r JOIN o ON o.name = r.\"所在党支部\";
CREATE UNIQUE INDEX r_no ON r (\"序号\");
CREATE UNIQUE INDEX r_id ON r (\"公民身份号码\");
CREATE INDEX r_org ON r (org_code);
CREATE INDEX r_name ON r (\"姓名\");";

const DB: &str = "peers.db";

pub(crate) fn lines(_: &Bench<'_>) -> Vec<Line> {
    vec![
        Line::new("roster in", "sqlite-utils insert", Wanted::Ratio(0.06)),
        Line::new("roster in", "duckdb", Wanted::Ratio(1.0)),
    ]
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    let (has_utils, has_duckdb) = (run::has("sqlite-utils"), run::has("duckdb"));
    if !has_utils && !has_duckdb {
        return;
    }
    bench.begin("ours.db");
    times.take("roster in", bench.dangwu("ours.db", &["member", "import", "roster.csv"]));
    if has_utils {
        bench.remove(DB);
        let run = |args: &[&str]| bench.other("sqlite-utils", args, "");
        let taken = run(&["insert", DB, "r", "roster.csv", "--csv", "--pk", "序号"])
            .then(run(&["create-index", DB, "r", "公民身份号码", "--unique"]))
            .then(run(&["create-index", DB, "r", "所在党支部"]))
            .then(run(&["create-index", DB, "r", "姓名"]));
        times.take("sqlite-utils insert", taken);
    }
    if has_duckdb {
        bench.remove(DB);
        times.take("duckdb", bench.other("duckdb", &[DB], DUCKDB));
    }
}

/// Says which peers are missing.
pub(crate) fn tell_missing() {
    for (peer, how) in PEERS {
        if !run::has(peer) {
            println!("{peer} is not on the path and was left out ({how})");
        }
    }
}
