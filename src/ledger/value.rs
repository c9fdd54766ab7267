//! What stands in a field: read as typed, kept as stored, shown as a user sees it.

use chrono::{Datelike as _, NaiveDate};
use rusqlite::Connection;
use rusqlite::types::Value as Stored;

use super::{Field, Holds, lines};
use crate::code::{self, Code};
use crate::date::{self, PartialDate};
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::ledger::texts;
use crate::money::{Money, in_fen, in_units};
use crate::org::unit;
use crate::output::{Value, yes_no};
use crate::{member, org, text};

/// Who reads a name: somebody at a keyboard, who may write a part of it, or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Parts, initials and pinyin will do.
    Person,
    /// Only the whole name, a short name, a code or a number.
    File,
}

/// Reads what was typed for a field; an empty text is nothing. Refuses what it cannot hold.
pub(super) fn read(conn: &Connection, field: &Field, typed: &str, reader: Reader, today: NaiveDate) -> Result<Stored> {
    if typed.trim().is_empty() {
        return Ok(Stored::Null);
    }
    let is_file = reader == Reader::File;
    Ok(Stored::Integer(match field.holds {
        Holds::Org if is_file => org::find_exactly(conn, typed)?.0,
        Holds::Org => org::find(conn, typed)?.0,
        Holds::Unit if is_file => unit::find_exactly(conn, typed)?.0,
        Holds::Unit => unit::find(conn, typed)?.0,
        Holds::Person if is_file => member::find_exactly(conn, typed)?.0,
        Holds::Person => member::find(conn, typed)?.0,
        _ => return plain(field, typed, today).map_err(Error::refused),
    }))
}

/// The same of what refers to nothing on record.
fn plain(field: &Field, typed: &str, today: NaiveDate) -> Result<Stored, Text> {
    Ok(match field.holds {
        Holds::Code(known) => code_of(known, typed)?.code.to_owned().into(),
        Holds::Codes(known) => several(known, typed)?.into(),
        Holds::Count => count(typed)?.into(),
        Holds::Money => money(typed)?.into(),
        Holds::Flag => i64::from(flag(typed)?).into(),
        Holds::Amount => amount(typed)?.into(),
        Holds::Points => points(typed)?.into(),
        Holds::Date => date::happened_in_party(typed, today)?.to_string().into(),
        Holds::Ahead => ahead(typed)?.to_string().into(),
        Holds::Year => year(typed, today)?.into(),
        Holds::Lines(heads) => lines::read(heads, typed)?,
        _ => text::typed(Some(typed)).map_or(Stored::Null, Stored::Text),
    })
}

/// A day of the Party's time, which may lie ahead.
fn ahead(typed: &str) -> Result<PartialDate, Text> {
    let date = typed.parse::<PartialDate>().map_err(|bad| bad.0)?;
    date::in_party(&date).map(|()| date)
}

/// A year, with or without its word.
fn year(typed: &str, today: NaiveDate) -> Result<i64, Text> {
    let plain = text::without_decimals(typed.trim()).trim_end_matches('度');
    let date = date::happened_in_party(plain, today)?;
    if date.is_year() { Ok(date.first_day().year().into()) } else { Err(say!(YearNeeded)) }
}

fn flag(typed: &str) -> Result<bool, Text> {
    text::yes_or_no(typed).ok_or_else(|| say!(NotInList { choices: vec![yes_no(true), yes_no(false)] }))
}

/// One of a list. What is none is told with the one that it is nearest to.
pub(super) fn code_of(known: &'static [Code], typed: &str) -> Result<&'static Code, Text> {
    code::find(known, typed).map_err(|unknown| {
        let problem = unknown.to_problem();
        match nearest(known, typed) {
            Some(code) => say!(NearestOfList { problem, nearest: code.label }),
            None => problem,
        }
    })
}

/// The one of a list that is written most alike.
fn nearest(known: &'static [Code], typed: &str) -> Option<&'static Code> {
    const ALIKE: f64 = 0.6;
    let typed = text::fold(typed);
    let likeness = |code: &Code| {
        let spellings = [code.code, code.label.zh, code.label.en].into_iter().chain(code.synonyms.iter().copied());
        spellings.map(|spelling| strsim::jaro(&text::fold(spelling), &typed)).fold(0.0, f64::max)
    };
    let near = known.iter().map(|code| (likeness(code), code)).max_by(|one, other| one.0.total_cmp(&other.0));
    near.filter(|(likeness, _)| *likeness > ALIKE).map(|(_, code)| code)
}

/// Some of a list, in its order, each once, parted by commas; typed, a blank or a stroke parts them too.
fn several(known: &'static [Code], typed: &str) -> Result<String, Text> {
    let parts = text::items(typed).flat_map(|item| item.split(['/', ' '])).filter(|part| !part.is_empty());
    let found: Vec<&Code> = parts.map(|part| code_of(known, part)).collect::<Result<_, _>>()?;
    let kept: Vec<&str> = known.iter().filter(|code| found.contains(code)).map(|code| code.code).collect();
    Ok(kept.join(","))
}

/// A number with or without the word that counts: `40`, `40座`, `120㎡`.
fn count(typed: &str) -> Result<i64, Text> {
    const WORDS: [&str; 9] = ["", "m2", "m²", "㎡", "平方米", "平米", "人", "座", "个"];
    let folded = text::fold(typed);
    let (number, word) = counted(&folded);
    number.parse().ok().filter(|_| WORDS.contains(&word)).ok_or(say!(CountNeeded))
}

/// A number, and the word that counts: `40`, `座`.
fn counted(folded: &str) -> (&str, &str) {
    folded.split_at(folded.find(|c: char| !c.is_ascii_digit()).unwrap_or(folded.len()))
}

/// Money in fen: `100万元`, `35.5元`. A bare number may be either, so it is refused.
fn money(typed: &str) -> Result<i64, Text> {
    let folded = text::fold(typed).replace(',', "");
    let bad = || say!(MoneyBad);
    let (number, fen) =
        in_units(&folded).ok_or_else(|| if folded.parse::<f64>().is_ok() { say!(MoneyWithoutUnit) } else { bad() })?;
    in_fen(number, fen).ok_or_else(bad)
}

/// A number with its unit: money, perhaps of a year, or things counted.
fn amount(typed: &str) -> Result<String, Text> {
    const WORDS: [&str; 9] = ["人", "件", "个", "次", "项", "家", "户", "起", "名"];
    let folded = text::fold(typed);
    let of_year = folded.strip_suffix("/年").or_else(|| folded.strip_suffix("每年"));
    if folded.ends_with('元') || of_year.is_some() {
        let fen = money(of_year.unwrap_or(&folded))?;
        return Ok(format!("{}{}", yuan(fen), if of_year.is_some() { "/年" } else { "" }));
    }
    let (number, word) = counted(&folded);
    match number.parse::<u32>() {
        Ok(number) if WORDS.contains(&word) => Ok(format!("{number}{}", if word == "名" { "人" } else { word })),
        _ if folded.parse::<f64>().is_ok() => Err(say!(AmountWithoutUnit)),
        _ => Err(say!(AmountBad)),
    }
}

/// Points: `5`, `+2.5分`, `-1`; at most two places after the point.
fn points(typed: &str) -> Result<f64, Text> {
    const MOST: f64 = 1_000_000.0;
    let folded = text::fold(typed);
    let number = folded.strip_suffix('分').unwrap_or(&folded);
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '.'));
    let places = number.split_once('.').map_or(0, |(_, places)| places.len());
    let read = number.parse::<f64>().ok().filter(|points| is_plain && places <= 2 && points.abs() <= MOST);
    read.ok_or(say!(PointsBad))
}

/// Money as it is typed.
fn yuan(fen: i64) -> String {
    format!("{}元", Money::from_fen(fen).yuan())
}

/// What is stored, as a user sees it; what is on record by its name, which the query found.
pub(super) fn shown(field: &Field, stored: Stored) -> Value {
    match (field.holds, stored) {
        (_, Stored::Null) => Value::Null,
        (Holds::Code(known), Stored::Text(code)) => {
            known.iter().find(|known| known.code == code).map_or(Value::Text(code), Value::Code)
        }
        (Holds::Codes(known), Stored::Text(codes)) => {
            Value::Codes(known.iter().filter(|known| codes.split(',').any(|code| code == known.code)).collect())
        }
        (Holds::Money, Stored::Integer(fen)) => yuan(fen).into(),
        (Holds::Flag, Stored::Integer(flag)) => Value::Bool(flag == 1),
        (Holds::Lines(heads), stored) => Value::Lines(lines::of(heads, &stored)),
        (_, Stored::Integer(number)) => number.into(),
        (_, Stored::Text(text)) => text.into(),
        (_, Stored::Real(number)) => Value::Decimal(number),
        (_, Stored::Blob(_)) => Value::Null,
    }
}

/// The date that is stored.
pub(super) fn date(stored: &Stored) -> Option<PartialDate> {
    match stored {
        Stored::Text(date) => date.parse().ok(),
        Stored::Integer(year) => year.to_string().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Label;

    #[test]
    fn money_is_typed_with_its_unit() {
        for (typed, fen) in [
            ("100万元", 100_000_000),
            ("35.5元", 3_550),
            ("１,０００元", 100_000),
            ("0.5万元", 500_000),
            ("1.23456789亿元", 12_345_678_900),
            ("0.01元", 1),
        ] {
            assert_eq!(money(typed), Ok(fen), "{typed}");
            assert_eq!(money(&yuan(fen)), Ok(fen));
        }
        assert_eq!(money("100"), Err(say!(MoneyWithoutUnit)));
        for typed in ["0.001元", "元", "-5元", "1.5.5元", "一百元", "5美元", "99999999999999999999亿元"] {
            assert_eq!(money(typed), Err(say!(MoneyBad)), "{typed}");
        }
    }

    #[test]
    fn an_amount_has_its_unit_and_one_spelling() {
        for (typed, kept) in [
            ("100万元", "1000000元"),
            ("2500万元/年", "25000000元/年"),
            ("0.5元每年", "0.50元/年"),
            ("３５人", "35人"),
            ("35名", "35人"),
            ("12 件", "12件"),
        ] {
            assert_eq!(amount(typed).as_deref(), Ok(kept), "{typed}");
            assert_eq!(amount(kept).as_deref(), Ok(kept));
        }
        assert_eq!(amount("100"), Err(say!(AmountWithoutUnit)));
        assert_eq!(amount("100万"), Err(say!(AmountBad)));
        for typed in ["", "人", "-3人", "1.5人", "5头", "若干", "99999999999人"] {
            assert!(amount(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn points_may_be_taken_off() {
        for (typed, number) in [("5", 5.0), ("+2.5分", 2.5), ("-1", -1.0), ("９８．２５", 98.25)] {
            assert_eq!(points(typed), Ok(number), "{typed}");
        }
        for typed in ["", "优", "1.234", "1e3", "inf", "--1", "1000001"] {
            assert_eq!(points(typed), Err(say!(PointsBad)), "{typed}");
        }
    }

    #[test]
    fn what_is_of_no_list_is_told_with_the_nearest() {
        const KNOWN: &[Code] = &[
            Code { code: "removal", label: Label { zh: "撤销党内职务", en: "removal" }, synonyms: &["撤职"] },
            Code { code: "warning", label: Label { zh: "警告", en: "warning" }, synonyms: &[] },
        ];
        let named = |typed| nearest(KNOWN, typed).map(|code| code.code);
        assert_eq!(named("撤销职务"), Some("removal"));
        assert_eq!(named("warnning"), Some("warning"));
        assert_eq!(named("记过"), None);
        assert_eq!(code_of(KNOWN, "撤职").map(|code| code.code), Ok("removal"));
    }

    #[test]
    fn a_year_is_no_month_and_does_not_lie_ahead() {
        let today = NaiveDate::from_ymd_opt(2011, 5, 31).unwrap();
        for typed in ["2010", "2010年", "2010年度", " 2010.0 "] {
            assert_eq!(year(typed, today), Ok(2010), "{typed}");
        }
        assert_eq!(year("2010-05", today), Err(say!(YearNeeded)));
        for typed in ["2012", "10", "度", "1900"] {
            assert!(year(typed, today).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_count_may_be_counted_by_a_word() {
        for (typed, number) in
            [("40", 40), ("４０座", 40), ("120㎡", 120), ("120平方米", 120), ("120m2", 120), ("0", 0)]
        {
            assert_eq!(count(typed), Ok(number), "{typed}");
        }
        for typed in ["", "-1", "1.5", "多", "12元"] {
            assert!(count(typed).is_err(), "{typed}");
        }
    }
}
