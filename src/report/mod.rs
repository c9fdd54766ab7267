//! Reports: one report is one `.sql` file in this folder.
//!
//! The head of the file declares it, the rest is one SELECT over the `*_at` views:
//!
//! | line | meaning |
//! |---|---|
//! | `-- zh: …`, `-- en: …` | the title |
//! | `-- tells_zh: …`, `-- tells_en: …` | what it shows, for its help |
//! | `-- takes: period` | it can be asked of a period: binds `:since_day` and `:until_day`, both included, `:period`, its name, and `:period_end`, its last day also while it goes on; `year`: of this year if of none; `year-back`: the same, with what came in about it until the day asked for |
//! | `-- norms: branch_full_members` | the norms it cites; each number is bound by that name |
//! | `-- by: kind(unit_kind) district` | what it can be grouped by, the default first; in brackets what it holds; `org(org)+kind`: one within the other |
//! | `-- of_period: development.steps` | asked of a period it is that report, whose file has a dot in its name |
//! | `-- of_group: org training.hours` | grouped by that it is the other report |
//! | `-- of_table: 2 statistics.2` | `--table 2` is that report; the first names the file itself |
//! | `-- form_zh: …`, `-- form_en: …` | what a form of several tables is called as a whole |
//! | `-- over: annual` | its SELECT reads those of other reports, as tables of these names (`_` for a dot or dash) |
//! | `-- rows: job` | grouped by that it has a row for each code of the list, also where it counts nothing |
//! | `-- count: own = form = 'own'` | a figure: how many rows of the SELECT fulfil the condition; `hours`: their sum |
//! | `-- hidden: qualified = …` | a count that only rates and the overview need |
//! | `-- rate: coverage = own + joint / units` | sums of counts, divided; empty where the divisor is 0 |
//! | `-- scaled: hours = minutes / 60` | a count in another unit |
//! | `-- share: share = members` | a count as part of its total |
//! | `-- mean: mean_days = days`, `-- median: …` | the mean, the median of an expression over the rows that have one |
//! | `-- distinct: people (cases) = no` | how many different numbers an expression has over the rows, each once also in the total; in brackets, the count whose rows stand behind it |
//! | `-- sum: amount (results) = hundredths / 100` | an expression added up within each group, with no total: where what is added across groups means nothing |
//! | `-- balance: difference (odd) = a + b - c` | counts that should come to nothing; in brackets, whose rows to look at |
//! | `-- blank: taiwan` | a column of a form that the records cannot know: empty, never 0 |
//! | `-- checked: no_age` | counts that should come to nothing: told beside the figures where they do not, and a finding of `--check` |
//! | `-- agrees: members statistics closing` | a count whose total is that of another report, which `--check` works out; `before` behind it: of the year before |
//! | `-- note: by_posts committee_meetings`, `-- note_zh: …{}…`, `-- note_en: …` | what is told beside the figures where that count is not 0, and the norm behind it |
//! | `-- columns: no name sex(sex) lost(bool)` | the columns of its rows |
//! | `-- order: org_code no` | the columns of the SELECT that put its rows in order |
//! | `-- returned: with_org = …` | a count that only what was returned has, see below; hidden otherwise |
//! | `-- returned_columns: returned_on …` | columns that only its rows have; the first parts them from the others |
//!
//! The head ends at the first line that is none of these (`--`). Without figures a report is a list: its rows as they
//! are. With figures the rows are counted, group by group, and `--explain` lists the very same rows: what a figure says
//! and what stands behind it cannot drift apart. In brackets behind a column stands what it holds: `bool`, `org` (the row
//! of an org, shown by its name), `seq` (a running number), a list of [`bands`], or the list of a coded column of a ledger
//! (`venue.kind`).
//!
//! After a line `-- returned` a second SELECT of the same columns may follow, over `returned_asked`: the latest sums that each
//! guided org returned by the day. Where that is asked for (`--with-returns`) its rows stand after the others, the oldest first, and in
//! the sums; `reported` stands there for a code that the sums do not tell. Nowhere else does a report know of them.
//!
//! A report of the office's own may have the same head, and stands on views of its own: see [`query`].
//!
//! The day stands in the views. Of the orgs asked for (`--under`), `org_asked`, `roll_asked`, `unit_asked` and `meeting_asked` show what the
//! `*_at` views show of all; a report on a period may need `:everywhere` and `:under` instead. Norms are bound by name. A row about people has a column `resting`: who of them (by number, several
//! parted by commas) rests on a start that nobody knows. Readers of a past day are told how many do (`assumed.rs`).

mod answer;
pub mod bands;
pub mod cli;
mod compare;
mod count;
mod declaration;
mod due;
mod each;
mod explain;
mod frozen;
pub mod help;
mod holds;
mod list;
mod norms;
mod options;
mod overview;
mod page;
pub mod query;
mod question;
mod rows;
mod tables;
pub(crate) mod texts;
pub(crate) mod views;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};

use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, say, words};
use crate::text::nearest;
pub use declaration::Report;
pub(crate) use frozen::LANGS;

static REPORTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/report");

/// A report that can be asked for by name.
#[derive(Debug)]
enum Known {
    /// A file of this folder.
    Query(Report),
    /// The page of figures of the others.
    Overview,
    /// What is overdue.
    Due,
    /// The reports.
    List,
    /// The norms.
    Rules,
    /// No report of its own: keeps what another says.
    Freeze,
    /// What was kept.
    Frozen,
    /// What is otherwise now than it was kept.
    Diff,
    /// The office's own question, in a file that is not named yet.
    File,
}

impl Known {
    /// Its whole name.
    fn name(&self) -> &str {
        match self {
            Self::Query(report) => &report.name,
            Self::Overview => OVERVIEW,
            Self::Due => DUE,
            Self::List => LIST,
            Self::Rules => RULES,
            Self::Freeze => FREEZE,
            Self::Frozen => FROZEN,
            Self::Diff => DIFF,
            Self::File => QUERY,
        }
    }
}

/// The reports that are no files, and what they are called.
const OVERVIEW: &str = "overview";
const RULES: &str = "rules";
const DUE: &str = "due";
const LIST: &str = "list";
const QUERY: &str = "query";
const FREEZE: &str = "freeze";
const FROZEN: &str = "frozen";
const DIFF: &str = "diff";

/// What stands in the place of a report: it deals with those that are frozen, or reads one from a file.
const NO_REPORTS: [&str; 4] = [DIFF, FREEZE, FROZEN, QUERY];

fn files() -> impl Iterator<Item = (&'static str, &'static str)> {
    REPORTS.files().filter_map(|file| {
        let name = file.path().file_name()?.to_str()?.strip_suffix(".sql")?;
        Some((name, file.contents_utf8()?))
    })
}

/// The file of the report that has exactly this name.
fn source(name: &str) -> Option<&'static str> {
    files().find(|(known, _)| *known == name).map(|(_, sql)| sql)
}

/// The report of this folder that has exactly this name.
fn built_in(name: &str) -> Result<Report> {
    Report::read(name, source(name).ok_or_else(|| unknown(name))?)
}

fn names() -> Vec<&'static str> {
    let of_a_day = files().map(|(name, _)| name).filter(|name| !name.contains('.'));
    let mut names: Vec<&str> = of_a_day.chain([DUE, LIST, OVERVIEW, RULES]).collect();
    names.sort_unstable();
    names
}

/// The names of the reports that can be asked for with what was returned.
fn with_returns() -> Vec<&'static str> {
    let takes = |name: &str, sql: &str| Report::read(name, sql).is_ok_and(|report| report.returned.is_some());
    let of_a_day = files().filter(|(name, sql)| takes(name, sql)).map(|(name, _)| name);
    let mut names: Vec<&str> = of_a_day.chain([OVERVIEW]).collect();
    names.sort_unstable();
    names
}

fn unknown(name: &str) -> Error {
    let known = names().into_iter().chain(NO_REPORTS);
    let spelt =
        known.flat_map(|known| words::of_report(known).into_iter().chain([known]).map(move |name| (name, known)));
    let error = Error::new(Kind::Usage, say!(ReportUnknown { name }));
    match nearest(name, spelt) {
        suggested if !suggested.is_empty() => error.hint(say!(DidYouMean { suggested })),
        _ => error.hint(say!(ReportChoices { known: names() })),
    }
}

/// The file of one of the office's own reports, if its folder has one of exactly this name and no other is called so.
fn own_file(folder: Option<&Path>, name: &str) -> Option<PathBuf> {
    let is_taken = names().contains(&name) || NO_REPORTS.contains(&name);
    query::in_folder(folder?, name).filter(|_| !is_taken)
}

/// The names of the office's own reports.
fn own_names(folder: Option<&Path>) -> Vec<String> {
    let all = folder.map(query::names_in).unwrap_or_default();
    all.into_iter().filter(|name| own_file(folder, name).is_some()).collect()
}

/// That there is no such report, with the office's own among those that there are.
fn with_own(error: Error, folder: Option<&Path>) -> Error {
    let own = own_names(folder);
    if own.is_empty() {
        return error;
    }
    let known: Vec<String> = names().into_iter().map(str::to_owned).chain(own).collect();
    error.hint(say!(ReportChoices { known }))
}

/// The name of the report that is called so in either language: whole, by a beginning that no other has, or by what stands in
/// its title alone.
fn name_of(typed: &str) -> Result<&'static str> {
    let names = [names().as_slice(), &NO_REPORTS].concat();
    let is_called = |name: &&&str| **name == typed || words::of_report(name) == Some(typed);
    if let Some(name) = names.iter().find(is_called) {
        return Ok(name);
    }
    let begins = |name: &str| name.starts_with(typed) || words::of_report(name).is_some_and(|zh| zh.starts_with(typed));
    let mut near = names.iter().filter(|name| begins(name));
    if let (Some(name), None) = (near.next(), near.next()) {
        return Ok(name);
    }
    let is_titled =
        |sql: &str| sql.lines().find_map(|line| line.strip_prefix("-- zh: ")).is_some_and(|zh| zh.contains(typed));
    let of_a_day = files().filter(|(name, _)| !typed.is_ascii() && !name.contains('.'));
    let mut titled = of_a_day.filter(|(_, sql)| is_titled(sql));
    match (titled.next(), titled.next()) {
        (Some((name, _)), None) => Ok(name),
        _ => Err(unknown(typed)),
    }
}

/// The report of a name, see [`name_of`].
fn find(typed: &str) -> Result<Known> {
    let name = name_of(typed)?;
    Ok(match name {
        OVERVIEW => Known::Overview,
        RULES => Known::Rules,
        DUE => Known::Due,
        LIST => Known::List,
        FREEZE => Known::Freeze,
        FROZEN => Known::Frozen,
        DIFF => Known::Diff,
        QUERY => Known::File,
        file => Known::Query(built_in(file)?),
    })
}

/// What is overdue on the day asked for, by case: how often, and since when; the most first.
pub(crate) fn overdue_by_case(ctx: &Ctx, db: &mut Db) -> Result<Vec<(Label, i64, NaiveDate)>> {
    due::by_case(ctx, db, None)
}

/// Takes a text for a report of the house.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_head(text: &str) {
    let _ = declaration::Report::read("a", text);
}

/// Takes a file for a report of an office.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_own(path: &std::path::Path) {
    let _ = query::declared(path);
}

/// Takes a text for what is kept of a report.
#[cfg(any(test, feature = "fuzz"))]
pub(crate) fn try_frozen(text: &str) {
    frozen::tried(text);
}

#[cfg(test)]
mod tests;
