//! Of a person: who they are, where they stand, and the way into the Party.

use chrono::NaiveDate;
use minijinja::value::Value;
use rusqlite::Connection;

use super::Holds::{Code, Day, Entries, Flag, IdNo, Made, Money, Number, Phone, Text};
use super::{Values, fields};
use crate::activist;
use crate::error::Result;
use crate::i18n::Lang;
use crate::member::PersonId;
use crate::paper::pack;
use crate::paper::value::{self, Meeting};

fields! { FIELDS:
    "no", "编号", "number", Number;
    "name", "姓名", "name", Text;
    "sex", "性别", "sex", Code("person.sex");
    "ethnicity", "民族", "ethnicity", Text;
    "birth", "出生日期", "day of birth", Day;
    "age", "年龄", "age on the day", Number;
    "id_no", "身份证号", "identity number in full", IdNo;
    "native_place", "籍贯", "native place", Text;
    "education", "学历", "education", Text;
    "degree", "学位", "degree", Text;
    "unit", "工作单位", "where they work", Text;
    "position", "职务", "position there", Text;
    "job", "工作岗位", "job", Text;
    "phone", "手机号", "mobile number", Phone;
    "landline", "固定电话", "landline", Phone;
    "address", "住址", "address", Text;
    "org", "党支部", "the Party organisation they stand with", Text;
    "committee", "上级党委", "the committee above it", Text;
    "category", "人员类别", "full or probationary member", Code("roll.category");
    "joined", "入党日期", "admitted on", Day;
    "full_on", "转正日期", "full member since", Day;
    "applied", "申请入党日期", "applied on", Day;
    "talked", "谈话日期", "talk with the applicant on", Day;
    "talked_by", "谈话人", "who talked", Text;
    "talk_result", "谈话情况", "what came of the talk", Text;
    "talk_note", "谈话备注", "note on the talk", Text;
    "nominated", "积极分子日期", "named activist on", Day;
    "nominated_result", "推荐意见", "the opinion in which they were named", Text;
    "nominated_note", "积极分子备注", "note on the naming", Text;
    "nominated_filed", "积极分子备案日期", "filed with the org above on", Day;
    "candidate", "发展对象日期", "named development candidate on", Day;
    "candidate_filed", "发展对象备案日期", "filed with the org above on", Day;
    "candidate_result", "发展对象意见", "the opinion in which they were named", Text;
    "notice_from", "公示开始", "public notice from", Day;
    "notice_to", "公示结束", "public notice to", Day;
    "reviewed", "政审日期", "political review on", Day;
    "review_result", "政审结论", "what the review found", Text;
    "review_note", "政审备注", "note on the review", Text;
    "prereviewed", "预审日期", "pre-review on", Day;
    "prereview_no", "预审文号", "document of the pre-review", Text;
    "prereview_result", "预审意见", "what the pre-review said", Text;
    "admitted", "接收大会日期", "branch meeting on the admission", Day;
    "admitted_org", "接收党支部", "the branch that admitted", Text;
    "admitted_voters", "接收应到会", "due to vote on the admission", Number;
    "admitted_present", "接收实到会", "of them present", Number;
    "admitted_written", "接收书面意见", "votes in writing", Number;
    "admitted_for", "接收赞成", "for the admission", Number;
    "admitted_against", "接收反对", "against it", Number;
    "admitted_abstained", "接收弃权", "abstained", Number;
    "admitted_secret", "接收票决", "by secret ballot", Flag;
    "approved", "审批日期", "admission approved on", Day;
    "approval_no", "审批文号", "document of the approval", Text;
    "sworn", "宣誓日期", "oath on", Day;
    "extended", "延长预备期日期", "probation extended on", Day;
    "extended_until", "预备期延长至", "probation extended to", Day;
    "converted", "转正大会日期", "branch meeting on the conversion", Day;
    "converted_org", "转正党支部", "the branch that decided the conversion", Text;
    "converted_voters", "转正应到会", "due to vote on the conversion", Number;
    "converted_present", "转正实到会", "of them present", Number;
    "converted_written", "转正书面意见", "votes in writing", Number;
    "converted_for", "转正赞成", "for the conversion", Number;
    "converted_against", "转正反对", "against it", Number;
    "converted_abstained", "转正弃权", "abstained", Number;
    "converted_secret", "转正票决", "by secret ballot", Flag;
    "confirmed", "转正审批日期", "conversion approved on", Day;
    "confirmation_no", "转正审批文号", "document of that approval", Text;
    "paid_on", "交费日期", "the last day on which they paid dues", Day;
    "paid_from", "所交起始月份", "the first month paid for that day", Day;
    "paid_to", "所交截止月份", "the last of them", Day;
    "paid_sum", "所交金额", "how much was paid that day", Money;
    "receipt_no", "收据号", "number of the receipt", Text;
    "collector", "收款人", "who took it", Text;
    "paid_until", "党费交至", "the last month that is paid for", Day;
    "posts", "党内职务", "posts held", Entries(include_str!("../sql/posts.sql"), POSTS);
    "contacts", "培养联系人", "who fosters them", Entries(include_str!("../sql/contacts.sql"), CONTACTS);
    "introducers", "入党介绍人", "who proposed the admission", Entries(include_str!("../sql/introducers.sql"), INTRODUCERS);
    "evaluations", "考察记录", "evaluations", Entries(include_str!("../sql/evaluations.sql"), EVALUATIONS);
    "trainings", "培训记录", "trainings", Entries(include_str!("../sql/trainings.sql"), TRAININGS);
    "payments", "交纳党费", "dues paid on the last day of paying", Entries(include_str!("../sql/payments.sql"), PAYMENTS);
    "appraisals", "民主评议", "appraisals, latest first", Entries(include_str!("../sql/appraisals.sql"), APPRAISALS);
    "care", "党内关怀", "care, latest first", Entries(include_str!("../sql/care.sql"), CARE);
    "contents", "归档目录", "the papers of the way into the Party", Made(CONTENTS);
    "lacking", "规定所缺", "what the norms ask for and is not on record", Made(LACKING);
}

fields! { APPRAISALS:
    "year", "年度", "year", Number;
    "grade", "等次", "grade", Code("appraisal.grade");
    "meeting", "评议日期", "day of the meeting", Day;
    "remark", "备注", "remark", Text;
}

fields! { CARE:
    "kind", "方式", "kind", Code("care.kind");
    "date", "日期", "day", Day;
    "difficulty", "困难", "the need", Text;
    "aid", "帮扶", "the aid", Text;
    "money", "金额", "money", Money;
    "goods", "物品", "goods", Text;
    "given_by", "慰问单位", "who gave it", Text;
}

fields! { CONTENTS:
    "title", "材料名称", "what it is", Text;
    "number", "序号", "its place in the file", Number;
    "day", "日期", "its day", Day;
    "standing", "情况", "filled, original, missing, not yet", Text;
    "fault", "问题", "what is wrong with its day", Text;
}

fields! { LACKING:
    "what", "事项", "what is missing", Text;
    "basis", "依据", "the norm that asks for it", Text;
}

fields! { POSTS:
    "post", "职务", "post", Code("post.post");
    "org", "党组织", "of which org", Text;
    "since", "任职日期", "since", Day;
}

fields! { CONTACTS:
    "name", "姓名", "name", Text;
    "since", "开始日期", "since", Day;
    "until", "结束日期", "until", Day;
    "unit", "工作单位", "where they work", Text;
    "position", "职务", "position there", Text;
}

fields! { INTRODUCERS:
    "name", "姓名", "name", Text;
    "unit", "工作单位", "where they work", Text;
    "position", "职务", "position there", Text;
}

fields! { EVALUATIONS:
    "date", "日期", "day", Day;
    "result", "意见", "what it found", Text;
    "note", "备注", "note", Text;
    "by", "考察人", "who evaluated", Text;
}

fields! { TRAININGS:
    "date", "日期", "day", Day;
    "hours", "学时", "hours", Number;
    "doc_no", "证书号", "certificate", Text;
    "result", "结果", "result", Text;
    "note", "备注", "note", Text;
}

fields! { PAYMENTS:
    "month", "月份", "month that was paid for", Day;
    "amount", "金额", "amount", Money;
    "date", "交纳日期", "paid on", Day;
    "receipt_no", "收据号", "number of the receipt", Text;
    "collector", "收款人", "who took it", Text;
}

/// Puts what follows from the other fields: the contents of the file, and what the norms miss in it.
pub(super) fn put_made(
    conn: &Connection,
    id: i64,
    day: NaiveDate,
    values: &mut Values,
    meeting: &Meeting,
) -> Result<()> {
    let papers = pack::contents(values);
    let text = |text: &str| Value::from(text);
    let contents = papers.iter().map(|paper| {
        let day = paper.day.map_or_else(|| text(""), |day| Value::from_object(value::Day(day)));
        let fault = paper.fault.as_ref().map_or_else(String::new, |fault| fault.say(Lang::Zh));
        let number = Value::from(paper.number);
        vec![text(paper.title.zh), number, day, text(paper.standing.entry().label.zh), Value::from(fault)]
    });
    let is_on_the_way = papers.iter().any(|paper| paper.day.is_some());
    let lacking = if is_on_the_way { activist::missing_on(conn, PersonId(id), day)? } else { Vec::new() };
    let lacking = lacking.iter().map(|(what, basis)| vec![text(what.zh), Value::from(basis.say(Lang::Zh))]);
    super::put_list(values, FIELDS, "contents", CONTENTS, contents.collect(), meeting);
    super::put_list(values, FIELDS, "lacking", LACKING, lacking.collect(), meeting);
    Ok(())
}
