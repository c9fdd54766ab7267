//! Bits that a disk turns.

use std::path::Path;

use crate::office::{Office, Random, dump};

const PAGE: u64 = 16384;

/// Turns bits in the office as it was entered, and after an import whose rows the journal knows by their range only; somebody looked at
/// their numbers.
pub(crate) fn flipped(office: &Office, trials: u64) -> u64 {
    let entered = turned(office, &office.db(), trials);
    let imported = office.copy("imported.db");
    for line in ["member import roster.csv", "member set 1 --remark 改", "member list --org FJ --reveal --limit 5"] {
        assert!(office.run(&imported, line).status.success(), "{line}");
    }
    entered + turned(office, &imported, trials)
}

/// Turns a bit in every page, many times: either nothing that is read changes, or `db check` says something.
fn turned(office: &Office, file: &Path, trials: u64) -> u64 {
    let whole = std::fs::read(file).expect("the office");
    let before = dump(file);
    let pages = whole.len() as u64 / PAGE;
    let (mut random, mut named, mut harmless, mut unnamed) = (Random::new(2), 0, 0, 0);
    for page in 0..pages {
        for _ in 0..(trials / pages).max(4) {
            let at = usize::try_from(page * PAGE + random.next(PAGE)).expect("small");
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << random.next(8);
            let db = office.copy("flipped.db");
            std::fs::write(&db, &bytes).expect("the copy");
            if !office.is_sound(&db) {
                named += 1;
            } else if dump(&db) == before {
                harmless += 1;
            } else {
                println!("  UNNAMED: byte {at} of page {}", page + 1);
                unnamed += 1;
            }
        }
    }
    println!(
        "bits turned: {} in {pages} pages, {named} named by db check, {harmless} of no account, {unnamed} unnamed",
        named + harmless + unnamed
    );
    unnamed
}
