//! Dated rows that follow one another: the name, kind or parent of an org, the attributes of a unit.
//!
//! `begin` is an event: from a day on something else holds. `mend_start` is a correction: the event happened, but
//! on another day than recorded.

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension as _, params_from_iter};

use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::org::texts;

/// A table of dated rows.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// The column that says whose rows they are.
    pub owner: &'static str,
}

/// Names of an org.
pub const NAMES: Table = Table { name: "org_name", owner: "org_id" };
/// Kinds of an org.
pub const KINDS: Table = Table { name: "org_kind", owner: "org_id" };
/// Parents of an org.
pub const PARENTS: Table = Table { name: "org_parent", owner: "org_id" };
/// Attributes of a unit.
pub const STATES: Table = Table { name: "unit_state", owner: "unit_id" };

/// The row in force on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Its id.
    pub id: i64,
    /// From when.
    pub since: Option<PartialDate>,
    /// Until when, exclusive.
    pub until: Option<PartialDate>,
}

fn period(row: &rusqlite::Row<'_>) -> rusqlite::Result<Period> {
    Ok(Period { id: row.get("id")?, since: row.get("since")?, until: row.get("until")? })
}

impl Table {
    /// The row of `owner` in force on a day.
    pub fn on(self, tx: &Tx<'_>, owner: i64, day: NaiveDate) -> Result<Option<Period>> {
        let sql = format!(
            "SELECT id, since, until FROM {} WHERE {} = ?1 AND since_day <= ?2 AND until_day > ?2 ORDER BY since_day DESC LIMIT 1",
            self.name, self.owner
        );
        Ok(tx.prepare_cached(&sql)?.query_row((owner, day.to_string()), period).optional()?)
    }

    /// The last row of `owner`.
    pub fn last(self, tx: &Tx<'_>, owner: i64) -> Result<Option<Period>> {
        let sql = format!(
            "SELECT id, since, until FROM {} WHERE {} = ?1 ORDER BY since_day DESC, id DESC LIMIT 1",
            self.name, self.owner
        );
        Ok(tx.prepare_cached(&sql)?.query_row([owner], period).optional()?)
    }

    /// The day on which the first row after `day` begins.
    fn next_start(self, tx: &Tx<'_>, owner: i64, day: NaiveDate) -> Result<Option<PartialDate>> {
        let sql = format!(
            "SELECT since FROM {} WHERE {} = ?1 AND since_day > ?2 ORDER BY since_day LIMIT 1",
            self.name, self.owner
        );
        Ok(tx.prepare_cached(&sql)?.query_row((owner, day.to_string()), |row| row.get(0)).optional()?)
    }

    /// From `date` on something else holds: the row in force ends there, a new one with `values` begins. What was
    /// recorded for later days stays. Two changes on one day are refused: the second is a correction.
    pub fn begin(self, tx: &Tx<'_>, owner: i64, date: &PartialDate, values: &[(&str, Value)]) -> Result<()> {
        let day = date.first_day();
        let running = self.on(tx, owner, day)?;
        let until = match &running {
            Some(row) if row.since.as_ref().is_some_and(|since| since.first_day() == day) => {
                return Err(Error::refused(say!(ChangedThatDay { date })).hint(say!(ChangedThatDayHint)));
            }
            Some(row) => row.until,
            None => self.next_start(tx, owner, day)?,
        };
        if let Some(row) = running {
            let sql = format!("UPDATE {} SET until = ?1 WHERE id = ?2", self.name);
            tx.prepare_cached(&sql)?.execute((date, row.id))?;
        }
        let mut columns = vec![self.owner, "since", "until"];
        let mut all: Vec<Value> = vec![owner.into(), text(Some(date)), text(until.as_ref())];
        for (column, value) in values {
            columns.push(column);
            all.push(value.clone());
        }
        let sql =
            format!("INSERT INTO {} ({}) VALUES ({})", self.name, columns.join(", "), vec!["?"; all.len()].join(", "));
        tx.prepare_cached(&sql)?.execute(params_from_iter(all))?;
        Ok(())
    }

    /// The last event happened on another day than recorded: moves its start and the end of the row before.
    pub fn mend_start(self, tx: &Tx<'_>, owner: i64, date: &PartialDate) -> Result<()> {
        let last = self.last(tx, owner)?.filter(|row| row.since.is_some());
        let Some(last) = last else {
            return Err(Error::refused(say!(NoEventToMend)).hint(say!(NoEventToMendHint)));
        };
        let sql = format!("SELECT id FROM {} WHERE {} = ?1 AND id <> ?2 AND until = ?3", self.name, self.owner);
        let before: Option<i64> =
            tx.prepare_cached(&sql)?.query_row((owner, last.id, &last.since), |row| row.get(0)).optional()?;
        let since = format!("UPDATE {} SET since = ?1 WHERE id = ?2", self.name);
        let until = format!("UPDATE {} SET until = ?1 WHERE id = ?2", self.name);
        // The gap is opened before it is closed, so that the two rows never overlap on the way.
        let later = last.since.as_ref().is_some_and(|old| old.first_day() < date.first_day());
        let steps: [(&str, Option<i64>); 2] = if later {
            [(&since, Some(last.id)), (&until, before)]
        } else {
            [(&until, before), (&since, Some(last.id))]
        };
        for (sql, id) in steps {
            if let Some(id) = id {
                tx.prepare_cached(sql)?.execute((date, id))?;
            }
        }
        Ok(())
    }
}

/// The parent an org has, or had last.
pub fn last_parent(tx: &Tx<'_>, org: super::OrgId) -> Result<Option<super::OrgId>> {
    let mut query =
        tx.prepare_cached("SELECT parent_id FROM org_parent WHERE org_id = ?1 ORDER BY since_day DESC LIMIT 1")?;
    Ok(query.query_row([org], |row| row.get(0)).optional()?)
}

/// A date as a stored value.
pub fn text(date: Option<&PartialDate>) -> Value {
    date.map_or(Value::Null, |date| Value::Text(date.to_string()))
}
