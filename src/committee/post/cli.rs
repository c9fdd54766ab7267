//! `dangwu org post`.

use clap::{ArgGroup, Args, Subcommand};

use super::import;
use super::list::{self, Filter};
use super::{Came, Correction, Holding, Post};
use crate::committee::office::{self, Outcome, Winner};
use crate::committee::term::{self, TermBegan};
use crate::committee::texts;
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::import::ImportArgs;
use crate::org::OrgId;
use crate::output::Frame;
use crate::{ledger, member, org, text};

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
    /// 登记换届结果: 原任职务当日终止, 当选的开始任职, 新一届开始
    Elect(Elect),
    /// 登记应配的职数(同 org wanted add)
    Want(Want),
    /// 导入任职(现任的和已卸任的)
    Import(ImportArgs),
    /// 导出任职(现任的和已卸任的, 可再导入)
    Export,
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

/// `org post elect`
#[derive(Debug, Args)]
pub struct Elect {
    /// 党组织
    org: String,
    /// 选举日期
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 任期(年)
    #[arg(long, value_name = "YEARS")]
    term: i64,
    /// 第几届(不写则接上届)
    #[arg(long, value_name = "N")]
    number: Option<u32>,
    /// 应选职数
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// 产生方式: renewal 换届选举、founding 成立时选举、appointed 上级指派、continued 补选后延续(不写则自行判断)
    #[arg(long, value_name = "WAY")]
    began: Option<TermBegan>,
    /// 当选的人和职务, 写作 人:职务, 如 张三:书记; 一人几职用顿号分开
    #[arg(required = true, value_name = "PERSON:POST")]
    elected: Vec<String>,
}

/// `org post want`
#[derive(Debug, Args)]
pub struct Want {
    /// 党组织
    org: String,
    /// 职务: secretary 书记、deputy-secretary 副书记、organisation 组织委员、publicity 宣传委员、discipline 纪检委员、united-front 统战委员、youth 青年委员、production 生产委员、committee-member 委员
    post: Post,
    /// 应配几人
    #[arg(long, value_name = "N")]
    number: u32,
    /// 须专职
    #[arg(long)]
    full_time: bool,
    /// 自该日起
    #[arg(long, value_name = "DATE")]
    from: PartialDate,
    /// 依据文件
    #[arg(long, value_name = "NO")]
    document: Option<String>,
}

impl PostCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Export => Nature::Lists,
            Self::Import(_) => Nature::Imports,
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
                ctx.list(list::columns(), ctx.paper(&say!(PostsTitle)), |listing| list::list(&db, filter, listing))
            }
            Self::Set(args) => set(ctx, args),
            Self::Elect(args) => elect(ctx, &args),
            Self::Want(args) => want(ctx, &args),
            Self::Import(args) => import::run(ctx, &args),
            Self::Export => {
                let db = ctx.read()?;
                ctx.list(import::columns(), Frame::default(), |listing| import::export(&db, listing))
            }
        }
    }
}

fn add(ctx: &Ctx, args: &Add) -> Result<()> {
    ctx.write(|tx, advice| {
        let (org, person) = (org::find(tx, &args.org)?, member::find(tx, &args.person)?);
        let holding = Holding {
            post: args.post,
            how: args.how,
            full_time: args.full_time,
            also: text::typed(args.also.as_deref()),
            since: args.from,
            until: None,
        };
        super::add(tx, org, person, holding, ctx.today, advice)?;
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

fn elect(ctx: &Ctx, args: &Elect) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = org::find(tx, &args.org)?;
        let outcome = Outcome {
            org,
            on: args.date,
            years: term::years_in_office(args.term)?,
            number: args.number,
            seats: args.seats,
            body: None,
            began: args.began,
            winners: winners(tx, org, &args.elected, &args.date)?,
        };
        let taken = office::take(tx, &outcome, ctx.today, advice)?;
        Ok(Done::new(taken.told(tx, &outcome)?).to("term").with("term", taken.term))
    })
}

/// Who was elected to what, as typed: `张三:书记`, of several posts `张三:副书记、组织委员`.
fn winners(tx: &Tx<'_>, org: OrgId, typed: &[String], on: &PartialDate) -> Result<Vec<Winner>> {
    let mut winners = Vec::new();
    for whole in typed {
        let Some((person, posts)) = whole.rsplit_once([':', '：']) else {
            return Err(Error::usage(say!(WinnerUnread { typed: whole })));
        };
        let person = office::find(tx, org, person, on)?;
        for post in text::items(posts) {
            winners.push((person, post.parse::<Post>()?));
        }
    }
    Ok(winners)
}

fn want(ctx: &Ctx, args: &Want) -> Result<()> {
    ctx.write(|tx, advice| {
        let mut told = vec![
            ("org", args.org.clone()),
            ("post", args.post.code().to_owned()),
            ("number", args.number.to_string()),
            ("since", args.from.to_string()),
        ];
        told.extend(args.full_time.then(|| ("full_time", "yes".to_owned())));
        told.extend(args.document.clone().map(|document| ("document", document)));
        ledger::cli::add_told(tx, "post_wanted", &told, ctx.today, advice)
    })
}
