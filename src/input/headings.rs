//! Which row holds the headings, and which column is what.

use crate::i18n::{Label, label};
use crate::text;

/// A column that an importer knows: its key and the headings that rosters use for it. The key and its labels in both
/// languages are known anyway.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The stable English key.
    pub key: &'static str,
    /// Other headings met in rosters.
    pub synonyms: &'static [&'static str],
}

/// The columns of a file: which heading stands over which.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Columns {
    /// For each known heading, the column it stands over.
    at: Vec<Option<usize>>,
    /// Headings that are not known, as written.
    pub unknown: Vec<String>,
}

impl Columns {
    /// Reads a row as headings; `None` if fewer than two of its cells are known ones (one, if it has only one cell).
    pub fn read<'r>(cells: impl Iterator<Item = &'r str>, known: &[Heading]) -> Option<Self> {
        let mut columns = Self { at: vec![None; known.len()], unknown: Vec::new() };
        let (mut hits, mut filled) = (0, 0);
        for (column, cell) in cells.enumerate() {
            if cell.trim().is_empty() {
                continue;
            }
            filled += 1;
            match position(cell, known).filter(|at| columns.at[*at].is_none()) {
                Some(at) => {
                    columns.at[at] = Some(column);
                    hits += 1;
                }
                None => columns.unknown.push(text::one_line(cell.trim())),
            }
        }
        columns.unknown.retain(|heading| text::fold(heading) != "序号");
        (hits >= 2 || (hits == 1 && filled == 1)).then_some(columns)
    }

    /// The column of the `at`-th known heading.
    pub fn of(&self, at: usize) -> Option<usize> {
        self.at[at]
    }
}

fn position(cell: &str, known: &[Heading]) -> Option<usize> {
    let whole = text::fold(cell);
    let by_name = |name: &str| known.iter().position(|heading| answers(heading, name));
    by_name(&whole).or_else(|| by_name(without_hint(&whole)))
}

fn answers(heading: &Heading, name: &str) -> bool {
    let labels = label(heading.key).unwrap_or(Label { zh: "", en: "" });
    let own = [heading.key, labels.zh, labels.en];
    own.iter().chain(heading.synonyms).any(|known| text::fold(known) == name)
}

/// A heading without its star, colon, or hint in brackets: `入党时间*(年月日)` → `入党时间`.
fn without_hint(heading: &str) -> &str {
    let bare = match heading.find('(') {
        Some(at) if at > 0 => &heading[..at],
        _ => heading,
    };
    bare.trim_matches(['*', ':', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[Heading] = &[
        Heading { key: "name", synonyms: &["党员姓名"] },
        Heading { key: "joined", synonyms: &["入党时间"] },
        Heading { key: "phone", synonyms: &["联系电话"] },
        Heading { key: "landline", synonyms: &["联系电话(固定电话)"] },
    ];

    #[test]
    fn headings_are_known_however_they_are_dressed() {
        let row = ["序号", "姓　名", "入党\n时间（年月日）*", "联系电话（固定电话）", "联系电话（手机）：", "星座"];
        let columns = Columns::read(row.into_iter(), KNOWN).unwrap();
        assert_eq!([0, 1, 2, 3].map(|at| columns.of(at)), [Some(1), Some(2), Some(4), Some(3)]);
        assert_eq!(columns.unknown, ["星座"]);
    }

    #[test]
    fn keys_and_labels_are_headings_and_titles_are_not() {
        assert!(Columns::read(["name", "joined"].into_iter(), KNOWN).is_some());
        assert!(Columns::read(["name"].into_iter(), KNOWN).is_some());
        assert!(Columns::read(["嘉兴市福建商会党支部党员名册", "", ""].into_iter(), KNOWN).is_none());
    }
}
