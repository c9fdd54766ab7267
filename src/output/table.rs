//! Tables for people: boxes that line up with Chinese characters, numbers to the right, nothing that could steer the
//! terminal.

use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr as _;

use super::bars;
use super::narrow::{self, Tells};
use super::{Column, Frame, Printer, Target, Value};
use crate::error::Result;
use crate::i18n::{Lang, Text, say};
use crate::output::texts;
use crate::text;

/// A column of at most this width without Chinese signs, of dates, times, numbers or codes, is never broken.
const UNBROKEN: u16 = 20;
/// A heading alone makes a column no wider than this, but for a word of letters, which is not broken up to that.
const HEADING: u16 = 8;
const WORD: u16 = 14;
/// A long text is wrapped to no less than this where space is short.
const WRAPPED: u16 = 16;
/// More characters than this of one text are not laid out: what lays out counts columns in 16 bits.
const LONGEST: usize = 30_000;
/// Blanks on both sides of a cell.
const FRAME: u16 = 2;

pub(super) struct TablePrinter {
    target: Target,
    /// The width of the terminal, where there is one.
    screen: Option<u16>,
    frame: Frame,
    plain: bool,
    lang: Lang,
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
}

impl TablePrinter {
    pub(super) fn new(target: Target, frame: Frame, plain: bool, lang: Lang) -> Self {
        let screen = Table::new().width().filter(|_| target.is_terminal());
        Self { target, screen, frame, plain, lang, columns: Vec::new(), rows: Vec::new() }
    }

    fn cell(&self, value: &Value) -> Cell {
        let cell = Cell::new(laid_out(&value.shown(self.lang)));
        if value.is_number() { cell.set_alignment(CellAlignment::Right) } else { cell }
    }

    fn new_table(&self) -> Table {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
        match self.screen {
            Some(width) => table.set_width(width),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        if self.plain || !self.target.is_terminal() {
            table.force_no_tty();
        }
        table
    }

    /// A cell of a column whose widest number is so wide, with a bar.
    fn cell_with_bar(&self, value: &Value, number: usize) -> Cell {
        match value {
            Value::Share(share) => Cell::new(bars::beside(&value.shown(self.lang), *share, number)),
            _ => self.cell(value),
        }
    }

    /// The columns that have bars, each with the width of its widest number: all that could have them, where the screen has
    /// room for every column unbroken and their bars.
    fn with_bars(&self, total: Option<&[Value]>) -> Vec<Option<usize>> {
        let none = vec![None; self.columns.len()];
        let Some(screen) = self.screen else { return none };
        let widest = |at: usize| {
            let cells = self.rows.iter().map(Vec::as_slice).chain(total);
            cells.map(|row| text::one_line(&row[at].shown(self.lang)).width()).max().unwrap_or_default()
        };
        let mut needed = 1;
        let of = |(at, column): (usize, &Column)| {
            let widest = widest(at);
            let has_bar = bars::are_of(column, at, &self.rows);
            let cells = if has_bar { widest + bars::WIDTH } else { widest };
            needed += cells.max(column.title(self.lang).width()) + usize::from(FRAME) + 1;
            has_bar.then_some(widest)
        };
        let all: Vec<Option<usize>> = self.columns.iter().enumerate().map(of).collect();
        if needed <= usize::from(screen) { all } else { none }
    }

    fn flat(&self, shown: &[usize], widths: &[u16], total: Option<&[Value]>) -> Table {
        let bars = self.with_bars(total);
        let cell = |row: &[Value], at: usize| match bars[at] {
            Some(number) => self.cell_with_bar(&row[at], number),
            None => self.cell(&row[at]),
        };
        let mut table = self.new_table();
        table.set_header(shown.iter().map(|at| Cell::new(laid_out(&self.columns[*at].title(self.lang)))));
        for row in &self.rows {
            table.add_row(shown.iter().map(|at| cell(row, *at)));
        }
        if let Some(total) = total {
            table.add_row(shown.iter().map(|at| cell(total, *at).add_attribute(Attribute::Bold)));
        }
        // Where space is short, long texts are wrapped, never a date or a number.
        for (column, at) in table.column_iter_mut().zip(shown) {
            column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(widths[*at] + FRAME)));
        }
        table
    }

    /// How narrow each column may become; a heading may be wrapped to the width of what stands below it.
    fn widths(&self, total: Option<&[Value]>) -> Vec<u16> {
        let width = |text: &str| u16::try_from(text.width()).unwrap_or(u16::MAX);
        let least = |(at, column): (usize, &Column)| {
            let cells = self.rows.iter().map(Vec::as_slice).chain(total);
            let cells: Vec<String> = cells.map(|row| text::one_line(&row[at].shown(self.lang))).collect();
            let widest = cells.iter().map(|cell| width(cell)).max().unwrap_or_default();
            let unbroken = if cells.iter().all(|cell| cell.is_ascii()) { UNBROKEN } else { WRAPPED };
            let title = column.title(self.lang);
            let longest = title.split(' ').map(width).max().unwrap_or_default();
            let heading = longest.min(if title.is_ascii() { WORD } else { HEADING });
            heading.max(if widest <= unbroken { widest } else { WRAPPED })
        };
        self.columns.iter().enumerate().map(least).collect()
    }

    /// Which columns a screen has room for, long texts wrapped. Columns that were asked for are all shown.
    fn shown(&self, widths: &[u16]) -> Vec<usize> {
        let needed: Vec<u16> = widths.iter().map(|width| width + FRAME + 1).collect();
        match self.screen.filter(|_| !self.frame.all_columns) {
            Some(screen) => narrow::shown(&self.columns, &needed, &self.tells(), screen.saturating_sub(1)),
            None => (0..widths.len()).collect(),
        }
    }

    /// What the cells of each column tell.
    fn tells(&self) -> Vec<Tells> {
        let tells = |at: usize| match self.rows.first().map(|row| &row[at]) {
            Some(first) if self.rows.iter().any(|row| row[at] != *first) => Tells::Apart,
            Some(Value::Null) => Tells::Nothing,
            _ if self.rows.len() > 1 => Tells::Alike,
            _ => Tells::Apart,
        };
        (0..self.columns.len()).map(tells).collect()
    }

    /// The line that says what the terminal has no room for.
    fn left_out(&self, shown: &[usize]) -> Option<String> {
        let left = |(at, column): (usize, &Column)| (!shown.contains(&at)).then(|| column.choice());
        let columns: Vec<Text> = self.columns.iter().enumerate().filter_map(left).collect();
        let count = columns.len();
        (count > 0).then(|| say!(ColumnsLeftOut { count, columns }).say(self.lang))
    }

    fn upright(&self) -> Vec<Table> {
        let record = |row: &Vec<Value>| {
            let mut table = self.new_table();
            for (column, value) in self.columns.iter().zip(row) {
                if *value != Value::Null {
                    table.add_row([
                        Cell::new(laid_out(&column.title(self.lang))),
                        self.cell(value).set_alignment(CellAlignment::Left),
                    ]);
                }
            }
            table
        };
        self.rows.iter().map(record).collect()
    }
}

/// A text as it stands in a cell.
fn laid_out(text: &str) -> String {
    text::beginning(&text::one_line(text), LONGEST).into_owned()
}

impl Printer for TablePrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        self.rows.push(row.to_vec());
        Ok(())
    }

    fn finish(mut self: Box<Self>, total: Option<&[Value]>) -> Result<Target> {
        let mut page = String::new();
        if let Some(title) = &self.frame.title {
            page += &format!("{}\n", text::one_line(title));
        }
        if self.rows.is_empty() {
            page += &format!("{}\n", say!(NothingFound).say(self.lang));
        } else if self.frame.upright {
            for table in self.upright() {
                page += &format!("{table}\n");
            }
        } else {
            let widths = self.widths(total);
            let shown = self.shown(&widths);
            page += &format!("{}\n", self.flat(&shown, &widths, total));
            page.extend(self.left_out(&shown).map(|line| line + "\n"));
        }
        self.target.write(page.as_bytes())?;
        Ok(self.target)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A terminal whose lines can be read afterwards.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// A person with remarks, on a terminal so wide.
    fn page(screen: Option<u16>, lang: Lang, asked: bool) -> String {
        let frame = Frame { all_columns: asked, ..Frame::default() };
        let row = [1.into(), "陈海波".into(), "浙江嘉兴".into(), "138****5678".into(), "党小组长".into()];
        printed(screen, lang, frame, &["no", "name", "native_place", "phone", "remark"], &[&row], None)
    }

    fn printed(
        screen: Option<u16>,
        lang: Lang,
        frame: Frame,
        keys: &[&str],
        rows: &[&[Value]],
        total: Option<&[Value]>,
    ) -> String {
        let lines = Screen::default();
        let target = Target::standard(Box::new(lines.clone()), screen.is_some());
        let mut printer = TablePrinter::new(target, frame, true, lang);
        printer.screen = screen;
        printer.head(&Column::list(keys)).unwrap();
        rows.iter().for_each(|row| printer.row(row).unwrap());
        Box::new(printer).finish(total).unwrap().finish().unwrap();
        String::from_utf8(lines.0.lock().unwrap().clone()).unwrap()
    }

    /// Shares of members, on a terminal so wide.
    fn shares(screen: Option<u16>) -> String {
        let row = |sex: &str, share: Value| [Value::from(sex), 1.into(), share];
        let rows = [row("男", Value::Share(0.25)), row("女", Value::Share(1.0 / 12.0)), row("不详", Value::Null)];
        let rows: Vec<&[Value]> = rows.iter().map(<[Value; 3]>::as_slice).collect();
        printed(
            screen,
            Lang::Zh,
            Frame::default(),
            &["sex", "members", "share"],
            &rows,
            Some(&row("合计", Value::Share(1.0))),
        )
    }

    #[test]
    fn shares_have_bars_where_a_terminal_has_room_for_all() {
        // Cells of 4, 6 and 6 signs, the last with a blank and a bar of ten: each with two blanks and a line, and one line before.
        let wide = shares(Some(37));
        let lines: Vec<&str> = wide.lines().collect();
        assert!(lines.iter().all(|line| line.width() == 37), "{wide}");
        assert!(lines[3].ends_with("┆  25.0% ██▌        │"), "{wide}");
        assert!(lines[4].ends_with("┆   8.3% ▊          │"), "{wide}");
        assert!(lines[5].ends_with("┆                   │"), "{wide}");
        assert!(lines[6].ends_with("┆ 100.0% ██████████ │"), "{wide}");
        for screen in [Some(36), None] {
            let narrow = shares(screen);
            assert!(narrow.contains("┆  25.0% │") && !narrow.contains('█'), "{narrow}");
        }
    }

    #[test]
    fn a_narrow_terminal_says_what_it_leaves_out() {
        // Cells of 4, 6, 8, 11 and 8 signs, each with two blanks and a line, and one line before the first.
        let narrow = page(Some(52), Lang::Zh, false);
        assert!(!narrow.contains("党小组长") && narrow.contains("浙江嘉兴"), "{narrow}");
        assert_eq!(narrow.lines().last(), Some("终端较窄, 另有 1 列: 备注 (--columns 可指定)"));
        assert!(narrow.lines().all(|line| line.width() <= 52), "{narrow}");
        let narrower = page(Some(40), Lang::En, false);
        assert_eq!(
            narrower.lines().last(),
            Some("the terminal is narrow; 2 more: native_place, remark (--columns chooses)")
        );
        assert!(narrower.contains("138****5678"), "{narrower}");
        assert!(page(Some(53), Lang::Zh, false).contains("党小组长"), "it has room for all");
    }

    #[test]
    fn nothing_is_left_out_of_a_pipe_nor_of_what_was_asked_for() {
        for (screen, asked) in [(None, false), (Some(30), true)] {
            let page = page(screen, Lang::Zh, asked);
            assert!(page.contains("籍贯") && page.contains("备注") && !page.contains("另有"), "{page}");
        }
    }
}
