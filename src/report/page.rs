//! The overview as a page to open or a workbook to hand up: the figures with what they were a year ago, and the reports behind
//! them, each as a table with its picture.

use chrono::{Datelike as _, Days, Months, NaiveDate};

use super::answer::{figure_columns, group, rows_of};
use super::cli::ReportCommand;
use super::compare::Rows;
use super::count;
use super::holds::Names;
use super::question::{PeriodArgs, Question};
use super::{due, overview};
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Label, Text, say};
use crate::org;
use crate::output::{Column, Part, Picture, Row, Value, spark};
use crate::report::texts;

/// So many months are looked back on.
const MONTHS: u32 = 12;

/// On a terminal months are looked back on where there are so many people at most: they are counted anew for each.
const SPARKED: i64 = 50_000;

/// So many orgs are told one by one; of more, those that lack most.
const ORGS: usize = 60;

impl ReportCommand {
    /// The tables of the page, in order; all of them of one database, which is opened once.
    pub(super) fn parts(&self, ctx: &Ctx, db: &mut Db) -> Result<Vec<Part>> {
        let now = self.lines_on(ctx, db, None)?;
        let growth = self.growth(ctx, db, &now)?;
        let year = year_until(ctx.as_of());
        Ok(vec![
            self.figures_of_page(ctx, db, now)?,
            self.drawn(ctx, db, ("coverage", "kind"), None, &COVERED, &say!(PageByKind))?,
            self.drawn(ctx, db, ("coverage", "district"), None, &COVERED, &say!(PageByDistrict))?,
            growth,
            self.drawn(ctx, db, ("structure", "age"), None, &MEMBERS, &say!(PageByAge))?,
            self.drawn(ctx, db, ("structure", "education"), None, &MEMBERS, &say!(PageByEducation))?,
            self.kept_by_month(ctx, db)?,
            self.drawn(ctx, db, ("development", "stage"), None, &["people"], &say!(PageStages))?,
            self.drawn(ctx, db, ("development.steps", "stage"), Some(&year), &["people"], &say!(PageSteps))?,
            self.overdue(ctx, db)?,
            self.tree(ctx, db)?,
        ])
    }

    /// A report of figures, some of them as bars; of the day, or of a period as typed.
    fn drawn(
        &self,
        ctx: &Ctx,
        db: &mut Db,
        (report, by): (&str, &str),
        time: Option<&str>,
        figures: &[&str],
        title: &Text,
    ) -> Result<Part> {
        let (columns, rows) = self.rows_by(ctx, db, (report, by), time)?;
        let drawn = columns.iter().enumerate().filter(|(_, column)| figures.contains(&column.key.as_str()));
        let picture = Picture::Bars(drawn.map(|(at, _)| at).collect());
        Ok(Part {
            title: title.say(ctx.lang),
            columns,
            rows: rows.groups,
            total: rows.total,
            picture,
            ..Part::default()
        })
    }

    /// The rows of a report of figures by some grouping.
    fn rows_by(
        &self,
        ctx: &Ctx,
        db: &mut Db,
        (name, by): (&str, &str),
        time: Option<&str>,
    ) -> Result<(Vec<Column>, Rows)> {
        let report = super::built_in(name)?;
        let by = group(&report, Some(by))?;
        let question = match time {
            Some(typed) => Question::then(ctx, &report, typed)?,
            None => Question::new(ctx, &report, &PeriodArgs::default())?,
        };
        let question = self.ask_in(db, ctx, &report, question)?;
        let columns = figure_columns(&report, by);
        let by = by.columns();
        let (counts, measures) = (report.shown_counts(), report.measured());
        let tally = count::count(db, &report, &question, &by, (&counts, &measures))?;
        let groups = tally.groups(&by, &Names::of(db.conn()))?;
        Ok((columns, rows_of(&report, &by, &tally, groups)))
    }

    /// The lines of the overview on a day, as typed.
    fn lines_on(&self, ctx: &Ctx, db: &mut Db, day: Option<NaiveDate>) -> Result<Rows> {
        let report = super::built_in(overview::OF_ITS_QUESTION)?;
        let question = match day {
            Some(day) => Question::then(ctx, &report, &day.to_string())?,
            None => Question::new(ctx, &report, &PeriodArgs::default())?,
        };
        let question = self.ask_in(db, ctx, &report, question)?;
        Ok(overview::rows(db, &question, self.with_returns)?.0)
    }

    /// The figures, with what they were a year ago.
    fn figures_of_page(&self, ctx: &Ctx, db: &mut Db, now: Rows) -> Result<Part> {
        let year_ago = ctx.as_of().checked_sub_months(Months::new(MONTHS)).unwrap_or_default();
        let rows = overview::beside(now, self.lines_on(ctx, db, Some(year_ago))?);
        // Section, figure; value, then, change; of, then, change; share, then, change.
        let told = |row: Row| [1, 2, 8, 3, 4].map(|at| row[at].clone()).to_vec();
        let mut columns = Column::of("overview", &["figure", "value", "share"]);
        let then = say!(PageThen { day: year_ago });
        columns.push(Column::called("value_then", both(&then)));
        columns.push(Column::called("value_change", both(&say!(PageChange))));
        Ok(Part {
            title: say!(PageFigures).say(ctx.lang),
            columns,
            rows: rows.groups.into_iter().map(told).collect(),
            picture: Picture::Cards(1, 4),
            ..Part::default()
        })
    }

    /// Orgs and members at the end of each month, and `now` on the day.
    fn growth(&self, ctx: &Ctx, db: &mut Db, now: &Rows) -> Result<Part> {
        let mut columns = vec![Column::called("month", Label { zh: "月份", en: "Month" })];
        columns.extend(Column::of("overview", &["orgs", "members"]));
        let row = |name: String, lines: &Rows| vec![name.into(), figure(lines, "orgs"), figure(lines, "members")];
        let mut rows = Vec::new();
        for (name, day) in month_ends(ctx.as_of()) {
            rows.push(row(name, &self.lines_on(ctx, db, Some(day))?));
        }
        rows.push(row(month_of(ctx.as_of()), now));
        let (title, picture) = (say!(PageGrowth).say(ctx.lang), Picture::Lines(vec![1, 2]));
        Ok(Part { title, columns, rows, picture, ..Part::default() })
    }

    /// The same on a terminal: a line each, of a block a month.
    pub(super) fn sparks(&self, ctx: &Ctx) -> Result<()> {
        let mut db = self.records_at(ctx)?;
        let people: i64 = db.conn().query_row("SELECT coalesce(max(id), 0) FROM person", [], |row| row.get(0))?;
        if people > SPARKED {
            return Ok(());
        }
        let now = self.lines_on(ctx, &mut db, None)?;
        let Part { columns, rows, .. } = self.growth(ctx, &mut db, &now)?;
        for (at, column) in columns.iter().enumerate().skip(1) {
            let number = |row: &Row| match row[at] {
                Value::Int(number) => Some(number),
                _ => None,
            };
            let series: Vec<i64> = rows.iter().filter_map(number).collect();
            let (Some(first), Some(last)) = (series.first(), series.last()) else { continue };
            let (label, since) = (column.title(ctx.lang), rows[0][0].shown(ctx.lang));
            ctx.note(&say!(Spark { label, since, line: spark(&series), first: *first, last: *last }));
        }
        Ok(())
    }

    /// How many meetings each branch lacked, month by month.
    fn kept_by_month(&self, ctx: &Ctx, db: &mut Db) -> Result<Part> {
        let months: Vec<String> = month_ends(ctx.as_of()).into_iter().map(|(name, _)| name).collect();
        let mut rows: Vec<(String, Vec<Value>)> = Vec::new();
        for (at, month) in months.iter().enumerate() {
            let (columns, found) = self.rows_by(ctx, db, ("meetings", "org"), Some(month))?;
            let place = |key: &str| columns.iter().position(|column| column.key == key).unwrap_or_default();
            let (owed, missing) = (place("owed"), place("missing"));
            for row in found.groups {
                let name = row[0].shown(ctx.lang);
                let known = rows.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
                    rows.push((name, vec![Value::Null; months.len()]));
                    rows.len() - 1
                });
                if let (Value::Int(1..), Value::Int(lacking)) = (&row[owed], &row[missing]) {
                    let before = if let Value::Int(before) = rows[known].1[at] { before } else { 0 };
                    rows[known].1[at] = Value::Int(before + lacking);
                }
            }
        }
        let lacking =
            |cells: &[Value]| cells.iter().map(|cell| if let Value::Int(n) = cell { *n } else { 0 }).sum::<i64>();
        rows.sort_by_key(|(_, cells)| std::cmp::Reverse(lacking(cells)));
        let more = rows.len().saturating_sub(ORGS);
        let note = if more > 0 { say!(PageMissingMore { more }) } else { say!(PageMissingNote) };
        let mut columns = Column::of("meetings", &["org"]);
        columns.extend(months.iter().map(|month| Column::called(month, both(&say!(Plain { text: month })))));
        let row = |(name, cells): (String, Vec<Value>)| std::iter::once(name.into()).chain(cells).collect();
        Ok(Part {
            title: say!(PageMissing).say(ctx.lang),
            note: note.say(ctx.lang),
            columns,
            rows: rows.into_iter().take(ORGS).map(row).collect(),
            picture: Picture::Heat,
            ..Part::default()
        })
    }

    /// What is overdue, by case.
    fn overdue(&self, ctx: &Ctx, db: &mut Db) -> Result<Part> {
        let mut columns = Column::of("due", &["what"]);
        columns.push(Column::called("cases", Label { zh: "件数", en: "Cases" }));
        columns.push(Column::called("earliest", Label { zh: "最早到期", en: "Earliest due" }));
        let rows = due::rows_by_case(ctx, db, self.under.as_deref())?;
        Ok(Part {
            title: say!(PageOverdue).say(ctx.lang),
            columns,
            rows,
            picture: Picture::Bars(vec![1]),
            ..Part::default()
        })
    }

    /// The orgs, who is under whom.
    fn tree(&self, ctx: &Ctx, db: &mut Db) -> Result<Part> {
        db.stand_at(ctx.as_of())?;
        let top = self.under.as_deref().map(|typed| org::find(db.conn(), typed)).transpose()?;
        let nodes = org::tree::tree(db, top)?;
        let row = |node: &org::tree::Node| {
            let depth = i64::try_from(node.depth).unwrap_or(i64::MAX);
            vec![
                node.name.as_str().into(),
                Value::Code(node.kind.entry()),
                node.own.into(),
                node.members.into(),
                depth.into(),
            ]
        };
        Ok(Part {
            title: say!(PageTree).say(ctx.lang),
            columns: Column::of("org", &["name", "kind", "own_members", "members", "depth"]),
            rows: nodes.iter().map(row).collect(),
            picture: Picture::Tree(4),
            ..Part::default()
        })
    }
}

/// How units are covered, the closest way first.
const COVERED: [&str; 5] = ["own", "joint", "attached", "instructor", "uncovered"];

/// The members of a band, those on probation apart.
const MEMBERS: [&str; 2] = ["full", "probationary"];

/// A figure of the overview.
fn figure(lines: &Rows, code: &str) -> Value {
    let line = lines.groups.iter().find(|row| matches!(&row[1], Value::Code(known) if known.code == code));
    line.map_or(Value::Null, |row| row[2].clone())
}

/// The month of a day, by name.
fn month_of(day: NaiveDate) -> String {
    format!("{}-{:02}", day.year(), day.month())
}

/// The months over before that of a day: the name of each and its last day.
fn month_ends(day: NaiveDate) -> Vec<(String, NaiveDate)> {
    let first = day.with_day(1).unwrap_or(day);
    let back = |months: u32| first.checked_sub_months(Months::new(months));
    let end = |months: u32| {
        let last = back(months - 1)?.pred_opt()?;
        Some((month_of(last), last))
    };
    (1..=MONTHS).rev().filter_map(end).collect()
}

/// The year that ends on a day, as typed.
fn year_until(day: NaiveDate) -> String {
    let from = day.checked_sub_months(Months::new(MONTHS)).map(|before| before + Days::new(1)).unwrap_or(day);
    format!("{from}..{day}")
}

/// A text as a label, which lives as long as the program, which prints one page.
fn both(text: &Text) -> Label {
    use crate::i18n::Lang;
    Label { zh: text.say(Lang::Zh).leak(), en: text.say(Lang::En).leak() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_on_their_last_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let ends = month_ends(day("2012-03-30"));
        assert_eq!(ends.len(), 12);
        assert_eq!(ends[0], ("2011-03".to_owned(), day("2011-03-31")));
        assert_eq!(ends[11], ("2012-02".to_owned(), day("2012-02-29")));
        assert_eq!(month_of(day("2012-03-30")), "2012-03");
        assert_eq!(year_until(day("2012-02-29")), "2011-03-01..2012-02-29");
    }
}
