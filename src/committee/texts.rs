//! What `committee` says, a line each, in both languages.

use crate::i18n::sentences;
pub(crate) use crate::member::texts::*;

sentences! {
    pub(crate) enum CommitteeSays;

    PostAdded { name, org, post, from }: "{name} 自 {from} 起任 {org} {post}", "{name} is {post} of {org} from {from}";
    PostEnded { name, org, post, date }: "{name} 自 {date} 起不再任 {org} {post}", "{name} is {post} of {org} no more from {date}";
    PostSet { name, org, post }: "已更正 {name} 的任职: {org} {post}", "corrected the post of {name}: {post} of {org}";
    PostOfGone { name, how, on }: "{name} 已于 {on} 离开名册({how}), 不能任职", "{name} left the rolls on {on} ({how}) and holds no post";
    PostOfGoneHint: "member show --history 显示经历; 日期有误的先更正", "member show --history tells what became of the person; put a wrong day right first";
    PostOfStranger { name, no, stands, org }: "{name} 当日不在“{org}”及其上下级的名册上(编号 {no}, {stands}); 选派、兼任的请写 --how", "{name} is on no roll of “{org}” or of one above or below it that day (no. {no}, {stands}); of somebody sent or holding it beside another office, tell --how";
    StoodWith { org }: "当日在“{org}”", "on the roll of “{org}” then";
    StoodNowhere: "当日不在任何名册上", "on no roll then";
    PostOfSuspended { name, since }: "{name} 任职期间停止党籍(自 {since}); 已免职的用 org post end 登记", "{name} is suspended during the post (since {since}); if it ended, record that with org post end";
    PostEndedWithRoll { name, how, on, post }: "{name} 已于 {on} 离开名册({how}), 所任职务记为随之终止: {post}", "{name} left the rolls on {on} ({how}), and the post is recorded as ended with it: {post}";
    PostEndedWithOrg { org, post, on }: "“{org}”已于 {on} 撤销, 所任{post}记为随之终止", "“{org}” was dissolved on {on}, and the post of {post} is recorded as ended with it";
    PostHeld { org, post, name, since }: "“{org}”的{post}那时已是 {name}(自 {since})", "“{org}” has {name} as {post} at that time (since {since})";
    PostHeldHint: "请先用 org post end 登记卸任; 日期有误用 org post set 更正", "end that with org post end first; org post set mends a wrong day";
    PostsSeveral { name, org, posts }: "{name} 在“{org}”任几个职务: {posts}", "{name} holds several posts of “{org}”: {posts}";
    PostsSeveralHint: "请写明哪个职务", "name the post";
    NoPost { name, org }: "{name} 没有在“{org}”任该职", "{name} holds no such post of “{org}”";
    NoPostHint: "org post list --all 列出任职", "org post list --all tells who holds which";
    PostEndedAlready { name, post, until }: "{name} 的{post}已于 {until} 卸任", "{name} ceased to be {post} on {until}";
    TermYearsBad { years }: "任期 {years} 年", "a term of {years} years";
    TermYearsBadHint: "任期写作 1 至 50 的整年数, 如 3", "write a whole number of years from 1 to 50, such as 3";
    TermOfNothing: "届次、职数须从 1 起", "terms and seats are counted from 1";
    TermOtherThanNorm { years }: "任期 {years} 年, 与规定不符", "a term of {years} years is not that of the norm";
    ConsentHalf: "延期或提前须写明改至何日(--extended-to)和批复日期(--consented), 二者缺一不可", "a consent has the day it puts the election to (--extended-to) and its own (--consented)";
    ConsentHalfHint: "文号、原因可另写 --consent-no、--consent-reason", "its number and reason are told with --consent-no and --consent-reason";
    ConsentBeforeTerm { to, since }: "改至 {to}, 不晚于本届开始的 {since}", "it is put to {to}, not after the term begins on {since}";
    ConsentTooFar { to, ends }: "本届 {ends} 届满, 改至 {to}, 相差过久", "the term runs out on {ends}; {to} is too far from that";
    ElectionVeryLate { org, ends, date }: "“{org}”上届 {ends} 届满, {date} 换届已超过期限", "the term of “{org}” ran out on {ends}; an election on {date} is later than can be consented to";
    ElectionLate { org, ends, date }: "“{org}”上届任期至 {ends}, {date} 才换届, 没有延期批复", "the term of “{org}” ran until {ends}; nobody consented to an election as late as {date}";
    ElectionVeryEarly { org, ends, date }: "“{org}”上届 {ends} 届满, {date} 换届提前超过期限", "the term of “{org}” runs out on {ends}; an election on {date} is earlier than can be consented to";
    ElectionEarly { org, ends, date }: "“{org}”上届 {ends} 届满, {date} 提前换届, 没有批复", "the term of “{org}” runs out on {ends}; nobody consented to an election as early as {date}";
    ElectionBeforeLast { org, last, on }: "“{org}”在 {last} 已选举过, {on} 不在其后", "the last election of “{org}” was on {last}; {on} is not after that";
    ElectionBeforeLastHint: "补登以前的届期用 org term add、org post add; 记错的用 db undo 撤销", "earlier terms are recorded with org term add and org post add; a slip is taken back with db undo";
    ElectionBeforePost { org, name, post, since, on }: "{name} 自 {since} 起任“{org}”{post}, 晚于选举日 {on}", "{name} became {post} of “{org}” on {since}, after the election on {on}";
    ElectionBeforePostHint: "请核对日期; 补登以前的届期用 org term add、org post add", "check the day; earlier terms are recorded with org term add and org post add";
    ElectedOffRoll { name, on }: "{name} {on} 不在任何名册上, 不能当选", "{name} was on no roll on {on} and cannot be elected";
    ElectedOffRollHint: "上级派来的用 org post add 登记, --how 写选派", "whoever is sent from elsewhere is recorded with org post add, and --how tells so";
    ElectedOnProbation { name, on }: "{name} {on} 是预备党员, 没有被选举权", "{name} was on probation on {on} and cannot be elected";
    ElectedSuspended { name, on }: "{name} {on} 停止党籍, 没有被选举权", "{name} was suspended on {on} and cannot be elected";
    ElectedDisciplined { name, on }: "{name} {on} 在留党察看期间, 没有被选举权", "{name} was on probation within the Party on {on} and cannot be elected";
    ElectedWithoutRights { name, on }: "{name} {on} 被中止党员权利, 没有被选举权", "the rights of {name} were suspended on {on}: nobody to be elected";
    ElectedUnknown { name, no, on }: "{name}(编号 {no}) {on} 类别不详, 无法核对是不是正式党员", "nobody knows whether {name} (no. {no}) was a full member on {on}";
    ElectedTwice { name, post }: "{name} 的{post}写了两次", "{name} is named twice as {post}";
    SecretariesSeveral: "书记只能有一人", "there is one secretary";
    ElectedNoSecretary { org }: "“{org}”的名单里没有书记", "nobody is elected secretary of “{org}”";
    CommitteeSmall { org, size, full }: "“{org}”有正式党员 {full} 人, 只选出 {size} 人", "“{org}” has {full} full members and elected {size}";
    CommitteeLarge { org, size }: "“{org}”选出 {size} 人", "“{org}” elected {size}";
    WinnerUnread { typed }: "“{typed}”须写作 人:职务, 如 张三:书记", "“{typed}” is to be written PERSON:POST, such as “张三:书记”";
    CommitteeElected { org, on, number, winners, years, ends, ended }: "{org} 于 {on} 选举产生{number}: {winners}; 任期 {years} 年, {ends} 届满; 原任 {ended} 项职务终止", "{org} elected {number} on {on}: {winners}; for {years} years, until {ends}; {ended} posts held before ended";
    CommitteeNth { number }: "第 {number} 届委员会", "its committee of term {number}";
    CommitteeNew: "新一届委员会", "its new committee";
    WinnerNamed { name, post }: "{name} {post}", "{name} {post}";
}
