//! Which rows hold the headings: under titles, in one row or in several, before the rows that only number columns.

use std::ops::Range;

use csv::StringRecord;

use super::bare;
use super::headings::{Columns, Matcher};

/// Titles may stand above the headings; past so many rows there are none.
pub(super) const WITHIN: usize = 20;
/// Headings fill at most so many rows.
const DEPTH: usize = 4;

/// The headings of a file and how many rows, from the first, come before its data.
#[derive(Debug)]
pub(super) struct Layout {
    /// The row, from 0, that the headings begin on.
    pub(super) top: usize,
    /// The row that they end on.
    pub(super) bottom: usize,
    /// The rows before the data.
    pub(super) rows: usize,
    pub(super) columns: Columns,
}

impl Layout {
    /// Finds the headings among the first rows: where most are known; of several such places the smallest, then the
    /// highest.
    pub(super) fn find(rows: &[&StringRecord], matcher: &Matcher) -> Option<Self> {
        let mut best: Option<(usize, Range<usize>, Columns)> = None;
        for depth in 1..=DEPTH {
            for bottom in depth - 1..rows.len().min(WITHIN) {
                if is_data(rows[bottom]) {
                    continue;
                }
                let columns = Columns::read(headings(&rows[bottom + 1 - depth..=bottom], matcher), matcher);
                let hits = columns.hits();
                // A second row of headings must be worth it: a lone match more may be a value of the first person.
                if hits > best.as_ref().map_or(0, |(best, ..)| *best) {
                    best = Some((hits, bottom + 1 - depth..bottom, columns));
                }
            }
        }
        let (hits, Range { start: top, end: bottom }, columns) = best?;
        let single = hits == 1 && bottom == 0 && rows.iter().all(|row| filled(row).count() <= 1);
        // Names alone make a roster, whatever the other columns are.
        if hits < 2 && !single && !columns.has_names() {
            return None;
        }
        let codes = rows[bottom + 1..].iter().take_while(|row| is_code_row(row)).count();
        Some(Self { top, bottom, rows: bottom + 1 + codes, columns })
    }

    /// The same headings, where those in further rows below are told from these as well: some of the words of `others` stand there,
    /// more of them than of anything else.
    pub(super) fn deepened(mut self, rows: &[&StringRecord], matcher: &Matcher, others: &Matcher) -> Self {
        while let Some(row) =
            rows.get(self.rows).filter(|_| self.rows == self.bottom + 1 && self.bottom < self.top + DEPTH)
        {
            let (count, known) = (filled(row).count(), filled(row).filter(|cell| others.find(cell).is_some()).count());
            if known < 2 || known * 2 <= count || is_data(row) {
                break;
            }
            let columns = Columns::read(headings(&rows[self.top..=self.bottom + 1], matcher), matcher);
            if columns.hits() < self.hits() {
                break;
            }
            let codes = rows[self.bottom + 2..].iter().take_while(|row| is_code_row(row)).count();
            self = Self { bottom: self.bottom + 1, rows: self.bottom + 2 + codes, columns, ..self };
        }
        self
    }

    /// How good the headings are: known ones.
    pub(super) fn hits(&self) -> usize {
        self.columns.hits()
    }
}

/// In each column the lowest cell that says anything; where it is only known under the one above it, both: `入党` over
/// `时间`.
fn headings(rows: &[&StringRecord], matcher: &Matcher) -> Vec<String> {
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let heading = |column: usize| {
        let says = |row: &&StringRecord| row.get(column).is_some_and(|cell| !bare(cell).is_empty());
        let Some(line) = rows.iter().rposition(says) else { return String::new() };
        let lowest = rows[line].get(column).unwrap_or_default();
        let under = |upper: &&StringRecord| {
            let both = format!("{}{}", over(upper, column), bare(lowest));
            matcher.find(&both).map(|_| both)
        };
        let alone = matcher.find(lowest).map(|_| lowest.to_owned());
        alone.or_else(|| rows[..line].iter().rev().find_map(under)).unwrap_or_else(|| lowest.to_owned())
    };
    (0..width).map(heading).collect()
}

/// What stands over a column: a merged cell is blank but for its first column.
fn over(row: &StringRecord, column: usize) -> &str {
    (0..=column).rev().filter_map(|at| row.get(at)).map(bare).find(|cell| !cell.is_empty()).unwrap_or_default()
}

fn filled(row: &StringRecord) -> impl Iterator<Item = &str> {
    row.iter().map(bare).filter(|cell| !cell.is_empty())
}

/// Whether a row holds what no heading is: a long number or a date.
fn is_data(row: &StringRecord) -> bool {
    filled(row).any(|cell| {
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let date = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ':' | ' ' | '年' | '月' | '日');
        (digits >= 6 && digits * 3 >= cell.chars().count() * 2) || (digits >= 5 && cell.chars().all(date))
    })
}

/// Whether a row only names the columns again: `A B D1 …`, `1 2 3 …`, `甲 乙 1 …`.
fn is_code_row(row: &StringRecord) -> bool {
    let (mut count, mut next) = (0, None::<u32>);
    let codes = filled(row).enumerate().all(|(at, cell)| {
        count += 1;
        let cell = cell.trim_matches(['(', ')', '（', '）', '[', ']']);
        let letters = cell.len() - cell.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
        if letters > 0 {
            return letters <= 2 && cell.len() - letters <= 2 && cell[letters..].bytes().all(|b| b.is_ascii_digit());
        }
        match cell.parse::<u32>() {
            Ok(number) => {
                let fits = next.map_or(number <= 1, |next| next == number);
                next = Some(number.saturating_add(1));
                fits
            }
            Err(_) => {
                (at == 0 && matches!(cell, "栏次" | "列次" | "代码" | "序号" | "甲"))
                    || matches!(cell, "乙" | "丙" | "丁")
            }
        }
    });
    codes && count >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Heading;

    const KNOWN: &[Heading] = &[
        Heading { key: "name", synonyms: &["姓名"] },
        Heading { key: "sex", synonyms: &["性别"] },
        Heading { key: "phone", synonyms: &["手机号", "移动电话"] },
        Heading { key: "landline", synonyms: &["固定电话"] },
        Heading { key: "remark", synonyms: &["备注"] },
    ];

    fn find(rows: &[&[&str]]) -> Option<(usize, usize, Vec<String>)> {
        let rows: Vec<StringRecord> = rows.iter().map(|row| StringRecord::from(row.to_vec())).collect();
        let rows: Vec<&StringRecord> = rows.iter().collect();
        let layout = Layout::find(&rows, &Matcher::new(KNOWN, None))?;
        Some((layout.bottom, layout.rows, layout.columns.headings))
    }

    #[test]
    fn headings_stand_under_titles_and_in_several_rows() {
        let (bottom, rows, headings) = find(&[
            &["党员信息汇总表", "", "", "", ""],
            &["填报单位：某支部", "", "", "2020年5月1日", ""],
            &["序号", "姓名", "联系电话", "", "备注"],
            &["", "", "手机号", "固定电话", ""],
            &["A", "B", "D1", "D2", "E"],
            &["1", "张三", "13800000000", "", ""],
        ])
        .unwrap();
        assert_eq!((bottom, rows), (3, 5));
        assert_eq!(headings, ["序号", "姓名", "手机号", "固定电话", "备注"]);
    }

    #[test]
    fn a_heading_is_read_under_the_one_above_it() {
        for upper in [["姓名", "移动", ""], ["姓名", "移动", "移动"]] {
            let (bottom, rows, headings) = find(&[&upper, &["", "备注", "电话"], &["张三", "", ""]]).unwrap();
            assert_eq!((bottom, rows), (1, 2));
            assert_eq!(headings, ["姓名", "备注", "移动电话"]);
        }
    }

    #[test]
    fn one_row_is_enough() {
        assert_eq!(find(&[&["姓名", "奇怪"], &["张三", "男"]]).map(|found| found.1), Some(1));
        assert_eq!(find(&[&["姓名", "性别"], &["张三", "男"]]).map(|found| found.1), Some(1));
        assert_eq!(find(&[&["姓名"], &["张三"]]).map(|found| found.1), Some(1));
        assert_eq!(find(&[&["姓名", "性别"], &["", "备注"]]).map(|found| found.1), Some(1));
        assert_eq!(find(&[&["备注"], &["请如实填写", "x"]]), None);
        assert_eq!(find(&[&["张三", "男"], &["李四", "女"]]), None);
        assert_eq!(find(&[]), None);
    }

    #[test]
    fn code_rows_number_the_columns() {
        let is = |row: &[&str]| is_code_row(&StringRecord::from(row.to_vec()));
        assert!(is(&["A", "B", "D1", "G91"]) && is(&["1", "2", "3"]) && is(&["甲", "乙", "1", "2"]));
        assert!(is(&["栏次", "(1)", "(2)"]) && is(&["0", "1", "2"]));
        assert!(!is(&["1", "张三"]) && !is(&["7", "8"]) && !is(&["1", "3"]) && !is(&["A"]) && !is(&["", ""]));
    }
}
