//! The tables of a web page, which web systems save under the ending `.xls`.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::cell::Cell;
use super::grid::Grid;
use super::markup::Broken;
use super::workbook::Table;

/// As far as browsers follow what a cell says of itself.
const SPAN: (u32, u32) = (1000, 65_534);

/// The tables of a page, in the order in which they begin.
pub(super) fn read(text: &str) -> Result<Vec<Table>, Broken> {
    let tokenizer = Tokenizer::new(Page::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(text));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let Reading { open, mut done, is_too_large, .. } = tokenizer.sink.0.into_inner();
    if !open.is_empty() {
        return Err(Broken::Cut);
    }
    if is_too_large {
        return Err(Broken::TooLarge);
    }
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, table)| table).collect())
}

#[derive(Default)]
struct Page(RefCell<Reading>);

/// What was read of a page so far. Elements are closed as browsers close them: a cell by the next one, a row by the
/// next one, a table within a cell by its own end.
#[derive(Default)]
struct Reading {
    open: Vec<Open>,
    done: Vec<(usize, Table)>,
    count: usize,
    is_too_large: bool,
}

#[derive(Default)]
struct Open {
    /// Which table of the page it is, from 0.
    place: usize,
    grid: Grid,
    in_row: bool,
    cell: Option<OpenCell>,
}

struct OpenCell {
    text: String,
    across: u32,
    down: u32,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.cell().into_iter().for_each(|cell| cell.push(&text)),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                reading.begin(&tag);
                return match &*tag.name {
                    "script" => TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
                    "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
                    _ => TokenSinkResult::Continue,
                };
            }
            Token::TagToken(tag) => reading.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reading {
    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.open.last_mut()?.cell.as_mut()
    }

    fn begin(&mut self, tag: &Tag) {
        match &*tag.name {
            "table" => {
                self.open.push(Open { place: self.count, ..Open::default() });
                self.count += 1;
            }
            "tr" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_row();
                    table.in_row = true;
                }
            }
            "td" | "th" => {
                if let Some(table) = self.open.last_mut() {
                    table.end_cell();
                    let span = |name, most| attribute(tag, name).map_or(1, |count| count.clamp(1, most));
                    let (across, down) = (span("colspan", SPAN.0), span("rowspan", SPAN.1));
                    (table.in_row, table.cell) = (true, Some(OpenCell { text: String::new(), across, down }));
                }
            }
            name => self.breaks(name),
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => self.end_table(),
            "html" | "body" => {
                while !self.open.is_empty() {
                    self.end_table();
                }
            }
            "tr" => self.open.iter_mut().next_back().into_iter().for_each(Open::end_row),
            "td" | "th" => self.open.iter_mut().next_back().into_iter().for_each(Open::end_cell),
            name => self.breaks(name),
        }
    }

    /// What stands in a line of its own.
    fn breaks(&mut self, name: &str) {
        let is_block =
            matches!(name, "br" | "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        if let Some(cell) = self.cell().filter(|cell| is_block && !cell.text.is_empty()) {
            cell.text.truncate(cell.text.trim_end_matches(' ').len());
            if !cell.text.ends_with('\n') || name == "br" {
                cell.text.push('\n');
            }
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.open.pop() else { return };
        table.end_row();
        match table.grid.finish() {
            Some(sheet) => {
                self.done.push((table.place, Table { name: (table.place + 1).to_string(), is_shown: true, sheet }));
            }
            None => self.is_too_large = true,
        }
    }
}

impl Open {
    fn end_row(&mut self) {
        self.end_cell();
        if std::mem::take(&mut self.in_row) {
            self.grid.end_row();
        }
    }

    fn end_cell(&mut self) {
        if let Some(OpenCell { text, across, down }) = self.cell.take() {
            // `="0573"` is how a page tells a spreadsheet that a number is a text.
            let text = text.trim();
            let told = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
            self.grid.put(Cell::text(told.unwrap_or(text)), across, down);
        }
    }
}

impl OpenCell {
    /// White space counts once, and not at the beginning of a line.
    fn push(&mut self, text: &str) {
        for sign in text.chars() {
            let is_space = sign.is_ascii_whitespace() || sign == '\u{a0}';
            match is_space {
                true if self.text.is_empty() || self.text.ends_with([' ', '\n']) => {}
                true => self.text.push(' '),
                false => self.text.push(sign),
            }
        }
    }
}

fn attribute(tag: &Tag, name: &str) -> Option<u32> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?.value.trim().parse().ok()
}
