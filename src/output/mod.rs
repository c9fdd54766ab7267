//! The one door for output. A command describes columns and hands over rows; how they come out (which columns, in
//! what order, masked or not, in which format, to which file) is decided here and nowhere else.
//!
//! CSV and JSON go out row by row, so that an export of a million people needs no memory for them; a table, or a
//! sort that was asked for, has to wait for the last row.

mod audience;
mod bars;
mod chart;
mod csv;
mod delimited;
mod file;
mod html;
mod ics;
mod json;
mod kept;
mod marked;
mod narrow;
mod pages;
mod parquet;
mod place;
mod sheets;
mod table;
pub(crate) mod texts;
mod whom;
mod xlsx;

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::code::{Code, codes};
use crate::error::{Error, Result};
use crate::i18n::{Arg, Label, Lang, Text, label, say};
use crate::text;
use crate::waiting;
pub(crate) use audience::Audience;
pub(crate) use bars::spark;
pub(crate) use csv::{guarded, unguarded};
pub(crate) use delimited::{Delimited, needs_mark, whole};
pub use file::Target;
pub(crate) use file::{finish_all, is_open_already, is_same_file};
pub(crate) use html::escape;
pub use ics::Calendar;
pub(crate) use kept::Kept;
pub(crate) use marked::{Marked, told};
pub(crate) use pages::{Pages, Part, Picture};
pub(crate) use place::{open_many, refuse_beside_database};
pub(crate) use whom::Whom;

codes! {
    /// How rows come out.
    pub enum Format {
        Table = "table", "表格", "table";
        Csv = "csv", "CSV", "csv";
        Json = "json", "JSON", "json";
        Jsonl = "jsonl", "JSON 行", "JSON lines", ["ndjson"];
        Xlsx = "xlsx", "Excel 工作簿", "xlsx", ["excel"];
        Html = "html", "网页", "html", ["htm"];
        Parquet = "parquet", "Parquet", "parquet";
        Ics = "ics", "日历", "calendar", ["ical", "icalendar"];
    }

    /// What the first line of a CSV says.
    pub enum Header {
        Labels = "labels", "标题", "labels in the language";
        Keys = "keys", "键名", "English keys";
        None = "none", "无", "no heading";
    }

    /// The character encoding of a CSV that is written.
    pub enum Encoding {
        Utf8 = "utf-8", "UTF-8", "UTF-8", ["utf8"];
        Gb18030 = "gb18030", "GB18030", "GB18030", ["gbk", "gb2312"];
    }
}

/// What the user asked of the output.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The format; else by the ending of the file, else a table.
    pub format: Option<Format>,
    /// The file; else standard output.
    pub file: Option<std::path::PathBuf>,
    /// The first line of a CSV.
    pub header: Option<Header>,
    /// A byte order mark before a CSV.
    pub bom: bool,
    /// The encoding of a CSV.
    pub encoding: Option<Encoding>,
    /// Which columns, by key or label; empty: all.
    pub columns: Vec<String>,
    /// Sort keys; a leading `-` sorts downwards.
    pub sort: Vec<String>,
    /// At most so many rows.
    pub limit: Option<usize>,
    /// Exit 1 if nothing came out.
    pub fail_on_empty: bool,
    /// A total row in CSV and JSON too.
    pub total: bool,
    /// Personal numbers in full.
    pub reveal: bool,
    /// No escape codes, even on a terminal.
    pub plain: bool,
}

impl Options {
    /// The format that these options come down to.
    pub fn resolved_format(&self) -> Format {
        self.format.or_else(|| self.format_of_ending()).unwrap_or(Format::Table)
    }

    /// The format that the ending of the file promises.
    fn format_of_ending(&self) -> Option<Format> {
        let ending = self.file.as_ref()?.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "csv" => Some(Format::Csv),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "xlsx" => Some(Format::Xlsx),
            "html" | "htm" => Some(Format::Html),
            "parquet" => Some(Format::Parquet),
            "ics" => Some(Format::Ics),
            _ => None,
        }
    }

    /// Refuses what cannot come out there in this form.
    pub fn refuse_misfit(&self, target: &Target) -> Result<()> {
        let format = self.resolved_format();
        if format == Format::Xlsx && target.is_terminal() {
            return Err(Error::usage(say!(XlsxToTerminal)).hint(say!(XlsxToTerminalHint)));
        }
        if format == Format::Parquet && target.is_terminal() {
            return Err(Error::usage(say!(ParquetToTerminal)).hint(say!(ParquetToTerminalHint)));
        }
        if format == Format::Csv && self.bom && self.encoding.is_some_and(|encoding| encoding != Encoding::Utf8) {
            return Err(Error::usage(say!(BomNeedsUtf8)));
        }
        Ok(())
    }

    /// The ending of the file, if it promises another format than the one asked for.
    pub fn contradicting_ending(&self) -> Option<&str> {
        let promised = self.format_of_ending()?;
        self.file.as_ref()?.extension()?.to_str().filter(|_| self.format.is_some_and(|asked| asked != promised))
    }
}

impl Format {
    /// Whether programs read it as JSON: then nothing else is told beside it.
    pub fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

impl Options {
    /// The ending of the file, if it promises a format that nobody here writes.
    pub fn unknown_ending(&self) -> Option<&str> {
        let ending = self.file.as_ref()?.extension()?.to_str()?;
        (!["csv", "json", "jsonl", "ndjson", "txt", "xlsx", "html", "htm", "ics", "parquet"]
            .contains(&ending.to_ascii_lowercase().as_str()))
        .then_some(ending)
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// A group of those of whom it is not known: `null` to programs, a word to people.
    Unknown,
    /// Text, or a date as known.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A part of a whole, 0 to 1.
    Share(f64),
    /// A number of days, hours or yuan with what is left after the point, at most two places.
    Decimal(f64),
    /// Any other number, as it is.
    Real(f64),
    /// Yes or no.
    Bool(bool),
    /// A coded value: its code in JSON, its label elsewhere.
    Code(&'static Code),
    /// Several of a list: a list of codes in JSON, their labels elsewhere.
    Codes(Vec<&'static Code>),
    /// Lines of an entry: objects in JSON, elsewhere parted by semicolons.
    Lines(Vec<Line>),
}

/// A line of an entry: a text under a head, and how it is marked.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it stands under.
    pub head: &'static Code,
    /// What it says.
    pub text: String,
    /// What came of it.
    pub mark: Option<&'static Code>,
}

impl Line {
    /// The line within a sentence.
    pub(crate) fn told(&self) -> Text {
        let (head, text) = (self.head.label, self.text.as_str());
        match self.mark {
            Some(mark) => say!(LineMarked { head, text, mark: mark.label }),
            None => say!(LineTold { head, text }),
        }
    }

    fn plain(&self, lang: Lang) -> String {
        let mark = self.mark.map(|mark| format!(" [{}]", mark.label.say(lang))).unwrap_or_default();
        format!("{}: {}{mark}", self.head.label.say(lang), self.text)
    }
}

impl Value {
    /// The value for a reader: labels, shares as per cents.
    pub fn shown(&self, lang: Lang) -> String {
        match self {
            Self::Share(share) => format!("{:.1}%", share * 100.0),
            Self::Unknown => Label { zh: "不详", en: "not known" }.say(lang).to_owned(),
            other => other.plain(lang),
        }
    }

    /// The value for another program that reads text: labels, shares as decimals.
    pub fn plain(&self, lang: Lang) -> String {
        match self {
            Self::Null | Self::Unknown => String::new(),
            Self::Text(text) => text.clone(),
            Self::Int(number) => number.to_string(),
            Self::Share(share) => rounded(*share).to_string(),
            Self::Decimal(number) => hundredths(*number).to_string(),
            Self::Real(number) => number.to_string(),
            Self::Bool(flag) => yes_no(*flag).say(lang).to_owned(),
            Self::Code(code) => code.label.say(lang).to_owned(),
            Self::Codes(codes) => Arg::List(codes.iter().map(|code| Arg::from(*code)).collect()).say(lang),
            Self::Lines(lines) => {
                let between = if lang == Lang::Zh { "；" } else { "; " };
                lines.iter().map(|line| line.plain(lang)).collect::<Vec<_>>().join(between)
            }
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Int(_) | Self::Share(_) | Self::Decimal(_) | Self::Real(_))
    }

    fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Share(a), Self::Share(b))
            | (Self::Decimal(a), Self::Decimal(b))
            | (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            (Self::Int(a), Self::Real(b)) => exact(*a).total_cmp(b),
            (Self::Real(a), Self::Int(b)) => a.total_cmp(&exact(*b)),
            (Self::Null, Self::Null) => Ordering::Equal,
            (Self::Null, _) => Ordering::Greater,
            (_, Self::Null) => Ordering::Less,
            (a, b) => a.plain(Lang::Zh).cmp(&b.plain(Lang::Zh)),
        }
    }
}

/// A whole number among others.
#[expect(clippy::cast_precision_loss, reason = "only to be put in order")]
fn exact(number: i64) -> f64 {
    number as f64
}

/// Fractions are kept to four places: of a share, a hundredth of a per cent.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

/// Other numbers are kept to two places.
fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

/// 是 or 否.
pub fn yes_no(flag: bool) -> Label {
    if flag { Label { zh: "是", en: "yes" } } else { Label { zh: "否", en: "no" } }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}
impl From<&'static Code> for Value {
    fn from(code: &'static Code) -> Self {
        Self::Code(code)
    }
}
impl From<crate::date::PartialDate> for Value {
    fn from(date: crate::date::PartialDate) -> Self {
        Self::Text(date.to_string())
    }
}

/// The value within a sentence.
impl From<Value> for Arg {
    fn from(value: Value) -> Self {
        match value {
            Value::Null | Value::Unknown => "—".into(),
            Value::Bool(flag) => yes_no(flag).into(),
            Value::Code(code) => code.into(),
            Value::Codes(codes) => Self::List(codes.into_iter().map(Self::from).collect()),
            Value::Lines(lines) => Self::List(lines.iter().map(|line| line.told().into()).collect()),
            other => other.shown(Lang::default()).into(),
        }
    }
}

/// How a column is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensitivity {
    /// A code or number of something else, however it looks: shown to everybody.
    Open,
    /// A text like any other: only what is a personal number for certain is masked.
    Plain,
    /// An identity number: masked unless revealed.
    IdNo,
    /// A telephone number: masked unless revealed.
    Phone,
    /// A text in which such numbers may stand (a command line, a journal image).
    Text,
}

/// A column: a stable English key, whose label is in [`crate::i18n::label`].
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The key, as in JSON.
    pub key: String,
    /// Whether it must be masked.
    pub sensitivity: Sensitivity,
    /// Whether only JSON has it (the code beside a text).
    pub json_only: bool,
    /// Whether a table on the screen leaves it out unless it is asked for.
    pub wide: bool,
    /// Whether a workbook hides it: it is for the program that takes the workbook back.
    pub(crate) is_hidden: bool,
    /// What the rows are, where the same key is called differently of different things (`org`: 名称, not 姓名).
    noun: String,
    /// What stands over it, if that is in no table of labels.
    called: Option<Label>,
}

impl Column {
    /// A column of this key; the keys of personal numbers are masked wherever they turn up.
    pub fn new(key: &str) -> Self {
        let sensitivity = match key {
            "id_no" => Sensitivity::IdNo,
            "phone" | "landline" | "instructor_phone" => Sensitivity::Phone,
            "uscc" | "code" | "approval_no" | "letter_no" | "as_written_out" => Sensitivity::Open,
            _ => Sensitivity::Plain,
        };
        Self {
            key: key.to_owned(),
            sensitivity,
            json_only: key.ends_with("_code"),
            wide: false,
            is_hidden: false,
            noun: String::new(),
            called: None,
        }
    }

    /// The columns of these keys, for rows that are things of one kind: `noun.key` may have a label of its own.
    pub fn of(noun: &str, keys: &[&str]) -> Vec<Self> {
        keys.iter().map(|key| Self { noun: noun.to_owned(), ..Self::new(key) }).collect()
    }

    /// A column of what is declared elsewhere, under its own name.
    pub fn called(key: &str, called: Label) -> Self {
        Self { called: Some(called), ..Self::new(key) }
    }

    /// The same column, in JSON alone if that is so.
    pub fn for_programs(self, is_so: bool) -> Self {
        Self { json_only: is_so, ..self }
    }

    /// The same column, hidden in a workbook.
    pub(crate) fn hidden(self) -> Self {
        Self { is_hidden: true, ..self }
    }

    /// The key of its label.
    pub(crate) fn named(&self) -> String {
        let own = format!("{}.{}", self.noun, self.key);
        if label(&own).is_some() { own } else { self.key.clone() }
    }

    /// Marks the columns that a table leaves out unless they are asked for; files and scripts get them all.
    pub fn brief(mut columns: Vec<Self>, wide: &[&str]) -> Vec<Self> {
        for column in &mut columns {
            column.wide = wide.contains(&column.key.as_str());
        }
        columns
    }

    /// The columns of these keys.
    pub fn list(keys: &[&str]) -> Vec<Self> {
        keys.iter().map(|key| Self::new(key)).collect()
    }

    /// What stands over it.
    pub fn label(&self) -> Option<Label> {
        self.called.or_else(|| label(&format!("{}.{}", self.noun, self.key))).or_else(|| label(&self.key))
    }

    /// What a user types to choose it: in Chinese what stands over it, in English the key.
    pub fn choice(&self) -> Text {
        let key = self.key.as_str();
        self.label().map_or_else(|| say!(Plain { text: key }), |label| say!(KeyChoice { key, label }))
    }

    /// Its key and what stands over it, for the help.
    pub fn told(&self) -> Text {
        let key = self.key.as_str();
        self.label().map_or_else(|| say!(Plain { text: key }), |label| say!(KeyAndLabel { key, label }))
    }

    /// What stands over it, in a language.
    pub(crate) fn title(&self, lang: Lang) -> String {
        self.label().map_or_else(|| self.key.clone(), |label| label.say(lang).to_owned())
    }

    /// A value of it as it may be shown to everybody.
    pub fn mask(&self, value: Value) -> Value {
        if let Value::Lines(lines) = value {
            return Value::Lines(lines.into_iter().map(|line| self.masked(line)).collect());
        }
        match (self.sensitivity, value) {
            (Sensitivity::IdNo, Value::Text(id_no)) => Value::Text(text::mask_id_no(&id_no)),
            (Sensitivity::Phone, Value::Text(phone)) => Value::Text(text::mask_phone(&phone)),
            (Sensitivity::Text, Value::Text(line)) => Value::Text(text::mask_numbers(&line)),
            (Sensitivity::Plain, Value::Text(text)) => match text::mask_sure(&text) {
                Cow::Borrowed(_) => Value::Text(text),
                Cow::Owned(masked) => Value::Text(masked),
            },
            (_, value) => value,
        }
    }

    /// Whether it is made for personal numbers, or for texts in which they stand.
    fn is_of_numbers(&self) -> bool {
        matches!(self.sensitivity, Sensitivity::IdNo | Sensitivity::Phone | Sensitivity::Text)
    }

    /// A line of which the text is masked as a value of this column is.
    fn masked(&self, line: Line) -> Line {
        match self.mask(Value::Text(line.text)) {
            Value::Text(text) => Line { text, ..line },
            _ => Line { text: String::new(), ..line },
        }
    }
}

/// Where the column stands that a user named: by its key, else by what stands over it; of two that are called alike the one
/// that a table has.
fn position(columns: &[Column], typed: &str) -> Option<usize> {
    let called = |json_only: bool| {
        let is_meant = |label: Label| label.answers_to(typed);
        columns.iter().position(|column| column.json_only == json_only && column.label().is_some_and(is_meant))
    };
    columns.iter().position(|column| column.key == typed).or_else(|| called(false)).or_else(|| called(true))
}

/// Where the column stands that a user named. Refuses what is none of them.
fn place_of(columns: &[Column], typed: &str) -> Result<usize> {
    position(columns, typed).ok_or_else(|| {
        let known: Vec<Text> = columns.iter().map(Column::choice).collect();
        Error::usage(say!(ColumnUnknown { key: typed })).hint(say!(ColumnChoices { known }))
    })
}

/// Where the columns stand that a user named. Refuses what is none of them.
pub(crate) fn places_of(columns: &[Column], typed: &[String]) -> Result<Vec<usize>> {
    typed.iter().map(|key| place_of(columns, key)).collect()
}

/// A row, one value a column.
pub type Row = Vec<Value>;

/// One format's way of writing rows.
trait Printer {
    /// Before the first row.
    fn head(&mut self, columns: &[Column]) -> Result<()>;
    /// A row.
    fn row(&mut self, row: &[Value]) -> Result<()>;
    /// After the last row, with the totals if the format shows them. The target holds all of the listing then.
    fn finish(self: Box<Self>, total: Option<&[Value]>) -> Result<Target>;
}

/// Takes the rows of one listing and sees them out.
pub struct Listing {
    columns: Vec<Column>,
    chosen: Vec<usize>,
    /// Whether a column was chosen twice.
    repeats: bool,
    /// Whether a column comes out that is made for personal numbers.
    has_numbers: bool,
    sort: Vec<(usize, bool)>,
    options: Options,
    printer: Box<dyn Printer>,
    waiting: Vec<Row>,
    count: usize,
    total: Option<Row>,
    /// Whom the rows showed that came out unmasked.
    whom: Whom,
}

/// A listing whose last row is out.
#[derive(Debug)]
pub(crate) struct Closed {
    /// Where it went; nothing is left to do but to put a file in its place.
    pub(crate) target: Target,
    /// How many rows came out.
    pub(crate) count: usize,
    /// Whom they showed, if nothing was masked.
    pub(crate) whom: Whom,
}

impl std::fmt::Debug for Listing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listing").field("columns", &self.columns).field("count", &self.count).finish_non_exhaustive()
    }
}

/// What is told above and around a table that a person reads.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// A line above the table; other formats have none.
    pub title: Option<String>,
    /// A single record, field by field, instead of a row.
    pub upright: bool,
    /// Every column, even where the screen has no room for all.
    pub all_columns: bool,
    /// The title of a workbook or page, of a list that needs none on the screen.
    pub paper_title: Option<String>,
    /// Who made a workbook or page, and of which day it is.
    pub made: Option<String>,
    /// The day of the records.
    pub made_on: Option<NaiveDate>,
    /// How rows are events of a calendar, where they have a day of their own.
    pub calendar: Option<Calendar>,
}

impl Frame {
    /// A list that has a title only where it is printed.
    pub fn listed(title: String) -> Self {
        Self { paper_title: Some(title), ..Self::default() }
    }

    /// The title of a workbook or page; what has none is for programs.
    fn on_paper(&self) -> Option<&str> {
        self.title.as_deref().or(self.paper_title.as_deref())
    }
}

impl Listing {
    /// Begins a listing. Unknown columns and sort keys are refused before anything is written.
    pub fn begin(
        columns: Vec<Column>,
        mut frame: Frame,
        options: &Options,
        target: Target,
        lang: Lang,
    ) -> Result<Self> {
        let position = |typed: &str| place_of(&columns, typed);
        let format = options.resolved_format();
        let chosen: Vec<usize> = if options.columns.is_empty() {
            let shown = |column: &Column| match format {
                Format::Json | Format::Jsonl | Format::Parquet => true,
                Format::Csv | Format::Xlsx | Format::Html | Format::Ics => !column.json_only,
                Format::Table => !column.json_only && (!column.wide || frame.upright),
            };
            (0..columns.len()).filter(|at| shown(&columns[*at])).collect()
        } else {
            places_of(&columns, &options.columns)?
        };
        frame.all_columns |= !options.columns.is_empty();
        let sort = options
            .sort
            .iter()
            .map(|key| match key.strip_prefix(['-', '－', '−']) {
                Some(key) => Ok((position(key)?, true)),
                None => Ok((position(key)?, false)),
            })
            .collect::<Result<_>>()?;
        if format == Format::Ics && !options.columns.is_empty() {
            return Err(Error::usage(say!(CalendarWhole)));
        }
        options.refuse_misfit(&target)?;
        let mut printer: Box<dyn Printer> = match format {
            Format::Table => Box::new(table::TablePrinter::new(target, frame, options.plain, lang)),
            Format::Csv => Box::new(csv::CsvPrinter::new(target, options, lang)?),
            Format::Json => Box::new(json::JsonPrinter::new(target, false)),
            Format::Jsonl => Box::new(json::JsonPrinter::new(target, true)),
            Format::Xlsx => Box::new(xlsx::XlsxPrinter::new(target, frame, lang)),
            Format::Html => Box::new(html::HtmlPrinter::new(target, frame, lang)),
            Format::Parquet => Box::new(parquet::ParquetPrinter::new(target)),
            Format::Ics => Box::new(ics::IcsPrinter::new(target, &frame, lang)?),
        };
        printer.head(&chosen.iter().map(|at| columns[*at].clone()).collect::<Vec<_>>())?;
        let options = options.clone();
        let has_numbers = chosen.iter().any(|at| columns[*at].is_of_numbers());
        let repeats = chosen.iter().enumerate().any(|(at, column)| chosen[..at].contains(column));
        Ok(Self {
            columns,
            chosen,
            repeats,
            has_numbers,
            sort,
            options,
            printer,
            waiting: Vec::new(),
            count: 0,
            total: None,
            whom: Whom::default(),
        })
    }

    /// Takes an answer to be kept instead of shown: `fill` hands over the rows, as to a listing.
    pub(crate) fn keep(columns: Vec<Column>, frame: Frame, fill: impl FnOnce(&mut Self) -> Result<()>) -> Result<Kept> {
        Self::keep_within(None, columns, frame, fill)
    }

    /// The same of at most so many rows.
    pub(crate) fn keep_within(
        limit: Option<usize>,
        columns: Vec<Column>,
        frame: Frame,
        fill: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<Kept> {
        let kept = Rc::new(RefCell::new(Kept { title: frame.title, made: frame.made, ..Kept::default() }));
        let mut printer = Box::new(kept::Keeper(Rc::clone(&kept)));
        printer.head(&columns)?;
        let mut listing = Self {
            chosen: (0..columns.len()).collect(),
            columns,
            repeats: false,
            has_numbers: true,
            sort: Vec::new(),
            options: Options { reveal: true, total: true, limit, ..Options::default() },
            printer,
            waiting: Vec::new(),
            count: 0,
            total: None,
            whom: Whom::default(),
        };
        fill(&mut listing)?;
        listing.end()?;
        Ok(kept.take())
    }

    /// Whether nothing has been handed over yet.
    pub fn is_empty(&self) -> bool {
        self.count == 0 && self.waiting.is_empty()
    }

    /// Whether `--limit` has been reached, so that reading on is idle.
    pub fn is_full(&self) -> bool {
        self.sort.is_empty() && self.options.limit.is_some_and(|limit| self.count >= limit)
    }

    /// How many of so many rows are listed at most: all where they are sorted.
    pub fn may_take(&self, rows: usize) -> usize {
        self.options.limit.filter(|_| self.sort.is_empty()).map_or(rows, |limit| rows.min(limit))
    }

    /// Takes a row.
    pub fn push(&mut self, row: Row) -> Result<()> {
        debug_assert_eq!(row.len(), self.columns.len(), "a row has a value for each column");
        waiting::check()?;
        if self.is_full() {
            return Ok(());
        }
        if self.sort.is_empty() {
            self.count += 1;
            return self.print(row);
        }
        self.waiting.push(row);
        Ok(())
    }

    /// Sets the totals, shown under a table, on a page and in a workbook, and elsewhere with `--total`.
    pub fn set_total(&mut self, total: Row) {
        self.total = Some(total);
    }

    fn print(&mut self, mut row: Row) -> Result<()> {
        if self.options.reveal && self.shows_a_number(&row) {
            self.whom.see(&self.columns, &row);
        }
        let cells: Vec<Value> = self
            .chosen
            .iter()
            .map(|at| {
                let value = if self.repeats { row[*at].clone() } else { std::mem::replace(&mut row[*at], Value::Null) };
                if self.options.reveal { value } else { self.columns[*at].mask(value) }
            })
            .collect();
        self.printer.row(&cells)
    }

    /// Whether what comes out of a row is or may be a number in full.
    fn shows_a_number(&self, row: &Row) -> bool {
        let would_mask = |at: &usize| self.columns[*at].mask(row[*at].clone()) != row[*at];
        self.has_numbers || self.chosen.iter().any(would_mask)
    }

    /// Sees the last row out and puts the file in its place. Returns how many rows came out.
    pub fn end(self) -> Result<usize> {
        let Closed { target, count, .. } = self.close()?;
        target.finish()?;
        Ok(count)
    }

    /// Sees the last row out.
    pub(crate) fn close(mut self) -> Result<Closed> {
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_by(|a, b| {
            let by_keys = self.sort.iter().map(|(at, down)| {
                let order = a[*at].order(&b[*at]);
                if *down { order.reverse() } else { order }
            });
            by_keys.fold(Ordering::Equal, Ordering::then)
        });
        for row in waiting.into_iter().take(self.options.limit.unwrap_or(usize::MAX)) {
            self.count += 1;
            self.print(row)?;
        }
        let for_people = matches!(self.options.resolved_format(), Format::Table | Format::Html | Format::Xlsx);
        let shows_total = self.options.total || for_people;
        let total = self.total.take().filter(|_| shows_total && self.count > 0);
        let total: Option<Row> = total.map(|total| self.chosen.iter().map(|at| total[*at].clone()).collect());
        let mut target = self.printer.finish(total.as_deref())?;
        target.settle()?;
        Ok(Closed { target, count: self.count, whom: self.whom })
    }
}
