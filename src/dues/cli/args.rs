//! What can be typed after `dangwu member dues VERB`.

use clap::{ArgGroup, Args};

use crate::date::{Month, MonthRuns, Months, PartialDate};
use crate::dues::{Entry, Income, Way};
use crate::import::ImportArgs;
use crate::money::Money;

/// `member dues rate`
#[derive(Debug, Args)]
pub struct Rate {
    /// 党员(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 基数(元): 税后月固定收入; 业主为上季度月平均纯收入
    #[arg(long, value_name = "MONEY")]
    pub(super) base: Option<Money>,
    /// 自该月起
    #[arg(long, value_name = "MONTH")]
    pub(super) from: Month,
    /// 收入种类: salary 按月领取工资、annual-salary 年薪制、owner 不按月取得收入(业主、个体)、pension 离退休、farmer 农民、student 学生、relief 下岗失业或领取救济
    #[arg(long, value_name = "KIND", default_value = "salary")]
    pub(super) kind: Income,
    /// 支部核定的月应交数额(元; 不写则按标准计算)
    #[arg(long, value_name = "MONEY")]
    pub(super) monthly: Option<Money>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) remark: Option<String>,
}

/// `member dues pay`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("who").required(true).args(["people", "org"])))]
pub struct Pay {
    /// 党员(可几人)
    #[arg(value_name = "PERSON")]
    pub(super) people: Vec<String>,
    /// 该党组织全体党员, 各交应交而未交的
    #[arg(long, value_name = "ORG", conflicts_with = "amount")]
    pub(super) org: Option<String>,
    /// 所交的月份: 2011-05、2011-01..2011-06、2011Q2 或 2011; 不相连的用逗号或顿号分隔; 不写年的为今年
    #[arg(long, value_name = "MONTHS", required = true)]
    pub(super) months: Vec<MonthRuns>,
    /// 交纳日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
    /// 每人所交金额(元; 不写则为应交数额)
    #[arg(long, value_name = "MONEY")]
    pub(super) amount: Option<Money>,
    /// 收据号
    #[arg(long, value_name = "NO")]
    pub(super) receipt: Option<String>,
    /// 方式: cash 现金、bank 转账、mobile 手机支付、deputy 代交
    #[arg(long, value_name = "WAY")]
    pub(super) way: Option<Way>,
    /// 收缴人
    #[arg(long, value_name = "NAME")]
    pub(super) collector: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) remark: Option<String>,
}

/// `member dues waive`
#[derive(Debug, Args)]
pub struct Waive {
    /// 党员(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 减免的月份: 2011-05、2011-01..2011-06、2011Q2 或 2011
    #[arg(long, value_name = "MONTHS")]
    pub(super) months: Months,
    /// 每月少交多少(元; 不写则免交)
    #[arg(long, value_name = "MONEY")]
    pub(super) less: Option<Money>,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// 批准日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
    /// 批准的上级党委
    #[arg(long, value_name = "NAME")]
    pub(super) approved_by: Option<String>,
    /// 批复文号
    #[arg(long, value_name = "NO")]
    pub(super) document: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) remark: Option<String>,
}

/// `member dues hand-up`
#[derive(Debug, Args)]
pub struct HandUp {
    /// 党组织
    pub(super) org: String,
    /// 哪个月的党费(按季上缴的写季末月)
    #[arg(long, value_name = "MONTH")]
    pub(super) month: Month,
    /// 金额(元)
    #[arg(long, value_name = "MONEY")]
    pub(super) amount: Money,
    /// 上缴日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
    /// 上缴给哪个党组织
    #[arg(long, value_name = "NAME")]
    pub(super) to: Option<String>,
    /// 收据号
    #[arg(long, value_name = "NO")]
    pub(super) receipt: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) remark: Option<String>,
}

/// `member dues list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党员的
    pub(super) person: Option<String>,
    /// 只列该党组织的
    #[arg(long, value_name = "ORG", conflicts_with = "person")]
    pub(super) org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG", conflicts_with_all = ["org", "person"])]
    pub(super) under: Option<String>,
    /// 只列这种: rate 核定、waiver 减免、payment 交纳、handed-up 上缴
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<Entry>,
    /// 列出欠交的, 每人一行, 并提示欠满三个月、连续六个月的
    #[arg(long, conflicts_with_all = ["kind", "months"])]
    pub(super) arrears: bool,
    /// 只列这些月份的
    #[arg(long, value_name = "MONTHS")]
    pub(super) months: Option<Months>,
}

/// `member dues remove`
#[derive(Debug, Args)]
pub struct Remove {
    /// 种类: rate 核定、waiver 减免、payment 交纳、handed-up 上缴
    pub(super) kind: Entry,
    /// 编号(可几个)
    #[arg(required = true, value_name = "ID")]
    pub(super) ids: Vec<i64>,
}

/// `member dues import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub(super) args: ImportArgs,
    /// 按月的列(1月、2月…)是哪一年的
    #[arg(long, value_name = "YEAR")]
    pub(super) year: Option<PartialDate>,
    /// 没有写党组织的行属于哪个党组织
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 没有写交纳日期的, 交纳于该日(不写则为所交的月份)
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<PartialDate>,
}
