//! Coded values within a text that a query made: `word('meeting.kind', meeting.kind)` marks one there, [`told`] says it
//! by its label when the language of the reader is known. So one query serves both languages, and for another engine
//! `word` is no more than the four texts put together.

use crate::i18n::Arg;
use crate::lists;

/// What no name on record holds: controls are taken out of whatever is typed.
const OPENS: char = '\u{2}';
const CLOSES: char = '\u{3}';

/// A code of a list, marked as such.
pub(super) fn mark(list: &str, code: &str) -> String {
    format!("{OPENS}{list}:{code}{CLOSES}")
}

/// A text with its marked codes told by their labels. A code that its list does not know is told as it is.
pub(super) fn told(text: &str) -> Arg {
    let mut parts = text.split(OPENS);
    let mut told: Vec<Arg> = parts.next().into_iter().map(Arg::from).collect();
    for part in parts {
        let (marked, rest) = part.split_once(CLOSES).unwrap_or(("", part));
        let (list, code) = marked.split_once(':').unwrap_or_default();
        told.push(lists::word(list, code).map_or_else(|| Arg::from(code), Arg::from));
        told.push(rest.into());
    }
    Arg::Run(told)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn codes_are_told_in_the_language_of_the_reader() {
        let text = told(&format!("{} 2011, {}", mark("meeting.kind", "general"), mark("table", "org_name")));
        assert_eq!(text.say(Lang::Zh), "支部党员大会 2011, 党组织名称");
        assert_eq!(text.say(Lang::En), "general meeting 2011, org name");
    }

    #[test]
    fn what_no_list_knows_is_told_as_it_is() {
        let text = told(&format!("a:b {} \u{2}c", mark("meeting.kind", "picnic")));
        assert_eq!(text.say(Lang::Zh), "a:b picnic c");
    }
}
