//! Dues 党费: how much a member pays a month, what was paid, waived and handed up; what is owed follows from the rolls.
//!
//! A month is owed to the org on whose roll somebody stood first in it (the schema's view `dues_stay`), at the rate of that month. Who has
//! no rate owes a sum that nobody knows: that is told, never guessed. Money is in fen.

mod arrears;
pub mod cli;
mod handed_up;
mod import;
mod list;
mod owed;
mod pay;
mod rate;
pub(crate) mod register;
mod scale;
mod sheet;
pub(crate) mod texts;
mod waive;

pub(crate) use owed::{of_letter, told};

use crate::code::codes;

codes! {
    /// From what dues are worked out.
    pub enum Income {
        Salary = "salary", "按月领取工资", "monthly pay", ["工资", "在职", "在职职工", "月工资"];
        AnnualSalary = "annual-salary", "年薪制", "annual salary", ["年薪"];
        Owner = "owner", "不按月取得收入", "owner or self-employed", ["业主", "个体", "个体经营者", "企业主"];
        Pension = "pension", "离退休", "pension", ["退休", "离休", "养老金"];
        Farmer = "farmer", "农民", "farmer", ["农民党员"];
        Student = "student", "学生", "student", ["学生党员"];
        Relief = "relief", "下岗失业或领取救济", "jobless or on relief", ["下岗失业", "失业", "低保", "救济"];
    }

    /// How dues were paid.
    pub enum Way {
        Cash = "cash", "现金", "cash";
        Bank = "bank", "转账", "bank transfer", ["银行转账"];
        Mobile = "mobile", "手机支付", "mobile payment", ["微信", "支付宝", "微信/支付宝", "扫码"];
        Deputy = "deputy", "代交", "by somebody else", ["他人代交"];
    }

    /// What a record of dues is.
    pub enum Entry {
        Rate = "rate", "核定", "rate", ["党费核定"];
        Waiver = "waiver", "减免", "waiver", ["免交", "少交", "党费减免"];
        Payment = "payment", "交纳", "payment", ["缴纳", "缴费", "交费", "党费交纳"];
        HandedUp = "handed-up", "上缴", "handed up", ["党费上缴", "上交"];
    }
}

impl Entry {
    /// The table that holds it.
    fn table(self) -> &'static str {
        match self {
            Self::Rate => "dues_rate",
            Self::Waiver => "dues_waiver",
            Self::Payment => "dues_payment",
            Self::HandedUp => "dues_handed_up",
        }
    }
}
