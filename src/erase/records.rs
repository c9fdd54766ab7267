//! What goes from the records themselves.

use rusqlite::types::Value as SqlValue;
use rusqlite::{Connection, params_from_iter};

use super::columns::{self, Declared};
use super::secrets::{Looked, MARK};
use super::whose::{Concern, Whose, list};
use super::{Erased, Place};
use crate::error::Result;

/// Empties their own rows, and takes name and numbers out of texts that concern them. What stands elsewhere is noted.
pub(super) fn clean(conn: &Connection, whose: &Whose, erased: &mut Erased) -> Result<()> {
    for (table, declared) in columns::tables().filter(|(table, _)| *table != "frozen") {
        let changed = empty(conn, whose, table, declared)? + replace(conn, whose, table, declared, erased)?;
        if changed > 0 {
            *erased.rows.entry(table.to_owned()).or_default() += changed;
        }
    }
    Ok(())
}

/// The columns of a table in which something must stand.
pub(super) fn needed(conn: &Connection, table: &str) -> Result<Vec<String>> {
    let mut query = conn.prepare("SELECT name FROM pragma_table_info(?1) WHERE \"notnull\" = 1")?;
    Ok(query.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn empty(conn: &Connection, whose: &Whose, table: &str, declared: &Declared) -> Result<usize> {
    let Some(own) = whose.own.get(table).filter(|own| !own.is_empty() && !declared.gone.is_empty()) else {
        return Ok(0);
    };
    let needed = needed(conn, table)?;
    let value = |column: &String| if needed.contains(column) { format!("'{MARK}'") } else { "NULL".to_owned() };
    let sets: Vec<String> = declared.gone.iter().map(|column| format!("{column} = {}", value(column))).collect();
    let differs: Vec<String> =
        declared.gone.iter().map(|column| format!("{column} IS NOT {}", value(column))).collect();
    let sql = format!(
        "UPDATE {table} SET {} WHERE id IN (SELECT value FROM json_each(?1)) AND ({})",
        sets.join(", "),
        differs.join(" OR ")
    );
    Ok(conn.execute(&sql, [list(own)])?)
}

fn replace(conn: &Connection, whose: &Whose, table: &str, declared: &Declared, erased: &mut Erased) -> Result<usize> {
    let texts: Vec<&String> = declared.text.iter().chain(&declared.gone).collect();
    let sought = whose.secrets.searched();
    if texts.is_empty() || sought.is_empty() {
        return Ok(0);
    }
    let columns: Vec<String> = texts.iter().map(|text| format!("\"{text}\"")).collect();
    let sql = format!(
        "SELECT id, {} FROM {table} WHERE {} ORDER BY id",
        columns.join(", "),
        contains(&columns, sought.len())
    );
    let mut query = conn.prepare(&sql)?;
    let found = query.query_map(params_from_iter(&sought), |row| {
        let cells = (1..=texts.len()).map(|at| row.get(at)).collect::<Result<Vec<Option<String>>, _>>()?;
        Ok((row.get::<_, i64>(0)?, cells))
    })?;
    let mut changed = 0;
    for (id, cells) in found.collect::<Result<Vec<_>, _>>()? {
        let concern = whose.concern(conn, table, id, None)?;
        let mut put: Vec<(&String, String)> = Vec::new();
        for (column, cell) in columns.iter().zip(cells) {
            let Some(cell) = cell else { continue };
            let kept = looked(concern, whose).and_then(|looked| whose.secrets.without(&cell, looked));
            let kept = kept.or_else(|| whose.secrets.named(&cell));
            let left = kept.as_deref().unwrap_or(&cell);
            // A namesake's own name is no mention of anybody else.
            let is_of_namesake = table == "person" && column == "\"name\"";
            if !is_of_namesake && whose.secrets.without(left, Looked::Names).is_some() {
                erased.elsewhere.push(Place::Row { table: table.to_owned(), id });
            }
            put.extend(kept.map(|kept| (column, kept)));
        }
        if !put.is_empty() {
            let sets: Vec<String> = put.iter().map(|(column, _)| format!("{column} = ?")).collect();
            let values = put.into_iter().map(|(_, kept)| SqlValue::Text(kept)).chain([SqlValue::Integer(id)]);
            conn.execute(&format!("UPDATE {table} SET {} WHERE id = ?", sets.join(", ")), params_from_iter(values))?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// What may be taken out of a row: where somebody else has the name it may be that one whom a row of the org names.
pub(super) fn looked(concern: Concern, whose: &Whose) -> Option<Looked> {
    match concern {
        Concern::Theirs => Some(Looked::Names),
        Concern::Home if whose.secrets.shared => Some(Looked::Numbers),
        Concern::Home => Some(Looked::Names),
        Concern::Elsewhere => None,
    }
}

/// That one of so many words stands in one of these columns.
pub(super) fn contains(columns: &[String], words: usize) -> String {
    let each = columns.iter().flat_map(|column| (1..=words).map(move |word| format!("instr({column}, ?{word}) > 0")));
    each.collect::<Vec<_>>().join(" OR ")
}
