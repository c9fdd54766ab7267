//! Who has a vote at a meeting of an org (E6): its full members of the day, with all their rights.

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::error::Result;
use crate::i18n::{Text, say};
use crate::member::guests::{self, Effect};
use crate::member::texts;
use crate::member::{self, Category, PersonId, Standing};
use crate::org::{self, OrgId};

/// Why somebody has no vote in an org on a day, or is not due to; nothing, if the person is.
pub fn why_no_vote(conn: &Connection, org: OrgId, day: NaiveDate, person: PersonId) -> Result<Option<Text>> {
    let name = member::name(conn, person)?;
    let Some((of, category, standing)) = member::standing_on(conn, person, day)? else {
        let is_guest = guests::host_on(conn, person, day)?.is_some();
        return Ok(Some(if is_guest { say!(NoVoteInbound { name }) } else { say!(DueNowhere { name }) }));
    };
    if !org::is_under(conn, of, org, day)? {
        let of = org::get(conn, of)?.name;
        let is_guest = guests::host_on(conn, person, day)?.is_some();
        return Ok(Some(if is_guest { say!(NoVoteInbound { name }) } else { say!(DueElsewhere { name, org: of }) }));
    }
    let leave = guests::on_leave(conn, day)?.remove(&person).map(|leave| leave.effect);
    Ok(match (category, standing, leave) {
        (_, Standing::Suspended, _) => Some(say!(DueSuspended { name })),
        (Category::Probationary, ..) => Some(say!(NoVoteProbationary { name })),
        (Category::Unknown, ..) => Some(say!(DueNoCategory { name, no: person.0 })),
        (_, _, Some(Effect::Suspended)) => Some(say!(DueOnLeave { name })),
        (_, _, Some(Effect::Excused)) => Some(say!(NoVoteLeftOut { name })),
        _ if guests::without_vote(conn, day)?.contains(&person) => Some(say!(NoVoteDisciplined { name })),
        _ => None,
    })
}
