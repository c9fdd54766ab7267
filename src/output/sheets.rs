//! A workbook of several sheets, a table each, with charts that Excel draws itself.

use rust_xlsxwriter::{
    Chart, ChartType, Color, ConditionalFormat2ColorScale, DocProperties, Format, FormatAlign, Workbook, Worksheet,
    XlsxError,
};

use super::xlsx::{self, Looks, failed};
use super::{Pages, Part, Picture, Target, Value};
use crate::error::Result;
use crate::i18n::Lang;

/// A name of a sheet has at most so many characters.
const NAME: usize = 31;

/// The headings of a sheet stand in this row; title and maker above.
const HEADINGS: u32 = 2;

/// Writes a page as a workbook.
pub(super) fn write(pages: &Pages, mut target: Target, lang: Lang) -> Result<Target> {
    let mut book = Workbook::new();
    let looks = Looks::new();
    let mut properties = DocProperties::new().set_title(&pages.title);
    if let Some(day) = pages.made_on.and_then(xlsx::day) {
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    for part in pages.parts.iter().filter(|part| !part.rows.is_empty()) {
        let sheet = book.add_worksheet();
        sheet.set_name(name(&part.title)).map_err(failed)?;
        fill(sheet, part, pages, (&looks, lang)).map_err(failed)?;
    }
    let bytes = book.save_to_buffer().map_err(failed)?;
    target.write(&bytes)?;
    Ok(target)
}

/// The name of a sheet: without the signs that a name of a sheet cannot have.
fn name(title: &str) -> String {
    title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME).collect()
}

fn fill(sheet: &mut Worksheet, part: &Part, pages: &Pages, (looks, lang): (&Looks, Lang)) -> Result<(), XlsxError> {
    let last = xlsx::place(part.columns.len().saturating_sub(1));
    let titled = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center);
    let small = Format::new().set_font_size(9).set_align(FormatAlign::Right);
    for (row, text, look) in [(0, &part.title, titled), (1, &pages.made, small)] {
        if last == 0 {
            sheet.write_string_with_format(row, 0, text, &look)?;
        } else {
            sheet.merge_range(row, 0, row, last, text, &look)?;
        }
    }
    let rows: Vec<&[Value]> = part.rows.iter().chain(&part.total).map(Vec::as_slice).collect();
    let widths = xlsx::widths(&part.columns, &rows, lang);
    for (at, (column, width)) in part.columns.iter().zip(&widths).enumerate() {
        sheet.set_column_width(xlsx::place(at), *width)?;
        sheet.write_string_with_format(HEADINGS, xlsx::place(at), column.title(lang), looks.heading())?;
    }
    let highest =
        part.columns.iter().zip(&widths).map(|(column, width)| xlsx::lines(&column.title(lang), *width)).max();
    xlsx::fit(sheet, HEADINGS, highest.unwrap_or(1))?;
    for (row, cells) in (HEADINGS + 1..).zip(&rows) {
        let is_total = part.total.as_deref() == Some(*cells);
        let lines = cells.iter().zip(&widths).map(|(value, width)| xlsx::lines(&value.shown(lang), *width)).max();
        xlsx::fit(sheet, row, lines.unwrap_or(1))?;
        for (at, value) in cells.iter().enumerate() {
            xlsx::cell(sheet, (row, xlsx::place(at)), &part.columns[at], value, (looks.kinds(is_total), lang), true)?;
        }
    }
    sheet.set_freeze_panes(HEADINGS + 1, 0)?;
    xlsx::on_paper(sheet, HEADINGS, widths.iter().sum(), lang)?;
    draw(sheet, part, &widths)
}

/// The picture of a table, beside it or under it.
fn draw(sheet: &mut Worksheet, part: &Part, widths: &[f64]) -> Result<(), XlsxError> {
    let first = HEADINGS + 1;
    let Some(last) = u32::try_from(part.rows.len()).ok().and_then(|rows| (first + rows).checked_sub(1)) else {
        return Ok(());
    };
    let (kind, drawn) = match &part.picture {
        Picture::Bars(drawn) => (ChartType::BarStacked, drawn),
        Picture::Lines(drawn) => (ChartType::Line, drawn),
        Picture::Heat if widths.len() > 1 => {
            let scale = ConditionalFormat2ColorScale::new();
            let scale = scale.set_minimum_color(Color::White).set_maximum_color(Color::RGB(0x00E0_8E6D));
            sheet.add_conditional_format(first, 1, last, xlsx::place(widths.len() - 1), &scale)?;
            return Ok(());
        }
        _ => return Ok(()),
    };
    let mut chart = Chart::new(kind);
    let name = sheet.name();
    for at in drawn {
        let at = xlsx::place(*at);
        let series = chart.add_series();
        series.set_name((name.as_str(), HEADINGS, at));
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
