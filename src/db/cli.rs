//! `dangwu db`: the file itself, its log and the way back.

use clap::{Args, Subcommand};
use rusqlite::Connection;

use super::{SCHEMA, check, journal, restore, undo, words};
use crate::changes;
use crate::cli::Nature;
use crate::ctx::{Ctx, Done};
use crate::error::{Doing as _, Error, Kind, Result, sqlite_reason};
use crate::i18n::{Arg, Text, say};
use crate::output::{Column, Frame, Row, Sensitivity, Value};

/// 数据库命令
#[derive(Debug, Subcommand)]
pub enum DbCommand {
    /// 新建数据库文件
    Init,
    /// 显示位置、大小、版本和记录数
    Info,
    /// 检查文件是否完好, 记录是否自相矛盾(无问题时不输出, 退出码 0)
    Check,
    /// 备份到另一文件(使用中也可备份, 备份后核验)
    Backup(Backup),
    /// 回到某一备份(先核验备份; 现有文件另存一份)
    Restore(Restore),
    /// 列出操作日志; 给出操作号则显示每一处由旧到新的变化
    Log(Log),
    /// 撤销最近一次(或指定的)操作; 撤销本身也可撤销, 即为重做
    Undo(Undo),
    /// 整理: 缩小文件, 重建查找索引(先存一份副本)
    Compact,
    /// 由 .dump 还原的文件: 核对结构后恢复标识
    Adopt,
    /// 打印数据库结构(带说明的 SQL)
    Schema,
}

/// `db backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// 备份文件(不得已存在)
    file: std::path::PathBuf,
}

/// `db restore`
#[derive(Debug, Args)]
pub struct Restore {
    /// 备份文件(db backup 所存, 或旁边的 .bak)
    file: std::path::PathBuf,
}

/// `db log`
#[derive(Debug, Args)]
pub struct Log {
    /// 操作号
    number: Option<i64>,
}

/// `db undo`
#[derive(Debug, Args)]
pub struct Undo {
    /// 操作号(默认为最近一次尚未撤销的操作)
    number: Option<i64>,
}

impl DbCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Log(_) | Self::Check | Self::Info => Nature::Audits,
            Self::Undo(_) => Nature::Writes,
            Self::Init | Self::Backup(_) | Self::Restore(_) | Self::Compact | Self::Adopt => Nature::Keeps,
            Self::Schema => Nature::Texts,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Init => init(ctx),
            Self::Info => info(ctx),
            Self::Check => run_check(ctx),
            Self::Backup(args) => backup(ctx, &args),
            Self::Restore(args) => restore::restore(ctx, &args.file),
            Self::Log(Log { number: Some(number) }) => log_entry(ctx, number),
            Self::Log(Log { number: None }) => log(ctx),
            Self::Undo(args) => run_undo(ctx, &args),
            Self::Compact => compact(ctx),
            Self::Adopt => adopt(ctx),
            Self::Schema => ctx.print(SCHEMA),
        }
    }
}

fn init(ctx: &Ctx) -> Result<()> {
    let db = ctx.create_db()?;
    ctx.note(&say!(DbCreated { path: db.path().display().to_string() }));
    Ok(())
}

fn adopt(ctx: &Ctx) -> Result<()> {
    let path = ctx.db_path();
    let shown = path.display().to_string();
    ctx.note(&if super::adopt(path)? {
        say!(DbAdopted { path: shown })
    } else {
        say!(DbAdoptedAlready { path: shown })
    });
    Ok(())
}

fn info(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let conn = db.conn();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0));
    let mut columns = Column::list(&["path", "size", "version"]);
    let size = std::fs::metadata(db.path()).map_or(0, |data| i64::try_from(data.len()).unwrap_or(i64::MAX));
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut row: Row = vec![db.path().display().to_string().into(), size.into(), version.into()];
    let counts = [
        ("units", "SELECT count(*) FROM unit"),
        ("orgs", "SELECT count(*) FROM org"),
        ("people", "SELECT count(*) FROM person"),
        ("rolls", "SELECT count(*) FROM roll"),
        ("operations", "SELECT count(*) FROM operation"),
    ];
    for (key, sql) in counts {
        columns.push(Column::new(key));
        row.push(count(sql)?.into());
    }
    columns.push(Column::new("timezone"));
    row.push(ctx.zone().to_string().into());
    ctx.list(columns, Frame { upright: true, ..Frame::default() }, |listing| listing.push(row))
}

/// SQLite's own checks first: on a damaged file the others would only say so in many ways.
fn run_check(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let row = |code: &str, name: Value, meaning: Arg, detail: &Arg| -> Row {
        vec![code.into(), name, meaning.say(ctx.lang).into(), detail.say(ctx.lang).into()]
    };
    let of_file = |code: &str, meaning: Text, details: Vec<Arg>| -> Vec<Row> {
        details.iter().map(|detail| row(code, Value::Null, meaning.clone().into(), detail)).collect()
    };
    let damage = of_file("file-damaged", say!(CheckFile), check::damage(db.conn())?);
    if !damage.is_empty() {
        return tell_faults(ctx, damage, say!(DbDamagedHint));
    }
    let mut rows = of_file("foreign-key", say!(CheckForeignKey), check::dangling(db.conn())?);
    for fault in check::all_on(db.conn(), Some(ctx.today))? {
        rows.push(row(fault.code, fault.name.as_str().into(), fault.meaning(), &fault.detail));
    }
    if rows.is_empty() { Ok(()) } else { tell_faults(ctx, rows, say!(CheckFoundHint)) }
}

fn tell_faults(ctx: &Ctx, rows: Vec<Row>, hint: Text) -> Result<()> {
    let count = rows.len();
    ctx.list(Column::list(&["code", "subject", "meaning", "detail"]), Frame::default(), |listing| {
        rows.into_iter().try_for_each(|row| listing.push(row))
    })?;
    Err(Error::new(Kind::Findings, say!(CheckFound { count })).hint(hint))
}

fn backup(ctx: &Ctx, args: &Backup) -> Result<()> {
    let db = ctx.read()?;
    if args.file.as_os_str().is_empty() {
        return Err(Error::usage(say!(DbNameEmpty)));
    }
    if args.file.exists() {
        return Err(Error::new(Kind::Io, say!(FileExists { path: args.file.display().to_string() })));
    }
    ctx.refuse_database(&args.file)?;
    let made = copy_and_verify(db.conn(), &args.file);
    if made.is_err() {
        super::discard(&args.file);
    }
    let pages = made?;
    ctx.note(&say!(BackupDone { path: args.file.display().to_string(), pages }));
    Ok(())
}

fn copy_and_verify(from: &Connection, file: &std::path::Path) -> Result<i64> {
    let failed = |reason: Arg, doing: Text| {
        Error::new(Kind::Io, say!(FileFailed { path: file.display().to_string(), reason })).while_doing(doing)
    };
    write_copy(from, file).map_err(|error| failed(sqlite_reason(&error), say!(WritingBackup)))?;
    let (verdict, pages) = verify_copy(file).map_err(|error| failed(sqlite_reason(&error), say!(VerifyingBackup)))?;
    if verdict == "ok" {
        return Ok(pages);
    }
    // A true copy of what is damaged is damaged.
    let reason = integrity(from)?;
    Err(if reason == "ok" {
        failed(verdict.into(), say!(VerifyingBackup))
    } else {
        Error::new(Kind::Database, say!(DbDamaged { reason })).hint(say!(DbDamagedHint))
    })
}

fn write_copy(from: &Connection, file: &std::path::Path) -> rusqlite::Result<()> {
    let mut copy = super::create_file(file)?;
    let copying = rusqlite::backup::Backup::new(from, &mut copy)?;
    copying.run_to_completion(1024, std::time::Duration::ZERO, None)?;
    drop(copying);
    copy.close().map_err(|(_, error)| error)
}

/// What SQLite finds in the file on disk, opened anew, and how many pages it has.
fn verify_copy(file: &std::path::Path) -> rusqlite::Result<(String, i64)> {
    let copy = super::open_without_creating(file)?;
    Ok((integrity(&copy)?, copy.query_row("SELECT page_count FROM pragma_page_count", [], |row| row.get(0))?))
}

/// The first thing that SQLite finds wrong with a file; `ok` if there is none.
pub(super) fn integrity(conn: &Connection) -> rusqlite::Result<String> {
    conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
}

fn compact(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let size = || std::fs::metadata(db.path()).map_or(0, |data| data.len());
    let before = size();
    let copy = (1..).map(|n| copy_name(db.path(), ctx, n)).find(|path| !path.exists()).unwrap_or_default();
    super::save_copy(db.conn(), &copy)?;
    db.conn().execute_batch("BEGIN IMMEDIATE")?;
    words::rebuild(db.conn()).doing(|| say!(RebuildingWords))?;
    db.conn().execute_batch("COMMIT; VACUUM").doing(|| say!(Shrinking))?;
    let (path, copy) = (db.path().display().to_string(), copy.display().to_string());
    ctx.note(&say!(Compacted { path, before, after: size(), copy }));
    Ok(())
}

/// `NAME.2011-05-31.bak`, with a number from the second of a day on.
pub(super) fn copy_name(path: &std::path::Path, ctx: &Ctx, number: u32) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    let more = if number > 1 { format!("-{number}") } else { String::new() };
    name.push(format!(".{}{more}.bak", ctx.today));
    name.into()
}

fn log(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let mut columns = Column::list(&[
        "operation",
        "at",
        "operator",
        "command",
        "added",
        "changed",
        "removed",
        "undoes",
        "undone_by",
        "override_reason",
    ]);
    columns[3].sensitivity = Sensitivity::Text;
    ctx.list(columns, Frame::default(), |listing| {
        let mut query = db.conn().prepare(include_str!("log.sql"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if listing.is_full() {
                break;
            }
            listing.push(vec![
                row.get::<_, i64>("id")?.into(),
                ctx.zone().show_kept(&row.get::<_, String>("at")?).into(),
                row.get::<_, String>("operator")?.into(),
                row.get::<_, String>("command")?.into(),
                row.get::<_, i64>("added")?.into(),
                row.get::<_, i64>("changed")?.into(),
                row.get::<_, i64>("removed")?.into(),
                row.get::<_, Option<i64>>("undoes")?.into(),
                row.get::<_, Option<i64>>("undone_by")?.into(),
                row.get::<_, Option<String>>("override_reason")?.into(),
            ])?;
        }
        Ok(())
    })
}

fn log_entry(ctx: &Ctx, number: i64) -> Result<()> {
    let db = ctx.read()?;
    let known = db.conn().prepare("SELECT 1 FROM operation WHERE id = :n")?.exists([number])?;
    if !known {
        return Err(Error::new(Kind::NotFound, say!(OperationUnknown { number })).hint(say!(OperationUnknownHint)));
    }
    let changes = journal::changes(db.conn(), number)?;
    changes::list(ctx, db.conn(), &changes)
}

fn run_undo(ctx: &Ctx, args: &Undo) -> Result<()> {
    let mut db = ctx.open_to_write()?;
    let (number, outcome) = undo::undo(&mut db, args.number, &ctx.operation())?;
    ctx.tell(&db, &Done::new(say!(Undone { number })).with("undoes", number), &outcome)
}
