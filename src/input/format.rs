//! Number formats: what a cell is shown as, which is what its author meant by the number in it.

use std::borrow::Cow;

/// How a cell shows its number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// As a number.
    #[default]
    Plain,
    /// As a date or a time.
    Date(Parts),
    /// With a fixed number of digits and what stands between them: `000`, `"GX"0000`.
    Digits(Vec<Piece>),
}

/// The parts of a date that are shown; none of them for a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each part is shown or not")]
pub(super) struct Parts {
    pub(super) year: bool,
    pub(super) month: bool,
    pub(super) day: bool,
    pub(super) time: bool,
}

/// A place of a digit, always shown or only where there is one; or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Digit,
    Optional,
    Text(String),
}

impl Parts {
    /// A whole day.
    pub(super) const DAY: Self = Self { year: true, month: true, day: true, time: false };
    /// A time of day.
    pub(super) const TIME: Self = Self { year: false, month: false, day: false, time: true };

    /// Whether any part of a day is shown.
    pub(super) fn shows_date(self) -> bool {
        self.year || self.month || self.day
    }
}

impl Format {
    /// The format of a code; a number stands for those that East Asian versions of Excel keep without one.
    pub(super) fn of(number: Option<u32>, code: &str) -> Self {
        match number {
            Some(number) if code.is_empty() || code.eq_ignore_ascii_case("general") => Self::of_number(number),
            _ => Self::of_code(code),
        }
    }

    fn of_number(number: u32) -> Self {
        let date = |year, month, day| Self::Date(Parts { year, month, day, time: false });
        match number {
            14 | 15 | 30 | 31 => date(true, true, true),
            22 => Self::Date(Parts { time: true, ..Parts::DAY }),
            17 | 27 | 36 | 50 | 52 | 57 => date(true, true, false),
            16 | 28 | 29 | 51 | 53 | 54 | 58 => date(false, true, true),
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Self::Date(Parts::TIME),
            _ => Self::Plain,
        }
    }

    fn of_code(code: &str) -> Self {
        let tokens = tokens(code);
        let runs = |letters: &str| {
            let is_one = |token: &Token| matches!(token, Token::Letters(letter, _) if letters.contains(*letter));
            tokens.iter().any(is_one)
        };
        if !runs("0#?") && (runs("ymdhs") || runs("e")) {
            return Self::Date(parts(&tokens));
        }
        Self::of_digits(&tokens)
    }

    fn of_digits(tokens: &[Token]) -> Self {
        let (mut pieces, mut is_code) = (Vec::new(), false);
        for token in tokens {
            match token {
                Token::Letters('0', count) => {
                    is_code |= *count > 1;
                    pieces.extend(std::iter::repeat_n(Piece::Digit, (*count).min(32)));
                }
                Token::Letters('#' | '?', count) => {
                    pieces.extend(std::iter::repeat_n(Piece::Optional, (*count).min(32)));
                }
                Token::Text(text) => {
                    is_code |= text.contains(|c: char| c.is_ascii_alphanumeric());
                    pieces.push(Piece::Text(text.clone()));
                }
                Token::Sign('-') => pieces.push(Piece::Text("-".to_owned())),
                // A decimal point, a percent sign, a thousands separator: a number to reckon with.
                Token::Letters(..) | Token::Sign(_) => return Self::Plain,
            }
        }
        if is_code && pieces.contains(&Piece::Digit) { Self::Digits(pieces) } else { Self::Plain }
    }

    /// A whole number as these digits show it; none where they show something else.
    pub(super) fn digits(&self, number: f64) -> Option<String> {
        let Self::Digits(pieces) = self else { return None };
        if number.fract() != 0.0 || !(0.0..1e15).contains(&number) {
            return None;
        }
        let digits = format!("{number:.0}");
        let (mut shown, mut rest) = (Vec::new(), digits.as_str());
        let first = pieces.iter().position(|piece| !matches!(piece, Piece::Text(_)))?;
        for (at, piece) in pieces.iter().enumerate().rev() {
            let (before, last) = rest.split_at(rest.len().saturating_sub(1));
            match piece {
                Piece::Text(text) => shown.push(Cow::from(text)),
                _ if at == first && !rest.is_empty() => shown.push(std::mem::take(&mut rest).into()),
                Piece::Digit | Piece::Optional if !last.is_empty() => {
                    shown.push(last.into());
                    rest = before;
                }
                Piece::Digit => shown.push("0".into()),
                Piece::Optional => {}
            }
        }
        shown.reverse();
        Some(shown.concat())
    }
}

/// A piece of a format: the same letter some times over, a text, or another sign.
enum Token {
    Letters(char, usize),
    Text(String),
    Sign(char),
}

/// The tokens of the first section of a format, which is that of numbers above zero.
fn tokens(code: &str) -> Vec<Token> {
    let (mut tokens, mut rest) = (Vec::new(), code);
    while let Some(sign) = rest.chars().next() {
        let after = &rest[sign.len_utf8()..];
        rest = match sign {
            ';' => break,
            '"' => {
                let (text, after) = after.split_once('"').unwrap_or((after, ""));
                tokens.push(Token::Text(text.to_owned()));
                after
            }
            '[' => {
                let (within, after) = after.split_once(']').unwrap_or((after, ""));
                // `[h]` counts hours beyond a day; a colour, a language or a condition shows nothing.
                if !within.is_empty() && within.chars().all(|c| "hmsHMS".contains(c)) {
                    tokens.push(Token::Letters('s', 1));
                }
                after
            }
            '\\' => {
                let text: String = after.chars().take(1).collect();
                let after = &after[text.len()..];
                tokens.push(Token::Text(text));
                after
            }
            // The width of a sign, a sign to fill the cell with.
            '_' | '*' => after.chars().next().map_or("", |next| &after[next.len_utf8()..]),
            _ if starts_with(rest, "general") => &rest["general".len()..],
            _ if starts_with(rest, "am/pm") => &rest["am/pm".len()..],
            _ if starts_with(rest, "a/p") => &rest["a/p".len()..],
            _ if sign.is_ascii_alphabetic() || matches!(sign, '0' | '#' | '?') => {
                let after = rest.trim_start_matches(|next: char| next.eq_ignore_ascii_case(&sign));
                tokens.push(Token::Letters(sign.to_ascii_lowercase(), rest.len() - after.len()));
                after
            }
            _ if sign.is_ascii() => {
                tokens.push(Token::Sign(sign));
                after
            }
            _ => {
                tokens.push(Token::Text(sign.to_string()));
                after
            }
        };
    }
    tokens
}

fn starts_with(code: &str, letters: &str) -> bool {
    code.get(..letters.len()).is_some_and(|first| first.eq_ignore_ascii_case(letters))
}

/// What a format of dates shows. An `m` after hours or before seconds is one of minutes.
fn parts(tokens: &[Token]) -> Parts {
    let letters: Vec<char> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Letters(letter, _) => Some(*letter),
            _ => None,
        })
        .collect();
    let mut parts = Parts::default();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            'y' | 'e' => parts.year = true,
            'd' => parts.day = true,
            'h' | 's' => parts.time = true,
            'm' => {
                let is_minute = (at > 0 && letters[at - 1] == 'h') || letters.get(at + 1) == Some(&'s');
                if is_minute { parts.time = true } else { parts.month = true }
            }
            _ => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_tells_what_is_shown() {
        let shown = |code: &str| match Format::of(None, code) {
            Format::Plain => "plain".to_owned(),
            Format::Digits(_) => "digits".to_owned(),
            Format::Date(Parts { year, month, day, time }) => [(year, 'y'), (month, 'm'), (day, 'd'), (time, 't')]
                .iter()
                .filter(|(is, _)| *is)
                .map(|(_, c)| c)
                .collect(),
        };
        for (code, expected) in [
            ("yyyy\"年\"m\"月\"", "ym"),
            ("[$-804]yyyy\"年\"m\"月\";@", "ym"),
            ("[$-F800]dddd, mmmm dd, yyyy", "ymd"),
            ("e\"年\"m\"月\"", "ym"),
            ("mmm-yy", "ym"),
            ("YYYY.MM", "ym"),
            ("yyyy", "y"),
            ("yyyy\"年\"", "y"),
            ("yyyy年", "y"),
            ("m/d/yy", "ymd"),
            ("m\"月\"d\"日\"", "md"),
            ("m-d", "md"),
            ("yyyy/m/d h:mm", "ymdt"),
            ("h:mm AM/PM", "t"),
            ("mm:ss", "t"),
            ("[h]:mm:ss", "t"),
            ("General", "plain"),
            ("0", "plain"),
            ("0.00E+00", "plain"),
            ("#,##0.00", "plain"),
            ("0%", "plain"),
            ("@", "plain"),
            ("0\"人\"", "plain"),
            ("[Red]0", "plain"),
            ("000", "digits"),
            ("\"GX\"0", "digits"),
        ] {
            assert_eq!(shown(code), expected, "{code}");
        }
        assert_eq!(Format::of(Some(57), "General"), Format::Date(Parts { day: false, ..Parts::DAY }));
        assert_eq!(Format::of(Some(14), ""), Format::Date(Parts::DAY));
        assert_eq!(Format::of(Some(57), "000"), Format::of(None, "000"));
    }

    #[test]
    fn digits_are_filled_up_from_the_right() {
        let shown = |code: &str, number: f64| Format::of(None, code).digits(number);
        for (code, number, expected) in [
            ("000", 7.0, Some("007")),
            ("000", 1234.0, Some("1234")),
            ("\"GX\"0000", 12.0, Some("GX0012")),
            ("000-0000", 5_730_571.0, Some("573-0571")),
            ("0000-0000000", 5_732_082_050.0, Some("0573-2082050")),
            ("#000", 12.0, Some("012")),
            ("000", 7.5, None),
            ("000", -7.0, None),
            ("000", 3.3e17, None),
            ("0", 7.0, None),
        ] {
            assert_eq!(shown(code, number).as_deref(), expected, "{code} {number}");
        }
    }
}
