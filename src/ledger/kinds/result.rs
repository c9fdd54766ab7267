//! Results 工作成效: what was brought about, each measure in a unit of its own, so that nothing is added up across them.

use super::{Code, Error, Field, Holds, Judged, Kind, Label, Life, Noun, Result, code, say};
use crate::ledger::texts;

const MEASURES: &[Code] = &[
    code("investment", "投资额", "investment", &["投资"]),
    code("yearly-sales", "年销售额", "yearly sales", &["年销售", "销售额"]),
    code("jobs", "新增就业", "new jobs", &["就业"]),
    code("disputes", "调处纠纷", "disputes settled", &["化解纠纷", "纠纷"]),
    code("projects", "引进项目", "projects brought in", &["项目"]),
    code("services", "服务会员", "services to members", &["服务"]),
    code("donation", "捐助", "donation", &["捐赠", "捐款"]),
    code("other", "其他", "other", &[]),
];

/// In what each measure is counted; what is not told here may be counted in anything.
const UNITS: &[(&str, &[&str])] = &[
    ("investment", &["元"]),
    ("yearly-sales", &["元", "元/年"]),
    ("jobs", &["人", "个"]),
    ("disputes", &["件", "起", "次"]),
    ("projects", &["个", "件", "项"]),
    ("services", &["次", "件", "家", "人", "项"]),
    ("donation", &["元"]),
];

pub(super) static RESULT: Kind = Kind {
    noun: Noun::Org,
    name: "result",
    table: "result",
    label: Label { zh: "工作成效", en: "result" },
    life: Life::Event,
    fields: &[
        Field::subject("org", Holds::Org),
        Field::needed("text", Holds::Text).called(&["成效", "成效内容"]),
        Field::needed("measure", Holds::Code(MEASURES)).called(&["成效指标", "指标"]),
        Field::new("amount", Holds::Amount).called(&["数额"]),
        Field::new("enterprise", Holds::Text).called(&["企业名称", "受益企业"]),
        Field::new("integration", Holds::Code(crate::meeting::Integration::CODES)),
    ],
    once: &["text", "measure"],
    particular: Some(in_its_unit),
};

/// An amount is told in the unit of its measure.
fn in_its_unit(new: &Judged<'_>) -> Result<()> {
    let (Some(measure), Some(amount)) = (new.text("measure"), new.text("amount")) else { return Ok(()) };
    let unit = amount.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    match UNITS.iter().find(|(of, _)| *of == measure) {
        Some((_, units)) if !units.contains(&unit) => {
            let measure = MEASURES.iter().find(|code| code.code == measure).expect("it was read from them").label;
            Err(Error::refused(say!(AmountOfOther { measure, amount }))
                .hint(say!(AmountOfOtherHint { units: units.to_vec() })))
        }
        _ => Ok(()),
    }
}
