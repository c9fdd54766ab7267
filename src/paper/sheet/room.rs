//! Rows that come in where a template has prepared too few: what stands below goes down, and whatever refers to it goes with it.

use super::book::{Book, MAIN};
use super::formula::{self, Change, Room};
use super::grid::Grid;
use super::place::Area;
use super::xml::{self, attribute, closes, local, opens, with_attribute};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::paper::texts;

/// Elements that hold formulas.
const FORMULAS: [&str; 7] =
    ["f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"];

/// Elements of a sheet that name an area, and the attribute that does. One that ends with the filled rows goes on with them.
const AREAS: [(&str, &str); 11] = [
    ("mergeCell", "ref"),
    ("dataValidation", "sqref"),
    ("conditionalFormatting", "sqref"),
    ("protectedRange", "sqref"),
    ("ignoredError", "sqref"),
    ("autoFilter", "ref"),
    ("sortState", "ref"),
    ("sortCondition", "ref"),
    ("hyperlink", "ref"),
    ("dimension", "ref"),
    ("table", "ref"),
];

/// Lets rows come in, in the sheet and in whatever refers to it. Refuses, changing nothing, where something below cannot be moved.
pub(super) fn make(book: &mut Book, part: &str, grid: &mut Grid, room: &Room) -> Result<()> {
    if room.moves
        && let Some(what) = obstacle(book, part, grid, room)?
    {
        let (row, rows) = (room.after + 1, room.rows);
        return Err(Error::refused(say!(RowsCannotMove { sheet: &room.sheet, row, rows, what }))
            .hint(say!(RowsCannotMoveHint { row, rows })));
    }
    grid.part_formulas();
    grid.change_formulas(|row, formula| {
        formula::changed(formula, Change::Makes { room, on_sheet: true, row: Some(row) })
    });
    for line in &mut grid.rows {
        line.number = room.row(line.number);
    }
    grid.head = rewritten(&grid.head, room, true);
    grid.tail = rewritten(&grid.tail, room, true);
    for name in book.names() {
        let is_sheet = name != part && book.sheets().iter().any(|(_, sheet)| *sheet == name);
        if is_sheet || name.starts_with("xl/charts/") || name == MAIN || name.starts_with("xl/pivotCache/") {
            rewrite(book, &name, |xml| rewritten(xml, room, false))?;
        }
    }
    for target in book.targets(part)? {
        match target.kind.as_str() {
            "table" => rewrite(book, &target.part, |xml| rewritten(xml, room, true))?,
            "drawing" if room.moves => rewrite(book, &target.part, |xml| anchored(xml, room))?,
            _ => {}
        }
    }
    Ok(())
}

fn rewrite(book: &mut Book, part: &str, change: impl Fn(&str) -> String) -> Result<()> {
    let text = book.text(part)?;
    let new = change(text);
    if new != text {
        book.replace(part, new);
    }
    Ok(())
}

/// What stands below and cannot be moved.
fn obstacle(book: &Book, part: &str, grid: &Grid, room: &Room) -> Result<Option<Text>> {
    let crosses = |area: &Area| area.top <= room.after && area.bottom > room.after;
    if let Some(area) = merged(&grid.tail).into_iter().find(crosses) {
        return Ok(Some(say!(ObstacleMerged { area: area.name() })));
    }
    let mut cells = grid.rows.iter().flat_map(|line| line.cells.iter().map(move |cell| (line.number, cell)));
    if let Some((row, cell)) = cells.find(|(_, cell)| cell.is_array()) {
        let area = Area { left: cell.column, right: cell.column, top: row, bottom: row };
        return Ok(Some(say!(ObstacleArray { cell: area.name() })));
    }
    let has_controls = ["<oleObject", "<control", ":oleObject", ":control "].iter().any(|tag| grid.tail.contains(tag));
    if has_controls {
        return Ok(Some(say!(ObstacleControls)));
    }
    for target in book.targets(part)? {
        let xml = book.text(&target.part)?;
        let is_below = |tag: &str| {
            attribute(tag, "ref").and_then(|name| Area::of(&name)).is_some_and(|area| area.bottom > room.after)
        };
        match target.kind.as_str() {
            "comments" | "threadedComment" if tags(xml).any(is_below) => return Ok(Some(say!(ObstacleComments))),
            "vmlDrawing" if xml.split("ObjectType=\"").skip(1).any(|object| !object.starts_with("Note")) => {
                return Ok(Some(say!(ObstacleControls)));
            }
            "pivotTable" => return Ok(Some(say!(ObstaclePivot))),
            _ => {}
        }
    }
    Ok(None)
}

fn tags(xml: &str) -> impl Iterator<Item = &str> {
    xml::split(xml).filter(|(_, is_tag)| *is_tag).map(|(tag, _)| tag)
}

/// The areas of a sheet that are one cell each.
pub(super) fn merged(tail: &str) -> Vec<Area> {
    let of = |tag: &str| attribute(tag, "ref").and_then(|name| Area::of(&name));
    tags(tail).filter(|tag| local(tag) == "mergeCell").filter_map(of).collect()
}

/// Cells that are one in a row are one in others too, which were made like it.
pub(super) fn merge_alike(grid: &mut Grid, like: u32, rows: std::ops::Range<u32>) {
    let alike: Vec<Area> =
        merged(&grid.tail).into_iter().filter(|area| (area.top, area.bottom) == (like, like)).collect();
    let Some(end) = grid.tail.find(&format!("</{}mergeCells>", grid.prefix())).filter(|_| !alike.is_empty()) else {
        return;
    };
    let prefix = grid.prefix();
    let added: Vec<String> = rows
        .flat_map(|row| alike.iter().map(move |area| Area { top: row, bottom: row, ..*area }))
        .map(|area| format!("<{prefix}mergeCell ref=\"{}\"/>", area.name()))
        .collect();
    grid.tail.insert_str(end, &added.concat());
    let count = merged(&grid.tail).len().to_string();
    let tag = tags(&grid.tail).find(|tag| local(tag) == "mergeCells" && opens(tag)).map(str::to_owned);
    if let Some(tag) = tag.filter(|tag| attribute(tag, "count").is_some()) {
        grid.tail = grid.tail.replacen(&tag, &with_attribute(&tag, "count", &count), 1);
    }
}

/// What stands between tags.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Formula,
    Areas,
    Other,
}

/// A part in which all that refers to the sheet is where it is then. `on_sheet`: what names no sheet is of that one.
fn rewritten(xml: &str, room: &Room, on_sheet: bool) -> String {
    let (mut out, mut within, mut breaks_rows) = (String::with_capacity(xml.len()), Within::Other, false);
    for (piece, is_tag) in xml::split(xml) {
        if !is_tag {
            out += &match within {
                Within::Formula => {
                    replaced(piece, |text| formula::changed(text, Change::Makes { room, on_sheet, row: None }))
                }
                Within::Areas if on_sheet => replaced(piece, |text| areas(text, room, "sqref")),
                _ => piece.to_owned(),
            };
            continue;
        }
        let name = local(piece);
        within = match name {
            _ if !opens(piece) => Within::Other,
            "sqref" => Within::Areas,
            name if FORMULAS.contains(&name) => Within::Formula,
            _ => Within::Other,
        };
        if name == "rowBreaks" {
            breaks_rows = opens(piece);
        }
        out += &match () {
            () if closes(piece) => piece.to_owned(),
            () if on_sheet && name == "brk" && breaks_rows => break_after(piece, room),
            () if on_sheet => with_areas(piece, name, room),
            () if name == "worksheetSource" && attribute(piece, "sheet").is_some_and(|sheet| *sheet == *room.sheet) => {
                with_area(piece, "ref", "ref", room)
            }
            () => piece.to_owned(),
        };
    }
    out
}

/// A text with its signs as they are meant, changed; as it was, if nothing changes.
fn replaced(written: &str, change: impl Fn(&str) -> String) -> String {
    let plain = xml::plain(written);
    let new = change(&plain);
    if new == plain { written.to_owned() } else { xml::written(&new) }
}

fn with_areas(tag: &str, name: &str, room: &Room) -> String {
    match AREAS.iter().find(|(known, _)| *known == name) {
        Some((name, attribute)) => with_area(tag, name, attribute, room),
        None => tag.to_owned(),
    }
}

fn with_area(tag: &str, name: &str, key: &str, room: &Room) -> String {
    match attribute(tag, key) {
        Some(named) => {
            let new = areas(&named, room, name);
            if new == *named { tag.to_owned() } else { with_attribute(tag, key, &new) }
        }
        None => tag.to_owned(),
    }
}

/// Areas as they are then. Cells that are one stay one row; the lists and formats of a lone prepared row go for all.
fn areas(named: &str, room: &Room, name: &str) -> String {
    let one = |named: &str| {
        let Some(area) = Area::of(named) else { return named.to_owned() };
        let is_lone_row =
            area.top == room.after && (room.first < room.after || matches!(name, "mergeCell" | "hyperlink"));
        let bottom = if is_lone_row { room.row(area.bottom) } else { room.last_row(area.bottom) };
        let new = Area { top: room.row(area.top), bottom, ..area };
        if new == area { named.to_owned() } else { new.name() }
    };
    named.split_whitespace().map(one).collect::<Vec<_>>().join(" ")
}

fn break_after(tag: &str, room: &Room) -> String {
    match attribute(tag, "id").and_then(|id| id.parse::<u32>().ok()) {
        Some(row) if room.moves && row >= room.after => with_attribute(tag, "id", &(row + room.rows).to_string()),
        _ => tag.to_owned(),
    }
}

/// A drawing in which what is fastened below is fastened to where that is then; its rows count from 0.
fn anchored(xml: &str, room: &Room) -> String {
    let (mut out, mut in_row) = (String::with_capacity(xml.len()), false);
    for (piece, is_tag) in xml::split(xml) {
        if is_tag {
            in_row = local(piece) == "row" && opens(piece);
        }
        match piece.trim().parse::<u32>() {
            Ok(row) if in_row && !is_tag => out += &(room.row(row + 1) - 1).to_string(),
            _ => out += piece,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> Room {
        Room { sheet: "表".into(), first: 4, after: 6, rows: 3, moves: true }
    }

    #[test]
    fn all_that_names_an_area_goes_along() {
        for (xml, expected) in [
            ("<mergeCell ref=\"A7:D7\"/>", "<mergeCell ref=\"A10:D10\"/>"),
            ("<mergeCell ref=\"B6:C6\"/>", "<mergeCell ref=\"B6:C6\"/>"),
            (
                "<dataValidation type=\"list\" sqref=\"C4:C6 E7\"><formula1>$H$7:$H$8</formula1></dataValidation>",
                "<dataValidation type=\"list\" sqref=\"C4:C9 E10\"><formula1>$H$10:$H$11</formula1></dataValidation>",
            ),
            (
                "<x14:f><xm:f>字典!$A$7</xm:f></x14:f><xm:sqref>C4:C6</xm:sqref>",
                "<x14:f><xm:f>字典!$A$7</xm:f></x14:f><xm:sqref>C4:C9</xm:sqref>",
            ),
            (
                "<rowBreaks><brk id=\"6\"/><brk id=\"3\"/></rowBreaks><colBreaks><brk id=\"6\"/></colBreaks>",
                "<rowBreaks><brk id=\"9\"/><brk id=\"3\"/></rowBreaks><colBreaks><brk id=\"6\"/></colBreaks>",
            ),
            (
                "<conditionalFormatting sqref=\"A4:D6\"><cfRule><formula>$B4&lt;&gt;\"\"</formula></cfRule></conditionalFormatting>",
                "<conditionalFormatting sqref=\"A4:D9\"><cfRule><formula>$B4&lt;&gt;\"\"</formula></cfRule></conditionalFormatting>",
            ),
        ] {
            assert_eq!(rewritten(xml, &room(), true), expected);
        }
        let main = "<definedName name=\"_xlnm.Print_Area\">表!$A$1:$D$8</definedName><definedName name=\"x\">别!$A$8</definedName>";
        assert_eq!(rewritten(main, &room(), false), main.replace("$D$8", "$D$11"));
        assert_eq!(
            anchored("<xdr:from><xdr:col>6</xdr:col><xdr:row>6</xdr:row></xdr:from>", &room()),
            "<xdr:from><xdr:col>6</xdr:col><xdr:row>9</xdr:row></xdr:from>"
        );
        let lone = Room { first: 6, ..room() };
        assert_eq!(areas("C6", &lone, "sqref"), "C6:C9");
    }
}
