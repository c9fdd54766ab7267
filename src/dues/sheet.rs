//! The sheet that a branch keeps of a year 党费收缴登记表: a row for each member, a column for each month.

use rusqlite::Connection;

use super::import::{At, money, month, put_rate};
use super::pay::{self, Payment};
use super::{Income, owed, rate, scale};
use crate::date::{Month, Months, PartialDate};
use crate::db::Tx;
use crate::dues::texts;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::import::{self, Cells, Fates, OnDuplicate, Place, Verdict};
use crate::input::{Heading, Problem};
use crate::member::PersonId;
use crate::money::Money;

/// The keys of the columns of months, and how these are written.
const MONTHS: [(&str, &str); 12] = [
    ("dues.m01", "一月"),
    ("dues.m02", "二月"),
    ("dues.m03", "三月"),
    ("dues.m04", "四月"),
    ("dues.m05", "五月"),
    ("dues.m06", "六月"),
    ("dues.m07", "七月"),
    ("dues.m08", "八月"),
    ("dues.m09", "九月"),
    ("dues.m10", "十月"),
    ("dues.m11", "十一月"),
    ("dues.m12", "十二月"),
];

/// The key of the column that adds the months up.
const SUM: &str = "dues.sum";

/// Marks that say that what is due was paid.
const TICKS: [&str; 6] = ["√", "✓", "✔", "已交", "已缴", "交"];

/// Marks that say that nothing was paid.
const NOTHING: [&str; 6] = ["0", "0.00", "×", "未交", "未缴", "欠"];

/// Marks that say that nothing was due by somebody's consent.
const EXEMPT: [&str; 3] = ["免", "免交", "免缴"];

/// The headings of the months, of a year where it is known.
pub(super) fn headings(year: Option<&PartialDate>) -> Vec<Heading> {
    let heading = |(at, (key, word)): (usize, (&'static str, &'static str))| {
        let number = at + 1;
        let mut known = vec![
            word.to_owned(),
            format!("{word}份"),
            format!("{number}月份"),
            format!("{number:02}月"),
            format!("m{number:02}"),
        ];
        if let Some(year) = year {
            for month in [format!("{number}"), format!("{number:02}")] {
                known.extend(["-", ".", "/", "年"].map(|parting| format!("{year}{parting}{month}")));
                known.push(format!("{year}年{month}月"));
            }
        }
        let known: Vec<&'static str> = known.into_iter().map(|name| &*name.leak()).collect();
        Heading { key, synonyms: known.leak() }
    };
    let sum = Heading { key: SUM, synonyms: &["全年合计", "年合计", "实交合计", "小计"] };
    MONTHS.into_iter().enumerate().map(heading).chain([sum]).collect()
}

/// Whether a row is one of such a sheet.
pub(super) fn is_one(cells: &Cells<'_>, headings: &[Heading]) -> bool {
    headings.iter().any(|heading| MONTHS.iter().any(|(key, _)| *key == heading.key) && cells.has(heading.key))
}

/// What a cell of a month says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    /// So much was paid.
    Paid(Money),
    /// What is due was paid.
    Ticked,
}

/// What a row tells of the rate.
#[derive(Debug, Clone, PartialEq)]
struct RateTold {
    since: Option<Month>,
    income: Option<Income>,
    base: Option<Money>,
    monthly: Option<Money>,
}

/// What a row of the sheet tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    /// The first month of which the sheet has a column.
    first: Month,
    /// From what the dues are worked out, and from which month on, if the row says.
    rate: Option<RateTold>,
    /// What was paid for which months.
    months: Vec<(Month, Cell)>,
    /// What the row says that the months come to.
    sum: Option<Money>,
    /// Of what was paid.
    date: Option<PartialDate>,
    receipt: Option<String>,
    collector: Option<String>,
    remark: Option<String>,
}

/// Reads the cells of a row.
pub(super) fn read(cells: &mut Cells<'_>, at: &At) -> Option<Told> {
    let Some(year) = at.year else {
        let (key, _) = MONTHS.into_iter().find(|(key, _)| cells.has(key))?;
        cells.fault(key, say!(YearOfSheetNeeded));
        return None;
    };
    let mut months = Vec::new();
    for ((key, _), month) in MONTHS.into_iter().zip(of_year(&year)) {
        if let Some(cell) = read_cell(cells, key) {
            months.push((month, cell));
        }
    }
    let sum = cells.cell(SUM).filter(|told| !NOTHING.contains(told)).and_then(|_| money(cells, SUM));
    let columns = MONTHS.into_iter().zip(of_year(&year));
    let first = columns.filter(|((key, _), _)| cells.has(key)).map(|(_, month)| month).next()?;
    Some(Told {
        first,
        rate: read_rate(cells),
        months,
        sum,
        date: cells.date("dues.date"),
        receipt: cells.text("dues.receipt_no"),
        collector: cells.text("dues.collector"),
        remark: cells.text("remark"),
    })
}

fn of_year(year: &PartialDate) -> impl Iterator<Item = Month> {
    std::iter::successors(Some(Month::of(year.first_day())), |month| Some(month.next()))
}

fn read_cell(cells: &mut Cells<'_>, key: &'static str) -> Option<Cell> {
    let typed = cells.cell(key)?.trim();
    if NOTHING.contains(&typed) {
        return None;
    }
    if TICKS.contains(&typed) {
        return Some(Cell::Ticked);
    }
    if EXEMPT.contains(&typed) {
        cells.fault(key, say!(MonthExempt));
        return None;
    }
    money(cells, key).map(Cell::Paid)
}

/// What the row tells of the rate, if anything.
fn read_rate(cells: &mut Cells<'_>) -> Option<RateTold> {
    let income: Option<Income> = cells.code("dues.income");
    let (base, monthly) = (money(cells, "dues.base"), money(cells, "dues.monthly"));
    let since = month(cells, "dues.from");
    let is_fixed = income.is_some_and(|income| !scale::is_of_base(income) && income != Income::Farmer);
    (base.is_some() || monthly.is_some() || is_fixed).then_some(RateTold { since, income, base, monthly })
}

/// Writes what a row tells: the rate, then month by month.
pub(super) fn write(
    tx: &Tx<'_>,
    person: PersonId,
    told: &Told,
    at: &At,
    (place, subject): (Place, &str),
    fates: &mut Fates<'_>,
) -> Result<Verdict> {
    let mut fate = write_rate(tx, person, told, at, (place, subject), fates)?;
    for (month, cell) in &told.months {
        if matches!(fate, Verdict::Conflict(_) | Verdict::Wrong(_) | Verdict::Missing) {
            return Ok(fate);
        }
        let of_month = write_month(tx, person, told, (*month, *cell), at, (place, subject), fates)?;
        if !matches!(of_month, Verdict::Unchanged) {
            fate = of_month;
        }
    }
    match told.sum {
        Some(sum) if !matches!(fate, Verdict::Conflict(_) | Verdict::Wrong(_) | Verdict::Missing) => {
            let added = added(tx, person, told)?;
            let problem = || Problem { key: SUM, value: sum.yuan(), what: say!(SumOtherwise { added }) };
            Ok(if added == sum { fate } else { Verdict::Wrong(vec![problem()]) })
        }
        _ => Ok(fate),
    }
}

/// What the months of a row come to: those ticked by what is on record of them now.
fn added(conn: &Connection, person: PersonId, told: &Told) -> Result<Money> {
    let mut sum = 0;
    for (month, cell) in &told.months {
        sum += match cell {
            Cell::Paid(amount) => amount.fen(),
            Cell::Ticked => owed::of_month(conn, person, *month)?.map_or(0, |owed| owed.paid.fen()),
        };
    }
    Ok(Money::from_fen(sum))
}

fn write_rate(
    tx: &Tx<'_>,
    person: PersonId,
    told: &Told,
    at: &At,
    (place, subject): (Place, &str),
    fates: &mut Fates<'_>,
) -> Result<Verdict> {
    let Some(row) = &told.rate else { return Ok(Verdict::Unchanged) };
    let since = match row.since {
        Some(since) => since,
        None => first_owed(tx, person, told.first)?,
    };
    let known = match rate::of_month(tx, person, since)? {
        Some(known) => Some(known),
        None => latest_in_year(tx, person, since)?,
    };
    let income = row.income.or(known.as_ref().map(|known| known.income)).unwrap_or(Income::Salary);
    let new = rate::Told { since, income, base: row.base, monthly: row.monthly, remark: None };
    let rate = import::advised(place, fates, |advice| rate::fix(&new, advice))?;
    let is_same =
        |known: &rate::Rate| (known.income, known.base, known.monthly) == (rate.income, rate.base, rate.monthly);
    match known {
        Some(known) if is_same(&known) => Ok(Verdict::Unchanged),
        // From which month on it is another is not told, and nobody guesses; a sheet that begins later than the rate tells.
        Some(known) if row.since.is_none() && known.since >= since => {
            let what = say!(RateOtherwise { month: known.since, monthly: known.monthly, told: rate.monthly });
            Ok(Verdict::Conflict(vec![Problem { key: "name", value: subject.to_owned(), what }]))
        }
        Some(_) => {
            let set = say!(RateSet { name: subject, month: rate.since, monthly: rate.monthly });
            fates.warn(place, &Problem::of_row(set));
            put_rate(tx, person, &rate, at.on_duplicate, subject, fates)
        }
        None => put_rate(tx, person, &rate, at.on_duplicate, subject, fates),
    }
}

/// The rate of the twelve months from one on that holds last in them.
fn latest_in_year(conn: &Connection, person: PersonId, from: Month) -> Result<Option<rate::Rate>> {
    let last = of_year(&from.date()).nth(11).unwrap_or(from);
    rate::of_month(conn, person, last)
}

/// The first month, from one on, for which somebody owes dues; that one, if none is found within the year.
fn first_owed(conn: &Connection, person: PersonId, from: Month) -> Result<Month> {
    for month in of_year(&from.date()).take(12) {
        if owed::of_month(conn, person, month)?.is_some() {
            return Ok(month);
        }
    }
    Ok(from)
}

fn write_month(
    tx: &Tx<'_>,
    person: PersonId,
    told: &Told,
    (month, cell): (Month, Cell),
    at: &At,
    (place, subject): (Place, &str),
    fates: &mut Fates<'_>,
) -> Result<Verdict> {
    let owed = owed::of_month(tx, person, month)?;
    let paid = owed.as_ref().map_or(Money::default(), |owed| owed.paid);
    let is_paid = paid > Money::default();
    let amount = match cell {
        Cell::Paid(amount) => Some(amount),
        Cell::Ticked => is_paid.then_some(paid),
    };
    if is_paid && (amount == Some(paid) || at.on_duplicate == OnDuplicate::Skip) {
        return Ok(Verdict::Unchanged);
    }
    let conflict = |what| Ok(Verdict::Conflict(vec![Problem { key: "name", value: subject.to_owned(), what }]));
    match amount {
        Some(amount) if is_paid => match (only_payment(tx, person, month)?, at.on_duplicate) {
            (Some(id), OnDuplicate::Update) => {
                tx.execute("UPDATE dues_payment SET amount = ?1 WHERE id = ?2", (amount, id))?;
                Ok(Verdict::Updated(say!(MonthPaidOtherwise { month, paid })))
            }
            (None, OnDuplicate::Update) => conflict(say!(MonthBetterKnown { month, paid })),
            _ => conflict(say!(MonthPaidOtherwise { month, paid })),
        },
        _ => {
            if let Some(verdict) = fates.absent("name", subject) {
                return Ok(verdict);
            }
            let payment = payment(told, month, at)?;
            import::advised(place, fates, |advice| {
                pay::pay(tx, person, Months::from(month), amount, &payment, at.today, advice)
            })?;
            Ok(Verdict::Added)
        }
    }
}

/// The payment of a month: on the day that is told, else in the month itself.
fn payment(told: &Told, month: Month, at: &At) -> Result<Payment> {
    let date = told.date.or(at.date).unwrap_or(month.date());
    if date.first_day() > at.today {
        return Err(Error::refused(say!(MonthOfFuture { month })));
    }
    Ok(Payment {
        date,
        way: None,
        collector: told.collector.clone(),
        receipt: told.receipt.clone(),
        remark: told.remark.clone(),
    })
}

/// The payment of a month, if there is one alone and it tells no more than a sheet does: one with a day, a way or a receipt
/// of its own is better known than by a sheet.
fn only_payment(conn: &Connection, person: PersonId, month: Month) -> Result<Option<i64>> {
    let mut query = conn.prepare_cached(
        "SELECT id, length(date) < 10 AND way IS NULL AND receipt_no IS NULL AS is_of_sheet
         FROM dues_payment WHERE person_id = ?1 AND month = ?2",
    )?;
    let found = query.query_map((person, month), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let found: Vec<(i64, bool)> = found.collect::<Result<_, _>>()?;
    Ok(if let [(id, true)] = found[..] { Some(id) } else { None })
}
