//! Returns 上报数: the sums that a guided org reports of its own district, in reports only where that is asked for.

use super::{Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, say};
use crate::ledger::texts;

pub(super) static RETURNS: Kind = Kind {
    noun: Noun::Org,
    name: "returns",
    table: "guided_return",
    label: Label { zh: "上报数", en: "return" },
    life: Life::Event,
    fields: &[
        Field::subject("org", Holds::Org).called(&["上报单位", "上报党组织"]),
        Field::needed("units", Holds::Count).called(&["单位数", "协会商会数"]),
        Field::needed("with_org", Holds::Count).called(&["已建党组织单位数", "已建单位数", "已组建数"]),
        Field::needed("orgs", Holds::Count).called(&["党组织数"]),
        Field::needed("members", Holds::Count).called(&["党员数"]),
        Field::needed("activists", Holds::Count).called(&["入党积极分子数", "积极分子数"]),
        Field::new("source", Holds::Text).called(&["来源", "报表", "文号"]),
    ],
    once: &[],
    particular: Some(judge),
};

/// No more units have an org than there are. Whoever is guided by nobody reports to no one: that is worth a look.
fn judge(new: &Judged<'_>) -> Result<()> {
    let count = |key: &str| new.number(key).expect("it is needed");
    let (units, with_org) = (count("units"), count("with_org"));
    if with_org > units {
        return Err(Error::refused(say!(ReturnOfMoreThanAll { units, with_org })));
    }
    if let Some(org) = new.find(include_str!("returns_unguided.sql"), |row| row.get::<_, String>("name"))? {
        let date = new.date("date").expect("it is needed");
        new.advise(|advice| advice.notice(say!(ReturnUnguided { org, date: &date })));
    }
    Ok(())
}
