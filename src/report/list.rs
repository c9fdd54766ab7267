//! `report list`: the reports that there are, what each is asked of and grouped by, and the norms it stands on.

use super::declaration::{Grouping, Report, Takes};
use super::{Known, find, names, own_file, own_names, query};
use crate::code::codes;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::i18n::{Lang, say};
use crate::output::{Column, Frame, Row, Value};
use crate::report::texts;
use crate::rules::{due, rules};

codes! {
    /// What time a report is asked of.
    enum Asked {
        Day = "day", "某日", "a day";
        Period = "period", "某日或期间", "a day or a period";
        Year = "year", "期间(不写则为当年)", "a period (of none, this year)";
    }
}

/// The columns of the list.
pub(super) fn columns() -> Vec<Column> {
    Column::of("reports", &["name", "title", "takes", "by", "norms"])
}

/// Lists the reports by name.
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let frame = Frame { title: Some(say!(ReportsTitle).say(ctx.lang)), ..Frame::default() };
    let own = own_names(ctx.report_folder());
    ctx.list(columns(), frame, |listing| {
        names().into_iter().try_for_each(|name| listing.push(row(name, ctx.lang)?))?;
        own.iter().try_for_each(|name| listing.push(own_row(ctx, name)))
    })
}

/// A report of the office's own; one whose file cannot be read has a name and nothing else.
fn own_row(ctx: &Ctx, name: &str) -> Row {
    let declared = own_file(ctx.report_folder(), name).map(|file| query::declared(&file)).transpose();
    let declared = declared.unwrap_or_else(|error| {
        ctx.warn(&error.in_a_line());
        None
    });
    let nothing_but_name = || vec![name.into(), Value::Null, Value::Null, Value::Null, Value::Null];
    declared.map_or_else(nothing_but_name, |report| row_of(&report, ctx.lang))
}

fn row_of(report: &Report, lang: Lang) -> Row {
    vec![
        report.name.as_str().into(),
        report.title.say(lang).into(),
        asked(report).entry().into(),
        joined(&groups(report)),
        joined(&norms(report)),
    ]
}

fn row(name: &'static str, lang: Lang) -> Result<Row> {
    let of_a_day = |title: String, norms: &[String]| {
        vec![name.into(), title.into(), Asked::Day.entry().into(), Value::Null, joined(norms)]
    };
    Ok(match find(name)? {
        Known::List => of_a_day(say!(ReportsTitle).say(lang), &[]),
        Known::Rules => of_a_day(say!(RulesTitle).say(lang), &[]),
        Known::Due => {
            let mut ids: Vec<String> =
                due::cases().filter_map(|case| case.rule()).map(|rule| rule.id.clone()).collect();
            ids.sort_unstable();
            ids.dedup();
            of_a_day(say!(DueTitle).say(lang), &ids)
        }
        Known::File => of_a_day(say!(QueryTitle).say(lang), &[]),
        Known::Overview => of_a_day(say!(OverviewTitle).say(lang), &[]),
        Known::Freeze | Known::Frozen | Known::Diff => of_a_day(say!(FrozenTitle).say(lang), &[]),
        Known::Query(report) => row_of(&report, lang),
    })
}

fn asked(report: &Report) -> Asked {
    match report.takes {
        Takes::Day if report.of_period.is_some() => Asked::Period,
        Takes::Day => Asked::Day,
        Takes::Period => Asked::Period,
        Takes::Year | Takes::YearBack => Asked::Year,
    }
}

fn groups(report: &Report) -> Vec<String> {
    let others = report.of_group.iter().map(|(by, _)| by.clone());
    report.by.iter().map(|by| Grouping::key(by).to_owned()).chain(others).collect()
}

/// The ids of the norms whose numbers it binds.
fn norms(report: &Report) -> Vec<String> {
    let all = rules().all();
    let ids = report.norms.iter().filter_map(|name| all.iter().find(|(known, _)| known == name));
    ids.map(|(_, rule)| rule.id.clone()).collect()
}

fn joined(words: &[String]) -> Value {
    if words.is_empty() { Value::Null } else { words.join(" ").into() }
}
