//! Moves within the tree: no letter, one day, as many people as go together.

use chrono::NaiveDate;

use super::{Direction, Side, Transfer, TransferId, refuse_while_open};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, PersonId, stays::Stays};
use crate::org::{self, OrgId};
use crate::rules::Advice;

/// Moves people onto the roll of another org on a day, all of them or nobody.
pub fn move_all(
    tx: &Tx<'_>,
    people: &[PersonId],
    to: OrgId,
    date: &PartialDate,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Vec<TransferId>> {
    org::can_have_been(date, today)?;
    org::event::keeping_roll(&org::get(tx, to)?, date)?;
    let moved = people.iter().map(|person| move_one(tx, *person, to, date, advice)).collect::<Result<Vec<_>>>()?;
    member::advise_branch_size(tx, to, today, advice)?;
    Ok(moved)
}

fn move_one(tx: &Tx<'_>, person: PersonId, to: OrgId, date: &PartialDate, advice: &mut Advice) -> Result<TransferId> {
    refuse_while_open(tx, person)?;
    let mut stays = Stays::load(tx, person)?;
    let at = stays.open_on(tx, date)?;
    let from = stays.get(at).org();
    if from == to {
        let name = member::name(tx, person)?;
        return Err(Error::refused(say!(ThereAlready { name, org: org::get(tx, to)?.name })));
    }
    member::states::posts_left(tx, person, from)?.into_iter().for_each(|post| advice.notice(post));
    stays.go_over(at, to, *date);
    stays.store(tx)?;
    let transfer = Transfer {
        id: None,
        person,
        direction: Direction::Within,
        letter_no: None,
        from: Side::of(from),
        to: Side::of(to),
        issued: *date,
        valid_days: None,
        received: Some(*date),
        cancelled: None,
        dues_until: None,
        remark: None,
    };
    transfer.insert(tx)
}

/// Everybody on the roll of an org now, by number. Refuses an empty roll.
pub fn all_of(tx: &Tx<'_>, org: OrgId) -> Result<Vec<PersonId>> {
    let mut query =
        tx.prepare_cached("SELECT person_id FROM roll WHERE org_id = ?1 AND until IS NULL ORDER BY person_id")?;
    let people = query.query_map([org], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?;
    if people.is_empty() {
        return Err(Error::refused(say!(RollEmpty { org: org::get(tx, org)?.name })));
    }
    Ok(people)
}
