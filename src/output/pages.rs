//! A page of several tables, each with its picture: the overview that a director opens. As HTML it is one file, as a workbook a
//! sheet a table.

use super::{Column, Format, Options, Row, Target, Value, html, sheets};
use crate::error::Result;
use crate::i18n::Lang;
use crate::text;

/// A page, or a workbook.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pages {
    /// What stands over all.
    pub(crate) title: String,
    /// Who made it and of which day.
    pub(crate) made: String,
    /// The day of the records.
    pub(crate) made_on: Option<chrono::NaiveDate>,
    /// Its tables, in order.
    pub(crate) parts: Vec<Part>,
}

/// A table with its picture.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// What it is called.
    pub(crate) title: String,
    /// What is told under it; empty if nothing.
    pub(crate) note: String,
    /// The columns.
    pub(crate) columns: Vec<Column>,
    /// The rows.
    pub(crate) rows: Vec<Row>,
    /// The row of totals, where there is one.
    pub(crate) total: Option<Row>,
    /// How it is drawn.
    pub(crate) picture: Picture,
}

/// How a table is drawn. The first column names what is drawn; figures are named by their columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Picture {
    /// Not at all.
    #[default]
    None,
    /// Each figure large, with its change: which column holds the figure, and which the change.
    Cards(usize, usize),
    /// A bar a row, of these columns one after the other.
    Bars(Vec<usize>),
    /// A line a column over the rows.
    Lines(Vec<usize>),
    /// A field a cell, darker the more is lacking; all columns but the first.
    Heat,
    /// Rows within rows: how deep each lies stands in this column, which is not shown.
    Tree(usize),
}

impl Part {
    /// Masks what not everybody may see, as a listing does.
    pub(crate) fn mask(&mut self) {
        for text in [&mut self.title, &mut self.note] {
            *text = text::mask_sure(text).into_owned();
        }
        for row in self.rows.iter_mut().chain(&mut self.total) {
            for (column, cell) in self.columns.iter().zip(row) {
                *cell = column.mask(std::mem::replace(cell, Value::Null));
            }
        }
    }
}

impl Pages {
    /// Whether a format has room for several tables.
    pub(crate) fn are_of(format: Format) -> bool {
        matches!(format, Format::Html | Format::Xlsx)
    }

    /// Writes all of it.
    pub(crate) fn write(&self, target: Target, options: &Options, lang: Lang) -> Result<Target> {
        options.refuse_misfit(&target)?;
        match options.resolved_format() {
            Format::Xlsx => sheets::write(self, target, lang),
            _ => html::parts(self, target, lang),
        }
    }
}
