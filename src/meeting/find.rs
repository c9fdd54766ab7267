//! Finding meetings by words of their topic, resolutions and minutes.

use rusqlite::Row;

use super::MeetingKind;
use crate::code::codes;
use crate::db::{Db, words};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::meeting::texts;
use crate::output::{self, Column, Listing, Value};

codes! {
    /// Where the words stand.
    enum FoundIn {
        Topic = "topic", "议题", "topic";
        Resolution = "resolution", "决议", "resolution";
        Minutes = "minutes", "记录", "minutes";
    }
}

/// How many characters of the text are shown on each side of what was found.
const AROUND: usize = 12;

/// The columns of what was found.
pub(super) fn columns() -> Vec<Column> {
    Column::of("meeting", &["id", "org", "kind", "date", "topic", "found_in", "snippet"])
}

/// Hands over the meetings in which all the words typed stand, earliest first.
///
/// Refuses a text without a letter or digit.
pub(super) fn find(db: &Db, typed: &str, listing: &mut Listing) -> Result<()> {
    let Some(wanted) = words::query(typed) else { return Err(Error::usage(say!(NothingToSearch { typed }))) };
    let mut query = db.conn().prepare(include_str!("found.sql"))?;
    let mut rows = query.query([wanted])?;
    while let Some(row) = rows.next()? {
        if listing.is_full() {
            break;
        }
        listing.push(found_row(row, typed)?)?;
    }
    Ok(())
}

fn found_row(row: &Row<'_>, typed: &str) -> Result<output::Row> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let parts = [
        (FoundIn::Topic, text("topic")?),
        (FoundIn::Resolution, text("resolutions")?),
        (FoundIn::Minutes, text("minutes")?),
    ];
    let found = parts.into_iter().find_map(|(part, text)| Some((part, words::around(&text?, typed, AROUND)?)));
    let (part, snippet) = found.map_or((None, None), |(part, snippet)| (Some(part.entry()), Some(snippet)));
    Ok(vec![
        row.get::<_, i64>("id")?.into(),
        text("org")?.into(),
        row.get::<_, MeetingKind>("kind")?.entry().into(),
        text("date")?.into(),
        Value::from(text("topic")?),
        part.into(),
        snippet.into(),
    ])
}
