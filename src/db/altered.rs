//! Whether the records are what the operations left. Every row is in the journal as the last operation that touched it left it, but for
//! those of a bulk import, which are known by their range: so what another program changed, added or removed, and a byte that the
//! disk lost, is found by comparing.

use std::fmt::Write as _;

use rusqlite::Connection;

use super::journal::{self, Image};
use crate::error::Result;

/// A row that is not as the last operation left it: the table and the row.
pub(crate) type Altered = (String, i64);

/// All rows that differ from what the journal says of them.
pub(crate) fn rows(conn: &Connection) -> Result<Vec<Altered>> {
    let mut found = Vec::new();
    for table in journal::record_tables(conn)? {
        let columns = journal::stored_columns(conn, &table)?;
        let mut query = conn.prepare(&sql(&table, &columns))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (id, last, now): (i64, Option<String>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if !is_same(last.as_deref(), now.as_deref()) {
                found.push((table.clone(), id));
            }
        }
    }
    Ok(found)
}

/// The rows of a table whose image does not read word for word as the last in the journal, with both; and those that no operation
/// brought.
fn sql(table: &str, columns: &[String]) -> String {
    let now = journal::image_sql(columns, "now");
    let mut sql = format!(
        "SELECT row_id, after, image
         FROM (SELECT touched.row_id, last.after, iif(now.id IS NULL, NULL, {now}) AS image
               FROM (SELECT row_id, max(id) AS id FROM change WHERE tbl = '{table}' GROUP BY row_id) AS touched
               JOIN change AS last ON last.id = touched.id
               LEFT JOIN {table} AS now ON now.id = touched.row_id)
         WHERE after IS NOT image"
    );
    let _ = write!(
        sql,
        " UNION ALL
          SELECT now.id, NULL, {now}
          FROM {table} AS now
          WHERE NOT EXISTS (SELECT 1 FROM bulk WHERE tbl = '{table}' AND now.id BETWEEN first_id AND last_id)
            AND NOT EXISTS (SELECT 1 FROM change WHERE tbl = '{table}' AND row_id = now.id)"
    );
    sql
}

/// Whether a row is as its image has it. An image of an older version may lack columns that came later, and have them in another order.
fn is_same(last: Option<&str>, now: Option<&str>) -> bool {
    let read = |image: Option<&str>| image.and_then(|image| serde_json::from_str::<Image>(image).ok());
    match (read(last), read(now)) {
        (Some(last), Some(now)) => last.iter().all(|(key, value)| now.get(key).is_none_or(|now| now == value)),
        (last, now) => last.is_none() && now.is_none(),
    }
}
