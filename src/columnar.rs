//! Tables in Parquet files, for programs that reckon with columns: each value may be missing, whole numbers, other numbers and texts are told
//! apart. Rows stand in groups, of which a reader takes those that it needs.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::reader::ColumnReader;
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
pub(crate) use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};
use rusqlite::types::{Value, ValueRef};
use serde::{Deserialize, Serialize};

/// Rows after which a row group ends.
const GROUP: usize = 100_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Whole numbers.
    Integer,
    /// Other numbers.
    Real,
    /// Texts, UTF-8.
    Text,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) holds: Kind,
}

/// The values of a column, in the order of the rows; what is missing is only among the levels, as 0.
enum Values {
    Integer(Vec<i64>),
    Real(Vec<f64>),
    Text(Vec<ByteArray>),
}

struct Filled {
    values: Values,
    levels: Vec<i16>,
}

impl Filled {
    fn of(kind: Kind) -> Self {
        let values = match kind {
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
            Kind::Text => Values::Text(Vec::new()),
        };
        Self { values, levels: Vec::new() }
    }

    /// Takes a value. In the tables of the records, which are strict, it is of the kind of its column.
    fn push(&mut self, value: ValueRef<'_>) {
        match (&mut self.values, value) {
            (Values::Integer(values), ValueRef::Integer(value)) => values.push(value),
            (Values::Real(values), ValueRef::Real(value)) => values.push(value),
            (Values::Text(values), ValueRef::Text(value)) => values.push(ByteArray::from(value.to_vec())),
            _ => return self.levels.push(0),
        }
        self.levels.push(1);
    }

    fn write(&self, column: &mut ColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(self.levels.as_slice());
        match (&self.values, column) {
            (Values::Integer(values), ColumnWriter::Int64ColumnWriter(column)) => {
                column.write_batch(values, levels, None)
            }
            (Values::Real(values), ColumnWriter::DoubleColumnWriter(column)) => {
                column.write_batch(values, levels, None)
            }
            (Values::Text(values), ColumnWriter::ByteArrayColumnWriter(column)) => {
                column.write_batch(values, levels, None)
            }
            _ => Err(ParquetError::General("a column of another kind".into())),
        }
        .map(drop)
    }

    /// The values one by one.
    fn into_rows(self) -> Vec<Value> {
        fn filled<T>(levels: &[i16], values: Vec<T>, value: fn(T) -> Value) -> Vec<Value> {
            let mut values = values.into_iter();
            levels
                .iter()
                .map(|level| if *level == 0 { None } else { values.next() }.map_or(Value::Null, value))
                .collect()
        }
        match self.values {
            Values::Integer(values) => filled(&self.levels, values, Value::Integer),
            Values::Real(values) => filled(&self.levels, values, Value::Real),
            Values::Text(values) => {
                filled(&self.levels, values, |text| Value::Text(String::from_utf8_lossy(text.data()).into_owned()))
            }
        }
    }
}

/// A file that is being written.
pub(crate) struct Writer<W: Write + Send> {
    file: SerializedFileWriter<W>,
    columns: Vec<Column>,
    group: Vec<Filled>,
    /// Rows in all.
    pub(crate) rows: u64,
}

impl<W: Write + Send> Writer<W> {
    /// Begins one, of a table with these columns.
    pub(crate) fn begin(into: W, table: &str, columns: &[Column]) -> Result<Self, ParquetError> {
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let file = SerializedFileWriter::new(into, schema(table, columns)?, Arc::new(properties))?;
        Ok(Self { file, columns: columns.to_vec(), group: fresh(columns), rows: 0 })
    }

    /// Takes a row. Of very many that belong together the groups are several.
    pub(crate) fn push<'v>(&mut self, row: impl Iterator<Item = ValueRef<'v>>) -> Result<(), ParquetError> {
        self.group.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
        self.rows += 1;
        if self.gathered() >= 4 * GROUP { self.write_group() } else { Ok(()) }
    }

    fn gathered(&self) -> usize {
        self.group.last().map_or(0, |column| column.levels.len())
    }

    /// Says that rows that belong together are all there: a group that is large enough ends here.
    pub(crate) fn may_part(&mut self) -> Result<(), ParquetError> {
        if self.gathered() >= GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for filled in std::mem::replace(&mut self.group, fresh(&self.columns)) {
            let Some(mut column) = group.next_column()? else { break };
            filled.write(column.untyped())?;
            column.close()?;
        }
        group.close().map(drop)
    }

    /// Ends the file, and gives back what it was written into.
    pub(crate) fn finish(mut self) -> Result<W, ParquetError> {
        if self.gathered() > 0 {
            self.write_group()?;
        }
        self.file.into_inner()
    }
}

fn fresh(columns: &[Column]) -> Vec<Filled> {
    columns.iter().map(|column| Filled::of(column.holds)).collect()
}

fn schema(table: &str, columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let field = |name: &str, holds: Kind| {
        let (physical, logical) = match holds {
            Kind::Integer => (Physical::INT64, None),
            Kind::Real => (Physical::DOUBLE, None),
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = columns.iter().map(|column| field(&column.name, column.holds)).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder(table).with_fields(fields).build().map(Arc::new)
}

/// Goes through the rows of a file: the values of these columns, which must be those it was written with.
pub(crate) fn read<E: From<ParquetError>>(
    path: &Path,
    columns: &[Column],
    mut see: impl FnMut(&[Value]) -> Result<(), E>,
) -> Result<(), E> {
    let file = SerializedFileReader::new(File::open(path).map_err(ParquetError::from)?)?;
    let there: Vec<_> =
        file.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
    if !there.iter().map(String::as_str).eq(columns.iter().map(|column| column.name.as_str())) {
        return Err(ParquetError::General(format!("columns {}", there.join(", "))).into());
    }
    for at in 0..file.num_row_groups() {
        let group = file.get_row_group(at)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let mut filled = Vec::new();
        for column in 0..there.len() {
            filled.push(read_column(group.get_column_reader(column)?, rows)?.into_rows().into_iter());
        }
        let mut row = Vec::new();
        for _ in 0..rows {
            row.clear();
            row.extend(filled.iter_mut().map(|column| column.next().unwrap_or(Value::Null)));
            see(&row)?;
        }
    }
    Ok(())
}

fn read_column(column: ColumnReader, rows: usize) -> Result<Filled, ParquetError> {
    let mut levels = Vec::new();
    let values = match column {
        ColumnReader::Int64ColumnReader(mut column) => {
            let mut values = Vec::new();
            column.read_records(rows, Some(&mut levels), None, &mut values)?;
            Values::Integer(values)
        }
        ColumnReader::DoubleColumnReader(mut column) => {
            let mut values = Vec::new();
            column.read_records(rows, Some(&mut levels), None, &mut values)?;
            Values::Real(values)
        }
        ColumnReader::ByteArrayColumnReader(mut column) => {
            let mut values = Vec::new();
            column.read_records(rows, Some(&mut levels), None, &mut values)?;
            Values::Text(values)
        }
        _ => return Err(ParquetError::General("a column of another kind".into())),
    };
    Ok(Filled { values, levels })
}
