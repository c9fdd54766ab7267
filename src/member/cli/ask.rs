//! `member add` with nothing but a name, at a terminal: what is lacking is asked for field by field, and checked at once.

use rusqlite::Connection;

use super::args::Add;
use crate::ctx::{Answer, Ctx};
use crate::error::{Error, Result};
use crate::i18n::{Lang, Text, label, say};
use crate::member::check::{self, Books, Needs};
use crate::member::draft::{Draft, Field};
use crate::member::texts;
use crate::org;

/// What is asked for, in the order of the national form; the org, which is needed, comes before.
const ASKED: [Field; 12] = [
    Field::Sex,
    Field::IdNo,
    Field::Birth,
    Field::Ethnicity,
    Field::Education,
    Field::Category,
    Field::Joined,
    Field::FullOn,
    Field::Entered,
    Field::Unit,
    Field::Position,
    Field::Phone,
];

/// Asks for what the command line does not tell. `None` if nobody is to be asked; refuses if the person leaves, or does not agree.
pub(super) fn ask(ctx: &Ctx, mut args: Add) -> Result<Option<Add>> {
    if !ctx.can_prompt() {
        return Ok(None);
    }
    let db = ctx.read()?;
    let books = Books::new(db.conn(), ctx.today);
    ctx.note(&say!(AskingAdd { name: args.name.trim() }));
    let checked = |typed: &str| org_named(db.conn(), typed).map_err(|error| said(&error, ctx.lang));
    let Answer::Given(typed) = ctx.types(&question(Field::Org), &say!(AskOrgHelp), |typed| checked(typed).map(drop))
    else {
        return Err(left(&args));
    };
    args.org = Some(org_named(db.conn(), &typed)?);
    for field in ASKED {
        let is_told = draft(&args).is_told(field) || (field == Field::Birth && draft(&args).is_told(Field::IdNo));
        let is_idle = field == Field::FullOn && is_probationary(&args);
        if is_told || is_idle {
            continue;
        }
        let fault = |typed: &str| fault(&args, field, typed, &books, ctx.lang);
        let Answer::Given(typed) = ctx.types(&question(field), &help(field), fault) else { return Err(left(&args)) };
        if !typed.is_empty() {
            *args.place(field) = Some(typed);
        }
    }
    let whole = draft(&args);
    let told = std::iter::once(Field::Org).chain([Field::Name]).chain(ASKED);
    let told = told.filter_map(|field| Some((field, whole.text(field)?)));
    for (field, value) in told {
        ctx.note(&say!(Indented { line: say!(FieldIs { field: question(field), value }) }));
    }
    if ctx.asks(&say!(AddQuestion)) != Some(true) {
        return Err(left(&args));
    }
    Ok(Some(args))
}

/// Adds, and asks whether somebody of a name that stands there already is somebody else.
pub(super) fn add(ctx: &Ctx, mut args: Add, add: impl Fn(&Add) -> Result<()>) -> Result<()> {
    let Err(error) = add(&args) else { return Ok(()) };
    if !error.names_others() {
        return Err(error.hint(again(&args)));
    }
    ctx.say_error(&error);
    if ctx.asks(&say!(AddNewQuestion)) != Some(true) {
        return Err(left(&args));
    }
    args.new = true;
    add(&args)
}

fn org_named(conn: &Connection, typed: &str) -> Result<String> {
    Ok(org::get(conn, org::find(conn, typed)?)?.code)
}

/// What is told so far.
fn draft(args: &Add) -> Draft<'_> {
    let mut draft = args.told.draft();
    draft.tell(Field::Name, args.name.as_str());
    for (field, text) in [(Field::Org, &args.org), (Field::Entered, &args.entered)] {
        if let Some(text) = text {
            draft.tell(field, text.as_str());
        }
    }
    draft
}

fn is_probationary(args: &Add) -> bool {
    use crate::member::Category;
    draft(args).text(Field::Category).and_then(|text| text.parse().ok()) == Some(Category::Probationary)
}

/// What is wrong with a text for a field, beside all that is told so far.
fn fault(args: &Add, field: Field, typed: &str, books: &Books<'_>, lang: Lang) -> Result<(), String> {
    let mut draft = draft(args);
    if typed.is_empty() {
        return Ok(());
    }
    draft.tell(field, typed);
    let checked = check::check(&draft, books, Needs::Roll).map_err(|error| said(&error, lang))?;
    match checked.problems.iter().find(|problem| problem.key == field.key()) {
        Some(problem) => Err(problem.what.say(lang)),
        None => Ok(()),
    }
}

fn said(error: &Error, lang: Lang) -> String {
    crate::text::mask_sure(&error.in_a_line().say(lang)).into_owned()
}

/// What a field is called.
fn question(field: Field) -> Text {
    match label(field.key()) {
        Some(label) => say!(Plain { text: label }),
        None => say!(Plain { text: field.key() }),
    }
}

fn help(field: Field) -> Text {
    match field {
        Field::Sex => say!(AskSexHelp),
        Field::Category => say!(AskCategoryHelp),
        Field::Birth | Field::Joined | Field::FullOn | Field::Entered => say!(AskDateHelp),
        _ => say!(AskHelp),
    }
}

/// Nothing was recorded; how what was told is told again.
fn left(args: &Add) -> Error {
    Error::refused(say!(AddLeft)).hint(again(args))
}

fn again(args: &Add) -> Text {
    let quoted = |text: &str| if text.contains(char::is_whitespace) { format!("'{text}'") } else { text.to_owned() };
    let whole = draft(args);
    let options = std::iter::once(Field::Org).chain(ASKED).filter_map(|field| {
        let option = field.key().replace('_', "-");
        whole.text(field).map(|text| format!(" --{option} {}", quoted(text)))
    });
    say!(AddAgain { command: format!("member add {}{}", quoted(args.name.trim()), options.collect::<String>()) })
}
