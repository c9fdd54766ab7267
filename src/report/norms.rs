//! `report rules`: the norms themselves, each version with its source.

use chrono::Datelike as _;

use crate::ctx::Ctx;
use crate::error::Result;
use crate::i18n::say;
use crate::output::{Column, Frame, Value};
use crate::report::texts;
use crate::rules::{rules, status_label, words};

const KEYS: [&str; 10] =
    ["id", "name", "rule", "value", "unit_of_value", "since", "source", "status", "binds", "in_force"];

/// The columns of the list.
pub(super) fn columns() -> Vec<Column> {
    Column::of("rule", &KEYS)
}

/// Lists the norms in force on the day asked for; with `all` every version of every norm, which one is in force marked.
pub(super) fn list(ctx: &Ctx, all: bool) -> Result<()> {
    let frame = Frame { title: Some(say!(RulesTitle).say(ctx.lang)), ..Frame::default() };
    ctx.know_settings();
    ctx.list(columns(), frame, |listing| {
        for (name, rule) in rules().all() {
            for version in &rule.values {
                let is_in_force = rule.is_in_force(version, ctx.as_of());
                if !is_in_force && !all {
                    continue;
                }
                listing.push(vec![
                    rule.id.as_str().into(),
                    name.into(),
                    words(rule, version, ctx.lang).into(),
                    version.value.into(),
                    Value::Code(rule.unit.entry()),
                    // What was always practice began on no day.
                    Some(version.since).filter(|since| since.year() > 1).map(|since| since.to_string()).into(),
                    version.source.as_str().into(),
                    status_label(rule.status).say(ctx.lang).into(),
                    rule.binds.join("; ").into(),
                    is_in_force.into(),
                ])?;
            }
        }
        Ok(())
    })
}
