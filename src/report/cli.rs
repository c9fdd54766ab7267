//! `dangwu report`.

use clap::Args;

use super::declaration::{Report, Typed};
use super::find;
use super::run::{self, Question};
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org;
use crate::output::{Column, Frame, Value};
use crate::rules::{rules, status_label, words};

/// `report`
#[derive(Debug, Args)]
pub struct ReportCommand {
    /// 报表名称
    name: String,
    /// 按什么分组
    #[arg(long, value_name = "COLUMN")]
    by: Option<String>,
    /// 只算该党组织及其下级
    #[arg(long, value_name = "ORG")]
    under: Option<String>,
}

impl ReportCommand {
    /// Runs the report.
    pub fn run(self, ctx: &Ctx) -> Result<()> {
        if self.name == "rules" {
            return self.rules(ctx);
        }
        let report = find(&self.name)?;
        let by = group(&report, self.by.as_deref())?;
        let db = ctx.read_at()?;
        let under = self.under.as_deref().map(|typed| org::find(db.conn(), typed)).transpose()?;
        let question = Question { under, day: ctx.as_of() };
        note_assumed(ctx, &db, &report)?;
        let frame = Frame { title: Some(title(&report, ctx)), ..Frame::default() };
        ctx.list(run::columns(&report, by), frame, |listing| match by {
            Some(by) => run::figures(&db, &report, by, &question, listing),
            None => run::list(&db, &report, &question, listing),
        })
    }

    fn rules(self, ctx: &Ctx) -> Result<()> {
        if self.by.is_some() || self.under.is_some() {
            return Err(Error::usage(say!(OptionIdle { option: "--by --under" })));
        }
        let columns = Column::list(&[
            "id",
            "name",
            "rule",
            "value",
            "unit_of_value",
            "since",
            "source",
            "status",
            "binds",
            "in_force",
        ]);
        let frame = Frame { title: Some(say!(RulesTitle).say(ctx.lang)), ..Frame::default() };
        ctx.list(columns, frame, |listing| {
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
}

fn title(report: &Report, ctx: &Ctx) -> String {
    say!(ReportTitle { title: report.title, day: ctx.as_of() }).say(ctx.lang)
}

/// What to group by: as asked, else the first; a list takes none.
fn group<'r>(report: &'r Report, asked: Option<&str>) -> Result<Option<&'r Typed>> {
    match asked {
        None => Ok(report.by.first()),
        Some(_) if report.by.is_empty() => Err(Error::usage(say!(OptionIdle { option: "--by" }))),
        Some(asked) => report.by.iter().find(|by| by.key == asked).map(Some).ok_or_else(|| {
            let known: Vec<&str> = report.by.iter().map(|by| by.key).collect();
            Error::usage(say!(GroupUnknown { by: asked })).hint(say!(GroupChoices { known }))
        }),
    }
}

/// A figure of a past day may rest on starts that were only assumed: the reader is told how many.
fn note_assumed(ctx: &Ctx, db: &Db, report: &Report) -> Result<()> {
    if ctx.as_of() >= ctx.today || !report.sql.contains("roll_at") {
        return Ok(());
    }
    let sql = "SELECT count(*) FROM roll_at WHERE counted AND began = 'assumed'";
    let people: i64 = db.conn().query_row(sql, [], |row| row.get(0))?;
    if people > 0 {
        ctx.note(&say!(AssumedStarts { people, day: ctx.as_of() }));
    }
    Ok(())
}
