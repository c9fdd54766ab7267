//! Nouns whose verbs are made when a command line names them, and not before: every run would pay for all of them.

use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};

use super::{CompletionsArgs, HelpArgs};
use crate::{activist, bundle, config, lake, meeting, member, org, paper, report, transfer, upkeep};

/// What stands below a noun, as typed. As long as it is not [`filled`] the noun has its name and what it is about alone.
#[derive(Debug)]
pub(super) struct Later<T>(pub(super) T);

impl<T: FromArgMatches> FromArgMatches for Later<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<T: Subcommand> Subcommand for Later<T> {
    fn augment_subcommands(noun: Command) -> Command {
        noun
    }

    fn augment_subcommands_for_update(noun: Command) -> Command {
        noun
    }

    fn has_subcommand(name: &str) -> bool {
        T::has_subcommand(name)
    }
}

impl<T: Args> Args for Later<T> {
    fn augment_args(noun: Command) -> Command {
        noun
    }

    fn augment_args_for_update(noun: Command) -> Command {
        noun
    }
}

/// The noun with its verbs, and what it is about as before.
pub(super) fn filled(noun: Command) -> Command {
    let about = noun.get_about().cloned().unwrap_or_default();
    let with_verbs = match noun.get_name() {
        "org" => org::cli::OrgCommand::augment_subcommands,
        "member" => member::cli::MemberCommand::augment_subcommands,
        "transfer" => transfer::cli::TransferCommand::augment_subcommands,
        "activist" => activist::cli::ActivistCommand::augment_subcommands,
        "meeting" => meeting::cli::MeetingCommand::augment_subcommands,
        "paper" => paper::cli::PaperCommand::augment_subcommands,
        "report" => report::cli::ReportCommand::augment_args,
        "db" => upkeep::cli::DbCommand::augment_subcommands,
        "bundle" => bundle::cli::BundleCommand::augment_subcommands,
        "lake" => lake::cli::LakeCommand::augment_subcommands,
        "config" => config::cli::ConfigCommand::augment_subcommands,
        "help" => HelpArgs::augment_args,
        "completions" => CompletionsArgs::augment_args,
        _ => return noun,
    };
    with_verbs(noun).about(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_noun_is_filled() {
        let nouns = crate::cli::Command::augment_subcommands(Command::new("nouns"));
        assert!(nouns.get_subcommands().count() > 10);
        for noun in nouns.get_subcommands() {
            let is_empty = |noun: &Command| !noun.has_subcommands() && noun.get_arguments().next().is_none();
            assert!(is_empty(noun) && !is_empty(&filled(noun.clone())), "{}", noun.get_name());
        }
    }
}
