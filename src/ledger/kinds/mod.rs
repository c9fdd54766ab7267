//! The kinds of ledger, a file each.

mod care;
mod channel;
mod function;
mod honor;
mod policy;
mod title;
mod venue;

use super::{Field, Holds, Kind, Life, Noun};
use crate::code::Code;
use crate::i18n::Label;

/// Every kind there is, in the order of the help.
pub static KINDS: &[&Kind] = &[
    &venue::VENUE,
    &channel::CHANNEL,
    &policy::POLICY,
    &function::FUNCTION,
    &honor::OF_ORG,
    &honor::OF_MEMBER,
    &care::CARE,
    &title::TITLE,
];

/// One value of a list.
const fn code(code: &'static str, zh: &'static str, en: &'static str, synonyms: &'static [&'static str]) -> Code {
    Code { code, label: Label { zh, en }, synonyms }
}
