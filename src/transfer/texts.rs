//! What `transfer` says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::member::texts::*;

sentences! {
    pub(crate) enum TransferSays;

    TransfersTitle: "组织关系转接", "Transfers";
    LetterIssued { number, letter_no, name, to, days }: "已开出介绍信 {letter_no}: {name} 转往 {to}, 有效期 {days} 天 (转接 {number})", "issued letter {letter_no}: {name} to {to}, good for {days} days (transfer {number})";
    TransferDone { name, from, to, date }: "{name} 于 {date} 由 {from} 转到 {to}", "{name} went from {from} to {to} on {date}";
    CameIn { no, name, org, date }: "{name}(编号 {no})于 {date} 转入 {org}", "{name} (number {no}) came into {org} on {date}";
    CameBack { no, name, org, date }: "{name}(编号 {no}, 曾在册)于 {date} 转入 {org}", "{name} (number {no}, here before) came into {org} on {date}";
    MovedTo { count, org, date }: "{count} 人于 {date} 转到 {org}", "{count} moved to {org} on {date}";
    TransferSet { number, name }: "已更正转接 {number} ({name})", "corrected transfer {number} ({name})";
    TransferCancelledNow { transfer }: "已撤销{transfer}", "cancelled {transfer}";
    TransferByLetter { number, name, direction, letter_no, issued }: "转接 {number} ({name}, {direction}, 介绍信 {letter_no}, {issued})", "transfer {number} ({name}, {direction}, letter {letter_no}, {issued})";
    TransferPlain { number, name, direction, issued }: "转接 {number} ({name}, {direction}, {issued})", "transfer {number} ({name}, {direction}, {issued})";
    TransferUnknown { typed }: "没有转接“{typed}”", "there is no transfer “{typed}”";
    TransferUnknownHint: "请写转接编号或介绍信编号; transfer list 列出全部", "give its number or that of its letter; transfer list shows them all";
    TransferOpen { transfer }: "还有未收到回执的{transfer}", "{transfer} is still open";
    TransferOpenHint: "收到回执用 transfer receipt, 不转了用 transfer cancel", "book its receipt with transfer receipt, or end it with transfer cancel";
    TransferCancelled { transfer, on }: "{transfer}已于 {on} 撤销", "{transfer} was cancelled on {on}";
    TransferReceived { transfer, on }: "{transfer}已于 {on} 收到回执", "{transfer} was received on {on}";
    TransferCancelledHint: "仍要转出的, 用 transfer out 另开介绍信", "if the member goes after all, issue another letter with transfer out";
    LetterDateHint: "介绍信日期有误时用 transfer set --date 更正", "if the date of the letter is wrong, mend it with transfer set --date";
    TakenAsElsewhere { typed, org }: "“{typed}”按外单位登记; 若指库中的“{org}”, 请写其代码或全名", "“{typed}” is taken for an org elsewhere; if “{org}” on record is meant, give its code or whole name";
    TransferReceivedHint: "日期有误时用 transfer set --received 更正", "if the day is wrong, mend it with transfer set --received";
    TransferToItself { org }: "“{org}”就是现在所在的党组织", "“{org}” is the org the person is in";
    SideEmpty: "请写明转出或转入单位", "name where the transfer comes from or goes to";
    LetterUsed { letter_no, transfer }: "介绍信编号 {letter_no} 已用于{transfer}", "letter number {letter_no} was used for {transfer}";
    LetterUsedHint: "不写 --letter 则自动编号, 永不重复", "without --letter the next number of the year is given, never one twice";
    LetterNeeded: "介绍信编号不能为空", "a letter has a number";
    LetterTooLong { days }: "有效期 {days} 天", "good for {days} days";
    NoCommitteeAbove { org }: "“{org}”之上没有登记基层党委", "no committee is on record above “{org}”";
    LostAndTransferred { name, since }: "{name} 自 {since} 失去联系", "{name} is out of touch since {since}";
    ReceiptBeforeLetter { transfer, date }: "回执日期 {date} 早于介绍信: {transfer}", "the receipt, {date}, is before the letter: {transfer}";
    RowBeforeLetter { issued }: "早于介绍信日期 {issued}", "is before the letter, {issued}";
    CancelBeforeLetter { transfer, date }: "撤销日期 {date} 早于{transfer}", "{date} is before what it would cancel: {transfer}";
    ReceivedLate { date, expires }: "回执日期 {date} 在介绍信过期({expires})之后", "the receipt, {date}, is later than the letter was good for ({expires})";
    WentOnSince { transfer, org, on, how }: "{transfer}之后, 已于 {on} 离开“{org}”({how})", "{transfer} went on since: “{org}” was left on {on} ({how})";
    StateStandsOn { transfer, state, since }: "{transfer}之后已登记{state}(自 {since})", "{transfer} went on since: {state} from {since}";
    TransferOffRoll { transfer }: "名册与{transfer}不符; 请用 db check 检查", "the roll disagrees with {transfer}; db check tells more";
    NoReceiptToMend { transfer }: "没有可更正的回执: {transfer}", "there is no receipt to be mended: {transfer}";
    NoReceiptToMendHint: "收到回执用 transfer receipt", "book it with transfer receipt";
    UseDate: "不开介绍信的转接用 --date 更正日期", "without a letter, --date mends the day";
    NoLetter { transfer }: "没有本方的介绍信: {transfer}", "there is no letter of ours: {transfer}";
    NoLetterHint: "介绍信由 transfer out 开具", "letters are issued by transfer out";
    FromIsOfRoll { transfer }: "转出党组织由名册决定, 不能更正: {transfer}", "where it comes from follows from the roll: {transfer}";
    FromIsOfRollHint: "所在党组织错录时用 member set --org 更正", "if the org was recorded wrongly, mend it with member set --org";
    OtherDirection { transfer, direction }: "已收到回执的{transfer}不能更正为{direction}", "{transfer}, received, cannot become {direction}";
    OtherDirectionHint: "请用 transfer cancel 撤销后重新登记", "cancel it with transfer cancel and book it anew";
    RollEmpty { org }: "“{org}”名册上没有人", "nobody is on the roll of “{org}”";
    OnRollSince { name, org, since }: "{name} 自 {since} 已在“{org}”在册", "{name} is on the roll of “{org}” since {since}";
    OnRollSinceHint: "系统内转接用 transfer move; 确是另一人时加 --new", "within the tree use transfer move; if it is somebody else, add --new";
    LeftOnlyLater { name, org, on, how, date }: "{name} 于 {on} 才离开“{org}”({how}), 晚于 {date}", "{name} left “{org}” only on {on} ({how}), after {date}";
    TransferThere { number }: "已登记为转接 {number}", "is booked already, as transfer {number}";
    UseTransferSet { number }: "与已登记的转接 {number} 不符; 更正请用 transfer set {number}", "differs from transfer {number}; to correct that one, use transfer set {number}";
    ReceiptWithoutDate: "已收到回执的须写回执日期", "a receipt needs its day";
    LeavesSoon { name, joined, date }: "{name} {joined} 才被接收为预备党员, {date} 即转出", "{name} was admitted only on {joined} and leaves on {date}";
}
