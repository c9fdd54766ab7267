//! Importing dues: a row for each record, as an export has it; or the sheet that a branch keeps, see `sheet`.

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _};

use super::handed_up::{self, HandedUp};
use super::owed::Less;
use super::pay::{self, Payment};
use super::waive::{self, Waiver};
use super::{Entry, Income, Way, rate, sheet};
use crate::ctx::Ctx;
use crate::date::{Month, Months, PartialDate};
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::import::{self, Cells, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict};
use crate::input::{Heading, Problem, Record};
use crate::member::{self, PersonId};
use crate::money::Money;
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// The columns of records of dues, in the order of an export; those of the months of a sheet follow.
const HEADINGS: &[Heading] = &[
    Heading { key: "dues.entry", synonyms: &["entry", "记录种类", "类别"] },
    Heading { key: "no", synonyms: &["人员编号", "党员编号"] },
    Heading { key: "name", synonyms: &["党员姓名", "交纳人"] },
    Heading {
        key: "dues.org", synonyms: &["org", "所在党支部", "所属党支部", "党支部", "所在党组织"]
    },
    Heading { key: "dues.income", synonyms: &["income", "缴费类型", "收入类型"] },
    Heading {
        key: "dues.base", synonyms: &["base", "基数", "党费基数", "交纳基数", "月工资", "缴费基数"]
    },
    Heading {
        key: "dues.monthly",
        synonyms: &["monthly", "应交", "月应交", "每月应交", "月应缴纳党费", "应缴", "月缴额"],
    },
    Heading { key: "dues.from", synonyms: &["from", "缴费起始月份", "起始月份", "所交月份", "月份"] },
    Heading { key: "dues.to", synonyms: &["to", "缴费截止月份", "截止月份"] },
    Heading { key: "dues.amount", synonyms: &["amount", "缴费金额", "实交", "交纳金额", "实缴"] },
    Heading { key: "dues.date", synonyms: &["date", "交纳日期", "缴费日期", "交费日期", "缴纳日期"] },
    Heading { key: "dues.way", synonyms: &["way", "交纳方式", "缴费方式"] },
    Heading { key: "dues.collector", synonyms: &["collector", "收缴人", "收款人"] },
    Heading { key: "dues.receipt_no", synonyms: &["receipt_no", "收据号", "收据编号"] },
    Heading { key: "dues.reason", synonyms: &["reason", "减免原因", "缴费说明"] },
    Heading { key: "dues.approved_by", synonyms: &["approved_by", "批准的上级党委"] },
    Heading { key: "dues.document", synonyms: &["document", "批复文号"] },
    Heading { key: "dues.handed_to", synonyms: &["handed_to", "上缴给"] },
    Heading { key: "remark", synonyms: &["说明"] },
];

/// What the command line gives beside the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    /// The year of the columns of months.
    pub(super) year: Option<PartialDate>,
    /// Whose the rows are that name no org.
    pub(super) org: Option<String>,
    /// When was paid what tells no day.
    pub(super) date: Option<PartialDate>,
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs, given: &Given) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    let headings: &'static [Heading] = [HEADINGS, &sheet::headings(given.year.as_ref())].concat().leak();
    let (today, on_duplicate) = (ctx.today, args.on_duplicate);
    import::run(ctx, args, headings, |tx| {
        let org = given.org.as_deref().map(|typed| org::find(tx, typed)).transpose()?;
        let at = At { headings, today, on_duplicate, org, year: given.year, date: given.date };
        Ok(Box::new(DuesImport { at, seen: HashSet::new() }))
    })
}

/// What holds for every row.
pub(super) struct At {
    headings: &'static [Heading],
    pub(super) today: NaiveDate,
    pub(super) on_duplicate: OnDuplicate,
    org: Option<OrgId>,
    /// The year of the columns of months.
    pub(super) year: Option<PartialDate>,
    /// When was paid what tells no day.
    pub(super) date: Option<PartialDate>,
}

struct DuesImport {
    at: At,
    /// The payments that rows before were about.
    seen: HashSet<i64>,
}

/// What a row tells of a record, beside whose it is.
#[derive(Debug, Clone, PartialEq)]
enum Told {
    Rate(rate::Told),
    Waiver(Waiver),
    Payment(Months, Option<Money>, Payment),
    HandedUp(HandedUp),
    Sheet(sheet::Told),
}

impl Importer for DuesImport {
    type Row = ();

    fn reading(&self) -> Reading<()> {
        Box::new(|_| ())
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        let at = |key: &str| HEADINGS.iter().position(|heading| heading.key == key).expect("a heading of the table");
        vec![vec![at("name"), at("no")]]
    }

    fn naming(&self) -> &'static [&'static str] {
        &["no", "name", "dues.org"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM dues_payment", [], |row| row.get(0))?)
    }

    fn row(
        &mut self,
        tx: &Tx<'_>,
        record: &Record<'_>,
        (): &mut (),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<()> {
        let mut cells = Cells::new(record, self.at.headings, self.at.today);
        let subject = cells.text("name").or(cells.text("no")).or(cells.text("dues.org")).unwrap_or_default();
        let (org, no) = (cells.text("dues.org"), cells.count("no").map(i64::from));
        let told = self.read(&mut cells);
        let name = cells.text("name");
        let is_of_person = !matches!(told, Some(Told::HandedUp(_)));
        if is_of_person && no.is_none() && name.is_none() && !cells.is_faulty("no") {
            cells.fault("name", say!(DuesOfNobody));
        }
        let problems = cells.problems();
        let Some(told) = told.filter(|_| problems.is_empty()) else {
            return fates.tell_row(place, &subject, &Verdict::Wrong(problems));
        };
        let whose = Whose { org, no, name };
        let write = |tx: &Tx<'_>, fates: &mut Fates<'_>| self.write(tx, &whose, &told, (place, &subject), fates);
        import::settle(tx, fates, (place, &subject), "name", write)
    }

    fn finish(&mut self, _: &Tx<'_>, _: &mut Fates<'_>) -> Result<()> {
        Ok(())
    }
}

/// Reads money; what is wrong with it is kept with the cells.
pub(super) fn money(cells: &mut Cells<'_>, key: &'static str) -> Option<Money> {
    let read = cells.cell(key)?.parse::<Money>();
    read.map_err(|bad| cells.fault(key, bad.0)).ok()
}

/// Reads a month, likewise.
pub(super) fn month(cells: &mut Cells<'_>, key: &'static str) -> Option<Month> {
    let read = cells.cell(key)?.parse::<Month>();
    read.map_err(|bad| cells.fault(key, bad.0)).ok()
}

fn need<T>(cells: &mut Cells<'_>, key: &'static str, read: Option<T>) -> Option<T> {
    if read.is_none() && !cells.is_faulty(key) {
        cells.fault(key, say!(FieldNeeded));
    }
    read
}

impl DuesImport {
    /// Reads the cells of a row; nothing comes of one that lacks what its kind of record needs.
    fn read(&self, cells: &mut Cells<'_>) -> Option<Told> {
        let entry: Option<Entry> = cells.code("dues.entry");
        if entry.is_none() && sheet::is_one(cells, self.at.headings) {
            return sheet::read(cells, &self.at).map(Told::Sheet);
        }
        let remark = cells.text("remark");
        match entry.unwrap_or(Entry::Payment) {
            Entry::Rate => read_rate(cells, remark).map(Told::Rate),
            Entry::Waiver => read_waiver(cells, remark),
            Entry::Payment => self.read_payment(cells, remark),
            Entry::HandedUp => read_handed_up(cells, remark).map(Told::HandedUp),
        }
    }

    fn read_payment(&self, cells: &mut Cells<'_>, remark: Option<String>) -> Option<Told> {
        let (months, amount) = (read_months(cells), money(cells, "dues.amount"));
        let date = cells.date("dues.date").or(self.at.date);
        let payment = Payment {
            date: need(cells, "dues.date", date)?,
            way: cells.code::<Way>("dues.way"),
            collector: cells.text("dues.collector"),
            receipt: cells.text("dues.receipt_no"),
            remark,
        };
        Some(Told::Payment(months?, amount, payment))
    }

    fn write(
        &mut self,
        tx: &Tx<'_>,
        whose: &Whose,
        told: &Told,
        (place, subject): (Place, &str),
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let add = |fates: &mut Fates<'_>, write: &mut dyn FnMut(&mut Advice) -> Result<()>| {
            if let Some(verdict) = fates.absent("name", subject) {
                return Ok(verdict);
            }
            import::advised(place, fates, write)?;
            Ok(Verdict::Added)
        };
        let today = self.at.today;
        match told {
            Told::HandedUp(new) => {
                let org = whose.org(tx, &self.at)?;
                match handed_up::same(tx, org, new)? {
                    Some(_) => Ok(Verdict::Unchanged),
                    None => add(fates, &mut |advice| handed_up::hand_up(tx, org, new, today, advice).map(drop)),
                }
            }
            Told::Rate(told) => {
                let person = whose.person(tx, &self.at)?;
                let rate = import::advised(place, fates, |advice| rate::fix(told, advice))?;
                put_rate(tx, person, &rate, self.at.on_duplicate, subject, fates)
            }
            Told::Waiver(new) => {
                let person = whose.person(tx, &self.at)?;
                match same_waiver(tx, person, new)? {
                    Some(_) => Ok(Verdict::Unchanged),
                    None => add(fates, &mut |advice| waive::waive(tx, person, new, today, advice).map(drop)),
                }
            }
            Told::Payment(months, amount, payment) => {
                let person = whose.person(tx, &self.at)?;
                let known = same_payments(tx, person, *months, *amount, payment)?;
                if known.iter().any(|id| !self.seen.contains(id)) {
                    self.seen.extend(known);
                    return Ok(Verdict::Unchanged);
                }
                add(fates, &mut |advice| pay::pay(tx, person, *months, *amount, payment, today, advice).map(drop))
            }
            Told::Sheet(told) => {
                let person = whose.person(tx, &self.at)?;
                sheet::write(tx, person, told, &self.at, (place, subject), fates)
            }
        }
    }
}

/// Puts a rate that a row tells; what becomes of one that began in the same month the user decides.
pub(super) fn put_rate(
    tx: &Tx<'_>,
    person: PersonId,
    rate: &rate::Rate,
    on_duplicate: OnDuplicate,
    subject: &str,
    fates: &mut Fates<'_>,
) -> Result<Verdict> {
    let known = rate::begun(tx, person, rate.since)?;
    let told: Text =
        say!(RateOnRecord { month: rate.since, monthly: known.as_ref().map_or(rate.monthly, |known| known.monthly) });
    match (known, on_duplicate) {
        (Some(known), _) if known == *rate => Ok(Verdict::Unchanged),
        (Some(_), OnDuplicate::Skip) => Ok(Verdict::Unchanged),
        (Some(_), OnDuplicate::Error) => {
            Ok(Verdict::Conflict(vec![Problem { key: "name", value: subject.into(), what: told }]))
        }
        (Some(_), OnDuplicate::Update) => {
            rate::put(tx, person, rate)?;
            Ok(Verdict::Updated(told))
        }
        (None, _) => {
            if let Some(verdict) = fates.absent("name", subject) {
                return Ok(verdict);
            }
            rate::put(tx, person, rate)?;
            Ok(Verdict::Added)
        }
    }
}

/// The months of a row: to the last where only the first is told, it is the same.
fn read_months(cells: &mut Cells<'_>) -> Option<Months> {
    let from = month(cells, "dues.from");
    let from = need(cells, "dues.from", from)?;
    let to = match cells.cell("dues.to") {
        Some(_) => month(cells, "dues.to")?,
        None => from,
    };
    if to < from {
        cells.fault("dues.to", say!(MonthsReversed { from, to }));
        return None;
    }
    Some(Months { from, to })
}

fn read_rate(cells: &mut Cells<'_>, remark: Option<String>) -> Option<rate::Told> {
    let since = month(cells, "dues.from");
    let since = need(cells, "dues.from", since);
    let income: Option<Income> = cells.code("dues.income");
    let (base, monthly) = (money(cells, "dues.base"), money(cells, "dues.amount"));
    let monthly = monthly.or(money(cells, "dues.monthly"));
    if base.is_none()
        && monthly.is_none()
        && income.is_none_or(super::scale::is_of_base)
        && !cells.is_faulty("dues.base")
    {
        cells.fault("dues.base", say!(FieldNeeded));
    }
    Some(rate::Told { since: since?, income: income.unwrap_or(Income::Salary), base, monthly, remark })
}

fn read_waiver(cells: &mut Cells<'_>, remark: Option<String>) -> Option<Told> {
    let (months, less) = (read_months(cells), money(cells, "dues.amount"));
    let (reason, date) = (cells.needed("dues.reason"), cells.date("dues.date"));
    let date = need(cells, "dues.date", date);
    Some(Told::Waiver(Waiver {
        months: months?,
        less: Less::of(less),
        reason,
        approved_by: cells.text("dues.approved_by"),
        date: date?,
        document: cells.text("dues.document"),
        remark,
    }))
}

fn read_handed_up(cells: &mut Cells<'_>, remark: Option<String>) -> Option<HandedUp> {
    let months = read_months(cells);
    let amount = money(cells, "dues.amount");
    let (amount, date) = (need(cells, "dues.amount", amount), cells.date("dues.date"));
    let date = need(cells, "dues.date", date);
    if months.is_some_and(|months| months.from != months.to) {
        cells.fault("dues.to", say!(OrgWhollyMonths));
    }
    Some(HandedUp {
        month: months?.from,
        amount: amount?,
        date: date?,
        to: cells.text("dues.handed_to"),
        receipt: cells.text("dues.receipt_no"),
        remark,
    })
}

/// Whose a row is.
struct Whose {
    org: Option<String>,
    no: Option<i64>,
    name: Option<String>,
}

impl Whose {
    fn org(&self, conn: &Connection, at: &At) -> Result<OrgId> {
        match (&self.org, at.org) {
            (Some(typed), _) => org::find_exactly(conn, typed),
            (None, Some(org)) => Ok(org),
            (None, None) => Err(Error::refused(say!(FieldNeeded))),
        }
    }

    /// By number, else by name; of people of one name the one who owes dues to the org.
    fn person(&self, conn: &Connection, at: &At) -> Result<PersonId> {
        let Some(no) = self.no else {
            let org = match (&self.org, at.org) {
                (None, None) => None,
                _ => Some(self.org(conn, at)?),
            };
            let name = self.name.as_deref().unwrap_or_default();
            let person = member::find_exactly_among(conn, name, |person| match org {
                Some(org) => is_of(conn, person, org),
                None => Ok(true),
            })?;
            return match org {
                Some(org) if !is_of(conn, person, org)? => {
                    Err(Error::refused(say!(DuesOfOther { name, org: org::get(conn, org)?.name })))
                }
                _ => Ok(person),
            };
        };
        member::find_numbered(conn, no, self.name.as_deref())
    }
}

fn is_of(conn: &Connection, person: PersonId, org: OrgId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM dues_stay WHERE person_id = ?1 AND org_id = ?2")?.exists((person, org))?)
}

fn same_waiver(conn: &Connection, person: PersonId, new: &Waiver) -> Result<Option<i64>> {
    let mut query = conn.prepare_cached(
        "SELECT id FROM dues_waiver WHERE person_id = ?1 AND since = ?2 AND until = ?3 AND less IS ?4 AND reason = ?5",
    )?;
    let known =
        query.query_row((person, new.months.from, new.months.to, new.less.kept(), &new.reason), |row| row.get(0));
    Ok(known.optional()?)
}

/// The payments on record that are those of a row: of each of its months one of its day and receipt, and of its amount together.
fn same_payments(
    conn: &Connection,
    person: PersonId,
    months: Months,
    amount: Option<Money>,
    told: &Payment,
) -> Result<Vec<i64>> {
    let mut query = conn.prepare_cached(
        "SELECT id, month, amount FROM dues_payment
         WHERE person_id = ?1 AND month BETWEEN ?2 AND ?3 AND date = ?4 AND receipt_no IS ?5 ORDER BY month, id",
    )?;
    let found = query.query_map((person, months.from, months.to, told.date, &told.receipt), |row| {
        Ok((row.get("id")?, row.get("month")?, row.get("amount")?))
    })?;
    let found: Vec<(i64, Month, Money)> = found.collect::<Result<_, _>>()?;
    let has_all = months.each().all(|month| found.iter().any(|(_, of, _)| *of == month));
    let one_month = months.from == months.to;
    let sum: i64 = found.iter().map(|(.., amount)| amount.fen()).sum();
    Ok(match amount {
        _ if !has_all => Vec::new(),
        Some(amount) if one_month => found.iter().filter(|(.., of)| *of == amount).map(|(id, ..)| *id).collect(),
        Some(amount) if amount.fen() != sum => Vec::new(),
        _ => found.iter().map(|(id, ..)| *id).collect(),
    })
}
