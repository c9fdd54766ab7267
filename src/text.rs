//! Small things done to text: folding spellings together, masking personal numbers, making a line safe for a
//! terminal, and matching pinyin.

mod lines;
mod mask;
mod name;
mod near;
mod pinyin;
mod signs;
mod wide;

use std::borrow::Cow;

pub use lines::{lines, padded, width};
pub(crate) use mask::is_province;
pub use mask::{is_masked, mask_document, mask_id_no, mask_numbers, mask_phone, mask_sure, parted_by};
pub use name::{is_ideograph, is_within, name, name_key};
pub use near::nearest;
pub use pinyin::{Leads, initials_are, initials_contain, leads, letters, person_spelt, person_spelt_within};
pub use signs::{Mended, is_invisible, is_surely_plain, mended, plain};
pub use wide::argument;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// Folds a text for comparison: full-width forms to half-width (NFKC), lower case, no white space, no invisible signs.
/// Most words are folded already: the common ideographs, and what can be seen of ASCII but for capitals, stay as they are.
pub fn fold(text: &str) -> Cow<'_, str> {
    let stays = |c: char| (c.is_ascii_graphic() && !c.is_ascii_uppercase()) || matches!(c, '\u{4e00}'..='\u{9fff}');
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let says_something = |c: &char| !c.is_whitespace() && !is_invisible(*c);
    plain(text).nfkc().flat_map(char::to_lowercase).filter(says_something).collect()
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Yes or no, in either language and as rosters tick it.
pub fn yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "是" => return Some(true),
        "否" => return Some(false),
        _ => {}
    }
    match &*fold(typed) {
        "是" | "有" | "yes" | "y" | "true" | "1" | "√" => Some(true),
        "否" | "不是" | "无" | "没有" | "no" | "n" | "false" | "0" | "×" => Some(false),
        _ => None,
    }
}

/// The items of a list as typed: parted by commas or semicolons of either width or by 、, without the blanks around them.
pub fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split([',', '，', '、', ';', '；']).map(str::trim)
}

/// The items of an option that takes a list and may be given several times.
pub fn all_items(lists: &[String]) -> Vec<String> {
    lists.iter().flat_map(|list| items(list)).map(str::to_owned).collect()
}

/// A number without the decimals that a spreadsheet gave it: `15900000001.0`.
pub fn without_decimals(typed: &str) -> &str {
    typed.strip_suffix(".0").filter(|head| head.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(typed)
}

/// A text as it is kept: without the blanks around it, its lines ended as here; nothing, if nothing else is there.
pub fn typed(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(|text| with_our_lines(text.into()).into_owned())
}

/// A text whose lines end as here, not as Windows and old systems end them: a file would give them back so.
pub fn with_our_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text }
}

/// A name as it is kept, see [`name()`]; nothing, if nothing else is there.
pub fn typed_name(text: Option<&str>) -> Option<String> {
    text.map(name).filter(|name| !name.is_empty()).map(Cow::into_owned)
}

/// The beginning of a long text: enough to know which one it is. No personal number is parted, so that it can be masked
/// after.
pub fn shortened(text: &str) -> Cow<'_, str> {
    beginning(text, 60)
}

/// So many characters of a text, to the end of a personal number that would be parted.
pub fn beginning(text: &str, characters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(characters).map(|(cut, _)| parted_by(text, cut).end) {
        Some(end) if end < text.len() => format!("{}…", &text[..end]).into(),
        _ => text.into(),
    }
}

/// Whether a character could steer a terminal or turn the reading order around: C0 and C1 controls, DEL, and the
/// bidirectional and invisible formatting characters.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{feff}' | '\u{2028}' | '\u{2029}')
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// A name that every file system takes for a file, of at most so many bytes: nothing that parts folders or means something to one, no
/// dots or blanks at its ends.
pub fn file_name(text: &str, bytes: usize) -> String {
    let is_bad = |c: char| is_unsafe(c) || r#"/\:*?"<>|"#.contains(c);
    let plain: String = text.chars().map(|c| if is_bad(c) { '_' } else { c }).collect();
    let is_idle = |c: char| c == '.' || c.is_whitespace();
    let plain = plain.trim_matches(is_idle);
    let plain = plain[..plain.floor_char_boundary(bytes)].trim_end_matches(is_idle);
    if plain.is_empty() { "_".to_owned() } else { plain.to_owned() }
}

/// One line that is safe on a terminal: line breaks become `⏎`, tabs a blank, other unsafe characters `�`.
pub fn one_line(text: &str) -> String {
    if !text.chars().any(is_unsafe) {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "⏎");
    text.chars()
        .map(|c| match c {
            '\n' | '\r' => '⏎',
            '\t' => ' ',
            c if is_unsafe(c) => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// Like [`one_line`], but line breaks stay.
pub fn safe(text: &str) -> String {
    text.split('\n').map(|line| one_line(line.trim_end_matches('\r'))).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_one_that_every_file_system_takes() {
        for (text, name) in [
            ("福建商会党支部", "福建商会党支部"),
            ("甲/乙:丙\\丁", "甲_乙_丙_丁"),
            ("..\u{7}隐藏. ", "_隐藏"),
            (".. ", "_"),
        ] {
            assert_eq!(file_name(text, 255), name, "{text}");
        }
        assert_eq!(file_name("党支部", 8), "党支", "a character has three bytes");
        assert_eq!(file_name("ab .c", 4), "ab");
    }

    #[test]
    fn folding_joins_widths_cases_and_blanks() {
        assert_eq!(fold("　公民身份证号（码）\n"), "公民身份证号(码)");
        assert_eq!(fold("Full On"), "fullon");
        assert_eq!(fold("full-on"), "full-on");
    }

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(one_line("a\u{1b}[31mb\r\nc\u{202e}d\te"), "a\u{fffd}[31mb⏎c\u{fffd}d e");
        assert_eq!(safe("a\nb\u{7}"), "a\nb\u{fffd}");
    }
}
