//! Counting the rows of a report, group by group, and making its figures of the counts.

use std::collections::HashMap;

use super::declaration::{Count, Figure, Formula, Report, Typed};
use super::holds::{Holds, Key, Names, OwnedKey};
use super::question::Question;
use super::rows::{self, Asked};
use crate::db::Db;
use crate::error::Result;
use crate::output::Value;

/// How many rows each count counts, under every group.
#[derive(Debug)]
pub(super) struct Tally<'r> {
    /// What was counted.
    counts: &'r [Count<'r>],
    groups: Groups,
    /// The counts over all rows.
    pub(super) total: Vec<i64>,
    /// How many of the rows rest on a start that was only assumed.
    pub(super) assumed: i64,
}

/// The groups, in the order of their first row.
#[derive(Debug, Default)]
struct Groups {
    texts: HashMap<String, usize>,
    numbers: HashMap<i64, usize>,
    unknown: Option<usize>,
    found: Vec<(OwnedKey, Vec<i64>)>,
}

impl Groups {
    /// The counts of the group of a key.
    fn counts(&mut self, key: Key<'_>, width: usize) -> &mut Vec<i64> {
        let known = match key {
            Key::Unknown => self.unknown,
            Key::Number(number) => self.numbers.get(&number).copied(),
            Key::Text(text) => self.texts.get(text).copied(),
        };
        let at = known.unwrap_or_else(|| {
            let at = self.found.len();
            match key {
                Key::Unknown => self.unknown = Some(at),
                Key::Number(number) => drop(self.numbers.insert(number, at)),
                Key::Text(text) => drop(self.texts.insert(text.to_owned(), at)),
            }
            self.found.push((OwnedKey::of(key), vec![0; width]));
            at
        });
        &mut self.found[at].1
    }
}

/// Counts the rows of a report, under each group of `by` if there is one.
pub(super) fn count<'r>(
    db: &Db,
    report: &Report,
    question: &Question,
    by: Option<&Typed>,
    counts: &'r [Count<'r>],
) -> Result<Tally<'r>> {
    let width = counts.len();
    let mut tally = Tally { counts, groups: Groups::default(), total: vec![0; width], assumed: 0 };
    rows::each(db, report, question, Asked { groups: by.as_slice(), counts, columns: false }, |row| {
        let counts = match by {
            Some(_) => tally.groups.counts(row.key(0)?, width),
            None => &mut tally.total,
        };
        for (at, count) in counts.iter_mut().enumerate() {
            *count += i64::from(row.is_counted(at)?);
        }
        tally.assumed += row.assumed()?;
        Ok(true)
    })?;
    for (_, counts) in &tally.groups.found {
        tally.total.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
    }
    Ok(tally)
}

impl Tally<'_> {
    /// The groups as they are shown, with their counts: lists in their own order, orgs by code, all else by what stands
    /// there; last those of whom it is not known.
    pub(super) fn groups(&self, by: &Typed, names: &Names<'_>) -> Result<Vec<(Value, &[i64])>> {
        let mut found = Vec::new();
        for (key, counts) in &self.groups.found {
            let place = match (&by.holds, key) {
                (Holds::Org, OwnedKey::Number(id)) => OwnedKey::Text(names.org(*id)?.0),
                (Holds::Codes(codes) | Holds::Bands(codes), OwnedKey::Text(text)) => {
                    let place = codes.iter().position(|code| code.code == text);
                    place.and_then(|place| i64::try_from(place).ok()).map_or_else(|| key.clone(), OwnedKey::Number)
                }
                _ => key.clone(),
            };
            found.push((place, by.holds.shown(key.as_key(), names)?, counts.as_slice()));
        }
        found.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(found.into_iter().map(|(_, value, counts)| (value, counts)).collect())
    }

    /// What a figure comes to in a group, or in the total: its own count, a rate of counts, a share of the
    /// total, or a balance.
    pub(super) fn figure(&self, figure: &Figure, counts: &[i64]) -> Value {
        match &figure.formula {
            Formula::Count(_) => Value::Int(self.sum(std::slice::from_ref(&figure.key), counts)),
            Formula::Rate(above, below) => share(self.sum(above, counts), self.sum(below, counts)),
            Formula::Share(of) => {
                let of = std::slice::from_ref(of);
                share(self.sum(of, counts), self.sum(of, &self.total))
            }
            Formula::Balance { plus, minus, .. } => Value::Int(self.sum(plus, counts) - self.sum(minus, counts)),
        }
    }

    /// Whether a balance of the report does not come to nothing.
    pub(super) fn is_unbalanced(&self, report: &Report, counts: &[i64]) -> bool {
        let is_balance = |figure: &&Figure| matches!(figure.formula, Formula::Balance { .. });
        report.figures.iter().filter(is_balance).any(|figure| self.figure(figure, counts) != Value::Int(0))
    }

    fn sum(&self, keys: &[String], counts: &[i64]) -> i64 {
        let counted = self.counts.iter().zip(counts);
        counted.filter(|(count, _)| keys.iter().any(|key| key == count.key)).map(|(_, number)| number).sum()
    }
}

/// A part of a whole; of nothing there is no part.
pub(super) fn share(part: i64, whole: i64) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "people and units are counted in thousands, not in 2^52")]
    if whole == 0 { Value::Null } else { Value::Share(part as f64 / whole as f64) }
}
