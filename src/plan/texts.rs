//! What `plan` says, a line each, in both languages.

use crate::i18n::sentences;

sentences! {
    pub(crate) enum PlanSays;

    HasMembers { members }: "有正式党员 {members} 名", "has {members} full members";
    SameDivision { code, name, members }: "行业相近, 同属 {code} {name}; 共有正式党员 {members} 名", "of one industry, {code} {name}; {members} full members together";
    SameSection { section, members }: "行业相近, 同属门类 {section}; 共有正式党员 {members} 名", "of related industries, section {section}; {members} full members together";
    SameDistrict { members }: "同在一地; 共有正式党员 {members} 名", "of one district; {members} full members together";
    NobodyNear { least, among }: "正式党员不足 {least} 名, {among}没有可联合的单位", "fewer than {least} full members, and no unit {among} to be put together with";
    TooFewNear { least, among }: "{among}可联合的单位合起来, 正式党员仍不足 {least} 名", "fewer than {least} full members, also together with the units {among} that have too few";
    NoRoomNear { least, among, units }: "正式党员不足 {least} 名, {among}的联合组都已满 {units} 个单位", "fewer than {least} full members, and every group {among} has its {units} units";
    NobodyKnown { least }: "正式党员不足 {least} 名, 所在地和行业都不明, 无从联合", "fewer than {least} full members; neither district nor industry is known, so nobody to be put together with";
    NoFullMember: "没有已知的正式党员", "no full member is known";
    GuidedAlready { reason }: "{reason}; 已有指导员", "{reason}; has an instructor already";
    PlannedAlready { reason, org }: "{reason}; 已登记拟建: {org}", "{reason}; planned already: {org}";
    GrownInJoint { org, members }: "在{org}中, 已有正式党员 {members} 名, 可以单独组建", "in {org}, with {members} full members by now enough for a branch of its own";
    BelowMembers { org, members }: "{org}只有正式党员 {members} 名", "{org} has only {members} full members";
    PlanIs { whose, state, date }: "{whose}的组建计划: {state}({date})", "plan for {whose}: {state} ({date})";
    PlanTold { whose, date }: "已登记{whose}的组建计划({date})", "recorded of the plan for {whose} ({date})";
    NothingToTell: "没有写计划有什么进展", "nothing is told of the plan";
    NothingToTellHint: "请写 --state、--reason、--way、--by、--owner 或 --note", "give --state, --reason, --way, --by, --owner or --note";
    OrgStands { org }: "“{org}”已经成立", "“{org}” is founded";
    OrgStandsHint: "请写未建党组织的单位, 或拟建的党组织", "name a unit without an org, or a planned org";
    OrgForNobody { org }: "没有登记拟建的“{org}”覆盖哪个单位", "it is not known which unit the planned “{org}” is for";
    OrgForNobodyHint: "请对单位登记: org plan set 单位", "tell it of the unit: org plan set UNIT";
}
