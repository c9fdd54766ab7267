//! Whether the records are what the operations left. Every row is in the journal as the last operation that touched it left it, but for
//! those of a bulk import, which are known by their range and its sums; the log and the journal have sums of their own (`sums`): so what
//! another program changed, added or removed, and a byte that the disk lost, is found by comparing.

use rusqlite::Connection;

use super::journal::{self, Image};
use super::sums::Wrong;
use crate::error::Result;

/// A row that is not as the last operation left it, or one of those among which there is such a one: the table and the row.
pub(crate) type Altered = (String, i64);

/// All rows that differ from what the journal says of them.
pub(crate) fn rows(conn: &Connection) -> Result<Vec<Altered>> {
    let mut found = Vec::new();
    let tables = journal::tables(conn)?;
    for table in journal::record_tables(conn)? {
        let columns = journal::stored_columns(conn, &table)?;
        let mut query = conn.prepare(&sql(&table, &columns))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let (id, last, now): (i64, Option<String>, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
            // Whose file it is it tells from the day it was made.
            let came_with_file = table == "office" && last.is_none();
            if !came_with_file && !is_same(last.as_deref(), now.as_deref()) {
                found.push((table.clone(), id));
            }
        }
    }
    found.extend(Wrong::find(conn)?.rows());
    let place = |table: &str| tables.iter().position(|known| known == table).unwrap_or(tables.len());
    found.sort_by_key(|(table, row)| (place(table), *row));
    found.dedup();
    Ok(found)
}

/// The rows of a table whose image does not read word for word as the last in the journal, with both; and those that no operation
/// brought. With a bulk import that was taken back went all that had been done to its rows by then.
fn sql(table: &str, columns: &[String]) -> String {
    let now = journal::image_sql(columns, "now");
    format!(
        "WITH taken AS MATERIALIZED (
           SELECT first_id, last_id, undone_by
           FROM bulk
           JOIN operation ON operation.id = bulk.operation_id
           WHERE tbl = '{table}' AND undone_by IS NOT NULL
         ),
         told AS MATERIALIZED (
           SELECT row_id, max(id) AS id
           FROM change
           WHERE tbl = '{table}'
             AND NOT EXISTS (SELECT 1 FROM taken
                             WHERE change.row_id BETWEEN first_id AND last_id AND change.operation_id < undone_by)
           GROUP BY row_id
         )
         SELECT row_id, after, image
         FROM (SELECT told.row_id, last.after, iif(now.id IS NULL, NULL, {now}) AS image
               FROM told
               JOIN change AS last ON last.id = told.id
               LEFT JOIN {table} AS now ON now.id = told.row_id)
         WHERE after IS NOT image
         UNION ALL
         SELECT now.id, NULL, {now}
         FROM {table} AS now
         WHERE NOT EXISTS (SELECT 1 FROM bulk
                           JOIN operation ON operation.id = bulk.operation_id
                           WHERE tbl = '{table}' AND undone_by IS NULL AND now.id BETWEEN first_id AND last_id)
           AND now.id NOT IN (SELECT row_id FROM told)"
    )
}

/// Whether a row is as its image has it. An image of an older version may lack columns that came later, and have them in another order.
fn is_same(last: Option<&str>, now: Option<&str>) -> bool {
    let read = |image: Option<&str>| image.and_then(|image| serde_json::from_str::<Image>(image).ok());
    match (read(last), read(now)) {
        (Some(last), Some(now)) => last.iter().all(|(key, value)| now.get(key).is_none_or(|now| now == value)),
        (last, now) => last.is_none() && now.is_none(),
    }
}
