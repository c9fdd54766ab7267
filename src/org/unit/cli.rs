//! `dangwu org unit`.

use clap::{Args, Subcommand};
use rusqlite::Connection;
use rusqlite::types::Value;

use super::{Attributes, UnitId, UnitKind, export, import, list, sheet};
use crate::assumed;
use crate::batch::{self, BatchArgs};
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::id_no;
use crate::import::ImportArgs;
use crate::ledger::{Holds, open, section};
use crate::org::texts;
use crate::output::Frame;
use crate::rules::Advice;
use crate::text;

/// 所在单位命令
#[derive(Debug, Subcommand)]
pub enum UnitCommand {
    /// 登记单位
    Add(Add),
    /// 列出单位
    List(List),
    /// 显示一个单位
    Show(Show),
    /// 更正单位信息; 用 --from 表示自某日起的变化
    Set(Set),
    /// 成批更正: 把名单打开为表, 改格子; 加 -o 写成工作簿, 改好后 --import 收回
    Edit(Edit),
    /// 单位注销或终止
    Close(Close),
    /// 导入单位(所属协会在文件中的先后不限)
    Import(ImportArgs),
    /// 导出单位(可再导入)
    Export,
}

/// What may be told of a unit.
#[derive(Debug, Default, Args)]
pub struct Told {
    /// 简称
    #[arg(long, value_name = "NAME")]
    short: Option<String>,
    /// 行业
    #[arg(long, value_name = "TEXT")]
    industry: Option<String>,
    /// 所在县(市、区)
    #[arg(long, value_name = "TEXT")]
    district: Option<String>,
    /// 成立日期
    #[arg(long, value_name = "DATE")]
    established: Option<PartialDate>,
    /// 统一社会信用代码
    #[arg(long, value_name = "CODE")]
    uscc: Option<String>,
    /// 业务主管单位
    #[arg(long, value_name = "NAME")]
    authority: Option<String>,
    /// 单位负责人
    #[arg(long, value_name = "NAME")]
    leader: Option<String>,
    /// 会员企业数
    #[arg(long, value_name = "N")]
    member_enterprises: Option<u32>,
    /// 从业人员数
    #[arg(long, value_name = "N")]
    employees: Option<u32>,
    /// 已知的正式党员数(不论组织关系在何处)
    #[arg(long, value_name = "N")]
    known_full_members: Option<u32>,
    /// 有无工会(yes/no)
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    trade_union: Option<bool>,
    /// 有无共青团组织(yes/no)
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    youth_league: Option<bool>,
    /// 有无妇联组织(yes/no)
    #[arg(long, value_name = "YES|NO", value_parser = yes_or_no)]
    womens_federation: Option<bool>,
    /// 企业所属的协会或商会
    #[arg(long, value_name = "UNIT")]
    association: Option<String>,
}

/// Reads yes or no in either language.
pub(in crate::org) fn yes_or_no(typed: &str) -> Result<bool, String> {
    crate::text::yes_or_no(typed).ok_or_else(|| typed.to_owned())
}

/// `org unit add`
#[derive(Debug, Args)]
pub struct Add {
    /// 单位全称
    name: String,
    /// 类别: association 行业协会、chamber 商会、native-chamber 异地商会、enterprise 企业、federation 工商联、social-org 其他社会组织
    #[arg(long, value_name = "KIND")]
    kind: UnitKind,
    #[command(flatten)]
    told: Told,
}

/// `org unit list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该类别
    #[arg(long, value_name = "KIND")]
    kind: Option<UnitKind>,
    /// 只列该县(市、区)
    #[arg(long, value_name = "TEXT")]
    district: Option<String>,
    /// 只列没有党组织覆盖的
    #[arg(long)]
    uncovered: bool,
    /// 包括已终止的
    #[arg(long)]
    all: bool,
}

/// `org unit show`
#[derive(Debug, Args)]
pub struct Show {
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    unit: String,
    /// 显示全部沿革和台账条目
    #[arg(long)]
    history: bool,
}

/// `org unit set`
#[derive(Debug, Args)]
pub struct Set {
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    unit: String,
    /// 全称
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// 类别
    #[arg(long, value_name = "KIND")]
    kind: Option<UnitKind>,
    #[command(flatten)]
    told: Told,
    /// 自该日起变化(不写则视为更正原记录)
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
}

/// `org unit edit`
#[derive(Debug, Args)]
pub struct Edit {
    /// 只改该县(市、区)的
    #[arg(long, value_name = "TEXT")]
    district: Option<String>,
    #[command(flatten)]
    batch: BatchArgs,
}

/// `org unit close`
#[derive(Debug, Args)]
pub struct Close {
    /// 单位(全称、简称、部分名称、拼音首字母或信用代码)
    unit: String,
    /// 终止日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 原因
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl UnitCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Export => Nature::Lists,
            Self::Import(_) => Nature::Imports,
            Self::Edit(_) => Nature::Edits,
            Self::Show(show) if show.history => Nature::Lists,
            Self::Show(_) => Nature::Shows,
            Self::Add(_) | Self::Set(_) | Self::Close(_) => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Add(args) => add(ctx, &args),
            Self::List(args) => {
                let filter = list::Filter {
                    only: None,
                    kind: args.kind,
                    district: args.district,
                    uncovered: args.uncovered,
                    all: args.all,
                };
                let db = ctx.read_at()?;
                assumed::list(ctx, list::columns(), ctx.paper(&say!(UnitsTitle)), |listing, resting| {
                    list::list(&db, &filter, resting, |row| {
                        let has_room = !listing.is_full();
                        if has_room {
                            listing.push(row)?;
                        }
                        Ok(has_room)
                    })
                })
            }
            Self::Show(args) => show(ctx, &args),
            Self::Set(args) => set(ctx, &args),
            Self::Edit(args) => batch::run(ctx, &args.batch, &sheet::Units::of(ctx, args.district.as_deref())),
            Self::Close(args) => ctx.write(|tx, advice| {
                let unit = super::find(tx, &args.unit)?;
                super::close(tx, unit, &args.date, args.reason.as_deref(), ctx.today)?;
                open::left(tx, Holds::Unit, unit.0, &args.date)?.into_iter().for_each(|line| advice.notice(line));
                Ok(Done::new(say!(UnitClosedDone { unit: super::get(tx, unit)?.name })))
            }),
            Self::Import(args) => import::run(ctx, &args),
            Self::Export => {
                let db = ctx.read()?;
                ctx.list(export::columns(), Frame::default(), |listing| export::export(&db, listing))
            }
        }
    }
}

fn show(ctx: &Ctx, args: &Show) -> Result<()> {
    let db = ctx.read_at()?;
    let unit = super::find(db.conn(), &args.unit)?;
    let asked = section::Asked::on(ctx, Holds::Unit, unit.0);
    if args.history {
        let (name, dated) = (super::get(db.conn(), unit)?.name, list::changes(db.conn(), unit, asked.audience)?);
        return section::list_history(ctx, db.conn(), asked, name, &section::HISTORY_KEYS, section::Dated::row, dated);
    }
    let told = section::lines(db.conn(), asked)?;
    let mut columns = list::columns();
    columns.extend(told.iter().map(|(column, _)| column.clone()));
    let filter = list::Filter { only: Some(unit), all: true, ..list::Filter::default() };
    let frame = Frame { upright: true, ..Frame::default() };
    assumed::list(ctx, columns, frame, |listing, resting| {
        list::list(&db, &filter, resting, |mut row| {
            row.extend(told.iter().map(|(_, value)| value.clone()));
            listing.push(row)?;
            Ok(true)
        })
    })
}

fn add(ctx: &Ctx, args: &Add) -> Result<()> {
    let uscc = checked_uscc(args.told.uscc.as_deref())?;
    ctx.write(|tx, advice| {
        let mut attributes = attributes(tx, &args.told)?;
        let name = text::name(&args.name).into_owned();
        attributes.insert(0, ("name", Value::Text(name.clone())));
        attributes.insert(1, ("kind", Value::Text(args.kind.code().into())));
        super::add(tx, &attributes, args.told.established.as_ref(), uscc.as_deref(), ctx.today)?;
        link_people(tx, &name, advice)?;
        Ok(Done::new(say!(UnitAdded { name: &name })).to("unit").with("name", name))
    })
}

fn set(ctx: &Ctx, args: &Set) -> Result<()> {
    let uscc = checked_uscc(args.told.uscc.as_deref())?;
    if args.from.is_some() && (uscc.is_some() || args.told.established.is_some()) {
        return Err(Error::usage(say!(FromOnFixed)));
    }
    ctx.write(|tx, advice| {
        let unit: UnitId = super::find(tx, &args.unit)?;
        let mut attributes = attributes(tx, &args.told)?;
        attributes.extend(args.name.iter().map(|name| ("name", Value::Text(text::name(name).into_owned()))));
        attributes.extend(args.kind.iter().map(|kind| ("kind", Value::Text(kind.code().into()))));
        match &args.from {
            Some(from) => super::change(tx, unit, &attributes, from, ctx.today)?,
            None => super::correct(tx, unit, &attributes)?,
        }
        if let Some(name) = &args.name {
            link_people(tx, name, advice)?;
        }
        super::correct_row(tx, unit, args.told.established.as_ref(), uscc.as_deref(), ctx.today)?;
        Ok(Done::corrected(say!(UnitSet { name: super::get(tx, unit)?.name })))
    })
}

/// People who were typed before the unit that they work in.
pub(super) fn link_people(tx: &Tx<'_>, name: &str, advice: &mut Advice) -> Result<()> {
    let people = super::link_people(tx, Some(&text::name(name)))?;
    if people > 0 {
        advice.notice(say!(PeopleLinked { people, name }));
    }
    Ok(())
}

fn checked_uscc(typed: Option<&str>) -> Result<Option<String>> {
    typed.map(id_no::credit_code).transpose().map_err(Error::refused)
}

/// What was told, by column; an empty text removes what stands there.
fn attributes(conn: &Connection, told: &Told) -> Result<Attributes> {
    let short = told.short.iter().map(|name| ("short_name", Value::from(text::typed_name(Some(name)))));
    let mut attributes: Attributes = short.collect();
    for (column, value) in [
        ("industry", &told.industry),
        ("district", &told.district),
        ("authority", &told.authority),
        ("leader", &told.leader),
    ] {
        attributes.extend(value.iter().map(|text| (column, text_or_null(text))));
    }
    for (column, value) in [
        ("member_enterprises", told.member_enterprises),
        ("employees", told.employees),
        ("known_full_members", told.known_full_members),
    ] {
        attributes.extend(value.map(|number| (column, Value::Integer(number.into()))));
    }
    for (column, value) in [
        ("trade_union", told.trade_union),
        ("youth_league", told.youth_league),
        ("womens_federation", told.womens_federation),
    ] {
        attributes.extend(value.map(|flag| (column, Value::Integer(flag.into()))));
    }
    if let Some(association) = &told.association {
        attributes.push(("association_id", Value::Integer(super::find(conn, association)?.0)));
    }
    Ok(attributes)
}

pub(super) fn text_or_null(text: &str) -> Value {
    if text.trim().is_empty() { Value::Null } else { Value::Text(text.trim().to_owned()) }
}
