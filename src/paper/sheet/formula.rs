//! Formulas whose cells move: what they refer to, moved with them, or where rows came in between.

use super::place::{self, ROWS};

/// Rows that come in below another one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Room {
    /// The sheet.
    pub(super) sheet: String,
    /// The first of the rows that are filled, and the one below which the new ones come.
    pub(super) first: u32,
    pub(super) after: u32,
    /// How many come in.
    pub(super) rows: u32,
    /// Whether what stands below goes down; else there is nothing below.
    pub(super) moves: bool,
}

impl Room {
    /// Where a row is then.
    pub(super) fn row(&self, row: u32) -> u32 {
        if self.moves && row > self.after { row.saturating_add(self.rows).min(ROWS) } else { row }
    }

    /// Where the last row of an area is then: one that ends with the filled rows goes on with them.
    pub(super) fn last_row(&self, row: u32) -> u32 {
        if row == self.after { row.saturating_add(self.rows).min(ROWS) } else { self.row(row) }
    }

    /// Whether a row is one of those that are filled.
    fn fills(&self, row: u32) -> bool {
        (self.first..=self.after).contains(&row)
    }
}

/// What becomes of a formula.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change<'r> {
    /// Rows come in; `on_sheet`: what names no sheet is of that one, in the cell of this row if it is of a cell.
    Makes { room: &'r Room, on_sheet: bool, row: Option<u32> },
    /// It goes so far down and to the right, as by filling in.
    Moves { rows: i64, columns: i64 },
}

/// A part of a formula.
enum Token<'f> {
    /// What is not looked into: texts, names, signs.
    Other(&'f str),
    /// The name of a sheet, with the `!`.
    Sheet(&'f str),
    /// A word that may be a cell, a row or a column.
    Word(&'f str),
}

/// The formula as it is then.
pub(super) fn changed(formula: &str, change: Change<'_>) -> String {
    let tokens = tokens(formula);
    let (mut out, mut sheet) = (String::with_capacity(formula.len()), None);
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at] {
            Token::Sheet(name) => {
                sheet = Some(name);
                out += name;
            }
            Token::Other(text) => {
                out += text;
                sheet = None;
            }
            Token::Word(first) => {
                let second = match (tokens.get(at + 1), tokens.get(at + 2)) {
                    (Some(Token::Other(":")), Some(Token::Word(second))) => Some(*second),
                    _ => None,
                };
                out += &area(first, second, sheet.take(), change);
                at += if second.is_some() { 2 } else { 0 };
            }
        }
        at += 1;
    }
    out
}

fn tokens(formula: &str) -> Vec<Token<'_>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?');
    let (mut tokens, mut rest) = (Vec::new(), formula);
    while let Some(c) = rest.chars().next() {
        let end = match c {
            '"' | '\'' => quoted(rest, c),
            '[' => bracketed(rest),
            c if is_word(c) => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        rest = after;
        // A workbook in brackets belongs to the name of the sheet.
        if token.starts_with('[') && after.starts_with(is_word) {
            let name = after.find(|c: char| !is_word(c)).unwrap_or(after.len());
            if after[name..].starts_with('!') {
                let whole = &formula[formula.len() - after.len() - token.len()..][..token.len() + name + 1];
                tokens.push(Token::Sheet(whole));
                rest = &after[name + 1..];
                continue;
            }
        }
        let names_sheet = (is_word(c) || c == '\'') && after.starts_with('!');
        if names_sheet {
            tokens.push(Token::Sheet(&formula[formula.len() - after.len() - token.len()..][..=token.len()]));
            rest = &after[1..];
        } else if is_word(c) && !after.starts_with(['(', '[']) {
            tokens.push(Token::Word(token));
        } else {
            tokens.push(Token::Other(token));
        }
    }
    tokens
}

/// Where what is in quotes ends; a doubled quote stands for itself.
fn quoted(rest: &str, quote: char) -> usize {
    let mut from = 1;
    while let Some(at) = rest[from..].find(quote) {
        from += at + 1;
        if !rest[from..].starts_with(quote) {
            return from;
        }
        from += 1;
    }
    rest.len()
}

fn bracketed(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (at, c) in rest.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    rest.len()
}

/// A cell, or a whole row: its column with its sign, whether the row is held fast, the row.
struct Point<'f> {
    column: &'f str,
    is_fast: bool,
    row: u32,
}

fn point(word: &str) -> Option<Point<'_>> {
    let digits = word.find(|c: char| c.is_ascii_digit())?;
    let is_fast = word[..digits].ends_with('$') && (digits > 1 || !word.starts_with("$$"));
    let column = &word[..digits - usize::from(is_fast)];
    let row: u32 = word[digits..].parse().ok()?;
    let letters = column.trim_start_matches('$');
    let is_column = letters.is_empty() || (column.len() - letters.len() <= 1 && place::column(letters).is_some());
    (is_column && (1..=ROWS).contains(&row)).then_some(Point { column, is_fast, row })
}

fn area(first: &str, second: Option<&str>, sheet: Option<&str>, change: Change<'_>) -> String {
    let plain = || second.map_or_else(|| first.to_owned(), |second| format!("{first}:{second}"));
    let (one, other) = (point(first), second.and_then(point));
    // A number is a row only beside another one.
    let is_cell = |point: &Point<'_>| !point.column.trim_start_matches('$').is_empty();
    let Some(one) = one.filter(|one| if second.is_none() { is_cell(one) } else { true }) else { return plain() };
    if second.is_some() && other.as_ref().is_none_or(|other| is_cell(other) != is_cell(&one)) {
        return plain();
    }
    match change {
        Change::Moves { rows, columns } => {
            let moved = |point: &Point<'_>| moved(point, rows, columns);
            match (moved(&one), other.as_ref().map(moved)) {
                (Some(first), None) => first,
                (Some(first), Some(Some(second))) => format!("{first}:{second}"),
                _ => "#REF!".to_owned(),
            }
        }
        Change::Makes { room, on_sheet, row } => {
            let is_of_it = sheet.map_or(on_sheet, |name| is_sheet(name, &room.sheet));
            if !is_of_it {
                return plain();
            }
            let written =
                |point: &Point<'_>, row: u32| format!("{}{}{row}", point.column, if point.is_fast { "$" } else { "" });
            let Some(other) = other else { return written(&one, room.row(one.row)) };
            // What a filled row says of those above it, as a running sum does, stays; what it says of all of them grows.
            let goes_on = !row.is_some_and(|row| room.fills(row)) || other.is_fast;
            let last = if goes_on { room.last_row(other.row) } else { room.row(other.row) };
            format!("{}:{}", written(&one, room.row(one.row)), written(&other, last))
        }
    }
}

/// A cell so far away, unless that is beyond the sheet.
fn moved(point: &Point<'_>, rows: i64, columns: i64) -> Option<String> {
    let letters = point.column.trim_start_matches('$');
    let column = if letters.len() < point.column.len() || letters.is_empty() {
        point.column.to_owned()
    } else {
        place::letters(u32::try_from(i64::from(place::column(letters)?) + columns).ok()?)
    };
    let row = if point.is_fast { i64::from(point.row) } else { i64::from(point.row) + rows };
    (1..=i64::from(ROWS)).contains(&row).then(|| format!("{column}{}{row}", if point.is_fast { "$" } else { "" }))
}

/// Whether the name of a sheet in a formula, with its `!`, is this one.
fn is_sheet(name: &str, sheet: &str) -> bool {
    let name = name.trim_end_matches('!');
    let bare = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name);
    bare.replace("''", "'").to_lowercase() == sheet.to_lowercase()
}

/// Whether a formula in a row sums up all of the rows from the first to be filled on: then it stands below them. A running sum, which
/// begins at a row held fast and goes down with its own, does not.
pub(super) fn sums_up(formula: &str, row: u32, from: u32) -> bool {
    let tokens = tokens(formula);
    tokens.windows(3).any(|three| match three {
        [Token::Word(first), Token::Other(":"), Token::Word(last)] => match (point(first), point(last)) {
            (Some(first), Some(last)) => {
                first.is_fast <= last.is_fast && (from..row).contains(&last.row) && first.row < last.row
            }
            _ => false,
        },
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> Room {
        Room { sheet: "汇总表".into(), first: 4, after: 6, rows: 10, moves: true }
    }

    fn made(formula: &str, on_sheet: bool, row: Option<u32>) -> String {
        changed(formula, Change::Makes { room: &room(), on_sheet, row })
    }

    #[test]
    fn rows_that_come_in_move_what_is_below_and_widen_what_ends_with_them() {
        for (formula, expected) in [
            ("SUM(D4:D6)", "SUM(D4:D16)"),
            ("SUM(D$4:D$6)+D7*LOG10(D3)", "SUM(D$4:D$16)+D17*LOG10(D3)"),
            ("COUNTIF(C:C,\"D7:D9\")&'汇总表'!D7&别表!D7", "COUNTIF(C:C,\"D7:D9\")&'汇总表'!D17&别表!D7"),
            ("[1]汇总表!D7+汇总表!$D$7+Table1[D7]", "[1]汇总表!D7+汇总表!$D$17+Table1[D7]"),
            ("SUM(4:6)+SUM(1:3)+D20.5+名D7", "SUM(4:16)+SUM(1:3)+D20.5+名D7"),
        ] {
            assert_eq!(made(formula, true, Some(8)), expected);
        }
        assert_eq!(made("D7+汇总表!D7", false, None), "D7+汇总表!D17");
        let odd = Room { sheet: "名 '甲'".into(), ..room() };
        let change = Change::Makes { room: &odd, on_sheet: false, row: None };
        assert_eq!(changed("'名 ''甲'''!D7&\"a\"\"D7\"", change), "'名 ''甲'''!D17&\"a\"\"D7\"");
        // In a filled row: a running sum, and a rank among all.
        assert_eq!(made("SUM(D$4:D6)+RANK(D6,D$4:D$6)+D7", true, Some(6)), "SUM(D$4:D6)+RANK(D6,D$4:D$16)+D17");
    }

    #[test]
    fn a_formula_filled_in_refers_to_what_lies_alike() {
        let moved = |formula: &str| changed(formula, Change::Moves { rows: 3, columns: 1 });
        assert_eq!(moved("A4+$B$4*C$4&\"A4\"&MID($D4,7,8)"), "B7+$B$4*D$4&\"A4\"&MID($D7,7,8)");
        assert_eq!(moved("SUM(A4:B5)+TODAY()-1"), "SUM(B7:C8)+TODAY()-1");
        assert_eq!(changed("A1", Change::Moves { rows: -1, columns: 0 }), "#REF!");
    }

    #[test]
    fn a_sum_stands_under_what_it_sums_up() {
        for formula in ["SUM(D4:D6)", "SUM(D$4:D$6)", "SUM(D1:D6)"] {
            assert!(sums_up(formula, 7, 4), "{formula}");
        }
        for formula in
            ["A6+1", "SUM(D7:F7)", "MID(D7,1,2)", "SUM(D$4:D6)", "VLOOKUP(D7,$H$1:$I$3,2)", "RANK(D7,D$4:D$9)"]
        {
            assert!(!sums_up(formula, 7, 4), "{formula}");
        }
    }
}
