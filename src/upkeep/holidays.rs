//! `dangwu db holidays`: the holidays of a year that came after this program was made, as the State Council's notice tells
//! them each November.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};

use crate::code::codes;
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::output::{Column, Value};
use crate::rules::workdays::{Calendar, is_weekday};
use crate::text;
use crate::upkeep::texts;

codes! {
    /// From where the holidays of a year are known.
    pub enum Origin {
        BuiltIn = "built-in", "程序内置", "built in";
        Entered = "entered", "本单位登记", "entered";
    }
}

/// Lists the years that are known.
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let db = ctx.read()?;
    let calendar = Calendar::of(db.conn())?;
    ctx.list(
        Column::of("holidays", &["year", "days_off", "days_worked", "origin"]),
        ctx.paper(&say!(HolidaysTitle)),
        |listing| {
            for (year, off, on, is_entered) in calendar.known() {
                let origin = if is_entered { Origin::Entered } else { Origin::BuiltIn };
                listing.push(vec![
                    year.into(),
                    i64::try_from(off).unwrap_or_default().into(),
                    i64::try_from(on).unwrap_or_default().into(),
                    Value::Code(origin.entry()),
                ])?;
            }
            Ok(())
        },
    )
}

/// Enters the holidays of a year, in the place of what was entered of it before. `off` are days and stretches
/// (`2027-10-01..2027-10-07`), of which Saturdays and Sundays are off anyway; `on` the Saturdays and Sundays that are worked.
///
/// Refuses a year that the program knows, days of another year, a weekday that would be worked for others, and a year
/// without a day off.
pub(super) fn add(ctx: &Ctx, year: i32, off: &[String], on: &[String]) -> Result<()> {
    let (off, on) = (days(year, off)?, days(year, on)?);
    if Calendar::is_built_in(year) {
        return Err(Error::refused(say!(HolidaysBuiltIn { year })));
    }
    if let Some(day) = on.iter().copied().find(|day| is_weekday(*day)) {
        return Err(Error::refused(say!(WorkedWeekday { day })).hint(say!(WorkedWeekdayHint)));
    }
    if let Some(day) = on.intersection(&off).copied().next() {
        return Err(Error::refused(say!(OffAndWorked { day })));
    }
    let off: BTreeSet<NaiveDate> = off.into_iter().filter(|day| is_weekday(*day)).collect();
    if off.is_empty() {
        return Err(Error::refused(say!(NoHolidays { year })));
    }
    ctx.write(|tx, _| {
        tx.execute("DELETE FROM holiday WHERE substr(day, 1, 4) = ?1", [year.to_string()])?;
        put(tx, &off, false)?;
        put(tx, &on, true)?;
        Ok(Done::new(say!(HolidaysEntered { year, off: off.len(), on: on.len() }))
            .to("holidays")
            .with("year", i64::from(year)))
    })
}

fn put(tx: &Tx<'_>, days: &BTreeSet<NaiveDate>, works: bool) -> Result<()> {
    let mut insert = tx.prepare_cached("INSERT INTO holiday (day, works) VALUES (?1, ?2)")?;
    for day in days {
        insert.execute((day.to_string(), works))?;
    }
    Ok(())
}

/// The days typed, all of them in the year.
fn days(year: i32, typed: &[String]) -> Result<BTreeSet<NaiveDate>> {
    let mut days = BTreeSet::new();
    for part in typed.iter().flat_map(|typed| text::items(typed)) {
        let (from, to) = part.split_once("..").unwrap_or((part, part));
        let (from, to) = (day(year, from)?, day(year, to)?);
        if from > to {
            return Err(Error::usage(say!(HolidaysBackwards { part })));
        }
        days.extend(from.iter_days().take_while(|day| *day <= to));
    }
    Ok(days)
}

fn day(year: i32, typed: &str) -> Result<NaiveDate> {
    let date: PartialDate = typed.parse()?;
    let day = date.first_day();
    if day != date.last_day() {
        return Err(Error::usage(say!(HolidayNoDay { typed })));
    }
    if day.year() != year {
        return Err(Error::refused(say!(HolidayOfAnotherYear { day, year })));
    }
    Ok(day)
}
