//! Which numbers are personal, and how they are shown to everybody: `330402********1234`, `138****5678`. Decided here and
//! nowhere else.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::is_invisible;

/// Masks an identity number: the division and the last four stay (`330402********1234`).
pub fn mask_id_no(id_no: &str) -> String {
    mask_between(id_no, 6, 4)
}

/// Masks what stands where an identity number belongs, whatever it is: of the number of a passport or permit two places stay
/// at either end.
pub fn mask_document(text: &str) -> String {
    let masked = mask_numbers(text);
    let is_one = text.chars().all(char::is_alphanumeric) && text.contains(|c: char| c.is_ascii_alphabetic());
    let has_number = is_one && masked == text && text.chars().filter(|c| digit(*c).is_some()).count() >= 5;
    if has_number { mask_between(text, 2, 2) } else { masked }
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
/// places, or about so many where one is misspelt), mobile numbers (11 digits from 1), telephones with their area code;
/// in one run or in groups.
pub fn mask_numbers(text: &str) -> String {
    masked_whole(text).unwrap_or_else(|| masked(text, Sureness::Suspected))
}

/// Masks what is a personal number for certain, in any text: an identity number holds a day of birth, a mobile number
/// begins with 13 to 19, a fixed telephone with its area code; each in one run or in groups. Times, codes and document
/// numbers stay as they are.
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
    let mut told = 0;
    for number in numbers(text, sureness) {
        masked.push_str(&text[told..number.place.start]);
        masked.push_str(&number.shown);
        told = number.place.end;
    }
    masked + &text[told..]
}

/// The personal number that a cut at this byte would part, whose halves nobody would know for what they are; else nothing
/// but the place of the cut.
pub fn parted_by(text: &str, cut: usize) -> Range<usize> {
    let parted = |number: &Number| number.place.start < cut && cut < number.place.end;
    numbers(text, Sureness::Suspected).into_iter().find(parted).map_or(cut..cut, |number| number.place)
}

/// A personal number in a text: where it stands, and how it is shown.
struct Number {
    place: Range<usize>,
    shown: String,
}

/// The personal numbers in a text, however they are parted by blanks and hyphens. The longest that begins at a place is
/// meant.
fn numbers(text: &str, sureness: Sureness) -> Vec<Number> {
    let groups = groups(text);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < groups.len() {
        let linked = groups[at..].windows(2).take_while(|pair| is_link(&text[pair[0].place.end..pair[1].place.start]));
        let longest = (linked.take(LONGEST).count() + 1).min(LONGEST);
        let found =
            (1..=longest).rev().find_map(|count| Some((count, number(text, &groups[at..at + count], sureness)?)));
        at += found.as_ref().map_or(1, |(count, _)| *count);
        numbers.extend(found.map(|(_, number)| number));
    }
    numbers
}

/// In so many groups, at most, a number is written.
const LONGEST: usize = 9;

/// Digits that stand together, the check sign of an identity number with them.
struct Group {
    place: Range<usize>,
    plain: String,
}

fn groups(text: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut signs = text.char_indices().peekable();
    let mut former = ' ';
    while let Some((start, c)) = signs.next() {
        let mut group = Group { place: start..start + c.len_utf8(), plain: String::new() };
        match digit(c) {
            Some(first) => group.plain.push(first),
            // The check sign alone, as the last group of a number.
            None if is_check(c) && is_separator(former) && !groups.is_empty() => group.plain.push('X'),
            None => {
                former = c;
                continue;
            }
        }
        while let Some((at, c)) = signs.peek().copied() {
            let Some(next) = digit(c).or_else(|| ends_as_check(&text[at..], group.plain.len())) else { break };
            group.plain.push(next);
            group.place.end = at + c.len_utf8();
            former = c;
            signs.next();
        }
        groups.push(group);
    }
    groups
}

/// The check sign of an identity number after so many digits in a group, if a text begins with it.
fn ends_as_check(text: &str, digits: usize) -> Option<char> {
    let mut signs = text.chars();
    signs.next().filter(|c| is_check(*c))?;
    let goes_on = signs.next().is_some_and(|c| digit(c).is_some() || c.is_ascii_alphabetic());
    (digits == 17 || (digits < 10 && !goes_on)).then_some('X')
}

fn is_check(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'Ｘ' | 'ｘ')
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\u{a0}' | '\u{3000}' | '-' | '‐' | '‑' | '–' | '—' | '－' | '_' | '.' | '．' | '·' | ')' | '）'
    ) || is_invisible(c)
}

/// Whether what stands between two groups leaves them one number.
fn is_link(between: &str) -> bool {
    between.chars().all(is_separator) && between.chars().count() <= 3
}

/// The personal number that some groups of digits are together.
fn number(text: &str, groups: &[Group], sureness: Sureness) -> Option<Number> {
    let (start, end) = (groups.first()?.place.start, groups.last()?.place.end);
    let plain: String = groups.iter().map(|group| group.plain.as_str()).collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.plain.len()).collect();
    let written: String = groups.iter().map(|group| &text[group.place.clone()]).collect();
    // The sign of a country code tells what the digits are, so that no cut may part it from them.
    let begin = text[..start].strip_suffix(['+', '＋']).map_or(start, str::len);
    let shown = if is_identity(&plain, &lengths, sureness) {
        mask_id_no(&written)
    } else if let Some(country) = mobile_after(&plain, &lengths, sureness) {
        mask_between(&written, country + 3, 4)
    } else if is_fixed(&plain, &lengths, begin < start) {
        mask_phone(&text[start..end])
    } else {
        return None;
    };
    Some(Number { place: begin..end, shown: format!("{}{shown}", &text[begin..start]) })
}

/// Whether these digits are an identity number. In groups they must begin with a province, lest two days are one.
fn is_identity(plain: &str, lengths: &[usize], sureness: Sureness) -> bool {
    let digits = plain.trim_end_matches('X').len();
    let is_whole = digits == plain.len() || (digits, plain.len()) == (17, 18);
    if !is_whole || plain[..digits].contains('X') {
        return false;
    }
    let in_groups_of_old = || lengths[0] == 6 || lengths.iter().all(|length| *length == lengths[0]);
    match (lengths.len(), plain.len(), sureness) {
        (1, 14..=20, Sureness::Suspected) => true,
        (1, 15 | 18, Sureness::Certain) => holds_a_birth(plain),
        (_, 15, _) => in_groups_of_old() && holds_a_birth(plain) && begins_with_province(plain),
        (_, 18, _) | (_, 16..=20, Sureness::Suspected) => holds_a_birth(plain) && begins_with_province(plain),
        _ => false,
    }
}

/// How many digits of a country code stand before a mobile number, if that is what these digits are. A day, a sum and a
/// number of a paper have shorter groups.
fn mobile_after(plain: &str, lengths: &[usize], sureness: Sureness) -> Option<usize> {
    let country =
        if plain.len() > 11 { ["0086", "86"].into_iter().find(|code| plain.starts_with(code))?.len() } else { 0 };
    let number = &plain[country..];
    let own = if lengths[0] == country && country > 0 { &lengths[1..] } else { lengths };
    let begins = |signs: &str| {
        number.starts_with('1') && signs.contains(number.as_bytes().get(1).map_or(' ', |b| char::from(*b)))
    };
    let is_mobile =
        begins("3456789") || (lengths.len() == 1 && country == 0 && sureness == Sureness::Suspected && begins("012"));
    let in_groups = own.len() == 1 || own.iter().all(|length| *length >= 3);
    (number.len() == 11 && !number.contains('X') && is_mobile && in_groups).then_some(country)
}

/// Whether these digits are a fixed telephone with its area code.
fn is_fixed(plain: &str, lengths: &[usize], is_international: bool) -> bool {
    let (area, number) = match lengths {
        _ if plain.contains('X') => return false,
        [length] => return plain.starts_with('0') && (10..=12).contains(length),
        [2, area, number @ ..] if is_international && plain.starts_with("86") => (*area + 1, number),
        [area, number @ ..] if plain.starts_with('0') && !plain.starts_with("00") => (*area, number),
        _ => return false,
    };
    let length: usize = number.iter().sum();
    (3..=4).contains(&area) && (7..=8).contains(&length) && number.iter().all(|length| *length >= 3)
}

fn begins_with_province(plain: &str) -> bool {
    plain.as_bytes().get(..2).is_some_and(is_province)
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

/// Whether two digits are the code of a province (GB/T 2260), or 91, which numbers of foreigners begin with.
pub(crate) fn is_province(digits: &[u8]) -> bool {
    matches!(
        digits,
        [b'1', b'1'..=b'5']
            | [b'2', b'1'..=b'3']
            | [b'3', b'1'..=b'7']
            | [b'4', b'1'..=b'6']
            | [b'5', b'0'..=b'4']
            | [b'6', b'1'..=b'5']
            | [b'7', b'1']
            | [b'8', b'1'..=b'3']
            | [b'9', b'1']
    )
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
    fn a_cut_parts_no_number() {
        let text = "见330402 19800101 123X号";
        assert_eq!(parted_by(text, 12), 3..23);
        assert_eq!(parted_by(text, 3), 3..3);
        assert_eq!(parted_by(text, 23), 23..23);
        assert_eq!(parted_by("2011-05-01", 6), 6..6);
        assert_eq!(parted_by("电+86 573 8201 2345", 4), 3..20, "its digits alone are no telephone");
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
            ("见 330402 19800101 123X 号", "见 330402********123X 号"),
            ("330402-19800101-123x", "330402********123x"),
            ("3304 0219 8001 0112 3X", "330402********123X"),
            ("330402 1980 01 01 123 X", "330402********123X"),
            ("330402 670401 001", "330402*****1001"),
            ("联系138-1234-5678或139 8765 4321", "联系138****5678或139****4321"),
            ("138 - 123 - 45678", "138****5678"),
            ("138.1234.5678", "138****5678"),
            ("138\u{ad}1234\u{a0}5678", "138****5678"),
            ("＋86 138 1234 5678", "＋86138****5678"),
            ("0086-13812345678", "0086138****5678"),
            ("(0573)8201-2345", "(057*******2345"),
            ("0573 82012345", "057******2345"),
            ("+86 573 8201 2345", "+86 *********2345"),
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
            "2011-05-01 2012-06-02 12",
            "20110501 19800101 12",
            "1234 2011-05-01 123",
            "15 2011-05-01 1",
            "2011-11-26 09.30.00",
            "1380 28 2011 5",
            "0001-2011-0501",
            "12345678901",
        ] {
            assert_eq!(mask_sure(text), text, "{text}");
        }
    }
}
