//! What runs beside a membership and ends with it: a suspension, floating, being out of touch.

use rusqlite::OptionalExtension as _;

use super::PersonId;
use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;

codes! {
    /// A state that has a beginning and an end of its own.
    pub enum State {
        Suspended = "suspended", "停止党籍", "suspended";
        Floating = "floating", "外出流动", "floating";
        Lost = "lost", "失去联系", "out of touch";
    }
}

/// The tables that hold them.
const TABLES: [&str; 2] = ["suspension", "absence"];

/// The first state that began on or after the day, if there is one: it would begin after the membership ended.
pub fn begun_after(tx: &Tx<'_>, id: PersonId, date: &PartialDate) -> Result<Option<(State, PartialDate)>> {
    let mut query = tx.prepare_cached(include_str!("state_after.sql"))?;
    let late = date.too_late_to_begin().to_string();
    Ok(query.query_row((id, late), |row| Ok((row.get("state")?, row.get("since")?))).optional()?)
}

/// Since when a person is out of touch, if so and if that is known.
pub fn lost_since(tx: &Tx<'_>, id: PersonId) -> Result<Option<PartialDate>> {
    let sql =
        "SELECT since FROM absence WHERE person_id = ?1 AND kind = 'lost' AND until IS NULL AND since IS NOT NULL";
    Ok(tx.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// The membership ends: what runs beside it ends too, and what had not begun by then never does.
pub(super) fn end(tx: &Tx<'_>, id: PersonId, date: &PartialDate) -> Result<()> {
    let late = date.too_late_to_begin().to_string();
    for table in TABLES {
        let begun_late = format!("DELETE FROM {table} WHERE person_id = ?1 AND until IS NULL AND since_day >= ?2");
        tx.execute(&begun_late, (id, &late))?;
        tx.execute(&format!("UPDATE {table} SET until = ?1 WHERE person_id = ?2 AND until IS NULL"), (date, id))?;
    }
    Ok(())
}

/// The membership ended on another day than recorded, or did not end at all: so it is with what ended with it.
pub(super) fn end_otherwise(tx: &Tx<'_>, id: PersonId, old: &PartialDate, new: Option<&PartialDate>) -> Result<()> {
    let late = new.map_or_else(|| "9999-12-31".to_owned(), |date| date.first_day().to_string());
    for (table, by_itself) in [(TABLES[0], "AND restored IS NULL"), (TABLES[1], "")] {
        let sql =
            format!("UPDATE {table} SET until = ?1 WHERE person_id = ?2 AND until = ?3 AND since_day < ?4 {by_itself}");
        tx.execute(&sql, (new, id, old, &late))?;
    }
    Ok(())
}
