//! What may have been meant by a command or an option that is none: another word for it, the same word elsewhere, or a slip.

use clap::{Arg, Command};

use super::chinese::below;
use super::way::{Way, names};
use crate::text::{self, nearest};

/// Words for one and the same verb, and the verbs that do it: the first that stands under a noun is meant there.
const VERBS: &[(&[&str], &[&str])] = &[
    (
        &["add", "new", "create", "insert", "record", "register", "登记", "添加", "新增", "新建", "增加", "录入"],
        &["add", "record", "apply", "call", "init", "set"],
    ),
    (
        &["remove", "delete", "del", "rm", "drop", "删除", "删", "移除", "删掉"],
        &["remove", "void", "withdraw", "end", "dissolve", "close", "cancel", "unset"],
    ),
    (&["set", "edit", "update", "modify", "change", "correct", "fix", "更正", "修改", "编辑", "更改", "改"], &["set"]),
    (&["show", "view", "display", "get", "info", "details", "查看", "显示", "详情", "看"], &["show", "info", "list"]),
    (&["list", "ls", "all", "列表", "列出", "清单", "名单", "全部"], &["list", "log"]),
    (&["find", "search", "lookup", "query", "grep", "查找", "搜索", "查询", "检索", "找", "查"], &["find", "list"]),
    (&["import", "load", "read", "导入", "读入"], &["import"]),
    (&["export", "save", "dump", "导出", "另存"], &["export", "backup"]),
    (&["rename", "改名", "更名"], &["rename"]),
    (&["finish", "stop", "close", "结束", "终止", "注销"], &["end", "close", "withdraw", "dissolve"]),
];

/// Other words for a noun, or for a verb that there is once.
const COMMANDS: &[(&[&str], &str)] = &[
    (&["成员", "人员", "people", "person", "persons", "user"], "member"),
    (&["组织", "支部", "党支部", "党委", "党总支", "党小组", "organization", "organisation", "branch"], "org"),
    (&["company", "企业", "协会", "商会", "所在单位"], "org unit"),
    (&["活动", "三会一课", "主题党日", "党课", "activity", "event"], "meeting"),
    (&["关系", "组织关系", "组织关系转接", "调动"], "transfer"),
    (&["申请人", "入党", "入党申请", "applicant", "development"], "activist"),
    (&["打印", "表格", "文档", "print", "form", "document"], "paper"),
    (&["roster", "花名册", "名册"], "report roster"),
    (&["统计", "stats", "statistics"], "report statistics"),
    (&["coverage", "覆盖率"], "report coverage"),
    (&["due", "到期", "逾期", "提醒", "todo"], "report due"),
    (&["overview", "概览", "dashboard"], "report overview"),
    (&["database", "sql"], "db"),
    (&["redo", "revert", "rollback", "撤回", "重做"], "db undo"),
    (&["history", "历史"], "db log"),
    (&["设置", "选项", "settings", "setup", "preferences"], "config"),
    (&["去世", "退党", "除名", "开除", "delete", "remove"], "member end"),
    (&["预备党员"], "activist admit"),
];

/// Other words for an option; what stands behind a blank is its value.
const OPTIONS: &[(&[&str], &str)] = &[
    (&["organization", "organisation", "branch", "所在支部", "党支部"], "org"),
    (&["out", "file", "outfile", "文件", "保存"], "output"),
    (&["day", "when", "on", "time", "时间"], "date"),
    (&["birthday", "birthdate", "dob", "born", "生日"], "birth"),
    (&["id", "idno", "id-card", "idcard", "identity", "身份证"], "id-no"),
    (&["tel", "telephone", "mobile", "手机号码", "联系电话"], "phone"),
    (&["gender"], "sex"),
    (&["type", "category", "类型", "种类"], "kind"),
    (&["type", "kind", "类别", "类型", "党员类别"], "category"),
    (&["nation", "nationality"], "ethnicity"),
    (&["start", "begin", "since", "起", "开始"], "from"),
    (&["from", "start", "begin", "起", "自", "开始"], "since"),
    (&["end", "until", "till", "止", "到", "结束"], "to"),
    (&["to", "end", "till", "止", "至", "到", "结束"], "until"),
    (&["comment", "note", "说明"], "remark"),
    (&["remark", "comment", "备注"], "note"),
    (&["language"], "lang"),
    (&["database"], "db"),
    (&["silent"], "quiet"),
    (&["force"], "yes"),
    (&["dryrun", "simulate", "preview", "预演", "试运行"], "dry-run"),
    (&["asof", "at", "截止"], "as-of"),
    (&["json"], "format json"),
    (&["csv"], "format csv"),
    (&["xlsx", "excel"], "format xlsx"),
];

/// The commands that may have been meant by a word that is none where it stands, as typed after the name of the program, or, below
/// the same noun, after that.
pub(super) fn verbs(whole: &Command, way: &Way<'_>, typed: &str) -> Vec<String> {
    let folded = &*text::fold(typed);
    let begun = beginning(way.command, folded);
    if !begun.is_empty() {
        return begun;
    }
    if let Some(verb) = by_another_word(way.command, folded) {
        return vec![verb];
    }
    let mut everywhere = everywhere(whole);
    everywhere.retain(|(path, _)| *path != way.path);
    let elsewhere = same_word(&everywhere, folded);
    if !elsewhere.is_empty() {
        return elsewhere;
    }
    let here = way.command.get_subcommands();
    let near = nearest(folded, here.flat_map(|verb| names(verb).map(|name| (name, verb.get_name().to_owned()))));
    if !near.is_empty() {
        return near;
    }
    // A word that is near one of another noun is there by chance, if it is short.
    let is_long = folded.chars().count() >= if folded.is_ascii() { 5 } else { 3 };
    let named = everywhere.iter().flat_map(|(path, verb)| names(verb).map(|name| (name, typed_as(path))));
    if is_long { nearest(folded, named) } else { Vec::new() }
}

/// The topics or commands that may have been meant by a word after `help`.
pub(super) fn topics(whole: &Command, way: &Way<'_>, typed: &str) -> Vec<String> {
    let near = nearest(typed, super::topics::spelt().map(|(name, topic)| (name, topic.to_owned())));
    if near.is_empty() { verbs(whole, way, typed) } else { near }
}

/// The commands below another that begin so, where more than one does.
fn beginning(command: &Command, typed: &str) -> Vec<String> {
    const MOST: usize = 6;
    let begins = |verb: &&Command| names(verb).any(|name| name.starts_with(typed));
    let begun: Vec<String> = command.get_subcommands().filter(begins).map(|verb| verb.get_name().to_owned()).collect();
    if begun.len() > MOST { Vec::new() } else { begun }
}

/// The command that is called otherwise here: `activist add` is `activist apply`. A verb without a noun is one of members.
fn by_another_word(command: &Command, typed: &str) -> Option<String> {
    let is_whole = command.get_name() == "dangwu";
    let other = COMMANDS.iter().find(|(words, _)| is_whole && words.contains(&typed));
    if let Some((_, path)) = other {
        return Some((*path).to_owned());
    }
    let noun = if is_whole { command.find_subcommand("member")? } else { command };
    let mut meant = VERBS.iter().filter(|(words, _)| words.contains(&typed)).flat_map(|(_, verbs)| verbs.iter());
    let verb = meant.find(|verb| noun.find_subcommand(verb).is_some())?;
    Some(if is_whole { format!("member {verb}") } else { (*verb).to_owned() })
}

/// The commands of other nouns that are called so; nothing if that is said of many.
fn same_word(everywhere: &[(String, &Command)], typed: &str) -> Vec<String> {
    const MOST: usize = 3;
    let is_called = |verb: &Command| names(verb).any(|name| name == typed);
    let found = everywhere.iter().filter(|(_, verb)| is_called(verb));
    let found: Vec<String> = found.map(|(path, _)| typed_as(path)).collect();
    if found.len() > MOST { Vec::new() } else { found }
}

/// All commands with their paths.
fn everywhere(whole: &Command) -> Vec<(String, &Command)> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), whole)];
    while let Some((path, command)) = open.pop() {
        for verb in command.get_subcommands() {
            let path = below(&path, verb.get_name());
            found.push((path.clone(), verb));
            open.push((path, verb));
        }
    }
    found.sort_by(|one, other| (one.0.matches('.').count(), &one.0).cmp(&(other.0.matches('.').count(), &other.0)));
    found
}

fn typed_as(path: &str) -> String {
    path.replace('.', " ")
}

/// The options of a command that may have been meant by one that it has not, as typed.
pub(super) fn options(command: &Command, typed: &str) -> Vec<String> {
    let typed = typed.trim_start_matches('-');
    let typed = &*text::fold(typed.split('=').next().unwrap_or_default());
    let has = |long: &str| command.get_arguments().any(|arg| arg.get_long() == Some(long) && !arg.is_hide_set());
    let is_there = |option: &&str| has(option.split(' ').next().unwrap_or_default());
    let others = || {
        let words = |(words, option): &(&'static [&'static str], &'static str)| {
            words.iter().map(|word| (*word, *option)).collect::<Vec<_>>()
        };
        OPTIONS.iter().flat_map(words).filter(|(_, option)| is_there(option))
    };
    if let Some((_, option)) = others().find(|(word, _)| *word == typed) {
        return vec![format!("--{option}")];
    }
    let named = command.get_arguments().filter(|arg| !arg.is_hide_set()).filter_map(|arg| Some((arg, arg.get_long()?)));
    let known = named.flat_map(|(arg, long)| spellings(arg, long).map(move |name| (name, long)));
    nearest(typed, known.chain(others())).into_iter().map(|option| format!("--{option}")).collect()
}

fn spellings<'a>(arg: &'a Arg, long: &'a str) -> impl Iterator<Item = &'a str> {
    std::iter::once(long).chain(arg.get_all_aliases().unwrap_or_default())
}
