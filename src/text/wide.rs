//! What is typed while the keyboard writes full-width signs, as Chinese input methods do.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// An argument of a command line as it was meant: a word of full-width letters and digits is that word (`ｍｅｍｂｅｒ`, `２０１１－０５`),
/// also as the value behind `=`, and an option begins with hyphens, whichever dash they became (`－－ｄａｔｅ`, `——日期`). Where a word has
/// other characters it stays, and so does a text that begins with a dash and names no option, which `is_option` tells.
pub fn argument(typed: &str, is_option: impl Fn(&str) -> bool) -> Cow<'_, str> {
    if typed.is_ascii() {
        return typed.into();
    }
    let hyphens = leading_hyphens(typed);
    let Some((hyphens, rest)) = hyphens else { return word(typed) };
    let (name, value) = match rest.split_once(['=', '＝']) {
        Some((name, value)) => (name, Some(value)),
        None => (rest, None),
    };
    let name = word(name);
    if !typed.starts_with('-') && !is_option(&name) {
        return typed.into();
    }
    let value = value.map(|value| format!("={}", word(value))).unwrap_or_default();
    format!("{hyphens}{name}{value}").into()
}

/// The hyphens before the name of an option, and what follows them: a letter, for of a sign or a number alone nobody knows what it is.
fn leading_hyphens(typed: &str) -> Option<(&'static str, &str)> {
    const LONG: [&str; 7] = ["--", "－－", "——", "–-", "––", "—", "−−"];
    const SHORT: [&str; 4] = ["-", "－", "–", "−"];
    let begins = |rest: &str| rest.chars().next().is_some_and(char::is_alphabetic);
    let after = |dashes: &[&str]| dashes.iter().find_map(|dash| typed.strip_prefix(dash)).filter(|rest| begins(rest));
    if let Some(rest) = after(&LONG) {
        return Some(("--", rest));
    }
    // One dash before a word was two hyphens, before a letter one.
    let rest = after(&SHORT)?;
    Some((if typed.starts_with('–') && rest.chars().count() > 1 { "--" } else { "-" }, rest))
}

/// A word of full-width letters and digits, with what stands between them in a day or a list, in half-width. Other signs are a text of
/// somebody's own, kept as it is typed: of `＝1` a spreadsheet would make something else.
fn word(typed: &str) -> Cow<'_, str> {
    let is_wide = |c: char| matches!(c, '\u{ff01}'..='\u{ff5e}');
    if typed.is_ascii() || !typed.chars().all(|c| is_wide(c) || c.is_ascii()) {
        return typed.into();
    }
    let narrow: String = typed.nfkc().collect();
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/' | ':' | ',' | '_');
    if narrow.chars().all(is_of_word) { narrow.into() } else { typed.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_option(name: &str) -> bool {
        name.is_ascii() || name == "日期"
    }

    #[test]
    fn full_width_words_and_dashes_are_as_they_were_meant() {
        for (typed, meant) in [
            ("ｍｅｍｂｅｒ", "member"),
            ("２０１１－０５－０１", "2011-05-01"),
            ("2０11", "2011"),
            ("－－ｄａｔｅ", "--date"),
            ("——日期", "--日期"),
            ("—date=２０１１", "--date=2011"),
            ("–format", "--format"),
            ("–n", "-n"),
            ("－ｎ", "-n"),
            ("--limit=３", "--limit=3"),
            ("－－日期＝昨天", "--日期=昨天"),
            ("－３ｄ", "-3d"),
        ] {
            assert_eq!(argument(typed, is_option), meant, "{typed}");
        }
    }

    #[test]
    fn anything_else_stays() {
        for typed in [
            "张三",
            "——",
            "—",
            "甲（乙）",
            "第２名",
            "a b",
            "",
            "--org=甲（乙）",
            "——献给党",
            "—甲—",
            "＝1",
            "--address=＝1",
            "＠Ａ",
        ] {
            assert_eq!(argument(typed, is_option), typed);
        }
    }
}
