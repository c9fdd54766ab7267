//! The triggers of the schema, taken off while rows are put where they once stood: they hold what is written, and these were held
//! already.

use rusqlite::Connection;

use crate::error::Result;

/// Takes all of them off, and gives back what makes them again.
pub(crate) fn take_off(conn: &Connection) -> Result<Vec<String>> {
    let mut query = conn.prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY rowid")?;
    let found =
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<(String, String)>, _>>()?;
    let drops: String = found.iter().map(|(name, _)| format!("DROP TRIGGER main.{name};")).collect();
    conn.execute_batch(&drops)?;
    Ok(found.into_iter().map(|(_, sql)| sql).collect())
}
