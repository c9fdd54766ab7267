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
}
