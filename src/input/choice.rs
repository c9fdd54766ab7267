//! Which sheet of a workbook is meant, and what is said where no headings are found.

use std::path::Path;

use csv::StringRecord;

use super::headings::Matcher;
use super::kind::Kind;
use super::layout::{Layout, WITHIN};
use super::record::short;
use super::sheet::Sheet;
use super::workbook::Workbook;
use super::{bare, shown};
use crate::error::{Error, Result};
use crate::i18n::{Arg, Text, say};
use crate::text;

/// The sheet that was named, or the only one to be seen that has headings.
pub(super) fn choose(
    path: &Path,
    mut book: Workbook,
    kind: Kind,
    named: Option<&str>,
    matcher: &Matcher,
) -> Result<(Text, Sheet)> {
    let sheets = book.sheets();
    let form = match kind {
        Kind::Xls => "xls",
        Kind::Ods => "ods",
        Kind::Xlsx | Kind::Text => "xlsx",
    };
    let names = |shown: bool| -> Vec<String> {
        sheets.iter().filter(|(_, visible)| *visible == shown).map(|(name, _)| name.clone()).collect()
    };
    if let Some(named) = named {
        let meant = sheets.iter().map(|(name, _)| name);
        let found = meant.clone().find(|name| *name == named);
        let Some(name) = found.or_else(|| meant.clone().find(|name| text::fold(name) == text::fold(named))) else {
            let all: Vec<String> = meant.cloned().collect();
            return Err(Error::refused(say!(SheetUnknown { path: shown(path), sheet: named }))
                .hint(say!(SheetsKnown { sheets: all })));
        };
        return Ok((say!(FormSheet { form, sheet: name }), book.load(name)?));
    }
    let (visible, hidden) = (names(true), names(false));
    let mut with_headings: Vec<(usize, &String, Sheet)> = Vec::new();
    let mut seen: Vec<StringRecord> = Vec::new();
    for name in &visible {
        let sheet = book.load(name)?;
        let first: Vec<&StringRecord> = sheet.first(WITHIN + 2).collect();
        match Layout::find(&first, matcher) {
            Some(layout) => with_headings.push((layout.hits(), name, sheet)),
            None if !sheet.is_empty() => seen.extend(first.into_iter().cloned()),
            None => {}
        }
    }
    // A sheet with a lone known word is a sheet of headings only if there is no better one.
    if with_headings.iter().any(|(hits, ..)| *hits > 1) {
        with_headings.retain(|(hits, ..)| *hits > 1);
    }
    if with_headings.len() > 1 {
        let sheets: Vec<String> = with_headings.iter().map(|(_, name, _)| (*name).clone()).collect();
        return Err(Error::refused(say!(SheetsSeveral { path: shown(path), sheets })).hint(say!(SheetsSeveralHint)));
    }
    let Some((_, name, sheet)) = with_headings.pop() else {
        let error = no_headings(path, seen.iter());
        return Err(if hidden.is_empty() { error } else { error.hint(say!(SheetsHiddenHint { sheets: hidden })) });
    };
    let form = if hidden.is_empty() {
        say!(FormSheet { form, sheet: name })
    } else {
        say!(FormSheetHidden { form, sheet: name, hidden: hidden })
    };
    Ok((form, sheet))
}

/// The refusal of a file without headings, with what stands there instead.
pub(super) fn no_headings<'r>(path: &Path, rows: impl Iterator<Item = &'r StringRecord>) -> Error {
    let cells = rows.flat_map(StringRecord::iter).filter(|cell| !bare(cell).is_empty());
    let seen: Vec<String> = cells.take(30).map(|cell| text::mask_numbers(&short(cell))).collect();
    let path: Arg = shown(path);
    if seen.is_empty() {
        return Error::refused(say!(FileEmpty { path })).hint(say!(InputEmptyHint));
    }
    Error::refused(say!(NoHeadings { path, seen })).hint(say!(NoHeadingsHintMap))
}
