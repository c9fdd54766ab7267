//! Incoming documents 收文: what came in, who deals with it, and by when.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const LEVELS: &[Code] = &[
    code("central", "中央", "central", &["国家"]),
    code("province", "省", "province", &["省级"]),
    code("city", "市", "city", &["市级"]),
    code("county", "县", "county", &["县级", "区级"]),
    code("department", "部门", "department", &["主管部门"]),
];

pub(super) static INCOMING: Kind = Kind {
    noun: Noun::Org,
    name: "incoming",
    table: "incoming",
    label: Label { zh: "收文", en: "incoming document" },
    life: Life::Item,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("title", Holds::Text).called(&["标题", "文件标题", "文件名称"]),
        Field::needed("issuer", Holds::Text).called(&["发文单位", "发文机关"]),
        Field::new("level", Holds::Code(LEVELS)).called(&["来文级别"]),
        Field::new("number", Holds::Text).called(&["来文字号", "发文字号"]),
        Field::new("demand", Holds::Text).called(&["办理要求"]),
        Field::new("handled_by", Holds::Text).called(&["经办人", "承办单位"]),
    ],
    once: &["title", "number"],
    particular: None,
};
