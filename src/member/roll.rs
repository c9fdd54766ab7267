//! The roll of one person: periods, half-open, one org and one category each, never two at once.
//!
//! A *stint* is the time in one org without a break; a conversion splits it in two periods. The split follows from
//! the day of full membership, so it is worked out here and never typed.

use rusqlite::{CachedStatement, Statement, named_params, params};

use super::{Began, Category, Ended, PersonId};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::org::OrgId;

/// A roll period.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Its row, if it is stored.
    pub id: Option<i64>,
    /// On whose roll.
    pub org: OrgId,
    /// As what.
    pub category: Category,
    /// From when.
    pub since: PartialDate,
    /// Until when, exclusive.
    pub until: Option<PartialDate>,
    /// How it began.
    pub began: Began,
    /// How it ended.
    pub ended: Option<Ended>,
    /// A word on the end.
    pub end_note: Option<String>,
}

/// Where a roll begins that a roster tells of, see the contract: at `entered`; else at the day the office found it;
/// else at the later of joining and the org's founding, which is assumed; else today.
#[derive(Debug, Clone)]
pub struct Start<'a> {
    /// When the person came to the org, if told.
    pub entered: Option<&'a PartialDate>,
    /// The day on which the office began its records, if told.
    pub as_found: Option<&'a PartialDate>,
    /// When the person joined.
    pub joined: Option<&'a PartialDate>,
    /// When the org was founded.
    pub founded: Option<&'a PartialDate>,
    /// Today.
    pub today: PartialDate,
}

impl Start<'_> {
    /// The day and how sure it is.
    pub fn resolve(&self) -> (PartialDate, Began) {
        let later = |first: &PartialDate| {
            let others = [self.joined, self.founded].into_iter().flatten();
            others.fold(*first, |latest, date| if date.first_day() > latest.first_day() { *date } else { latest })
        };
        if let Some(entered) = self.entered {
            return (*entered, Began::Entered);
        }
        if let Some(found) = self.as_found {
            return (later(found), Began::Found);
        }
        let known = self.joined.or(self.founded);
        (known.map_or_else(|| self.today, later), Began::Assumed)
    }
}

/// A stint as periods: probationary until the day of full membership, full from then on.
pub(super) fn split(stint: Period, full_on: Option<&PartialDate>) -> Vec<Period> {
    let Some(full_on) = full_on else { return vec![stint] };
    let day = full_on.first_day();
    if day <= stint.since.first_day() {
        return vec![Period { category: Category::Full, ..stint }];
    }
    if stint.until.as_ref().is_some_and(|until| day >= until.first_day()) {
        return vec![Period { category: Category::Probationary, ..stint }];
    }
    let before = Period {
        category: Category::Probationary,
        until: Some(*full_on),
        ended: Some(Ended::Converted),
        end_note: None,
        ..stint.clone()
    };
    let after = Period { id: None, category: Category::Full, since: *full_on, began: Began::Converted, ..stint };
    vec![before, after]
}

/// The periods of somebody new on the roll.
pub fn first(
    org: OrgId,
    category: Category,
    start: (PartialDate, Began),
    full_on: Option<&PartialDate>,
) -> Vec<Period> {
    let (since, began) = start;
    let stint = Period { id: None, org, category, since, until: None, began, ended: None, end_note: None };
    split(stint, full_on.filter(|_| category == Category::Full))
}

/// The stored periods of a person, earliest first.
pub fn load(tx: &Tx<'_>, person: PersonId) -> Result<Vec<Period>> {
    let mut query = tx.prepare_cached(include_str!("roll.sql"))?;
    let periods = query.query_map([person], |row| {
        Ok(Period {
            id: row.get("id")?,
            org: row.get("org_id")?,
            category: row.get("category")?,
            since: row.get("since")?,
            until: row.get("until")?,
            began: row.get("began")?,
            ended: row.get("ended")?,
            end_note: row.get("end_note")?,
        })
    })?;
    Ok(periods.collect::<Result<_, _>>()?)
}

/// The stints among periods: runs of one org joined by conversions.
pub(crate) fn stints(periods: &[Period]) -> Vec<&[Period]> {
    periods
        .chunk_by(|a, b| a.org == b.org && b.began == Began::Converted && a.ended == Some(Ended::Converted))
        .collect()
}

/// How many periods at the end make up the last stint.
pub fn last_stint(periods: &[Period]) -> usize {
    stints(periods).last().map_or(0, |stint| stint.len())
}

/// Works the split anew after the day of full membership, or the category where no day is known, was corrected.
pub fn resplit(periods: &[Period], full_on: Option<&PartialDate>, category: Category) -> Vec<Period> {
    let stints = stints(periods);
    let last = stints.len().saturating_sub(1);
    let mut all = Vec::new();
    for (at, stint) in stints.iter().enumerate() {
        let (head, tail) = (&stint[0], &stint[stint.len() - 1]);
        let whole = Period {
            category: if at == last || category != Category::Full { category } else { head.category },
            until: tail.until,
            ended: tail.ended,
            end_note: tail.end_note.clone(),
            ..head.clone()
        };
        let mut parts = split(whole, full_on);
        for (part, old) in parts.iter_mut().zip(stint.iter()) {
            part.id = old.id;
        }
        all.extend(parts);
    }
    all
}

/// Brings the stored periods of a person to what is wanted, touching only what differs.
pub fn store(tx: &Tx<'_>, person: PersonId, wanted: &[Period]) -> Result<()> {
    let stored = load(tx, person)?;
    for old in stored.iter().filter(|old| !wanted.iter().any(|new| new.id == old.id)) {
        tx.prepare_cached("DELETE FROM roll WHERE id = :id")?.execute([old.id])?;
    }
    let before = |new: &Period| stored.iter().find(|old| new.id.is_some() && old.id == new.id);
    // Periods that only shrink go first, so that two never overlap on the way. Of others that change places all but one
    // are taken out for the while.
    let changed = wanted.iter().filter(|new| before(new) != Some(new));
    let (shrinking, other): (Vec<&Period>, Vec<&Period>) =
        changed.partition(|new| before(new).is_some_and(|old| lies_within(new, old)));
    for new in shrinking {
        update(tx, new)?;
    }
    let (moving, added): (Vec<&Period>, Vec<&Period>) = other.into_iter().partition(|new| new.id.is_some());
    for new in moving.iter().skip(1) {
        tx.prepare_cached("DELETE FROM roll WHERE id = :id")?.execute([new.id])?;
    }
    for (at, new) in moving.into_iter().enumerate() {
        if at == 0 { update(tx, new)? } else { insert_again(tx, person, new)? }
    }
    added.into_iter().try_for_each(|new| insert(&mut *insertion(tx)?, person, new))
}

fn lies_within(inner: &Period, outer: &Period) -> bool {
    let end = |period: &Period| period.until.as_ref().map_or(chrono::NaiveDate::MAX, PartialDate::first_day);
    inner.since.first_day() >= outer.since.first_day() && end(inner) <= end(outer)
}

fn update(tx: &Tx<'_>, period: &Period) -> Result<()> {
    tx.prepare_cached(include_str!("roll_update.sql"))?.execute(named_params! {
        ":id": period.id, ":org": period.org, ":category": period.category, ":since": period.since,
        ":until": period.until, ":began": period.began, ":ended": period.ended, ":end_note": period.end_note,
    })?;
    Ok(())
}

/// Stores a period that was taken out, in its own row.
fn insert_again(tx: &Tx<'_>, person: PersonId, period: &Period) -> Result<()> {
    tx.prepare_cached(include_str!("roll_insert_again.sql"))?.execute(named_params! {
        ":id": period.id, ":person": person, ":org": period.org, ":category": period.category, ":since": period.since,
        ":until": period.until, ":began": period.began, ":ended": period.ended, ":end_note": period.end_note,
    })?;
    Ok(())
}

/// The statement that stores new periods.
pub fn insertion<'t>(tx: &'t Tx<'_>) -> Result<CachedStatement<'t>> {
    Ok(tx.prepare_cached(include_str!("roll_insert.sql"))?)
}

/// Stores a new period.
pub fn insert(insertion: &mut Statement<'_>, person: PersonId, period: &Period) -> Result<()> {
    insertion.execute(params![
        person,
        period.org,
        period.category,
        period.since,
        period.until,
        period.began,
        period.ended,
        period.end_note,
    ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn start<'a>(
        entered: Option<&'a PartialDate>,
        found: Option<&'a PartialDate>,
        joined: Option<&'a PartialDate>,
        founded: Option<&'a PartialDate>,
    ) -> (String, Began) {
        let (day, began) = Start { entered, as_found: found, joined, founded, today: date("2011-05-31") }.resolve();
        (day.to_string(), began)
    }

    #[test]
    fn a_roll_begins_where_the_contract_says() {
        let (entered, found, joined, founded) =
            (date("2010-08"), date("2011-01-01"), date("2005-07-01"), date("2010-06"));
        let all = [Some(&entered), Some(&found), Some(&joined), Some(&founded)];
        assert_eq!(start(all[0], all[1], all[2], all[3]), ("2010-08".into(), Began::Entered));
        assert_eq!(start(None, all[1], all[2], all[3]), ("2011-01-01".into(), Began::Found));
        assert_eq!(start(None, None, all[2], all[3]), ("2010-06".into(), Began::Assumed));
        assert_eq!(start(None, None, all[2], None), ("2005-07-01".into(), Began::Assumed));
        assert_eq!(start(None, None, None, all[3]), ("2010-06".into(), Began::Assumed));
        assert_eq!(start(None, None, None, None), ("2011-05-31".into(), Began::Assumed));
        let joined_later = date("2011-03-01");
        assert_eq!(start(None, all[1], Some(&joined_later), None).0, "2011-03-01");
    }

    fn shape(periods: &[Period]) -> Vec<String> {
        let end = |p: &Period| p.until.as_ref().map_or_else(|| "…".to_owned(), ToString::to_string);
        periods.iter().map(|p| format!("{} {} {}", p.category.code(), p.since, end(p))).collect()
    }

    #[test]
    fn full_membership_splits_a_stint() {
        let since = (date("2009-07-01"), Began::Entered);
        let full_on = date("2010-07-01");
        let periods = first(OrgId(1), Category::Full, since, Some(&full_on));
        assert_eq!(shape(&periods), ["probationary 2009-07-01 2010-07-01", "full 2010-07-01 …"]);
        assert_eq!(shape(&first(OrgId(1), Category::Full, since, Some(&date("2008")))), ["full 2009-07-01 …"]);
        assert_eq!(shape(&first(OrgId(1), Category::Full, since, None)), ["full 2009-07-01 …"]);
        let mended = resplit(&periods, Some(&date("2010-08-01")), Category::Full);
        assert_eq!(shape(&mended), ["probationary 2009-07-01 2010-08-01", "full 2010-08-01 …"]);
        let back = resplit(&mended, None, Category::Probationary);
        assert_eq!(shape(&back), ["probationary 2009-07-01 …"]);
    }
}
