//! Visits 走访指导: what an instructor found and did at a unit.

use super::{Code, Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, code, say};
use crate::ledger::texts;

const WAYS: &[Code] = &[
    code("visit", "走访", "visit", &["上门", "实地走访"]),
    code("phone", "电话", "phone", &["电话联系"]),
    code("talk", "座谈", "talk", &["会议"]),
    code("online", "网上联系", "online", &["微信", "QQ"]),
];

pub(super) static VISIT: Kind = Kind {
    noun: Noun::Org,
    name: "visit",
    table: "visit",
    label: Label { zh: "走访指导", en: "visit" },
    life: Life::Event,
    fields: &[
        Field::subject("person", Holds::Person).called(&["走访人", "指导员", "党建指导员"]),
        Field::subject("unit", Holds::Unit).called(&["走访单位", "联系单位"]),
        Field::new("way", Holds::Code(WAYS)).called(&["走访方式", "联系方式"]),
        Field::new("matter", Holds::Text).called(&["走访内容", "内容"]),
        Field::new("problem", Holds::Text).called(&["存在问题", "问题"]),
        Field::new("aid", Holds::Text).called(&["帮助解决", "解决情况"]),
    ],
    once: &["way"],
    particular: Some(only_while_assigned),
};

/// Whoever visits is the unit's instructor that day. The same holds of what is on record: `visit-unassigned`.
fn only_while_assigned(new: &Judged<'_>) -> Result<()> {
    if new.find(include_str!("visit_assigned.sql"), |_| Ok(()))?.is_some() {
        return Ok(());
    }
    let (name, date) = (new.person("person")?, new.date("date").expect("it is needed"));
    Err(Error::refused(say!(VisitUnassigned { name, date: &date })).hint(say!(VisitUnassignedHint)))
}
