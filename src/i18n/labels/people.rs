//! People: the headings of the national form, and what else is told of somebody.

use super::{Label, labels};

labels! {
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
    "erasable_on": "可抹除之日", "To be erased from";
    "left_on": "离开名册日期", "Left on";
    "left_how": "离开原因", "Left by";
    "left_note": "离开说明", "Note on leaving";
    "party_standing": "党龄(年)", "Party standing (years)";
    "history.post": "任职", "post";
    "history.since": "起", "From";
    "history.until": "止", "Until";
    "history.what": "事项", "Event";
    "history.org": "党组织", "Org";
    "history.joined": "入党", "joined";
    "history.full_on": "转为正式党员", "full member";
    "history.suspended": "停止党籍", "suspended";
    "history.floating": "外出流动", "floating";
    "history.lost": "失去联系", "out of touch";
}
