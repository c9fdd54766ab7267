//! Moves within the tree: no letter, one day, as many people as go together.

use chrono::NaiveDate;

use super::{Direction, Side, Transfer, TransferId, refuse_while_open};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::roll::Start;
use crate::member::{self, Began, PersonId, stays::Stays};
use crate::org::{self, OrgId};
use crate::rules::Advice;
use crate::transfer::texts;

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

/// A move of the past, of somebody whom a roster already put on the roll that it led to: the stay there began by it, and one
/// in the org before went on until then, since a day that is only assumed. Returns nothing if it does not fit what is on
/// record.
pub(super) fn recognise(
    tx: &Tx<'_>,
    person: PersonId,
    from: Option<&str>,
    to: &str,
    date: &PartialDate,
    today: NaiveDate,
) -> Result<Option<TransferId>> {
    let (Some(from), Ok(to)) = (from.and_then(|from| org::find_exactly(tx, from).ok()), org::find_exactly(tx, to))
    else {
        return Ok(None);
    };
    let mut stays = Stays::load(tx, person)?;
    let Some(0) = stays.from_roster(to, date).filter(|_| from != to) else { return Ok(None) };
    let joined: Option<PartialDate> =
        tx.query_row("SELECT joined FROM person WHERE id = ?1", [person], |row| row.get(0))?;
    let founded = org::get(tx, from)?.founded;
    let start = Start {
        entered: None,
        as_found: None,
        joined: joined.as_ref(),
        founded: founded.as_ref(),
        today: today.into(),
    };
    let (since, began) = start.resolve();
    if since.first_day() >= date.first_day() {
        return Ok(None);
    }
    stays.begin_otherwise(0, to, *date, Began::Moved);
    stays.precede(from, since, began, *date);
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
    transfer.insert(tx).map(Some)
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
