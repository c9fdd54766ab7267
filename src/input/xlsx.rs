//! The cells of a workbook of Excel 2007 and later.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;

use calamine::{DataRef, Xlsx, XlsxError};

use super::cell::{Cell, Value};
use super::format::Format;
use super::sheet::{Builder, Sheet};

/// Where formulas stand that nobody has worked out, as programs save them that are no spreadsheets.
type Uncomputed = HashMap<(u32, u32), String>;

/// An open workbook.
pub(super) type Book = Xlsx<BufReader<File>>;

/// A sheet, unless it is too large for one.
pub(super) fn read(book: &mut Book, name: &str) -> Result<Option<Sheet>, XlsxError> {
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let (rows, has_blanks) = read_cells(book, name, &Uncomputed::new())?;
    // Cells are read without their formulas, which takes less time. A blank one may be blank for want of a result.
    let uncomputed = if has_blanks { uncomputed(book, name)? } else { Uncomputed::new() };
    let rows = if uncomputed.is_empty() { rows } else { read_cells(book, name, &uncomputed)?.0 };
    Ok(rows.finish(&merged))
}

fn uncomputed(book: &mut Book, name: &str) -> Result<Uncomputed, XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut found = Uncomputed::new();
    while let Some(cell) = cells.next_cell_with_formula()? {
        if let (DataRef::Empty, Some(formula)) = (&cell.value, cell.formula) {
            found.insert(cell.pos, formula);
        }
    }
    Ok(found)
}

/// Reads cell by cell: a single cell far away from the others must not make a table of a million columns.
///
/// Tells whether some cells are blank.
fn read_cells(book: &mut Book, name: &str, uncomputed: &Uncomputed) -> Result<(Builder, bool), XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let format = |style: &calamine::Style| {
        let format = style.number_format.as_ref();
        format.map_or_else(Format::default, |format| Format::of(format.format_id, &format.format_code))
    };
    let formats: Vec<Format> = cells.styles().iter().map(format).collect();
    let (mut rows, mut has_blanks) = (Builder::default(), false);
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let place = cell.get_position();
        let value = Value::from(cell.get_value());
        has_blanks |= matches!(value, Value::Empty);
        let value = match uncomputed.get(&place) {
            Some(formula) => Value::Uncomputed(formula.into()),
            None => value,
        };
        rows.push(place, Cell { value, format: formats.get(style).map_or_else(Cow::default, Cow::Borrowed) });
    }
    Ok((rows, has_blanks))
}
