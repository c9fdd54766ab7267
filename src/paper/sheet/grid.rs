//! The rows and cells of a sheet as they are written. What is not touched is written again as it was.

use super::formula::{self, Change};
use super::place::{self, Area};
use super::xml::{self, attribute, closes, local, opens, with_attribute, without_attribute};

/// A sheet: what stands before its rows, its rows, and what stands after them.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) head: String,
    pub(super) rows: Vec<Line>,
    pub(super) tail: String,
    /// What the names of its tags begin with.
    prefix: String,
}

/// A row.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its tag, which opens it.
    open: String,
    pub(super) cells: Vec<Cell>,
    /// What stands there besides cells.
    rest: String,
    /// Whether it is written anew.
    touched: bool,
}

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Its column, from 0.
    pub(super) column: u32,
    pub(super) xml: String,
}

/// What is put into a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Text(String),
    /// A number, as it is written.
    Number(String),
}

impl Cell {
    /// Its tag.
    fn open(&self) -> &str {
        xml::split(&self.xml).next().map_or("", |(tag, _)| tag)
    }

    /// The style that it has of its own.
    pub(super) fn style(&self) -> Option<u32> {
        attribute(self.open(), "s")?.parse().ok()
    }

    /// Its sort: `s` for a text kept elsewhere, `inlineStr`, `str` …
    fn sort(&self) -> String {
        attribute(self.open(), "t").unwrap_or_default().into_owned()
    }

    /// Its formula.
    pub(super) fn formula(&self) -> Option<String> {
        self.has_formula().then(|| xml::text_within(&self.xml, "f"))
    }

    /// Whether it holds a formula.
    pub(super) fn has_formula(&self) -> bool {
        xml::split(&self.xml).any(|(piece, is_tag)| is_tag && local(piece) == "f")
    }

    /// What it holds, be it the result of a formula; nothing of an empty one.
    pub(super) fn said(&self, strings: &[String]) -> String {
        let value = xml::text_within(&self.xml, "v");
        match self.sort().as_str() {
            "s" => value.trim().parse().ok().and_then(|at: usize| strings.get(at).cloned()).unwrap_or_default(),
            "inlineStr" => xml::text_within(&self.xml, "t"),
            _ => value,
        }
    }

    /// Puts something in, with the style that it has, or this one.
    pub(super) fn put(&mut self, content: &Content, style: Option<u32>, row: u32) {
        let prefix = xml::prefix(self.open()).to_owned();
        let style = self.style().or(style).map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let place = format!("{}{row}", place::letters(self.column));
        self.xml = match content {
            Content::Text(text) => format!(
                "<{prefix}c r=\"{place}\"{style} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{prefix}c>",
                xml::written(text)
            ),
            Content::Number(number) => {
                format!("<{prefix}c r=\"{place}\"{style}><{prefix}v>{number}</{prefix}v></{prefix}c>")
            }
        };
    }

    /// Takes away what a formula gave last, so that it is reckoned again.
    pub(super) fn forget_result(&mut self) {
        if self.has_formula() {
            self.xml = without(&self.xml, "v");
            let open = self.open().to_owned();
            if self.sort() != "" {
                self.xml = self.xml.replacen(&open, &without_attribute(&open, "t"), 1);
            }
        }
    }

    /// Puts another formula in; a shared one becomes one of its own.
    fn set_formula(&mut self, formula: &str) {
        let prefix = xml::prefix(self.open()).to_owned();
        let rest = without(&self.xml, "f");
        let open = self.open().to_owned();
        let written = format!("<{prefix}f>{}</{prefix}f>", xml::written(formula));
        self.xml = if opens(&open) {
            rest.replacen(&open, &format!("{open}{written}"), 1)
        } else {
            format!("{}>{written}</{prefix}c>", open.trim_end_matches("/>"))
        };
    }

    /// Whether its formula is of a sort that cannot be moved by itself: one for several cells.
    pub(super) fn is_array(&self) -> bool {
        self.formula_tag()
            .is_some_and(|tag| attribute(tag, "t").is_some_and(|sort| sort == "array" || sort == "dataTable"))
    }

    fn formula_tag(&self) -> Option<&str> {
        xml::split(&self.xml)
            .find(|(piece, is_tag)| *is_tag && local(piece) == "f" && !closes(piece))
            .map(|(tag, _)| tag)
    }

    /// The number of the formula that it shares with others.
    fn shares(&self) -> Option<String> {
        let tag = self.formula_tag().filter(|tag| attribute(tag, "t").is_some_and(|sort| sort == "shared"))?;
        attribute(tag, "si").map(std::borrow::Cow::into_owned)
    }
}

/// The XML without what stands in tags of this name, and without them.
fn without(xml: &str, name: &str) -> String {
    let (mut depth, mut kept) = (0_usize, String::new());
    for (piece, is_tag) in xml::split(xml) {
        if is_tag && local(piece) == name {
            depth = if opens(piece) { depth + 1 } else { depth.saturating_sub(usize::from(closes(piece))) };
        } else if depth == 0 {
            kept += piece;
        }
    }
    kept
}

impl Line {
    /// The cell in a column.
    pub(super) fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// The cell in a column, made if there is none.
    pub(super) fn cell_mut(&mut self, column: u32, prefix: &str) -> &mut Cell {
        self.touched = true;
        let at = self.cells.partition_point(|cell| cell.column < column);
        if self.cells.get(at).is_none_or(|cell| cell.column != column) {
            self.cells.insert(at, Cell { column, xml: format!("<{prefix}c/>") });
        }
        &mut self.cells[at]
    }

    fn written(&self, prefix: &str) -> String {
        let open = with_attribute(&self.open, "r", &self.number.to_string());
        let open = if self.touched { without_attribute(&open, "spans") } else { open };
        let mut out = if opens(&open) { open } else { format!("{}>", open.trim_end_matches("/>")) };
        for cell in &self.cells {
            let place = format!("{}{}", place::letters(cell.column), self.number);
            let tag = cell.open();
            out += &with_attribute(tag, "r", &place);
            out += &cell.xml[tag.len()..];
        }
        out + &self.rest + "</" + prefix + "row>"
    }
}

impl Grid {
    /// Reads a sheet; nothing, if it has no rows at all and no place for them.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut at = 0;
        let mut pieces = xml::split(text).map(|(piece, is_tag)| {
            at += piece.len();
            (piece, is_tag, at)
        });
        let (tag, _, end) = pieces.find(|(piece, is_tag, _)| *is_tag && local(piece) == "sheetData")?;
        let prefix = xml::prefix(tag).to_owned();
        let closing = format!("</{prefix}sheetData>");
        if !opens(tag) {
            let head = format!("{}{}>", &text[..end - tag.len()], tag.trim_end_matches("/>"));
            return Some(Self { head, rows: Vec::new(), tail: closing + &text[end..], prefix });
        }
        let (head, rest) = text.split_at(end);
        let (rows, tail) = rest.split_at(rest.find(&closing)?);
        Some(Self { head: head.to_owned(), rows: lines(rows), tail: tail.to_owned(), prefix })
    }

    /// The sheet as it is written.
    pub(super) fn written(&self) -> String {
        let rows: String = self.rows.iter().map(|line| line.written(&self.prefix)).collect();
        format!("{}{rows}{}", self.head, self.tail)
    }

    /// Has the sheet say how far it goes, if it says so at all.
    pub(super) fn measure(&mut self) {
        let dimension = |(piece, is_tag): &(&str, bool)| *is_tag && local(piece) == "dimension" && !closes(piece);
        let Some(tag) = xml::split(&self.head).find(dimension).map(|(tag, _)| tag.to_owned()) else { return };
        let Some(said) = attribute(&tag, "ref").and_then(|named| Area::of(&named)) else { return };
        let bottom = self.rows.last().map_or(said.bottom, |line| line.number.max(said.bottom));
        let right = self.rows.iter().filter_map(|line| Some(line.cells.last()?.column)).fold(said.right, u32::max);
        let new = Area { bottom, right, ..said };
        if new != said {
            self.head = self.head.replacen(&tag, &with_attribute(&tag, "ref", &new.name()), 1);
        }
    }

    /// What the names of its tags begin with.
    pub(super) fn prefix(&self) -> String {
        self.prefix.clone()
    }

    /// The row of a number.
    pub(super) fn row(&self, number: u32) -> Option<&Line> {
        self.rows.binary_search_by_key(&number, |line| line.number).ok().map(|at| &self.rows[at])
    }

    /// The row of a number, made like another one if there is none: its height, and the styles of its cells.
    pub(super) fn row_mut(&mut self, number: u32, like: Option<&Line>) -> &mut Line {
        let at = self.rows.partition_point(|line| line.number < number);
        if self.rows.get(at).is_none_or(|line| line.number != number) {
            self.rows.insert(at, blank_like(like, number, &self.prefix));
        }
        &mut self.rows[at]
    }

    /// Makes each formula that cells share one of their own.
    pub(super) fn part_formulas(&mut self) {
        let cells = || self.rows.iter().flat_map(|line| line.cells.iter().map(move |cell| (line.number, cell)));
        let first: Vec<(String, u32, u32, String)> = cells()
            .filter_map(|(row, cell)| Some((cell.shares()?, row, cell.column, cell.formula()?)))
            .filter(|(.., formula)| !formula.is_empty())
            .collect();
        for line in &mut self.rows {
            for cell in &mut line.cells {
                let Some(number) = cell.shares() else { continue };
                let Some((_, row, column, formula)) = first.iter().find(|(known, ..)| *known == number) else {
                    continue;
                };
                let (rows, columns) =
                    (i64::from(line.number) - i64::from(*row), i64::from(cell.column) - i64::from(*column));
                cell.set_formula(&formula::changed(formula, Change::Moves { rows, columns }));
            }
        }
    }

    /// Changes all formulas: told the row, and the formula.
    pub(super) fn change_formulas(&mut self, change: impl Fn(u32, &str) -> String) {
        for line in &mut self.rows {
            for cell in &mut line.cells {
                let Some(formula) = cell.formula().filter(|formula| !formula.is_empty()) else { continue };
                let new = change(line.number, &formula);
                if new != formula {
                    cell.set_formula(&new);
                }
            }
        }
    }

    /// Goes on with the formulas of one row in another, and takes over its styles.
    pub(super) fn go_on(&mut self, from: u32, to: u32) {
        let Some(formulas) = self.row(from).map(|line| {
            let with = line.cells.iter().filter_map(|cell| Some((cell.column, cell.style(), cell.formula()?)));
            with.collect::<Vec<_>>()
        }) else {
            return;
        };
        let (rows, prefix) = (i64::from(to) - i64::from(from), self.prefix());
        let line = self.row_mut(to, None);
        for (column, style, formula) in formulas {
            let cell = line.cell_mut(column, &prefix);
            if let (None, Some(style)) = (cell.style(), style) {
                let open = cell.open().to_owned();
                cell.xml = cell.xml.replacen(&open, &with_attribute(&open, "s", &style.to_string()), 1);
            }
            cell.set_formula(&formula::changed(&formula, Change::Moves { rows, columns: 0 }));
        }
    }
}

fn blank_like(like: Option<&Line>, number: u32, prefix: &str) -> Line {
    let Some(like) = like else {
        return Line { number, open: format!("<{prefix}row>"), cells: Vec::new(), rest: String::new(), touched: true };
    };
    let cells = like.cells.iter().filter_map(|cell| {
        let style = cell.style()?;
        Some(Cell { column: cell.column, xml: format!("<{prefix}c s=\"{style}\"/>") })
    });
    Line { number, open: like.open.clone(), cells: cells.collect(), rest: String::new(), touched: true }
}

fn lines(xml: &str) -> Vec<Line> {
    let (mut lines, mut line): (Vec<Line>, Option<Line>) = Default::default();
    let mut cell: Option<Cell> = None;
    let mut last = 0;
    for (piece, is_tag) in xml::split(xml) {
        match (is_tag.then(|| local(piece)), &mut line, &mut cell) {
            (Some("row"), None, _) => {
                last = attribute(piece, "r").and_then(|row| row.parse().ok()).unwrap_or(last + 1);
                let new = Line {
                    number: last,
                    open: piece.to_owned(),
                    cells: Vec::new(),
                    rest: String::new(),
                    touched: false,
                };
                if opens(piece) { line = Some(new) } else { lines.push(new) }
            }
            (Some("row"), Some(_), _) if closes(piece) => lines.extend(line.take()),
            (Some("c"), Some(line), None) => {
                let next = line.cells.last().map_or(0, |cell| cell.column + 1);
                let column =
                    attribute(piece, "r").and_then(|name| place::cell(&name)).map_or(next, |(column, _)| column);
                let new = Cell { column, xml: piece.to_owned() };
                if opens(piece) { cell = Some(new) } else { line.cells.push(new) }
            }
            (name, Some(line), Some(open)) => {
                open.xml += piece;
                if name == Some("c") && closes(piece) {
                    line.cells.extend(cell.take());
                }
            }
            (_, Some(line), None) => line.rest += piece,
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<worksheet><sheetData><row r=\"3\" ht=\"20\"><c r=\"A3\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"C3\"/></row><row r=\"4\" spans=\"1:3\" s=\"9\"><c r=\"A4\" s=\"2\"/><c r=\"B4\" s=\"3\"><f>A4+1</f><v>1</v></c></row></sheetData><mergeCells/></worksheet>";

    #[test]
    fn what_is_not_touched_is_written_as_it_was() {
        let grid = Grid::read(SHEET).unwrap();
        assert_eq!(grid.written(), SHEET);
        assert_eq!(grid.rows.len(), 2);
        assert_eq!(grid.row(3).unwrap().cell(0).unwrap().said(&["姓名".to_owned()]), "姓名");
        let empty = Grid::read("<x:worksheet><x:sheetData/><x:a/></x:worksheet>").unwrap();
        assert_eq!(empty.written(), "<x:worksheet><x:sheetData></x:sheetData><x:a/></x:worksheet>");
        assert!(Grid::read("<worksheet/>").is_none());
    }

    #[test]
    fn a_cell_keeps_its_style_and_a_new_row_is_like_another() {
        let mut grid = Grid::read(SHEET).unwrap();
        let like = grid.row(4).cloned();
        grid.row_mut(5, like.as_ref()).cell_mut(0, "").put(&Content::Text("张三 <".into()), None, 5);
        grid.go_on(4, 5);
        grid.row_mut(4, None).cell_mut(2, "").put(&Content::Number("7".into()), Some(8), 4);
        let written = grid.written();
        for part in [
            "<row r=\"4\" s=\"9\"><c r=\"A4\" s=\"2\"/><c r=\"B4\" s=\"3\"><f>A4+1</f><v>1</v></c><c r=\"C4\" s=\"8\"><v>7</v></c></row>",
            "<row r=\"5\" s=\"9\"><c r=\"A5\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">张三 &lt;</t></is></c><c r=\"B5\" s=\"3\"><f>A5+1</f></c></row>",
        ] {
            assert!(written.contains(part), "{part}\n{written}");
        }
    }

    #[test]
    fn shared_formulas_are_parted() {
        let mut grid = Grid::read("<sheetData><row><c><f t=\"shared\" ref=\"A1:A2\" si=\"0\">B1&amp;C$1</f><v>1</v></c></row><row><c t=\"str\"><f t=\"shared\" si=\"0\"/><v>x</v></c></row></sheetData>").unwrap();
        grid.part_formulas();
        grid.rows.iter_mut().flat_map(|line| &mut line.cells).for_each(Cell::forget_result);
        assert_eq!(
            grid.written(),
            "<sheetData><row r=\"1\"><c r=\"A1\"><f>B1&amp;C$1</f></c></row><row r=\"2\"><c r=\"A2\"><f>B2&amp;C$1</f></c></row></sheetData>"
        );
    }
}
