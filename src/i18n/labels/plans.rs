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
    "plan_step.unit": "应建单位名称", "Unit";
    "plan_step.state": "状态", "State";
    "plan_step.reason": "未建原因", "Why none";
    "plan_step.way": "拟采取方式", "Way";
    "plan_step.target": "拟建时间", "Planned for";
    "plan_step.responsible": "责任人", "Responsible";
    "plan_step.date": "进展日期", "Step on";
}
