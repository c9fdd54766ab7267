//! Imports: files of rows into records, the same way for every noun.
//!
//! A noun brings a table of headings and says what becomes of a row ([`Importer`]). Everything else is here: all or
//! nothing, or good rows in and bad rows out to a file; each row's fate told; the operation counted and logged.

mod ahead;
mod cells;
mod fates;
mod lines;
mod looked;
mod order;
mod rejects;
pub(crate) mod texts;

use std::path::PathBuf;

use clap::Args;

pub use cells::Cells;
pub use fates::{Fates, Place, Recognised, Verdict};
pub use order::{Linked, Order};

use looked::Looked;

use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::bulk::LARGE_FILE;
use crate::db::{Db, Mode, Operation, Outcome, Tx};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, label, say};
use crate::input::{Heading, Map, Opening, Problem, Record, Source, is_locked, read_password};
use crate::output::{Column, Row, is_same_file};
use crate::rules::Advice;

codes! {
    /// What to do with a row about somebody on record.
    pub enum OnDuplicate {
        Update = "update", "更新", "update";
        Skip = "skip", "跳过", "skip";
        Error = "error", "报错", "error";
    }
}

codes! {
    /// What to do with a row about somebody who is not on record.
    pub enum OnMissing {
        Add = "add", "新增", "add";
        Skip = "skip", "跳过", "skip";
        Error = "error", "报错", "error";
    }
}

/// The options of every import.
#[derive(Debug, Clone, Args)]
pub struct ImportArgs {
    /// 文件(CSV、TSV、Excel、ODS、Word 或网页中的表格; - 为标准输入; 可多个, 合为一次操作)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// 工作表名称
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// 写有工作簿打开密码的文件(第一行; 不写则在终端上问)
    #[arg(long, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// 标题对照表(TOML: 标题 = 键名)
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// 已在库中的行: update 更新、skip 跳过、error 报错
    #[arg(long, value_name = "WHAT", default_value = "update", hide_default_value = true)]
    pub on_duplicate: OnDuplicate,
    /// 库中没有的行: add 新增、skip 跳过(列出名单)、error 报错
    #[arg(long, value_name = "WHAT", default_value = "add", hide_default_value = true)]
    pub on_missing: OnMissing,
    /// 有错的行另存, 其余照样导入
    #[arg(long)]
    pub keep_going: bool,
    /// 有错的行存到何处(.xlsx、.csv、.tsv 或 .txt, 格式从扩展名; 默认为原名加 .rejects, 文本同原格式, 其余为 .xlsx)
    #[arg(long, value_name = "FILE", requires = "keep_going")]
    pub rejects: Option<PathBuf>,
    /// 把每一行的结果写成表格
    #[arg(long, value_name = "FILE")]
    pub recap: Option<PathBuf>,
    /// 空白单元格清除已有内容(默认不清除)
    #[arg(long)]
    pub clear_empty: bool,
    /// 更改超过已有记录的百分之几时拒绝(记录多于 20 条时)
    #[arg(long, value_name = "PCT", default_value = "50", hide_default_value = true, allow_negative_numbers = true)]
    pub max_change: u32,
}

impl ImportArgs {
    /// The files that are read.
    fn read(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().chain(&self.map).chain(&self.password_file)
    }

    /// How many bytes there are to read, as far as the file system tells.
    pub fn bytes(&self) -> u64 {
        self.files.iter().filter_map(|file| Some(std::fs::metadata(file).ok()?.len())).sum()
    }
}

/// What makes something of a row by itself.
pub type Reading<R> = Box<dyn Fn(&Record<'_>) -> R + Send>;

/// What an import knows of a noun. What its rows refer to it finds in the operation itself, see
/// [`Db::trust_references`](crate::db::Db::trust_references).
pub trait Importer {
    /// What a row says by itself, before the database is asked.
    type Row: Send;

    /// What works that out, on a thread of its own.
    fn reading(&self) -> Reading<Self::Row>;

    /// What is wrong with a row by itself, for those that are not dealt with any further.
    fn faults<'r>(&self, _: &'r Self::Row) -> &'r [Problem] {
        &[]
    }

    /// The columns, by place in the table of headings, that a file must have: of each group one.
    fn needed(&self) -> Vec<Vec<usize>>;

    /// The keys under which a row tells what it is about. One that tells nothing there may be a part of the form.
    fn naming(&self) -> &'static [&'static str];

    /// How many records there are, for `--max-change`.
    fn on_record(&self, tx: &Tx<'_>) -> Result<i64>;

    /// Another file is opened.
    fn begin_file(&mut self) {}

    /// A row is no record; tells whether it says something of those that follow.
    fn passed_over(&mut self, _: &Record<'_>) -> bool {
        false
    }

    /// Before each row.
    fn before_row(&mut self, _: &Tx<'_>) -> Result<()> {
        Ok(())
    }

    /// Deals with one row, and tells what became of it (now, or when the files are through). What may be rejected after
    /// something was written goes through [`attempt`].
    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        row: &mut Self::Row,
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()>;

    /// All rows are through.
    fn finish(&mut self, tx: &Tx<'_>, fates: &mut Fates<'_>) -> Result<()>;
}

/// The password that a file tells, or a person at a terminal, who is asked only if a workbook wants one.
fn password(ctx: &Ctx, args: &ImportArgs) -> Result<Option<String>> {
    if let Some(path) = &args.password_file {
        return read_password(path).map(Some);
    }
    let locked = args.files.iter().find(|path| is_locked(path));
    Ok(locked.and_then(|path| ctx.secret(&say!(PasswordQuestion { path: path.display().to_string() }))))
}

/// Imports files as one operation.
pub fn run<R: Send>(
    ctx: &Ctx,
    args: &ImportArgs,
    headings: &'static [Heading],
    make: impl for<'t> Fn(&'t Tx<'t>) -> Result<Box<dyn Importer<Row = R> + 't>>,
) -> Result<()> {
    refuse_overwriting(ctx, args)?;
    let map = args.map.as_deref().map(|path| Map::read(path, headings)).transpose()?;
    let password = password(ctx, args)?;
    let opening = Opening {
        encoding: ctx.encoding(),
        sheet: args.sheet.as_deref(),
        map: map.as_ref(),
        password: password.as_deref(),
        keep_going: args.keep_going,
    };
    let mut db = ctx.open_to_write()?;
    if args.bytes() >= LARGE_FILE {
        db.trust_references()?;
    }
    let mut operation = ctx.operation();
    let dry_run = operation.mode != Mode::Commit;
    if dry_run {
        operation.mode = Mode::Discard;
    }
    let mut reading = Passing { ctx, args, opening: &opening, headings, make: &make, tells: true };
    if !dry_run && ctx.can_ask() {
        reading.ask(&mut db)?;
        reading.tells = false;
    }
    ctx.keep_before_import(&db, args.bytes());
    let begun = std::time::Instant::now();
    let mut fates = Fates::begin(ctx, args, dry_run)?;
    let result = reading.pass(&mut db, &operation, &mut fates);
    // In a dry run the reader of the list is who leaves; here nothing came in because of it, and that has to be told.
    let result = if dry_run { result } else { result.map_err(Error::though_reader_left) };
    // The fates told so far are those of an import that was broken off: they tell nobody anything.
    if let Err(error) = &result
        && error.kind() == Kind::Stopped
    {
        fates.end_progress();
        return Err(error.clone());
    }
    let number = result.as_ref().ok().and_then(|(_, outcome)| outcome.number);
    fates.end(result.is_ok()).map_err(|error| error.though_recorded(number))?;
    let outcome = result?.1;
    fates.tell(ctx, &outcome, begun.elapsed())
}

/// What the rows of files go through, once, or twice where a person is asked first.
struct Passing<'p, F> {
    ctx: &'p Ctx,
    args: &'p ImportArgs,
    opening: &'p Opening<'p>,
    headings: &'static [Heading],
    make: &'p F,
    /// Whether it is told what was found in the files.
    tells: bool,
}

impl<R: Send, F: for<'t> Fn(&'t Tx<'t>) -> Result<Box<dyn Importer<Row = R> + 't>>> Passing<'_, F> {
    /// Deals with all files in one operation.
    fn pass(&self, db: &mut Db, operation: &Operation, fates: &mut Fates<'_>) -> Result<((), Outcome)> {
        let &Self { ctx, args, opening, headings, make, tells } = self;
        db.transact(operation, |tx| {
            let mut importer = make(tx)?;
            let before = importer.on_record(tx)?;
            for file in &args.files {
                let source = Source::open(file, opening, headings, importer.naming())?;
                check_headings(ctx, &source, headings, &importer.needed(), tells)?;
                read_file(tx, source, headings, importer.as_mut(), fates)?;
            }
            importer.finish(tx, fates)?;
            fates.refuse_too_many(before, args.max_change)?;
            if !args.keep_going {
                fates.refuse_rejected()?;
            }
            fates.close(ctx)
        })
    }

    /// Rehearses, and asks a person at a terminal before several records come in or change: no question keeps the database locked.
    fn ask(&self, db: &mut Db) -> Result<()> {
        let aside = ImportArgs { recap: None, ..self.args.clone() };
        let rehearsal = Passing { args: &aside, ..*self };
        let mut fates = Fates::begin(self.ctx, &aside, false)?;
        let operation = Operation { mode: Mode::Discard, ..self.ctx.operation() };
        let rehearsed = rehearsal.pass(db, &operation, &mut fates);
        fates.end(false)?;
        rehearsed?;
        let (added, updated) = fates.coming();
        let question = say!(ImportQuestion { added, updated, rejected: fates.rejected() });
        if added + updated > 1 && self.ctx.asks(&question) == Some(false) {
            return Err(Error::refused(say!(ManyKept)));
        }
        Ok(())
    }
}

/// Refuses to write the output, rejects or a recap over the database, over a file that is being read, or over each other.
fn refuse_overwriting(ctx: &Ctx, args: &ImportArgs) -> Result<()> {
    let written = || args.rejects.iter().chain(&args.recap);
    let places: Vec<&PathBuf> = written().chain(ctx.output_file()).collect();
    let is_read = |path: &PathBuf| args.read().any(|file| is_same_file(file, path));
    let is_twice = |(at, path): (usize, &&PathBuf)| places[..at].iter().any(|other| is_same_file(other, path));
    let over = places.iter().enumerate().find(|(at, path)| is_read(path) || is_twice((*at, path)));
    match over.map(|(_, path)| path) {
        Some(path) => Err(Error::new(Kind::Io, say!(WouldOverwrite { path: path.display().to_string() }))),
        None => {
            written().try_for_each(|path| ctx.refuse_database(path))?;
            rejects::refuse_unknown_ending(args)?;
            written().try_for_each(|path| ctx.may_write(path).map(drop))
        }
    }
}

/// As many of these headings as a message bears, each short enough for a line.
fn some(headings: &[String]) -> Vec<String> {
    const MOST: usize = 30;
    let more = (headings.len() > MOST).then(|| "…".to_owned());
    headings.iter().take(MOST).map(|heading| crate::text::shortened(heading).into_owned()).chain(more).collect()
}

/// Tells what was found in a file.
fn tell_headings(ctx: &Ctx, source: &Source) {
    let path = source.path().display().to_string();
    ctx.note(&source.described());
    source.notices().iter().for_each(|notice| ctx.note(notice));
    if !source.unknown_headings().is_empty() {
        ctx.warn(&say!(HeadingsUnknown { headings: some(source.unknown_headings()) }));
    }
    if !source.unmet_headings().is_empty() {
        ctx.warn(&say!(HeadingsUnmet { path: &path, headings: some(source.unmet_headings()) }));
    }
    if source.twin_headings().next().is_some() {
        ctx.note(&say!(HeadingsTogether { headings: source.twin_headings().collect::<Vec<_>>() }));
    }
    if !source.repeated_headings().is_empty() {
        ctx.warn(&say!(HeadingsRepeated { headings: some(source.repeated_headings()) }));
    }
}

/// Tells what was found, if it is to be told, and refuses a file that lacks a needed column.
fn check_headings(ctx: &Ctx, source: &Source, headings: &[Heading], needed: &[Vec<usize>], tells: bool) -> Result<()> {
    if tells {
        tell_headings(ctx, source);
    }
    let path = source.path().display().to_string();
    match needed.iter().find(|group| !group.iter().any(|at| source.has(*at))) {
        None => Ok(()),
        Some(group) => {
            let key = headings[group[0]].key;
            let column = label(key).expect("every heading has a label");
            let error = Error::refused(say!(HeadingMissing { path: &path, column, seen: some(source.headings()) }));
            let is_org = key == "org";
            Err(error.hint(if is_org { say!(HeadingMissingOrgHint) } else { say!(HeadingMissingHint) }))
        }
    }
}

fn read_file<R: Send>(
    tx: &Tx<'_>,
    source: Source,
    headings: &'static [Heading],
    importer: &mut dyn Importer<Row = R>,
    fates: &mut Fates<'_>,
) -> Result<()> {
    fates.begin_file(&source, headings);
    importer.begin_file();
    let mut is_empty = true;
    let path = source.path().to_owned();
    source.above().try_for_each(|(line, what)| fates.pass_over(line, &what))?;
    let reading = importer.reading();
    let look = move |record: &Record<'_>| (Looked::at(record, headings), reading(record));
    ahead::read(source, look, |record, (looked, row)| {
        if let Some(why) = record.passed_over() {
            // Whatever stands alone may be the name of a group, be it of one that is not on record.
            if importer.passed_over(record) || record.all().nth(1).is_none() {
                fates.stand_above(record);
            }
            return fates.pass_over(record.line, why);
        }
        is_empty = false;
        let place = fates.place(record);
        if !record.faults().is_empty() {
            return fates.tell_row(place, "", &Verdict::Unreadable(record.faults().to_vec()));
        }
        if let Some(Looked { mut unread, odd }) = looked.take().map(|looked| *looked) {
            if !unread.is_empty() {
                let of_cell = |problem: &&Problem| unread.iter().all(|unread| unread.key != problem.key);
                let further: Vec<Problem> = importer.faults(row).iter().filter(of_cell).cloned().collect();
                unread.extend(further);
                return fates.tell_row(place, "", &Verdict::Wrong(unread));
            }
            odd.iter().for_each(|odd| fates.warn(place, odd));
        }
        importer.before_row(tx)?;
        importer.row(tx, record, row, place, fates)
    })?;
    if is_empty {
        return Err(Error::refused(say!(NoRows { path: path.display().to_string() })).hint(say!(InputEmptyHint)));
    }
    Ok(())
}

/// Deals with a row whose rejection, where others go on, takes back that row alone.
pub fn attempt(
    tx: &Tx<'_>,
    fates: &mut Fates<'_>,
    work: impl FnOnce(&Tx<'_>, &mut Fates<'_>) -> Result<()>,
) -> Result<()> {
    if !fates.keeps_going() {
        return work(tx, fates);
    }
    let run = |sql: &str| tx.prepare_cached(sql)?.raw_execute();
    let (rejected, changes) = (fates.rejected(), tx.total_changes());
    run("SAVEPOINT one_row")?;
    work(tx, fates)?;
    // Most bad rows are found out before anything is written. Where indexes are off, taking back costs a new reading of
    // the schema.
    if fates.rejected() > rejected && tx.total_changes() > changes {
        run("ROLLBACK TO one_row")?;
    }
    run("RELEASE one_row")?;
    Ok(())
}

/// Writes what a row tells, and tells the fate of the row; a refusal is a problem of that row, under this key. Where others go
/// on, a rejected row leaves nothing.
pub fn settle(
    tx: &Tx<'_>,
    fates: &mut Fates<'_>,
    (place, subject): (Place, &str),
    key: &'static str,
    write: impl FnOnce(&Tx<'_>, &mut Fates<'_>) -> Result<Verdict>,
) -> Result<()> {
    attempt(tx, fates, |tx, fates| {
        let verdict = match write(tx, fates) {
            Ok(verdict) => verdict,
            Err(error) => Verdict::Wrong(vec![problem_of(&error, key, subject)?]),
        };
        fates.tell_row(place, subject, &verdict)
    })
}

/// Records what already is: what a norm would refuse warns, and what there is to say is told of the row.
pub fn advised<T>(place: Place, fates: &mut Fates<'_>, write: impl FnOnce(&mut Advice) -> Result<T>) -> Result<T> {
    let mut advice = Advice::default();
    let written = advice.only_warning(write)?;
    for warning in advice.warnings() {
        fates.warn(place, &Problem::of_row(warning.clone()));
    }
    Ok(written)
}

/// A refusal of one row is a problem of that row; any other failure ends the import.
pub fn problem_of(error: &Error, key: &'static str, value: &str) -> Result<Problem> {
    match error.kind() {
        Kind::Refused | Kind::NotFound | Kind::Ambiguous => {
            Ok(Problem { key, value: value.to_owned(), what: error.in_a_line() })
        }
        _ => Err(error.clone()),
    }
}

/// What a correction changed, column by column, personal numbers masked.
pub fn differences(columns: &[Column], before: Row, after: Row) -> Text {
    let changed = columns.iter().zip(before.into_iter().zip(after)).filter(|(_, (old, new))| old != new);
    let parts: Vec<Text> = changed
        .map(|(column, (old, new))| {
            let label = column.label().expect("every column has a label");
            say!(OldToNew { column: label, old: column.mask(old), new: column.mask(new) })
        })
        .collect();
    say!(Changes { parts })
}
