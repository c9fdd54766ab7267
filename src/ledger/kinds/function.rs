//! Functions 职能: what an org is there for, and which of it was added.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const KINDS: &[Code] =
    &[code("original", "原有", "original", &["原有职能"]), code("added", "新增", "added", &["新增职能"])];

pub(super) static FUNCTION: Kind = Kind {
    noun: Noun::Org,
    name: "function",
    table: "org_function",
    label: Label { zh: "职能", en: "function" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("text", Holds::Text).called(&["职能", "职能内容"]),
        Field::new("policy", Holds::Text).called(&["文件依据"]),
        Field::new("kind", Holds::Code(KINDS)),
    ],
    once: &["text"],
    particular: None,
};
