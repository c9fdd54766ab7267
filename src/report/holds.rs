//! What the cells of a report's rows hold: how they are shown, and what rows with them are counted under.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::bands::codes_named;
use crate::code::{self, Code, UnknownCode};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, say};
use crate::lists;
use crate::org;
use crate::output::Value;
use crate::report::texts;
use crate::text;

/// What stands for a code in a row of what a guided org returned: its sums are not told apart further.
static REPORTED: Code = Code { code: "reported", label: Label { zh: "上报", en: "Returned" }, synonyms: &[] };

/// How the values of a column are to be understood.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Holds {
    /// As they are.
    Plain,
    /// 0 and 1 for no and yes.
    Bool,
    /// Codes of a list.
    Codes(&'static [Code]),
    /// Some of a list, parted by commas.
    Several(&'static [Code]),
    /// A number of years, counted in bands whose codes say from where to where (`31-35`, `61-`), or a code among them.
    Bands(&'static [Code]),
    /// The row of an org, shown by its name of the day.
    Org,
    /// The office of a lake that the org of the row is of, by number; shown by what it is called.
    Office,
    /// Nothing of its own: the running number of the row.
    Seq,
}

/// What a row is counted under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key<'r> {
    /// It is not known.
    Unknown,
    /// A number, or the row of an org.
    Number(i64),
    /// A text or a code.
    Text(&'r str),
}

impl Holds {
    /// What a word in brackets behind a column means.
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "bool" => Self::Bool,
            "org" => Self::Org,
            "seq" => Self::Seq,
            list if lists::holds_several(list) => Self::Several(codes_named(list)?),
            list if list.ends_with("_band") => Self::Bands(codes_named(list)?),
            list => Self::Codes(codes_named(list)?),
        })
    }

    /// What a row with this cell is counted under.
    pub(super) fn key<'r>(&self, cell: ValueRef<'r>) -> Key<'r> {
        if let (Self::Bands(codes), Some(years)) = (self, years(cell)) {
            return band_of(codes, years).map_or(Key::Unknown, |band| Key::Text(band.code));
        }
        match (self, cell) {
            (_, ValueRef::Null) => Key::Unknown,
            (_, ValueRef::Integer(number)) => Key::Number(number),
            (_, cell) => cell.as_str().map_or(Key::Unknown, Key::Text),
        }
    }

    /// What somebody who types this means by it, where a list or yes and no settle it.
    ///
    /// Fails with `Usage` and the choices if it is none of them.
    pub(super) fn settled(&self, typed: &str) -> Result<Option<OwnedKey>> {
        match self {
            _ if typed.is_empty() || ["不详", "null", "not known"].contains(&typed) => Ok(Some(OwnedKey::Unknown)),
            Self::Codes(_) | Self::Bands(_) if typed == REPORTED.code || REPORTED.label.answers_to(typed) => {
                Ok(Some(OwnedKey::Text(REPORTED.code.to_owned())))
            }
            Self::Codes(codes) | Self::Bands(codes) => match code::find(codes, typed) {
                Ok(code) => Ok(Some(OwnedKey::Text(code.code.to_owned()))),
                Err(unknown) => Err(of_no_list(unknown)),
            },
            Self::Bool => match text::yes_or_no(typed) {
                Some(flag) => Ok(Some(OwnedKey::Number(flag.into()))),
                None => Err(Error::usage(say!(CodeUnknown { typed }))),
            },
            Self::Plain | Self::Several(_) | Self::Org | Self::Office | Self::Seq => Ok(None),
        }
    }

    /// What is shown for a key.
    pub(super) fn shown(&self, key: Key<'_>, names: &Names<'_>) -> Result<Value> {
        Ok(match (self, key) {
            (_, Key::Unknown) => Value::Unknown,
            (Self::Bool, Key::Number(flag)) => Value::Bool(flag != 0),
            (Self::Org, Key::Number(id)) => names.org(id)?.1.into(),
            (Self::Office, Key::Number(number)) => names.office(number)?.into(),
            (_, Key::Number(number)) => Value::Int(number),
            (Self::Codes(codes) | Self::Bands(codes), Key::Text(text)) => {
                let known = codes.iter().chain([&REPORTED]).find(|code| code.code == text);
                known.map_or_else(|| text.into(), Value::Code)
            }
            (_, Key::Text(text)) => text.into(),
        })
    }

    /// What is shown for a cell of a row: years as years, not in bands.
    pub(super) fn cell(&self, cell: ValueRef<'_>, names: &Names<'_>) -> Result<Value> {
        if let (Self::Bands(_), Some(years)) = (self, years(cell)) {
            return Ok(Value::Int(years));
        }
        match (self, cell) {
            (_, ValueRef::Null) => Ok(Value::Null),
            (_, ValueRef::Real(number)) => Ok(Value::Text(number.to_string())),
            (Self::Several(codes), ValueRef::Text(text)) => {
                let is_there = |code: &&Code| text.split(|byte| *byte == b',').any(|part| part == code.code.as_bytes());
                Ok(Value::Codes(codes.iter().filter(is_there).collect()))
            }
            (_, cell) => self.shown(self.key(cell), names),
        }
    }
}

/// Full years, also as a text where a band beside them is none of years.
fn years(cell: ValueRef<'_>) -> Option<i64> {
    match cell {
        ValueRef::Integer(years) => Some(years),
        ValueRef::Text(text) => std::str::from_utf8(text).ok()?.parse().ok(),
        _ => None,
    }
}

/// A code that is in no list is a slip of the command line.
fn of_no_list(unknown: UnknownCode) -> Error {
    unknown.into()
}

/// The band that a number of full years falls into.
fn band_of(codes: &'static [Code], years: i64) -> Option<&'static Code> {
    let lowest = |code: &Code| code.code.split_once('-')?.0.parse::<i64>().ok();
    codes.iter().rfind(|code| lowest(code).is_some_and(|lowest| lowest <= years))
}

/// A key that outlives its row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum OwnedKey {
    /// A number, or the row of an org.
    Number(i64),
    /// A text or a code.
    Text(String),
    /// It is not known; comes last.
    Unknown,
}

impl OwnedKey {
    /// The key of a row.
    pub(super) fn of(key: Key<'_>) -> Self {
        match key {
            Key::Unknown => Self::Unknown,
            Key::Number(number) => Self::Number(number),
            Key::Text(text) => Self::Text(text.to_owned()),
        }
    }

    /// The same, borrowed.
    pub(super) fn as_key(&self) -> Key<'_> {
        match self {
            Self::Unknown => Key::Unknown,
            Self::Number(number) => Key::Number(*number),
            Self::Text(text) => Key::Text(text),
        }
    }
}

/// The names that orgs and units bear on the day of the clock (of those that are dissolved, the last; before they had one, what
/// they are called at last), looked up once each.
pub(super) struct Names<'c> {
    conn: &'c Connection,
    orgs: RefCell<HashMap<i64, (String, String)>>,
    units: RefCell<HashMap<i64, String>>,
}

impl<'c> Names<'c> {
    /// Names as they stand in a database.
    pub(super) fn of(conn: &'c Connection) -> Self {
        Self { conn, orgs: RefCell::default(), units: RefCell::default() }
    }

    /// The code and the name of an org.
    pub(super) fn org(&self, id: i64) -> Result<(String, String)> {
        if let Some(known) = self.orgs.borrow().get(&id) {
            return Ok(known.clone());
        }
        let mut query = self.conn.prepare_cached(
            "SELECT code, (SELECT name FROM org_name CROSS JOIN clock AS day WHERE day.id = 1 AND org_id = org.id
                           ORDER BY since_day <= day.as_of DESC, since_day DESC LIMIT 1)
             FROM clock CROSS JOIN org WHERE clock.id = 1 AND org.id = ?1",
        )?;
        let found = query.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.orgs.borrow_mut().insert(id, found);
        self.org(id)
    }

    /// What an office of a lake is called.
    pub(super) fn office(&self, number: i64) -> Result<String> {
        Ok(self
            .conn
            .prepare_cached("SELECT name FROM lake_office WHERE number = ?1")?
            .query_row([number], |row| row.get(0))?)
    }

    /// The name of a unit.
    pub(super) fn unit(&self, id: i64) -> Result<String> {
        if let Some(known) = self.units.borrow().get(&id) {
            return Ok(known.clone());
        }
        let mut query = self.conn.prepare_cached(
            "SELECT name FROM clock CROSS JOIN unit_state WHERE clock.id = 1 AND unit_id = ?1
             ORDER BY since_day <= as_of DESC, since_day DESC LIMIT 1",
        )?;
        let found = query.query_row([id], |row| row.get(0))?;
        self.units.borrow_mut().insert(id, found);
        self.unit(id)
    }

    /// The org that is meant by what was typed; one that nobody knows is a slip of the command line.
    pub(super) fn find_org(&self, typed: &str) -> Result<OwnedKey> {
        match org::find(self.conn, typed) {
            Ok(id) => Ok(OwnedKey::Number(id.0)),
            Err(error) if error.kind() == Kind::NotFound => Err(Error::usage(error.message().clone())),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bands::{AgeBand, SeniorityBand};
    use super::*;

    #[test]
    fn years_fall_into_the_band_that_says_so() {
        let band = |years| band_of(AgeBand::CODES, years).map(|code| code.code);
        for (years, code) in [(0, "0-30"), (30, "0-30"), (31, "31-35"), (60, "56-60"), (61, "61-"), (99, "61-")] {
            assert_eq!(band(years), Some(code), "{years}");
        }
        assert_eq!(band(-1), None);
        assert_eq!(band_of(SeniorityBand::CODES, 0).map(|code| code.code), Some("0-5"));
        let probation = Holds::Bands(SeniorityBand::CODES);
        assert_eq!(probation.key(ValueRef::Text(b"7")), probation.key(ValueRef::Integer(7)));
        assert_eq!(probation.key(ValueRef::Text(b"probation")), Key::Text("probation"));
    }

    #[test]
    fn what_is_typed_means_a_code_or_nobody_knows() {
        let sex = Holds::named("sex").unwrap();
        assert_eq!(sex.settled("女").unwrap(), Some(OwnedKey::Text("female".into())));
        assert_eq!(sex.settled("不详").unwrap(), Some(OwnedKey::Unknown));
        assert_eq!(sex.settled("x").unwrap_err().kind(), Kind::Usage);
        assert_eq!(Holds::Plain.settled("海宁市").unwrap(), None);
    }
}
