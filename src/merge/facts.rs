//! What two records tell of the person: together where the one knows what the other does not, else settled by what was
//! told with the merger.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Merge;
use crate::code::UnknownCode;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Arg, Text, label, say};
use crate::member::check::{self, Books, Needs};
use crate::member::draft::{Draft, Field};
use crate::member::write::{self, Stored};
use crate::member::{Category, PersonId, Sex};
use crate::merge::texts;
use crate::org::unit;
use crate::rules::Advice;
use crate::text;

/// The facts that a record tells once; where somebody stands is the roll's.
const FACTS: [Field; 18] = [
    Field::Name,
    Field::Sex,
    Field::IdNo,
    Field::Ethnicity,
    Field::Birth,
    Field::NativePlace,
    Field::Education,
    Field::Degree,
    Field::Joined,
    Field::FullOn,
    Field::Unit,
    Field::Job,
    Field::Position,
    Field::Owner,
    Field::Phone,
    Field::Landline,
    Field::Address,
    Field::Remark,
];

/// What both records come to.
pub(super) struct Agreed<'a> {
    /// What has to be told of the record that stays.
    pub(super) told: Draft<'a>,
    /// As what the person stands on the roll.
    pub(super) category: Option<Category>,
}

/// Lays the records side by side. Refuses what differs and was not told, all of it at once.
pub(super) fn agree<'a>(tx: &Tx<'_>, new: &Merge<'a>) -> Result<Agreed<'a>> {
    let (keep, gone) = (told_of(tx, new.keep)?, told_of(tx, new.gone)?);
    let mut told = new.told.clone();
    let mut differing = Vec::new();
    for field in FACTS.into_iter().filter(|field| !new.told.is_told(*field)) {
        match one_of(field, keep.text(field), gone.text(field)) {
            Ok(None) => {}
            Ok(Some(text)) => told.tell(field, text.to_owned()),
            Err(()) => differing.push(contradiction(field, new, &keep, &gone)),
        }
    }
    let category = match (category(&new.told), category(&keep), category(&gone)) {
        (Some(told), ..) => Some(told),
        (None, Some(one), Some(other))
            if one != other && told.text(Field::FullOn).or(keep.text(Field::FullOn)).is_none() =>
        {
            differing.push(contradiction(Field::Category, new, &keep, &gone));
            None
        }
        (None, one, other) => one.or(other),
    };
    if !differing.is_empty() {
        let message = say!(MergeContradicts { one: new.keep.0, other: new.gone.0 });
        return Err(Error::refused(message).details(differing).hint(say!(MergeContradictsHint)));
    }
    Ok(Agreed { told, category })
}

/// Writes what was agreed on into the record that stays.
pub(super) fn write(
    tx: &Tx<'_>,
    keep: PersonId,
    told: &Draft<'_>,
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<()> {
    let stored = write::load(tx, keep)?;
    let books = Books::new(tx, today);
    let needs = if stored.membership.is_some() { Needs::Roll } else { Needs::NoRoll };
    let checked = check::check(&stored.overlaid(tx, told.clone())?, &books, needs)?;
    check::pass_on(&checked, advice)?;
    write::update(tx, &stored, &checked, told, &books)
}

/// All that a record tells, the work unit by its name.
fn told_of(tx: &Tx<'_>, id: PersonId) -> Result<Draft<'static>> {
    let stored: Stored = write::load(tx, id)?;
    let mut draft = stored.draft(tx)?;
    let linked = stored.person.unit.map(|unit| unit::get(tx, unit)).transpose()?.map(|unit| unit.name);
    if let Some(unit) = linked.or(stored.person.unit_text) {
        draft.tell(Field::Unit, unit);
    }
    Ok(draft)
}

/// What is to be told where the record that stays says the one and the other the other: nothing, if it says so already.
fn one_of<'t>(field: Field, keep: Option<&'t str>, gone: Option<&'t str>) -> std::result::Result<Option<&'t str>, ()> {
    let (keep, gone) = match (keep, gone) {
        (Some(keep), Some(gone)) => (keep, gone),
        (None, gone) => return Ok(gone),
        (_, None) => return Ok(None),
    };
    let is_date = matches!(field, Field::Birth | Field::Joined | Field::FullOn);
    if text::fold(keep) == text::fold(gone) || is_date && keep.starts_with(gone) {
        return Ok(None);
    }
    // Known to the day is what the other knows to the month.
    if is_date && gone.starts_with(keep) { Ok(Some(gone)) } else { Err(()) }
}

fn category(draft: &Draft<'_>) -> Option<Category> {
    let typed: std::result::Result<Category, UnknownCode> = draft.text(Field::Category)?.parse();
    typed.ok().filter(|category| *category != Category::Unknown)
}

fn contradiction(field: Field, new: &Merge<'_>, keep: &Draft<'_>, gone: &Draft<'_>) -> Text {
    let shown = |draft: &Draft<'_>| -> Arg {
        let coded = match field {
            Field::Sex => draft.text(field).and_then(|sex| sex.parse::<Sex>().ok()).map(Sex::entry),
            Field::Category => category(draft).map(Category::entry),
            _ => None,
        };
        if let Some(code) = coded {
            return code.into();
        }
        let told: Cow<'_, str> = match field {
            Field::Birth | Field::Joined | Field::FullOn => {
                let date: Option<PartialDate> = draft.text(field).and_then(|date| date.parse().ok());
                date.map(|date| date.to_string()).unwrap_or_default().into()
            }
            Field::Landline => text::mask_phone(draft.text(field).unwrap_or_default()).into(),
            _ => draft.text(field).unwrap_or_default().into(),
        };
        text::mask_numbers(&told).into()
    };
    let column = label(field.key()).expect("every field has a label");
    let option = format!("--{}", field.key().replace('_', "-"));
    let values = say!(MergeValues { one: new.keep.0, is: shown(keep), other: new.gone.0, was: shown(gone) });
    say!(MergeDiffers { column, values, option })
}
