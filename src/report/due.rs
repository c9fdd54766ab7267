//! `report due`: everything that is overdue on a day, or comes up, in one list: by the norms, and by the days that records tell
//! themselves. Each case is a query of `rules/due`.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use clap::Args;
use rusqlite::Connection;

use super::answer::titled_as_known;
use super::holds::Names;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Label, Lang, Text, say};
use crate::member::{self, PersonId};
use crate::org::{self, OrgId};
use crate::output::{self, Calendar, Column, Format, Frame, Value};
use crate::report::texts;
use crate::rules::due::{self, Case, Overdue, Whose};

const KEYS: [&str; 12] =
    ["rule", "what", "org", "unit", "no", "person", "since", "due", "days_late", "detail", "source", "hint"];

/// An event on the last day on which something is in time.
const CALENDAR: Calendar = Calendar {
    day: "due",
    title: &["what", "org", "unit", "person"],
    told: &["detail", "source", "hint"],
    cancelled: &[],
    number: &["rule", "hint", "org", "unit", "no", "since", "detail"],
};

/// The options of `report due` that no other report has.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct DueArgs {
    /// 也列出今后多少天内到期的(report due)
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(0..=366))]
    within: Option<u32>,
    /// 只列该人的(report due)
    #[arg(long, value_name = "PERSON")]
    person: Option<String>,
    /// 只列该规定的, 如 T6(report due)
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
}

impl DueArgs {
    /// Its options by id, each with whether it was given.
    pub(super) fn given(&self) -> [(&'static str, bool); 3] {
        let Self { within, person, rule } = self;
        [("within", within.is_some()), ("person", person.is_some()), ("rule", rule.is_some())]
    }

    /// Its options by id, each as it would be typed, the person by number.
    pub(super) fn spelt_out(&self, conn: &Connection) -> Result<[(&'static str, Option<String>); 3]> {
        let Self { within, person, rule } = self;
        let person = person.as_deref().map(|typed| member::find(conn, typed)).transpose()?;
        let (within, person) = (within.map(|days| days.to_string()), person.map(|person| person.0.to_string()));
        Ok([("within", within), ("person", person), ("rule", rule.clone())])
    }
}

/// A line of the list. There may be a great many, of few cases.
struct Line<'c> {
    case: &'c Case,
    found: Overdue,
}

/// The columns of the list.
pub(super) fn columns() -> Vec<Column> {
    Column::brief(Column::of("due", &KEYS), &["no", "detail", "source"])
}

/// Lists what is overdue on the day asked for, the earliest first, and last what has no day; with `check` that is a finding.
pub(super) fn list(ctx: &Ctx, db: &Db, args: &DueArgs, under: Option<&str>, check: bool) -> Result<()> {
    let now = ctx.as_of();
    let under = under.map(|typed| org::find(db.conn(), typed)).transpose()?;
    let person = args.person.as_deref().map(|typed| person(db, typed)).transpose()?;
    org::ask(db.conn(), under, None)?;
    let cases = cases(args.rule.as_deref())?;
    let lines = lines(db, &cases, (now, args.within), under, person)?;
    let title = match under {
        Some(top) => say!(TitleOfOrg { title: say!(DueTitle), org: org::get(db.conn(), top)?.name }),
        None => say!(DueTitle),
    };
    let title = titled_as_known(ctx, title.say(ctx.lang));
    let title = say!(ReportTitle { title, day: now }).say(ctx.lang);
    let overdue = lines.iter().filter(|line| line.found.due.is_some_and(|due| due < now)).count();
    let frame = Frame { title: Some(title), calendar: Some(CALENDAR), ..Frame::default() };
    db.bring("person", lines.iter().filter_map(|line| line.found.person))?;
    let names = Names::of(db.conn());
    ctx.list(columns(), frame, |listing| {
        for line in &lines {
            if listing.is_full() {
                break;
            }
            listing.push(row((db.conn(), &names), line, now, ctx.lang)?)?;
        }
        Ok(())
    })?;
    let undated = lines.iter().filter(|line| line.found.due.is_none()).count();
    if ctx.format() == Format::Ics && undated > 0 {
        ctx.note(&say!(DueUndated { count: undated }));
    }
    if check && overdue > 0 {
        return Err(Error::new(Kind::Findings, say!(DueFound { count: overdue })).hint(say!(DueFoundHint)));
    }
    Ok(())
}

/// The person asked about; where their names are elsewhere, by number.
fn person(db: &Db, typed: &str) -> Result<PersonId> {
    match typed.trim().parse() {
        Ok(number) if db.is_asked_elsewhere() => db.bring("person", std::iter::once(number))?,
        Err(_) if db.is_asked_elsewhere() => {
            return Err(Error::usage(say!(DueOfNameInLake { typed })).hint(say!(DueOfNameInLakeHint)));
        }
        _ => {}
    }
    member::find(db.conn(), typed)
}

/// Everything asked for, by the last day on which it was in time.
fn lines<'c>(
    db: &Db,
    cases: &'c [Case],
    (now, within): (NaiveDate, Option<u32>),
    under: Option<OrgId>,
    person: Option<PersonId>,
) -> Result<Vec<Line<'c>>> {
    let horizon = now + Days::new(within.map_or(0, |days| u64::from(days) + 1));
    let whose = if under.is_some() { Whose::Scope } else { Whose::All };
    let mut under = under.map(|_| Under::read(db.conn())).transpose()?;
    let mut lines = Vec::new();
    for case in cases {
        for found in case.overdue(db, (now, horizon.max(now)), whose)? {
            let is_asked = person.is_none_or(|person| found.person == Some(person.0));
            if is_asked && under.as_mut().map_or(Ok(true), |under| under.has(&found))? {
                lines.push(Line { case, found });
            }
        }
    }
    lines.sort_by_key(|line| (line.found.due.is_none(), line.found.due, line.id()));
    Ok(lines)
}

/// What is overdue on the day asked for, by case: how often, and since when; the most first.
pub(super) fn by_case(ctx: &Ctx, db: &mut Db, under: Option<&str>) -> Result<Vec<(Label, i64, NaiveDate)>> {
    let now = ctx.as_of();
    db.stand_at(now)?;
    let under = under.map(|typed| org::find(db.conn(), typed)).transpose()?;
    org::ask(db.conn(), under, None)?;
    let all = cases(None)?;
    let mut cases: Vec<(Label, i64, NaiveDate)> = Vec::new();
    for line in lines(db, &all, (now, None), under, None)? {
        let Some(due) = line.found.due.filter(|due| *due < now) else { continue };
        match cases.iter_mut().find(|(label, ..)| *label == line.case.label) {
            Some((_, count, earliest)) => (*count, *earliest) = (*count + 1, due.min(*earliest)),
            None => cases.push((line.case.label, 1, due)),
        }
    }
    cases.sort_by_key(|(_, count, earliest)| (std::cmp::Reverse(*count), *earliest));
    Ok(cases)
}

/// The same as rows.
pub(super) fn rows_by_case(ctx: &Ctx, db: &mut Db, under: Option<&str>) -> Result<Vec<output::Row>> {
    let row = |(label, count, earliest): (Label, i64, NaiveDate)| {
        vec![label.say(ctx.lang).into(), count.into(), earliest.to_string().into()]
    };
    Ok(by_case(ctx, db, under)?.into_iter().map(row).collect())
}

impl Line<'_> {
    fn id(&self) -> &'static str {
        self.case.rule().map_or("", |rule| rule.id.as_str())
    }
}

/// All cases, or those of one norm.
fn cases(rule: Option<&str>) -> Result<Vec<Case>> {
    let all: Vec<Case> = due::cases().collect();
    let Some(typed) = rule else { return Ok(all) };
    let id = |case: &Case| case.rule().map(|rule| rule.id.as_str());
    let mut known: Vec<&str> = all.iter().filter_map(id).collect();
    known.sort_unstable();
    known.dedup();
    if !known.iter().any(|known| known.eq_ignore_ascii_case(typed.trim())) {
        return Err(Error::usage(say!(DueRuleUnknown { rule: typed })).hint(say!(ValuesKnown { known })));
    }
    Ok(all.into_iter().filter(|case| id(case).is_some_and(|id| id.eq_ignore_ascii_case(typed.trim()))).collect())
}

/// The orgs asked for, and the units near them.
struct Under<'db> {
    conn: &'db Connection,
    orgs: HashSet<i64>,
    /// Read once something is about a unit: which lie near is a question about all orgs.
    units: Option<HashSet<i64>>,
}

impl<'db> Under<'db> {
    fn read(conn: &'db Connection) -> Result<Self> {
        Ok(Self { conn, orgs: ids(conn, "SELECT org_id FROM scope")?, units: None })
    }

    /// Whether something is about one of them; of an org and a unit, the org decides.
    fn has(&mut self, found: &Overdue) -> Result<bool> {
        Ok(match (found.org, found.unit) {
            (Some(org), _) => self.orgs.contains(&org),
            (None, Some(unit)) => self.units()?.contains(&unit),
            (None, None) => false,
        })
    }

    fn units(&mut self) -> Result<&HashSet<i64>> {
        match &mut self.units {
            Some(units) => Ok(units),
            none => Ok(none.insert(ids(self.conn, "SELECT id FROM unit_near_asked")?)),
        }
    }
}

fn ids(conn: &Connection, sql: &str) -> Result<HashSet<i64>> {
    Ok(conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn row((conn, names): (&Connection, &Names<'_>), line: &Line<'_>, now: NaiveDate, lang: Lang) -> Result<output::Row> {
    let Line { case, found } = line;
    let source: Text = case.rule().map_or_else(|| say!(DueByRecord), |rule| rule.basis(now));
    Ok(vec![
        Some(line.id()).filter(|id| !id.is_empty()).into(),
        case.label.say(lang).into(),
        found.org.map(|id| names.org(id)).transpose()?.map(|(_, name)| name).into(),
        found.unit.map(|id| names.unit(id)).transpose()?.into(),
        found.person.into(),
        found.person.map(|id| member::name(conn, PersonId(id))).transpose()?.into(),
        found.since.clone().into(),
        found.due.map(|due| due.to_string()).into(),
        found.due.map_or(Value::Null, |due| Value::Int((now - due).num_days())),
        found.detail.clone().into(),
        source.say(lang).into(),
        case.settles.into(),
    ])
}
