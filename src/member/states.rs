//! What runs beside a membership and ends with it: a suspension, floating, being out of touch, and the posts that somebody
//! holds as a member.

use rusqlite::OptionalExtension as _;

use super::PersonId;
use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{Arg, Text, say};
use crate::lists;
use crate::member::texts;
use crate::org::OrgId;

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

/// The membership ends: what runs beside it ends too, and what had not begun by then never does. Returns the posts that end
/// with it, in words. Whoever was sent to a post from elsewhere may go on holding it.
pub(super) fn end(tx: &Tx<'_>, id: PersonId, date: &PartialDate) -> Result<Vec<Text>> {
    let late = date.too_late_to_begin().to_string();
    for table in TABLES {
        let begun_late = format!("DELETE FROM {table} WHERE person_id = ?1 AND until IS NULL AND since_day >= ?2");
        tx.execute(&begun_late, (id, &late))?;
        tx.execute(&format!("UPDATE {table} SET until = ?1 WHERE person_id = ?2 AND until IS NULL"), (date, id))?;
    }
    let posts = posts(tx, id, include_str!("posts_ending.sql"))?;
    for (row, since, _) in &posts {
        if since.first_day() >= date.too_late_to_begin() {
            tx.execute("DELETE FROM post WHERE id = ?1", [row])?;
        } else {
            tx.execute("UPDATE post SET until = ?1 WHERE id = ?2", (date, row))?;
        }
    }
    Ok(posts.into_iter().map(|(_, _, post)| say!(PostEndsToo { post, date })).collect())
}

/// The posts that somebody who goes to another roll holds on with that org, in words.
pub fn posts_left(tx: &Tx<'_>, id: PersonId, org: OrgId) -> Result<Vec<Text>> {
    let held = posts(tx, id, &format!("{} AND post.org_id = {}", include_str!("posts_ending.sql"), org.0))?;
    Ok(held.into_iter().map(|(_, _, post)| say!(PostGoesOn { post })).collect())
}

/// The posts that somebody who is suspended holds on as a member, in words.
pub fn posts_held(tx: &Tx<'_>, id: PersonId) -> Result<Vec<Text>> {
    let held = posts(tx, id, include_str!("posts_ending.sql"))?;
    Ok(held.into_iter().map(|(_, _, post)| say!(PostGoesOn { post })).collect())
}

/// Rows of posts: since when, and which of which org.
fn posts(tx: &Tx<'_>, id: PersonId, sql: &str) -> Result<Vec<(i64, PartialDate, Text)>> {
    let mut query = tx.prepare(sql)?;
    let held = query.query_map([id], |row| {
        let (post, org): (String, String) = (row.get("post")?, row.get("org")?);
        let post = lists::code("post", "post", &post).map_or_else(|| Arg::from(post), Arg::from);
        Ok((row.get("id")?, row.get("since")?, say!(PostOfOrg { org, post })))
    })?;
    Ok(held.collect::<Result<_, _>>()?)
}

/// The membership ended on another day than recorded, or did not end at all: so it is with what ended with it.
pub(super) fn end_otherwise(tx: &Tx<'_>, id: PersonId, old: &PartialDate, new: Option<&PartialDate>) -> Result<()> {
    let late = new.map_or_else(|| "9999-12-31".to_owned(), |date| date.first_day().to_string());
    for (table, by_itself) in [(TABLES[0], "AND restored IS NULL"), (TABLES[1], "")] {
        let sql =
            format!("UPDATE {table} SET until = ?1 WHERE person_id = ?2 AND until = ?3 AND since_day < ?4 {by_itself}");
        tx.execute(&sql, (new, id, old, &late))?;
    }
    tx.execute(include_str!("posts_otherwise.sql"), (new, id, old, &late))?;
    Ok(())
}
