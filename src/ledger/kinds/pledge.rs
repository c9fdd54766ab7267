//! Pledges 承诺践诺: what an org, a member or a member who owns a business has promised, line by line, and what came of it.

use super::{Code, Field, Holds, Kind, Label, Life, Noun, code};
use crate::error::{Error, Result};
use crate::i18n::say;
use crate::ledger::Judged;
use crate::ledger::texts;
use crate::member::PersonId;

const OF_ORGS: &[Code] = &[
    code("integrity", "诚信服务先锋创建", "vanguard of honest service", &["诚信服务先锋", "“诚信服务先锋”创建"]),
    code("society", "服务社会", "serving society", &[]),
    code("members", "服务会员", "serving members", &[]),
    code("rights", "维护会员合法权益", "members' lawful rights", &["维护会员权益"]),
    code("growth", "促进社会组织健康发展", "healthy growth of social organisations", &[]),
    code("other", "其他", "other", &[]),
];

/// Four for members, and four for those who own a business.
const OF_MEMBERS: &[Code] = &[
    code("skill", "提高执业本领", "professional skill", &[]),
    code("service", "提供优质服务", "good service", &[]),
    code("practice", "依法诚信执业", "lawful and honest practice", &[]),
    code("harmony", "促进社会和谐", "social harmony", &[]),
    code(OWNERS[0], "诚信守法经营", "honest and lawful business", &["诚信守法"]),
    code(OWNERS[1], "尊重和维护员工权益", "rights of the staff", &["维护员工权益"]),
    code(OWNERS[2], "支持党建工作", "support of Party work", &["支持党建"]),
    code(OWNERS[3], "履行社会责任", "social responsibility", &[]),
    code("other", "其他", "other", &[]),
];

const OWNERS: [&str; 4] = ["business", "staff", "support", "responsibility"];

const PUBLIC: Field = Field::new("public", Holds::Text).called(&["公示处", "公示地点", "公示方式"]);

pub(super) static OF_ORG: Kind = Kind {
    noun: Noun::Org,
    name: "pledge",
    table: "org_pledge",
    label: Label { zh: "党组织承诺", en: "pledge of an org" },
    life: Life::Item,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("item", Holds::Lines(OF_ORGS)).called(&["承诺内容", "承诺"]),
        PUBLIC,
    ],
    once: &[],
    particular: None,
};

pub(super) static OF_MEMBER: Kind = Kind {
    noun: Noun::Member,
    name: "pledge",
    table: "member_pledge",
    label: Label { zh: "党员承诺", en: "pledge of a member" },
    life: Life::Item,
    fields: &[
        Field::subject("person", Holds::Person),
        Field::new("owner", Holds::Flag).called(&["党员业主", "是否业主"]),
        Field::needed("item", Holds::Lines(OF_MEMBERS)).called(&["承诺内容", "承诺"]),
        PUBLIC,
    ],
    once: &["owner"],
    particular: Some(promised),
};

/// What only owners pledge is pledged as an owner; whoever does is known as one.
fn promised(judged: &Judged<'_>) -> Result<()> {
    let (Some(person), Some(date)) = (judged.number("person").map(PersonId), judged.date("date")) else {
        return Ok(());
    };
    super::refuse_after_death(judged, person, &date)?;
    let as_owner = judged.number("owner") == Some(1);
    let of_owners = judged.lines().into_iter().find(|line| OWNERS.contains(&line.head.code));
    if let Some(line) = of_owners.filter(|_| !as_owner) {
        return Err(Error::refused(say!(PledgeOfOwners { head: line.head.label })).hint(say!(PledgeOfOwnersHint)));
    }
    let mut query = judged.tx.prepare_cached("SELECT coalesce(owner, 0) FROM person WHERE id = ?1")?;
    if as_owner && !query.query_row([person], |row| row.get::<_, bool>(0))? {
        let name = judged.person("person")?;
        judged.advise(|advice| advice.notice(say!(PledgeNoOwner { name })));
    }
    Ok(())
}
