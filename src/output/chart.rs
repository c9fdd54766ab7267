//! Charts of a page: bars and lines as SVG that is part of it, in the colours of the page (light, dark or on paper).

use plotters::coord::Shift;
use plotters::coord::ranged1d::SegmentedCoord;
use plotters::coord::types::{RangedCoordf64, RangedCoordi32};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use unicode_width::UnicodeWidthStr as _;

use super::{Column, Row, Value};
use crate::i18n::Lang;
use crate::text;

/// What can go wrong when a chart is drawn into memory.
type Drawn = Result<(), Box<dyn std::error::Error>>;
type Area<'b> = DrawingArea<SVGBackend<'b>, Shift>;
type Bars<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, SegmentedCoord<RangedCoordi32>>>;

/// The colours of the drawing stand for those of the page: what a chart is drawn in, and the name that takes its place.
const INK: (RGBColor, &str) = (RGBColor(1, 2, 3), "var(--ink)");
const RULE: (RGBColor, &str) = (RGBColor(1, 2, 4), "var(--rule)");
const PAPER: (RGBColor, &str) = (RGBColor(1, 2, 5), "var(--paper)");
const SERIES: [(RGBColor, &str); 5] = [
    (RGBColor(2, 1, 1), "var(--c1)"),
    (RGBColor(2, 1, 2), "var(--c2)"),
    (RGBColor(2, 1, 3), "var(--c3)"),
    (RGBColor(2, 1, 4), "var(--c4)"),
    (RGBColor(2, 1, 5), "var(--c5)"),
];

/// Sizes, in pixels of a page that is not enlarged.
const WIDTH: u32 = 760;
/// The drawing makes letters smaller than it is told to.
const LETTER: u32 = 16;
const BAR: u32 = 30;
const LINES_HEIGHT: u32 = 260;
/// A long name does not push the bars off the page.
const NAME: usize = 15;

/// What a chart shows: rows by name, some columns of figures.
pub(super) struct Chart<'a> {
    pub(super) columns: &'a [Column],
    pub(super) rows: &'a [Row],
    /// The columns that are drawn.
    pub(super) drawn: &'a [usize],
    pub(super) lang: Lang,
}

impl Chart<'_> {
    /// A bar a row, its columns one after the other; nothing where there is nothing to draw.
    pub(super) fn bars(&self) -> Option<String> {
        let rows = u32::try_from(self.rows.len()).ok()?;
        let most =
            self.rows.iter().map(|row| self.drawn.iter().map(|at| number(&row[*at])).sum::<f64>()).fold(0.0, f64::max);
        let height = rows * BAR + 40 + self.legend_height();
        (most > 0.0).then(|| self.svg(height, |area| self.draw_bars(area, most)))
    }

    /// A line a column over the rows.
    pub(super) fn lines(&self) -> Option<String> {
        let most = self.rows.iter().flat_map(|row| self.drawn.iter().map(|at| number(&row[*at]))).fold(0.0, f64::max);
        (most > 0.0 && self.rows.len() > 1)
            .then(|| self.svg(LINES_HEIGHT + self.legend_height(), |area| self.draw_lines(area, most)))
    }

    fn svg(&self, height: u32, draw: impl FnOnce(&Area<'_>) -> Drawn) -> String {
        let mut svg = String::new();
        let drawn = {
            let area = SVGBackend::with_string(&mut svg, (WIDTH, height)).into_drawing_area();
            draw(&area).and_then(|()| area.present().map_err(Into::into))
        };
        // Into memory nothing fails; a chart that did is left to its table.
        if drawn.is_ok() { in_page_colours(&svg) } else { String::new() }
    }

    /// Above the chart what each colour is, where there are several.
    fn legend_height(&self) -> u32 {
        if self.drawn.len() > 1 { 28 } else { 8 }
    }

    fn legend(&self, area: &Area<'_>) -> Drawn {
        if self.drawn.len() < 2 {
            return Ok(());
        }
        let mut x = 10;
        for (at, (color, _)) in self.drawn.iter().zip(SERIES.iter().cycle()) {
            let title = self.columns[*at].title(self.lang);
            area.draw(&Rectangle::new([(x, 8), (x + 14, 20)], color.filled()))?;
            area.draw(&Text::new(title.clone(), (x + 20, 8), text_style()))?;
            x += 44 + i32::try_from(title.width() * 7).unwrap_or_default();
        }
        Ok(())
    }

    fn draw_bars(&self, area: &Area<'_>, most: f64) -> Drawn {
        self.legend(area)?;
        let names: Vec<String> =
            self.rows.iter().map(|row| text::beginning(&row[0].shown(self.lang), NAME).into_owned()).collect();
        let widest = names.iter().map(|name| name.width()).max().unwrap_or_default();
        let (_, below) = area.split_vertically(self.legend_height());
        let count = i32::try_from(self.rows.len())?;
        let mut chart = ChartBuilder::on(&below)
            .margin_right(40)
            .x_label_area_size(28)
            .y_label_area_size(u32::try_from(widest)? * 7 + 14)
            .build_cartesian_2d(0.0..most * 1.02, (0..(count - 1).max(1)).into_segmented())?;
        // The first row is on top.
        let name = |at: &SegmentValue<i32>| match at {
            SegmentValue::CenterOf(at) | SegmentValue::Exact(at) => {
                usize::try_from(count - 1 - at).ok().and_then(|at| names.get(at)).cloned().unwrap_or_default()
            }
            SegmentValue::Last => String::new(),
        };
        chart
            .configure_mesh()
            .disable_y_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(RULE.0)
            .axis_style(RULE.0)
            .label_style(text_style())
            .x_labels(6)
            .y_labels(self.rows.len() + 1)
            .x_label_formatter(&whole)
            .y_label_formatter(&name)
            .draw()?;
        for (row, place) in self.rows.iter().zip((0..count).rev()) {
            let mut from = 0.0;
            for (at, (color, _)) in self.drawn.iter().zip(SERIES.iter().cycle()) {
                let to = from + number(&row[*at]);
                if to > from {
                    let mut bar = Rectangle::new(
                        [(from, SegmentValue::Exact(place)), (to, SegmentValue::Exact(place + 1))],
                        color.filled(),
                    );
                    bar.set_margin(5, 5, 0, 1);
                    chart.draw_series(std::iter::once(bar))?;
                    self.draw_number(&mut chart, &row[*at], (from, to, most), place)?;
                }
                from = to;
            }
        }
        Ok(())
    }

    /// The number within its bar, where it has room, so that nobody needs the colours.
    fn draw_number(
        &self,
        chart: &mut Bars<'_, '_>,
        value: &Value,
        (from, to, most): (f64, f64, f64),
        place: i32,
    ) -> Drawn {
        let shown = value.shown(self.lang);
        #[expect(clippy::cast_precision_loss, reason = "a few letters")]
        let needs = (shown.width() * 8 + 6) as f64 / 500.0 * most;
        if to - from < needs {
            return Ok(());
        }
        let centred = Pos::new(HPos::Center, VPos::Center);
        let style = TextStyle::from(("sans-serif", LETTER)).color(&PAPER.0).pos(centred);
        let at = (f64::midpoint(from, to), SegmentValue::CenterOf(place));
        chart.draw_series(std::iter::once(Text::new(shown, at, style)))?;
        Ok(())
    }

    fn draw_lines(&self, area: &Area<'_>, most: f64) -> Drawn {
        self.legend(area)?;
        let names: Vec<String> = self.rows.iter().map(|row| row[0].shown(self.lang)).collect();
        let (_, below) = area.split_vertically(self.legend_height());
        let last = i32::try_from(self.rows.len() - 1)?;
        let mut chart = ChartBuilder::on(&below)
            .margin(10)
            .margin_right(30)
            .x_label_area_size(28)
            .y_label_area_size(52)
            .build_cartesian_2d(0..last, 0.0..most * 1.1)?;
        let name = |at: &i32| usize::try_from(*at).ok().and_then(|at| names.get(at)).cloned().unwrap_or_default();
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(RULE.0)
            .axis_style(RULE.0)
            .label_style(text_style())
            .x_labels(names.len().min(7))
            .x_label_formatter(&name)
            .y_label_formatter(&whole)
            .draw()?;
        for (at, (color, _)) in self.drawn.iter().zip(SERIES.iter().cycle()) {
            let points: Vec<(i32, f64)> = (0..).zip(self.rows).map(|(place, row)| (place, number(&row[*at]))).collect();
            chart.draw_series(LineSeries::new(points.clone(), color.stroke_width(2)))?;
            chart.draw_series(points.into_iter().map(|point| Circle::new(point, 3, color.filled())))?;
        }
        Ok(())
    }
}

fn text_style() -> TextStyle<'static> {
    TextStyle::from(("sans-serif", LETTER)).color(&INK.0)
}

#[expect(clippy::cast_precision_loss, reason = "counts of people and orgs")]
fn number(value: &Value) -> f64 {
    match value {
        Value::Int(number) => (*number as f64).max(0.0),
        Value::Share(number) | Value::Decimal(number) | Value::Real(number) => number.max(0.0),
        _ => 0.0,
    }
}

/// Marks at halves of a person would mean nothing.
fn whole(number: &f64) -> String {
    if number.fract() == 0.0 { format!("{number}") } else { String::new() }
}

/// The drawing with the names of the page's colours in place of its own, as wide as the page lets it be.
fn in_page_colours(svg: &str) -> String {
    let mut svg = svg.to_owned();
    for (RGBColor(red, green, blue), name) in [INK, RULE, PAPER].into_iter().chain(SERIES) {
        svg = svg.replace(&format!("#{red:02X}{green:02X}{blue:02X}"), name);
    }
    let within = svg.replacen("<svg ", "<svg aria-hidden=\"true\" ", 1);
    let within = within.replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
    within.replace("font-family=\"sans-serif\"", "font-family=\"inherit\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    enum Draw {
        Bars,
        Lines,
    }

    fn chart(rows: &[(&str, [i64; 2])], draw: Draw) -> Option<String> {
        let columns = Column::list(&["name", "full", "probationary"]);
        let row = |(name, [full, new]): &(&str, [i64; 2])| vec![(*name).into(), Value::Int(*full), Value::Int(*new)];
        let rows: Vec<Row> = rows.iter().map(row).collect();
        let chart = Chart { columns: &columns, rows: &rows, drawn: &[1, 2], lang: Lang::Zh };
        match draw {
            Draw::Bars => chart.bars(),
            Draw::Lines => chart.lines(),
        }
    }

    #[test]
    fn each_figure_is_a_bar_with_its_number_in_the_colours_of_the_page() {
        let svg = chart(&[("甲", [6, 2]), ("乙<", [0, 4])], Draw::Bars).unwrap();
        // Two of the legend, three bars: nothing is drawn of a figure that is 0.
        assert_eq!((svg.matches("<rect").count(), svg.matches("fill=\"var(--c1)\"").count()), (5, 2), "{svg}");
        for text in ["正式党员", "预备党员", "甲", "乙&lt;"] {
            assert!(svg.contains(&format!("\n{text}\n")), "{text}: {svg}");
        }
        assert!(svg.contains("var(--ink)") && !svg.contains("http") && !svg.contains("#0"), "{svg}");
    }

    #[test]
    fn a_line_goes_through_each_row_and_one_bar_alone_is_drawn() {
        let svg = chart(&[("1月", [6, 2]), ("2月", [7, 1]), ("3月", [9, 0])], Draw::Lines).unwrap();
        assert_eq!((svg.matches("stroke-width=\"2\"").count(), svg.matches("<circle").count()), (2, 6), "{svg}");
        assert!(chart(&[("甲", [6, 2])], Draw::Bars).is_some());
        assert_eq!(chart(&[("甲", [0, 0])], Draw::Bars), None, "there is nothing to draw");
        assert_eq!(chart(&[], Draw::Bars), None);
        assert_eq!(chart(&[("1月", [6, 2])], Draw::Lines), None, "a line needs two points");
    }
}
