//! The head of a file of the office's own: what the built-in ones have, and beside that parameters and labels.

use super::{Own, Param};
use crate::error::{Error, Result};
use crate::i18n::{Label, say};
use crate::report::declaration::{Report, Title};
use crate::report::texts;

impl Report {
    /// Reads the head of a file of the office's own, of which this is the statement. A head need not be there, nor tell everything;
    /// but where one line of it is known, another that has the form of one is a slip.
    ///
    /// Refuses a head that nobody could run; the message names the line.
    pub(super) fn read_own(name: &str, text: &str, sql: String, own: Own) -> Result<Self> {
        let mut report = Self { sql, own: Some(own), ..Self::bare(name, "") };
        let mut slip = None;
        for line in text.lines().map_while(|line| line.strip_prefix("-- ")) {
            let is_told = line.split_once(": ").is_some_and(|(word, _)| is_head_word(word));
            if is_told && report.take_own(line).or_else(|| report.take(line)).is_none() {
                slip.get_or_insert(line);
            }
        }
        let is_headed = report != Self { sql: report.sql.clone(), own: report.own.clone(), ..Self::bare(name, "") };
        let has_own = report.own.as_ref().is_some_and(|own| !own.params.is_empty() || !own.labels.is_empty());
        report.refuse_aggregates()?;
        let lacking = match report.unmade() {
            Some(figure) => Some(figure.key.clone()),
            None if report.by.is_empty() != report.figures.is_empty() => Some("by, count".to_owned()),
            None if !report.has_whole_note() => Some("note, note_zh, note_en".to_owned()),
            // These name other files of the house.
            None if report.of_period.is_some() || !report.of_group.is_empty() => Some("of_period, of_group".to_owned()),
            None if is_headed || has_own => slip.map(str::to_owned),
            None => None,
        };
        if let Some(line) = lacking {
            return Err(Error::refused(say!(ReportHeadBad { name, line })).hint(say!(QueryHeadHint)));
        }
        // Who writes for one language need not say it in the other.
        let Title { zh, en } = report.title.clone();
        let first = |texts: [&String; 3]| texts.into_iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
        report.title = Title { zh: first([&zh, &en, &report.name]), en: first([&en, &zh, &report.name]) };
        Ok(report)
    }

    /// Takes in a line of the head that only the office's own have.
    fn take_own(&mut self, line: &str) -> Option<()> {
        let own = self.own.as_mut()?;
        match line.split_once(": ")? {
            ("param", rest) => {
                let param = Param::read(rest.trim())?;
                own.params.push(param);
            }
            ("label", rest) => {
                let (key, called) = rest.trim().split_once(' ')?;
                let (zh, en) = called.split_once(" | ").unwrap_or((called, called));
                // Labels stand for as long as the program does, and so does this one.
                let kept = |text: &str| -> &'static str { Box::leak(text.trim().to_owned().into_boxed_str()) };
                own.labels.push((key.to_owned(), Label { zh: kept(zh), en: kept(en) }));
            }
            _ => return None,
        }
        Some(())
    }
}

/// Whether a line of a comment that begins with this and a colon has the form of a line of a head.
fn is_head_word(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}
