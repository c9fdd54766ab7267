//! The norms of probation: when it may end (D19), how long an extension is (D20), and the approval of the conversion (D22).

use super::norms::months_by;
use super::{Step, Taken, Way, next};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Result;
use crate::i18n::say;
use crate::member;
use crate::rules::{Advice, rules};

/// D19: not before probation is over, be it extended or not.
pub(super) fn conversion(tx: &Tx<'_>, way: &Way, date: &PartialDate, advice: &mut Advice) -> Result<()> {
    let (Some(admitted), Some(earliest)) = (way.on(Step::Admitted), next::probation_ends(&way.steps)) else {
        return Ok(());
    };
    if date.last_day() >= earliest {
        return Ok(());
    }
    let message = say!(ConvertTooEarly { name: member::name(tx, way.person)?, date, admitted: &admitted, earliest });
    advice.bind(&rules().probation, date.first_day(), message)
}

/// D22: the conversion is approved by the committee above within its time.
pub(super) fn confirmation(way: &Way, date: &PartialDate, advice: &mut Advice) {
    let Some(converted) = way.on(Step::Converted) else { return };
    let rule = &rules().confirmation_months;
    let latest = months_by(rule, converted.last_day());
    if date.first_day() > latest {
        advice.warn(rule, date.first_day(), say!(ConfirmedLate { date, converted: &converted, latest }));
    }
}

/// D20: an extension is half a year at least and a year at most, from the end of the first probation on.
pub(super) fn extension(way: &Way, new: &Taken, advice: &mut Advice) -> Result<()> {
    let (Some(end), Some(until)) = (next::probation_ends(&way.steps), new.details.until) else { return Ok(()) };
    let (least, most, day) = (&rules().extension_least_months, &rules().extension_most_months, new.date.first_day());
    let (first, last) = (months_by(least, end), months_by(most, end));
    let message = || say!(ExtensionWrong { until, end, first, last });
    if until < first {
        return advice.bind(least, day, message());
    }
    if until > last {
        return advice.bind(most, day, message());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::{CandidatureId, Details};
    use super::*;
    use crate::member::PersonId;

    fn extended(admitted: &str, until: &str) -> bool {
        let admitted = Taken::plain(Step::Admitted, admitted.parse().unwrap());
        let way = Way { id: CandidatureId(1), person: PersonId(1), steps: vec![admitted] };
        let details = Details { until: Some(until.parse().unwrap()), ..Details::default() };
        let new = Taken { details, ..Taken::plain(Step::Extended, "2017-03-01".parse().unwrap()) };
        extension(&way, &new, &mut Advice::default()).is_ok()
    }

    #[test]
    fn an_extension_is_half_a_year_to_a_year() {
        for (until, fits) in [("2017-08-27", false), ("2017-08-28", true), ("2017-08-29", true)] {
            assert_eq!(extended("2016-02-29", until), fits, "probation ends on 2017-02-28, {until}");
        }
        for (until, fits) in [("2018-02-27", true), ("2018-02-28", true), ("2018-03-01", false)] {
            assert_eq!(extended("2016-02-29", until), fits, "{until}");
        }
    }
}
