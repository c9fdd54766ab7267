//! `dangwu activist`.

use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::correct::{self, Correction};
use super::list::{self, Filter};
use super::{Application, Details, Stage, Step, Taken, Votes, Way, contact, export, import, moving, roster, show};
use crate::activist::texts;
use crate::assumed;
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, in_party};
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::import::ImportArgs;
use crate::member::cli::Personal;
use crate::member::draft::Field;
use crate::output::Frame;
use crate::rules::rules;
use crate::{member, org, text};

/// 发展党员命令
#[derive(Debug, Subcommand)]
pub enum ActivistCommand {
    /// 登记入党申请
    Apply(Box<Apply>),
    /// 登记申请后的谈话
    Talk(Talk),
    /// 确定为入党积极分子
    Nominate(Nominate),
    /// 培养联系人: 指定、结束
    #[command(subcommand)]
    Contact(ContactVerb),
    /// 登记一次考察
    Evaluate(Evaluate),
    /// 列为发展对象
    Candidate(Candidate),
    /// 登记政治审查
    Review(Review),
    /// 登记集中培训
    Train(Train),
    /// 登记党委预审
    Prereview(Document),
    /// 支部大会接收为预备党员(自该日在册)
    Admit(Admit),
    /// 登记党委审批: 接收的, 转正后为转正的
    Approve(Approve),
    /// 登记入党宣誓
    Oath(Plain),
    /// 支部大会转为正式党员(自该日起)
    Convert(Convert),
    /// 延长预备期(一次)
    Extend(Extend),
    /// 取消预备党员资格(自该日离开名册)
    Cancel(Ending),
    /// 接收以前终止入党申请
    Withdraw(Ending),
    /// 转到另一党支部培养考察(培养时间连续计算)
    Move(Move),
    /// 更正已登记的一步: 日期或其他内容
    Set(Box<Set>),
    /// 列出申请人、积极分子等及下一步
    List(List),
    /// 显示一人的发展过程: 已完成、下一步、其后
    Show(Show),
    /// 导入申请人、积极分子、发展对象等名册
    Import(Import),
    /// 导出(可再导入)
    Export(Export),
}

/// `activist apply`
#[derive(Debug, Args)]
pub struct Apply {
    /// 姓名(已有记录的可写编号或身份证号)
    name: String,
    /// 接受申请的党支部
    #[arg(long, value_name = "ORG")]
    org: String,
    /// 申请日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 确是新人, 与库中同名的不是同一人
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    told: Personal,
}

/// `activist talk`
#[derive(Debug, Args)]
pub struct Talk {
    /// 申请人(编号、身份证号、姓名或拼音)
    person: String,
    /// 谈话日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 谈话人
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
}

/// `activist nominate`
#[derive(Debug, Args)]
pub struct Nominate {
    /// 申请人(编号、身份证号、姓名或拼音)
    person: String,
    /// 支委会(支部大会)决定的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 报上级党委备案的日期
    #[arg(long, value_name = "DATE")]
    filed: Option<PartialDate>,
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
    person: String,
    /// 培养联系人(正式党员)
    contact: String,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    from: PartialDate,
}

/// `activist contact end`
#[derive(Debug, Args)]
pub struct ContactEnd {
    /// 积极分子(编号、身份证号、姓名或拼音)
    person: String,
    /// 培养联系人
    contact: String,
    /// 自该日起不再担任
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
}

/// `activist evaluate`
#[derive(Debug, Args)]
pub struct Evaluate {
    /// 积极分子(编号、身份证号、姓名或拼音)
    person: String,
    /// 考察日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 考察结果
    #[arg(long, value_name = "TEXT")]
    result: String,
    /// 说明
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// `activist candidate`
#[derive(Debug, Args)]
pub struct Candidate {
    /// 积极分子(编号、身份证号、姓名或拼音)
    person: String,
    /// 列为发展对象的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 上级党委同意(2014年规定为备案)的日期
    #[arg(long, value_name = "DATE")]
    consent: Option<PartialDate>,
    /// 公示第一天
    #[arg(long, value_name = "DATE", requires = "notice_to")]
    notice_from: Option<PartialDate>,
    /// 公示最后一天
    #[arg(long, value_name = "DATE", requires = "notice_from")]
    notice_to: Option<PartialDate>,
}

/// `activist review`
#[derive(Debug, Args)]
pub struct Review {
    /// 发展对象(编号、身份证号、姓名或拼音)
    person: String,
    /// 政治审查完成的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 审查结论
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
}

/// `activist train`
#[derive(Debug, Args)]
pub struct Train {
    /// 发展对象(编号、身份证号、姓名或拼音)
    person: String,
    /// 培训结束的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 学时
    #[arg(long, value_name = "H", value_parser = clap::value_parser!(u32).range(1..=1000), required_unless_present = "days")]
    hours: Option<u32>,
    /// 天数(按一天八学时折合; 与学时并写时取多的)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=125))]
    days: Option<u32>,
    /// 结业证书编号
    #[arg(long, value_name = "NO")]
    certificate: Option<String>,
}

impl Train {
    /// The hours of the training; a day counts for as many as the norm says.
    fn trained(&self) -> Option<u32> {
        let hours_a_day = rules().training_day_hours.value_on(self.date.first_day());
        let of_days = self.days.map(|days| days * u32::try_from(hours_a_day).unwrap_or_default());
        self.hours.max(of_days)
    }
}

/// `activist prereview`
#[derive(Debug, Args)]
pub struct Document {
    /// 发展对象(编号、身份证号、姓名或拼音)
    person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 文号
    #[arg(long, value_name = "NO")]
    doc: Option<String>,
}

/// How a branch meeting voted.
#[derive(Debug, Args)]
pub struct Ballot {
    /// 应到会有表决权的人数
    #[arg(long, value_name = "N")]
    voters: u32,
    /// 实到会有表决权的人数
    #[arg(long, value_name = "N")]
    present: u32,
    /// 不能到会而会前书面表示意见的人数(计入票数, 不计入实到)
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    written: u32,
    /// 赞成票
    #[arg(long = "for", value_name = "N")]
    in_favour: u32,
    /// 反对票
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    against: u32,
    /// 弃权票
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    abstain: u32,
    /// 无记名投票
    #[arg(long)]
    secret: bool,
}

impl Ballot {
    fn votes(&self) -> Votes {
        Votes {
            voters: self.voters,
            present: self.present,
            written: self.written,
            in_favour: self.in_favour,
            against: self.against,
            abstained: self.abstain,
            secret: self.secret,
        }
    }
}

/// `activist admit`
#[derive(Debug, Args)]
pub struct Admit {
    /// 发展对象(编号、身份证号、姓名或拼音)
    person: String,
    /// 支部大会的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    #[command(flatten)]
    ballot: Ballot,
    /// 入党介绍人, 两名正式党员
    #[arg(long, value_name = "PERSON,PERSON", required = true)]
    introducers: Vec<String>,
}

/// `activist approve`
#[derive(Debug, Args)]
pub struct Approve {
    /// 预备党员(编号、身份证号、姓名或拼音)
    person: String,
    /// 审批日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    doc: String,
}

/// `activist oath`
#[derive(Debug, Args)]
pub struct Plain {
    /// 预备党员(编号、身份证号、姓名或拼音)
    person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
}

/// `activist convert`
#[derive(Debug, Args)]
pub struct Convert {
    /// 预备党员(编号、身份证号、姓名或拼音)
    person: String,
    /// 支部大会的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    #[command(flatten)]
    ballot: Ballot,
}

/// `activist extend`
#[derive(Debug, Args)]
pub struct Extend {
    /// 预备党员(编号、身份证号、姓名或拼音)
    person: String,
    /// 决定的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 延长到哪一天
    #[arg(long, value_name = "DATE")]
    until: PartialDate,
}

/// `activist cancel`, `activist withdraw`
#[derive(Debug, Args)]
pub struct Ending {
    /// 申请人、预备党员等(编号、身份证号、姓名或拼音)
    person: String,
    /// 日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// `activist move`
#[derive(Debug, Args)]
pub struct Move {
    /// 申请人、积极分子、发展对象(编号、身份证号、姓名或拼音)
    person: String,
    /// 转到的党支部
    #[arg(long, value_name = "ORG")]
    to: String,
    /// 转去的日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
}

/// `activist set`
#[derive(Debug, Args)]
#[group(id = "mended", required = true, multiple = true)]
pub struct Set {
    /// 申请人、积极分子等(编号、身份证号、姓名或拼音)
    person: String,
    /// 更正哪一步: applied、talked、nominated、evaluated、candidate、reviewed、trained、prereviewed、admitted、approved、sworn、extended、converted、confirmed
    #[arg(long, value_name = "STEP", group = "mended", conflicts_with = "ended")]
    step: Option<Step>,
    /// 原登记的日期(同一步有多次时指明)
    #[arg(long, value_name = "DATE", requires = "step")]
    of: Option<PartialDate>,
    /// 正确的日期
    #[arg(long, value_name = "DATE", requires = "step")]
    date: Option<PartialDate>,
    /// 更正终止的日期
    #[arg(long, value_name = "DATE", group = "mended")]
    ended: Option<PartialDate>,
    /// 谈话人
    #[arg(long, value_name = "PERSON", requires = "step")]
    by: Option<String>,
    /// 结果、结论
    #[arg(long, value_name = "TEXT", requires = "step")]
    result: Option<String>,
    /// 上级党委备案或同意的日期
    #[arg(long, value_name = "DATE", requires = "step")]
    superior: Option<PartialDate>,
    /// 公示第一天
    #[arg(long, value_name = "DATE", requires_all = ["step", "notice_to"])]
    notice_from: Option<PartialDate>,
    /// 公示最后一天
    #[arg(long, value_name = "DATE", requires_all = ["step", "notice_from"])]
    notice_to: Option<PartialDate>,
    /// 学时
    #[arg(long, value_name = "H", value_parser = clap::value_parser!(u32).range(1..=1000), requires = "step")]
    hours: Option<u32>,
    /// 文号、证书编号
    #[arg(long, value_name = "NO", requires = "step")]
    doc: Option<String>,
    /// 延长到哪一天
    #[arg(long, value_name = "DATE", requires = "step")]
    until: Option<PartialDate>,
    /// 说明
    #[arg(long, value_name = "TEXT", requires = "step")]
    note: Option<String>,
}

/// `activist list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该阶段: applicant、activist、candidate、probationary、full、ended
    #[arg(long, value_name = "STAGE")]
    stage: Option<Stage>,
    /// 只列该党组织的
    #[arg(long, value_name = "ORG")]
    org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
    /// 只列有事项逾期的, 并注明各有几人
    #[arg(long)]
    overdue: bool,
    /// 只列有步骤应办而缺登记的, 并写明缺什么
    #[arg(long)]
    missing: bool,
}

/// `activist show`
#[derive(Debug, Args)]
pub struct Show {
    /// 申请人、积极分子等(编号、身份证号、姓名或拼音)
    person: String,
}

/// `activist import`
#[derive(Debug, Args)]
pub struct Import {
    #[command(flatten)]
    args: ImportArgs,
    /// 文件未写党支部时归入该党组织
    #[arg(long, value_name = "ORG")]
    org: Option<String>,
    /// 同名同组织而不能断定是否同一人的, 一律按新人登记
    #[arg(long)]
    new: bool,
}

/// `activist export`
#[derive(Debug, Args)]
pub struct Export {
    /// 只导出该阶段的: applicant、activist、candidate、probationary、full、ended
    #[arg(long, value_name = "STAGE")]
    stage: Option<Stage>,
    /// 只导出该党组织的
    #[arg(long, value_name = "ORG")]
    org: Option<String>,
    /// 只导出该党组织及其下级的
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
}

impl ActivistCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Show(_) | Self::Export(_) => Nature::Lists,
            Self::Import(_) => Nature::Imports,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Apply(args) => run_apply(ctx, &args),
            Self::Talk(args) => step(ctx, &args.person, Step::Talked, args.date, |conn| {
                let by = args.by.as_deref().map(|by| member::find(conn, by)).transpose()?;
                Ok(Details { by, ..Details::default() })
            }),
            Self::Nominate(args) => step(ctx, &args.person, Step::Nominated, args.date, |_| {
                Ok(Details { superior_on: args.filed, ..Details::default() })
            }),
            Self::Evaluate(args) => step(ctx, &args.person, Step::Evaluated, args.date, |_| {
                let (result, note) = (text::typed(Some(&args.result)), text::typed(args.note.as_deref()));
                Ok(Details { result, note, ..Details::default() })
            }),
            Self::Contact(verb) => run_contact(ctx, &verb),
            Self::Candidate(args) => {
                let notice = notice(args.notice_from.zip(args.notice_to))?;
                step(ctx, &args.person, Step::Candidate, args.date, |_| {
                    Ok(Details { superior_on: args.consent, notice, ..Details::default() })
                })
            }
            Self::Review(args) => step(ctx, &args.person, Step::Reviewed, args.date, |_| {
                Ok(Details { result: text::typed(args.result.as_deref()), ..Details::default() })
            }),
            Self::Train(args) => step(ctx, &args.person, Step::Trained, args.date, |_| {
                let doc_no = text::typed(args.certificate.as_deref());
                Ok(Details { hours: args.trained(), doc_no, ..Details::default() })
            }),
            Self::Prereview(args) => step(ctx, &args.person, Step::Prereviewed, args.date, |_| {
                Ok(Details { doc_no: text::typed(args.doc.as_deref()), ..Details::default() })
            }),
            Self::Admit(args) => run_admit(ctx, &args),
            Self::Approve(args) => run_approve(ctx, &args),
            Self::Oath(args) => ctx.write(|tx, advice| {
                let (way, step, date) = (roster::find(tx, &args.person)?, Step::Sworn, args.date);
                super::take(tx, &way, &Taken::plain(step, date), ctx.today, advice)?;
                Ok(Done::new(say!(StepDone { name: member::name(tx, way.person)?, step, date: &date })))
            }),
            Self::Convert(args) => run_convert(ctx, &args),
            Self::Extend(args) => run_extend(ctx, &args),
            Self::Cancel(args) => ctx.write(|tx, _| {
                let way = roster::find(tx, &args.person)?;
                super::cancel(tx, &way, &args.date, &args.reason, ctx.today)?;
                Ok(Done::new(say!(CancelledOn { name: member::name(tx, way.person)?, date: &args.date })))
            }),
            Self::Withdraw(args) => ctx.write(|tx, _| {
                let way = super::find(tx, &args.person)?;
                super::withdraw(tx, &way, &args.date, &args.reason, ctx.today)?;
                Ok(Done::new(say!(WithdrawnOn { name: member::name(tx, way.person)?, date: &args.date })))
            }),
            Self::Move(args) => ctx.write(|tx, _| {
                let (way, to) = (super::find(tx, &args.person)?, org::find(tx, &args.to)?);
                moving::go(tx, &way, to, &args.date, ctx.today)?;
                let (name, org) = (member::name(tx, way.person)?, org::get(tx, to)?.name);
                Ok(Done::new(say!(ActivistMoved { name, org, date: &args.date })))
            }),
            Self::Set(args) => run_set(ctx, &args),
            Self::List(args) => {
                let db = ctx.read_at()?;
                let find =
                    |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
                let (org, under) = (find(&args.org)?, find(&args.under)?);
                let filter = Filter { stage: args.stage, org, under, overdue: args.overdue, missing: args.missing };
                assumed::list(ctx, list::columns(&filter), Frame::default(), |listing, resting| {
                    list::list(ctx, &db, &filter, listing, resting)
                })
            }
            Self::Import(args) => import::run(ctx, &args.args, args.org.as_deref(), args.new),
            Self::Export(args) => run_export(ctx, &args),
            Self::Show(args) => {
                let db = ctx.read_at()?;
                let person = member::find(db.conn(), &args.person)?;
                let frame = Frame { title: Some(member::name(db.conn(), person)?), ..Frame::default() };
                ctx.list(show::columns(), frame, |listing| show::show(ctx, &db, person, listing))
            }
        }
    }
}

fn run_export(ctx: &Ctx, args: &Export) -> Result<()> {
    let db = ctx.read_at()?;
    let find = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
    let filter = Filter { stage: args.stage, org: find(&args.org)?, under: find(&args.under)?, ..Filter::default() };
    assumed::list(ctx, export::columns(), Frame::default(), |listing, resting| {
        export::export(ctx, &db, &filter, listing, resting)
    })?;
    if !ctx.reveals() {
        ctx.note(&say!(ExportMasked));
    }
    Ok(())
}

fn run_apply(ctx: &Ctx, args: &Apply) -> Result<()> {
    ctx.write(|tx, advice| {
        let mut told = args.told.draft();
        told.tell(Field::Name, args.name.as_str());
        let new = Application { told, new: args.new, org: org::find(tx, &args.org)?, date: args.date };
        let person = super::apply(tx, &new, ctx.today, advice)?;
        let (name, org) = (member::name(tx, person)?, org::get(tx, new.org)?.name);
        let done = say!(Applied { no: person.0, name: &name, org, date: &args.date });
        Ok(Done::new(done).with("no", person.0).with("name", name))
    })
}

/// Takes a step of somebody on the way.
fn step(
    ctx: &Ctx,
    person: &str,
    step: Step,
    date: PartialDate,
    details: impl FnOnce(&rusqlite::Connection) -> Result<Details>,
) -> Result<()> {
    ctx.write(|tx, advice| {
        let way = super::find(tx, person)?;
        super::take(tx, &way, &Taken { step, date, details: details(tx)? }, ctx.today, advice)?;
        Ok(Done::new(say!(StepDone { name: member::name(tx, way.person)?, step, date: &date })))
    })
}

/// A public notice has a first and a last day.
fn notice(days: Option<(PartialDate, PartialDate)>) -> Result<Option<(NaiveDate, NaiveDate)>> {
    match days {
        Some((from, to)) if !from.is_exact() || !to.is_exact() || to.first_day() < from.first_day() => {
            Err(Error::usage(say!(NoticeHalf)).of_option("--notice-to"))
        }
        Some((from, to)) => {
            in_party(&from).map_err(|what| Error::refused(what).of_option("--notice-from"))?;
            Ok(Some((from.first_day(), to.first_day())))
        }
        None => Ok(None),
    }
}

fn run_admit(ctx: &Ctx, args: &Admit) -> Result<()> {
    ctx.write(|tx, advice| {
        let way = super::find(tx, &args.person)?;
        let introducers = member::find_all(tx, &args.introducers)?;
        let votes = args.ballot.votes();
        let details = Details { votes: Some(votes), ..Details::default() };
        let new = Taken { step: Step::Admitted, date: args.date, details };
        let org = super::admit(tx, &way, &new, &introducers, ctx.today, advice)?;
        let (name, org, sum) =
            (member::name(tx, way.person)?, org::get(tx, org)?.name, votes.sum(args.date.first_day()));
        Ok(Done::new(say!(AdmittedOn { name, org, date: &args.date, sum })))
    })
}

fn run_convert(ctx: &Ctx, args: &Convert) -> Result<()> {
    ctx.write(|tx, advice| {
        let way = roster::find(tx, &args.person)?;
        let votes = args.ballot.votes();
        let details = Details { votes: Some(votes), ..Details::default() };
        super::convert(tx, &way, &Taken { step: Step::Converted, date: args.date, details }, ctx.today, advice)?;
        let (name, sum) = (member::name(tx, way.person)?, votes.sum(args.date.first_day()));
        Ok(Done::new(say!(ConvertedOn { name, date: &args.date, sum })))
    })
}

/// Approves the admission; of who was converted since, the conversion.
fn run_approve(ctx: &Ctx, args: &Approve) -> Result<()> {
    ctx.write(|tx, advice| {
        let way = roster::find(tx, &args.person)?;
        let step = if way.on(Step::Converted).is_some() { Step::Confirmed } else { Step::Approved };
        let details = Details { doc_no: text::typed(Some(&args.doc)), ..Details::default() };
        super::take(tx, &way, &Taken { step, date: args.date, details }, ctx.today, advice)?;
        Ok(Done::new(say!(StepDone { name: member::name(tx, way.person)?, step, date: &args.date })))
    })
}

fn run_set(ctx: &Ctx, args: &Set) -> Result<()> {
    let notice = notice(args.notice_from.zip(args.notice_to))?;
    if args.until.is_some_and(|until| !until.is_exact()) {
        return Err(Error::usage(say!(UntilExact)));
    }
    ctx.write(|tx, advice| {
        let way = Way::last_of(tx, member::find(tx, &args.person)?)?;
        let name = member::name(tx, way.person)?;
        let Some(step) = args.step else {
            let date = args.ended.as_ref().expect("clap asks for one of them");
            correct::ended_otherwise(tx, &way, date, ctx.today)?;
            return Ok(Done::corrected(say!(EndMended { name, date })));
        };
        let details = Details {
            by: args.by.as_deref().map(|by| member::find(tx, by)).transpose()?,
            result: text::typed(args.result.as_deref()),
            superior_on: args.superior,
            notice,
            hours: args.hours,
            doc_no: text::typed(args.doc.as_deref()),
            votes: None,
            until: args.until.map(|until| until.first_day()),
            note: text::typed(args.note.as_deref()),
        };
        let fix = Correction { date: args.date, details };
        correct::correct(tx, &way, (step, args.of.as_ref()), &fix, ctx.today, advice)?;
        Ok(Done::corrected(say!(StepMended { name, step })))
    })
}

fn run_extend(ctx: &Ctx, args: &Extend) -> Result<()> {
    if !args.until.is_exact() {
        return Err(Error::usage(say!(UntilExact)));
    }
    ctx.write(|tx, advice| {
        let way = roster::find(tx, &args.person)?;
        let details = Details { until: Some(args.until.first_day()), ..Details::default() };
        super::take(tx, &way, &Taken { step: Step::Extended, date: args.date, details }, ctx.today, advice)?;
        Ok(Done::new(say!(ExtendedTo { name: member::name(tx, way.person)?, until: &args.until })))
    })
}

fn run_contact(ctx: &Ctx, verb: &ContactVerb) -> Result<()> {
    ctx.write(|tx, advice| {
        let (person, named) = match verb {
            ContactVerb::Add(args) => (&args.person, &args.contact),
            ContactVerb::End(args) => (&args.person, &args.contact),
        };
        let (way, contact) = (super::find(tx, person)?, member::find(tx, named)?);
        let (name, of) = (member::name(tx, contact)?, member::name(tx, way.person)?);
        Ok(Done::new(match verb {
            ContactVerb::Add(args) => {
                contact::add(tx, &way, contact, &args.from, ctx.today, advice)?;
                say!(ContactAdded { name, of, from: &args.from })
            }
            ContactVerb::End(args) => {
                contact::end(tx, &way, contact, &args.date, ctx.today)?;
                say!(ContactEnded { name, of, date: &args.date })
            }
        }))
    })
}
