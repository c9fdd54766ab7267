//! Counting the rows of a report, group by group, and making its figures of the counts.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::declaration::{Count, Figure, Formula, Note, Report, Typed};
use super::holds::{Holds, Key, Names, OwnedKey};
use super::question::Question;
use super::rows::{self, Asked};
use crate::assumed::Resting;
use crate::db::Db;
use crate::error::Result;
use crate::output::Value;

/// How many rows each count counts, under every group.
#[derive(Debug)]
pub(super) struct Tally<'r> {
    /// What was counted.
    counts: &'r [Count<'r>],
    /// What was measured.
    measures: &'r [&'r str],
    groups: Groups,
    /// The counts over all rows.
    pub(super) total: Counted,
    /// Who of those counted rests on a start that was only assumed.
    pub(super) resting: Resting,
}

/// What the rows of a group come to.
#[derive(Debug, Clone, Default)]
pub(super) struct Counted {
    /// A number for each count.
    pub(super) numbers: Vec<i64>,
    /// The values of each measure, in no order.
    values: Vec<Vec<i64>>,
}

impl Counted {
    fn of(counts: usize, measures: usize) -> Self {
        Self { numbers: vec![0; counts], values: vec![Vec::new(); measures] }
    }

    /// What was measured in groups stays there: their middle is not that of all, so a total has none.
    fn add(&mut self, other: &Self) {
        self.numbers.iter_mut().zip(&other.numbers).for_each(|(total, number)| *total += number);
    }
}

/// The groups, in the order of their first row. Rows of a group mostly follow each other, so the last is tried first.
#[derive(Debug, Default)]
struct Groups {
    places: HashTable<usize>,
    last: usize,
    found: Vec<(Vec<OwnedKey>, Counted)>,
}

impl Groups {
    /// What was counted in the group of these keys.
    fn counted(&mut self, keys: &[Key<'_>], fresh: impl FnOnce() -> Counted) -> &mut Counted {
        let found = &self.found;
        let is_of = |place: usize| found[place].0.iter().map(OwnedKey::as_key).eq(keys.iter().copied());
        if !(self.last < found.len() && is_of(self.last)) {
            let hash = hashed(keys.iter().copied());
            self.last = self.places.find(hash, |place| is_of(*place)).copied().unwrap_or(found.len());
            if self.last == found.len() {
                let rehash = |place: &usize| hashed(found[*place].0.iter().map(OwnedKey::as_key));
                self.places.insert_unique(hash, self.last, rehash);
                self.found.push((keys.iter().copied().map(OwnedKey::of).collect(), fresh()));
            }
        }
        &mut self.found[self.last].1
    }
}

fn hashed<'k>(keys: impl Iterator<Item = Key<'k>>) -> u64 {
    FixedState::default().hash_one(keys.collect::<Vec<_>>())
}

/// Counts the rows of a report, under each group of `by`; with no columns there, all of them together.
pub(super) fn count<'r>(
    db: &Db,
    report: &Report,
    question: &Question,
    by: &[&Typed],
    (counts, measures): (&'r [Count<'r>], &'r [&'r str]),
) -> Result<Tally<'r>> {
    let fresh = || Counted::of(counts.len(), measures.len());
    let mut tally = Tally {
        counts,
        measures,
        groups: Groups::default(),
        total: fresh(),
        resting: Resting::asked(question.resting),
    };
    for code in report.fixed_rows(by) {
        tally.groups.counted(&[Key::Text(code.code)], fresh);
    }
    let asked = Asked { groups: by, counts, measures, resting: question.resting, columns: false };
    rows::each(db, report, question, asked, |row| {
        let keys = (0..by.len()).map(|at| row.key(at)).collect::<Result<Vec<_>>>()?;
        let counted = if by.is_empty() { &mut tally.total } else { tally.groups.counted(&keys, fresh) };
        for (at, number) in counted.numbers.iter_mut().enumerate() {
            *number += row.counted(at)?;
        }
        for (at, values) in counted.values.iter_mut().enumerate() {
            values.extend(row.measured(at)?);
        }
        row.resting(&mut tally.resting)?;
        Ok(true)
    })?;
    for (_, counted) in &tally.groups.found {
        tally.total.add(counted);
    }
    Ok(tally)
}

impl Tally<'_> {
    /// The groups as they are shown, with what was counted in them: lists in their own order, orgs by code, all else by
    /// what stands there; last those of whom it is not known.
    pub(super) fn groups(&self, by: &[&Typed], names: &Names<'_>) -> Result<Vec<(Vec<Value>, &Counted)>> {
        let mut found = Vec::new();
        for (keys, counted) in &self.groups.found {
            let places = by.iter().zip(keys).map(|(column, key)| place(column, key, names));
            let shown = by.iter().zip(keys).map(|(column, key)| column.holds.shown(key.as_key(), names));
            found.push((places.collect::<Result<Vec<_>>>()?, shown.collect::<Result<Vec<_>>>()?, counted));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(found.into_iter().map(|(_, values, counted)| (values, counted)).collect())
    }

    /// What a figure comes to in a group, or in the total: its own count, a rate of counts, a share of the total, a
    /// balance, or the middle of what was measured.
    pub(super) fn figure(&self, figure: &Figure, counted: &Counted) -> Value {
        let numbers = counted.numbers.as_slice();
        match &figure.formula {
            Formula::Count(_) => Value::Int(self.sum(std::slice::from_ref(&figure.key), numbers)),
            Formula::Scaled(of, per) => {
                Value::Decimal(exact(self.sum(std::slice::from_ref(of), numbers)) / f64::from(*per))
            }
            Formula::Rate(above, below) => share(self.sum(above, numbers), self.sum(below, numbers)),
            Formula::Share(of) => {
                let of = std::slice::from_ref(of);
                share(self.sum(of, numbers), self.sum(of, &self.total.numbers))
            }
            Formula::Balance { plus, minus, .. } => Value::Int(self.sum(plus, numbers) - self.sum(minus, numbers)),
            Formula::Distinct { of, .. } => Value::Int(distinct(self.all_values(of, counted))),
            Formula::Sum { of, per, .. } => match self.values(of, counted) {
                [] => Value::Null,
                values => Value::Decimal(exact(values.iter().sum()) / f64::from(*per)),
            },
            Formula::Mean(of) => mean(self.values(of, counted)),
            Formula::Median(of) => median(self.values(of, counted)),
            Formula::Blank => Value::Null,
        }
    }

    /// Whether a balance of the report does not come to nothing.
    pub(super) fn is_unbalanced(&self, report: &Report, counted: &Counted) -> bool {
        let is_balance = |figure: &&Figure| matches!(figure.formula, Formula::Balance { .. });
        report.figures.iter().filter(is_balance).any(|figure| self.figure(figure, counted) != Value::Int(0))
    }

    /// The counts of the report that should come to nothing in the whole and do not, each with what it comes to.
    pub(super) fn faults(&self, report: &'_ Report) -> Vec<(String, i64)> {
        let of = |key: &String| (key.clone(), self.sum(std::slice::from_ref(key), &self.total.numbers));
        report.checked.iter().map(of).filter(|(_, count)| *count != 0).collect()
    }

    /// What a count comes to in the whole.
    pub(super) fn whole(&self, key: &str) -> i64 {
        self.sum(&[key.to_owned()], &self.total.numbers)
    }

    /// How many rows the note of the report counts.
    pub(super) fn noted(&self, note: &Note) -> i64 {
        self.sum(std::slice::from_ref(&note.count), &self.total.numbers)
    }

    fn sum(&self, keys: &[String], numbers: &[i64]) -> i64 {
        let counted = self.counts.iter().zip(numbers);
        counted.filter(|(count, _)| keys.iter().any(|key| key == count.key)).map(|(_, number)| number).sum()
    }

    /// What was measured in a group; for the total, in all groups.
    fn all_values<'c>(&'c self, measure: &str, counted: &'c Counted) -> Vec<i64> {
        if !std::ptr::eq(counted, &raw const self.total) {
            return self.values(measure, counted).to_vec();
        }
        let grouped = self.groups.found.iter().map(|(_, counted)| counted);
        grouped.chain([counted]).flat_map(|counted| self.values(measure, counted)).copied().collect()
    }

    fn values<'c>(&self, measure: &str, counted: &'c Counted) -> &'c [i64] {
        let at = self.measures.iter().position(|known| *known == measure);
        at.map_or(&[], |at| &counted.values[at])
    }
}

/// Where a group stands among the others.
fn place(by: &Typed, key: &OwnedKey, names: &Names<'_>) -> Result<OwnedKey> {
    Ok(match (&by.holds, key) {
        (Holds::Org, OwnedKey::Number(id)) => OwnedKey::Text(names.org(*id)?.0),
        (Holds::Codes(codes) | Holds::Bands(codes), OwnedKey::Text(text)) => {
            let place = codes.iter().position(|code| code.code == text);
            place.and_then(|place| i64::try_from(place).ok()).map_or_else(|| key.clone(), OwnedKey::Number)
        }
        _ => key.clone(),
    })
}

/// A part of a whole; of nothing there is no part.
pub(super) fn share(part: i64, whole: i64) -> Value {
    if whole == 0 { Value::Null } else { Value::Share(exact(part) / exact(whole)) }
}

/// How many different ones there are.
fn distinct(mut values: Vec<i64>) -> i64 {
    values.sort_unstable();
    values.dedup();
    i64::try_from(values.len()).unwrap_or(i64::MAX)
}

/// The mean; of nothing there is none.
fn mean(values: &[i64]) -> Value {
    match i64::try_from(values.len()) {
        Ok(0) | Err(_) => Value::Null,
        Ok(count) => Value::Decimal(exact(values.iter().sum()) / exact(count)),
    }
}

/// The value in the middle, or the mean of the two there; of nothing there is none.
fn median(values: &[i64]) -> Value {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    match (sorted.get(sorted.len() / 2), sorted.len() % 2) {
        (None, _) => Value::Null,
        (Some(upper), 0) => mean(&[sorted[sorted.len() / 2 - 1], *upper]),
        (Some(middle), _) => mean(&[*middle]),
    }
}

#[expect(clippy::cast_precision_loss, reason = "people, days and units are counted in thousands, not in 2^52")]
fn exact(number: i64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_what_was_measured() {
        assert_eq!((mean(&[]), median(&[])), (Value::Null, Value::Null));
        assert_eq!((mean(&[30, 10, 50]), median(&[30, 10, 50])), (Value::Decimal(30.0), Value::Decimal(30.0)));
        assert_eq!((mean(&[4, 1, 1, 1]), median(&[4, 1, 2, 1])), (Value::Decimal(1.75), Value::Decimal(1.5)));
    }

    #[test]
    fn groups_of_several_keys_are_told_apart() {
        let mut groups = Groups::default();
        let rows = [("a", 1), ("a", 1), ("a", 2), ("b", 1), ("a", 1), ("b", 1)];
        for (text, number) in rows {
            groups.counted(&[Key::Text(text), Key::Number(number)], || Counted::of(1, 0)).numbers[0] += 1;
        }
        let counts: Vec<i64> = groups.found.iter().map(|(_, counted)| counted.numbers[0]).collect();
        assert_eq!(counts, [3, 1, 2]);
    }
}
