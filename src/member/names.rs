//! Which texts are names of people. Under the heading of the names stand the foot of a form, a remark or an org, too.
//!
//! Each row of an import comes by here, so a glance at the bytes tells that most names are sound.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::draft::HEADINGS;
use super::tables::{EDUCATION, JOBS, ethnicity_code};
use super::{Category, EndReason, Ended, Sex, Standing};
use crate::i18n::{Text, say};
use crate::member::texts;
use crate::text::is_ideograph;

/// Words of forms that stand under the names and are none, besides the headings and the values of the other columns.
const WORDS: &str = "说明 填表说明 注 备注 盖章 签字 签名 签章 日期 年月日 填表日期 填报日期 填报时间 填报单位 以下空白 此页空白 \
                     以上情况属实 情况属实 党员 人数 联系人 单位负责人 负责人 支部书记 党支部书记 填表人 填报人 制表人 审核人 审核 \
                     复核人 经办人 合计 小计 总计 共计 累计 见附表 附表 续表 注意 同志 示例 样例 范例 举例 例子 填写示例 填表示例 群众 书记 副书记 委员 是 否 有 没有 空 空白 空缺 缺 暂缺 缺失 \
                     暂无 待定 待查 待补 待补充 待核 待核实 待填 未填 未知 不详 不明 不清楚 无名 无名氏 某人 匿名 测试 姓名不详";

/// Of the headings and the values of other columns those that somebody may be called.
const NAMES_TOO: [&str; 3] = ["高中", "高职", "单位"];

/// How members address each other: it stands behind a name and is no part of it.
pub(super) const ADDRESS: &str = "同志";

/// Whether a text is a word of forms: one that asks for something, or one that answers to what is asked in another column.
fn is_word(name: &str) -> bool {
    static ALL: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let headings = HEADINGS.iter().flat_map(|heading| heading.synonyms.iter().copied());
        let lists = [Sex::CODES, Category::CODES, Standing::CODES, EndReason::CODES, Ended::CODES, EDUCATION, JOBS];
        let answers = lists.into_iter().flatten();
        let answers = answers.flat_map(|code| code.synonyms.iter().copied().chain([code.label.zh]));
        WORDS.split_whitespace().chain(headings).chain(answers).filter(|word| !NAMES_TOO.contains(word)).collect()
    });
    ALL.contains(name) || (name.ends_with('族') && ethnicity_code(name).is_some())
}

/// Whether a text is a date in Chinese numbers: `二〇〇一年七月一日`, `七月`.
fn is_date(name: &str) -> bool {
    name.ends_with(['年', '月', '日'])
        && name.chars().count() > 1
        && name.chars().all(|c| "〇零一二三四五六七八九十年月日".contains(c))
}

/// Why a text is no name.
pub(super) fn fault(name: &str) -> Option<Text> {
    let name = without_number(name);
    if !name.is_empty() && name.chars().all(|c| matches!(c, '?' | '？' | '\u{fffd}' | '·')) {
        return Some(say!(NameSpoiled));
    }
    // Signs are of ASCII or begin with one of these bytes.
    let may_hold_signs = name.bytes().any(|byte| matches!(byte, b'!'..=b'@' | b'['..=b']' | 0xe2 | 0xe3 | 0xef));
    if is_word(name) || is_date(name) || (may_hold_signs && is_clause(name)) {
        return Some(say!(NameIsNone));
    }
    if may_hold_signs && name.chars().any(|c| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        return Some(say!(NameWithDigits));
    }
    (!name.chars().any(|c| c.is_alphabetic() || is_ideograph(c))).then_some(say!(NameWithoutLetters))
}

/// Whether something stands in a name that is no part of it: a remark in brackets, a star, the number of the row.
pub(super) fn holds_note(name: &str) -> bool {
    if name.strip_suffix(ADDRESS).is_some_and(|name| name.chars().count() > 1) {
        return true;
    }
    // Ideographs of three bytes, as nearly all are.
    if name.bytes().all(|byte| matches!(byte, 0x80..=0xbf | 0xe4..=0xe9)) {
        return false;
    }
    let is_foreign = name.chars().any(|c| c.is_alphabetic() && !is_ideograph(c));
    let is_of_name = |c: char| match c {
        '·' => true,
        ' ' | '.' | '\'' | '’' | '-' | '‐' => is_foreign,
        _ => c.is_alphabetic() || is_ideograph(c),
    };
    !name.chars().all(is_of_name)
}

/// Whether a remark stands beside a Chinese name as typed, parted from it by a blank: `王五 女`.
pub(super) fn has_note_beside(typed: &str) -> bool {
    const NOTES: [&str; 12] =
        ["男", "女", "预备", "正式", "预备党员", "正式党员", "党员", "书记", "委员", "转出", "已转出", "去世"];
    let mut words = typed.split_whitespace();
    let (name, note) = (words.next().unwrap_or_default(), words.next_back());
    name.chars().count() > 1 && note.is_some_and(|note| NOTES.contains(&note))
}

/// A Chinese name without the number of its row before it: `1.张三`, `(12)张三`.
fn without_number(name: &str) -> &str {
    let inner = name.trim_start_matches(['(', '（']);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.trim_start_matches(['.', '、', ')', '）']);
    let is_number = matches!(inner.len() - rest.len(), 1..=4) && after.len() < rest.len();
    if is_number && after.chars().count() > 1 && after.chars().all(is_ideograph) { after } else { name }
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
            assert_eq!((fault(name), crate::text::name(name).as_ref()), (None, name));
        }
    }

    #[test]
    fn what_is_no_name_is_told() {
        let said = |name: &str| fault(name).map(|text| format!("{text:?}")).unwrap_or_default();
        for name in ["说明", "以下空白", "填表人：李", "（盖章）", "【无】", "以上情况属实。", "张三、李四", "备注: 略"]
        {
            assert!(said(name).starts_with("NameIsNone"), "{name}");
        }
        // What is asked or answered in another column, as a table on its side or a card has it under the names.
        for name in [
            "性别",
            "出生年月",
            "工作单位",
            "正式党员",
            "预备",
            "男",
            "女",
            "汉族",
            "维吾尔族",
            "大专",
            "本科",
            "工人",
            "示例",
            "待定",
            "不详",
            "转出",
            "去世",
            "二〇〇一年七月",
            "七月",
        ] {
            assert!(said(name).starts_with("NameIsNone"), "{name}");
        }
        for name in ["高中", "高职", "单位", "满", "汉", "年七", "月", "高大专"] {
            assert_eq!(fault(name), None, "{name}");
        }
        for name in ["---", "〃", "★", "……", "/ /"] {
            assert!(!said(name).is_empty(), "{name}");
        }
        for name in ["13812345678", "李明1", "２０１１年", "2011年5月"] {
            assert!(said(name).starts_with("NameWithDigits"), "{name}");
        }
        assert!(said("??").starts_with("NameSpoiled"));
    }

    #[test]
    fn a_note_beside_a_name_is_told() {
        assert!(has_note_beside("王五 女") && has_note_beside("钱七　预备党员"));
        for name in ["方　远", "李 安", "王 女", "欧阳 震华", "张三"] {
            assert!(!has_note_beside(name), "{name}");
        }
    }

    #[test]
    fn a_note_in_a_name_is_told() {
        for name in [
            "王五(女)",
            "赵六*",
            "钱七（预备）",
            "1.张三",
            "(2)张三",
            "3、张三",
            "①张三",
            "张三★",
            "张三-女",
            "●张三",
            "张三#",
            "张三[女]",
            "张三同志",
        ] {
            assert!(holds_note(name), "{name}");
            assert_eq!(fault(name), None, "{name}");
        }
        for name in [
            "张三",
            "阿依古丽·热合曼",
            "John Smith",
            "O'Neill",
            "J. R. Smith",
            "龙𬭚",
            "㐂",
            "\u{e863}",
            "张〇",
            "李同志",
        ] {
            assert!(!holds_note(name), "{name}");
        }
    }
}
