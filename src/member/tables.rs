//! National code tables that rosters write out in words. What is not in them is kept as text.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::code::Code;
use crate::i18n::Label;
use crate::text;

/// Words, folded, and the code each stands for.
type Words = HashMap<String, &'static str>;

fn words(table: &'static [Code]) -> Words {
    let known = |entry: &'static Code| {
        let words = entry.synonyms.iter().chain([&entry.code, &entry.label.zh]);
        words.map(|word| (text::fold(word).into_owned(), entry.code))
    };
    table.iter().flat_map(known).collect()
}

const fn entry(code: &'static str, zh: &'static str, en: &'static str, synonyms: &'static [&'static str]) -> Code {
    Code { code, label: Label { zh, en }, synonyms }
}

/// The code of a word; most are written as the table has them and need no folding.
fn look_up(words: &Words, written: &str) -> Option<&'static str> {
    words.get(written).or_else(|| words.get(&*text::fold(written))).copied()
}

/// GB/T 3304: the names of the ethnic groups, without 族.
const ETHNIC: &str = "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 \
                      柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺";

/// The code of an ethnic group, written with or without 族, or as the code itself.
pub(super) fn ethnicity_code(written: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        let mut words = Words::new();
        for (at, name) in ETHNIC.split_whitespace().enumerate() {
            let code: &'static str = format!("{:02}", at + 1).leak();
            words.extend([name.to_owned(), format!("{name}族"), code.to_owned()].map(|word| (word, code)));
        }
        words.extend(
            [("毛难族", "36"), ("撤拉族", "35"), ("其他", "97"), ("97", "97")]
                .map(|(word, code)| (word.to_owned(), code)),
        );
        words.extend(["外国血统中国籍", "外国血统中国籍人士", "98"].map(|word| (word.to_owned(), "98")));
        words
    });
    look_up(&WORDS, written)
}

/// GB/T 4658-2006, with the everyday words.
pub(crate) static EDUCATION: &[Code] = &[
    entry("10", "研究生教育", "postgraduate education", &[]),
    entry("11", "博士", "doctor", &["博士研究生", "博士研究生毕业", "博士毕业"]),
    entry("12", "博士研究生结业", "doctor, completed without degree", &["博士结业"]),
    entry("13", "博士研究生肄业", "doctor, not completed", &["博士肄业"]),
    entry("14", "硕士", "master", &["硕士研究生", "硕士研究生毕业", "硕士毕业", "研究生"]),
    entry("15", "硕士研究生结业", "master, completed without degree", &["硕士结业"]),
    entry("16", "硕士研究生肄业", "master, not completed", &["硕士肄业"]),
    entry("17", "研究生班毕业", "postgraduate class", &["研究生班"]),
    entry("20", "大学本科教育", "undergraduate education", &[]),
    entry("21", "大学本科", "bachelor", &["本科", "大学", "大学本科毕业", "本科毕业", "大本", "在职大学"]),
    entry("22", "大学本科结业", "bachelor, completed without degree", &["本科结业"]),
    entry("23", "大学本科肄业", "bachelor, not completed", &["本科肄业"]),
    entry("28", "大学普通班毕业", "university ordinary class", &["大学普通班"]),
    entry("30", "专科教育", "junior college education", &[]),
    entry(
        "31",
        "大学专科",
        "junior college",
        &["大专", "专科", "高职", "大学专科毕业", "专科毕业", "大学专科和专科学校", "高等职业"],
    ),
    entry("32", "大学专科结业", "junior college, completed without diploma", &["专科结业"]),
    entry("33", "大学专科肄业", "junior college, not completed", &["专科肄业"]),
    entry("40", "中等职业教育", "secondary vocational education", &[]),
    entry(
        "41",
        "中专",
        "specialised secondary school",
        &["中等专科", "中专毕业", "中等专科毕业", "中等专业学校或中等技术学校", "中等专业学校"],
    ),
    entry("42", "中专结业", "specialised secondary school, completed without diploma", &[]),
    entry("43", "中专肄业", "specialised secondary school, not completed", &[]),
    entry("44", "职高", "vocational high school", &["职业高中", "职业高中毕业"]),
    entry("47", "技校", "technical school", &["技工学校", "技工学校毕业"]),
    entry("60", "普通高级中学教育", "high school education", &["普通高中教育"]),
    entry("61", "高中", "high school", &["普通高中", "高中毕业", "普通高中毕业"]),
    entry("62", "高中结业", "high school, completed without diploma", &[]),
    entry("63", "高中肄业", "high school, not completed", &[]),
    entry("70", "初级中学教育", "middle school education", &["初中教育"]),
    entry("71", "初中", "middle school", &["初中毕业", "高中及以下"]),
    entry("73", "初中肄业", "middle school, not completed", &[]),
    entry("81", "小学", "primary school", &["小学毕业", "小学教育"]),
    entry("83", "小学肄业", "primary school, not completed", &[]),
    entry("90", "其他", "other", &["文盲", "文盲或半文盲"]),
];

/// The code of an education, written in everyday words or as the code itself.
pub(super) fn education_code(written: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Words> = LazyLock::new(|| words(EDUCATION));
    look_up(&WORDS, written)
}

/// Work posts, after the labels of the national bulletin.
pub(crate) static JOBS: &[Code] = &[
    entry("worker", "工人(工勤技能人员)", "worker", &["工人", "工勤技能人员", "在岗职工(一线岗位)"]),
    entry("farmer", "农牧渔民", "farmer, herder, fisher", &["农民"]),
    entry(
        "professional",
        "企事业单位、社会组织专业技术人员",
        "professional of an enterprise, institution or social organisation",
        &["企事业单位、民办非企业单位专业技术人员", "专业技术人员"],
    ),
    entry(
        "manager",
        "企事业单位、社会组织管理人员",
        "manager of an enterprise, institution or social organisation",
        &["企事业单位、民办非企业单位管理人员", "企业管理人员", "管理人员", "社会组织从业人员"],
    ),
    entry("official", "党政机关工作人员", "official", &["机关工作人员"]),
    entry("student", "学生", "student", &[]),
    entry("retired", "离退休人员", "retired", &["退休", "离退休"]),
    entry("other", "其他职业人员", "other", &["其他从业人员", "其他", "个体工商户"]),
];

/// The code of a work post, if its words are among the bulletin's.
pub(super) fn job_code(written: &str) -> Option<&'static str> {
    static WORDS: LazyLock<Words> = LazyLock::new(|| words(JOBS));
    look_up(&WORDS, written)
}

/// Whether two spellings of what stands under a key are one by these tables.
pub(crate) fn is_one(key: &str, one: &str, other: &str) -> bool {
    let code = match key {
        "ethnicity" => ethnicity_code,
        "education" => education_code,
        "job" => job_code,
        _ => return false,
    };
    code(one).is_some_and(|known| code(other) == Some(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_codes_are_known() {
        assert_eq!(ethnicity_code("汉族"), Some("01"));
        assert_eq!(ethnicity_code("土家"), Some("15"));
        assert_eq!(ethnicity_code("基诺族"), Some("56"));
        assert_eq!(ethnicity_code("56"), Some("56"));
        assert_eq!(ethnicity_code("毛难族"), Some("36"));
        assert_eq!(ethnicity_code("火星族"), None);
        assert_eq!(ethnicity_code("57"), None);
        for (written, code) in [
            ("大学", "21"),
            ("本科", "21"),
            ("大专", "31"),
            ("研究生", "14"),
            ("博士", "11"),
            ("技校", "47"),
            ("61", "61"),
        ] {
            assert_eq!(education_code(written), Some(code), "{written}");
        }
        assert_eq!(education_code("私塾"), None);
        assert_eq!(job_code("工人（工勤技能人员）"), Some("worker"));
        assert_eq!(job_code("会长"), None);
    }
}
