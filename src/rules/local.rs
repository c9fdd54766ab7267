//! The office's own numbers, for norms that leave them to it: those that are practice or not confirmed. They stand with the records,
//! so that all who work on one file are held to the same.

use std::sync::OnceLock;

use rusqlite::Connection;

use super::{Rule, Rules, Status, Version, general};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::rules::texts;

/// What a number of the office's rests on where it told nothing else.
const SOURCE: &str = "本单位设定";

static OURS: OnceLock<Rules> = OnceLock::new();

/// The norms with the office's own numbers, where it has some.
pub(super) fn rules() -> Option<&'static Rules> {
    OURS.get()
}

/// Reads the office's own numbers out of the records that are opened: from then on [`super::rules`] has them.
pub(crate) fn take(conn: &Connection) -> Result<()> {
    if let Some(rules) = with_own(conn)? {
        // A program works on the records of one file.
        let _ = OURS.set(rules);
    }
    Ok(())
}

/// The norms with the numbers that a file holds; nothing, if it holds none.
fn with_own(conn: &Connection) -> Result<Option<Rules>> {
    let mut query = conn.prepare_cached(include_str!("local.sql"))?;
    let mut rows = query.query([])?;
    let mut rules: Option<Rules> = None;
    while let Some(row) = rows.next()? {
        let (name, value, since): (String, String, String) = (row.get("name")?, row.get("value")?, row.get("since")?);
        let source: Option<String> = row.get("source")?;
        let rule = rules.get_or_insert_with(|| general().clone()).named(&name);
        // What a newer or older version of the program knows by this name is not ours to judge.
        if let (Some(rule), Ok(value), Ok(since)) = (rule, value.parse(), since.parse()) {
            let source = source.unwrap_or_else(|| SOURCE.to_owned());
            let own = Version { since, value, exceeded: rule.on(since).0.exceeded, steps: Vec::new(), source };
            // A later text does not know what this office does.
            rule.values.retain(|version| version.since < since);
            rule.values.push(own);
        }
    }
    Ok(rules)
}

/// The norms for which an office may have its own numbers, by name.
pub(crate) fn settable() -> impl Iterator<Item = (&'static str, &'static Rule)> {
    let all = super::rules().all().into_iter();
    all.filter(|(_, rule)| rule.status != Status::C && rule.values.iter().all(|version| version.steps.is_empty()))
}

/// Whether the number of a norm on a day is the office's own.
pub(crate) fn is_own(name: &str, day: chrono::NaiveDate) -> bool {
    let value = |rules: &'static Rules| {
        let all = rules.all();
        all.into_iter().find(|(known, _)| *known == name).map(|(_, rule)| rule.on(day).0)
    };
    value(super::rules()) != value(general())
}

/// The norm that is meant by its name, or by its id where one alone has it. Refuses what is none, and one whose number is not the
/// office's to set.
pub(crate) fn find(typed: &str) -> Result<(&'static str, &'static Rule)> {
    let all = general().all();
    let mut meant: Vec<_> = all.iter().filter(|(name, _)| *name == typed).collect();
    if meant.is_empty() {
        meant = all.iter().filter(|(_, rule)| rule.id.eq_ignore_ascii_case(typed)).collect();
    }
    let own = || settable().map(|(name, rule)| say!(RuleChoice { name, id: &rule.id })).collect::<Vec<_>>();
    match meant[..] {
        [&(name, rule)] if settable().any(|(known, _)| known == name) => Ok((name, rule)),
        [&(_, rule)] => {
            Err(Error::refused(say!(RuleNotSettable { id: &rule.id })).hint(say!(RulesSettable { rules: own() })))
        }
        _ => Err(Error::usage(say!(RuleNameUnknown { typed })).hint(say!(RulesSettable { rules: own() }))),
    }
}

/// What a number of a norm may be.
pub(crate) fn number(typed: &str) -> Result<i64> {
    let number = crate::text::fold(typed).trim().parse().ok().filter(|number| (0..=10_000).contains(number));
    number.ok_or_else(|| Error::usage(say!(RuleNumberBad { typed })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;

    #[test]
    fn an_offices_number_holds_from_its_day_on() {
        let db = Db::memory().unwrap();
        assert!(with_own(db.conn()).unwrap().is_none());
        let (name, _) = find("A16").unwrap();
        db.conn()
            .execute_batch(&format!(
                "INSERT INTO setting (key, value, since, source) VALUES ('rule.{name}', '5', '2011-03-01', '市委通知');
                 INSERT INTO setting (key, value, since) VALUES ('rule.nothing', '5', '2011-03-01')"
            ))
            .unwrap();
        let rules = with_own(db.conn()).unwrap().unwrap();
        let ours = rules.all().into_iter().find(|(known, _)| *known == name).unwrap().1;
        let on = |day: &str| ours.value_on(day.parse().unwrap());
        assert!(ours.begins_after("2011-02-28".parse().unwrap()), "before it nothing asks for it");
        assert_eq!((on("2011-03-01"), on("2026-01-01")), (5, 5));
        assert_eq!(ours.on("2011-03-01".parse().unwrap()).0.source, "市委通知");
    }

    #[test]
    fn only_what_is_left_to_the_office_can_be_set() {
        assert!(find("A1").is_err() && find("branch_full_members").is_err() && find("nothing").is_err());
        assert!(find("T5").is_err(), "three are called so");
        assert_eq!(find("letter_days_in_city").unwrap().1.id, "T5");
        assert!(settable().count() >= 5 && settable().all(|(_, rule)| rule.status != Status::C));
        assert!(
            (number(" ３ ").unwrap(), number("0").unwrap()) == (3, 0) && number("-1").is_err() && number("三").is_err()
        );
    }
}
