//! What `plan` says, a line each, in both languages.

use crate::i18n::sentences;

sentences! {
    pub(crate) enum PlanSays;

    PlansTitle: "党组织组建计划", "Formation plans";
    PlanTitle: "组建计划进展", "How a formation plan went on";
    AdviceTitle: "党组织组建建议", "How units might get an org";
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
    FollowedAlready { reason, state }: "{reason}; 组建计划: {state}", "{reason}; plan: {state}";
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
    NoGroup { group, day, last }: "{day} 的组建建议没有第 {group} 组(共 {last} 组)", "there is no group {group} in what is proposed on {day} ({last} groups)";
    NoGroupHint: "组号随记录变化, 请先用 org plan 重看; --under、--date 须与列出时相同", "the numbers follow the records: look at org plan again; --under and --date are to be the same";
    GroupOfOthers { group, units }: "第 {group} 组现在是: {units}, 与 --units 所写不同", "group {group} is now: {units}, which --units does not say";
    GroupChanged { group }: "第 {group} 组刚才有变化, 没有登记", "group {group} has just changed; nothing was recorded";
    CoveredSince { unit, org, since }: "“{unit}”已于 {since} 由“{org}”覆盖", "“{unit}” is covered by “{org}” from {since}";
    CoveredSinceHint: "请写那以后的日期重看建议; 覆盖有误的先用 org cover set 更正", "look again at a later day; if the coverage is wrong, mend it first with org cover set";
    PlannedFor { unit, org }: "“{unit}”已登记拟建“{org}”", "“{org}” is planned for “{unit}” already";
    PlannedForHint { org }: "它成立的用 org found {org} --date; 不再建的先用 org plan set {org} --state 不再建 --reason 原因", "if that one was founded, use org found {org} --date; if not, first org plan set {org} --state dropped --reason REASON";
    AcceptQuestion { kind, name, units }: "为 {units} 建立{kind}“{name}”? [y/N] ", "make the {kind} “{name}” for {units}? [y/N] ";
    NotAccepted: "没有登记", "nothing was recorded";
    GroupFounded { code, name, date, units }: "{code} {name} 于 {date} 成立, 覆盖: {units}", "{code} {name} founded on {date}, for: {units}";
    GroupPlanned { code, name, units }: "已登记拟建 {code} {name}, 将覆盖: {units}", "planned {code} {name}, for: {units}";
    NoParent { name }: "“{name}”没有写上级; 有上级的用 org set --parent 补登", "“{name}” stands under nobody; if it should, say so with org set --parent";
    GivenUp { unit, state }: "“{unit}”的组建计划是{state}", "the plan for “{unit}” is {state}";
}
