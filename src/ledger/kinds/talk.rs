//! Talks 谈心谈话: who talked with whom; an entry a pair.

use super::{Code, Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, code, say};
use crate::ledger::texts;

const KINDS: &[Code] = &[
    code("committee", "班子成员之间", "within the committee", &["支委之间", "书记与支委"]),
    code("committee-member", "班子与党员", "committee with member", &["支委与党员", "班子成员与党员"]),
    code("members", "党员之间", "between members", &[]),
    code("organisation", "组织约谈", "called by the organisation", &["约谈", "提醒谈话"]),
];

pub(super) static TALK: Kind = Kind {
    noun: Noun::Member,
    name: "talk",
    table: "talk",
    label: Label { zh: "谈心谈话", en: "talk" },
    life: Life::Event,
    fields: &[
        Field::subject("person", Holds::Person).called(&["谈话人"]),
        Field::needed("with", Holds::Person).called(&["被谈话人"]).each(),
        Field::new("kind", Holds::Code(KINDS)).called(&["谈话类型", "谈话类别"]),
        Field::new("subject", Holds::Text).called(&["谈话主题", "主题"]),
        Field::new("note", Holds::Text).called(&["谈话内容", "谈话记录"]),
    ],
    once: &["with", "kind", "subject"],
    particular: Some(not_with_oneself),
};

fn not_with_oneself(new: &Judged<'_>) -> Result<()> {
    if new.number("person") != new.number("with") {
        return Ok(());
    }
    Err(Error::refused(say!(TalkWithOneself { name: new.person("person")? })).hint(say!(TalkWithOneselfHint)))
}
