//! `dangwu org post`.

use clap::{ArgGroup, Args, Subcommand};

use super::list::{self, Filter};
use super::{Came, Correction, Holding, Post};
use crate::committee::texts;
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::output::Frame;
use crate::{member, org, text};

/// 党组织职务命令
#[derive(Debug, Subcommand)]
pub enum PostCommand {
    /// 登记某人自某日起任职
    Add(Add),
    /// 某人自某日起不再任职
    End(End),
    /// 列出任职(书记在前)
    List(List),
    /// 更正任职(现任的, 否则最近一次)
    Set(Set),
}

/// `org post add`
#[derive(Debug, Args)]
pub struct Add {
    /// 党组织
    org: String,
    /// 任职的人(编号、身份证号、姓名或拼音)
    person: String,
    /// 职务: secretary 书记、deputy-secretary 副书记、organisation 组织委员、publicity 宣传委员、discipline 纪检委员、united-front 统战委员、youth 青年委员、production 生产委员、committee-member 委员
    post: Post,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    from: PartialDate,
    /// 方式: elected 选举、appointed 任命、dispatched 选派、concurrent 兼任
    #[arg(long, value_name = "WAY")]
    how: Option<Came>,
    /// 专职
    #[arg(long)]
    full_time: bool,
    /// 在协会商会的职务
    #[arg(long, value_name = "TITLE")]
    also: Option<String>,
}

/// `org post end`
#[derive(Debug, Args)]
pub struct End {
    /// 党组织
    org: String,
    /// 任职的人
    person: String,
    /// 职务(任几个职务时须写)
    post: Option<Post>,
    /// 自该日起不再任职
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
}

/// `org post list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党组织的
    org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG", conflicts_with = "org")]
    under: Option<String>,
    /// 也列已卸任的
    #[arg(long)]
    all: bool,
}

/// `org post set`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("fix").required(true).multiple(true).args(["to_post", "how", "full_time", "also", "from", "to"])))]
pub struct Set {
    /// 党组织
    org: String,
    /// 任职的人
    person: String,
    /// 职务(任几个职务时须写)
    post: Option<Post>,
    /// 改为该职务
    #[arg(long = "post", value_name = "POST")]
    to_post: Option<Post>,
    /// 方式: elected 选举、appointed 任命、dispatched 选派、concurrent 兼任
    #[arg(long, value_name = "WAY")]
    how: Option<Came>,
    /// 是否专职
    #[arg(long, value_name = "YES|NO")]
    full_time: Option<String>,
    /// 在协会商会的职务(空内容为删去)
    #[arg(long, value_name = "TITLE")]
    also: Option<String>,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// 自该日起不再任职
    #[arg(long, value_name = "DATE")]
    to: Option<PartialDate>,
}

impl PostCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) => Nature::Lists,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Add(args) => add(ctx, &args),
            Self::End(args) => ctx.write(|tx, _| {
                let (org, person) = (org::find(tx, &args.org)?, member::find(tx, &args.person)?);
                let post = super::end(tx, (org, person), args.post, &args.date, ctx.today)?;
                let (name, org) = (member::name(tx, person)?, org::get(tx, org)?.name);
                Ok(Done::new(say!(PostEnded { name, org, post, date: &args.date })))
            }),
            Self::List(args) => {
                let db = ctx.read_at()?;
                let find =
                    |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
                let filter = Filter { org: find(&args.org)?, under: find(&args.under)?, all: args.all };
                ctx.list(list::columns(), Frame::default(), |listing| list::list(&db, filter, listing))
            }
            Self::Set(args) => set(ctx, args),
        }
    }
}

fn add(ctx: &Ctx, args: &Add) -> Result<()> {
    ctx.write(|tx, advice| {
        let (org, person) = (org::find(tx, &args.org)?, member::find(tx, &args.person)?);
        let term = Holding {
            post: args.post,
            how: args.how,
            full_time: args.full_time,
            also: text::typed(args.also.as_deref()),
            since: args.from,
            until: None,
        };
        super::add(tx, org, person, term, ctx.today, advice)?;
        let (name, org) = (member::name(tx, person)?, org::get(tx, org)?.name);
        Ok(Done::new(say!(PostAdded { name, org, post: args.post, from: &args.from })))
    })
}

fn set(ctx: &Ctx, args: Set) -> Result<()> {
    let full_time = match args.full_time.as_deref().map(|typed| (typed, text::yes_or_no(typed))) {
        Some((value, None)) => {
            return Err(Error::usage(say!(ValueInvalid { option: "--full-time", value })).hint(say!(YesOrNoHint)));
        }
        typed => typed.and_then(|(_, flag)| flag),
    };
    ctx.write(|tx, advice| {
        let (org, person) = (org::find(tx, &args.org)?, member::find(tx, &args.person)?);
        let fix = Correction {
            post: args.to_post,
            how: args.how,
            full_time,
            also: args.also,
            since: args.from,
            until: args.to,
        };
        let post = super::correct(tx, (org, person), args.post, &fix, ctx.today, advice)?;
        let (name, org) = (member::name(tx, person)?, org::get(tx, org)?.name);
        Ok(Done::corrected(say!(PostSet { name, org, post })))
    })
}
