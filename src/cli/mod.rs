//! The command line: global options, the nouns, and the way from arguments to a command that runs.
//!
//! Each noun keeps its verbs beside its code (`org/cli.rs` …). The doc comments here and there are the Chinese help;
//! the English stands in `help_en.toml`, and a test asks for it path by path.

mod help;
mod usage;

pub(crate) use help::plain_text;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches as _, Parser, Subcommand};

use crate::ctx::{Ctx, Surroundings, to_stderr};
use crate::date::PartialDate;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, say};
use crate::output::{Encoding, Format, Header, Options};
use crate::text;

/// 党务: 行业协会商会党组织记录管理
#[derive(Debug, Parser)]
#[command(name = "dangwu", version, infer_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    raw: RawGlobals,
    #[command(subcommand)]
    command: Command,
}

/// The options of every command, as typed.
#[derive(Debug, Args)]
struct RawGlobals {
    /// 数据库文件(否则用 $DANGWU_DB, 再否则用系统数据目录下的 dangwu.db)
    #[arg(long, global = true, value_name = "FILE")]
    db: Option<PathBuf>,
    /// 按该日日终的情况查询(默认今天); 日期可写 今天、昨天、-3d
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<PartialDate>,
    /// 输出格式: table 表格、csv、json、jsonl、xlsx、html(默认表格, 或按 -o 的扩展名)
    #[arg(short, long, global = true, value_name = "FORMAT")]
    format: Option<Format>,
    /// 输出到文件(要么完整写成, 要么不写)
    #[arg(short, long, global = true, value_name = "FILE")]
    output: Option<PathBuf>,
    /// 文件已存在时直接覆盖, 不提问
    #[arg(long, global = true)]
    overwrite: bool,
    /// CSV 首行: labels 标题、keys 英文键名、none 无
    #[arg(long, global = true, value_name = "KIND")]
    header: Option<Header>,
    /// CSV 加 BOM(便于中文 Windows 的 Excel 打开)
    #[arg(long, global = true)]
    bom: bool,
    /// CSV 编码: utf-8 或 gb18030; 导入时为源文件的编码(默认 auto)
    #[arg(long, global = true, value_name = "NAME")]
    encoding: Option<String>,
    /// 只列这些列(标题或英文键名, 用逗号或顿号分隔)
    #[arg(long, global = true, value_name = "K,K…")]
    columns: Vec<String>,
    /// 按列排序(标题或英文键名, 前面加 - 为降序)
    #[arg(long, global = true, value_name = "K[,-K]", allow_hyphen_values = true)]
    sort: Vec<String>,
    /// 最多列出多少行
    #[arg(long, global = true, value_name = "N", allow_negative_numbers = true)]
    limit: Option<usize>,
    /// 没有任何行时退出码为 1
    #[arg(long, global = true)]
    fail_on_empty: bool,
    /// CSV 和 JSON 也带合计行
    #[arg(long, global = true)]
    total: bool,
    /// 语言: zh 中文、en 英文
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"], ignore_case = true, hide_possible_values = true)]
    lang: Option<String>,
    /// 完整显示身份证号和电话(记入查阅日志)
    #[arg(long, global = true)]
    reveal: bool,
    /// 演练: 显示将要改动什么, 不写入
    #[arg(short = 'n', long, global = true)]
    dry_run: bool,
    /// 说明理由, 突破一项规定(理由记入操作日志)
    #[arg(long = "override", global = true, value_name = "REASON")]
    overriding: Option<String>,
    /// 经办人(否则用 $DANGWU_OPERATOR 或系统用户)
    #[arg(long, global = true, value_name = "NAME")]
    operator: Option<String>,
    /// 少说话: 只输出数据、警告和错误
    #[arg(short, long, global = true)]
    quiet: bool,
    /// 不用颜色
    #[arg(long, global = true)]
    no_color: bool,
    /// 对提问一律回答“是”
    #[arg(short, long, global = true)]
    yes: bool,
    /// 数据库被占用时最多等待的秒数
    #[arg(long, global = true, value_name = "SECONDS", default_value = "5", hide_default_value = true)]
    wait: f64,
}

/// The options of every command, checked.
#[derive(Debug, Clone)]
pub struct Globals {
    /// `--db`.
    pub db: Option<PathBuf>,
    /// `--as-of`.
    pub as_of: Option<PartialDate>,
    /// Everything about the output.
    pub output: Options,
    /// `--encoding` as typed, for an import.
    pub encoding: Option<String>,
    /// `--reveal`.
    pub reveal: bool,
    /// `--dry-run`.
    pub dry_run: bool,
    /// `--override`.
    pub overriding: Option<String>,
    /// `--operator`.
    pub operator: Option<String>,
    /// `--quiet`.
    pub quiet: bool,
    /// `--yes`.
    pub yes: bool,
    /// `--overwrite`.
    pub overwrite: bool,
    /// `--wait`, in seconds.
    pub wait: f64,
}

/// What a command does with the records, which decides what options it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Lists rows: takes `--columns`, `--sort`, `--limit` …
    Lists,
    /// Lists rows about the file itself, which knows no day to be read as of.
    Audits,
    /// Shows one thing, or prints a text.
    Shows,
    /// Prints a paper with its own date, as a record or as a page (`-o NAME.html`).
    Prints,
    /// Writes: takes `--dry-run` and `--override`, not `--as-of`.
    Writes,
    /// Writes from a file: `--encoding` names that of the file.
    Imports,
    /// Makes or copies a file, which it names itself: neither reads as of a day nor writes records.
    Keeps,
    /// Prints a text of the program's own, which is in no format but its own.
    Texts,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 党组织: 登记、隶属、变更、所在单位、覆盖
    #[command(subcommand)]
    Org(crate::org::cli::OrgCommand),
    /// 党员: 登记、花名册、导入导出
    #[command(subcommand)]
    Member(crate::member::cli::MemberCommand),
    /// 组织关系转接: 转出、转入、介绍信、回执
    #[command(subcommand)]
    Transfer(crate::transfer::cli::TransferCommand),
    /// 发展党员: 申请、积极分子、发展对象、接收、转正
    #[command(subcommand)]
    Activist(crate::activist::cli::ActivistCommand),
    /// 会议和活动: 登记、到会、决议、查找
    #[command(subcommand)]
    Meeting(crate::meeting::cli::MeetingCommand),
    /// 报表
    Report(crate::report::cli::ReportCommand),
    /// 数据库: 建库、检查、备份、日志、撤销
    #[command(subcommand)]
    Db(crate::db::cli::DbCommand),
    /// 生成命令行补全脚本(bash、zsh、fish、powershell、elvish)
    Completions {
        /// 命令解释器
        shell: clap_complete::Shell,
    },
}

impl Command {
    fn nature(&self) -> Nature {
        match self {
            Self::Org(command) => command.nature(),
            Self::Member(command) => command.nature(),
            Self::Transfer(command) => command.nature(),
            Self::Activist(command) => command.nature(),
            Self::Meeting(command) => command.nature(),
            Self::Report(_) => Nature::Lists,
            Self::Db(command) => command.nature(),
            Self::Completions { .. } => Nature::Texts,
        }
    }

    fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Org(command) => command.run(ctx),
            Self::Member(command) => command.run(ctx),
            Self::Transfer(command) => command.run(ctx),
            Self::Activist(command) => command.run(ctx),
            Self::Meeting(command) => command.run(ctx),
            Self::Report(command) => command.run(ctx),
            Self::Db(command) => command.run(ctx),
            Self::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut help::command(ctx.lang), "dangwu", &mut script);
                ctx.print(&String::from_utf8_lossy(&script))
            }
        }
    }
}

/// Runs the program and returns its exit code.
pub fn main(surroundings: &Surroundings) -> ExitCode {
    let lang = surroundings.lang();
    match run(surroundings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Ending::Help(text)) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(Ending::Failed(error)) => fail(&error, lang, surroundings.wants_json()),
    }
}

fn fail(error: &Error, lang: Lang, json: bool) -> ExitCode {
    match error.kind() {
        Kind::ReaderLeft => {}
        _ if json => to_stderr(&error.json(lang).to_string()),
        _ => error.lines(lang).iter().for_each(|line| to_stderr(line)),
    }
    ExitCode::from(error.kind().exit_code())
}

/// Why a run ends before its command.
enum Ending {
    Help(String),
    Failed(Error),
}

impl From<Error> for Ending {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

fn run(surroundings: &Surroundings) -> Result<(), Ending> {
    let lang = surroundings.lang();
    // What is wrong with the day of the surroundings is told when it is needed, below: the help needs none.
    let command = help::of_day(surroundings.today().unwrap_or_default());
    usage::refuse_joined(&surroundings.args)?;
    let arguments = usage::with_days_joined(&surroundings.args);
    let arguments = std::iter::once("dangwu".into()).chain(arguments);
    let cli = command
        .try_get_matches_from(arguments.clone())
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .map_err(|error| usage::explain(&error, arguments, lang))?;
    let globals = checked(cli.raw, cli.command.nature())?;
    let ctx = Ctx::new(surroundings, globals)?;
    cli.command.run(&ctx)?;
    ctx.release();
    Ok(())
}

/// Refuses options that the command could only ignore.
fn checked(raw: RawGlobals, nature: Nature) -> Result<Globals> {
    let lists =
        !raw.columns.is_empty() || !raw.sort.is_empty() || raw.limit.is_some() || raw.fail_on_empty || raw.total;
    let writes = matches!(nature, Nature::Writes | Nature::Imports);
    if writes && raw.as_of.is_some() {
        return Err(Error::usage(say!(AsOfOnWrite)).hint(say!(AsOfOnWriteHint)));
    }
    let knows_no_day = matches!(nature, Nature::Keeps | Nature::Texts | Nature::Audits | Nature::Prints);
    if knows_no_day && raw.as_of.is_some() {
        return Err(Error::usage(say!(OptionIdle { option: "--as-of" })));
    }
    if nature == Nature::Keeps && raw.output.is_some() {
        return Err(Error::usage(say!(OptionIdle { option: "-o" })));
    }
    if nature == Nature::Texts && raw.format.is_some() {
        return Err(Error::usage(say!(OptionIdle { option: "-f" })));
    }
    if !writes && (raw.dry_run || raw.overriding.is_some()) {
        let option = if raw.dry_run { "--dry-run" } else { "--override" };
        return Err(Error::usage(say!(OptionIdle { option })));
    }
    if !matches!(nature, Nature::Lists | Nature::Audits) && lists {
        return Err(Error::usage(say!(OptionIdle { option: "--columns --sort --limit --fail-on-empty --total" })));
    }
    if raw.overriding.as_deref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(Error::usage(say!(OverrideEmpty)));
    }
    if !raw.wait.is_finite() || !(0.0..=86_400.0).contains(&raw.wait) {
        return Err(Error::usage(say!(WaitBad)));
    }
    let encoding = match &raw.encoding {
        Some(name) if nature != Nature::Imports => Some(name.parse::<Encoding>()?),
        _ => None,
    };
    let output = Options {
        format: raw.format,
        // `-` is standard output.
        file: raw.output.filter(|file| file.as_os_str() != "-"),
        header: raw.header,
        bom: raw.bom,
        encoding,
        columns: text::all_items(&raw.columns),
        sort: text::all_items(&raw.sort),
        limit: raw.limit,
        fail_on_empty: raw.fail_on_empty,
        total: raw.total,
        reveal: raw.reveal,
        plain: raw.no_color,
    };
    if output.format.is_none()
        && nature != Nature::Texts
        && let Some(ending) = output.unknown_ending()
    {
        return Err(Error::usage(say!(EndingUnknown { ending })).hint(say!(EndingUnknownHint)));
    }
    if let (Some(ending), Some(format)) = (output.contradicting_ending(), output.format) {
        let error = Error::usage(say!(EndingContradicts { ending, format }));
        return Err(error.hint(say!(EndingContradictsHint)));
    }
    let csv_only = output.header.is_some() || output.bom || output.encoding.is_some();
    if csv_only && output.resolved_format() != Format::Csv {
        return Err(Error::usage(say!(CsvOnly)));
    }
    Ok(Globals {
        db: raw.db,
        as_of: raw.as_of,
        output,
        encoding: raw.encoding,
        reveal: raw.reveal,
        dry_run: raw.dry_run,
        overriding: raw.overriding,
        operator: raw.operator,
        quiet: raw.quiet,
        yes: raw.yes,
        overwrite: raw.overwrite,
        wait: raw.wait,
    })
}
