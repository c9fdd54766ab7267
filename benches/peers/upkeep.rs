//! Checks and copies, beside those of the shell.

use crate::FILLED;
use crate::run::Bench;
use crate::table::{Line, Times, Wanted};

const CHECKS: &str = "PRAGMA integrity_check; PRAGMA foreign_key_check;";

pub(crate) fn lines(_: &Bench<'_>) -> Vec<Line> {
    vec![
        Line::new("db check", "sqlite3 checks", Wanted::Ratio(2.0)),
        Line::new("db check --quick", "sqlite3 checks", Wanted::Report(2.0)),
        Line::new("db backup", "cp and sqlite3 check", Wanted::Ratio(1.5)),
        Line::new("db info", "sqlite3 select 1", Wanted::Finger),
    ]
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    times.take("db check", bench.dangwu(FILLED, &["db", "check"]));
    times.take("db check --quick", bench.dangwu(FILLED, &["db", "check", "--quick"]));
    times.take("db info", bench.dangwu(FILLED, &["db", "info"]));
    bench.remove("copy.db");
    times.take("db backup", bench.dangwu(FILLED, &["db", "backup", "copy.db"]));
    bench.remove("copy.db");
    if bench.has_peer {
        times.take("sqlite3 checks", bench.sqlite3(FILLED, CHECKS));
        times.take("sqlite3 select 1", bench.sqlite3(FILLED, "SELECT 1;"));
        let copied = bench.other("cp", &[FILLED, "copy.db"], "");
        times.take("cp and sqlite3 check", copied.then(bench.sqlite3("copy.db", "PRAGMA integrity_check;")));
        bench.remove("copy.db");
    }
}
