//! Workbooks and their sheets, and documents and their tables.

use std::fs::File;
use std::io::{BufReader, Seek as _};
use std::path::{Path, PathBuf};

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx};

use super::guarded::guarded;
use super::kind::Form;
use super::markup::Broken;
use super::sheet::Sheet;
use super::{Opening, archive as packed, docx, encoding, html, locked, ods, shown, xls, xlsx, xml};
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::say;
use crate::input::texts;

/// No document has so many tables, one within the other or one after the other.
const TABLES: usize = 1 << 13;
/// How large a text with tables in markup may be: it is read at once.
const MARKUP: u64 = 1 << 28;

/// An open workbook or document.
pub(super) struct Workbook {
    path: PathBuf,
    book: Book,
}

enum Book {
    Xlsx(Box<xlsx::Book>),
    Xls(Box<xls::Book>),
    /// Forms of file that are read at once.
    Tables(Vec<Table>),
}

/// A sheet of a workbook or a table of a document.
pub(super) struct Table {
    pub(super) name: String,
    pub(super) is_shown: bool,
    pub(super) sheet: Sheet,
}

impl Workbook {
    /// Opens a file that holds tables.
    pub(super) fn open(path: &Path, file: &mut File, form: Form, opening: &Opening<'_>) -> Result<Self> {
        let is_markup = matches!(form, Form::Xml | Form::Html);
        if is_markup && file.metadata().at(path)?.len() > MARKUP {
            return Err(broken(path, Broken::TooLarge));
        }
        let book = match form {
            Form::Xlsx => packed::looked_over(&mut archive(path, file)?).and_then(|()| {
                let file = again(path, file)?;
                guarded(|| Ok(Book::Xlsx(Box::new(Xlsx::new(file)?))))
            }),
            Form::Xls => guarded(|| xls::Book::open(file)).map(|book| Book::Xls(Box::new(book))),
            Form::Ods => ods::read(&mut archive(path, file)?).map(Book::Tables),
            Form::Docx => docx::read(&mut archive(path, file)?).map(Book::Tables),
            Form::Xml => xml::read(&encoding::text_of(path, file, opening)?).map(Book::Tables),
            Form::Html => html::read(&encoding::text_of(path, file, opening)?).map(Book::Tables),
        };
        let book = book.map_err(|why| broken(path, why))?;
        if matches!(&book, Book::Tables(tables) if tables.len() > TABLES) {
            return Err(broken(path, Broken::TooLarge));
        }
        Ok(Self { path: path.to_owned(), book })
    }

    /// The sheets of cells and whether they are shown.
    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match &self.book {
            Book::Xlsx(book) => book.sheets_metadata(),
            Book::Xls(book) => book.book().sheets_metadata(),
            Book::Tables(tables) => return tables.iter().map(|table| (table.name.clone(), table.is_shown)).collect(),
        };
        sheets
            .iter()
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
            .collect()
    }

    /// The cells of a sheet; each is there once.
    pub(super) fn load(&mut self, name: &str) -> Result<Sheet> {
        let failed = |why: Broken| broken(&self.path, why).while_doing(say!(ReadingSheet { sheet: name }));
        let counts_from_1904 = match &self.book {
            Book::Xlsx(book) => book.has_1904_epoch(),
            Book::Xls(book) => book.book().has_1904_epoch(),
            Book::Tables(_) => false,
        };
        let sheet = match &mut self.book {
            Book::Xlsx(book) => guarded(|| Ok(xlsx::read(book, name)?)).map_err(failed)?,
            Book::Xls(book) => guarded(|| book.read(name)).map_err(failed)?,
            Book::Tables(tables) => {
                let table = tables.iter_mut().find(|table| table.name == name);
                Some(table.map(|table| std::mem::take(&mut table.sheet)).unwrap_or_default())
            }
        };
        let mut sheet = sheet.ok_or_else(|| failed(Broken::TooLarge))?;
        sheet.counts_from_1904 = counts_from_1904;
        Ok(sheet)
    }
}

fn again(path: &Path, file: &File) -> Result<BufReader<File>> {
    let mut file = file.try_clone().at(path)?;
    file.rewind().at(path)?;
    Ok(BufReader::new(file))
}

fn archive(path: &Path, file: &File) -> Result<zip::ZipArchive<BufReader<File>>> {
    let archive = zip::ZipArchive::new(again(path, file)?).map_err(|error| broken(path, error))?;
    packed::refuse_many_parts(&archive).map_err(|why| broken(path, why))?;
    Ok(archive)
}

fn broken(path: &Path, why: impl Into<Broken>) -> Error {
    let reason = match why.into() {
        Broken::Locked => return locked::refusal(path).hint(say!(WorkbookLockedHint)),
        Broken::TooLarge => say!(BrokenTooLarge),
        Broken::Cut => say!(BrokenCut),
        Broken::Senseless => say!(BrokenSenseless),
        Broken::Otherwise(words) => say!(BrokenOtherwise { words: say!(ForeignWords { words }) }),
    };
    Error::refused(say!(WorkbookBroken { path: shown(path), reason })).hint(say!(InputBrokenHint))
}
