//! Which options of `report` a report has no use for. The help leaves them out, and whoever gives one is refused.

use super::Known;
use super::declaration::{Report, Takes};

/// The options that name a period.
const PERIOD: &[&str] = &["from", "to", "year", "quarter", "month"];

/// The options that `report due` alone has.
const OF_DUE: &[&str] = &["within", "person", "rule"];

/// The options that the office's own reports alone have.
const OF_QUERY: &[&str] = &["param", "text", "timeout"];

impl Known {
    /// The ids of the options that it has no use for.
    pub(super) fn idle(&self) -> Vec<&'static str> {
        match self {
            Self::Due => [PERIOD, OF_QUERY, &["by", "table", "explain", "all", "with_returns", "compare"]].concat(),
            Self::List | Self::Frozen | Self::Diff => [
                PERIOD,
                OF_DUE,
                OF_QUERY,
                &["by", "table", "under", "each", "explain", "check", "all", "with_returns", "compare", "lake"],
            ]
            .concat(),
            Self::Rules => {
                let of_none = ["by", "table", "under", "each", "explain", "check", "with_returns", "compare", "lake"];
                [PERIOD, OF_DUE, OF_QUERY, &of_none].concat()
            }
            Self::Overview => [PERIOD, OF_DUE, OF_QUERY, &["by", "table", "check", "all"]].concat(),
            Self::Query(report) => idle(report),
            Self::File => [OF_DUE, &["table", "all", "with_returns"]].concat(),
            // It takes whatever the report takes that is frozen, which is one answer.
            Self::Freeze => vec!["check", "each", "lake"],
        }
    }
}

/// The ids of the options that a report of a file has no use for.
pub(super) fn idle(report: &Report) -> Vec<&'static str> {
    let mut idle = [OF_DUE, &["all"]].concat();
    if report.takes == Takes::Day && report.of_period.is_none() {
        idle.extend(PERIOD);
    }
    if report.figures.is_empty() {
        idle.extend(["by", "explain", "compare"]);
    }
    if report.tables.is_empty() {
        idle.push("table");
    }
    if report.returned.is_none() {
        idle.push("with_returns");
    }
    if !report.balances() {
        idle.push("check");
    }
    match &report.own {
        None => idle.extend(OF_QUERY),
        Some(own) if !own.asks_under => idle.extend(["under", "each"]),
        Some(_) => {}
    }
    idle
}

/// An option as it is typed.
pub(super) fn typed(id: &str) -> String {
    format!("--{}", id.replace('_', "-"))
}
