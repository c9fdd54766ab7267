//! Errors of the command line itself, in the user's language: clap finds them, we say them.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind as C, ContextValue, ErrorKind as K};

use super::{Ending, help};
use crate::code::UnknownCode;
use crate::date::BadDate;
use crate::error::{BadValue, Error};
use crate::i18n::{Lang, say};

/// Turns an ending of clap's parser into ours: help and version are no errors.
pub(super) fn explain(error: &clap::Error, arguments: impl Iterator<Item = OsString>, lang: Lang) -> Ending {
    match error.kind() {
        K::DisplayHelp | K::DisplayVersion => {
            let shown = help::command(lang).try_get_matches_from(arguments);
            Ending::Help(shown.err().unwrap_or_else(|| clap::Error::new(K::DisplayHelp)).to_string())
        }
        _ => Ending::Failed(fault(error)),
    }
}

fn context(error: &clap::Error, kind: C) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn fault(error: &clap::Error) -> Error {
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
    let suggested = [C::SuggestedSubcommand, C::SuggestedArg, C::SuggestedValue].map(|kind| context(error, kind));
    match suggested.into_iter().find(|text| !text.is_empty()) {
        Some(suggested) => fault.hint(say!(DidYouMean { suggested })),
        None => match context(error, C::ValidValue) {
            known if !known.is_empty() => fault.hint(say!(ValuesKnown { known })),
            _ => fault.hint(say!(SeeHelp)),
        },
    }
}
