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
    if let Some(new) = asked(book.text(MAIN)?) {
        book.replace(MAIN, new);
    }
    Ok(())
}

/// The part that names the sheets, with that wish: in the settings that it has, or in new ones in the place that they are to have.
fn asked(main: &str) -> Option<String> {
    let (mut at, mut depth) = (0, 0_usize);
    for (tag, is_tag) in xml::split(main) {
        if is_tag && xml::closes(tag) {
            depth = depth.saturating_sub(1);
        }
        let is_behind = (depth == 1 && BEHIND.contains(&local(tag))) || (depth == 0 && xml::closes(tag));
        if is_tag && depth == 1 && local(tag) == "calcPr" && !xml::closes(tag) {
            let asked = with_attribute(tag, "fullCalcOnLoad", "1");
            return Some(format!("{}{asked}{}", &main[..at], &main[at + tag.len()..]));
        }
        if is_tag && is_behind {
            let asked = format!("<{}calcPr fullCalcOnLoad=\"1\"/>", xml::prefix(tag));
            return Some(format!("{}{asked}{}", &main[..at], &main[at..]));
        }
        if is_tag && xml::opens(tag) {
            depth += 1;
        }
        at += tag.len();
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wish_stands_where_the_settings_of_reckoning_do() {
        for (main, expected) in [
            (
                "<workbook><sheets/><calcPr calcId=\"1\"/></workbook>",
                "<workbook><sheets/><calcPr fullCalcOnLoad=\"1\" calcId=\"1\"/></workbook>",
            ),
            (
                "<?xml version=\"1.0\"?><x:workbook><x:bookViews><x:workbookView><x:extLst/></x:workbookView></x:bookViews><x:extLst/></x:workbook>",
                "<?xml version=\"1.0\"?><x:workbook><x:bookViews><x:workbookView><x:extLst/></x:workbookView></x:bookViews><x:calcPr fullCalcOnLoad=\"1\"/><x:extLst/></x:workbook>",
            ),
            ("<workbook><sheets/></workbook>", "<workbook><sheets/><calcPr fullCalcOnLoad=\"1\"/></workbook>"),
        ] {
            assert_eq!(asked(main).as_deref(), Some(expected));
        }
    }
}
