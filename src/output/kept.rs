//! An answer that is kept just as it was handed over, instead of being shown: what a frozen report is made of.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Column, Printer, Row, Target, Value};
use crate::error::Result;

/// An answer as it was handed over, nothing masked and nothing left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Kept {
    /// The line above it.
    pub(crate) title: Option<String>,
    /// Who made it and of which day.
    pub(crate) made: Option<String>,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// Its rows, in order.
    pub(crate) rows: Vec<Row>,
    /// The row of totals, where there is one.
    pub(crate) total: Option<Row>,
}

impl Kept {
    /// Where the column of a key is.
    pub(crate) fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// With these columns alone, by their places.
    pub(crate) fn only(self, places: &[usize]) -> Self {
        let columns = places.iter().map(|at| self.columns[*at].clone()).collect();
        let of_row = |row: Row| places.iter().map(|at| row[*at].clone()).collect();
        Self { columns, rows: self.rows.into_iter().map(of_row).collect(), total: self.total.map(of_row), ..self }
    }

    /// Without a column.
    pub(crate) fn without(mut self, key: &str) -> Self {
        if let Some(at) = self.column(key) {
            self.columns.remove(at);
            self.rows.iter_mut().for_each(|row| drop(row.remove(at)));
        }
        self
    }

    /// With what another answer tells of the same things besides, which are known by what stands under a key in both.
    pub(crate) fn with(mut self, other: &Self, key: &str) -> Self {
        let (Some(own), Some(others)) = (self.column(key), other.column(key)) else { return self };
        let more: Vec<usize> =
            (0..other.columns.len()).filter(|at| self.column(&other.columns[*at].key).is_none()).collect();
        self.columns.extend(more.iter().map(|at| other.columns[*at].clone()));
        for row in &mut self.rows {
            let same = other.rows.iter().find(|other| other[others] == row[own]);
            row.extend(more.iter().map(|at| same.map_or(Value::Null, |same| same[*at].clone())));
        }
        self
    }
}

/// Puts the rows where whoever asked for them finds them.
pub(super) struct Keeper(pub(super) Rc<RefCell<Kept>>);

impl Printer for Keeper {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.0.borrow_mut().columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.0.borrow_mut().rows.push(row.to_vec());
        Ok(())
    }

    fn finish(self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        self.0.borrow_mut().total = total.map(<[Value]>::to_vec);
        Ok(Target::standard(Box::new(std::io::sink()), false))
    }
}
