//! The options of every command: as typed, and checked against what the command does with the records.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{StringValueParser, TypedValueParser as _, ValueParser};

use crate::date::PartialDate;
use crate::db::known::Known;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::i18n::texts;
use crate::input;
use crate::output::{Encoding, Format, Header, Options};
use crate::text;

/// The options of every command, as typed.
#[derive(Debug, Args)]
pub(crate) struct Typed {
    /// 数据库文件(否则用 $DANGWU_DB, 再否则用配置的 database, 都没有则用系统数据目录下的 dangwu.db)
    #[arg(long, global = true, value_name = "FILE")]
    db: Option<PathBuf>,
    /// 按该日日终的情况查询(默认今天); 日期可写 今天、昨天、-3d
    #[arg(long, global = true, value_name = "DATE")]
    as_of: Option<PartialDate>,
    /// 按当时的记录查询, 此后的更正不算: 某日日终(2011-05-31), 或某次操作之后(操作编号); 不写 --as-of 的, 查询日即该日
    #[arg(long, global = true, value_name = "DATE|OPERATION")]
    known: Option<Known>,
    /// 输出格式: table 表格、csv、json、jsonl、xlsx、html、ics 日历、parquet(默认表格, 或按 -o 的扩展名)
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
    /// 语言: zh 中文、en 英文(否则用 $DANGWU_LANG, 再否则用配置的 language, 都没有则按系统)
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
    /// 经办人(否则用 $DANGWU_OPERATOR, 再否则用配置的 operator, 都没有则用系统用户)
    #[arg(long, global = true, value_name = "NAME")]
    operator: Option<String>,
    /// 少说话: 只输出数据、警告和错误
    #[arg(short, long, global = true)]
    quiet: bool,
    /// 不用颜色
    #[arg(long, global = true)]
    no_color: bool,
    /// 超过一屏也不分页(否则在终端上用 $DANGWU_PAGER、配置的 pager 或 $PAGER)
    #[arg(long, global = true)]
    no_pager: bool,
    /// 对提问一律回答“是”
    #[arg(short, long, global = true)]
    yes: bool,
    /// 数据库被占用时最多等待的秒数
    #[arg(long, global = true, value_name = "SECONDS", default_value = "5", hide_default_value = true)]
    wait: f64,
    /// 打开加密数据库时, 由该命令给出口令或密钥(输出的第一行; 否则用 $DANGWU_KEY_FILE、$DANGWU_KEY_COMMAND 或配置, 都没有则询问)
    #[cfg(feature = "sealed")]
    #[arg(long, global = true, value_name = "CMD")]
    key_command: Option<String>,
}

/// The options of every command, checked.
#[derive(Debug, Clone)]
pub struct Globals {
    /// `--db`.
    pub db: Option<PathBuf>,
    /// `--as-of`.
    pub as_of: Option<PartialDate>,
    /// `--known`.
    pub known: Option<Known>,
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
    /// `--no-pager`.
    pub no_pager: bool,
    /// `--yes`.
    pub yes: bool,
    /// `--overwrite`.
    pub overwrite: bool,
    /// `--wait`, in seconds.
    pub wait: f64,
    /// `--key-command`.
    #[cfg(feature = "sealed")]
    pub key_command: Option<String>,
}

/// What a command does with the records, which decides what options it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Lists rows: takes `--columns`, `--sort`, `--limit` …
    Lists,
    /// Lists rows about the file itself, which knows no day to be read as of.
    Audits,
    /// Lists rows about the program, for which no records are read.
    Tells,
    /// Shows one thing, or prints a text.
    Shows,
    /// Prints a paper with its own date, as a record or as a page (`-o NAME.html`).
    Prints,
    /// Writes: takes `--dry-run` and `--override`, not `--as-of`.
    Writes,
    /// Writes from a file: `--encoding` names that of the file.
    Imports,
    /// Opens a list as a sheet and writes what was changed in it: takes `--columns`; `-o` names a workbook that is written instead.
    Edits,
    /// Writes down what is read as of a day: takes `--dry-run`, and `--as-of`.
    Freezes,
    /// Makes or copies a file, which it names itself: neither reads as of a day nor writes records.
    Keeps,
    /// Puts a file in the place of the records: takes `--dry-run`, else as [`Nature::Keeps`].
    Restores,
    /// Makes a file of records, which `-o` names.
    Saves,
    /// Writes files into a folder, which `-o` names, as of a day.
    Fills,
    /// Prints a text of the program's own, which is in no format but its own.
    Texts,
}

impl Nature {
    /// Whether it writes records.
    fn writes(self) -> bool {
        matches!(self, Self::Writes | Self::Imports | Self::Edits | Self::Freezes)
    }
}

/// What reads a text of the command line.
pub(crate) fn plain_text() -> ValueParser {
    ValueParser::new(StringValueParser::new().try_map(|typed| input::told(&typed)))
}

impl Typed {
    /// Refuses a day to be asked about, or at which the records were known, where a command knows no such day.
    fn refuse_idle_days(&self, nature: Nature) -> Result<()> {
        if nature.writes() && nature != Nature::Freezes && self.as_of.is_some() {
            return Err(Error::usage(say!(AsOfOnWrite)).hint(say!(AsOfOnWriteHint)));
        }
        let knows_no_day = matches!(
            nature,
            Nature::Keeps
                | Nature::Restores
                | Nature::Saves
                | Nature::Texts
                | Nature::Audits
                | Nature::Tells
                | Nature::Prints
        );
        if knows_no_day && self.as_of.is_some() {
            return Err(Error::usage(say!(OptionIdle { option: "--as-of" })));
        }
        let reads = matches!(nature, Nature::Lists | Nature::Shows | Nature::Prints | Nature::Audits | Nature::Fills);
        if !reads && self.known.is_some() {
            return Err(Error::usage(say!(KnownOnWrite)).hint(say!(KnownOnWriteHint)));
        }
        Ok(())
    }

    /// The options that were given of those that only a list has a use for.
    fn of_lists(&self, nature: Nature) -> Option<String> {
        let given = [
            ("--columns", !self.columns.is_empty() && nature != Nature::Edits),
            ("--sort", !self.sort.is_empty()),
            ("--limit", self.limit.is_some()),
            ("--fail-on-empty", self.fail_on_empty),
            ("--total", self.total),
        ];
        let given: Vec<&str> = given.into_iter().filter(|(_, is_given)| *is_given).map(|(option, _)| option).collect();
        (!given.is_empty()).then(|| given.join(" "))
    }

    /// Refuses a reason that is none, and a time that nobody waits.
    fn refuse_bad_values(&self) -> Result<()> {
        if self.overriding.as_deref().is_some_and(|reason| reason.trim().is_empty()) {
            return Err(Error::usage(say!(OverrideEmpty)));
        }
        if !self.wait.is_finite() || !(0.0..=86_400.0).contains(&self.wait) {
            return Err(Error::usage(say!(WaitBad)));
        }
        Ok(())
    }

    /// Refuses options that a command of this nature could only ignore.
    pub(crate) fn checked(self, nature: Nature) -> Result<Globals> {
        self.refuse_idle_days(nature)?;
        if matches!(nature, Nature::Keeps | Nature::Restores) && self.output.is_some() {
            return Err(Error::usage(say!(OptionIdle { option: "-o" })));
        }
        // What fills papers answers in no format; an error of it does.
        let is_idle = match nature {
            Nature::Texts => self.format.is_some(),
            Nature::Fills | Nature::Saves => self.format.is_some_and(|format| !format.is_json()),
            _ => false,
        };
        if is_idle {
            return Err(Error::usage(say!(OptionIdle { option: "-f" })));
        }
        let is_idle_run = self.dry_run && !nature.writes() && nature != Nature::Restores;
        if is_idle_run || (self.overriding.is_some() && !nature.writes()) {
            let option = if is_idle_run { "--dry-run" } else { "--override" };
            return Err(Error::usage(say!(OptionIdle { option })));
        }
        let lists = matches!(nature, Nature::Lists | Nature::Audits | Nature::Tells);
        if let Some(option) = self.of_lists(nature).filter(|_| !lists) {
            return Err(Error::usage(say!(OptionIdle { option })));
        }
        self.refuse_bad_values()?;
        let encoding = match &self.encoding {
            // Of a sheet it is that of the file which is taken back, unless one is written.
            Some(name) if nature != Nature::Imports && (nature != Nature::Edits || self.output.is_some()) => {
                Some(name.parse::<Encoding>()?)
            }
            _ => None,
        };
        let output = Options {
            format: self.format,
            // `-` is standard output.
            file: self.output.filter(|file| file.as_os_str() != "-"),
            header: self.header,
            bom: self.bom,
            encoding,
            columns: text::all_items(&self.columns),
            sort: text::all_items(&self.sort),
            limit: self.limit,
            fail_on_empty: self.fail_on_empty,
            total: self.total,
            reveal: self.reveal,
            plain: self.no_color,
        };
        if output.format.is_none()
            && !matches!(nature, Nature::Texts | Nature::Fills | Nature::Saves)
            && let Some(ending) = output.unknown_ending()
        {
            return Err(Error::usage(say!(EndingUnknown { ending })).hint(say!(EndingUnknownHint)));
        }
        // What fills papers names the file of a paper; the format is that of its errors.
        if nature != Nature::Fills
            && let (Some(ending), Some(format)) = (output.contradicting_ending(), output.format)
        {
            let error = Error::usage(say!(EndingContradicts { ending, format }));
            return Err(error.hint(say!(EndingContradictsHint)));
        }
        let csv_only = output.header.is_some() || output.bom || output.encoding.is_some();
        if csv_only && output.resolved_format() != Format::Csv {
            return Err(Error::usage(say!(CsvOnly)));
        }
        Ok(Globals {
            db: self.db,
            as_of: self.as_of,
            known: self.known,
            output,
            encoding: self.encoding,
            reveal: self.reveal,
            dry_run: self.dry_run,
            overriding: self.overriding,
            operator: self.operator,
            quiet: self.quiet,
            no_pager: self.no_pager,
            yes: self.yes,
            overwrite: self.overwrite,
            wait: self.wait,
            #[cfg(feature = "sealed")]
            key_command: self.key_command,
        })
    }
}
