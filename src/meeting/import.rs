//! Importing meeting logs, one row a meeting, and attendance lists, one row a person and meeting. Each is recorded as the
//! clerk would have; what cannot be is refused row by row.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;
use rusqlite::OptionalExtension as _;

use super::columns::{Attended, HEADINGS, Told};
use super::decision::{self, Decided};
use super::due::Due;
use super::lines::{self, Claimed, Taken};
use super::marks::{Marks, Typed};
use super::row::{Facts, Numbers};
use super::sheet::Sheet;
use super::{Meeting, MeetingId, MeetingKind, NewMeeting, attend, count, export, record, row, set, void};
use crate::ctx::Ctx;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::db::bulk::Filling;
use crate::error::{Error, Kind, Result};
use crate::i18n::{Lang, Text, say, says};
use crate::import::{self, Fates, ImportArgs, Importer, OnDuplicate, Place, Reading, Verdict, differences};
use crate::input::{Problem, Raw, Record};
use crate::meeting::texts;
use crate::member::check::Books;
use crate::member::{self, PersonId};
use crate::org::{self, OrgId};
use crate::output::{self, Column};
use crate::rules::Advice;

/// Which meeting a row is about: org, kind and day; and the time, or without one the topic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    org: OrgId,
    kind: &'static str,
    date: String,
    time: Option<String>,
    topic: Option<String>,
}

/// The rows of an attendance list about one meeting.
struct Gathered {
    meeting: Meeting,
    due: Due,
    /// Where the first of them stands.
    first: Place,
    /// What they tell of the meeting.
    told: Told,
    people: BTreeMap<PersonId, Mark>,
}

/// A row about one person.
struct Mark {
    place: Place,
    raw: Raw,
    name: String,
    attended: Attended,
}

/// What came of the vote of a row.
enum Voted {
    None,
    As(Decided),
    Refused(Problem),
}

/// The tables that meetings fill.
const TABLES: [&str; 7] = ["meeting", "attendance", "resolution", "minutes", "campaign", "gift", "entry"];

struct MeetingImport<'t> {
    today: NaiveDate,
    lang: Lang,
    on_duplicate: OnDuplicate,
    org: Option<OrgId>,
    kind: Option<MeetingKind>,
    books: Books<'t>,
    seen: BTreeMap<MeetingId, Place>,
    /// Where each vote was told: by its meeting and its place there.
    votes: BTreeMap<(MeetingId, u32), Place>,
    /// The gifts and pieces that were told.
    claimed: Claimed,
    lists: BTreeMap<Key, Gathered>,
    /// Meetings, and people on their sheets.
    filling: Filling,
}

/// Imports the files as one operation; `org` and `kind` are those of rows which name none.
pub(super) fn run(ctx: &Ctx, args: &ImportArgs, org: Option<&str>, kind: Option<MeetingKind>) -> Result<()> {
    if args.clear_empty {
        return Err(Error::usage(say!(OptionIdle { option: "--clear-empty" })));
    }
    import::run(ctx, args, HEADINGS, |tx| {
        Ok(Box::new(MeetingImport {
            today: ctx.today,
            lang: ctx.lang,
            on_duplicate: args.on_duplicate,
            org: org.map(|typed| org::find(tx, typed)).transpose()?,
            kind,
            books: Books::new(tx, ctx.today),
            seen: BTreeMap::new(),
            votes: BTreeMap::new(),
            claimed: Claimed::default(),
            lists: BTreeMap::new(),
            filling: Filling::of(&TABLES),
        }))
    })
}

impl Importer for MeetingImport<'_> {
    type Row = Told;

    fn reading(&self) -> Reading<Told> {
        let (today, kind) = (self.today, self.kind);
        Box::new(move |record| Told::read(record, kind, today))
    }

    fn needed(&self) -> Vec<Vec<usize>> {
        let place = |key: &str| HEADINGS.iter().position(|heading| heading.key == key);
        let kind = self.kind.is_none().then_some("meeting_file.kind");
        ["meeting_file.date"].into_iter().chain(kind).filter_map(place).map(|at| vec![at]).collect()
    }

    fn naming(&self) -> &'static [&'static str] {
        &["meeting_file.date", "meeting_file.kind", "meeting_file.topic", "meeting_file.name"]
    }

    fn on_record(&self, tx: &Tx<'_>) -> Result<i64> {
        Ok(tx.query_row("SELECT count(*) FROM meeting", [], |row| row.get(0))?)
    }

    fn before_row(&mut self, tx: &Tx<'_>) -> Result<()> {
        self.filling.prepare(tx, 1)
    }

    fn row(&mut self, tx: &Tx<'_>, _: &Record<'_>, told: &mut Told, place: Place, fates: &mut Fates<'_>) -> Result<()> {
        let mut problems = std::mem::take(&mut told.problems);
        let (value, name) = (told.org.clone().unwrap_or_default(), named(told));
        let org = match (&told.org, self.org) {
            (Some(typed), _) => self.books.org(typed),
            (None, Some(org)) => Ok(org),
            (None, None) => Err(say!(FieldNeeded)),
        };
        problems.extend(org.clone().err().map(|what| Problem { key: "meeting_file.org", value, what }));
        let (Ok(org), Some(kind), Some(date), true) = (org, told.kind, told.date, problems.is_empty()) else {
            return fates.tell_row(place, &name, &Verdict::Wrong(problems));
        };
        let told = &*told;
        import::attempt(tx, fates, |tx, fates| {
            let dealt = match &told.person {
                Some(person) => self.gather(tx, told, (org, kind, date), person, place, fates),
                None => self.log(tx, told, (org, kind, date), place, fates).map(Some),
            };
            let verdict = dealt.or_else(|error| refused(&error, told).map(Some))?;
            verdict.map_or(Ok(()), |verdict| fates.tell_row(place, &name, &verdict))
        })
    }

    fn finish(&mut self, tx: &Tx<'_>, fates: &mut Fates<'_>) -> Result<()> {
        // A list of which every row was refused tells of no meeting.
        let lists = std::mem::take(&mut self.lists).into_values();
        for list in lists.filter(|list| !list.people.is_empty()) {
            self.filling.prepare(tx, list.people.len())?;
            self.filling.add(list.people.len());
            import::attempt(tx, fates, |tx, fates| {
                let held = match self.hold(tx, &list, fates) {
                    Ok(verdicts) => Ok(verdicts),
                    Err(error) => Err(refused(&error, &list.told)?),
                };
                for (person, Mark { place, raw, name, .. }) in &list.people {
                    let verdict = match &held {
                        Ok(verdicts) => &verdicts[person],
                        Err(refused) => refused,
                    };
                    fates.tell_fate(*place, raw, name, verdict)?;
                }
                Ok(())
            })?;
        }
        self.filling.finish(tx)
    }
}

impl MeetingImport<'_> {
    /// A row about a meeting as a whole.
    fn log(
        &mut self,
        tx: &Tx<'_>,
        told: &Told,
        (org, kind, date): (OrgId, MeetingKind, PartialDate),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<Verdict> {
        let known = on_record(tx, &key(told, org, kind, &date))?;
        let before = known.and_then(|id| self.seen.get(&id).copied());
        let mut advice = Advice::default();
        let verdict = match (known, self.on_duplicate) {
            (Some(_), OnDuplicate::Skip) if before.is_none() => Verdict::Unchanged,
            (Some(id), OnDuplicate::Error) if before.is_none() => conflict(say!(MeetingThere { number: id.0 })),
            (None, _) if let Some(verdict) = fates.absent("meeting_file.date", &date.to_string()) => verdict,
            (None, _) => {
                let new = new_meeting(told, (org, kind, date), told.numbers);
                let id = record::record(tx, new, self.today, &mut advice)?;
                self.seen.insert(id, place);
                self.filling.add(1);
                let voted = self.decide(tx, id, told, place, fates, &mut advice)?;
                match (voted, self.take(tx, id, told, &mut advice)?) {
                    (Voted::Refused(problem), _) | (_, Err(problem)) => Verdict::Wrong(vec![problem]),
                    (Voted::None | Voted::As(_), Ok(_)) => Verdict::Added,
                }
            }
            (Some(id), _) => 'known: {
                let changes = tx.total_changes();
                let stored = export::row_of(tx, id)?;
                self.again(tx, id, told, told.numbers, &mut advice)?;
                let now = export::row_of(tx, id)?;
                self.seen.entry(id).or_insert(place);
                let is_same = tx.total_changes() == changes || stored == now;
                if !is_same {
                    void::refuse_voided(tx, &row::load(tx, id)?)?;
                    if !told.is_one_of_day() {
                        advice.notice(say!(MeetingTakenAsKnown { number: id.0 }));
                    }
                }
                let voted = self.decide(tx, id, told, place, fates, &mut advice)?;
                let (vote, lines) = match (voted, self.take(tx, id, told, &mut advice)?) {
                    (Voted::Refused(problem), _) | (_, Err(problem)) => break 'known Verdict::Wrong(vec![problem]),
                    (Voted::None, Ok(lines)) => (None, lines),
                    (Voted::As(vote), Ok(lines)) => (Some(vote), lines),
                };
                let tells_more = vote.is_some() || !told.lines.is_empty();
                let is_all_new = vote.as_ref().is_none_or(|vote| vote.before.is_none()) && lines.is_all_new();
                let [was, is] = match &vote {
                    Some(vote) => vote.cells(tx, self.lang)?,
                    None => [decision::none(), decision::none()],
                };
                let [old, new] = lines.cells();
                let (old, new) = ([was, old].concat(), [is, new].concat());
                match before {
                    Some(before) if !tells_more && !told.is_one_of_day() => {
                        conflict(say!(MeetingTwiceInFile { before: fates.name(before) }))
                    }
                    Some(before) if !is_same => conflict(say!(SameRowElsewhere { before: fates.name(before) })),
                    Some(_) if old != new && is_all_new => Verdict::Added,
                    _ if old != new || !is_same => {
                        Verdict::Updated(differences(&export::columns(), [stored, old].concat(), [now, new].concat()))
                    }
                    _ => Verdict::Unchanged,
                }
            }
        };
        for warning in advice.warnings() {
            fates.warn(place, &Problem::of_row(warning.clone()));
        }
        Ok(verdict)
    }

    /// The vote that a row tells, beside those on record. Two rows of an import do not tell one vote differently.
    fn decide(
        &mut self,
        tx: &Tx<'_>,
        id: MeetingId,
        told: &Told,
        place: Place,
        fates: &mut Fates<'_>,
        advice: &mut Advice,
    ) -> Result<Voted> {
        let Some(vote) = &told.vote else { return Ok(Voted::None) };
        let value = told.votes_in_favour.clone().unwrap_or_default();
        let decided = match vote.decide(tx, id, advice) {
            Ok(decided) => decided,
            Err(error) => return Ok(Voted::Refused(import::problem_of(&error, "in_favour", &value)?)),
        };
        if told.is_vote_on_topic {
            advice.notice(say!(VoteOnTopic));
        }
        match self.votes.entry((id, decided.number)) {
            Entry::Occupied(before) if decided.is_changed() => {
                let what = say!(SameRowElsewhere { before: fates.name(*before.get()) });
                return Ok(Voted::Refused(Problem { key: "in_favour", value, what }));
            }
            entry => entry.or_insert(place),
        };
        Ok(Voted::As(decided))
    }

    /// The gift and the piece that a row tells, beside those on record; or what is wrong with the piece.
    fn take(
        &mut self,
        tx: &Tx<'_>,
        id: MeetingId,
        told: &Told,
        advice: &mut Advice,
    ) -> Result<std::result::Result<Taken, Problem>> {
        match told.lines.take(tx, id, &mut self.claimed, advice) {
            Ok(taken) => Ok(Ok(taken)),
            Err(error) => {
                let author = told.lines.entry.as_ref().map(|entry| entry.author.clone()).unwrap_or_default();
                import::problem_of(&error, "meeting_file.entry_by", &author).map(Err)
            }
        }
    }

    /// Puts right what a row tells otherwise of a meeting on record.
    fn again(&self, tx: &Tx<'_>, id: MeetingId, told: &Told, numbers: count::Told, advice: &mut Advice) -> Result<()> {
        let old = row::load(tx, id)?;
        let mut new = old.clone();
        told.lay_over(&mut new.facts);
        let numbers = otherwise(numbers, &old.numbers);
        if new != old || numbers != count::Told::default() {
            set::correct(tx, &old, new, (numbers, false), self.today, advice)?;
        }
        if !told.campaigns.is_empty() {
            record::store_campaigns(tx, id, &told.campaigns, advice)?;
        }
        let stored: Option<String> = tx
            .prepare_cached("SELECT (SELECT text FROM minutes WHERE meeting_id = ?1)")?
            .query_row([id], |row| row.get(0))?;
        let minutes = told.minutes.over(stored.as_deref());
        if minutes == stored { Ok(()) } else { record::store_minutes(tx, id, minutes.as_deref()) }
    }

    /// A row about one person: it is kept until all of its meeting are there. Returns what is known of it at once.
    fn gather(
        &mut self,
        tx: &Tx<'_>,
        told: &Told,
        (org, kind, date): (OrgId, MeetingKind, PartialDate),
        (typed, attended): &(String, Attended),
        place: Place,
        fates: &mut Fates<'_>,
    ) -> Result<Option<Verdict>> {
        let key = key(told, org, kind, &date);
        if !self.lists.contains_key(&key) {
            let known = on_record(tx, &key)?;
            match (known.filter(|id| !self.seen.contains_key(id)), self.on_duplicate) {
                (Some(_), OnDuplicate::Skip) => return Ok(Some(Verdict::Unchanged)),
                (Some(id), OnDuplicate::Error) => return Ok(Some(conflict(say!(MeetingThere { number: id.0 })))),
                _ => {}
            }
            if let (None, Some(verdict)) = (known, fates.absent("meeting_file.date", &date.to_string())) {
                return Ok(Some(verdict));
            }
            let meeting = match known {
                Some(id) => row::load(tx, id)?,
                None => {
                    Meeting { id: None, org, facts: Facts::new(kind, date), numbers: Numbers::default(), voided: None }
                }
            };
            record::refuse_impossible(tx, &meeting, self.today)?;
            let (due, told) = (Due::at(tx, &meeting)?, told.clone());
            self.lists.insert(key.clone(), Gathered { meeting, due, first: place, told, people: BTreeMap::new() });
        }
        let list = self.lists.get_mut(&key).expect("it was put there");
        let person = match member::find_exactly_among(tx, typed, |id| list.due.has(tx, id)) {
            Ok(person) => person,
            Err(error) => {
                let problem = import::problem_of(&error, "meeting_file.name", typed)?;
                return Ok(Some(Verdict::Wrong(vec![problem])));
            }
        };
        if list.due.of(tx, person)?.is_none() {
            return Ok(Some(wrong("meeting_file.name", typed, list.due.why_not(tx, person)?)));
        }
        if let Some(before) = list.people.get(&person) {
            let what = say!(SameRowElsewhere { before: fates.name(before.place) });
            return Ok(Some(Verdict::Conflict(vec![Problem { key: "meeting_file.name", value: typed.clone(), what }])));
        }
        if list.people.is_empty() {
            (list.first, list.told) = (place, told.clone());
        } else if !list.told.take_in(told) {
            return Ok(Some(conflict(say!(SameRowElsewhere { before: fates.name(list.first) }))));
        }
        if told.is_remark_idle {
            fates.warn(place, &Problem::of_row(say!(RemarkOfPresent)));
        }
        let (raw, name) = (fates.raw().clone(), typed.clone());
        list.people.insert(person, Mark { place, raw, name, attended: attended.clone() });
        Ok(None)
    }

    /// Records a meeting with its list, or its list beside what is on record. Returns what became of each row.
    fn hold(&mut self, tx: &Tx<'_>, list: &Gathered, fates: &mut Fates<'_>) -> Result<BTreeMap<PersonId, Verdict>> {
        let mark = |(person, mark): (&PersonId, &Mark)| {
            let (presence, reason) = mark.attended.clone();
            Typed { person: person.0.to_string(), presence, reason }
        };
        let marks = Marks { all: false, named: list.people.iter().map(mark).collect() };
        let due = count::Told { due: list.told.numbers.due, ..count::Told::default() };
        let mut advice = Advice::default();
        let (id, mut verdicts) = match list.meeting.id {
            Some(id) => (id, self.hold_again(tx, id, list, (&marks, due), &mut advice)?),
            None => {
                let Meeting { org, facts, .. } = &list.meeting;
                let new = NewMeeting { marks, ..new_meeting(&list.told, (*org, facts.kind, facts.date), due) };
                let id = record::record(tx, new, self.today, &mut advice)?;
                (id, list.people.keys().map(|person| (*person, Verdict::Added)).collect())
            }
        };
        match self.decide(tx, id, &list.told, list.first, fates, &mut advice)? {
            Voted::Refused(problem) => {
                let wrong = list.people.keys().map(|person| (*person, Verdict::Wrong(vec![problem.clone()])));
                return Ok(wrong.collect());
            }
            Voted::As(vote) if vote.is_changed() => {
                let [was, is] = vote.cells(tx, self.lang)?;
                let first = list.people.iter().find(|(_, mark)| mark.place == list.first).map(|(person, _)| person);
                if let Some(verdict @ Verdict::Unchanged) = first.and_then(|person| verdicts.get_mut(person)) {
                    *verdict = Verdict::Updated(differences(&decision::columns(), was, is));
                }
            }
            Voted::As(_) | Voted::None => {}
        }
        match self.take(tx, id, &list.told, &mut advice)? {
            Err(problem) => {
                let wrong = list.people.keys().map(|person| (*person, Verdict::Wrong(vec![problem.clone()])));
                return Ok(wrong.collect());
            }
            Ok(lines) => {
                let [old, new] = lines.cells();
                let first = list.people.iter().find(|(_, mark)| mark.place == list.first).map(|(person, _)| person);
                if let Some(verdict @ Verdict::Unchanged) = first.and_then(|person| verdicts.get_mut(person))
                    && old != new
                {
                    *verdict = Verdict::Updated(differences(&lines::columns(), old, new));
                }
            }
        }
        let named = row::load(tx, id)?.numbers.present;
        if let (Some(told), Some(named)) = (list.told.numbers.present, named)
            && told != named
        {
            advice.notice(say!(NamesCountOtherwise { told, named }));
        }
        for warning in advice.warnings() {
            fates.warn(list.first, &Problem::of_row(warning.clone()));
        }
        Ok(verdicts)
    }

    /// Puts right what a list tells otherwise of a meeting on record: of the meeting, which is told with the first row,
    /// and of each person.
    fn hold_again(
        &self,
        tx: &Tx<'_>,
        id: MeetingId,
        list: &Gathered,
        (marks, due): (&Marks, count::Told),
        advice: &mut Advice,
    ) -> Result<BTreeMap<PersonId, Verdict>> {
        let (stored, before) = (export::row_of(tx, id)?, Sheet::load(tx, id)?);
        self.again(tx, id, &list.told, due, advice)?;
        let now = export::row_of(tx, id)?;
        let meeting = attend::attend(tx, &row::load(tx, id)?, marks, count::Told::default(), advice)?;
        let after = Sheet::load(tx, id)?;
        if stored != now || before != after {
            void::refuse_voided(tx, &meeting)?;
        }
        let verdict = |(person, mark): (&PersonId, &Mark)| {
            let (mut columns, [mut old, mut new]) =
                (attended_columns(), [&before, &after].map(|s| attended(s, *person)));
            if mark.place == list.first {
                columns.extend(export::columns());
                old.extend(stored.clone());
                new.extend(now.clone());
            }
            let is_same = old == new;
            let verdict = if is_same { Verdict::Unchanged } else { Verdict::Updated(differences(&columns, old, new)) };
            (*person, verdict)
        };
        Ok(list.people.iter().map(verdict).collect())
    }
}

/// A meeting as a row tells it, without attendance by names.
fn new_meeting(told: &Told, (org, kind, date): (OrgId, MeetingKind, PartialDate), numbers: count::Told) -> NewMeeting {
    let mut facts = Facts::new(kind, date);
    told.lay_over(&mut facts);
    let (campaigns, minutes) = (told.campaigns.clone(), told.minutes.over(None));
    NewMeeting { facts, told: numbers, campaigns, minutes, ..NewMeeting::new(org, kind, date) }
}

/// The columns of what is told of one person.
fn attended_columns() -> Vec<Column> {
    Column::of("meeting_file", &["presence", "reason"])
}

/// What a sheet holds of one person.
fn attended(sheet: &Sheet, person: PersonId) -> output::Row {
    let line = sheet.line(person);
    let reason = export::reason(line.and_then(|line| line.reason.clone()));
    vec![line.map(|line| line.presence.entry()).into(), reason]
}

fn key(told: &Told, org: OrgId, kind: MeetingKind, date: &PartialDate) -> Key {
    let time = told.time.map(|time| time.to_string());
    let topic = told.topic().filter(|_| time.is_none()).map(str::to_owned);
    Key { org, kind: kind.code(), date: date.to_string(), time, topic }
}

/// The meeting that a row is about, if it is on record.
fn on_record(tx: &Tx<'_>, key: &Key) -> Result<Option<MeetingId>> {
    let sql =
        "SELECT id FROM meeting WHERE org_id = ?1 AND kind = ?2 AND day = substr(?3 || '-01-01', 1, 10) AND date = ?3
               AND iif(?4 IS NULL, topic IS ?5, time IS ?4) ORDER BY voided IS NOT NULL, id LIMIT 1";
    let Key { org, kind, date, time, topic } = key;
    Ok(tx.prepare_cached(sql)?.query_row((org, kind, date, time, topic), |row| row.get(0)).optional()?)
}

/// The numbers that a row tells otherwise than they are on record. Those counted belong together.
fn otherwise(told: count::Told, known: &Numbers) -> count::Told {
    let due = told.due.filter(|_| told.due != known.due_told.or(known.due()));
    let counted = [(told.present, known.present), (told.on_leave, known.on_leave), (told.absent, known.absent)];
    match counted.iter().any(|(told, known)| told.is_some() && told != known) {
        true => count::Told { due, ..told },
        false => count::Told { due, ..count::Told::default() },
    }
}

/// What a row is called: the person, else the topic.
fn named(told: &Told) -> String {
    let person = told.person.as_ref().map(|(name, _)| name.as_str());
    person.or(told.topic()).or(told.org.as_deref()).unwrap_or_default().to_owned()
}

/// A refusal, under the column that it is about: that of the numbers or the chair, else the day, by which the roll goes.
fn refused(error: &Error, told: &Told) -> Result<Verdict> {
    let count = |number: Option<u32>| number.map(|number| number.to_string());
    let (key, value) = match error.message() {
        what if says!(what, MoreThanDue | NumbersBesideNames) => ("meeting_file.present", count(told.numbers.present)),
        what if says!(what, CommitteeUnknown) => ("meeting_file.due", count(told.numbers.due)),
        _ if matches!(error.kind(), Kind::NotFound | Kind::Ambiguous) => {
            ("meeting_file.chair", told.chair().map(str::to_owned))
        }
        _ => ("meeting_file.date", told.date.map(|date| date.to_string())),
    };
    Ok(Verdict::Wrong(vec![import::problem_of(error, key, &value.unwrap_or_default())?]))
}

fn wrong(key: &'static str, value: &str, what: Text) -> Verdict {
    Verdict::Wrong(vec![Problem { key, value: value.to_owned(), what }])
}

fn conflict(what: Text) -> Verdict {
    Verdict::Conflict(vec![Problem::of_row(what)])
}
