//! `--compare`: beside each figure what it was on another day, or in another period, and the difference.

use std::collections::VecDeque;

use crate::i18n::Label;
use crate::output::{Column, Row, Value};

/// The rows of an answer: some columns that name a group, then its figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rows {
    /// A row a group.
    pub(super) groups: Vec<Row>,
    /// The row of totals, where there is one.
    pub(super) total: Option<Row>,
}

/// How rows of two times are laid beside each other.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairing {
    /// How many columns name a group.
    pub(super) named: usize,
    /// Those of them that only say of which time it is, and are another of the other.
    pub(super) of_time: Vec<usize>,
    /// The figures that are nothing where nothing was counted, not 0: means.
    pub(super) blank: Vec<usize>,
}

impl Pairing {
    fn key<'r>(&self, row: &'r Row) -> Vec<&'r Value> {
        (0..self.named).filter(|at| !self.of_time.contains(at)).map(|at| &row[at]).collect()
    }

    /// Whether each row has one of the other time to stand beside.
    fn tells_apart(&self, rows: &[Row]) -> bool {
        self.of_time.is_empty()
            || (1..rows.len()).all(|at| rows[..at].iter().all(|row| self.key(row) != self.key(&rows[at])))
    }
}

impl Rows {
    /// These beside the earlier ones; `None` where groups of several times stand among them, of which nobody knows which belong
    /// together. A group that there was only then is a row, too, behind those of now; of one that there was not then its counts
    /// were none.
    pub(super) fn beside(self, then: Self, pairing: &Pairing) -> Option<Self> {
        if !pairing.tells_apart(&self.groups) || !pairing.tells_apart(&then.groups) {
            return None;
        }
        // Both are in one order, so that the group looked for mostly stands in front.
        let (mut groups, mut left) = (Vec::new(), VecDeque::from(then.groups));
        for now in self.groups {
            let at = left.iter().position(|earlier| pairing.key(earlier) == pairing.key(&now));
            let earlier = at.and_then(|at| left.remove(at));
            groups.push(both(Some(&now), earlier.as_ref(), pairing));
        }
        groups.extend(left.iter().map(|earlier| both(None, Some(earlier), pairing)));
        let total = self.total.as_ref().map(|now| both(Some(now), then.total.as_ref(), pairing));
        Some(Self { groups, total })
    }
}

/// One row of the two that there are; one at least is there.
fn both(now: Option<&Row>, then: Option<&Row>, pairing: &Pairing) -> Row {
    let any = now.or(then).map_or(&[][..], Vec::as_slice);
    let mut row: Row = any.iter().take(pairing.named).cloned().collect();
    for at in pairing.named..any.len() {
        let none = || if pairing.blank.contains(&at) { Value::Null } else { none_like(&any[at]) };
        let of = |side: Option<&Row>| side.map_or_else(none, |row| row[at].clone());
        let (now, then) = (of(now), of(then));
        let change = change(&now, &then);
        row.extend([now, then, change]);
    }
    row
}

/// What a figure is where nothing was counted.
fn none_like(value: &Value) -> Value {
    match value {
        Value::Int(_) => Value::Int(0),
        Value::Decimal(_) => Value::Decimal(0.0),
        _ => Value::Null,
    }
}

/// The difference; of shares in points of a hundred. Where one of the two is not known there is none.
fn change(now: &Value, then: &Value) -> Value {
    match (now, then) {
        (Value::Int(now), Value::Int(then)) => Value::Int(now - then),
        (Value::Decimal(now), Value::Decimal(then)) => Value::Decimal(now - then),
        (Value::Share(now), Value::Share(then)) => Value::Share(now - then),
        _ => Value::Null,
    }
}

/// The columns beside each other: `members`, `members_then`, `members_change`; the earlier one says of when it is.
pub(super) fn columns(columns: Vec<Column>, named: usize, of: &str) -> Vec<Column> {
    let mut all = Vec::new();
    for (at, column) in columns.into_iter().enumerate() {
        let label = column.label();
        let key = column.key.clone();
        all.push(column);
        let Some(Label { zh, en }) = label.filter(|_| at >= named) else { continue };
        // A label lives as long as the program, which prints one table.
        let told = |text: String| &*text.leak();
        let then = Label { zh: told(format!("{zh}({of})")), en: told(format!("{en} ({of})")) };
        let change = Label { zh: told(format!("{zh}增减")), en: told(format!("Change: {en}")) };
        all.push(Column::called(&format!("{key}_then"), then));
        all.push(Column::called(&format!("{key}_change"), change));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_told_beside_each_other() {
        let row = |name: &str, count: i64, share: f64| vec![name.into(), Value::Int(count), Value::Share(share)];
        let now = Rows { groups: vec![row("甲", 5, 0.5), row("乙", 5, 0.5)], total: Some(row("合计", 10, 1.0)) };
        let then = Rows { groups: vec![row("丙", 1, 0.25), row("甲", 3, 0.75)], total: Some(row("合计", 4, 1.0)) };
        let pairing = Pairing { named: 1, ..Pairing::default() };
        let both = now.beside(then, &pairing).unwrap();
        let (int, share) = (Value::Int, Value::Share);
        let expected = [
            vec!["甲".into(), int(5), int(3), int(2), share(0.5), share(0.75), share(-0.25)],
            vec!["乙".into(), int(5), int(0), int(5), share(0.5), Value::Null, Value::Null],
            vec!["丙".into(), int(0), int(1), int(-1), Value::Null, share(0.25), Value::Null],
        ];
        assert_eq!(both.groups, expected);
        assert_eq!(
            both.total.unwrap(),
            vec!["合计".into(), int(10), int(4), int(6), share(1.0), share(1.0), share(0.0)]
        );
    }

    #[test]
    fn what_only_says_of_which_time_it_is_parts_nothing_and_a_mean_of_nothing_is_none() {
        let row = |kind: &str, period: &str, count: i64, mean: f64| {
            vec![kind.into(), period.into(), Value::Int(count), Value::Decimal(mean)]
        };
        let rows = |groups: &[Row]| Rows { groups: groups.to_vec(), total: None };
        let pairing = Pairing { named: 2, of_time: vec![1], blank: vec![3] };
        let both = rows(&[row("课", "2011", 7, 2.0), row("会", "2011", 1, 5.0)])
            .beside(rows(&[row("课", "2010", 5, 3.0)]), &pairing)
            .unwrap();
        let (int, decimal) = (Value::Int, Value::Decimal);
        assert_eq!(both.groups[0][2..], [int(7), int(5), int(2), decimal(2.0), decimal(3.0), decimal(-1.0)]);
        assert_eq!(both.groups[1][2..], [int(1), int(0), int(1), decimal(5.0), Value::Null, Value::Null]);
        let months = rows(&[row("课", "2011-01", 1, 1.0), row("课", "2011-02", 1, 1.0)]);
        assert_eq!(months.beside(rows(&[]), &pairing), None, "which month stands beside which?");
    }
}
