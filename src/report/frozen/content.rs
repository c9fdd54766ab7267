//! What a frozen report says, as JSON that no later version of the program reads otherwise: the cells by their codes, and beside
//! them what everything was called.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::i18n::Label;
use crate::output::{Column, Kept, Line, Row, Value};

/// The figures and words of a report. Its JSON is what the SHA-256 is taken of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Content {
    /// The keys of its columns.
    pub(super) columns: Vec<String>,
    /// Its rows, in order.
    pub(super) rows: Vec<Vec<Cell>>,
    /// The row of totals, where there is one.
    pub(super) total: Option<Vec<Cell>>,
}

/// A cell: `null`, `true`, `12`, `"text"`, or what it is under a name (`{"code": "male"}`, `{"share": 0.25}`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Cell {
    Null(()),
    Bool(bool),
    Int(i64),
    Text(String),
    Named(Named),
}

/// What JSON has no word for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Named {
    /// A group of those of whom it is not known.
    Unknown(()),
    /// A part of a whole, 0 to 1.
    Share(f64),
    /// A number with what stands after the point.
    Decimal(f64),
    /// Any other number.
    Real(f64),
    /// A coded value.
    Code(String),
    /// Several of a list.
    Codes(Vec<String>),
    /// Lines: what each stands under, what it says, and how it is marked.
    Lines(Vec<(String, String, Option<String>)>),
}

/// What columns and codes were called, in Chinese and English.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Labels {
    /// What stood over each column, by key.
    columns: BTreeMap<String, (String, String)>,
    /// The columns that a table leaves out unless they are asked for.
    wide: Vec<String>,
    /// The coded values that occur, by column and code.
    codes: BTreeMap<String, BTreeMap<String, (String, String)>>,
}

impl Content {
    /// What was handed over, with the names of everything in it.
    pub(super) fn of(kept: &Kept) -> (Self, Labels) {
        let mut labels = Labels::default();
        for column in &kept.columns {
            if let Some(Label { zh, en }) = column.label() {
                labels.columns.insert(column.key.clone(), (zh.to_owned(), en.to_owned()));
            }
            if column.wide {
                labels.wide.push(column.key.clone());
            }
        }
        let mut row = |row: &Row| -> Vec<Cell> {
            kept.columns.iter().zip(row).map(|(column, value)| labels.cell(&column.key, value)).collect()
        };
        let rows = kept.rows.iter().map(&mut row).collect();
        let total = kept.total.as_ref().map(row);
        (Self { columns: kept.columns.iter().map(|column| column.key.clone()).collect(), rows, total }, labels)
    }
}

impl Labels {
    fn cell(&mut self, column: &str, value: &Value) -> Cell {
        Cell::Named(match value {
            Value::Null => return Cell::Null(()),
            Value::Bool(flag) => return Cell::Bool(*flag),
            Value::Int(number) => return Cell::Int(*number),
            Value::Text(text) => return Cell::Text(text.clone()),
            Value::Unknown => Named::Unknown(()),
            Value::Share(share) => Named::Share(*share),
            Value::Decimal(number) => Named::Decimal(*number),
            Value::Real(number) => Named::Real(*number),
            Value::Code(code) => Named::Code(self.code(column, code)),
            Value::Codes(codes) => Named::Codes(codes.iter().map(|code| self.code(column, code)).collect()),
            Value::Lines(lines) => Named::Lines(
                lines
                    .iter()
                    .map(|line| {
                        let mark = line.mark.map(|mark| self.code(&marks(column), mark));
                        (self.code(column, line.head), line.text.clone(), mark)
                    })
                    .collect(),
            ),
        })
    }

    fn code(&mut self, list: &str, code: &Code) -> String {
        let Label { zh, en } = code.label;
        let known = self.codes.entry(list.to_owned()).or_default();
        known.entry(code.code.to_owned()).or_insert_with(|| (zh.to_owned(), en.to_owned()));
        code.code.to_owned()
    }

    /// These, and of those what is not named here.
    pub(super) fn with(mut self, others: Self) -> Self {
        for (key, label) in others.columns {
            self.columns.entry(key).or_insert(label);
        }
        for (list, codes) in others.codes {
            let known = self.codes.entry(list).or_default();
            for (code, label) in codes {
                known.entry(code).or_insert(label);
            }
        }
        self
    }

    /// The columns of a content as they were called.
    pub(super) fn columns(&self, content: &Content) -> Vec<Column> {
        let column = |key: &String| match self.columns.get(key) {
            Some(label) => Column::called(key, leaked(label)),
            None => Column::new(key),
        };
        let wide: Vec<&str> = self.wide.iter().map(String::as_str).collect();
        Column::brief(content.columns.iter().map(column).collect(), &wide)
    }

    /// What a column was called.
    pub(super) fn of_column(&self, key: &str) -> Option<Label> {
        self.columns.get(key).map(leaked)
    }

    /// The codes as values of the program.
    pub(super) fn known(&self) -> Codes {
        let code = |(code, label): (&String, &(String, String))| {
            let made = Code { code: code.clone().leak(), label: leaked(label), synonyms: &[] };
            (code.clone(), &*Box::leak(Box::new(made)))
        };
        Codes(self.codes.iter().map(|(list, codes)| (list.clone(), codes.iter().map(code).collect())).collect())
    }
}

/// The list of how the lines of a column are marked.
fn marks(column: &str) -> String {
    format!("{column}.mark")
}

/// A label lives as long as the program, which prints one answer.
fn leaked((zh, en): &(String, String)) -> Label {
    Label { zh: zh.clone().leak(), en: en.clone().leak() }
}

/// The codes that occur, each made once.
pub(super) struct Codes(BTreeMap<String, BTreeMap<String, &'static Code>>);

impl Codes {
    /// The row as it was handed over.
    pub(super) fn row(&self, columns: &[String], cells: &[Cell]) -> Row {
        columns.iter().zip(cells).map(|(column, cell)| self.value(column, cell)).collect()
    }

    /// The value of a cell.
    pub(super) fn value(&self, column: &str, cell: &Cell) -> Value {
        match cell {
            Cell::Null(()) => Value::Null,
            Cell::Bool(flag) => Value::Bool(*flag),
            Cell::Int(number) => Value::Int(*number),
            Cell::Text(text) => Value::Text(text.clone()),
            Cell::Named(Named::Unknown(())) => Value::Unknown,
            Cell::Named(Named::Share(share)) => Value::Share(*share),
            Cell::Named(Named::Decimal(number)) => Value::Decimal(*number),
            Cell::Named(Named::Real(number)) => Value::Real(*number),
            Cell::Named(Named::Code(code)) => match self.code(column, code) {
                Some(code) => Value::Code(code),
                None => Value::Text(code.clone()),
            },
            Cell::Named(Named::Codes(codes)) => {
                Value::Codes(codes.iter().filter_map(|code| self.code(column, code)).collect())
            }
            Cell::Named(Named::Lines(lines)) => {
                let line = |(head, text, mark): &(String, String, Option<String>)| {
                    let mark = mark.as_ref().and_then(|mark| self.code(&marks(column), mark));
                    Some(Line { head: self.code(column, head)?, text: text.clone(), mark })
                };
                Value::Lines(lines.iter().filter_map(line).collect())
            }
        }
    }

    fn code(&self, list: &str, code: &str) -> Option<&'static Code> {
        self.0.get(list)?.get(code).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Header;

    #[test]
    fn every_kind_of_value_comes_back_as_it_was() {
        let one: &'static Code = Header::Keys.entry();
        let other: &'static Code = Header::None.entry();
        let line = Line { head: one, text: "一".into(), mark: Some(other) };
        let values = vec![
            Value::Null,
            Value::Unknown,
            Value::Text("null".into()),
            Value::Int(-7),
            Value::Share(1.0 / 3.0),
            Value::Decimal(0.1 + 0.2),
            Value::Bool(false),
            Value::Code(other),
            Value::Codes(vec![one, other]),
            Value::Lines(vec![line]),
        ];
        let columns: Vec<Column> = ('a'..='j').map(|key| Column::new(&key.to_string())).collect();
        let kept = Kept { columns, rows: vec![values.clone()], ..Kept::default() };
        let (content, labels) = Content::of(&kept);
        let json = serde_json::to_string(&content).unwrap();
        let read: Content = serde_json::from_str(&json).unwrap();
        assert_eq!(read, content);
        let labels: Labels = serde_json::from_str(&serde_json::to_string(&labels).unwrap()).unwrap();
        // The codes are made anew, so that they are compared by what is printed of them.
        let shown = |value: &Value| format!("{value:?}");
        let back = labels.known().row(&read.columns, &read.rows[0]);
        assert_eq!(back.iter().map(shown).collect::<Vec<_>>(), values.iter().map(shown).collect::<Vec<_>>());
        assert!(json.starts_with(r#"{"columns":["a","b""#), "{json}");
        assert!(json.contains(r#"[null,{"unknown":null},"null",-7,{"share":0.3333333333333333}"#), "{json}");
    }
}
