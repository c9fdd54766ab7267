//! `dangwu transfer`.

use std::collections::BTreeSet;

use clap::{ArgGroup, Args, Subcommand};

use super::incoming::{self, Arrival};
use super::letter::{self, Office};
use super::list::{self, Filter};
use super::out::{self, NewLetter};
use super::set::{self, Correction};
use super::{Direction, Side, export, import, receipt, within};
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, in_party};
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::import::ImportArgs;
use crate::member::cli::Told;
use crate::member::draft::Field;
use crate::output::{Format, Frame, Whom};
use crate::transfer::texts;
use crate::{dues, member, org, text};

/// 组织关系转接命令
#[derive(Debug, Subcommand)]
pub enum TransferCommand {
    /// 转出: 开具介绍信(收到回执前仍在原名册上)
    Out(Out),
    /// 转入: 登记新转入的党员, 或使曾在册的党员重新在册
    In(Box<In>),
    /// 系统内转接, 不开介绍信(可多人, 或整个支部)
    Move(Move),
    /// 收到回执: 当日离开原名册
    Receipt(Receipt),
    /// 撤销一次转接, 名册恢复原状
    Cancel(Cancel),
    /// 列出转接
    List(List),
    /// 显示一次转接
    Show(Show),
    /// 打印介绍信(存根、介绍信、回执一页; 身份证号完整, 记入查阅日志)
    Letter(Letter),
    /// 更正错录的转接, 名册随之更正
    Set(Set),
    /// 导入以往的转接
    Import(ImportArgs),
    /// 导出转接(可再导入)
    Export,
}

/// `transfer out`
#[derive(Debug, Args)]
pub struct Out {
    /// 党员(编号、身份证号、姓名或拼音, 同名时写 姓名@党组织)
    person: String,
    /// 转往何处(库中党组织的代码或全名, 或外单位名称)
    #[arg(long, value_name = "NAME|ORG")]
    to: String,
    /// 介绍信日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    date: PartialDate,
    /// 自编的介绍信编号(不写则按年编号)
    #[arg(long, value_name = "NO")]
    letter: Option<String>,
    /// 有效期天数(默认按规定: 市内、市外不同)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3650))]
    valid: Option<u32>,
    /// 党费交到何年何月
    #[arg(long, value_name = "YYYY-MM")]
    dues_until: Option<PartialDate>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    remark: Option<String>,
}

/// `transfer in`
#[derive(Debug, Args)]
pub struct In {
    /// 姓名(曾在册的可写编号或身份证号)
    name: String,
    /// 从何处转来
    #[arg(long, value_name = "NAME")]
    from: String,
    /// 转入的党组织
    #[arg(long, value_name = "ORG")]
    to: String,
    /// 转入日期(自该日在册; 默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    date: PartialDate,
    /// 对方介绍信的编号
    #[arg(long, value_name = "NO")]
    letter: Option<String>,
    /// 党费交到何年何月
    #[arg(long, value_name = "YYYY-MM")]
    dues_until: Option<PartialDate>,
    /// 确是新人, 与库中同名的不是同一人
    #[arg(long)]
    new: bool,
    #[command(flatten)]
    told: Told,
}

/// `transfer move`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("who").required(true).args(["people", "all_of"])))]
pub struct Move {
    /// 党员(可多人)
    #[arg(value_name = "PERSON")]
    people: Vec<String>,
    /// 该党组织名册上的全部党员
    #[arg(long, value_name = "ORG")]
    all_of: Option<String>,
    /// 转往的党组织
    #[arg(long, value_name = "ORG")]
    to: String,
    /// 日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    date: PartialDate,
}

/// `transfer receipt`
#[derive(Debug, Args)]
pub struct Receipt {
    /// 转接编号或介绍信编号
    id: String,
    /// 回执日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    date: PartialDate,
}

/// `transfer cancel`
#[derive(Debug, Args)]
pub struct Cancel {
    /// 转接编号或介绍信编号
    id: String,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// 撤销日期(默认今天)
    #[arg(long, value_name = "DATE", default_value = "today", hide_default_value = true)]
    date: PartialDate,
}

/// `transfer list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列未收到回执的
    #[arg(long)]
    open: bool,
    /// 只列逾期的: 介绍信过期、回执未到、外出流动超期
    #[arg(long)]
    expired: bool,
    /// 只列该方向: in 转入、out 转出、within 系统内
    #[arg(long, value_name = "WAY")]
    direction: Option<Direction>,
}

/// `transfer show`
#[derive(Debug, Args)]
pub struct Show {
    /// 转接编号或介绍信编号
    id: String,
}

/// `transfer letter`
#[derive(Debug, Args)]
pub struct Letter {
    /// 转接编号或介绍信编号
    id: String,
    /// 抬头(默认为转往的党组织)
    #[arg(long, value_name = "NAME")]
    addressee: Option<String>,
    /// 原所在基层党委通讯地址
    #[arg(long, value_name = "TEXT")]
    address: Option<String>,
    /// 原所在基层党委联系电话(默认为其登记的电话)
    #[arg(long, value_name = "PHONE")]
    tel: Option<String>,
    /// 传真
    #[arg(long, value_name = "NO")]
    fax: Option<String>,
    /// 邮编
    #[arg(long, value_name = "NO")]
    postcode: Option<String>,
}

/// `transfer set`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("fix").required(true).multiple(true)
    .args(["date", "received", "from", "to", "letter", "valid", "dues_until", "remark"])))]
pub struct Set {
    /// 转接编号或介绍信编号
    id: String,
    /// 介绍信日期; 转入和不开介绍信的为转接日期
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// 回执日期
    #[arg(long, value_name = "DATE")]
    received: Option<PartialDate>,
    /// 从何处转来(只用于转入)
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// 转往何处
    #[arg(long, value_name = "NAME|ORG")]
    to: Option<String>,
    /// 介绍信编号
    #[arg(long, value_name = "NO")]
    letter: Option<String>,
    /// 有效期天数
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3650))]
    valid: Option<u32>,
    /// 党费交到何年何月
    #[arg(long, value_name = "YYYY-MM")]
    dues_until: Option<PartialDate>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    remark: Option<String>,
}

impl TransferCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Export => Nature::Lists,
            Self::Show(_) => Nature::Shows,
            Self::Letter(_) => Nature::Prints,
            Self::Import(_) => Nature::Imports,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Out(args) => run_out(ctx, &args),
            Self::In(args) => run_in(ctx, &args),
            Self::Move(args) => run_move(ctx, &args),
            Self::Receipt(args) => ctx.write(|tx, advice| {
                let transfer = super::find(tx, &args.id)?;
                receipt::receive(tx, &transfer, &args.date, ctx.today, advice)?;
                let (name, from, to) =
                    (member::name(tx, transfer.person)?, transfer.from.name(tx)?, transfer.to.name(tx)?);
                Ok(Done::new(say!(TransferDone { name, from, to, date: &args.date })))
            }),
            Self::Cancel(args) => ctx.write(|tx, _| {
                let transfer = super::find(tx, &args.id)?;
                super::cancel(tx, &transfer, &args.date, &args.reason, ctx.today)?;
                Ok(Done::new(say!(TransferCancelledNow { transfer: transfer.named(tx)? })))
            }),
            Self::List(args) => {
                let db = ctx.read_at()?;
                let filter = Filter { open: args.open, expired: args.expired, direction: args.direction };
                ctx.list(list::columns(), ctx.paper(&say!(TransfersTitle)), |listing| {
                    list::list(ctx, &db, &filter, listing)
                })
            }
            Self::Show(args) => {
                let db = ctx.read_at()?;
                let (columns, row) = list::show(&db, super::find_id(db.conn(), &args.id)?)?;
                ctx.list(columns, Frame { upright: true, ..Frame::default() }, |listing| {
                    row.map_or(Ok(()), |row| listing.push(row))
                })
            }
            Self::Letter(args) => print_letter(ctx, &args),
            Self::Set(args) => run_set(ctx, args),
            Self::Import(args) => import::run(ctx, &args),
            Self::Export => run_export(ctx),
        }
    }
}

/// Dues are paid up to a month.
fn month(date: Option<PartialDate>) -> Result<Option<PartialDate>> {
    match date.filter(|date| !date.is_month()) {
        Some(_) => Err(Error::usage(say!(MonthNeeded)).of_option("--dues-until")),
        None => {
            date.as_ref().map_or(Ok(()), in_party).map_err(|what| Error::refused(what).of_option("--dues-until"))?;
            Ok(date)
        }
    }
}

fn run_out(ctx: &Ctx, args: &Out) -> Result<()> {
    let dues_until = month(args.dues_until)?;
    ctx.write(|tx, advice| {
        let person = member::find(tx, &args.person)?;
        let dues_until = dues::of_letter(tx, person, dues_until, advice)?;
        let new = NewLetter {
            person,
            to: Side::read(tx, &args.to)?,
            date: args.date,
            letter_no: text::typed(args.letter.as_deref()),
            valid_days: args.valid,
            dues_until,
            remark: text::typed(args.remark.as_deref()),
            of_the_past: false,
        };
        // The whole text answers to nobody here, but a part of a name does: perhaps that one was meant.
        if let (Some(typed), Ok(org)) = (&new.to.text, org::find(tx, &args.to)) {
            advice.notice(say!(TakenAsElsewhere { typed, org: org::get(tx, org)?.name }));
        }
        let id = out::issue(tx, new, ctx.today, advice)?;
        let transfer = super::load(tx, id)?;
        let (name, to) = (member::name(tx, transfer.person)?, transfer.to.name(tx)?);
        let letter_no = transfer.letter_no.unwrap_or_default();
        let days = transfer.valid_days.unwrap_or_default();
        let done = say!(LetterIssued { number: id.0, letter_no: &letter_no, name, to, days });
        Ok(Done::new(done).with("id", id.0).with("letter_no", letter_no))
    })
}

fn run_in(ctx: &Ctx, args: &In) -> Result<()> {
    let dues_until = month(args.dues_until)?;
    ctx.write(|tx, advice| {
        let mut told = args.told.draft();
        told.tell(Field::Name, args.name.as_str());
        let arrival = Arrival {
            told,
            new: args.new,
            from: Side::elsewhere(&args.from)?,
            to: org::find(tx, &args.to)?,
            date: args.date,
            letter_no: text::typed(args.letter.as_deref()),
            dues_until,
            remark: None,
        };
        let to = org::get(tx, arrival.to)?.name;
        let (person, id, back) = incoming::arrive(tx, &arrival, ctx.today, advice)?;
        let name = member::name(tx, person)?;
        let done = if back {
            say!(CameBack { no: person.0, name: &name, org: to, date: &args.date })
        } else {
            say!(CameIn { no: person.0, name: &name, org: to, date: &args.date })
        };
        Ok(Done::new(done).with("id", id.0).with("no", person.0).with("name", name))
    })
}

fn run_move(ctx: &Ctx, args: &Move) -> Result<()> {
    ctx.write_asking(|tx, advice| {
        let to = org::find(tx, &args.to)?;
        let people = match &args.all_of {
            Some(typed) => within::all_of(tx, org::find(tx, typed)?)?,
            None => member::find_all(tx, &args.people)?,
        };
        let mut named = BTreeSet::new();
        let people: Vec<_> = people.into_iter().filter(|person| named.insert(*person)).collect();
        let moved = within::move_all(tx, &people, to, &args.date, ctx.today, advice)?;
        let org = org::get(tx, to)?.name;
        let count = i64::try_from(moved.len()).unwrap_or(i64::MAX);
        Ok(Done::new(say!(MovedTo { count, org, date: &args.date })).with("moved", count))
    })
}

fn run_set(ctx: &Ctx, args: Set) -> Result<()> {
    let dues_until = month(args.dues_until)?;
    ctx.write(|tx, advice| {
        let transfer = super::find(tx, &args.id)?;
        let fix = Correction {
            date: args.date,
            received: args.received,
            from: args.from,
            to: args.to,
            letter_no: args.letter,
            valid_days: args.valid,
            dues_until,
            remark: args.remark,
        };
        set::correct(tx, &transfer, &fix, ctx.today, advice)?;
        let number = transfer.id.map_or(0, |id| id.0);
        Ok(Done::corrected(say!(TransferSet { number, name: member::name(tx, transfer.person)? })))
    })
}

fn print_letter(ctx: &Ctx, args: &Letter) -> Result<()> {
    let db = ctx.read()?;
    let office = Office {
        addressee: text::typed(args.addressee.as_deref()),
        address: text::typed(args.address.as_deref()),
        tel: text::typed(args.tel.as_deref()),
        fax: text::typed(args.fax.as_deref()),
        postcode: text::typed(args.postcode.as_deref()),
    };
    let transfer = super::find(db.conn(), &args.id)?;
    let slots = letter::slots(db.conn(), &transfer, &office)?;
    ctx.note_full_numbers(&db, Whom::one(transfer.person.0))?;
    if ctx.format() == Format::Html {
        return ctx.print(&letter::page(&slots));
    }
    let (columns, row) = letter::record(slots);
    ctx.list(columns, Frame { upright: true, ..Frame::default() }, |listing| listing.push(row))
}

fn run_export(ctx: &Ctx) -> Result<()> {
    let db = ctx.read_at()?;
    ctx.list(export::columns(), Frame::default(), |listing| export::export(&db, listing))?;
    if !ctx.reveals() {
        ctx.note(&say!(ExportMasked));
    }
    Ok(())
}
