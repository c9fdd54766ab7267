//! `report rules`: the norms themselves, each version with its source.

use crate::ctx::Ctx;
use crate::error::Result;
use crate::i18n::say;
use crate::output::{Column, Frame, Value};
use crate::rules::{rules, status_label, words};

const KEYS: [&str; 10] =
    ["id", "name", "rule", "value", "unit_of_value", "since", "source", "status", "binds", "in_force"];

/// Lists every version of every norm; which one is in force on the day asked for is marked.
pub(super) fn list(ctx: &Ctx) -> Result<()> {
    let frame = Frame { title: Some(say!(RulesTitle).say(ctx.lang)), ..Frame::default() };
    ctx.list(Column::of("rule", &KEYS), frame, |listing| {
        for (name, rule) in rules().all() {
            let (current, _) = rule.on(ctx.as_of());
            for version in &rule.values {
                listing.push(vec![
                    rule.id.as_str().into(),
                    name.into(),
                    words(rule, version, ctx.lang).into(),
                    version.value.into(),
                    Value::Code(rule.unit.entry()),
                    version.since.to_string().into(),
                    version.source.as_str().into(),
                    status_label(rule.status).say(ctx.lang).into(),
                    rule.binds.join("; ").into(),
                    (version == current && version.since <= ctx.as_of()).into(),
                ])?;
            }
        }
        Ok(())
    })
}
