//! Policies 制度、文件: what an org has laid down, or was told by those above it.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const LEVELS: &[Code] = &[
    code("central", "中央", "central", &["国家"]),
    code("province", "省", "province", &["省级"]),
    code("city", "市", "city", &["市级"]),
    code("county", "县", "county", &["县级", "区级"]),
    code("own", "本级", "own", &["自定"]),
];

const KINDS: &[Code] = &[
    code("document", "文件", "document", &[]),
    code("system", "制度", "system", &[]),
    code("rules", "细则", "rules", &["办法", "规则"]),
    code("notice", "通知", "notice", &[]),
];

pub(super) static POLICY: Kind = Kind {
    noun: Noun::Org,
    name: "policy",
    table: "policy",
    label: Label { zh: "制度、文件", en: "policy" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("title", Holds::Text).called(&["制度名称", "文件名称"]),
        Field::new("number", Holds::Text).called(&["发文字号"]),
        Field::new("issuer", Holds::Text).called(&["发文机关", "制定单位"]),
        Field::new("level", Holds::Code(LEVELS)),
        Field::new("kind", Holds::Code(KINDS)).called(&["种类", "文种"]),
        Field::new("topics", Holds::Text).called(&["主题词", "内容"]),
        Field::new("file", Holds::Text).called(&["存放处"]),
        Field::new("reason", Holds::Text),
    ],
    once: &["title"],
    particular: None,
};
