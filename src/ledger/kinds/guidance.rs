//! Guidance 指导: which org guides which, beside subordination. Who is guided is below nobody for it, and in no sum.

use rusqlite::Row;

use super::{Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, say};
use crate::ledger::texts;

pub(super) static GUIDANCE: Kind = Kind {
    noun: Noun::Org,
    name: "guide",
    table: "guidance",
    label: Label { zh: "指导关系", en: "guidance" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org).called(&["被指导党组织", "受指导党组织"]),
        Field::subject("by", Holds::Org).called(&["指导单位", "指导机构"]),
        Field::new("contact", Holds::Text).called(&["联络人"]),
        Field::new("document", Holds::Text).called(&["文号", "依据"]),
    ],
    once: &[],
    particular: Some(refuse_within_one_line),
};

/// Whoever stands above another leads it; whoever is led or guided by it, through whatever others, does not guide it. The same
/// holds of what is on record: `guidance-circle`.
fn refuse_within_one_line(new: &Judged<'_>) -> Result<()> {
    if new.number("org") == new.number("by") {
        return Err(Error::refused(say!(GuidesItself)));
    }
    let names = |row: &Row<'_>| {
        Ok((row.get::<_, String>("org")?, row.get::<_, String>("by")?, row.get::<_, String>("since_day")?))
    };
    if let Some((org, by, from)) = new.find(include_str!("guidance_below.sql"), names)? {
        return Err(Error::refused(say!(GuidedBelow { org, by, from })).hint(say!(GuidedBelowHint)));
    }
    match new.find(include_str!("guidance_circle.sql"), names)? {
        Some((org, by, from)) => {
            Err(Error::refused(say!(GuidedByGuided { org, by, from })).hint(say!(GuidedByGuidedHint)))
        }
        None => Ok(()),
    }
}
