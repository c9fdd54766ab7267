//! The head of a report's file, read. A report of the house and one of the office's own are read the same way.

use super::holds::Holds;
use super::query::Own;
use crate::code::Code;
use crate::error::{Error, Result};
use chrono::NaiveDate;

use crate::i18n::{Lang, Text, say};
use crate::output::Column;
use crate::report::texts;
use crate::rules::rules;

/// A report as its file declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Its name, which is that of the file.
    pub name: String,
    /// Its title.
    pub title: Title,
    /// What it shows, in a sentence for the help; a report of the office's own need not say.
    pub tells: Title,
    /// The report that it is when it is asked of a period.
    pub of_period: Option<String>,
    /// The reports that it is when it is grouped by something else: by what, and which.
    pub of_group: Vec<(String, String)>,
    /// Whether it can be asked of a period, and of which it is where none is named.
    pub takes: Takes,
    /// The tables of a form of several: what is typed after `--table`, and the report that each is. The first is this one.
    pub tables: Vec<(String, String)>,
    /// What a form of several tables is called as a whole.
    pub form: Title,
    /// The counts that should come to nothing in the whole, by key.
    pub checked: Vec<String>,
    /// The counts whose totals are those of another report.
    pub agrees: Vec<Agreement>,
    /// The column that it is grouped by with a row for each code of its list, also where it counts nothing.
    pub rows: Option<String>,
    /// What is told beside it.
    pub note: Option<Note>,
    /// The norms whose numbers it binds, by name.
    pub norms: Vec<String>,
    /// What its figures can be grouped by, the default first; empty for a list.
    pub by: Vec<Grouping>,
    /// Its figures, in order; empty for a list.
    pub figures: Vec<Figure>,
    /// The columns of its rows: what a list shows, and what stands behind a figure.
    pub columns: Vec<Typed>,
    /// The columns of the SELECT by which its rows are put in order.
    pub order: Vec<String>,
    /// The file up to the line `-- returned`, which is one SELECT.
    pub sql: String,
    /// What guided orgs returned, as rows of the same columns; none where nothing that is returned has a use.
    pub returned: Option<Returned>,
    /// What it is beside, if it is the office's own.
    pub own: Option<Own>,
}

/// The line of a file after which the rows of what was returned are selected.
const RETURNED: &str = "\n-- returned\n";

/// The part of a report that stands in it only where it is asked for: the sums that guided orgs returned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Returned {
    /// Figures that only it has.
    figures: Vec<Figure>,
    /// Columns of its rows.
    columns: Vec<Typed>,
    /// The SELECT of its rows.
    sql: String,
}

/// A count whose total is that of another report.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The count.
    pub(super) count: String,
    /// The other report.
    pub(super) report: String,
    /// The count of that.
    pub(super) other: String,
    /// Whether the other is asked of the year before.
    pub(super) before: bool,
}

/// What time a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One day.
    Day,
    /// A period; where none is named, all time up to the day.
    Period,
    /// A period; where none is named, the year of the day.
    Year,
    /// The same, looked back on from the day asked for: what came in about the period after it was over counts.
    YearBack,
}

/// A text of a report's head in both languages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Title {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Title {
    /// The text in one language.
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What is told beside the figures where a count is not 0: how much rests on something, and the norm that makes it so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Note {
    /// The count.
    pub(super) count: String,
    /// The norm, by name.
    norm: String,
    /// What is told, with `{}` for the count.
    says: Title,
}

impl Note {
    /// What is told of so many on a day, with the norm in force; nothing of none.
    pub(super) fn text(&self, count: i64, day: NaiveDate) -> Option<Text> {
        let (_, rule) = rules().all().into_iter().find(|(name, _)| *name == self.norm)?;
        let told = |lang: Lang| self.says.say(lang).replace("{}", &count.to_string());
        let (zh, en) = (told(Lang::Zh), told(Lang::En));
        (count > 0).then(|| say!(ReportNote { zh, en, basis: rule.basis(day) }))
    }
}

/// A column and what kind of value it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Its key.
    pub key: String,
    /// How its values are to be understood.
    pub holds: Holds,
}

/// One column to group by, or one within the other; it goes by the name of the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping(pub Vec<Typed>);

/// What is typed after `--by` for the offices of a lake.
pub(super) const OFFICE: &str = "office";

impl Grouping {
    /// By the offices of a lake, which every report can tell apart that tells orgs.
    pub(super) fn by_office() -> Self {
        Self(vec![Typed { key: OFFICE.to_owned(), holds: Holds::Office }])
    }

    /// What is typed after `--by`.
    pub fn key(&self) -> &str {
        &self.0[0].key
    }

    /// Its columns.
    pub(super) fn columns(&self) -> Vec<&Typed> {
        self.0.iter().collect()
    }
}

/// A figure of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its key.
    pub key: String,
    /// How it comes about.
    pub formula: Formula,
    /// Whether it only serves rates and the overview.
    pub hidden: bool,
}

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// The rows that fulfil a condition; of an expression with other numbers than 0 and 1, their sum.
    Count(String),
    /// The mean of an expression over the rows where there is one.
    Mean(String),
    /// The median of it: half of the rows have no more, half no less.
    Median(String),
    /// The sum of an expression, in another unit: within a group alone, what is added across them means nothing.
    Sum {
        /// The count whose rows stand behind it.
        rows: String,
        /// What is added up.
        of: String,
        /// By what the sum is divided.
        per: u32,
    },
    /// How many different numbers it has over the rows that have one, also over all groups together.
    Distinct {
        /// The count whose rows stand behind it.
        rows: String,
        /// What is told apart: a person or an org by number.
        of: String,
    },
    /// A count in another unit: minutes as hours.
    Scaled(String, u32),
    /// Sums of counts, divided: numerator and denominator by key.
    Rate(Vec<String>, Vec<String>),
    /// A count as part of its total.
    Share(String),
    /// A column of a form that the records cannot know: an empty cell, never 0.
    Blank,
    /// Counts added and taken off, which should come to nothing; and the count of the rows to look at if they do not.
    Balance {
        /// Whose rows stand behind it.
        rows: String,
        /// The counts that are added.
        plus: Vec<String>,
        /// The counts that are taken off.
        minus: Vec<String>,
    },
}

/// A count: its key, and the condition that a row must fulfil to be counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Count<'r> {
    pub(super) key: &'r str,
    pub(super) condition: &'r str,
}

impl Report {
    /// Reads a file. Its head ends at the first line that is not `-- word: …`.
    ///
    /// Refuses a head that nobody could run: an unknown word, norm or kind of value, a figure made of no count, a
    /// report without titles or columns; the message names the line.
    pub fn read(name: &str, sql: &str) -> Result<Self> {
        let mut report = Self::bare(name, sql);
        if let Some((own, returned)) = sql.split_once(RETURNED) {
            own.clone_into(&mut report.sql);
            report.returned = Some(Returned { sql: returned.to_owned(), ..Returned::default() });
        }
        for line in sql.lines().map_while(|line| line.strip_prefix("-- ")) {
            report.take(line).ok_or_else(|| Error::refused(say!(ReportHeadBad { name, line })))?;
        }
        let lacking = match report.unmade() {
            Some(figure) => Some(figure.key.as_str()),
            None if !report.tables.is_empty() && (report.form.zh.is_empty() || report.form.en.is_empty()) => {
                Some("form_zh, form_en")
            }
            None if !report.has_its_checks() => Some("checked, agrees"),
            None if !report.has_whole_note() => Some("note, note_zh, note_en"),
            None if report.title.zh.is_empty() || report.title.en.is_empty() => Some("zh, en"),
            None if report.columns.is_empty() => Some("columns"),
            None if report.order.is_empty() => Some("order"),
            None if report.by.is_empty() != report.figures.is_empty() => Some("by, count"),
            None => None,
        };
        match lacking {
            Some(line) => Err(Error::refused(say!(ReportHeadBad { name, line }))),
            None => Ok(report),
        }
    }

    /// One that nothing is told of yet.
    pub(super) fn bare(name: &str, sql: &str) -> Self {
        Self {
            name: name.to_owned(),
            title: Title::default(),
            tells: Title::default(),
            of_period: None,
            of_group: Vec::new(),
            takes: Takes::Day,
            tables: Vec::new(),
            form: Title::default(),
            checked: Vec::new(),
            agrees: Vec::new(),
            rows: None,
            note: None,
            norms: Vec::new(),
            by: Vec::new(),
            figures: Vec::new(),
            columns: Vec::new(),
            order: Vec::new(),
            sql: sql.to_owned(),
            returned: None,
            own: None,
        }
    }

    /// Whether there are the counts that it holds against nothing or against another report.
    fn has_its_checks(&self) -> bool {
        let agreeing = self.agrees.iter().map(|agreement| &agreement.count);
        self.checked.iter().chain(agreeing).all(|count| self.count(count).is_some())
    }

    /// Whether its note, if it has one, is told in both languages, of a count that there is.
    pub(super) fn has_whole_note(&self) -> bool {
        let is_whole =
            |note: &Note| self.count(&note.count).is_some() && !note.says.zh.is_empty() && !note.says.en.is_empty();
        self.note.as_ref().is_none_or(is_whole)
    }

    /// Refuses a count that adds rows up by itself: a count is what one row comes to, and the program adds the rows up.
    pub(super) fn refuse_aggregates(&self) -> Result<()> {
        let adds_up =
            |figure: &&Figure| matches!(&figure.formula, Formula::Count(condition) if has_aggregate(condition));
        match self.figures.iter().find(adds_up) {
            Some(Figure { key, .. }) => {
                Err(Error::refused(say!(ReportCountAddsUp { name: &self.name, figure: key }))
                    .hint(say!(ReportCountHint)))
            }
            None => Ok(()),
        }
    }

    /// A figure that is made of a count which there is not.
    pub(super) fn unmade(&self) -> Option<&Figure> {
        let is_made = |figure: &&Figure| figure.parts().chain(figure.counted()).all(|part| self.count(part).is_some());
        self.figures.iter().find(|figure| !is_made(figure))
    }

    /// A column of it; a report may have labels of its own (`growth.date`).
    pub(super) fn column(&self, key: &str) -> Column {
        match &self.own {
            Some(own) => own.column(key),
            // It is called the same in every report.
            None if key == OFFICE => Column::of("lake", &[key]).remove(0),
            None => Column::of(&self.name, &[key]).remove(0),
        }
    }

    /// Every count that it has.
    pub(super) fn all_counts(&self) -> Vec<Count<'_>> {
        self.figures.iter().filter_map(|figure| self.count(&figure.key)).collect()
    }

    /// Takes in a line of the head; `None` if it says nothing that is known.
    pub(super) fn take(&mut self, line: &str) -> Option<()> {
        let (word, rest) = line.split_once(": ")?;
        let rest = rest.trim();
        match word {
            "zh" => rest.clone_into(&mut self.title.zh),
            "en" => rest.clone_into(&mut self.title.en),
            "tells_zh" => rest.clone_into(&mut self.tells.zh),
            "tells_en" => rest.clone_into(&mut self.tells.en),
            "note" => {
                let (count, norm) = rest.split_once(' ')?;
                rules().all().iter().find(|(name, _)| *name == norm)?;
                let note = self.note.get_or_insert_default();
                (note.count, note.norm) = (count.to_owned(), norm.to_owned());
            }
            "note_zh" => rest.clone_into(&mut self.note.get_or_insert_default().says.zh),
            "note_en" => rest.clone_into(&mut self.note.get_or_insert_default().says.en),
            "takes" if rest == "period" => self.takes = Takes::Period,
            "takes" if rest == "year" => self.takes = Takes::Year,
            "takes" if rest == "year-back" => self.takes = Takes::YearBack,
            "norms" => {
                for norm in rest.split_whitespace() {
                    rules().all().iter().find(|(name, _)| *name == norm)?;
                    self.norms.push(norm.to_owned());
                }
            }
            "of_period" => self.of_period = Some(rest.to_owned()),
            "of_group" => {
                let (by, name) = rest.split_once(' ')?;
                self.of_group.push((by.to_owned(), name.to_owned()));
            }
            "form_zh" => rest.clone_into(&mut self.form.zh),
            "form_en" => rest.clone_into(&mut self.form.en),
            "of_table" => {
                let (typed, name) = rest.split_once(' ')?;
                self.tables.push((typed.to_owned(), name.to_owned()));
            }
            "over" => self.sql = over(rest, &self.sql)?,
            "rows" => self.rows = Some(rest.to_owned()),
            "checked" => self.checked.extend(rest.split_whitespace().map(str::to_owned)),
            "agrees" => {
                let mut words = rest.split_whitespace().map(str::to_owned);
                let (count, report, other) = (words.next()?, words.next()?, words.next()?);
                let before = words.next().map(|word| (word == "before").then_some(true));
                let before = before.map_or(Some(false), |before| before)?;
                self.agrees.push(Agreement { count, report, other, before });
            }
            "by" => {
                for word in rest.split_whitespace() {
                    self.by.push(Grouping(read_columns(&word.replace('+', " "))?));
                }
            }
            "returned" => self.returned.as_mut()?.figures.push(Figure::read("count", rest)?),
            "returned_columns" => self.returned.as_mut()?.columns.extend(read_columns(rest)?),
            "columns" => self.columns.extend(read_columns(rest)?),
            "order" => self.order.extend(rest.split_whitespace().map(str::to_owned)),
            _ => self.figures.push(Figure::read(word, rest)?),
        }
        Some(())
    }

    /// The same report with what guided orgs returned: their rows apart, after all others, and in the sums.
    ///
    /// Fails with `Usage` where nothing that is returned has a use.
    pub(super) fn with_returns(mut self) -> Result<Self> {
        let Some(returned) = self.returned.take() else {
            return Err(Error::usage(say!(ReturnsIdle { name: &self.name }))
                .hint(say!(ReturnsIdleHint { known: super::with_returns() })));
        };
        // A rate may rest on a figure that is hidden otherwise.
        self.figures.retain(|figure| !returned.figures.iter().any(|shown| shown.key == figure.key));
        self.figures.extend(returned.figures);
        self.order.splice(0..0, returned.columns.first().map(|column| column.key.clone()));
        self.columns.extend(returned.columns);
        self.sql = format!("{}\nUNION ALL\n{}", self.sql, returned.sql);
        Ok(self)
    }

    /// The count of a key.
    pub(super) fn count(&self, key: &str) -> Option<Count<'_>> {
        self.figures.iter().find_map(|figure| match &figure.formula {
            Formula::Count(condition) if figure.key == key => Some(Count { key: &figure.key, condition }),
            _ => None,
        })
    }

    /// Whether it tells of days to come in a period that is not over.
    pub(super) fn looks_ahead(&self) -> bool {
        self.sql.contains(":period_end")
    }

    /// The counts that the shown figures are made of, each once.
    pub(super) fn shown_counts(&self) -> Vec<Count<'_>> {
        let mut counts: Vec<Count<'_>> = Vec::new();
        let noted = self.note.iter().map(|note| note.count.as_str());
        let held = self.checked.iter().chain(self.agrees.iter().map(|agreement| &agreement.count)).map(String::as_str);
        for key in self.shown().flat_map(Figure::parts).chain(noted).chain(held) {
            if !counts.iter().any(|known| known.key == key) {
                counts.extend(self.count(key));
            }
        }
        counts
    }

    /// The expressions of which a mean, a median or a sum is shown, or how many different values there are, each once.
    pub(super) fn measured(&self) -> Vec<&str> {
        let mut measured: Vec<&str> = Vec::new();
        for of in self.shown().filter_map(Figure::measures) {
            if !measured.contains(&of) {
                measured.push(of);
            }
        }
        measured
    }

    /// The codes that have a row each where it is grouped by these columns.
    pub(super) fn fixed_rows(&self, by: &[&Typed]) -> &'static [Code] {
        match by {
            [column] if self.rows.as_ref() == Some(&column.key) => match column.holds {
                Holds::Codes(codes) | Holds::Bands(codes) => codes,
                _ => &[],
            },
            _ => &[],
        }
    }

    /// The columns that some grouping has, each once.
    pub(super) fn grouped_by(&self) -> Vec<&Typed> {
        let mut columns: Vec<&Typed> = Vec::new();
        for column in self.by.iter().flat_map(|by| &by.0) {
            if !columns.iter().any(|known| known.key == column.key) {
                columns.push(column);
            }
        }
        columns
    }

    /// Whether it has a balance, counts that should come to nothing, or totals of another report, which can be checked.
    pub(super) fn balances(&self) -> bool {
        !self.checked.is_empty()
            || !self.agrees.is_empty()
            || self.figures.iter().any(|figure| matches!(figure.formula, Formula::Balance { .. }))
    }

    /// The figures that are shown.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Figure> {
        self.figures.iter().filter(|figure| !figure.hidden)
    }
}

/// The SELECT of a report that stands over those of others: each is a table in it, by its name with `_` for a dot.
fn over(names: &str, sql: &str) -> Option<String> {
    let tables = names.split_whitespace().map(|name| {
        let source = super::source(name)?;
        let own = source.split_once(RETURNED).map_or(source, |(own, _)| own);
        Some(format!("{} AS (\n{own}\n)", name.replace(['.', '-'], "_")))
    });
    Some(format!("WITH {}\nSELECT * FROM (\n{sql}\n)", tables.collect::<Option<Vec<_>>>()?.join(",\n")))
}

/// Whether a condition adds rows up by itself; within a query of its own it may.
fn has_aggregate(condition: &str) -> bool {
    let folded = condition.to_ascii_lowercase().replace(' ', "");
    !folded.contains("(select") && ["count(", "sum(", "avg(", "total("].iter().any(|name| folded.contains(name))
}

fn read_columns(words: &str) -> Option<Vec<Typed>> {
    let read = |word: &str| {
        let (key, holds) = match word.split_once('(') {
            Some((key, list)) => (key, Holds::named(list.strip_suffix(')')?)?),
            None => (word, Holds::Plain),
        };
        Some(Typed { key: key.to_owned(), holds })
    };
    words.split_whitespace().map(read).collect()
}

impl Figure {
    /// The counts that its number is made of, by key.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        let (parts, others): (&[String], &[String]) = match &self.formula {
            Formula::Count(_) => (std::slice::from_ref(&self.key), &[]),
            Formula::Share(of) | Formula::Scaled(of, _) => (std::slice::from_ref(of), &[]),
            Formula::Rate(above, below) => (above, below),
            Formula::Balance { plus, minus, .. } => (plus, minus),
            Formula::Mean(_) | Formula::Median(_) | Formula::Distinct { .. } | Formula::Sum { .. } | Formula::Blank => {
                (&[], &[])
            }
        };
        parts.iter().chain(others).map(String::as_str)
    }

    /// The counts whose rows stand behind it: its own, those above the line of a rate, those to look at for a balance, those
    /// of which different ones are counted or something is added up.
    pub(super) fn counted(&self) -> impl Iterator<Item = &str> {
        let above = match &self.formula {
            Formula::Count(_) => std::slice::from_ref(&self.key),
            Formula::Share(of) | Formula::Scaled(of, _) => std::slice::from_ref(of),
            Formula::Rate(above, _) => above,
            Formula::Balance { rows, .. } | Formula::Distinct { rows, .. } | Formula::Sum { rows, .. } => {
                std::slice::from_ref(rows)
            }
            Formula::Mean(_) | Formula::Median(_) | Formula::Blank => &[],
        };
        above.iter().map(String::as_str)
    }

    /// What is measured for it, if anything is.
    pub(super) fn measures(&self) -> Option<&str> {
        match &self.formula {
            Formula::Mean(of) | Formula::Median(of) | Formula::Distinct { of, .. } | Formula::Sum { of, .. } => {
                Some(of)
            }
            _ => None,
        }
    }

    fn read(word: &str, rest: &str) -> Option<Self> {
        if word == "blank" {
            return Some(Self { key: rest.to_owned(), formula: Formula::Blank, hidden: false });
        }
        let (key, formula) = rest.split_once(" = ")?;
        let sum = |text: &str| text.split(" + ").map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        let formula = match word {
            "count" | "hidden" => Formula::Count(formula.to_owned()),
            "rate" => {
                let (above, below) = formula.split_once(" / ")?;
                Formula::Rate(sum(above), sum(below))
            }
            "scaled" => {
                let (of, per) = formula.split_once(" / ")?;
                Formula::Scaled(of.to_owned(), per.parse().ok().filter(|per| *per > 0)?)
            }
            "share" => Formula::Share(formula.to_owned()),
            "mean" => Formula::Mean(formula.to_owned()),
            "median" => Formula::Median(formula.to_owned()),
            "sum" => {
                let (name, rows) = key.strip_suffix(')')?.split_once(" (")?;
                let (of, per) = formula.split_once(" / ")?;
                let (rows, of, per) = (rows.to_owned(), of.to_owned(), per.parse().ok().filter(|per| *per > 0)?);
                return Some(Self { key: name.to_owned(), formula: Formula::Sum { rows, of, per }, hidden: false });
            }
            "distinct" => {
                let (name, rows) = key.strip_suffix(')')?.split_once(" (")?;
                let formula = Formula::Distinct { rows: rows.to_owned(), of: formula.to_owned() };
                return Some(Self { key: name.to_owned(), formula, hidden: false });
            }
            "balance" => {
                let (name, rows) = key.strip_suffix(')')?.split_once(" (")?;
                let (plus, minus) = formula.split_once(" - ")?;
                let minus = minus.split(" - ").map(|part| part.trim().to_owned()).collect();
                let formula = Formula::Balance { rows: rows.to_owned(), plus: sum(plus), minus };
                return Some(Self { key: name.to_owned(), formula, hidden: false });
            }
            _ => return None,
        };
        Some(Self { key: key.to_owned(), formula, hidden: word == "hidden" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "-- zh: 甲\n-- en: A\n-- by: sex(sex)\n-- count: people = 1\n-- rate: half = people / people\n\
                        -- columns: name\n-- order: name\n--\n-- note: prose\nSELECT sex, name FROM person";

    #[test]
    fn a_head_is_read() {
        let report = Report::read("a", GOOD).unwrap();
        assert_eq!((report.title.say(Lang::Zh), report.title.say(Lang::En)), ("甲", "A"));
        assert_eq!(report.shown_counts(), [Count { key: "people", condition: "1" }]);
        assert_eq!(report.figures[1].formula, Formula::Rate(vec!["people".into()], vec!["people".into()]));
        assert!(report.takes == Takes::Day && report.norms.is_empty());
    }

    #[test]
    fn a_head_that_nobody_could_run_is_refused_with_its_line() {
        for (old, new, told) in [
            ("-- en: A\n", "", "zh, en"),
            ("-- columns: name\n", "", "columns"),
            ("-- order: name\n", "", "order"),
            ("count: people", "counts: people", "counts: people = 1"),
            ("sex(sex)", "sex(sexes)", "by: sex(sexes)"),
            ("people / people", "people / units", "half"),
            ("-- by: sex(sex)\n", "-- norms: no_such_norm\n", "norms: no_such_norm"),
            ("-- by: sex(sex)\n", "", "by, count"),
            ("-- zh:", "-- note: people no_such_norm\n-- zh:", "note: people no_such_norm"),
            ("-- zh:", "-- note: nobody probation\n-- zh:", "note, note_zh, note_en"),
        ] {
            let error = Report::read("a", &GOOD.replace(old, new)).unwrap_err();
            assert_eq!(error.message(), &say!(ReportHeadBad { name: "a", line: told }), "{new}");
        }
    }
}
