//! The kinds of ledger, a file each.

mod appraise;
mod campaign;
mod care;
mod channel;
mod discipline;
mod function;
mod guidance;
mod hardship;
mod honor;
mod inbound;
mod incoming;
mod instructor;
mod leave;
mod opinion;
mod pairing;
mod pledge;
mod policy;
mod progress;
mod result;
mod returns;
mod score;
mod talk;
mod term;
mod title;
mod venue;
mod visit;
mod wanted;

use super::{Field, Holds, Judged, Kind, Life, Noun};
use crate::code::Code;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Label, say};
use crate::ledger::texts;
use crate::member::{self, PersonId};

pub(crate) use progress::{Hindrance, PlanState, PlanWay};

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
    &opinion::OPINION,
    &score::OF_ORG,
    &term::TERM,
    &wanted::WANTED,
    &progress::PROGRESS,
    &guidance::GUIDANCE,
    &returns::RETURNS,
    &honor::OF_MEMBER,
    &inbound::INBOUND,
    &leave::LEAVE,
    &talk::TALK,
    &care::CARE,
    &hardship::HARDSHIP,
    &pairing::PAIRING,
    &title::TITLE,
    &score::OF_MEMBER,
    &incoming::INCOMING,
    &pledge::OF_ORG,
    &pledge::OF_MEMBER,
    &appraise::APPRAISE,
    &discipline::DISCIPLINE,
];

/// What a list shows beside the fields of a kind, worked out of `entry` on the day: key and expression of a text.
pub(super) fn worked_out(kind: &Kind) -> &'static [(&'static str, &'static str)] {
    if kind.table == term::TERM.table { term::WORKED_OUT } else { &[] }
}

/// Whether `add` may be left out: `org guide ORG BY --from DATE`.
pub(super) fn is_added_by_name(kind: &Kind) -> bool {
    kind.table == guidance::GUIDANCE.table
}

/// Whether an entry is written down when it happens, so that its day is today where none is told. That of an honour stands on a paper,
/// that of returns is the day they are of.
pub(super) fn is_of_today(kind: &Kind) -> bool {
    let at_once: [&Kind; 7] = [
        &visit::VISIT,
        &result::RESULT,
        &opinion::OPINION,
        &progress::PROGRESS,
        &talk::TALK,
        &care::CARE,
        &incoming::INCOMING,
    ];
    at_once.iter().any(|of_today| of_today.table == kind.table)
}

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
