//! `dangwu org elect`.

use clap::{Args, Subcommand};

use super::call::{self, Fix, NewElection, Papers};
use super::candidate::{self, Nomination};
use super::count::{self, Counted};
use super::list::{self, Filter};
use super::{Election, ElectionKind, Method, NominatedBy, file, import, result, show};
use crate::committee::office;
use crate::committee::post::Post;
use crate::committee::term::Body;
use crate::committee::texts;
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::import::ImportArgs;
use crate::output::Frame;
use crate::{meeting, member, org, text};

/// 选举命令
#[derive(Debug, Subcommand)]
pub enum ElectCommand {
    /// 部署选举(请示、批复、应选名额、任期); 日期可在将来
    Call(Box<Call>),
    /// 确定候选人
    Candidate(Candidate),
    /// 登记一次投票的计票; 平票和另行选举再登记一次
    Count(Count),
    /// 选举结果就任: 原任职务和上届终止, 当选的和新一届开始; 补选、增选沿用本届
    #[command(name = "result")]
    Take(Take),
    /// 更正选举信息, 补登报告、批复、备案
    Set(Box<Set>),
    /// 删去误登的选举(已就任的须先撤销)
    Remove(Remove),
    /// 列出选举; --overdue 列出应换届的
    List(List),
    /// 显示一次选举的全部情况, 每次投票带算式
    Show(Show),
    /// 导入选举: 选举、候选人、得票各一行
    Import(ImportArgs),
    /// 导出选举(可再导入)
    Export,
}

/// `org elect call`
#[derive(Debug, Args)]
pub struct Call {
    /// 党组织
    org: String,
    /// 选举日期(可在将来)
    #[arg(long, value_name = "DATE")]
    date: PartialDate,
    /// 应选名额
    #[arg(long, value_name = "N")]
    seats: u32,
    /// 任期(年); 补选、增选不写
    #[arg(long, value_name = "YEARS")]
    term: Option<i64>,
    /// 种类: renewal 换届、first 成立首届、by-election 补选、addition 增选
    #[arg(long, value_name = "KIND", default_value = "renewal")]
    kind: ElectionKind,
    /// 方式: surplus 差额选举、equal 等额选举、preliminary 差额预选
    #[arg(long, value_name = "WAY")]
    method: Option<Method>,
    /// 不设委员会, 由党员大会选举书记
    #[arg(long)]
    no_committee: bool,
    /// 第几届(不写则接上届)
    #[arg(long, value_name = "N")]
    number: Option<u32>,
    #[command(flatten)]
    papers: PaperArgs,
}

/// The papers of an election, as typed.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// 请示日期
    #[arg(long, value_name = "DATE")]
    requested: Option<PartialDate>,
    /// 请示文号
    #[arg(long, value_name = "NO")]
    request_no: Option<String>,
    /// 批复同意召开的日期
    #[arg(long, value_name = "DATE")]
    approved: Option<PartialDate>,
    /// 批复文号
    #[arg(long, value_name = "NO")]
    approval: Option<String>,
    /// 备注
    #[arg(long, value_name = "TEXT")]
    remark: Option<String>,
}

/// The papers that follow an election, as typed.
#[derive(Debug, Args)]
pub struct LaterArgs {
    /// 选举结果报告日期
    #[arg(long, value_name = "DATE")]
    reported: Option<PartialDate>,
    /// 选举结果报告文号
    #[arg(long, value_name = "NO")]
    report_no: Option<String>,
    /// 书记、副书记批准日期
    #[arg(long, value_name = "DATE")]
    confirmed: Option<PartialDate>,
    /// 批准文号
    #[arg(long, value_name = "NO")]
    confirmation_no: Option<String>,
    /// 委员备案日期
    #[arg(long, value_name = "DATE")]
    filed: Option<PartialDate>,
}

/// `org elect candidate`
#[derive(Debug, Args)]
pub struct Candidate {
    /// 选举编号, 或党组织(指其最近一次选举)
    election: String,
    /// 候选人(可几人)
    #[arg(required = true, value_name = "PERSON")]
    people: Vec<String>,
    /// 拟任职务(不写则为委员; 不设委员会的为书记)
    #[arg(long, value_name = "POST")]
    post: Option<Post>,
    /// 推荐方式: members 党员推荐、public 群众公开推荐、superior 上级党组织推荐、committee 上届委员会提名
    #[arg(long, value_name = "WAY")]
    nominated_by: Option<NominatedBy>,
    /// 上级同意日期
    #[arg(long, value_name = "DATE")]
    consented: Option<PartialDate>,
    /// 不再作为候选人
    #[arg(long, conflicts_with_all = ["post", "nominated_by", "consented"])]
    remove: bool,
}

/// `org elect count`
#[derive(Debug, Args)]
pub struct Count {
    /// 选举编号, 或党组织(指其最近一次选举)
    election: String,
    /// 选的职务: committee-member 委员、secretary 书记、deputy-secretary 副书记(不写则为接下来的一项)
    #[arg(long = "for", value_name = "POST")]
    post: Option<Post>,
    /// 应选副书记人数(默认 1)
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// 应到会有选举权的人数(不写则按名册)
    #[arg(long, value_name = "N")]
    due: Option<u32>,
    /// 实到会有选举权的人数
    #[arg(long, value_name = "N")]
    present: u32,
    /// 发出选票(不写则同实到)
    #[arg(long, value_name = "N")]
    issued: Option<u32>,
    /// 收回选票(不写则同发出)
    #[arg(long, value_name = "N")]
    returned: Option<u32>,
    /// 有效票(不写则同收回)
    #[arg(long, value_name = "N")]
    valid: Option<u32>,
    /// 另选他人的得票, 写作 人:票数(可多次)
    #[arg(long, value_name = "NAME:VOTES")]
    written_in: Vec<String>,
    /// 选举所在的会议(会议编号)
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
    /// 候选人的得票, 写作 人:赞成票 或 人:赞成/反对/弃权; 零票也写
    #[arg(required = true, value_name = "PERSON:VOTES")]
    votes: Vec<String>,
}

/// `org elect result`
#[derive(Debug, Args)]
pub struct Take {
    /// 选举编号, 或党组织(指其最近一次选举)
    election: String,
    /// 名额未满, 不再另行选举
    #[arg(long)]
    short: bool,
    #[command(flatten)]
    later: LaterArgs,
}

/// `org elect set`
#[derive(Debug, Args)]
pub struct Set {
    /// 选举编号, 或党组织(指其最近一次选举)
    election: String,
    /// 选举日期
    #[arg(long, value_name = "DATE")]
    date: Option<PartialDate>,
    /// 应选名额
    #[arg(long, value_name = "N")]
    seats: Option<u32>,
    /// 任期(年)
    #[arg(long, value_name = "YEARS")]
    term: Option<i64>,
    /// 种类: renewal 换届、first 成立首届、by-election 补选、addition 增选
    #[arg(long, value_name = "KIND")]
    kind: Option<ElectionKind>,
    /// 方式: surplus 差额选举、equal 等额选举、preliminary 差额预选
    #[arg(long, value_name = "WAY")]
    method: Option<Method>,
    /// 第几届
    #[arg(long, value_name = "N")]
    number: Option<u32>,
    /// 选举所在的会议(会议编号; 空内容为不再指明)
    #[arg(long, value_name = "ID")]
    meeting: Option<String>,
    #[command(flatten)]
    papers: PaperArgs,
    #[command(flatten)]
    later: LaterArgs,
}

/// `org elect remove`
#[derive(Debug, Args)]
pub struct Remove {
    /// 选举编号, 或党组织(指其最近一次选举)
    election: String,
}

/// `org elect list`
#[derive(Debug, Args)]
pub struct List {
    /// 只列该党组织的
    org: Option<String>,
    /// 只列该党组织及其下级的
    #[arg(long, value_name = "ORG", conflicts_with = "org")]
    under: Option<String>,
    /// 只列该种类: renewal 换届、first 成立首届、by-election 补选、addition 增选
    #[arg(long, value_name = "KIND", conflicts_with = "overdue")]
    kind: Option<ElectionKind>,
    /// 列出届满未换届的, 和将届满而上级尚未提醒的
    #[arg(long)]
    overdue: bool,
}

/// `org elect show`
#[derive(Debug, Args)]
pub struct Show {
    /// 选举编号, 或党组织(指其最近一次选举)
    election: String,
}

impl ElectCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Export => Nature::Lists,
            Self::Import(_) => Nature::Imports,
            Self::Show(_) => Nature::Shows,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Call(args) => run_call(ctx, *args),
            Self::Candidate(args) => run_candidate(ctx, &args),
            Self::Count(args) => run_count(ctx, &args),
            Self::Take(args) => run_take(ctx, args),
            Self::Set(args) => run_set(ctx, *args),
            Self::Remove(args) => run_remove(ctx, &args),
            Self::List(args) => run_list(ctx, &args),
            Self::Show(args) => run_show(ctx, &args),
            Self::Import(args) => import::run(ctx, &args),
            Self::Export => {
                let db = ctx.read_at()?;
                ctx.list(file::columns(), Frame::default(), |listing| file::export(&db, listing))
            }
        }
    }
}

impl PaperArgs {
    fn with(self, later: Option<LaterArgs>) -> Papers {
        let text = |typed: Option<String>| text::typed(typed.as_deref());
        let papers = Papers {
            requested: self.requested,
            request_no: text(self.request_no),
            approved: self.approved,
            approval_no: text(self.approval),
            remark: text(self.remark),
            ..Papers::default()
        };
        match later {
            Some(later) => later.beside(papers),
            None => papers,
        }
    }
}

impl LaterArgs {
    fn beside(self, papers: Papers) -> Papers {
        let text = |typed: Option<String>| text::typed(typed.as_deref());
        Papers {
            reported: self.reported,
            report_no: text(self.report_no),
            confirmed: self.confirmed,
            confirmation_no: text(self.confirmation_no),
            filed: self.filed,
            ..papers
        }
    }
}

fn run_call(ctx: &Ctx, args: Call) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = org::find(tx, &args.org)?;
        let body = if args.no_committee { Body::Meeting } else { Body::Committee };
        let new = NewElection {
            org,
            kind: args.kind,
            method: args.method,
            body,
            date: args.date,
            seats: args.seats,
            years: args.term,
            number: args.number,
            papers: args.papers.with(None),
            is_of_record: false,
        };
        call::advise_body(tx, &new, ctx.today, advice)?;
        let id = call::call(tx, &new, ctx.today, advice)?;
        let (org, date, kind, seats) = (org::get(tx, org)?.name, &new.date, new.kind, new.seats);
        Ok(Done::new(say!(ElectionCalled { id, org, date, kind, seats })).to("election").with("id", id))
    })
}

fn run_candidate(ctx: &Ctx, args: &Candidate) -> Result<()> {
    ctx.write(|tx, advice| {
        let election = super::find(tx, &args.election)?;
        let mut names = Vec::new();
        for typed in &args.people {
            let person = office::find(tx, election.org, typed, &election.date)?;
            if args.remove {
                candidate::remove(tx, &election, person)?;
            } else {
                let told = Nomination { post: args.post, by: args.nominated_by, consented: args.consented };
                candidate::add(tx, &election, person, told, ctx.today, advice)?;
            }
            names.push(member::name(tx, person)?);
        }
        let (id, count) = (election.id, candidate::of(tx, election.id)?.len());
        let said = if args.remove {
            say!(CandidatesRemoved { id, names, count })
        } else {
            say!(CandidatesNamed { id, names, count })
        };
        Ok(Done::new(said).to("election").with("id", id))
    })
}

/// What was typed as `张三:7`, or with the votes against and neither as `张三:7/1/2`.
fn counted(typed: &[String]) -> Result<Vec<count::Typed>> {
    let read = |whole: &String| {
        let (name, told) = whole.rsplit_once([':', '：'])?;
        let numbers: Vec<u32> =
            told.split(['/', '／']).map(|number| number.trim().parse().ok()).collect::<Option<_>>()?;
        match numbers[..] {
            [votes] => Some((name.to_owned(), votes, None)),
            [votes, against, abstained] => Some((name.to_owned(), votes, Some((against, abstained)))),
            _ => None,
        }
    };
    typed.iter().map(|whole| read(whole).ok_or_else(|| Error::usage(say!(VotesUnread { typed: whole })))).collect()
}

/// Tells at which meeting an election was held; an empty number takes that back.
///
/// Refuses a meeting of another org or another day, and one that does not count.
fn hold_at(tx: &Tx<'_>, election: &Election, typed: &str) -> Result<()> {
    let id = match text::typed(Some(typed)) {
        None => None,
        Some(typed) => {
            let held = meeting::find_held(tx, &typed)?;
            if held.org != election.org || held.date != election.date {
                let (org, date) = (org::get(tx, election.org)?.name, &election.date);
                return Err(Error::refused(say!(ElectionHeldElsewhere { meeting: held.name, org, date }))
                    .hint(say!(ElectionHeldHint)));
            }
            Some(held.id)
        }
    };
    tx.execute("UPDATE election SET held_at = ?1 WHERE id = ?2", (id, election.id))?;
    Ok(())
}

/// What was typed as `张三:7`.
fn votes(typed: &[String]) -> Result<Vec<(String, u32)>> {
    let read = |whole: &String| {
        let (name, votes) = whole.rsplit_once([':', '：'])?;
        Some((name.to_owned(), votes.trim().parse().ok()?))
    };
    typed.iter().map(|whole| read(whole).ok_or_else(|| Error::usage(say!(VotesUnread { typed: whole })))).collect()
}

fn run_count(ctx: &Ctx, args: &Count) -> Result<()> {
    if let Some(post) =
        args.post.filter(|post| !matches!(post, Post::CommitteeMember | Post::Secretary | Post::DeputySecretary))
    {
        return Err(Error::usage(say!(VoteOnOther { post })));
    }
    let told = Counted {
        post: args.post,
        seats: args.seats,
        due: args.due,
        present: args.present,
        issued: args.issued,
        returned: args.returned,
        valid: args.valid,
        votes: counted(&args.votes)?,
        written_in: votes(&args.written_in)?,
    };
    ctx.write(|tx, advice| {
        let election = super::find(tx, &args.election)?;
        let (by, ballot) = count::count(tx, &election, &told, ctx.today, advice)?;
        if let Some(meeting) = &args.meeting {
            hold_at(tx, &election, meeting)?;
        }
        let sum = ballot.told(by, election.date.first_day());
        Ok(Done::new(say!(ElectionCounted { id: election.id, sum })).to("election").with("id", election.id))
    })
}

fn run_take(ctx: &Ctx, args: Take) -> Result<()> {
    ctx.write(|tx, advice| {
        let election = super::find(tx, &args.election)?;
        let said = result::take(tx, &election, args.short, ctx.today, advice)?;
        call::write_papers(tx, election.id, &args.later.beside(Papers::default()))?;
        call::judge_papers(tx, election.id, &election.date, ctx.today)?;
        Ok(Done::new(said).to("election").with("id", election.id))
    })
}

fn run_set(ctx: &Ctx, args: Set) -> Result<()> {
    let fix = Fix {
        kind: args.kind,
        method: args.method,
        date: args.date,
        seats: args.seats,
        years: args.term,
        number: args.number,
        papers: args.papers.with(Some(args.later)),
    };
    if fix == Fix::default() && args.meeting.is_none() {
        return Err(Error::usage(say!(NothingToSet)));
    }
    ctx.write(|tx, advice| {
        let election = super::find(tx, &args.election)?;
        call::set(tx, &election, &fix, ctx.today, advice)?;
        if let Some(meeting) = &args.meeting {
            hold_at(tx, &super::find(tx, &election.id.to_string())?, meeting)?;
        }
        Ok(Done::corrected(say!(ElectionSet { id: election.id })).to("election").with("id", election.id))
    })
}

fn run_remove(ctx: &Ctx, args: &Remove) -> Result<()> {
    ctx.write(|tx, _| {
        let election = super::find(tx, &args.election)?;
        call::remove(tx, &election)?;
        Ok(Done::new(say!(ElectionRemoved { id: election.id })).to("election").with("id", election.id))
    })
}

fn run_list(ctx: &Ctx, args: &List) -> Result<()> {
    let db = ctx.read_at()?;
    let find = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
    let filter = Filter { org: find(&args.org)?, under: find(&args.under)?, kind: args.kind };
    ctx.list(list::columns(), ctx.paper(&say!(ElectionsTitle)), |listing| match args.overdue {
        true => list::overdue(ctx, &db, &filter, listing),
        false => list::list(&db, &filter, listing),
    })
}

fn run_show(ctx: &Ctx, args: &Show) -> Result<()> {
    let db = ctx.read_at()?;
    let election = super::find(db.conn(), &args.election)?;
    let frame = Frame { upright: true, ..Frame::default() };
    let id = election.id;
    let unknown = || Error::new(Kind::NotFound, say!(ElectionUnknown { id })).hint(say!(ElectionUnknownHint));
    let row = show::show(ctx, &db, id)?.ok_or_else(unknown)?;
    ctx.list(show::columns(), frame, |listing| listing.push(row))
}
