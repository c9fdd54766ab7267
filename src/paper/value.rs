//! What a field says on paper: the values that a template is filled with.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{DynObject, Enumerator, Object, ObjectRepr, Value};

use super::words;
use crate::date::PartialDate;
use crate::i18n::Label;
use crate::money::Money;

/// What is not known: a line to be filled in by hand.
pub(super) const BLANK: &str = "＿＿＿＿";

/// What came up while a template was filled.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// What was printed as a line to be filled in by hand.
    pub(super) missing: Vec<Label>,
    /// A name that an entry of a list was asked for and does not have.
    pub(super) unknown: Option<String>,
}

/// The same, for all values of a template.
pub(super) type Meeting = Arc<Mutex<Met>>;

/// What came up, whoever else holds it.
pub(super) fn met(meeting: &Meeting) -> std::sync::MutexGuard<'_, Met> {
    meeting.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A field of which the records say nothing; `in_cell`: the cell stays empty.
#[derive(Debug)]
pub(super) struct Missing {
    pub(super) label: Label,
    pub(super) in_cell: bool,
}

impl Object for Missing {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.in_cell { "" } else { BLANK })
    }
}

/// What is missing, if it is nothing that is known or a list of nothing.
pub(super) fn lacking(value: &Value) -> Option<Label> {
    let list = value.downcast_object_ref::<List>().filter(|list| list.items.is_empty()).map(|list| list.label);
    list.or_else(|| Some(value.downcast_object_ref::<Missing>()?.label))
}

/// A day, as far as it is known.
#[derive(Debug)]
pub(super) struct Day(pub(super) PartialDate);

impl Object for Day {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn custom_cmp(self: &Arc<Self>, other: &DynObject) -> Option<Ordering> {
        let other = other.downcast_ref::<Self>()?;
        Some((self.0.first_day(), self.0.last_day()).cmp(&(other.0.first_day(), other.0.last_day())))
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words::day_in_figures(&self.0))
    }
}

/// A sum of money.
#[derive(Debug)]
pub(super) struct Sum(pub(super) Money);

impl Object for Sum {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.fen();
        write!(f, "{}.{:02}", fen / 100, fen % 100)
    }
}

/// An entry of a list.
#[derive(Debug)]
pub(super) struct Item {
    /// By both names.
    pub(super) values: BTreeMap<String, Value>,
    /// What it is called by when only the list is named.
    pub(super) first: Value,
    pub(super) meeting: Meeting,
}

impl Object for Item {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        let found = self.values.get(name).cloned();
        if found.is_none() {
            met(&self.meeting).unknown.get_or_insert_with(|| name.to_owned());
        }
        found
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)
    }
}

/// A list. Named by itself it says what its entries are called.
#[derive(Debug)]
pub(super) struct List {
    pub(super) label: Label,
    pub(super) items: Vec<Value>,
}

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.items.get(key.as_usize()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.items.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.items.iter().map(ToString::to_string).collect::<Vec<_>>().join("、"))
    }
}
