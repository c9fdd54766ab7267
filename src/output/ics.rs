//! A calendar that phones and Outlook take: an event for each row with a day of its own. Who takes it a second time gets no event twice:
//! what a row is told apart by makes its number, and the day is no part of that.
//!
//! No personal number stands in it: a calendar goes to machines that nobody here knows.

use chrono::{NaiveDate, NaiveTime};
use icalendar::{Component as _, EventLike as _};
use sha2::{Digest as _, Sha256};

use super::{Column, Frame, Printer, Target, Value};
use crate::error::{Error, Result};
use crate::i18n::{Lang, say};
use crate::output::texts;
use crate::text;

/// How the rows of a list are events: by the keys of its columns.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// The day of the event.
    pub day: &'static str,
    /// What it is called, in this order.
    pub title: &'static [&'static str],
    /// What is told under it.
    pub told: &'static [&'static str],
    /// Where something stands that makes it take place no more.
    pub cancelled: &'static [&'static str],
    /// What it is told apart by from any other.
    pub number: &'static [&'static str],
}

pub(super) struct IcsPrinter {
    target: Target,
    lang: Lang,
    shape: Calendar,
    made_on: NaiveDate,
    columns: Vec<Column>,
    calendar: icalendar::Calendar,
}

impl IcsPrinter {
    /// Refuses a list whose rows have no day.
    pub(super) fn new(target: Target, frame: &Frame, lang: Lang) -> Result<Self> {
        let shape = frame.calendar.ok_or_else(|| Error::usage(say!(CalendarNone)).hint(say!(CalendarNoneHint)))?;
        let mut calendar = icalendar::Calendar::new();
        calendar.name(&text::one_line(frame.on_paper().unwrap_or("dangwu")));
        let made_on = frame.made_on.unwrap_or_default();
        Ok(Self { target, lang, shape, made_on, columns: Vec::new(), calendar })
    }

    /// What a row is told apart by, the same in every language.
    fn number(&self, row: &[Value]) -> String {
        let value = |key: &&str| self.columns.iter().position(|column| column.key == **key).map(|at| &row[at]);
        let text = |value: &Value| match value {
            Value::Code(code) => code.code.to_owned(),
            other => other.shown(Lang::Zh),
        };
        self.shape.number.iter().filter_map(value).map(text).collect::<Vec<_>>().join("\n")
    }

    /// What stands in some columns of a row.
    fn texts(&self, row: &[Value], keys: &[&str]) -> Vec<String> {
        let value = |key: &&str| self.columns.iter().position(|column| column.key == **key).map(|at| &row[at]);
        let shown = |value: &Value| text::safe(&value.shown(self.lang));
        keys.iter().filter_map(value).map(shown).filter(|text| !text.is_empty()).collect()
    }
}

impl Printer for IcsPrinter {
    fn head(&mut self, columns: &[Column]) -> Result<()> {
        self.columns = columns.to_vec();
        Ok(())
    }

    fn row(&mut self, row: &[Value]) -> Result<()> {
        let day = self.texts(row, &[self.shape.day]);
        // A month is no day that a calendar could show.
        let Some(day) = day.first().and_then(|day| day.get(..10)?.parse::<NaiveDate>().ok()) else { return Ok(()) };
        let number: Vec<u8> = Sha256::digest(self.number(row)).to_vec();
        let number: String = number.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let mut event = icalendar::Event::new();
        event
            .uid(&format!("{number}@dangwu"))
            // The day of the records, and no clock: the same records make the same calendar.
            .timestamp(self.made_on.and_time(NaiveTime::MIN).and_utc())
            // A day without an end is the whole day.
            .starts(day)
            .summary(&self.texts(row, self.shape.title).join(" · "));
        let told = self.texts(row, self.shape.told).join("\n");
        if !told.is_empty() {
            event.description(&told);
        }
        if !self.texts(row, self.shape.cancelled).is_empty() {
            event.status(icalendar::EventStatus::Cancelled);
        }
        self.calendar.push(event.done());
        Ok(())
    }

    fn finish(mut self: Box<Self>, _total: Option<&[Value]>) -> Result<Target> {
        self.target.write(self.calendar.to_string().as_bytes())?;
        Ok(self.target)
    }
}
