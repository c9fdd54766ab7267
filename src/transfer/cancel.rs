//! A transfer that came to nothing: the roll is as if it had never been, the letter's number stays used.

use chrono::NaiveDate;

use super::{Direction, Transfer};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::member::{Began, Ended};
use crate::org;
use crate::transfer::texts;

/// Cancels a transfer and puts the roll back.
pub fn cancel(tx: &Tx<'_>, transfer: &Transfer, date: &PartialDate, reason: &str, today: NaiveDate) -> Result<()> {
    org::can_have_been(date, today)?;
    let named = transfer.named(tx)?;
    if let Some((on, _)) = &transfer.cancelled {
        return Err(Error::refused(say!(TransferCancelled { transfer: named, on })));
    }
    if !date.could_follow(&transfer.issued) {
        return Err(Error::refused(say!(CancelBeforeLetter { transfer: named, date })));
    }
    let Some(reason) = crate::text::typed(Some(reason)) else { return Err(Error::usage(say!(ReasonEmpty))) };
    if let Some(received) = &transfer.received {
        put_back(tx, transfer, received)?;
    }
    Transfer { received: None, cancelled: Some((*date, reason)), ..transfer.clone() }.update(tx)
}

fn put_back(tx: &Tx<'_>, transfer: &Transfer, received: &PartialDate) -> Result<()> {
    let mut stays = Stays::load(tx, transfer.person)?;
    let at = place(tx, &stays, transfer, received)?;
    match transfer.direction {
        Direction::Out => {
            stays.reopen(at);
            stays.end_states_otherwise(tx, received, None)?;
        }
        Direction::Within => stays.come_back(at),
        Direction::In => {
            if let Some((on, how)) = stays.get(at).end() {
                let org = org::get(tx, stays.get(at).org())?.name;
                return Err(Error::refused(say!(WentOnSince { transfer: transfer.named(tx)?, org, on, how })));
            }
            stays.remove(at);
            if let Some((state, since)) = crate::member::states::begun_after(tx, transfer.person, received)? {
                return Err(Error::refused(say!(StateStandsOn {
                    transfer: transfer.named(tx)?,
                    state,
                    since: &since
                })));
            }
        }
    }
    stays.store(tx)
}

/// Where the transfer stands among the stays: the one it ended, or of one in, began.
pub(super) fn place(tx: &Tx<'_>, stays: &Stays, transfer: &Transfer, received: &PartialDate) -> Result<usize> {
    let found = match transfer.direction {
        Direction::Out => stays.ended_by(Ended::Out, received),
        Direction::Within => stays.ended_by(Ended::Moved, received),
        Direction::In => stays.begun_by(Began::In, received),
    };
    // A check holds roll and transfer together, so only a file that others wrote to can come here.
    found.ok_or(()).or_else(|()| Err(Error::refused(say!(TransferOffRoll { transfer: transfer.named(tx)? }))))
}
