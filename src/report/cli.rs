//! `dangwu report`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, Command, FromArgMatches as _};
use rusqlite::Connection;

use super::declaration::Report;
use super::due::{self, DueArgs};
use super::each::Each;
use super::query::QueryArgs;
use super::question::PeriodArgs;
use super::tables::ALL;
use super::{Known, QUERY, explain, find, frozen, list, norms, options};
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::input;
use crate::lake;
use crate::org;
use crate::report::texts;

/// `report`
#[derive(Debug, Clone, Args)]
pub struct ReportCommand {
    /// 报表名称
    pub(super) name: String,
    /// 存档: freeze 存档名称 报表; frozen 或 frozen 存档名称; diff 存档名称。自写的查询: query 文件
    #[arg(value_name = "NAME")]
    words: Vec<OsString>,
    /// 按什么分组
    #[arg(long, value_name = "COLUMN")]
    pub(super) by: Option<String>,
    /// 多张表的报表中的第几表(statistics), 不写为表 1; all 为各表一份, 每表一页(-o 年报.xlsx 或 .html)
    #[arg(long, value_name = "NUMBER")]
    pub(super) table: Option<String>,
    /// 只算该党组织及其下级
    #[arg(long, alias = "org", value_name = "ORG")]
    pub(super) under: Option<String>,
    /// 逐个党组织各出一个文件(各含其下级): org; 文件名由 -o 写明, 其中的 {org} 换成党组织名称, 如 -o '名册/{org}.xlsx'
    #[arg(long, value_name = "WHAT", conflicts_with = "check")]
    pub(super) each: Option<Each>,
    #[command(flatten)]
    pub(super) period: PeriodArgs,
    /// 与另一日或另一期间比较: 各数之旁列当时的数和增减(2010-12-31、2010、2010Q2、2010-05、2010-01-01..2010-05-31)
    #[arg(long, value_name = "DAY|YEAR|PERIOD", conflicts_with = "explain")]
    pub(super) compare: Option<String>,
    /// 含上报: 另列被指导党组织最近一次的上报数, 并计入合计
    #[arg(long)]
    pub(super) with_returns: bool,
    /// 差额不为 0 或校验不符时退出码为 1(annual, statistics); 有逾期的时为 1(report due)
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    due: DueArgs,
    #[command(flatten)]
    query: QueryArgs,
    /// 对数据湖中的全部单位出报表(见 lake add), 而不是对一个数据库
    #[arg(long, value_name = "LAKE")]
    pub(super) lake: Option<PathBuf>,
    /// 数据湖用什么引擎查: duckdb(默认)、sqlite(先汇总成一个临时文件, 单位不多时用), 或从标准输入读 SQL、每行输出一个 JSON 对象的命令
    #[arg(long, value_name = "ENGINE", requires = "lake")]
    engine: Option<String>,
    /// 列出全部规定, 包括当日未施行的(report rules)
    #[arg(long)]
    all: bool,
    /// 列出数字背后的人、党组织或单位: 分组=值, 或数字的列名, 可多个
    #[arg(long, value_name = "COLUMN=VALUE", num_args = 1..)]
    pub(super) explain: Vec<String>,
}

impl ReportCommand {
    /// What it does with the records.
    pub fn nature(&self) -> Nature {
        match find(&self.name) {
            Ok(Known::Freeze) => Nature::Freezes,
            Ok(Known::Frozen | Known::Diff) => Nature::Audits,
            _ => Nature::Lists,
        }
    }

    /// Runs the report.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        if let Some(file) = super::own_file(ctx.report_folder(), &self.name) {
            return self.of_file(0, file).answer(ctx);
        }
        match find(&self.name).map_err(|error| super::with_own(error, ctx.report_folder()))? {
            Known::Freeze => self.freeze(ctx),
            _ => self.answer(ctx),
        }
    }

    /// The same with what follows so many words, the name of one of the office's own reports, read from its file.
    fn of_file(&self, at: usize, file: PathBuf) -> Self {
        let mut words =
            std::iter::once(OsString::from(&self.name)).chain(self.words.iter().cloned()).collect::<Vec<_>>();
        words.splice(at..=at, [QUERY.into(), file.into_os_string()]);
        let name = words.remove(0).to_string_lossy().into_owned();
        Self { name, words, ..self.clone() }
    }

    /// Answers what is asked.
    pub(super) fn answer(&self, ctx: &Ctx) -> Result<()> {
        let (known, words) = match (find(&self.name)?, self.words.as_slice()) {
            (Known::File, words) if self.query.is_told() => {
                (Known::Query(self.query.read(Path::new("-"))?), texts_of(words)?)
            }
            (Known::File, [file, more @ ..]) => {
                ctx.refuse_as_output(Path::new(file))?;
                (Known::Query(self.query.read(Path::new(file))?), texts_of(more)?)
            }
            (known, words) => (self.find(known)?, texts_of(words)?),
        };
        self.refuse_idle(&known)?;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match (known, words.as_slice()) {
            (Known::Frozen, []) => frozen::list::list(ctx),
            (Known::Frozen, [name]) => frozen::list::show(ctx, name),
            (Known::Diff, [name]) => frozen::diff::diff(ctx, name),
            (Known::Diff, []) => Err(Error::usage(say!(DiffNameless)).hint(say!(FrozenListHint))),
            (Known::Frozen | Known::Diff, [_, more @ ..]) | (Known::Freeze, more) | (_, more @ [_, ..]) => {
                Err(Error::usage(say!(WordsIdle { name: &self.name, words: more.join(" ") })))
            }
            (Known::File, []) => Err(Error::usage(say!(QueryFileMissing)).hint(say!(QueryHint))),
            (Known::List, []) => list::list(ctx),
            (Known::Rules, []) => norms::list(ctx, self.all),
            (Known::Query(report), []) if self.with_returns => {
                self.one_or_each(ctx, &Known::Query(report.with_returns()?))
            }
            (known @ (Known::Due | Known::Overview | Known::Query(_)), []) => self.one_or_each(ctx, &known),
        }
    }

    /// Answers for all orgs at once, or for one after the other.
    fn one_or_each(&self, ctx: &Ctx, known: &Known) -> Result<()> {
        if self.each.is_some() {
            return self.each(ctx, known);
        }
        self.refuse_pattern(ctx)?;
        self.tell(ctx, known)
    }

    /// Answers what is asked of the records.
    pub(super) fn tell(&self, ctx: &Ctx, known: &Known) -> Result<()> {
        match known {
            Known::Due => due::list(ctx, &self.records_at(ctx)?, &self.due, self.under.as_deref(), self.check),
            Known::Overview => self.overview(ctx),
            Known::Query(report) => self.answer_of(ctx, report),
            // The others tell nothing of the records and are not asked here.
            other => Err(super::unknown(other.name())),
        }
    }

    /// The records that are asked: those of the database, or of all offices of a lake.
    pub(super) fn records(&self, ctx: &Ctx) -> Result<Db> {
        let Some(path) = &self.lake else { return ctx.read() };
        if ctx.known().is_some() {
            return Err(Error::usage(say!(KnownOfLake)).hint(say!(KnownOfLakeHint)));
        }
        lake::open(path, self.engine.as_deref())
    }

    /// The same, at the end of the day asked about.
    pub(super) fn records_at(&self, ctx: &Ctx) -> Result<Db> {
        let mut db = self.records(ctx)?;
        db.stand_at(ctx.as_of())?;
        Ok(db)
    }

    /// Freezes what the report named after the name would say.
    fn freeze(&self, ctx: &Ctx) -> Result<()> {
        let words = texts_of(&self.words[..self.words.len().min(2)])?;
        let nameless = || Error::usage(say!(FreezeNameless)).hint(say!(FreezeNamelessHint));
        let [name, report] = words.as_slice() else { return Err(nameless()) };
        let name = name.trim();
        if name.is_empty() {
            return Err(nameless());
        }
        if let Some(file) = super::own_file(ctx.report_folder(), report) {
            return self.of_file(2, file).freeze(ctx);
        }
        let known = find(report).map_err(|error| super::with_own(error, ctx.report_folder()))?;
        if matches!(known, Known::Freeze | Known::Frozen | Known::Diff) {
            return Err(Error::usage(say!(FreezeOfFrozen { report })));
        }
        let idle = [("--check", self.check), ("--each", self.each.is_some()), ("--lake", self.lake.is_some())];
        if let Some((option, _)) = idle.into_iter().find(|(_, is_given)| *is_given) {
            return Err(Error::usage(say!(OptionIdle { option })));
        }
        let mut asked = Self { name: known.name().to_owned(), words: self.words[2..].to_vec(), ..self.clone() };
        if matches!(known, Known::File) && !self.query.is_told() && !asked.words.is_empty() {
            let file = asked.words.remove(0);
            asked.query = asked.query.told_from(Path::new(&file))?;
        }
        frozen::freeze(ctx, name, &asked.name, &asked)
    }

    fn answer_of(&self, ctx: &Ctx, report: &Report) -> Result<()> {
        if self.asks_all() {
            return self.all_tables(ctx, report);
        }
        let answered = match (report.figures.is_empty(), self.explain.is_empty()) {
            (true, _) => self.list(ctx, report),
            (false, true) => self.figures(ctx, report),
            (false, false) => self.explain(ctx, report, &self.explain, None),
        };
        match &report.own {
            Some(own) => answered.map_err(|error| own.as_own(error)),
            None => answered,
        }
    }

    /// The report that is meant; asked of a period, or by some group, it may be one of its own.
    fn find(&self, known: Known) -> Result<Known> {
        let report = match known {
            Known::Query(report) => report,
            other => return Ok(other),
        };
        let of_group = {
            let asked = |by: &str| self.by.as_deref().is_some_and(|typed| explain::answers(&report, by, typed));
            report.of_group.iter().find(|(by, _)| asked(by)).map(|(_, name)| name)
        };
        if let Some(typed) = self.table.as_deref().filter(|_| !report.tables.is_empty() && !self.asks_all()) {
            return Ok(Known::Query(Self::table(report, typed.trim())?));
        }
        let of_period = report.of_period.as_ref().filter(|_| self.period.is_given());
        Ok(Known::Query(match of_group.or(of_period) {
            Some(name) => super::built_in(name)?,
            None => report,
        }))
    }

    /// The table of a form of several that is asked for.
    fn table(report: Report, typed: &str) -> Result<Report> {
        let number = typed.strip_prefix('表').unwrap_or(typed).trim();
        let known = report.tables.iter().map(|(number, _)| number.as_str()).chain([ALL[0]]).collect::<Vec<_>>();
        let Some((_, name)) = report.tables.iter().find(|(known, _)| known == number) else {
            return Err(Error::usage(say!(FormTableUnknown { table: typed })).hint(say!(FormTableChoices { known })));
        };
        if *name == report.name {
            return Ok(report);
        }
        Ok(Report { tables: report.tables.clone(), ..super::built_in(name)? })
    }

    /// Refuses options that the report could only ignore.
    fn refuse_idle(&self, known: &Known) -> Result<()> {
        let idle = known.idle();
        // What is returned is refused where it has no use, with the reports that have one.
        let is_idle = |id: &&str| idle.contains(id) && !(*id == "with_returns" && matches!(known, Known::Query(_)));
        let mut idle: Vec<&str> = self.given().into_iter().filter(is_idle).collect();
        if self.check && !self.explain.is_empty() && !idle.contains(&"check") {
            idle.push("check");
        }
        if idle.is_empty() {
            return Ok(());
        }
        let option = idle.into_iter().map(options::typed).collect::<Vec<_>>().join(" ");
        Err(Error::usage(say!(OptionIdle { option })))
    }

    /// The ids of the options that were given.
    fn given(&self) -> Vec<&'static str> {
        let Self {
            name: _,
            words: _,
            by,
            table,
            under,
            each,
            period,
            compare,
            with_returns,
            check,
            due,
            query,
            all,
            explain,
            lake,
            engine: _,
        } = self;
        let own = [
            ("by", by.is_some()),
            ("lake", lake.is_some()),
            ("table", table.is_some()),
            ("under", under.is_some()),
            ("each", each.is_some()),
            ("compare", compare.is_some()),
            ("with_returns", *with_returns),
            ("check", *check),
            ("all", *all),
            ("explain", !explain.is_empty()),
        ];
        own.into_iter()
            .chain(period.given())
            .chain(due.given())
            .chain(query.given())
            .filter(|(_, is_given)| *is_given)
            .map(|(id, _)| id)
            .collect()
    }

    /// Its options as one would type them to ask the same at any time: the org by its code, the person by number.
    pub(super) fn spelt_out(&self, conn: &Connection) -> Result<Vec<String>> {
        let Self {
            name: _,
            words: _,
            by,
            table,
            under,
            each: _,
            period,
            compare,
            with_returns,
            check: _,
            due,
            query,
            all,
            explain,
            // What a lake says is not frozen: it has no log that would tell when it changed.
            lake: _,
            engine: _,
        } = self;
        let org = |typed: &String| org::get(conn, org::find(conn, typed)?).map(|org| org.code);
        let mut options = vec![
            ("by", by.clone()),
            ("table", table.clone()),
            ("under", under.as_ref().map(org).transpose()?),
            ("compare", compare.clone()),
        ];
        options.extend(period.spelt_out());
        options.extend(due.spelt_out(conn)?);
        options.extend(query.spelt_out());
        options.extend(explain.iter().map(|asked| ("explain", Some(asked.clone()))));
        let valued = options.into_iter().filter_map(|(id, value)| Some(format!("{}={}", options::typed(id), value?)));
        let flags = [("with_returns", *with_returns), ("all", *all)];
        let flags = flags.into_iter().filter(|(_, is_set)| *is_set).map(|(id, _)| options::typed(id));
        Ok(valued.chain(flags).collect())
    }

    /// A report with options that were spelt out.
    ///
    /// Fails with `Refused` if this version does not know them any more.
    pub(super) fn read(report: &str, options: &[String]) -> Result<Self> {
        let words = std::iter::once(report).chain(options.iter().map(String::as_str));
        let matches = Self::augment_args(Command::new("report").no_binary_name(true)).try_get_matches_from(words);
        matches
            .and_then(|matches| Self::from_arg_matches(&matches))
            .map_err(|_| Error::refused(say!(FrozenUnasked { options: options.join(" "), name: report })))
    }
}

/// Words that are no names of files, read as every text of a command line is.
fn texts_of(words: &[OsString]) -> Result<Vec<String>> {
    let read = |word: &OsString| match word.to_str() {
        Some(word) => Ok(input::told(word)?),
        None => Err(Error::usage(say!(ValueInvalid { option: "NAME", value: word.to_string_lossy().into_owned() }))),
    };
    words.iter().map(read).collect()
}
