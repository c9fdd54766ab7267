//! The norms of section D: what a step is held against on its day. Whether a norm refuses or warns stands in
//! `rules.md`; here each speaks with the dates that it compared and the earliest day that would be right.

use chrono::{Days, NaiveDate};

use super::{Step, Taken, Way};
use crate::activist::texts;
use crate::date::{PartialDate, months_later, years_between};
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::say;
use crate::member::{self, PersonId};
use crate::org::OrgId;
use crate::rules::{Advice, Rule, rules};

/// As many months as a norm says, from a day on.
pub(super) fn months_by(rule: &Rule, from: NaiveDate) -> NaiveDate {
    months_later(from, u32::try_from(rule.value_on(from)).unwrap_or_default())
}

/// The day on which somebody is old enough (D1): who was born on 29 February, on 1 March of a common year.
fn of_age(birth: NaiveDate, years: i64) -> NaiveDate {
    let day = months_later(birth, u32::try_from(years * 12).unwrap_or_default());
    if i64::from(years_between(birth, day)) < years { day + Days::new(1) } else { day }
}

/// D1: an applicant is of age. A birth known only to the year or month is taken at its earliest.
pub(super) fn age(tx: &Tx<'_>, person: PersonId, date: &PartialDate, advice: &mut Advice) -> Result<()> {
    let (name, birth): (String, Option<PartialDate>) = tx
        .prepare_cached("SELECT name, birth FROM person WHERE id = ?1")?
        .query_row([person], |row| Ok((row.get("name")?, row.get("birth")?)))?;
    let (Some(birth), rule, day) = (birth, &rules().applicant_age, date.first_day()) else { return Ok(()) };
    let earliest = of_age(birth.first_day(), rule.value_on(day));
    if date.last_day() >= earliest {
        return Ok(());
    }
    advice.bind(rule, day, say!(ApplicantTooYoung { name, birth: &birth, date, earliest }))
}

/// D2: an application goes to an org that covers the unit where the applicant works, if one does.
pub(super) fn unit(tx: &Tx<'_>, person: PersonId, org: OrgId, date: &PartialDate, advice: &mut Advice) -> Result<()> {
    let day = date.first_day();
    let mut query = tx.prepare_cached(include_str!("orgs_of_unit.sql"))?;
    let orgs = query.query_map((person, day.to_string()), |row| Ok((row.get("org_id")?, row.get("name")?)))?;
    let orgs = orgs.collect::<Result<Vec<(OrgId, String)>, _>>()?;
    if !orgs.is_empty() && orgs.iter().all(|(covering, _)| *covering != org) {
        let (name, orgs): (String, Vec<String>) =
            (member::name(tx, person)?, orgs.into_iter().map(|(_, name)| name).collect());
        advice.warn(&rules().application_unit, day, say!(AppliedElsewhere { name, orgs }));
    }
    Ok(())
}

/// D3: the talk follows the application soon.
pub(super) fn talk(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(applied) = way.on(Step::Applied) else { return };
    let (rule, latest) = (&rules().talk_months, months_by(&rules().talk_months, applied.last_day()));
    if date.first_day() > latest {
        advice.warn(rule, date.first_day(), say!(TalkLate { date, applied: &applied, latest }));
    }
}

/// D4: the choice of an activist is filed with the org above.
pub(super) fn filing(new: &Taken, advice: &mut Advice) {
    if new.details.superior_on.is_none() {
        advice.warn(&rules().activist_filing, new.date.first_day(), say!(NotFiled { date: &new.date }));
    }
}

/// D5: one or two contacts, not more at a time.
pub(super) fn contacts(tx: &Tx<'_>, way: &Way, from: &PartialDate, advice: &mut Advice) -> Result<()> {
    let (rule, day) = (&rules().contacts, from.first_day());
    let sql = "SELECT coalesce(person.name, contact_text) FROM foster LEFT JOIN person ON person.id = contact_id
               WHERE candidature_id = ?1 AND until_day > ?2 ORDER BY foster.id";
    let mut query = tx.prepare_cached(sql)?;
    let names = query.query_map((way.id, day.to_string()), |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    if i64::try_from(names.len()).unwrap_or(i64::MAX) < rule.value_on(day) {
        return Ok(());
    }
    advice.bind(rule, day, say!(ContactTooMany { name: member::name(tx, way.person)?, contacts: names }))
}

/// D5, D9: a contact or introducer is a full member on that day. Against an assumed start it only warns.
pub(super) fn full_member(
    tx: &Tx<'_>,
    person: PersonId,
    date: &PartialDate,
    rule: &Rule,
    advice: &mut Advice,
) -> Result<()> {
    let day = date.last_day();
    let (is_full, assumed, full_on): (bool, bool, Option<PartialDate>) =
        tx.prepare_cached(include_str!("full_member.sql"))?.query_row((person, day.to_string()), |row| {
            Ok((row.get("is_full")?, row.get("assumed")?, row.get("full_on")?))
        })?;
    if is_full {
        return Ok(());
    }
    let name = member::name(tx, person)?;
    let message = match &full_on {
        Some(full_on) if full_on.first_day() > day => say!(FullOnlyFrom { name, date, full_on }),
        _ => say!(NotFullMember { name, date }),
    };
    if assumed {
        advice.warn(rule, day, message);
        return Ok(());
    }
    advice.bind(rule, day, message)
}

/// D6: an evaluation every half-year, counted from the last one or from the day of becoming an activist.
pub(super) fn evaluation(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let before = way.steps.iter().filter(|taken| matches!(taken.step, Step::Evaluated | Step::Nominated));
    let Some(before) = before.map(|taken| taken.date).rfind(|before| date.could_follow(before)) else { return };
    let (rule, latest) = (&rules().evaluation_months, months_by(&rules().evaluation_months, before.last_day()));
    if date.first_day() > latest {
        advice.warn(rule, date.first_day(), say!(EvaluationLate { date, before: &before, latest }));
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{CandidatureId, Details};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A way with these steps.
    pub(in super::super) fn way(steps: &[(Step, &str)]) -> Way {
        let taken = |(step, date): &(Step, &str)| Taken::plain(*step, date.parse().unwrap());
        Way { id: CandidatureId(1), person: PersonId(1), steps: steps.iter().map(taken).collect() }
    }

    /// How many warnings a step on a day gives.
    pub(in super::super) fn warned(judge: impl Fn(&Way, &PartialDate, &mut Advice), way: &Way, date: &str) -> usize {
        let mut advice = Advice::default();
        judge(way, &date.parse().unwrap(), &mut advice);
        advice.warnings().len()
    }

    #[test]
    fn of_age_on_the_birthday() {
        assert_eq!(of_age(day("1997-05-06"), 18), day("2015-05-06"));
        assert_eq!(of_age(day("1996-02-29"), 18), day("2014-03-01"), "no 29 February that year");
        assert_eq!(of_age(day("1998-02-28"), 18), day("2016-02-28"));
        assert_eq!(of_age(day("1996-02-29"), 20), day("2016-02-29"));
    }

    #[test]
    fn a_talk_is_due_within_a_month() {
        for (applied, latest, late) in [
            ("2015-05-06", "2015-06-06", "2015-06-07"),
            ("2015-01-31", "2015-02-28", "2015-03-01"),
            ("2016-01-31", "2016-02-29", "2016-03-01"),
        ] {
            let way = way(&[(Step::Applied, applied)]);
            let before = (day(latest) - Days::new(1)).to_string();
            let counts = [before.as_str(), latest, late].map(|date| warned(talk, &way, date));
            assert_eq!(counts, [0, 0, 1], "{applied}");
        }
        let vague = way(&[(Step::Applied, "2015-05")]);
        assert_eq!(["2015-06-30", "2015-07-01"].map(|date| warned(talk, &vague, date)), [0, 1]);
    }

    #[test]
    fn an_evaluation_is_due_every_half_year() {
        let named = way(&[(Step::Applied, "2015-01-01"), (Step::Nominated, "2015-08-31")]);
        let counts = ["2016-02-28", "2016-02-29", "2016-03-01"].map(|date| warned(evaluation, &named, date));
        assert_eq!(counts, [0, 0, 1]);
        let evaluated = way(&[(Step::Nominated, "2015-08-31"), (Step::Evaluated, "2016-02-29")]);
        let counts = ["2016-08-28", "2016-08-29", "2016-08-30"].map(|date| warned(evaluation, &evaluated, date));
        assert_eq!(counts, [0, 0, 1]);
        assert_eq!(warned(evaluation, &evaluated, "2016-01-01"), 0, "one that was left out is counted from before it");
    }

    #[test]
    fn filing_is_asked_for() {
        let told = |superior_on: Option<&str>| {
            let details = Details { superior_on: superior_on.map(|date| date.parse().unwrap()), ..Details::default() };
            let new = Taken { details, ..Taken::plain(Step::Nominated, "2015-07-01".parse().unwrap()) };
            let mut advice = Advice::default();
            filing(&new, &mut advice);
            advice.warnings().len()
        };
        assert_eq!((told(None), told(Some("2015-07-10"))), (1, 0));
    }
}
