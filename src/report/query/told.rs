//! What is wrong with a question, in our words: SQLite's own are English and say nothing of the views.

use super::views::VIEWS;
use super::{CLOSED, Own};
use crate::db::fence::{Failed, Forbidden};
use crate::db::is_failed_statement;
use crate::error::{Error, foreign};
use crate::i18n::{Text, say};
use crate::report::texts;

/// Words with which a statement goes on behind a WITH clause that changes something.
const WRITES: [&str; 4] = ["INSERT", "UPDATE", "DELETE", "REPLACE"];

impl Own {
    /// Why a statement came to nothing; that of the file `begins` after so many bytes, if its lines are to be told.
    pub(super) fn told(&self, failed: Failed, begins: Option<usize>) -> Error {
        let file = self.file.clone();
        match failed {
            Failed::Forbidden(Forbidden::Table(table)) => self.closed(&table),
            Failed::Forbidden(Forbidden::Function(name)) => {
                Error::refused(say!(QueryFunctionClosed { file, name })).hint(say!(QueryHint))
            }
            Failed::Forbidden(Forbidden::Write(what) | Forbidden::Command(what)) => {
                Error::refused(say!(QueryWrites { file, what })).hint(say!(QueryWritesHint))
            }
            Failed::Late(limit) => {
                Error::refused(say!(QueryLate { file, seconds: limit.as_secs_f64() })).hint(say!(QueryLateHint))
            }
            Failed::Sql(error) => self.of_sql(error, begins),
        }
    }

    /// A table that is not for questions.
    pub(super) fn closed(&self, table: &str) -> Error {
        let error = Error::refused(say!(QueryClosed { file: self.file.clone(), table }));
        error.hint(near(table).unwrap_or_else(|| say!(QueryViewsHint)))
    }

    fn of_sql(&self, error: rusqlite::Error, begins: Option<usize>) -> Error {
        let (words, place) = match &error {
            rusqlite::Error::SqlInputError { msg, offset, .. } => (msg.clone(), usize::try_from(*offset).ok()),
            other => (other.to_string(), None),
        };
        // Where the file of the records is why (another process keeps it, it is damaged), the question is not.
        let general = Error::from(error);
        if !is_failed_statement(&general) {
            return general;
        }
        let after = |begin: &str| words.strip_prefix(begin).map(|rest| rest.split(" - should").next().unwrap_or(rest));
        let own_place = place.and_then(|place| place.checked_sub(begins?));
        let syntax =
            words.split_once(": syntax error").map(|(near, _)| near.trim_start_matches("near ").trim_matches('"'));
        if let Some(table) = after("no such table: ").and_then(|table| table.strip_prefix(CLOSED)) {
            return self.closed(table);
        }
        if let Some(what) = syntax.map(str::to_ascii_uppercase).filter(|near| WRITES.contains(&near.as_str())) {
            return Error::refused(say!(QueryWrites { file: self.file.clone(), what })).hint(say!(QueryWritesHint));
        }
        let (what, hint) = if let Some(table) = after("no such table: ") {
            (say!(QueryNoView { name: table }), near(table).unwrap_or_else(|| say!(QueryViewsHint)))
        } else if let Some(column) = after("no such column: ") {
            (say!(QueryNoColumn { name: column.trim_matches('"') }), self.near_column(column))
        } else if let Some(column) = after("ambiguous column name: ") {
            (say!(QueryAmbiguous { name: column }), say!(QueryAmbiguousHint { name: column }))
        } else if let Some(name) = after("no such function: ") {
            (say!(QueryNoFunction { name }), say!(QueryHint))
        } else if let Some(name) = after("circular reference: ") {
            (say!(QueryNamedAsView { name }), say!(QueryNamedAsViewHint))
        } else if syntax == Some(")") && own_place.is_some_and(|place| place >= self.place.len()) {
            // It is our own bracket behind it.
            (say!(QueryIncomplete), say!(QueryHint))
        } else if let Some(near) = syntax {
            (say!(QuerySyntax { near }), say!(QueryHint))
        } else if words.starts_with("incomplete input") {
            (say!(QueryIncomplete), say!(QueryHint))
        } else if words.contains("too big") {
            (say!(QueryTextTooLong), say!(QueryLateHint))
        } else {
            (say!(QueryUnclear), say!(QueryHint))
        };
        let file = self.file.clone();
        let told = match own_place {
            Some(place) => say!(QueryWrongInLine { file, line: self.line(place), what }),
            None => say!(QueryWrong { file, what }),
        };
        Error::refused(told).details(vec![say!(QuerySqlite { words: foreign(&words) })]).hint(hint)
    }

    /// Which columns of its views are called much like one that is not there.
    fn near_column(&self, typed: &str) -> Text {
        let bare = typed.trim_matches('"');
        let bare = bare.rsplit('.').next().unwrap_or(bare);
        let columns = self.views.iter().flat_map(|view| view.columns.iter().map(move |column| (view, column)));
        let likeness = |key: &str| strsim::jaro_winkler(key, &bare.to_ascii_lowercase());
        let mut near: Vec<(f64, String)> = columns
            .map(|(view, column)| (likeness(&column.key), format!("{}.{}", view.name, column.key)))
            .filter(|(likeness, _)| *likeness > 0.8)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let known: Vec<String> = near.into_iter().take(3).map(|(_, name)| name).collect();
        if known.is_empty() { say!(QueryTextQuotesHint) } else { say!(QueryNearHint { known }) }
    }
}

/// The view that is called most like what was typed.
fn near(typed: &str) -> Option<Text> {
    let bare = typed.rsplit('.').next().unwrap_or(typed).to_ascii_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(name, &bare);
    let nearest = VIEWS.iter().map(|view| view.name.as_str()).max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(nearest) > 0.8).then(|| say!(QueryNearHint { known: vec![nearest] }))
}
