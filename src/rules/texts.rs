//! What `rules` says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::i18n::texts::*;

sentences! {
    pub(crate) enum RulesSays;

    NotYetInForce { basis, since }: "{basis}(当时尚未施行, {since} 起施行)", "{basis} (not in force yet, only since {since})";
    RuleBasis { id, zh, en, source }: "{id} {zh}。{source}", "{id} {en}. {source}";
    AgainstRule { message, basis }: "{message} ({basis})", "{message} ({basis})";
    OverrideHint: "确有理由时加 --override 理由(记入操作日志)", "if there is good reason, add --override REASON (kept in the log)";
    CaseCount { id, case, count }: "{case} {count} ({id})", "{case}: {count} ({id})";
    RuleChoice { name, id }: "rule.{name} ({id})", "rule.{name} ({id})";
    RuleNameUnknown { typed }: "没有规定“{typed}”", "there is no norm “{typed}”";
    RuleNotSettable { id }: "{id} 已有明文规定, 本单位不能另定数值", "{id} stands in a regulation: the office has no number of its own for it";
    RulesSettable { rules }: "可由本单位另定的: {rules}", "an office may set {rules}";
    RuleNumberBad { typed }: "“{typed}”应为 0 至 10000 的整数", "“{typed}” must be a whole number from 0 to 10,000";
    InWriting { written }: "(另有书面意见 {written} 人)", " (and {written} in writing)";
    PresentOnly { present }: "实到 {present} 人", "{present} present";
    PresentAndWritten { present, written }: "实到 {present} 人、书面意见 {written} 人", "{present} present and {written} in writing";
    MoreThan { count }: "超过 {count} 人", "more than {count}";
    AtLeast { count }: "至少 {count} 人", "at least {count}";
    ByBallot: "无记名投票", "by secret ballot";
    ExcusedOfDue { excused }: "(已减去不计入的 {excused} 人)", " (less the {excused} excused)";
}
