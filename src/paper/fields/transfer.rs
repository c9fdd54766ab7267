//! Of a letter of introduction: the same that `transfer letter` prints.

use minijinja::value::Value;
use rusqlite::Connection;

use super::Holds::{IdNo, Phone, Text};
use super::{Values, fields, missing, put};
use crate::error::Result;
use crate::transfer::{self, TransferId};

fields! { FIELDS:
    "letter_no", "介绍信编号", "number of the letter", Text;
    "addressee", "抬头", "to whom it speaks", Text;
    "from", "转出党组织", "from", Text;
    "to", "转入党组织", "to", Text;
    "issued", "开具日期", "its day", Text;
    "issued_capitals", "开具日期大写", "its day in capitals", Text;
    "valid_days", "有效天数", "for how many days it is good", Text;
    "valid_capitals", "有效天数大写", "the same in capitals", Text;
    "dues_until", "党费交至", "up to which month dues are paid", Text;
    "dues_capitals", "党费交至大写", "the same in capitals", Text;
    "sender", "基层党委", "the committee that sends", Text;
    "sender_address", "党委地址", "its address", Text;
    "sender_tel", "党委电话", "its telephone", Text;
    "sender_fax", "党委传真", "its fax", Text;
    "sender_postcode", "党委邮编", "its postcode", Text;
    "person", "姓名", "the member", Text;
    "sex", "性别", "sex", Text;
    "age", "年龄", "age", Text;
    "ethnicity", "民族", "ethnicity, without 族", Text;
    "category", "人员类别", "full or probationary member", Text;
    "id_no", "身份证号", "identity number in full", IdNo;
    "phone", "联系电话", "telephone of the member", Phone;
}

/// Puts what the letter of a transfer says under the names of its fields.
pub(super) fn put_all(conn: &Connection, id: i64, values: &mut Values) -> Result<()> {
    let slots = transfer::letter_slots(conn, &transfer::load(conn, TransferId(id))?)?;
    for field in FIELDS {
        let said = slots.iter().find(|(key, said)| *key == field.key && !said.is_empty());
        put(values, field, said.map_or_else(|| missing(field), |(_, said)| Value::from(said.as_str())));
    }
    Ok(())
}
