//! A vote as a row of a log tells it, held against the votes on record.

use rusqlite::Connection;

use super::due::Due;
use super::resolve::{self, NewResolution, Resolution};
use super::{Meeting, MeetingId, VoteRule, row};
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Lang, say};
use crate::import::Cells;
use crate::meeting::texts;
use crate::member;
use crate::member::voices::{self, Voices};
use crate::output::{self, Column, Value};
use crate::rules::Advice;

/// The keys of the columns of a vote.
pub(super) const KEYS: [&str; 15] = [
    "decision_no",
    "resolution",
    "rule",
    "voters",
    "voters_present",
    "written",
    "in_favour",
    "against",
    "abstained",
    "secret",
    "written_for",
    "written_against",
    "written_abstain",
    "excused",
    "excused_consent",
];

/// The columns of the names.
const NAMES: voices::Columns = ["written_for", "written_against", "written_abstain", "excused", "excused_consent"];

/// The columns of the votes themselves.
const VOTES: [&str; 3] = ["in_favour", "against", "abstained"];

/// What a row tells of a vote.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    /// What was decided.
    pub(super) text: String,
    number: Option<u32>,
    rule: Option<VoteRule>,
    voters: Option<u32>,
    present: Option<u32>,
    written: Option<u32>,
    /// For, against, abstained.
    votes: [Option<u32>; 3],
    secret: Option<bool>,
    voices: voices::Told,
}

/// What came of a vote that a row tells.
pub(super) struct Decided {
    /// Its place among those of the meeting, from 1.
    pub(super) number: u32,
    /// As it was on record, if it was.
    pub(super) before: Option<Resolution>,
    /// As it is now.
    pub(super) now: Resolution,
}

impl Told {
    /// Reads the vote of a row that counts votes. What was decided is the resolution, else the topic.
    pub(super) fn read(cells: &mut Cells<'_>, topic: Option<&str>) -> Option<Self> {
        let (number, rule) = (cells.count("meeting_file.decision_no"), cells.code("meeting_file.rule"));
        let (voters, present) = (cells.count("meeting_file.voters"), cells.count("meeting_file.voters_present"));
        let (written, votes) = (cells.count("written"), VOTES.map(|key| cells.count(key)));
        let (secret, voices) = (cells.flag("secret"), voices::Told::read(cells, NAMES));
        let is_counted = written.is_some() || votes.iter().any(Option::is_some) || !voices.is_empty();
        let unread = ["written", "excused_consent"].iter().chain(&VOTES).any(|key| cells.is_faulty(key));
        if !is_counted {
            if voters.is_some() && !unread {
                cells.fault("in_favour", say!(FieldNeeded));
            }
            return None;
        }
        let Some(text) = cells.text("meeting_file.resolution").or_else(|| topic.map(str::to_owned)) else {
            cells.fault("meeting_file.resolution", say!(FieldNeeded));
            return None;
        };
        Some(Self { text, number, rule, voters, present, written, votes, secret, voices })
    }

    /// Which of the votes on record it is: by number and text, by text, else by number.
    fn among(&self, known: &[Resolution]) -> Option<usize> {
        let numbered = self.number.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        let numbered = numbered.filter(|at| *at < known.len());
        let is_same = |at: &usize| known[*at].text == self.text;
        numbered.filter(is_same).or_else(|| (0..known.len()).find(is_same)).or(numbered)
    }

    /// The vote as it will stand: what the row does not tell is as on record, and nobody voted against of whom nothing is
    /// told.
    fn over(&self, tx: &Tx<'_>, meeting: &Meeting, known: Option<&Resolution>) -> Result<NewResolution> {
        let vote = known.map(|known| known.vote);
        let [in_favour, against, abstained] = self.votes;
        let Some(in_favour) = in_favour.or(vote.map(|vote| vote.in_favour)) else {
            return Err(Error::refused(say!(FieldNeeded)));
        };
        let against = against.or(vote.map(|vote| vote.against)).unwrap_or_default();
        let abstained = abstained.or(vote.map(|vote| vote.abstained)).unwrap_or_default();
        let due = Due::at(tx, meeting)?;
        let none = Voices::default();
        let named = known.map_or(&none, |known| &known.voices);
        let voices =
            self.voices.over(tx, named, |typed| member::find_exactly_among(tx, typed, |person| due.has(tx, person)))?;
        Ok(NewResolution {
            text: self.text.clone(),
            rule: self.rule.or(vote.map(|vote| vote.rule)),
            voters: self.voters.or(vote.map(|vote| vote.voters)),
            present: self.present.or(vote.map(|vote| vote.present)),
            // Of names the number follows.
            written: self.written.or(vote.map(|vote| vote.written).filter(|_| voices == *named)),
            votes: [in_favour, against, abstained],
            secret: self.secret.or(vote.map(|vote| vote.secret)).unwrap_or_default(),
            voices,
            instead: None,
        })
    }

    /// Records it with its meeting, or puts right what it tells otherwise.
    pub(super) fn decide(&self, tx: &Tx<'_>, id: MeetingId, advice: &mut Advice) -> Result<Decided> {
        let known = resolve::resolutions(tx, id)?;
        let at = self.among(&known);
        let before = at.map(|at| known[at].clone());
        let number = u32::try_from(at.unwrap_or(known.len()) + 1).unwrap_or(u32::MAX);
        let meeting: Meeting = row::load(tx, id)?;
        let new = NewResolution { instead: at.map(|_| number), ..self.over(tx, &meeting, before.as_ref())? };
        if let Some(old) = before.as_ref().filter(|old| new.is_like(old)) {
            return Ok(Decided { number, now: old.clone(), before });
        }
        let vote = resolve::resolve(tx, &meeting, &new, advice)?;
        Ok(Decided { number, before, now: Resolution { text: new.text, vote, voices: new.voices } })
    }
}

impl Decided {
    /// Whether anything is otherwise than before.
    pub(super) fn is_changed(&self) -> bool {
        self.before.as_ref() != Some(&self.now)
    }

    /// The cells before and now.
    pub(super) fn cells(&self, conn: &Connection, lang: Lang) -> Result<[output::Row; 2]> {
        let before = match &self.before {
            Some(old) => cells(conn, self.number, old, lang)?,
            None => none(),
        };
        Ok([before, cells(conn, self.number, &self.now, lang)?])
    }
}

impl NewResolution {
    /// Whether it says what is on record.
    fn is_like(&self, known: &Resolution) -> bool {
        let Resolution { text, vote, voices } = known;
        let same = (self.rule, self.voters, self.present) == (Some(vote.rule), Some(vote.voters), Some(vote.present));
        same && self.text == *text
            && self.written.is_none_or(|written| written == vote.written)
            && self.secret == vote.secret
            && self.voices == *voices
            && self.votes == [vote.in_favour, vote.against, vote.abstained]
    }
}

/// The columns of a vote.
pub(super) fn columns() -> Vec<Column> {
    Column::of("meeting_file", &KEYS)
}

/// The cells of each vote of a meeting, in the order they were recorded; those of none, if there is none.
pub(super) fn rows(conn: &Connection, id: MeetingId, lang: Lang) -> Result<Vec<output::Row>> {
    let known = resolve::resolutions(conn, id)?;
    if known.is_empty() {
        return Ok(vec![none()]);
    }
    (1..).zip(&known).map(|(number, resolution)| cells(conn, number, resolution, lang)).collect()
}

/// The cells of no vote.
pub(super) fn none() -> output::Row {
    vec![Value::Null; KEYS.len()]
}

fn cells(conn: &Connection, number: u32, told: &Resolution, lang: Lang) -> Result<output::Row> {
    let Resolution { text, vote, voices } = told;
    let count = |number: u32| Value::from(i64::from(number));
    let mut cells = vec![
        count(number),
        text.as_str().into(),
        vote.rule.entry().into(),
        count(vote.voters),
        count(vote.present),
        count(vote.written),
        count(vote.in_favour),
        count(vote.against),
        count(vote.abstained),
        vote.secret.into(),
    ];
    cells.extend(voices.cells(conn, lang)?);
    Ok(cells)
}
