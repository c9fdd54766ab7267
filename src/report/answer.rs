//! The answers of the reports: the question is read, the database opened on its day, the rows handed over.

use super::cli::ReportCommand;
use super::compare::{self, Pairing, Rows};
use super::count::{self, Counted, Tally};
use super::declaration::{Figure, Formula, Grouping, OFFICE, Report, Takes, Typed};
use super::explain::{self, Explained};
use super::holds::{Holds, Names};
use super::overview;
use super::query::Own;
use super::question::Question;
use crate::assumed::Resting;
use crate::code::Code;
use crate::ctx::Ctx;
use crate::db::{Db, known};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, Text, say};
use crate::org;
use crate::output::{Column, Frame, Listing, Value};
use crate::report::texts;

/// What stands for the group in the row of totals.
const TOTAL: Code = Code { code: "total", label: Label { zh: "合计", en: "Total" }, synonyms: &[] };

impl ReportCommand {
    pub(super) fn list(&self, ctx: &Ctx, report: &Report) -> Result<()> {
        let columns = columns(report, report.columns.iter().map(|column| &column.key));
        let mut is_empty = false;
        self.give(ctx, report, columns, title(ctx, report), |db, question, listing| {
            let resting = Explained::default().list(db, report, question, listing)?;
            is_empty = listing.is_empty();
            Ok(resting)
        })?;
        if let Some(note) = report.own.as_ref().filter(|_| is_empty).and_then(Own::taken_for_numbers) {
            ctx.note(&note);
        }
        Ok(())
    }

    pub(super) fn figures(&self, ctx: &Ctx, report: &Report) -> Result<()> {
        let by_office = Grouping::by_office();
        let by = if self.is_by_office(report) { &by_office } else { group(report, self.by.as_deref())? };
        let (mut unbalanced, mut noted, mut faults) = (false, None, Vec::new());
        let (columns, named) = (figure_columns(report, by), by.columns().len());
        let by = by.columns();
        let columns = match &self.compare {
            Some(typed) => compare::columns(columns, named, typed.trim()),
            None => columns,
        };
        self.give(ctx, report, columns, title(ctx, report), |db, question, listing| {
            let (counts, measures) = (report.shown_counts(), report.measured());
            let tally = count::count(db, report, question, &by, (&counts, &measures))?;
            let groups = tally.groups(&by, &Names::of(db.conn()))?;
            unbalanced = groups.iter().any(|(_, counted)| tally.is_unbalanced(report, counted));
            let rows = rows_of(report, &by, &tally, groups);
            let rows = match &self.compare {
                Some(typed) => {
                    let then = self.earlier(ctx, report, typed, |db, question| {
                        let tally = count::count(db, report, question, &by, (&counts, &measures))?;
                        let groups = tally.groups(&by, &Names::of(db.conn()))?;
                        Ok((rows_of(report, &by, &tally, groups), tally.resting))
                    })?;
                    rows.beside(then, &pairing(report, &by)).ok_or_else(|| unpaired(&by))?
                }
                None => rows,
            };
            rows.groups.into_iter().try_for_each(|row| listing.push(row))?;
            rows.total.into_iter().for_each(|total| listing.set_total(total));
            faults = self.faults(ctx, report, question, &tally)?;
            noted = report.note.as_ref().and_then(|note| note.text(tally.noted(note), question.day));
            Ok(tally.resting)
        })?;
        if let Some(note) = noted {
            ctx.note(&note);
        }
        faults.iter().for_each(|fault| ctx.note(fault));
        if self.check && !faults.is_empty() {
            return Err(Error::new(Kind::Findings, say!(ChecksFail)));
        }
        if self.check && unbalanced {
            return Err(Error::new(Kind::Findings, say!(Unbalanced)).hint(say!(UnbalancedHint { name: &report.name })));
        }
        Ok(())
    }

    /// Whether the offices of a lake are to be told apart, and the report can.
    fn is_by_office(&self, report: &Report) -> bool {
        let is_meant = |typed: &str| explain::answers(report, OFFICE, typed);
        let tells_orgs = report
            .grouped_by()
            .into_iter()
            .chain(&report.columns)
            .any(|column| column.holds == Holds::Org && column.key == "org");
        self.lake.is_some() && tells_orgs && self.by.as_deref().is_some_and(|typed| is_meant(typed.trim()))
    }

    /// What does not come out: counts that should come to nothing, and, where that is to be checked, totals that are others elsewhere.
    pub(super) fn faults(
        &self,
        ctx: &Ctx,
        report: &Report,
        question: &Question,
        tally: &Tally<'_>,
    ) -> Result<Vec<Text>> {
        let finds =
            |(key, count): (String, i64)| say!(CheckFinds { figure: explain::choice(report, &key), count, key: &key });
        let mut faults: Vec<Text> = tally.faults(report).into_iter().map(finds).collect();
        for agreement in report.agrees.iter().filter(|_| self.check) {
            let question = if agreement.before { question.year_before() } else { Some(question.clone()) };
            let Some(question) = question else { continue };
            let other = super::built_in(&agreement.report)?;
            let (db, question) = self.ask(ctx, &other, question)?;
            let counts: Vec<_> = other.count(&agreement.other).into_iter().collect();
            let total = count::count(&db, &other, &question, &[], (&counts, &[]))?.whole(&agreement.other);
            let count = tally.whole(&agreement.count);
            if total != count {
                let title = self.titled(ctx, &db, &question, title(ctx, &other))?;
                let (figure, other) =
                    (explain::choice(report, &agreement.count), explain::choice(&other, &agreement.other));
                faults.push(say!(AgreesNot { figure, count, title, other, total }));
            }
        }
        Ok(faults)
    }

    pub(super) fn explain(&self, ctx: &Ctx, report: &Report, asked: &[String], called: Option<Label>) -> Result<()> {
        // A group that is asked for beside --explain only says which table the cell was seen in.
        if self.by.is_some() {
            group(report, self.by.as_deref())?;
        }
        let explained = Explained::read(report, asked)?;
        let columns = columns(report, report.columns.iter().map(|column| &column.key));
        let what = called.map_or_else(|| explained.said(report), |called| vec![called.into()]);
        let title = say!(ExplainTitle { title: report.title.say(ctx.lang), what }).say(ctx.lang);
        self.give(ctx, report, columns, title, |db, question, listing| explained.list(db, report, question, listing))
    }

    /// The overview takes what its reports take; behind one of its figures stands what stands behind it there.
    pub(super) fn overview(&self, ctx: &Ctx) -> Result<()> {
        if let [asked] = self.explain.as_slice() {
            let typed = asked.strip_prefix("figure=").unwrap_or(asked);
            let lines = || overview::lines(self.with_returns);
            let line = overview::line(lines(), typed).ok_or_else(|| {
                let choice =
                    |line: &overview::Line| say!(KeyChoice { key: line.figure.code, label: line.figure.label });
                let known: Vec<Text> = lines().map(choice).collect();
                let column = Column::new("figure").choice();
                Error::usage(say!(ExplainNoValue { column, value: typed })).hint(say!(ValuesKnown { known }))
            })?;
            let count = [line.figure.code.to_owned()];
            let report = overview::report(line.report, self.with_returns)?;
            return self.explain(ctx, &report, &count, Some(line.figure.label));
        }
        if !self.explain.is_empty() {
            return Err(Error::usage(say!(ValueCount { option: "--explain" })));
        }
        let report = super::built_in(overview::OF_ITS_QUESTION)?;
        let columns = match &self.compare {
            Some(typed) => compare::columns(overview::columns(), overview::NAMED, typed.trim()),
            None => overview::columns(),
        };
        let title = say!(OverviewTitle).say(ctx.lang);
        if ctx.takes_pages() && self.compare.is_none() {
            let (mut db, question) = self.ask(ctx, &report, Question::new(ctx, &report, &self.period)?)?;
            let title = self.titled(ctx, &db, &question, title)?;
            return ctx.pages(title, self.parts(ctx, &mut db)?);
        }
        self.give(ctx, &report, columns, title, |db, question, listing| {
            let page = |db: &Db, question: &Question| overview::rows(db, question, self.with_returns);
            let (rows, resting) = page(db, question)?;
            let rows = match &self.compare {
                Some(typed) => overview::beside(rows, self.earlier(ctx, &report, typed, page)?),
                None => rows,
            };
            rows.groups.into_iter().try_for_each(|row| listing.push(row))?;
            Ok(resting)
        })?;
        let draws = ctx.is_on_terminal() && !ctx.chooses() && self.compare.is_none();
        // An engine would be asked for each month anew.
        if draws && self.lake.is_none() { self.sparks(ctx) } else { Ok(()) }
    }

    /// The rows of the other day or period, as the records stood then.
    fn earlier(
        &self,
        ctx: &Ctx,
        report: &Report,
        typed: &str,
        rows: impl FnOnce(&Db, &Question) -> Result<(Rows, Resting)>,
    ) -> Result<Rows> {
        let (db, question) = self.ask(ctx, report, Question::then(ctx, report, typed)?)?;
        let (rows, resting) = rows(&db, &question)?;
        resting.note(ctx, question.day);
        Ok(rows)
    }

    /// Opens the database on the day of a question, and makes what it asks of.
    pub(super) fn ask(&self, ctx: &Ctx, report: &Report, question: Question) -> Result<(Db, Question)> {
        let mut db = self.records(ctx)?;
        let question = self.ask_in(&mut db, ctx, report, question)?;
        Ok((db, question))
    }

    /// The same in a database that is open, whatever was asked of it before.
    pub(super) fn ask_in(&self, db: &mut Db, ctx: &Ctx, report: &Report, mut question: Question) -> Result<Question> {
        db.stand_at(question.day)?;
        question.under = self.under.as_deref().map(|typed| org::find(db.conn(), typed)).transpose()?;
        let (from, to) = (question.first_day(), question.last.to_string());
        let period = (report.takes != Takes::Day).then_some((from.as_str(), to.as_str()));
        org::ask(db.conn(), question.under, period)?;
        if let Some(own) = &report.own {
            own.open(db, ctx.reveals())?;
        }
        Ok(question)
    }

    /// The title with all that was asked: of which orgs, when known, of which day or period.
    pub(super) fn titled(&self, ctx: &Ctx, db: &Db, question: &Question, title: String) -> Result<String> {
        let title = match question.under {
            Some(top) => say!(TitleOfOrg { title, org: org::get(db.conn(), top)?.name }).say(ctx.lang),
            None => title,
        };
        let title = if self.with_returns { say!(TitleWithReturns { title }).say(ctx.lang) } else { title };
        let title = titled_as_known(ctx, title);
        let title = match question.from {
            Some(from) if question.last < question.day => {
                say!(ReportTitleLookedBack { title, from, to: question.last, day: question.day })
            }
            Some(from) => say!(ReportTitleOfPeriod { title, from, to: question.day }),
            None => say!(ReportTitle { title, day: question.day }),
        };
        Ok(title.say(ctx.lang))
    }

    /// Reads the question, opens the database, lists the answer, and says what of it rests on assumed starts.
    fn give(
        &self,
        ctx: &Ctx,
        report: &Report,
        columns: Vec<Column>,
        title: String,
        fill: impl FnOnce(&Db, &Question, &mut Listing) -> Result<Resting>,
    ) -> Result<()> {
        let (db, question) = self.ask(ctx, report, Question::new(ctx, report, &self.period)?)?;
        let title = self.titled(ctx, &db, &question, title)?;
        let frame = Frame { title: Some(title), ..Frame::default() };
        let mut resting = Resting::default();
        ctx.list(columns, frame, |listing| {
            resting = fill(&db, &question, listing)?;
            Ok(())
        })?;
        resting.note(ctx, question.day);
        if self.with_returns {
            ctx.note(&returns(&db)?);
        }
        if let Some(note) = question.note(report) {
            ctx.note(&note);
        }
        Ok(())
    }
}

/// A title that tells when the records were known, so that an answer of then is never taken for one of now.
pub(super) fn titled_as_known(ctx: &Ctx, title: String) -> String {
    match ctx.known() {
        Some(known::Known::Day(day)) => say!(TitleKnownOn { title, day }).say(ctx.lang),
        Some(known::Known::Operation(number)) => say!(TitleKnownAfter { title, number }).say(ctx.lang),
        None => title,
    }
}

/// Columns to group by that say of which time a group is.
const TIMES: [&str; 3] = ["period", "month", "window"];

/// How the rows of two times stand beside each other.
fn pairing(report: &Report, by: &[&Typed]) -> Pairing {
    let is_time = |at: &usize| TIMES.contains(&by[*at].key.as_str());
    let is_mean = |(_, figure): &(usize, &Figure)| matches!(figure.formula, Formula::Mean(_) | Formula::Median(_));
    let named = by.len();
    let blank = report.shown().enumerate().filter(is_mean).map(|(at, _)| named + at).collect();
    Pairing { named, of_time: (0..named).filter(is_time).collect(), blank }
}

fn unpaired(by: &[&Typed]) -> Error {
    let by = by.iter().map(|column| column.key.clone()).collect::<Vec<_>>();
    Error::usage(say!(CompareOfTimes { by })).hint(say!(CompareOfTimesHint))
}

/// A row for each group, and that of totals.
pub(super) fn rows_of(report: &Report, by: &[&Typed], tally: &Tally<'_>, groups: Vec<(Vec<Value>, &Counted)>) -> Rows {
    let row = |values: Vec<Value>, counted: &Counted| {
        let figures = report.shown().map(|figure| tally.figure(figure, counted));
        values.into_iter().chain(figures).collect::<Vec<_>>()
    };
    let mut heads = vec![Value::Null; by.len()];
    heads[0] = Value::Code(&TOTAL);
    let groups = groups.into_iter().map(|(values, counted)| row(values, counted)).collect();
    Rows { groups, total: Some(row(heads, &tally.total)) }
}

/// Whose sums stand in the answer, and how old they are.
fn returns(db: &Db) -> Result<Text> {
    let sql = "SELECT count(*) AS orgs, min(date) AS first, max(date) AS last FROM returned_asked";
    let (orgs, first, last) = db.conn().query_row(sql, [], |row| {
        let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
        Ok((row.get::<_, i64>("orgs")?, text("first")?, text("last")?))
    })?;
    Ok(if orgs == 0 { say!(ReturnsOfNone) } else { say!(ReturnsOf { orgs, from: first, to: last }) })
}

/// The columns of a report of figures that is grouped by something.
pub(super) fn figure_columns(report: &Report, by: &Grouping) -> Vec<Column> {
    let by = by.columns().into_iter().map(|column| &column.key);
    columns(report, by.chain(report.shown().map(|figure| &figure.key)))
}

/// The columns of these keys.
pub(super) fn columns<'r>(report: &Report, keys: impl Iterator<Item = &'r String>) -> Vec<Column> {
    keys.map(|key| report.column(key)).collect()
}

fn title(ctx: &Ctx, report: &Report) -> String {
    report.title.say(ctx.lang).to_owned()
}

/// What to group by: as asked, else the first.
pub(super) fn group<'r>(report: &'r Report, asked: Option<&str>) -> Result<&'r Grouping> {
    let by = match asked {
        None => report.by.first(),
        Some(asked) => {
            let by_key = report.by.iter().find(|by| by.key() == asked);
            by_key.or_else(|| report.by.iter().find(|by| explain::answers(report, by.key(), asked)))
        }
    };
    by.ok_or_else(|| {
        let others = report.of_group.iter().map(|(by, _)| by.as_str());
        let keys = report.by.iter().map(Grouping::key).chain(others);
        let known: Vec<Text> = keys.map(|key| explain::choice(report, key)).collect();
        Error::usage(say!(GroupUnknown { by: asked.unwrap_or_default() })).hint(say!(GroupChoices { known }))
    })
}
