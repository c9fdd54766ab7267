//! Pairing 联系群众、联系企业: of whom, or of which unit, a member takes care.

use super::{Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, say};
use crate::ledger::texts;

pub(super) static PAIRING: Kind = Kind {
    noun: Noun::Member,
    name: "pairing",
    table: "pairing",
    label: Label { zh: "结对联系", en: "pairing" },
    life: Life::State,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::new("unit", Holds::Unit).called(&["联系企业", "联系单位"]),
        Field::new("with", Holds::Text).called(&["联系群众", "结对对象"]),
        Field::new("matter", Holds::Text).called(&["联系内容", "帮扶内容"]),
    ],
    once: &["unit", "with"],
    particular: Some(with_somebody),
};

fn with_somebody(new: &Judged<'_>) -> Result<()> {
    if new.number("unit").is_some() || new.text("with").is_some() {
        return Ok(());
    }
    Err(Error::refused(say!(PairingOfNobody)).hint(say!(PairingOfNobodyHint)))
}
