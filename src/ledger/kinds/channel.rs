//! Channels 网上阵地: where an org is found on the net.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};

const KINDS: &[Code] = &[
    code("website", "网站专栏", "website", &["网站", "网站党建专栏"]),
    code("qq", "QQ群", "QQ group", &["QQ"]),
    code("wechat-group", "微信群", "WeChat group", &["微信"]),
    code("wechat-account", "公众号", "WeChat account", &["微信公众号"]),
    code("microblog", "微博", "microblog", &[]),
    code("forum", "论坛", "forum", &[]),
    code("video", "视频", "video", &["网上视频"]),
    code("other", "其他", "other", &[]),
];

pub(super) static CHANNEL: Kind = Kind {
    noun: Noun::Org,
    name: "channel",
    table: "channel",
    label: Label { zh: "网上阵地", en: "channel" },
    life: Life::State,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("kind", Holds::Code(KINDS)).called(&["阵地类别", "形式"]),
        Field::new("name", Holds::Text).called(&["阵地名称"]),
        Field::new("address", Holds::Text).called(&["网址", "号码", "账号"]),
        Field::new("kept_by", Holds::Text).called(&["管理人"]),
        Field::new("followers", Holds::Count).called(&["人数", "关注数"]),
    ],
    once: &["kind", "name"],
    particular: None,
};
