//! Columns of the views that the office's own questions stand on, as far as nothing else has them.

use super::{Label, labels};

labels! {
    "org_code": "党组织代码", "Code of the org";
    "parent_code": "上级党组织代码", "Code of the parent";
    "parent_name": "上级党组织名称", "Name of the parent";
    "asked.name": "党组织名称", "Name of the org";
    "unit.id": "单位编号", "Number of the unit";
    "member.unit_id": "单位编号", "Number of the unit";
    "cover.unit_id": "单位编号", "Number of the unit";
    "association_name": "所属协会商会", "Association";
    "counted": "计入党员数", "Counted as a member";
    "from_code": "转出党组织代码", "Code of the org left";
    "from_name": "转出党组织", "From";
    "to_code": "转入党组织代码", "Code of the new org";
    "to_name": "转入党组织", "To";
    "way_id": "发展党员编号(way.id)", "Number of the way (way.id)";
    "step.date": "日期", "Date";
    "step.notice_from": "公示开始日期", "Notice from";
    "step.notice_to": "公示结束日期", "Notice to";
    "step.extended_to": "预备期延长到", "Probation extended to";
    "by_no": "谈话人编号", "No. of who talked";
    "by_name": "谈话人", "Who talked";
    "chair_no": "主持人编号", "No. of the chair";
    "attendance.kind": "会议类型", "Kind of meeting";
    "attendance.reason": "原因", "Reason";
    "resolution.rule": "表决规则", "Rule of the vote";
    "cover.id": "覆盖编号", "Number of the coverage";
    "entry_id": "条目号", "Entry";
}
