//! What may happen while somebody waits: Ctrl-C, after which nothing is left half done, and a sign that something is being done.
//!
//! SQLite asks [`goes_on`] every so many steps, and long loops of ours ask [`check`]. Whoever presses Ctrl-C once more, or while a
//! question is open, ends the program at once: what was begun in the file SQLite takes back when it is opened next.

use std::io::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{LazyLock, Once};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::i18n::texts;

/// So many steps SQLite makes before it asks: about a millisecond.
const STEPS: i32 = 20_000;
/// A sign is given after so long, and anew after so long.
const PATIENCE: Duration = Duration::from_secs(1);
const AGAIN: u64 = 200;
const SIGNS: [char; 4] = ['|', '/', '-', '\\'];

static STOPPED: AtomicBool = AtomicBool::new(false);
static ASKING: AtomicBool = AtomicBool::new(false);
static LEFT: AtomicBool = AtomicBool::new(false);
static WATCHED: AtomicBool = AtomicBool::new(false);
static SHOWN: AtomicBool = AtomicBool::new(false);
static LAST: AtomicU64 = AtomicU64::new(0);
static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// From now on Ctrl-C stops what is being done, and does not end the program where it stands. Where the system cannot do so it ends
/// it, as ever.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        LazyLock::force(&BEGUN);
        let heard = flag::register_conditional_default(SIGINT, &ASKING)
            .and_then(|_| flag::register_conditional_shutdown(SIGINT, i32::from(Kind::Stopped.exit_code()), &STOPPED))
            .and_then(|_| flag::register(SIGINT, &STOPPED));
        debug_assert!(heard.is_ok(), "{heard:?}");
    });
}

/// Lets what is done on a connection be stopped.
pub(crate) fn watch_over(conn: &Connection) -> Result<()> {
    listen();
    Ok(conn.progress_handler(STEPS, Some(|| !goes_on()))?)
}

/// Whether a person looks on who wants to see that something is being done.
pub(crate) fn is_watched(watched: bool) {
    WATCHED.store(watched, Ordering::Relaxed);
}

/// Whether nobody has stopped what is being done. If it takes long, a sign of it is given.
pub(crate) fn goes_on() -> bool {
    if WATCHED.load(Ordering::Relaxed) {
        show();
    }
    !is_stopped()
}

/// Whether Ctrl-C was pressed.
pub(crate) fn is_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// Fails if Ctrl-C was pressed.
pub(crate) fn check() -> Result<()> {
    if is_stopped() { Err(stopped()) } else { Ok(()) }
}

/// That Ctrl-C was pressed, and nothing was changed by it.
pub(crate) fn stopped() -> Error {
    Error::new(Kind::Stopped, say!(Stopped)).details(vec![say!(StoppedUnchanged)])
}

/// Asks somebody something: Ctrl-C is an answer, too, and ends the program.
pub(crate) fn while_asking<T>(ask: impl FnOnce() -> T) -> T {
    clear();
    ASKING.store(true, Ordering::Relaxed);
    let answer = ask();
    ASKING.store(false, Ordering::Relaxed);
    answer
}

/// Says that Ctrl-C was the answer to a question that reads keys itself.
pub(crate) fn leave() {
    LEFT.store(true, Ordering::Relaxed);
    STOPPED.store(true, Ordering::Relaxed);
}

/// Whether it was.
pub(crate) fn was_left() -> bool {
    LEFT.load(Ordering::Relaxed)
}

fn show() {
    let since = BEGUN.elapsed();
    let now = u64::try_from(since.as_millis()).unwrap_or(u64::MAX);
    if since < PATIENCE || now < LAST.load(Ordering::Relaxed) + AGAIN {
        return;
    }
    LAST.store(now, Ordering::Relaxed);
    SHOWN.store(true, Ordering::Relaxed);
    let sign = SIGNS[usize::try_from(now / AGAIN).unwrap_or_default() % SIGNS.len()];
    let _ = write!(std::io::stderr(), "\r{sign} {} s ", since.as_secs());
}

/// Takes the sign away, before anything else is written.
pub(crate) fn clear() {
    if SHOWN.swap(false, Ordering::Relaxed) {
        let _ = write!(std::io::stderr(), "\r{}\r", " ".repeat(12));
    }
}
