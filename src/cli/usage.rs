//! Errors of the command line itself, in the user's language: clap finds them, we say them.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::ffi::{OsStr, OsString};

use clap::error::{ContextKind as C, ContextValue, ErrorKind as K};

use super::page::{self, Reader};
use super::way::Way;
use super::{Ending, help, nearest};
use crate::cli::texts;
use crate::code::UnknownCode;
use crate::ctx::{Surroundings, columns};
use crate::date::{BadDate, is_days_back};
use crate::error::{BadValue, Error};
use crate::i18n::{Text, say, words as chinese};
use crate::report;

/// Turns an ending of clap's parser into ours: help and version are no errors, nor is a noun alone, unless a script wants an answer.
pub(super) fn explain(error: &clap::Error, arguments: &[OsString], asked: &Surroundings) -> Ending {
    match error.kind() {
        // The same in every language.
        K::DisplayVersion => Ending::Help(error.to_string()),
        K::DisplayHelp => Ending::Help(page(arguments, asked)),
        K::MissingSubcommand | K::DisplayHelpOnMissingArgumentOrSubcommand if !asked.wants_json() => {
            Ending::Help(page(arguments, asked))
        }
        K::MissingRequiredArgument if !asked.wants_json() && is_reports_alone(arguments) => {
            Ending::Help(page(arguments, asked))
        }
        _ => Ending::Failed(fault(error, arguments)),
    }
}

/// Whether a command line names no report behind `report`: the one noun whose verbs are words to the parser.
fn is_reports_alone(arguments: &[OsString]) -> bool {
    let mut whole = help::bare();
    whole.build();
    let way = Way::of(&whole, arguments);
    way.path == "report" && way.next.is_none()
}

/// The help of the command that a command line comes to.
pub(super) fn page(arguments: &[OsString], asked: &Surroundings) -> String {
    let lang = asked.lang();
    let words: Vec<&str> = words(arguments).collect();
    let whole = help::of_words(lang, &words);
    let way = Way::of(&whole, arguments);
    let report = way.next.as_deref().filter(|_| way.path == "report");
    let report = report.and_then(|word| report::help::of_report(word, lang, asked.report_folder()));
    page::of(way.command, &way.path, report.as_ref(), Reader { lang, columns: columns() })
}

/// Whether what ends the parser was asked for, and is no error.
pub(super) fn is_asked_for(error: &clap::Error) -> bool {
    matches!(error.kind(), K::DisplayHelp | K::DisplayVersion)
}

/// Whether one of the words may be the name of the command of that path in either language, or the beginning of it.
pub(super) fn is_named(path: &str, words: &[&str]) -> bool {
    let name = path.rsplit('.').next().unwrap_or_default();
    let begins = |word: &&str| match word.is_ascii() {
        true => name.starts_with(*word),
        false => chinese::of_command(path).is_some_and(|name| name.starts_with(*word)),
    };
    words.iter().any(begins)
}

/// What a command line says beside options.
pub(super) fn words(arguments: &[OsString]) -> impl Iterator<Item = &str> {
    arguments.iter().skip(1).filter_map(|arg| arg.to_str()).filter(|arg| !arg.starts_with('-'))
}

/// Refuses a long option with one hyphen: `-org` would be read as `-o rg`, and write a file of that name. After `--sort` a
/// hyphen sorts downwards.
pub(super) fn refuse_joined(arguments: &[OsString]) -> Result<(), Error> {
    let is_joined = |arg: &str| {
        let name = arg.strip_prefix('-').filter(|name| !name.starts_with('-'));
        name.is_some_and(|name| name.len() > 1 && name.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let texts: Vec<&str> = arguments.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--").collect();
    let sorts = |at: usize| at > 0 && texts[at - 1] == "--sort";
    let joined: Vec<&str> =
        texts.iter().enumerate().filter(|(at, arg)| !sorts(*at) && is_joined(arg)).map(|(_, arg)| *arg).collect();
    if joined.is_empty() {
        return Ok(());
    }
    let mut known = BTreeSet::new();
    long_options(&help::bare(), &mut known);
    let long =
        |arg: &str| arg[1..].split('=').next().filter(|name| known.contains(*name)).map(|name| format!("--{name}"));
    match joined.into_iter().find_map(|typed| Some((typed, long(typed)?))) {
        Some((typed, long)) => Err(Error::usage(say!(ShortOptionJoined { typed, long }))),
        None => Ok(()),
    }
}

/// The arguments with a day so long ago (`--date -3d`) joined to its option: by itself it would be read as an option.
pub(super) fn with_days_joined(arguments: &[OsString]) -> Vec<OsString> {
    let mut joined: Vec<OsString> = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let is_day = argument.to_str().is_some_and(is_days_back);
        match joined.last_mut().filter(|before| is_day && takes_next(before)) {
            Some(option) => {
                option.push("=");
                option.push(argument);
            }
            None => joined.push(argument.clone()),
        }
    }
    joined
}

/// Whether an argument is a long option that waits for its value.
fn takes_next(argument: &OsStr) -> bool {
    argument.to_str().is_some_and(|option| option.len() > 2 && option.starts_with("--") && !option.contains('='))
}

fn long_options(command: &clap::Command, known: &mut BTreeSet<String>) {
    known.extend(command.get_arguments().filter_map(clap::Arg::get_long).map(str::to_owned));
    command.get_subcommands().for_each(|verb| long_options(verb, known));
}

fn context(error: &clap::Error, kind: C) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// What may have been meant by a command or an option that is none: nothing, of any other fault.
fn meant(error: &clap::Error, arguments: &[OsString]) -> Vec<String> {
    let kind = error.kind();
    if !matches!(kind, K::InvalidSubcommand | K::UnknownArgument) {
        return Vec::new();
    }
    let mut whole = help::bare();
    whole.build();
    let way = Way::of(&whole, arguments);
    match kind {
        K::InvalidSubcommand => nearest::verbs(&whole, &way, &context(error, C::InvalidSubcommand)),
        _ => nearest::options(way.command, &context(error, C::InvalidArg)),
    }
}

fn fault(error: &clap::Error, arguments: &[OsString]) -> Error {
    let arg = context(error, C::InvalidArg);
    let value = context(error, C::InvalidValue);
    if let Some(source) = error.source() {
        if let Some(unknown) = source.downcast_ref::<UnknownCode>() {
            return Error::from(unknown.clone()).of_option(&arg);
        }
        if let Some(bad) = source.downcast_ref::<BadDate>() {
            return Error::from(bad.clone()).of_option(&arg);
        }
        if let Some(bad) = source.downcast_ref::<BadValue>() {
            return Error::from(bad.clone()).of_option(&arg);
        }
    }
    let fault = match error.kind() {
        K::InvalidSubcommand => Error::usage(say!(VerbUnknown { verb: context(error, C::InvalidSubcommand) })),
        K::UnknownArgument if !arg.starts_with('-') => {
            return Error::usage(say!(WordIdle { word: arg })).hint(say!(WordIdleHint));
        }
        K::UnknownArgument => Error::usage(say!(OptionUnknown { option: arg })),
        K::MissingRequiredArgument => Error::usage(say!(OptionMissing { option: arg })),
        K::InvalidValue if value.is_empty() => Error::usage(say!(ValueMissing { option: arg })),
        K::InvalidValue | K::ValueValidation => Error::usage(say!(ValueInvalid { option: arg, value })),
        K::ArgumentConflict => Error::usage(say!(OptionConflict { option: arg, other: context(error, C::PriorArg) })),
        K::TooManyValues | K::WrongNumberOfValues | K::TooFewValues => Error::usage(say!(ValueCount { option: arg })),
        K::MissingSubcommand | K::DisplayHelpOnMissingArgumentOrSubcommand => Error::usage(say!(VerbMissing)),
        K::InvalidUtf8 => Error::usage(say!(NotUtf8)),
        _ => Error::usage(say!(CommandLineWrong)),
    };
    if let Some(allowed) = error.source().and_then(|source| numbers_allowed(&source.to_string())) {
        return fault.hint(allowed);
    }
    let suggested = context(error, C::SuggestedValue);
    let suggested = if suggested.is_empty() { meant(error, arguments) } else { vec![suggested] };
    match context(error, C::ValidValue) {
        _ if !suggested.is_empty() => fault.hint(say!(DidYouMean { suggested })),
        known if !known.is_empty() => fault.hint(say!(ValuesKnown { known })),
        _ => fault.hint(say!(SeeHelp)),
    }
}

/// Which numbers an option takes, by what the parser says of one that it does not take.
fn numbers_allowed(said: &str) -> Option<Text> {
    if let Some((_, range)) = said.rsplit_once(" is not in ") {
        let (from, to) = range.split_once("..=")?;
        let is_open = [u32::MAX.to_string(), i64::MAX.to_string(), u64::MAX.to_string()].iter().any(|most| most == to);
        return Some(if is_open { say!(NumberFrom { from }) } else { say!(NumberWithin { from, to }) });
    }
    match said {
        "invalid float literal" => Some(say!(NumberPlain)),
        "invalid digit found in string" => Some(say!(NumberWhole)),
        _ if said.starts_with("number too ") => Some(say!(NumberWhole)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::any::TypeId;

    use super::*;
    use crate::i18n::Lang;

    /// The ways to all verbs, and the options of each that take a number.
    fn numbers(command: &clap::Command, way: &[String], found: &mut Vec<(Vec<String>, String)>) {
        let types = [TypeId::of::<u32>(), TypeId::of::<i64>(), TypeId::of::<usize>(), TypeId::of::<f64>()];
        let is_number = |arg: &&clap::Arg| types.iter().any(|kind| arg.get_value_parser().type_id() == *kind);
        let taking = command.get_arguments().filter(is_number);
        found.extend(taking.filter_map(clap::Arg::get_long).map(|long| (way.to_vec(), format!("--{long}"))));
        for verb in command.get_subcommands() {
            numbers(verb, &[way, &[verb.get_name().to_owned()]].concat(), found);
        }
    }

    #[test]
    fn every_option_that_takes_a_number_says_which() {
        let mut found = Vec::new();
        numbers(&help::bare(), &["dangwu".to_owned()], &mut found);
        assert!(found.len() > 20, "{found:?}");
        for (way, option) in found {
            let line = way.iter().cloned().chain([format!("{option}=x")]);
            let error = help::bare().try_get_matches_from(line).unwrap_err();
            let said = fault(&error, &[]).lines(Lang::Zh);
            assert!(said.len() == 2 && said[1].starts_with("提示: 可写"), "{way:?} {option}: {said:?}");
        }
    }
}
