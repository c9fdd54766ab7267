//! The head of a report's file, read.

use super::bands::codes_named;
use crate::code::Code;
use crate::i18n::Label;

/// A report as its file declares it.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its name, which is that of the file.
    pub name: &'static str,
    /// Its title.
    pub title: Label,
    /// What it can be grouped by; empty for a list.
    pub by: Vec<Typed>,
    /// Its figures, in order.
    pub figures: Vec<Figure>,
    /// The columns of a list; empty for figures.
    pub columns: Vec<Typed>,
    /// The whole file.
    pub sql: &'static str,
}

/// A column and what kind of value it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// Its key.
    pub key: &'static str,
    /// How its values are to be understood.
    pub holds: Holds,
}

/// How the values of a column are to be understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Holds {
    /// As they are.
    Plain,
    /// 0 and 1 for no and yes.
    Bool,
    /// Codes of a list.
    Codes(&'static [Code]),
}

/// A figure of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its key.
    pub key: &'static str,
    /// How it comes about.
    pub formula: Formula,
    /// Whether it only serves rates.
    pub hidden: bool,
}

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// The rows that fulfil a condition.
    Count(&'static str),
    /// Sums of other figures, divided.
    Rate(Vec<&'static str>, Vec<&'static str>),
    /// Another figure as part of its total.
    Share(&'static str),
}

impl Report {
    /// Reads the head of a file.
    pub(super) fn read(name: &'static str, sql: &'static str) -> Self {
        let mut report = Self {
            name,
            title: Label { zh: "", en: "" },
            by: Vec::new(),
            figures: Vec::new(),
            columns: Vec::new(),
            sql,
        };
        for line in sql.lines().map_while(|line| line.strip_prefix("--")) {
            let Some((word, rest)) = line.trim().split_once(": ") else { continue };
            let rest = rest.trim();
            match word {
                "zh" => report.title.zh = rest,
                "en" => report.title.en = rest,
                "by" => report.by.extend(rest.split_whitespace().map(typed)),
                "columns" => report.columns.extend(rest.split_whitespace().map(typed)),
                "count" | "hidden" | "rate" | "share" => report.figures.extend(figure(word, rest)),
                _ => {}
            }
        }
        report
    }
}

fn typed(word: &'static str) -> Typed {
    match word.split_once('(') {
        Some((key, "bool)")) => Typed { key, holds: Holds::Bool },
        Some((key, list)) => {
            Typed { key, holds: codes_named(list.trim_end_matches(')')).map_or(Holds::Plain, Holds::Codes) }
        }
        None => Typed { key: word, holds: Holds::Plain },
    }
}

fn figure(word: &str, rest: &'static str) -> Option<Figure> {
    let (key, formula) = rest.split_once(" = ")?;
    let sum = |text: &'static str| text.split(" + ").map(str::trim).collect::<Vec<_>>();
    let formula = match word {
        "rate" => {
            let (above, below) = formula.split_once(" / ")?;
            Formula::Rate(sum(above), sum(below))
        }
        "share" => Formula::Share(formula),
        _ => Formula::Count(formula),
    };
    Some(Figure { key, formula, hidden: word == "hidden" })
}
