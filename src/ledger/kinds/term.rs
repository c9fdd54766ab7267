//! Terms 届: how long the committee of an org is in office, and to what other day the org above consented. An election begins
//! one by itself; here stand those of before, and what is told of one beside its election.

use super::{Field, Holds, Judged, Kind, Label, Life, Noun};
use crate::committee::term::{Body, TermBegan, Told, judge};
use crate::error::Result;
use crate::org::OrgId;

pub(super) static TERM: Kind = Kind {
    noun: Noun::Org,
    name: "term",
    table: "term",
    label: Label { zh: "届期", en: "term of a committee" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::new("number", Holds::Count),
        Field::needed("years", Holds::Count).called(&["任期", "任期年限"]),
        Field::new("body", Holds::Code(Body::CODES)),
        Field::new("seats", Holds::Count).called(&["委员职数", "应选人数", "职数"]),
        Field::new("began", Holds::Code(TermBegan::CODES)).called(&["产生方式"]),
        Field::new("reminded", Holds::Date).called(&["提醒日期"]),
        Field::new("extended_to", Holds::Ahead).called(&["延期至", "提前至"]),
        Field::new("consented", Holds::Date).called(&["批复日期"]),
        Field::new("consent_no", Holds::Text).called(&["延期批复", "批复文号"]),
        Field::new("consent_reason", Holds::Text).called(&["延期原因", "提前原因"]),
    ],
    once: &[],
    particular: Some(refuse),
};

/// The day on which it runs out, by what the org above had consented to on the day asked for: shown, never stored.
pub(super) const WORKED_OUT: &[(&str, &str)] =
    &[("ends", "(SELECT term_run_at.ends FROM term_run_at WHERE term_run_at.id = entry.id)")];

fn refuse(judged: &Judged<'_>) -> Result<()> {
    let (Some(org), Some(since)) = (judged.number("org"), judged.date("since")) else { return Ok(()) };
    let told = Told {
        number: judged.number("number"),
        years: judged.number("years").unwrap_or_default(),
        seats: judged.number("seats"),
        since,
        extended_to: judged.date("extended_to"),
        consented: judged.date("consented"),
    };
    judged.advise(|advice| judge(judged.tx, OrgId(org), &told, advice))
}
