//! Instructions counted, and compared with those that are kept: `cargo bench --locked --bench counts --profile dev [-- --keep]`.
//!
//! A machine that others use tells times that say little; instructions are the same on every run, so that a change of a
//! hundredth shows. Counted are start-up, one member shown and one found by name, one report, and what a row of an import costs: a long file less
//! a short one, by the rows between them, so that start-up and what is done once are left out. What is kept lies beside this
//! in `dev.toml`, name = instructions; `--keep` writes it anew, with the change that it comes from. A newer compiler or a
//! newer library moves it too. Start-up or a row of a roster above what is kept by more than a tenth is a failure.
//!
//! How far they scatter, from run to run of one program: start-up not at all, reports and rows by less than a thousandth,
//! `member show` by half a thousandth, from seeds of hashes and from threads that wait for each other, however
//! busy the machine is. The environment of whoever runs it is not handed on: it made start-up differ by three hundredths.
//!
//! Needs valgrind in `/usr/local/bin`, `/usr/bin` or `/bin`; without it nothing is compared, and that is told.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

mod callgrind;
mod kept;
#[path = "../peers/meetings.rs"]
mod meetings;
mod office;
#[path = "../peers/roster.rs"]
mod roster;

use std::process::ExitCode;

use kept::Counts;
use office::Office;

/// Rows of the long file and of the short one: of people, and of meetings, which cost more.
const PEOPLE: (usize, usize) = (1500, 500);
const MEETINGS: (usize, usize) = (300, 100);

/// What must not grow: a command that needs nothing, and a row of what an office has most of.
const GUARDED: [&str; 2] = ["start-up", "import-row"];
const MOST: f64 = 1.10;

fn main() -> anyhow::Result<ExitCode> {
    if !callgrind::is_there() {
        println!("counts: left out, there is no valgrind (apt-get install valgrind, or https://valgrind.org)");
        return Ok(ExitCode::SUCCESS);
    }
    let counts = count(&Office::new()?)?;
    if std::env::args().any(|arg| arg == "--keep") {
        kept::write(&counts)?;
        println!("kept in {}", kept::path().display());
    }
    Ok(ExitCode::from(u8::from(!compare(&counts, &kept::read()?))))
}

fn count(office: &Office) -> anyhow::Result<Counts> {
    let counts = [
        ("start-up", office.count("empty.db", &["--version"])?),
        ("member-show", office.count("filled.db", &["member", "show", "500"])?),
        ("member-find", office.count("filled.db", &["member", "find", &roster::who(499, PEOPLE.0).0])?),
        ("report-structure", office.count("filled.db", &["report", "structure", "--by", "sex"])?),
        ("import-row", per_row(office, "member", PEOPLE)?),
        ("meeting-import-row", per_row(office, "meeting", MEETINGS)?),
    ];
    Ok(counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect())
}

/// What one more row of `noun` costs.
fn per_row(office: &Office, noun: &str, (long, short): (usize, usize)) -> anyhow::Result<u64> {
    let counted = |rows: usize| office.count_import(&[noun, "import", &Office::file(noun, rows)]);
    Ok(counted(long)?.saturating_sub(counted(short)?) / (long - short) as u64)
}

/// Prints now, kept and ratio of each; tells whether what is guarded is within its bound.
fn compare(now: &Counts, kept: &Counts) -> bool {
    let mut is_well = true;
    for (name, count) in now {
        let ratio = kept.get(name).map(|before| *count as f64 / *before as f64);
        let is_guarded = GUARDED.contains(&name.as_str());
        // What was never kept cannot be guarded: that is a failure too.
        let is_within = !is_guarded || ratio.is_some_and(|ratio| ratio <= MOST);
        is_well &= is_within;
        println!(
            "{name:<20} {count:>12} instructions, kept {:>12}  ratio {}{}{}",
            kept.get(name).map_or("none".to_owned(), u64::to_string),
            ratio.map_or("none".to_owned(), |ratio| format!("{ratio:.3}")),
            if is_guarded { format!(" (at most {MOST:.2})") } else { String::new() },
            if is_within { "" } else { "  TOO MANY" },
        );
    }
    if !is_well {
        println!("if it must cost that much, `-- --keep` keeps what was counted now in {}", kept::path().display());
    }
    is_well
}
