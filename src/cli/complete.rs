//! Completion while somebody types: the shell asks the running program, which knows the nouns, verbs and options, the codes, and the
//! names in the database. Nothing is written, and no personal number is offered.

mod values;

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Command;
use clap_complete::env::{EnvCompleter, Shells};

use super::way::spelled_out;
use super::{chinese, help, usage};
use crate::cli::texts;
use crate::ctx::{COMPLETE, Ctx, Surroundings, to_stderr};
use crate::error::Result;
use crate::i18n::{Lang, say, words};
use values::{Records, valued};

/// Answers a shell: what could be typed next, or, where no words are told, the lines by which it will ask.
pub(super) fn run(shell: &str, asked: &Surroundings) -> ExitCode {
    let shells = Shells::builtins();
    let Some(completer) = shells.completer(shell) else {
        to_stderr(&say!(ShellUnknown { shell, known: shells.names().collect::<Vec<_>>() }).say(asked.lang()));
        return ExitCode::from(2);
    };
    let mut out = Vec::new();
    let done = match asked.args.is_empty() {
        true => registration(completer, &asked.program(), &mut out),
        false => answer(completer, asked, &mut out),
    };
    match done.and_then(|()| std::io::stdout().write_all(&out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// What a shell is told once. That of zsh would drop every word that does not begin as typed: names that letters spell.
fn registration(completer: &dyn EnvCompleter, program: &str, out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut script = Vec::new();
    completer.write_registration(COMPLETE, "dangwu", "dangwu", program, &mut script)?;
    let script = String::from_utf8_lossy(&script).replace("'values' other", "'values' other -U");
    out.write_all(script.as_bytes())
}

fn answer(completer: &dyn EnvCompleter, asked: &Surroundings, out: &mut Vec<u8>) -> std::io::Result<()> {
    let mut arguments: Vec<OsString> = std::iter::once("dangwu".into()).chain(asked.args.iter().cloned()).collect();
    let mut command = command(&arguments, asked);
    spelled_out(&command, &mut arguments);
    completer.write_complete(&mut command, arguments, std::env::current_dir().ok().as_deref(), out)
}

/// The command with what could stand behind each of its options.
fn command(arguments: &[OsString], asked: &Surroundings) -> Command {
    let words: Vec<&str> = usage::words(arguments).collect();
    let records = Arc::new(Records::of(asked));
    told(help::of_words(asked.lang(), &words), "", &records)
}

fn told(command: Command, path: &str, records: &Arc<Records>) -> Command {
    let mut command = command.mut_args(|arg| called(valued(arg, path, records)));
    for verb in command.get_subcommands_mut() {
        let below = chinese::below(path, verb.get_name());
        let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
        let about = match words::of_command(&below).filter(|name| records.lang == Lang::Zh && !about.starts_with(name))
        {
            Some(name) => format!("{name}: {about}"),
            None => about,
        };
        *verb = told(std::mem::take(verb), &below, records).about(about);
    }
    command
}

/// An option by its Chinese names, too: they are known where they are typed.
fn called(arg: clap::Arg) -> clap::Arg {
    let names: Vec<String> = arg.get_all_aliases().unwrap_or_default().into_iter().map(str::to_owned).collect();
    arg.visible_aliases(names.into_iter().filter(|name| !name.is_ascii()))
}

/// The line to be put into what a shell reads when it starts, and where that is.
pub(super) fn line(ctx: &Ctx, shell: clap_complete::Shell) -> Result<()> {
    use clap_complete::Shell as S;
    let (line, file) = match shell {
        S::Zsh => (format!("source <({COMPLETE}=zsh dangwu)"), "~/.zshrc"),
        S::Fish => (format!("{COMPLETE}=fish dangwu | source"), "~/.config/fish/config.fish"),
        S::PowerShell => (
            format!(
                "$env:{COMPLETE} = 'powershell'; dangwu | Out-String | Invoke-Expression; Remove-Item Env:{COMPLETE}"
            ),
            "$PROFILE",
        ),
        S::Elvish => (format!("eval (E:{COMPLETE}=elvish dangwu | slurp)"), "~/.config/elvish/rc.elv"),
        _ => (format!("source <({COMPLETE}=bash dangwu)"), "~/.bashrc"),
    };
    ctx.note(&say!(CompletionLine { file }));
    ctx.print(&(line + "\n"))
}
