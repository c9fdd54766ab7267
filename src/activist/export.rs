//! People on the way in a form that can be imported again.

use chrono::NaiveDate;
use rusqlite::{Connection, named_params};

use super::list::{self, Filter};
use super::{CandidatureId, Details, Stage, Step, Taken, ballot, row, trained_hours};
use crate::assumed::Resting;
use crate::ctx::Ctx;
use crate::db::Db;
use crate::error::Result;
use crate::i18n::Lang;
use crate::member::{self, PersonId};
use crate::org::OrgId;
use crate::output::{self, Column, Frame, Kept, Listing, Value};

/// The keys of an export, which are those of an import.
const KEYS: [&str; 50] = [
    "no",
    "name",
    "sex",
    "id_no",
    "ethnicity",
    "birth",
    "native_place",
    "education",
    "degree",
    "org",
    "unit",
    "job",
    "position",
    "owner",
    "phone",
    "landline",
    "address",
    "stage",
    "applied",
    "talked",
    "talked_by",
    "nominated",
    "filed",
    "contacts",
    "last_evaluated",
    "evaluation_result",
    "candidate_on",
    "consented",
    "notice_from",
    "notice_to",
    "reviewed",
    "review_result",
    "trained",
    "trained_hours",
    "certificate",
    "prereviewed",
    "prereview_doc",
    "admitted",
    "introducers",
    "approved",
    "approval_doc",
    "sworn",
    "extended",
    "extended_until",
    "converted",
    "confirmed",
    "confirmation_doc",
    "ended",
    "end_reason",
    "remark",
];

/// The keys of an export: those of the way, then those of the votes.
fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.into_iter()
        .chain(ballot::ADMISSION)
        .chain(ballot::ADMISSION_NAMES)
        .chain(ballot::CONVERSION)
        .chain(ballot::CONVERSION_NAMES)
}

/// The columns of an export.
pub(super) fn columns() -> Vec<Column> {
    Column::of("activist_file", &keys().collect::<Vec<_>>())
}

/// Hands over the people on the way as of the day of `ctx`, by number.
pub(super) fn export(ctx: &Ctx, db: &Db, filter: &Filter, listing: &mut Listing, resting: &mut Resting) -> Result<()> {
    for (way, person, stage) in list::ways(db, filter)? {
        if listing.is_full() {
            break;
        }
        listing.push(row_on(db.conn(), way, ctx.as_of(), ctx.lang)?)?;
        list::rests(db, person, stage, resting)?;
    }
    Ok(())
}

/// The people on the way as of the day of `ctx`, as an export tells of them: of this org, or of one and those below it.
pub(crate) fn kept(
    ctx: &Ctx,
    db: &Db,
    (org, under): (Option<OrgId>, Option<OrgId>),
    resting: &mut Resting,
) -> Result<Kept> {
    let filter = Filter { org, under, ..Filter::default() };
    Listing::keep(columns(), Frame::default(), |listing| export(ctx, db, &filter, listing, resting))
}

/// One way as it stood at the end of a day, as it would be exported.
pub(super) fn row_on(conn: &Connection, way: CandidatureId, day: NaiveDate, lang: Lang) -> Result<output::Row> {
    let steps = row::steps(conn, way, &day.to_string())?;
    let last = |step: Step| steps.iter().rev().find(|taken| taken.step == step);
    let talked_by = last(Step::Talked).map(|talk| talked_by(conn, talk)).transpose()?.flatten();
    let mut query = conn.prepare_cached(include_str!("export.sql"))?;
    let mut rows = query.query(named_params! {":way": way, ":day": day.to_string()})?;
    let found = rows.next()?.expect("the candidature is on record");
    let person: Vec<(&str, Value)> = member::facts_on(conn, found.get::<_, PersonId>("person_id")?, day)?.collect();
    let stage = Stage::of(&steps, found.get::<_, Option<String>>("ended")?.is_some(), found.get("on_roll")?);
    let on = |step: Step| Value::from(last(step).map(|taken| taken.date));
    let details = |step: Step| last(step).map(|taken| &taken.details);
    let text = |step: Step, of: fn(&Details) -> Option<String>| Value::from(details(step).and_then(of));
    let result = |details: &Details| details.result.clone();
    let doc_no = |details: &Details| details.doc_no.clone();
    let superior_on = |details: &Details| details.superior_on.map(|date| date.to_string());
    keys()
        .map(|key| {
            Ok(match key {
                "stage" => stage.entry().into(),
                "applied" => on(Step::Applied),
                "talked" => on(Step::Talked),
                "talked_by" => talked_by.clone().into(),
                "nominated" => on(Step::Nominated),
                "filed" => text(Step::Nominated, superior_on),
                "last_evaluated" => on(Step::Evaluated),
                "evaluation_result" => text(Step::Evaluated, result),
                "candidate_on" => on(Step::Candidate),
                "consented" => text(Step::Candidate, superior_on),
                "notice_from" => text(Step::Candidate, |details| details.notice.map(|(from, _)| from.to_string())),
                "notice_to" => text(Step::Candidate, |details| details.notice.map(|(_, to)| to.to_string())),
                "reviewed" => on(Step::Reviewed),
                "review_result" => text(Step::Reviewed, result),
                "trained" => on(Step::Trained),
                "trained_hours" => Some(trained_hours(&steps)).filter(|hours| *hours > 0).map(i64::from).into(),
                "certificate" => text(Step::Trained, doc_no),
                "prereviewed" => on(Step::Prereviewed),
                "prereview_doc" => text(Step::Prereviewed, doc_no),
                "admitted" => on(Step::Admitted),
                "approved" => on(Step::Approved),
                "approval_doc" => text(Step::Approved, doc_no),
                "sworn" => on(Step::Sworn),
                "extended" => on(Step::Extended),
                "extended_until" => text(Step::Extended, |details| details.until.map(|until| until.to_string())),
                "converted" => on(Step::Converted),
                "confirmed" => on(Step::Confirmed),
                "confirmation_doc" => text(Step::Confirmed, doc_no),
                "org" | "contacts" | "introducers" | "ended" | "end_reason" => {
                    found.get::<_, Option<String>>(key)?.into()
                }
                key if let Some(cell) = ballot::name_cell(conn, key, last, lang)? => cell,
                key => ballot::cell(key, last).unwrap_or_else(|| {
                    person.iter().find(|(known, _)| *known == key).map_or(Value::Null, |(_, value)| value.clone())
                }),
            })
        })
        .collect()
}

/// Who talked: somebody on record, else the name as a roster had it.
pub(super) fn talked_by(conn: &Connection, talk: &Taken) -> Result<Option<String>> {
    match talk.details.by {
        Some(by) => member::name(conn, by).map(Some),
        None => Ok(talk.details.note.clone()),
    }
}
