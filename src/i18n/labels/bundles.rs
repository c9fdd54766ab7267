//! What offices handed up: also each table and column as the log of changes names them.

use super::{Label, labels};

labels! {
    "table.origin": "来处", "origin";
    "table.sender": "上报单位", "office that hands up";
    "table.bundle": "并入的上报包", "bundle merged";
    "table.handed_up": "上报的记录", "row handed up";
    "office.identity": "数据库标识", "Identity";
    "origin.office": "来处的数据库标识", "Office of origin";
    "origin.number": "在来处的编号", "Number there";
    "sender.office": "上报单位的数据库标识", "Office";
    "sender.top": "所报党组织在该单位的编号", "Number there of the org";
    "sender.name": "上报单位", "Office that hands up";
    "sender.under_id": "挂在", "Placed under";
    "sender.prefix": "代码前缀", "Before its codes";
    "sender_id": "上报单位", "Office that hands up";
    "made": "制作日期", "Made on";
    "bundle.since": "自操作", "Since operation";
    "reached": "至操作", "Up to operation";
    "bundle.history": "操作日志校验和", "Sum of the log";
    "bundle.sha256": "内容 SHA-256", "SHA-256 of what it tells";
    "bundle.name": "上报单位", "Office";
    "bundle.office": "上报单位的数据库标识", "Identity";
    "bundle.under": "挂在", "Placed under";
    "bundle.top": "所报党组织", "Org";
    "bundle.version": "数据库结构", "Schema";
    "bundle.units": "单位", "Units";
    "bundle.rows": "记录行数", "Rows";
    "tbl": "表", "Table";
    "handed_up.number": "在上报单位的编号", "Number there";
    "row_id": "在此的编号", "Number here";
    "image": "所报的内容", "As handed up";
}
