//! Transfers.

use super::{Label, labels};

labels! {
    "letter_no": "介绍信编号", "Letter no.";
    "person": "姓名", "Person";
    "direction": "方向", "Direction";
    "valid_days": "有效天数", "Valid days";
    "expires": "有效期至", "Expires";
    "received": "回执日期", "Received";
    "state": "状态", "State";
    "dues_until": "党费交至", "Dues until";
    "cancelled": "撤销日期", "Cancelled";
    "cancel_reason": "撤销原因", "Reason of cancelling";
    "issued": "开具日期", "Issued";
    "from": "转出", "From";
    "to": "转入", "To";
    "transfer_file.direction": "转接方向", "Direction";
    "transfer_file.from": "转出党组织", "From";
    "transfer_file.to": "转入党组织", "To";
    "transfer_file.issued": "开具日期", "Issued";
    "transfer_file.state": "转接状态", "State";
    "letter.addressee": "抬头", "Addressee";
    "letter.from": "由", "From";
    "letter.to": "去", "To";
    "letter.issued_capitals": "日期(大写)", "Issued (capitals)";
    "letter.valid_days": "有效期(天)", "Valid days";
    "letter.valid_capitals": "有效期(大写)", "Valid days (capitals)";
    "letter.dues_capitals": "党费交至(大写)", "Dues until (capitals)";
    "letter.sender": "原所在基层党委", "Sending committee";
    "letter.sender_address": "通讯地址", "Its address";
    "letter.sender_tel": "联系电话", "Its telephone";
    "letter.sender_fax": "传真", "Its fax";
    "letter.sender_postcode": "邮编", "Its postcode";
    "letter.phone": "党员联系电话", "Member's telephone";
    "moved": "转接人数", "Moved";
}
