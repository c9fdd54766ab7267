//! `dangwu org LEDGER …`, `dangwu member LEDGER …`: the verbs of every kind, made from its declaration.
//!
//! A noun knows the names of its ledgers; what stands below a name is made only when somebody types it or asks for help.

use clap::{Arg, ArgAction, ArgMatches, Args as _, Command, FromArgMatches, Subcommand};

use super::lines::Outcome;
use super::list::{self, Filter};
use super::value::{self, Reader};
use super::write::{self, Entry, Settlement};
use super::{Field, Holds, KINDS, Kind, Life, Noun};
use crate::code;
use crate::ctx::{Ctx, Done};
use crate::date::{PartialDate, told};
use crate::error::{Error, Kind as Failure, Result};
use crate::globals::{Nature, plain_text};
use crate::i18n::{Label, Lang, say};
use crate::import::ImportArgs;
use crate::ledger::texts;
use crate::org::unit;
use crate::output::Frame;
use crate::{member, org, text};

/// What a verb is, in both languages; the label of the kind follows.
const VERBS: [(&str, Label); 9] = [
    ("add", Label { zh: "登记", en: "Record: " }),
    ("set", Label { zh: "更正", en: "Put right: " }),
    ("end", Label { zh: "自某日起结束一条", en: "Say from when on it holds no more: " }),
    ("settle", Label { zh: "办结", en: "Settle: " }),
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

/// The whole command, where such ledgers have only their names: the help of others does not show their verbs.
pub(crate) fn without_verbs(whole: Command, is_idle: impl Fn(&str) -> bool) -> Command {
    KINDS.iter().filter(|kind| is_idle(kind.name)).fold(whole, |whole, kind| {
        let name_alone =
            |ledger: Command| Command::new(kind.name).about(ledger.get_about().cloned().unwrap_or_default());
        whole.mut_subcommand(kind.noun.word(), |noun| noun.mut_subcommand(kind.name, name_alone))
    })
}

/// The verbs below the name of a ledger.
pub(super) fn verbs(noun: Noun, ledger: Command) -> Command {
    let Some(kind) = find(noun, ledger.get_name()) else { return ledger };
    let about = |verb: &str| VERBS.iter().find(|(name, _)| *name == verb).map_or("", |(_, label)| label.zh);
    let has = |verb: &str| match verb {
        "end" => kind.life.is_from_until(),
        "settle" => kind.life == Life::Item,
        _ => true,
    };
    let verbs = VERBS.map(|(verb, _)| verb).into_iter().filter(|verb| has(verb));
    verbs.fold(ledger, |ledger, name| {
        let verb = Command::new(name).about(format!("{}{}", about(name), kind.label.zh));
        ledger.subcommand(with_arguments(kind, name, verb))
    })
}

fn with_arguments(kind: &'static Kind, name: &str, verb: Command) -> Command {
    let id = || text_arg("id", "条目号(list 的第一列)".to_owned()).required(true).value_name("ID");
    match name {
        "add" => added(kind, verb),
        "set" => kind.all_fields().fold(verb.arg(id()), |verb, field| verb.arg(field_arg(kind, field, false))),
        "end" => {
            let verb = verb.arg(id()).arg(option("date", "DATE", "自该日起不再有".to_owned()).required(true));
            let told_with_it = kind.fields.iter().filter(|field| field.is_of_end);
            told_with_it.fold(verb, |verb, field| verb.arg(field_arg(kind, field, false)))
        }
        "settle" => settlement(kind, verb.arg(id())),
        "list" => filters(kind, verb),
        // The options bring a text of their own.
        "import" => ImportArgs::augment_args(verb).about(format!("导入{}", kind.label.zh)),
        "export" => verb,
        _ => verb.arg(id()),
    }
}

/// Subjects in the order in which they are declared, whatever their names.
fn added(kind: &'static Kind, verb: Command) -> Command {
    let subjects = kind.all_fields().filter(|field| field.is_subject);
    let verb = subjects.zip(1..).fold(verb, |verb, (field, at)| verb.arg(field_arg(kind, field, true).index(at)));
    let others = kind.all_fields().filter(|field| !field.is_subject);
    others.fold(verb, |verb, field| verb.arg(field_arg(kind, field, true)))
}

fn text_arg(name: &'static str, help: String) -> Arg {
    Arg::new(name).value_parser(plain_text()).help(help)
}

fn option(name: &'static str, value: &'static str, help: String) -> Arg {
    text_arg(name, help).long(name.replace('_', "-")).value_name(value).allow_hyphen_values(true)
}

/// How an entry was settled; where it has lines, what came of each.
fn settlement(kind: &Kind, verb: Command) -> Command {
    let verb = verb.arg(option("date", "DATE", kind.label_of("settled").zh.to_owned()).required(true));
    let verb = verb.arg(option("how", "TEXT", kind.label_of("how").zh.to_owned()));
    if kind.lines().is_none() {
        return verb;
    }
    let outcomes = || choices(Outcome::CODES, Lang::Zh);
    let each = option("item", "ITEM:RESULT", format!("一项的结果(项目或序号), 可重复: {}", outcomes()));
    let rest = option("outcome", "RESULT", format!("其余各项的结果: {}", outcomes()));
    verb.arg(each.action(ArgAction::Append)).arg(rest)
}

/// A subject is given first, the rest by options; of what is put right, all by options.
fn field_arg(kind: &Kind, field: &'static Field, is_new: bool) -> Arg {
    let help = field_help(kind, field, Lang::Zh);
    if is_new && field.is_subject {
        return text_arg(field.key, help).required(true).value_name(value_name(field));
    }
    let arg = option(field.key, value_name(field), help).required(is_new && field.needed);
    match field.holds {
        Holds::Lines(_) => arg.action(ArgAction::Append),
        Holds::Flag => arg.num_args(0..=1).require_equals(true).default_missing_value("是"),
        _ if field.key == "since" => arg.alias("from"),
        _ if is_new && field.is_each => arg.action(ArgAction::Append),
        _ => arg,
    }
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
        Holds::Flag => "YES|NO",
        Holds::Amount => "AMOUNT",
        Holds::Points => "POINTS",
        Holds::Date | Holds::Ahead => "DATE",
        Holds::Year => "YEAR",
        Holds::Lines(_) => "KIND:TEXT",
    }
}

/// What a field is called, with the list that it takes its values from, or how a value is written.
fn field_help(kind: &Kind, field: &Field, lang: Lang) -> String {
    let label = kind.label_of(field.key).say(lang);
    let written = |zh, en| format!("{label}{}", Label { zh, en }.say(lang));
    match (field.codes(), field.holds) {
        (Some(codes), _) => format!("{label}: {}", choices(codes, lang)),
        (_, Holds::Lines(heads)) if lang == Lang::Zh => {
            format!("{label}, 写作 项目:内容, 可重复; 项目: {}", choices(heads, lang))
        }
        (_, Holds::Lines(heads)) => {
            format!("{label}, as KIND:TEXT, as often as needed, of the kinds {}", choices(heads, lang))
        }
        (_, Holds::Money) => written(", 写明单位, 如 500元、100万元", ", with its unit: 500元, 100万元"),
        (_, Holds::Amount) => written(", 写明单位, 如 100万元、35人、12件", ", with its unit: 100万元, 35人, 12件"),
        _ if field.is_each => written(", 可重复, 各记一条", ", as often as needed, an entry each"),
        _ => label.to_owned(),
    }
}

fn choices(codes: &[code::Code], lang: Lang) -> String {
    let between = if lang == Lang::Zh { "、" } else { ", " };
    // Many a code is the English word itself.
    let choice = |code: &code::Code| match code.label.say(lang) {
        word if word == code.code => word.to_owned(),
        word => format!("{} {word}", code.code),
    };
    codes.iter().map(choice).collect::<Vec<_>>().join(between)
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
    let switch =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    if kind.life.ends().is_some() {
        verb = verb.arg(switch("all", "也列已结束的"));
    }
    if kind.life == Life::Item {
        verb = verb.arg(switch("overdue", "只列逾期未办结的"));
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
        (Some("settle"), "date") => Some(kind.label_of("settled").en.to_owned()),
        (Some("settle"), "item") => Some(format!(
            "What came of one (by its kind or place), again for others: {}",
            choices(Outcome::CODES, Lang::En)
        )),
        (Some("settle"), "outcome") => Some(format!("What came of all others: {}", choices(Outcome::CODES, Lang::En))),
        (Some("list"), "overdue") => Some("Only those overdue and not settled".to_owned()),
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

/// Puts down an entry told by its keys, as a verb of another noun does that is the same as `add` of a ledger.
pub(crate) fn add_told(
    tx: &crate::db::Tx<'_>,
    table: &str,
    told: &[(&str, String)],
    today: chrono::NaiveDate,
    advice: &mut crate::rules::Advice,
) -> Result<Done> {
    let kind = super::of_table(table).expect("a ledger of this program");
    let mut entry = Entry::empty(kind);
    for (key, typed) in told {
        let field = kind.field(key).expect("a field of that ledger");
        entry.put(kind, key, value::read(tx, field, typed, Reader::Person, today)?);
    }
    let id = write::add(tx, kind, &entry, today, advice)?;
    Ok(Done::new(say!(EntryAdded { kind: kind.label, id })).to("ledger").with("id", id))
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
            "settle" => self.settle(ctx),
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
    fn fill(&self, tx: &crate::db::Tx<'_>, entry: &mut Entry, one: Option<&str>, ctx: &Ctx) -> Result<bool> {
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
            all: self.is_set("all"),
            overdue: self.is_set("overdue"),
        };
        ctx.list(list::columns(self.kind), Frame::default(), |listing| {
            list::list(&db, self.kind, &filter, true, listing)
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
