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

impl Rows {
    /// These beside the earlier ones. A group that there was only then is a row, too, behind those of now; of one that there was
    /// not then its counts were none. `named` columns name a group.
    pub(super) fn beside(self, then: Self, named: usize) -> Self {
        // Both are in one order, so that the group looked for mostly stands in front.
        let (mut groups, mut left) = (Vec::new(), VecDeque::from(then.groups));
        for now in self.groups {
            let at = left.iter().position(|earlier| earlier[..named] == now[..named]);
            let earlier = at.and_then(|at| left.remove(at));
            groups.push(both(Some(&now), earlier.as_ref(), named));
        }
        groups.extend(left.iter().map(|earlier| both(None, Some(earlier), named)));
        let total = self.total.as_ref().map(|now| both(Some(now), then.total.as_ref(), named));
        Self { groups, total }
    }
}

/// One row of the two that there are; one at least is there.
fn both(now: Option<&Row>, then: Option<&Row>, named: usize) -> Row {
    let any = now.or(then).map_or(&[][..], Vec::as_slice);
    let mut row: Row = any.iter().take(named).cloned().collect();
    for at in named..any.len() {
        let of = |side: Option<&Row>| side.map_or_else(|| none_like(&any[at]), |row| row[at].clone());
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
        let both = now.beside(then, 1);
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
}
