//! `dangwu org`.

mod args;

use clap::Subcommand;

use super::correct::Correction;
use super::cover::{self, NewCover};
use super::list::{self, Filter};
use super::tree::{self, Node};
use super::unit::UnitId;
use super::{NewOrg, OrgId, OrgKind, dissolve, event, export, found, papers, sheet, unit};
use crate::assumed::{self, Resting};
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Kind, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::import::ImportArgs;
use crate::ledger::cli::OrgLedger;
use crate::ledger::{Holds, open, section};
use crate::org::texts;
use crate::output::{Column, Format, Frame, Value};
use crate::rules::Advice;
use crate::{batch, committee, plan, text};

pub use args::{
    Add, Convert, Cover, CoverSet, CoverVerb, Dissolve, Edit, Found, List, Move, Rename, Set, Show, Tree, Uncover,
};

/// 党组织命令
#[derive(Debug, Subcommand)]
pub enum OrgCommand {
    /// 登记党组织(已有的, 或用 --planned 登记拟建的)
    Add(Box<Add>),
    /// 拟建的党组织正式成立
    Found(Found),
    /// 列出党组织
    List(List),
    /// 显示一个党组织
    Show(Show),
    /// 显示组织树(括号内为本级及以下党员数)
    Tree(Tree),
    /// 更正党组织信息(更正错录; 变更请用 rename、move、convert)
    Set(Box<Set>),
    /// 成批更正: 把名单打开为表, 改格子; 加 -o 写成工作簿, 改好后 --import 收回
    Edit(Edit),
    /// 更名
    Rename(Rename),
    /// 改变隶属
    Move(Move),
    /// 改变类别(如党组改建为党委)
    Convert(Convert),
    /// 撤销党组织; 拟建的不再建
    Dissolve(Dissolve),
    /// 组建建议和组建计划: 未覆盖的单位单独组建、联合组建或派指导员, 逐个写明理由和规定; 计划跟踪到成立或不再建
    Plan(plan::cli::Plan),
    /// 所在单位: 协会、商会、企业
    #[command(subcommand)]
    Unit(unit::cli::UnitCommand),
    /// 职务: 书记、副书记、委员的任职
    #[command(subcommand)]
    Post(committee::post::cli::PostCommand),
    /// 选举: 部署、候选人、计票、结果
    #[command(subcommand)]
    Elect(committee::elect::cli::ElectCommand),
    /// 台账
    #[command(flatten)]
    Ledger(OrgLedger),
    /// 导入党组织(上级在文件中的先后不限)
    Import(ImportArgs),
    /// 导出党组织(可再导入)
    Export,
    /// 登记党组织覆盖某单位; cover set 为更正
    Cover(Cover),
    /// 党组织自某日起不再覆盖某单位
    Uncover(Uncover),
}

impl OrgCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Export => Nature::Lists,
            Self::Plan(plan) => plan.nature(),
            Self::Import(_) => Nature::Imports,
            Self::Edit(_) => Nature::Edits,
            Self::Show(show) if show.history => Nature::Lists,
            Self::Show(_) => Nature::Shows,
            Self::Tree(_) => Nature::Lists,
            Self::Unit(command) => command.nature(),
            Self::Post(command) => command.nature(),
            Self::Elect(command) => command.nature(),
            Self::Ledger(OrgLedger(command)) => command.nature(),
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Add(args) => add(ctx, &args),
            Self::Found(args) => run_found(ctx, &args),
            Self::List(args) => run_list(ctx, &args),
            Self::Plan(args) => args.run(ctx),
            Self::Show(args) => show(ctx, &args),
            Self::Tree(args) => run_tree(ctx, &args),
            Self::Set(args) => set(ctx, *args),
            Self::Edit(args) => {
                batch::run(ctx, &args.batch, &sheet::Orgs::of(ctx, args.under.as_deref(), committee::FOLLOW)?)
            }
            Self::Rename(args) => rename(ctx, &args),
            Self::Move(args) => run_move(ctx, &args),
            Self::Convert(args) => convert(ctx, &args),
            Self::Dissolve(args) => run_dissolve(ctx, &args),
            Self::Unit(command) => command.run(ctx),
            Self::Post(command) => command.run(ctx),
            Self::Elect(command) => command.run(ctx),
            Self::Ledger(OrgLedger(command)) => command.run(ctx),
            Self::Import(args) => super::import::run(ctx, &args, committee::FOLLOW),
            Self::Export => {
                let db = ctx.read()?;
                ctx.list(export::columns(), Frame::default(), |listing| export::export(&db, listing))
            }
            Self::Cover(args) => run_cover(ctx, args),
            Self::Uncover(args) => ctx.write(|tx, _| {
                let (org, unit) = (super::find(tx, &args.org)?, unit::find(tx, &args.unit)?);
                cover::end(tx, org, unit, &args.to, ctx.today)?;
                Ok(Done::new(say!(Uncovered { org: super::get(tx, org)?.name, unit: unit::get(tx, unit)?.name })))
            }),
        }
    }
}

fn add(ctx: &Ctx, args: &Add) -> Result<()> {
    ctx.write(|tx, advice| {
        let new = NewOrg {
            code: text::typed(args.code.as_deref()),
            name: text::name(&args.name).into_owned(),
            short_name: text::typed_name(args.short.as_deref()),
            kind: Some(args.kind),
            parent: args.parent.as_deref().map(|parent| super::find(tx, parent)).transpose()?,
            founded: args.founded,
            planned: args.planned,
            formation: args.formation,
            approval_no: text::typed(args.approval.as_deref()),
            approver: text::typed(args.approver.as_deref()),
            district: text::typed(args.district.as_deref()),
            contact: text::typed(args.contact.as_deref()),
            phone: text::typed(args.phone.as_deref()),
            units: units(tx, &args.units)?,
            papers: args.papers.papers(),
        };
        let id = super::add(tx, &new, ctx.today, advice)?;
        let code = super::get(tx, id)?.code;
        Ok(Done::new(say!(OrgAdded { code: &code, name: &new.name }))
            .to("org")
            .with("code", code)
            .with("name", new.name))
    })
}

/// The units named; a text that names none as it stands is a list.
fn units(tx: &Tx<'_>, typed: &[String]) -> Result<Vec<UnitId>> {
    let mut units = Vec::new();
    for whole in typed {
        match unit::find(tx, whole) {
            Err(error) if error.kind() == Kind::NotFound && text::items(whole).count() > 1 => {
                for item in text::items(whole) {
                    units.push(unit::find(tx, item)?);
                }
            }
            found => units.push(found?),
        }
    }
    Ok(units)
}

fn run_found(ctx: &Ctx, args: &Found) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = super::find(tx, &args.org)?;
        papers::store(tx, org, &args.papers.papers(), ctx.today)?;
        found::found(tx, org, &args.date, args.approval.as_deref(), ctx.today, advice)?;
        let org = super::get(tx, org)?;
        Ok(Done::new(say!(OrgFounded { org: &org.name, date: &args.date })).with("code", org.code))
    })
}

fn run_list(ctx: &Ctx, args: &List) -> Result<()> {
    let db = ctx.read_at()?;
    let under = args.under.as_deref().map(|under| super::find(db.conn(), under)).transpose()?;
    let filter = Filter { under, only: None, kind: args.kind, planned: args.planned, all: args.all };
    assumed::list(ctx, list::columns(), ctx.paper(&say!(OrgsTitle)), |listing, resting| {
        list::list(&db, &filter, listing, resting)
    })
}

fn show(ctx: &Ctx, args: &Show) -> Result<()> {
    let db = ctx.read_at()?;
    let org = super::find(db.conn(), &args.org)?;
    let asked = section::Asked::on(ctx, Holds::Org, org.0);
    if args.history {
        let (name, dated) = (super::get(db.conn(), org)?.name, list::changes(db.conn(), org, asked.audience)?);
        return section::list_history(ctx, db.conn(), asked, name, &section::HISTORY_KEYS, section::Dated::row, dated);
    }
    let (mut columns, mut row) = list::show(&db, org, asked.audience)?;
    if !row.is_empty() {
        section::append(db.conn(), asked, &mut columns, &mut row)?;
    }
    assumed::list(ctx, columns, Frame { upright: true, ..Frame::default() }, |listing, resting| {
        if row.is_empty() {
            return Ok(());
        }
        resting.ask_org(db.conn(), org)?;
        listing.push(row)
    })
}

fn run_tree(ctx: &Ctx, args: &Tree) -> Result<()> {
    let db = ctx.read_at()?;
    let top = args.org.as_deref().map(|org| super::find(db.conn(), org)).transpose()?;
    let nodes = tree::tree(&db, top)?;
    let mut resting = Resting::asked(assumed::is_asked(ctx, ctx.as_of(), false));
    nodes.iter().try_for_each(|node| resting.ask_org(db.conn(), node.id))?;
    print_tree(ctx, nodes)?;
    resting.note(ctx, ctx.as_of());
    Ok(())
}

/// Draws the tree for a person; for a program, and whoever chooses columns, it is a list.
fn print_tree(ctx: &Ctx, nodes: Vec<Node>) -> Result<()> {
    if ctx.format() == Format::Table && !ctx.chooses() && !nodes.is_empty() {
        let lines: Vec<String> = nodes.iter().map(|node| draw(node, ctx)).collect();
        return ctx.print(&lines.concat());
    }
    ctx.list(
        Column::of("org", &["depth", "code", "name", "kind", "parent", "guided_by", "own_members", "members"]),
        ctx.paper(&say!(TreeTitle)),
        |listing| {
            for node in nodes {
                let depth = i64::try_from(node.depth).unwrap_or(i64::MAX);
                listing.push(vec![
                    depth.into(),
                    node.code.into(),
                    node.name.into(),
                    Value::Code(node.kind.entry()),
                    node.parent.into(),
                    node.guided_by.into(),
                    node.own.into(),
                    node.members.into(),
                ])?;
            }
            Ok(())
        },
    )
}

/// A line of the tree: `│  └─ D0003 name [kind] (members)`; before the first of those guided, their heading.
fn draw(node: &Node, ctx: &Ctx) -> String {
    let kind = node.kind.entry().label.say(ctx.lang);
    let text = say!(TreeLine { code: &node.code, name: &node.name, kind, members: node.members });
    let line = format!("{}{}\n", strokes(&node.goes_on), text::one_line(&text.say(ctx.lang)));
    match node.goes_on.split_last() {
        Some((_, above)) if node.is_first_guided => {
            format!("{}{}\n{line}", strokes(above), say!(TreeGuided).say(ctx.lang))
        }
        _ => line,
    }
}

/// What stands before a line: for each level but the top whether its branch goes on.
fn strokes(goes_on: &[bool]) -> String {
    let Some((own, beside)) = goes_on.split_last().filter(|(_, beside)| !beside.is_empty()) else {
        return String::new();
    };
    let beside: String = beside[1..].iter().map(|goes_on| if *goes_on { "│  " } else { "   " }).collect();
    beside + if *own { "├─ " } else { "└─ " }
}

fn set(ctx: &Ctx, args: Set) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = super::find(tx, &args.org)?;
        let texts = [
            ("approval_no", args.approval),
            ("approver", args.approver),
            ("district", args.district),
            ("contact", args.contact),
            ("phone", args.phone),
            ("request_no", args.request_no),
            (
                "formation_reason",
                args.formation_reason.map(|told| told.0.map_or_else(String::new, |reason| reason.code().to_owned())),
            ),
        ];
        let fix = Correction {
            name: args.name,
            short_name: args.short,
            kind: args.kind,
            parent: args.parent.as_deref().map(|parent| super::find(tx, parent)).transpose()?,
            code: args.code,
            founded: args.founded,
            dissolved: args.dissolved,
            renamed: args.renamed,
            moved: args.moved,
            converted: args.converted,
            formation: args.formation,
            requested: args.requested,
            approved: args.approved,
            in_step: args.in_step,
            texts: texts.into_iter().filter_map(|(column, text)| Some((column, text?))).collect(),
        };
        super::correct::correct(tx, org, &fix, ctx.today, committee::FOLLOW)?;
        advice.only_warning(|advice| papers::advise(tx, org, advice))?;
        Ok(Done::corrected(say!(OrgSet { org: super::get(tx, org)?.name })))
    })
}

fn rename(ctx: &Ctx, args: &Rename) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = super::find(tx, &args.org)?;
        let old = super::get(tx, org)?.name;
        rename_to(tx, org, &args.name, args.short.as_deref(), &args.date, ctx, advice)?;
        Ok(Done::new(say!(OrgRenamed { old, new: args.name.trim(), date: &args.date })))
    })
}

/// Renames, and tells if a short name ends with the old name.
fn rename_to(
    tx: &Tx<'_>,
    org: OrgId,
    name: &str,
    short: Option<&str>,
    date: &PartialDate,
    ctx: &Ctx,
    advice: &mut Advice,
) -> Result<()> {
    let old = super::export::stored(tx, org)?.remove("short_name");
    event::rename(tx, org, name.trim(), short, date, ctx.today)?;
    if let Some(old) = old.filter(|_| short.is_none()) {
        advice.notice(say!(ShortNameDropped { short: old }));
    }
    Ok(())
}

fn run_move(ctx: &Ctx, args: &Move) -> Result<()> {
    ctx.write(|tx, _| {
        let (org, parent) = (super::find(tx, &args.org)?, super::find(tx, &args.to)?);
        event::move_under(tx, org, parent, &args.date, ctx.today)?;
        let (org, parent) = (super::get(tx, org)?.name, super::get(tx, parent)?.name);
        Ok(Done::new(say!(OrgMoved { org, parent, date: &args.date })))
    })
}

fn convert(ctx: &Ctx, args: &Convert) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = super::find(tx, &args.org)?;
        let approval = (args.approval.as_deref(), args.approver.as_deref());
        event::convert(tx, org, args.kind, &args.date, approval, ctx.today)?;
        if let Some(name) = &args.rename {
            rename_to(tx, org, name, args.short.as_deref(), &args.date, ctx, advice)?;
        }
        Ok(Done::new(say!(OrgConverted { org: super::get(tx, org)?.name, kind: args.kind, date: &args.date })))
    })
}

fn run_dissolve(ctx: &Ctx, args: &Dissolve) -> Result<()> {
    ctx.write_asking(|tx, advice| {
        let org = super::find(tx, &args.org)?;
        let into = args.into.as_deref().map(|into| super::find(tx, into)).transpose()?;
        let planned = super::get(tx, org)?.planned;
        dissolve::dissolve(tx, org, &args.date, &args.reason, into, ctx.today, committee::FOLLOW)?;
        open::left(tx, Holds::Org, org.0, &args.date)?.into_iter().for_each(|line| advice.notice(line));
        let org = super::get(tx, org)?.name;
        Ok(Done::new(match planned {
            true => say!(PlannedGivenUp { org, date: &args.date }),
            false => say!(OrgDissolved { org, date: &args.date }),
        }))
    })
}

fn run_cover(ctx: &Ctx, args: Cover) -> Result<()> {
    if let Some(CoverVerb::Set(fix)) = args.verb {
        return ctx.write(|tx, _| {
            let (org, unit) = (super::find(tx, &fix.org)?, unit::find(tx, &fix.unit)?);
            cover::correct(tx, org, unit, (fix.how, fix.from.as_ref(), fix.to.as_ref()), ctx.today)?;
            Ok(Done::corrected(say!(CoverSet { org: super::get(tx, org)?.name, unit: unit::get(tx, unit)?.name })))
        });
    }
    ctx.write(|tx, advice| {
        let org = super::find(tx, args.org.as_deref().unwrap_or_default())?;
        let unit = unit::find(tx, args.unit.as_deref().unwrap_or_default())?;
        let found = super::get(tx, org)?;
        let formation = tx.query_row("SELECT formation FROM org WHERE id = ?1", [org], |row| row.get(0))?;
        let how = args.how.unwrap_or(cover::how_of(found.kind, formation));
        cover::add(tx, &NewCover { org, unit, since: args.from, how }, ctx.today)?;
        if found.kind == OrgKind::JointBranch {
            cover::advise_units(tx, org, ctx.today, advice)?;
        }
        Ok(Done::new(say!(Covered { org: found.name, unit: unit::get(tx, unit)?.name })))
    })
}
