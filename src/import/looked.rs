//! What a row shows whatever it is about. It is looked at where rows are read ahead, beside the thread that writes.

use crate::i18n::say;
use crate::import::texts;
use crate::input::{Heading, Problem, Record};
use crate::text::{self, Mended};

/// What a row shows whatever it is about.
#[derive(Debug)]
pub(super) struct Looked {
    /// Cells that cannot be read as what they say.
    pub(super) unread: Vec<Problem>,
    /// What people should know of.
    pub(super) odd: Vec<Problem>,
}

impl Looked {
    /// None of most rows: there is nothing in them.
    pub(super) fn at(record: &Record<'_>, headings: &'static [Heading]) -> Option<Box<Self>> {
        let unread: Vec<Problem> = masked(record, headings).into_iter().chain(dittos(record, headings)).collect();
        let mut odd = signs(record, headings);
        if let Some(cell) = record.unheaded() {
            let cell = text::mask_numbers(&text::shortened(cell));
            odd.push(Problem::of_row(say!(CellUnheaded { cell })));
        }
        (!unread.is_empty() || !odd.is_empty()).then(|| Box::new(Self { unread, odd }))
    }
}

/// Somewhere in a row stands a number that an export masked. Under the headings of such numbers the importer tells of it,
/// with whatever else is wrong.
fn masked(record: &Record<'_>, headings: &'static [Heading]) -> Option<Problem> {
    let is_text = |at: &usize| !matches!(headings[*at].key, "id_no" | "phone" | "landline");
    let at = record.masked((0..headings.len()).filter(is_text))?;
    Some(Problem {
        key: headings[at].key,
        value: record.cell(at).unwrap_or_default().to_owned(),
        what: say!(TextMasked),
    })
}

/// The cells of a row that say that they are as the ones above.
fn dittos(record: &Record<'_>, headings: &'static [Heading]) -> impl Iterator<Item = Problem> {
    let problem =
        |at: usize| Problem { key: headings[at].key, value: record.written(at).to_owned(), what: say!(CellDitto) };
    record.dittos(0..headings.len()).map(problem)
}

/// Which cells of a row hold signs that nobody typed, and were read without them.
fn signs(record: &Record<'_>, headings: &'static [Heading]) -> Vec<Problem> {
    let problems = |(at, cell, mended): (usize, &str, Mended)| {
        let invisible = mended.invisible.then_some(say!(SignsInvisible));
        let lookalike = mended.lookalike.then_some(say!(SignsLookalike));
        let (key, value) = (headings[at].key, cell.to_owned());
        invisible.into_iter().chain(lookalike).map(move |what| Problem { key, value: value.clone(), what })
    };
    record.mended_cells().flat_map(problems).collect()
}
