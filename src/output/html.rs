//! A page to print or to look at: one file, no network, no script. A share is drawn as a bar behind its number.

use super::{Column, Frame, Printer, Target, Value};
use crate::error::Result;
use crate::i18n::Lang;
use crate::text;

pub(super) struct HtmlPrinter {
    target: Target,
    frame: Frame,
    lang: Lang,
    titles: Vec<String>,
}

impl HtmlPrinter {
    pub(super) fn new(target: Target, frame: Frame, lang: Lang) -> Self {
        Self { target, frame, lang, titles: Vec::new() }
    }

    fn write(&mut self, html: &str) -> Result<()> {
        self.target.write(html.as_bytes())
    }

    fn cell(&self, value: &Value) -> String {
        let shown = escape(&value.shown(self.lang));
        match value {
            Value::Int(_) | Value::Decimal(_) | Value::Real(_) => format!("<td class=\"n\">{shown}</td>"),
            Value::Share(share) => {
                let per_cent = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
                format!("<td class=\"n s\" style=\"--s:{per_cent}%\">{shown}</td>")
            }
            _ => format!("<td>{shown}</td>"),
        }
    }

    fn line(&mut self, row: &[Value], class: &str) -> Result<()> {
        let cells: Vec<String> = row.iter().map(|value| self.cell(value)).collect();
        let line = if self.frame.upright {
            let pair = |(title, cell): (&String, &String)| format!("<tr><th>{}</th>{cell}</tr>\n", escape(title));
            self.titles.iter().zip(&cells).map(pair).collect()
        } else {
            format!("<tr{class}>{}</tr>\n", cells.concat())
        };
        self.write(&line)
    }
}

impl Printer for HtmlPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.titles = columns.iter().map(|column| column.title(self.lang)).collect();
        let title = escape(self.frame.title.as_deref().unwrap_or("dangwu"));
        let lang = match self.lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        self.write(&include_str!("page.html").replace("{lang}", lang).replace("{title}", &title))?;
        if self.frame.upright {
            return self.write("<tbody>\n");
        }
        let heads: String = self.titles.iter().map(|title| format!("<th>{}</th>", escape(title))).collect();
        self.write(&format!("<thead><tr>{heads}</tr></thead>\n<tbody>\n"))
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.line(row, "")
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        if let Some(total) = total {
            self.line(total, " class=\"total\"")?;
        }
        self.write("</tbody>\n</table>\n")?;
        self.write("</body>\n</html>\n")?;
        Ok(self.target)
    }
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
