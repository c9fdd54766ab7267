//! Somebody of the same name who stands with the same org: the same person, or another one?

use rusqlite::named_params;

use super::super::check::Person;
use super::super::{PersonId, Sex};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{Arg, Text, label, say};
use crate::member::texts;
use crate::org::OrgId;
use crate::text;

/// Somebody on record of the name and the org that a row tells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rival {
    /// Who.
    pub(crate) id: PersonId,
    birth: Option<PartialDate>,
    sex: Option<Sex>,
    phone: Option<String>,
    has_id_no: bool,
}

/// How somebody on record agrees with what a row tells.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Agreement {
    /// Born on the same date too.
    Sure,
    /// Nothing known contradicts.
    Fits,
    /// Only the telephone is another one, which may have changed.
    Moved(Vec<Text>),
    /// What is known of both, and differs.
    Differs(Vec<Text>),
}

/// Which people of the name are asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// The org on whose roll they stand, or stood last.
    pub(crate) org: OrgId,
    /// Those whose way into the Party is with that org, too.
    pub(crate) on_the_way: bool,
}

impl Rival {
    /// Everybody of a name in an org; of `among` only, where the indexes are off.
    pub(super) fn all(tx: &Tx<'_>, name: &str, asked: Asked, among: Option<&[i64]>) -> Result<Vec<Self>> {
        let read = |row: &rusqlite::Row<'_>| {
            Ok(Self {
                id: row.get("id")?,
                birth: row.get("birth")?,
                sex: row.get("sex")?,
                phone: row.get("phone")?,
                has_id_no: row.get("has_id_no")?,
            })
        };
        let params = named_params! {":name": name, ":org": asked.org, ":on_the_way": asked.on_the_way};
        let Some(among) = among else {
            let mut query = tx.prepare_cached(concat!(include_str!("rivals.sql"), "ORDER BY person.id"))?;
            return Ok(query.query_map(params, read)?.collect::<Result<_, _>>()?);
        };
        let mut query = tx.prepare_cached(concat!(include_str!("rivals.sql"), "AND person.id = :id"))?;
        let mut found = Vec::new();
        for id in among {
            let params = named_params! {":name": name, ":org": asked.org, ":on_the_way": asked.on_the_way, ":id": id};
            found.extend(query.query_map(params, read)?.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    /// Whether it is somebody else for certain: two identity numbers are two people.
    pub(super) fn is_another(&self, person: &Person) -> bool {
        self.has_id_no && person.id_no.is_some()
    }

    /// Holds the record against what a row tells. A telephone number may change; where the births are the same it says
    /// nothing.
    pub(super) fn agreement(&self, person: &Person) -> Agreement {
        let mut differing = Vec::new();
        let mut differs = |key: &'static str, on_record: Arg, told: Arg| {
            let column = label(key).expect("every field has a label");
            differing.push(say!(Differs { column, on_record, told }));
        };
        if let (Some(on_record), Some(told)) = (self.sex, person.sex)
            && on_record != told
        {
            differs("sex", on_record.into(), told.into());
        }
        let births = self.birth.zip(person.birth);
        if let Some((on_record, told)) = births
            && !may_be_same(&on_record, &told)
        {
            differs("birth", (&on_record).into(), (&told).into());
        }
        let same_birth = births.is_some_and(|(on_record, told)| on_record == told);
        let mut has_moved = false;
        if let (Some(on_record), Some(told)) = (&self.phone, &person.phone)
            && !same_birth
            && !share_a_number(on_record, told)
        {
            has_moved = true;
            differs("phone", text::mask_numbers(on_record).into(), text::mask_numbers(told).into());
        }
        match (differing.is_empty(), same_birth) {
            (false, _) if has_moved && differing.len() == 1 => Agreement::Moved(differing),
            (false, _) => Agreement::Differs(differing),
            (true, true) => Agreement::Sure,
            (true, false) => Agreement::Fits,
        }
    }
}

/// Whether two births, each as known, can be one.
fn may_be_same(one: &PartialDate, other: &PartialDate) -> bool {
    one.could_follow(other) && other.could_follow(one)
}

/// Whether two texts of telephone numbers have one in common, however they are written.
fn share_a_number(one: &str, other: &str) -> bool {
    fn numbers(text: &str) -> impl Iterator<Item = String> {
        let parts = text.split(['/', '、', ';', '；', ',', '，']);
        parts.map(|part| part.chars().filter(char::is_ascii_digit).collect::<String>()).filter(|part| !part.is_empty())
    }
    numbers(one).any(|number| numbers(other).any(|another| another == number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rival(birth: Option<&str>, sex: Option<Sex>, phone: Option<&str>) -> Rival {
        let birth = birth.map(|birth| birth.parse().unwrap());
        Rival { id: PersonId(1), birth, sex, phone: phone.map(str::to_owned), has_id_no: false }
    }

    fn told(birth: Option<&str>, sex: Option<Sex>, phone: Option<&str>) -> Person {
        let birth = birth.map(|birth| birth.parse().unwrap());
        Person { name: "陈海波".to_owned(), birth, sex, phone: phone.map(str::to_owned), ..Person::default() }
    }

    #[test]
    fn what_is_not_known_contradicts_nothing() {
        let record = rival(None, None, None);
        assert_eq!(record.agreement(&told(Some("1975-03-12"), Some(Sex::Male), Some("13812345678"))), Agreement::Fits);
        let record = rival(Some("1975-03"), Some(Sex::Male), Some("13812345678"));
        assert_eq!(record.agreement(&told(Some("1975-03-12"), None, None)), Agreement::Fits);
        assert_eq!(record.agreement(&told(Some("1975-03"), None, None)), Agreement::Sure);
    }

    #[test]
    fn what_is_known_of_both_and_differs_contradicts() {
        let record = rival(Some("1975-03-12"), Some(Sex::Male), Some("13812345678 / 0573-82091234"));
        let differing = |told: &Person| match record.agreement(told) {
            Agreement::Moved(what) | Agreement::Differs(what) => what.len(),
            _ => 0,
        };
        assert_eq!(differing(&told(Some("1975-04"), Some(Sex::Female), Some("13912345678"))), 3);
        assert_eq!(differing(&told(None, None, Some("057382091234"))), 0, "one number in common");
        assert_eq!(differing(&told(None, None, Some("13912345678"))), 1);
        assert_eq!(
            differing(&told(Some("1975-03-12"), None, Some("13912345678"))),
            0,
            "the same birth: a new telephone"
        );
    }
}
