//! Which numbers are personal, and how they are shown to everybody: `330402********1234`, `138****5678`. Decided here and
//! nowhere else.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// Masks an identity number: the division and the last four stay (`330402********1234`).
pub fn mask_id_no(id_no: &str) -> String {
    mask_between(id_no, 6, 4)
}

/// Masks a telephone number: `138****5678`; of a shorter one about the middle half; each of several.
pub fn mask_phone(phone: &str) -> String {
    if phone.contains('/') {
        return phone.split('/').map(mask_phone).collect::<Vec<_>>().join("/");
    }
    let length = phone.chars().count();
    if length >= 11 { mask_between(phone, 3, 4) } else { mask_between(phone, length / 4, length / 4) }
}

fn mask_between(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let hidden = |at: usize| length <= head + tail || (at >= head && at < length - tail);
    text.chars().enumerate().map(|(at, c)| if hidden(at) { '*' } else { c }).collect()
}

/// Masks what may be a personal number in a text that somebody typed where one belongs: identity numbers (15 or 18
/// places, or about so many where one is misspelt), mobile numbers (11 digits from 1), telephones with their area code.
pub fn mask_numbers(text: &str) -> String {
    masked_whole(text).unwrap_or_else(|| masked(text, Sureness::Suspected))
}

/// Masks what is a personal number for certain, in any text: an identity number holds a day of birth, a mobile number
/// begins with 13 to 19, a fixed telephone with its area code. Times, codes and document numbers stay as they are.
pub fn mask_sure(text: &str) -> Cow<'_, str> {
    // Most texts are shorter than any such number, or have no digit.
    if text.len() < 10 || text.chars().filter(|c| digit(*c).is_some()).nth(9).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(masked(text, Sureness::Certain))
}

/// Whether a text holds a number that was masked, by these rules or others: digits, stars, digits.
pub fn is_masked(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("***") {
        let after = after.trim_start_matches('*');
        let begins = after.starts_with(|c| digit(c).is_some() || matches!(c, 'x' | 'X'));
        if begins && before.ends_with(|c| digit(c).is_some()) {
            return true;
        }
        rest = after;
    }
    false
}

/// How sure it must be that a number is personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sureness {
    Suspected,
    Certain,
}

/// The digit that a character stands for, of full width or not.
fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

fn masked(text: &str, sureness: Sureness) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| digit(c).is_some()) {
        let (before, run) = rest.split_at(start);
        let (run, after) = run.split_at(run_length(run));
        masked.push_str(before);
        masked.push_str(&masked_run(run, sureness).unwrap_or_else(|| run.to_owned()));
        rest = after;
    }
    masked + rest
}

/// How long the number is that a text begins with: its digits, the check sign of an identity number, and what follows
/// the hyphen after an area code.
fn run_length(text: &str) -> usize {
    let length = |text: &str| text.find(|c: char| digit(c).is_none()).unwrap_or(text.len());
    let digits = length(text);
    let count = text[..digits].chars().count();
    let after = text[digits..].chars().next();
    match after {
        Some('x' | 'X' | 'Ｘ' | 'ｘ') if count == 17 => digits + after.map_or(0, char::len_utf8),
        Some('-' | '—' | '－' | '–') if (3..=4).contains(&count) && text.starts_with(['0', '０']) => {
            let hyphen = after.map_or(0, char::len_utf8);
            let number = &text[digits + hyphen..];
            let end = length(number);
            if (7..=8).contains(&number[..end].chars().count()) { digits + hyphen + end } else { digits }
        }
        _ => digits,
    }
}

fn masked_run(run: &str, sureness: Sureness) -> Option<String> {
    let plain: String = run.chars().map(|c| digit(c).unwrap_or(c)).collect();
    let is_mobile =
        |number: &str| number.len() == 11 && number.starts_with('1') && matches!(number.as_bytes()[1], b'3'..=b'9');
    let is_fixed = plain.starts_with('0') && (10..=12).contains(&plain.chars().filter(char::is_ascii_digit).count());
    match (plain.chars().count(), sureness) {
        (14..=20, Sureness::Suspected) => Some(mask_id_no(run)),
        (11, Sureness::Suspected) if plain.starts_with('1') => Some(mask_phone(run)),
        (15 | 18, Sureness::Certain) if holds_a_birth(&plain) => Some(mask_id_no(run)),
        (11, Sureness::Certain) if is_mobile(&plain) => Some(mask_phone(run)),
        (13, _) if plain.strip_prefix("86").is_some_and(is_mobile) => Some(mask_between(run, 5, 4)),
        _ if is_fixed => Some(mask_phone(run)),
        _ => None,
    }
}

/// Whether a day stands where an identity number has the day of birth.
fn holds_a_birth(number: &str) -> bool {
    let part = |from: usize, to: usize| number.get(from..to).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day) = if number.len() == 15 {
        (1900 + part(6, 8), part(8, 10), part(10, 12))
    } else {
        (part(6, 10), part(10, 12), part(12, 14))
    };
    (1880..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// The text masked if it is nothing but one such number, however it is written: in groups, in full-width digits.
fn masked_whole(text: &str) -> Option<String> {
    let plain: String = text.nfkc().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\'' | '’')).collect();
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    match (digits, plain.len()) {
        (15, 15) | (18, 18) => Some(mask_id_no(&plain)),
        (17, 18) if plain.ends_with(['x', 'X']) => Some(mask_id_no(&plain)),
        (11, 11) if plain.starts_with('1') => Some(mask_phone(&plain)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_masked() {
        assert_eq!(mask_id_no("33040219800101123X"), "330402********123X");
        assert_eq!(mask_phone("13812345678"), "138****5678");
        assert_eq!(mask_phone("13812345678/82012345"), "138****5678/82****45");
        assert_eq!(mask_phone("82012345"), "82****45");
        assert_eq!(mask_phone("0573-82012345"), "057******2345");
        assert_eq!(
            mask_numbers("--id-no 33040219800101123x --phone=13812345678 --letter 2011"),
            "--id-no 330402********123x --phone=138****5678 --letter 2011"
        );
        for spelling in ["330402 19800101 123X", "３３０４０２19800101123X", "'33040219800101123X"] {
            assert_eq!(mask_numbers(spelling), "330402********123X", "{spelling}");
        }
        assert_eq!(mask_numbers("138-1234-5678"), "138****5678");
        assert_eq!(mask_numbers("2011-05-01"), "2011-05-01");
    }

    #[test]
    fn what_is_sure_is_masked_in_any_text_and_nothing_else() {
        for (text, shown) in [
            ("南湖路1号(13812345678)", "南湖路1号(138****5678)"),
            ("南湖路１３８１２３４５６７８", "南湖路１３８****５６７８"),
            ("电话0573-82012345转2", "电话057******2345转2"),
            ("电话057382012345", "电话057*****2345"),
            ("+8613812345678", "+86138****5678"),
            ("33040219800101123X.csv", "330402********123X.csv"),
            ("130503670401001", "130503*****1001"),
        ] {
            assert_eq!(mask_sure(text), shown, "{text}");
        }
        assert!(is_masked("南湖路1号138****5678") && is_masked("330402********123X") && is_masked("82****45"));
        assert!(!is_masked("重要***") && !is_masked("3 *** 4") && !is_masked("138**5678"));
        for text in [
            "20111126093000.csv",
            "913304005633012345",
            "嘉委发〔2011〕18号",
            "2011-0001",
            "330400000001",
            "2011-05-01 2012-06-02",
            "12345678901",
        ] {
            assert_eq!(mask_sure(text), text, "{text}");
        }
    }
}
