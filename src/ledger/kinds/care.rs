//! Care 党内关怀: who was in need, and what was done.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const KINDS: &[Code] = &[
    code("business", "生产经营", "business", &["生产经营困难"]),
    code("living", "生活", "living", &["生活困难"]),
    code("medical", "医疗", "medical", &["重病", "大病"]),
    code("schooling", "助学", "schooling", &[]),
    code("sympathy", "慰问", "sympathy", &["走访慰问", "节日慰问"]),
];

pub(super) static CARE: Kind = Kind {
    noun: Noun::Member,
    name: "care",
    table: "care",
    label: Label { zh: "党内关怀", en: "care" },
    life: Life::Event,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::needed("kind", Holds::Code(KINDS)).called(&["关怀类别", "帮扶类别"]),
        Field::new("difficulty", Holds::Text).called(&["困难原因", "困难"]),
        Field::new("aid", Holds::Text).called(&["帮扶措施"]),
        Field::new("money", Holds::Money).called(&["慰问金", "帮扶金额"]),
        Field::new("goods", Holds::Text).called(&["慰问品"]),
        Field::new("given_by", Holds::Text).called(&["经费来源", "帮扶人"]),
    ],
    once: &["kind"],
    particular: None,
};
