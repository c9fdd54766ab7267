//! The help of the reports: the list of them, and of each what it shows, its keys and the options it has a use for.

use std::path::Path;

use super::declaration::{Grouping, Report};
use super::options::idle;
use super::{
    DIFF, DUE, FREEZE, FROZEN, Known, LIST, NO_REPORTS, OVERVIEW, QUERY, RULES, answer, due, explain, find, frozen,
    list, names, norms, overview, own_file, query,
};
use crate::i18n::{Lang, Text, say, words};
use crate::output::Column;
use crate::report::texts;

/// The list of reports: name, Chinese name, title.
pub fn catalogue(lang: Lang) -> Vec<(String, &'static str, String)> {
    let title = |name: &str| match find(name) {
        Ok(Known::Query(report)) => report.title.say(lang).to_owned(),
        Ok(Known::Due) => say!(DueTitle).say(lang),
        Ok(Known::List) => say!(ReportsTitle).say(lang),
        Ok(Known::Overview) => say!(OverviewTitle).say(lang),
        _ => say!(RulesTitle).say(lang),
    };
    let others =
        [(QUERY, say!(QueryTold)), (FREEZE, say!(FreezeTold)), (FROZEN, say!(FrozenListTold)), (DIFF, say!(DiffTold))];
    let told = names().into_iter().map(|name| (name, title(name)));
    let told = told.chain(others.map(|(name, told)| (name, told.say(lang))));
    told.map(|(name, told)| (name.to_owned(), words::of_report(name).unwrap_or_default(), told)).collect()
}

/// The names of the office's own reports in its folder.
pub fn own(folder: Option<&Path>) -> Vec<String> {
    super::own_names(folder)
}

/// Whether words may follow the name of a report: of one that is frozen, or a file.
pub fn takes_words(name: &str) -> bool {
    NO_REPORTS.contains(&name)
}

/// The help of one report.
#[derive(Debug)]
pub struct Help {
    /// Its whole name.
    pub name: String,
    /// What it shows.
    pub about: String,
    /// Its keys, and what it can be grouped by.
    pub keys: String,
    /// The options of `report` that it has no use for.
    pub idle: Vec<&'static str>,
}

/// The help of the report that is named in a command line, if one is.
pub fn of_report(typed: &str, lang: Lang, folder: Option<&Path>) -> Option<Help> {
    let help = |name: &str, about: Text, keys: Vec<Text>, idle: Vec<&'static str>| Help {
        name: name.to_owned(),
        about: about.say(lang),
        keys: keys.into_iter().map(|line| line.say(lang)).collect::<Vec<_>>().join("\n"),
        idle,
    };
    let keys = |columns: &[Column]| say!(HelpKeys { keys: columns.iter().map(Column::told).collect::<Vec<_>>() });
    if let Some(file) = own_file(folder, typed) {
        let (report, params) = query::described(&file).ok()?;
        let about = say!(ReportTold { title: report.title.say(lang), tells: report.tells.say(lang) });
        let mut told = told_of(&report, &keys);
        told.extend((!params.is_empty()).then(|| say!(HelpParams { params })));
        let idle = [idle(&report), vec!["text"]].concat();
        return Some(help(typed, about, told, idle));
    }
    let known = find(typed).ok()?;
    let idle = known.idle();
    Some(match known {
        Known::Due => help(DUE, say!(DueTold), vec![keys(&due::columns())], idle),
        Known::List => help(LIST, say!(ReportsTold), vec![keys(&list::columns())], idle),
        Known::Rules => help(RULES, say!(RulesTold), vec![keys(&norms::columns())], idle),
        Known::Overview => help(OVERVIEW, say!(OverviewTold), vec![keys(&overview::columns())], idle),
        Known::Freeze => help(FREEZE, say!(FreezeTold), Vec::new(), idle),
        Known::Frozen => help(FROZEN, say!(FrozenListTold), vec![keys(&frozen::list::columns())], idle),
        Known::Diff => help(DIFF, say!(DiffTold), vec![keys(&frozen::diff::columns())], idle),
        Known::File => help(QUERY, say!(QueryTold), query::help(), idle),
        Known::Query(report) => {
            let about = say!(ReportTold { title: report.title.say(lang), tells: report.tells.say(lang) });
            help(&report.name, about, told_of(&report, &keys), idle)
        }
    })
}

fn told_of(report: &Report, keys: &impl Fn(&[Column]) -> Text) -> Vec<Text> {
    let rows = answer::columns(report, report.columns.iter().map(|column| &column.key));
    let Some(by) = report.by.first() else { return vec![keys(&rows)] };
    let tables = report.tables.iter().filter_map(|(number, name)| {
        let title = super::built_in(name).ok()?.title;
        Some(say!(HelpTable { number, zh: title.zh, en: title.en }))
    });
    let tables: Vec<Text> = tables.collect();
    let groups = report.by.iter().map(Grouping::key).chain(report.of_group.iter().map(|(by, _)| by.as_str()));
    let tables = (!tables.is_empty()).then(|| say!(HelpTables { tables }));
    tables
        .into_iter()
        .chain([
            keys(&answer::figure_columns(report, by)),
            say!(HelpGroups { groups: groups.map(|key| explain::told(report, key)).collect::<Vec<_>>() }),
            say!(HelpRows { keys: rows.iter().map(Column::told).collect::<Vec<_>>() }),
        ])
        .collect()
}
