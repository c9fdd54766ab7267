//! A letter of introduction goes out. Nothing changes on the roll until its receipt is in.

use chrono::NaiveDate;

use super::side::Side;
use super::{Direction, Transfer, TransferId, letter_no, refuse_while_open};
use crate::date::{PartialDate, months_later};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::{self, PersonId, states, stays::Stays};
use crate::org::{self, Org};
use crate::rules::{Advice, rules};
use crate::transfer::texts;

/// A letter to be issued.
#[derive(Debug, Clone)]
pub struct NewLetter {
    /// Whose membership.
    pub person: PersonId,
    /// Where to.
    pub to: Side,
    /// Its date.
    pub date: PartialDate,
    /// The office's own number for it.
    pub letter_no: Option<String>,
    /// How many days it is good for, if not as long as is usual.
    pub valid_days: Option<u32>,
    /// The month up to which dues are paid.
    pub dues_until: Option<PartialDate>,
    /// A word on it.
    pub remark: Option<String>,
    /// From an old register: what is not told of it is not known, and nothing is made up.
    pub of_the_past: bool,
}

/// Issues a letter. Refuses a second open one, a person who is on no roll that day, and a target that cannot be.
pub fn issue(tx: &Tx<'_>, new: NewLetter, today: NaiveDate, advice: &mut Advice) -> Result<TransferId> {
    org::can_have_been(&new.date, today)?;
    refuse_while_open(tx, new.person)?;
    let stays = Stays::load(tx, new.person)?;
    let from = org::get(tx, stays.get(stays.open_since(tx, &new.date)?).org())?;
    let direction = target(tx, &from, &new.to, &new.date)?;
    let valid_days = match new.valid_days {
        None if !new.of_the_past => Some(usual_days(tx, &from, &new.to, &new.date)?),
        told => told,
    };
    advise(tx, &from, &new, valid_days, advice)?;
    advise_newly_admitted(tx, &new, advice)?;
    let letter_no = match new.letter_no {
        Some(typed) => Some(letter_no::own(tx, typed, None)?),
        None if new.of_the_past => None,
        None => Some(letter_no::next(tx, &new.date)?),
    };
    let transfer = Transfer {
        id: None,
        person: new.person,
        direction,
        letter_no,
        from: Side::of(from.id),
        to: new.to,
        issued: new.date,
        valid_days,
        received: None,
        cancelled: None,
        dues_until: new.dues_until,
        remark: new.remark,
    };
    transfer.insert(tx)
}

/// D13: nobody is admitted who leaves soon. The letter shows who was, too late to refuse it.
fn advise_newly_admitted(tx: &Tx<'_>, new: &NewLetter, advice: &mut Advice) -> Result<()> {
    let rule = &rules().leaving_months;
    let joined: Option<PartialDate> =
        tx.prepare_cached("SELECT joined FROM person WHERE id = ?1")?.query_row([new.person], |row| row.get(0))?;
    let Some(joined) = joined.filter(PartialDate::is_exact) else { return Ok(()) };
    let months = u32::try_from(rule.value_on(joined.first_day())).unwrap_or_default();
    if new.date.last_day() < months_later(joined.first_day(), months) && !rule.begins_after(joined.first_day()) {
        let name = member::name(tx, new.person)?;
        advice.warn(rule, joined.first_day(), say!(LeavesSoon { name, joined: &joined, date: &new.date }));
    }
    Ok(())
}

/// Which way a letter to that target goes: to an org of ours that keeps a roll it stays within. Refuses one that cannot
/// be a target on the day.
pub(super) fn target(tx: &Tx<'_>, from: &Org, to: &Side, date: &PartialDate) -> Result<Direction> {
    let Some(to) = to.org else { return Ok(Direction::Out) };
    let to = org::get(tx, to)?;
    if to.id == from.id {
        return Err(Error::refused(say!(TransferToItself { org: &to.name })));
    }
    if !to.kind.has_roll() {
        org::event::existing(&to, date)?;
        return Ok(Direction::Out);
    }
    org::event::keeping_roll(&to, date)?;
    Ok(Direction::Within)
}

/// As many days as is usual within the city, or outside of it (T5).
pub(super) fn usual_days(tx: &Tx<'_>, from: &Org, to: &Side, date: &PartialDate) -> Result<u32> {
    let day = date.first_day();
    let committee = org::committee_above(tx, from.id, day)?;
    let names = [Some(from.name.clone()), committee.map(|committee| committee.name)];
    let target = to.name(tx)?;
    let in_city = to.org.is_some_and(|to| org::get(tx, to).is_ok_and(|to| to.kind.has_roll()))
        || names.iter().flatten().filter_map(|name| city(name)).any(|city| target.contains(city));
    let rule = if in_city { &rules().letter_days_in_city } else { &rules().letter_days_outside };
    Ok(u32::try_from(rule.value_on(day)).unwrap_or_default())
}

/// The city in the name of an org: `中共嘉兴市…` → `嘉兴市`.
fn city(name: &str) -> Option<&str> {
    let end = name.find('市')? + '市'.len_utf8();
    let head = name[..end].strip_prefix("中共").unwrap_or(&name[..end]);
    let city = head.rsplit_once('省').map_or(head, |(_, city)| city);
    (city.chars().count() > 2).then_some(city)
}

fn advise(tx: &Tx<'_>, from: &Org, new: &NewLetter, valid_days: Option<u32>, advice: &mut Advice) -> Result<()> {
    let day = new.date.first_day();
    if org::committee_above(tx, from.id, day)?.is_none() {
        advice.warn(&rules().letter_committees, day, say!(NoCommitteeAbove { org: &from.name }));
    }
    let longest = &rules().letter_days_max;
    if let Some(days) = valid_days.filter(|days| i64::from(*days) > longest.value_on(day)) {
        advice.warn(longest, day, say!(LetterTooLong { days }));
    }
    if let Some(since) = states::lost_since(tx, new.person)? {
        let rule = &rules().lost_months;
        let months = u32::try_from(rule.value_on(day)).unwrap_or_default();
        if months_later(since.first_day(), months) < day {
            let name = member::name(tx, new.person)?;
            advice.warn(rule, day, say!(LostAndTransferred { name, since: &since }));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_city_of_a_committee_is_read_from_its_name() {
        assert_eq!(city("中共嘉兴市行业协会商会委员会"), Some("嘉兴市"));
        assert_eq!(city("中共浙江省嘉兴市委"), Some("嘉兴市"));
        assert_eq!(city("嘉兴市工商联党委"), Some("嘉兴市"));
        assert_eq!(city("福建商会党支部"), None);
        assert_eq!(city("城市协会党支部"), None);
    }
}
