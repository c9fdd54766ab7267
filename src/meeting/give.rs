//! What was given at a charity activity, and to whom.

use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};
use rusqlite::{Connection, named_params};

use super::MeetingId;
use crate::db::Tx;
use crate::error::{BadValue, Result};
use crate::i18n::{Text, say};
use crate::meeting::texts;

/// An amount of money, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Money(i64);

/// The largest amount that anybody here would give, ten thousand million yuan; beyond it stands a slip of the pen.
const MOST: f64 = 1e10;

impl FromStr for Money {
    type Err = BadValue;

    /// Reads `5000`, `5,000元`, `300.50`, `1万元`, `1.5万`, full-width too.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let text = crate::text::fold(typed).replace(['¥', '￥', ','], "");
        let bad = || BadValue(say!(MoneyUnreadable { typed: typed.trim() }));
        let text = text.strip_suffix("人民币").unwrap_or(&text);
        let text = text.strip_suffix("元").unwrap_or(text);
        let (number, times) = match text.strip_suffix('万') {
            Some(number) => (number, 10_000.0),
            None => (text, 1.0),
        };
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Err(bad());
        }
        let yuan = number.parse::<f64>().map_err(|_| bad())? * times;
        #[expect(clippy::cast_possible_truncation, reason = "below a limit that an i64 holds")]
        let fen = Some((yuan * 100.0).round()).filter(|fen| *fen >= 1.0 && yuan <= MOST).map(|fen| fen as i64);
        fen.map(Self).ok_or_else(bad)
    }
}

impl Money {
    /// The amount in yuan, as it can be read again: `300.55`.
    pub(super) fn yuan(self) -> String {
        let Self(fen) = self;
        if fen % 100 == 0 { (fen / 100).to_string() } else { format!("{}.{:02}", fen / 100, fen % 100) }
    }
}

impl From<Money> for Text {
    fn from(money: Money) -> Self {
        say!(Yuan { yuan: money.yuan() })
    }
}

impl rusqlite::ToSql for Money {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Money {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn money_is_read_as_people_write_it() {
        let fen = |typed: &str| typed.parse::<Money>().ok().map(|money| money.0);
        for typed in ["10000", "1万元", "１万元", "10,000元", "1万", "¥10000.00", " 10000 元 "] {
            assert_eq!(fen(typed), Some(1_000_000), "{typed}");
        }
        assert_eq!((fen("1.5万"), fen("300.55元"), fen("0.01")), (Some(1_500_000), Some(30_055), Some(1)));
        for typed in ["", "0", "-5", "一万", "1e5", "1.2.3", "万元", "99999999999"] {
            assert_eq!(fen(typed), None, "{typed}");
        }
        let said = |fen: i64| Text::from(Money(fen)).say(Lang::Zh);
        assert_eq!((said(1_000_000), said(30_055)), ("10000 元".into(), "300.55 元".into()));
    }
}
