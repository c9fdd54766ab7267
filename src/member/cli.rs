//! `dangwu member`.

mod args;
mod ask;

use clap::Subcommand;

use super::check::{self, Books, Checked, Needs};
use super::draft::Field;
use super::list::{self, Filter};
use super::states::State;
use super::{PersonId, away, events, import, on_record, past, retention, sheet, write};
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, could_be_in_party};
use crate::db::Tx;
use crate::dues::{self, cli::DuesCommand};
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::ledger::cli::MemberLedger;
use crate::ledger::{Holds, open, section};
use crate::member::texts;
use crate::org::{self, OrgId};
use crate::output::{Column, Frame};
use crate::rules::Advice;
use crate::{assumed, batch};

pub use args::{
    Add, Again, Edit, End, Erase, Export, Find, FlowList, FlowOut, FlowVerb, Import, List, Merge, Personal, Retention,
    Set, Show, Since, Standing, Told,
};

/// 党员命令
#[derive(Debug, Subcommand)]
pub enum MemberCommand {
    /// 登记党员
    Add(Box<Add>),
    /// 列出党员
    List(List),
    /// 按姓名、拼音、编号、电话、单位、住址查找
    Find(Find),
    /// 显示一名党员
    Show(Show),
    /// 更正党员信息(空文本为删除)
    Set(Box<Set>),
    /// 成批更正: 把名单打开为表, 改格子; 加 -o 写成工作簿, 改好后 --import 收回
    Edit(Edit),
    /// 党员去世、退党、除名等, 离开名册而记录保留
    End(End),
    /// 把同一人的两份记录合并为一份
    Merge(Box<Merge>),
    /// 抹除一人的个人信息: 记录、操作日志、存档报表和副本中的都抹除, 统计数不变; 不能撤销(脚本中须加 -y)
    Erase(Erase),
    /// 列出按本单位期限(config set retention.years)可以抹除的人: 离开名册已满年限的
    Retention(Retention),
    /// 停止党籍
    Suspend(Standing),
    /// 恢复党籍
    Restore(Standing),
    /// 流动党员: 外出、返回、列出
    #[command(subcommand)]
    Flow(FlowVerb),
    /// 党员失去联系
    Lost(Since),
    /// 重新取得联系
    Found(Again),
    /// 党费: 核定、交纳、减免、上缴、导入、导出
    #[command(subcommand)]
    Dues(DuesCommand),
    /// 台账
    #[command(flatten)]
    Ledger(MemberLedger),
    /// 导入花名册
    Import(Import),
    /// 导出花名册(国家采集表的标题)
    Export(Export),
}

impl MemberCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Find(_) | Self::Export(_) | Self::Retention(_) | Self::Flow(FlowVerb::List(_)) => {
                Nature::Lists
            }
            Self::Show(show) if show.history => Nature::Lists,
            Self::Show(_) => Nature::Shows,
            Self::Import(_) => Nature::Imports,
            Self::Edit(_) => Nature::Edits,
            Self::Dues(command) => command.nature(),
            Self::Ledger(MemberLedger(command)) => command.nature(),
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Add(args) => run_add(ctx, *args),
            Self::Dues(command) => command.run(ctx),
            Self::Ledger(MemberLedger(command)) => command.run(ctx),
            Self::List(args) => run_list(ctx, &args),
            Self::Find(args) => {
                let db = ctx.read()?;
                let text = args.text.trim();
                assumed::list(ctx, list::list_columns(), ctx.paper(&say!(MembersTitle)), |listing, resting| {
                    list::find(&db, ctx.as_of(), text, listing, resting)
                })
            }
            Self::Show(args) => show(ctx, &args),
            Self::Set(args) => set(ctx, &args),
            Self::Edit(args) => batch::run(ctx, &args.batch, &sheet::Members::of(ctx, &args)?),
            Self::End(args) => ctx.write(|tx, advice| {
                let id = super::find(tx, &args.person)?;
                let posts = events::end(tx, id, &args.date, args.reason, args.note.as_deref(), ctx.today)?;
                posts.into_iter().for_each(|post| advice.notice(post));
                open::left(tx, Holds::Person, id.0, &args.date)?.into_iter().for_each(|line| advice.notice(line));
                Ok(Done::new(say!(MemberEnded { name: super::name(tx, id)?, date: &args.date, reason: args.reason })))
            }),
            Self::Merge(args) => merge(ctx, &args),
            Self::Erase(args) => crate::erase::run(ctx, &args.person, &args.reason),
            Self::Retention(args) => retention::list(ctx, args.years),
            Self::Suspend(args) => ctx.write(|tx, advice| {
                let id = super::find(tx, &args.person)?;
                events::suspend(tx, id, &args.date, &args.reason, ctx.today)?;
                super::states::posts_held(tx, id)?.into_iter().for_each(|post| advice.notice(post));
                Ok(Done::new(say!(MemberSuspended { name: super::name(tx, id)?, date: &args.date })))
            }),
            Self::Restore(args) => ctx.write(|tx, _| {
                let id = super::find(tx, &args.person)?;
                events::restore(tx, id, &args.date, &args.reason, ctx.today)?;
                Ok(Done::new(say!(MemberRestored { name: super::name(tx, id)?, date: &args.date })))
            }),
            Self::Flow(FlowVerb::Out(args)) => ctx.write(|tx, advice| {
                let id = super::find(tx, &args.person)?;
                away::flow_out(tx, id, &args.to, &args.date, ctx.today, advice)?;
                let (name, place) = (super::name(tx, id)?, args.to.trim());
                Ok(Done::new(say!(FlowedOut { name, place, date: &args.date })))
            }),
            Self::Flow(FlowVerb::Back(args)) => ends_away(ctx, &args, State::Floating),
            Self::Flow(FlowVerb::List(args)) => {
                let filter = |org, under| Filter { org, under, floating: true, ..Filter::default() };
                list_those(ctx, list::flow_columns(), (&args.org, &args.under), filter)
            }
            Self::Lost(args) => ctx.write(|tx, _| {
                let id = super::find(tx, &args.person)?;
                away::lose(tx, id, &args.date, ctx.today)?;
                Ok(Done::new(say!(LostTouch { name: super::name(tx, id)?, date: &args.date })))
            }),
            Self::Found(args) => ends_away(ctx, &args, State::Lost),
            Self::Import(args) => {
                check_as_found(args.as_found.as_ref(), ctx)?;
                let options = import::Options {
                    org: args.org,
                    as_found: args.as_found,
                    on_duplicate: args.args.on_duplicate,
                    clear_empty: args.args.clear_empty,
                    new: args.new,
                    bytes: args.args.bytes(),
                };
                import::run(ctx, &args.args, &options)
            }
            Self::Export(args) => export(ctx, &args),
        }
    }
}

/// The office cannot have begun its records in the future, nor before there was a Party.
fn check_as_found(date: Option<&PartialDate>, ctx: &Ctx) -> Result<()> {
    let Some(date) = date else { return Ok(()) };
    could_be_in_party(date, ctx.today).map_err(|what| Error::usage(what).of_option("--as-found"))
}

/// Adds a member; of a branch that is not told a person at a terminal is asked, and for the rest, too.
fn run_add(ctx: &Ctx, args: Add) -> Result<()> {
    if args.org.is_some() || args.no_roll {
        return add(ctx, &args);
    }
    match ask::ask(ctx, args)? {
        Some(args) => ask::add(ctx, args, |args| add(ctx, args)),
        None => Err(Error::usage(say!(AddWithout { option: "--org <ORG>" }))),
    }
}

fn add(ctx: &Ctx, args: &Add) -> Result<()> {
    check_as_found(args.as_found.as_ref(), ctx)?;
    ctx.write(|tx, advice| {
        let books = Books::new(tx, ctx.today);
        let mut draft = args.told.draft();
        draft.tell(Field::Name, args.name.as_str());
        if let Some(entered) = &args.entered {
            draft.tell(Field::Entered, entered.as_str());
        }
        if let Some(typed) = &args.org {
            // Named on the command line, an org that is not found is exit 4, not a fault of the data.
            draft.tell(Field::Org, org::get(tx, org::find(tx, typed)?)?.code);
        }
        let needs = if args.no_roll { Needs::NoRoll } else { Needs::Roll };
        let checked = check::check(&draft, &books, needs)?;
        check::refuse(&checked.problems)?;
        if !args.new {
            on_record::refuse_namesake(tx, &checked, advice)?;
        }
        let id = write::insert(tx, &checked, args.as_found.as_ref(), &books)?;
        advise(tx, &checked, ctx, advice)?;
        Ok(Done::new(say!(MemberAdded { no: id.0, name: &checked.person.name }))
            .with("no", id.0)
            .with("name", checked.person.name.clone()))
    })
}

/// Passes on what is odd, and warns of a branch that has grown past the norm (A3).
fn advise(tx: &Tx<'_>, checked: &Checked, ctx: &Ctx, advice: &mut Advice) -> Result<()> {
    for warning in &checked.warnings {
        advice.notice(warning.text());
    }
    let Some(membership) = &checked.membership else { return Ok(()) };
    super::advise_branch_size(tx, membership.org, ctx.today, advice)
}

fn run_list(ctx: &Ctx, args: &List) -> Result<()> {
    list_those(ctx, list::list_columns(), (&args.org, &args.under), |org, under| Filter {
        org,
        under,
        category: args.category,
        floating: args.floating,
        lost: args.lost,
        left: args.left,
        no_roll: args.no_roll,
        doubles: args.doubles,
    })
}

/// Lists the people of the orgs that were named.
fn list_those(
    ctx: &Ctx,
    columns: Vec<Column>,
    (org, under): (&Option<String>, &Option<String>),
    filter: impl FnOnce(Option<OrgId>, Option<OrgId>) -> Filter,
) -> Result<()> {
    let db = ctx.read_at()?;
    let find = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
    let filter = filter(find(org)?, find(under)?);
    assumed::list(ctx, columns, ctx.paper(&say!(MembersTitle)), |listing, resting| {
        list::list(&db, ctx.as_of(), &filter, true, listing, resting)
    })
}

fn ends_away(ctx: &Ctx, args: &Again, state: State) -> Result<()> {
    ctx.write(|tx, _| {
        let id = super::find(tx, &args.person)?;
        away::end(tx, id, state, &args.date, ctx.today)?;
        let name = super::name(tx, id)?;
        Ok(Done::new(match state {
            State::Lost => say!(FoundAgain { name, date: &args.date }),
            _ => say!(FlowedBack { name, date: &args.date }),
        }))
    })
}

fn show(ctx: &Ctx, args: &Show) -> Result<()> {
    let db = ctx.read()?;
    let id = super::find(db.conn(), &args.person)?;
    let asked = section::Asked::on(ctx, Holds::Person, id.0);
    if args.history {
        let (name, dated) = (super::name(db.conn(), id)?, list::history(db.conn(), id, ctx.as_of(), ctx.lang)?);
        return section::list_history(
            ctx,
            db.conn(),
            asked,
            name,
            &list::HISTORY_KEYS,
            section::Dated::row_of_person,
            dated,
        );
    }
    let mut row = list::show(db.conn(), id, ctx.as_of())?;
    let mut columns = list::list_columns();
    if let Some(dues) = dues::told(db.conn(), id, ctx.as_of())? {
        columns.push(Column::new("dues"));
        row.push(dues.say(ctx.lang).into());
    }
    section::append(db.conn(), asked, &mut columns, &mut row)?;
    let title = crate::standing::line(db.conn(), id, ctx.as_of())?.map(|line| ctx.line(&line));
    let frame = Frame { title, upright: true, ..Frame::default() };
    ctx.list(columns, frame, |listing| listing.push(row))
}

fn set(ctx: &Ctx, args: &Set) -> Result<()> {
    let db = ctx.open_to_write()?;
    if let Some(typed) = args.org.as_deref().filter(|_| !args.correct) {
        // Asked before the operation begins: a question must not keep the database locked.
        let (id, to) = (super::find(db.conn(), &args.person)?, org::find(db.conn(), typed)?);
        past::refuse_rewriting(ctx, db.conn(), id, to, args.entered.is_some())?;
    }
    ctx.write_to(db, |tx, advice| {
        let id: PersonId = super::find(tx, &args.person)?;
        let books = Books::new(tx, ctx.today);
        let stored = write::load(tx, id)?;
        let mut told = args.told.draft();
        if let Some(name) = &args.name {
            told.tell(Field::Name, name.as_str());
        }
        if let Some(entered) = &args.entered {
            told.tell(Field::Entered, entered.as_str());
        }
        if let Some(typed) = &args.org {
            told.tell(Field::Org, org::get(tx, org::find(tx, typed)?)?.code);
        }
        let name = write::mend(tx, &stored, &told, &books, advice)?;
        if let Some(date) = &args.ended {
            events::correct_end(tx, id, date, ctx.today)?;
        }
        Ok(Done::corrected(say!(MemberSet { name })).with("no", id.0))
    })
}

fn merge(ctx: &Ctx, args: &Merge) -> Result<()> {
    ctx.write(|tx, advice| {
        let (keep, gone) = (super::find(tx, &args.keep)?, super::find(tx, &args.gone)?);
        let roll = args.roll.as_deref().map(|typed| super::find(tx, typed)).transpose()?;
        let mut told = args.told.draft();
        if let Some(name) = &args.name {
            told.tell(Field::Name, name.as_str());
        }
        crate::merge::merge(tx, &crate::merge::Merge { keep, gone, roll, told }, ctx.today, advice)?;
        let name = super::name(tx, keep)?;
        Ok(Done::corrected(say!(Merged { name, keep: keep.0, gone: gone.0 })).with("no", keep.0))
    })
}

fn export(ctx: &Ctx, args: &Export) -> Result<()> {
    let db = ctx.read_at()?;
    let find = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
    let filter = Filter { org: find(&args.org)?, under: find(&args.under)?, ..Filter::default() };
    if args.history {
        return ctx.list(list::histories_columns(), ctx.paper(&say!(HistoriesTitle)), |listing| {
            list::histories(&db, ctx.as_of(), ctx.lang, listing)
        });
    }
    if args.all {
        assumed::list(ctx, list::export_all_columns(), Frame::default(), |listing, resting| {
            list::export_all(&db, ctx.as_of(), listing, resting)
        })?;
    } else {
        assumed::list(ctx, list::export_columns(), Frame::default(), |listing, resting| {
            list::list(&db, ctx.as_of(), &filter, false, listing, resting)
        })?;
    }
    if !ctx.reveals() {
        ctx.note(&say!(ExportMasked));
    }
    Ok(())
}
