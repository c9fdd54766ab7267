//! What `merge` says, a line each, in both languages.

pub(crate) use crate::activist::texts::*;
use crate::i18n::sentences;

sentences! {
    pub(crate) enum MergeSays;

    MergeOfOne: "两处写的是同一份记录", "both name the same record";
    MergeRollOfThird { no }: "--roll 只能是合并的两人之一, 不是编号 {no}", "--roll is one of the two, not number {no}";
    MergeContradicts { one, other }: "编号 {one} 与编号 {other} 的记录互相矛盾, 未合并", "the records of numbers {one} and {other} contradict each other; they were not joined";
    MergeContradictsHint: "写明哪一个对(用所列的选项), 或先用 member set 更正", "tell which is right with the options named, or put the record right with member set first";
    MergeDiffers { column, values, option }: "{column}: {values} ({option})", "{column}: {values} ({option})";
    MergeValues { one, is, other, was }: "编号 {one} 为 {is}, 编号 {other} 为 {was}", "{is} of number {one}, {was} of number {other}";
    MergeOnTwoRolls { one, other }: "编号 {one} 与编号 {other} 同时在册, 未合并", "numbers {one} and {other} are on a roll at the same time; they were not joined";
    MergeOnTwoRollsHint { one, other }: "写明谁的在册记录对: --roll {one} 或 --roll {other}", "tell whose time on the roll is right: --roll {one} or --roll {other}";
    MergeRollsCross { one, is, other, was }: "编号 {one}: {is}; 编号 {other}: {was}", "number {one}: {is}; number {other}: {was}";
    InOrg { org, period }: "{org} {period}", "{org} {period}";
    MergeStepDiffers { step, values }: "{step}: {values}", "{step}: {values}";
    MergeStepsHint: "先用 activist set 更正其中一份的日期", "put the day of one of them right with activist set first";
    MergeStepsOfMemberHint: "若是两人, 不要合并; 若是一人, 先用 activist set 更正步骤的日期, 或用 member set 更正进入支部的日期", "if they are two people, leave them so; if one, first put the day of the step right with activist set, or that of coming to the org with member set";
    MergeLeftOut { name, meeting, was }: "{name} 当日不在该会议的名册上, 合并后不再计入应到(原记{was}): {meeting}", "{name} was not on the roll of that meeting, and is not due there any more (was: {was}): {meeting}";
    MergeVotes { meeting }: "会议 {meeting} 上两份记录都有表决权, 合并后票数多于到会人数", "both have a vote at meeting {meeting}; as one, more votes were cast than voters were there";
    MergeVotesAbove { text, votes, present }: "{text}: 共 {votes} 票, 到会有表决权的 {present} 人", "{text}: {votes} votes, {present} voters there";
    MergeVotesHint { meeting }: "先用 meeting attend {meeting} 或 meeting resolve 更正", "put the meeting right first with meeting attend {meeting} or meeting resolve";
    MergeOfErased { no }: "{no} 号的个人信息已抹除, 不能合并", "the personal data of no. {no} were erased; it cannot be merged";
    MergeOfErasedHint: "另一份记录也要抹除的, 用 member erase", "if the other record is to go as well, erase it: member erase";
    MergeOfTalk { id }: "两份记录互相谈过话(条目号 {id}), 不能是同一人", "the two records talked with each other (entry {id}), so they cannot be one person";
    MergeOfTalkHint { id }: "谈话登记有误的, 先用 member talk remove {id} 删去", "if the talk is a slip, take it out with member talk remove {id}";
    MergeOfElection { id }: "两份记录都在选举 {id} 的名单上, 应是两人", "both records stand in election {id}, so they are two people";
    MergeDuesDiffer { month }: "两份记录 {month} 的党费核定或减免不同, 未合并", "the two records differ in the dues fixed or waived for {month}; they were not joined";
    MergeDuesDifferHint: "用 member dues list 查看, 把不对的用 member dues remove 删去", "see member dues list, and take out what is wrong with member dues remove";
    MergeOfVote { date }: "{date} 的表决中两份记录都写明书面意见或不计入应到, 应是两人", "both records are named with a vote of {date}, in writing or excused, so they are two people";
    MergeOfVoteHint: "meeting show、activist show 显示姓名; 写错的先更正", "meeting show and activist show tell the names; correct wrong ones first";
    MergeOfElectionHint { id }: "org elect show {id} 显示这次选举; 名单有误的先撤销", "org elect show {id} shows it; take a wrong list back first";
}
