//! Importing rosters: every row is a draft, checked and written the way `member add` and `member set` go, all in one
//! operation. One row that is wrong, and nothing is written.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::check::{Books, Needs, check};
use super::draft::{Draft, Field, HEADINGS};
use super::write::{self, Stored};
use super::{PersonId, roll};
use crate::ctx::{Ctx, Done};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::input::{Opening, Problem, Record, Source};

/// How many faults are shown on the screen.
const SHOWN: usize = 20;

/// What to import and how.
#[derive(Debug)]
pub(super) struct Options<'a> {
    /// The files, in order.
    pub(super) files: &'a [PathBuf],
    /// The org of rows that name none.
    pub(super) org: Option<&'a str>,
    /// The day on which the office began its records.
    pub(super) as_found: Option<&'a PartialDate>,
}

/// What became of the rows.
#[derive(Debug, Default)]
struct Tally {
    added: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
    faults: Vec<Text>,
    warnings: BTreeMap<(&'static str, String), (i64, Text)>,
    seen: HashMap<PersonId, String>,
}

enum Fate {
    Added(PersonId),
    Updated(PersonId),
    Unchanged(PersonId),
}

/// Imports the files as one operation.
pub(super) fn run(ctx: &Ctx, options: &Options<'_>) -> Result<()> {
    let begun = std::time::Instant::now();
    ctx.write(|tx, advice| {
        let books = Books::new(tx, ctx.today);
        let mut tally = Tally::default();
        for file in options.files {
            import_file(ctx, tx, file, options, &books, &mut tally)?;
        }
        if tally.rejected > 0 {
            return Err(refusal(&tally));
        }
        for (count, text) in tally.warnings.values() {
            advice.notice(say!(WarningTimes { text: text.clone(), count: *count }));
        }
        let rows = tally.added + tally.updated + tally.unchanged;
        #[expect(clippy::cast_precision_loss, reason = "a rate for the eye")]
        let rate = format!("{:.0}", rows as f64 / begun.elapsed().as_secs_f64().max(0.001));
        let (added, updated, unchanged) = (tally.added, tally.updated, tally.unchanged);
        if updated + added == 0 {
            advice.notice(say!(ImportIdle { unchanged }));
        }
        let done = Done::new(say!(Imported { added, updated, unchanged, rejected: tally.rejected, rate }));
        Ok(done
            .with("rows_added", added)
            .with("rows_updated", updated)
            .with("rows_unchanged", unchanged)
            .with("rows_rejected", 0))
    })
}

fn import_file(
    ctx: &Ctx,
    tx: &Tx<'_>,
    file: &Path,
    options: &Options<'_>,
    books: &Books<'_>,
    tally: &mut Tally,
) -> Result<()> {
    let opening = Opening { encoding: ctx.encoding(), ..Opening::default() };
    let mut source = Source::open(file, &opening, HEADINGS)?;
    let path = file.display().to_string();
    ctx.note(&source.described());
    if !source.unknown_headings().is_empty() {
        ctx.warn(&say!(HeadingsUnknown { headings: source.unknown_headings().to_vec() }));
    }
    for field in [Field::Name, Field::Org] {
        if !source.has(field as usize) && !(field == Field::Org && options.org.is_some()) {
            let column = crate::i18n::label(field.key()).expect("every field has a label");
            return Err(Error::refused(say!(HeadingMissing { path: &path, column })).hint(say!(HeadingMissingHint)));
        }
    }
    let name = file.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
    while let Some(record) = source.next_record()? {
        let place = format!("{name}:{}", record.line);
        let draft = draft_of(&record, options);
        match import_row(tx, &draft, options.as_found, books, tally, &place)? {
            Ok(fate) => tally.count(tx, &fate, place)?,
            Err(problems) => tally.reject(&place, &problems),
        }
    }
    Ok(())
}

fn draft_of<'r>(record: &Record<'r>, options: &Options<'r>) -> Draft<'r> {
    let mut draft = Draft::default();
    for field in Field::ALL {
        if let Some(cell) = record.cell(*field as usize) {
            draft.tell(*field, dated(*field, cell));
        }
    }
    if let Some(org) = options.org.filter(|_| draft.text(Field::Org).is_none()) {
        draft.tell(Field::Org, org);
    }
    draft
}

/// A bare five-digit number in a date column is a day count of Excel.
fn dated(field: Field, cell: &str) -> std::borrow::Cow<'_, str> {
    let is_date = matches!(
        field,
        Field::Birth | Field::Joined | Field::FullOn | Field::Entered | Field::LostSince | Field::FloatingSince
    );
    match crate::date::from_excel_serial(cell).filter(|_| is_date) {
        Some(day) => day.to_string().into(),
        None => cell.into(),
    }
}

impl Tally {
    fn count(&mut self, tx: &Tx<'_>, fate: &Fate, place: String) -> Result<()> {
        let (counter, id) = match fate {
            Fate::Added(id) => (&mut self.added, *id),
            Fate::Updated(id) => (&mut self.updated, *id),
            Fate::Unchanged(id) => (&mut self.unchanged, *id),
        };
        let again = self.seen.insert(id, place.clone());
        if let (Some(before), Fate::Updated(_)) = (&again, fate) {
            let name = super::name(tx, id)?;
            self.rejected += 1;
            self.faults.push(say!(RowConflict { place, before: before.clone(), name }));
        } else {
            *counter += 1;
        }
        Ok(())
    }

    fn reject(&mut self, place: &str, problems: &[Problem]) {
        self.rejected += 1;
        for problem in problems {
            self.faults.push(say!(RowProblem { place, problem: problem.text() }));
        }
    }

    fn warn(&mut self, place: &str, warning: &Problem) {
        let text = || say!(RowProblem { place, problem: warning.text() });
        let entry = self.warnings.entry((warning.key, warning.value.clone())).or_insert_with(|| (0, text()));
        entry.0 += 1;
    }
}

fn refusal(tally: &Tally) -> Error {
    let mut details: Vec<Text> = tally.faults.iter().take(SHOWN).cloned().collect();
    if tally.faults.len() > SHOWN {
        details.push(say!(MoreFaults { count: tally.faults.len() - SHOWN }));
    }
    Error::refused(say!(ImportRefused { rows: tally.rejected, faults: tally.faults.len() }))
        .details(details)
        .hint(say!(ImportRefusedHint))
}

fn import_row(
    tx: &Tx<'_>,
    draft: &Draft<'_>,
    as_found: Option<&PartialDate>,
    books: &Books<'_>,
    tally: &mut Tally,
    place: &str,
) -> Result<Result<Fate, Vec<Problem>>> {
    let checked = check(draft, books, Needs::Roll)?;
    if !checked.problems.is_empty() {
        return Ok(Err(checked.problems));
    }
    for warning in &checked.warnings {
        tally.warn(place, warning);
    }
    match known(tx, draft, &checked)? {
        Some(id) => correct(tx, &write::load(tx, id)?, draft, books),
        None => Ok(match write::insert(tx, &checked, as_found, books) {
            Ok(id) => Ok(Fate::Added(id)),
            Err(error) => Err(vec![refused(Field::Name, draft, &error)?]),
        }),
    }
}

/// Who the row is about, if on record: by identity number; without one by name, birth and org.
fn known(tx: &Tx<'_>, draft: &Draft<'_>, checked: &super::check::Checked) -> Result<Option<PersonId>> {
    if let Some(id_no) = &checked.person.id_no
        && let Some(id) = write::holding_id_no(tx, id_no)?
    {
        return Ok(Some(id));
    }
    let Some(membership) = &checked.membership else { return Ok(None) };
    let mut query = tx.prepare_cached(include_str!("same_person.sql"))?;
    let found = query
        .query_map((draft.text(Field::Name), &checked.person.birth, membership.org, &checked.person.id_no), |row| {
            row.get(0)
        })?
        .collect::<Result<Vec<PersonId>, _>>()?;
    Ok(if let [id] = found[..] { Some(id) } else { None })
}

fn correct(tx: &Tx<'_>, old: &Stored, told: &Draft<'_>, books: &Books<'_>) -> Result<Result<Fate, Vec<Problem>>> {
    let problem = |field: Field, what: Text| {
        vec![Problem { key: field.key(), value: told.text(field).unwrap_or_default().to_owned(), what }]
    };
    if told.text(Field::No).is_some_and(|no| no.parse() != Ok(old.id.0)) {
        return Ok(Err(problem(Field::No, say!(NumberOfAnother { no: old.id.0 }))));
    }
    if old.membership.is_none() {
        let what = if roll::load(tx, old.id)?.is_empty() {
            say!(OnNoRoll { no: old.id.0 })
        } else {
            say!(LeftRoll { no: old.id.0 })
        };
        return Ok(Err(problem(Field::Org, what)));
    }
    let told = told.clone();
    let whole = old.overlaid(tx, told.clone())?;
    let checked = check(&whole, books, Needs::Roll)?;
    if !checked.problems.is_empty() {
        return Ok(Err(checked.problems));
    }
    if let (Some(before), Some(after)) = (&old.membership, &checked.membership)
        && before.org != after.org
    {
        let org = books.org_row(before.org)?.name;
        return Ok(Err(problem(Field::Org, say!(OnAnotherRoll { no: old.id.0, org }))));
    }
    let before = tx.total_changes();
    match write::update(tx, old, &checked, &told, books) {
        Ok(()) if tx.total_changes() == before => Ok(Ok(Fate::Unchanged(old.id))),
        Ok(()) => Ok(Ok(Fate::Updated(old.id))),
        Err(error) => Ok(Err(vec![refused(Field::Name, &told, &error)?])),
    }
}

/// A refusal of one row is a problem of that row; anything else ends the import.
fn refused(field: Field, draft: &Draft<'_>, error: &Error) -> Result<Problem> {
    if error.kind() != crate::error::Kind::Refused {
        return Err(error.clone());
    }
    Ok(Problem {
        key: field.key(),
        value: draft.text(field).unwrap_or_default().to_owned(),
        what: error.message().clone(),
    })
}
