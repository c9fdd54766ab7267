//! What somebody is known by, and how it is taken out of a text.

use std::collections::BTreeSet;

use crate::text;

/// What stands in the place of what was erased, in every language: it is in the records.
pub(super) const MARK: &str = "已抹除";

/// Shorter numbers could be anything.
const SHORTEST_NUMBER: usize = 7;

/// A value of one character says nothing of anybody.
const SHORTEST_VALUE: usize = 2;

/// What somebody is known by.
#[derive(Debug, Default)]
pub(super) struct Secrets {
    /// What they are and were called.
    names: BTreeSet<String>,
    /// Identity and telephone numbers that nobody else has.
    numbers: BTreeSet<String>,
    /// What else their rows said of them.
    values: BTreeSet<String>,
    /// Whether somebody else has the same name: then it is theirs only where the record concerns them.
    pub(super) shared: bool,
    /// Longer names of others in which theirs stands.
    pub(super) longer: Vec<String>,
}

/// How much of it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looked {
    /// Numbers alone: the name may be another's.
    Numbers,
    /// Name and numbers.
    Names,
    /// And all else that was said of them.
    All,
}

impl Secrets {
    /// Takes what they are called.
    pub(super) fn add_name(&mut self, name: &str) {
        if name != MARK && name.chars().count() >= SHORTEST_VALUE {
            self.names.insert(name.to_owned());
        }
    }

    /// Takes a number of theirs, as written and as its digits alone.
    pub(super) fn add_number(&mut self, number: &str) {
        let digits: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
        for spelt in [number.to_owned(), digits.to_lowercase(), digits] {
            if spelt.len() >= SHORTEST_NUMBER && number != MARK {
                self.numbers.insert(spelt);
            }
        }
    }

    /// Takes what a row said of them.
    pub(super) fn add_value(&mut self, value: &str) {
        if value != MARK && value.chars().count() >= SHORTEST_VALUE {
            self.values.insert(value.to_owned());
        }
    }

    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.names.iter()
    }

    /// Their numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &String> {
        self.numbers.iter()
    }

    /// Numbers that others have, too, tell nothing of them.
    pub(super) fn forget_numbers(&mut self, of_others: &BTreeSet<String>) {
        self.numbers.retain(|number| !of_others.contains(number));
    }

    /// Names and numbers: what a text is searched for.
    pub(super) fn searched(&self) -> Vec<&str> {
        self.names.iter().chain(&self.numbers).map(String::as_str).collect()
    }

    /// Whether a text is their name.
    pub(super) fn is_name(&self, text: &str) -> bool {
        self.names.contains(text)
    }

    /// The mark in the place of a text that is nothing but their name, if nobody else has it: somebody named where no number of a
    /// person was told.
    pub(super) fn named(&self, text: &str) -> Option<String> {
        (!self.shared && self.is_name(text.trim())).then(|| MARK.to_owned())
    }

    /// The same within JSON.
    pub(super) fn named_within(&self, json: &str) -> Option<String> {
        if self.shared {
            return None;
        }
        let without = self
            .names
            .iter()
            .fold(json.to_owned(), |json, name| json.replace(&format!("\"{name}\""), &format!("\"{MARK}\"")));
        (without != json).then_some(without)
    }

    /// Whether a text is a number of theirs.
    pub(super) fn is_number(&self, text: &str) -> bool {
        self.numbers.contains(text)
    }

    /// Whether a text is one of the values that their rows held.
    pub(super) fn is_value(&self, text: &str) -> bool {
        self.values.contains(text)
    }

    /// The text without what is looked for; nothing, if none of it stands there.
    pub(super) fn without(&self, text: &str, looked: Looked) -> Option<String> {
        let mut sought: Vec<&str> = self.numbers.iter().map(String::as_str).collect();
        let masked: Vec<String> =
            self.numbers.iter().flat_map(|number| [text::mask_id_no(number), text::mask_phone(number)]).collect();
        if looked == Looked::All {
            sought.extend(masked.iter().map(String::as_str).filter(|mask| mask.chars().any(char::is_numeric)));
            sought.extend(self.values.iter().map(String::as_str));
        }
        if looked != Looked::Numbers {
            sought.extend(self.names.iter().map(String::as_str));
        }
        // The longest first: a value may hold a name.
        sought.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let mut kept = text.to_owned();
        for word in sought {
            kept = self.cut(&kept, word);
        }
        (kept != text).then_some(kept)
    }

    /// The text with the mark in the place of each word that is no part of another's name.
    fn cut(&self, text: &str, word: &str) -> String {
        let mut kept = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(found) = text[at..].find(word).map(|found| at + found) {
            let is_of_another =
                self.longer.iter().filter_map(|longer| Some((longer, longer.find(word)?))).any(|(longer, before)| {
                    found.checked_sub(before).is_some_and(|start| text[start..].starts_with(longer.as_str()))
                });
            kept.push_str(&text[at..found]);
            kept.push_str(if is_of_another { word } else { MARK });
            at = found + word.len();
        }
        kept.push_str(&text[at..]);
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_out_but_not_of_anothers() {
        let mut secrets = Secrets { longer: vec!["张三丰".into()], ..Secrets::default() };
        secrets.add_name("张三");
        secrets.add_number("138-1234-5678");
        let without = |text: &str| secrets.without(text, Looked::Names);
        assert_eq!(without("张三和张三丰").as_deref(), Some("已抹除和张三丰"));
        assert_eq!(without("电13812345678, 138-1234-5678").as_deref(), Some("电已抹除, 已抹除"));
        assert_eq!(without("张三丰"), None);
        assert_eq!(secrets.without("张三13812345678", Looked::Numbers).as_deref(), Some("张三已抹除"));
        assert_eq!(
            secrets.without("member set 3 --phone 138****5678", Looked::All).as_deref(),
            Some("member set 3 --phone 已抹除")
        );
    }
}
