//! What can be typed after `dangwu member VERB`.

use clap::{Args, Subcommand};

use crate::batch::BatchArgs;
use crate::date::PartialDate;
use crate::import::ImportArgs;
use crate::member::draft::{Draft, Field};
use crate::member::{Category, EndReason};

/// What may be told of anybody; the same texts as the cells of a roster.
#[derive(Debug, Default, Args)]
pub struct Personal {
    /// 性别: male 男、female 女
    #[arg(long, value_name = "SEX")]
    pub(super) sex: Option<String>,
    /// 公民身份号码
    #[arg(long, value_name = "NO")]
    pub(super) id_no: Option<String>,
    /// 出生日期
    #[arg(long, value_name = "DATE")]
    pub(super) birth: Option<String>,
    /// 民族
    #[arg(long, value_name = "TEXT")]
    pub(super) ethnicity: Option<String>,
    /// 籍贯
    #[arg(long, value_name = "TEXT")]
    pub(super) native_place: Option<String>,
    /// 学历
    #[arg(long, value_name = "TEXT")]
    pub(super) education: Option<String>,
    /// 学位
    #[arg(long, value_name = "TEXT")]
    pub(super) degree: Option<String>,
    /// 工作单位(与登记的单位同名则关联)
    #[arg(long, value_name = "NAME")]
    pub(super) unit: Option<String>,
    /// 工作岗位
    #[arg(long, value_name = "TEXT")]
    pub(super) job: Option<String>,
    /// 职务
    #[arg(long, value_name = "TEXT")]
    pub(super) position: Option<String>,
    /// 党员业主(可写 --owner no 更正)
    #[arg(long, value_name = "YES|NO", num_args = 0..=1, default_missing_value = "yes")]
    pub(super) owner: Option<String>,
    /// 手机号
    #[arg(long, value_name = "PHONE")]
    pub(super) phone: Option<String>,
    /// 固定电话
    #[arg(long, value_name = "PHONE")]
    pub(super) landline: Option<String>,
    /// 家庭住址
    #[arg(long, value_name = "TEXT")]
    pub(super) address: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    pub(super) remark: Option<String>,
}

impl Personal {
    /// What was told, as a draft.
    pub fn draft(&self) -> Draft<'_> {
        let fields = [
            (Field::Sex, &self.sex),
            (Field::IdNo, &self.id_no),
            (Field::Birth, &self.birth),
            (Field::Ethnicity, &self.ethnicity),
            (Field::NativePlace, &self.native_place),
            (Field::Education, &self.education),
            (Field::Degree, &self.degree),
            (Field::Unit, &self.unit),
            (Field::Job, &self.job),
            (Field::Position, &self.position),
            (Field::Owner, &self.owner),
            (Field::Phone, &self.phone),
            (Field::Landline, &self.landline),
            (Field::Address, &self.address),
            (Field::Remark, &self.remark),
        ];
        tell_all(Draft::default(), &fields)
    }
}

/// What may be told of a member.
#[derive(Debug, Default, Args)]
pub struct Told {
    #[command(flatten)]
    pub(super) personal: Personal,
    /// 人员类别: full 正式党员、probationary 预备党员
    #[arg(long, value_name = "KIND")]
    pub(super) category: Option<String>,
    /// 加入党组织日期
    #[arg(long, value_name = "DATE")]
    pub(super) joined: Option<String>,
    /// 转为正式党员日期
    #[arg(long, value_name = "DATE")]
    pub(super) full_on: Option<String>,
}

impl Told {
    /// What was told, as a draft.
    pub fn draft(&self) -> Draft<'_> {
        let fields = [(Field::Category, &self.category), (Field::Joined, &self.joined), (Field::FullOn, &self.full_on)];
        tell_all(self.personal.draft(), &fields)
    }
}

pub(super) fn tell_all<'a>(mut draft: Draft<'a>, fields: &[(Field, &'a Option<String>)]) -> Draft<'a> {
    for (field, text) in fields {
        if let Some(text) = text {
            draft.tell(*field, text.as_str());
        }
    }
    draft
}

/// `member add`
#[derive(Debug, Args)]
pub struct Add {
    /// 姓名
    pub(super) name: String,
    /// 所在党支部(在终端上不写的, 连同其余各项逐一询问)
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 只作联系人登记(指导员、外单位介绍人), 不入名册, 不计数
    #[arg(long, conflicts_with_all = ["org", "category", "entered", "as_found"])]
    pub(super) no_roll: bool,
    /// 进入本支部日期
    #[arg(long, value_name = "DATE")]
    pub(super) entered: Option<String>,
    /// 建档时已在册: 在册自该日算起(未写 --entered 时)
    #[arg(long, value_name = "DATE")]
    pub(super) as_found: Option<PartialDate>,
    /// 确是新人, 与该党组织中同名的不是同一人
    #[arg(long)]
    pub(super) new: bool,
    #[command(flatten)]
    pub(super) told: Told,
}

impl Add {
    /// Where a field stands that may be left out.
    pub(super) fn place(&mut self, field: Field) -> &mut Option<String> {
        let Told { personal, category, joined, full_on } = &mut self.told;
        match field {
            Field::Org => &mut self.org,
            Field::Entered => &mut self.entered,
            Field::Category => category,
            Field::Joined => joined,
            Field::FullOn => full_on,
            Field::Sex => &mut personal.sex,
            Field::IdNo => &mut personal.id_no,
            Field::Birth => &mut personal.birth,
            Field::Ethnicity => &mut personal.ethnicity,
            Field::Education => &mut personal.education,
            Field::Unit => &mut personal.unit,
            Field::Position => &mut personal.position,
            Field::Phone => &mut personal.phone,
            _ => &mut personal.remark,
        }
    }
}

/// `member list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党组织名册上的
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
    /// 只列该类别: full、probationary、unknown
    #[arg(long, value_name = "KIND")]
    pub(super) category: Option<Category>,
    /// 只列流动党员
    #[arg(long)]
    pub(super) floating: bool,
    /// 只列失联党员
    #[arg(long)]
    pub(super) lost: bool,
    /// 列出已离开名册的
    #[arg(long, conflicts_with_all = ["org", "under", "category", "floating", "lost"])]
    pub(super) left: bool,
    /// 列出从未在任何名册上的(指导员、流入党员、外来的介绍人等)
    #[arg(long, conflicts_with_all = ["org", "under", "category", "floating", "lost", "left", "doubles"])]
    pub(super) no_roll: bool,
    /// 列出疑似重复的记录: 同名, 出生日期、性别不矛盾, 且不是各有身份证号
    #[arg(long, conflicts_with = "left")]
    pub(super) doubles: bool,
}

/// `member find`
#[derive(Debug, Args)]
pub struct Find {
    /// 要找的文字
    pub(super) text: String,
}

/// `member show`
#[derive(Debug, Args)]
pub struct Show {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 显示全部经历
    #[arg(long)]
    pub(super) history: bool,
}

/// `member set`
#[derive(Debug, Args)]
pub struct Set {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 姓名
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// 所在党支部(只更正错录)
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 进入本支部日期
    #[arg(long, value_name = "DATE")]
    pub(super) entered: Option<String>,
    #[command(flatten)]
    pub(super) told: Told,
    /// 离开名册的日期(更正错录)
    #[arg(long, value_name = "DATE")]
    pub(super) ended: Option<PartialDate>,
    /// 已有经历的人, 所在党支部确是当初录错(真的调动用 transfer move)
    #[arg(long, requires = "org")]
    pub(super) correct: bool,
}

/// `member edit`
#[derive(Debug, Args)]
pub struct Edit {
    /// 只改该党组织名册上的
    #[arg(long, value_name = "ORG")]
    pub(crate) org: Option<String>,
    /// 只改该党组织及其下级的
    #[arg(long, value_name = "ORG", conflicts_with = "org")]
    pub(crate) under: Option<String>,
    #[command(flatten)]
    pub(super) batch: BatchArgs,
}

/// `member end`
#[derive(Debug, Args)]
pub struct End {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 原因: deceased 去世、resigned 退党、removed 除名、expelled 开除党籍、cancelled 取消预备党员资格、left 其他
    #[arg(long, value_name = "REASON")]
    pub(super) reason: EndReason,
    /// 说明
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

/// `member merge`
#[derive(Debug, Args)]
pub struct Merge {
    /// 保留的记录(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) keep: String,
    /// 并入的记录(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) gone: String,
    /// 两份记录同时在册时, 以谁的在册记录为准
    #[arg(long, value_name = "PERSON")]
    pub(super) roll: Option<String>,
    /// 姓名
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    #[command(flatten)]
    pub(super) told: Told,
}

/// `member erase`
#[derive(Debug, Args)]
pub struct Erase {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 理由(记入操作日志; 其中的姓名和号码也抹除)
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
}

/// `member retention`
#[derive(Debug, Args)]
pub struct Retention {
    /// 离开名册多少年后(默认为配置的 retention.years)
    #[arg(long, value_name = "N")]
    pub(super) years: Option<u32>,
}

/// `member suspend`, `member restore`
#[derive(Debug, Args)]
pub struct Standing {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
}

/// `member flow`
#[derive(Debug, Subcommand)]
pub enum FlowVerb {
    /// 党员外出流动(仍在本支部名册上)
    Out(FlowOut),
    /// 流动党员返回
    Back(Again),
    /// 列出流动党员
    List(FlowList),
}

/// `member flow out`
#[derive(Debug, Args)]
pub struct FlowOut {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 外出流向
    #[arg(long, value_name = "PLACE")]
    pub(super) to: String,
    /// 日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
}

/// `member flow back`, `member found`
#[derive(Debug, Args)]
pub struct Again {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    pub(super) date: PartialDate,
}

/// `member lost`
#[derive(Debug, Args)]
pub struct Since {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    pub(super) person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    pub(super) date: PartialDate,
}

/// `member flow list`
#[derive(Debug, Args)]
pub struct FlowList {
    /// 只列该党组织名册上的
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
}

/// `member import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    pub(super) args: ImportArgs,
    /// 文件未写党支部时归入该党组织
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 建档日: 未写进入支部日期的, 在册自该日算起
    #[arg(long, value_name = "DATE")]
    pub(super) as_found: Option<PartialDate>,
    /// 同名同组织而不能断定是否同一人的, 一律按新人登记
    #[arg(long)]
    pub(super) new: bool,
}

/// `member export`
#[derive(Debug, Args)]
pub struct Export {
    /// 只导出该党组织名册上的
    #[arg(long, value_name = "ORG")]
    pub(super) org: Option<String>,
    /// 只导出该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    pub(super) under: Option<String>,
    /// 包括不在册的人
    #[arg(long, conflicts_with_all = ["org", "under"])]
    pub(super) all: bool,
    /// 导出每人的经历(在册、停止党籍、流动、任职、离开), 一段一行, 供查阅而不再导入
    #[arg(long, conflicts_with_all = ["org", "under", "all"])]
    pub(super) history: bool,
}
