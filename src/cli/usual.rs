//! The usual org of a clerk (`org.default` of the configuration): where members and applicants are entered that are told without one.

use std::ffi::{OsStr, OsString};

use super::way::Way;
use super::{help, usage};
use crate::i18n::{Lang, words};

/// The verbs that enter people into an org.
const VERBS: [&str; 4] = ["member.add", "member.import", "activist.apply", "activist.import"];

/// What tells that people are put where the command line says.
const TOLD: [&str; 3] = ["org", "no-roll", "help"];

/// Adds the usual org to a command line that enters people and tells none. Returns whether it did.
pub(super) fn add(arguments: &mut Vec<OsString>, org: &OsStr) -> bool {
    let texts = || arguments.iter().filter_map(|argument| argument.to_str());
    if texts().any(|text| matches!(text, "--" | "-h") || TOLD.iter().any(|long| words::is_option(text, long))) {
        return false;
    }
    let typed: Vec<&str> = usage::words(arguments).collect();
    let enters = VERBS.contains(&Way::of(&help::of_words(Lang::Zh, &typed), arguments).path.as_str());
    if enters {
        arguments.extend(["--org".into(), org.to_owned()]);
    }
    enters
}
