//! What of somebody's past another org in the record would rewrite. A roster's slip has no past; whoever has one moved, if
//! at all, by an event with its day.

use rusqlite::{Connection, OptionalExtension as _};

use super::PersonId;
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::texts;
use crate::org::{self, OrgId};

/// Refuses another org for somebody with a past in the one on record, unless a person at a terminal says it is so. The day
/// of coming there is a past, unless it is told anew (`is_start_told`).
pub(super) fn refuse_rewriting(
    ctx: &Ctx,
    conn: &Connection,
    id: PersonId,
    to: OrgId,
    is_start_told: bool,
) -> Result<()> {
    let Some((from, past)) = past(conn, id, to, is_start_told)?.filter(|(_, past)| !past.is_empty()) else {
        return Ok(());
    };
    let (name, from, to) = (super::name(conn, id)?, org::get(conn, from)?.name, org::get(conn, to)?.name);
    if ctx.is_agreed(&say!(RewriteQuestion { name: &name, from: &from, to: &to, past: past.clone() })) {
        return Ok(());
    }
    let what = say!(RewritesPast { name: &name, from, to: &to, past });
    Err(Error::refused(what).hint(say!(RewritesPastHint { name, to })))
}

/// The org on record, if it is another one, and what is on record beside the stay there.
fn past(conn: &Connection, id: PersonId, to: OrgId, is_start_told: bool) -> Result<Option<(OrgId, Vec<Text>)>> {
    let mut query = conn.prepare_cached(include_str!("past.sql"))?;
    let found = query.query_row((id, to), |row| {
        let count = |column: &str| row.get::<_, i64>(column);
        let all = [
            (count("stays")?, say!(PastStays { count: count("stays")? })),
            (count("transfers")?, say!(PastTransfers { count: count("transfers")? })),
            (count("steps")?, say!(PastSteps { count: count("steps")? })),
            (count("meetings")?, say!(PastMeetings { count: count("meetings")? })),
            (count("posts")?, say!(PastPosts { count: count("posts")? })),
        ];
        let entered: Option<PartialDate> = row.get("entered")?;
        let start = entered.filter(|_| !is_start_told).map(|date| say!(PastStart { date: &date }));
        let past = all.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).chain(start).collect();
        Ok((row.get("org_id")?, past))
    });
    Ok(found.optional()?)
}
