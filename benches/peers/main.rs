//! Speed beside peers and beside ourselves: `cargo bench --locked --bench peers [-- ROWS…] [--only PART]… [--rounds N]`.
//!
//! Makes up an office of so many people (100,000 where nothing is said; try 10,000, 1,000,000, 5,000,000; of several numbers, the smallest
//! first, it is told too what grows how): orgs, a roster,
//! two meetings for each, attendances, people on the way, transfers, a ledger of orgs and one of people; the same on every
//! run. Everything is done in turn for some rounds, and a table is printed of medians, of the most memory (where the system
//! tells: Linux), of what stands beside it, the ratio, and what is wanted; whatever misses that is marked. The machines are shared
//! and noisy, so only ratios say anything. `--only` runs one part, and may be said more than once:
//!
//! - `members`: rosters going in, again, in another encoding, with bad rows, a tenth more, taken back
//! - `books`: orgs, meetings, attendances, activists, ledgers, transfers, plans
//! - `finger`: start-up, and what is asked for one answer or for a first page
//! - `exports`: whole lists in csv, json, xlsx
//! - `upkeep`: checks and copies
//! - `reports`: every built-in report
//! - `peers`: the roster into the other peers
//! - `together`: one who writes and four who read
//!
//! The peers are the `sqlite3` shell, `sqlite-utils` and `duckdb`, those that are on the path; which are missing is told, and how to
//! get them. A million takes up some 8 GB of the folder for temporary files (`TMPDIR`). Instructions, which no other load moves, are counted by the bench `counts`.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use anyhow::Context as _;
use encoding_rs::{GB18030, UTF_8};

mod attendances;
mod best;
mod books;
mod exports;
mod finger;
mod growth;
mod ledger;
mod meetings;
mod members;
mod others;
mod reports;
mod roster;
mod run;
mod table;
mod together;
mod units;
mod upkeep;
mod way;

use growth::Growth;
use run::Bench;
use table::{Line, Times};

const ROUNDS: usize = 3;
const ROWS: usize = 100_000;
/// Of fewer some books would be empty; of more the numbers of made-up people would be used up.
const PEOPLE: std::ops::RangeInclusive<usize> = 1000..=8_000_000;

/// The database with everything in it, which is made once and only read.
const FILLED: &str = "filled.db";

/// What can be run by itself.
struct Part {
    name: &'static str,
    /// Whether it asks the database with everything in it.
    needs_filled: bool,
    round: fn(&Bench<'_>, &mut Times),
    lines: fn(&Bench<'_>) -> Vec<Line>,
}

const PARTS: [Part; 8] = [
    Part { name: "members", needs_filled: false, round: members::round, lines: members::lines },
    Part { name: "books", needs_filled: false, round: books::round, lines: books::lines },
    Part { name: "finger", needs_filled: true, round: finger::round, lines: finger::lines },
    Part { name: "exports", needs_filled: true, round: exports::round, lines: exports::lines },
    Part { name: "upkeep", needs_filled: true, round: upkeep::round, lines: upkeep::lines },
    Part { name: "reports", needs_filled: true, round: reports::round, lines: reports::lines },
    Part { name: "peers", needs_filled: false, round: others::round, lines: others::lines },
    Part { name: "together", needs_filled: true, round: together::round, lines: together::lines },
];

/// What was asked for.
struct Asked {
    rows: Vec<usize>,
    rounds: usize,
    only: Vec<String>,
}

impl Asked {
    fn read() -> anyhow::Result<Self> {
        let mut asked = Self { rows: Vec::new(), rounds: ROUNDS, only: Vec::new() };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--only" => asked.only.push(args.next().context("--only PART")?),
                "--rounds" => asked.rounds = args.next().context("--rounds N")?.parse().context("--rounds N")?,
                // What cargo says itself.
                "--bench" => {}
                rows => asked.rows.push(rows.parse().with_context(|| format!("{rows} is no number of people"))?),
            }
        }
        for name in &asked.only {
            let names = PARTS.map(|part| part.name).join(", ");
            anyhow::ensure!(PARTS.iter().any(|part| part.name == name), "no part {name}; there are {names}");
        }
        if asked.rows.is_empty() {
            asked.rows.push(ROWS);
        }
        let can_be = asked.rows.iter().all(|rows| PEOPLE.contains(rows)) && asked.rows.is_sorted();
        anyhow::ensure!(can_be, "from {} to {} people, the smallest number first", PEOPLE.start(), PEOPLE.end());
        anyhow::ensure!(asked.rounds > 0, "at least one round");
        Ok(asked)
    }

    fn has(&self, part: &Part) -> bool {
        self.only.is_empty() || self.only.iter().any(|name| name == part.name)
    }
}

fn main() -> anyhow::Result<()> {
    let asked = Asked::read()?;
    println!("medians of {} rounds, {}", asked.rounds, machine());
    others::tell_missing();
    let mut growth = Growth::default();
    for rows in &asked.rows {
        measure(&asked, *rows, &mut growth)?;
    }
    if asked.rows.len() > 1 {
        growth.tell();
    }
    Ok(())
}

/// Measures the parts asked for with so many people, and prints their table.
fn measure(asked: &Asked, rows: usize, growth: &mut Growth) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let bench = Bench { folder: folder.path(), rows, has_peer: run::has("sqlite3") };
    write_files(&bench).context("the files to import")?;
    println!("\n{rows} people");
    table::tell_head();
    for part in PARTS.iter().filter(|part| asked.has(part)) {
        if part.needs_filled {
            books::fill(&bench, FILLED);
        }
        let mut times = Times::default();
        for _ in 0..asked.rounds {
            (part.round)(&bench, &mut times);
        }
        for line in (part.lines)(&bench) {
            times.tell(&line);
            if let Some(time) = times.median(&line.ours) {
                growth.take(&line.ours, rows, time);
            }
        }
    }
    Ok(())
}

/// The machine by its cores and memory: nothing else of it is anybody's business.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kb =
        memory.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kb.map_or(format!("{cores} cores"), |kb| format!("{cores} cores, {} GB", (kb + 524_288) / 1_048_576))
}

fn write_files(bench: &Bench<'_>) -> std::io::Result<()> {
    let (rows, all) = (bench.rows, bench.all());
    let path = |name: &str| bench.folder.join(name);
    roster::write_orgs(&path("orgs.csv"), all)?;
    roster::write(&path("roster.csv"), 0..rows, all, false, UTF_8)?;
    roster::write(&path("gb18030.csv"), 0..rows, all, false, GB18030)?;
    roster::write(&path("bad.csv"), 0..rows, all, true, UTF_8)?;
    roster::write(&path("more.csv"), rows..all, all, false, UTF_8)?;
    meetings::write(&path("meetings.csv"), books::rows("meetings", rows), all)?;
    attendances::write(&path("attendances.csv"), books::rows("attendances", rows), all)?;
    let last = all + books::rows("activists", rows);
    way::write_activists(&path("activists.csv"), all..last, all, false)?;
    way::write_activists(&path("strangers.csv"), last..last + books::STRANGERS, all, true)?;
    // The last of the roster leave, so that those on the lists of attendance stay.
    way::write_transfers(&path("transfers.csv"), rows - books::rows("transfers", rows)..rows, all)?;
    ledger::write_honors(&path("honors.csv"), books::rows("honors", rows), all)?;
    ledger::write_care(&path("care.csv"), books::rows("care", rows), all)?;
    units::write(&path("units.csv"), rows / 5)
}
