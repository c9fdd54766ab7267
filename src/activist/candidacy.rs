//! The norms of becoming a development candidate: long enough an activist (D7), with the org above, after a public
//! notice (D8).

use super::norms::months_by;
use super::{Step, Taken, Way};
use crate::activist::texts;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::say;
use crate::member;
use crate::rules::workdays::Calendar;
use crate::rules::{Advice, rules};

/// Holds a candidacy against the norms of its day.
pub(super) fn judge(tx: &Tx<'_>, way: &Way, new: &Taken, advice: &mut Advice) -> Result<()> {
    let (date, day) = (&new.date, new.date.first_day());
    if let Some(nominated) = way.on(Step::Nominated) {
        let rule = &rules().activist_months;
        let earliest = months_by(rule, nominated.first_day());
        if date.last_day() < earliest {
            let name = member::name(tx, way.person)?;
            let message = say!(CandidateTooEarly { name, date, nominated: &nominated, earliest });
            advice.bind(rule, day, message)?;
        }
    }
    if new.details.superior_on.is_none() {
        let consent = &rules().candidate_consent;
        let rule = if consent.begins_after(day) { &rules().candidate_filing } else { consent };
        advice.warn(rule, day, say!(NotWithSuperior { date }));
    }
    notice(&Calendar::of(tx)?, new, advice);
    Ok(())
}

/// D8: since 2026 a public notice of so many working days goes before it. That there was none is for `holes` to say.
fn notice(calendar: &Calendar, new: &Taken, advice: &mut Advice) {
    let (rule, date, day) = (&rules().notice_workdays, &new.date, new.date.first_day());
    if rule.begins_after(day) {
        return;
    }
    let Some((from, to)) = new.details.notice else { return };
    let (counted, end) = (calendar.between(from, to), calendar.end_of(from, rule.value_on(day)));
    if to < end.value {
        advice.warn(rule, day, say!(NoticeTooShort { from, to, days: counted.value, earliest: end.value }));
    }
    if to > date.last_day() {
        advice.warn(rule, day, say!(NoticeNotOver { to, date }));
    }
    if counted.provisional || end.provisional {
        advice.notice(say!(WorkdaysProvisional { from, to }));
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::super::{CandidatureId, holes};
    use super::*;
    use crate::date::PartialDate;
    use crate::member::PersonId;

    fn warnings(date: &str, notice_days: Option<(&str, &str)>) -> usize {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut new = Taken::plain(Step::Candidate, date.parse::<PartialDate>().unwrap());
        new.details.notice = notice_days.map(|(from, to)| (day(from), day(to)));
        let mut advice = Advice::default();
        let applied = Taken::plain(Step::Applied, "2024-01-01".parse().unwrap());
        let named = Taken::plain(Step::Nominated, "2024-03-01".parse().unwrap());
        let talked = Taken::plain(Step::Talked, "2024-01-20".parse().unwrap());
        let way = Way { id: CandidatureId(1), person: PersonId(1), steps: vec![applied, talked, named] };
        holes::judge(&way, &new, &mut advice).unwrap();
        notice(&Calendar::default(), &new, &mut advice);
        advice.warnings().len()
    }

    #[test]
    fn a_notice_of_five_working_days_is_asked_for_since_2026() {
        assert_eq!(warnings("2026-05-17", None), 0);
        assert_eq!(warnings("2026-05-18", None), 1);
        // 19 June is a holiday: five working days from Monday 15 June end on Monday the 22nd.
        for (to, count) in [("2026-06-21", 1), ("2026-06-22", 0), ("2026-06-23", 0)] {
            assert_eq!(warnings("2026-07-01", Some(("2026-06-15", to))), count, "{to}");
        }
        assert_eq!(warnings("2026-06-22", Some(("2026-06-15", "2026-06-22"))), 0);
        assert_eq!(warnings("2026-06-21", Some(("2026-06-15", "2026-06-22"))), 1, "not over that day");
        assert_eq!(warnings("2027-03-20", Some(("2027-03-01", "2027-03-10"))), 1, "holidays of 2027 are not known");
    }
}
