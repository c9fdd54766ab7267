//! Honours 表彰: granted to an org, or to a person.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const LEVELS: &[Code] = &[
    code("national", "国家", "national", &["国家级", "全国", "中央"]),
    code("province", "省", "province", &["省级"]),
    code("city", "市", "city", &["市级"]),
    code("county", "县", "county", &["县级", "区级"]),
    code("own", "本级", "own", &["上级党委"]),
];

const TITLE: Field = Field::needed("title", Holds::Text).called(&["荣誉", "荣誉称号", "表彰名称"]);
const LEVEL: Field = Field::new("level", Holds::Code(LEVELS)).called(&["表彰级别"]);
const GRANTED_BY: Field = Field::new("granted_by", Holds::Text).called(&["表彰单位", "颁发单位"]);
const NUMBER: Field = Field::new("number", Holds::Text).called(&["表彰文号"]);

pub(super) static OF_ORG: Kind = Kind {
    noun: Noun::Org,
    name: "honor",
    table: "org_honor",
    label: Label { zh: "党组织表彰", en: "honour of an org" },
    life: Life::Event,
    fields: &[Field::subject("org", Holds::Org), TITLE, LEVEL, GRANTED_BY, NUMBER],
    once: &["title"],
    particular: None,
};

pub(super) static OF_MEMBER: Kind = Kind {
    noun: Noun::Member,
    name: "honor",
    table: "member_honor",
    label: Label { zh: "党员表彰", en: "honour of a person" },
    life: Life::Event,
    fields: &[Field::subject("person", Holds::Person), TITLE, LEVEL, GRANTED_BY, NUMBER],
    once: &["title"],
    particular: None,
};
