//! Who may be elected: full members with all their rights on that day (E6).

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::committee::texts;
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::guests::{self, Effect};
use crate::member::{self, Category, PersonId, Standing};
use crate::rules::{Advice, rules};

/// Refuses to have somebody elected who stands on no roll, is no full member, is suspended, on probation within the Party,
/// or whose rights are; warns of a member of whom nobody knows as what.
pub(super) fn refuse(conn: &Connection, person: PersonId, on: &PartialDate, advice: &mut Advice) -> Result<()> {
    let day = on.last_day();
    let name = member::name(conn, person)?;
    let Some((_, category, standing)) = member::standing_on(conn, person, day)? else {
        return Err(Error::refused(say!(ElectedOffRoll { name, on })).hint(say!(ElectedOffRollHint)));
    };
    match (category, standing) {
        (_, Standing::Suspended) => return Err(Error::refused(say!(ElectedSuspended { name, on }))),
        (Category::Probationary, _) => {
            return Err(Error::refused(say!(ElectedOnProbation { name, on })).hint(say!(ElectedOnProbationHint)));
        }
        (Category::Unknown, _) => advice.notice(say!(ElectedUnknown { name: &name, no: person.0, on })),
        (Category::Full, _) => {}
    }
    if guests::without_vote(conn, day)?.contains(&person) {
        return Err(unfit(say!(ElectedDisciplined { name, on }), day));
    }
    if guests::on_leave(conn, day)?.get(&person).is_some_and(|leave| leave.effect == Effect::Suspended) {
        return Err(unfit(say!(ElectedWithoutRights { name, on }), day));
    }
    Ok(())
}

fn unfit(what: Text, day: NaiveDate) -> Error {
    Error::refused(what).basis(rules().disciplined_votes.basis(day))
}
