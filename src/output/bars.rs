//! Bars beside shares, of eighths of a block: a reader of a table on a terminal sees which is more before reading a number. They
//! are signs like any other and need no colour; where nobody looks (a pipe, a file) there are none.

use unicode_width::UnicodeWidthStr as _;

use super::{Column, Row, Value};

/// A whole is so many signs: each block is a tenth.
const BLOCKS: usize = 10;
/// A whole in eighths of a block.
const EIGHTHS: u8 = 80;
/// A share of the very eighths of a bar may come out of its division a little less.
const NEARLY: f64 = 1e-9;
/// What is drawn of a last block, in eighths.
const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What a bar adds to the width of its column, with the blank before it.
pub(super) const WIDTH: usize = BLOCKS + 1;

/// Whether every value of a column that has one is a part of a whole. A difference of two shares is none.
pub(super) fn are_of(column: &Column, at: usize, rows: &[Row]) -> bool {
    let is_told = |row: &Row| !matches!(row[at], Value::Null);
    let is_share = |row: &Row| matches!(row[at], Value::Share(_) | Value::Null);
    !column.key.ends_with("_change") && rows.iter().any(is_told) && rows.iter().all(is_share)
}

/// A share with its bar, so wide that the numbers of a column end in one line, and its bars begin in one.
pub(super) fn beside(shown: &str, share: f64, number: usize) -> String {
    let bar = bar(share);
    let (before, after) = (number.saturating_sub(shown.width()), BLOCKS - bar.width());
    format!("{}{shown} {bar}{}", " ".repeat(before), " ".repeat(after))
}

/// The bar of a share. Only a whole is drawn as one, and only nothing as nothing.
fn bar(share: f64) -> String {
    let eighths = (1..=EIGHTHS).take_while(|eighth| f64::from(*eighth) <= share * f64::from(EIGHTHS) + NEARLY).count();
    let eighths = if share > 0.0 { eighths.max(1) } else { eighths };
    "█".repeat(eighths / 8) + PARTS[eighths % 8]
}

/// A series as a line of blocks, each as high as its number is between the least and the greatest; a level one is low.
pub(crate) fn spark(series: &[i64]) -> String {
    const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let (least, greatest) = (series.iter().min().copied().unwrap_or(0), series.iter().max().copied().unwrap_or(0));
    let steps = i64::try_from(LEVELS.len() - 1).unwrap_or(1);
    let level = |number: &i64| (number - least) * steps / (greatest - least).max(1);
    series.iter().map(|number| LEVELS[usize::try_from(level(number)).unwrap_or(0)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_tenth_and_its_eighths_are_drawn() {
        for (share, drawn) in [
            (0.0, ""),
            (0.001, "▏"),
            // 26 eighths of 80, and two thirds of another.
            (1.0 / 3.0, "███▎"),
            (0.5, "█████"),
            (0.7, "███████"),
            (0.9999, "█████████▉"),
            (1.0, "██████████"),
            (1.2, "██████████"),
        ] {
            assert_eq!(bar(share), drawn, "{share}");
        }
    }

    #[test]
    fn a_series_is_drawn_between_its_least_and_greatest() {
        assert_eq!(spark(&[0, 1, 2, 3, 4, 5, 6, 7]), "▁▂▃▄▅▆▇█");
        assert_eq!(spark(&[10, 24, 17]), "▁█▄");
        assert_eq!((spark(&[5, 5]), spark(&[])), ("▁▁".to_owned(), String::new()));
    }

    #[test]
    fn numbers_end_and_bars_begin_in_one_line() {
        assert_eq!(beside("8.3%", 1.0 / 12.0, 6), "  8.3% ▊         ");
        assert_eq!(beside("100.0%", 1.0, 6), "100.0% ██████████");
    }

    #[test]
    fn only_a_column_of_shares_has_bars() {
        let rows = |values: &[Value]| values.iter().map(|value| vec![value.clone()]).collect::<Vec<Row>>();
        let rate = Column::new("rate");
        assert!(are_of(&rate, 0, &rows(&[Value::Null, Value::Share(0.2)])));
        assert!(!are_of(&rate, 0, &rows(&[Value::Null])));
        assert!(!are_of(&rate, 0, &rows(&[Value::Share(0.2), Value::Int(3)])));
        assert!(!are_of(&Column::new("rate_change"), 0, &rows(&[Value::Share(0.2)])));
    }
}
