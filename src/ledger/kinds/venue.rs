//! Venues 党建阵地: the rooms in which the life of an org goes on, and what stands in them.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const KINDS: &[Code] = &[
    code("activity-room", "党员活动室", "members' room", &["活动室", "党员之家"]),
    code("service-centre", "党群服务中心", "service centre", &["服务中心"]),
    code("culture-wall", "文化墙", "culture wall", &[]),
    code("other", "其他", "other", &[]),
];

/// The first four are what a room needs.
const EQUIPMENT: &[Code] = &[
    code("flag", "党旗", "flag", &[]),
    code("audio-visual", "电教设备", "audio-visual equipment", &["电视", "投影", "电脑"]),
    code("boards", "知识看板", "boards", &["看板", "宣传栏", "党的知识看板"]),
    code("reading", "学习读物", "reading", &["读物", "报刊", "图书"]),
    code("oath", "入党誓词", "oath", &["入党誓词牌", "誓词"]),
    code("notice-board", "公开栏", "notice board", &["党员公示栏", "公示栏"]),
    code("furniture", "桌椅", "furniture", &[]),
];

pub(super) static VENUE: Kind = Kind {
    noun: Noun::Org,
    name: "venue",
    table: "venue",
    label: Label { zh: "党建阵地", en: "venue" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("name", Holds::Text).called(&["阵地名称"]),
        Field::new("kind", Holds::Code(KINDS)).called(&["阵地类别", "阵地类型"]),
        Field::new("address", Holds::Text),
        Field::new("area", Holds::Count).called(&["面积", "建筑面积"]),
        Field::new("seats", Holds::Count).called(&["座位"]),
        Field::new("equipment", Holds::Codes(EQUIPMENT)).called(&["设备", "设施设备"]),
        Field::new("shared_with", Holds::Text).called(&["共享单位"]),
        Field::new("supported_by", Holds::Text).called(&["经费来源"]),
        Field::new("money", Holds::Money).called(&["投入", "经费"]),
        Field::new("kept_by", Holds::Text).called(&["管理人"]),
    ],
    once: &["name"],
    particular: None,
};
