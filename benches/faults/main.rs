//! What becomes of the records when things go wrong: `cargo bench --bench faults [-- TRIALS]`.
//!
//! Kills an import and every verb that writes at random moments; makes each write of an import fail in turn; fills a disk; turns
//! single bits in every page; lets twenty write and read at once. After each the records must be those of before or of
//! after, `db check` must have nothing to say of them, and of damage it must say something. Prints how often what came about; ends
//! with a failure if anything was lost or damage stayed unnamed.
//!
//! Failing writes need a C compiler and Linux (a shim is loaded before the C library); without them they are left out, and that is told.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

mod bytes;
mod kills;
mod office;
mod together;
mod writes;

use std::process::ExitCode;

use office::Office;

/// How many times each is tried, unless told.
const TRIALS: u64 = 200;

fn main() -> ExitCode {
    let trials = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(TRIALS);
    let office = Office::new();
    let mut lost = 0;
    lost += kills::import(&office, trials);
    lost += kills::verbs(&office, trials);
    lost += writes::each_in_turn(&office);
    lost += writes::full_disk(&office);
    lost += bytes::flipped(&office, trials);
    lost += together::twenty(&office);
    println!("{}", if lost == 0 { "nothing lost, no damage unnamed".to_owned() } else { format!("{lost} FAILURES") });
    ExitCode::from(u8::from(lost > 0))
}
