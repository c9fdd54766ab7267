//! Of a Party organisation: what it is and how it was founded, who leads it, who stands on its roll, what they paid, when they met.

use chrono::NaiveDate;
use minijinja::value::Value;
use rusqlite::Connection;

use super::Holds::{self, Code, Day, Entries, IdNo, Made, Number, Phone, Text, Worked};
use super::{Sort, Values, fields, missing, put, put_list};
use crate::dues::register::{self, Cell, Line};
use crate::error::Result;
use crate::money::Money;
use crate::org::OrgId;
use crate::paper::value::{Meeting, Sum};

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
    "approver", "批准党组织", "who approves the founding: on record, else the committee above", Text;
    "formation", "组建方式", "how it was formed", Code("org.formation");
    "formation_reason", "组建原因", "why units share it", Code("org.formation_reason");
    "requested", "请示日期", "when the founding was asked for", Day;
    "request_no", "请示文号", "document of the request", Text;
    "approved", "批复日期", "when the reply agreed", Day;
    "year", "年度", "year", Number;
    "quarter", "季度", "quarter", Number;
    "register_due", "应交合计", "dues owed for the months begun", Worked(Sort::Money);
    "register_paid", "实交合计", "dues paid for the year", Worked(Sort::Money);
    "units", "所在单位", "the units it covers", Entries(include_str!("../sql/units.sql"), UNITS);
    "register", "党费登记", "dues of the year", Made(REGISTER);
    "meetings", "三会一课", "meetings of the quarter, of it and the branches below", Entries(include_str!("../sql/quarter.sql"), QUARTER);
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

fields! { UNITS:
    "name", "单位名称", "name", Text;
    "kind", "单位类别", "kind", Code("unit_state.kind");
    "industry", "行业", "industry", Text;
    "district", "所在地", "district", Text;
    "established", "单位成立日期", "established on", Day;
    "full_members", "单位正式党员数", "full members known there", Number;
}

fields! { REGISTER:
    "name", "姓名", "name", Text;
    "no", "编号", "number", Number;
    "income", "收入种类", "from what the dues are worked out", Text;
    "base", "基数", "income of a month", Holds::Money;
    "percent", "比例", "part of it that is paid", Text;
    "monthly", "月应交", "dues of a month", Holds::Money;
    "m1", "一月", "paid for month 1", Text;
    "m2", "二月", "paid for month 2", Text;
    "m3", "三月", "paid for month 3", Text;
    "m4", "四月", "paid for month 4", Text;
    "m5", "五月", "paid for month 5", Text;
    "m6", "六月", "paid for month 6", Text;
    "m7", "七月", "paid for month 7", Text;
    "m8", "八月", "paid for month 8", Text;
    "m9", "九月", "paid for month 9", Text;
    "m10", "十月", "paid for month 10", Text;
    "m11", "十一月", "paid for month 11", Text;
    "m12", "十二月", "paid for month 12", Text;
    "paid", "实交", "paid for the year", Holds::Money;
    "due", "应交", "owed for the months begun", Holds::Money;
    "owing", "欠交", "of that not paid", Holds::Money;
}

fields! { QUARTER:
    "org", "党组织", "name", Text;
    "general1", "党员大会1", "general meetings, month 1 of the quarter", Text;
    "general2", "党员大会2", "general meetings, month 2 of the quarter", Text;
    "general3", "党员大会3", "general meetings, month 3 of the quarter", Text;
    "committee1", "支委会1", "committee meetings, month 1 of the quarter", Text;
    "committee2", "支委会2", "committee meetings, month 2 of the quarter", Text;
    "committee3", "支委会3", "committee meetings, month 3 of the quarter", Text;
    "group1", "党小组会1", "meetings of Party groups, month 1 of the quarter", Text;
    "group2", "党小组会2", "meetings of Party groups, month 2 of the quarter", Text;
    "group3", "党小组会3", "meetings of Party groups, month 3 of the quarter", Text;
    "lecture1", "党课1", "Party lectures, month 1 of the quarter", Text;
    "lecture2", "党课2", "Party lectures, month 2 of the quarter", Text;
    "lecture3", "党课3", "Party lectures, month 3 of the quarter", Text;
    "theme1", "主题党日1", "theme days, month 1 of the quarter", Text;
    "theme2", "主题党日2", "theme days, month 2 of the quarter", Text;
    "theme3", "主题党日3", "theme days, month 3 of the quarter", Text;
}

/// Puts the register of dues of the year, and its sums.
pub(super) fn put_made(
    conn: &Connection,
    id: i64,
    day: NaiveDate,
    values: &mut Values,
    meeting: &Meeting,
) -> Result<()> {
    let lines = register::register(conn, OrgId(id), day)?;
    let paid = Some(Money::from_fen(lines.iter().map(|line| line.paid.fen()).sum()));
    let due = lines.iter().map(|line| line.due.map(Money::fen)).sum::<Option<i64>>().map(Money::from_fen);
    for (key, sum) in [("register_due", due), ("register_paid", paid)] {
        if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
            put(values, field, sum.map_or_else(|| missing(field), |sum| Value::from_object(Sum(sum))));
        }
    }
    put_list(values, FIELDS, "register", REGISTER, lines.iter().map(line).collect(), meeting);
    Ok(())
}

fn line(line: &Line) -> Vec<Value> {
    let unknown = |key: &str| REGISTER.iter().find(|field| field.key == key).map(missing).unwrap_or_default();
    let money = |key: &str, sum: Option<Money>| sum.map_or_else(|| unknown(key), |sum| Value::from_object(Sum(sum)));
    let rate = line.rate.as_ref();
    let mut row = vec![
        Value::from(line.name.as_str()),
        Value::from(line.person.0),
        rate.map_or_else(|| unknown("income"), |rate| Value::from(rate.income.zh)),
        money("base", rate.and_then(|rate| rate.base)),
        rate.and_then(|rate| rate.percent.as_deref()).map_or_else(|| unknown("percent"), Value::from),
        money("monthly", rate.map(|rate| rate.monthly)),
    ];
    row.extend(line.months.iter().map(|cell| match cell {
        Cell::Elsewhere => Value::from("／"),
        Cell::Open => Value::from(""),
        Cell::Waived => Value::from("免"),
        Cell::Paid(sum) => Value::from_object(Sum(*sum)),
    }));
    row.extend([money("paid", Some(line.paid)), money("due", line.due), money("owing", line.owing)]);
    row
}
