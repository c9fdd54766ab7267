//! Telephone numbers as people write them: in groups, with an extension, several in one cell, with words around them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::i18n::texts;
use crate::i18n::{Text, say, says};
use crate::id_no::is_spoiled;
use crate::text::{is_ideograph, plain, without_decimals};

/// The fewest digits of a number that reaches somebody from anywhere in its town.
const LOCAL: usize = 7;
/// The fewest digits of a number with its area code.
const WITH_AREA: usize = 10;
/// The digits of a mobile number, which begins with 1.
const MOBILE: usize = 11;
/// What else stands for 转 before an extension.
const EXTENSION: [&str; 6] = ["分机号", "分机", "ext.", "ext", "EXT", "#"];
/// No number has more digits in one run.
const LONGEST: usize = 16;

/// The numbers of a cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Phones<'t> {
    /// Each once, in the order of the cell, parted by `/`; mobile numbers as eleven digits.
    pub kept: Cow<'t, str>,
    /// Whether words around them were left out.
    pub had_words: bool,
}

/// Reads what somebody wrote for one telephone or several: parted by `/`, `、`, commas, blanks or line breaks.
///
/// Refuses what is no number, masked, or spoiled by a spreadsheet.
pub fn read(typed: &str) -> Result<Phones<'_>, Text> {
    let typed = without_decimals(typed);
    if typed.bytes().all(|byte| byte.is_ascii_digit()) && is_mobile(typed) {
        return Ok(Phones { kept: typed.into(), had_words: false });
    }
    if is_common_landline(typed) && (has_area(typed) || (!is_nobodys(typed) && !is_misspelt(typed))) {
        return Ok(Phones { kept: typed.into(), had_words: false });
    }
    let text: String = plain(typed).nfkc().collect();
    if text.contains('*') {
        return Err(say!(PhoneMasked));
    }
    if is_spoiled(&text.to_ascii_uppercase()) {
        return Err(say!(NumberSpoiled));
    }
    let Parted { parts, had_words } = parted(&text)?;
    let mut numbers: Vec<String> = parts.iter().flat_map(|part| numbers(part)).collect();
    if !numbers.iter().any(|number| digits(number).len() >= LOCAL) {
        return Err(say!(PhoneBad));
    }
    // The number of a word, as in 手机1, is none; behind a / it is the last digit of a neighbouring line.
    numbers.retain(|number| !had_words || digits(number).len() > 2);
    if numbers.iter().any(|number| is_misspelt(number) || is_nobodys(number)) {
        return Err(say!(PhoneBad));
    }
    let mut kept: Vec<String> = Vec::new();
    for number in numbers {
        if !kept.iter().any(|known| subscriber(known) == subscriber(&number)) {
            kept.push(number);
        }
    }
    Ok(Phones { kept: kept.join("/").into(), had_words })
}

/// The same of an org, where a word beside the number may say whose it is: as written, if there are any.
pub fn read_as_written(typed: &str) -> Result<Cow<'_, str>, Text> {
    match read(typed) {
        Ok(phones) if !phones.had_words => Ok(phones.kept),
        Err(what) if !says!(what, PhoneBad) => Err(what),
        _ => Ok(without_decimals(typed).into()),
    }
}

/// A text cut where one number certainly ends.
struct Parted {
    parts: Vec<String>,
    had_words: bool,
}

/// Cuts at what parts numbers and at words; fails at a letter within a number, where a digit was meant.
fn parted(text: &str) -> Result<Parted, Text> {
    let mut text = EXTENSION.iter().fold(text.to_owned(), |text, word| text.replace(word, "转"));
    if text.split('.').all(|group| digits(group).len() >= 3) {
        text = text.replace('.', "-");
    }
    let (mut parts, mut had_words) = (vec![String::new()], false);
    let mut word = String::new();
    for c in text.chars() {
        let part = parts.last_mut().expect("one is there from the beginning");
        let is_part = is_of_number(c);
        if is_part && !word.is_empty() {
            let within = c.is_ascii_digit() && part.ends_with(|c: char| c.is_ascii_digit());
            if within && !word.contains(|c: char| is_ideograph(c) || c == ':') {
                return Err(say!(PhoneBad));
            }
            word.clear();
            parts.push(c.into());
        } else if is_part && (c != '(' || digits(part).len() < LOCAL) {
            part.push(if is_dash(c) { '-' } else { c });
        } else if is_part || is_between(c) {
            parts.push(String::new());
        } else {
            had_words = true;
            word.push(c);
        }
    }
    Ok(Parted { parts, had_words })
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || is_dash(c) || matches!(c, ' ' | '+' | '(' | ')' | '转')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}')
}

/// What parts numbers, and quotation marks that a spreadsheet or a person put around them.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '/' | '\\' | '、' | ',' | ';' | '|' | '或' | '和' | '及' | '&' | '\'' | '"' | '‘' | '’')
}

/// The numbers of a part: blanks stand between numbers, and between the groups of one.
fn numbers(part: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for group in trimmed(part).split_whitespace() {
        match numbers.last_mut() {
            Some(number) if !is_whole(number) || !begins_another(group) => {
                number.push(' ');
                number.push_str(group);
            }
            _ => numbers.push(group.to_owned()),
        }
    }
    numbers.into_iter().filter(|number| !digits(number).is_empty()).flat_map(|number| in_form(&number)).collect()
}

/// Whether nothing need follow: a mobile number, one with its area code, or a local one.
fn is_whole(number: &str) -> bool {
    let digits = subscriber(number);
    match digits.as_bytes().first() {
        Some(b'1') => digits.len() >= MOBILE,
        Some(b'0') => digits.len() >= WITH_AREA,
        _ => digits.len() >= LOCAL,
    }
}

/// Whether a group of digits begins a number: it is one, a country or area code, or the first three of a mobile number.
fn begins_another(group: &str) -> bool {
    let digits = digits(group);
    digits.len() >= LOCAL
        || group.starts_with(['+', '('])
        || (digits.starts_with('0') && matches!(digits.len(), 3 | 4))
        || (digits.starts_with('1') && digits.len() == 3)
}

/// A number as it is kept: a mobile one as eleven digits, two that ran together apart, others as written.
fn in_form(number: &str) -> Vec<String> {
    let all = digits(number);
    if all.len() == 2 * MOBILE && [&all[..MOBILE], &all[MOBILE..]].into_iter().all(is_mobile) {
        return vec![all[..MOBILE].to_owned(), all[MOBILE..].to_owned()];
    }
    if all.len() == MOBILE && all.starts_with('1') && !number.contains('转') {
        return vec![all];
    }
    let number = trimmed(number);
    let is_odd = number.matches('(').count() != number.matches(')').count();
    let number = if is_odd { number.replace(['(', ')'], "") } else { number.to_owned() };
    let groups: Vec<&str> = trimmed(&number).split_whitespace().collect();
    vec![groups.join(" ")]
}

/// From where a number begins to its last digit.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches(|c: char| c != '+' && c != '(' && !c.is_ascii_digit())
        .trim_end_matches(|c: char| !c.is_ascii_digit())
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// The digits without the code of the country.
fn subscriber(number: &str) -> String {
    let digits = digits(number);
    let rest = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|_| number.starts_with('+')));
    rest.map(str::to_owned).unwrap_or(digits)
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == MOBILE && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
}

/// Whether a number is of digits and dashes, as most landlines are, and nothing that begins like a mobile one.
fn is_common_landline(number: &str) -> bool {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        && (LOCAL..=LONGEST).contains(&digits)
        && number.starts_with(|c: char| c.is_ascii_digit() && c != '1')
        && number.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a landline is an area code and a number, as nearly all are: by a glance neither misspelt nor nobody's.
fn has_area(landline: &str) -> bool {
    let bytes = landline.as_bytes();
    let dashes = bytes.iter().filter(|byte| **byte == b'-').count();
    dashes <= 1
        && matches!(bytes, [b'0', b'1'..=b'9', ..])
        && (WITH_AREA..=WITH_AREA + 2).contains(&(bytes.len() - dashes))
}

/// A mobile number of a range that is not given out, or with a digit too few or too many, however it is grouped (no other
/// number begins so and is so long); an area code with too little behind it; more digits in a row than any number has.
fn is_misspelt(number: &str) -> bool {
    let own = subscriber(number.split('转').next().unwrap_or_default());
    let like_mobile = own.starts_with('1') && (9..=13).contains(&own.len());
    let is_short = own.starts_with('0') && own.len() < WITH_AREA;
    let is_bare = number.bytes().all(|byte| byte.is_ascii_digit());
    let longest = if is_bare { LONGEST } else { WITH_AREA + 2 };
    let runs_on = number.split(|c: char| !c.is_ascii_digit()).any(|group| group.len() > longest);
    runs_on || is_short || (like_mobile && !is_mobile(&own))
}

/// What only fills the cell: noughts, one digit over and over, a day (`2001-07-01`, `19800101`). No local number begins
/// with 1.
fn is_nobodys(number: &str) -> bool {
    let all = digits(number);
    let is_one_digit = all.bytes().all(|byte| Some(&byte) == all.as_bytes().first());
    let is_day = || {
        let groups: Vec<&str> = number.split('-').collect();
        matches!(groups[..], [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2)
    };
    all.starts_with("000")
        || (is_one_digit && all.len() >= MOBILE)
        || (all == number && all.starts_with('1') && matches!(all.len(), LOCAL | 8))
        || is_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(typed: &str) -> String {
        match read(typed) {
            Ok(Phones { kept, had_words: false }) => kept.into_owned(),
            Ok(Phones { kept, had_words: true }) => format!("{kept} +"),
            Err(what) => format!("{what:?}"),
        }
    }

    #[test]
    fn one_number_is_kept_in_one_form() {
        for typed in [
            "13800000001",
            "138 0000 0001",
            "138-0000-0001",
            "１３８００００００01",
            "'13800000001",
            "13800000001.0",
            " 13800000001 ",
            "138.0000.0001",
            "\u{202d}13800000001\u{202c}",
            "13800000001/",
            "138－0000－0001",
        ] {
            assert_eq!(kept(typed), "13800000001", "{typed:?}");
        }
    }

    #[test]
    fn landlines_keep_area_code_and_extension() {
        for (typed, number) in [
            ("0573-82012345", "0573-82012345"),
            ("0573－82012345", "0573-82012345"),
            ("０５７３－８２０１２３４５", "0573-82012345"),
            ("0573 82012345", "0573 82012345"),
            ("(0573)82012345", "(0573)82012345"),
            ("（0573）82012345", "(0573)82012345"),
            ("0573-82012345-8001", "0573-82012345-8001"),
            ("0573-82012345转8001", "0573-82012345转8001"),
            ("0573-82012345 转 8001", "0573-82012345 转 8001"),
            ("0573-82012345分机8001", "0573-82012345转8001"),
            ("0573-82012345#8001", "0573-82012345转8001"),
            ("010 8201 0345", "010 8201 0345"),
            ("+86 573 8201 2345", "+86 573 8201 2345"),
            ("+86 13800000001", "+86 13800000001"),
            ("400-800-8000", "400-800-8000"),
            ("82012345", "82012345"),
            ("0573-82012345/6", "0573-82012345/6"),
        ] {
            assert_eq!(kept(typed), number, "{typed:?}");
        }
    }

    #[test]
    fn several_numbers_are_told_apart() {
        for typed in [
            "13800000001/13800000002",
            "13800000001、13800000002",
            "13800000001 13800000002",
            "13800000001\n13800000002",
            "13800000001，13800000002",
            "138 0000 0001 138 0000 0002",
            "138-0000-0001；138-0000-0002",
            "１３８００００００01　１３８００００００02",
            "1380000000113800000002",
            "13800000001/13800000002/13800000001",
            "13800000001 (13800000002)",
            "13800000001或13800000002",
        ] {
            assert_eq!(kept(typed), "13800000001/13800000002", "{typed:?}");
        }
        for (typed, numbers) in [
            ("0573 82012345 13800000001", "0573 82012345/13800000001"),
            ("0573-82012345 13800000001", "0573-82012345/13800000001"),
            ("13800000001 0573-82012345转8001", "13800000001/0573-82012345转8001"),
            ("82012345 82012346", "82012345/82012346"),
            ("13800000001/661234", "13800000001/661234"),
            ("13800000001(661234)", "13800000001/661234"),
            ("13800000001/13800000001", "13800000001"),
            ("13800000001/+86 138 0000 0001", "13800000001"),
            ("0086 138 0000 0001 13800000002", "0086 138 0000 0001/13800000002"),
        ] {
            assert_eq!(kept(typed), numbers, "{typed:?}");
        }
    }

    #[test]
    fn words_around_numbers_go_and_are_told() {
        for (typed, numbers) in [
            ("手机：13800000001", "13800000001 +"),
            ("13800000001（本人）", "13800000001 +"),
            ("Tel: 0573-82012345", "0573-82012345 +"),
            ("13800000001(妻)13800000002", "13800000001/13800000002 +"),
            ("手机1：13800000001 手机2：13800000002", "13800000001/13800000002 +"),
            ("☎13800000001", "13800000001 +"),
            ("13800000001手机0573-82012345", "13800000001/0573-82012345 +"),
        ] {
            assert_eq!(kept(typed), numbers, "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for typed in [
            "家里",
            "123",
            "1381234567",
            "12812345678",
            "138000000012",
            "138O0000001",
            "13800000001/1380000002",
            "13800000001 1380000002",
            "手机：1380000000",
            "13800000001138000000021",
            "1.38000000001",
            "",
            "00000000000",
            "0000-0000000",
            "11111111111",
            "88888888888",
            "2001-07-01",
            "2001-7-1",
            "19801212",
            "138 1234 567",
            "138-1234-567",
            "138 1234 56789",
            "(0573) 8222",
            "0573-8222",
            "010-1234567890123",
            "10 8201 0345",
            "13800000001/0000000",
        ] {
            assert_eq!(kept(typed), "PhoneBad", "{typed:?}");
        }
        assert_eq!(kept("138****0001"), "PhoneMasked");
        assert_eq!(kept("1.38E+10"), "NumberSpoiled");
    }

    proptest::proptest! {
        #[test]
        fn what_is_kept_is_read_as_itself(typed in "[0-9 /()+转、\u{4e00}-]{0,28}|(1[3-9][0-9]{9}[ /、]?){1,3}") {
            if let Ok(phones) = read(&typed) {
                assert_eq!(read(&phones.kept), Ok(Phones { kept: phones.kept.as_ref().into(), had_words: false }));
            }
        }
    }

    #[test]
    fn of_an_org_words_stay() {
        assert_eq!(read_as_written("8201 转办公室").as_deref(), Ok("8201 转办公室"));
        assert_eq!(read_as_written("０５７３-82012345").as_deref(), Ok("0573-82012345"));
        assert!(read_as_written("138****0001").is_err());
    }
}
