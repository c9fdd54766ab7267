//! Somebody comes in from elsewhere: new here, or here before, with one record and one history.

use chrono::NaiveDate;

use super::{Direction, Side, Transfer, TransferId, refuse_while_open};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::check::{self, Books, Needs};
use crate::member::draft::{Draft, Field};
use crate::member::stays::{Stay, Stays};
use crate::member::{self, Began, Category, Ended, PersonId, write};
use crate::org::{self, OrgId};
use crate::rules::Advice;
use crate::transfer::texts;

/// Somebody who comes in.
#[derive(Debug, Clone)]
pub struct Arrival<'a> {
    /// What is told of the person, name included, as for `member add`.
    pub told: Draft<'a>,
    /// Surely nobody on record, whoever has the same name.
    pub new: bool,
    /// Where from.
    pub from: Side,
    /// Onto whose roll.
    pub to: OrgId,
    /// The day on which the person comes onto it.
    pub date: PartialDate,
    /// The number of the letter that was brought.
    pub letter_no: Option<String>,
    /// The month up to which dues are paid.
    pub dues_until: Option<PartialDate>,
    /// A word on it.
    pub remark: Option<String>,
}

/// Books a transfer in: adds the member, or brings back one who was here before. Returns whom, and the transfer.
pub fn arrive(
    tx: &Tx<'_>,
    new: &Arrival<'_>,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<(PersonId, TransferId, bool)> {
    org::can_have_been(&new.date, today)?;
    let books = Books::new(tx, today);
    let to = org::get(tx, new.to)?;
    org::event::keeping_roll(&to, &new.date)?;
    let mut told = new.told.clone();
    told.tell(Field::Org, to.code);
    told.tell(Field::Entered, new.date.to_string());
    let before = if new.new { None } else { member::on_record::find(tx, &told)? };
    let (person, category) = match before {
        Some(person) => (person, bring_back(tx, person, told, new, &books, advice)?),
        None => {
            let mut checked = check::check(&told, &books, Needs::Roll)?;
            check::pass_on(&checked, advice)?;
            let category = checked.membership.take().map_or(Category::Unknown, |membership| membership.category);
            (write::insert(tx, &checked, None, &books)?, category)
        }
    };
    let mut stays = Stays::load(tx, person)?;
    stays.begin(new.to, category, new.date, Began::In);
    stays.store(tx)?;
    member::guests::transferred(tx, person, &new.date)?;
    member::advise_branch_size(tx, new.to, today, advice)?;
    Ok((person, booked(tx, person, new)?, before.is_some()))
}

/// A transfer in of the past, of somebody whom a roster already put on that very roll: the stay began by it. Returns
/// nothing if it does not fit what is on record.
pub(super) fn recognise(tx: &Tx<'_>, new: &Arrival<'_>) -> Result<Option<TransferId>> {
    let Some(person) = member::on_record::find(tx, &new.told)? else { return Ok(None) };
    let mut stays = Stays::load(tx, person)?;
    let Some(at) = stays.from_roster(new.to, &new.date) else { return Ok(None) };
    stays.begin_otherwise(at, new.to, new.date, Began::In);
    stays.store(tx)?;
    booked(tx, person, new).map(Some)
}

fn booked(tx: &Tx<'_>, person: PersonId, new: &Arrival<'_>) -> Result<TransferId> {
    let transfer = Transfer {
        id: None,
        person,
        direction: Direction::In,
        letter_no: new.letter_no.clone(),
        from: new.from.clone(),
        to: Side::of(new.to),
        issued: new.date,
        valid_days: None,
        received: Some(new.date),
        cancelled: None,
        dues_until: new.dues_until,
        remark: new.remark.clone(),
    };
    transfer.insert(tx)
}

/// Lays what is told over the record of somebody who was here before. Returns the category the person comes in.
fn bring_back(
    tx: &Tx<'_>,
    person: PersonId,
    mut told: Draft<'_>,
    new: &Arrival<'_>,
    books: &Books<'_>,
    advice: &mut Advice,
) -> Result<Category> {
    refuse_while_open(tx, person)?;
    let stays = Stays::load(tx, person)?;
    let last = stays.last();
    if let Some(last) = last {
        refuse_there(tx, person, last, &new.date)?;
    }
    let stored = write::load(tx, person)?;
    told.tell(Field::Name, stored.person.name.clone());
    let mut whole = stored.overlaid(tx, told.clone())?;
    if whole.text(Field::Category).is_none()
        && let Some(last) = last
    {
        whole.tell(Field::Category, last.category().code());
    }
    let checked = check::check(&whole, books, Needs::Roll)?;
    check::pass_on(&checked, advice)?;
    write::update(tx, &stored, &checked, &told, books)?;
    Ok(checked.membership.map_or(Category::Unknown, |membership| membership.category))
}

/// Refuses somebody who is on a roll, left it only later, or died.
fn refuse_there(tx: &Tx<'_>, person: PersonId, last: &Stay, date: &PartialDate) -> Result<()> {
    let (name, org) = (member::name(tx, person)?, org::get(tx, last.org())?.name);
    match last.end() {
        None => Err(Error::refused(say!(OnRollSince { name, org, since: last.since() })).hint(say!(OnRollSinceHint))),
        Some((on, how @ Ended::Deceased)) => Err(Error::refused(say!(LeftThatRoll { name, org, on, how }))),
        Some((on, how)) if !date.could_follow(on) => {
            Err(Error::refused(say!(LeftOnlyLater { name, org, on, how, date })).hint(say!(NotOnRollHint)))
        }
        Some(_) => Ok(()),
    }
}
