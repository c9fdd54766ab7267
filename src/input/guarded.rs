//! What reads workbooks is not ours, and takes for granted what a damaged one does not have. Where it stops dead over that, the file is
//! refused like any other that cannot be read.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, Location, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::Once;

use super::markup::Broken;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Watch {
    /// Nothing is guarded.
    Off,
    On,
    /// A panic came from here and not from what reads: a mistake of our own, which is told aloud.
    Ours,
}

thread_local! {
    static WATCH: Cell<Watch> = const { Cell::new(Watch::Off) };
}

static HUSHED: Once = Once::new();

/// Where the code of this program is.
const HERE: &str = file!();

/// Reads, and takes a panic of what reads for a file that is broken. What was being read must not be read on.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, Broken>) -> Result<T, Broken> {
    HUSHED.call_once(|| {
        let loud = take_hook();
        set_hook(Box::new(move |panic| {
            let is_ours = panic.location().is_none_or(is_ours);
            if WATCH.get() != Watch::Off && is_ours {
                WATCH.set(Watch::Ours);
            }
            if WATCH.get() != Watch::On {
                loud(panic);
            }
        }));
    });
    WATCH.set(Watch::On);
    let read = catch_unwind(AssertUnwindSafe(read));
    let watched = WATCH.replace(Watch::Off);
    match read {
        Ok(read) => read,
        // Whoever tests is to find it.
        Err(panic) if cfg!(debug_assertions) && watched == Watch::Ours => resume_unwind(panic),
        Err(_) => Err(Broken::Senseless),
    }
}

fn is_ours(place: &Location<'_>) -> bool {
    let sources = HERE.strip_suffix("guarded.rs").unwrap_or(HERE).trim_end_matches(['/', '\\']);
    let sources = sources.strip_suffix("input").unwrap_or(sources);
    place.file().starts_with(sources)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_of_our_own_is_found() {
        let nothing: Vec<u8> = Vec::new();
        let found = catch_unwind(AssertUnwindSafe(|| guarded(|| Ok(nothing[3])).is_ok()));
        assert!(found.is_err());
        assert!(matches!(guarded(|| Ok(3)), Ok(3)), "it is guarded anew");
    }
}
