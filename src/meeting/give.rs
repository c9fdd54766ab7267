//! What was given at a charity activity, and to whom.

use rusqlite::{Connection, named_params};

use super::MeetingId;
use crate::db::Tx;
use crate::error::Result;
use crate::money::Money;

/// Something given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Gift {
    /// To whom.
    pub(super) recipient: String,
    /// How much money.
    pub(super) money: Option<Money>,
    /// What else.
    pub(super) goods: Option<String>,
}

/// Records what was given.
pub(super) fn give(tx: &Tx<'_>, id: MeetingId, gift: &Gift) -> Result<()> {
    tx.execute(
        "INSERT INTO gift (meeting_id, recipient, money, goods) VALUES (:meeting, :recipient, :money, :goods)",
        named_params! {":meeting": id, ":recipient": gift.recipient, ":money": gift.money, ":goods": gift.goods},
    )?;
    Ok(())
}

/// What was given at a meeting.
pub(super) fn given(conn: &Connection, id: MeetingId) -> Result<Vec<Gift>> {
    let mut query =
        conn.prepare_cached("SELECT recipient, money, goods FROM gift WHERE meeting_id = ?1 ORDER BY id")?;
    let gifts = query.query_map([id], |row| {
        Ok(Gift { recipient: row.get("recipient")?, money: row.get("money")?, goods: row.get("goods")? })
    })?;
    Ok(gifts.collect::<Result<_, _>>()?)
}
