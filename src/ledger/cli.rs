//! `dangwu org LEDGER …`, `dangwu member LEDGER …`: the verbs of every kind, made from its declaration.
//!
//! A noun knows the names of its ledgers; what stands below a name is made only when somebody types it or asks for help.

use clap::{Arg, ArgAction, ArgMatches, Args as _, Command, FromArgMatches, Subcommand};

use super::list::{self, Filter};
use super::value::{self, Reader};
use super::write::{self, Entry};
use super::{Field, Holds, KINDS, Kind, Life, Noun};
use crate::code;
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, told};
use crate::error::{Error, Kind as Failure, Result};
use crate::globals::{Nature, plain_text};
use crate::i18n::{Label, Lang, say};
use crate::import::ImportArgs;
use crate::org::unit;
use crate::output::Frame;
use crate::{member, org};

/// What a verb is, in both languages; the label of the kind follows.
const VERBS: [(&str, Label); 8] = [
    ("add", Label { zh: "登记", en: "Record: " }),
    ("set", Label { zh: "更正", en: "Put right: " }),
    ("end", Label { zh: "自某日起结束一条", en: "Say from when on it holds no more: " }),
    ("remove", Label { zh: "删去误登的", en: "Take out a slip: " }),
    ("list", Label { zh: "列出", en: "List: " }),
    ("show", Label { zh: "显示一条", en: "Show one: " }),
    ("import", Label { zh: "导入", en: "Import: " }),
    ("export", Label { zh: "导出可再导入的", en: "Export what can be imported again: " }),
];

/// A verb of a ledger, as typed.
#[derive(Debug)]
pub struct LedgerCommand {
    kind: &'static Kind,
    verb: String,
    args: ArgMatches,
    /// What an import was asked for.
    import: Option<ImportArgs>,
}

/// The ledgers of orgs and units.
#[derive(Debug)]
pub struct OrgLedger(pub LedgerCommand);

/// The ledgers of people.
#[derive(Debug)]
pub struct MemberLedger(pub LedgerCommand);

macro_rules! ledgers_of {
    ($name:ident, $noun:expr) => {
        impl Subcommand for $name {
            fn augment_subcommands(noun: Command) -> Command {
                of($noun).fold(noun, |noun, kind| {
                    let ledger = Command::new(kind.name).about(kind.label.zh).subcommand_required(true);
                    noun.subcommand(ledger.arg_required_else_help(true).defer(|ledger| verbs($noun, ledger)))
                })
            }

            fn augment_subcommands_for_update(noun: Command) -> Command {
                Self::augment_subcommands(noun)
            }

            fn has_subcommand(name: &str) -> bool {
                find($noun, name).is_some()
            }
        }

        impl FromArgMatches for $name {
            fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
                LedgerCommand::of($noun, matches).map(Self)
            }

            fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
                *self = Self::from_arg_matches(matches)?;
                Ok(())
            }
        }
    };
}

ledgers_of!(OrgLedger, Noun::Org);
ledgers_of!(MemberLedger, Noun::Member);

fn of(noun: Noun) -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().copied().filter(move |kind| kind.noun == noun)
}

fn find(noun: Noun, name: &str) -> Option<&'static Kind> {
    of(noun).find(|kind| kind.name == name)
}

/// The verbs below the name of a ledger.
fn verbs(noun: Noun, ledger: Command) -> Command {
    let Some(kind) = find(noun, ledger.get_name()) else { return ledger };
    let about = |verb: &str| VERBS.iter().find(|(name, _)| *name == verb).map_or("", |(_, label)| label.zh);
    let verbs = VERBS.map(|(verb, _)| verb).into_iter().filter(|verb| *verb != "end" || kind.life == Life::State);
    verbs.fold(ledger, |ledger, name| {
        let verb = Command::new(name).about(format!("{}{}", about(name), kind.label.zh));
        ledger.subcommand(with_arguments(kind, name, verb))
    })
}

fn with_arguments(kind: &'static Kind, name: &str, verb: Command) -> Command {
    let id = || text_arg("id", "条目号(list 的第一列)".to_owned()).required(true).value_name("ID");
    match name {
        "add" => kind.all_fields().fold(verb, |verb, field| verb.arg(field_arg(kind, field, true))),
        "set" => kind.all_fields().fold(verb.arg(id()), |verb, field| verb.arg(field_arg(kind, field, false))),
        "end" => verb.arg(id()).arg(option("date", "DATE", "自该日起不再有".to_owned()).required(true)),
        "list" => filters(kind, verb),
        // The options bring a text of their own.
        "import" => ImportArgs::augment_args(verb).about(format!("导入{}", kind.label.zh)),
        "export" => verb,
        _ => verb.arg(id()),
    }
}

fn text_arg(name: &'static str, help: String) -> Arg {
    Arg::new(name).value_parser(plain_text()).help(help)
}

fn option(name: &'static str, value: &'static str, help: String) -> Arg {
    text_arg(name, help).long(name.replace('_', "-")).value_name(value).allow_hyphen_values(true)
}

/// A subject is given first, the rest by options; of what is put right, all by options.
fn field_arg(kind: &Kind, field: &'static Field, is_new: bool) -> Arg {
    let help = field_help(kind, field, Lang::Zh);
    if is_new && field.is_subject {
        return text_arg(field.key, help).required(true).value_name(value_name(field));
    }
    let arg = option(field.key, value_name(field), help).required(is_new && field.needed);
    if field.key == "since" { arg.alias("from") } else { arg }
}

fn value_name(field: &Field) -> &'static str {
    match field.holds {
        Holds::Org => "ORG",
        Holds::Person => "PERSON",
        Holds::Unit => "UNIT",
        Holds::Text => "TEXT",
        Holds::Code(_) => "KIND",
        Holds::Codes(_) => "K,K…",
        Holds::Count => "N",
        Holds::Money => "MONEY",
        Holds::Date => "DATE",
    }
}

/// What a field is called, with the list that it takes its values from.
fn field_help(kind: &Kind, field: &Field, lang: Lang) -> String {
    let label = kind.label_of(field.key).say(lang);
    let Some(codes) = field.codes() else { return label.to_owned() };
    let (colon, between) = if lang == Lang::Zh { (": ", "、") } else { (": ", ", ") };
    let choice = |code: &code::Code| format!("{} {}", code.code, code.label.say(lang));
    format!("{label}{colon}{}", codes.iter().map(choice).collect::<Vec<_>>().join(between))
}

fn filters(kind: &'static Kind, mut verb: Command) -> Command {
    verb = verb.arg(option("org", "ORG", "只列该党组织的".to_owned()));
    verb = verb.arg(option("under", "ORG", "只列该党组织及其下级的".to_owned()).conflicts_with("org"));
    for (holds, key, value, help) in
        [(Holds::Person, "person", "PERSON", "只列此人的"), (Holds::Unit, "unit", "UNIT", "只列该单位的")]
    {
        if kind.on(holds).is_some() {
            verb = verb.arg(option(key, value, help.to_owned()));
        }
    }
    verb = verb.arg(option("from", "DATE", "自该日起".to_owned())).arg(option("to", "DATE", "至该日止".to_owned()));
    if kind.life == Life::State {
        verb = verb.arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help("也列已结束的"));
    }
    let coded = kind.all_fields().filter(|field| field.codes().is_some());
    coded.fold(verb, |verb, field| verb.arg(option(field.key, "KIND", field_help(kind, field, Lang::Zh))))
}

/// The English about of a path of commands (`org.venue.add`), if it is one of a ledger.
pub(crate) fn english(path: &str) -> Option<String> {
    let (kind, verb) = of_path(path).filter(|_| path.split('.').count() <= 3)?;
    let Some(verb) = verb else { return Some(capital(kind.label.en)) };
    VERBS.iter().find(|(name, _)| *name == verb).map(|(_, label)| format!("{}{}", label.en, kind.label.en))
}

/// The English help of an argument there.
pub(crate) fn english_for(path: &str, id: &str) -> Option<String> {
    let (kind, verb) = of_path(path)?;
    let is_filter = verb == Some("list") && kind.field(id).is_some_and(|field| field.codes().is_none());
    match (verb, id) {
        (_, "id") => Some("Number (the first column of list)".to_owned()),
        (Some("end"), "date") => Some("From this day on it holds no more".to_owned()),
        (Some("list"), "all") => Some("Those that ended, too".to_owned()),
        (Some("list"), "from") => Some("From this day on".to_owned()),
        (Some("list"), "to") => Some("Up to this day".to_owned()),
        (Some("list"), "org") => Some("Only of this org".to_owned()),
        (Some("list"), "under") => Some("Only of this org and those below it".to_owned()),
        _ if is_filter => Some(format!("Only of this {id}")),
        _ => kind.field(id).map(|field| field_help(kind, field, Lang::En)),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn of_path(path: &str) -> Option<(&'static Kind, Option<&str>)> {
    let mut parts = path.split('.');
    let noun = match parts.next()? {
        "org" => Noun::Org,
        "member" => Noun::Member,
        _ => return None,
    };
    Some((find(noun, parts.next()?)?, parts.next()))
}

impl LedgerCommand {
    fn of(noun: Noun, matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, below) = matches.subcommand().ok_or_else(missing)?;
        let (verb, args) = below.subcommand().ok_or_else(missing)?;
        let import = (verb == "import").then(|| ImportArgs::from_arg_matches(args)).transpose()?;
        Ok(Self { kind: find(noun, name).ok_or_else(missing)?, verb: verb.to_owned(), args: args.clone(), import })
    }

    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self.verb.as_str() {
            "list" | "export" => Nature::Lists,
            "show" => Nature::Shows,
            "import" => Nature::Imports,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(&self, ctx: &Ctx) -> Result<()> {
        if let Some(args) = &self.import {
            return super::import::run(ctx, self.kind, args);
        }
        match self.verb.as_str() {
            "add" => self.add(ctx),
            "set" => self.set(ctx),
            "end" => self.end(ctx),
            "remove" => self.remove(ctx),
            "list" => self.list(ctx),
            "show" => self.show(ctx),
            _ => self.export(ctx),
        }
    }

    fn export(&self, ctx: &Ctx) -> Result<()> {
        let db = ctx.read_at()?;
        let filter = Filter { all: true, ..Filter::default() };
        ctx.list(list::export_columns(self.kind), Frame::default(), |listing| {
            list::list(&db, self.kind, &filter, false, listing)
        })
    }

    fn typed(&self, key: &str) -> Option<&str> {
        self.args.try_get_one::<String>(key).ok().flatten().map(String::as_str)
    }

    fn id(&self) -> Result<i64> {
        let typed = self.typed("id").unwrap_or_default();
        typed.parse().map_err(|_| Error::usage(say!(EntryIdBad { typed })))
    }

    fn date(&self, key: &str, ctx: &Ctx) -> Result<Option<PartialDate>> {
        Ok(self.typed(key).map(|typed| told(typed, ctx.today).parse()).transpose()?)
    }

    /// Puts what was typed into an entry; tells whether anything was.
    fn fill(&self, tx: &crate::db::Tx<'_>, entry: &mut Entry, ctx: &Ctx) -> Result<bool> {
        let mut is_told = false;
        for field in self.kind.all_fields() {
            let Some(typed) = self.typed(field.key) else { continue };
            is_told = true;
            // Days told by their distance (今天) are read from the office's today.
            let plain = if field.holds == Holds::Date { told(typed, ctx.today) } else { typed.into() };
            let read = value::read(tx, field, &plain, Reader::Person, ctx.today);
            entry.put(self.kind, field.key, read.map_err(|error| self.of_field(field, typed, error))?);
        }
        Ok(is_told)
    }

    /// Which field it was that could not be read, where what was read is no record's name.
    fn of_field(&self, field: &Field, typed: &str, error: Error) -> Error {
        match (field.holds, error.kind()) {
            (Holds::Org | Holds::Person | Holds::Unit, _) => error,
            (_, Failure::Refused) => {
                let what = error.in_a_line();
                Error::usage(say!(EntryFieldBad { field: self.kind.label_of(field.key), typed, what }))
            }
            _ => error,
        }
    }

    fn add(&self, ctx: &Ctx) -> Result<()> {
        ctx.write(|tx, _| {
            let mut entry = Entry::empty(self.kind);
            self.fill(tx, &mut entry, ctx)?;
            let id = write::add(tx, self.kind, &entry, ctx.today)?;
            Ok(Done::new(say!(EntryAdded { kind: self.kind.label, id })).to("ledger").with("id", id))
        })
    }

    fn set(&self, ctx: &Ctx) -> Result<()> {
        let id = self.id()?;
        ctx.write(|tx, _| {
            let mut entry = write::get(tx, self.kind, id)?;
            if !self.fill(tx, &mut entry, ctx)? {
                return Err(Error::usage(say!(NothingToSet)));
            }
            write::change(tx, self.kind, id, &entry, ctx.today)?;
            Ok(Done::corrected(say!(EntrySet { kind: self.kind.label, id })).to("ledger").with("id", id))
        })
    }

    fn end(&self, ctx: &Ctx) -> Result<()> {
        let (id, date) = (self.id()?, self.date("date", ctx)?.expect("it is required"));
        ctx.write(|tx, _| {
            write::end(tx, self.kind, id, &date, ctx.today)?;
            Ok(Done::new(say!(EntryEnded { kind: self.kind.label, id, date: &date })).to("ledger").with("id", id))
        })
    }

    fn remove(&self, ctx: &Ctx) -> Result<()> {
        let id = self.id()?;
        if !ctx.agrees(&say!(EntryRemoveQuestion { kind: self.kind.label, id })) {
            return Err(Error::refused(say!(EntryKept { kind: self.kind.label, id })));
        }
        ctx.write(|tx, _| {
            write::remove(tx, self.kind, id)?;
            Ok(Done::new(say!(EntryRemoved { kind: self.kind.label, id })).to("ledger").with("id", id))
        })
    }

    fn list(&self, ctx: &Ctx) -> Result<()> {
        let db = ctx.read_at()?;
        let conn = db.conn();
        let filter = Filter {
            id: None,
            org: self.typed("org").map(|typed| org::find(conn, typed)).transpose()?,
            under: self.typed("under").map(|typed| org::find(conn, typed)).transpose()?,
            person: self.typed("person").map(|typed| member::find(conn, typed)).transpose()?,
            unit: self.typed("unit").map(|typed| unit::find(conn, typed)).transpose()?,
            from: self.date("from", ctx)?,
            to: self.date("to", ctx)?,
            codes: self.codes()?,
            all: self.kind.life == Life::State && self.args.get_flag("all"),
        };
        ctx.list(list::columns(self.kind), Frame::default(), |listing| {
            list::list(&db, self.kind, &filter, true, listing)
        })
    }

    fn codes(&self) -> Result<Vec<(&'static str, &'static str)>> {
        let coded = self.kind.all_fields().filter_map(|field| Some((field, field.codes()?, self.typed(field.key)?)));
        coded
            .map(|(field, codes, typed)| match code::find(codes, typed) {
                Ok(code) => Ok((field.key, code.code)),
                Err(unknown) => {
                    let (field, what) = (self.kind.label_of(field.key), unknown.to_problem());
                    Err(Error::usage(say!(EntryFieldBad { field, typed, what })))
                }
            })
            .collect()
    }

    fn show(&self, ctx: &Ctx) -> Result<()> {
        let (id, db) = (self.id()?, ctx.read_at()?);
        let row = list::one(&db, self.kind, id)?;
        let frame = Frame { upright: true, ..Frame::default() };
        ctx.list(list::columns(self.kind), frame, |listing| listing.push(row))
    }
}
