//! What a lake is told by.

use super::{Label, labels};

labels! {
    "lake.number": "单位编号", "No.";
    "lake.office": "单位", "Office";
    "lake.name": "单位", "Name";
    "lake.operation": "操作至", "Up to operation";
    "lake.at": "操作时间", "Done at";
    "lake.identity": "数据库标识", "Identity";
}
