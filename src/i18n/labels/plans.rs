//! Formation plans: what is proposed, and how it goes.

use super::{Label, labels};

labels! {
    "plan.unit": "单位名称", "Unit";
    "plan.kind": "单位类别", "Kind";
    "plan.full_members": "正式党员数", "Full members";
    "advice": "建议", "Advice";
    "plan.with": "联合对象", "With";
    "plan.reason": "理由", "Reason";
    "plan.since": "该状态起始日期", "So from";
    "plan.org": "组建的党组织", "Org";
    "plan.began": "计划开始日期", "Begun";
    "plan.running": "推进中", "Going on";
    "plan.planned": "计划期内建", "Planned for the period";
    "planned_done": "其中已建", "Of these founded";
    "plan.done": "新建", "Founded";
    "plan.overdue": "过期未建", "Overdue";
    "plan.closed": "搁置或不再建", "Given up";
    "plan.rate": "完成率", "Rate";
    "owed_an_org": "应建未建", "Owed an org";
    "plan.state": "状态", "State";
    "way": "拟采取方式", "Way";
    "target": "拟建时间", "Planned for";
    "responsible": "责任人", "Responsible";
    "plan_step.unit": "应建单位名称", "Unit";
    "plan_step.state": "状态", "State";
    "plan_step.reason": "未建原因", "Why none";
    "plan_step.way": "拟采取方式", "Way";
    "plan_step.target": "拟建时间", "Planned for";
    "plan_step.responsible": "责任人", "Responsible";
    "plan_step.date": "进展日期", "Step on";
}
