//! `dangwu help reference`: every page of the help as one document, or as manual pages, out of the same source as the help itself.

use std::fmt::Write as _;
use std::path::Path;

use clap::Command;

use super::page::{self, Reader};
use super::{HelpArgs, chinese, help, topics};
use crate::cli::texts;
use crate::code::codes;
use crate::ctx::Ctx;
use crate::error::{AtPath as _, Error, Result};
use crate::i18n::{Lang, say};
use crate::output::escape;
use crate::report;

codes! {
    /// How the reference is written.
    pub(super) enum As {
        Markdown = "markdown", "Markdown 文档", "a document in Markdown";
        Html = "html", "网页", "a page in HTML";
        Man = "man", "man 手册页", "manual pages";
    }
}

/// What the reference is called among the topics of the help.
pub(super) const NAME: &str = "reference";

/// The columns of a document, which no terminal bounds.
const COLUMNS: usize = 100;

/// A page: what it is called, and its text.
type Page = (String, String);

/// Writes the reference.
pub(super) fn write(ctx: &Ctx, args: &HelpArgs) -> Result<()> {
    let is_reference = args.words.iter().map(String::as_str).eq([NAME]);
    match args.form {
        Some(form) if is_reference => match form {
            As::Man => manual(ctx),
            As::Html => ctx.print(&html(ctx.lang)),
            As::Markdown => ctx.print(&markdown(ctx.lang)),
        },
        Some(_) => Err(Error::usage(say!(OptionIdle { option: "--as" }))),
        None => ctx.print(&markdown(ctx.lang)),
    }
}

/// Every page of the help in one language: of the program, of each command, of each report, of what all commands take, and the topics.
fn pages(lang: Lang) -> Vec<Page> {
    let (whole, reader) = (help::command(lang), Reader { lang, columns: COLUMNS });
    let mut pages = Vec::new();
    of_command(&whole, "", reader, &mut pages);
    let command = whole.find_subcommand("report");
    for (name, ..) in report::help::catalogue(lang) {
        if let (Some(command), Some(told)) = (command, report::help::of_report(&name, lang, None)) {
            pages.push((format!("dangwu report {name}"), page::of(command, "report", Some(&told), reader)));
        }
    }
    pages.push(("dangwu help options".to_owned(), page::of_common_options(&whole, reader)));
    let others = topics::titles(lang).into_iter().filter(|(topic, ..)| topic != topics::OPTIONS);
    pages.extend(others.map(|(topic, ..)| {
        let text = topics::page(&topic, lang, COLUMNS);
        (format!("dangwu help {topic}"), text)
    }));
    pages
}

fn of_command(command: &Command, path: &str, reader: Reader, pages: &mut Vec<Page>) {
    let name = std::iter::once("dangwu").chain(path.split('.').filter(|name| !name.is_empty()));
    pages.push((name.collect::<Vec<_>>().join(" "), page::of(command, path, None, reader)));
    for verb in command.get_subcommands() {
        of_command(verb, &chinese::below(path, verb.get_name()), reader, pages);
    }
}

fn markdown(lang: Lang) -> String {
    let mut text = format!("# {}\n", say!(ReferenceTitle).say(lang));
    for (name, page) in pages(lang) {
        let _ = write!(text, "\n## {name}\n\n```text\n{}\n```\n", page.trim());
    }
    text
}

fn html(lang: Lang) -> String {
    let (title, pages) = (say!(ReferenceTitle).say(lang), pages(lang));
    let anchor = |name: &str| name.replace(' ', "-");
    let mut list = String::new();
    let mut body = String::new();
    for (name, page) in pages {
        let _ = writeln!(list, "<li><a href=\"#{}\">{name}</a></li>", anchor(&name));
        let page = page.trim().lines().map(escape).collect::<Vec<_>>().join("\n");
        let _ = writeln!(body, "<h2 id=\"{}\">{name}</h2>\n<pre>{page}</pre>", anchor(&name));
    }
    let code = lang.code();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
         <h1>{title}</h1>\n<ul>\n{list}</ul>\n{body}</body>\n</html>\n"
    )
}

/// Manual pages, one a command, in the folder that `-o` names.
fn manual(ctx: &Ctx) -> Result<()> {
    let Some(folder) = ctx.output_file() else {
        return Err(Error::usage(say!(ManualNowhere)).hint(say!(ManualNowhereHint)));
    };
    std::fs::create_dir_all(folder).at(folder)?;
    let count = manual_of(&help::command(ctx.lang), "dangwu", folder)?;
    ctx.note(&say!(ManualWritten { count, path: folder.display().to_string() }));
    Ok(())
}

fn manual_of(command: &Command, name: &str, folder: &Path) -> Result<usize> {
    let file = folder.join(format!("{name}.1"));
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone()).title(name.to_owned()).render(&mut text).at(&file)?;
    std::fs::write(&file, text).at(&file)?;
    let below = command.get_subcommands().map(|verb| manual_of(verb, &format!("{name}-{}", verb.get_name()), folder));
    below.sum::<Result<usize>>().map(|count| count + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every command with its path.
    fn walk<'c>(command: &'c Command, path: &str, found: &mut Vec<(String, &'c Command)>) {
        found.push((path.to_owned(), command));
        command.get_subcommands().for_each(|verb| walk(verb, &format!("{path} {}", verb.get_name()), found));
    }

    #[test]
    fn every_noun_verb_and_option_stands_in_the_reference_of_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let (whole, text) = (help::command(lang), markdown(lang));
            let (mut found, mut options) = (Vec::new(), 0);
            walk(&whole, "dangwu", &mut found);
            for (path, command) in &found {
                let section = text.split(&format!("\n## {path}\n")).nth(1);
                let section = section.unwrap_or_else(|| panic!("{path}")).split("\n## ").next().unwrap();
                for arg in command.get_arguments().filter(|arg| !arg.is_global_set() && !arg.is_hide_set()) {
                    let long = arg.get_long().map(|long| format!("--{long}"));
                    assert!(long.as_ref().is_none_or(|long| section.contains(long)), "{path} {long:?}");
                    options += usize::from(long.is_some());
                }
            }
            assert!(found.len() > 400 && options > 1500, "{} {options}", found.len());
            let common = text.split("\n## dangwu help options\n").nth(1).unwrap();
            for arg in whole.get_arguments().filter(|arg| arg.is_global_set()) {
                assert!(common.contains(&format!("--{}", arg.get_long().unwrap())), "{}", arg.get_id());
            }
            for (report, ..) in report::help::catalogue(lang) {
                assert!(text.contains(&format!("\n## dangwu report {report}\n")), "{report}");
            }
            assert!(html(lang).contains("<h2 id=\"dangwu-member-add\">dangwu member add</h2>"));
        }
    }

    #[test]
    fn manual_pages_are_made_of_every_command() {
        let folder = tempfile::tempdir().unwrap();
        let whole = help::command(Lang::En);
        let mut found = Vec::new();
        walk(&whole, "dangwu", &mut found);
        assert_eq!(manual_of(&whole, "dangwu", folder.path()).unwrap(), found.len());
        let page = std::fs::read_to_string(folder.path().join("dangwu-member-add.1")).unwrap();
        assert!(page.starts_with(".ie") || page.contains(".TH dangwu-member-add 1"), "{page}");
        assert!(page.contains("no\\-roll"));
    }
}
