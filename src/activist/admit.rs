//! The branch meeting admits: from its day on the candidate is a probationary member on the roll of the org.

use chrono::NaiveDate;

use super::{Taken, Way, norms};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::member::{self, Began, Category, PersonId};
use crate::org::{self, OrgId};
use crate::rules::{Advice, rules};

/// Admits a candidate whom two members introduced. Returns onto whose roll.
pub fn admit(
    tx: &Tx<'_>,
    way: &Way,
    new: &Taken,
    introducers: &[PersonId],
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<OrgId> {
    super::take(tx, way, new, today, advice)?;
    refuse_wrong_introducers(tx, way, introducers)?;
    judge_introducers(tx, introducers, &new.date, advice)?;
    for introducer in introducers {
        let sql = "INSERT INTO introducer (candidature_id, introducer_id) VALUES (?1, ?2)";
        tx.execute(sql, (way.id, introducer))?;
    }
    let org = org_of(tx, way)?;
    org::event::keeping_roll(&org::get(tx, org)?, &new.date)?;
    tx.execute("UPDATE person SET joined = ?1, full_on = NULL WHERE id = ?2", (new.date, way.person))?;
    let mut stays = Stays::load(tx, way.person)?;
    stays.begin(org, Category::Probationary, new.date, Began::Admitted);
    stays.store(tx)?;
    member::advise_branch_size(tx, org, today, advice)?;
    Ok(org)
}

/// The org that somebody on the way stands with now.
fn org_of(tx: &Tx<'_>, way: &Way) -> Result<OrgId> {
    let sql = "SELECT org_id FROM candidature_org WHERE candidature_id = ?1 ORDER BY since_day DESC, id DESC LIMIT 1";
    Ok(tx.prepare_cached(sql)?.query_row([way.id], |row| row.get(0))?)
}

/// Nobody introduces themselves, or twice.
fn refuse_wrong_introducers(tx: &Tx<'_>, way: &Way, introducers: &[PersonId]) -> Result<()> {
    let twice = introducers.iter().enumerate().find(|(at, one)| introducers[..*at].contains(one)).map(|(_, one)| *one);
    let wrong = introducers.iter().copied().find(|one| *one == way.person).or(twice);
    match wrong {
        Some(person) => {
            Err(Error::refused(say!(IntroducerWrong { name: member::name(tx, person)? })).hint(say!(IntroducerHint)))
        }
        None => Ok(()),
    }
}

/// D9: two introducers, full members both.
fn judge_introducers(tx: &Tx<'_>, introducers: &[PersonId], date: &PartialDate, advice: &mut Advice) -> Result<()> {
    let (rule, day) = (&rules().introducers, date.first_day());
    if i64::try_from(introducers.len()) != Ok(rule.value_on(day)) {
        advice.bind(rule, day, say!(IntroducerCount { count: introducers.len() }))?;
    }
    introducers.iter().try_for_each(|one| norms::full_member(tx, *one, date, rule, advice))
}
