//! Which texts are names of people. Under the heading of the names stand the foot of a form, a remark or an org, too.
//!
//! Each row of an import comes by here, so a glance at the bytes tells that most names are sound.

use std::borrow::Cow;

use crate::i18n::{Text, say};

/// Words of forms that stand under the names and are none.
const WORDS: [&str; 34] = [
    "说明",
    "填表说明",
    "注",
    "备注",
    "盖章",
    "签字",
    "签名",
    "签章",
    "日期",
    "年月日",
    "填表日期",
    "填报日期",
    "填报时间",
    "填报单位",
    "以下空白",
    "此页空白",
    "以上情况属实",
    "情况属实",
    "姓名",
    "党员",
    "人数",
    "联系人",
    "联系电话",
    "单位负责人",
    "负责人",
    "支部书记",
    "党支部书记",
    "填表人",
    "填报人",
    "制表人",
    "审核人",
    "审核",
    "复核人",
    "经办人",
];

/// A name as it is kept: Chinese ones without the blanks and line breaks that make them look even in a column; in others
/// one blank parts the words.
pub(crate) fn tidied(typed: &str) -> Cow<'_, str> {
    // White space is of ASCII or begins with one of these bytes.
    if !typed.bytes().any(|byte| matches!(byte, 0..=b' ' | 0xc2 | 0xe1..=0xe3)) {
        return typed.into();
    }
    let words: Vec<&str> =
        typed.split(|c: char| c.is_whitespace() || c == '\u{200b}').filter(|word| !word.is_empty()).collect();
    let is_foreign = typed.chars().any(|c| c.is_alphabetic() && !is_chinese(c));
    words.join(if is_foreign { " " } else { "" }).into()
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{3007}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Why a text is no name.
pub(super) fn fault(name: &str) -> Option<Text> {
    if !name.is_empty() && name.chars().all(|c| matches!(c, '?' | '？' | '\u{fffd}' | '·')) {
        return Some(say!(NameSpoiled));
    }
    // Signs are of ASCII or begin with one of these bytes.
    let may_hold_signs = name.bytes().any(|byte| matches!(byte, b'!'..=b'@' | b'['..=b']' | 0xe2 | 0xe3 | 0xef));
    if WORDS.contains(&name) || (may_hold_signs && is_clause(name)) {
        return Some(say!(NameIsNone));
    }
    (may_hold_signs && name.chars().any(|c| c.is_ascii_digit() || matches!(c, '０'..='９')))
        .then_some(say!(NameWithDigits))
}

/// Whether a text is a sentence, a list, or a remark in brackets.
fn is_clause(text: &str) -> bool {
    let holds_signs = text.contains([':', '：', '。', '…', '；', '，', '、', '！']);
    let in_brackets = text.starts_with(['(', '（', '[', '【', '〔']) && text.ends_with([')', '）', ']', '】', '〕']);
    holds_signs || in_brackets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_kind_are_sound() {
        for name in [
            "张三",
            "欧阳震华",
            "阿卜杜热依木·买买提",
            "龙𬭚",
            "㐂",
            "John Smith",
            "O'Neill",
            "Иван Петров",
            "J. R. Smith",
            "李明(女)",
            "张三（大）",
            "说明明",
            "\u{e863}",
            "注音",
        ] {
            assert_eq!((fault(name), tidied(name).as_ref()), (None, name));
        }
    }

    #[test]
    fn what_is_no_name_is_told() {
        let said = |name: &str| fault(name).map(|text| format!("{text:?}")).unwrap_or_default();
        for name in ["说明", "以下空白", "填表人：李", "（盖章）", "【无】", "以上情况属实。", "张三、李四", "备注: 略"]
        {
            assert!(said(name).starts_with("NameIsNone"), "{name}");
        }
        for name in ["13812345678", "李明1", "２０１１年", "2011年5月"] {
            assert!(said(name).starts_with("NameWithDigits"), "{name}");
        }
        assert!(said("??").starts_with("NameSpoiled"));
    }

    #[test]
    fn blanks_within_chinese_names_go() {
        for typed in ["张　三", "张 三", "张\n三", "张\t三", "张\u{a0}三", "张\u{2003}三", "张\u{200b}三"]
        {
            assert_eq!(tidied(typed), "张三", "{typed:?}");
        }
        assert_eq!(tidied("John \n Smith"), "John Smith");
        assert_eq!(tidied("买买提 · 艾力"), "买买提·艾力");
    }
}
