//! Parquet for programs that reckon with columns: the keys and values of JSON, whole numbers, other numbers and texts in columns of their
//! own kind. What a column holds is known only when the last row is there, so the rows wait for it.

use std::borrow::Cow;

use rusqlite::types::ValueRef;
use serde_json::Value as Json;

use super::json::json_value;
use super::{Column, Printer, Target, Value};
use crate::columnar::{self, Kind, ParquetError, Writer};
use crate::error::{Error, Kind as Failure, Result, foreign};
use crate::i18n::say;
use crate::output::texts;

/// What the rows are called within the file.
const NAME: &str = "rows";

pub(super) struct ParquetPrinter {
    target: Target,
    columns: Vec<Waiting>,
}

/// A column whose rows are not all there yet.
struct Waiting {
    key: String,
    /// None as long as nothing is known in it.
    holds: Option<Kind>,
    cells: Vec<Json>,
}

impl ParquetPrinter {
    pub(super) fn new(target: Target) -> Self {
        Self { target, columns: Vec::new() }
    }

    fn take(&mut self, row: &[Value]) {
        for (column, value) in self.columns.iter_mut().zip(row) {
            column.take(json_value(value));
        }
    }
}

impl Waiting {
    /// Takes a cell; a list is its JSON, what is true 1.
    fn take(&mut self, cell: Json) {
        let cell = match cell {
            Json::Bool(yes) => i64::from(yes).into(),
            Json::Array(_) | Json::Object(_) => cell.to_string().into(),
            cell => cell,
        };
        let kind = match &cell {
            Json::Null => None,
            Json::Number(number) if number.is_i64() => Some(Kind::Integer),
            Json::Number(_) => Some(Kind::Real),
            _ => Some(Kind::Text),
        };
        // A number beside a text is a text, a whole number beside another one is such.
        self.holds = match (self.holds, kind) {
            (known, None) => known,
            (None, kind) => kind,
            (Some(one), Some(other)) if one == other => Some(one),
            (Some(Kind::Text), _) | (_, Some(Kind::Text)) => Some(Kind::Text),
            _ => Some(Kind::Real),
        };
        self.cells.push(cell);
    }

    fn kind(&self) -> Kind {
        self.holds.unwrap_or(Kind::Text)
    }

    /// A number in a column of texts, as a text.
    fn as_text(&self, at: usize) -> Cow<'_, str> {
        match &self.cells[at] {
            Json::String(text) => text.into(),
            Json::Number(number) if self.kind() == Kind::Text => number.to_string().into(),
            _ => "".into(),
        }
    }

    fn value<'v>(&self, at: usize, text: &'v str) -> ValueRef<'v> {
        match (&self.cells[at], self.kind()) {
            (Json::Null, _) => ValueRef::Null,
            (_, Kind::Text) => ValueRef::Text(text.as_bytes()),
            (cell, Kind::Real) => cell.as_f64().map_or(ValueRef::Null, ValueRef::Real),
            (cell, Kind::Integer) => cell.as_i64().map_or(ValueRef::Null, ValueRef::Integer),
        }
    }
}

impl Printer for ParquetPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        let waiting = |column: &Column| Waiting { key: column.key.clone(), holds: None, cells: Vec::new() };
        self.columns = columns.iter().map(waiting).collect();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.take(row);
        Ok(())
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        if let Some(total) = total {
            self.take(total);
        }
        let bytes = written(&self.columns)
            .map_err(|error| Error::new(Failure::Io, say!(ParquetFailed { reason: foreign(&error) })))?;
        self.target.write(&bytes)?;
        Ok(self.target)
    }
}

fn written(columns: &[Waiting]) -> Result<Vec<u8>, ParquetError> {
    let described: Vec<_> =
        columns.iter().map(|column| columnar::Column { name: column.key.clone(), holds: column.kind() }).collect();
    let mut writer = Writer::begin(Vec::new(), NAME, &described)?;
    for at in 0..columns.first().map_or(0, |column| column.cells.len()) {
        let texts: Vec<_> = columns.iter().map(|column| column.as_text(at)).collect();
        writer.push(columns.iter().zip(&texts).map(|(column, text)| column.value(at, text)))?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use rusqlite::types::Value as Cell;

    use super::*;

    #[test]
    fn every_column_is_of_the_kind_that_all_its_rows_are() {
        let mut columns: Vec<Waiting> = ["whole", "real", "text", "mixed", "empty"]
            .map(|key| Waiting { key: key.into(), holds: None, cells: Vec::new() })
            .into();
        for row in [
            [Json::from(1), Json::from(1), Json::from("a"), Json::from(7), Json::Null],
            [Json::Null, Json::from(0.5), Json::Null, Json::from("b"), Json::Null],
            [Json::from(true), Json::Null, serde_json::json!(["x", "y"]), Json::from(0.5), Json::Null],
        ] {
            columns.iter_mut().zip(row).for_each(|(column, cell)| column.take(cell));
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), written(&columns).unwrap()).unwrap();
        let kinds = [Kind::Integer, Kind::Real, Kind::Text, Kind::Text, Kind::Text];
        let described: Vec<_> = columns
            .iter()
            .zip(kinds)
            .map(|(column, holds)| columnar::Column { name: column.key.clone(), holds })
            .collect();
        let mut rows = Vec::new();
        columnar::read::<ParquetError>(file.path(), &described, |row| {
            rows.push(row.to_vec());
            Ok(())
        })
        .unwrap();
        let text = |text: &str| Cell::Text(text.into());
        assert_eq!(
            rows,
            [
                vec![Cell::Integer(1), Cell::Real(1.0), text("a"), text("7"), Cell::Null],
                vec![Cell::Null, Cell::Real(0.5), Cell::Null, text("b"), Cell::Null],
                vec![Cell::Integer(1), Cell::Null, text("[\"x\",\"y\"]"), text("0.5"), Cell::Null],
            ]
        );
    }
}
