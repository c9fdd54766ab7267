//! The cells of one row, read key by key. Every fault is kept, so that all of a row are told at once.

use std::borrow::Cow;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::code::UnknownCode;
use crate::date::{self, PartialDate};
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::import::texts;
use crate::input::{Heading, Problem, Record};
use crate::output::yes_no;
use crate::phone;
use crate::text;

/// Reads the cells of a row under a table of headings and collects what is wrong with them.
#[derive(Debug)]
pub struct Cells<'r> {
    record: &'r Record<'r>,
    headings: &'static [Heading],
    today: NaiveDate,
    problems: Vec<Problem>,
}

impl<'r> Cells<'r> {
    /// Reads a row; `today` bounds what can have happened.
    pub fn new(record: &'r Record<'r>, headings: &'static [Heading], today: NaiveDate) -> Self {
        Self { record, headings, today, problems: Vec::new() }
    }

    fn place(&self, key: &str) -> usize {
        self.headings.iter().position(|heading| heading.key == key).expect("a key of the table of headings")
    }

    /// Whether there is a column of a key.
    pub fn has(&self, key: &str) -> bool {
        self.record.has(self.place(key))
    }

    /// What stands under a key, if anything does.
    pub fn cell(&self, key: &str) -> Option<&'r str> {
        self.record.cell(self.place(key))
    }

    /// The same, to be kept.
    pub fn text(&self, key: &str) -> Option<String> {
        self.cell(key).map(str::to_owned)
    }

    /// The name of an org or a unit, as it is kept.
    pub fn name(&self, key: &str) -> Option<String> {
        text::typed_name(self.cell(key))
    }

    /// A name that every row must have.
    pub fn needed_name(&mut self, key: &'static str) -> String {
        text::name(&self.needed(key)).into_owned()
    }

    /// A text that every row must have.
    pub fn needed(&mut self, key: &'static str) -> String {
        self.text(key).unwrap_or_else(|| {
            self.fault(key, say!(FieldNeeded));
            String::new()
        })
    }

    /// Looks up each of the things that a cell names. A name may hold a 、 itself, so a part is only taken apart there
    /// where nothing answers to the whole of it.
    pub fn several<T>(&mut self, key: &'static str, find: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
        let mut found = Vec::new();
        for whole in named(self.cell(key).unwrap_or_default(), &[';', '；']) {
            if let Ok(thing) = find(whole) {
                found.push(thing);
                continue;
            }
            for part in named(whole, &['、']) {
                match find(part) {
                    Ok(thing) => found.push(thing),
                    Err(error) => self.problems.push(super::problem_of(&error, key, part)?),
                }
            }
        }
        Ok(found)
    }

    /// A coded value.
    pub fn code<T: FromStr<Err = UnknownCode>>(&mut self, key: &'static str) -> Option<T> {
        let read = self.cell(key)?.parse().map_err(|unknown: UnknownCode| unknown.to_problem());
        self.kept(key, read)
    }

    /// A date of something that has happened in the Party; a bare five-digit number is a day count of Excel.
    pub fn date(&mut self, key: &'static str) -> Option<PartialDate> {
        self.date_of(key, date::happened_in_party)
    }

    /// A date in the Party that may lie ahead.
    pub fn date_ahead(&mut self, key: &'static str) -> Option<PartialDate> {
        self.date_of(key, |typed, _| {
            let date = typed.parse::<PartialDate>().map_err(|bad| bad.0)?;
            date::in_party(&date).map(|()| date)
        })
    }

    /// A date in the life of a unit, which may be older than the Party.
    pub fn unit_date(&mut self, key: &'static str) -> Option<PartialDate> {
        self.date_of(key, date::happened)
    }

    fn date_of(
        &mut self,
        key: &'static str,
        read: fn(&str, NaiveDate) -> Result<PartialDate, Text>,
    ) -> Option<PartialDate> {
        let cell = self.cell(key)?;
        let counted = date::from_excel_serial(cell, self.today).map(|day| day.to_string());
        let read = read(counted.as_deref().unwrap_or(cell), self.today);
        self.kept(key, read)
    }

    /// Yes or no. Here 无 is an answer.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let written = self.record.written(self.place(key));
        let cell = self.cell(key).or(Some("无").filter(|none| written == *none))?;
        let read = text::yes_or_no(cell).ok_or_else(|| say!(NotInList { choices: vec![yes_no(true), yes_no(false)] }));
        self.kept(key, read)
    }

    /// Whether something is wrong with what stands under a key.
    pub fn is_faulty(&self, key: &str) -> bool {
        self.problems.iter().any(|problem| problem.key == key)
    }

    /// How many, with or without the word that counts them: `12`, `１２`, `12家`.
    pub fn count(&mut self, key: &'static str) -> Option<u32> {
        let folded = text::fold(self.cell(key)?).into_owned();
        let read =
            folded.trim_end_matches(['家', '人', '名', '个', '学', '课', '时']).parse().map_err(|_| say!(CountNeeded));
        self.kept(key, read)
    }

    /// The telephone of an org, unless an export masked it or a spreadsheet spoiled it.
    pub fn phone(&mut self, key: &'static str) -> Option<String> {
        let read = phone::read_as_written(self.cell(key)?).map(Cow::into_owned);
        self.kept(key, read)
    }

    fn kept<T>(&mut self, key: &'static str, read: Result<T, Text>) -> Option<T> {
        read.map_err(|what| self.fault(key, what)).ok()
    }

    /// Something is wrong with what stands under a key.
    pub fn fault(&mut self, key: &'static str, what: Text) {
        let value = self.text(key).unwrap_or_default();
        self.problems.push(Problem { key, value, what });
    }

    /// What is wrong with the row.
    pub fn problems(self) -> Vec<Problem> {
        self.problems
    }
}

fn named<'t>(text: &'t str, separators: &'static [char]) -> impl Iterator<Item = &'t str> {
    text.split(separators).map(str::trim).filter(|part| !part.is_empty())
}
