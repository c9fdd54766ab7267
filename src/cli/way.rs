//! The way of a command line down the commands: which of them it comes to, and the word that leads no further.

use std::ffi::OsString;

use clap::{ArgAction, Command};

use super::chinese;

/// How far a command line leads.
#[derive(Debug)]
pub(super) struct Way<'c> {
    /// The command it comes to.
    pub(super) command: &'c Command,
    /// Its path: `member.flow`; empty for the program itself.
    pub(super) path: String,
    /// The first word behind it.
    pub(super) next: Option<String>,
}

impl<'c> Way<'c> {
    /// Goes as far as the words of a command line are names of commands, or beginnings that only one has. `whole` is built, so that
    /// every command knows the options of all.
    pub(super) fn of(whole: &'c Command, arguments: &[OsString]) -> Self {
        let mut way = Self { command: whole, path: String::new(), next: None };
        let mut is_value = false;
        for argument in arguments.iter().skip(1) {
            let argument = argument.to_string_lossy();
            if std::mem::take(&mut is_value) {
                continue;
            }
            if argument.len() > 1 && argument.starts_with('-') {
                is_value = takes_next(way.command, &argument);
                continue;
            }
            let Some(below) = below(way.command, &argument) else {
                way.next = Some(argument.into_owned());
                break;
            };
            way = Self { command: below, path: chinese::below(&way.path, below.get_name()), next: None };
        }
        way
    }
}

/// The words of a command line with the names of commands spelled out that only their beginnings are typed of, the last word as it is.
pub(super) fn spelled_out(whole: &Command, arguments: &mut [OsString]) {
    let (mut command, mut is_value) = (whole, false);
    let Some((_, words)) = arguments.split_last_mut() else { return };
    for argument in words.iter_mut().skip(1) {
        let typed = argument.to_string_lossy().into_owned();
        if std::mem::take(&mut is_value) {
            continue;
        }
        if typed.len() > 1 && typed.starts_with('-') {
            is_value = takes_next(command, &typed);
            continue;
        }
        let Some(below) = below(command, &typed) else { return };
        *argument = below.get_name().into();
        command = below;
    }
}

/// The command below another that a word names, in either language, whole or by a beginning that no other has.
fn below<'c>(command: &'c Command, word: &str) -> Option<&'c Command> {
    let begins = |verb: &&Command| names(verb).any(|name| name.starts_with(word));
    let mut near = command.get_subcommands().filter(begins);
    match (command.find_subcommand(word), near.next(), near.next()) {
        (Some(verb), ..) | (None, Some(verb), None) => Some(verb),
        _ => None,
    }
}

/// All names of a command.
pub(super) fn names(command: &Command) -> impl Iterator<Item = &str> {
    std::iter::once(command.get_name()).chain(command.get_all_aliases())
}

/// Whether an option waits for a value that stands behind it.
fn takes_next(command: &Command, option: &str) -> bool {
    let of_long = |long: &str| {
        let is_called = |arg: &&clap::Arg| {
            arg.get_long() == Some(long) || arg.get_all_aliases().is_some_and(|names| names.contains(&long))
        };
        command.get_arguments().find(is_called)
    };
    let found = match option.strip_prefix("--") {
        Some(long) => of_long(long),
        None => {
            let mut letters = option.chars().skip(1);
            let letter = letters.next().filter(|_| letters.next().is_none());
            command.get_arguments().find(|arg| letter.is_some() && arg.get_short() == letter)
        }
    };
    let is_valued = |arg: &&clap::Arg| matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    found.filter(is_valued).is_some_and(|arg| !arg.is_require_equals_set())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;
    use crate::i18n::Lang;

    fn way(line: &str) -> (String, Option<String>) {
        let whole = help::command(Lang::Zh);
        let arguments: Vec<OsString> = std::iter::once("dangwu").chain(line.split(' ')).map(Into::into).collect();
        let way = Way::of(&whole, &arguments);
        (way.path, way.next)
    }

    #[test]
    fn a_way_leads_as_far_as_there_are_commands() {
        for (line, path, next) in [
            ("member list", "member.list", None),
            ("--db member org li -n", "org.list", None),
            ("-o member.csv member --format csv show 张三", "member.show", Some("张三")),
            ("党员 流动 外出 张三", "member.flow.out", Some("张三")),
            ("member --output=x lst", "member", Some("lst")),
            ("org s", "org", Some("s")),
            ("org 活动阵地 登记 --备注 列表 FJ", "org.venue.add", Some("FJ")),
            ("nothing member", "", Some("nothing")),
        ] {
            assert_eq!(way(line), (path.to_owned(), next.map(str::to_owned)), "{line}");
        }
    }
}
