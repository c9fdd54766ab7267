//! Leave 长期请假: who cannot take part for a time, and what that does to those due at a meeting.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};
use crate::member::guests::Effect;

const KINDS: &[Code] = &[
    code("sick", "长期病假", "long illness", &["病休", "长期病休"]),
    code("frail", "年老体弱", "frail", &["年老体弱行动不便"]),
    code("childbirth", "生育", "childbirth", &["产假"]),
    code("abroad", "出国(境)", "abroad", &["出国", "出境"]),
    code("study", "脱产学习", "full-time study", &[]),
    code("secondment", "借调", "seconded", &[]),
    code("detained", "羁押留置", "detained", &["羁押", "留置"]),
    code("other", "其他", "other", &[]),
];

pub(super) static LEAVE: Kind = Kind {
    noun: Noun::Member,
    name: "leave",
    table: "member_leave",
    label: Label { zh: "长期请假", en: "long leave" },
    life: Life::State,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::needed("kind", Holds::Code(KINDS)).called(&["请假类别", "请假原因"]),
        Field::new("approved_by", Holds::Text).called(&["批准单位"]),
        Field::new("approved_on", Holds::Date),
        Field::new("effect", Holds::Code(Effect::CODES)).called(&["是否计入应到"]),
        Field::new("contact", Holds::Text).called(&["联系方式"]),
    ],
    once: &[],
    particular: None,
};
