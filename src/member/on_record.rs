//! Who of those on record is meant by what is told of somebody: whoever comes, or applies, may have been here before.

use super::PersonId;
use super::check::Checked;
use super::draft::{Draft, Field};
use super::guests;
use super::known::{Known, People};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Kind, Result};
use crate::i18n::say;
use crate::id_no::IdNo;
use crate::import::Recognised;
use crate::member::texts;
use crate::rules::Advice;
use crate::{org, text};

/// Who it is, if on record: by the number or identity number typed as name, by the identity number told, as the only inbound
/// member of that name in the org told, or by name and the very day of birth if one alone of those who left answers to both. Anybody else who could be meant is listed.
pub(crate) fn find(tx: &Tx<'_>, told: &Draft<'_>) -> Result<Option<PersonId>> {
    let typed = &*text::name(told.text(Field::Name).unwrap_or_default());
    if typed.contains('@') || typed.chars().any(|c| c.is_ascii_digit()) {
        return super::find_exactly(tx, typed).map(Some);
    }
    let id_no = told.text(Field::IdNo).and_then(|id_no| IdNo::parse(id_no).ok());
    if let Some(id_no) = &id_no
        && let Some(holder) = super::write::holding_id_no(tx, id_no.as_str())?
    {
        let name = super::name(tx, holder)?;
        if name != typed {
            let error = Error::refused(say!(IdNoTaken { no: holder.0, name }));
            return Err(error.hint(say!(ArrivesByNumberHint { no: holder.0 })));
        }
        return Ok(Some(holder));
    }
    let told_birth: Option<PartialDate> = told.text(Field::Birth).and_then(|birth| birth.parse().ok());
    let birth = id_no.as_ref().map(|id_no| id_no.birth().into()).or(told_birth);
    let namesakes = super::namesakes(tx, typed, birth.as_ref(), id_no.is_some())?;
    if let Some(guest) = the_guest(tx, told, namesakes.iter().map(|other| other.id))? {
        return Ok(Some(guest));
    }
    match namesakes[..] {
        [] => Ok(None),
        [ref one] if one.same_birth && birth.is_some_and(|birth| birth.is_exact()) => Ok(Some(one.id)),
        _ => {
            let ids: Vec<PersonId> = namesakes.iter().map(|other| other.id).collect();
            Err(Error::new(Kind::Ambiguous, say!(PerhapsHereBefore { name: typed }))
                .candidates(super::candidates(tx, &ids)?)
                .hint(say!(PerhapsHereBeforeHint))
                .of_unclear(typed, true))
        }
    }
}

/// The one of these who took part as an inbound member in the very org that is told.
fn the_guest(tx: &Tx<'_>, told: &Draft<'_>, of: impl Iterator<Item = PersonId>) -> Result<Option<PersonId>> {
    let Some(org) = told.text(Field::Org).and_then(|org| org::find_exactly(tx, org).ok()) else { return Ok(None) };
    let mut guests = Vec::new();
    for person in of {
        if guests::was_guest_of(tx, person, org)? {
            guests.push(person);
        }
    }
    Ok(if let [guest] = guests[..] { Some(guest) } else { None })
}

/// Refuses somebody new whose name stands in that org already, unless two identity numbers tell them apart. One of the
/// same name elsewhere, who may be the same, is told.
pub(crate) fn refuse_namesake(tx: &Tx<'_>, checked: &Checked, advice: &mut Advice) -> Result<()> {
    let ids = match People::default().known(tx, checked)? {
        Known::Person(_, Recognised::No | Recognised::IdNo) => return Ok(()), // told by `write::insert`
        Known::Nobody(None) => return Ok(()),
        Known::Nobody(Some(double)) => {
            advice.notice(double);
            return Ok(());
        }
        Known::Person(id, _) => vec![id],
        Known::Unclear(who) => who.into_iter().map(|(id, _)| id).collect(),
    };
    let name = &checked.person.name;
    Err(Error::refused(say!(NamesakeHere { name }))
        .candidates(super::candidates(tx, &ids)?)
        .hint(say!(NamesakeHereHint { no: ids[0].0 })))
}
