//! Orgs and units.

use super::{Label, labels};

labels! {
    "org.name": "名称", "Name";
    "org_file.name": "名称", "Name";
    "org_file.units": "覆盖单位", "Units covered";
    "unit.name": "单位名称", "Name";
    "rule.id": "编号", "Id";
    "rule.name": "名称", "Name";
    "code": "代码", "Code";
    "short_name": "简称", "Short name";
    "kind": "类别", "Kind";
    "parent": "上级党组织", "Parent";
    "founded": "成立日期", "Founded";
    "formation": "组建方式", "Formation";
    "district": "所在县(市、区)", "District";
    "units": "单位数", "Units";
    "members": "党员数", "Members";
    "own_members": "本级党员数", "Own members";
    "full": "正式党员", "Full";
    "probationary": "预备党员", "Probationary";
    "secretary": "书记", "Secretary";
    "status": "状态", "Status";
    "depth": "层级", "Depth";
    "guided_by": "指导党组织", "Guided by";
    "guides": "指导的党组织", "Guides";
    "units_covered": "覆盖单位", "Units covered";
    "approval_no": "批准文号", "Approval no.";
    "requested": "请示日期", "Requested";
    "request_no": "请示文号", "Request no.";
    "org.approved": "批复日期", "Reply";
    "org_file.approved": "批复日期", "Reply";
    "formation_reason": "联合(挂靠)原因", "Why it is shared";
    "given_up": "不再建日期", "Given up";
    "given_up_day": "不再建日期", "Given up";
    "approver": "批准单位", "Approved by";
    "contact": "联系人", "Contact";
    "dissolved": "撤销日期", "Dissolved";
    "dissolve_reason": "撤销原因", "Reason of dissolution";
    "successor": "并入", "Dissolved into";
    "history": "沿革", "History";
    "industry": "行业", "Industry";
    "established": "单位成立日期", "Established";
    "uscc": "统一社会信用代码", "Unified social credit code";
    "authority": "业务主管单位", "Competent authority";
    "leader": "单位负责人", "Head";
    "member_enterprises": "会员企业数", "Member enterprises";
    "employees": "从业人员数", "Employees";
    "known_full_members": "已知正式党员数", "Known full members";
    "full_members": "在册正式党员数", "Full members on a roll";
    "trade_union": "工会", "Trade union";
    "youth_league": "共青团", "Youth League";
    "womens_federation": "妇联", "Women's federation";
    "association": "所属协会商会", "Association";
    "covered_by": "覆盖它的党组织", "Covered by";
    "closed": "终止日期", "Closed";
}
