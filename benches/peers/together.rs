//! A clerk who writes while four others have a report made, over and over; and the reverse.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::run::{Bench, Ran};
use crate::table::{Line, Times, Wanted};
use crate::{FILLED, reports};

const READERS: usize = 4;
const WRITES: usize = 10;

/// What is written in, so that the others keep what was filled.
const DB: &str = "together.db";

pub(crate) fn lines(_: &Bench<'_>) -> Vec<Line> {
    vec![
        Line::new("write beside 4 readers", "write alone", Wanted::Told),
        Line::new("report beside a writer", "report beside readers", Wanted::Told),
        Line::new("report beside readers", "report by itself", Wanted::Told),
    ]
}

pub(crate) fn round(bench: &Bench<'_>, times: &mut Times) {
    bench.copy(FILLED, DB);
    times.take("report by itself", report(bench));
    (0..WRITES).for_each(|turn| times.take("write alone", write(bench, turn)));
    for ran in read_together(bench, || report(bench)).0 {
        times.take("report beside readers", ran);
    }
    let (reports, writes) = read_together(bench, || {
        let mut last = write(bench, 0);
        for turn in 1..WRITES {
            times.take("write beside 4 readers", last);
            last = write(bench, turn);
        }
        last
    });
    times.take("write beside 4 readers", writes);
    for ran in reports {
        times.take("report beside a writer", ran);
    }
    bench.remove(DB);
}

/// Four others have reports made until `work` is done, and each at least one.
fn read_together(bench: &Bench<'_>, work: impl FnOnce() -> Ran) -> (Vec<Ran>, Ran) {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut rans = vec![report(bench)];
                    while !is_over.load(Ordering::Relaxed) {
                        rans.push(report(bench));
                    }
                    rans
                })
            })
            .collect();
        let ran = work();
        is_over.store(true, Ordering::Relaxed);
        (readers.into_iter().flat_map(|reader| reader.join().expect("its report was made")).collect(), ran)
    })
}

/// The report that takes longest of those that everybody asks for.
fn report(bench: &Bench<'_>) -> Ran {
    bench.dangwu(DB, &["report", "overview", "--as-of", reports::DAY, "-f", "csv"])
}

/// A clerk's write: another job for somebody.
fn write(bench: &Bench<'_>, turn: usize) -> Ran {
    bench.dangwu(DB, &["member", "set", "1", "--position", &format!("第{turn}次所写的职务")])
}
