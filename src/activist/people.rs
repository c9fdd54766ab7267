//! Contacts and introducers as a roster names them: linked to somebody on record where one alone bears the name and was a
//! full member that day, else kept as a name.

use super::{Way, norms};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::input::Problem;
use crate::member::{self, PersonId};
use crate::rules::{Advice, rules};

/// As what people are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Contact,
    Introducer,
}

impl Role {
    /// The column that names them.
    fn key(self) -> &'static str {
        match self {
            Self::Contact => "contacts",
            Self::Introducer => "introducers",
        }
    }

    /// Their names on record, and whether each is still in that role.
    fn on_record(self, tx: &Tx<'_>, way: &Way) -> Result<Vec<(String, bool)>> {
        let sql = match self {
            Self::Contact => {
                "SELECT coalesce(person.name, contact_text) AS name, until IS NULL AS stands
                 FROM foster LEFT JOIN person ON person.id = contact_id WHERE candidature_id = ?1 ORDER BY foster.id"
            }
            Self::Introducer => {
                "SELECT coalesce(person.name, introducer_text) AS name, TRUE AS stands
                 FROM introducer LEFT JOIN person ON person.id = introducer_id WHERE candidature_id = ?1 ORDER BY introducer.id"
            }
        };
        let mut query = tx.prepare_cached(sql)?;
        let found = query.query_map([way.id], |row| Ok((row.get("name")?, row.get("stands")?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn insert(
        self,
        tx: &Tx<'_>,
        way: &Way,
        person: Option<PersonId>,
        text: Option<&str>,
        since: &PartialDate,
    ) -> Result<()> {
        match self {
            Self::Contact => tx
                .prepare_cached(
                    "INSERT INTO foster (candidature_id, contact_id, contact_text, since) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute((way.id, person, text, since))?,
            Self::Introducer => tx
                .prepare_cached(
                    "INSERT INTO introducer (candidature_id, introducer_id, introducer_text) VALUES (?1, ?2, ?3)",
                )?
                .execute((way.id, person, text))?,
        };
        Ok(())
    }
}

/// Writes down those who are not on record yet, in their role from `since` on. Returns what is odd; refuses somebody in
/// their own role, and others in the place of those on record: that is an event with a day of its own.
pub(super) fn bring(
    tx: &Tx<'_>,
    way: &Way,
    role: Role,
    told: &[String],
    since: &PartialDate,
) -> Result<std::result::Result<Vec<Problem>, Problem>> {
    let problem = |value: &str, what: Text| Problem { key: role.key(), value: value.to_owned(), what };
    let known = role.on_record(tx, way)?;
    let new: Vec<&String> = told.iter().filter(|name| !known.iter().any(|(known, _)| known == *name)).collect();
    let replaced = known.iter().find(|(name, stands)| *stands && !told.contains(name));
    if let (Some((name, _)), false) = (replaced, new.is_empty()) {
        return Ok(Err(problem(&told.join("、"), say!(NamedOtherwise { name }))));
    }
    let mut odd = Vec::new();
    for name in new {
        match linked(tx, name, since)? {
            Ok(person) if person == way.person => return Ok(Err(problem(name, say!(NamedThemselves)))),
            Ok(person) => role.insert(tx, way, Some(person), None, since)?,
            Err(what) => {
                role.insert(tx, way, None, Some(name), since)?;
                odd.push(problem(name, what));
            }
        }
    }
    Ok(Ok(odd))
}

/// The one of this name who was a full member that day; else why the name is kept as it is.
fn linked(tx: &Tx<'_>, name: &str, day: &PartialDate) -> Result<std::result::Result<PersonId, Text>> {
    match member::named(tx, name)?[..] {
        [person] => {
            let mut advice = Advice::default();
            let rule = &rules().contacts;
            norms::full_member(tx, person, day, rule, &mut advice).map_or_else(
                |_| Ok(Err(say!(NotFullKept { date: day }))),
                |()| Ok(if advice.warnings().is_empty() { Ok(person) } else { Err(say!(NotFullKept { date: day })) }),
            )
        }
        [] => Ok(Err(say!(NameKept))),
        ref shared => Ok(Err(say!(SharedNameKept { count: shared.len() }))),
    }
}

/// Who talked, by the name in a roster: somebody on record if one alone bears it.
pub(super) fn talker(tx: &Tx<'_>, name: &str) -> Result<std::result::Result<PersonId, Problem>> {
    let problem = |what| Problem { key: "talked_by", value: name.to_owned(), what };
    Ok(match member::named(tx, name)?[..] {
        [person] => Ok(person),
        [] => Err(problem(say!(NameKept))),
        ref shared => Err(problem(say!(SharedNameKept { count: shared.len() }))),
    })
}
