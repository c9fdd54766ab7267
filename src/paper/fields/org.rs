//! Of a Party organisation: what it is, who leads it, who stands on its roll.

use super::Holds::{Code, Day, Entries, IdNo, Number, Phone, Text};
use super::fields;

fields! { FIELDS:
    "org", "党组织", "full name", Text;
    "short_name", "简称", "short name", Text;
    "code", "代码", "code", Text;
    "kind", "类别", "kind", Code("org_kind.kind");
    "founded", "成立日期", "founded on", Day;
    "approval_no", "批准文号", "document that approved the founding", Text;
    "district", "所在地", "district", Text;
    "contact", "联系人", "contact", Text;
    "phone", "联系电话", "telephone", Phone;
    "parent", "上级党组织", "the org directly above", Text;
    "committee", "上级党委", "the committee above, or itself", Text;
    "secretary", "书记", "secretary", Text;
    "members_count", "党员数", "members", Number;
    "full_count", "正式党员数", "of them full members", Number;
    "probationary_count", "预备党员数", "of them on probation", Number;
    "members", "党员", "the roll", Entries(include_str!("../sql/members.sql"), MEMBERS);
    "officers", "班子成员", "who holds its posts", Entries(include_str!("../sql/officers.sql"), OFFICERS);
    "applicants", "申请入党人", "who is on the way into the Party there", Entries(include_str!("../sql/applicants.sql"), APPLICANTS);
}

fields! { APPLICANTS:
    "name", "姓名", "name", Text;
    "no", "编号", "number", Number;
    "sex", "性别", "sex", Code("person.sex");
    "ethnicity", "民族", "ethnicity", Text;
    "birth", "出生日期", "day of birth", Day;
    "education", "学历", "education", Text;
    "unit", "工作单位", "where they work", Text;
    "position", "职务", "position there", Text;
    "phone", "手机号", "mobile number", Phone;
    "applied", "申请入党日期", "applied on", Day;
    "talked", "谈话日期", "talk on", Day;
    "talked_by", "谈话人", "who talked", Text;
    "nominated", "积极分子日期", "named activist on", Day;
    "candidate", "发展对象日期", "named development candidate on", Day;
    "stage", "阶段", "how far they have come", Code("candidature.stage");
}

fields! { MEMBERS:
    "name", "姓名", "name", Text;
    "no", "编号", "number", Number;
    "sex", "性别", "sex", Code("person.sex");
    "ethnicity", "民族", "ethnicity", Text;
    "birth", "出生日期", "day of birth", Day;
    "education", "学历", "education", Text;
    "id_no", "身份证号", "identity number in full", IdNo;
    "joined", "入党日期", "admitted on", Day;
    "full_on", "转正日期", "full member since", Day;
    "unit", "工作单位", "where they work", Text;
    "position", "职务", "position there", Text;
    "post", "党内职务", "post in the org", Code("post.post");
    "category", "人员类别", "full or probationary member", Code("roll.category");
    "phone", "手机号", "mobile number", Phone;
    "remark", "备注", "remark", Text;
}

fields! { OFFICERS:
    "name", "姓名", "name", Text;
    "post", "职务", "post", Code("post.post");
    "since", "任职日期", "since", Day;
    "phone", "手机号", "mobile number", Phone;
}
