//! Bundles 上报包: what an office has recorded, handed up to the one above it as one file, and merged there as one operation.
//!
//! * **What lies in a bundle.** A zip with `manifest.json` (whose it is, of which day, how far its log went, what it holds and the sums of
//!   that), `rows/TABLE.jsonl` (a row a line, its columns in the order that the manifest tells), `origins.jsonl` (by which
//!   identities orgs, units and people are known that came from elsewhere), `log.jsonl` (a sum for each operation) and, if it only tells
//!   what changed, `gone.jsonl`. The tables and what hangs on what are those of the schema, see `graph`: a new table is
//!   handed up the day it is added.
//! * **Who is who.** An org, a unit or a person is known by the office that recorded it first and its number there, see `identity`. All
//!   other rows are known by their numbers in the office that hands them up.
//! * **How it is merged.** Row by row, three ways: what was handed up last time, what comes now, what stands here, see `merge`.
//! * **Which may come next.** A bundle goes on from the one that was merged before, by the sums of its log, see `history`.

pub mod cli;
mod graph;
mod history;
mod identity;
mod list;
mod make;
mod manifest;
mod merge;
mod open;
mod pick;
mod texts;

/// Reads a bundle of these bytes, and one in which they stand for each part.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_bytes(bytes: &[u8]) {
    static GRAPH: std::sync::LazyLock<graph::Graph> = std::sync::LazyLock::new(|| {
        let db = crate::db::Db::memory().expect("the schema is sound");
        graph::Graph::of(db.conn()).expect("the schema is sound")
    });
    let made = make::of_text(&GRAPH, &String::from_utf8_lossy(bytes));
    for bytes in made.into_iter().chain([bytes.to_vec()]) {
        let Ok(mut bundle) = open::read(std::path::Path::new("x"), bytes) else { continue };
        let _ = (bundle.prove(), bundle.told(&GRAPH), bundle.sha256());
    }
}
