//! Reports: one report is one `.sql` file in this folder.
//!
//! The head of the file declares it, the rest is one SELECT over the `*_at` views:
//!
//! | line | meaning |
//! |---|---|
//! | `-- zh: …`, `-- en: …` | the title |
//! | `-- by: kind(unit_kind) district` | what it can be grouped by, the default first; in brackets the list of codes |
//! | `-- count: own = form = 'own'` | a figure: how many rows of the SELECT fulfil the condition |
//! | `-- hidden: qualified = …` | a figure that only rates need |
//! | `-- rate: coverage = own + joint / units` | sums of figures, divided; empty where the divisor is 0 |
//! | `-- share: share = members` | a figure as part of its total |
//! | `-- columns: seq name sex(sex) lost(bool)` | instead of figures: a list, its rows as they are |
//!
//! A figure is therefore never anything but counted rows, and can be asked for them. Norms are bound by name
//! (`:branch_full_members`), the day stands in the views, `--under` in the temporary table `scope`.

pub mod bands;
pub mod cli;
mod declaration;
mod run;

use include_dir::{Dir, include_dir};

use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, say};
pub use declaration::Report;

static REPORTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/report");

/// All reports that are files, by name.
pub fn all() -> Vec<Report> {
    let mut reports: Vec<Report> = REPORTS
        .files()
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "sql"))
        .filter_map(|file| Some(Report::read(file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
        .collect();
    reports.sort_by_key(|report| report.name);
    reports
}

/// The report of a name, or of an unambiguous beginning of one.
pub fn find(typed: &str) -> Result<Report> {
    let mut reports = all();
    let known: Vec<&str> = reports.iter().map(|report| report.name).chain(["rules"]).collect();
    if let Some(at) = reports.iter().position(|report| report.name == typed) {
        return Ok(reports.swap_remove(at));
    }
    let near: Vec<usize> = (0..reports.len()).filter(|at| reports[*at].name.starts_with(typed)).collect();
    match near[..] {
        [at] => Ok(reports.swap_remove(at)),
        _ => Err(Error::new(Kind::Usage, say!(ReportUnknown { name: typed })).hint(say!(ReportChoices { known }))),
    }
}

/// The list of reports for the help.
pub fn catalogue(lang: Lang) -> String {
    let mut lines = vec![say!(ReportList).say(lang)];
    lines.extend(all().iter().map(|report| format!("  {:<12} {}", report.name, report.title.say(lang))));
    lines.push(format!("  {:<12} {}", "rules", say!(RulesTitle).say(lang)));
    lines.join("\n")
}
