//! Titles 协会商会任职: what a member is in an association or chamber itself.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const TITLES: &[Code] = &[
    code("president", "会长", "president", &["理事长"]),
    code("executive-vice-president", "常务副会长", "executive vice-president", &[]),
    code("vice-president", "副会长", "vice-president", &["副理事长"]),
    code("secretary-general", "秘书长", "secretary-general", &[]),
    code("director", "理事", "director", &[]),
    code("supervisor", "监事", "supervisor", &[]),
    code("other", "其他", "other", &[]),
];

pub(super) static TITLE: Kind = Kind {
    noun: Noun::Member,
    name: "title",
    table: "title",
    label: Label { zh: "协会商会任职", en: "title in an association" },
    life: Life::State,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::subject("unit", Holds::Unit),
        Field::needed("title", Holds::Code(TITLES)).called(&["协会职务", "商会职务"]),
        Field::new("nominated_by", Holds::Text).called(&["推荐单位"]),
    ],
    once: &["title"],
    particular: None,
};
