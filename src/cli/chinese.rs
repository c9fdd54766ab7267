//! The Chinese names of nouns, verbs and options beside the English ones. A command line that has none pays for none.

use std::ffi::OsString;

use clap::{Arg, Command};

use crate::i18n::words;

/// Whether a command line may hold a Chinese name: of a noun, a verb or an option.
pub(super) fn is_spoken(arguments: &[OsString]) -> bool {
    arguments.iter().filter_map(|argument| argument.to_str()).any(|argument| match argument.strip_prefix("--") {
        Some(option) => !option.is_ascii(),
        None => words::begins_command(argument),
    })
}

/// The command with the Chinese names of all that stands below it.
pub(super) fn named(command: Command, path: &str) -> Command {
    let mut command = command.mut_args(called);
    for verb in command.get_subcommands_mut() {
        let below = below(path, verb.get_name());
        let named = named(std::mem::take(verb), &below);
        *verb = match words::of_command(&below) {
            Some(name) => named.visible_alias(name),
            None => named,
        };
    }
    command
}

/// The command with its English names alone. The completion scripts of most shells repeat all that stands below a command for each of
/// its names, which makes them many times as long; that of bash does not.
pub(super) fn without_names(command: &Command) -> Command {
    let english = Command::new(command.get_name().to_owned()).disable_help_flag(true).disable_version_flag(true);
    let english = english.about(command.get_about().cloned().unwrap_or_default()).disable_help_subcommand(true);
    let english = match command.get_version() {
        Some(version) => english.version(version.to_owned()),
        None => english,
    };
    english.args(command.get_arguments()).subcommands(command.get_subcommands().map(without_names))
}

/// The path of what stands below another.
pub(super) fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn called(arg: Arg) -> Arg {
    let names = arg.get_long().map_or(&[] as &[&str], words::of_option);
    if names.is_empty() { arg } else { arg.aliases(names.iter().copied()) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::help;
    use crate::i18n::Lang;

    fn is_chinese(name: &str) -> bool {
        !name.is_ascii()
    }

    /// Every command with its path.
    fn walk(command: &Command, path: &str, seen: &mut impl FnMut(&Command, &str)) {
        seen(command, path);
        command.get_subcommands().for_each(|verb| walk(verb, &below(path, verb.get_name()), seen));
    }

    #[test]
    fn every_noun_and_verb_has_one_chinese_name_that_no_other_has_beside_it() {
        let mut count = 0;
        walk(&help::command(Lang::Zh), "", &mut |command, path| {
            let mut names = BTreeSet::new();
            for verb in command.get_subcommands() {
                let chinese: Vec<&str> = verb.get_all_aliases().filter(|name| is_chinese(name)).collect();
                assert_eq!(chinese.len(), 1, "{path} {}: {chinese:?}", verb.get_name());
                for name in verb.get_all_aliases().chain([verb.get_name()]) {
                    assert!(names.insert(name.to_owned()), "{path}: {name}");
                }
                count += 1;
            }
        });
        assert!(count > 400, "{count}");
    }

    #[test]
    fn no_option_has_the_name_of_another_of_its_verb() {
        let mut count = 0;
        walk(&help::command(Lang::Zh), "", &mut |command, path| {
            let mut names = BTreeSet::new();
            for arg in command.get_arguments() {
                let own = arg.get_long().map(str::to_owned);
                let others = arg.get_all_aliases().unwrap_or_default();
                count += others.iter().filter(|name| is_chinese(name)).count();
                for name in own.into_iter().chain(others.into_iter().map(str::to_owned)) {
                    assert!(names.insert(name.clone()), "{path} --{name}");
                }
            }
        });
        assert!(count > 4000, "{count}");
    }

    #[test]
    fn every_name_of_the_tables_is_that_of_a_command_or_an_option() {
        let (mut paths, mut longs) = (BTreeSet::new(), BTreeSet::new());
        walk(&help::command(Lang::Zh), "", &mut |command, path| {
            paths.insert(path.to_owned());
            longs.extend(command.get_arguments().filter_map(Arg::get_long).map(str::to_owned));
        });
        assert!(
            words::paths().all(|path| paths.contains(path)),
            "{:?}",
            words::paths().find(|path| !paths.contains(*path))
        );
        assert!(
            words::options().all(|long| longs.contains(long)),
            "{:?}",
            words::options().find(|long| !longs.contains(*long))
        );
    }
}
