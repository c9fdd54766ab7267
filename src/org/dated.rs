//! What is dated of an org or a unit: names, kinds, its beginning and its end, as rows of a history.

use rusqlite::{Connection, Row, ToSql};

use super::list::joined;
use crate::code::Code;
use crate::error::Result;
use crate::output::{self, Audience};

/// The rows that a query gives of one, each with what it tells; `kind` reads the kind told by a row.
pub(super) fn rows(
    conn: &Connection,
    sql: &str,
    id: impl ToSql,
    (noun, audience): (&str, Audience),
    kind: impl Fn(&Row<'_>) -> rusqlite::Result<Option<&'static Code>>,
) -> Result<Vec<output::Row>> {
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([id])?;
    let mut dated = Vec::new();
    while let Some(row) = rows.next()? {
        let text = |column: &str| row.get::<_, Option<String>>(column);
        let kind = kind(row)?.map(|kind| audience.code(kind).to_owned());
        let detail: Vec<String> = [text("name")?, kind, text("told")?].into_iter().flatten().collect();
        let what = audience.column(noun, &row.get::<_, String>("what")?);
        dated.push(vec![text("since")?.into(), text("until")?.into(), what, joined(&detail)]);
    }
    Ok(dated)
}
