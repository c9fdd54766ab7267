//! Names of people, orgs and units as they are kept, and as they are compared.
//!
//! Each row of an import comes by here, so a glance at the bytes tells that most names are sound.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use super::signs::plain;

/// The dot within a name: 阿卜杜拉·买买提.
const DOT: char = '·';

/// A name as it is kept: without blanks and line breaks beside a Chinese sign, which are layout (elsewhere one blank parts
/// the words), every dot within it a `·`, full-width letters and digits as plain ones.
pub fn name(typed: &str) -> Cow<'_, str> {
    // All at once, as they stand in a row: no byte but those of visible ASCII without the full stop, and of ideographs.
    let usual = |byte: u8| (byte.wrapping_sub(b'!') < 0x5e) & (byte != b'.') | is_of_ideograph(byte);
    if typed.bytes().fold(true, |all, byte| all & usual(byte)) {
        return typed.into();
    }
    let narrow: String = typed.chars().map(half_width).collect();
    let signs = with_dots(plain(&narrow).trim());
    let mut kept = String::with_capacity(typed.len());
    for (at, c) in signs.iter().copied().enumerate() {
        let beside = [kept.chars().next_back(), next_visible(&signs[at + 1..])];
        if !c.is_whitespace() {
            kept.push(c);
        } else if !kept.ends_with(' ') && !beside.iter().flatten().any(|beside| is_chinese(*beside)) {
            kept.push(' ');
        }
    }
    if kept == typed { typed.into() } else { kept.into() }
}

/// The signs of a name, each dot within it as it is kept.
fn with_dots(text: &str) -> Vec<char> {
    let mut signs: Vec<char> = text.chars().collect();
    let mut before = None;
    for at in 0..signs.len() {
        if is_dot(signs[at], before, next_visible(&signs[at + 1..])) {
            signs[at] = DOT;
        }
        before = Some(signs[at]).filter(|c| !c.is_whitespace()).or(before);
    }
    signs
}

fn next_visible(signs: &[char]) -> Option<char> {
    signs.iter().copied().find(|c| !c.is_whitespace())
}

/// What a name is compared by: with or without the dots, in any width and case.
pub fn name_key(typed: &str) -> String {
    if typed.bytes().all(is_of_ideograph) {
        return typed.to_owned();
    }
    name(typed).nfkc().filter(|c| !c.is_whitespace() && *c != DOT).flat_map(char::to_lowercase).collect()
}

/// Whether what was typed stands in a name, as it is written or as names are compared; `key` is what is typed as
/// [`name_key`] has it.
pub fn is_within(name: &str, typed: &str, key: &str) -> bool {
    let has = |text: &str, part: &str| memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    has(name, typed)
        || !key.is_empty()
            && (key != typed && has(name, key) || !name.bytes().all(is_of_ideograph) && has(&name_key(name), key))
}

/// Whether a byte is of an ideograph of three bytes, as nearly all are, and as only they are.
fn is_of_ideograph(byte: u8) -> bool {
    matches!(byte, 0x80..=0xbf | 0xe4..=0xe9)
}

/// Whether a sign is the dot within a name: one of those typed for it between two letters, a full stop between two Chinese
/// signs.
fn is_dot(c: char, before: Option<char>, after: Option<char>) -> bool {
    let between = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    match c {
        DOT | '•' | '・' | '‧' | '∙' | '⋅' | '●' | '･' | '⸱' | '\u{387}' | '˙' | '⦁' | '᛫' => {
            between(char::is_alphabetic)
        }
        '.' | '﹒' | '｡' => between(is_ideograph),
        _ => false,
    }
}

/// Full-width letters, digits, dots and blanks as plain ones. Brackets and commas stay as they are written.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Whether blanks beside a sign are layout.
fn is_chinese(c: char) -> bool {
    c == DOT || is_ideograph(c) || matches!(c, '（' | '）')
}

/// Whether a sign is an ideograph, a rare one or one of private use among them.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{e000}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_beside_chinese_signs_go() {
        for typed in ["张　三", "张 三", "张\n三", "张\t三", "张\u{a0}三", "张\u{2003}三", "张\u{200b}三", " 张三\r\n"]
        {
            assert_eq!(name(typed), "张三", "{typed:?}");
        }
        assert_eq!(name("John \n Smith"), "John Smith");
        assert_eq!(name("J. R. Smith"), "J. R. Smith");
        assert_eq!(name("福建商会\n党支部"), "福建商会党支部");
        assert_eq!(name("IBM  中国 Party Branch 党支部"), "IBM中国Party Branch党支部");
        assert_eq!(name("ＩＢＭ（中国） 党支部"), "IBM（中国）党支部");
    }

    #[test]
    fn every_dot_of_a_name_is_one() {
        for dot in ["·", "•", "・", "‧", "∙", "⋅", "●", "･", ".", "．", "﹒", " · ", "\u{387}"] {
            let typed = format!("阿依古丽{dot}热合曼");
            assert_eq!(name(&typed), "阿依古丽·热合曼", "{dot}");
            assert_eq!(name_key(&typed), "阿依古丽热合曼", "{dot}");
        }
        assert_eq!(name("●张三"), "●张三");
        assert_eq!(name("1.张三"), "1.张三");
        assert_eq!(name("A.B.公司"), "A.B.公司");
    }

    #[test]
    fn names_that_are_sound_stay() {
        for typed in
            ["张三", "龙𬭚", "㐂", "O'Neill", "Иван Петров", "张三（大）", "李明(女)", "\u{e863}", "张三、李四"]
        {
            assert_eq!(name(typed), typed);
        }
    }

    proptest::proptest! {
        #[test]
        fn a_name_that_is_kept_is_kept_as_it_is(typed in "[张远 ·•.a1\u{200b}\u{2fa6}（Ａ\u{301}]{0,8}|.{0,6}") {
            let kept = name(&typed).into_owned();
            assert_eq!(name(&kept), kept);
            assert_eq!(name_key(&kept), name_key(&typed));
        }
    }

    #[test]
    fn names_are_compared_in_any_width() {
        assert_eq!(name_key("福建商会（筹） 党支部"), name_key("福建商会(筹)党支部"));
        assert_eq!(name_key("ＩＢＭ"), name_key("ibm"));
        assert_ne!(name_key("方远"), name_key("方小远"));
    }
}
