//! `dangwu activist`.

mod args;

use chrono::NaiveDate;
use clap::Subcommand;

use super::correct::{self, Correction};
use super::list::{self, Filter};
use super::{Application, Details, Step, Taken, Votes, Way, contact, export, import, moving, roster, show, voices};
use crate::activist::texts;
use crate::assumed;
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, in_party};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::member::draft::Field;
use crate::member::voices::Voices;
use crate::output::Frame;
use crate::{member, org, text};

pub use args::{
    Admit, Apply, Approve, Ballot, Candidate, ContactAdd, ContactEnd, ContactVerb, Convert, Document, Ending, Evaluate,
    Export, Extend, Import, List, Move, Nominate, Plain, Review, Set, Show, Talk, Train,
};

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
                assumed::list(ctx, list::columns(&filter), ctx.paper(&say!(OnTheWayTitle)), |listing, resting| {
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
        let (new, votes) = voted(tx, &way, Step::Admitted, args.date, &args.ballot)?;
        let org = super::admit(tx, &way, &new, &introducers, ctx.today, advice)?;
        let (name, org, sum) =
            (member::name(tx, way.person)?, org::get(tx, org)?.name, votes.sum(args.date.first_day()));
        Ok(Done::new(say!(AdmittedOn { name, org, date: &args.date, sum })))
    })
}

/// A step that the branch meeting voted on.
fn voted(tx: &Tx<'_>, way: &Way, step: Step, date: PartialDate, ballot: &Ballot) -> Result<(Taken, Votes)> {
    let mut new = Taken::plain(step, date);
    let is_of_branch = |person| voices::is_of_branch(tx, way, &new, person);
    let voices = ballot.voices.read(tx, |typed| member::find_among(tx, typed, is_of_branch))?;
    let votes = ballot.votes(&voices)?;
    new.details = Details { votes: Some(votes), voices, ..Details::default() };
    Ok((new, votes))
}

fn run_convert(ctx: &Ctx, args: &Convert) -> Result<()> {
    ctx.write(|tx, advice| {
        let way = roster::find(tx, &args.person)?;
        let (new, votes) = voted(tx, &way, Step::Converted, args.date, &args.ballot)?;
        super::convert(tx, &way, &new, ctx.today, advice)?;
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
            voices: Voices::default(),
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
