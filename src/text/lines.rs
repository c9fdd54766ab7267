//! Breaking a text into lines, Chinese as it is broken in print: after any character, but before no closing sign.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Signs that begin no line.
const CLOSING: &str = ",.;:!?)]}>，。、；：！？）】》”’…%";
/// Signs that end no line.
const OPENING: &str = "([{<（【《“‘$-";

/// How many columns of a terminal a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text with blanks behind it up to so many columns.
pub fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// The lines of a text, none wider than so many columns unless a single word is.
pub fn lines(text: &str, columns: usize) -> Vec<String> {
    text.lines().flat_map(|line| broken(line, columns)).collect()
}

fn broken(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for part in parts(text) {
        let line = lines.last_mut().expect("there is one");
        if line.width() + part.trim_end().width() <= columns || line.is_empty() {
            line.push_str(part);
        } else {
            lines.push(part.trim_start().to_owned());
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The parts of a line between which it may be broken; a blank ends the part before it.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let mut before = chars.next()?.1;
        let end = chars.find_map(|(at, c)| {
            let breaks = may_break(before, c);
            before = c;
            breaks.then_some(at)
        });
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(part)
    })
}

fn may_break(before: char, next: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    if before == ' ' {
        return next != ' ';
    }
    let parts_words = is_wide(before) || is_wide(next);
    parts_words && next != ' ' && !CLOSING.contains(next) && !OPENING.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_blanks_and_between_characters() {
        assert_eq!(lines("one two three", 8), ["one two", "three"]);
        assert_eq!(lines("登记党员的基本情况", 8), ["登记党员", "的基本情", "况"]);
        assert_eq!(lines("甲乙丙、丁", 6), ["甲乙", "丙、丁"]);
        assert_eq!(lines("用 --dry-run 演练", 9), ["用", "--dry-run", "演练"]);
        assert_eq!(lines("a\nb", 10), ["a", "b"]);
        assert_eq!(lines("unbreakable", 4), ["unbreakable"]);
    }

    #[test]
    fn a_text_is_padded_by_its_columns() {
        assert_eq!(padded("党员", 6), "党员  ");
        assert_eq!(width("党员 a"), 6);
    }
}
