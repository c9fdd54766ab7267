//! `dangwu meeting`.

mod args;

use std::path::Path;

use clap::Subcommand;

use super::count::Told;
use super::due::Due;
use super::edit::Marking;
use super::entry::{self, Entry};
use super::give::{self, Gift};
use super::list::{self, Filter};
use super::resolve::{self, NewResolution};
use super::row::Facts;
use super::{Meeting, NewMeeting, attend, campaign, export, find, import, record, set, show, void};
use crate::batch::BatchArgs;
use crate::ctx::{Ctx, Done};
use crate::date::Moment;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::{Text, say};
use crate::input::read_text;
use crate::meeting::texts;
use crate::member::voices::Voices;
use crate::money::Money;
use crate::output::{Column, Frame, Listing, Value};
use crate::{batch, member, org, text};

pub use args::{Attend, EntryArgs, Export, Find, Give, Import, List, Record, Resolve, Set, Show, Void};

/// 会议和活动命令
#[derive(Debug, Subcommand)]
pub enum MeetingCommand {
    /// 登记一次会议或活动(应到人数按当日名册计算并随会议保存)
    Record(Box<Record>),
    /// 补登或更正到会情况(已按姓名登记的, 只改所写的人)
    Attend(Attend),
    /// 登记决议和表决(按当日有效的规定显示是否通过)
    Resolve(Resolve),
    /// 更正错录的会议(党组织、类别或日期有改动时重新按名册计算应到)
    Set(Box<Set>),
    /// 作废一次会议: 保留记录, 不再计入
    Void(Void),
    /// 列出会议和活动
    List(List),
    /// 显示一次会议: 到会、决议、记录等全部内容
    Show(Show),
    /// 在议题、决议和会议记录中查找文字
    Find(Find),
    /// 登记捐助、慰问的款物
    Give(Give),
    /// 登记征文、演讲的作品
    Entry(EntryArgs),
    /// 导入会议台账(一行一次)或签到表(一行一人)
    Import(Import),
    /// 导出会议台账(作废的不在其中; 可再导入)
    Export(Export),
}

impl MeetingCommand {
    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self {
            Self::List(_) | Self::Find(_) | Self::Export(_) => Nature::Lists,
            Self::Import(_) => Nature::Imports,
            Self::Attend(args) if args.edit || args.import.is_some() => Nature::Edits,
            Self::Show(_) => Nature::Shows,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        match self {
            Self::Record(args) => run_record(ctx, *args),
            Self::Attend(args) if args.edit || args.import.is_some() => {
                batch::run(ctx, &BatchArgs { import: args.import }, &Marking::of(ctx, &args.id)?)
            }
            Self::Attend(args) => run_attend(ctx, &args),
            Self::Resolve(args) => run_resolve(ctx, &args),
            Self::Set(args) => run_set(ctx, *args),
            Self::Void(args) => ctx.write(|tx, _| {
                let meeting = super::find_meeting(tx, &args.id)?;
                void::void(tx, &meeting, &args.reason)?;
                Ok(Done::new(say!(MeetingVoidedNow { meeting: super::named(tx, &meeting)? })))
            }),
            Self::List(args) => run_list(ctx, &args, list::columns(), list::list),
            Self::Import(args) => import::run(ctx, &args.args, args.org.as_deref(), args.kind),
            Self::Export(args) if args.list.voided => Err(Error::usage(say!(OptionIdle { option: "--voided" }))),
            Self::Export(args) if args.attendance => {
                run_list(ctx, &args.list, export::attendance_columns(), export::attendance)
            }
            Self::Export(args) => {
                let lang = ctx.lang;
                run_list(ctx, &args.list, export::columns(), |db, filter, listing| {
                    export::export(db, filter, lang, listing)
                })
            }
            Self::Show(args) => {
                let db = ctx.read_at()?;
                let row = show::show(ctx, &db, super::find_id(db.conn(), &args.id)?)?;
                ctx.list(show::columns(), Frame { upright: true, ..Frame::default() }, |listing| {
                    row.map_or(Ok(()), |row| listing.push(row))
                })
            }
            Self::Find(args) => {
                let db = ctx.read_at()?;
                ctx.list(find::columns(), ctx.paper(&say!(MeetingsFoundTitle)), |listing| {
                    find::find(&db, &args.text.join(" "), listing)
                })
            }
            Self::Give(args) => run_give(ctx, &args),
            Self::Entry(args) => run_entry(ctx, &args),
        }
    }
}

/// A date and a time typed beside it are one moment: the time may be told once, or twice alike.
fn tell_moment(facts: &mut Facts, moment: Option<Moment>) -> Result<()> {
    let Some(Moment { date, time }) = moment else { return Ok(()) };
    facts.date = date;
    match (time, facts.time) {
        (Some(typed), Some(beside)) if typed != beside => {
            Err(Error::usage(say!(TimesDiffer { time: typed.to_string(), other: beside.to_string() }))
                .of_option("--time"))
        }
        (typed, beside) => {
            facts.time = typed.or(beside);
            Ok(())
        }
    }
}

/// A chair told by pinyin is told by number from here on; a file is not read so.
fn know_chair(conn: &rusqlite::Connection, facts: &mut Facts) -> Result<()> {
    let spelt = facts.chair.as_deref().map(|chair| member::find_spelt(conn, chair)).transpose()?;
    if let Some(person) = spelt.flatten() {
        facts.chair = Some(person.0.to_string());
    }
    Ok(())
}

/// The tags of campaigns, each once, empty ones left out.
fn tags(typed: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.iter().filter_map(|tag| text::typed(Some(tag))) {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The text of a file, `None` if nothing is in it but blanks.
fn minutes_of(ctx: &Ctx, file: Option<&Path>) -> Result<Option<String>> {
    file.map_or(Ok(()), |path| ctx.refuse_as_output(path))?;
    let text = file.map(read_text).transpose()?;
    Ok(text::typed(text.as_deref()))
}

fn gift(to: Option<&str>, money: Option<Money>, goods: Option<&str>) -> Result<Option<Gift>> {
    let Some(to) = to else { return Ok(None) };
    let goods = text::typed(goods);
    match text::typed(Some(to)) {
        Some(recipient) if money.is_some() || goods.is_some() => Ok(Some(Gift { recipient, money, goods })),
        _ => Err(Error::usage(say!(GiftEmpty)).of_option("--to")),
    }
}

fn run_record(ctx: &Ctx, args: Record) -> Result<()> {
    let (marks, told) = (args.attendance.marks()?, args.attendance.told());
    let gift = gift(args.to.as_deref(), args.money, args.goods.as_deref())?;
    let mut facts = Facts::new(args.kind, args.date.date);
    args.facts.apply(&mut facts);
    tell_moment(&mut facts, Some(args.date))?;
    let minutes = minutes_of(ctx, args.minutes.as_deref())?;
    ctx.write(|tx, advice| {
        let org = org::find(tx, &args.org)?;
        know_chair(tx, &mut facts)?;
        let new = NewMeeting { org, facts, marks, told, campaigns: tags(&args.campaigns), minutes, gift };
        let id = super::record(tx, new, ctx.today, advice)?;
        let meeting = super::row::load(tx, id)?;
        let done = say!(MeetingRecorded { meeting: super::named(tx, &meeting)?, numbers: numbers(&meeting) });
        Ok(with_numbers(Done::new(done), &meeting))
    })
}

/// How many were due and there, as far as it is known.
fn numbers(meeting: &Meeting) -> Text {
    let numbers = &meeting.numbers;
    match (numbers.due(), numbers.present) {
        (Some(due), Some(present)) => say!(DueAndPresent { due, present }),
        (Some(due), None) => say!(OnlyDue { due }),
        (None, Some(present)) => say!(OnlyPresent { present }),
        (None, None) => say!(NoNumbers),
    }
}

fn with_numbers(done: Done, meeting: &Meeting) -> Done {
    let number = |number: Option<u32>| Value::from(number.map(i64::from));
    let numbers = &meeting.numbers;
    done.to("meeting")
        .with("id", meeting.id.map(|id| id.0))
        .with("due", number(numbers.due()))
        .with("present", number(numbers.present))
        .with("voters", number(numbers.voters))
}

fn run_attend(ctx: &Ctx, args: &Attend) -> Result<()> {
    let (marks, told) = (args.attendance.marks()?, args.attendance.told());
    ctx.write(|tx, advice| {
        let meeting = super::find_meeting(tx, &args.id)?;
        let meeting = attend::attend(tx, &meeting, &marks, told, advice)?;
        let done = say!(MeetingAttended { meeting: super::named(tx, &meeting)?, numbers: numbers(&meeting) });
        Ok(with_numbers(Done::corrected(done), &meeting))
    })
}

fn run_resolve(ctx: &Ctx, args: &Resolve) -> Result<()> {
    let Some(text) = text::typed(Some(&args.text)) else {
        return Err(Error::usage(say!(FieldNeeded)).of_option("--text"));
    };
    let new = NewResolution {
        text,
        rule: args.rule,
        voters: args.voters,
        present: args.present,
        written: args.written,
        votes: [args.in_favour, args.against, args.abstain],
        secret: args.secret,
        voices: Voices::default(),
        instead: args.instead,
    };
    ctx.write(|tx, advice| {
        let meeting = super::find_meeting(tx, &args.id)?;
        let due = Due::at(tx, &meeting)?;
        let voices = args.voices.read(tx, |typed| member::find_among(tx, typed, |person| due.has(tx, person)))?;
        let new = NewResolution { voices, ..new.clone() };
        let vote = resolve::resolve(tx, &meeting, &new, advice)?;
        let (result, sum) = vote.judge(meeting.facts.date.first_day());
        let done = say!(MeetingResolved { meeting: super::named(tx, &meeting)?, result, sum: sum.clone() });
        let done = if new.instead.is_some() { Done::corrected(done) } else { Done::new(done) };
        let done = done.with("id", meeting.id.map(|id| id.0)).with("result", result.entry());
        Ok(done.with("sum", sum.say(ctx.lang)))
    })
}

fn run_set(ctx: &Ctx, args: Set) -> Result<()> {
    let minutes = minutes_of(ctx, args.minutes.as_deref())?;
    ctx.write(|tx, advice| {
        let old = super::find_meeting(tx, &args.id)?;
        let mut new = old.clone();
        if let Some(org) = &args.org {
            new.org = org::find(tx, org)?;
        }
        new.facts.kind = args.kind.unwrap_or(new.facts.kind);
        let (told_time, is_day_told) = (args.facts.time.is_some(), args.date.is_some());
        args.facts.apply(&mut new.facts);
        if new.facts.chair != old.facts.chair {
            know_chair(tx, &mut new.facts)?;
        }
        if let Some(moment) = args.date {
            // A time on record gives way to the one typed with the new date.
            new.facts.time = new.facts.time.filter(|_| told_time || moment.time.is_none());
            tell_moment(&mut new.facts, Some(moment))?;
        }
        new.voided = new.voided.filter(|_| !args.restore);
        let told = Told { due: args.due, present: args.present, on_leave: args.on_leave, absent: None };
        let meeting = set::correct(tx, &old, new, (told, is_day_told), ctx.today, advice)?;
        let id = super::find_id(tx, &args.id)?;
        if !args.campaigns.is_empty() {
            record::store_campaigns(tx, id, &tags(&args.campaigns), advice)?;
        }
        if args.minutes.is_some() {
            record::store_minutes(tx, id, minutes.as_deref())?;
        }
        let done = say!(MeetingSet { meeting: super::named(tx, &meeting)?, numbers: numbers(&meeting) });
        Ok(with_numbers(Done::corrected(done), &meeting))
    })
}

fn run_list(
    ctx: &Ctx,
    args: &List,
    columns: Vec<Column>,
    fill: impl FnOnce(&Db, &Filter, &mut Listing) -> Result<()>,
) -> Result<()> {
    if let (Some(from), Some(to)) = (&args.from, &args.to)
        && to.last_day() < from.first_day()
    {
        return Err(Error::usage(say!(PeriodReversed { from, to })));
    }
    let db = ctx.read_at()?;
    let find = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
    let filter = Filter {
        org: find(&args.org)?,
        under: find(&args.under)?,
        kind: args.kind,
        from: args.from.map(|from| from.first_day().to_string()),
        to: args.to.map(|to| to.last_day().to_string()),
        campaign: text::typed(args.campaign.as_deref()).map(|typed| campaign::named(db.conn(), &typed)).transpose()?,
        voided: args.voided,
    };
    ctx.list(columns, Frame { calendar: Some(list::CALENDAR), ..ctx.paper(&say!(MeetingsTitle)) }, |listing| {
        fill(&db, &filter, listing)
    })
}

fn run_give(ctx: &Ctx, args: &Give) -> Result<()> {
    let gift = gift(Some(&args.to), args.money, args.goods.as_deref())?;
    ctx.write(|tx, _| {
        let meeting = super::find_meeting(tx, &args.id)?;
        void::refuse_voided(tx, &meeting)?;
        if let (Some(id), Some(gift)) = (meeting.id, &gift) {
            give::give(tx, id, gift)?;
        }
        Ok(Done::new(say!(GiftRecorded { meeting: super::named(tx, &meeting)?, recipient: args.to.trim() })))
    })
}

fn run_entry(ctx: &Ctx, args: &EntryArgs) -> Result<()> {
    let (title, author) = match (text::typed(Some(&args.title)), text::typed(Some(&args.by))) {
        (Some(title), Some(author)) => (title, author),
        (None, _) => return Err(Error::usage(say!(FieldNeeded)).of_option("--title")),
        (_, None) => return Err(Error::usage(say!(FieldNeeded)).of_option("--by")),
    };
    ctx.write(|tx, advice| {
        let meeting = super::find_meeting(tx, &args.id)?;
        void::refuse_voided(tx, &meeting)?;
        let entry = Entry { title, author, award: text::typed(args.award.as_deref()) };
        if let Some(id) = meeting.id {
            entry::enter(tx, id, &entry, advice)?;
        }
        Ok(Done::new(say!(EntryRecorded { meeting: super::named(tx, &meeting)?, title: &entry.title })))
    })
}
