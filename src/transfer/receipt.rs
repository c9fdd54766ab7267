//! The receipt is in: on its day the person leaves the old roll, and comes onto the new one where that is ours.

use chrono::NaiveDate;

use super::{Direction, Transfer};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::{End, Stays};
use crate::member::{self, Ended};
use crate::org;
use crate::rules::Advice;
use crate::transfer::texts;

/// Books the receipt of a letter.
pub fn receive(
    tx: &Tx<'_>,
    transfer: &Transfer,
    date: &PartialDate,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    org::can_have_been(date, today)?;
    refuse_closed(tx, transfer)?;
    refuse_before_letter(tx, transfer, date)?;
    let mut stays = Stays::load(tx, transfer.person)?;
    let at = stays.open_on(tx, date)?;
    match transfer.to.org.filter(|_| transfer.direction == Direction::Within) {
        Some(to) => {
            org::event::keeping_roll(&org::get(tx, to)?, date)?;
            let posts = member::states::posts_left(tx, transfer.person, stays.get(at).org())?;
            posts.into_iter().for_each(|post| advice.notice(post));
            stays.go_over(at, to, *date);
        }
        None => {
            stays.end(at, End { on: *date, how: Ended::Out, note: Some(transfer.to.name(tx)?) });
            stays.end_states(tx, date)?.into_iter().for_each(|post| advice.notice(post));
        }
    }
    stays.store(tx)?;
    if let Some(to) = transfer.to.org {
        member::advise_branch_size(tx, to, today, advice)?;
    }
    warn_of_lapse(transfer, date, advice);
    Transfer { received: Some(*date), ..transfer.clone() }.update(tx)
}

/// Refuses to go on with what is done or cancelled, naming when that was.
pub(super) fn refuse_closed(tx: &Tx<'_>, transfer: &Transfer) -> Result<()> {
    let named = transfer.named(tx)?;
    match (&transfer.cancelled, &transfer.received) {
        (Some((on, _)), _) => {
            Err(Error::refused(say!(TransferCancelled { transfer: named, on })).hint(say!(TransferCancelledHint)))
        }
        (None, Some(on)) => {
            Err(Error::refused(say!(TransferReceived { transfer: named, on })).hint(say!(TransferReceivedHint)))
        }
        (None, None) => Ok(()),
    }
}

/// Refuses a receipt before its letter.
pub(super) fn refuse_before_letter(tx: &Tx<'_>, transfer: &Transfer, date: &PartialDate) -> Result<()> {
    if date.could_follow(&transfer.issued) {
        return Ok(());
    }
    let error = Error::refused(say!(ReceiptBeforeLetter { transfer: transfer.named(tx)?, date }));
    Err(error.hint(say!(LetterDateHint)))
}

/// A letter that had run out by the day of its receipt.
fn warn_of_lapse(transfer: &Transfer, date: &PartialDate, advice: &mut Advice) {
    let Some(days) = transfer.valid_days else { return };
    let expires = transfer.issued.first_day() + chrono::Days::new(days.into());
    if date.first_day() > expires {
        advice.notice(say!(ReceivedLate { date, expires }));
    }
}
