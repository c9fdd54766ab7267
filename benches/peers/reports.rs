//! Reports beside the best SQL for the same figures, in the `sqlite3` shell on the same file. Reports for which there is none are
//! held to two seconds alone.

use std::process::Command;

use crate::FILLED;
use crate::best::REPORTS;
use crate::run::Bench;
use crate::table::{Line, Times, Wanted};

/// The day both are asked of.
pub(crate) const DAY: &str = "2026-06-30";

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
