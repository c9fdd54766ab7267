//! Questions to a person at a terminal: yes or no, one of several, a line of text. Where nobody is to be asked (`--yes`, `--quiet`, a
//! script) there is no answer, and whoever asks does without. On a terminal that only shows lines as they come (`TERM=dumb`) nothing is
//! asked but yes or no.

use inquire::ui::{RenderConfig, Styled};
use inquire::validator::Validation;
use inquire::{InquireError, Select, Text as Line};

use super::{Ctx, can_ask};
use crate::changes;
use crate::db::{Mode, Operation, Tx};
use crate::error::{Error, Result};
use crate::i18n::texts;
use crate::i18n::{Text, say};
use crate::rules::Advice;
use crate::waiting;

/// So many choices are shown at once.
const SHOWN: usize = 12;

/// What a person answered.
#[derive(Debug, PartialEq)]
pub(crate) enum Answer<T> {
    /// This.
    Given(T),
    /// Nothing: the person left (Esc, Ctrl-C), or nobody is to be asked.
    Left,
}

impl Ctx {
    /// Whether somebody sits there who wants to be asked: nobody who said `--yes` or `--quiet` does.
    pub(crate) fn can_ask(&self) -> bool {
        !self.globals.yes && !self.globals.quiet && can_ask()
    }

    /// The same at a terminal on which lines can be written over.
    pub(crate) fn can_prompt(&self) -> bool {
        self.can_ask() && !self.is_dumb
    }

    /// What a person at a terminal says who wants to be asked; nothing, if there is none.
    pub(crate) fn asks(&self, question: &Text) -> Option<bool> {
        self.can_ask().then(|| self.ask(question))
    }

    /// Has a person choose one of several, by its place.
    pub(crate) fn picks(&self, question: &Text, choices: Vec<String>) -> Answer<usize> {
        if !self.can_prompt() {
            return Answer::Left;
        }
        let (question, help) = (self.line(question), self.line(&say!(PickHelp)));
        let select = Select::new(&question, choices).with_help_message(&help).with_page_size(SHOWN);
        let select = select.with_render_config(self.looks());
        answer(|| select.raw_prompt().map(|picked| picked.index))
    }

    /// Has a person type a line that `check` finds nothing wrong with; an empty line is an answer, too, if it does not.
    pub(crate) fn types(
        &self,
        question: &Text,
        help: &Text,
        check: impl Fn(&str) -> Result<(), String> + Clone,
    ) -> Answer<String> {
        if !self.can_prompt() {
            return Answer::Left;
        }
        let (question, help) = (self.line(question), self.line(help));
        let checked = move |typed: &str| {
            Ok(match check(typed.trim()) {
                Ok(()) => Validation::Valid,
                Err(what) => Validation::Invalid(what.into()),
            })
        };
        let line = Line::new(&question).with_help_message(&help).with_validator(checked);
        let line = line.with_render_config(self.looks());
        answer(|| line.prompt().map(|typed| typed.trim().to_owned()))
    }

    fn looks(&self) -> RenderConfig<'static> {
        let looks = if self.globals.output.plain { RenderConfig::empty() } else { RenderConfig::default_colored() };
        looks.with_canceled_prompt_indicator(Styled::new("—"))
    }

    /// Does one operation as [`Ctx::write`] does. Of one that touches several records a person at a terminal is asked first, to whom it is
    /// told which: it is rehearsed for that, so that no question keeps the database locked.
    pub(crate) fn write_asking(&self, work: impl Fn(&Tx<'_>, &mut Advice) -> Result<super::Done>) -> Result<()> {
        let mut db = self.open_to_write()?;
        if self.can_ask() && !self.is_dry_run() {
            let mut advice = Advice::new(self.globals.overriding.clone());
            let rehearsal = Operation { mode: Mode::Show, ..self.operation() };
            let (_, outcome) = db.transact(&rehearsal, |tx| work(tx, &mut advice))?;
            let touched = changes::records(db.conn(), &outcome.changes)?;
            if touched.len() > 1 {
                let (records, more) = (touched.len(), touched.len().saturating_sub(SHOWN));
                let more = (more > 0).then(|| "…".to_owned());
                let names: Vec<String> = touched.into_iter().take(SHOWN).chain(more).collect();
                if !self.ask(&say!(ManyQuestion { records, names })) {
                    return Err(Error::refused(say!(ManyKept)));
                }
            }
        }
        self.write_to(db, work)
    }
}

/// What is answered; Ctrl-C ends the program as anywhere else.
fn answer<T>(ask: impl FnOnce() -> Result<T, InquireError>) -> Answer<T> {
    let answered = waiting::while_asking(ask);
    if matches!(answered, Err(InquireError::OperationInterrupted)) {
        waiting::leave();
    }
    answered.map_or(Answer::Left, Answer::Given)
}
