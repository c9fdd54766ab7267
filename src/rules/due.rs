//! What is overdue by a norm: one query a case in `due/NAME.sql`, whose head names the norm, what kind of record the case
//! is about, and says the case in both languages. The rest of it is one SELECT over the `*_at` views, with the columns `transfer_id`, `person_id`, `org_id`
//! and `due`; it may bind the day as `:day`, every norm's number by its name, and the day
//! from which a norm holds as `:NAME_since`.

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use rusqlite::ToSql;

use super::{Rule, numbers_on, rules};
use crate::code::codes;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::{Label, Text, say};
use crate::rules::texts;

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/rules/due");

/// A case in which something falls due.
#[derive(Debug)]
pub struct Case {
    /// The name of the norm.
    rule: &'static str,
    /// What kind of record it is about.
    about: About,
    /// The case in words.
    pub label: Label,
    sql: &'static str,
}

codes! {
    /// What kind of record a case is about.
    pub enum About {
        Transfers = "transfers", "组织关系", "transfers";
        Activists = "activists", "发展党员", "the way into the Party";
        Terms = "terms", "换届选举", "elections";
        Dues = "dues", "党费", "dues";
    }
}

/// Something overdue: whose it is, and since when.
#[derive(Debug, Clone, PartialEq)]
pub struct Overdue {
    /// The transfer it is about, if it is about one.
    pub transfer: Option<i64>,
    /// The person, if it is about one.
    pub person: Option<i64>,
    /// The org.
    pub org: i64,
    /// The last day on which it was in time.
    pub due: String,
}

/// All cases, by name.
pub fn cases() -> impl Iterator<Item = Case> {
    CASES.files().filter_map(|file| {
        let sql = file.contents_utf8()?;
        let head = |key: &str| {
            sql.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(key)?.strip_prefix(": ")).unwrap_or("")
        };
        Some(Case {
            rule: head("rule"),
            about: head("about").parse().ok()?,
            label: Label { zh: head("zh"), en: head("en") },
            sql,
        })
    })
}

/// Everything of a kind that is overdue at the end of the day on which `db` stands, and how many there are of each case.
pub fn overdue(db: &Db, about: About, day: NaiveDate) -> Result<(Vec<Overdue>, Vec<Text>)> {
    let (mut all, mut counts) = (Vec::new(), Vec::new());
    for case in cases().filter(|case| case.about == about) {
        let found = case.overdue(db, day)?;
        if !found.is_empty() {
            counts.push(say!(CaseCount { id: &case.rule().id, case: case.label, count: found.len() }));
        }
        all.extend(found);
    }
    Ok((all, counts))
}

impl Case {
    /// The norm it rests on.
    pub fn rule(&self) -> &'static Rule {
        let all = rules().all();
        all.into_iter().find(|(name, _)| *name == self.rule).map(|(_, rule)| rule).expect("a test asks for every head")
    }

    /// What is overdue at the end of the day on which `db` stands.
    pub fn overdue(&self, db: &Db, day: NaiveDate) -> Result<Vec<Overdue>> {
        let order = "ORDER BY due, person_id, transfer_id, org_id";
        let sql = format!("SELECT transfer_id, person_id, org_id, due FROM ({}) {order}", self.sql);
        let mut query = db.conn().prepare(&sql)?;
        let (day_text, numbers) = (day.to_string(), numbers_on(day));
        let begins = self.rule().values[0].since.to_string();
        for at in 1..=query.parameter_count() {
            let name = query.parameter_name(at).unwrap_or_default().trim_start_matches(':').to_owned();
            let value: &dyn ToSql = match numbers.get(name.as_str()) {
                Some(number) => number,
                None if name == "day" => &day_text,
                None => &begins,
            };
            query.raw_bind_parameter(at, value)?;
        }
        let mut rows = query.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(Overdue {
                transfer: row.get("transfer_id")?,
                person: row.get("person_id")?,
                org: row.get("org_id")?,
                due: row.get("due")?,
            });
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_names_its_norm_speaks_both_languages_and_runs() {
        let mut db = Db::memory().unwrap();
        let day = "2011-05-31".parse().unwrap();
        db.stand_at(day).unwrap();
        assert_eq!(cases().count(), CASES.files().count(), "every head says what it is about");
        for case in cases() {
            assert!(!case.label.zh.is_empty() && !case.label.en.is_empty(), "{}", case.rule);
            assert!(case.rule().binds.iter().any(|binds| binds.starts_with("due: ")), "{}", case.rule);
            assert_eq!(case.overdue(&db, day).unwrap(), [], "{}", case.rule);
        }
    }
}
