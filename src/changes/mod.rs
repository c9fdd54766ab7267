//! What an operation changed, in the user's words: row by row for the log and a rehearsal ([`list`]), a line a field under
//! a correction ([`lines()`]). Both read the journal, so that no verb has to say itself what it changed.

mod lines;
pub(crate) mod texts;

use rusqlite::Connection;
use serde_json::Value as Json;

use crate::ctx::Ctx;
use crate::db::check::Subject;
use crate::db::journal::{Change, Image};
use crate::error::Result;
use crate::i18n::{Arg, Label, label, say};
use crate::ledger;
use crate::lists;
use crate::output::{Column, Sensitivity, Value};

pub(crate) use lines::{lines, row_told};

/// The columns and the tables that say whose a row is.
const OF: [(&str, Subject); 3] = [("person_id", Subject::Person), ("org_id", Subject::Org), ("unit_id", Subject::Unit)];
const OWN: [(&str, Subject); 3] = [("person", Subject::Person), ("org", Subject::Org), ("unit", Subject::Unit)];

/// Lists what became of each row, field by field, old → new.
pub(crate) fn list(ctx: &Ctx, conn: &Connection, changes: &[Change]) -> Result<()> {
    let mut columns = Column::list(&["table", "record", "row", "field", "old", "new"]);
    for column in [1, 4, 5] {
        columns[column].sensitivity = Sensitivity::Text;
    }
    ctx.list(columns, ctx.paper(&say!(ChangesTitle)), |listing| {
        for change in changes {
            let empty = Image::new();
            let (before, after) = (change.before.as_ref().unwrap_or(&empty), change.after.as_ref().unwrap_or(&empty));
            let image = change.after.as_ref().or(change.before.as_ref()).unwrap_or(&empty);
            let record = record_name(conn, &change.table, image)?;
            for (field, any) in image {
                let (old, new) = (before.get(field).unwrap_or(&Json::Null), after.get(field).unwrap_or(&Json::Null));
                if field == "id" || old == new || (any.is_null() && old.is_null()) {
                    continue;
                }
                let named = |value: &Json| shown(conn, &change.table, field, value, ctx);
                listing.push(vec![
                    title(ctx, lists::table(&change.table), &change.table),
                    record.clone().into(),
                    change.row.into(),
                    title(ctx, field_label(&change.table, field), field),
                    named(old)?,
                    named(new)?,
                ])?;
            }
        }
        Ok(())
    })
}

/// Whom the changes are about, each once, in their order: people, and the orgs and units that are about nobody.
pub(crate) fn records(conn: &Connection, changes: &[Change]) -> Result<Vec<String>> {
    let (mut seen, mut names) = (Vec::new(), Vec::new());
    for change in changes {
        let empty = Image::new();
        let image = change.after.as_ref().or(change.before.as_ref()).unwrap_or(&empty);
        let own = OWN.iter().find(|(own, _)| *own == change.table).map(|(_, subject)| ("id", *subject));
        let told = |(key, _): &(&str, Subject)| image.get(*key).is_some_and(|id| !id.is_null());
        let Some((key, subject)) = own.into_iter().chain(OF).find(told) else { continue };
        let id = &image[key];
        if !seen.contains(&(subject, id.clone())) {
            seen.push((subject, id.clone()));
            names.push(name_of(conn, subject, id)?);
        }
    }
    Ok(names)
}

/// The name of a table or column: its label for people, itself for programs.
fn title(ctx: &Ctx, label: Option<Label>, own: &str) -> Value {
    match label.filter(|_| !ctx.format().is_json()) {
        Some(label) => label.say(ctx.lang).into(),
        None => own.into(),
    }
}

fn field_label(table: &str, field: &str) -> Option<Label> {
    let of_ledger =
        || ledger::of_table(table).filter(|kind| kind.field(field).is_some()).map(|kind| kind.label_of(field));
    label(&format!("{table}.{field}")).or_else(of_ledger).or_else(|| label(field))
}

/// What a column is called.
pub(crate) fn column(table: &str, field: &str) -> Arg {
    field_label(table, field).map_or_else(|| Arg::from(field), Arg::from)
}

/// What stands in a column, for a reader.
pub(crate) fn told(ctx: &Ctx, conn: &Connection, table: &str, field: &str, value: &Json) -> Result<Arg> {
    let value = shown(conn, table, field, value, ctx)?;
    Ok(if ctx.reveals() { value } else { Column::new(field).mask(value) }.into())
}

/// Whom a row is about, by name.
pub(crate) fn record_name(conn: &Connection, table: &str, image: &Image) -> Result<String> {
    if let Some(name) = image.get("name").and_then(Json::as_str) {
        return Ok(name.to_owned());
    }
    let mut names = Vec::new();
    match OWN.iter().find(|(own, _)| *own == table) {
        Some((_, subject)) => names.push(name_of(conn, *subject, image.get("id").unwrap_or(&Json::Null))?),
        None => {
            for (field, subject) in OF {
                if let Some(id) = image.get(field).filter(|id| !id.is_null()) {
                    names.push(name_of(conn, subject, id)?);
                }
            }
        }
    }
    Ok(names.join(" · "))
}

/// A value of the journal for a reader: ids by name, codes by label, personal numbers masked unless revealed.
fn shown(conn: &Connection, table: &str, field: &str, value: &Json, ctx: &Ctx) -> Result<Value> {
    if let Some(value) = ledger::in_journal(table, field, value) {
        return Ok(value);
    }
    if let Json::String(text) = value {
        // A whole report stands there.
        if matches!((table, field), ("frozen", "content" | "labels")) && !ctx.format().is_json() {
            return Ok(crate::text::shortened(text).into_owned().into());
        }
        return Ok(match lists::code(table, field, text) {
            Some(code) => Value::Code(code),
            None if !ctx.reveals() && matches!(field, "phone" | "landline") => crate::text::mask_phone(text).into(),
            None => text.as_str().into(),
        });
    }
    let subject = match field {
        "person_id" | "chair_id" | "author_id" | "by_id" | "contact_id" | "introducer_id" | "with_id" => {
            Some(Subject::Person)
        }
        "org_id" | "parent_id" | "successor_id" | "from_org_id" | "to_org_id" | "under_id" => Some(Subject::Org),
        "unit_id" | "association_id" => Some(Subject::Unit),
        _ => None,
    };
    Ok(match value {
        Json::Null => Value::Null,
        id if let Some(subject) = subject => name_of(conn, subject, id)?.into(),
        // To programs it stays what the journal holds.
        flag if lists::is_flag(field) && !ctx.format().is_json() => Value::Bool(flag.as_i64() == Some(1)),
        other => other.to_string().into(),
    })
}

fn name_of(conn: &Connection, subject: Subject, id: &Json) -> Result<String> {
    subject.name(conn, id.as_i64().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, journal};

    #[test]
    fn every_column_and_table_has_a_label() {
        let db = Db::memory().unwrap();
        for table in journal::record_tables(db.conn()).unwrap() {
            assert!(lists::table(&table).is_some(), "{table}");
            for column in journal::stored_columns(db.conn(), &table).unwrap() {
                assert!(field_label(&table, &column).is_some(), "{table}.{column}");
                let is_of_a_period = matches!(column.as_str(), "since" | "until");
                let has_own = label(&format!("{table}.{column}")).is_some();
                assert!(!is_of_a_period || has_own, "{table}.{column}: from when on what?");
            }
        }
    }
}
