//! `dangwu` alone: what one may do today, and what is overdue; `dangwu help`: how a command is typed, and what concerns all.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use super::page::{self, Reader};
use super::{HelpArgs, examples, help, nearest, reference, topics, usage};
use crate::cli::texts;
use crate::ctx::{Ctx, Surroundings, columns};
use crate::error::{Error, Kind, Result};
use crate::i18n::{Text, say};
use crate::report;
use crate::text::{lines, padded, width};
use crate::waiting;

/// What is overdue is told as long as it is found so soon: whoever types the name of the program waits for nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many cases of what is overdue are told.
const CASES: usize = 5;

/// The commonest tasks, each with a command as one would type it.
fn tasks() -> [(Text, &'static str); 5] {
    [
        (say!(TaskFind), "member find 张三"),
        (say!(TaskAdd), "member add 陈海波 --org 福建商会 --joined 2003-07-01"),
        (say!(TaskMeeting), "meeting record 福建商会 --kind {党课|lecture} --date {今天|today}"),
        (say!(TaskTransfer), "transfer out 张三 --to 杭州某支部 --date {今天|today}"),
        (say!(TaskRoll), "member export --org 福建商会 -o {名册|roll}.xlsx"),
    ]
}

/// Tells what one may do today, and what is overdue if there are records.
pub(super) fn run(ctx: &Ctx) -> Result<()> {
    let lang = ctx.lang;
    let mut page = vec![say!(HomeTasks).say(lang)];
    let told = tasks().map(|(told, command)| (told.say(lang), examples::in_language(command, lang)));
    let column = told.iter().map(|(told, _)| width(told)).max().unwrap_or_default() + 2;
    page.extend(told.iter().map(|(told, command)| format!("  {}dangwu {command}", padded(told, column))));
    page.push(String::new());
    if ctx.db_path().exists() {
        page.extend(overdue(ctx).into_iter().map(|line| line.say(lang)));
    } else {
        page.push(say!(HomeNoRecords { path: ctx.db_path().display().to_string() }).say(lang));
        page.push(say!(HomeMake { init: "dangwu db init", set: "dangwu config set database party.db" }).say(lang));
    }
    page.push(String::new());
    page.push(say!(HomeMore).say(lang));
    let page: Vec<String> = page.iter().flat_map(|line| broken(line, columns())).collect();
    ctx.print(&(page.join("\n") + "\n"))
}

/// The lines of a line on so many columns, the further ones set in.
fn broken(line: &str, columns: usize) -> Vec<String> {
    const MARGIN: usize = 4;
    if width(line) <= columns {
        return vec![line.to_owned()];
    }
    let lines = lines(line, columns.saturating_sub(MARGIN));
    let below = |(at, line): (usize, &String)| format!("{}{line}", " ".repeat(if at == 0 { 0 } else { MARGIN }));
    lines.iter().enumerate().map(below).collect()
}

/// What is overdue, by case, the most first: or where it is told, if that takes long.
fn overdue(ctx: &Ctx) -> Vec<Text> {
    let started = Instant::now();
    let found = ctx.read().and_then(|mut db| {
        db.conn().progress_handler(10_000, Some(move || started.elapsed() > PATIENCE || !waiting::goes_on()))?;
        report::overdue_by_case(ctx, &mut db)
    });
    let cases = match found {
        Ok(cases) => cases,
        Err(error) if error.kind() == Kind::Stopped => return vec![error.in_a_line()],
        Err(_) if started.elapsed() > PATIENCE => return vec![say!(HomeDue)],
        Err(error) => return vec![error.in_a_line()],
    };
    if cases.is_empty() {
        return vec![say!(HomeNothingDue)];
    }
    let line = |(case, count, since)| say!(HomeCase { case, count, since });
    let more = cases.len().saturating_sub(CASES);
    let told = std::iter::once(say!(HomeOverdue)).chain(cases.into_iter().take(CASES).map(line));
    told.chain((more > 0).then(|| say!(HomeCases { more }))).collect()
}

/// The help that is asked for by words: of a command, or of a topic; of none, that of the program.
pub(super) fn asked_help(ctx: &Ctx, args: &HelpArgs, surroundings: &Surroundings) -> Result<()> {
    let words = &args.words;
    if args.form.is_some() || words.iter().map(String::as_str).eq([reference::NAME]) {
        return reference::write(ctx, args);
    }
    let reader = Reader { lang: ctx.lang, columns: columns() };
    let arguments: Vec<OsString> =
        std::iter::once("dangwu").chain(words.iter().map(String::as_str)).map(Into::into).collect();
    let mut whole = help::bare();
    whole.build();
    let way = super::way::Way::of(&whole, &arguments);
    let topic = words.first().filter(|_| words.len() == 1 && way.path.is_empty()).and_then(|word| topics::find(word));
    let page = match topic {
        Some(topics::OPTIONS) => page::of_common_options(&help::command(ctx.lang), reader),
        Some(topic) => topics::page(topic, reader.lang, reader.columns),
        None if way.next.is_some() && way.path != "report" => {
            let topic = words.join(" ");
            let error = Error::usage(say!(HelpUnknown { topic: &topic }));
            let meant = nearest::topics(&whole, &way, way.next.as_deref().unwrap_or_default());
            return Err(match meant {
                suggested if !suggested.is_empty() => error.hint(say!(DidYouMean { suggested })),
                _ => error.hint(say!(HelpKnown { topics: topics::names(ctx.lang) })),
            });
        }
        None => usage::page(&arguments, surroundings),
    };
    ctx.print(&page)
}
