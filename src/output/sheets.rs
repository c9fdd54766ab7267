//! A workbook of several sheets, a table each, with charts that Excel draws itself.

use rust_xlsxwriter::{Chart, ChartType, Color, ConditionalFormat2ColorScale, Workbook, Worksheet, XlsxError};

use super::xlsx::{self, Looks, Table, failed, save};
use super::{Pages, Part, Picture, Target, Value};
use crate::error::Result;
use crate::i18n::Lang;

/// A name of a sheet has at most so many characters.
const NAME: usize = 31;

/// Writes a page as a workbook.
pub(super) fn write(pages: &Pages, target: Target, lang: Lang) -> Result<Target> {
    let mut book = Workbook::new();
    let looks = Looks::new();
    book.set_properties(&xlsx::properties(Some(&pages.title), pages.made_on));
    for part in pages.parts.iter().filter(|part| !part.rows.is_empty()) {
        let sheet = book.add_worksheet();
        sheet.set_name(name(&part.title)).map_err(failed)?;
        fill(sheet, part, pages, (&looks, lang)).map_err(failed)?;
    }
    save(&mut book, target)
}

/// The name of a sheet: without the signs that a name of a sheet cannot have.
fn name(title: &str) -> String {
    title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME).collect()
}

fn fill(sheet: &mut Worksheet, part: &Part, pages: &Pages, (looks, lang): (&Looks, Lang)) -> Result<(), XlsxError> {
    // Of which day or period it is, the title of the whole says.
    let made = format!("{}  {}", pages.title, pages.made);
    let lines = (part.title.as_str(), Some(made.as_str()));
    let headings = xlsx::title_block(sheet, lines, xlsx::last_column(&part.columns))?;
    let rows: Vec<&[Value]> = part.rows.iter().chain(&part.total).map(Vec::as_slice).collect();
    let widths = xlsx::widths(&part.columns, &rows, lang);
    let table = Table { columns: &part.columns, widths: &widths, looks, lang, has_days: true };
    table.headings(sheet, headings)?;
    for (row, cells) in (headings + 1..).zip(&part.rows) {
        table.row(sheet, row, cells, false)?;
    }
    let first = headings + 1;
    let last = headings + u32::try_from(part.rows.len()).unwrap_or(u32::MAX - first);
    if let Some(total) = &part.total {
        table.row(sheet, last + 1, total, true)?;
    }
    sheet.set_freeze_panes(first, 0)?;
    xlsx::on_paper(sheet, headings, widths.iter().sum(), lang)?;
    draw(sheet, part, (headings, first, last))
}

/// The picture of a table, under it: of the rows from the first to the last, below the row of the headings.
fn draw(sheet: &mut Worksheet, part: &Part, (headings, first, last): (u32, u32, u32)) -> Result<(), XlsxError> {
    let (kind, drawn) = match &part.picture {
        Picture::Bars(drawn) => (ChartType::BarStacked, drawn),
        Picture::Lines(drawn) => (ChartType::Line, drawn),
        Picture::Heat if part.columns.len() > 1 => {
            let scale = ConditionalFormat2ColorScale::new();
            let scale = scale.set_minimum_color(Color::White).set_maximum_color(Color::RGB(0x00E0_8E6D));
            sheet.add_conditional_format(first, 1, last, xlsx::last_column(&part.columns), &scale)?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let mut chart = Chart::new(kind);
    let name = sheet.name();
    for at in drawn {
        let at = xlsx::place(*at);
        let series = chart.add_series();
        series.set_name((name.as_str(), headings, at));
        series.set_categories((name.as_str(), first, 0, last, 0)).set_values((name.as_str(), first, at, last, at));
    }
    chart.set_style(10);
    chart.title().set_name(&part.title);
    if kind == ChartType::BarStacked {
        // The first row is on top, as in the table.
        chart.y_axis().set_reverse();
    }
    if drawn.len() < 2 {
        chart.legend().set_hidden();
    }
    let below = last + 3;
    chart.set_width(720).set_height(if kind == ChartType::Line { 300 } else { 120 + 26 * (last - first + 1).min(40) });
    sheet.insert_chart(below, 0, &chart)?;
    Ok(())
}
