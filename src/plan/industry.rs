//! How related the industries of two units are: by the divisions and sections of GB/T 4754, to which the words of the office
//! are put in `industries.toml`. Never by letters that two names share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A division 大类 of GB/T 4754.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Division {
    /// Its two digits.
    pub(super) code: String,
    /// The section 门类 it belongs to, a letter.
    pub(super) section: String,
    /// What it is called.
    pub(super) name: String,
    words: Vec<String>,
}

static DIVISIONS: LazyLock<Vec<Division>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Data {
        divisions: BTreeMap<String, Vec<String>>,
    }
    let data: Data = toml::from_str(include_str!("industries.toml")).expect("a test reads the same data");
    let division = |(code, mut told): (String, Vec<String>)| {
        let words = told.split_off(1);
        let name = words[0].clone();
        Division { code, section: told.remove(0), name, words }
    };
    data.divisions.into_iter().map(division).collect()
});

/// The division that a unit belongs to: by the longest word that stands in its industry, else in its name.
pub(super) fn division(industry: Option<&str>, name: &str) -> Option<&'static Division> {
    [industry.unwrap_or_default(), name].into_iter().find_map(|text| {
        let of_division = |division: &'static Division| {
            let words = division.words.iter().filter(|word| text.contains(word.as_str()));
            words.map(String::len).max().map(|length| (length, division))
        };
        // Of two words of one length the earlier division has it.
        DIVISIONS.iter().filter_map(of_division).rev().max_by_key(|(length, _)| *length).map(|(_, division)| division)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_an_office_have_their_division() {
        let code = |industry: &str, name: &str| {
            division(Some(industry).filter(|told| !told.is_empty()), name).map(|division| division.code.as_str())
        };
        for (industry, name, expected) in [
            ("文化娱乐", "娱乐行业协会", Some("90")),
            ("", "嘉兴市网吧协会", Some("90")),
            ("皮革", "海宁市皮革行业协会", Some("19")),
            ("电子商务", "电子商务行业协会", Some("64")),
            ("电子", "", Some("39")),
            ("五金", "五金行业协会", Some("33")),
            ("汽车维修", "", Some("81")),
            ("羊毛衫", "", Some("18")),
            ("综合", "嘉兴市福建商会", None),
        ] {
            assert_eq!(code(industry, name), expected, "{industry} {name}");
        }
    }

    #[test]
    fn every_division_is_of_a_section_and_no_word_stands_twice() {
        let mut words: Vec<&str> = DIVISIONS.iter().flat_map(|division| &division.words).map(String::as_str).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        for division in DIVISIONS.iter() {
            assert!(matches!(division.section.as_bytes(), [b'A'..=b'T']), "{}", division.code);
            assert_eq!(division.code.len(), 2);
        }
    }
}
