//! What stands over a column, by key. The Chinese labels of a roster are the headings of the national form.

use super::Label;

/// The label of a key.
pub fn label(key: &str) -> Option<Label> {
    LABELS.iter().find(|(known, _)| *known == key).map(|(_, label)| *label)
}

macro_rules! labels {
    ($( $key:literal: $zh:literal, $en:literal; )+) => {
        /// Every key with its labels.
        pub const LABELS: &[(&str, Label)] = &[ $( ($key, Label { zh: $zh, en: $en }) ),+ ];
    };
}

labels! {
    // People.
    "no": "编号", "No.";
    "seq": "序号", "Seq.";
    "name": "姓名", "Name";
    "sex": "性别", "Sex";
    "id_no": "公民身份号码", "Identity number";
    "ethnicity": "民族", "Ethnicity";
    "ethnicity_code": "民族代码", "Ethnicity code";
    "birth": "出生日期", "Birth date";
    "native_place": "籍贯", "Native place";
    "education": "学历", "Education";
    "education_code": "学历代码", "Education code";
    "degree": "学位", "Degree";
    "category": "人员类别", "Category";
    "org": "所在党支部", "Org";
    "joined": "加入党组织日期", "Joined";
    "full_on": "转为正式党员日期", "Full member since";
    "entered": "进入本支部日期", "Entered the org";
    "unit": "工作单位", "Work unit";
    "job": "工作岗位", "Work post";
    "job_code": "工作岗位代码", "Work post code";
    "position": "职务", "Position";
    "owner": "党员业主", "Owns a business";
    "phone": "手机号", "Mobile";
    "landline": "固定电话", "Landline";
    "address": "家庭住址", "Address";
    "standing": "党籍状态", "Standing";
    "lost": "是否为失联党员", "Out of touch";
    "lost_since": "失去联系日期", "Out of touch since";
    "floating": "是否为流动党员", "Floating";
    "floating_to": "外出流向", "Gone to";
    "floating_since": "外出时间", "Gone since";
    "remark": "备注", "Remark";
    "party_standing": "党龄(年)", "Party standing (years)";
    "history.since": "起", "From";
    "history.until": "止", "Until";
    "history.what": "事项", "Event";
    "history.org": "党组织", "Org";
    "history.joined": "入党", "joined";
    "history.full_on": "转为正式党员", "full member";
    "history.suspended": "停止党籍", "suspended";
    "history.floating": "外出流动", "floating";
    "history.lost": "失去联系", "out of touch";
    // Orgs and units.
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
    "units_covered": "覆盖单位", "Units covered";
    "approval_no": "批准文号", "Approval no.";
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
    // Reports.
    "own": "独立覆盖", "Own org";
    "joint": "联合覆盖", "Joint org";
    "attached": "挂靠覆盖", "Attached";
    "instructor": "仅有指导员", "Instructor only";
    "uncovered": "未覆盖", "Uncovered";
    "org_coverage": "组织覆盖率", "Organisational coverage";
    "org_coverage_qualified": "组织覆盖率(符合条件的)", "Coverage of the qualified";
    "work_coverage": "工作覆盖率", "Working coverage";
    "owed": "应建未建", "Owed";
    "share": "占比", "Share";
    "age": "年龄", "Age";
    "unit-kind": "单位类别", "Kind of unit";
    "seniority": "党龄", "Party standing";
    "id": "编号", "Id";
    "rule": "规定", "Rule";
    "value": "数值", "Number";
    "unit_of_value": "单位", "Unit";
    "since": "起", "From";
    "until": "止", "Until";
    "source": "出处", "Source";
    "binds": "用于", "Binds";
    "in_force": "现行", "In force";
    // The database and its log.
    "path": "文件", "File";
    "size": "大小(字节)", "Size (bytes)";
    "version": "版本", "Version";
    "orgs": "党组织", "Orgs";
    "people": "人员", "People";
    "rolls": "在册期间", "Roll periods";
    "operations": "操作", "Operations";
    "operation": "操作号", "Operation";
    "at": "时间(UTC)", "Time (UTC)";
    "operator": "经办人", "Operator";
    "command": "命令", "Command";
    "added": "新增", "Added";
    "changed": "更改", "Changed";
    "removed": "删除", "Removed";
    "undoes": "撤销了", "Undoes";
    "undone_by": "被撤销于", "Undone by";
    "override_reason": "突破规定的理由", "Override reason";
    "table.unit": "单位", "unit";
    "table.unit_state": "单位信息", "unit attributes";
    "table.org": "党组织", "org";
    "table.org_name": "党组织名称", "org name";
    "table.org_kind": "党组织类别", "org kind";
    "table.org_parent": "隶属关系", "org parent";
    "table.cover": "覆盖", "coverage";
    "table.person": "人员", "person";
    "table.roll": "在册期间", "roll period";
    "table.suspension": "停止党籍", "suspension";
    "table.absence": "流动、失联", "absence";
    "table.instructor": "指导员", "instructor";
    "person_id": "人员", "Person";
    "org_id": "党组织", "Org";
    "unit_id": "单位", "Unit";
    "parent_id": "上级党组织", "Parent";
    "successor_id": "并入", "Dissolved into";
    "association_id": "所属协会商会", "Association";
    "unit_text": "工作单位(文字)", "Work unit (text)";
    "began": "开始方式", "Began by";
    "end_note": "结束说明", "Note on the end";
    "planned": "拟建", "Planned";
    "how": "方式", "How";
    "place": "去向", "Place";
    "reason": "原因", "Reason";
    "restored": "恢复原因", "Reason of restoring";
    "close_reason": "终止原因", "Reason of closing";
    "table": "表", "Table";
    "record": "记录", "Record";
    "row": "行号", "Row";
    "field": "字段", "Field";
    "old": "原值", "Old";
    "new": "新值", "New";
    "subject": "对象", "Subject";
    "meaning": "问题", "Fault";
    "detail": "说明", "Detail";
    "what": "事项", "Event";
    "ended": "结束原因", "Ended by";
    "file": "文件", "File";
    "recap.row": "行", "Row";
    "recap.subject": "姓名或名称", "Name";
    "fate": "结果", "Fate";
    "updated": "更新", "Updated";
    "unchanged": "未变", "Unchanged";
    "rejected": "拒绝", "Rejected";
}
