//! What can be typed after `dangwu meeting VERB`.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::date::{Moment, PartialDate};
use crate::error::Result;
use crate::import::ImportArgs;
use crate::meeting::count::Told;
use crate::meeting::facts::FactArgs;
use crate::meeting::marks::Marks;
use crate::meeting::{MeetingKind, Presence, VoteRule};
use crate::member::voices::VoiceArgs;
use crate::money::Money;

/// `meeting export`
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub(super) list: List,
    /// 导出签到表(按姓名登记的会议, 一人一行)
    #[arg(long)]
    pub(super) attendance: bool,
}

/// `meeting import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub(super) args: ImportArgs,
    /// 文件未写党支部时归入该党组织
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 文件未写会议类型时算作该类
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<MeetingKind>,
}

/// Attendance as typed.
#[derive(Debug, Args)]
pub(super) struct Attendance {
    /// 应到人数(与名册不同的另存, 并提示)
    #[arg(long, value_name = "N")]
    pub(super) due: Option<u32>,
    /// 实到人数
    #[arg(long, value_name = "N", conflicts_with_all = ["attend", "late", "leave", "absent"])]
    pub(super) present: Option<u32>,
    /// 请假人数
    #[arg(long, value_name = "N", requires = "present", conflicts_with_all = ["attend", "late", "leave", "absent"])]
    pub(super) on_leave: Option<u32>,
    /// 到会的人(all 或“全体”为全部应到的人); 名册上未写到的人按缺席
    #[arg(long, value_name = "P,P…")]
    pub(super) attend: Vec<String>,
    /// 迟到的人; 名册上未写到的人按缺席
    #[arg(long, value_name = "P,P…")]
    pub(super) late: Vec<String>,
    /// 请假的人及原因: ill 病假、private 事假、official 公假, 或写文字; 只写请假、缺席时其余的人按到会
    #[arg(long, value_name = "P[:REASON],…")]
    pub(super) leave: Vec<String>,
    /// 缺席的人(可写原因)
    #[arg(long, value_name = "P[:REASON],…")]
    pub(super) absent: Vec<String>,
    /// 经批准不计入应到的人及原因
    #[arg(long, value_name = "P:REASON,…")]
    pub(super) left_out: Vec<String>,
}

impl Attendance {
    pub(super) fn told(&self) -> Told {
        Told { due: self.due, present: self.present, on_leave: self.on_leave, absent: None }
    }

    pub(super) fn marks(&self) -> Result<Marks> {
        let mut marks = Marks::default();
        for (option, presence, lists) in [
            ("--attend", Presence::Present, &self.attend),
            ("--late", Presence::Late, &self.late),
            ("--leave", Presence::Leave, &self.leave),
            ("--absent", Presence::Absent, &self.absent),
            ("--left-out", Presence::LeftOut, &self.left_out),
        ] {
            marks.read(option, presence, lists)?;
        }
        Ok(marks)
    }
}

/// `meeting record`
#[derive(Debug, Args)]
pub struct Record {
    /// 开会的党组织
    pub(super) org: String,
    /// 类别: general 支部党员大会、committee 支部委员会、group 党小组会、lecture 党课、theme-day 主题党日、org-life 组织生活会、appraisal 民主评议党员、joint 党政联席会议、board 列席行政决策层会议、consult 征求意见、analysis 党性分析、service 联系服务群众、training 培训、study 专题学习、study-tour 实地见学、contest 征文演讲、charity 捐助慰问、visit 调研接待、mass 党群共建、open 党务公开、other 其他
    #[arg(long, value_name = "KIND")]
    pub(super) kind: MeetingKind,
    /// 日期(后面可写时间: “2019/2/3 14:30”; 默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: Moment,
    #[command(flatten)]
    pub(super) facts: FactArgs,
    #[command(flatten)]
    pub(super) attendance: Attendance,
    /// 所属活动(可多次), 如 创先争优
    #[arg(long = "campaign", value_name = "TAG")]
    pub(super) campaigns: Vec<String>,
    /// 会议记录(文本文件)
    #[arg(long, value_name = "FILE")]
    pub(super) minutes: Option<PathBuf>,
    /// 捐助的钱款, 如 1万元
    #[arg(long, value_name = "MONEY", requires = "to")]
    pub(super) money: Option<Money>,
    /// 捐助的物品
    #[arg(long, value_name = "TEXT", requires = "to")]
    pub(super) goods: Option<String>,
    /// 捐助或慰问的对象(更多用 meeting give)
    #[arg(long, value_name = "WHO")]
    pub(super) to: Option<String>,
}

/// What marks people on the command line.
const MARKS: [&str; 8] = ["due", "present", "on_leave", "attend", "late", "leave", "absent", "left_out"];

/// `meeting attend`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("told").required(true).multiple(true)
    .args(["due", "present", "on_leave", "attend", "late", "leave", "absent", "left_out", "edit", "import"])))]
pub struct Attend {
    /// 会议编号
    pub(super) id: String,
    #[command(flatten)]
    pub(super) attendance: Attendance,
    /// 把应到的人打开为表, 逐人填写; 加 -o 写成工作簿, 填好后 --import 收回
    #[arg(long, conflicts_with_all = MARKS)]
    pub(super) edit: bool,
    /// 收回用 --edit -o 写出、填好的表
    #[arg(long, value_name = "FILE", conflicts_with_all = MARKS, conflicts_with = "edit")]
    pub(super) import: Option<PathBuf>,
}

/// `meeting resolve`
#[derive(Debug, Args)]
pub struct Resolve {
    /// 会议编号
    pub(super) id: String,
    /// 决议内容
    #[arg(long, value_name = "TEXT")]
    pub(super) text: String,
    /// 赞成票
    #[arg(long = "for", value_name = "N")]
    pub(super) in_favour: u32,
    /// 反对票
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(super) against: u32,
    /// 弃权票
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(super) abstain: u32,
    /// 按何种规定计算: decision 党员大会决定、committee 支部委员会决定、recruitment 发展党员、election 选举(默认按会议类别)
    #[arg(long, value_name = "RULE")]
    pub(super) rule: Option<VoteRule>,
    /// 应到会有表决权的人数(默认按会议保存的名册; --excused 的人从中减去)
    #[arg(long, value_name = "N")]
    pub(super) voters: Option<u32>,
    /// 实到会有表决权的人数(按姓名登记的自动计算; 默认为投票数)
    #[arg(long, value_name = "N")]
    pub(super) present: Option<u32>,
    /// 不能到会而会前书面表示意见的人数(计入票数, 不计入实到)
    #[arg(long, value_name = "N")]
    pub(super) written: Option<u32>,
    #[command(flatten)]
    pub(super) voices: VoiceArgs,
    /// 无记名投票
    #[arg(long)]
    pub(super) secret: bool,
    /// 更正该次会议的第几项决议
    #[arg(long, value_name = "N")]
    pub(super) instead: Option<u32>,
}

/// `meeting set`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("fix").required(true).multiple(true).args([
    "org", "kind", "date", "time", "topic", "chair", "recorder", "lecturer", "place", "hours", "tier", "form", "measure",
    "integration", "partner", "guests", "sit_ins", "remark", "due", "present", "on_leave", "campaigns", "minutes", "restore",
])))]
pub struct Set {
    /// 会议编号
    pub(super) id: String,
    /// 开会的党组织
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 类别
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<MeetingKind>,
    /// 日期(后面可写时间); 按当日名册重新计算应到和表决权
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<Moment>,
    #[command(flatten)]
    pub(super) facts: FactArgs,
    /// 应到人数
    #[arg(long, value_name = "N")]
    pub(super) due: Option<u32>,
    /// 实到人数
    #[arg(long, value_name = "N")]
    pub(super) present: Option<u32>,
    /// 请假人数
    #[arg(long, value_name = "N")]
    pub(super) on_leave: Option<u32>,
    /// 所属活动(可多次; 取代原有的, 空内容为全部删去)
    #[arg(long = "campaign", value_name = "TAG")]
    pub(super) campaigns: Vec<String>,
    /// 会议记录(文本文件, 取代原有的)
    #[arg(long, value_name = "FILE")]
    pub(super) minutes: Option<PathBuf>,
    /// 不再作废
    #[arg(long)]
    pub(super) restore: bool,
}

/// `meeting void`
#[derive(Debug, Args)]
pub struct Void {
    /// 会议编号
    pub(super) id: String,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
}

/// `meeting list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党组织的
    #[arg(long, value_name = "ORG", conflicts_with = "under")]
    pub(super) org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
    /// 只列该类别
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<MeetingKind>,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<PartialDate>,
    /// 到该日止(含当日)
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<PartialDate>,
    /// 只列属于该活动的
    #[arg(long, value_name = "TAG")]
    pub(super) campaign: Option<String>,
    /// 只列已作废的
    #[arg(long)]
    pub(super) voided: bool,
}

/// `meeting show`
#[derive(Debug, Args)]
pub struct Show {
    /// 会议编号
    pub(super) id: String,
}

/// `meeting find`
#[derive(Debug, Args)]
pub struct Find {
    /// 要找的文字(可写几个词, 用空格分开, 须都出现)
    #[arg(value_name = "TEXT", required = true, num_args = 1..)]
    pub(super) text: Vec<String>,
}

/// `meeting give`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["money", "goods"])))]
pub struct Give {
    /// 会议编号
    pub(super) id: String,
    /// 捐助或慰问的对象
    #[arg(long, value_name = "WHO")]
    pub(super) to: String,
    /// 钱款, 如 1万元
    #[arg(long, value_name = "MONEY")]
    pub(super) money: Option<Money>,
    /// 物品
    #[arg(long, value_name = "TEXT")]
    pub(super) goods: Option<String>,
}

/// `meeting entry`
#[derive(Debug, Args)]
pub struct EntryArgs {
    /// 会议编号
    pub(super) id: String,
    /// 作品名称
    #[arg(long, value_name = "TEXT")]
    pub(super) title: String,
    /// 作者(在册的人, 或写姓名)
    #[arg(long, value_name = "PERSON|NAME")]
    pub(super) by: String,
    /// 获奖情况
    #[arg(long, value_name = "TEXT")]
    pub(super) award: Option<String>,
}
