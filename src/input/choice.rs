//! Which sheet of a workbook is meant, and what is said where no headings are found.

use std::path::Path;

use csv::StringRecord;

use super::furniture::{self, Judged};
use super::headings::Matcher;
use super::kind::Form;
use super::layout::{Layout, WITHIN};
use super::record::short;
use super::sheet::Sheet;
use super::workbook::Workbook;
use super::{bare, join, shown};
use crate::error::{Error, Result};
use crate::i18n::{Arg, Text, say};
use crate::input::texts;
use crate::text;

/// A sheet, or what was made one.
pub(super) struct Chosen {
    /// What is told of it.
    pub(super) form: Text,
    /// Its name, if it is one alone.
    pub(super) name: Option<String>,
    pub(super) sheet: Sheet,
}

/// The sheet that was named, or the only one to be seen that has headings.
pub(super) fn choose(
    path: &Path,
    mut book: Workbook,
    form: Form,
    named: Option<&str>,
    matcher: &Matcher,
) -> Result<Chosen> {
    let sheets = book.sheets();
    let (is_document, form) = (form.is_document(), form.name());
    let names = |shown: bool| -> Vec<String> {
        sheets.iter().filter(|(_, visible)| *visible == shown).map(|(name, _)| name.clone()).collect()
    };
    if is_document && sheets.is_empty() {
        return Err(Error::refused(say!(FileWithoutTable { path: shown(path) })).hint(say!(FileWithoutTableHint)));
    }
    if let Some(named) = named {
        let meant = sheets.iter().map(|(name, _)| name);
        let found = meant.clone().find(|name| *name == named);
        let Some(name) = found.or_else(|| meant.clone().find(|name| text::fold(name) == text::fold(named))) else {
            if is_document {
                let unknown = Error::refused(say!(TableUnknown { path: shown(path), table: named }));
                return Err(unknown.hint(say!(TablesKnown { count: sheets.len() })));
            }
            let all: Vec<String> = meant.cloned().collect();
            return Err(Error::refused(say!(SheetUnknown { path: shown(path), sheet: named }))
                .hint(say!(SheetsKnown { sheets: all })));
        };
        let form = if is_document {
            say!(FormTables { form, tables: vec![name.clone()] })
        } else {
            say!(FormSheet { form, sheet: name })
        };
        return Ok(Chosen { form, name: Some(name.clone()), sheet: book.load(name)? });
    }
    let (visible, hidden) = (names(true), names(false));
    let mut with_headings: Vec<(&String, Sheet, Layout)> = Vec::new();
    let mut without: Vec<(String, Sheet)> = Vec::new();
    for name in &visible {
        let sheet = book.load(name)?;
        let first: Vec<&StringRecord> = sheet.first(WITHIN + 2).collect();
        match Layout::find(&first, matcher) {
            Some(layout) => with_headings.push((name, sheet, layout)),
            None if !sheet.is_empty() => without.push((name.clone(), sheet)),
            None => {}
        }
    }
    // A sheet with a lone known word is a sheet of headings only if there is no better one.
    let is_lone = |(_, _, layout): &(&String, Sheet, Layout)| layout.hits() < 2;
    if !with_headings.iter().all(is_lone) {
        let lone = with_headings.extract_if(.., |table| is_lone(table));
        without.extend(lone.map(|(name, sheet, _)| (name.clone(), sheet)));
    }
    if let Some((_, _, layout)) = with_headings.first()
        && let Some((name, _)) = without.iter().find(|(_, sheet)| holds_records(sheet, layout, is_document))
    {
        let table = if is_document { say!(TableNamed { table: name }) } else { say!(SheetNamed { sheet: name }) };
        let error = Error::refused(say!(TableWithoutHeadings { path: shown(path), table }));
        return Err(error.hint(say!(TableWithoutHeadingsHint)));
    }
    if is_document && !with_headings.is_empty() {
        return Ok(joined(form, with_headings, without.into_iter().map(|(name, _)| name).collect(), matcher));
    }
    if with_headings.len() > 1 {
        let sheets: Vec<String> = with_headings.iter().map(|(name, ..)| (*name).clone()).collect();
        return Err(Error::refused(say!(SheetsSeveral { path: shown(path), sheets })).hint(say!(SheetsSeveralHint)));
    }
    let Some((name, sheet, _)) = with_headings.pop() else {
        let error = no_headings(path, without.iter().flat_map(|(_, sheet)| sheet.first(WITHIN + 2)));
        return Err(if hidden.is_empty() { error } else { error.hint(say!(SheetsHiddenHint { sheets: hidden })) });
    };
    let form = if hidden.is_empty() {
        say!(FormSheet { form, sheet: name })
    } else {
        say!(FormSheetHidden { form, sheet: name, hidden: hidden })
    };
    Ok(Chosen { form, name: Some(name.clone()), sheet })
}

/// Whether a table without headings holds records: somebody's identity number, or in a document rows like those under the
/// headings of another table, which it goes on with.
fn holds_records(sheet: &Sheet, layout: &Layout, is_document: bool) -> bool {
    let columns = &layout.columns;
    let goes_on = |row: &StringRecord| {
        is_document && row.len() == columns.headings.len() && furniture::judge(row, columns) == Judged::Record
    };
    sheet.first(usize::MAX).any(|row| row.iter().any(furniture::is_identity) || goes_on(row))
}

/// All tables of a document that have headings, as one.
fn joined(form: Text, tables: Vec<(&String, Sheet, Layout)>, without: Vec<String>, matcher: &Matcher) -> Chosen {
    let names: Vec<String> = tables.iter().map(|(name, ..)| (*name).clone()).collect();
    let tables = tables.into_iter().map(|(_, sheet, layout)| (sheet, layout)).collect();
    let (is_several, first) = (names.len() > 1, names.first().cloned());
    let mut form = say!(FormTables { form, tables: names });
    if is_several {
        form = say!(FormRowsCountedOn { form });
    }
    if !without.is_empty() {
        form = say!(FormTablesNotRead { form, others: without });
    }
    let name = if is_several { None } else { first };
    Chosen { form, name, sheet: join::join(tables, matcher).unwrap_or_default() }
}

/// The refusal of a file without headings, with what stands there instead.
pub(super) fn no_headings<'r>(path: &Path, rows: impl Iterator<Item = &'r StringRecord>) -> Error {
    let rows: Vec<&StringRecord> = rows.collect();
    let parted =
        |row: &&StringRecord| row.len() == 1 && row.get(0).is_some_and(|cell| cell.matches(['，', '；']).count() > 1);
    let is_parted_by_wide = rows.first().is_some_and(parted);
    let cells = rows.into_iter().flat_map(StringRecord::iter).filter(|cell| !bare(cell).is_empty());
    let seen: Vec<String> = cells.take(30).map(|cell| text::mask_numbers(&short(cell))).collect();
    let path: Arg = shown(path);
    if seen.is_empty() {
        return Error::refused(say!(FileEmpty { path })).hint(say!(InputEmptyHint));
    }
    let hint = if is_parted_by_wide { say!(DelimiterWideHint) } else { say!(NoHeadingsHintMap) };
    Error::refused(say!(NoHeadings { path, seen })).hint(hint)
}
