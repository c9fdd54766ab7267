//! Who is named with the vote of a branch meeting on an admission or a conversion: members of the branch who had a vote.

use rusqlite::{Connection, OptionalExtension as _};

use super::{Step, Taken, Way};
use crate::activist::texts;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, PersonId, voices};
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// Refuses names of those who have no vote in the branch that day, each with the reason; warns of excuses without consent.
pub(super) fn judge(conn: &Connection, way: &Way, new: &Taken, advice: &mut Advice) -> Result<()> {
    let voices = &new.details.voices;
    if voices.is_empty() {
        return Ok(());
    }
    let org = org_that_meets(conn, way, new)?;
    let mut unfit = Vec::new();
    for (person, _) in voices.named() {
        unfit.extend(voices::why_no_vote(conn, org, new.date.first_day(), person)?);
    }
    if !unfit.is_empty() {
        let what = say!(VoicesUnfit { date: &new.date, count: unfit.len() });
        return Err(Error::refused(what).details(unfit).hint(say!(VoicesUnfitHint)));
    }
    voices.judge(&new.date, advice)
}

/// Whether somebody is on the roll of the branch that meets, so that a name means that one first.
pub(super) fn is_of_branch(conn: &Connection, way: &Way, new: &Taken, person: PersonId) -> Result<bool> {
    let day = new.date.first_day();
    match member::standing_on(conn, person, day)? {
        Some((of, ..)) => org::is_under(conn, of, org_that_meets(conn, way, new)?, day),
        None => Ok(false),
    }
}

/// The branch that votes: for the conversion where the person stands on the roll, else where they stood on the way.
fn org_that_meets(conn: &Connection, way: &Way, new: &Taken) -> Result<OrgId> {
    let day = new.date.first_day();
    if let (Step::Converted, Some((of, ..))) = (new.step, member::standing_on(conn, way.person, day)?) {
        return org::that_meets(conn, of, day);
    }
    let that_day = "SELECT org_id FROM candidature_org WHERE candidature_id = ?1 AND since_day <= ?2
                    ORDER BY since_day DESC, id DESC LIMIT 1";
    let found = conn.prepare_cached(that_day)?.query_row((way.id, day.to_string()), |row| row.get(0)).optional()?;
    let first = "SELECT org_id FROM candidature_org WHERE candidature_id = ?1 ORDER BY since_day, id LIMIT 1";
    let org = match found {
        Some(org) => org,
        None => conn.prepare_cached(first)?.query_row([way.id], |row| row.get(0))?,
    };
    org::that_meets(conn, org, day)
}
