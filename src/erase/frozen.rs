//! What goes from frozen reports: the cells that tell of somebody, in the reports and in what the journal keeps of them. The SHA-256 is
//! taken anew, and the one that a report had when it was handed in is kept beside it.

use rusqlite::{Connection, OptionalExtension as _, named_params};
use serde_json::Value;

use super::secrets::{Looked, MARK};
use super::whose::Whose;
use super::{Erased, Place, columns};
use crate::db::journal::Image;
use crate::error::Result;

/// The parts of a frozen report in which somebody can be named.
const PARTS: [&str; 4] = ["arguments", "title", "made", "content"];

/// Blanks what frozen reports tell of somebody.
pub(super) fn clean(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<()> {
    stored(conn, whose, erased)?;
    images(conn, whose, erased)
}

fn stored(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<()> {
    let mut query = conn.prepare("SELECT id, name, json_object('arguments', arguments, 'title', title, 'made', made, 'content', content) FROM frozen ORDER BY id")?;
    let found =
        query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)))?;
    let mut blanked = Vec::new();
    for (id, name, parts) in found.collect::<Result<Vec<_>, _>>()? {
        let parts: Image = serde_json::from_str(&parts).unwrap_or_default();
        let kept = blank(whose, &parts);
        let left: Vec<&Value> = PARTS.iter().filter_map(|part| kept.get(*part).or_else(|| parts.get(*part))).collect();
        // What it is called by stays: the clerk named it.
        let tells = |told: &str| whose.secrets.without(told, Looked::Names).is_some();
        if tells(&name) || left.iter().any(|left| left.as_str().is_some_and(tells)) {
            erased.elsewhere.push(Place::Frozen(name.clone()));
        }
        if !kept.is_empty() {
            blanked.push((id, kept));
            erased.frozen.push(name);
        }
    }
    if blanked.is_empty() {
        return Ok(());
    }
    // The trigger holds that no frozen report is changed; this is the one thing that may.
    let stays = "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND name = 'frozen_reports_stay'";
    let trigger: Option<String> = conn.query_row(stays, [], |row| row.get(0)).optional()?;
    conn.execute_batch("DROP TRIGGER IF EXISTS frozen_reports_stay")?;
    for (id, kept) in blanked {
        conn.execute(
            "INSERT OR IGNORE INTO frozen_blanked (frozen_id, sha256) SELECT id, sha256 FROM frozen WHERE id = ?1",
            [id],
        )?;
        for (part, value) in kept {
            conn.execute(&format!("UPDATE frozen SET {part} = ?1 WHERE id = ?2"), (value.as_str(), id))?;
        }
        conn.execute(include_str!("seal.sql"), [id])?;
    }
    trigger.map_or(Ok(()), |trigger| Ok(conn.execute_batch(&trigger)?))
}

/// The same in the journal: a report that is frozen still has there what it has itself.
fn images(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<()> {
    let mut query = conn.prepare("SELECT id, before, after FROM change WHERE tbl = 'frozen' ORDER BY id")?;
    let found = query.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, [("before", row.get::<_, Option<String>>(1)?), ("after", row.get(2)?)]))
    })?;
    for (id, sides) in found.collect::<Result<Vec<_>, _>>()? {
        for (side, image) in sides {
            let Some(image) = image else { continue };
            let image: Image = serde_json::from_str(&image).unwrap_or_default();
            let kept = blank(whose, &image);
            for (part, value) in &kept {
                let sql = format!("UPDATE change SET {side} = json_replace({side}, '$.{part}', :value) WHERE id = :id");
                conn.execute(&sql, named_params! {":value": value.as_str(), ":id": id})?;
            }
            if !kept.is_empty() {
                conn.execute(&include_str!("seal_image.sql").replace("{SIDE}", side), [id])?;
                erased.images += 1;
            }
        }
    }
    Ok(())
}

/// The parts of a report that tell of somebody, without it.
fn blank(whose: &Whose, parts: &Image) -> Image {
    let mut kept = Image::new();
    for part in PARTS {
        let Some(text) = parts.get(part).and_then(Value::as_str) else { continue };
        let without = match part {
            "content" => blank_content(whose, text),
            _ => whose.secrets.without(text, names(whose)),
        };
        kept.extend(without.map(|without| (part.to_owned(), without.into())));
    }
    kept
}

/// Where somebody else has the name, only rows with their number are surely theirs.
fn names(whose: &Whose) -> Looked {
    if whose.secrets.shared { Looked::Numbers } else { Looked::Names }
}

fn blank_content(whose: &Whose, content: &str) -> Option<String> {
    let mut told: Value = serde_json::from_str(content).ok()?;
    let keys: Vec<String> =
        told.get("columns")?.as_array()?.iter().map(|key| key.as_str().unwrap_or_default().to_owned()).collect();
    let total = told.get_mut("total").map(Value::take);
    let rows = told.get_mut("rows").and_then(Value::as_array_mut)?;
    for row in rows.iter_mut().filter_map(Value::as_array_mut) {
        let is_own = is_own(whose, &keys, row);
        for (key, cell) in keys.iter().zip(row.iter_mut()) {
            blank_cell(whose, key, cell, is_own);
        }
    }
    if let Some(total) = total {
        told["total"] = total;
    }
    let told = told.to_string();
    (told != content).then_some(told)
}

/// Whether a row is of them: by its column of numbers or else by another number in it, or a name that nobody else has.
fn is_own(whose: &Whose, keys: &[String], row: &[Value]) -> bool {
    let at = |key: &str| keys.iter().position(|known| known == key).and_then(|at| row.get(at));
    if let Some(no) = at("no") {
        return no.as_i64().is_some_and(|no| whose.ids.contains(&no));
    }
    let has_number = || row.iter().filter_map(Value::as_str).any(|cell| whose.secrets.is_number(cell));
    let is_named = || {
        let name = at("name").or_else(|| at("person")).and_then(Value::as_str);
        !whose.secrets.shared && name.is_some_and(|name| whose.secrets.is_name(name))
    };
    has_number() || is_named()
}

/// Of a row of theirs what goes from their record goes from the report; of any other name and numbers.
fn blank_cell(whose: &Whose, key: &str, cell: &mut Value, is_own: bool) {
    match cell {
        Value::String(text) if is_own && (goes(key) || whose.secrets.is_value(text)) => {
            *cell = if key == "name" { MARK.into() } else { Value::Null };
        }
        Value::String(text) => {
            let looked = if is_own { Looked::Names } else { names(whose) };
            if let Some(without) = whose.secrets.without(text, looked) {
                *text = without;
            }
        }
        Value::Array(inner) => inner.iter_mut().for_each(|cell| blank_cell(whose, "", cell, is_own)),
        Value::Object(inner) => inner.values_mut().for_each(|cell| blank_cell(whose, "", cell, is_own)),
        _ => {}
    }
}

fn goes(key: &str) -> bool {
    columns::of("person").is_some_and(|person| person.gone.iter().any(|gone| gone == key))
}
