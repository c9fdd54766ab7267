//! A sheet as a workbook or CSV: written out for people to work on, and read again.

use std::path::Path;

use super::compare::{self, Line};
use super::{Opened, Sheet, original_column, refuse_other_formats};
use crate::batch::texts;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::input::{Heading, Opening, Problem, Record, Source};
use crate::output::Frame;

/// Writes the list to the file that was named, each row with what stands in it now.
pub(super) fn write(ctx: &Ctx, sheet: &dyn Sheet) -> Result<()> {
    refuse_other_formats(ctx)?;
    if ctx.is_dry_run() {
        return Err(Error::usage(say!(OptionIdle { option: "--dry-run" })));
    }
    let opened = Opened::read(ctx, sheet)?;
    let mut columns = opened.columns.clone();
    columns.push(original_column());
    ctx.list_chosen(columns, Frame::default(), |listing| {
        for (texts, values) in opened.rows.iter().zip(&opened.values) {
            let mut row = values.clone();
            row.push(opened.original(sheet, texts).into());
            listing.push(row)?;
        }
        Ok(())
    })?;
    let path = ctx.output_file().map(|path| path.display().to_string()).unwrap_or_default();
    ctx.note(&say!(SheetWritten { command: sheet.command(), path }));
    Ok(())
}

/// Reads a sheet that was written out.
pub(super) fn read(ctx: &Ctx, file: &Path, opened: &Opened) -> Result<Vec<Line>> {
    let original = original_column();
    let heading = |key: String| Heading { key: key.leak(), synonyms: &[] };
    // As many as the sheet has columns, once in a run.
    let headings: &'static [Heading] =
        opened.columns.iter().chain([&original]).map(|column| heading(column.named())).collect::<Vec<_>>().leak();
    let opening = Opening { encoding: ctx.encoding(), ..Opening::default() };
    let width = opened.columns.len();
    // What stood there names a row surely, whatever people call what is in it.
    let mut source = Source::open(file, &opening, headings, &[headings[1].key, headings[width].key])?;
    if !source.has(width) || !source.has(0) {
        let path = file.display().to_string();
        return Err(Error::refused(say!(SheetNotOurs { path })).hint(say!(SheetNotOursHint)));
    }
    let (mut lines, mut faults) = (Vec::new(), Vec::new());
    while let Some(record) = source.next_record()? {
        let original = compare::original(record.written(width));
        if record.passed_over().is_some() && original.is_none() {
            continue;
        }
        let line = record.line;
        faults.extend(record.faults().iter().map(|fault| {
            let what = Problem::of_row(fault.what.clone()).text();
            say!(SheetRowFault { line, what })
        }));
        let cells = (0..width).map(|at| record.has(at).then(|| cell(&record, at))).collect();
        lines.push(Line { line, cells, original: original.unwrap_or_default() });
    }
    match faults.is_empty() {
        true => Ok(lines),
        false => Err(Error::refused(say!(SheetRefused { faults: faults.len() })).details(faults)),
    }
}

/// What stands in a cell, without what spreadsheets are told by; a mark that nothing is known stays as it is written.
fn cell(record: &Record<'_>, at: usize) -> String {
    record.cell(at).unwrap_or_else(|| record.written(at)).to_owned()
}
