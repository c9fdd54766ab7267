//! The examples in the help, read from one file; `tests/cli/examples.rs` runs each.

use crate::i18n::Lang;
use crate::ledger;

/// Those of all builds, and of one with sealed files.
#[cfg(not(feature = "sealed"))]
const ALL: &str = include_str!("examples.txt");
#[cfg(feature = "sealed")]
const ALL: &str = concat!(include_str!("examples.txt"), include_str!("examples_sealed.txt"));

/// The examples of a command, as typed after the name of the program: of a verb, of all verbs of ledgers, or of a report (`report.due`).
pub(super) fn of(path: &str, lang: Lang) -> Vec<String> {
    let own = section(path);
    let lines = if own.is_empty() { of_ledger(path) } else { own.into_iter().map(str::to_owned).collect() };
    lines.iter().map(|line| in_language(line, lang)).collect()
}

fn section(name: &str) -> Vec<&'static str> {
    let mut lines = ALL.lines().skip_while(|line| line.strip_prefix("= ") != Some(name));
    lines.next();
    lines.take_while(|line| !line.starts_with("= ")).collect()
}

/// What all ledgers share, and of a ledger itself how an entry is made and listed.
fn of_ledger(path: &str) -> Vec<String> {
    let Some((noun, ledger)) = path.split_once('.') else { return Vec::new() };
    let (ledger, verb) = ledger.split_once('.').map_or((ledger, None), |(ledger, verb)| (ledger, Some(verb)));
    if !ledger::cli::is_ledger(noun, ledger) {
        return Vec::new();
    }
    let shared = |verb: &str| {
        section(&format!("*.{verb}")).into_iter().map(|line| line.replace('@', &format!("{noun} {ledger}")))
    };
    match verb {
        Some(verb) => shared(verb).collect(),
        None => section(&format!("{path}.add")).into_iter().map(str::to_owned).chain(shared("list").take(1)).collect(),
    }
}

/// A line with the words of one language: `{甲|b}` is 甲 in Chinese.
pub(super) fn in_language(line: &str, lang: Lang) -> String {
    let mut parts = line.split(['{', '}']);
    let mut said = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        said += match part.split_once('|').filter(|_| at % 2 == 0) {
            Some((zh, en)) => {
                if lang == Lang::Zh {
                    zh
                } else {
                    en
                }
            }
            None => part,
        };
    }
    said
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::Command;

    use super::*;
    use crate::cli::{chinese, help};

    fn leaves(command: &Command, path: &str, found: &mut BTreeSet<String>) {
        for verb in command.get_subcommands() {
            let path = chinese::below(path, verb.get_name());
            if !verb.has_subcommands() {
                found.insert(path.clone());
            }
            leaves(verb, &path, found);
        }
    }

    #[test]
    fn every_verb_and_report_has_two_examples_and_no_section_is_of_nothing() {
        let mut known = BTreeSet::new();
        leaves(&help::command(Lang::Zh), "", &mut known);
        known.extend(crate::report::help::catalogue(Lang::Zh).into_iter().map(|(name, ..)| format!("report.{name}")));
        let few = |path: &&String| [Lang::Zh, Lang::En].into_iter().any(|lang| of(path, lang).len() < 2);
        let bare: Vec<&String> = known.iter().filter(few).collect();
        assert_eq!(bare, [] as [&String; 0]);
        let verbs: BTreeSet<&str> = known.iter().filter_map(|path| path.rsplit('.').next()).collect();
        for path in ALL.lines().filter_map(|line| line.strip_prefix("= ")) {
            let is_shared = path.strip_prefix("*.").is_some_and(|verb| verbs.contains(verb));
            let begins = known.iter().any(|known| known == path || known.starts_with(&format!("{path}.")));
            assert!(is_shared || begins, "{path}");
        }
    }

    #[test]
    fn an_example_is_of_one_language() {
        assert_eq!(in_language("a {甲|b} c {乙|d}", Lang::Zh), "a 甲 c 乙");
        assert_eq!(in_language("a {甲|b} c {乙|d}", Lang::En), "a b c d");
        assert_eq!(of("org.venue.show", Lang::Zh)[0], "org venue show 1");
    }
}
