//! What differs between two answers to one question, cell by cell.

use std::collections::{HashMap, HashSet};

use super::content::{Cell, Content, Named};

/// The cells that say which row it is, and how many like it stand before it.
pub(super) type Key = (Vec<String>, usize);

/// What became of a cell; of a row without numbers that came or went, what became of all of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    /// Which row.
    pub(super) row: Key,
    /// The cells that the row is told by.
    pub(super) named: Vec<Cell>,
    /// Which column; `None`: the row as a whole.
    pub(super) column: Option<String>,
    /// What stood there.
    pub(super) old: Option<Cell>,
    /// What stands there.
    pub(super) new: Option<Cell>,
}

/// How two answers are laid beside each other: by the columns that both have, of which the first so many say which row it is.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    columns: Vec<String>,
    naming: usize,
    /// The columns that a reader knows a row by: a number alone says little.
    telling: usize,
}

impl Beside {
    /// As few columns from the left as tell all rows of each answer apart; all of them, where even these do not.
    pub(super) fn of(one: &Content, other: &Content) -> Self {
        // A running number names no row.
        let is_told = |column: &&String| other.columns.contains(column) && *column != "seq";
        let columns: Vec<String> = one.columns.iter().filter(is_told).cloned().collect();
        let mut beside = Self { columns, naming: 1, telling: 1 };
        while beside.naming < beside.columns.len() && !(beside.tells_apart(one) && beside.tells_apart(other)) {
            beside.naming += 1;
        }
        let is_number = beside.columns.first().is_some_and(|key| key == "no");
        let is_named = beside.columns.get(1).is_some_and(|key| key == "name" || key == "person");
        beside.telling = if is_number && is_named { beside.naming.max(2) } else { beside.naming };
        beside
    }

    fn tells_apart(&self, content: &Content) -> bool {
        let mut seen = HashSet::new();
        self.places(content).is_some_and(|places| content.rows.iter().all(|row| seen.insert(self.key(&places, row))))
    }

    /// Where the columns stand in an answer.
    fn places(&self, content: &Content) -> Option<Vec<usize>> {
        self.columns.iter().map(|key| content.columns.iter().position(|column| column == key)).collect()
    }

    fn key(&self, places: &[usize], row: &[Cell]) -> Vec<String> {
        places.iter().take(self.naming).map(|at| format!("{:?}", row[*at])).collect()
    }

    /// The rows of an answer by what names them, in order; that of totals last.
    fn rows(&self, content: &Content) -> Vec<(Key, Vec<Cell>)> {
        let Some(places) = self.places(content) else { return Vec::new() };
        let mut seen: HashMap<Vec<String>, usize> = HashMap::new();
        let cells = |row: &[Cell]| places.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
        let keyed = |row: &Vec<Cell>| {
            let key = self.key(&places, row);
            let before = seen.entry(key.clone()).or_default();
            *before += 1;
            ((key, *before - 1), cells(row))
        };
        let mut rows: Vec<_> = content.rows.iter().map(keyed).collect();
        rows.extend(content.total.iter().map(|total| ((Vec::new(), 0), cells(total))));
        rows
    }

    /// Everything that differs, in the order of the rows of now, then of those that were there only then.
    pub(super) fn changes(&self, then: &Content, now: &Content) -> Vec<Change> {
        let (then, now) = (self.rows(then), self.rows(now));
        let mut earlier: HashMap<&Key, &Vec<Cell>> = then.iter().map(|(key, row)| (key, row)).collect();
        let there: HashSet<&Key> = now.iter().map(|(key, _)| key).collect();
        let mut gone: Vec<&(Key, Vec<Cell>)> = then.iter().filter(|(key, _)| !there.contains(key)).collect();
        let mut changes = Vec::new();
        for (key, row) in &now {
            let same = earlier.remove(key).or_else(|| {
                let at = gone.iter().position(|(_, before)| is_surely_same(before, row))?;
                Some(&gone.remove(at).1)
            });
            match same {
                Some(before) => self.cells(key, before, row, &mut changes),
                None => self.whole(key, row, |cell| (None, cell), &mut changes),
            }
        }
        for (key, row) in gone {
            self.whole(key, row, |cell| (cell, None), &mut changes);
        }
        changes
    }

    fn cells(&self, key: &Key, before: &[Cell], after: &[Cell], changes: &mut Vec<Change>) {
        for (at, (old, new)) in before.iter().zip(after).enumerate() {
            if old != new {
                changes.push(self.change(key, after, Some(at), (Some(old.clone()), Some(new.clone()))));
            }
        }
    }

    /// A row that came or went: its figures one by one, or if it has none, itself.
    fn whole(
        &self,
        key: &Key,
        row: &[Cell],
        sides: impl Fn(Option<Cell>) -> (Option<Cell>, Option<Cell>),
        changes: &mut Vec<Change>,
    ) {
        let figures: Vec<usize> = (self.naming..row.len()).filter(|at| row[*at].is_figure()).collect();
        if figures.is_empty() {
            changes.push(self.change(key, row, None, sides(row.first().cloned())));
        }
        for at in figures {
            changes.push(self.change(key, row, Some(at), sides(Some(row[at].clone()))));
        }
    }

    fn change(&self, key: &Key, row: &[Cell], at: Option<usize>, (old, new): (Option<Cell>, Option<Cell>)) -> Change {
        let column = at.map(|at| self.columns[at].clone());
        Change { row: key.clone(), named: row[..self.telling].to_vec(), column, old, new }
    }

    /// The columns that a row is told by.
    pub(super) fn telling(&self) -> &[String] {
        &self.columns[..self.telling]
    }
}

/// Whether two rows that are named otherwise are about the same: most of what is told of them in words is.
fn is_surely_same(one: &[Cell], other: &[Cell]) -> bool {
    let is_text = |cell: &Cell| matches!(cell, Cell::Text(_));
    let told = one.iter().zip(other).filter(|(one, other)| is_text(one) || is_text(other));
    let (mut same, mut all) = (0, 0);
    for (one, other) in told {
        all += 1;
        same += usize::from(one == other);
    }
    same >= 3 && 2 * same > all
}

impl Cell {
    fn is_figure(&self) -> bool {
        match self {
            Self::Int(number) => *number != 0,
            Self::Named(Named::Share(_) | Named::Decimal(_) | Named::Real(_)) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(columns: &[&str], rows: &[&[&str]]) -> Content {
        let cell = |text: &&str| match (text.is_empty(), text.parse()) {
            (true, _) => Cell::Null(()),
            (_, Ok(number)) => Cell::Int(number),
            _ => Cell::Text((*text).to_owned()),
        };
        let rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        Content { columns: columns.iter().map(|key| (*key).to_owned()).collect(), rows, total: None }
    }

    fn told(then: &Content, now: &Content) -> Vec<String> {
        let text = |cell: &Option<Cell>| match cell {
            None => "-".to_owned(),
            Some(Cell::Int(number)) => number.to_string(),
            Some(Cell::Text(text)) => text.clone(),
            Some(other) => format!("{other:?}"),
        };
        let line = |change: &Change| {
            let named: Vec<String> = change.named.iter().map(|cell| text(&Some(cell.clone()))).collect();
            let column = change.column.clone().unwrap_or_else(|| "*".into());
            format!("{} {column} {}→{}", named.join("/"), text(&change.old), text(&change.new))
        };
        Beside::of(then, now).changes(then, now).iter().map(line).collect()
    }

    #[test]
    fn cells_are_found_by_as_few_columns_as_tell_the_rows_apart() {
        let then =
            content(&["org", "kind", "held"], &[&["甲", "党课", "2"], &["甲", "支委会", "3"], &["乙", "党课", "1"]]);
        let now =
            content(&["org", "kind", "held"], &[&["甲", "党课", "2"], &["甲", "支委会", "4"], &["丙", "党课", "1"]]);
        assert_eq!(told(&then, &now), ["甲/支委会 held 3→4", "丙/党课 held -→1", "乙/党课 held 1→-"]);
        assert_eq!(told(&then, &then), Vec::<String>::new());
    }

    #[test]
    fn a_row_without_figures_comes_and_goes_as_a_whole() {
        let then = content(&["name", "place"], &[&["王", "嘉兴"], &["李", "平湖"]]);
        let now = content(&["name", "place"], &[&["王", "海宁"], &["赵", "平湖"]]);
        assert_eq!(told(&then, &now), ["王 place 嘉兴→海宁", "赵 * -→赵", "李 * 李→-"]);
        let twice = content(&["name", "place"], &[&["王", "嘉兴"], &["王", "嘉兴"]]);
        let once = content(&["name", "place"], &[&["王", "嘉兴"]]);
        assert_eq!(told(&twice, &once), ["王/嘉兴 * 王→-"], "rows that are alike are counted");
    }

    #[test]
    fn a_column_that_one_has_alone_is_no_change() {
        let then = content(&["name", "age"], &[&["王", "30"]]);
        let now = content(&["name", "sex", "age"], &[&["王", "男", "31"]]);
        assert_eq!(told(&then, &now), ["王 age 30→31"]);
    }

    #[test]
    fn a_number_is_told_with_the_name() {
        let then = content(&["no", "name", "place"], &[&["7", "王", "嘉兴"]]);
        let now = content(&["no", "name", "place"], &[&["7", "汪", "嘉兴"]]);
        assert_eq!(told(&then, &now), ["7/汪 name 王→汪"]);
    }

    #[test]
    fn a_running_number_names_no_row_and_a_new_name_makes_no_new_one() {
        let keys = ["seq", "name", "born", "from", "place"];
        let then = content(&keys, &[&["1", "王", "1970-01-01", "平湖", "嘉兴"], &["2", "李", "", "", ""]]);
        let now = content(
            &keys,
            &[&["1", "李", "", "", ""], &["2", "汪", "1970-01-01", "平湖", "嘉兴"], &["3", "赵", "", "", ""]],
        );
        assert_eq!(told(&then, &now), ["汪 name 王→汪", "赵 * -→赵"]);
    }
}
