//! What can be typed after `dangwu activist VERB`.

use clap::{Args, Subcommand};

use crate::activist::{Stage, Step, Votes};
use crate::date::PartialDate;
use crate::error::Result;
use crate::import::ImportArgs;
use crate::member::cli::Personal;
use crate::member::voices::{VoiceArgs, Voices};
use crate::rules::rules;

/// `activist apply`
#[derive(Debug, Args)]
pub struct Apply {
    /// 姓名(已有记录的可写编号或身份证号)
    pub(super) name: String,
    /// 接受申请的党支部
    #[arg(long, value_name = "ORG")]
    pub(super) org: String,
    /// 申请日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 确是新人, 与库中同名的不是同一人
    #[arg(long)]
    pub(super) new: bool,
    #[command(flatten)]
    pub(super) told: Personal,
}

/// `activist talk`
#[derive(Debug, Args)]
pub struct Talk {
    /// 申请人(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 谈话日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
    /// 谈话人
    #[arg(long, value_name = "PERSON")]
    pub(super) by: Option<String>,
}

/// `activist nominate`
#[derive(Debug, Args)]
pub struct Nominate {
    /// 申请人(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 支委会(支部大会)决定的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 报上级党委备案的日期
    #[arg(long, value_name = "DATE")]
    pub(super) filed: Option<PartialDate>,
}

/// `activist contact`
#[derive(Debug, Subcommand)]
pub enum ContactVerb {
    /// 指定培养联系人
    Add(ContactAdd),
    /// 不再担任培养联系人
    End(ContactEnd),
}

/// `activist contact add`
#[derive(Debug, Args)]
pub struct ContactAdd {
    /// 积极分子(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 培养联系人(正式党员)
    pub(super) contact: String,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    pub(super) from: PartialDate,
}

/// `activist contact end`
#[derive(Debug, Args)]
pub struct ContactEnd {
    /// 积极分子(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 培养联系人
    pub(super) contact: String,
    /// 自该日起不再担任
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
}

/// `activist evaluate`
#[derive(Debug, Args)]
pub struct Evaluate {
    /// 积极分子(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 考察日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
    /// 考察结果
    #[arg(long, value_name = "TEXT")]
    pub(super) result: String,
    /// 说明
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

/// `activist candidate`
#[derive(Debug, Args)]
pub struct Candidate {
    /// 积极分子(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 列为发展对象的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 上级党委同意(2014年规定为备案)的日期
    #[arg(long, value_name = "DATE")]
    pub(super) consent: Option<PartialDate>,
    /// 公示第一天
    #[arg(long, value_name = "DATE", requires = "notice_to")]
    pub(super) notice_from: Option<PartialDate>,
    /// 公示最后一天
    #[arg(long, value_name = "DATE", requires = "notice_from")]
    pub(super) notice_to: Option<PartialDate>,
}

/// `activist review`
#[derive(Debug, Args)]
pub struct Review {
    /// 发展对象(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 政治审查完成的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 审查结论
    #[arg(long, value_name = "TEXT")]
    pub(super) result: Option<String>,
}

/// `activist train`
#[derive(Debug, Args)]
pub struct Train {
    /// 发展对象(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 培训结束的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 学时
    #[arg(long, value_name = "H", value_parser = clap::value_parser!(u32).range(1..=1000), required_unless_present = "days")]
    pub(super) hours: Option<u32>,
    /// 天数(按一天八学时折合; 与学时并写时取多的)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=125))]
    pub(super) days: Option<u32>,
    /// 结业证书编号
    #[arg(long, value_name = "NO")]
    pub(super) certificate: Option<String>,
}

impl Train {
    /// The hours of the training; a day counts for as many as the norm says.
    pub(super) fn trained(&self) -> Option<u32> {
        let hours_a_day = rules().training_day_hours.value_on(self.date.first_day());
        let of_days = self.days.map(|days| days * u32::try_from(hours_a_day).unwrap_or_default());
        self.hours.max(of_days)
    }
}

/// `activist prereview`
#[derive(Debug, Args)]
pub struct Document {
    /// 发展对象(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 文号
    #[arg(long, value_name = "NO")]
    pub(super) doc: Option<String>,
}

/// How a branch meeting voted.
#[derive(Debug, Args)]
pub struct Ballot {
    /// 应到会有表决权的人数(--excused 的人从中减去)
    #[arg(long, value_name = "N")]
    pub(super) voters: u32,
    /// 实到会有表决权的人数
    #[arg(long, value_name = "N")]
    pub(super) present: u32,
    /// 不能到会而会前书面表示意见的人数(计入票数, 不计入实到)
    #[arg(long, value_name = "N")]
    pub(super) written: Option<u32>,
    #[command(flatten)]
    pub(super) voices: VoiceArgs,
    /// 赞成票
    #[arg(long = "for", value_name = "N")]
    pub(super) in_favour: u32,
    /// 反对票
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(super) against: u32,
    /// 弃权票
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(super) abstain: u32,
    /// 无记名投票
    #[arg(long)]
    pub(super) secret: bool,
}

impl Ballot {
    /// The numbers, with those that follow from the names. Refuses numbers that the names contradict.
    pub(super) fn votes(&self, voices: &Voices) -> Result<Votes> {
        let written = voices.written(self.written, [self.in_favour, self.against, self.abstain])?;
        Ok(Votes {
            voters: self.voters,
            present: self.present,
            written,
            in_favour: self.in_favour,
            against: self.against,
            abstained: self.abstain,
            secret: self.secret,
            excused: voices.excused(),
        })
    }
}

/// `activist admit`
#[derive(Debug, Args)]
pub struct Admit {
    /// 发展对象(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 支部大会的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    #[command(flatten)]
    pub(super) ballot: Ballot,
    /// 入党介绍人, 两名正式党员
    #[arg(long, value_name = "PERSON,PERSON", required = true)]
    pub(super) introducers: Vec<String>,
}

/// `activist approve`
#[derive(Debug, Args)]
pub struct Approve {
    /// 预备党员(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 审批日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    pub(super) doc: String,
}

/// `activist oath`
#[derive(Debug, Args)]
pub struct Plain {
    /// 预备党员(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
}

/// `activist convert`
#[derive(Debug, Args)]
pub struct Convert {
    /// 预备党员(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 支部大会的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    #[command(flatten)]
    pub(super) ballot: Ballot,
}

/// `activist extend`
#[derive(Debug, Args)]
pub struct Extend {
    /// 预备党员(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 决定的日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 延长到哪一天
    #[arg(long, value_name = "DATE")]
    pub(super) until: PartialDate,
}

/// `activist cancel`, `activist withdraw`
#[derive(Debug, Args)]
pub struct Ending {
    /// 申请人、预备党员等(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
}

/// `activist move`
#[derive(Debug, Args)]
pub struct Move {
    /// 申请人、积极分子、发展对象(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 转到的党支部
    #[arg(long, value_name = "ORG")]
    pub(super) to: String,
    /// 转去的日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
}

/// `activist set`
#[derive(Debug, Args)]
#[group(id = "mended", required = true, multiple = true)]
pub struct Set {
    /// 申请人、积极分子等(编号、身份证号、姓名或拼音)
    pub(super) person: String,
    /// 更正哪一步: applied、talked、nominated、evaluated、candidate、reviewed、trained、prereviewed、admitted、approved、sworn、extended、converted、confirmed
    #[arg(long, value_name = "STEP", group = "mended", conflicts_with = "ended")]
    pub(super) step: Option<Step>,
    /// 原登记的日期(同一步有多次时指明)
    #[arg(long, value_name = "DATE", requires = "step")]
    pub(super) of: Option<PartialDate>,
    /// 正确的日期
    #[arg(long, value_name = "DATE", requires = "step")]
    pub(super) date: Option<PartialDate>,
    /// 更正终止的日期
    #[arg(long, value_name = "DATE", group = "mended")]
    pub(super) ended: Option<PartialDate>,
    /// 谈话人
    #[arg(long, value_name = "PERSON", requires = "step")]
    pub(super) by: Option<String>,
    /// 结果、结论
    #[arg(long, value_name = "TEXT", requires = "step")]
    pub(super) result: Option<String>,
    /// 上级党委备案或同意的日期
    #[arg(long, value_name = "DATE", requires = "step")]
    pub(super) superior: Option<PartialDate>,
    /// 公示第一天
    #[arg(long, value_name = "DATE", requires_all = ["step", "notice_to"])]
    pub(super) notice_from: Option<PartialDate>,
    /// 公示最后一天
    #[arg(long, value_name = "DATE", requires_all = ["step", "notice_from"])]
    pub(super) notice_to: Option<PartialDate>,
    /// 学时
    #[arg(long, value_name = "H", value_parser = clap::value_parser!(u32).range(1..=1000), requires = "step")]
    pub(super) hours: Option<u32>,
    /// 文号、证书编号
    #[arg(long, value_name = "NO", requires = "step")]
    pub(super) doc: Option<String>,
    /// 延长到哪一天
    #[arg(long, value_name = "DATE", requires = "step")]
    pub(super) until: Option<PartialDate>,
    /// 说明
    #[arg(long, value_name = "TEXT", requires = "step")]
    pub(super) note: Option<String>,
}

/// `activist list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该阶段: applicant、activist、candidate、probationary、full、ended
    #[arg(long, value_name = "STAGE")]
    pub(super) stage: Option<Stage>,
    /// 只列该党组织的
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
    /// 只列有事项逾期的, 并注明各有几人
    #[arg(long)]
    pub(super) overdue: bool,
    /// 只列有步骤应办而缺登记的, 并写明缺什么
    #[arg(long)]
    pub(super) missing: bool,
}

/// `activist show`
#[derive(Debug, Args)]
pub struct Show {
    /// 申请人、积极分子等(编号、身份证号、姓名或拼音)
    pub(super) person: String,
}

/// `activist import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub(super) args: ImportArgs,
    /// 文件未写党支部时归入该党组织
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 同名同组织而不能断定是否同一人的, 一律按新人登记
    #[arg(long)]
    pub(super) new: bool,
}

/// `activist export`
#[derive(Debug, Args)]
pub struct Export {
    /// 只导出该阶段的: applicant、activist、candidate、probationary、full、ended
    #[arg(long, value_name = "STAGE")]
    pub(super) stage: Option<Stage>,
    /// 只导出该党组织的
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 只导出该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
}
