//! The words of forms: what a cell is if it tells of no record.

use crate::text;

/// What a cell is if it tells of no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `合计`, `小计：12人`
    Sum,
    /// `第 1 页 共 2 页`
    Page,
    /// `示例`, `例：张三`
    Example,
    /// `（必填）`, `格式2011-07-01`
    Hint,
    /// `审核人：`, `填表日期：2011年5月`
    Label,
    /// `审核人`, without the colon
    BareLabel,
    /// The heading of its column
    Heading,
    /// `以上情况属实。`, `（盖章）`
    Note,
    /// `福建商会党支部党员花名册`
    Title,
}

/// Whether a cell holds a sign without which it is none of the words of forms, or is longer than any name.
pub(super) fn may_be_mark(cell: &str) -> bool {
    cell.len() >= 60 || cell.chars().any(is_sign)
}

#[rustfmt::skip]
fn is_sign(c: char) -> bool {
    matches!(c,
        '\0'..='@' | '['..='`' | '{'..='~' | 'y' | 'Y' | '\u{ff00}'..='\u{ffef}' | '\u{3000}'..='\u{303f}' | '—' | '※'
        | '计' | '共' | '总' | '页' | '例' | '范' | '填' | '选' | '格' | '如' | '下' | '单' | '多' | '文' | '真' | '身'
        | '精' | '必' | '可' | '不' | '请' | '是' | '男' | '位' | '人' | '期' | '时' | '间' | '章' | '签' | '说' | '注'
        | '以' | '空' | '本' | '此' | '附' | '册' | '表' | '姓' | '名' | '年' | '某' | 'x' | 'X'
        | '员' | '见' | '×' | '转' | '接' | '续' | '上' | '完' | '结' | '支' | '委' | '组')
}

type Test = (fn(&str) -> bool, Mark);

/// What each mark is told by in a folded cell, the surest first.
const TESTS: [Test; 8] = [
    (is_sum, Mark::Sum),
    (is_page, Mark::Page),
    (is_example, Mark::Example),
    (is_hint, Mark::Hint),
    (is_labelled, Mark::Label),
    (is_bare_label, Mark::BareLabel),
    (is_note, Mark::Note),
    (is_title, Mark::Title),
];

/// What a cell is if it is one of the words of forms.
pub(super) fn mark(cell: &str) -> Option<Mark> {
    if !may_be_mark(cell) {
        return None;
    }
    let folded = text::fold(cell);
    TESTS.iter().find(|(test, _)| test(&folded)).map(|(_, mark)| *mark)
}

fn is_sum(folded: &str) -> bool {
    const SUMS: [&str; 10] =
        ["合计", "总计", "小计", "共计", "本页小计", "本页合计", "本页共", "累计", "总人数", "合计人数"];
    let begins = SUMS.iter().any(|sum| {
        folded.strip_prefix(sum).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with([':', '(', '数', '人']) || rest.starts_with(|c: char| c.is_numeric())
        })
    });
    // `共2人`, `男党员:1人`
    let count = folded.strip_prefix('共').or_else(|| folded.split_once(':').map(|(_, count)| count));
    begins || count.is_some_and(is_count)
}

/// `12人`
fn is_count(folded: &str) -> bool {
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < folded.len() && matches!(rest, "人" | "名" | "位" | "家" | "个" | "次" | "条")
}

/// `第1页共2页`, `第一页`, `1/2页`, `page 1 of 2`, `- 1 -`
fn is_page(folded: &str) -> bool {
    const WORDS: [&str; 8] = ["转下页", "接下页", "下转", "见下页", "接上页", "续上页", "上接", "续表"];
    let bare = folded.trim_matches(['(', ')', '-', '—']);
    let is_digit = |c: char| c.is_numeric() || "一二三四五六七八九十百".contains(c);
    let is_part = |c: char| is_digit(c) || "第共页/,，、".contains(c);
    let is_number = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_told = || {
        let rest = bare.replace("page", "页").replace("of", "/");
        rest.contains(is_digit) && rest.chars().all(is_part)
    };
    let of_so_many = bare.split_once('/').is_some_and(|(one, all)| is_number(one) && is_number(all));
    WORDS.contains(&bare)
        || ((bare.contains('页') || bare.contains("page")) && is_told())
        || of_so_many
        || (bare.len() + 2 <= folded.len() && is_number(bare))
}

/// Whether a cell holds a sign without which it marks no example.
pub(super) fn may_be_example(cell: &str) -> bool {
    cell.chars().any(|c| matches!(c, '例' | '如' | '某' | 'x' | 'X' | '×' | 'ｘ' | 'Ｘ'))
}

const EXAMPLES: [&str; 8] = ["填写示例", "填表示例", "示例", "样例", "范例", "举例", "例子", "例"];

/// `示例`, `（样例）`, `示例1`, `例：张三`, `张三（示例）`
fn is_example(folded: &str) -> bool {
    let bare = folded.trim_matches(['(', ')', '[', ']', '【', '】']);
    let is_rest = |rest: &str| rest.chars().all(|c| c.is_numeric() || matches!(c, '行' | '一' | '二' | '三'));
    // Nobody is called 张某某, XXX or ×××.
    let is_nobody = bare.contains("某某") || bare.contains("xx") || bare.contains("××");
    let is_word = EXAMPLES.iter().any(|word| bare.strip_prefix(word).is_some_and(is_rest));
    is_word || is_nobody || is_marked_example(folded)
}

/// Whether an example is marked as such by signs that no name holds: `例：张三`, `（示例）张三`.
pub(super) fn is_marked_example(folded: &str) -> bool {
    // Most cells hold no word of it, and are many.
    if !folded.contains(['例', '如']) {
        return false;
    }
    EXAMPLES.iter().chain(&["例如", "如"]).any(|word| {
        let after = folded.strip_prefix(word).is_some_and(|rest| rest.starts_with(':') && rest.len() > 1);
        let bracketed = |open, close| {
            let (before, rest) = folded.split_once(open)?;
            let (inner, after) = rest.split_once(close)?;
            let is_word = inner == *word || (word.chars().count() > 1 && inner.starts_with(word));
            Some(is_word && !(before.is_empty() && after.is_empty()))
        };
        after
            || [('(', ')'), ('[', ']'), ('【', '】')].iter().any(|(open, close)| bracketed(*open, *close) == Some(true))
    })
}

/// How a column is to be filled in.
fn is_hint(folded: &str) -> bool {
    const WITHIN: [&str; 20] = [
        "填", "选", "位", "格式", "如", "例", "必", "年", "按", "请", "一致", "全称", "写", "yyyy", "数字", "文本",
        "汉字", "字符", "男/女", "是/否",
    ];
    const BEGIN: [&str; 28] = [
        "必填",
        "选填",
        "非必填",
        "可不填",
        "可选填",
        "可空",
        "不填",
        "请填",
        "请选",
        "请输",
        "请按",
        "请勿",
        "填写",
        "格式",
        "如:",
        "例:",
        "例如",
        "如实",
        "下拉",
        "单选",
        "多选",
        "文本格式",
        "真实姓名",
        "与身份证",
        "按身份证",
        "精确到",
        "yyyy",
        "男/女",
    ];
    let brackets = [('(', ')'), ('[', ']'), ('【', '】'), ('<', '>')];
    let inner = brackets.iter().find_map(|(open, close)| folded.strip_prefix(*open)?.strip_suffix(*close));
    if let Some(inner) = inner {
        return WITHIN.iter().any(|word| inner.contains(word));
    }
    let undressed = folded.trim_start_matches(['*', '※', '注', ':']);
    let places = undressed.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_places = places.len() < undressed.len() && places.starts_with('位');
    let is_form = undressed.strip_prefix('如').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_told = !folded.starts_with("填写说明") && BEGIN.iter().any(|word| undressed.starts_with(word));
    is_told
        || is_places
        || is_form
        || matches!(undressed, "是/否" | "年月日" | "年/月/日" | "年-月-日" | "姓名全称" | "文本")
}

/// What is asked for at the head and the foot of a form, by its end: `单位负责人(签字):`.
const LABEL_ENDS: [&str; 37] = [
    "人",
    "单位",
    "日期",
    "时间",
    "电话",
    "手机",
    "联系方式",
    "签字",
    "签名",
    "签章",
    "盖章",
    "公章",
    "说明",
    "备注",
    "注",
    "意见",
    "书记",
    "领导",
    "主任",
    "名称",
    "部门",
    "党支部",
    "党总支",
    "党组织",
    "党委",
    "审核",
    "复核",
    "审批",
    "制表",
    "填表",
    "填报",
    "经办",
    "校对",
    "报送",
    "地址",
    "截至",
    "附件",
];

/// The same where the answer stands in the next cell, without a colon.
const BARE_LABELS: [&str; 20] = [
    "填表人",
    "填报人",
    "制表人",
    "审核人",
    "复核人",
    "审批人",
    "经办人",
    "单位负责人",
    "党组织负责人",
    "填表单位",
    "填报单位",
    "填表日期",
    "填报日期",
    "填报时间",
    "填表时间",
    "制表日期",
    "盖章",
    "签字",
    "单位盖章",
    "负责人签字",
];

fn is_bare_label(folded: &str) -> bool {
    // `单位(公章)`, `党组织意见`
    let sealed = folded.split_once('(').is_some_and(|(_, rest)| {
        ["公章", "盖章", "章", "签字", "签名", "签章"].iter().any(|word| rest.strip_suffix(')') == Some(*word))
    });
    let is_opinion = folded.ends_with("意见") && folded.chars().count() > 3;
    BARE_LABELS.contains(&folded) || (sealed && !folded.starts_with('(')) || is_opinion
}

fn is_labelled(folded: &str) -> bool {
    let Some((head, _)) = folded.split_once(':') else { return false };
    let head = head.trim_start_matches(['*', '※']);
    let asked = head.split('(').next().unwrap_or_default();
    asked.chars().count() <= 12 && LABEL_ENDS.iter().any(|end| asked.ends_with(end))
}

/// A sentence, or a remark on the form. No name is so long, and none ends so.
fn is_note(folded: &str) -> bool {
    const BEGIN: [&str; 13] = [
        "填写说明",
        "填表说明",
        "备注说明",
        "说明",
        "备注",
        "注意",
        "以上",
        "以下",
        "此页空白",
        "本表",
        "此表",
        "附件",
        "此处盖章",
    ];
    let is_numbered = folded.starts_with(|c: char| c.is_ascii_digit()) && folded.contains(['、', '.', ')']);
    let numeral = folded.trim_start_matches('(').trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let is_section = numeral.len() < folded.len() && numeral.starts_with(['、', ')']) && numeral.chars().count() > 1;
    let is_end = matches!(folded.trim_matches(['-', '—']), "完" | "完毕" | "结束");
    let in_brackets = folded.starts_with(['(', '[', '【']) && folded.ends_with([')', ']', '】']);
    let is_sentence = folded.contains(['。', ';', '!', ',']) || folded.chars().count() >= 20;
    let is_list = is_numbered && folded.chars().count() >= 8 && !folded.is_ascii();
    in_brackets
        || is_list
        || is_section
        || is_end
        || (is_sentence && !folded.is_ascii())
        || BEGIN.iter().any(|word| folded.starts_with(word))
}

fn is_title(folded: &str) -> bool {
    const ENDS: [&str; 10] =
        ["花名册", "名册", "登记表", "统计表", "汇总表", "一览表", "信息表", "情况表", "明细表", "名单"];
    let title = folded.split('(').next().unwrap_or_default();
    title.chars().count() >= 5 && ENDS.iter().any(|end| title.ends_with(end))
}

/// What a group of people is called where it is named above them, folded: without its number and how many they are.
/// `一、四川商会党支部（2人）` → `四川商会党支部`
pub(in crate::input) fn group(cell: &str) -> String {
    let folded = text::fold(cell);
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let inner = folded.trim_start_matches('(');
    let numbered = inner.trim_start_matches(is_number);
    let unnumbered = numbered.trim_start_matches([')', '、', '.']);
    let is_numbered = numbered.len() < inner.len() && unnumbered.len() < numbered.len();
    let name = if is_numbered { unnumbered } else { &folded };
    without_count(name).trim_end_matches(':').to_owned()
}

/// A name without how many they are: `(2人)`, `:共2人`, `2人`.
fn without_count(name: &str) -> &str {
    let uncounted = name.trim_end_matches([')', '人', '名', '位']);
    let bare = uncounted.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() == uncounted.len() || bare.is_empty() || uncounted.len() == name.len() {
        return name;
    }
    bare.trim_end_matches('共').trim_end_matches(['(', ':', ','])
}

/// What members are called who stand under it in a roster, be they the only ones there.
const MEMBERS: [&str; 10] = [
    "正式党员",
    "预备党员",
    "流动党员",
    "失联党员",
    "在册党员",
    "在职党员",
    "退休党员",
    "离退休党员",
    "男党员",
    "女党员",
];

/// Whether a group is named where people are: an org over its members, or what they are.
pub(super) fn is_group(cell: &str) -> bool {
    const ENDS: [&str; 6] = ["党支部", "党总支", "党委", "支部委员会", "党小组", "党组织"];
    let group = group(cell);
    MEMBERS.contains(&group.as_str()) || (group.chars().count() >= 5 && ENDS.iter().any(|end| group.ends_with(end)))
}

/// Whether a cell is a number that nobody else bears: of a person, or the code of a unit.
pub(in crate::input) fn is_identity(cell: &str) -> bool {
    cell.len() >= 15
        && cell.chars().filter(|c| c.is_numeric() || c.is_ascii_uppercase() || *c == '*').count() >= 15
        && cell.chars().filter(|c| c.is_numeric() || *c == '*').count() >= 8
        && !cell.contains(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
}

/// Whether a cell says how many: `2人`, `12`, `男8女4`, `50%`. A date has more digits.
pub(super) fn is_figure(cell: &str) -> bool {
    (1..=5).contains(&cell.chars().filter(|c| c.is_numeric()).count()) && !cell.contains(['年', '月', '-', '/'])
}
