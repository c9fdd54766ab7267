//! A name that several answer to: a person at a terminal chooses who is meant, and the command line is run again with that one in the
//! place of the name. The command was refused as a whole by then, so that nothing is locked while somebody thinks.

use std::ffi::OsString;

use clap::Command;

use super::help;
use super::way::Way;
use crate::cli::texts;
use crate::ctx::{Answer, Ctx};
use crate::error::{Candidate, Error};
use crate::i18n::say;

/// How the names of what an option takes begin that is looked up by name.
const NAMING: [&str; 7] = ["PERSON", "ORG", "UNIT", "BY", "NAME|ORG", "P,", "P["];

/// The command line with whom a person chose, if the error is that several answer to a name, and somebody was there to choose.
pub(super) fn chosen(ctx: &Ctx, arguments: &[OsString], error: &Error) -> Option<Vec<OsString>> {
    let (unclear, candidates) = error.unclear().filter(|(_, candidates)| !candidates.is_empty())?;
    let mut whole = help::bare();
    whole.build();
    let command = Way::of(&whole, arguments).command;
    // Where the name does not stand in the command line, there is nothing to put another in the place of.
    let with = |name: &str| replaced(arguments, command, &unclear.typed, name);
    with(name_of(&candidates[0]))?;
    if !ctx.can_prompt() {
        return None;
    }
    let mut choices: Vec<String> = candidates.iter().map(shown).collect();
    if unclear.may_be_new {
        choices.push(say!(NoneOfThem).say(ctx.lang));
    }
    let Answer::Given(at) = ctx.picks(&say!(WhoIsMeant { typed: &unclear.typed }), choices) else { return None };
    match candidates.get(at) {
        Some(candidate) => with(name_of(candidate)),
        None => Some(arguments.iter().cloned().chain(["--new".into()]).collect()),
    }
}

/// What one is surely known by: a number or a code, else the name.
fn name_of(candidate: &Candidate) -> &str {
    candidate.iter().map(|(_, value)| value.as_str()).find(|value| !value.is_empty()).unwrap_or_default()
}

/// One of them in a line.
fn shown(candidate: &Candidate) -> String {
    let known: Vec<&str> = candidate.iter().map(|(_, value)| value.as_str()).filter(|v| !v.is_empty()).collect();
    crate::text::one_line(&known.join("  "))
}

/// The arguments with another name where this one first stands by itself or in a list, in a place for names; nothing, if it stands
/// nowhere. Where it stands again somebody else may be meant (`member merge 张三 张三`): that is asked in its turn.
fn replaced(arguments: &[OsString], command: &Command, typed: &str, name: &str) -> Option<Vec<OsString>> {
    let mut found = false;
    let mut put = |value: &str| match in_list(value, typed, name).filter(|_| !found) {
        Some(value) => {
            found = true;
            value
        }
        None => value.to_owned(),
    };
    // What the option before takes, if it still waits for it: whether that is a name.
    let mut awaited: Option<bool> = None;
    let mut all = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let Some(text) = argument.to_str() else {
            awaited = None;
            all.push(argument.clone());
            continue;
        };
        if let Some(is_name) = awaited.take() {
            all.push(if is_name { put(text).into() } else { argument.clone() });
        } else if text.len() > 1 && text.starts_with('-') {
            let (option, value) = text.split_once('=').map_or((text, None), |(option, value)| (option, Some(value)));
            let arg = option_of(command, option);
            let takes = arg.filter(|arg| arg.get_action().takes_values());
            match value {
                Some(value) if takes.is_some_and(is_naming) => all.push(format!("{option}={}", put(value)).into()),
                _ => all.push(argument.clone()),
            }
            awaited = takes.filter(|_| value.is_none()).map(is_naming);
        } else {
            all.push(put(text).into());
        }
    }
    found.then_some(all)
}

/// The option that is typed so, by any of its names.
fn option_of<'c>(command: &'c Command, typed: &str) -> Option<&'c clap::Arg> {
    let long = typed.strip_prefix("--");
    command.get_arguments().find(|arg| match long {
        Some(long) => arg.get_long() == Some(long) || arg.get_all_aliases().is_some_and(|names| names.contains(&long)),
        None => arg.get_short().is_some_and(|short| typed == format!("-{short}")),
    })
}

fn is_naming(arg: &clap::Arg) -> bool {
    let name = arg.get_value_names().and_then(|names| names.first());
    name.is_some_and(|name| NAMING.iter().any(|begin| name.starts_with(begin)))
}

/// A list with another name where this one is an item, perhaps with something behind a colon.
fn in_list(list: &str, typed: &str, name: &str) -> Option<String> {
    if list.trim() == typed {
        return Some(name.to_owned());
    }
    let is_part = |c: char| matches!(c, ',' | '，' | '、');
    let mut found = false;
    let mut put = |item: &str| {
        let who = item.split([':', '：']).next().unwrap_or(item);
        match who.trim() == typed && !found {
            true => {
                found = true;
                item.replacen(typed, name, 1)
            }
            false => item.to_owned(),
        }
    };
    let put: String = list
        .split_inclusive(is_part)
        .map(|item| {
            let parting = item.chars().next_back().filter(|c| is_part(*c));
            put(item.trim_end_matches(is_part)) + &parting.map(String::from).unwrap_or_default()
        })
        .collect();
    found.then_some(put)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(line: &str) -> Option<String> {
        let arguments: Vec<OsString> = ["dangwu"].into_iter().chain(line.split(' ')).map(Into::into).collect();
        let mut whole = help::bare();
        whole.build();
        let replaced = replaced(&arguments, Way::of(&whole, &arguments).command, "张三", "7")?;
        Some(replaced[1..].iter().map(|word| word.to_str().unwrap()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_name_is_replaced_where_names_stand_and_nowhere_else() {
        for (line, with) in [
            ("member show 张三", "member show 7"),
            ("member set 张三 --remark 张三", "member set 7 --remark 张三"),
            ("meeting attend 1 --attend 李四,张三、王五", "meeting attend 1 --attend 李四,7、王五"),
            ("meeting attend 1 --leave=张三:病假", "meeting attend 1 --leave=7:病假"),
            ("org post elect FJ --term 3 张三:书记", "org post elect FJ --term 3 7:书记"),
            ("activist talk 李四 --by 张三", "activist talk 李四 --by 7"),
            ("member merge 张三 张三", "member merge 7 张三"),
            ("--as-of 2011-01-01 member show 张三", "--as-of 2011-01-01 member show 7"),
        ] {
            assert_eq!(run(line).as_deref(), Some(with), "{line}");
        }
        for line in ["member show 张三丰", "member set 李四 --name 张三", "member add 李四 --remark=张三"] {
            assert_eq!(run(line), None, "{line}");
        }
    }
}
