//! The kinds of ledger, a file each.

mod appraise;
mod care;
mod channel;
mod discipline;
mod function;
mod honor;
mod incoming;
mod pledge;
mod policy;
mod title;
mod venue;

use super::{Field, Holds, Judged, Kind, Life, Noun};
use crate::code::Code;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Label, say};
use crate::member::{self, PersonId};
pub(crate) use discipline::without_vote;

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
    &incoming::INCOMING,
    &pledge::OF_ORG,
    &pledge::OF_MEMBER,
    &appraise::APPRAISE,
    &discipline::DISCIPLINE,
];

/// One value of a list.
const fn code(code: &'static str, zh: &'static str, en: &'static str, synonyms: &'static [&'static str]) -> Code {
    Code { code, label: Label { zh, en }, synonyms }
}

/// Refuses what nobody does any more: from the day after somebody died.
fn refuse_after_death(judged: &Judged<'_>, person: PersonId, date: &PartialDate) -> Result<()> {
    let mut query = judged.tx.prepare_cached(include_str!("died.sql"))?;
    let died: Option<PartialDate> = query.query_row([person], |row| row.get("died"))?;
    match died.filter(|died| date.first_day() > died.last_day()) {
        Some(died) => {
            let name = member::name(judged.tx, person)?;
            Err(Error::refused(say!(EntryAfterDeath { name, died: &died, date })))
        }
        None => Ok(()),
    }
}
