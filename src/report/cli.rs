//! `dangwu report`.

use clap::Args;

use super::declaration::Report;
use super::due::{self, DueArgs};
use super::question::PeriodArgs;
use super::{Known, explain, find, list, norms, options};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::report::texts;

/// `report`
#[derive(Debug, Args)]
pub struct ReportCommand {
    /// 报表名称
    name: String,
    /// 按什么分组
    #[arg(long, value_name = "COLUMN")]
    pub(super) by: Option<String>,
    /// 只算该党组织及其下级
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
    #[command(flatten)]
    pub(super) period: PeriodArgs,
    /// 与另一日或另一期间比较: 各数之旁列当时的数和增减(2010-12-31、2010、2010Q2、2010-05、2010-01-01..2010-05-31)
    #[arg(long, value_name = "DAY|YEAR|PERIOD", conflicts_with = "explain")]
    pub(super) compare: Option<String>,
    /// 含上报: 另列被指导党组织最近一次的上报数, 并计入合计
    #[arg(long)]
    pub(super) with_returns: bool,
    /// 差额不为 0 时退出码为 1(年报); 有逾期的时为 1(report due)
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    due: DueArgs,
    /// 列出全部规定, 包括当日未施行的(report rules)
    #[arg(long)]
    all: bool,
    /// 列出数字背后的人、党组织或单位: 分组=值, 或数字的列名, 可多个
    #[arg(long, value_name = "COLUMN=VALUE", num_args = 1..)]
    pub(super) explain: Vec<String>,
}

impl ReportCommand {
    /// Runs the report.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        let known = self.find()?;
        self.refuse_idle(&known)?;
        match known {
            Known::Due => due::list(ctx, &self.due, self.under.as_deref(), self.check),
            Known::List => list::list(ctx),
            Known::Rules => norms::list(ctx, self.all),
            Known::Overview => self.overview(ctx),
            Known::Query(report) => {
                self.answer_of(ctx, if self.with_returns { report.with_returns()? } else { report })
            }
        }
    }

    fn answer_of(&self, ctx: &Ctx, report: Report) -> Result<()> {
        match (report.figures.is_empty(), self.explain.is_empty()) {
            (true, _) => self.list(ctx, &report),
            (false, true) => self.figures(ctx, &report),
            (false, false) => self.explain(ctx, &report, &self.explain, None),
        }
    }

    /// The report that is meant; asked of a period, or by some group, it may be one of its own.
    fn find(&self) -> Result<Known> {
        let report = match find(&self.name)? {
            Known::Query(report) => report,
            other => return Ok(other),
        };
        let of_group = {
            let asked = |by: &str| self.by.as_deref().is_some_and(|typed| explain::answers(&report, by, typed));
            report.of_group.iter().find(|(by, _)| asked(by)).map(|(_, name)| name)
        };
        let of_period = report.of_period.as_ref().filter(|_| self.period.is_given());
        Ok(Known::Query(match of_group.or(of_period) {
            Some(name) => super::built_in(name)?,
            None => report,
        }))
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
        let Self { name: _, by, under, period, compare, with_returns, check, due, all, explain } = self;
        let own = [
            ("by", by.is_some()),
            ("under", under.is_some()),
            ("compare", compare.is_some()),
            ("with_returns", *with_returns),
            ("check", *check),
            ("all", *all),
            ("explain", !explain.is_empty()),
        ];
        own.into_iter()
            .chain(period.given())
            .chain(due.given())
            .filter(|(_, is_given)| *is_given)
            .map(|(id, _)| id)
            .collect()
    }
}
