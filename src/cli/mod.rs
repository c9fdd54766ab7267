//! The command line: global options, the nouns, and the way from arguments to a command that runs.
//!
//! Each noun keeps its verbs beside its code (`org/cli.rs` …). The doc comments here and there are the Chinese help;
//! the English stands in `help_en.toml`, and a test asks for it path by path.

mod chinese;
mod choose;
mod complete;
mod examples;
mod help;
mod home;
mod later;
mod nearest;
mod page;
mod reference;
mod supply;
pub(crate) mod texts;
mod topics;
mod usage;
mod usual;
mod way;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::parser::ValueSource;
use clap::{ArgMatches, Args, FromArgMatches as _, Parser, Subcommand};
use clap_complete::Shell;

use self::later::Later;
use crate::config::Key;
use crate::ctx::{Ctx, Surroundings, to_stderr};
use crate::error::{Error, Kind, Result};
use crate::globals::{Nature, Typed};
use crate::i18n::{Lang, say};
use crate::waiting;

/// 党务: 行业协会商会党组织记录管理
#[derive(Debug, Parser)]
#[command(name = "dangwu", version, infer_subcommands = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    globals: Typed,
    #[command(flatten)]
    supply: supply::Supply,
    #[command(subcommand)]
    command: Option<Later<Command>>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 党组织: 登记、隶属、变更、所在单位、覆盖
    #[command(subcommand)]
    Org(Later<crate::org::cli::OrgCommand>),
    /// 党员: 登记、花名册、导入导出
    #[command(subcommand)]
    Member(Later<crate::member::cli::MemberCommand>),
    /// 组织关系转接: 转出、转入、介绍信、回执
    #[command(subcommand)]
    Transfer(Later<crate::transfer::cli::TransferCommand>),
    /// 发展党员: 申请、积极分子、发展对象、接收、转正
    #[command(subcommand)]
    Activist(Later<crate::activist::cli::ActivistCommand>),
    /// 会议和活动: 登记、到会、决议、查找
    #[command(subcommand)]
    Meeting(Later<crate::meeting::cli::MeetingCommand>),
    /// 文书: 按记录填写表格、决议、公示、介绍信等(Word 文档)
    #[command(subcommand)]
    Paper(Later<crate::paper::cli::PaperCommand>),
    /// 报表
    Report(Later<crate::report::cli::ReportCommand>),
    /// 数据库: 建库、检查、备份、日志、撤销
    #[command(subcommand)]
    Db(Later<crate::upkeep::cli::DbCommand>),
    /// 上报包: 县区制作上报, 市里并入汇总
    #[command(subcommand)]
    Bundle(Later<crate::bundle::cli::BundleCommand>),
    /// 数据湖: 把许多单位的记录放在一处, 一次出报表
    #[command(subcommand)]
    Lake(Later<crate::lake::cli::LakeCommand>),
    /// 配置: 数据库位置、语言、经办人等, 一次设定, 长期有效
    #[command(subcommand)]
    Config(Later<crate::config::cli::ConfigCommand>),
    /// 帮助: 某一命令, 或日期、导入、撤销等专题
    Help(Later<HelpArgs>),
    /// 命令行补全: 给出要加进启动文件的一行(bash、zsh、fish、powershell、elvish)
    Completions(Later<CompletionsArgs>),
}

/// `help`
#[derive(Debug, Args)]
struct HelpArgs {
    /// 专题, 或命令(可几个词); reference 为全部命令的参考手册
    words: Vec<String>,
    /// 参考手册的形式: markdown、html, 或 man(每条命令一页, 写入 -o 指明的文件夹)
    #[arg(long = "as", value_name = "KIND")]
    form: Option<reference::As>,
}

/// `completions`
#[derive(Debug, Args)]
struct CompletionsArgs {
    /// 命令解释器
    shell: Shell,
    /// 改为输出完整的脚本: 只补全命令和选项, 不查数据库
    #[arg(long)]
    script: bool,
}

impl CompletionsArgs {
    fn run(&self, ctx: &Ctx) -> Result<()> {
        if !self.script {
            return complete::line(ctx, self.shell);
        }
        let mut command = help::command(ctx.lang);
        if self.shell != Shell::Bash {
            command = chinese::without_names(&command);
        }
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "dangwu", &mut script);
        ctx.print(&script)
    }
}

impl Command {
    fn nature(&self) -> Nature {
        match self {
            Self::Org(command) => command.0.nature(),
            Self::Member(command) => command.0.nature(),
            Self::Transfer(command) => command.0.nature(),
            Self::Activist(command) => command.0.nature(),
            Self::Meeting(command) => command.0.nature(),
            Self::Paper(command) => command.0.nature(),
            Self::Report(command) => command.0.nature(),
            Self::Db(command) => command.0.nature(),
            Self::Bundle(command) => command.0.nature(),
            Self::Lake(command) => command.0.nature(),
            Self::Config(command) => command.0.nature(),
            Self::Help(Later(HelpArgs { form: Some(reference::As::Man), .. })) => Nature::Fills,
            Self::Help(_) | Self::Completions(_) => Nature::Texts,
        }
    }

    /// Whether it can do its work beside a configuration with a fault.
    fn bears_faults(&self) -> bool {
        match self {
            Self::Config(command) => command.0.bears_faults(),
            Self::Help(_) => true,
            _ => false,
        }
    }

    fn run(self, ctx: &Ctx, surroundings: &Surroundings) -> Result<()> {
        match self {
            Self::Help(command) => home::asked_help(ctx, &command.0, surroundings),
            Self::Org(command) => command.0.run(ctx),
            Self::Member(command) => command.0.run(ctx),
            Self::Transfer(command) => command.0.run(ctx),
            Self::Activist(command) => command.0.run(ctx),
            Self::Meeting(command) => command.0.run(ctx),
            Self::Paper(command) => command.0.run(ctx),
            Self::Report(command) => command.0.run(ctx),
            Self::Lake(command) => command.0.run(ctx),
            Self::Db(command) => command.0.run(ctx),
            Self::Bundle(command) => command.0.run(ctx),
            Self::Config(command) => command.0.run(ctx),
            Self::Completions(command) => command.0.run(ctx),
        }
    }
}

/// Runs the program and returns its exit code.
pub fn main(surroundings: &Surroundings) -> ExitCode {
    if let Some((shell, asked)) = surroundings.completing() {
        return complete::run(shell, &asked);
    }
    let lang = surroundings.lang();
    match run(surroundings) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Ending::Help(text)) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(Ending::Again(args)) => main(&surroundings.with_args(args)),
        Err(Ending::Failed(error)) => fail(error, lang, surroundings.wants_json()),
    }
}

fn fail(error: Error, lang: Lang, json: bool) -> ExitCode {
    // Whatever was in the hands of a library when Ctrl-C was pressed says in words of its own that it was broken off.
    let is_broken_off = matches!(error.kind(), Kind::Database | Kind::Io) && error.is_bare() && waiting::is_stopped();
    let error = if is_broken_off || waiting::was_left() { waiting::stopped() } else { error };
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
    /// It is to be run with these arguments instead.
    Again(Vec<OsString>),
}

impl From<Error> for Ending {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Reads the arguments with the nouns that they may name, and whether the day is today because none was told. What is wrong with them is
/// told by the whole command line, which alone knows what was nearly typed.
fn parse(arguments: &[OsString], surroundings: &Surroundings) -> Result<(Cli, bool), Ending> {
    // What is wrong with the day of the surroundings is told when it is needed: the help needs none.
    let today = surroundings.today().unwrap_or_default();
    let words: Vec<&str> = usage::words(arguments).collect();
    let is_spoken = chinese::is_spoken(arguments);
    let read = |command: clap::Command| {
        let matches = command.try_get_matches_from(arguments)?;
        Cli::from_arg_matches(&matches).map(|cli| (cli, is_of_today(&matches)))
    };
    read(help::of_day(today, is_spoken, |noun| usage::is_named(noun, &words)))
        .or_else(
            |error| if usage::is_asked_for(&error) { Err(error) } else { read(help::of_day(today, true, |_| true)) },
        )
        .map_err(|error| usage::explain(&error, arguments, surroundings))
}

/// Whether the verb took today for its day because no other was typed.
fn is_of_today(matches: &ArgMatches) -> bool {
    let mut verb = matches;
    while let Some((_, below)) = verb.subcommand() {
        verb = below;
    }
    let mut all = verb.ids();
    all.any(|id| id == "date") && verb.value_source("date") == Some(ValueSource::DefaultValue)
}

fn run(surroundings: &Surroundings) -> Result<(), Ending> {
    usage::refuse_joined(&surroundings.args)?;
    let arguments = usage::with_days_joined(&surroundings.args);
    let mut arguments = std::iter::once("dangwu".into()).chain(arguments).collect::<Vec<OsString>>();
    let usual_org = surroundings.config().get(Key::OrgDefault);
    let usual_org = usual_org.filter(|org| usual::add(&mut arguments, org));
    let (cli, is_of_today) = parse(&arguments, surroundings)?;
    let Some(Later(command)) = cli.command else {
        let (is_asked, supply) = (cli.supply.is_asked(), cli.supply);
        let nature = if is_asked { supply.nature() } else { Nature::Texts };
        let ctx = Ctx::new(surroundings, cli.globals.checked(nature)?)?;
        let ran = if is_asked { supply.run(&ctx) } else { home::run(&ctx) };
        return Ok(ran?);
    };
    cli.supply.refuse_command()?;
    let globals = cli.globals.checked(command.nature())?;
    if !command.bears_faults() {
        surroundings.config().refuse_faults()?;
    }
    let ctx = Ctx::new(surroundings, globals)?;
    #[cfg(feature = "sealed")]
    ctx.tell_of_keys();
    if let Some(org) = usual_org {
        ctx.note(&say!(UsualOrg { org: org.display().to_string() }));
    }
    let ran = command.run(&ctx, surroundings);
    // What was found came out.
    if ran.as_ref().map_or_else(|error| error.kind() == Kind::Findings, |()| true) {
        ctx.end_look();
    }
    if let Err(error) = &ran
        && let Some(arguments) = choose::chosen(&ctx, &arguments, error)
    {
        return Err(Ending::Again(arguments.into_iter().skip(1).collect()));
    }
    ran?;
    if is_of_today {
        ctx.note(&say!(TookToday { day: ctx.today }));
    }
    ctx.release();
    Ok(())
}
