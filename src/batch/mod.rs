//! Lists that are put right as sheets: written out, changed by a person cell by cell, and taken back.
//!
//! A list says what stands in it and how changes to its rows are written ([`Sheet`]); that is what its single verb does, with the same
//! checks. Everything else is here: the sheet is opened in an editor (`page`), or goes out as a workbook and comes back (`book`); only
//! cells that differ from what was written out go back, and where the records have changed meanwhile, that is refused with both values
//! (`compare`). What was written out stands in the sheet itself, row by row, so that rows may be sorted, filtered or left out.

mod book;
mod compare;
mod page;
pub(crate) mod texts;

use std::path::{Path, PathBuf};

use clap::Args;

use crate::ctx::{Ctx, Done};
use crate::db::{Db, Tx};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, Text, say};
use crate::output::{self, Column, Format, Kept};
use crate::rules::Advice;

use compare::{Change, Compared};

/// How a sheet comes back.
#[derive(Debug, Default, Args)]
pub(crate) struct BatchArgs {
    /// 收回用 -o 写出、改好的表, 只写回改动的格子
    #[arg(long, value_name = "FILE")]
    pub(crate) import: Option<PathBuf>,
}

/// A list that can be put right as a sheet.
pub(crate) trait Sheet {
    /// What it is a sheet of; one of something else is not taken back.
    fn of(&self) -> String;

    /// What the sheet is called.
    fn title(&self) -> Text;

    /// The command that opens it.
    fn command(&self) -> String;

    /// What stands in it now. The first column tells the rows apart, the second names them.
    fn list(&self, ctx: &Ctx, db: &Db) -> Result<Kept>;

    /// The keys of the columns that may be changed.
    fn open_columns(&self) -> Vec<&'static str>;

    /// What is to be known of it besides, for its head.
    fn notes(&self) -> Vec<Text> {
        Vec::new()
    }

    /// Writes what was changed, as the single verb does; what cannot be is told of each row.
    fn write(&self, tx: &Tx<'_>, rows: &[Changed], advice: &mut Advice) -> Result<Vec<Fault>>;
}

/// A row of which cells were changed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Changed {
    /// Where it stands in the sheet.
    pub(crate) line: u64,
    /// What stands in its first column.
    pub(crate) id: String,
    /// The keys of the columns, and what they are to say: an empty text takes away what is there.
    pub(crate) told: Vec<(String, String)>,
}

impl Changed {
    /// The number in its first column.
    pub(crate) fn number(&self) -> i64 {
        self.id.parse().unwrap_or_default()
    }
}

/// Why a row cannot be written.
#[derive(Debug)]
pub(crate) struct Fault {
    line: u64,
    what: Text,
}

/// Writes the rows one by one, so that what is wrong with each of them is told.
pub(crate) fn each(rows: &[Changed], mut write: impl FnMut(&Changed) -> Result<()>) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for row in rows {
        match write(row) {
            Ok(()) => {}
            Err(error) if can_be_mended(&error) => faults.push(Fault { line: row.line, what: error.in_a_line() }),
            Err(error) => return Err(error),
        }
    }
    Ok(faults)
}

/// Whether what is wrong is what was typed.
pub(crate) fn can_be_mended(error: &Error) -> bool {
    matches!(error.kind(), Kind::Usage | Kind::Refused | Kind::Rule | Kind::NotFound | Kind::Ambiguous)
}

/// A list as it is written out.
struct Opened {
    columns: Vec<Column>,
    /// The texts of the cells, as everybody may see them.
    rows: Vec<Vec<String>>,
    /// What stands there, nothing masked.
    full: Vec<output::Row>,
    /// The same as values, for a workbook.
    values: Vec<output::Row>,
    /// Which columns may be changed.
    is_open: Vec<bool>,
    /// The last operation before it was read.
    operation: i64,
}

impl Opened {
    /// Reads the list as it stands now, with the columns that were chosen; the first two are always there.
    fn read(ctx: &Ctx, sheet: &dyn Sheet) -> Result<Self> {
        let db = ctx.read_at()?;
        let operation = last_operation(db.conn())?;
        let mut kept = sheet.list(ctx, &db)?;
        if kept.rows.len() > LONGEST {
            return Err(Error::refused(say!(SheetTooMany { rows: LONGEST })).hint(say!(SheetPartHint)));
        }
        if let Some(chosen) = ctx.chosen(&kept.columns)? {
            let rest = chosen.into_iter().filter(|at| *at > 1);
            kept = kept.only(&[0, 1].into_iter().chain(rest).collect::<Vec<_>>());
        }
        let full = kept.rows;
        let masked = |row: &output::Row| -> output::Row {
            let cells = kept.columns.iter().zip(row.iter().cloned());
            cells.map(|(column, value)| if ctx.reveals() { value } else { column.mask(value) }).collect()
        };
        let values: Vec<output::Row> = full.iter().map(masked).collect();
        let rows = values.iter().map(|row| row.iter().map(|value| value.plain(ctx.lang)).collect()).collect();
        let open = sheet.open_columns();
        let is_open = kept.columns.iter().map(|column| open.contains(&column.key.as_str())).collect();
        match values.is_empty() {
            true => Err(Error::new(Kind::NotFound, say!(SheetNone))),
            false => Ok(Self { columns: kept.columns, rows, full, values, is_open, operation }),
        }
    }

    /// Whether a text says what stands in a cell, in either language, and with its numbers masked or in full: so it may have been written
    /// out.
    fn says(&self, (place, at): (usize, usize), is_same: impl Fn(&str) -> bool) -> bool {
        let full = &self.full[place][at];
        let masked = self.columns[at].mask(full.clone());
        [full, &masked].iter().any(|value| [Lang::Zh, Lang::En].iter().any(|lang| is_same(&value.plain(*lang))))
    }

    /// What stood in a row, as it goes into the sheet itself.
    fn original(&self, sheet: &dyn Sheet, row: &[String]) -> String {
        let cells = self.columns.iter().zip(row).map(|(column, cell)| (column.key.clone(), cell.clone().into()));
        let sheet = (SHEET.to_owned(), serde_json::Value::from(sheet.of()));
        serde_json::Value::Object(std::iter::once(sheet).chain(cells).collect()).to_string()
    }
}

/// The key under which a row says what it is a row of.
const SHEET: &str = "@";

/// A sheet has at most so many rows: nobody changes more of them cell by cell.
const LONGEST: usize = 50_000;

/// So many rows of a list are read, by which it is found out that there are too many.
pub(crate) const READ: Option<usize> = Some(LONGEST + 1);

/// So many rows are opened in an editor.
const MOST: usize = 5_000;

/// The last operation there is.
fn last_operation(conn: &rusqlite::Connection) -> Result<i64> {
    Ok(conn.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))?)
}

/// Opens a list as a sheet: in an editor, or as a workbook if a file is named; or takes one back.
pub(crate) fn run(ctx: &Ctx, args: &BatchArgs, sheet: &dyn Sheet) -> Result<()> {
    match (&args.import, ctx.output_file()) {
        (Some(file), _) => take_back(ctx, file, sheet),
        (None, Some(_)) => book::write(ctx, sheet),
        (None, None) => in_editor(ctx, sheet),
    }
}

/// Takes back a sheet from a file.
fn take_back(ctx: &Ctx, file: &Path, sheet: &dyn Sheet) -> Result<()> {
    ctx.refuse_as_output(file)?;
    let opened = Opened::read(ctx, sheet)?;
    let lines = match page::of_file(file)? {
        Some(text) => page::read(&text, &opened, None)?,
        None => book::read(ctx, file, &opened)?,
    };
    bring_back(ctx, sheet, &opened, compare::of_sheet(&lines, sheet, &opened, file)?)
}

/// Has a person change the list in an editor, as often as it takes.
fn in_editor(ctx: &Ctx, sheet: &dyn Sheet) -> Result<()> {
    let editor = ctx.editor()?;
    let shown = Opened::read(ctx, sheet)?;
    if shown.rows.len() > MOST {
        return Err(Error::refused(say!(SheetTooLong { rows: shown.rows.len() })).hint(say!(SheetTooLongHint)));
    }
    ctx.note_rows(shown.rows.len());
    let page = page::Page::make(ctx, sheet, &shown)?;
    loop {
        page.edit(&editor)?;
        let text = page.text()?;
        let brought = page::read(&text, &shown, Some(sheet)).and_then(|lines| {
            let now = Opened::read(ctx, sheet)?;
            bring_back(ctx, sheet, &now, compare::of_sheet(&lines, sheet, &now, page.path())?)
        });
        let Err(error) = brought else { return Ok(()) };
        if !can_be_mended(&error) {
            return Err(page.keep(sheet, &shown, error));
        }
        ctx.say_error(&error);
        if ctx.asks(&say!(ReopenQuestion)) != Some(true) {
            let kept = page.keep(sheet, &shown, Error::new(error.kind(), say!(SheetKept)));
            return Err(kept);
        }
        page.tell(ctx, &error)?;
    }
}

/// Writes what was changed, after it was shown and, of several records, agreed to.
fn bring_back(ctx: &Ctx, sheet: &dyn Sheet, opened: &Opened, compared: Compared) -> Result<()> {
    let Compared { rows, changes, left_out } = compared;
    if left_out > 0 {
        ctx.note(&say!(SheetLeftOut { rows: left_out }));
    }
    if rows.is_empty() {
        ctx.note(&say!(SheetUnchanged));
        return Ok(());
    }
    let (cells, records) = (changes.len(), rows.len());
    let is_asked = records > 1 && !ctx.is_dry_run() && ctx.can_ask();
    if is_asked {
        tell(ctx, &changes);
        if ctx.asks(&say!(WriteBackQuestion { cells, records })) == Some(false) {
            return Err(Error::refused(say!(SheetKept)));
        }
    }
    ctx.write_to(ctx.open_to_write()?, |tx, advice| {
        let before =
            tx.query_row("SELECT coalesce(max(id), 0) FROM operation WHERE id < ?1", [tx.operation()], |row| {
                row.get::<_, i64>(0)
            })?;
        if before != opened.operation {
            return Err(Error::new(Kind::Locked, say!(SheetMeanwhile)));
        }
        let faults = sheet.write(tx, &rows, advice)?;
        if !faults.is_empty() {
            let told = faults.iter().map(|fault| say!(SheetRowFault { line: fault.line, what: fault.what.clone() }));
            return Err(Error::refused(say!(SheetRefused { faults: faults.len() })).details(told.collect()));
        }
        let done = say!(SheetTaken { cells, records });
        Ok(if is_asked { Done::new(done) } else { Done::corrected(done) })
    })
}

/// Tells what will be changed, as far as it fits.
fn tell(ctx: &Ctx, changes: &[Change]) {
    const MOST: usize = 40;
    for change in changes.iter().take(MOST) {
        ctx.note(&say!(Indented { line: change.text() }));
    }
    if changes.len() > MOST {
        ctx.note(&say!(Indented { line: say!(SheetMore { more: changes.len() - MOST }) }));
    }
}

/// Refuses a form in which nobody could change a sheet and give it back.
fn refuse_other_formats(ctx: &Ctx) -> Result<()> {
    match ctx.format() {
        Format::Xlsx | Format::Csv => Ok(()),
        _ => Err(Error::usage(say!(SheetOnlyFormats)).of_option("-o")),
    }
}

/// The column in which a row says what stood there.
fn original_column() -> Column {
    Column::new("as_written_out").hidden()
}
