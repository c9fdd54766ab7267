//! The pieces handed in to an essay or speech contest.

use rusqlite::{Connection, named_params};

use super::MeetingId;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::meeting::texts;
use crate::member;
use crate::rules::Advice;

/// A piece handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it is called.
    pub(super) title: String,
    /// Whose it is.
    pub(super) author: String,
    /// What it was awarded.
    pub(super) award: Option<String>,
}

/// Records a piece. An author who is nobody on record stays a name; of several people of the name none is guessed.
/// Returns its row.
pub(super) fn enter(tx: &Tx<'_>, id: MeetingId, entry: &Entry, advice: &mut Advice) -> Result<i64> {
    let author_id = match member::find(tx, &entry.author) {
        Ok(person) => Some(person),
        Err(error) if error.kind() == Kind::NotFound && !entry.author.contains(|c: char| c.is_ascii_digit()) => None,
        Err(error) => return Err(error),
    };
    let author = match author_id {
        Some(person) => member::name(tx, person)?,
        None => entry.author.clone(),
    };
    let is_there = tx
        .prepare_cached("SELECT 1 FROM entry WHERE meeting_id = ?1 AND title = ?2 AND author = ?3")?
        .exists((id, &entry.title, &author))?;
    if is_there {
        return Err(there(&Entry { author, ..entry.clone() }));
    }
    if author_id.is_none() {
        advice.notice(say!(AuthorKeptAsText { name: &author }));
    }
    tx.execute(
        "INSERT INTO entry (meeting_id, title, author, author_id, award)
         VALUES (:meeting, :title, :author, :author_id, :award)",
        named_params! {
            ":meeting": id, ":title": entry.title, ":author": author, ":author_id": author_id, ":award": entry.award,
        },
    )?;
    Ok(tx.last_insert_rowid())
}

/// The refusal of a piece that is on record.
pub(super) fn there(entry: &Entry) -> Error {
    Error::refused(say!(EntryThere { title: &entry.title, author: &entry.author }))
}

/// The pieces of a contest.
pub(super) fn entered(conn: &Connection, id: MeetingId) -> Result<Vec<Entry>> {
    Ok(on_record(conn, id)?.into_iter().map(|(_, entry)| entry).collect())
}

/// The same, each with its row.
pub(super) fn on_record(conn: &Connection, id: MeetingId) -> Result<Vec<(i64, Entry)>> {
    let mut query =
        conn.prepare_cached("SELECT id, title, author, award FROM entry WHERE meeting_id = ?1 ORDER BY id")?;
    let entries = query.query_map([id], |row| {
        let entry = Entry { title: row.get("title")?, author: row.get("author")?, award: row.get("award")? };
        Ok((row.get("id")?, entry))
    })?;
    Ok(entries.collect::<Result<_, _>>()?)
}
