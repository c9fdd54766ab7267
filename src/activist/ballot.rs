//! How a branch meeting voted, in the columns of a roster: on the admission, and on the conversion.

use rusqlite::Connection;

use super::{Details, Step, Taken, Votes};
use crate::activist::texts;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::Error;
use crate::i18n::{Lang, say};
use crate::import::{self, Cells};
use crate::input::Problem;
use crate::member;
use crate::member::voices::{self, Voices};
use crate::output::Value;

/// The votes and the names of a row, or what is wrong with them; any other failure ends the import.
type Told = crate::error::Result<Result<(Votes, Voices), Problem>>;

/// The columns of one vote: due, present, in writing, for, against, abstained, by secret ballot.
type Columns = [&'static str; 7];

/// The columns of the vote on the admission.
pub(super) const ADMISSION: Columns = ["voters", "present", "written", "in_favour", "against", "abstained", "secret"];

/// Those of the vote on the conversion.
pub(super) const CONVERSION: Columns = [
    "converted_voters",
    "converted_present",
    "converted_written",
    "converted_in_favour",
    "converted_against",
    "converted_abstained",
    "converted_secret",
];

/// The columns of the names of the vote on the admission.
pub(super) const ADMISSION_NAMES: voices::Columns =
    ["written_for", "written_against", "written_abstain", "excused", "excused_consent"];

/// Those of the vote on the conversion.
pub(super) const CONVERSION_NAMES: voices::Columns = [
    "converted_written_for",
    "converted_written_against",
    "converted_written_abstain",
    "converted_excused",
    "converted_excused_consent",
];

/// What a row tells of a vote.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ballot {
    /// Due, present, in writing, for, against, abstained.
    counts: [Option<u32>; 6],
    secret: Option<bool>,
    /// Where it stands.
    columns: Columns,
    /// The votes for it, as written.
    in_favour: String,
    /// Who voted in writing and who was excused.
    voices: voices::Told,
}

impl Ballot {
    fn read(cells: &mut Cells<'_>, columns: Columns, names: voices::Columns) -> Option<Self> {
        let [voters, present, written, in_favour, against, abstained, secret] = columns;
        let counts = [voters, present, written, in_favour, against, abstained].map(|key| cells.count(key));
        let secret = cells.flag(secret);
        let (in_favour, voices) = (cells.text(in_favour).unwrap_or_default(), voices::Told::read(cells, names));
        let is_told = counts.iter().any(Option::is_some) || secret.is_some() || !voices.is_empty();
        is_told.then_some(Self { counts, secret, columns, in_favour, voices })
    }

    /// The votes as they will stand: what the row does not tell is as on record; else nobody voted in writing, against or
    /// abstained, and those present are those who voted.
    ///
    /// Fails with what is refused of the numbers, and of the names.
    pub(super) fn over(&self, tx: &Tx<'_>, known: Option<&Details>, on: &PartialDate) -> Told {
        let day = on.first_day();
        let on_roll = |person| Ok(member::standing_on(tx, person, day)?.is_some());
        let none = Voices::default();
        let named = known.map_or(&none, |known| &known.voices);
        let votes = known.and_then(|known| known.votes);
        let voices = match self.voices.over(tx, named, |typed| member::find_exactly_among(tx, typed, on_roll)) {
            Ok(voices) => voices,
            Err(error) => return Ok(Err(self.problem_of(&error)?)),
        };
        let known_written = votes.map(|votes| votes.written).filter(|_| voices == *named);
        match self.counted(votes.as_ref(), known_written, &voices) {
            Ok(Ok(votes)) => Ok(Ok((votes, voices))),
            Ok(Err(problem)) => Ok(Err(problem)),
            Err(error) => Ok(Err(self.problem_of(&error)?)),
        }
    }

    /// A refusal, under the votes for it.
    fn problem_of(&self, error: &Error) -> crate::error::Result<Problem> {
        import::problem_of(error, self.columns[3], &self.in_favour)
    }

    /// The numbers as they will stand.
    fn counted(
        &self,
        known: Option<&Votes>,
        known_written: Option<u32>,
        voices: &Voices,
    ) -> crate::error::Result<Result<Votes, Problem>> {
        let [voters, present, written, in_favour, against, abstained] = self.counts;
        let [voters_key, _, _, in_favour_key, ..] = self.columns;
        let needed =
            |key, told: Option<u32>| told.ok_or_else(|| Problem { key, value: String::new(), what: say!(FieldNeeded) });
        let or = |told: Option<u32>, of: fn(&Votes) -> u32| told.or(known.map(of));
        let (in_favour, due) = match (
            needed(in_favour_key, or(in_favour, |votes| votes.in_favour)),
            needed(voters_key, or(voters, |votes| votes.voters)),
        ) {
            (Ok(in_favour), Ok(due)) => (in_favour, due),
            (Err(problem), _) | (_, Err(problem)) => return Ok(Err(problem)),
        };
        let against = or(against, |votes| votes.against).unwrap_or_default();
        let abstained = or(abstained, |votes| votes.abstained).unwrap_or_default();
        let written = voices.written(written.or(known_written), [in_favour, against, abstained])?;
        let cast = in_favour.saturating_add(against).saturating_add(abstained);
        let votes = Votes {
            voters: due,
            present: or(present, |votes| votes.present).unwrap_or(cast.saturating_sub(written)),
            written,
            in_favour,
            against,
            abstained,
            secret: self.secret.or(known.map(|votes| votes.secret)).unwrap_or_default(),
            excused: voices.excused(),
        };
        votes.refuse_impossible()?;
        Ok(Ok(votes))
    }
}

/// The votes on admission and conversion, in this order. Where a file has one set of columns only, it tells of the meeting
/// whose day the row tells; of both days, one cannot know.
pub(super) fn read(cells: &mut Cells<'_>, is_admitted: bool, is_converted: bool) -> [Option<Ballot>; 2] {
    let plain = Ballot::read(cells, ADMISSION, ADMISSION_NAMES);
    let conversion = Ballot::read(cells, CONVERSION, CONVERSION_NAMES);
    let has_both = CONVERSION.iter().any(|key| cells.has(key));
    match plain {
        Some(_) if is_converted && is_admitted && !has_both => {
            cells.fault("in_favour", say!(VotesOfWhich));
            [None, None]
        }
        Some(plain) if is_converted && !has_both => [None, Some(plain)],
        plain => [plain, conversion],
    }
}

/// What an export shows under the column of the names of a vote; `None` if it is another column.
pub(super) fn name_cell<'t>(
    conn: &Connection,
    key: &str,
    last: impl Fn(Step) -> Option<&'t Taken>,
    lang: Lang,
) -> crate::error::Result<Option<Value>> {
    let at = |columns: voices::Columns| columns.iter().position(|column| *column == key);
    let admission = at(ADMISSION_NAMES).map(|at| (Step::Admitted, at));
    let found = admission.or_else(|| at(CONVERSION_NAMES).map(|at| (Step::Converted, at)));
    let Some((step, at)) = found else { return Ok(None) };
    let Some(taken) = last(step) else { return Ok(Some(Value::Null)) };
    Ok(taken.details.voices.cells(conn, lang)?.into_iter().nth(at))
}

/// What an export shows under the column of a vote; `None` if it is another column.
pub(super) fn cell<'t>(key: &str, last: impl Fn(Step) -> Option<&'t Taken>) -> Option<Value> {
    let at = |columns: Columns| columns.iter().position(|column| *column == key);
    let admission = at(ADMISSION).map(|at| (Step::Admitted, at));
    let (step, at) = admission.or_else(|| at(CONVERSION).map(|at| (Step::Converted, at)))?;
    let Some(votes) = last(step).and_then(|taken| taken.details.votes) else { return Some(Value::Null) };
    let Votes { voters, present, written, in_favour, against, abstained, secret, .. } = votes;
    let counts = [voters, present, written, in_favour, against, abstained];
    Some(counts.get(at).map_or(secret.into(), |count| i64::from(*count).into()))
}
