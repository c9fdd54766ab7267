//! What can be typed after `dangwu org VERB`.

use std::str::FromStr;

use clap::{Args, Subcommand};

use crate::batch::BatchArgs;
use crate::date::PartialDate;
use crate::org::papers::Papers;
use crate::org::unit::cli::yes_or_no;
use crate::org::{Formation, FormationReason, How, OrgKind};
use crate::text;

/// `org add`
#[derive(Debug, Args)]
pub struct Add {
    /// 党组织全称
    pub(super) name: String,
    /// 类别: committee 党委、general-branch 党总支、branch 党支部、joint-branch 联合党支部、temporary 临时党支部、group 党小组、leading-group 党组、office 办事机构、superior 上级党组织
    #[arg(long, value_name = "KIND")]
    pub(super) kind: OrgKind,
    /// 上级党组织
    #[arg(long, value_name = "ORG")]
    pub(super) parent: Option<String>,
    /// 代码(不写则自动编号)
    #[arg(long, value_name = "CODE")]
    pub(super) code: Option<String>,
    /// 简称
    #[arg(long, value_name = "NAME")]
    pub(super) short: Option<String>,
    /// 成立日期(可只知年或年月)
    #[arg(long, value_name = "DATE")]
    pub(super) founded: Option<PartialDate>,
    /// 组建方式: independent 独立、joint 联合、attached 挂靠
    #[arg(long, value_name = "KIND")]
    pub(super) formation: Option<Formation>,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    pub(super) approval: Option<String>,
    /// 批准单位
    #[arg(long, value_name = "NAME")]
    pub(super) approver: Option<String>,
    #[command(flatten)]
    pub(super) papers: PapersArgs,
    /// 所在县(市、区)
    #[arg(long, value_name = "TEXT")]
    pub(super) district: Option<String>,
    /// 覆盖的单位(可多次; 也可写 --for)
    #[arg(long = "unit", alias = "for", value_name = "UNIT")]
    pub(super) units: Vec<String>,
    /// 联系人
    #[arg(long, value_name = "NAME")]
    pub(super) contact: Option<String>,
    /// 联系电话
    #[arg(long, value_name = "PHONE")]
    pub(super) phone: Option<String>,
    /// 拟建: 只登记, 正式成立前不计入任何数字
    #[arg(long, conflicts_with = "founded")]
    pub(super) planned: bool,
}

/// `org found`
#[derive(Debug, Args)]
pub struct Found {
    /// 拟建的党组织
    pub(super) org: String,
    /// 成立日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    pub(super) approval: Option<String>,
    #[command(flatten)]
    pub(super) papers: PapersArgs,
}

/// The papers of a founding.
#[derive(Debug, Args)]
pub(super) struct PapersArgs {
    /// 请示日期(请示、批复、成立依次不早于前者)
    #[arg(long, value_name = "DATE")]
    pub(super) requested: Option<PartialDate>,
    /// 请示文号
    #[arg(long, value_name = "NO")]
    pub(super) request_no: Option<String>,
    /// 批复日期(批复文号写在 --approval)
    #[arg(long, value_name = "DATE")]
    pub(super) approved: Option<PartialDate>,
    /// 联合、挂靠组建的原因: industry 行业相近、district 地域相邻、convenience 工作方便、superior 上级指定
    #[arg(long, value_name = "KIND")]
    pub(super) formation_reason: Option<FormationReason>,
    /// 与单位同步建立(日期说明不了时写)
    #[arg(long)]
    pub(super) in_step: bool,
}

impl PapersArgs {
    /// What they tell.
    pub(super) fn papers(&self) -> Papers {
        Papers {
            requested: self.requested,
            request_no: text::typed(self.request_no.as_deref()),
            approved: self.approved,
            reason: self.formation_reason,
            in_step: self.in_step.then_some(true),
        }
    }
}

/// A coded value put right: an empty text takes it away.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mended<T>(pub(super) Option<T>);

impl<T: FromStr> FromStr for Mended<T> {
    type Err = T::Err;

    fn from_str(typed: &str) -> Result<Self, T::Err> {
        if typed.trim().is_empty() { Ok(Self(None)) } else { typed.parse().map(|value| Self(Some(value))) }
    }
}

/// `org list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党组织及其下级
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
    /// 只列该类别
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<OrgKind>,
    /// 列出拟建的
    #[arg(long)]
    pub(super) planned: bool,
    /// 包括拟建的和已撤销的
    #[arg(long)]
    pub(super) all: bool,
}

/// `org show`
#[derive(Debug, Args)]
pub struct Show {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 显示全部沿革和台账条目
    #[arg(long)]
    pub(super) history: bool,
}

/// `org tree`
#[derive(Debug, Args)]
pub struct Tree {
    /// 从该党组织开始
    pub(super) org: Option<String>,
}

/// `org set`
#[derive(Debug, Args)]
pub struct Set {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 全称
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// 简称(空文本为删除, 下同)
    #[arg(long, value_name = "NAME")]
    pub(super) short: Option<String>,
    /// 类别
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<OrgKind>,
    /// 上级党组织
    #[arg(long, value_name = "ORG")]
    pub(super) parent: Option<String>,
    /// 代码
    #[arg(long, value_name = "CODE")]
    pub(super) code: Option<String>,
    /// 成立日期
    #[arg(long, value_name = "DATE")]
    pub(super) founded: Option<PartialDate>,
    /// 撤销日期
    #[arg(long, value_name = "DATE")]
    pub(super) dissolved: Option<PartialDate>,
    /// 最近一次更名的日期
    #[arg(long, value_name = "DATE")]
    pub(super) renamed: Option<PartialDate>,
    /// 最近一次改变隶属的日期
    #[arg(long, value_name = "DATE")]
    pub(super) moved: Option<PartialDate>,
    /// 最近一次改变类别的日期
    #[arg(long, value_name = "DATE")]
    pub(super) converted: Option<PartialDate>,
    /// 组建方式
    #[arg(long, value_name = "KIND")]
    pub(super) formation: Option<Formation>,
    /// 联合、挂靠组建的原因
    #[arg(long, value_name = "KIND")]
    pub(super) formation_reason: Option<Mended<FormationReason>>,
    /// 请示日期
    #[arg(long, value_name = "DATE")]
    pub(super) requested: Option<PartialDate>,
    /// 请示文号
    #[arg(long, value_name = "NO")]
    pub(super) request_no: Option<String>,
    /// 批复日期
    #[arg(long, value_name = "DATE")]
    pub(super) approved: Option<PartialDate>,
    /// 与单位同步建立
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no, num_args = 0..=1, require_equals = true, default_missing_value = "是")]
    pub(super) in_step: Option<bool>,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    pub(super) approval: Option<String>,
    /// 批准单位
    #[arg(long, value_name = "NAME")]
    pub(super) approver: Option<String>,
    /// 所在县(市、区)
    #[arg(long, value_name = "TEXT")]
    pub(super) district: Option<String>,
    /// 联系人
    #[arg(long, value_name = "NAME")]
    pub(super) contact: Option<String>,
    /// 联系电话
    #[arg(long, value_name = "PHONE")]
    pub(super) phone: Option<String>,
}

/// `org edit`
#[derive(Debug, Args)]
pub struct Edit {
    /// 只改该党组织及其下级
    #[arg(long, value_name = "ORG")]
    pub(crate) under: Option<String>,
    #[command(flatten)]
    pub(super) batch: BatchArgs,
}

/// `org rename`
#[derive(Debug, Args)]
pub struct Rename {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 新的全称
    pub(super) name: String,
    /// 新的简称
    #[arg(long, value_name = "NAME")]
    pub(super) short: Option<String>,
    /// 更名日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
}

/// `org move`
#[derive(Debug, Args)]
pub struct Move {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 新的上级党组织
    #[arg(long, value_name = "ORG")]
    pub(super) to: String,
    /// 改变隶属的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
}

/// `org convert`
#[derive(Debug, Args)]
pub struct Convert {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 新的类别
    #[arg(long, value_name = "KIND")]
    pub(super) kind: OrgKind,
    /// 日期(可只知年月)
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    pub(super) approval: Option<String>,
    /// 批准单位
    #[arg(long, value_name = "NAME")]
    pub(super) approver: Option<String>,
    /// 同时更名为
    #[arg(long, value_name = "NAME")]
    pub(super) rename: Option<String>,
    /// 新的简称(与 --rename 同用)
    #[arg(long, value_name = "NAME", requires = "rename")]
    pub(super) short: Option<String>,
}

/// `org dissolve`
#[derive(Debug, Args)]
pub struct Dissolve {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 撤销日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// 党员和下级党组织并入的党组织
    #[arg(long, value_name = "ORG")]
    pub(super) into: Option<String>,
}

/// `org cover`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Cover {
    #[command(subcommand)]
    pub(super) verb: Option<CoverVerb>,
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    #[arg(required = true)]
    pub(super) org: Option<String>,
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    #[arg(required = true)]
    pub(super) unit: Option<String>,
    /// 自该日起
    #[arg(long, value_name = "DATE", required = true)]
    pub(super) from: Option<PartialDate>,
    /// 覆盖方式: own 独立、joint 联合、attached 挂靠(默认按组建方式)
    #[arg(long, value_name = "KIND")]
    pub(super) how: Option<How>,
}

/// `org cover set`
#[derive(Debug, Subcommand)]
pub enum CoverVerb {
    /// 更正覆盖的方式或起止日期
    Set(CoverSet),
}

/// `org cover set`
#[derive(Debug, Args)]
pub struct CoverSet {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    pub(super) unit: String,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<PartialDate>,
    /// 到该日为止(该日已不覆盖)
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<PartialDate>,
    /// 覆盖方式: own 独立、joint 联合、attached 挂靠
    #[arg(long, value_name = "KIND")]
    pub(super) how: Option<How>,
}

/// `org uncover`
#[derive(Debug, Args)]
pub struct Uncover {
    /// 党组织(代码、全称、简称、部分名称或拼音首字母)
    pub(super) org: String,
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    pub(super) unit: String,
    /// 自该日起不再覆盖
    #[arg(long, value_name = "DATE")]
    pub(super) to: PartialDate,
}
