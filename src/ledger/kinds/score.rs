//! Scores 积分、考核: points of an org or of a person under the items of a sheet, for a year, a month or a day.

use super::{Field, Holds, Kind, Label, Life, Noun};

const SHEET: Field = Field::needed("sheet", Holds::Text).called(&["考核表", "积分表"]);
const ITEM: Field = Field::needed("item", Holds::Text).called(&["考核项目", "积分项目"]);
const POINTS: Field = Field::needed("points", Holds::Points).called(&["得分", "积分"]);

pub(super) static OF_ORG: Kind = Kind {
    noun: Noun::Org,
    name: "score",
    table: "org_score",
    label: Label { zh: "党组织考核得分", en: "score of an org" },
    life: Life::Event,
    fields: &[Field::subject("org", Holds::Org), SHEET, ITEM, POINTS],
    once: &["sheet", "item"],
    particular: None,
};

pub(super) static OF_MEMBER: Kind = Kind {
    noun: Noun::Member,
    name: "score",
    table: "member_score",
    label: Label { zh: "党员积分", en: "score of a person" },
    life: Life::Event,
    fields: &[Field::subject("person", Holds::Person), SHEET, ITEM, POINTS],
    once: &["sheet", "item"],
    particular: None,
};
