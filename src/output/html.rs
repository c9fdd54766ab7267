//! A page to print or to look at: one file that asks nothing of any network. A share is drawn as a bar behind its number, a
//! click on a heading sorts by it.

use unicode_width::UnicodeWidthStr as _;

use super::chart::Chart;
use super::{Column, Frame, Pages, Part, Picture, Printer, Row, Sensitivity, Target, Value};
use crate::error::Result;
use crate::i18n::Lang;
use crate::text;

/// A text no wider than this, in characters of half width, is a day or the name of a person and is never broken; one no wider
/// than that only on paper.
const KEPT: usize = 10;
const UNBROKEN: usize = 28;

pub(super) struct HtmlPrinter {
    target: Target,
    frame: Frame,
    lang: Lang,
    columns: Vec<Column>,
}

impl HtmlPrinter {
    pub(super) fn new(target: Target, frame: Frame, lang: Lang) -> Self {
        Self { target, frame, lang, columns: Vec::new() }
    }

    fn write(&mut self, html: &str) -> Result<()> {
        self.target.write(html.as_bytes())
    }

    fn line(&mut self, row: &[Value], class: &str) -> Result<()> {
        let cells: Vec<String> =
            self.columns.iter().zip(row).map(|(column, value)| cell(column, value, self.lang)).collect();
        let line = if self.frame.upright {
            let head = |column: &Column| escape(&column.title(self.lang));
            let pair = |(column, cell): (&Column, &String)| {
                format!("<tr><th scope=\"row\">{}</th>{cell}</tr>\n", head(column))
            };
            self.columns.iter().zip(&cells).map(pair).collect()
        } else {
            format!("<tr{class}>{}</tr>\n", cells.concat())
        };
        self.write(&line)
    }
}

impl Printer for HtmlPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.columns = columns.to_vec();
        let title = self.frame.on_paper().unwrap_or("dangwu").to_owned();
        let made = self.frame.made.clone().unwrap_or_default();
        self.write(&page(&title, &made, Sheet::of(columns.len(), self.frame.upright), self.lang))?;
        let titles: Vec<String> = columns.iter().map(|column| column.title(self.lang)).collect();
        self.write(&table_head(&title, &titles, self.frame.upright))
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.line(row, "")
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        self.write("</tbody>\n")?;
        if let Some(total) = total {
            self.write("<tfoot>\n")?;
            self.line(total, "")?;
            self.write("</tfoot>\n")?;
        }
        self.write("</table>\n")?;
        self.write(PAGE_END)?;
        Ok(self.target)
    }
}

/// The end of every page.
pub(super) const PAGE_END: &str = "</main>\n</body>\n</html>\n";

/// How a page lies on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Portrait,
    Landscape,
    /// On its side, in small print.
    Small,
    /// The same on A3.
    Large,
}

impl Sheet {
    /// The paper for a table of so many columns.
    fn of(columns: usize, upright: bool) -> Self {
        match columns {
            _ if upright => Self::Portrait,
            0..=7 => Self::Portrait,
            8..=13 => Self::Landscape,
            14..=24 => Self::Small,
            _ => Self::Large,
        }
    }

    fn style(self) -> &'static str {
        match self {
            Self::Portrait => "@page { size: A4 portrait; }",
            Self::Landscape => "@page { size: A4 landscape; }",
            Self::Large => "@page { size: A3 landscape; } @media print { body { font-size: 7pt; } }",
            Self::Small => "@page { size: A4 landscape; } @media print { body { font-size: 7pt; } }",
        }
    }
}

/// The head of a page: its title, and who made it and of which day.
pub(super) fn page(title: &str, made: &str, sheet: Sheet, lang: Lang) -> String {
    let lang = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    let page = include_str!("page.html")
        .replace("{style}", include_str!("page.css"))
        .replace("{sheet}", sheet.style())
        .replace("{script}", include_str!("page.js"));
    page.replace("{lang}", lang).replace("{title}", &escape(title)).replace("{made}", &escape(made))
}

/// The beginning of a table up to its first row; its caption is for those who cannot see the title.
pub(super) fn table_head(caption: &str, titles: &[String], upright: bool) -> String {
    let caption = escape(caption);
    if upright {
        return format!("<table class=\"upright\">\n<caption>{caption}</caption>\n<tbody>\n");
    }
    let heads: String = titles.iter().map(|title| format!("<th scope=\"col\">{}</th>", escape(title))).collect();
    format!("<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n")
}

/// A cell. What it is sorted by stands beside what is shown, where that is not the same.
pub(super) fn cell(column: &Column, value: &Value, lang: Lang) -> String {
    let shown = escape(&value.shown(lang));
    match value {
        Value::Int(_) | Value::Decimal(_) | Value::Real(_) => format!("<td class=\"n\">{shown}</td>"),
        Value::Share(share) => {
            let per_cent = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
            format!("<td class=\"n s\" style=\"--s:{per_cent}%\">{shown}</td>")
        }
        other => match breaks(column, &other.shown(lang)) {
            "" => format!("<td>{shown}</td>"),
            class => format!("<td class=\"{class}\">{shown}</td>"),
        },
    }
}

/// Whether a text stays on one line: always (`k`), or but on paper (`w`).
fn breaks(column: &Column, shown: &str) -> &'static str {
    let is_number = matches!(column.sensitivity, Sensitivity::IdNo | Sensitivity::Phone | Sensitivity::Open);
    match shown.width() {
        _ if shown.contains('\n') => "",
        width if is_number || width <= KEPT => "k",
        width if width <= UNBROKEN => "w",
        _ => "",
    }
}

/// Writes a page of several tables with their pictures.
pub(super) fn parts(pages: &Pages, mut target: Target, lang: Lang) -> Result<Target> {
    target.write(page(&pages.title, &pages.made, Sheet::Portrait, lang).as_bytes())?;
    for part in pages.parts.iter().filter(|part| !part.rows.is_empty()) {
        target.write(part_html(part, lang).as_bytes())?;
    }
    target.write(PAGE_END.as_bytes())?;
    Ok(target)
}

fn part_html(part: &Part, lang: Lang) -> String {
    let chart = |drawn| Chart { columns: &part.columns, rows: &part.rows, drawn, lang };
    let figure = |svg: Option<String>| svg.map(|svg| format!("<figure>\n{svg}</figure>\n")).unwrap_or_default();
    let picture = match &part.picture {
        Picture::Cards(figure, change) => cards(part, (*figure, *change), lang),
        Picture::Bars(drawn) => figure(chart(drawn).bars()),
        Picture::Lines(drawn) => figure(chart(drawn).lines()),
        Picture::None | Picture::Heat | Picture::Tree(_) => String::new(),
    };
    let shown: Vec<usize> = (0..part.columns.len()).filter(|at| part.picture != Picture::Tree(*at)).collect();
    let titles: Vec<String> = shown.iter().map(|at| part.columns[*at].title(lang)).collect();
    let line = |row: &Row| {
        let cells: String = shown.iter().map(|at| part_cell(part, row, *at, lang)).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = part.rows.iter().map(line).collect();
    let total = part.total.as_ref().map(|total| format!("<tfoot>\n{}</tfoot>\n", line(total))).unwrap_or_default();
    let note =
        if part.note.is_empty() { String::new() } else { format!("<p class=\"made\">{}</p>\n", escape(&part.note)) };
    let (title, table) = (escape(&part.title), table_head(&part.title, &titles, false));
    format!("<section>\n<h2>{title}</h2>\n{note}{picture}{table}{rows}</tbody>\n{total}</table>\n</section>\n")
}

/// A cell of a part: by how much it lacks, or how deep its row lies, where that is how the part is drawn.
fn part_cell(part: &Part, row: &Row, at: usize, lang: Lang) -> String {
    let value = &row[at];
    match (&part.picture, value) {
        (Picture::Heat, Value::Int(lacking)) if at > 0 => {
            format!("<td class=\"n h{}\">{lacking}</td>", (*lacking).clamp(0, 4))
        }
        (Picture::Tree(depth), _) if at == 0 => {
            let depth = if let Value::Int(depth) = row[*depth] { depth } else { 0 };
            format!(
                "<td style=\"padding-left:calc(.7em + {}em)\">{}</td>",
                1.5 * depth as f64,
                escape(&value.shown(lang))
            )
        }
        _ => cell(&part.columns[at], value, lang),
    }
}

fn cards(part: &Part, (figure, change): (usize, usize), lang: Lang) -> String {
    let card = |row: &Row| {
        let changed = match &row[change] {
            Value::Int(0) => "±0".to_owned(),
            Value::Int(more) => format!("{more:+}"),
            other => other.shown(lang),
        };
        let (name, number) = (escape(&row[0].shown(lang)), escape(&row[figure].shown(lang)));
        format!("<li><b>{number}</b><span>{name}</span><i>{changed}</i></li>\n")
    };
    format!("<ul class=\"cards\" aria-hidden=\"true\">\n{}</ul>\n", part.rows.iter().map(card).collect::<String>())
}

/// A text within a page: nothing in it is a mark of the page, or a place to fill in; nothing steers the reader.
pub(crate) fn escape(text: &str) -> String {
    let safe = text::safe(text);
    let mut escaped = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '{' => escaped.push_str("&#123;"),
            '\n' => escaped.push_str("<br>"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_no_part_of_the_page() {
        assert_eq!(escape("<b>&\"'{\n\u{202e}"), "&lt;b&gt;&amp;&quot;&#39;&#123;<br>\u{fffd}");
    }
}
