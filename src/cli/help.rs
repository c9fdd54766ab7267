//! The help in the user's language. clap has no languages of its own: the doc comments are Chinese, and for English
//! every text is replaced by path (`org.add.name`) from `help_en.toml`.

use std::any::TypeId;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use chrono::NaiveDate;
use clap::builder::{StringValueParser, TypedValueParser as _};
use clap::{Arg, ArgAction, Command, CommandFactory as _, Subcommand as _};

use super::Cli;
use super::chinese::{below, named};
use super::later::filled;
use super::usage::is_named;
use crate::date::{Moment, Month, MonthRuns, Months, PartialDate, told, told_months, told_span};
use crate::db::known::Known;
use crate::globals::plain_text;
use crate::i18n::Lang;
use crate::ledger;
use crate::text::plain;

/// The command for parsing alone, with the nouns that are named and their verbs: no texts are put in order that nobody may ever
/// read. Days told by their distance (今天) are read from `today`. It has its Chinese names if one `is_spoken`.
pub(super) fn of_day(today: NaiveDate, is_spoken: bool, is_named: impl Fn(&str) -> bool) -> Command {
    let command = with_flags(read_by(of_named(is_named), &|arg| read_days(read_plainly(arg), today)));
    if is_spoken { named(command, "") } else { command }
}

/// The command that no day is told to: what stands in it for today is read, and never taken.
pub(super) fn bare() -> Command {
    bare_of(|_| true)
}

fn bare_of(is_named: impl Fn(&str) -> bool) -> Command {
    named(with_flags(read_by(of_nouns(is_named), &|arg| read_days(read_plainly(arg), NaiveDate::default()))), "")
}

/// The command with all nouns, and the verbs of those that are named.
fn of_nouns(is_named: impl Fn(&str) -> bool) -> Command {
    let nouns = nouns();
    let nouns =
        nouns.get_subcommands().map(|noun| if is_named(noun.get_name()) { filled(noun.clone()) } else { noun.clone() });
    Cli::command().subcommands(nouns)
}

/// The command with the nouns that are named alone: each noun would be given every option that all commands have.
fn of_named(is_named: impl Fn(&str) -> bool) -> Command {
    let nouns = nouns();
    let named = nouns.get_subcommands().filter(|noun| is_named(noun.get_name()));
    Cli::command().subcommands(named.cloned().map(filled))
}

/// What the nouns stand under.
fn nouns() -> Command {
    super::Command::augment_subcommands(Command::default())
}

/// With the help and the version in the user's language.
fn with_flags(command: Command) -> Command {
    let flag = |name: &'static str, short: char, action: ArgAction| {
        Arg::new(name).short(short).long(name).action(action).display_order(1000)
    };
    command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(flag("help", 'h', ArgAction::Help).help("显示帮助").global(true))
        .arg(flag("version", 'V', ArgAction::Version).help("显示版本"))
}

/// Gives every argument, of the verbs too, what reads it, on one way through the commands: each run goes it.
fn read_by(command: Command, reader: &impl Fn(Arg) -> Arg) -> Command {
    let mut command = command.mut_args(reader);
    for verb in command.get_subcommands_mut() {
        *verb = read_by(std::mem::take(verb), reader);
    }
    command
}

/// Every text of a command line is read as one of a file is, see [`plain`]; names of files are left alone.
fn read_plainly(arg: Arg) -> Arg {
    let is_text = arg.get_value_parser().type_id() == TypeId::of::<String>() && arg.get_possible_values().is_empty();
    let is_sought = arg.is_positional() && arg.get_id() == "text";
    match is_text {
        true if is_sought => arg.value_parser(StringValueParser::new().map(|typed| plain(&typed).into_owned())),
        true => arg.value_parser(plain_text()),
        false => arg,
    }
}

/// Whether what an option takes is called by one of these names.
fn is_called(arg: &Arg, names: &[&str]) -> bool {
    arg.get_value_names().and_then(|called| called.first()).is_some_and(|called| names.contains(&called.as_str()))
}

/// Every option that takes a date takes a day told by its distance, too, see [`told`], and one that takes months takes those of this
/// year, see [`told_months`].
fn read_days(arg: Arg, today: NaiveDate) -> Arg {
    let kind = arg.get_value_parser().type_id();
    if kind == TypeId::of::<Month>() {
        arg.value_parser(move |typed: &str| told_months(typed, today).parse::<Month>())
    } else if kind == TypeId::of::<Months>() {
        arg.value_parser(move |typed: &str| told_months(typed, today).parse::<Months>())
    } else if kind == TypeId::of::<MonthRuns>() {
        arg.value_parser(move |typed: &str| told_months(typed, today).parse::<MonthRuns>())
    } else if kind == TypeId::of::<PartialDate>() && is_called(&arg, &["MONTH", "YYYY-MM"]) {
        arg.value_parser(move |typed: &str| told_months(typed, today).parse::<PartialDate>())
    } else if kind == TypeId::of::<PartialDate>() {
        arg.value_parser(move |typed: &str| told(typed, today).parse::<PartialDate>())
    } else if kind == TypeId::of::<Known>() {
        arg.value_parser(move |typed: &str| told(typed, today).parse::<Known>())
    } else if kind == TypeId::of::<Moment>() {
        arg.value_parser(move |typed: &str| told(typed, today).parse::<Moment>())
    } else if kind == TypeId::of::<String>() && is_called(&arg, &["DATE", "DAY|YEAR|PERIOD"]) {
        arg.value_parser(StringValueParser::new().map(move |typed| told_span(&plain(&typed), today).into_owned()))
    } else {
        arg
    }
}

/// The command with the texts in one language that somebody asks for by these words.
pub(super) fn of_words(lang: Lang, words: &[&str]) -> Command {
    let is_named = |name: &str| is_named(name, words);
    in_language(ledger::cli::without_verbs(bare_of(is_named), |path| !is_named(path)), lang)
}

/// The command with all its texts in one language.
pub(super) fn command(lang: Lang) -> Command {
    in_language(bare(), lang)
}

fn in_language(mut command: Command, lang: Lang) -> Command {
    command.build();
    translate(command, "", lang)
}

/// The texts of one language: the doc comments are Chinese already.
fn translate(mut command: Command, path: &str, lang: Lang) -> Command {
    if lang == Lang::Zh {
        return command;
    }
    for verb in command.get_subcommands_mut() {
        let below = below(path, verb.get_name());
        *verb = translate(std::mem::take(verb), &below, lang);
    }
    let about = english(path).unwrap_or_default();
    command.about(about.clone()).long_about(about).mut_args(|arg| {
        let text = english_for(path, arg.get_id().as_str()).unwrap_or_default();
        arg.help(text.clone()).long_help(text)
    })
}

/// The lines of the English help by their paths, each as it is written: most of them nobody reads in one run.
fn lines() -> &'static HashMap<&'static str, &'static str> {
    static LINES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
        let path = |line: &'static str| Some((line.strip_prefix('"')?.split_once('"')?.0, line));
        include_str!("help_en.toml").lines().filter_map(path).collect()
    });
    &LINES
}

/// The text of one path.
fn written(path: &str) -> Option<String> {
    let line: BTreeMap<String, String> = toml::from_str(lines().get(path)?).expect("a test reads every line");
    line.into_values().next()
}

fn english(path: &str) -> Option<String> {
    written(if path.is_empty() { "dangwu" } else { path }).or_else(|| ledger::cli::english(path))
}

/// The text of an argument: of this very command, of a ledger's, else of any command (`*.date`).
fn english_for(path: &str, id: &str) -> Option<String> {
    let of_ledger = || ledger::cli::english_for(path, id);
    english(&format!("{path}.{id}")).or_else(of_ledger).or_else(|| english(&format!("*.{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(command: &Command, path: &str, missing: &mut Vec<String>) {
        if english(path).is_none() {
            missing.push(path.to_owned());
        }
        for arg in command.get_arguments() {
            if english_for(path, arg.get_id().as_str()).is_none() {
                missing.push(format!("{path}.{}", arg.get_id()));
            }
            assert!(arg.get_help().is_some(), "no Chinese help: {path}.{}", arg.get_id());
        }
        for sub in command.get_subcommands() {
            assert!(sub.get_about().is_some(), "no Chinese help: {path}.{}", sub.get_name());
            walk(sub, &below(path, sub.get_name()), missing);
        }
    }

    #[test]
    fn the_english_help_is_read_line_by_line_as_it_is_read_whole() {
        let whole: BTreeMap<String, String> = toml::from_str(include_str!("help_en.toml")).unwrap();
        assert!(whole.len() == lines().len() && whole.len() > 600);
        assert!(whole.into_iter().all(|(path, text)| written(&path) == Some(text)));
    }

    #[test]
    fn every_command_and_option_has_help_in_both_languages() {
        let mut missing = Vec::new();
        let mut whole = bare();
        whole.build();
        walk(&whole, "", &mut missing);
        assert_eq!(missing, Vec::<String>::new());
        bare().debug_assert();
    }

    #[test]
    fn no_field_of_a_ledger_takes_the_name_of_an_option_of_every_command() {
        let globals = bare();
        for kind in ledger::KINDS {
            for field in kind.all_fields() {
                assert!(globals.get_arguments().all(|arg| arg.get_id() != field.key), "{} --{}", kind.name, field.key);
            }
        }
    }

    /// The sentences of each `texts.rs`, a line each: Chinese and English.
    fn sentences() -> Vec<(String, String)> {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let homes = std::fs::read_dir(source).unwrap().map(|home| home.unwrap().path().join("texts.rs"));
        let tables: Vec<String> = homes.filter_map(|table| std::fs::read_to_string(table).ok()).collect();
        let sentence = |line: &str| {
            let (_, both) = line.strip_suffix("\";")?.split_once(": \"")?;
            both.split_once("\", \"").map(|(zh, en)| (zh.to_owned(), en.to_owned()))
        };
        tables.iter().flat_map(|table| table.lines().filter_map(sentence)).collect()
    }

    /// What stands between one sign and the next is left out.
    fn without(text: &str, opens: char, closes: char) -> String {
        let kept = |part: &str| part.split_once(closes).map_or_else(|| part.to_owned(), |(_, rest)| rest.to_owned());
        let mut parts = text.split(opens);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + " " + &kept(part))
    }

    fn verbs(command: &Command, names: &mut Vec<String>) {
        for verb in command.get_subcommands() {
            names.push(verb.get_name().to_owned());
            verbs(verb, names);
        }
    }

    /// Names that Chinese has no other word for, and what is typed beside commands and options.
    const NAMES: &[&str] = &[
        "dangwu",
        "options",
        "Excel",
        "WPS",
        "Word",
        "Tab",
        "SQLite",
        "DuckDB",
        "sqlite",
        "duckdb-cli",
        "pip",
        "install",
        "Parquet",
        "parquet",
        "JSON",
        "SQL",
        "CSV",
        "csv",
        "json",
        "html",
        "xlsx",
        "xlsb",
        "xls",
        "ods",
        "txt",
        "tsv",
        "docx",
        "db",
        "bak",
        "jsonl",
        "dump",
        "zip",
        "HTML",
        "MHTML",
        "PDF",
        "XML",
        "TOML",
        "BOM",
        "NUL",
        "UTF-8",
        "utf-8",
        "utf-16le",
        "utf-16be",
        "gb18030",
        "big5",
        "auto",
        "Ctrl-Z",
        "Ctrl-C",
        "remove",
        "SHA-256",
        "rule",
        "version",
        "parquet",
        "man",
        "EDITOR",
        "default",
        "freeze",
        "frozen",
        "diff",
        "annual",
        "all",
        "due",
        "roster",
        "age",
        "age1",
        "AGE-SECRET-KEY-1",
        "DANGWU_TZ",
        "DANGWU_DB",
        "DANGWU_CONFIG",
        "DANGWU_EDITOR",
        "VISUAL",
        "Esc",
        "EDITOR",
        "Asia",
        "Shanghai",
        "local",
        "X",
        "y",
        "N",
        "error",
        "skip",
        "difference",
        "query",
        "entry_id",
        "sql",
        "SELECT",
        "WITH",
        "CAST",
        "AS",
        "TEXT",
        "as_of",
        "under",
        "text",
        "number",
        "date",
        "zh",
        "param",
        "label",
        "columns",
        "order",
        "by",
        "count",
        "rate",
    ];

    #[test]
    fn a_sentence_is_of_one_language_but_for_what_is_typed_and_names() {
        let mut known: Vec<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
        verbs(&bare(), &mut known);
        let sentences = sentences();
        assert!(sentences.len() > 700);
        for (zh, en) in &sentences {
            let words = without(zh, '{', '}');
            let words = words.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
            let foreign =
                words.filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()) && !word.starts_with('-'));
            // A format has one name in both languages.
            for word in foreign.filter(|_| zh != en) {
                assert!(known.iter().any(|name| name == word), "{word}: {zh}");
            }
            let unquoted = without(&without(en, '{', '}'), '“', '”');
            assert!(!unquoted.contains(|c: char| ('一'..='龥').contains(&c)), "{en}");
        }
    }

    /// The texts of every command and argument in one language, each with its path.
    fn texts(command: &Command, path: &str, found: &mut Vec<(String, String)>) {
        found.push((path.to_owned(), command.get_about().map(ToString::to_string).unwrap_or_default()));
        for arg in command.get_arguments() {
            let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
            found.push((format!("{path}.{}", arg.get_id()), text));
        }
        command.get_subcommands().for_each(|verb| texts(verb, &below(path, verb.get_name()), found));
    }

    fn is_chinese(text: &str) -> bool {
        text.contains(|c: char| ('一'..='龥').contains(&c))
    }

    /// Amounts are typed with their units.
    const TYPED: &[&str] = &["500元", "100万元", "1万元", "35人", "12件"];

    #[test]
    fn nothing_in_the_help_of_the_whole_tree_is_left_in_the_other_language() {
        let mut english = Vec::new();
        texts(&command(Lang::En), "", &mut english);
        let left =
            |text: &str| is_chinese(&TYPED.iter().fold(without(text, '“', '”'), |text, typed| text.replace(typed, "")));
        let wrong: Vec<&(String, String)> = english.iter().filter(|(_, text)| left(text)).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
        let mut chinese = Vec::new();
        texts(&command(Lang::Zh), "", &mut chinese);
        let bare: Vec<&(String, String)> = chinese.iter().filter(|(_, text)| !is_chinese(text)).collect();
        assert!(bare.is_empty(), "{bare:#?}");
        assert!(english.len() > 9000 && chinese.len() == english.len(), "{}", english.len());
    }
}
