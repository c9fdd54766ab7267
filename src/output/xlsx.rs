//! Workbooks for Excel and WPS, made to be handed up as they come out: title, who made it and of which day, headings that stay
//! in view and stand on each page that is printed, columns as wide as what is in them, real dates and numbers. Rows go to disk as
//! they come; a million need no memory.
//!
//! The same rows give the same bytes: the day of the records stands in the workbook, and no clock.

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

use super::{Column, Frame, Printer, Sensitivity, Target, Value, hundredths};
use crate::error::{Error, Result};
use crate::i18n::{Lang, say};
use crate::output::texts;

/// Columns are as wide as what is in them, within these numbers of characters; what is longer is wrapped.
const WIDTHS: std::ops::RangeInclusive<f64> = 6.0..=40.0;

/// A table wider than this, in characters, is printed on paper that lies on its side.
const UPRIGHT_PAPER: f64 = 92.0;

/// One wider than this would be printed too small: its longest columns are made narrower, down to that, and wrapped.
const SIDEWAYS_PAPER: f64 = 150.0;
const NARROW: f64 = 12.0;

/// A heading is wrapped to this many characters where nothing below it is wider.
const HEADING: usize = 8;

/// So many rows are looked at before the columns are laid out.
const LOOKED_AT: usize = 1000;

/// So many rows are made as high as what is wrapped in them; a longer table is for programs.
const FITTED: u32 = 10_000;

/// How high a line is, in points.
const LINE: f64 = 16.0;

/// A4, and A3 for a table wider than this.
const PAPER: u8 = 9;
const LARGE_PAPER: u8 = 8;
const LARGE: f64 = 260.0;

/// The first day that every program reads the same in a cell for dates.
const FIRST_DATE: Option<NaiveDate> = NaiveDate::from_ymd_opt(1900, 3, 1);

pub(super) struct XlsxPrinter {
    target: Target,
    lang: Lang,
    frame: Frame,
    book: Workbook,
    columns: Vec<Column>,
    /// Rows that wait until the columns are laid out.
    waiting: Vec<Vec<Value>>,
    /// How wide the columns are, once they are laid out.
    widths: Vec<f64>,
    /// The row of the headings, and the next to be written.
    headings: u32,
    next: u32,
    looks: Looks,
}

/// How cells look.
pub(super) struct Looks {
    heading: Format,
    body: Kinds,
    total: Kinds,
}

/// How cells of each kind look.
struct Kinds {
    text: Format,
    /// A number that is a name: never reckoned with.
    name: Format,
    number: Format,
    share: Format,
    date: Format,
}

impl Kinds {
    fn of(cell: &Format) -> Self {
        let with = |number: &str| cell.clone().set_num_format(number);
        Self {
            text: cell.clone().set_text_wrap(),
            name: with("@"),
            number: cell.clone(),
            share: with("0.0%"),
            date: with("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }
}

impl Looks {
    pub(super) fn new() -> Self {
        let cell =
            Format::new().set_border(FormatBorder::Thin).set_border_color(Color::Gray).set_align(FormatAlign::Top);
        let heading = cell.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00F2_EEE6));
        let heading = heading.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Self { heading, total: Kinds::of(&cell.clone().set_bold()), body: Kinds::of(&cell) }
    }
}

impl XlsxPrinter {
    pub(super) fn new(target: Target, frame: Frame, lang: Lang) -> Self {
        let (book, looks) = (Workbook::new(), Looks::new());
        let (columns, waiting, widths) = (Vec::new(), Vec::new(), Vec::new());
        Self { target, lang, frame, book, columns, waiting, widths, headings: 0, next: 0, looks }
    }

    fn write(&mut self, row: &[Value], is_total: bool) -> Result<()> {
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        // What is to be read in again is as it was written: not every text that is a day stands in a column of days.
        let has_days = self.frame.on_paper().is_some();
        let table =
            Table { columns: &self.columns, widths: &self.widths, looks: &self.looks, lang: self.lang, has_days };
        table.row(sheet, self.next, row, is_total).map_err(failed)?;
        self.next += 1;
        Ok(())
    }

    /// Settles how wide the columns are, by their headings and the rows that wait, and writes these.
    fn lay_out(&mut self, total: Option<&[Value]>) -> Result<()> {
        let rows: Vec<&[Value]> = self.waiting.iter().map(Vec::as_slice).chain(total).collect();
        let widths = widths(&self.columns, &rows, self.lang);
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        let table = Table {
            columns: &self.columns,
            widths: &widths,
            looks: &self.looks,
            lang: self.lang,
            has_days: self.frame.on_paper().is_some(),
        };
        table.headings(sheet, self.headings).map_err(failed)?;
        self.widths = widths;
        std::mem::take(&mut self.waiting).iter().try_for_each(|row| self.write(row, false))
    }

    /// The filter, the headings that stay, how it is printed.
    fn set_up(&mut self, last_row: u32) -> Result<()> {
        let last = last_column(&self.columns);
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        for at in (0..self.columns.len()).filter(|at| is_name(&self.columns[*at]) && last_row > self.headings) {
            let fault = IgnoreError::NumberStoredAsText;
            sheet.ignore_error_range(self.headings + 1, place(at), last_row, place(at), fault).map_err(failed)?;
        }
        if last_row > self.headings {
            sheet.autofilter(self.headings, 0, last_row, last).map_err(failed)?;
        }
        sheet.set_freeze_panes(self.headings + 1, 0).map_err(failed)?;
        on_paper(sheet, self.headings, self.widths.iter().sum(), self.lang).map_err(failed)
    }
}

impl Printer for XlsxPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.columns = columns.to_vec();
        self.book.set_properties(&properties(self.frame.on_paper(), self.frame.made_on));
        let sheet = self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        if let Some(title) = self.frame.on_paper() {
            let lines = (title, self.frame.made.as_deref());
            self.headings = title_block(sheet, lines, last_column(columns)).map_err(failed)?;
        }
        self.next = self.headings + 1;
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        if !self.widths.is_empty() {
            return self.write(row, false);
        }
        self.waiting.push(row.to_vec());
        if self.waiting.len() == LOOKED_AT { self.lay_out(None) } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        if self.widths.is_empty() {
            self.lay_out(total)?;
        }
        let last_row = self.next - 1;
        if let Some(total) = total {
            self.write(total, true)?;
        }
        self.set_up(last_row)?;
        save(&mut self.book, self.target)
    }
}

/// Writes a workbook to its place as it is put together: a large one is never in memory whole.
pub(super) fn save(book: &mut Workbook, target: Target) -> Result<Target> {
    let mut through = Through { target, failed: None };
    let saved = book.save_to_writer(&mut through);
    match through.failed {
        Some(error) => Err(error),
        None => saved.map(|()| through.target).map_err(failed),
    }
}

/// The place as the crate writes to it; why it could not be written is kept in our words.
struct Through {
    target: Target,
    failed: Option<Error>,
}

impl io::Write for Through {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.target.write(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                self.failed = Some(error);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a workbook says of itself. The day is that of the records, and no clock: the same records give the same bytes.
pub(super) fn properties(title: Option<&str>, day: Option<NaiveDate>) -> DocProperties {
    let day = day.and_then(|day| ExcelDateTime::parse_from_str(&day.to_string()).ok());
    let fixed = || ExcelDateTime::from_ymd(2000, 1, 1).ok();
    let mut properties = DocProperties::new();
    if let Some(day) = day.or_else(fixed) {
        properties = properties.set_creation_datetime(&day);
    }
    match title {
        Some(title) => properties.set_title(title),
        None => properties,
    }
}

/// Writes a title over all columns, and under it who made it and of which day. Returns the row below.
pub(super) fn title_block(
    sheet: &mut Worksheet,
    (title, made): (&str, Option<&str>),
    last: u16,
) -> Result<u32, XlsxError> {
    let titled = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center);
    let small = Format::new().set_font_size(9).set_align(FormatAlign::Right);
    let mut row = 0;
    for (line, look) in [(Some(title), titled), (made, small)] {
        let Some(line) = line else { continue };
        if last == 0 {
            sheet.write_string_with_format(row, 0, line, &look)?;
        } else {
            sheet.merge_range(row, 0, row, last, line, &look)?;
        }
        row += 1;
    }
    Ok(row)
}

/// The columns of a sheet as they are laid out, and how what is in them looks.
pub(super) struct Table<'t> {
    pub(super) columns: &'t [Column],
    pub(super) widths: &'t [f64],
    pub(super) looks: &'t Looks,
    pub(super) lang: Lang,
    /// Whether a text that is a day is one to other programs, too.
    pub(super) has_days: bool,
}

impl Table<'_> {
    /// Writes the headings, and makes the columns as wide as they are to be.
    pub(super) fn headings(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let mut highest = 1;
        for (at, (column, width)) in (0..).zip(self.columns.iter().zip(self.widths)) {
            let title = column.title(self.lang);
            sheet.set_column_width(at, *width)?;
            if column.is_hidden {
                sheet.set_column_hidden(at)?;
            }
            sheet.write_string_with_format(row, at, &title, &self.looks.heading)?;
            highest = highest.max(lines(&title, *width));
        }
        fit(sheet, row, highest)
    }

    /// Writes a row, as high as what is wrapped in it.
    pub(super) fn row(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        values: &[Value],
        is_total: bool,
    ) -> Result<(), XlsxError> {
        let looks = if is_total { &self.looks.total } else { &self.looks.body };
        for (at, (column, value)) in (0..).zip(self.columns.iter().zip(values)) {
            cell(sheet, (row, at), column, value, (looks, self.lang), self.has_days)?;
        }
        if row < FITTED {
            let shown = values.iter().zip(self.widths).zip(self.columns).filter(|(_, column)| !column.is_hidden);
            let lines = shown.map(|((value, width), _)| lines(&value.shown(self.lang), *width)).max();
            fit(sheet, row, lines.unwrap_or(1))?;
        }
        Ok(())
    }
}

/// How wide columns are, by their headings and what is in them.
pub(super) fn widths(columns: &[Column], rows: &[&[Value]], lang: Lang) -> Vec<f64> {
    let widest = |(at, column): (usize, &Column)| {
        let cells = rows.iter().map(|row| row[at].shown(lang).lines().map(str::width).max().unwrap_or_default());
        // A filter needs room beside a heading.
        cells.max().unwrap_or_default().max(heading_width(&column.title(lang)) + 2)
    };
    let mut widths: Vec<f64> = columns.iter().enumerate().map(widest).map(width).collect();
    let wraps = |(at, column): (usize, &Column)| rows.iter().any(|row| may_wrap(column, &row[at]));
    narrow(&mut widths, &columns.iter().enumerate().map(wraps).collect::<Vec<_>>());
    widths
}

/// Whether a value may be broken into lines: a number, a day or a code is not.
fn may_wrap(column: &Column, value: &Value) -> bool {
    matches!(value, Value::Text(text) if !is_name(column) && !text.is_ascii())
        || matches!(value, Value::Codes(_) | Value::Lines(_))
}

/// How a sheet is printed: on A4, one page wide, its headings on each page, numbered.
pub(super) fn on_paper(sheet: &mut Worksheet, headings: u32, width: f64, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_repeat_rows(headings, headings)?;
    sheet
        .set_paper_size(if width > LARGE { LARGE_PAPER } else { PAPER })
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3);
    sheet.set_footer(say!(PageOfPages { page: "&P", pages: "&N" }).say(lang));
    if width > UPRIGHT_PAPER {
        sheet.set_landscape();
    }
    Ok(())
}

/// Makes the longest columns of a table narrower that is too wide for its paper, as far as they may be wrapped.
fn narrow(widths: &mut [f64], may_wrap: &[bool]) {
    let mut over = widths.iter().sum::<f64>() - SIDEWAYS_PAPER;
    while over > 0.0 {
        let longest = (0..widths.len()).filter(|at| may_wrap[*at] && widths[*at] > NARROW);
        let Some(at) = longest.max_by(|one, other| widths[*one].total_cmp(&widths[*other])) else { return };
        widths[at] -= 1.0;
        over -= 1.0;
    }
}

/// How many lines a text takes in a column.
fn lines(text: &str, width: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a width is within a few dozen")]
    let room = (width as usize).saturating_sub(1).max(1);
    text.lines().map(|line| line.width().div_ceil(room).max(1)).sum::<usize>().max(1)
}

/// Makes a row as high as so many lines.
fn fit(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        let lines = f64::from(u16::try_from(lines).unwrap_or(u16::MAX));
        sheet.set_row_height(row, (lines * LINE).min(400.0))?;
    }
    Ok(())
}

/// Writes a cell.
fn cell(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    column: &Column,
    value: &Value,
    (looks, lang): (&Kinds, Lang),
    has_days: bool,
) -> Result<(), XlsxError> {
    #[expect(clippy::cast_precision_loss, reason = "a sheet knows no other numbers")]
    match value {
        Value::Null => sheet.write_blank(row, at, &looks.text)?,
        Value::Int(number) => sheet.write_number_with_format(row, at, *number as f64, &looks.number)?,
        Value::Decimal(number) => sheet.write_number_with_format(row, at, hundredths(*number), &looks.number)?,
        Value::Real(number) => sheet.write_number_with_format(row, at, *number, &looks.number)?,
        Value::Share(part) => sheet.write_number_with_format(row, at, *part, &looks.share)?,
        other => {
            let text = if *other == Value::Unknown { other.shown(lang) } else { other.plain(lang) };
            match (is_name(column), date(&text).filter(|_| has_days)) {
                (true, _) => sheet.write_string_with_format(row, at, &text, &looks.name)?,
                (false, Some(date)) => sheet.write_datetime_with_format(row, at, &date, &looks.date)?,
                (false, None) => sheet.write_string_with_format(row, at, &text, &looks.text)?,
            }
        }
    };
    Ok(())
}

/// Whether numbers in a column are names: of a person, a telephone, a unit, a letter.
fn is_name(column: &Column) -> bool {
    matches!(column.sensitivity, Sensitivity::IdNo | Sensitivity::Phone | Sensitivity::Open)
}

/// The day that a text is; a month or a year is none.
fn date(text: &str) -> Option<ExcelDateTime> {
    let day: NaiveDate = Some(text).filter(|text| text.len() == 10)?.parse().ok()?;
    if Some(day) < FIRST_DATE {
        return None;
    }
    ExcelDateTime::parse_from_str(text).ok()
}

/// How wide a heading is that may be wrapped: at its blanks, in Chinese anywhere.
fn heading_width(title: &str) -> usize {
    let longest = title.split(' ').map(str::width).max().unwrap_or_default();
    if title.is_ascii() { longest } else { longest.min(HEADING) }
}

/// The last of some columns.
pub(super) fn last_column(columns: &[Column]) -> u16 {
    place(columns.len().saturating_sub(1))
}

/// A column of a sheet.
pub(super) fn place(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// How wide a column is whose widest cell has so many characters.
pub(super) fn width(widest: usize) -> f64 {
    let width = f64::from(u16::try_from(widest).unwrap_or(u16::MAX)) + 2.0;
    width.clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// What a sheet cannot hold, in our words; anything else with the folder where a workbook is put together.
pub(super) fn failed(error: XlsxError) -> Error {
    let failed = match error {
        XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded => {
            return Error::refused(say!(XlsxTooLarge)).hint(say!(XlsxTooLargeHint));
        }
        XlsxError::IoError(error) => anyhow::Error::from(error),
        other => anyhow::Error::from(other),
    };
    Error::from(failed).while_doing(say!(MakingWorkbook { folder: tempfile::env::temp_dir().display().to_string() }))
}
