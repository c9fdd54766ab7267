//! Hardship 困难党员登记: which members are in need, of what, and how badly. What was done for them is [`super::care`].

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const REASONS: &[Code] = &[
    code("business", "经营困难", "business", &["生产经营困难", "经营"]),
    code("illness", "重病", "illness", &["大病", "患病"]),
    code("disability", "残疾", "disability", &["残障"]),
    code("disaster", "灾害事故", "disaster", &["灾害", "事故", "意外事故"]),
    code("bereavement", "丧事", "bereavement", &["亲属去世"]),
    code("other", "其他", "other", &[]),
];

const GRADES: &[Code] = &[
    code("severe", "特困", "severe", &["特别困难", "特困党员"]),
    code("hard", "困难", "hard", &["一般困难", "困难党员"]),
    code("borderline", "边缘", "borderline", &["困难边缘", "边缘困难"]),
];

pub(super) static HARDSHIP: Kind = Kind {
    noun: Noun::Member,
    name: "hardship",
    table: "hardship",
    label: Label { zh: "困难党员", en: "hardship" },
    life: Life::State,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::needed("reason", Holds::Code(REASONS)).called(&["致困原因", "困难类别"]),
        Field::new("household", Holds::Count).called(&["家庭人数", "家庭人口数"]),
        Field::new("income", Holds::Money).called(&["人均年收入", "人均收入"]),
        Field::new("grade", Holds::Code(GRADES)).called(&["困难等级", "困难类型"]),
        Field::new("contact", Holds::Text).called(&["联系方式", "联系电话"]),
    ],
    once: &["reason"],
    particular: None,
};
