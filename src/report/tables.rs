//! A form of several tables as one workbook, a sheet for each, or as one page: `report statistics --table all -o 年报.xlsx`.

use super::answer::{figure_columns, group, rows_of};
use super::cli::ReportCommand;
use super::count;
use super::declaration::Report;
use super::holds::Names;
use super::question::Question;
use crate::ctx::Ctx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::output::Part;
use crate::report::texts;

/// What stands for the number of a table where all are asked for.
pub(super) const ALL: [&str; 2] = ["all", "全部"];

impl ReportCommand {
    /// Whether all tables of a form are asked for.
    pub(super) fn asks_all(&self) -> bool {
        self.table.as_deref().is_some_and(|typed| ALL.contains(&typed.trim()))
    }

    /// Gives all tables of a form, and tells which of their sums do not come out.
    ///
    /// Fails with `Usage` where the answer is to be no workbook or page, or what is asked is about one table.
    pub(super) fn all_tables(&self, ctx: &Ctx, form: &Report) -> Result<()> {
        if !ctx.takes_pages() || self.by.is_some() || self.compare.is_some() || !self.explain.is_empty() {
            return Err(Error::usage(say!(AllTablesNoPages)).hint(say!(AllTablesHint { name: &form.name })));
        }
        let (db, question) = self.ask(ctx, form, Question::new(ctx, form, &self.period)?)?;
        let title = self.titled(ctx, &db, &question, form.form.say(ctx.lang).to_owned())?;
        let (mut parts, mut faults, mut resting) = (Vec::new(), Vec::new(), None);
        for (_, name) in &form.tables {
            let report = super::built_in(name)?;
            let by = group(&report, None)?;
            let (columns, by) = (figure_columns(&report, by), by.columns());
            let (counts, measures) = (report.shown_counts(), report.measured());
            let tally = count::count(&db, &report, &question, &by, (&counts, &measures))?;
            let groups = tally.groups(&by, &Names::of(db.conn()))?;
            if groups.iter().any(|(_, counted)| tally.is_unbalanced(&report, counted)) {
                faults.push(say!(Unbalanced));
            }
            let rows = rows_of(&report, &by, &tally, groups);
            faults.extend(self.faults(ctx, &report, &question, &tally)?);
            // Those of the first are those of all.
            resting.get_or_insert(tally.resting);
            let title = report.title.say(ctx.lang).to_owned();
            parts.push(Part { title, columns, rows: rows.groups, total: rows.total, ..Part::default() });
        }
        ctx.pages(title, parts)?;
        if let Some(resting) = resting {
            resting.note(ctx, question.day);
        }
        faults.iter().for_each(|fault| ctx.note(fault));
        if let Some(note) = question.note(form) {
            ctx.note(&note);
        }
        match self.check && !faults.is_empty() {
            true => Err(Error::new(Kind::Findings, say!(ChecksFail))),
            false => Ok(()),
        }
    }
}
