//! What a correction corrected, a line a field: `籍贯: 浙江嘉兴 → 浙江平湖`.
//!
//! A row that takes over where another ends (a unit's attributes from a day on, the roll after a conversion) is told as
//! what changed from the one to the other; any other row that came or went is told as a whole.

use rusqlite::Connection;
use serde_json::Value as Json;

use super::{field_label, record_name, shown};
use crate::changes::texts;
use crate::ctx::Ctx;
use crate::db::journal::{Change, Image};
use crate::error::Result;
use crate::i18n::{Arg, Text, say};
use crate::lists;
use crate::output::{Column, Value};
use crate::text;

/// The columns that say when a row holds and how that came: what a change from row to row is not told by.
const PERIOD: [&str; 5] = ["since", "until", "began", "ended", "end_note"];

/// Those of them that say how it ends.
const ENDS: [&str; 3] = ["until", "ended", "end_note"];

/// The columns that only say whose a row is, by a number that nobody types.
const OWNERS: [&str; 7] =
    ["id", "meeting_id", "candidature_id", "org_pledge_id", "member_pledge_id", "resolution_id", "step_id"];

/// The lines, each once: what holds of several rows is one correction.
pub(crate) fn lines(ctx: &Ctx, conn: &Connection, changes: &[Change]) -> Result<Vec<Text>> {
    let teller = Teller { ctx, conn, changes };
    let mut lines = Vec::new();
    for change in changes {
        for line in teller.lines_of(change)? {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    Ok(lines)
}

/// A row by what stands in it; of none that there is none.
pub(crate) fn row_told(ctx: &Ctx, conn: &Connection, table: &str, image: Option<&Image>) -> Result<Arg> {
    match image {
        Some(image) => Teller { ctx, conn, changes: &[] }.in_words(table, image),
        None => Ok(Value::Null.into()),
    }
}

struct Teller<'a> {
    ctx: &'a Ctx,
    conn: &'a Connection,
    changes: &'a [Change],
}

impl Teller<'_> {
    fn lines_of(&self, change: &Change) -> Result<Vec<Text>> {
        let table = change.table.as_str();
        match (&change.before, &change.after) {
            (Some(before), Some(after)) => {
                if before.get("person_id") != after.get("person_id") {
                    return self.whole(table, Some(before), Some(after));
                }
                let whose = self.whose(change, after)?;
                let is_told = |field: &str| !ENDS.contains(&field) || !self.is_taken_over(change);
                let lines = self.fields(table, before, after, is_told)?;
                Ok(lines.into_iter().map(|what| named(whose.as_ref(), what)).collect())
            }
            (None, Some(after)) => match self.neighbour(table, after, |other| other.after.as_ref()) {
                Some(before) => self.taken_over(table, before, after, after),
                None => self.whole(table, None, Some(after)),
            },
            (Some(before), None) => match self.neighbour(table, before, |other| other.before.as_ref()) {
                Some(other) => self.taken_over(table, before, other, before),
                None => self.whole(table, Some(before), None),
            },
            (None, None) => Ok(Vec::new()),
        }
    }

    /// The row of the same thing that stays, and ends where this one begins.
    fn neighbour(&self, table: &str, image: &Image, side: impl Fn(&Change) -> Option<&Image>) -> Option<&Image> {
        let mut staying = self.changes.iter().filter(|other| other.table == table && stays(other));
        staying.find(|other| side(other).is_some_and(|side| follows(side, image)))?.after.as_ref()
    }

    /// Whether the end of a row is that it is taken over by one that came, or no more by one that went.
    fn is_taken_over(&self, change: &Change) -> bool {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        self.changes.iter().filter(|other| other.table == change.table && !stays(other)).any(|other| {
            let came = after.zip(other.after.as_ref()).is_some_and(|(row, other)| follows(row, other));
            let went = before.zip(other.before.as_ref()).is_some_and(|(row, other)| follows(row, other));
            came || went
        })
    }

    /// What changed from row to row, with the day that the row which came or went begins on.
    fn taken_over(&self, table: &str, before: &Image, after: &Image, on: &Image) -> Result<Vec<Text>> {
        let since = on.get("since").and_then(Json::as_str).unwrap_or_default();
        let lines = self.fields(table, before, after, |field| !PERIOD.contains(&field))?;
        Ok(lines.into_iter().map(|what| say!(FromDayOn { what, since })).collect())
    }

    /// A row that came or went, in one line.
    fn whole(&self, table: &str, before: Option<&Image>, after: Option<&Image>) -> Result<Vec<Text>> {
        let words = |image: Option<&Image>| match image {
            Some(image) => self.in_words(table, image),
            None => Ok(Value::Null.into()),
        };
        let column = lists::table(table).map_or_else(|| Arg::from(table), Arg::from);
        Ok(vec![say!(OldToNew { column, old: words(before)?, new: words(after)? })])
    }

    /// A row by what stands in it.
    fn in_words(&self, table: &str, image: &Image) -> Result<Arg> {
        let mut words: Vec<Arg> = Vec::new();
        for field in image.keys().filter(|field| is_told_of(image, field)) {
            match self.value(table, field, image)? {
                Value::Null | Value::Bool(false) => {}
                Value::Bool(true) => words.extend(field_label(table, field).map(Arg::from)),
                value => words.push(value.into()),
            }
        }
        Ok(Arg::from(words))
    }

    fn fields(&self, table: &str, before: &Image, after: &Image, is_told: impl Fn(&str) -> bool) -> Result<Vec<Text>> {
        let mut lines = Vec::new();
        for field in after.keys().filter(|field| is_told_of(after, field) && is_told(field)) {
            let (old, new) = (self.value(table, field, before)?, self.value(table, field, after)?);
            let is_same = before.get(field) == after.get(field) && old == new;
            if !is_same {
                let column = super::column(table, field);
                lines.push(say!(OldToNew { column, old, new }));
            }
        }
        Ok(lines)
    }

    /// What stands in a field: the name of what it refers to, else the text that stands there instead.
    fn value(&self, table: &str, field: &str, image: &Image) -> Result<Value> {
        let of = |field: &str| match image.get(field) {
            Some(value) if !value.is_null() => shown(self.conn, table, field, value, self.ctx).map(Some),
            _ => Ok(None),
        };
        let value = match (of(field)?, text_beside(field)) {
            (None, Some(beside)) => of(&beside)?,
            (value, _) => value,
        };
        let value = match value {
            Some(Value::Text(long)) => Value::Text(text::shortened(&long).into_owned()),
            value => value.unwrap_or(Value::Null),
        };
        Ok(if self.ctx.reveals() { value } else { Column::new(field).mask(value) })
    }

    /// Whose row it is: of a meeting whoever it is, else where the rows of several are corrected.
    fn whose(&self, change: &Change, image: &Image) -> Result<Option<String>> {
        let own = record_name(self.conn, &change.table, image)?;
        if image.contains_key("meeting_id") && image.contains_key("person_id") {
            return Ok(Some(own));
        }
        for other in self.changes.iter().filter(|other| other.table == change.table && stays(other)) {
            if let Some(image) = &other.after
                && record_name(self.conn, &other.table, image)? != own
            {
                return Ok(Some(own));
            }
        }
        Ok(None)
    }
}

fn named(whose: Option<&String>, what: Text) -> Text {
    match whose {
        Some(name) => say!(OfPerson { name, what }),
        None => what,
    }
}

/// Whether a row was there before and is there after.
fn stays(change: &Change) -> bool {
    change.before.is_some() && change.after.is_some()
}

/// Whether a row begins on the day on which another row of the same thing ends.
fn follows(ends: &Image, begins: &Image) -> bool {
    let owner = |image: &Image| image.iter().find(|(field, _)| field.ends_with("_id")).map(|(_, id)| id.clone());
    let until = ends.get("until").filter(|until| !until.is_null());
    until.is_some() && until == begins.get("since") && owner(ends) == owner(begins)
}

/// Whether a field is told of: not the number of its own row, the national code beside a text, or the text that stands
/// in place of a reference and is told with it.
fn is_told_of(image: &Image, field: &str) -> bool {
    let is_beside = |ending: &str, of: &[&str]| {
        field.strip_suffix(ending).is_some_and(|stem| of.iter().any(|of| image.contains_key(&format!("{stem}{of}"))))
    };
    !OWNERS.contains(&field) && !is_beside("_code", &[""]) && !is_beside("_text", &["_id", "_org_id"])
}

/// The column with the text that stands where nothing on record is referred to.
fn text_beside(field: &str) -> Option<String> {
    let stem = field.strip_suffix("_org_id").or_else(|| field.strip_suffix("_id"))?;
    Some(format!("{stem}_text"))
}
