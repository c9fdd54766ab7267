//! Opinions 征求意见: what members and people were asked about before an org decided it, and what they answered.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const WAYS: &[Code] = &[
    code("meeting", "座谈会", "meeting", &["座谈"]),
    code("survey", "问卷", "survey", &["问卷调查", "发放问卷"]),
    code("notice", "公示", "notice", &["公告"]),
    code("visit", "走访", "visit", &["上门走访"]),
    code("online", "网上", "online", &["网上征求", "网络"]),
];

pub(super) static OPINION: Kind = Kind {
    noun: Noun::Org,
    name: "opinion",
    table: "opinion",
    label: Label { zh: "征求意见", en: "asking of opinions" },
    life: Life::Event,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("subject", Holds::Text).called(&["事项", "决策事项", "议题"]),
        Field::new("way", Holds::Code(WAYS)).called(&["方式", "征求方式"]),
        Field::new("asked", Holds::Count).called(&["人数", "征求对象人数"]),
        Field::new("answers", Holds::Count).called(&["意见数", "收到意见", "反馈意见"]),
        Field::new("outcome", Holds::Text).called(&["结果", "采纳情况", "处理结果"]),
        // It is asked before it is decided: the meeting may lie ahead.
        Field::new("meeting", Holds::Ahead).called(&["会议日期", "决策日期"]),
    ],
    once: &["subject", "way"],
    particular: None,
};
