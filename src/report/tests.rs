//! What holds for every report of this folder.

mod explain_tests;

use std::collections::BTreeSet;

use super::declaration::{Grouping, Takes};
use super::holds::Holds;
use super::rows::{self, Asked};
use super::*;
use crate::db::Db;
use crate::i18n::Lang;
use crate::org::{self, OrgId};
use crate::output::Column;
use crate::rules::rules;

fn reports() -> Vec<Report> {
    files().map(|(name, sql)| Report::read(name, sql).unwrap()).collect()
}

fn database(under: Option<OrgId>) -> Db {
    let mut db = Db::memory().unwrap();
    db.stand_at("2011-05-31".parse().unwrap()).unwrap();
    org::ask(db.conn(), under, None).unwrap();
    db
}

/// The SELECT of a report grouped by something, or with its columns.
fn select(db: &Db, report: &Report, by: Option<&Grouping>) -> String {
    let (counts, measures) = (report.shown_counts(), report.measured());
    let groups = by.map(Grouping::columns).unwrap_or_default();
    let (counts, measures, columns) = (&counts[..], &measures[..], by.is_none());
    rows::select(db, report, Asked { groups: &groups, counts, measures, resting: true, columns }).unwrap()
}

#[test]
fn every_report_is_called_by_its_chinese_name() {
    let names = [names().as_slice(), &NO_REPORTS].concat();
    assert!(names.len() > 40, "{names:?}");
    for name in names {
        let chinese = words::of_report(name).unwrap_or_else(|| panic!("{name} has no Chinese name"));
        assert_eq!(find(chinese).unwrap().name(), name, "{chinese}");
    }
}

#[test]
fn every_column_is_in_the_select_and_has_a_label() {
    let db = database(None);
    let with_returns = reports().into_iter().filter_map(|report| report.with_returns().ok());
    for report in reports().into_iter().chain(with_returns) {
        db.make_views_for(&report.sql).unwrap();
        let query = db.conn().prepare(&report.sql).unwrap();
        let known = query.column_names();
        let typed = report.grouped_by().into_iter().chain(&report.columns).filter(|column| column.holds != Holds::Seq);
        for key in typed.map(|column| &column.key).chain(&report.order) {
            assert!(known.contains(&key.as_str()), "{} selects no {key}", report.name);
        }
        let shown = report.grouped_by().into_iter().chain(&report.columns).map(|column| &column.key);
        for key in shown.chain(report.shown().map(|figure| &figure.key)) {
            let column = &Column::of(&report.name, &[key])[0];
            assert!(column.label().is_some(), "{} shows {key} without a label", report.name);
        }
    }
}

#[test]
fn what_was_returned_has_the_columns_of_its_report_and_parts_its_rows() {
    let db = database(None);
    let with_returns = reports().into_iter().filter(|report| report.returned.is_some());
    let mut names = Vec::new();
    for report in with_returns.map(|report| report.with_returns().unwrap()) {
        assert_eq!(report.order[0], "returned_on", "{}", report.name);
        for by in report.by.iter().map(Some).chain([None]) {
            db.conn().prepare(&select(&db, &report, by)).unwrap();
        }
        names.push(report.name);
    }
    names.sort_unstable();
    assert_eq!(names, ["coverage", "development", "orgs", "structure"]);
}

#[test]
fn every_report_tells_what_it_shows_in_both_languages() {
    for report in reports() {
        for lang in [Lang::Zh, Lang::En] {
            assert!(!report.tells.say(lang).is_empty(), "{}", report.name);
        }
    }
}

#[test]
fn every_parameter_is_declared_and_every_norm_cited_is_bound() {
    let db = database(None);
    let norms: BTreeSet<&str> = rules().all().into_iter().map(|(name, _)| name).collect();
    for report in reports() {
        let mut bound = BTreeSet::new();
        for by in report.by.iter().map(Some).chain([None]) {
            let query = db.conn().prepare(&select(&db, &report, by)).unwrap();
            bound.extend((1..=query.parameter_count()).map(|at| query.parameter_name(at).unwrap()[1..].to_owned()));
        }
        for hidden in report.figures.iter().filter_map(|figure| report.count(&figure.key)) {
            bound.extend(
                norms
                    .iter()
                    .filter(|norm| hidden.condition.contains(&format!(":{norm}")))
                    .map(|norm| (*norm).to_owned()),
            );
        }
        let cited: BTreeSet<String> = report.norms.iter().cloned().collect();
        let of_norms: BTreeSet<String> = bound.iter().filter(|name| norms.contains(name.as_str())).cloned().collect();
        assert_eq!(of_norms, cited, "{}", report.name);
        assert_eq!(
            bound.contains("since_day") && bound.contains("until_day"),
            report.takes != Takes::Day,
            "{}",
            report.name
        );
    }
}

/// How SQLite goes about a report: `SCAN x`, `SEARCH y USING …`.
fn plan(db: &Db, sql: &str) -> Vec<String> {
    let mut query = db.conn().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let parameters = vec![rusqlite::types::Value::Null; query.parameter_count()];
    let steps = query.query_map(rusqlite::params_from_iter(parameters), |row| row.get("detail")).unwrap();
    steps.collect::<Result<_, _>>().unwrap()
}

/// Parts of a report that are worked out once and then looked up, and those that are gone through because all of them
/// is asked for: the roll in `structure`, orgs in `growth`.
const WORKED_OUT: [&str; 92] = [
    "members",
    "covered",
    "guided",
    "above",
    "event",
    "counted",
    "below",
    "spell",
    "stint",
    "stay",
    "suspended",
    "row",
    "since_step",
    "taken",
    "placed",
    "month",
    "span",
    "norm",
    "length",
    "attended",
    "in_post",
    "heading",
    "way",
    "way_at",
    "turn",
    "suspension",
    "honour",
    "owes",
    "tagged",
    "spelt",
    "whole",
    "below",
    "part",
    "asked_for",
    "held_for",
    "times",
    "tag",
    "pledge",
    "item",
    "told",
    "sharer",
    "room",
    "held",
    "run",
    "office",
    "committee",
    "owed",
    "line",
    // Formation plans, and what lies under an org.
    "numbered",
    "plan",
    "founded",
    "followed",
    "near",
    "asked",
    "base",
    "own",
    "hosted",
    "meant",
    "place",
    "stood",
    "nearest",
    "head",
    "titled",
    "guide",
    "who",
    "membership",
    "fostered",
    "enrolled",
    "planned",
    // What became of probations in a year.
    "fate",
    // Who is counted in the tables of the statistics.
    "member",
    // What the forms on units ask about each.
    "party_check",
    "unit_member_at",
    "covering",
    "facts",
    "headed",
    "pledged",
    "worker",
    "kept",
    "association",
    "meetings",
    "dues",
    "owned",
    "owning",
    "leads",
    "turned",
    "paid",
    "term",
    // What a ledger has on the day, looked up by its subject.
    "venue",
    "channel",
    "instructor",
    "entry",
];
/// `entry`: a ledger, in the view of a day; it is of a size to be read.
const WHOLE: [&str; 12] = [
    "roll",
    "meeting",
    "org",
    "unit",
    "cover",
    "instructor",
    "scope",
    "absence",
    "transfer",
    "candidature",
    "step",
    "entry",
];

#[test]
#[cfg_attr(feature = "sealed", ignore = "the SQLite of SQLCipher is an older one, which chooses otherwise")]
fn no_table_is_gone_through_where_an_index_serves() {
    let mut gone_through = BTreeSet::new();
    for under in [None, Some(OrgId(1))] {
        let db = database(under);
        // A report on one org reads that org.
        let whole = if under.is_some() { &WHOLE[2..] } else { &WHOLE };
        for report in reports() {
            for step in report.by.iter().map(Some).chain([None]).flat_map(|by| plan(&db, &select(&db, &report, by))) {
                let words: Vec<&str> = step.split(' ').collect();
                match words[..] {
                    ["SCAN", table, ..] => {
                        let is_served = step.contains("INDEX")
                            || step.contains("CONSTANT ROW")
                            || table.starts_with('(')
                            || WORKED_OUT.contains(&table);
                        if !is_served && !whole.contains(&table) {
                            gone_through.insert(format!("{} {under:?}: {step}", report.name));
                        }
                    }
                    ["SEARCH", table, "USING", "AUTOMATIC", ..] if !WORKED_OUT.contains(&table) => {
                        gone_through.insert(format!("{} {under:?}: {step}", report.name));
                    }
                    _ => {}
                }
            }
        }
    }
    assert_eq!(gone_through, BTreeSet::new());
}

#[test]
fn a_beginning_names_a_report_if_it_is_the_only_one() {
    assert!(matches!(find("cov"), Ok(Known::Query(report)) if report.name == "coverage"));
    assert!(matches!(find("ov"), Ok(Known::Overview)));
    assert_eq!(find("ro").map(|_| ()), Ok(()));
    assert_eq!(find("r").unwrap_err().kind(), Kind::Usage);
    assert_eq!(find("nothing").unwrap_err().kind(), Kind::Usage);
}
