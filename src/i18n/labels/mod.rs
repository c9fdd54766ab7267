//! What stands over a column, by key: one vocabulary for all homes, because a key means the same wherever it stands and its
//! tables are cut by subject, not by who prints them. The Chinese labels of a roster are the headings of the national form.

mod activists;
mod bundles;
mod committee;
mod dues;
mod forms;
mod lakes;
mod ledgers;
mod meetings;
mod orgs;
mod papers;
mod people;
mod plans;
mod records;
mod reports;
mod statistics;
mod transfers;
mod views;

use super::Label;

const TABLES: [&[(&str, Label)]; 17] = [
    people::LABELS,
    orgs::LABELS,
    transfers::LABELS,
    activists::LABELS,
    meetings::LABELS,
    reports::LABELS,
    statistics::LABELS,
    forms::LABELS,
    lakes::LABELS,
    records::LABELS,
    ledgers::LABELS,
    committee::LABELS,
    dues::LABELS,
    plans::LABELS,
    views::LABELS,
    papers::LABELS,
    bundles::LABELS,
];

/// Every key with its label.
pub fn all() -> impl Iterator<Item = (&'static str, Label)> {
    TABLES.into_iter().flatten().copied()
}

/// The label of a key.
pub fn label(key: &str) -> Option<Label> {
    all().find(|(known, _)| *known == key).map(|(_, label)| label)
}

macro_rules! labels {
    ($( $key:literal: $zh:literal, $en:literal; )+) => {
        pub(super) const LABELS: &[(&str, Label)] = &[ $( ($key, Label { zh: $zh, en: $en }) ),+ ];
    };
}
use labels;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::all;

    #[test]
    fn no_key_has_two_labels() {
        let mut known = BTreeSet::new();
        let twice: Vec<&str> = all().map(|(key, _)| key).filter(|key| !known.insert(*key)).collect();
        assert_eq!(twice, [] as [&str; 0], "the first would stand over both");
    }

    /// Heads that are the same word in both languages.
    const OF_BOTH: [&str; 1] = ["SHA-256"];

    #[test]
    fn each_head_is_of_its_language() {
        let is_chinese = |text: &str| text.contains(|c: char| ('一'..='龥').contains(&c));
        let is_wrong = |zh: &str, en: &str| is_chinese(en) || (!is_chinese(zh) && !OF_BOTH.contains(&zh));
        let wrong: Vec<_> = all().filter(|(_, label)| is_wrong(label.zh, label.en)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
