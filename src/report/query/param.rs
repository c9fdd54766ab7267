//! Parameters of the office's own reports: `--param KEY=VALUE`, and `-- param: KEY(what it takes) what it is called`.

use rusqlite::types::Value as Stored;

use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::report::texts;

/// What a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// A number where one was typed, else a text.
    Any,
    Text,
    Number,
    Date,
}

/// A parameter as a head declares it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) struct Param {
    /// Its name.
    pub(super) key: String,
    takes: Takes,
    /// What it is called.
    pub(super) called: String,
}

/// What was typed for a parameter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given {
    /// Its name.
    pub(super) key: String,
    typed: String,
    /// What is bound.
    pub(super) value: Stored,
}

impl Param {
    /// Reads what a head says after `param:`; `None` if it cannot be meant.
    pub(in crate::report) fn read(line: &str) -> Option<Self> {
        let (word, called) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (key, takes) = match word.split_once('(') {
            None => (word, Takes::Any),
            Some((key, takes)) => (
                key,
                match takes.strip_suffix(')')? {
                    "text" => Takes::Text,
                    "number" => Takes::Number,
                    "date" => Takes::Date,
                    _ => return None,
                },
            ),
        };
        is_name(key).then(|| Self { key: key.to_owned(), takes, called: called.trim().to_owned() })
    }

    /// What was typed after each `--param`. Refuses what is no `KEY=VALUE`, and a key that comes twice.
    pub(super) fn given(typed: &[String]) -> Result<Vec<Given>> {
        let mut all: Vec<Given> = Vec::new();
        for typed in typed {
            let parts = typed.split_once(['=', '＝']);
            let Some((key, value)) = parts.map(|(key, value)| (key.trim().trim_start_matches(':'), value)) else {
                return Err(Error::usage(say!(ParamUnread { typed })).hint(say!(ParamUnreadHint)));
            };
            if !is_name(key) {
                return Err(Error::usage(say!(ParamUnread { typed })).hint(say!(ParamUnreadHint)));
            }
            if all.iter().any(|given| given.key == key) {
                return Err(Error::usage(say!(ParamTwice { key })));
            }
            all.push(Given { key: key.to_owned(), typed: value.to_owned(), value: any(value) });
        }
        Ok(all)
    }
}

impl Given {
    /// Whether a number is bound.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.value, Stored::Integer(_))
    }

    /// The same as its declaration takes it. Fails with `Usage` for what is no number or no date where one is wanted.
    pub(super) fn as_declared(&self, param: Option<&Param>) -> Result<Self> {
        let (key, typed) = (self.key.as_str(), self.typed.trim());
        let value = match param.map_or(Takes::Any, |param| param.takes) {
            Takes::Any => self.value.clone(),
            Takes::Text => Stored::Text(self.typed.clone()),
            Takes::Number => number(typed).ok_or_else(|| Error::usage(say!(ParamNoNumber { key, typed })))?,
            Takes::Date => {
                let date = typed.parse::<PartialDate>();
                Stored::Text(date.map_err(|bad| Error::from(bad).of_option(&format!("--param {key}")))?.to_string())
            }
        };
        Ok(Self { value, ..self.clone() })
    }
}

/// Whether SQL could have a parameter of that name.
fn is_name(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// A whole number that is written as one (no code: 007), else the text.
fn any(typed: &str) -> Stored {
    let whole = typed.parse::<i64>().ok().filter(|number| number.to_string() == typed);
    whole.map_or_else(|| Stored::Text(typed.to_owned()), Stored::Integer)
}

fn number(typed: &str) -> Option<Stored> {
    let real = || typed.parse::<f64>().ok().filter(|number| number.is_finite()).map(Stored::Real);
    typed.parse::<i64>().ok().map(Stored::Integer).or_else(real)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_one_and_a_code_is_a_text() {
        let value = |typed: &str| Param::given(&[format!("a={typed}")]).unwrap()[0].value.clone();
        for typed in ["007", "+1", "1.5", "", " 1", "2011-05", "9223372036854775808"] {
            assert_eq!(value(typed), Stored::Text(typed.to_owned()));
        }
        assert_eq!(
            (value("0"), value("-12"), value("2011")),
            (Stored::Integer(0), Stored::Integer(-12), Stored::Integer(2011))
        );
    }

    #[test]
    fn what_is_declared_is_taken_so() {
        let declared = |line: &str, typed: &str| {
            Param::given(&[format!("a={typed}")]).unwrap()[0]
                .as_declared(Param::read(line).as_ref())
                .map(|given| given.value)
        };
        assert_eq!(declared("a(text) 年份", "2011"), Ok(Stored::Text("2011".into())));
        assert_eq!(declared("a(number)", "1.5"), Ok(Stored::Real(1.5)));
        assert_eq!(declared("a(date) 日期", "2011.5"), Ok(Stored::Text("2011-05".into())));
        assert!(declared("a(number)", "x").is_err() && declared("a(date)", "2011-02-30").is_err());
        assert!(Param::read("a(years)").is_none() && Param::read("a-b").is_none() && Param::read("").is_none());
        assert_eq!(Param::read("地区  所在地").map(|param| param.called), Some("所在地".to_owned()));
    }
}
