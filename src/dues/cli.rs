//! `dangwu member dues`.

mod args;

use clap::Subcommand;

use super::handed_up::{self, HandedUp};
use super::import::{self, Given};
use super::list::{self, Filter};
use super::owed::Less;
use super::pay::{self, Payment};
use super::waive::{self, Waiver};
use super::{arrears, rate, scale};
use crate::ctx::{Ctx, Done};
use crate::date::{Months, PartialDate};
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::globals::Nature;
use crate::i18n::{Arg, Text, say};
use crate::money::Money;
use crate::output::Frame;
use crate::rules::due::About;
use crate::{member, org, text};
use args::{HandUp, Import, List, Pay, Rate, Remove, Waive};

/// 党费命令
#[derive(Debug, Subcommand)]
pub enum DuesCommand {
    /// 核定党费: 自某月起每月应交多少, 按基数和标准计算
    Rate(Rate),
    /// 登记交纳党费: 一人或几人, 或一个党组织全体
    Pay(Pay),
    /// 登记减免党费
    Waive(Waive),
    /// 登记上缴党费
    HandUp(HandUp),
    /// 列出核定、减免、交纳、上缴
    List(List),
    /// 删去误登的
    Remove(Remove),
    /// 导入党费登记表(每人一行、每月一列, 或每次交纳一行)
    Import(Import),
    /// 导出核定、减免、交纳、上缴, 可再导入
    Export,
}

impl DuesCommand {
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
            Self::Rate(args) => run_rate(ctx, &args),
            Self::Pay(args) => run_pay(ctx, &args),
            Self::Waive(args) => run_waive(ctx, &args),
            Self::HandUp(args) => run_hand_up(ctx, &args),
            Self::List(args) => run_list(ctx, &args),
            Self::Remove(args) => run_remove(ctx, &args),
            Self::Import(args) => run_import(ctx, &args),
            Self::Export => {
                let db = ctx.read_at()?;
                ctx.list(list::export_columns(), Frame::default(), |listing| list::export(&db, listing))
            }
        }
    }
}

fn run_rate(ctx: &Ctx, args: &Rate) -> Result<()> {
    ctx.write(|tx, advice| {
        let person = member::find(tx, &args.person)?;
        let told = rate::Told {
            since: args.from,
            income: args.kind,
            base: args.base,
            monthly: args.monthly,
            remark: text::typed(args.remark.as_deref()),
        };
        pay::refuse_far_ahead(Months::from(args.from), ctx.today)?;
        let rate = rate::fix(&told, advice)?;
        let before = rate::begun(tx, person, rate.since)?;
        rate::put(tx, person, &rate)?;
        let said = rate_told(&member::name(tx, person)?, &rate);
        let done = if before.is_some() { Done::corrected(said) } else { Done::new(said) };
        Ok(done.to("dues_rate").with("no", person.0))
    })
}

/// What was fixed, with the sum and the norm where it follows from them.
fn rate_told(name: &str, rate: &rate::Rate) -> Text {
    let (month, monthly, day) = (rate.since, rate.monthly, rate.since.first_day());
    match rate.base.filter(|base| scale::due(rate.income, Some(*base), day) == Some(monthly)) {
        Some(base) => {
            let (percent, rule) = (scale::percent(rate.income, base, day), scale::rule(rate.income));
            let (id, source) = (&rule.id, &rule.on(day).0.source);
            say!(RateSetByNorm { name, month, monthly, base, percent, id, source })
        }
        None => say!(RateSet { name, month, monthly }),
    }
}

fn run_pay(ctx: &Ctx, args: &Pay) -> Result<()> {
    let told = Payment {
        date: args.date,
        way: args.way,
        collector: text::typed(args.collector.as_deref()),
        receipt: text::typed(args.receipt.as_deref()),
        remark: text::typed(args.remark.as_deref()),
    };
    let months: Vec<Months> = args.months.iter().flat_map(|runs| runs.0.iter().copied()).collect();
    if args.amount.is_some() && months.len() > 1 {
        return Err(Error::usage(say!(AmountOfSeveral)).of_option("--amount"));
    }
    let said = months.iter().map(|months| Arg::from(*months)).collect::<Vec<_>>();
    ctx.write_asking(|tx, advice| {
        if let Some(typed) = &args.org {
            let org = org::find(tx, typed)?;
            let done = pay::pay_all(tx, org, &months, &told, ctx.today, advice)?;
            if let Some(passed_over) = pay::passed_over(&done) {
                advice.notice(passed_over);
            }
            let (org, people) = (org::get(tx, org)?.name, done.people);
            return Ok(Done::new(say!(PaidByOrg { org, people, months: said.clone(), amount: done.sum })).to("dues"));
        }
        let (mut names, mut sum) = (Vec::new(), 0);
        let mut people = member::find_all(tx, &args.people)?;
        people.sort_unstable();
        people.dedup();
        for person in people {
            for months in &months {
                sum += pay::pay(tx, person, *months, args.amount, &told, ctx.today, advice)?.fen();
            }
            names.push(member::name(tx, person)?);
        }
        Ok(Done::new(say!(Paid { name: names, months: said.clone(), amount: Money::from_fen(sum) })).to("dues"))
    })
}

fn run_waive(ctx: &Ctx, args: &Waive) -> Result<()> {
    let new = Waiver {
        months: args.months,
        less: Less::of(args.less),
        reason: args.reason.trim().to_owned(),
        approved_by: text::typed(args.approved_by.as_deref()),
        date: args.date,
        document: text::typed(args.document.as_deref()),
        remark: text::typed(args.remark.as_deref()),
    };
    if new.reason.is_empty() {
        return Err(Error::usage(say!(FieldNeeded)).of_option("--reason"));
    }
    ctx.write(|tx, advice| {
        let person = member::find(tx, &args.person)?;
        let id = waive::waive(tx, person, &new, ctx.today, advice)?;
        let (name, months) = (member::name(tx, person)?, new.months);
        let done = match new.less {
            Less::All => say!(Waived { name, months }),
            Less::By(less) => say!(WaivedLess { name, months, less }),
        };
        Ok(Done::new(done).to("dues").with("id", id))
    })
}

fn run_hand_up(ctx: &Ctx, args: &HandUp) -> Result<()> {
    ctx.write(|tx, advice| {
        let org = org::find(tx, &args.org)?;
        let new = HandedUp {
            month: args.month,
            amount: args.amount,
            date: args.date,
            to: text::typed(args.to.as_deref()),
            receipt: text::typed(args.receipt.as_deref()),
            remark: text::typed(args.remark.as_deref()),
        };
        let id = handed_up::hand_up(tx, org, &new, ctx.today, advice)?;
        let (org, month, amount) = (org::get(tx, org)?.name, new.month, new.amount);
        Ok(Done::new(say!(HandedUp { org, month, amount })).to("dues").with("id", id))
    })
}

fn run_list(ctx: &Ctx, args: &List) -> Result<()> {
    let db = ctx.read_at()?;
    let org = |typed: &Option<String>| typed.as_deref().map(|typed| org::find(db.conn(), typed)).transpose();
    let filter = Filter {
        entry: args.kind,
        person: args.person.as_deref().map(|typed| member::find(db.conn(), typed)).transpose()?,
        org: org(&args.org)?,
        under: org(&args.under)?,
        months: args.months,
    };
    if args.arrears {
        // The cases by norm are those of everybody.
        if filter.is_of_all() {
            ctx.overdue(&db, About::Dues)?;
        }
        return ctx
            .list(arrears::columns(), ctx.paper(&say!(ArrearsTitle)), |listing| arrears::list(&db, &filter, listing));
    }
    ctx.list(list::columns(), ctx.paper(&say!(DuesListTitle)), |listing| list::list(&db, &filter, listing))
}

fn run_remove(ctx: &Ctx, args: &Remove) -> Result<()> {
    ctx.write_asking(|tx, _| {
        let entry = args.kind;
        let mut names = Vec::new();
        for id in &args.ids {
            names.push(list::remove(tx, entry, *id)?);
        }
        names.dedup();
        let id = args.ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        Ok(Done::new(say!(EntryRemoved { entry, id, name: names })).to("dues"))
    })
}

fn run_import(ctx: &Ctx, args: &Import) -> Result<()> {
    if args.year.as_ref().is_some_and(|year| !PartialDate::is_year(year)) {
        return Err(Error::usage(say!(YearHint)).of_option("--year"));
    }
    let given = Given { year: args.year, org: args.org.clone(), date: args.date };
    import::run(ctx, &args.args, &given)
}
