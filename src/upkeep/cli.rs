//! The verbs of `dangwu db`.

use super::restore::Restore;
use super::salvage::Salvage;
use super::{access, backup, check, file, holidays, log, verify};
#[cfg(feature = "sealed")]
use super::{seal, travel};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::SCHEMA;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::report::views;
use crate::upkeep::texts;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// 数据库命令
#[derive(Debug, Subcommand)]
pub enum DbCommand {
    /// 新建数据库文件
    Init(Init),
    /// 显示位置、大小、版本和记录数, 台账各有多少条
    Info,
    /// 检查文件是否完好, 记录是否自相矛盾(无问题时不输出, 退出码 0)
    Check(Check),
    /// 备份到另一文件, 或(不写文件时)备份文件夹(使用中也可备份, 备份后核验)
    Backup(Backup),
    /// 列出保存着的备份: 每日自动的, 导入、恢复、整理、升级前的
    Backups,
    /// 核验别处的一份备份: 是否完好, 与现有数据库差多少
    Verify(Verify),
    /// 回到某一备份: 先核验, 说明将失去哪些操作, 再问一次(-y 不问); 现有文件另存一份
    Restore(Restore),
    /// 从损坏的文件里逐页救出还读得出的记录, 存为 -o 所写的新文件, 说明缺了什么
    Salvage(Salvage),
    /// 列出操作日志; 给出操作号则显示每一处由旧到新的变化
    Log(Log),
    /// 列出查阅日志: 谁在何时用什么命令看了完整的身份证号和电话, 多少行, 涉及哪些人
    Access(Access),
    /// 撤销最近一次(或指定的)操作; 撤销本身也可撤销, 即为重做
    Undo(Undo),
    /// 整理: 缩小文件, 重建查找索引(先存一份副本)
    Compact,
    /// The verbs of sealed files.
    #[cfg(feature = "sealed")]
    #[command(flatten)]
    Sealed(seal::SealVerb),
    /// 由 .dump 还原的文件: 核对结构后恢复标识
    Adopt,
    /// 节假日: 工作日按国务院办公厅的通知计算
    #[command(subcommand)]
    Holidays(HolidayVerb),
    /// 打印数据库结构(带说明的 SQL), 或 report query 可用的视图
    Schema(Schema),
}

/// 节假日命令
#[derive(Debug, Subcommand)]
pub enum HolidayVerb {
    /// 登记某年的节假日(通知每年十一月公布; 重新登记即为更正)
    Add(HolidaysOf),
    /// 列出已知的年份
    List,
}

/// `db holidays add`
#[derive(Debug, Args)]
pub struct HolidaysOf {
    /// 年份
    year: i32,
    /// 放假的日子, 一段写作 2027-10-01..2027-10-07, 可多个(其中的周六、周日不必分开)
    #[arg(long, value_name = "D..D,D", required = true)]
    off: Vec<String>,
    /// 调休上班的周六、周日, 可多个
    #[arg(long, value_name = "D,D")]
    on: Vec<String>,
}

/// `db init`
#[derive(Debug, Args)]
pub struct Init {
    #[cfg(feature = "sealed")]
    #[command(flatten)]
    sealed: seal::Sealed,
}

/// `db check`
#[derive(Debug, Args)]
pub struct Check {
    /// 改为列出检查哪些问题
    #[arg(long)]
    list: bool,
    /// 只查文件能否读出、有无引用落空(库很大时几秒内查完)
    #[arg(long, conflicts_with = "list")]
    quick: bool,
}

/// `db backup`
#[derive(Debug, Args)]
pub struct Backup {
    /// 备份文件(不得已存在; 也可用 -o; 不写则存入备份文件夹)
    file: Option<PathBuf>,
    /// 加密给收件人, 只有其私钥打得开: 收件人的公钥(age1…, 见 db keygen), 或写有公钥的文件; 可重复
    #[cfg(feature = "sealed")]
    #[arg(long, value_name = "KEY", conflicts_with = "daily")]
    seal_to: Vec<PathBuf>,
    /// 当日的自动备份
    #[arg(long, hide = true, conflicts_with = "file")]
    daily: bool,
}

/// `db verify`
#[derive(Debug, Args)]
pub struct Verify {
    /// 备份文件
    file: PathBuf,
    /// 备份是加密给收件人的(db backup --seal-to): 收件人的私钥文件
    #[cfg(feature = "sealed")]
    #[arg(long, value_name = "KEYFILE")]
    identity: Option<PathBuf>,
}

/// `db schema`
#[derive(Debug, Args)]
pub struct Schema {
    /// 改为列出 report query 可用的视图: 名称、各列、代码
    #[arg(long)]
    views: bool,
}

/// `db log`
#[derive(Debug, Args)]
pub struct Log {
    /// 操作号
    number: Option<i64>,
}

/// `db access`
#[derive(Debug, Args)]
pub struct Access {
    /// 只列查阅过此人的(未逐一记录人员的查阅也列出, 注明可能涉及)
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// 到该日止(含该日)
    #[arg(long, value_name = "DATE")]
    to: Option<PartialDate>,
}

/// `db undo`
#[derive(Debug, Args)]
pub struct Undo {
    /// 操作号(默认为最近一次尚未撤销的操作)
    number: Option<i64>,
}

impl Backup {
    fn run(self, ctx: &Ctx) -> Result<()> {
        let named = ctx.output_file();
        if named.is_some() && (self.daily || self.file.is_some()) {
            return Err(Error::usage(say!(OptionIdle { option: "-o" })));
        }
        let file = self.file.as_ref().or(named);
        #[cfg(feature = "sealed")]
        if !self.seal_to.is_empty() {
            return travel::backup(ctx, file.map(PathBuf::as_path), &self.seal_to);
        }
        match file {
            Some(file) => backup::to_file(ctx, file),
            None if self.daily => backup::daily(ctx),
            None => backup::to_folder(ctx),
        }
    }
}

impl DbCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::Log(_)
            | Self::Access(_)
            | Self::Check(Check { list: false, .. })
            | Self::Info
            | Self::Holidays(HolidayVerb::List) => Nature::Audits,
            Self::Undo(_) | Self::Holidays(HolidayVerb::Add(_)) => Nature::Writes,
            Self::Check(Check { list: true, .. }) | Self::Backups => Nature::Tells,
            Self::Init(_) | Self::Verify(_) | Self::Compact | Self::Adopt => Nature::Keeps,
            #[cfg(feature = "sealed")]
            Self::Sealed(verb) => verb.nature(),
            Self::Restore(_) => Nature::Restores,
            Self::Backup(_) | Self::Salvage(_) => Nature::Saves,
            Self::Schema(_) => Nature::Texts,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            #[cfg(feature = "sealed")]
            Self::Init(Init { sealed }) if sealed.is_asked_for()? => seal::init(ctx, &sealed),
            Self::Init(_) => file::init(ctx),
            #[cfg(feature = "sealed")]
            Self::Sealed(verb) => verb.run(ctx),
            Self::Info => file::info(ctx),
            Self::Check(Check { list: true, .. }) => check::list(ctx),
            Self::Check(Check { quick: true, .. }) => check::quick(ctx),
            Self::Check(_) => check::check(ctx),
            Self::Backup(args) => args.run(ctx),
            Self::Backups => backup::list(ctx),
            #[cfg(feature = "sealed")]
            Self::Verify(Verify { file, identity: Some(identity) }) => travel::verify(ctx, &file, &identity),
            Self::Verify(args) => verify::verify(ctx, &args.file),
            Self::Restore(args) => args.run(ctx),
            Self::Salvage(args) => args.run(ctx),
            Self::Log(Log { number: Some(number) }) => log::entry(ctx, number),
            Self::Log(Log { number: None }) => log::list(ctx),
            Self::Access(args) => access::list(ctx, args.person.as_deref(), args.from.as_ref(), args.to.as_ref()),
            Self::Undo(args) => log::undo(ctx, args.number),
            Self::Compact => file::compact(ctx),
            Self::Adopt => file::adopt(ctx),
            Self::Holidays(HolidayVerb::Add(args)) => holidays::add(ctx, args.year, &args.off, &args.on),
            Self::Holidays(HolidayVerb::List) => holidays::list(ctx),
            Self::Schema(Schema { views: true }) => ctx.print(&views::told(ctx.lang)),
            Self::Schema(Schema { views: false }) => ctx.print(SCHEMA),
        }
    }
}
