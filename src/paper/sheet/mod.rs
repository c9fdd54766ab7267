//! The sheets of superiors: a workbook of Excel that is to come back filled. It stays as it is, byte for byte but for the cells that
//! are filled: its XML is edited in place, so that whatever stands in it, known to us or not, is still there.
//! (A crate that reads a workbook into a model and writes that again lost the charts and drawings of a plain file of openpyxl, left no
//! part of it the same, and took two minutes more to build.)
//!
//! Under headings that imports know come rows of the records; `braces` fills fields in double braces. `book` and `grid` read and write the parts, `room` lets rows in where too
//! few are prepared, `lists` holds to the lists that the author made, `said` puts a value as the cell wants it.

mod book;
mod braces;
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
use braces::Braces;
pub(super) use rows::RowsOf;

use crate::assumed::{self, Resting};
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::input::{Blank, Blanks, Heading};
use crate::org::{self, OrgId};
use crate::output::Whom;
use crate::paper::fields::{About, Common, Values};
use crate::paper::texts;
use crate::paper::value::Meeting;

/// What is asked to be filled, and with what.
pub(super) struct Asked<'a> {
    pub(super) template: &'a Path,
    pub(super) rows: Option<RowsOf>,
    pub(super) org: Option<&'a str>,
    pub(super) under: Option<&'a str>,
    pub(super) sheet: Option<&'a str>,
    /// Whether a day of the paper was named.
    pub(super) is_dated: bool,
    /// Whom fields in double braces are about.
    pub(super) whom: &'a [String],
    /// What fields hold that are about nobody, and those that are about somebody who is named; the org, if that is one.
    pub(super) common: &'a Common,
    pub(super) values: &'a Asks<'a>,
}

/// Asks for the values of the fields of somebody or something who is named, and for its id if it is an org.
type Asks<'a> = dyn Fn(&Db, About, &str, &Meeting) -> Result<(Values, Option<OrgId>)> + 'a;

/// Endings of files that spreadsheets are known by. One with macros is filled too: they are copied, and neither run nor changed.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "xlsb", "xltx", "et", "ods"];

/// Whether what a user named is a workbook, not a form.
pub(super) fn is_named(typed: &str) -> bool {
    ending(Path::new(typed)).is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// The fields in double braces of a workbook, to be told; refuses one without any.
pub(super) fn braces(path: &Path) -> Result<Braces> {
    let found = Braces::find(&Book::open(path)?, &name(path))?;
    found.ok_or_else(|| Error::refused(say!(NoBraces { path: path.display().to_string() })))
}

/// What a workbook is called in a message.
fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Fills a workbook and writes it to the file that was named.
pub(super) fn fill(ctx: &Ctx, asked: &Asked<'_>) -> Result<()> {
    refuse_misfit(ctx, asked)?;
    let mut book = Book::open(asked.template)?;
    let braces = Braces::find(&book, &name(asked.template))?;
    let blanks = Blanks::open(asked.template)?;
    let sheet = asked.sheet.map(|typed| blanks.named(asked.template, typed)).transpose()?;
    let found = found(&blanks, asked.rows, sheet.as_deref());
    let asks_for_rows = asked.rows.is_some() || asked.org.is_some() || asked.under.is_some() || asked.sheet.is_some();
    if found.is_none() && (braces.is_none() || asks_for_rows) {
        let error = Error::refused(say!(NothingToFill { path: asked.template.display().to_string() }));
        return Err(error.hint(say!(NothingToFillHint)));
    }
    if braces.is_none() && asked.is_dated {
        return Err(Error::usage(say!(DateOfBraces)));
    }
    let db = ctx.read_at()?;
    let mut told = Told::default();
    let subject = match &braces {
        Some(braces) => told.fill_braces(&db, asked, braces, &mut book)?,
        None => None,
    };
    if let Some((rows, blank)) = &found {
        let of = orgs(&db, asked, *rows, braces.is_some(), subject)?;
        told.fill_rows(ctx, &db, &mut book, (*rows, blank), of)?;
    }
    reckon::anew(&mut book, &told.sheets)?;
    if told.is_personal {
        ctx.note_full_numbers(&db, Whom::many())?;
        ctx.note_rows(told.rows);
    }
    ctx.print(&book.written())?;
    told.notes.iter().for_each(|note: &Text| ctx.note(note));
    told.resting.note(ctx, ctx.as_of());
    Ok(())
}

/// Fills a workbook with a few names, and its fields in double braces with nothing.
#[cfg(any(test, feature = "fuzz"))]
pub(super) fn tried(path: &Path) -> Result<Vec<u8>> {
    use crate::output::{Column, Kept, Value};
    let mut book = Book::open(path)?;
    if let Some(braces) = Braces::find(&book, "a")? {
        braces.need_a_subject()?;
        braces.fill(&mut book, &Values::default(), &Meeting::default())?;
    }
    if let Some((rows, blank)) = found(&Blanks::open(path)?, None, None) {
        let names = (0..3).map(|_| vec![Value::from("方远")]).collect();
        let kept = Kept { columns: Column::list(&["name"]), rows: names, ..Kept::default() };
        table::fill(&mut book, &blank, rows, &kept)?;
        reckon::anew(&mut book, &[blank.sheet])?;
    }
    Ok(book.written())
}

/// What came of filling a workbook.
#[derive(Default)]
struct Told {
    notes: Vec<Text>,
    is_personal: bool,
    /// How many rows were filled.
    rows: usize,
    /// The sheets that were filled.
    sheets: Vec<String>,
    resting: Resting,
}

impl Told {
    /// Fills the fields in double braces. Returns the org that they are about, if they are about one.
    fn fill_braces(&mut self, db: &Db, asked: &Asked<'_>, braces: &Braces, book: &mut Book) -> Result<Option<OrgId>> {
        let needs_one = braces.need_a_subject()?;
        let meeting = Meeting::default();
        let (values, org) = match asked.whom {
            [] if !needs_one => (asked.common.values(), None),
            [] => return Err(Error::usage(say!(WhomNeeded)).hint(say!(WhomNeededHint))),
            [typed] => (asked.values)(db, braces.about(), typed, &meeting)?,
            _ => return Err(Error::usage(say!(WhomOne))),
        };
        let missing = braces.fill(book, &values, &meeting)?;
        if !missing.is_empty() {
            self.notes.push(say!(LeftBlank { file: name(asked.template), fields: missing }));
        }
        self.is_personal |= braces.are_personal()?;
        self.sheets.extend(braces.sheets());
        Ok(org)
    }

    /// Fills rows under the headings of a sheet.
    fn fill_rows(
        &mut self,
        ctx: &Ctx,
        db: &Db,
        book: &mut Book,
        (rows, blank): (RowsOf, &Blank),
        of: (Option<OrgId>, Option<OrgId>),
    ) -> Result<()> {
        self.resting = Resting::asked(assumed::is_asked(ctx, ctx.as_of(), false));
        let kept = rows.kept(ctx, db, of, &mut self.resting)?;
        let filled = table::fill(book, blank, rows, &kept)?;
        let (sheet, count) = (&blank.sheet, kept.rows.len());
        self.rows += count;
        self.notes.push(say!(SheetFilled { sheet, rows, count }));
        self.notes.extend(filled.notes);
        self.is_personal |= filled.is_personal;
        self.sheets.push(sheet.clone());
        Ok(())
    }
}

/// Of which orgs the rows are: those that were named; else of the org that the fields are about, or that is named where there are no
/// fields, and those below it.
fn orgs(
    db: &Db,
    asked: &Asked<'_>,
    rows: RowsOf,
    has_braces: bool,
    subject: Option<OrgId>,
) -> Result<(Option<OrgId>, Option<OrgId>)> {
    let find = |typed: Option<&str>| typed.map(|typed| org::find(db.conn(), typed)).transpose();
    let is_named = asked.org.is_some() || asked.under.is_some();
    let whom = match asked.whom {
        [] => None,
        _ if has_braces => None,
        [typed] => Some(typed.as_str()),
        _ => return Err(Error::usage(say!(WhomOne))),
    };
    if !rows.are_of_orgs() {
        return match is_named || whom.is_some() {
            true => Err(Error::usage(say!(RowsOfNoOrg { rows }))),
            false => Ok((None, None)),
        };
    }
    match is_named {
        true => Ok((find(asked.org)?, find(asked.under)?)),
        false => Ok((None, find(whom)?.or(subject))),
    }
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

/// What the rows are, and where they come: what was asked for, else that of which the most headings are known. Where several columns
/// are to say what a row is about, as those of the people in an org do, it is rather about something else.
fn found(blanks: &Blanks, asked: Option<RowsOf>, sheet: Option<&str>) -> Option<(RowsOf, Blank)> {
    let mut best: Option<((bool, usize), RowsOf, Blank)> = None;
    let others: Vec<Heading> = RowsOf::IN_ORDER.into_iter().flat_map(RowsOf::headings).collect();
    for rows in RowsOf::IN_ORDER.into_iter().filter(|rows| asked.is_none_or(|asked| asked == *rows)) {
        let Some(blank) = blanks.find(&rows.headings(), rows.naming(), &others, sheet) else { continue };
        let naming = blank.columns.iter().filter(|column| column.key == rows.naming().first().copied()).count();
        let rank = (naming == 1, blank.hits);
        if best.as_ref().is_none_or(|(best, ..)| rank > *best) {
            best = Some((rank, rows, blank));
        }
    }
    best.map(|(_, rows, blank)| (rows, blank))
}
