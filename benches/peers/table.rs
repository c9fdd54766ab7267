//! What was measured, and the table of it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::run::Ran;

/// Most memory of an import or an export, in megabytes.
pub(crate) const MOST_MB: u64 = 128;

/// What is timed, beside what, and what is wanted of it.
pub(crate) struct Line {
    pub(crate) ours: String,
    pub(crate) theirs: String,
    pub(crate) wanted: Wanted,
}

impl Line {
    pub(crate) fn new(ours: &str, theirs: &str, wanted: Wanted) -> Self {
        Self { ours: ours.to_owned(), theirs: theirs.to_owned(), wanted }
    }
}

/// What is wanted.
#[derive(Clone, Copy)]
pub(crate) enum Wanted {
    /// So many times the other at most.
    Ratio(f64),
    /// The same, in no more memory than any file may take.
    Slim(f64),
    /// 50 ms, or one and a half times the other if that is more.
    Finger,
    /// So many times the other at most where there is one, and in any case no more than two seconds.
    Report(f64),
    /// 20,000 a second of so many rows, in no more memory than any file may take.
    Rows(usize),
    /// Only told.
    Told,
}

/// How long each thing took and how much memory, round by round.
#[derive(Default)]
pub(crate) struct Times(BTreeMap<String, Vec<Ran>>);

impl Times {
    /// Notes one run.
    pub(crate) fn take(&mut self, what: &str, ran: Ran) {
        self.0.entry(what.to_owned()).or_default().push(ran);
    }

    /// The median of its times in seconds, if it was measured.
    pub(crate) fn median(&self, what: &str) -> Option<f64> {
        let mut times: Vec<Duration> = self.0.get(what)?.iter().map(|ran| ran.time).collect();
        times.sort();
        times.get(times.len() / 2).map(Duration::as_secs_f64)
    }

    fn peak(&self, what: &str) -> Option<u64> {
        self.0.get(what)?.iter().filter_map(|ran| ran.peak_mb).max()
    }

    /// Prints a line of the table; nothing, if it was not measured.
    pub(crate) fn tell(&self, line: &Line) {
        let Some(time) = self.median(&line.ours) else { return };
        let other = self.median(&line.theirs);
        let ratio = other.map(|other| time / other);
        let peak = self.peak(&line.ours);
        let (wanted, is_met) = judge(line.wanted, time, other, peak);
        println!(
            "{:<28} {time:>9.4} {:>5}  {:<34} {:>9} {:>5}  {:>6}  {wanted}{}",
            line.ours,
            told(peak),
            line.theirs,
            other.map_or("-".to_owned(), |other| format!("{other:.4}")),
            told(self.peak(&line.theirs)),
            ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}")),
            if is_met { "" } else { "  MISSED" },
        );
    }
}

/// Prints the head of the table.
pub(crate) fn tell_head() {
    println!("{:<28} {:>9} {:>5}  {:<34} {:>9} {:>5}  {:>6}  wanted", "what", "s", "MB", "beside", "s", "MB", "ratio");
}

fn told(peak: Option<u64>) -> String {
    peak.map_or("-".to_owned(), |peak| peak.to_string())
}

/// What is wanted in words, and whether it is so; what has nothing to be compared with misses nothing.
fn judge(wanted: Wanted, time: f64, other: Option<f64>, peak: Option<u64>) -> (String, bool) {
    let is_within = |most: f64| other.is_none_or(|other| time <= most * other);
    let is_slim = peak.is_none_or(|peak| peak <= MOST_MB);
    match wanted {
        Wanted::Ratio(most) => (format!("{most:.2}"), is_within(most)),
        Wanted::Slim(most) => (format!("{most:.2}, {MOST_MB} MB"), is_within(most) && is_slim),
        Wanted::Finger => ("50 ms or 1.50".to_owned(), time <= 0.05 || (other.is_some() && is_within(1.5))),
        Wanted::Report(most) => {
            let ratio = if other.is_some() { format!("{most:.2}, ") } else { String::new() };
            (format!("{ratio}2 s"), is_within(most) && time <= 2.0)
        }
        Wanted::Rows(rows) => {
            let rate = rows as f64 / time;
            (format!("20000 rows/s, {MOST_MB} MB: {rate:.0} rows/s"), rate >= 20_000.0 && is_slim)
        }
        Wanted::Told => (String::new(), true),
    }
}
