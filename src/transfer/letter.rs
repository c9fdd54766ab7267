//! The letter of introduction on paper: counterfoil 存根, letter 介绍信 and receipt 回执 on one page.
//!
//! Its slots are worked out once. `letter.html` is the page they are put into; on a terminal they are listed as they are.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::{Direction, Transfer, capitals};
use crate::date::years_between;
use crate::error::{Error, Result};
use crate::i18n::{Lang, say};
use crate::member::{Category, Sex};
use crate::org;
use crate::output::{Column, Row, Sensitivity, escape};
use crate::transfer::texts;

const PAGE: &str = include_str!("letter.html");

/// What stands on the letter and in no record.
#[derive(Debug, Clone, Default)]
pub(super) struct Office {
    /// To whom the letter speaks, if not to where the member goes.
    pub(super) addressee: Option<String>,
    /// Where the sending committee gets its mail.
    pub(super) address: Option<String>,
    /// Its telephone.
    pub(super) tel: Option<String>,
    /// Its fax.
    pub(super) fax: Option<String>,
    /// Its postcode.
    pub(super) postcode: Option<String>,
}

/// The slots of the form, by key, in the order of the letter.
pub(crate) type Slots = Vec<(&'static str, String)>;

/// The slots of a letter of which no more is told than what is on record.
pub(crate) fn of(conn: &Connection, transfer: &Transfer) -> Result<Slots> {
    slots(conn, transfer, &Office::default())
}

/// Fills the slots. Refuses a transfer without a letter of ours, and a letter that is void.
pub(super) fn slots(conn: &Connection, transfer: &Transfer, office: &Office) -> Result<Slots> {
    let Some(letter_no) = transfer.letter_no.as_ref().filter(|_| transfer.direction != Direction::In) else {
        return Err(Error::refused(say!(NoLetter { transfer: transfer.named(conn)? })).hint(say!(NoLetterHint)));
    };
    if let Some((on, _)) = &transfer.cancelled {
        let error = Error::refused(say!(TransferCancelled { transfer: transfer.named(conn)?, on }));
        return Err(error.hint(say!(TransferCancelledHint)));
    }
    let issued = transfer.issued.first_day();
    let from = transfer.from.name(conn)?;
    let sender = match transfer.from.org {
        Some(org) => org::committee_above(conn, org, issued)?.map(|committee| (committee.id, committee.name)),
        None => None,
    };
    let phone = match sender {
        Some((committee, _)) => org::phone(conn, committee)?,
        None => None,
    };
    let to = transfer.to.name(conn)?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut slots = vec![
        ("letter_no", letter_no.clone()),
        ("addressee", office.addressee.clone().unwrap_or_else(|| to.clone())),
        ("from", from.clone()),
        ("to", to),
        ("issued", transfer.issued.to_string()),
        ("issued_capitals", capitals::date(&transfer.issued)),
        ("valid_days", transfer.valid_days.map_or_else(String::new, |days| days.to_string())),
        ("valid_capitals", transfer.valid_days.map_or_else(String::new, capitals::count)),
        ("dues_until", transfer.dues_until.as_ref().map_or_else(String::new, ToString::to_string)),
        ("dues_capitals", transfer.dues_until.as_ref().map_or_else(String::new, capitals::date)),
        ("sender", sender.map_or(from, |(_, name)| name)),
        ("sender_address", text(&office.address)),
        ("sender_tel", office.tel.clone().or(phone).unwrap_or_default()),
        ("sender_fax", text(&office.fax)),
        ("sender_postcode", text(&office.postcode)),
    ];
    slots.extend(personal(conn, transfer, issued)?);
    Ok(slots)
}

/// What the letter says of the person, on its day.
fn personal(conn: &Connection, transfer: &Transfer, issued: NaiveDate) -> Result<Slots> {
    let mut query = conn.prepare_cached(include_str!("letter_person.sql"))?;
    Ok(query.query_row((transfer.person, issued.to_string()), |row| {
        let text = |key: &str| row.get::<_, Option<String>>(key).map(Option::unwrap_or_default);
        let birth: Option<crate::date::PartialDate> = row.get("birth")?;
        let category: Option<Category> = row.get("category")?;
        let as_member = match category {
            Some(Category::Full) => "正式党员",
            Some(Category::Probationary) => "预备党员",
            _ => "（正式、预备）党员",
        };
        Ok(vec![
            ("person", text("name")?),
            ("sex", row.get::<_, Option<Sex>>("sex")?.map_or("", |sex| sex.entry().label.say(Lang::Zh)).to_owned()),
            ("age", birth.map_or_else(String::new, |birth| years_between(birth.first_day(), issued).to_string())),
            ("ethnicity", text("ethnicity")?.trim_end_matches('族').to_owned()),
            ("category", as_member.to_owned()),
            ("id_no", text("id_no")?),
            (
                "phone",
                [text("phone")?, text("landline")?].into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
            ),
        ])
    })?)
}

/// The slots as a record. A letter has its numbers in full, so nothing of it is masked.
pub(super) fn record(slots: Slots) -> (Vec<Column>, Row) {
    let (keys, values): (Vec<&str>, Vec<String>) = slots.into_iter().unzip();
    let mut columns = Column::of("letter", &keys);
    for column in &mut columns {
        column.sensitivity = Sensitivity::Open;
    }
    (columns, values.into_iter().map(|value| Some(value).filter(|value| !value.is_empty()).into()).collect())
}

/// The page, ready to be printed. An empty slot is a line to write on.
pub(super) fn page(slots: &Slots) -> String {
    let mut page = PAGE.to_owned();
    for (key, value) in slots {
        page = page.replace(&format!("{{{{{key}}}}}"), &escape(value));
    }
    page
}
