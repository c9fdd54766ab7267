//! Corrections of a booked transfer. The roll follows; what stood there before is in the operation log.

use chrono::NaiveDate;

use super::cancel::place;
use super::{Direction, Side, Transfer, letter_no, out, receipt};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::{End, Stays};
use crate::member::{Began, Ended};
use crate::org;
use crate::rules::{Advice, rules};
use crate::text;
use crate::transfer::texts;

/// What was recorded wrongly; an absent field stays as it is, an empty text removes it.
#[derive(Debug, Clone, Default)]
pub struct Correction {
    /// The day of the letter, or the day of a transfer without one.
    pub date: Option<PartialDate>,
    /// The day of the receipt.
    pub received: Option<PartialDate>,
    /// Where from, of a transfer in.
    pub from: Option<String>,
    /// Where to.
    pub to: Option<String>,
    /// The number of the letter.
    pub letter_no: Option<String>,
    /// How many days it is good for.
    pub valid_days: Option<u32>,
    /// The month up to which dues are paid.
    pub dues_until: Option<PartialDate>,
    /// A word on it.
    pub remark: Option<String>,
}

/// Puts a transfer right, and the roll with it.
pub fn correct(tx: &Tx<'_>, old: &Transfer, fix: &Correction, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    for date in fix.date.iter().chain(&fix.received) {
        org::can_have_been(date, today)?;
    }
    if let (Some((on, _)), true) = (&old.cancelled, fix.received.is_some()) {
        return Err(Error::refused(say!(TransferCancelled { transfer: old.named(tx)?, on })));
    }
    let new = corrected(tx, old, fix)?;
    if new.letter_no.is_some() && new.direction != Direction::In {
        in_order(tx, &new)?;
    }
    if let Some((on, _)) = new.cancelled.as_ref().filter(|(on, _)| !on.could_follow(&new.issued)) {
        return Err(Error::refused(say!(CancelBeforeLetter { transfer: new.named(tx)?, date: on })));
    }
    if let (Some(before), Some(after)) = (&old.received, &new.received)
        && (before != after || old.to != new.to)
    {
        mend_roll(tx, old, &new, (before, after))?;
    }
    if let Some(days) = fix.valid_days {
        let (longest, day) = (&rules().letter_days_max, new.issued.first_day());
        if i64::from(days) > longest.value_on(day) {
            advice.warn(longest, day, say!(LetterTooLong { days }));
        }
    }
    if new == *old { Ok(()) } else { new.update(tx) }
}

fn corrected(tx: &Tx<'_>, old: &Transfer, fix: &Correction) -> Result<Transfer> {
    let by_letter = old.letter_no.is_some() && old.direction != Direction::In;
    if fix.received.is_some() && !(by_letter && (old.received.is_some() || old.cancelled.is_some())) {
        let error = Error::refused(say!(NoReceiptToMend { transfer: old.named(tx)? }));
        return Err(error.hint(if by_letter { say!(NoReceiptToMendHint) } else { say!(UseDate) }));
    }
    let letter_only = fix.valid_days.is_some() || fix.dues_until.is_some() || fix.letter_no.is_some();
    if letter_only && old.direction == Direction::Within && !by_letter {
        return Err(Error::refused(say!(NoLetter { transfer: old.named(tx)? })));
    }
    let mut new = old.clone();
    if let Some(date) = fix.date {
        new.issued = date;
        if !by_letter && old.received.is_some() {
            new.received = Some(date);
        }
    }
    new.received = fix.received.or(new.received);
    mend_sides(tx, &mut new, fix)?;
    if let Some(typed) = &fix.letter_no {
        new.letter_no = match (text::typed(Some(typed)), old.direction) {
            (Some(typed), Direction::In) => Some(typed),
            (None, Direction::In) => None,
            (Some(typed), _) => Some(letter_no::own(tx, typed, old.id)?),
            (None, _) => return Err(Error::usage(say!(LetterNeeded))),
        };
    }
    new.valid_days = fix.valid_days.or(new.valid_days);
    new.dues_until = fix.dues_until.or(new.dues_until);
    if let Some(remark) = &fix.remark {
        new.remark = text::typed(Some(remark));
    }
    Ok(new)
}

fn mend_sides(tx: &Tx<'_>, new: &mut Transfer, fix: &Correction) -> Result<()> {
    if let Some(typed) = &fix.from {
        if new.direction != Direction::In {
            let error = Error::refused(say!(FromIsOfRoll { transfer: new.named(tx)? }));
            return Err(error.hint(say!(FromIsOfRollHint)));
        }
        new.from = Side::elsewhere(typed)?;
    }
    let Some(typed) = &fix.to else { return Ok(()) };
    let day = new.received.unwrap_or(new.issued);
    match (new.direction, new.from.org) {
        (Direction::In, _) | (_, None) => {
            let to = org::get(tx, org::find(tx, typed)?)?;
            org::event::keeping_roll(&to, &day)?;
            new.to = Side::of(to.id);
        }
        (direction, Some(from)) => {
            let to =
                if direction == Direction::Within { Side::of(org::find(tx, typed)?) } else { Side::read(tx, typed)? };
            let goes = out::target(tx, &org::get(tx, from)?, &to, &day)?;
            // Whoever has left the rolls cannot have stayed on one: that is another event, not another name.
            if goes != direction && new.received.is_some() {
                return Err(Error::refused(say!(OtherDirection { transfer: new.named(tx)?, direction: goes }))
                    .hint(say!(OtherDirectionHint)));
            }
            (new.to, new.direction) = (to, goes);
        }
    }
    Ok(())
}

/// The person was on the old roll on the letter's day, and the receipt did not come before it.
fn in_order(tx: &Tx<'_>, new: &Transfer) -> Result<()> {
    match &new.received {
        Some(received) => receipt::refuse_before_letter(tx, new, received),
        None if new.cancelled.is_none() => Stays::load(tx, new.person)?.open_since(tx, &new.issued).map(drop),
        None => Ok(()),
    }
}

fn mend_roll(tx: &Tx<'_>, old: &Transfer, new: &Transfer, (before, after): (&PartialDate, &PartialDate)) -> Result<()> {
    let mut stays = Stays::load(tx, old.person)?;
    let at = place(tx, &stays, old, before)?;
    match (new.direction, new.to.org) {
        (Direction::Out, _) => {
            stays.end(at, End { on: *after, how: Ended::Out, note: Some(new.to.name(tx)?) });
            stays.end_states_otherwise(tx, before, Some(after))?;
        }
        (Direction::Within, Some(to)) => {
            stays.end(at, End { on: *after, how: Ended::Moved, note: None });
            stays.begin_otherwise(at + 1, to, *after, Began::Moved);
        }
        (Direction::In, Some(to)) => stays.begin_otherwise(at, to, *after, Began::In),
        (_, None) => {}
    }
    stays.store(tx)
}
