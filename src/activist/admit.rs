//! The branch meeting admits: from its day on the candidate is a probationary member on the roll of the org.

use chrono::NaiveDate;

use super::{Step, Taken, Way, norms};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::member::stays::Stays;
use crate::member::{self, Began, Category, PersonId};
use crate::org::{self, OrgId};
use crate::rules::{Advice, Rule, rules};

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

/// D14: the meeting follows the pre-review soon.
pub(super) fn judge_meeting(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(on) = way.on(Step::Prereviewed) else { return };
    let (rule, day) = (&rules().meeting_months, date.first_day());
    let latest = norms::months_by(rule, on.last_day());
    // Of who was pre-reviewed before there was such a norm nobody asks.
    if day > latest && !rule.begins_after(on.first_day()) {
        advice.warn(rule, day, say!(MeetingLate { date, on: &on, latest }));
    }
}

/// D16, D17: the approval follows the meeting within its time; after half a year the meeting has to vote again.
pub(super) fn judge_approval(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(admitted) = way.on(Step::Admitted) else { return };
    let day = date.first_day();
    let mut late = |rule: &Rule| {
        let latest = norms::months_by(rule, admitted.last_day());
        if day > latest {
            advice.warn(rule, day, say!(ApprovalLate { date, admitted: &admitted, latest }));
        }
        day > latest
    };
    let is_void = late(&rules().special_approval_months) | late(&rules().resolution_months);
    if !is_void {
        late(&rules().approval_months);
    }
}

/// D18: since 2026 the oath follows the approval soon.
pub(super) fn judge_oath(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(approved) = way.on(Step::Approved) else { return };
    let rule = &rules().oath_months;
    let latest = norms::months_by(rule, approved.last_day());
    if !rule.begins_after(approved.first_day()) && date.first_day() > latest {
        advice.warn(rule, date.first_day(), say!(OathLate { date, approved: &approved, latest }));
    }
}

#[cfg(test)]
mod tests {
    use super::super::CandidatureId;
    use super::*;

    fn way(steps: &[(Step, &str)]) -> Way {
        let taken = |(step, date): &(Step, &str)| Taken::plain(*step, date.parse().unwrap());
        Way { id: CandidatureId(1), person: PersonId(1), steps: steps.iter().map(taken).collect() }
    }

    fn warned(judge: impl Fn(&Way, &PartialDate, &mut Advice), way: &Way, date: &str) -> usize {
        let mut advice = Advice::default();
        judge(way, &date.parse().unwrap(), &mut advice);
        advice.warnings().len()
    }

    #[test]
    fn the_meeting_is_within_a_month_of_the_pre_review() {
        let since = way(&[(Step::Prereviewed, "2026-05-31")]);
        let warned = |way: &Way, date: &str| warned(judge_meeting, way, date);
        assert_eq!(["2026-06-29", "2026-06-30", "2026-07-01"].map(|date| warned(&since, date)), [0, 0, 1]);
        for before in ["2011-01-31", "2016-01-31", "2026-05-17"] {
            let way = way(&[(Step::Prereviewed, before)]);
            assert_eq!(warned(&way, "2026-07-01"), 0, "{before}: there was no such norm");
        }
    }

    #[test]
    fn an_approval_is_due_within_three_months() {
        let way = way(&[(Step::Admitted, "2015-11-30")]);
        assert_eq!(
            ["2016-02-28", "2016-02-29", "2016-03-01"].map(|date| warned(judge_approval, &way, date)),
            [0, 0, 1]
        );
        assert_eq!(["2016-05-30", "2016-05-31"].map(|date| warned(judge_approval, &way, date)), [1, 2]);
    }

    #[test]
    fn an_oath_is_due_within_a_month_since_2026() {
        let before = way(&[(Step::Approved, "2026-05-17")]);
        assert_eq!(warned(judge_oath, &before, "2026-09-01"), 0);
        let since = way(&[(Step::Approved, "2026-05-31")]);
        assert_eq!(["2026-06-29", "2026-06-30", "2026-07-01"].map(|date| warned(judge_oath, &since, date)), [0, 0, 1]);
    }
}
