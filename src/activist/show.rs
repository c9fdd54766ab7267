//! The way of one person as a timeline: what is done, what is missing before it, what is next and until when, what follows
//! then.

use super::holes::{self, Hole};
use super::{Details, Step, Taken, list, next};
use crate::activist::texts;
use crate::code::codes;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Arg, label, say};
use crate::member::{self, PersonId};
use crate::output::{Column, Listing, Value};

codes! {
    /// Where on the timeline a step stands.
    enum Progress {
        Done = "done", "已完成", "done";
        Missing = "missing", "缺", "missing";
        Next = "next", "下一步", "next";
        Then = "then", "其后", "then";
    }
}

/// The columns of a timeline.
pub(super) fn columns() -> Vec<Column> {
    Column::brief(Column::of("timeline", &["progress", "step", "date", "due", "detail", "rule"]), &["rule"])
}

/// Hands over the way of a person as of the day of `ctx`; nothing, if there was none by then.
pub(super) fn show(ctx: &Ctx, db: &Db, person: PersonId, listing: &mut Listing) -> Result<()> {
    let Some((steps, stage)) = list::last_of(db, person, &ctx.as_of().to_string())? else { return Ok(()) };
    let holes: Vec<Hole<'_>> = holes::of(&steps).collect();
    for taken in &steps {
        for hole in holes.iter().filter(|hole| std::ptr::eq(hole.ahead_of, taken)) {
            listing.push(missing(ctx, hole))?;
        }
        let detail = detail(ctx, db, taken)?;
        listing.push(line(Progress::Done, taken.step, [Value::from(taken.date), Value::Null, detail]))?;
    }
    let Some(next) = next::after(stage, &steps) else { return Ok(()) };
    let due = next.due.map(|due| due.to_string()).into();
    listing.push(line(Progress::Next, next.step, [Value::Null, due, Value::Null]))?;
    for step in next::then(&steps, next) {
        listing.push(line(Progress::Then, step, [Value::Null, Value::Null, Value::Null]))?;
    }
    Ok(())
}

fn line(progress: Progress, step: Step, [date, due, detail]: [Value; 3]) -> Vec<Value> {
    vec![progress.entry().into(), step.entry().into(), date, due, detail, Value::Null]
}

/// What is missing stands before the first step that was taken without it, with the norm that asks for it.
fn missing(ctx: &Ctx, hole: &Hole<'_>) -> Vec<Value> {
    let (progress, what) = (Progress::Missing.entry(), hole.due.entry());
    let basis = hole.basis().say(ctx.lang);
    vec![progress.into(), what.into(), Value::Null, Value::Null, basis.into(), hole.rule.id.as_str().into()]
}

/// What is told of a step beside its day, in the language of the reader.
fn detail(ctx: &Ctx, db: &Db, taken: &Taken) -> Result<Value> {
    let Details { by, result, superior_on, notice, hours, doc_no, votes, voices, until, note } = &taken.details;
    let by = by.map(|by| member::name(db.conn(), by)).transpose()?;
    let notice = notice.map(|(from, to)| say!(Period { since: from, until: to }));
    let told = votes.map(|votes| voices.behind(db.conn(), votes.sum(taken.date.first_day()), votes.secret));
    let votes = told.transpose()?;
    let parts: [(&str, Option<Arg>); 9] = [
        ("step.by", by.map(Arg::from)),
        ("step.result", result.as_ref().map(Arg::from)),
        ("step.superior_on", superior_on.as_ref().map(Arg::from)),
        ("step.notice", notice.map(Arg::from)),
        ("step.hours", hours.map(Arg::from)),
        ("step.doc_no", doc_no.as_ref().map(Arg::from)),
        ("step.votes", votes.map(Arg::from)),
        ("step.until", until.map(Arg::from)),
        ("step.note", note.as_ref().map(Arg::from)),
    ];
    let told = parts.into_iter().filter_map(|(key, value)| Some((label(key)?, value?)));
    let texts: Vec<String> = told.map(|(column, value)| say!(StepDetail { column, value }).say(ctx.lang)).collect();
    Ok(if texts.is_empty() { Value::Null } else { texts.join("; ").into() })
}
