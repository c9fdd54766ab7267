//! `dangwu org LEDGER …`, `dangwu member LEDGER …`: the verbs of every kind, made from its declaration.
//!
//! A noun knows the names of its ledgers; what stands below a name is made only when somebody types it or asks for help.

mod build;

use chrono::NaiveDate;
use clap::{ArgMatches, Command, FromArgMatches, Subcommand};
use rusqlite::Connection;

use super::kinds::is_added_by_name;
use super::list::{self, Filter};
use super::sheet::Entries;
use super::value::{self, Reader};
use super::write::{self, Entry, Settlement};
use super::{Field, Holds, KINDS, Kind, Noun};
use crate::batch::BatchArgs;
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, told};
use crate::db::Tx;
use crate::error::{Error, Kind as Failure, Result};
use crate::globals::Nature;
use crate::i18n::say;
use crate::import::ImportArgs;
use crate::ledger::texts;
use crate::org::unit;
use crate::output::Frame;
use crate::rules::Advice;
use crate::{batch, member, org, text};

pub(super) use build::verbs;
pub(crate) use build::{codes, english, english_for};

/// A verb of a ledger, as typed.
#[derive(Debug)]
pub struct LedgerCommand {
    kind: &'static Kind,
    verb: String,
    args: ArgMatches,
    /// What an import was asked for.
    import: Option<ImportArgs>,
    /// What a sheet was asked for.
    batch: Option<BatchArgs>,
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
                    let ledger = Command::new(kind.name).about(kind.label.zh);
                    let ledger = ledger.subcommand_required(!is_added_by_name(kind));
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

/// Whether a verb of a noun is the name of a ledger.
pub(crate) fn is_ledger(noun: &str, verb: &str) -> bool {
    KINDS.iter().any(|kind| kind.noun.word() == noun && kind.name == verb)
}

/// The whole command, where ledgers of such paths (`org.venue`) have only their names: the help of others does not show their verbs. A noun that has
/// no verbs has no ledgers either.
pub(crate) fn without_verbs(whole: Command, is_idle: impl Fn(&str) -> bool) -> Command {
    let has_verbs = |noun: &str| whole.find_subcommand(noun).is_some_and(Command::has_subcommands);
    let filled = [Noun::Org, Noun::Member].map(|noun| (noun, has_verbs(noun.word())));
    let is_there = |noun: Noun| filled.contains(&(noun, true));
    let is_idle = |kind: &Kind| is_idle(&format!("{}.{}", kind.noun.word(), kind.name));
    KINDS.iter().filter(|kind| is_there(kind.noun) && is_idle(kind)).fold(whole, |whole, kind| {
        let name_alone = |ledger: Command| {
            let alone = Command::new(kind.name).about(ledger.get_about().cloned().unwrap_or_default());
            alone.visible_aliases(ledger.get_visible_aliases().map(str::to_owned).collect::<Vec<_>>())
        };
        whole.mut_subcommand(kind.noun.word(), |noun| noun.mut_subcommand(kind.name, name_alone))
    })
}

/// Puts down an entry told by its keys, as a verb of another noun does that is the same as `add` of a ledger.
pub(crate) fn add_told(
    tx: &Tx<'_>,
    table: &str,
    told: &[(&str, String)],
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<Done> {
    let (kind, id) = (of_table(table), add_entry(tx, table, &[], told, today, advice)?);
    Ok(Done::new(say!(EntryAdded { kind: kind.label, id })).to("ledger").with("id", id))
}

/// The same for a verb that tells what it did in its own words, with the subjects that it has found; returns the number of
/// the entry.
pub(crate) fn add_entry(
    tx: &Tx<'_>,
    table: &str,
    subjects: &[(&str, i64)],
    told: &[(&str, String)],
    today: NaiveDate,
    advice: &mut Advice,
) -> Result<i64> {
    let kind = of_table(table);
    let mut entry = Entry::empty(kind);
    for (key, subject) in subjects {
        entry.put(kind, key, (*subject).into());
    }
    for (key, typed) in told {
        let field = kind.field(key).expect("a field of that ledger");
        entry.put(kind, key, value::read(tx, field, typed, Reader::Person, today)?);
    }
    write::add(tx, kind, &entry, today, advice)
}

/// Imports entries, as a verb of another noun does; `begins` is the day of rows that tell none.
pub(crate) fn import(ctx: &Ctx, table: &str, args: &ImportArgs, begins: Option<&PartialDate>) -> Result<()> {
    super::import::run(ctx, of_table(table), args, begins)
}

/// Exports entries, as a verb of another noun does.
pub(crate) fn export(ctx: &Ctx, table: &str) -> Result<()> {
    export_all(ctx, of_table(table))
}

fn of_table(table: &str) -> &'static Kind {
    super::of_table(table).expect("a ledger of this program")
}

fn export_all(ctx: &Ctx, kind: &Kind) -> Result<()> {
    let db = ctx.read_at()?;
    let filter = Filter { all: true, ..Filter::default() };
    ctx.list(list::export_columns(kind), Frame::default(), |listing| list::list(&db, kind, &filter, false, listing))
}

impl LedgerCommand {
    fn of(noun: Noun, matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, below) = matches.subcommand().ok_or_else(missing)?;
        let kind = find(noun, name).ok_or_else(missing)?;
        let by_name = is_added_by_name(kind).then_some(("add", below));
        let (verb, args) = below.subcommand().or(by_name).ok_or_else(missing)?;
        let import = (verb == "import").then(|| ImportArgs::from_arg_matches(args)).transpose()?;
        let batch = (verb == "edit").then(|| BatchArgs::from_arg_matches(args)).transpose()?;
        Ok(Self { kind, verb: verb.to_owned(), args: args.clone(), import, batch })
    }

    /// What the verb does with the records.
    pub fn nature(&self) -> Nature {
        match self.verb.as_str() {
            "list" | "export" => Nature::Lists,
            "show" => Nature::Shows,
            "import" => Nature::Imports,
            "edit" => Nature::Edits,
            _ => Nature::Writes,
        }
    }

    /// Runs the verb.
    pub fn run(&self, ctx: &Ctx) -> Result<()> {
        if let Some(args) = &self.import {
            return super::import::run(ctx, self.kind, args, None);
        }
        if let Some(args) = &self.batch {
            let filter = self.filter(ctx, ctx.read()?.conn())?;
            return batch::run(ctx, args, &Entries { kind: self.kind, filter, today: ctx.today });
        }
        match self.verb.as_str() {
            "add" => self.add(ctx),
            "set" => self.set(ctx),
            "end" => self.end(ctx),
            "settle" => self.settle(ctx),
            "remove" => self.remove(ctx),
            "list" => self.list(ctx),
            "show" => self.show(ctx),
            _ => export_all(ctx, self.kind),
        }
    }

    fn typed(&self, key: &str) -> Option<&str> {
        self.args.try_get_one::<String>(key).ok().flatten().map(String::as_str)
    }

    /// All that was typed for an option that may be repeated.
    fn all_typed(&self, key: &str) -> Vec<&str> {
        let typed = self.args.try_get_many::<String>(key).ok().flatten();
        typed.map(|typed| typed.map(String::as_str).collect()).unwrap_or_default()
    }

    fn is_set(&self, key: &str) -> bool {
        self.args.try_get_one::<bool>(key).ok().flatten().copied().unwrap_or_default()
    }

    fn id(&self) -> Result<i64> {
        let typed = self.typed("id").unwrap_or_default();
        typed.parse().map_err(|_| Error::usage(say!(EntryIdBad { typed })))
    }

    fn date(&self, key: &str, ctx: &Ctx) -> Result<Option<PartialDate>> {
        Ok(self.typed(key).map(|typed| told(typed, ctx.today).parse()).transpose()?)
    }

    /// What was typed where several may be named at once, one by one; nothing, of a kind in which they may not.
    fn each(&self) -> Vec<Option<&str>> {
        let Some(field) = self.kind.fields.iter().find(|field| field.is_each) else { return vec![None] };
        let typed = self.args.get_many::<String>(field.key).into_iter().flatten();
        typed.flat_map(|names| text::items(names)).map(Some).collect()
    }

    /// Puts what was typed into an entry, of several at once this `one`; tells whether anything was.
    fn fill(&self, tx: &Tx<'_>, entry: &mut Entry, one: Option<&str>, ctx: &Ctx) -> Result<bool> {
        let mut is_told = false;
        for field in self.kind.all_fields() {
            let one = one.filter(|_| field.is_each);
            let Some(first) = one.or_else(|| self.typed(field.key)) else { continue };
            is_told = true;
            let plain = match field.holds {
                // Days told by their distance (今天) are read from the office's today.
                _ if field.is_date() => told(first, ctx.today),
                Holds::Lines(_) => self.all_typed(field.key).join("\n").into(),
                _ => first.into(),
            };
            let read = value::read(tx, field, &plain, Reader::Person, ctx.today);
            entry.put(self.kind, field.key, read.map_err(|error| self.of_field(field, &plain, error))?);
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
        ctx.write(|tx, advice| {
            let mut ids = Vec::new();
            for one in self.each() {
                let mut entry = Entry::empty(self.kind);
                self.fill(tx, &mut entry, one, ctx)?;
                ids.push(write::add(tx, self.kind, &entry, ctx.today, advice)?);
            }
            let id = ids[0];
            let said = match &ids[..] {
                [_] => say!(EntryAdded { kind: self.kind.label, id }),
                _ => say!(EntriesAdded { kind: self.kind.label, ids }),
            };
            Ok(Done::new(said).to("ledger").with("id", id))
        })
    }

    fn set(&self, ctx: &Ctx) -> Result<()> {
        let id = self.id()?;
        ctx.write(|tx, advice| {
            let mut entry = write::get(tx, self.kind, id)?;
            if !self.fill(tx, &mut entry, None, ctx)? {
                return Err(Error::usage(say!(NothingToSet)));
            }
            advice.only_warning(|advice| write::change(tx, self.kind, id, &entry, ctx.today, advice))?;
            Ok(Done::corrected(say!(EntrySet { kind: self.kind.label, id })).to("ledger").with("id", id))
        })
    }

    fn end(&self, ctx: &Ctx) -> Result<()> {
        let (id, date) = (self.id()?, self.date("date", ctx)?.expect("it is required"));
        ctx.write(|tx, advice| {
            let mut entry = write::get(tx, self.kind, id)?;
            self.fill(tx, &mut entry, None, ctx)?;
            write::end(tx, self.kind, id, entry, &date, ctx.today, advice)?;
            Ok(Done::new(say!(EntryEnded { kind: self.kind.label, id, date: &date })).to("ledger").with("id", id))
        })
    }

    fn settle(&self, ctx: &Ctx) -> Result<()> {
        let (id, date) = (self.id()?, self.date("date", ctx)?.expect("it is required"));
        let (how, rest) = (self.typed("how"), self.typed("outcome"));
        let settlement = Settlement { date, how, lines: self.all_typed("item"), rest };
        ctx.write(|tx, advice| {
            write::settle(tx, self.kind, id, &settlement, ctx.today, advice)?;
            Ok(Done::new(say!(EntrySettled { kind: self.kind.label, id, date: &date })).to("ledger").with("id", id))
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
        let filter = self.filter(ctx, db.conn())?;
        ctx.list(list::columns(self.kind), Frame::listed(self.kind.label.say(ctx.lang).to_owned()), |listing| {
            list::list(&db, self.kind, &filter, true, listing)
        })
    }

    /// Which entries were asked for.
    fn filter(&self, ctx: &Ctx, conn: &Connection) -> Result<Filter> {
        Ok(Filter {
            id: None,
            org: self.typed("org").map(|typed| org::find(conn, typed)).transpose()?,
            under: self.typed("under").map(|typed| org::find(conn, typed)).transpose()?,
            person: self.typed("person").map(|typed| member::find(conn, typed)).transpose()?,
            unit: self.typed("unit").map(|typed| unit::find(conn, typed)).transpose()?,
            from: self.date("from", ctx)?,
            to: self.date("to", ctx)?,
            codes: self.codes()?,
            all: self.is_set("all"),
            overdue: self.is_set("overdue"),
        })
    }

    fn codes(&self) -> Result<Vec<(&'static str, &'static str)>> {
        let coded = self.kind.all_fields().filter_map(|field| Some((field, field.codes()?, self.typed(field.key)?)));
        coded
            .map(|(field, codes, typed)| match value::code_of(codes, typed) {
                Ok(code) => Ok((field.key, code.code)),
                Err(what) => {
                    let field = self.kind.label_of(field.key);
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
