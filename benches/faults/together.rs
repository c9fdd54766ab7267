//! Twenty at once.

use std::time::Instant;

use crate::office::{Office, dump};

/// Ten who write, ten times each, and ten who read: nobody waits past the bound, no operation is lost.
pub(crate) fn twenty(office: &Office) -> u64 {
    const WRITERS: usize = 10;
    const EACH: usize = 10;
    let db = office.copy("together.db");
    let longest = std::sync::Mutex::new(0.0_f64);
    let (failed, read_badly) = (std::sync::atomic::AtomicU64::new(0), std::sync::atomic::AtomicU64::new(0));
    let count = |counter: &std::sync::atomic::AtomicU64| counter.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    std::thread::scope(|scope| {
        for who in 0..2 * WRITERS {
            let (office, db, longest, failed, read_badly) = (&office, &db, &longest, &failed, &read_badly);
            scope.spawn(move || {
                for turn in 0..EACH {
                    let writes = who < WRITERS;
                    let line = if writes {
                        format!("org add 支部{who}之{turn} --kind branch --parent JW --wait 60")
                    } else {
                        "report structure --by org --wait 60".to_owned()
                    };
                    let begun = Instant::now();
                    if !office.run(db, &line).status.success() {
                        count(if writes { failed } else { read_badly });
                    }
                    let mut longest = longest.lock().expect("nobody panics");
                    *longest = longest.max(begun.elapsed().as_secs_f64());
                }
            });
        }
    });
    let orgs = dump(&db).map_or(0, |dump| dump.lines().filter(|line| line.starts_with("org_name ")).count());
    let (failed, read_badly) = (failed.into_inner(), read_badly.into_inner());
    let lost = (3 + WRITERS * EACH).saturating_sub(orgs) as u64 + u64::from(!office.is_sound(&db));
    println!(
        "twenty at once: {} writes, {failed} failed, {} reads, {read_badly} failed, longest {:.1} s, {lost} lost",
        WRITERS * EACH,
        WRITERS * EACH,
        longest.into_inner().expect("nobody panics")
    );
    lost + failed + read_badly
}
