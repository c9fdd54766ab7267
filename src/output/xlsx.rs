//! Workbooks for Excel and WPS: one sheet, the headings in its first row, so that our own import reads it back. The title
//! stands over each page that is printed, and names the workbook. Rows go to disk as they come; a million need no memory.

use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};
use unicode_width::UnicodeWidthStr as _;

use super::{Column, Printer, Target, Value, hundredths};
use crate::error::{Error, Result};
use crate::i18n::{Lang, say};
use crate::output::texts;

/// Columns are as wide as their headings need, within these numbers of characters.
const WIDTHS: std::ops::RangeInclusive<f64> = 10.0..=40.0;

pub(super) struct XlsxPrinter {
    target: Target,
    lang: Lang,
    title: Option<String>,
    book: Workbook,
    next: u32,
    plain: Format,
    bold: Format,
    share: Format,
}

impl XlsxPrinter {
    pub(super) fn new(target: Target, title: Option<String>, lang: Lang) -> Self {
        let (plain, bold) = (Format::new(), Format::new().set_bold());
        let share = Format::new().set_num_format("0.0%");
        Self { target, lang, title, book: Workbook::new(), next: 0, plain, bold, share }
    }

    fn write(&mut self, row: &[Value], is_bold: bool) -> Result<()> {
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        let format = if is_bold { &self.bold } else { &self.plain };
        for (column, value) in (0..).zip(row) {
            #[expect(clippy::cast_precision_loss, reason = "a sheet knows no other numbers")]
            let written = match value {
                Value::Null | Value::Unknown => continue,
                Value::Int(number) => sheet.write_with_format(self.next, column, *number as f64, format),
                Value::Decimal(number) => sheet.write_with_format(self.next, column, hundredths(*number), format),
                Value::Real(number) => sheet.write_with_format(self.next, column, *number, format),
                Value::Share(part) => sheet.write_with_format(self.next, column, *part, &self.share),
                other => sheet.write_with_format(self.next, column, other.plain(self.lang), format),
            };
            written.map_err(failed)?;
        }
        self.next += 1;
        Ok(())
    }
}

impl Printer for XlsxPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.book.add_worksheet_with_constant_memory().map_err(failed)?;
        let titles: Vec<Value> = columns.iter().map(|column| column.title(self.lang).into()).collect();
        let sheet = self.book.worksheet_from_index(0).map_err(failed)?;
        for (at, title) in (0..).zip(&titles) {
            sheet.set_column_width(at, width(&title.plain(Lang::Zh))).map_err(failed)?;
        }
        sheet.set_freeze_panes(1, 0).map_err(failed)?;
        if let Some(title) = &self.title {
            // A sign of its own language stands after `&`.
            sheet.set_header(format!("&C{}", title.replace('&', "&&")));
            self.book.set_properties(&DocProperties::new().set_title(title));
        }
        self.write(&titles, true)
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.write(row, false)
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        if let Some(total) = total {
            self.write(total, true)?;
        }
        let bytes = self.book.save_to_buffer().map_err(failed)?;
        self.target.write(&bytes)?;
        Ok(self.target)
    }
}

/// How wide a column is under a heading.
pub(super) fn width(heading: &str) -> f64 {
    let width = f64::from(u16::try_from(heading.width()).unwrap_or(u16::MAX)) + 2.0;
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
