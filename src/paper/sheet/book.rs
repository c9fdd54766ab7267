//! A workbook as its parts: which part a sheet is, what its cells show, the texts that its cells share.

use std::path::Path;

use super::xml::{self, attribute, local, opens};
use crate::error::{Error, Result, foreign};
use crate::i18n::{Text, say};
use crate::input::Shows;
use crate::paper::docx::{self, Archive, Parts};
use crate::paper::texts;

/// The part that names the sheets.
pub(super) const MAIN: &str = "xl/workbook.xml";

/// An open workbook.
#[derive(Debug)]
pub(super) struct Book {
    parts: Parts,
    /// The name of each sheet of cells, and its part.
    sheets: Vec<(String, String)>,
    /// What the cells of each style show.
    shows: Vec<Shows>,
    /// The texts that cells share.
    pub(super) strings: Vec<String>,
    /// Whether days are counted from 1904 on.
    pub(super) counts_from_1904: bool,
}

impl Book {
    /// Opens a workbook. Refuses every other file, and one that is damaged or locked.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let shown = || path.display().to_string();
        let none = |what: Text| Err(Error::refused(what).hint(say!(WorkbookNoneHint)));
        let parts = match docx::archive(path)? {
            Archive::Parts(parts) if parts.iter().any(|(name, _)| name == MAIN) => parts,
            Archive::Compound if crate::input::is_locked(path) => {
                return none(say!(WorkbookLockedToFill { path: shown() }));
            }
            Archive::Compound => return none(say!(WorkbookOld { path: shown() })),
            _ => return none(say!(WorkbookNone { path: shown() })),
        };
        let mut book =
            Self { parts, sheets: Vec::new(), shows: Vec::new(), strings: Vec::new(), counts_from_1904: false };
        book.find_sheets()?;
        if let Some(styles) = book.part_of(MAIN, "styles")? {
            book.shows = shows(book.text(&styles)?);
        }
        if let Some(strings) = book.part_of(MAIN, "sharedStrings")? {
            book.strings = strings_of(book.text(&strings)?);
        }
        Ok(book)
    }

    /// A part as text, without the mark of its byte order.
    pub(super) fn text(&self, part: &str) -> Result<&str> {
        let content = self.parts.iter().find(|(name, _)| name == part).map_or(&[][..], |(_, content)| content);
        let text = std::str::from_utf8(content)
            .map_err(|error| Error::refused(say!(PartUnreadable { part, reason: foreign(&error) })))?;
        Ok(text.trim_start_matches('\u{feff}'))
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.parts.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Puts another text in the place of a part.
    pub(super) fn replace(&mut self, part: &str, text: String) {
        if let Some((_, content)) = self.parts.iter_mut().find(|(name, _)| name == part) {
            *content = text.into_bytes();
        }
    }

    /// Takes a part out.
    pub(super) fn remove(&mut self, part: &str) {
        self.parts.retain(|(name, _)| name != part);
    }

    /// The part that a sheet is.
    pub(super) fn sheet(&self, name: &str) -> Option<&str> {
        self.sheets.iter().find(|(known, _)| known == name).map(|(_, part)| part.as_str())
    }

    /// All sheets of cells, and their parts.
    pub(super) fn sheets(&self) -> &[(String, String)] {
        &self.sheets
    }

    /// What the cells of a style show.
    pub(super) fn shows(&self, style: Option<u32>) -> Shows {
        self.shows.get(style.unwrap_or(0) as usize).copied().unwrap_or_default()
    }

    /// The workbook as bytes: the same parts give the same.
    pub(super) fn written(&self) -> Vec<u8> {
        docx::write(&self.parts)
    }

    fn find_sheets(&mut self) -> Result<()> {
        let targets = self.targets(MAIN)?;
        let main = self.text(MAIN)?;
        let flag = |value: &str| matches!(value, "1" | "true");
        let mut found = Vec::new();
        let mut counts_from_1904 = false;
        for (tag, _) in xml::split(main).filter(|(piece, is_tag)| *is_tag && !xml::closes(piece)) {
            match local(tag) {
                "workbookPr" => counts_from_1904 = attribute(tag, "date1904").is_some_and(|value| flag(&value)),
                "sheet" => {
                    let id = xml::attributes(tag).into_iter().find(|(name, _)| name.ends_with(":id"));
                    let id = id.map(|(_, place)| &tag[place]);
                    let target =
                        targets.iter().find(|target| Some(target.id.as_str()) == id && target.kind == "worksheet");
                    if let (Some(name), Some(target)) = (attribute(tag, "name"), target) {
                        found.push((name.into_owned(), target.part.clone()));
                    }
                }
                _ => {}
            }
        }
        (self.sheets, self.counts_from_1904) = (found, counts_from_1904);
        Ok(())
    }

    /// What a part refers to.
    pub(super) fn targets(&self, part: &str) -> Result<Vec<Target>> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let tags = xml::split(self.text(&format!("{folder}/_rels/{name}.rels"))?);
        let target = |tag: &str| {
            let target = attribute(tag, "Target")?;
            let kind = attribute(tag, "Type")?.rsplit('/').next()?.to_owned();
            Some(Target { id: attribute(tag, "Id")?.into_owned(), kind, part: resolved(folder, &target) })
        };
        Ok(tags
            .filter(|(piece, is_tag)| *is_tag && local(piece) == "Relationship")
            .filter_map(|(tag, _)| target(tag))
            .collect())
    }

    /// The first part of a kind that a part refers to.
    pub(super) fn part_of(&self, part: &str, kind: &str) -> Result<Option<String>> {
        let found = self.targets(part)?.into_iter().find(|target| target.kind == kind);
        Ok(found.map(|target| target.part).filter(|part| self.parts.iter().any(|(name, _)| name == part)))
    }
}

/// What a part refers to: under which name, as what, and which part that is.
#[derive(Debug)]
pub(super) struct Target {
    id: String,
    pub(super) kind: String,
    pub(super) part: String,
}

/// The part that is named from within a folder: `../drawings/drawing1.xml`.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

/// What the cells of each style show.
fn shows(styles: &str) -> Vec<Shows> {
    let (mut codes, mut shows, mut is_of_cells) = (Vec::new(), Vec::new(), false);
    for (tag, _) in xml::split(styles).filter(|(_, is_tag)| *is_tag) {
        let number = |name: &str| attribute(tag, name).and_then(|number| number.parse::<u32>().ok());
        match local(tag) {
            "numFmt" if !xml::closes(tag) => codes.extend(number("numFmtId").zip(attribute(tag, "formatCode"))),
            "cellXfs" => is_of_cells = opens(tag),
            "xf" if is_of_cells && !xml::closes(tag) => {
                let number = number("numFmtId").unwrap_or(0);
                let code = codes.iter().find(|(known, _)| *known == number).map_or("", |(_, code)| code);
                shows.push(Shows::of(number, code));
            }
            _ => {}
        }
    }
    shows
}

/// The texts that cells share.
fn strings_of(xml: &str) -> Vec<String> {
    let (mut strings, mut start, mut at) = (Vec::new(), 0, 0);
    for (piece, is_tag) in xml::split(xml) {
        if is_tag && local(piece) == "si" {
            match (opens(piece), xml::closes(piece)) {
                (true, _) => start = at,
                (_, true) => strings.push(text_of(&xml[start..at])),
                _ => strings.push(String::new()),
            }
        }
        at += piece.len();
    }
    strings
}

/// The text of a cell, whatever its runs look like; how a word is read aloud (`rPh`) is left out.
fn text_of(xml: &str) -> String {
    let (mut is_reading, mut in_text, mut text) = (false, false, String::new());
    for (piece, is_tag) in xml::split(xml) {
        match is_tag.then(|| local(piece)) {
            Some("rPh") => is_reading = opens(piece),
            Some("t") => in_text = opens(piece),
            None if in_text && !is_reading => text += &xml::plain(piece),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_texts_are_read() {
        let styles = "<styleSheet><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"><a/></xf><xf numFmtId=\"49\"/><xf numFmtId=\"176\"/></cellXfs></styleSheet>";
        assert_eq!(shows(styles), [Shows::Plain, Shows::Day, Shows::Text, Shows::Month]);
        let strings = "<sst><si><t>姓名</t></si><si/><si><r><t>民</t></r><r><t xml:space=\"preserve\">族 </t></r><rPh><t>x</t></rPh></si></sst>";
        assert_eq!(strings_of(strings), ["姓名", "", "民族 "]);
        assert_eq!(resolved("xl/worksheets", "../tables/t1.xml"), "xl/tables/t1.xml");
        assert_eq!(resolved("xl", "/xl/styles.xml"), "xl/styles.xml");
    }
}
