//! Inbound members 流入党员: they stand on a roll elsewhere and take part in the life of a branch here.

use super::{Code, Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, code, say};
use crate::ledger::texts;

const REASONS: &[Code] = &[
    code("work", "务工", "work", &["外出务工"]),
    code("business", "经商", "business", &["会员企业业主"]),
    code("study", "学习", "study", &[]),
    code("living", "居住", "living", &[]),
    code("other", "其他", "other", &[]),
];

const ENDS: &[Code] = &[
    code("transferred", "转入", "transferred", &["转入组织关系", "转入关系"]),
    code("returned", "返回", "returned", &["返回原籍"]),
    code("lost", "失去联系", "lost", &["失联"]),
];

pub(super) static INBOUND: Kind = Kind {
    noun: Noun::Member,
    name: "inbound",
    table: "inbound",
    label: Label { zh: "流入党员", en: "inbound member" },
    life: Life::State,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::subject("org", Holds::Org).called(&["接收党组织", "参加活动的党组织"]),
        Field::needed("home_org", Holds::Text).called(&["正式组织关系所在党组织", "组织关系所在党组织"]),
        Field::new("home_place", Holds::Text).called(&["流出地", "籍贯"]),
        Field::new("reason", Holds::Code(REASONS)),
        Field::new("certificate", Holds::Text).called(&["活动证号", "流动党员活动证号"]),
        Field::new("letter", Holds::Text).called(&["证明信"]),
        Field::new("contact", Holds::Text).called(&["原党组织联系人"]),
        Field::new("reported", Holds::Flag).called(&["全国系统报到", "是否报到"]),
        Field::of_end("ended_as", Holds::Code(ENDS)).called(&["去向"]),
    ],
    once: &[],
    particular: Some(on_no_roll),
};

/// Whoever stands on a roll here is no guest here, nor is anybody the guest of two branches at a time. The first holds of
/// what is on record, too: `inbound-on-roll`.
fn on_no_roll(new: &Judged<'_>) -> Result<()> {
    let named = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>("org")?, row.get::<_, String>("since")?));
    if let Some((org, since)) = new.find(include_str!("inbound_roll.sql"), named)? {
        let name = new.person("person")?;
        return Err(Error::refused(say!(InboundOnRoll { name, org, since })).hint(say!(InboundOnRollHint)));
    }
    match new.find(include_str!("inbound_other.sql"), named)? {
        Some((org, since)) => {
            let name = new.person("person")?;
            Err(Error::refused(say!(InboundElsewhere { name, org, since })).hint(say!(InboundElsewhereHint)))
        }
        None => Ok(()),
    }
}
