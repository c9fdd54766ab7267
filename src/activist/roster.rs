//! Members on probation who are known from a roster only: their way begins with the admission, and nothing is known of
//! what went before it.

use rusqlite::OptionalExtension as _;

use super::{CandidatureId, Step, Taken, Way, moving};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, Category, PersonId, stays::Stays};
use crate::org::OrgId;

/// The way of the person that a user named; of a member on probation who is on none, the one that the roster tells.
pub(super) fn find(tx: &Tx<'_>, typed: &str) -> Result<Way> {
    let person = member::find(tx, typed)?;
    let is_on_a_way =
        tx.prepare_cached("SELECT 1 FROM candidature WHERE person_id = ?1 AND ended IS NULL")?.exists([person])?;
    if !is_on_a_way && let Some((joined, org)) = on_probation(tx, person)? {
        tx.execute("INSERT INTO candidature (person_id) VALUES (?1)", [person])?;
        let way = CandidatureId(tx.last_insert_rowid());
        moving::stand_with(tx, way, org, &joined)?;
        Taken::plain(Step::Admitted, joined).insert(tx, way)?;
    }
    Way::of(tx, person)
}

/// The day of admission and the org of somebody who stands on a roll as a probationary member. Refuses one whose day of
/// joining is not known: probation would begin nobody knows when.
fn on_probation(tx: &Tx<'_>, person: PersonId) -> Result<Option<(PartialDate, OrgId)>> {
    let stays = Stays::load(tx, person)?;
    let Some(stay) = stays.last().filter(|stay| stay.end().is_none() && stay.category() == Category::Probationary)
    else {
        return Ok(None);
    };
    let joined: Option<Option<PartialDate>> = tx
        .prepare_cached("SELECT joined FROM person WHERE id = ?1")?
        .query_row([person], |row| row.get(0))
        .optional()?;
    let Some(joined) = joined.flatten() else {
        let name = member::name(tx, person)?;
        let hint = say!(OnProbationSinceHint { name: &name });
        return Err(Error::refused(say!(OnProbationSince { name })).hint(hint));
    };
    Ok(Some((joined, stay.org())))
}
