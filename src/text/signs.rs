//! Signs that nobody typed: invisible ones that came along when a text was copied, and signs that only look like the
//! one that was meant.

use std::borrow::Cow;
use std::sync::LazyLock;

use foldhash::HashMap;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// What was mended in a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mended {
    /// Signs went that cannot be seen.
    pub invisible: bool,
    /// Radicals and compatibility forms became the ideograph that they stand for.
    pub lookalike: bool,
}

impl Mended {
    /// Whether anything was.
    pub fn any(self) -> bool {
        self.invisible || self.lookalike
    }

    fn note(&mut self, c: char) {
        self.invisible |= is_invisible(c);
        self.lookalike |= is_lookalike(c);
    }
}

/// A text without invisible signs, each ideograph written as itself (NFC), unusual line ends as `\n`. Rare characters that
/// stand for themselves stay. This is what a command line and a file are read through.
pub fn plain(text: &str) -> Cow<'_, str> {
    if is_surely_plain(text) || is_plain(text) {
        return text.into();
    }
    text.chars().filter(|c| !is_invisible(*c)).map(meant).nfc().collect()
}

/// What [`plain`] mends in a text that people should be told of.
pub fn mended(text: &str) -> Mended {
    let mut mended = Mended::default();
    if !is_surely_plain(text) {
        text.chars().for_each(|c| mended.note(c));
    }
    mended
}

/// Whether a text holds nothing but signs that everybody types. Of most stretches a look at all their bytes at once tells
/// it; of the others each sign is looked at that its first byte does not tell.
pub fn is_surely_plain(text: &str) -> bool {
    const STRETCH: usize = 16;
    let (stretches, rest) = text.as_bytes().as_chunks::<STRETCH>();
    let is_usual_all =
        |stretch: &[u8; STRETCH]| stretch.iter().fold(0, |odd, byte| odd | u8::from(!is_usual(*byte))) == 0;
    let is_sign_common = |at: usize| text[at..].chars().next().is_some_and(is_common);
    let each = |from: usize, bytes: &[u8]| {
        bytes.iter().enumerate().all(|(at, byte)| is_usual(*byte) || is_sign_common(from + at))
    };
    let mut stretches = stretches.iter().enumerate();
    stretches.all(|(at, stretch)| is_usual_all(stretch) || each(at * STRETCH, stretch))
        && each(text.len() - rest.len(), rest)
}

/// A byte of ASCII that can be seen, one within a sign, or the first of an ideograph from U+4000 on.
fn is_usual(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') < 0xa0) & (byte != 0x7f) | (byte.wrapping_sub(0xe4) < 6)
}

/// Letters, ideographs and the punctuation of both languages, none of which is made up of others.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\t' | '\n' | '\r' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
        | '\u{3000}'..='\u{3029}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| is_invisible(c) || meant(c) != c) && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// The sign that is meant by one that looks like it, or ends a line like it. Compatibility ideographs are left to NFC.
fn meant(c: char) -> char {
    match c {
        '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\u{2e80}'..='\u{2fd5}' => RADICALS.get(&c).copied().unwrap_or(c),
        _ => c,
    }
}

/// Whether a sign stands for an ideograph that has a code of its own.
fn is_lookalike(c: char) -> bool {
    match c {
        '\u{2e80}'..='\u{2fd5}' => RADICALS.contains_key(&c),
        '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => is_nfc_quick(std::iter::once(c)) == IsNormalized::No,
        _ => false,
    }
}

/// Whether a sign cannot be seen and says nothing: controls but tab and line ends, soft hyphens, joiners, marks of
/// direction, variation selectors, tags, fillers (`Default_Ignorable_Code_Point`, `Cc`, and the blank of Braille).
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{08}' | '\u{0e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{34f}'
        | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The ideograph that each radical stands for.
static RADICALS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("radicals.txt").lines().filter(|line| !line.starts_with('#'));
    let pair = |pair: &str| {
        let mut signs = pair.chars();
        signs.next().zip(signs.next())
    };
    lines.flat_map(str::split_whitespace).filter_map(pair).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_signs_go_wherever_they_stand() {
        for sign in [
            "\u{200d}",
            "\u{202d}",
            "\u{202c}",
            "\u{e0100}",
            "\u{fe0f}",
            "\u{200b}",
            "\u{2060}",
            "\u{ad}",
            "\u{3164}",
            "\u{115f}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{180e}",
            "\u{34f}",
            "\u{61c}",
            "\u{feff}",
            "\0",
            "\u{1}",
            "\u{7f}",
            "\u{9f}",
            "\u{e0041}",
            "\u{fffc}",
            "\u{2066}",
        ] {
            assert_eq!(plain(&format!("{sign}方{sign}远{sign}")), "方远", "{sign:?}");
            assert_eq!(mended(&format!("方{sign}远")), Mended { invisible: true, lookalike: false }, "{sign:?}");
        }
    }

    #[test]
    fn radicals_and_compatibility_forms_become_the_ideograph() {
        for (typed, meant) in [
            // Kangxi radicals 金, 方; supplement: 厂 and the short forms of 马, 龙.
            ("\u{2fa6}", "金"),
            ("\u{2f45}", "方"),
            ("\u{2e81}", "厂"),
            ("\u{2ee2}", "马"),
            ("\u{2ef0}", "龙"),
            // Compatibility ideographs.
            ("\u{f9e8}", "裡"),
            ("\u{f90a}", "金"),
            ("\u{2f804}", "你"),
        ] {
            assert_eq!(plain(typed), meant);
            assert_eq!(mended(typed), Mended { invisible: false, lookalike: true });
        }
    }

    #[test]
    fn what_stands_for_itself_stays() {
        for text in [
            "方远",
            "𠮷野",
            "㐂",
            "龙𬭚",
            "\u{fa0e}",
            "\u{e863}",
            "〇",
            "红船行•看发展",
            "１、２、３、",
            "“青春 使命 奉献”",
            "a\nb\tc\r\n",
            "é",
            "한글",
            "😀",
            "（女）",
            "\u{a0}",
            "阿·买",
            "\u{2e80}",
        ] {
            assert_eq!((plain(text).as_ref(), mended(text)), (text, Mended::default()), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_plain_text_is_plain(typed in ".{0,8}|[a张\u{200b}\u{2fa6}\u{f90a}\u{301}\u{1}\u{2028}]{0,8}") {
            let text = plain(&typed).into_owned();
            assert_eq!(plain(&text), text.as_str());
            assert!(!mended(&text).any());
        }
    }

    #[test]
    fn line_ends_and_accents_are_written_one_way() {
        assert_eq!(plain("a\u{2028}b\u{85}c\u{0b}d"), "a\nb\nc\nd");
        assert_eq!(plain("Mu\u{308}ller"), "Müller");
    }
}
