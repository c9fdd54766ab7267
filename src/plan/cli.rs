//! `dangwu org plan`.

use clap::{Args, Subcommand};

use super::accept::{self, Accepted};
use super::follow::{self, Filter};
use super::set::{self, Step};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::error::Result;
use crate::globals::Nature;
use crate::import::ImportArgs;
use crate::ledger::{self, Hindrance, PlanState, PlanWay};

/// `org plan`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Plan {
    #[command(subcommand)]
    verb: Option<PlanVerb>,
    /// 只列该党组织下的单位(拟建党组织的上级、所属协会、所在地归它或其下级的; 无处可归的归最上级)和其下级的党支部
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// 采纳第几组的建议: 成立该组的党组织, 覆盖该组单位(一次操作); 组号以同样 --under 列出的为准
    #[arg(long, value_name = "GROUP")]
    accept: Option<i64>,
    /// 成立日期(默认今天); 按该日的建议采纳
    #[arg(long, value_name = "DATE", requires = "accept", conflicts_with = "planned")]
    date: Option<PartialDate>,
    /// 只登记为拟建
    #[arg(long, requires = "accept")]
    planned: bool,
    /// 核对: 该组应正是这些单位, 不是则不登记
    #[arg(long, value_name = "UNIT,UNIT", requires = "accept")]
    units: Vec<String>,
    /// 党组织全称(默认按单位名称)
    #[arg(long, value_name = "NAME", requires = "accept")]
    name: Option<String>,
    /// 简称
    #[arg(long, value_name = "NAME", requires = "accept")]
    short: Option<String>,
    /// 上级党组织(默认为 --under 所写的, 党支部除外)
    #[arg(long, value_name = "ORG", requires = "accept")]
    parent: Option<String>,
    /// 批准文号
    #[arg(long, value_name = "NO", requires = "accept")]
    approval: Option<String>,
}

/// `org plan …`
#[derive(Debug, Subcommand)]
pub enum PlanVerb {
    /// 登记组建计划的进展: 状态、未建原因、拟采取方式、拟建时间、责任人, 写变化的即可
    Set(Box<Set>),
    /// 列出组建计划(应建未建清单、组建推进表)
    List(List),
    /// 显示一个单位的组建计划的全部进展
    Show(Show),
    /// 导入应建未建清单、组建推进表, 一行一次进展(同 org progress import)
    Import(Import),
    /// 导出组建推进表(可再导入)
    Export,
}

/// `org plan set`
#[derive(Debug, Args)]
pub struct Set {
    /// 未建党组织的单位, 或拟建的党组织
    unit: String,
    /// 状态: not-started 未启动、surveying 摸排中、transferring 接转关系中、requested 已请示、approved 已批复、shelved 搁置、dropped 不再建(后两种结束计划, 须写原因); 成立后自动转为已成立
    #[arg(long, value_name = "STATE")]
    state: Option<PlanState>,
    /// 未建原因: few-members 不足三名正式党员、no-members 无党员、not-transferred 党员关系未转入、unsupported 出资人/负责人不支持、unguided 上级未及时指导、new 新成立、closing 拟注销、other 其他
    #[arg(long, value_name = "REASON")]
    reason: Option<Hindrance>,
    /// 拟采取方式: independent 单独、joint 联合、attached 挂靠、instructor 派指导员、develop 发展党员后组建
    #[arg(long, value_name = "WAY")]
    way: Option<PlanWay>,
    /// 拟建时间(年月; 只知年的写年)
    #[arg(long, value_name = "MONTH")]
    by: Option<PartialDate>,
    /// 责任人(姓名, 或在库人员的编号)
    #[arg(long, value_name = "PERSON")]
    owner: Option<String>,
    /// 进展日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    date: PartialDate,
    /// 说明
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// `org plan list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党组织下的单位
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// 只列此状态的(已结束的状态也列)
    #[arg(long, value_name = "STATE")]
    state: Option<PlanState>,
    /// 也列已结束的(已成立、搁置、不再建)
    #[arg(long)]
    all: bool,
    /// 只列过了拟建时间还没有成立的
    #[arg(long, conflicts_with_all = ["all", "state"])]
    overdue: bool,
}

/// `org plan import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    import: ImportArgs,
    /// 没有写进展日期的行以此日为进展日期
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
}

/// `org plan show`
#[derive(Debug, Args)]
pub struct Show {
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    unit: String,
}

impl Plan {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self.verb {
            None if self.accept.is_some() => Nature::Writes,
            Some(PlanVerb::Set(_)) => Nature::Writes,
            Some(PlanVerb::Import(_)) => Nature::Imports,
            _ => Nature::Lists,
        }
    }

    /// Runs the verb.
    pub fn run(&self, ctx: &Ctx) -> Result<()> {
        match &self.verb {
            None => match self.accept {
                Some(group) => self.accept(ctx, group),
                None => super::list(ctx, self.under.as_deref()),
            },
            Some(PlanVerb::Set(args)) => args.run(ctx),
            Some(PlanVerb::List(args)) => {
                let under = args.under.as_deref();
                follow::list(ctx, &Filter { under, state: args.state, all: args.all, overdue: args.overdue })
            }
            Some(PlanVerb::Show(args)) => follow::show(ctx, &args.unit),
            Some(PlanVerb::Import(args)) => ledger::cli::import(ctx, "plan_step", &args.import, args.date.as_ref()),
            Some(PlanVerb::Export) => ledger::cli::export(ctx, "plan_step"),
        }
    }
}

impl Plan {
    fn accept(&self, ctx: &Ctx, group: i64) -> Result<()> {
        let accepted = Accepted {
            group,
            date: self.date.unwrap_or_else(|| ctx.today.into()),
            planned: self.planned,
            under: self.under.as_deref(),
            units: &self.units,
            name: self.name.as_deref(),
            short: self.short.as_deref(),
            parent: self.parent.as_deref(),
            approval: self.approval.as_deref(),
        };
        accept::accept(ctx, &accepted)
    }
}

impl Set {
    fn run(&self, ctx: &Ctx) -> Result<()> {
        let step = Step {
            date: self.date,
            state: self.state,
            reason: self.reason,
            way: self.way,
            by: self.by,
            owner: self.owner.as_deref(),
            note: self.note.as_deref(),
        };
        ctx.write(|tx, advice| set::tell(tx, &self.unit, &step, ctx.today, advice))
    }
}
