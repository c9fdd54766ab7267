//! Money: read as people write it, kept in whole fen, never a float.

use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};

use crate::error::BadValue;
use crate::i18n::texts;
use crate::i18n::{Arg, Text, say};
use crate::text;

/// An amount of money, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Money(i64);

const FEN_IN_A_YUAN: i64 = 100;

/// The largest amount that anybody here would write, ten thousand million yuan; beyond it stands a slip of the pen.
const MOST: i64 = 10_000_000_000 * FEN_IN_A_YUAN;

impl Money {
    /// So many fen.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// So many yuan.
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan * FEN_IN_A_YUAN)
    }

    /// In fen.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// In yuan, with two decimals where there are fen: `300`, `300.50`.
    pub fn yuan(self) -> String {
        let (sign, fen) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let unit = FEN_IN_A_YUAN.unsigned_abs();
        match fen % unit {
            0 => format!("{sign}{}", fen / unit),
            part => format!("{sign}{}.{part:02}", fen / unit),
        }
    }
}

impl FromStr for Money {
    type Err = BadValue;

    /// Reads `5000`, `5,000元`, `300.50`, `1万元`, `1.5万`, full-width too. Refuses what is nothing, and less than a fen.
    fn from_str(typed: &str) -> Result<Self, BadValue> {
        let text = text::fold(typed).replace(['¥', '￥', ','], "");
        let text = text.strip_suffix("人民币").unwrap_or(&text);
        let whole = if text.ends_with('元') { text.to_owned() } else { format!("{text}元") };
        let read =
            in_units(&whole).and_then(|(number, fen)| in_fen(number, fen)).filter(|fen| (1..=MOST).contains(fen));
        read.map(Self).ok_or_else(|| BadValue(say!(MoneyUnreadable { typed: typed.trim() })))
    }
}

/// A number and how many fen its unit is: `1.5万元`; `None` where there is no unit.
pub(crate) fn in_units(text: &str) -> Option<(&str, i64)> {
    let units = [("亿元", 100_000_000), ("万元", 10_000), ("元", 1)];
    units.into_iter().find_map(|(unit, yuan)| Some((text.strip_suffix(unit)?, yuan * FEN_IN_A_YUAN)))
}

/// A plain decimal number of a unit of so many fen, in fen; `None` where it is no such number, or no whole number of fen.
pub(crate) fn in_fen(number: &str, fen: i64) -> Option<i64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    let part = if is_number(part) { part.trim_end_matches('0') } else { part };
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > 10 {
        return None;
    }
    let digits: i128 = format!("{whole}{part}").parse().ok()?;
    let scale = 10_i128.pow(u32::try_from(part.len()).ok()?);
    let fen = digits.checked_mul(fen.into())?;
    if fen % scale == 0 { i64::try_from(fen / scale).ok() } else { None }
}

impl From<Money> for Text {
    fn from(money: Money) -> Self {
        say!(Yuan { yuan: money.yuan() })
    }
}

impl From<Money> for Arg {
    fn from(money: Money) -> Self {
        Text::from(money).into()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn money_is_read_as_people_write_it() {
        let fen = |typed: &str| typed.parse::<Money>().ok().map(Money::fen);
        for typed in ["10000", "1万元", "１万元", "10,000元", "1万", "¥10000.00", " 10000 元 ", "10000.000"] {
            assert_eq!(fen(typed), Some(1_000_000), "{typed}");
        }
        assert_eq!((fen("1.5万"), fen("300.55元"), fen("0.01")), (Some(1_500_000), Some(30_055), Some(1)));
        for typed in ["", "0", "-5", "一万", "1e5", "1.2.3", "万元", "99999999999", "3.125", "0.001", "1.2345678万"]
        {
            assert_eq!(fen(typed), None, "{typed}");
        }
    }

    #[test]
    fn money_is_said_in_yuan() {
        let said = |fen: i64| Text::from(Money(fen)).say(Lang::Zh);
        assert_eq!(
            (said(1_000_000), said(30_055), said(-5)),
            ("10000 元".into(), "300.55 元".into(), "-0.05 元".into())
        );
    }
}
