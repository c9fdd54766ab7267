//! The lists that a template's author made for its cells: what may stand there, and what of it is meant by a value.

use super::book::Book;
use super::grid::Grid;
use super::place::Area;
use super::xml::{self, attribute, closes, local, opens};
use crate::error::Result;
use crate::member;
use crate::output::Value;
use crate::text;

/// A list for some cells. Nothing, where it cannot be read.
#[derive(Debug)]
pub(super) struct List {
    areas: Vec<Area>,
    entries: Option<Vec<String>>,
}

/// The lists of a sheet.
pub(super) fn of_sheet(book: &Book, sheet: &str, grid: &Grid) -> Result<Vec<List>> {
    let mut lists = Vec::new();
    for (tag, xml) in validations(&grid.tail) {
        if attribute(tag, "type").as_deref() != Some("list") {
            continue;
        }
        let named =
            attribute(tag, "sqref").map_or_else(|| xml::text_within(xml, "sqref"), std::borrow::Cow::into_owned);
        let inner = xml::text_within(xml, "f");
        let formula = if inner.is_empty() { xml::text_within(xml, "formula1") } else { inner };
        lists.push(List { areas: Area::several(&named).collect(), entries: entries(book, sheet, formula.trim())? });
    }
    Ok(lists)
}

/// Each validation: its tag, and all of it.
fn validations(xml: &str) -> Vec<(&str, &str)> {
    let (mut found, mut open, mut at) = (Vec::new(), None, 0);
    for (piece, is_tag) in xml::split(xml) {
        let end = at + piece.len();
        if is_tag && local(piece) == "dataValidation" {
            match open.take() {
                Some((tag, start)) if closes(piece) => found.push((tag, &xml[start..end])),
                _ if opens(piece) => open = Some((piece, at)),
                _ => {}
            }
        }
        at = end;
    }
    found
}

/// What a list says: `"是,否"`, or what stands in some cells.
fn entries(book: &Book, sheet: &str, formula: &str) -> Result<Option<Vec<String>>> {
    if let Some(written) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return Ok(Some(
            written.split([',', '，']).map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect(),
        ));
    }
    let named = defined(book, formula)?;
    let place = named.as_deref().unwrap_or(formula);
    let (of, place) = match place.rsplit_once('!') {
        Some((of, place)) => (of.trim_matches('\'').replace("''", "'"), place),
        None => (sheet.to_owned(), place),
    };
    let (Some(area), Some(part)) = (Area::of(place), book.sheet(&of)) else { return Ok(None) };
    let Some(grid) = Grid::read(book.text(part)?) else { return Ok(None) };
    let lines = grid.rows.iter().filter(|line| (area.top..=area.bottom).contains(&line.number));
    let cells = lines.flat_map(|line| line.cells.iter().filter(|cell| (area.left..=area.right).contains(&cell.column)));
    Ok(Some(cells.map(|cell| cell.said(&book.strings).trim().to_owned()).filter(|entry| !entry.is_empty()).collect()))
}

/// What a name of the workbook stands for.
fn defined(book: &Book, name: &str) -> Result<Option<String>> {
    let main = book.text(super::book::MAIN)?;
    let mut pieces = xml::split(main);
    while let Some((tag, is_tag)) = pieces.next() {
        let is_it = is_tag
            && local(tag) == "definedName"
            && attribute(tag, "name").is_some_and(|known| known.eq_ignore_ascii_case(name));
        if is_it && let Some((text, false)) = pieces.next() {
            return Ok(Some(xml::plain(text).into_owned()));
        }
    }
    Ok(None)
}

impl List {
    /// Whether it is for a cell.
    pub(super) fn is_for(&self, column: u32, row: u32) -> bool {
        self.areas.iter().any(|area| area.holds(column, row))
    }

    /// What may stand there, if it could be read.
    pub(super) fn entries(&self) -> Option<&[String]> {
        self.entries.as_deref()
    }
}

/// The entry that a value is: as written, else the first that means the same.
pub(super) fn entry<'l>(entries: &'l [String], key: &str, value: &Value) -> Option<&'l str> {
    let written = value.plain(crate::i18n::Lang::Zh);
    let exactly = entries.iter().find(|entry| text::fold(entry) == text::fold(&written));
    let means = |entry: &&String| match value {
        Value::Code(code) => code.is_called(entry),
        Value::Bool(flag) => text::yes_or_no(entry) == Some(*flag),
        Value::Text(known) => member::is_one(key, known, entry),
        _ => false,
    };
    exactly.or_else(|| entries.iter().find(means)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::member::Category;

    #[test]
    fn lists_are_found_in_both_forms_and_wherever_their_entries_stand() {
        let xml = "<dataValidations count=\"2\"><dataValidation type=\"list\" sqref=\"C4:C6 E4\"><formula1>\"是,否\"</formula1></dataValidation><dataValidation type=\"whole\" sqref=\"D4\"/></dataValidations><extLst><ext><x14:dataValidations><x14:dataValidation type=\"list\"><x14:formula1><xm:f>字典!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>F4:F9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>";
        let found = validations(xml);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].0, "<dataValidation type=\"list\" sqref=\"C4:C6 E4\">");
        assert_eq!(xml::text_within(found[1].1, "f"), "字典!$A$1:$A$3");
        assert_eq!(xml::text_within(found[1].1, "sqref"), "F4:F9");
    }

    #[test]
    fn an_entry_is_known_by_the_words_of_imports() {
        let entries = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let is = |words: &[&str], key: &str, value: Value| entry(&entries(words), key, &value).map(str::to_owned);
        assert_eq!(is(&["正式", "预备"], "category", Value::Code(Category::Probationary.entry())), Some("预备".into()));
        assert_eq!(is(&["有", "无"], "trade_union", true.into()), Some("有".into()));
        assert_eq!(
            is(&["大学本科", "大学专科和专科学校"], "education", "大专".into()),
            Some("大学专科和专科学校".into())
        );
        assert_eq!(is(&["汉", "回"], "ethnicity", "汉族".into()), Some("汉".into()));
        assert_eq!(is(&["大学本科"], "education", "技校".into()), None);
        assert_eq!(is(&["大学本科"], "name", "本科".into()), None);
    }
}
