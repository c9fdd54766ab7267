//! How a branch meeting voted, in the columns of a roster: on the admission, and on the conversion.

use super::{Step, Taken, Votes};
use crate::activist::texts;
use crate::i18n::say;
use crate::import::Cells;
use crate::input::Problem;
use crate::output::Value;

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
}

impl Ballot {
    fn read(cells: &mut Cells<'_>, columns: Columns) -> Option<Self> {
        let [voters, present, written, in_favour, against, abstained, secret] = columns;
        let counts = [voters, present, written, in_favour, against, abstained].map(|key| cells.count(key));
        let secret = cells.flag(secret);
        let told = Self { counts, secret, columns, in_favour: cells.text(in_favour).unwrap_or_default() };
        (counts.iter().any(Option::is_some) || secret.is_some()).then_some(told)
    }

    /// The votes as they will stand: what the row does not tell is as on record; else nobody voted in writing, against or
    /// abstained, and those present are those who voted.
    pub(super) fn over(&self, known: Option<&Votes>) -> Result<Votes, Problem> {
        let [voters, present, written, in_favour, against, abstained] = self.counts;
        let [voters_key, _, _, in_favour_key, ..] = self.columns;
        let needed =
            |key, told: Option<u32>| told.ok_or_else(|| Problem { key, value: String::new(), what: say!(FieldNeeded) });
        let or = |told: Option<u32>, of: fn(&Votes) -> u32| told.or(known.map(of));
        let written = or(written, |votes| votes.written).unwrap_or_default();
        let in_favour = needed(in_favour_key, or(in_favour, |votes| votes.in_favour))?;
        let against = or(against, |votes| votes.against).unwrap_or_default();
        let abstained = or(abstained, |votes| votes.abstained).unwrap_or_default();
        let cast = in_favour.saturating_add(against).saturating_add(abstained);
        let votes = Votes {
            voters: needed(voters_key, or(voters, |votes| votes.voters))?,
            present: or(present, |votes| votes.present).unwrap_or(cast.saturating_sub(written)),
            written,
            in_favour,
            against,
            abstained,
            secret: self.secret.or(known.map(|votes| votes.secret)).unwrap_or_default(),
        };
        let problem = |what| Problem { key: in_favour_key, value: self.in_favour.clone(), what };
        votes.refuse_impossible().map_err(|error| problem(error.in_a_line()))?;
        Ok(votes)
    }
}

/// The votes on admission and conversion, in this order. Where a file has one set of columns only, it tells of the meeting
/// whose day the row tells; of both days, one cannot know.
pub(super) fn read(cells: &mut Cells<'_>, is_admitted: bool, is_converted: bool) -> [Option<Ballot>; 2] {
    let (plain, conversion) = (Ballot::read(cells, ADMISSION), Ballot::read(cells, CONVERSION));
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

/// What an export shows under the column of a vote; `None` if it is another column.
pub(super) fn cell<'t>(key: &str, last: impl Fn(Step) -> Option<&'t Taken>) -> Option<Value> {
    let at = |columns: Columns| columns.iter().position(|column| *column == key);
    let admission = at(ADMISSION).map(|at| (Step::Admitted, at));
    let (step, at) = admission.or_else(|| at(CONVERSION).map(|at| (Step::Converted, at)))?;
    let Some(votes) = last(step).and_then(|taken| taken.details.votes) else { return Some(Value::Null) };
    let Votes { voters, present, written, in_favour, against, abstained, secret } = votes;
    let counts = [voters, present, written, in_favour, against, abstained];
    Some(counts.get(at).map_or(secret.into(), |count| i64::from(*count).into()))
}
