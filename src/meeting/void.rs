//! A meeting that does not count: it stays in the records, marked, with the reason.

use super::{Meeting, named};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::meeting::texts;

/// Marks a meeting as void. Refuses one that is void already, and an empty reason.
pub(super) fn void(tx: &Tx<'_>, meeting: &Meeting, reason: &str) -> Result<()> {
    refuse_voided(tx, meeting)?;
    let Some(reason) = crate::text::typed(Some(reason)) else { return Err(Error::usage(say!(ReasonEmpty))) };
    Meeting { voided: Some(reason), ..meeting.clone() }.update(tx)
}

/// Refuses a meeting that does not count.
pub(super) fn refuse_voided(tx: &Tx<'_>, meeting: &Meeting) -> Result<()> {
    match &meeting.voided {
        Some(reason) => {
            Err(Error::refused(say!(MeetingVoided { meeting: named(tx, meeting)?, reason }))
                .hint(say!(MeetingVoidedHint)))
        }
        None => Ok(()),
    }
}
