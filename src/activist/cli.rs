//! `dangwu activist`.

use clap::{Args, Subcommand};

use super::list::{self, Filter};
use super::{Application, Details, Stage, Step, Taken, contact, show};
use crate::cli::Nature;
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::error::Result;
use crate::i18n::say;
use crate::member::cli::Personal;
use crate::member::draft::Field;
use crate::output::Frame;
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
    /// 列出申请人、积极分子等及下一步
    List(List),
    /// 显示一人的发展过程: 已完成、下一步、其后
    Show(Show),
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
    /// 申请人(编号、身份证号、姓名)
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
    /// 申请人(编号、身份证号、姓名)
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
    /// 积极分子(编号、身份证号、姓名)
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
    /// 积极分子(编号、身份证号、姓名)
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
    /// 积极分子(编号、身份证号、姓名)
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
}

/// `activist show`
#[derive(Debug, Args)]
pub struct Show {
    /// 申请人、积极分子等(编号、身份证号、姓名)
    person: String,
}

impl ActivistCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Show(_) => Nature::Lists,
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
            Self::List(args) => {
                let db = ctx.read_at()?;
                let find =
                    |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
                let filter = Filter { stage: args.stage, org: find(&args.org)?, under: find(&args.under)? };
                ctx.list(list::columns(), Frame::default(), |listing| list::list(ctx, &db, &filter, listing))
            }
            Self::Show(args) => {
                let db = ctx.read_at()?;
                let person = member::find(db.conn(), &args.person)?;
                let frame = Frame { title: Some(member::name(db.conn(), person)?), ..Frame::default() };
                ctx.list(show::columns(), frame, |listing| show::show(ctx, &db, person, listing))
            }
        }
    }
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
