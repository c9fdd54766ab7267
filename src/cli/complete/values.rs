//! What may stand behind an option or in the place of a word: names in the database, codes, reports, forms, days, files.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{Arg, Command, ValueHint};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use rusqlite::Connection;

use crate::cli::texts;
use crate::cli::topics;
use crate::code::{Code, UnknownCode};
use crate::ctx::Surroundings;
use crate::i18n::{Lang, say};
use crate::{db, ledger, lists, member, org, paper, report, text};

/// What is asked for values: the language, the database and the folders of the office.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) lang: Lang,
    database: PathBuf,
    reports: Option<PathBuf>,
    forms: Option<PathBuf>,
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Org,
    Unit,
    Person,
    PersonOrOrg,
    Report,
    Form,
    Topic,
    Day,
    Codes,
}

impl Takes {
    fn of(path: &str, arg: &Arg) -> Self {
        let id = arg.get_id().as_str();
        let named =
            arg.get_value_names().and_then(|names| names.first()).map_or(id.to_uppercase(), ToString::to_string);
        match (path, id, named.as_str()) {
            ("report", "name", _) => Self::Report,
            ("help", "words", _) => Self::Topic,
            (_, "form", "FORM" | "FORM|TEMPLATE.xlsx") if path.starts_with("paper") => Self::Form,
            (_, _, "PERSON|ORG|ID") => Self::PersonOrOrg,
            (_, _, "ORG" | "NAME|ORG" | "BY") => Self::Org,
            (_, _, "UNIT" | "UNIT,UNIT") | (_, "unit", _) => Self::Unit,
            (_, _, "CONTACT" | "KEEP" | "GONE" | "P,P…") => Self::Person,
            (_, "text", _) if path == "member.find" => Self::Person,
            (_, _, named) if named.starts_with("PERSON") || named.starts_with("P:") || named.starts_with("P[") => {
                Self::Person
            }
            (_, _, "DATE" | "DATE|OPERATION") => Self::Day,
            _ => Self::Codes,
        }
    }
}

impl Records {
    pub(super) fn of(asked: &Surroundings) -> Self {
        let owned = |folder: Option<&std::path::Path>| folder.map(std::path::Path::to_owned);
        Self {
            lang: asked.lang(),
            database: asked.database(),
            reports: owned(asked.report_folder()),
            forms: owned(asked.template_folder()),
        }
    }

    /// What begins as typed of what is taken there, each with what it is.
    fn begun(&self, takes: Takes, typed: &str) -> Vec<(String, String)> {
        // Somebody who types a personal number is not helped along.
        if typed.len() > 5 && typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        match takes {
            Takes::Org => self.asked(|conn| org::begun(conn, typed)),
            Takes::Unit => self.asked(|conn| org::unit::begun(conn, typed)),
            Takes::Person => self.people(typed),
            Takes::PersonOrOrg => [self.people(typed), self.asked(|conn| org::begun(conn, typed))].concat(),
            Takes::Report => self.reports(typed),
            Takes::Form => beginning(paper::cli::names(self.forms.as_deref(), self.lang), typed),
            Takes::Topic => {
                let topics = topics::titles(self.lang).into_iter();
                named(topics.map(|(name, chinese, title)| (name, chinese.to_owned(), title)), typed)
            }
            Takes::Day => self.days(typed),
            Takes::Codes => Vec::new(),
        }
    }

    fn asked<T>(&self, ask: impl FnOnce(&Connection) -> crate::error::Result<Vec<T>>) -> Vec<T> {
        db::glance(&self.database).and_then(|conn| ask(&conn).ok()).unwrap_or_default()
    }

    fn people(&self, typed: &str) -> Vec<(String, String)> {
        let told = |(name, places): (String, Vec<String>)| {
            let told = match &places[..] {
                [place] => place.clone(),
                places => say!(CompletionSeveral { places: places.to_vec() }).say(self.lang),
            };
            (name, told)
        };
        self.asked(|conn| member::begun(conn, typed)).into_iter().map(told).collect()
    }

    fn reports(&self, typed: &str) -> Vec<(String, String)> {
        let ours = report::help::catalogue(self.lang).into_iter();
        let own =
            report::help::own(self.reports.as_deref()).into_iter().map(|name| (name, String::new(), String::new()));
        named(ours.map(|(name, chinese, title)| (name, chinese.to_owned(), title)).chain(own), typed)
    }

    fn days(&self, typed: &str) -> Vec<(String, String)> {
        let days = match self.lang {
            Lang::Zh => [("今天", ""), ("昨天", ""), ("上周五", "")],
            Lang::En => [("today", ""), ("yesterday", ""), ("-7d", "")],
        };
        beginning(days.map(|(day, told)| (day.to_owned(), told.to_owned())).to_vec(), typed)
    }

    /// The codes of a list, or their Chinese labels where one is begun.
    fn codes(&self, codes: &[Code], typed: &str) -> Vec<(String, String)> {
        let told = codes
            .iter()
            .map(|code| (code.code.to_owned(), code.label.zh.to_owned(), code.label.say(self.lang).to_owned()));
        named(told, typed)
    }
}

fn beginning(all: Vec<(String, String)>, typed: &str) -> Vec<(String, String)> {
    all.into_iter().filter(|(name, _)| name.starts_with(typed)).collect()
}

/// Those that begin as typed by their names; by their Chinese names where these are begun.
fn named(all: impl Iterator<Item = (String, String, String)>, typed: &str) -> Vec<(String, String)> {
    let told = |(name, chinese, told): (String, String, String)| match name.starts_with(typed) {
        true => Some((name, told)),
        false if !chinese.is_empty() && chinese.starts_with(typed) => Some((chinese, told)),
        false => None,
    };
    all.filter_map(told).collect()
}

/// An argument with what could stand there.
pub(super) fn valued(arg: Arg, path: &str, records: &Arc<Records>) -> Arg {
    if !arg.get_action().takes_values() {
        return arg;
    }
    let kind = arg.get_value_parser().type_id();
    let is_file = kind == std::any::TypeId::of::<PathBuf>();
    if is_file || (path == "report" && arg.get_id() == "words") {
        return arg.value_hint(ValueHint::AnyPath);
    }
    let (takes, path) = (Takes::of(path, &arg), path.to_owned());
    let (records, asked) = (Arc::clone(records), arg.clone());
    let offer = move |typed: &OsStr| {
        let Some(typed) = typed.to_str() else { return Vec::new() };
        // Of a list the last one is being typed.
        let at =
            typed.rfind([',', '，', '、']).map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8));
        let (before, last) = typed.split_at(at);
        let found = match takes {
            Takes::Codes => known(&asked, &path, &records, last),
            _ => records.begun(takes, last),
        };
        found.into_iter().map(|(value, told)| candidate(&format!("{before}{value}"), &told)).collect()
    };
    arg.add(ArgValueCompleter::new(offer))
}

fn candidate(value: &str, told: &str) -> CompletionCandidate {
    let told = text::mask_sure(told);
    CompletionCandidate::new(value).help((!told.is_empty()).then(|| told.into_owned().into()))
}

/// The values that an option says it takes, or the codes of its list.
fn known(arg: &Arg, path: &str, records: &Records, typed: &str) -> Vec<(String, String)> {
    let told = |value: &PossibleValue| value.get_help().map(ToString::to_string).unwrap_or_default();
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        return beginning(possible.iter().map(|value| (value.get_name().to_owned(), told(value))).collect(), typed);
    }
    let id = arg.get_id().as_str();
    let codes = ledger::cli::codes(path, id).or_else(|| of_parser(arg)).or_else(|| match id {
        "category" => lists::list("roll", "category"),
        "sex" => lists::list("person", "sex"),
        _ => None,
    });
    codes.map(|codes| records.codes(codes, typed)).unwrap_or_default()
}

/// The list of codes that what reads an option knows: told when it refuses a text that nobody means.
fn of_parser(arg: &Arg) -> Option<&'static [Code]> {
    use std::error::Error as _;
    let alone = Arg::new("value").long("value").value_parser(arg.get_value_parser().clone());
    let refused =
        Command::new("codes").no_binary_name(true).arg(alone).try_get_matches_from(["--value=\u{1}"]).err()?;
    refused.source()?.downcast_ref::<UnknownCode>().map(|unknown| unknown.known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{chinese, help};

    fn found(path: &str, id: &str) -> (Takes, Vec<&'static str>) {
        let mut whole = help::bare();
        whole.build();
        let names: Vec<&str> = path.split('.').collect();
        let command = names.iter().fold(&whole, |command, name| command.find_subcommand(name).unwrap());
        let arg = command.get_arguments().find(|arg| arg.get_id() == id).unwrap();
        let codes = ledger::cli::codes(path, id).or_else(|| of_parser(arg)).unwrap_or_default();
        (Takes::of(path, arg), codes.iter().map(|code| code.code).take(2).collect())
    }

    #[test]
    fn an_option_is_known_by_what_it_takes() {
        for (path, id, takes) in [
            ("member.add", "org", Takes::Org),
            ("member.add", "unit", Takes::Unit),
            ("org.guide", "by", Takes::Org),
            ("member.show", "person", Takes::Person),
            ("meeting.record", "attend", Takes::Person),
            ("paper.fill", "form", Takes::Form),
            ("paper.fill", "whom", Takes::PersonOrOrg),
            ("report", "name", Takes::Report),
            ("help", "words", Takes::Topic),
            ("org.found", "date", Takes::Day),
            ("activist.admit", "introducers", Takes::Person),
        ] {
            assert_eq!(found(path, id).0, takes, "{path} {id}");
        }
        for (path, id, codes) in [
            ("org.add", "kind", ["committee", "general-branch"]),
            ("meeting.record", "form", ["lecture", "special-lecture"]),
            ("org.venue.add", "kind", ["activity-room", "service-centre"]),
            ("member.dues.list", "kind", ["rate", "waiver"]),
        ] {
            assert_eq!(found(path, id).1, codes, "{path} {id}");
        }
    }

    /// Every option that takes a KIND, a WAY or the like offers its codes.
    #[test]
    fn every_option_of_codes_offers_them() {
        let (mut whole, mut bare) = (help::bare(), Vec::new());
        whole.build();
        let mut next = vec![(&whole, String::new())];
        let mut count = 0;
        while let Some((command, path)) = next.pop() {
            for arg in command.get_arguments() {
                let named = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
                let is_coded = ["KIND", "WAY", "STAGE", "STEP", "POST", "TIER", "FORM", "MEASURE", "SEX"]
                    .contains(&named)
                    && !(path.starts_with("paper") || arg.is_global_set());
                let records = Records { lang: Lang::Zh, database: PathBuf::new(), reports: None, forms: None };
                if is_coded && known(arg, &path, &records, "").is_empty() {
                    bare.push(format!("{path} {}", arg.get_id()));
                }
                count += usize::from(is_coded);
            }
            next.extend(command.get_subcommands().map(|verb| (verb, chinese::below(&path, verb.get_name()))));
        }
        assert_eq!(bare, [] as [String; 0]);
        assert!(count > 80, "{count}");
    }
}
