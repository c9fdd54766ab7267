//! The sheets of superiors: a workbook of Excel that is to come back filled. It stays as it is, byte for byte but for the cells that
//! are filled: its XML is edited in place, so that whatever stands in it, known to us or not, is still there.
//!
//! Under headings that imports know come rows of the records. `book` and `grid` read and write the parts, `room` lets rows in where too
//! few are prepared, `lists` holds to the lists that the author made, `said` puts a value as the cell wants it.

mod book;
mod formula;
mod grid;
mod lists;
mod place;
mod reckon;
mod room;
mod rows;
mod said;
mod table;
mod xml;

use std::path::Path;

use book::Book;
pub(super) use rows::RowsOf;

use crate::assumed::{self, Resting};
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::input::{Blank, Blanks};
use crate::org::{self, OrgId};
use crate::paper::texts;

/// What is asked to be filled, and with what.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    pub(super) template: &'a Path,
    pub(super) rows: Option<RowsOf>,
    pub(super) org: Option<&'a str>,
    pub(super) under: Option<&'a str>,
    pub(super) sheet: Option<&'a str>,
}

/// Endings of files that spreadsheets are known by. One with macros is filled too: they are copied, and neither run nor changed.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "xltx", "et", "ods"];

/// Whether what a user named is a workbook, not a form.
pub(super) fn is_named(typed: &str) -> bool {
    ending(Path::new(typed)).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Fills a workbook and writes it to the file that was named.
pub(super) fn fill(ctx: &Ctx, asked: &Asked<'_>) -> Result<()> {
    refuse_misfit(ctx, asked)?;
    let mut book = Book::open(asked.template)?;
    let blanks = Blanks::open(asked.template)?;
    let sheet = asked.sheet.map(|typed| blanks.named(asked.template, typed)).transpose()?;
    let Some((rows, blank)) = found(&blanks, asked.rows, sheet.as_deref()) else {
        let error = Error::refused(say!(NothingToFill { path: asked.template.display().to_string() }));
        return Err(error.hint(say!(NothingToFillHint)));
    };
    if !rows.are_of_orgs() && (asked.org.is_some() || asked.under.is_some()) {
        return Err(Error::usage(say!(RowsOfNoOrg { rows })));
    }
    let db = ctx.read_at()?;
    let of = (find_org(&db, asked.org)?, find_org(&db, asked.under)?);
    let mut resting = Resting::asked(assumed::is_asked(ctx, ctx.as_of(), false));
    let kept = rows.kept(ctx, &db, of, &mut resting)?;
    let filled = table::fill(&mut book, &blank, rows, &kept)?;
    reckon::anew(&mut book, &blank.sheet)?;
    let bytes = book.written();
    if filled.is_personal {
        ctx.note_full_numbers(&db)?;
    }
    ctx.write_file(&bytes)?;
    let (sheet, count) = (&blank.sheet, kept.rows.len());
    ctx.note(&say!(SheetFilled { sheet, rows, count }));
    filled.notes.iter().for_each(|note: &Text| ctx.note(note));
    resting.note(ctx, ctx.as_of());
    Ok(())
}

/// Refuses to write over the template, and under a name that says another sort of workbook than it is.
fn refuse_misfit(ctx: &Ctx, asked: &Asked<'_>) -> Result<()> {
    let Some(output) = ctx.output_file() else {
        return Err(Error::usage(say!(FileNeeded)).hint(say!(FileNeededHint)));
    };
    ctx.refuse_as_output(asked.template)?;
    match (ending(asked.template), ending(output)) {
        (Some(template), Some(own)) if template == own => Ok(()),
        (Some(template), _) if template == "xlsx" || template == "xlsm" => {
            Err(Error::usage(say!(EndingDiffers { ending: template })))
        }
        _ => Ok(()),
    }
}

fn find_org(db: &Db, typed: Option<&str>) -> Result<Option<OrgId>> {
    typed.map(|typed| org::find(db.conn(), typed)).transpose()
}

/// What the rows are, and where they come: what was asked for, else that of which the most headings are known.
fn found(blanks: &Blanks, asked: Option<RowsOf>, sheet: Option<&str>) -> Option<(RowsOf, Blank)> {
    let mut best: Option<(RowsOf, Blank)> = None;
    for rows in RowsOf::IN_ORDER.into_iter().filter(|rows| asked.is_none_or(|asked| asked == *rows)) {
        let blank = blanks.find(&rows.headings(), rows.naming(), sheet);
        if let Some(blank) = blank.filter(|blank| blank.hits > best.as_ref().map_or(0, |(_, best)| best.hits)) {
            best = Some((rows, blank));
        }
    }
    best
}
