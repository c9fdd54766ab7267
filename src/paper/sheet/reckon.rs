//! What formulas gave last: taken away where it may be out of date, so that whatever opens the workbook reckons anew.

use super::book::{Book, MAIN};
use super::grid::{Cell, Grid};
use super::xml::{self, local, with_attribute};
use crate::error::Result;

/// What may stand behind the settings of how a workbook is reckoned.
const BEHIND: [&str; 9] = [
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
];

/// Has all formulas reckoned anew that may depend on some sheets: those on them, and on the sheets that name one. A workbook without
/// formulas stays as it is.
pub(super) fn anew(book: &mut Book, sheets: &[String]) -> Result<()> {
    let mut has_formulas = false;
    for (name, part) in book.sheets().to_vec() {
        let Some(mut grid) = Grid::read(book.text(&part)?) else { continue };
        let names_one = |formula: String| {
            let formula = formula.replace("''", "'");
            sheets.iter().any(|sheet| formula.contains(sheet))
        };
        let mut cells = grid.rows.iter().flat_map(|line| &line.cells);
        if !sheets.contains(&name) && !cells.any(|cell| cell.formula().is_some_and(names_one)) {
            has_formulas |= grid.rows.iter().flat_map(|line| &line.cells).any(Cell::has_formula);
            continue;
        }
        let mut count = 0;
        for cell in grid.rows.iter_mut().flat_map(|line| &mut line.cells).filter(|cell| cell.has_formula()) {
            cell.forget_result();
            count += 1;
        }
        if count > 0 {
            has_formulas = true;
            book.replace(&part, grid.written());
        }
    }
    if has_formulas {
        ask_on_opening(book)?;
        forget_order(book)?;
    }
    Ok(())
}

/// Asks whatever opens the workbook to reckon all of it.
fn ask_on_opening(book: &mut Book) -> Result<()> {
    let main = book.text(MAIN)?;
    let mut at = 0;
    let mut new = None;
    for (tag, is_tag) in xml::split(main) {
        let is_behind = BEHIND.contains(&local(tag)) || (xml::closes(tag) && local(tag) == "workbook");
        if is_tag && local(tag) == "calcPr" {
            let asked = with_attribute(tag, "fullCalcOnLoad", "1");
            new = Some(format!("{}{asked}{}", &main[..at], &main[at + tag.len()..]));
        } else if is_tag && is_behind {
            let asked = format!("<{}calcPr fullCalcOnLoad=\"1\"/>", xml::prefix(tag));
            new = Some(format!("{}{asked}{}", &main[..at], &main[at..]));
        }
        if new.is_some() {
            break;
        }
        at += tag.len();
    }
    if let Some(new) = new {
        book.replace(MAIN, new);
    }
    Ok(())
}

/// Takes out the order in which cells were reckoned, which names cells that may have gone elsewhere; it is found anew.
fn forget_order(book: &mut Book) -> Result<()> {
    let Some(part) = book.part_of(MAIN, "calcChain")? else { return Ok(()) };
    book.remove(&part);
    for (holder, name) in [("xl/_rels/workbook.xml.rels", "Relationship"), ("[Content_Types].xml", "Override")] {
        let kept: String = xml::split(book.text(holder)?)
            .filter(|(piece, is_tag)| !(*is_tag && local(piece) == name && piece.contains("calcChain")))
            .map(|(piece, _)| piece)
            .collect();
        book.replace(holder, kept);
    }
    Ok(())
}
