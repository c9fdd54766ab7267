//! What is overdue: one query a case in `due/NAME.sql`, whose head names the norm (`none` where the record itself tells its day), what
//! kind of record the case is about, says the case in both languages, and names the commands that settle it. The rest of it is one
//! SELECT over the `*_at` views:
//!
//! | column | holds |
//! |---|---|
//! | `due` | the last day on which it was in time; none where it is merely so on the day |
//! | `org_id`, `person_id`, `unit_id`, `transfer_id` | what it is about, as far as it is about such |
//! | `since` | from when the time is counted, as known |
//! | `detail` | a word that tells it apart |
//!
//! Each may be missing. It may bind the day as `:now`, the day before which what is due is asked for as `:day` (the same, or one ahead),
//! every norm's number by its name, and the day from which a norm holds as `:NAME_since`.

use std::borrow::Cow;

use chrono::NaiveDate;
use include_dir::{Dir, include_dir};
use rusqlite::ToSql;

use super::{Rule, numbers_on, rules};
use crate::code::codes;
use crate::db::Db;
use crate::db::elsewhere::Answer;
use crate::error::Result;
use crate::i18n::{Label, Text, say};
use crate::rules::texts;

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/rules/due");

/// A case in which something falls due.
#[derive(Debug, Clone)]
pub struct Case {
    /// The norm; none where the record itself tells its day.
    rule: Option<&'static Rule>,
    /// What kind of record it is about.
    about: About,
    /// The case in words.
    pub label: Label,
    /// The commands that settle it.
    pub settles: &'static str,
    sql: &'static str,
}

codes! {
    /// What kind of record a case is about.
    pub enum About {
        Transfers = "transfers", "组织关系", "transfers";
        Activists = "activists", "发展党员", "the way into the Party";
        Terms = "terms", "换届选举", "elections";
        Dues = "dues", "党费", "dues";
        Meetings = "meetings", "组织生活", "meetings";
        Members = "members", "党员", "members";
        Orgs = "orgs", "党组织", "orgs";
        Units = "units", "单位", "units";
        Ledgers = "ledgers", "台账", "ledgers";
    }
}

/// Something overdue: whose it is, and since when.
#[derive(Debug, Clone, PartialEq)]
pub struct Overdue {
    /// The transfer it is about, if it is about one.
    pub transfer: Option<i64>,
    /// The person, if it is about one.
    pub person: Option<i64>,
    /// The org, if it is about one.
    pub org: Option<i64>,
    /// The unit, if it is about one.
    pub unit: Option<i64>,
    /// From when the time is counted, as known.
    pub since: Option<String>,
    /// The last day on which it was in time, if it has one.
    pub due: Option<NaiveDate>,
    /// What tells it apart from others.
    pub detail: Option<String>,
}

impl Overdue {
    /// By the day, then by what it is about.
    fn place(&self) -> impl Ord {
        (self.due, self.person, self.transfer, self.org, self.unit, self.detail.as_deref())
    }
}

/// Of whom what is overdue is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Of everybody.
    All,
    /// Of the orgs in `scope`, and of the units near them; those who ask look at units themselves.
    Scope,
}

/// All cases, by name.
pub fn cases() -> impl Iterator<Item = Case> {
    let rules = rules().all();
    CASES.files().filter_map(move |file| {
        let sql = file.contents_utf8()?;
        let named = head(sql, "rule");
        let head = |key: &str| head(sql, key);
        Some(Case {
            rule: rules.iter().find(|(name, _)| *name == named).map(|(_, rule)| *rule),
            about: head("about").parse().ok()?,
            label: Label { zh: head("zh"), en: head("en") },
            settles: head("settles"),
            sql,
        })
    })
}

/// What the head of a case says of something.
fn head(sql: &'static str, key: &str) -> &'static str {
    sql.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(key)?.strip_prefix(": ")).unwrap_or("")
}

/// Everything of a kind that is overdue at the end of the day on which `db` stands, and how many there are of each case.
pub fn overdue(db: &Db, about: About, day: NaiveDate) -> Result<(Vec<Overdue>, Vec<Text>)> {
    let (mut all, mut counts) = (Vec::new(), Vec::new());
    for case in cases().filter(|case| case.about == about) {
        let found = case.overdue(db, (day, day), Whose::All)?;
        if let Some(rule) = case.rule().filter(|_| !found.is_empty()) {
            counts.push(say!(CaseCount { id: &rule.id, case: case.label, count: found.len() }));
        }
        all.extend(found);
    }
    Ok((all, counts))
}

impl Case {
    /// The norm it rests on, if it rests on one.
    pub fn rule(&self) -> Option<&'static Rule> {
        self.rule
    }

    /// What is overdue at the end of the day `now`, on which `db` stands, and what will be by another.
    pub fn overdue(&self, db: &Db, (now, day): (NaiveDate, NaiveDate), whose: Whose) -> Result<Vec<Overdue>> {
        let mut query = db.prepare_at(&self.narrowed(whose))?;
        let (now, day, numbers) = (now.to_string(), day.to_string(), numbers_on(now));
        for at in 1..=query.parameter_count() {
            let name = query.parameter_name(at).unwrap_or_default().trim_start_matches(':').to_owned();
            let begins = name.strip_suffix("_since").and_then(begins);
            let value: &dyn ToSql = match (numbers.get(name.as_str()), name.as_str()) {
                (Some(number), _) => number,
                (None, "now") => &now,
                (None, "day") => &day,
                _ => &begins,
            };
            query.raw_bind_parameter(at, value)?;
        }
        let columns: Vec<String> = query.column_names().into_iter().map(str::to_owned).collect();
        let has = |column: &str| columns.iter().any(|known| known == column);
        let answer = db.answer(&query)?;
        let mut answered = answer.as_ref().map(Answer::prepare).transpose()?;
        let mut rows = match &mut answered {
            Some(answered) => answered.raw_query(),
            None => query.raw_query(),
        };
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = |column: &str| if has(column) { row.get(column) } else { Ok(None) };
            let text = |column: &str| if has(column) { row.get(column) } else { Ok(None) };
            let due: Option<String> = text("due")?;
            found.push(Overdue {
                transfer: id("transfer_id")?,
                person: id("person_id")?,
                org: id("org_id")?,
                unit: id("unit_id")?,
                since: text("since")?,
                due: due.and_then(|day| day.parse().ok()),
                detail: text("detail")?,
            });
        }
        found.sort_by(|a, b| a.place().cmp(&b.place()));
        Ok(found)
    }

    /// The query, told which orgs are asked for where it is about orgs alone: SQLite takes that inward, and reads of no other.
    fn narrowed(&self, whose: Whose) -> Cow<'static, str> {
        let is_of_orgs = self.sql.contains("org_id") && !self.sql.contains("unit_id");
        if whose == Whose::All || !is_of_orgs {
            return self.sql.into();
        }
        format!("SELECT * FROM ({}) WHERE org_id IN (SELECT org_id FROM scope)", self.sql).into()
    }
}

/// The day from which a norm holds, by its name.
fn begins(name: &str) -> Option<String> {
    let rule = rules().all().into_iter().find(|(known, _)| *known == name)?.1;
    Some(rule.values[0].since.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_names_its_norm_speaks_both_languages_and_runs() {
        let mut db = Db::memory().unwrap();
        let day = "2011-05-31".parse().unwrap();
        db.stand_at(day).unwrap();
        crate::org::ask(db.conn(), None, None).unwrap();
        assert_eq!(cases().count(), CASES.files().count(), "every head says what it is about");
        for case in cases() {
            let named = case.label.zh;
            assert!(!named.is_empty() && !case.label.en.is_empty() && !case.settles.is_empty(), "{named}");
            match case.rule() {
                Some(rule) => assert!(rule.binds.iter().any(|binds| binds.starts_with("due: ")), "{named}"),
                None => assert_eq!(head(case.sql, "rule"), "none", "{named}: there is no such norm"),
            }
            for whose in [Whose::All, Whose::Scope] {
                assert_eq!(case.overdue(&db, (day, day), whose).unwrap(), [], "{named}");
            }
        }
    }
}
