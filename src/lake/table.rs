//! The rows of one table of a lake: columns as they stand in the records, and behind them the number of the office. A group holds the rows
//! of whole offices, as far as they fit.

use std::fs::File;
use std::path::Path;

use rusqlite::types::{Value, ValueRef};

use super::manifest::Number;
use crate::columnar::{self, Column, Kind, ParquetError};

/// What the column is called that tells the office by its number in the lake.
pub(super) const OFFICE: &str = "office";

/// A file that is being written.
pub(super) struct Writer(columnar::Writer<File>);

impl Writer {
    /// Begins one, of a table with these columns.
    pub(super) fn begin(path: &Path, table: &str, columns: &[Column]) -> Result<Self, ParquetError> {
        Ok(Self(columnar::Writer::begin(File::create_new(path)?, table, &with_office(columns))?))
    }

    /// Takes a row of an office.
    pub(super) fn push<'v>(
        &mut self,
        office: Number,
        row: impl Iterator<Item = ValueRef<'v>>,
    ) -> Result<(), ParquetError> {
        self.0.push(row.chain([ValueRef::Integer(office)]))
    }

    /// Says that the rows of an office are all there.
    pub(super) fn office_ends(&mut self) -> Result<(), ParquetError> {
        self.0.may_part()
    }

    /// Ends the file, and tells how many rows it has.
    pub(super) fn finish(self) -> Result<u64, ParquetError> {
        let rows = self.0.rows;
        self.0.finish()?;
        Ok(rows)
    }
}

fn with_office(columns: &[Column]) -> Vec<Column> {
    let office = Column { name: OFFICE.to_owned(), holds: Kind::Integer };
    columns.iter().cloned().chain([office]).collect()
}

/// Goes through the rows of a file: the office, and the values of these columns, which must be those it was written with.
pub(super) fn read<E: From<ParquetError>>(
    path: &Path,
    columns: &[Column],
    mut see: impl FnMut(Number, &[Value]) -> Result<(), E>,
) -> Result<(), E> {
    columnar::read(path, &with_office(columns), |row| match row.split_last() {
        Some((Value::Integer(office), row)) => see(*office, row),
        _ => Err(ParquetError::General("a row of no office".into()).into()),
    })
}
