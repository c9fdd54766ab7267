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

/// Records what was given. Returns its row.
pub(super) fn give(tx: &Tx<'_>, id: MeetingId, gift: &Gift) -> Result<i64> {
    tx.execute(
        "INSERT INTO gift (meeting_id, recipient, money, goods) VALUES (:meeting, :recipient, :money, :goods)",
        named_params! {":meeting": id, ":recipient": gift.recipient, ":money": gift.money, ":goods": gift.goods},
    )?;
    Ok(tx.last_insert_rowid())
}

/// Puts right how much was given, and what.
pub(super) fn correct(tx: &Tx<'_>, row: i64, gift: &Gift) -> Result<()> {
    tx.execute("UPDATE gift SET money = ?1, goods = ?2 WHERE id = ?3", (gift.money, &gift.goods, row))?;
    Ok(())
}

/// What was given at a meeting.
pub(super) fn given(conn: &Connection, id: MeetingId) -> Result<Vec<Gift>> {
    Ok(on_record(conn, id)?.into_iter().map(|(_, gift)| gift).collect())
}

/// The same, each with its row.
pub(super) fn on_record(conn: &Connection, id: MeetingId) -> Result<Vec<(i64, Gift)>> {
    let mut query =
        conn.prepare_cached("SELECT id, recipient, money, goods FROM gift WHERE meeting_id = ?1 ORDER BY id")?;
    let gifts = query.query_map([id], |row| {
        let gift = Gift { recipient: row.get("recipient")?, money: row.get("money")?, goods: row.get("goods")? };
        Ok((row.get("id")?, gift))
    })?;
    Ok(gifts.collect::<Result<_, _>>()?)
}
