//! Speed beside a peer and beside ourselves: `cargo bench --bench peers [-- ROWS]`.
//!
//! Imports a made-up roster with `dangwu` and with the `sqlite3` shell, then the shapes that must not cost much more:
//! the same file again, another encoding, bad rows put aside, a tenth more people, undo, one member shown, a ledger, proposals for units without an org. Everything
//! is done in turn for some rounds, and of the medians the ratio is printed: the machines are shared and noisy, so only
//! ratios say anything. Without `sqlite3` on the path there is no peer.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use encoding_rs::{GB18030, UTF_8};

mod ledger;
mod reports;
mod roster;
mod units;

const ROUNDS: usize = 3;
const SHOWS: usize = 20;

/// What `.import` goes into: a key, a unique identity number and two indexes, there from the start.
const TABLE: &str = "CREATE TABLE r (seq INTEGER PRIMARY KEY, name, sex, ethnicity, id_no TEXT UNIQUE, birth, place,
  education, degree, category, standing, joined, full_on, org, post, unit, job, job_kind, phone, landline, address,
  household, worked, entered, dues, remark);
CREATE INDEX r_org ON r (org);
CREATE INDEX r_name ON r (name);";

/// What is timed, and beside what, and how the ratio should be.
const RATIOS: [(&str, &str, &str); 10] = [
    ("import", "sqlite3 .import", "0.50"),
    ("same file again", "import", "0.60"),
    ("import of GB18030", "import", "1.15"),
    ("import, going on", "import", "1.15"),
    ("import, 1 % bad", "import, going on", "1.15"),
    ("a tenth more", "sqlite3 a tenth more", "1.50"),
    ("show", "sqlite3 select", "1.50"),
    ("undo", "import", "1.00"),
    ("ledger", "sqlite3 ledger", "40.00"),
    ("plan", "list of units", "4.00"),
];

fn main() -> anyhow::Result<()> {
    let rows = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let bench = Bench { folder: folder.path(), rows, has_peer: has_peer() };
    bench.write_files().context("the files to import")?;
    let mut times = Times::default();
    for _ in 0..ROUNDS {
        bench.round(&mut times);
    }
    println!("{rows} people, medians of {ROUNDS} rounds");
    for (ours, theirs, wanted) in RATIOS {
        times.tell(ours, theirs, wanted);
    }
    if let Some(time) = times.median("ledger") {
        println!("ledger: {:.0} rows/s (at least 20000)", rows as f64 / time);
    }
    for (report, ..) in reports::REPORTS {
        times.tell(report, &beside(report), "1.20");
    }
    Ok(())
}

/// What is timed beside a report.
fn beside(report: &str) -> String {
    format!("SQL of {report}")
}

fn has_peer() -> bool {
    Command::new("sqlite3").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

struct Bench<'a> {
    folder: &'a Path,
    rows: usize,
    has_peer: bool,
}

impl Bench<'_> {
    fn write_files(&self) -> std::io::Result<()> {
        let (rows, all) = (self.rows, self.rows + self.rows / 10);
        let path = |name: &str| self.folder.join(name);
        roster::write_orgs(&path("orgs.csv"), all)?;
        roster::write(&path("roster.csv"), 0..rows, all, false, UTF_8)?;
        roster::write(&path("gb18030.csv"), 0..rows, all, false, GB18030)?;
        roster::write(&path("bad.csv"), 0..rows, all, true, UTF_8)?;
        roster::write(&path("more.csv"), rows..all, all, false, UTF_8)?;
        ledger::write(&path("honors.csv"), rows, all)?;
        units::write(&path("units.csv"), rows / 5)
    }

    fn round(&self, times: &mut Times) {
        for (what, args) in [
            ("import of GB18030", &["gb18030.csv"][..]),
            ("import, going on", &["roster.csv", "--keep-going"]),
            ("import, 1 % bad", &["bad.csv", "--keep-going"]),
        ] {
            self.begin();
            times.take(what, || self.import(args));
        }
        self.begin();
        times.take("import", || self.import(&["roster.csv"]));
        if self.has_peer {
            times.take("sqlite3 .import", || {
                self.sqlite3("theirs.db", &format!("{TABLE}\n.import --csv --skip 1 roster.csv r\n"));
            });
        }
        times.take("same file again", || self.import(&["roster.csv"]));
        self.show(times);
        self.reports(times);
        times.take("a tenth more", || self.import(&["more.csv"]));
        if self.has_peer {
            times.take("sqlite3 a tenth more", || self.sqlite3("theirs.db", ".import --csv --skip 1 more.csv r\n"));
        }
        self.dangwu(&["db", "undo", "--yes"]);
        times.take("undo", || self.dangwu(&["db", "undo", "--yes"]));
        self.ledger(times);
        self.plan(times);
    }

    /// Proposals for units of which none has an org, beside the list of them.
    fn plan(&self, times: &mut Times) {
        self.dangwu(&["org", "unit", "import", "units.csv"]);
        times.take("list of units", || self.dangwu(&["org", "unit", "list", "-f", "csv"]));
        times.take("plan", || self.dangwu(&["org", "plan", "-f", "csv"]));
    }

    fn ledger(&self, times: &mut Times) {
        self.begin();
        times.take("ledger", || self.dangwu(&["org", "honor", "import", "honors.csv"]));
        if self.has_peer {
            let script = format!("{}\n.import --csv --skip 1 honors.csv h\n", ledger::TABLE);
            times.take("sqlite3 ledger", || self.sqlite3("theirs.db", &script));
        }
    }

    /// A new database with the orgs alone.
    fn begin(&self) {
        for name in ["ours.db", "theirs.db"] {
            // The first time there is none.
            let _ = std::fs::remove_file(self.folder.join(name));
        }
        self.dangwu(&["db", "init"]);
        self.dangwu(&["org", "import", "orgs.csv"]);
    }

    fn show(&self, times: &mut Times) {
        let one = (self.rows / 2).to_string();
        times.take("show", || (0..SHOWS).for_each(|_| self.dangwu(&["member", "show", &one, "-f", "json"])));
        if self.has_peer {
            let question = format!(
                "SELECT * FROM person LEFT JOIN roll ON person_id = person.id LEFT JOIN org_name USING (org_id) WHERE person.id = {one};"
            );
            times.take("sqlite3 select", || (0..SHOWS).for_each(|_| self.sqlite3("ours.db", &question)));
        }
    }

    fn reports(&self, times: &mut Times) {
        for (report, args, sql) in reports::REPORTS {
            times.take(report, || self.dangwu(&[&["report"], args, &["-f", "csv"]].concat()));
            if self.has_peer {
                let sql = sql.replace(":day", &format!("'{}'", reports::DAY));
                times.take(&beside(report), || self.sqlite3("ours.db", &format!(".mode csv\n{sql};")));
            }
        }
    }

    fn import(&self, args: &[&str]) {
        self.dangwu(&[&["member", "import"], args].concat());
    }

    fn dangwu(&self, args: &[&str]) {
        let done = Command::new(env!("CARGO_BIN_EXE_dangwu"))
            .args(args)
            .arg("--quiet")
            .current_dir(self.folder)
            .env("DANGWU_DB", "ours.db")
            .env("DANGWU_CONFIG", "config.toml")
            .env("DANGWU_TODAY", reports::DAY)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        // Bad rows that were put aside are told of by a status of their own.
        let is_well = done.is_ok_and(|status| status.success() || args.contains(&"bad.csv"));
        assert!(is_well, "dangwu {args:?} failed");
    }

    fn sqlite3(&self, db: &str, script: &str) {
        let mut shell = Command::new("sqlite3")
            .arg(db)
            .current_dir(self.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("it answered before");
        let mut input = shell.stdin.take().expect("piped above");
        std::io::Write::write_all(&mut input, script.as_bytes()).expect("the shell reads its script");
        drop(input);
        assert!(shell.wait().is_ok_and(|status| status.success()), "sqlite3 failed");
    }
}

/// How long each thing took, round by round.
#[derive(Default)]
struct Times(BTreeMap<String, Vec<Duration>>);

impl Times {
    fn take(&mut self, what: &str, work: impl FnOnce()) {
        let begun = Instant::now();
        work();
        self.0.entry(what.to_owned()).or_default().push(begun.elapsed());
    }

    fn median(&self, what: &str) -> Option<f64> {
        let mut times = self.0.get(what)?.clone();
        times.sort();
        times.get(times.len() / 2).map(Duration::as_secs_f64)
    }

    fn tell(&self, ours: &str, theirs: &str, wanted: &str) {
        let Some(time) = self.median(ours) else { return };
        match self.median(theirs) {
            Some(other) => println!(
                "{ours:<20} {time:>8.3} s  {theirs:<20} {other:>8.3} s  ratio {:.2} (at most {wanted})",
                time / other
            ),
            None => println!("{ours:<20} {time:>8.3} s  nothing to compare with"),
        }
    }
}
