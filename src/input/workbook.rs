//! Workbooks and their sheets.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{Data, DataRef, Ods, Reader as _, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use super::cell::shows_month;
use super::kind::Kind;
use super::sheet::{Builder, Sheet};
use super::shown;
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::say;

/// The number formats of Excel, known by number, that show year and month alone.
const MONTH_FORMATS: [u32; 6] = [17, 27, 36, 50, 52, 57];

/// An open workbook.
pub(super) struct Workbook {
    path: PathBuf,
    book: Book,
}

enum Book {
    Xlsx(Box<Xlsx<BufReader<File>>>),
    Xls(Box<Xls<BufReader<File>>>),
    Ods(Box<Ods<BufReader<File>>>),
}

impl Workbook {
    /// Opens a file that looks like a workbook.
    pub(super) fn open(path: &Path, file: &File, kind: Kind) -> Result<Self> {
        let again = || Ok::<_, Error>(BufReader::new(file.try_clone().at(path)?));
        let broken = |error: &dyn std::fmt::Display| broken(path, error);
        let book = match kind {
            Kind::Ods => Book::Ods(Box::new(Ods::new(again()?).map_err(|error| match error {
                calamine::OdsError::Password => locked(path),
                error => broken(&error),
            })?)),
            Kind::Xls => Book::Xls(Box::new(match Xls::new(again()?) {
                Ok(book) => book,
                Err(XlsError::Password) => return Err(locked(path)),
                // A workbook of the new form with a password hides in a file of the old form.
                Err(error) => match Xlsx::new(again()?) {
                    Err(XlsxError::Password) => return Err(locked(path)),
                    _ => return Err(broken(&error)),
                },
            })),
            Kind::Xlsx | Kind::Text => Book::Xlsx(Box::new(Xlsx::new(again()?).map_err(|error| broken(&error))?)),
        };
        Ok(Self { path: path.to_owned(), book })
    }

    /// The sheets of cells and whether they are shown.
    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match &self.book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xls(book) => book.sheets_metadata(),
            Book::Ods(book) => book.sheets_metadata(),
        };
        sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    /// The cells of a sheet.
    pub(super) fn load(&mut self, name: &str) -> Result<Sheet> {
        let path = &self.path;
        match &mut self.book {
            Book::Xlsx(book) => {
                let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                let rows = read_xlsx(book, name).map_err(|error| broken(path, &error))?;
                Ok(rows.finish(&merged))
            }
            Book::Xls(book) => {
                let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                let range = book.worksheet_range(name).map_err(|error| broken(path, &error))?;
                Ok(Sheet::of_range(&range, &merged))
            }
            Book::Ods(book) => {
                let range = book.worksheet_range(name).map_err(|error| broken(path, &error))?;
                Ok(Sheet::of_range(&range, &[]))
            }
        }
    }
}

/// Where formulas stand that nobody has worked out, as programs save them that are no spreadsheets.
type Uncomputed = HashMap<(u32, u32), String>;

fn read_xlsx(book: &mut Xlsx<BufReader<File>>, name: &str) -> Result<Builder, XlsxError> {
    let (rows, has_blanks) = read_cells(book, name, &Uncomputed::new())?;
    // Cells are read without their formulas, which takes less time. A blank one may be blank for want of a result.
    let uncomputed = if has_blanks { uncomputed(book, name)? } else { Uncomputed::new() };
    if uncomputed.is_empty() { Ok(rows) } else { Ok(read_cells(book, name, &uncomputed)?.0) }
}

fn uncomputed(book: &mut Xlsx<BufReader<File>>, name: &str) -> Result<Uncomputed, XlsxError> {
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
fn read_cells(
    book: &mut Xlsx<BufReader<File>>,
    name: &str,
    uncomputed: &Uncomputed,
) -> Result<(Builder, bool), XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let months: Vec<bool> = cells
        .styles()
        .iter()
        .map(|style| {
            style.number_format.as_ref().is_some_and(|format| {
                format.format_id.is_some_and(|id| MONTH_FORMATS.contains(&id)) || shows_month(&format.format_code)
            })
        })
        .collect();
    let (mut rows, mut has_blanks) = (Builder::default(), false);
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let data: Data = cell.get_value().clone().into();
        has_blanks |= data == Data::Empty;
        match uncomputed.get(&cell.get_position()) {
            Some(formula) => rows.push_uncomputed(cell.get_position(), formula),
            None => rows.push(cell.get_position(), &data, months.get(style).copied().unwrap_or(false)),
        }
    }
    Ok((rows, has_blanks))
}

fn locked(path: &Path) -> Error {
    Error::refused(say!(WorkbookLocked { path: shown(path) })).hint(say!(WorkbookLockedHint))
}

fn broken(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::refused(say!(WorkbookBroken { path: shown(path), reason: error.to_string() })).hint(say!(InputBrokenHint))
}
