//! The kinds of ledger, a file each.

mod campaign;
mod care;
mod channel;
mod function;
mod honor;
mod inbound;
mod instructor;
mod leave;
mod pairing;
mod policy;
mod result;
mod score;
mod talk;
mod title;
mod venue;
mod visit;

use super::{Field, Holds, Judged, Kind, Life, Noun};
use crate::code::Code;
use crate::error::{Error, Result};
use crate::i18n::{Label, say};

/// Every kind there is, in the order of the help.
pub static KINDS: &[&Kind] = &[
    &instructor::INSTRUCTOR,
    &visit::VISIT,
    &venue::VENUE,
    &channel::CHANNEL,
    &policy::POLICY,
    &function::FUNCTION,
    &honor::OF_ORG,
    &result::RESULT,
    &campaign::CAMPAIGN,
    &score::OF_ORG,
    &honor::OF_MEMBER,
    &inbound::INBOUND,
    &leave::LEAVE,
    &talk::TALK,
    &care::CARE,
    &pairing::PAIRING,
    &title::TITLE,
    &score::OF_MEMBER,
];

/// One value of a list.
const fn code(code: &'static str, zh: &'static str, en: &'static str, synonyms: &'static [&'static str]) -> Code {
    Code { code, label: Label { zh, en }, synonyms }
}
