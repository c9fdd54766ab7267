//! The verbs of a kind of ledger, with their arguments and the help of both languages, made from its declaration.

use clap::{Arg, ArgAction, Args as _, Command};

use super::find;
use crate::batch::BatchArgs;
use crate::code;
use crate::globals::plain_text;
use crate::i18n::{Label, Lang, words};
use crate::import::ImportArgs;
use crate::ledger::kinds::{is_added_by_name, is_of_today};
use crate::ledger::lines::Outcome;
use crate::ledger::{Field, Holds, Kind, Life, Noun};

/// What a verb is, in both languages; the label of the kind follows.
const VERBS: [(&str, Label); 10] = [
    ("add", Label { zh: "登记", en: "Record: " }),
    ("set", Label { zh: "更正", en: "Put right: " }),
    ("edit", Label { zh: "成批更正", en: "Put right as a sheet: " }),
    ("end", Label { zh: "自某日起结束一条", en: "Say from when on it holds no more: " }),
    ("settle", Label { zh: "办结", en: "Settle: " }),
    ("remove", Label { zh: "删去误登的", en: "Take out a slip: " }),
    ("list", Label { zh: "列出", en: "List: " }),
    ("show", Label { zh: "显示一条", en: "Show one: " }),
    ("import", Label { zh: "导入", en: "Import: " }),
    ("export", Label { zh: "导出可再导入的", en: "Export what can be imported again: " }),
];

/// The verbs below the name of a ledger.
pub(in crate::ledger) fn verbs(noun: Noun, ledger: Command) -> Command {
    let Some(kind) = find(noun, ledger.get_name()) else { return ledger };
    let about = |verb: &str| VERBS.iter().find(|(name, _)| *name == verb).map_or("", |(_, label)| label.zh);
    let has = |verb: &str| match verb {
        "end" => kind.life.is_from_until(),
        "settle" => kind.life == Life::Item,
        _ => true,
    };
    let ledger = match is_added_by_name(kind) {
        // What is typed after the name alone is what `add` takes.
        true => added(kind, ledger.args_conflicts_with_subcommands(true).subcommand_negates_reqs(true)),
        false => ledger,
    };
    let verbs = VERBS.map(|(verb, _)| verb).into_iter().filter(|verb| has(verb));
    verbs.fold(ledger, |ledger, name| {
        let verb = Command::new(name).about(format!("{}{}", about(name), kind.label.zh));
        let verb = verb.visible_aliases(words::of_command(&format!("{}.{}.{name}", noun.word(), kind.name)));
        ledger.subcommand(with_arguments(kind, name, verb))
    })
}

fn with_arguments(kind: &'static Kind, name: &str, verb: Command) -> Command {
    let id = || text_arg("id", "条目号(list 的第一列)".to_owned()).required(true).value_name("ID");
    match name {
        "add" => added(kind, verb),
        "set" => kind.all_fields().fold(verb.arg(id()), |verb, field| verb.arg(field_arg(kind, field, false))),
        "edit" => BatchArgs::augment_args(filters(kind, verb)).about(format!("成批更正{}", kind.label.zh)),
        "end" => {
            let verb = verb.arg(id()).arg(usual("date", "DATE", "自该日起不再有").required(true));
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

/// An option that means the same in every kind, and has the Chinese names that it has elsewhere.
fn usual(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    option(name, value, help.to_owned()).aliases(words::of_option(name).iter().copied())
}

/// How an entry was settled; where it has lines, what came of each.
fn settlement(kind: &Kind, verb: Command) -> Command {
    let date = option("date", "DATE", format!("{}{}", kind.label_of("settled").zh, OR_TODAY.zh));
    let verb = verb.arg(date.aliases(words::of_option("date").iter().copied()).default_value("today"));
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
    let arg = match is_new && field.needed {
        true if is_from_today(kind, field) => {
            option(field.key, value_name(field), help + OR_TODAY.zh).default_value("today")
        }
        is_needed => option(field.key, value_name(field), help).required(is_needed),
    };
    let arg = arg.aliases(chinese_names(kind, field));
    match field.holds {
        Holds::Lines(_) => arg.action(ArgAction::Append),
        Holds::Flag => arg.num_args(0..=1).require_equals(true).default_missing_value("是"),
        _ if field.key == "since" => arg.aliases(["from"].into_iter().chain(words::of_option("from").iter().copied())),
        _ if is_new && field.is_each => arg.action(ArgAction::Append),
        _ => arg,
    }
}

/// What the help of a date says that is today where none is told.
const OR_TODAY: Label = Label { zh: "(默认今天)", en: " (default: today)" };

/// Whether a field is the day of an entry, which is today where none is told.
fn is_from_today(kind: &Kind, field: &Field) -> bool {
    field.key == "date" && is_of_today(kind)
}

/// What the option of a field is called in Chinese: as its column, and as the option of other verbs if no column has that name.
fn chinese_names(kind: &Kind, field: &Field) -> Vec<&'static str> {
    let head = |field: &Field| kind.label_of(field.key).zh;
    let is_word = |name: &&str| name.chars().all(char::is_alphanumeric);
    let is_free = |name: &&str| kind.all_fields().all(|other| head(other) != *name);
    let others = words::of_option(field.key).iter().copied().filter(is_free);
    [head(field)].into_iter().filter(is_word).chain(others).collect()
}

fn value_name(field: &Field) -> &'static str {
    match field.holds {
        // One org stands to another: `org guide ORG BY`.
        Holds::Org if field.is_subject && field.key == "by" => "BY",
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
    verb = verb.arg(usual("org", "ORG", "只列该党组织的"));
    verb = verb.arg(usual("under", "ORG", "只列该党组织及其下级的").conflicts_with("org"));
    for (holds, key, value, help) in
        [(Holds::Person, "person", "PERSON", "只列此人的"), (Holds::Unit, "unit", "UNIT", "只列该单位的")]
    {
        if kind.on(holds).is_some() {
            verb = verb.arg(usual(key, value, help));
        }
    }
    verb = verb.arg(usual("from", "DATE", "自该日起")).arg(usual("to", "DATE", "至该日止"));
    let switch = |name: &'static str, help: &'static str| {
        let names = words::of_option(name).iter().copied();
        Arg::new(name).long(name).aliases(names).action(ArgAction::SetTrue).help(help)
    };
    if kind.life.ends().is_some() {
        verb = verb.arg(switch("all", "也列已结束的"));
    }
    if kind.life == Life::Item {
        verb = verb.arg(switch("overdue", "只列逾期未办结的"));
    }
    let coded = kind.all_fields().filter(|field| field.codes().is_some());
    coded.fold(verb, |verb, field| {
        let filter = option(field.key, "KIND", field_help(kind, field, Lang::Zh));
        verb.arg(filter.aliases(chinese_names(kind, field)))
    })
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
    let verb = if verb == Some("edit") && id != "import" { Some("list") } else { verb };
    let is_filter = verb == Some("list") && kind.field(id).is_some_and(|field| field.codes().is_none());
    match (verb, id) {
        (_, "id") => Some("Number (the first column of list)".to_owned()),
        (Some("end"), "date") => Some("From this day on it holds no more".to_owned()),
        (Some("settle"), "date") => Some(format!("{}{}", kind.label_of("settled").en, OR_TODAY.en)),
        (Some("add"), "date") if is_of_today(kind) => Some(format!("{}{}", kind.label_of("date").en, OR_TODAY.en)),
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

/// The list that an option of a ledger takes its values from.
pub(crate) fn codes(path: &str, id: &str) -> Option<&'static [code::Code]> {
    match (of_path(path)?, id) {
        ((_, Some("settle")), "outcome") => Some(Outcome::CODES),
        ((kind, _), _) => kind.field(id)?.codes(),
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
