//! Reports frozen as they were handed in: `report freeze`, `report frozen`, `report diff`.
//!
//! What is kept is the answer itself with all its names, how it was asked, and a SHA-256 over it. It is a record like any other:
//! in the log, undone and redone with its operation, and never changed. What it rests on may be corrected later; then
//! [`diff`] asks again, in the same words and on the same day, and says what is otherwise and which operation made it so.

mod changes;
mod content;
pub(super) mod diff;
pub(super) mod list;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, Row, named_params};

use self::content::{Content, Labels};
use super::cli::ReportCommand;
use crate::code::Code;
use crate::ctx::{Asking, Ctx, Done};
use crate::date::PartialDate;
use crate::db::Db;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, Lang, say};
use crate::report::texts;

/// The languages in which a report can have been frozen.
pub(crate) const LANGS: &[Code] = &[
    Code { code: "zh", label: Label { zh: "中文", en: "Chinese" }, synonyms: &[] },
    Code { code: "en", label: Label { zh: "英文", en: "English" }, synonyms: &[] },
];

/// A report as it was frozen, its rows aside.
#[derive(Debug, Clone)]
pub(super) struct Frozen {
    name: String,
    report: String,
    /// How it was asked, as typed after `report`, with days and orgs spelt out.
    arguments: Vec<String>,
    asking: Asking,
    title: Option<String>,
    made: Option<String>,
    version: String,
    sha256: String,
    /// What its SHA-256 was when it was handed in, if somebody was erased from it since.
    handed_in: Option<String>,
    /// The operation that froze it, when that was (UTC) and who did it.
    operation: i64,
    at: String,
    operator: String,
}

/// Freezes what a report says, under a name.
///
/// Refuses a name that another has.
pub(super) fn freeze(ctx: &Ctx, name: &str, report: &str, asked: &ReportCommand) -> Result<()> {
    let db = ctx.open_to_write()?;
    if let Some(taken) = all(&db)?.into_iter().find(|frozen| frozen.name == name) {
        let (number, day) = (taken.operation, day_of(ctx, &taken.at));
        return Err(Error::refused(say!(FrozenTwice { name, day, number })).hint(say!(FrozenTwiceHint { number })));
    }
    let arguments = asked.spelt_out(db.conn())?;
    let asking = ctx.asking();
    ctx.write_to(db, |tx, _| {
        // Asked while nobody else can write: what is kept is what the records say just before this operation.
        let kept = ctx.keep(asking, true, |ctx| asked.answer(ctx))?;
        let (content, labels) = Content::of(&kept);
        let insert = include_str!("insert.sql");
        tx.prepare(insert)?.execute(named_params! {
            ":name": name,
            ":report": report,
            ":arguments": json(&arguments)?,
            ":today": asking.today.to_string(),
            ":as_of": asking.as_of.map(|day| day.to_string()),
            ":lang": asking.lang.code(),
            ":title": kept.title,
            ":made": kept.made,
            ":content": json(&content)?,
            ":labels": json(&labels)?,
            ":version": env!("CARGO_PKG_VERSION"),
            ":operation": tx.operation(),
        })?;
        let sha256: String = tx.query_row("SELECT sha256 FROM frozen WHERE name = ?1", [name], |row| row.get(0))?;
        let rows = content.rows.len() as i64;
        Ok(Done::new(say!(FrozenDone { name, rows, sha256: &sha256 }))
            .to("frozen")
            .with("name", name)
            .with("rows", rows)
            .with("sha256", sha256))
    })
}

fn json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| Error::from(anyhow::Error::from(error)))
}

/// Every frozen report, the latest first.
fn all(db: &Db) -> Result<Vec<Frozen>> {
    let mut query = db.conn().prepare(include_str!("all.sql"))?;
    Ok(query.query_map([], read)?.collect::<Result<_, _>>()?)
}

/// The frozen report of a name, or of the only one that begins so.
///
/// Fails with `NotFound` or `Ambiguous`, and the names that there are.
fn find(db: &Db, typed: &str) -> Result<Frozen> {
    let all = all(db)?;
    if let Some(frozen) = all.iter().find(|frozen| frozen.name == typed) {
        return Ok(frozen.clone());
    }
    let near: Vec<&Frozen> = all.iter().filter(|frozen| frozen.name.starts_with(typed)).collect();
    let names = |frozen: &[&Frozen]| frozen.iter().map(|frozen| frozen.name.clone()).collect::<Vec<_>>();
    match near.as_slice() {
        [one] => Ok((*one).clone()),
        [] if all.is_empty() => {
            Err(Error::new(Kind::NotFound, say!(FrozenUnknown { name: typed })).hint(say!(FrozenNone)))
        }
        [] => {
            let known = names(&all.iter().collect::<Vec<_>>());
            Err(Error::new(Kind::NotFound, say!(FrozenUnknown { name: typed })).hint(say!(FrozenKnown { known })))
        }
        several => {
            let known = names(several);
            Err(Error::new(Kind::Ambiguous, say!(FrozenSeveral { name: typed })).hint(say!(FrozenKnown { known })))
        }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Frozen> {
    let text = |column: &str| row.get::<_, String>(column);
    let bad = |column: usize| rusqlite::Error::InvalidColumnType(column, "frozen".into(), rusqlite::types::Type::Text);
    let as_of: Option<String> = row.get("as_of")?;
    let asking = Asking {
        lang: Lang::parse(&text("lang")?).unwrap_or_default(),
        today: text("today")?.parse::<NaiveDate>().map_err(|_| bad(3))?,
        as_of: as_of.map(|day| day.parse::<PartialDate>()).transpose().map_err(|_| bad(4))?,
        known: None,
    };
    Ok(Frozen {
        name: row.get("name")?,
        report: row.get("report")?,
        arguments: serde_json::from_str(&text("arguments")?).map_err(|_| bad(2))?,
        asking,
        title: row.get("title")?,
        made: row.get("made")?,
        version: row.get("version")?,
        sha256: row.get("sha256")?,
        handed_in: row.get("handed_in_sha256")?,
        operation: row.get("operation")?,
        at: row.get("at")?,
        operator: row.get("operator")?,
    })
}

impl Frozen {
    /// What it says, and what everything was called.
    ///
    /// Fails with `Database` if that is not what was frozen.
    fn content(&self, conn: &Connection) -> Result<(Content, Labels)> {
        let stored = conn.prepare(include_str!("content.sql"))?.query_row([&self.name], |row| {
            Ok((row.get::<_, String>("content")?, row.get::<_, String>("labels")?, row.get::<_, bool>("is_whole")?))
        });
        let altered =
            || Error::new(Kind::Database, say!(FrozenAltered { name: &self.name })).hint(say!(FrozenAlteredHint));
        let (content, labels, is_whole) = stored.optional()?.ok_or_else(altered)?;
        if !is_whole {
            return Err(altered());
        }
        let read = serde_json::from_str(&content).and_then(|content| Ok((content, serde_json::from_str(&labels)?)));
        read.map_err(|_| altered())
    }

    /// How it was asked, as one would type it.
    fn typed(&self) -> String {
        let quoted =
            |word: &String| if word.contains(char::is_whitespace) { format!("'{word}'") } else { word.clone() };
        let mut words = vec![self.report.clone()];
        words.extend(self.arguments.iter().map(quoted));
        words.extend(self.asking.as_of.map(|day| format!("--as-of={day}")));
        words.join(" ")
    }
}

/// Takes a text for what is kept of a report, and for what everything was called.
#[cfg(any(test, feature = "fuzz"))]
pub(super) fn tried(text: &str) {
    let labels: Labels = serde_json::from_str(text).unwrap_or_default();
    let Ok(content) = serde_json::from_str::<Content>(text) else { return };
    let (codes, columns) = (labels.known(), labels.columns(&content));
    for row in &content.rows {
        let _ = (codes.row(&content.columns, row), &columns);
    }
    let again = serde_json::to_string(&content).expect("what is kept is JSON");
    assert_eq!(serde_json::from_str::<Content>(&again).ok().as_ref(), Some(&content), "it is read as the same");
}

/// The day of a time of the log, by the clock of the office.
fn day_of(ctx: &Ctx, at: &str) -> String {
    at.parse().map_or_else(|_| at.to_owned(), |at| ctx.zone().of(at).date_naive().to_string())
}
