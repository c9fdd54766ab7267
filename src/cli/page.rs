//! The help of a command as a page: what it does, how it is typed, examples, and only what is its own. What every command has stands
//! on a page of its own (`dangwu help options`).

use clap::{Arg, Command};

use super::{chinese, examples, topics};
use crate::cli::texts;
use crate::i18n::{Lang, Text, say, words};
use crate::ledger;
use crate::report;
use crate::text;

/// Who reads a page, and on how many columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader {
    pub(super) lang: Lang,
    pub(super) columns: usize,
}

/// What stands before a text on its line: never more than this, or the text begins below.
const HEAD: usize = 34;
/// What is narrower is no column to read a text in.
const NARROW: usize = 24;

/// The page of a command; of one report, if it is named.
pub(super) fn of(command: &Command, path: &str, report: Option<&report::help::Help>, reader: Reader) -> String {
    let mut page = Page { reader, out: String::new() };
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    page.text(&report.map_or(about, |report| report.about.clone()));
    let ends = match (command.has_subcommands() && report.is_none(), reader.lang) {
        (false, _) => "",
        (true, Lang::Zh) => " <命令>",
        (true, Lang::En) => " <COMMAND>",
    };
    page.usage(&usage(command, report, reader.lang), chinese_usage(path, report).map(|typed| typed + ends).as_deref());
    let of_report = report.map(|report| chinese::below("report", &report.name));
    page.examples(&examples::of(of_report.as_deref().unwrap_or(path), reader.lang));
    let is_shown = |arg: &&Arg| {
        let is_idle = report.is_some_and(|report| {
            arg.get_id() == "name"
                || (arg.get_id() == "words" && !report::help::takes_words(&report.name))
                || report.idle.iter().any(|idle| arg.get_id() == *idle)
        });
        !arg.is_hide_set() && !is_idle
    };
    page.arguments(command, is_shown);
    let options = || options(command).filter(|arg| !arg.is_global_set()).filter(is_shown);
    if path.is_empty() {
        page.commands(command, path);
        page.named(&say!(HelpTopics), &topics::titles(reader.lang));
        page.options(&say!(HelpOptions), options());
    } else {
        page.options(&say!(HelpOptions), options());
        page.commands(command, path);
    }
    if let Some(report) = report {
        page.section("");
        page.text(&report.keys);
    } else if path == "report" {
        page.named(&say!(HelpReports), &report::help::catalogue(reader.lang));
    }
    page.end(command, of_report.as_deref().unwrap_or(path));
    page.out
}

/// The page of the options that every command has.
pub(super) fn of_common_options(whole: &Command, reader: Reader) -> String {
    let mut page = Page { reader, out: String::new() };
    page.text(&say!(HelpCommonTold).say(reader.lang));
    page.options(&say!(HelpCommon), options(whole).filter(|arg| arg.is_global_set()));
    page.out
}

fn options(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| !arg.is_positional())
}

/// How a command is typed.
fn usage(command: &Command, report: Option<&report::help::Help>, lang: Lang) -> String {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").split('\n').next().unwrap_or_default().trim().to_owned();
    let usage = match report {
        Some(report) => {
            let words = if report::help::takes_words(&report.name) { "[NAME]..." } else { "" };
            format!("dangwu report {} [OPTIONS] {words}", report.name).trim_end().to_owned()
        }
        None => without_many_choices(&usage),
    };
    match lang {
        Lang::En => usage,
        Lang::Zh => usage
            .replace("[OPTIONS]", "[选项]")
            .replace("<OPTION>", "<选项>")
            .replace("<COMMAND>", "<命令>")
            .replace("[COMMAND]", "[命令]"),
    }
}

/// A usage in which one of many options is asked for (`<--org <ORG>|--kind <KIND>|…>`) says so in short: they are listed below.
fn without_many_choices(usage: &str) -> String {
    const MANY: usize = 3;
    let Some((before, choices)) = usage.split_once(" <--") else { return usage.to_owned() };
    let mut open = 1;
    let end = choices.find(|c| {
        open += i32::from(c == '<') - i32::from(c == '>');
        open == 0
    });
    match end.map(|end| (&choices[..end], &choices[end + 1..])) {
        Some((choices, after)) if choices.matches("|--").count() >= MANY => format!("{before} <OPTION>...{after}"),
        _ => usage.to_owned(),
    }
}

/// The command in its Chinese words: `dangwu 党员 列表`.
fn chinese_usage(path: &str, report: Option<&report::help::Help>) -> Option<String> {
    let mut typed = "dangwu".to_owned();
    let mut below = String::new();
    for name in path.split('.').filter(|name| !name.is_empty()) {
        below = chinese::below(&below, name);
        typed += " ";
        typed += words::of_command(&below)?;
    }
    match report.map(|report| words::of_report(&report.name)) {
        Some(Some(name)) => Some(typed + " " + name),
        Some(None) => None,
        None => Some(typed).filter(|_| !path.is_empty()),
    }
}

struct Page {
    reader: Reader,
    out: String,
}

impl Page {
    fn say(&self, text: &Text) -> String {
        text.say(self.reader.lang)
    }

    /// A text by itself, broken to the columns there are.
    fn text(&mut self, text: &str) {
        for line in text::lines(text, self.reader.columns) {
            self.out += &line;
            self.out.push('\n');
        }
    }

    /// A new part of the page, under a heading if it has one.
    fn section(&mut self, heading: &str) {
        self.out.push('\n');
        if !heading.is_empty() {
            self.out += heading;
            self.out += ":\n";
        }
    }

    /// How it is typed, and below it the same in Chinese words.
    fn usage(&mut self, usage: &str, chinese: Option<&str>) {
        self.out.push('\n');
        let word = self.say(&say!(HelpUsage));
        for (at, typed) in std::iter::once(usage).chain(chinese).enumerate() {
            let head = if at == 0 { word.clone() } else { " ".repeat(text::width(&word)) };
            self.entry(&head, typed, text::width(&word) + 1, 0);
        }
    }

    /// A head, and what it stands for in the column beside it; below it, where the head is too long, or the terminal too narrow.
    fn entry(&mut self, head: &str, told: &str, column: usize, indent: usize) {
        let beside = indent + column;
        let (at, is_beside) = match self.reader.columns.checked_sub(beside) {
            Some(room) if room >= NARROW => (beside, text::width(head) < column),
            _ => (indent + 2, false),
        };
        let lines = text::lines(told, self.reader.columns.saturating_sub(at).max(1));
        let (first, rest) = match lines.split_first() {
            Some((first, rest)) if is_beside => (first.as_str(), rest),
            _ => ("", lines.as_slice()),
        };
        let margin = " ".repeat(indent);
        if is_beside {
            self.line(&format!("{margin}{}{first}", text::padded(head, column)));
        } else {
            let heads = text::lines(head, self.reader.columns.saturating_sub(indent).max(1));
            heads.iter().for_each(|head| self.line(&format!("{margin}{head}")));
        }
        for line in rest {
            self.line(&format!("{}{line}", " ".repeat(at)));
        }
    }

    /// A line as it is; of nothing there is none.
    fn line(&mut self, line: &str) {
        if !line.trim_end().is_empty() {
            self.out += line.trim_end();
            self.out.push('\n');
        }
    }

    /// Heads, each with what it stands for, in two columns.
    fn entries(&mut self, entries: &[(String, String)]) {
        let widest = entries.iter().map(|(head, _)| text::width(head)).filter(|width| *width <= HEAD).max();
        let column = widest.unwrap_or(HEAD) + 2;
        for (head, told) in entries {
            self.entry(head, told, column, 2);
        }
    }

    /// Names in both languages, each with what it stands for.
    fn named(&mut self, heading: &Text, names: &[(String, &str, String)]) {
        if names.is_empty() {
            return;
        }
        let widest = names.iter().map(|(name, ..)| text::width(name)).max().unwrap_or_default() + 2;
        let head = |name: &str, chinese: &str| text::padded(name, widest) + chinese;
        let entries: Vec<_> = names.iter().map(|(name, zh, told)| (head(name, zh), told.clone())).collect();
        self.section(&self.say(heading));
        self.entries(&entries);
    }

    fn examples(&mut self, examples: &[String]) {
        if examples.is_empty() {
            return;
        }
        self.section(&self.say(&say!(HelpExamples)));
        for example in examples {
            let lines = text::lines(&format!("dangwu {example}"), self.reader.columns.saturating_sub(4).max(1));
            for (at, line) in lines.iter().enumerate() {
                self.line(&format!("{}{line}", " ".repeat(if at == 0 { 2 } else { 4 })));
            }
        }
    }

    fn arguments(&mut self, command: &Command, is_shown: impl Fn(&&Arg) -> bool) {
        let mut all: Vec<&Arg> = command.get_positionals().filter(is_shown).collect();
        all.sort_by_key(|arg| arg.get_index());
        let head = |arg: &Arg| {
            let names = arg.get_value_names().unwrap_or_default();
            let name = names.first().map_or_else(|| arg.get_id().to_string().to_uppercase(), ToString::to_string);
            let more = if arg.get_num_args().is_some_and(|many| many.max_values() > 1) { "..." } else { "" };
            if arg.is_required_set() { format!("<{name}>{more}") } else { format!("[{name}]{more}") }
        };
        let entries: Vec<_> = all.into_iter().map(|arg| (head(arg), help_of(arg))).collect();
        if !entries.is_empty() {
            self.section(&self.say(&say!(HelpArguments)));
            self.entries(&entries);
        }
    }

    fn options<'a>(&mut self, heading: &Text, options: impl Iterator<Item = &'a Arg>) {
        let lang = self.reader.lang;
        let entries: Vec<_> = options.map(|arg| (option_of(arg, lang), help_of(arg))).collect();
        if !entries.is_empty() {
            self.section(&self.say(heading));
            self.entries(&entries);
        }
    }

    /// The commands below, ledgers apart.
    fn commands(&mut self, command: &Command, path: &str) {
        let named = |verb: &Command| {
            let name = words::of_command(&chinese::below(path, verb.get_name())).unwrap_or_default();
            (verb.get_name().to_owned(), name, verb.get_about().map(ToString::to_string).unwrap_or_default())
        };
        let is_ledger = |verb: &&Command| ledger::cli::is_ledger(path, verb.get_name());
        let below = command.get_subcommands().filter(|verb| !verb.is_hide_set());
        let (ledgers, verbs): (Vec<&Command>, Vec<&Command>) = below.partition(is_ledger);
        for (heading, commands) in [(say!(HelpCommands), verbs), (say!(HelpLedgers), ledgers)] {
            self.named(&heading, &commands.into_iter().map(named).collect::<Vec<_>>());
        }
    }

    /// Where the rest is told.
    fn end(&mut self, command: &Command, path: &str) {
        self.out.push('\n');
        if path.is_empty() {
            self.text(&self.say(&say!(HelpOfOne { command: "member add" })));
        } else if path == "report" {
            self.text(&self.say(&say!(HelpOfOne { command: "report coverage" })));
        } else if let Some(verb) = command.get_subcommands().next() {
            let command = format!("{} {}", path.replace('.', " "), verb.get_name());
            self.text(&self.say(&say!(HelpOfOne { command })));
        }
        self.text(&self.say(&say!(HelpCommonWhere)));
    }
}

/// An option as it is typed: `-o, --output, --输出 <FILE>`.
fn option_of(arg: &Arg, lang: Lang) -> String {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let chinese = arg.get_all_aliases().unwrap_or_default().into_iter().find(|name| !name.is_ascii());
    let chinese = chinese.filter(|_| lang == Lang::Zh).map(|name| format!("--{name}"));
    let names = [short, long, chinese].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let takes = arg.get_num_args().is_none_or(|many| many.max_values() > 0) && arg.get_action().takes_values();
    let values: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let value = if values.is_empty() { arg.get_id().to_string().to_uppercase() } else { values.join("> <") };
    match (takes, arg.is_require_equals_set()) {
        (false, _) => names,
        (true, true) => format!("{names}[=<{value}>]"),
        (true, false) => format!("{names} <{value}>"),
    }
}

fn help_of(arg: &Arg) -> String {
    arg.get_help().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;

    fn pages(command: &Command, path: &str, reader: Reader, found: &mut Vec<(String, String)>) {
        found.push((path.to_owned(), of(command, path, None, reader)));
        for verb in command.get_subcommands() {
            pages(verb, &chinese::below(path, verb.get_name()), reader, found);
        }
    }

    #[test]
    fn no_line_of_any_page_is_wider_than_the_terminal() {
        for (lang, columns) in [(Lang::Zh, 80), (Lang::En, 80), (Lang::Zh, 40), (Lang::En, 40)] {
            let mut found = Vec::new();
            let reader = Reader { lang, columns };
            let whole = help::command(lang);
            pages(&whole, "", reader, &mut found);
            found.push(("options".to_owned(), of_common_options(&whole, reader)));
            assert!(found.len() > 400);
            for (path, page) in found {
                let too_wide = page.lines().find(|line| text::width(line) > columns);
                assert_eq!(too_wide, None, "{path} on {columns} columns");
            }
        }
    }

    #[test]
    fn one_of_many_options_is_said_in_short() {
        assert_eq!(
            without_many_choices("a set [OPTIONS] <--b <X>|--c|--d|--e <Y>> <ID>"),
            "a set [OPTIONS] <OPTION>... <ID>"
        );
        assert_eq!(without_many_choices("a give [OPTIONS] <--b <X>|--c> <ID>"), "a give [OPTIONS] <--b <X>|--c> <ID>");
    }
}
