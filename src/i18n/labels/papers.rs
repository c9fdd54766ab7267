//! Forms on paper and their fields.

use super::{Label, labels};

labels! {
    "papers.name": "名称", "Name";
    "papers.title": "标题", "Title";
    "papers.about": "关于", "About";
    "papers.origin": "来源", "Origin";
    "paper_fields.field": "字段", "Field";
    "paper_fields.field_zh": "中文字段", "Chinese field";
    "paper_fields.meaning": "含义", "Meaning";
    "paper_fields.sort": "种类", "Sort";
    "paper_fields.used": "已用", "Used";
    "paper_fields.value": "值", "Value";
}
