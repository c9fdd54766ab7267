//! A sheet of rows to be mended: every cell a text, also those that are filled in later, so that a long number stays
//! one; what is wrong is coloured and says why. Rows go to disk as they come; only what cells say of themselves waits in
//! memory, and is left out of a sheet that is too long to be mended by hand.

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::Target;
use super::xlsx::{failed, save, width};
use crate::error::Result;

/// So many cells say why they are coloured. Spreadsheets become slow with more.
const NOTES: usize = 10_000;
/// How much of a text a cell that tells what is wrong holds, and how much is shown beside a cell.
const TOLD: usize = 8_000;
const NOTED: usize = 1_000;
/// The column that tells what is wrong is as wide as this.
const WIDE: f64 = 60.0;
/// A note is so wide, in pixels, and holds so many characters of half width in a line so high.
const NOTE_WIDTH: u32 = 260;
const NOTE_LINE: (usize, u32) = (36, 16);
const FAULTY: Color = Color::RGB(0xFF_C7_CE);

/// A workbook of one such sheet.
pub(crate) struct Marked {
    target: Target,
    book: Workbook,
    next: u32,
    notes: usize,
    plain: Format,
    faulty: Format,
}

impl Marked {
    /// Begins a sheet of this name, if a workbook can have it, under these headings; the last of them stands over what is
    /// wrong.
    pub(crate) fn begin(target: Target, name: Option<&str>, headings: &[&str]) -> Result<Self> {
        let plain = Format::new().set_num_format("@");
        let faulty = plain.clone().set_background_color(FAULTY);
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory().map_err(failed)?;
        let _ = name.map(|name| sheet.set_name(name)); // it keeps a name of its own where that is none for a workbook
        let bold = plain.clone().set_bold();
        let mut head = || -> Result<(), XlsxError> {
            for (column, heading) in (0..).zip(headings) {
                let is_last = usize::from(column) + 1 == headings.len();
                sheet.set_column_width(column, if is_last { WIDE } else { width(heading.width()) })?;
                sheet.set_column_format(column, &plain)?;
                sheet.write_string_with_format(0, column, *heading, &bold)?;
            }
            sheet.set_freeze_panes(1, 0)?;
            Ok(())
        };
        head().map_err(failed)?;
        Ok(Self { target, book, next: 1, notes: 0, plain, faulty })
    }

    /// Takes a row. `wrong` tells of cells, by their columns, what is wrong with them.
    pub(crate) fn row<'c>(
        &mut self,
        cells: impl IntoIterator<Item = &'c str>,
        wrong: &[(usize, String)],
    ) -> Result<()> {
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        for (column, cell) in (0..).zip(cells) {
            let mut said = wrong.iter().filter(|(of, _)| *of == usize::from(column)).map(|(_, what)| what.as_str());
            let is_faulty = said.clone().next().is_some();
            let format = if is_faulty { &self.faulty } else { &self.plain };
            let written = match cell {
                "" if !is_faulty => continue,
                "" => sheet.write_blank(self.next, column, format),
                cell => sheet.write_string_with_format(self.next, column, cell, format),
            };
            written.map_err(failed)?;
            if is_faulty && self.notes < NOTES {
                self.notes += 1;
                note(sheet, (self.next, column), &said.by_ref().collect::<Vec<_>>().join("\n")).map_err(failed)?;
            }
        }
        self.next += 1;
        Ok(())
    }

    /// The target, which holds all of the workbook now.
    pub(crate) fn into_target(mut self) -> Result<Target> {
        save(&mut self.book, self.target)
    }
}

/// What a cell tells of what is wrong, as far as one holds it.
pub(crate) fn told(what: &str) -> &str {
    beginning(what, TOLD)
}

fn note(sheet: &mut Worksheet, (row, column): (u32, u16), what: &str) -> Result<(), XlsxError> {
    let what = beginning(what, NOTED);
    let (held, high) = NOTE_LINE;
    let lines: usize = what.lines().map(|line| line.width() / held + 1).sum();
    let height = (u32::try_from(lines).unwrap_or(1) + 1) * high;
    let note = Note::new(what).add_author_prefix(false).set_width(NOTE_WIDTH).set_height(height);
    sheet.insert_note(row, column, &note)?;
    Ok(())
}

fn beginning(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}
