//! Whatever is done, in whatever order, the records never contradict themselves, and everything done can be undone.
//!
//! Random sequences of valid and invalid operations go through the library the way the commands send them. The world
//! is small on purpose (a few names, a few days), so that operations meet each other.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod way;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use dangwu::committee::post::Post;
use dangwu::committee::{FOLLOW, office};
use dangwu::date::PartialDate;
use dangwu::db::known::Known;
use dangwu::db::{Db, Operation, Outcome, Tx, check, journal, undo};
use dangwu::error::{Error, Kind, Result};
use dangwu::meeting::{self, MeetingKind, NewMeeting};
use dangwu::member::check::{Books, Needs};
use dangwu::member::draft::{Draft, Field};
use dangwu::member::states::State;
use dangwu::member::{EndReason, PersonId, away, events, write};
use dangwu::org::correct::{Correction, correct};
use dangwu::org::cover::{self, NewCover};
use dangwu::org::unit::{self, UnitId};
use dangwu::org::{self, How, NewOrg, OrgId, OrgKind, dissolve, event, found};
use dangwu::rules::Advice;
use dangwu::transfer::incoming::Arrival;
use dangwu::transfer::out::NewLetter;
use dangwu::transfer::{self, Side, TransferId};
use dangwu::zone::Zone;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::test_runner::{Config, TestRunner};
use rusqlite::types::Value;

const ORGS: [&str; 4] = ["一支部", "二支部", "三总支", "四党委"];
const UNITS: [&str; 3] = ["甲协会", "乙商会", "丙公司"];
const PEOPLE: [&str; 3] = ["赵一", "钱二", "孙三"];
/// Made up; the birth dates are 1970-01-01 (male) and 1980-05-05 (female).
const ID_NOS: [&str; 2] = ["110105197001010011", "110105198005050023"];
/// Known to the day, the month or the year; the last lies after the day of the tests.
const DATES: [&str; 12] = [
    "1995",
    "2009",
    "2010",
    "2010-01-01",
    "2010-03",
    "2010-03-15",
    "2010-06-01",
    "2010-12-31",
    "2011-01",
    "2011-01-01",
    "2011-05-31",
    "2011-07-01",
];
const KINDS: [OrgKind; 5] =
    [OrgKind::Committee, OrgKind::GeneralBranch, OrgKind::Branch, OrgKind::JointBranch, OrgKind::Superior];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2011, 5, 31).unwrap()
}

fn operation() -> Operation {
    Operation {
        at: "2011-05-31T08:00:00Z".into(),
        operator: "测试".into(),
        command: "test".into(),
        override_reason: None,
        mode: dangwu::db::Mode::Commit,
    }
}

/// Of members, of a committee, and of anybody.
const MEETINGS: [MeetingKind; 3] = [MeetingKind::General, MeetingKind::Committee, MeetingKind::Training];

/// What a user might do next. Numbers pick from what is on record, and may pick nothing.
#[derive(Debug, Clone)]
enum Step {
    Meet {
        org: usize,
        kind: usize,
        date: usize,
    },
    OrgAdd {
        name: usize,
        kind: usize,
        parent: Option<usize>,
        founded: Option<usize>,
        planned: bool,
        unit: Option<usize>,
    },
    OrgFound {
        org: usize,
        date: usize,
    },
    OrgSet {
        org: usize,
        founded: Option<usize>,
        moved: Option<usize>,
        parent: Option<usize>,
        name: Option<usize>,
    },
    Rename {
        org: usize,
        name: usize,
        date: usize,
    },
    Move {
        org: usize,
        to: usize,
        date: usize,
    },
    Convert {
        org: usize,
        kind: usize,
        date: usize,
    },
    Dissolve {
        org: usize,
        date: usize,
        into: Option<usize>,
    },
    Elect {
        org: usize,
        date: usize,
        years: u32,
        people: Vec<usize>,
    },
    Cover {
        org: usize,
        unit: usize,
        from: usize,
    },
    Uncover {
        org: usize,
        unit: usize,
        to: usize,
    },
    CoverSet {
        org: usize,
        unit: usize,
        from: Option<usize>,
        to: Option<usize>,
    },
    UnitAdd {
        name: usize,
        established: Option<usize>,
    },
    UnitSet {
        unit: usize,
        from: Option<usize>,
        members: i64,
    },
    UnitSetRow {
        unit: usize,
        established: usize,
    },
    UnitClose {
        unit: usize,
        date: usize,
    },
    MemberAdd {
        name: usize,
        org: usize,
        facts: Facts,
    },
    MemberSet {
        person: usize,
        org: Option<usize>,
        facts: Facts,
    },
    End {
        person: usize,
        date: usize,
    },
    EndSet {
        person: usize,
        date: usize,
    },
    Suspend {
        person: usize,
        date: usize,
    },
    Restore {
        person: usize,
        date: usize,
    },
    /// To an org of ours, or elsewhere.
    Out {
        person: usize,
        to: Option<usize>,
        date: usize,
    },
    Receipt {
        transfer: usize,
        date: usize,
    },
    Cancel {
        transfer: usize,
        date: usize,
    },
    TransferSet {
        transfer: usize,
        date: Option<usize>,
        received: Option<usize>,
        to: Option<usize>,
    },
    /// Somebody on record by number, or whoever has the name.
    In {
        person: Option<usize>,
        name: usize,
        to: usize,
        date: usize,
    },
    MoveWithin {
        person: usize,
        to: usize,
        date: usize,
    },
    Away {
        person: usize,
        lost: bool,
        begins: bool,
        date: usize,
    },
    OnTheWay(way::OnTheWay),
}

/// What may be told of a member.
#[derive(Debug, Clone)]
struct Facts {
    id_no: Option<usize>,
    joined: Option<usize>,
    full_on: Option<usize>,
    entered: Option<usize>,
    unit: Option<usize>,
    probationary: Option<bool>,
    floating: bool,
}

fn date_no() -> impl Strategy<Value = usize> {
    0..DATES.len()
}

fn maybe(date: impl Strategy<Value = usize>) -> impl Strategy<Value = Option<usize>> {
    proptest::option::of(date)
}

fn facts() -> impl Strategy<Value = Facts> {
    let rarely = || proptest::option::weighted(0.2, 0..3_usize);
    (
        rarely(),
        maybe(date_no()),
        maybe(date_no()),
        maybe(date_no()),
        rarely(),
        proptest::option::weighted(0.3, any::<bool>()),
        proptest::bool::weighted(0.1),
    )
        .prop_map(|(id_no, joined, full_on, entered, unit, probationary, floating)| Facts {
            id_no,
            joined,
            full_on,
            entered,
            unit,
            probationary,
            floating,
        })
}

fn step() -> impl Strategy<Value = Step> {
    let one = || 0..4_usize;
    prop_oneof![
        5 => (one(), 0..KINDS.len(), maybe(one()), maybe(date_no()), proptest::bool::weighted(0.2), maybe(one()))
            .prop_map(|(name, kind, parent, founded, planned, unit)| Step::OrgAdd { name, kind, parent, founded, planned, unit }),
        1 => (one(), date_no()).prop_map(|(org, date)| Step::OrgFound { org, date }),
        1 => (one(), maybe(date_no()), maybe(date_no()), maybe(one()), maybe(one()))
            .prop_map(|(org, founded, moved, parent, name)| Step::OrgSet { org, founded, moved, parent, name }),
        1 => (one(), one(), date_no()).prop_map(|(org, name, date)| Step::Rename { org, name, date }),
        2 => (one(), one(), date_no()).prop_map(|(org, to, date)| Step::Move { org, to, date }),
        1 => (one(), 0..KINDS.len(), date_no()).prop_map(|(org, kind, date)| Step::Convert { org, kind, date }),
        2 => (one(), date_no(), maybe(one())).prop_map(|(org, date, into)| Step::Dissolve { org, date, into }),
        3 => (one(), date_no(), 1..4_u32, proptest::collection::vec(one(), 1..4))
            .prop_map(|(org, date, years, people)| Step::Elect { org, date, years, people }),
        2 => (one(), one(), date_no()).prop_map(|(org, unit, from)| Step::Cover { org, unit, from }),
        1 => (one(), one(), date_no()).prop_map(|(org, unit, to)| Step::Uncover { org, unit, to }),
        1 => (one(), one(), maybe(date_no()), maybe(date_no()))
            .prop_map(|(org, unit, from, to)| Step::CoverSet { org, unit, from, to }),
        3 => (one(), maybe(date_no())).prop_map(|(name, established)| Step::UnitAdd { name, established }),
        1 => (one(), maybe(date_no()), 0..5_i64).prop_map(|(unit, from, members)| Step::UnitSet { unit, from, members }),
        1 => (one(), date_no()).prop_map(|(unit, established)| Step::UnitSetRow { unit, established }),
        1 => (one(), date_no()).prop_map(|(unit, date)| Step::UnitClose { unit, date }),
        6 => (one(), one(), facts()).prop_map(|(name, org, facts)| Step::MemberAdd { name, org, facts }),
        3 => (one(), maybe(one()), facts()).prop_map(|(person, org, facts)| Step::MemberSet { person, org, facts }),
        2 => (one(), date_no()).prop_map(|(person, date)| Step::End { person, date }),
        1 => (one(), date_no()).prop_map(|(person, date)| Step::EndSet { person, date }),
        2 => (one(), date_no()).prop_map(|(person, date)| Step::Suspend { person, date }),
        2 => (one(), date_no()).prop_map(|(person, date)| Step::Restore { person, date }),
        4 => (one(), maybe(one()), date_no()).prop_map(|(person, to, date)| Step::Out { person, to, date }),
        4 => (one(), date_no()).prop_map(|(transfer, date)| Step::Receipt { transfer, date }),
        2 => (one(), date_no()).prop_map(|(transfer, date)| Step::Cancel { transfer, date }),
        2 => (one(), maybe(date_no()), maybe(date_no()), maybe(one()))
            .prop_map(|(transfer, date, received, to)| Step::TransferSet { transfer, date, received, to }),
        3 => (maybe(one()), one(), one(), date_no())
            .prop_map(|(person, name, to, date)| Step::In { person, name, to, date }),
        4 => (one(), one(), date_no()).prop_map(|(person, to, date)| Step::MoveWithin { person, to, date }),
        3 => (one(), any::<bool>(), any::<bool>(), date_no())
            .prop_map(|(person, lost, begins, date)| Step::Away { person, lost, begins, date }),
        3 => (one(), 0..MEETINGS.len(), date_no()).prop_map(|(org, kind, date)| Step::Meet { org, kind, date }),
        18 => way::step().prop_map(Step::OnTheWay),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let seed = Just(vec![
        Step::UnitAdd { name: 0, established: None },
        Step::OrgAdd { name: 3, kind: 0, parent: None, founded: Some(0), planned: false, unit: None },
        Step::OrgAdd { name: 0, kind: 2, parent: Some(0), founded: Some(1), planned: false, unit: Some(0) },
        Step::OnTheWay(way::OnTheWay::Apply { person: None, name: 0, org: 1, date: 1 }),
    ]);
    (seed, proptest::collection::vec(step(), 4..28)).prop_map(|(mut seed, more)| {
        seed.extend(more);
        seed
    })
}

fn date(at: usize) -> PartialDate {
    DATES[at].parse().unwrap()
}

/// The id that a number picks from a table; `None` if nothing is there.
fn pick(tx: &Tx<'_>, table: &str, at: usize) -> Option<i64> {
    let mut query = tx.prepare(&format!("SELECT id FROM {table} ORDER BY id")).unwrap();
    let ids: Vec<i64> = query.query_map([], |row| row.get(0)).unwrap().map(std::result::Result::unwrap).collect();
    ids.get(at.checked_rem(ids.len())?).copied()
}

fn nothing() -> Error {
    Error::new(Kind::NotFound, dangwu::i18n::texts::NothingFound.into())
}

fn org_at(tx: &Tx<'_>, at: usize) -> Result<OrgId> {
    pick(tx, "org", at).map(OrgId).ok_or_else(nothing)
}

fn unit_at(tx: &Tx<'_>, at: usize) -> Result<UnitId> {
    pick(tx, "unit", at).map(UnitId).ok_or_else(nothing)
}

fn person_at(tx: &Tx<'_>, at: usize) -> Result<PersonId> {
    pick(tx, "person", at).map(PersonId).ok_or_else(nothing)
}

fn tell<'a>(facts: &Facts) -> Draft<'a> {
    let mut draft = Draft::default();
    let dates = [(Field::Joined, facts.joined), (Field::FullOn, facts.full_on), (Field::Entered, facts.entered)];
    for (field, at) in dates {
        if let Some(at) = at {
            draft.tell(field, DATES[at]);
        }
    }
    if let Some(at) = facts.id_no {
        draft.tell(Field::IdNo, ID_NOS[at % ID_NOS.len()]);
    }
    if let Some(at) = facts.unit {
        draft.tell(Field::Unit, UNITS[at % UNITS.len()]);
    }
    if let Some(probationary) = facts.probationary {
        draft.tell(Field::Category, if probationary { "probationary" } else { "full" });
    }
    if facts.floating {
        draft.tell(Field::FloatingTo, "上海");
    }
    draft
}

/// The first is elected secretary, the others members of the committee.
fn elect(tx: &Tx<'_>, (org, on): (usize, usize), years: u32, people: &[usize]) -> Result<()> {
    let posts = std::iter::once(Post::Secretary).chain(std::iter::repeat(Post::CommitteeMember));
    let winners = people.iter().zip(posts).map(|(person, post)| Ok((person_at(tx, *person)?, post)));
    let outcome = office::Outcome {
        org: org_at(tx, org)?,
        on: date(on),
        years,
        number: None,
        seats: None,
        body: None,
        began: None,
        winners: winners.collect::<Result<_>>()?,
    };
    office::take(tx, &outcome, today(), &mut Advice::default()).map(drop)
}

fn take(tx: &Tx<'_>, step: &Step) -> Result<()> {
    match step {
        Step::OrgAdd { .. } | Step::OrgFound { .. } | Step::OrgSet { .. } => take_org(tx, step),
        Step::Rename { org, name, date: on } => {
            event::rename(tx, org_at(tx, *org)?, ORGS[name % ORGS.len()], None, &date(*on), today())
        }
        Step::Move { org, to, date: on } => {
            event::move_under(tx, org_at(tx, *org)?, org_at(tx, *to)?, &date(*on), today())
        }
        Step::Convert { org, kind, date: on } => {
            event::convert(tx, org_at(tx, *org)?, KINDS[*kind], &date(*on), (None, None), today())
        }
        Step::Dissolve { org, date: on, into } => {
            let into = into.map(|into| org_at(tx, into)).transpose()?;
            dissolve::dissolve(tx, org_at(tx, *org)?, &date(*on), "合并", into, today(), FOLLOW)
        }
        Step::Meet { org, kind, date: on } => {
            let new = NewMeeting::new(org_at(tx, *org)?, MEETINGS[*kind], date(*on));
            meeting::record(tx, new, today(), &mut Advice::default()).map(drop)
        }
        Step::Elect { org, date: on, years, people } => elect(tx, (*org, *on), *years, people),
        Step::Cover { org, unit, from } => {
            let (org, unit) = (org_at(tx, *org)?, unit_at(tx, *unit)?);
            cover::add(tx, &NewCover { org, unit, since: Some(date(*from)), how: How::Own }, today())
        }
        Step::Uncover { org, unit, to } => cover::end(tx, org_at(tx, *org)?, unit_at(tx, *unit)?, &date(*to), today()),
        Step::CoverSet { org, unit, from, to } => {
            let (from, to) = (from.map(date), to.map(date));
            let fix = (Some(How::Attached), from.as_ref(), to.as_ref());
            cover::correct(tx, org_at(tx, *org)?, unit_at(tx, *unit)?, fix, today())
        }
        Step::UnitAdd { .. } | Step::UnitSet { .. } | Step::UnitSetRow { .. } | Step::UnitClose { .. } => {
            take_unit(tx, step)
        }
        Step::Out { .. }
        | Step::Receipt { .. }
        | Step::Cancel { .. }
        | Step::TransferSet { .. }
        | Step::In { .. }
        | Step::MoveWithin { .. } => take_transfer(tx, step),
        Step::OnTheWay(step) => way::take(tx, step),
        _ => take_member(tx, step),
    }
}

fn take_org(tx: &Tx<'_>, step: &Step) -> Result<()> {
    let mut advice = Advice::new(Some("测试".into()));
    match step {
        Step::OrgAdd { name, kind, parent, founded, planned, unit } => {
            let new = NewOrg {
                name: ORGS[*name].into(),
                kind: Some(KINDS[*kind]),
                parent: parent.map(|at| org_at(tx, at)).transpose()?,
                founded: founded.filter(|_| !planned).map(date),
                planned: *planned,
                units: unit.map(|at| unit_at(tx, at)).transpose()?.into_iter().collect(),
                ..NewOrg::default()
            };
            org::add(tx, &new, today(), &mut advice).map(drop)
        }
        Step::OrgFound { org, date: on } => found::found(tx, org_at(tx, *org)?, &date(*on), None, today(), &mut advice),
        Step::OrgSet { org, founded, moved, parent, name } => {
            let fix = Correction {
                founded: founded.map(date),
                moved: moved.map(date),
                parent: parent.map(|at| org_at(tx, at)).transpose()?,
                name: name.map(|at| ORGS[at].to_owned()),
                ..Correction::default()
            };
            correct(tx, org_at(tx, *org)?, &fix, today(), FOLLOW)
        }
        other => unreachable!("{other:?}"),
    }
}

fn take_unit(tx: &Tx<'_>, step: &Step) -> Result<()> {
    match step {
        Step::UnitAdd { name, established } => {
            let attributes = vec![
                ("name", Value::Text(UNITS[name % UNITS.len()].into())),
                ("kind", Value::Text("association".into())),
            ];
            unit::add(tx, &attributes, established.map(date).as_ref(), None, today()).map(drop)
        }
        Step::UnitSet { unit, from, members } => {
            let (unit, attributes) = (unit_at(tx, *unit)?, vec![("known_full_members", Value::Integer(*members))]);
            match from {
                Some(from) => unit::change(tx, unit, &attributes, &date(*from), today()),
                None => unit::correct(tx, unit, &attributes),
            }
        }
        Step::UnitSetRow { unit, established } => {
            unit::correct_row(tx, unit_at(tx, *unit)?, Some(&date(*established)), None, today())
        }
        Step::UnitClose { unit, date: on } => unit::close(tx, unit_at(tx, *unit)?, &date(*on), None, today()),
        other => unreachable!("{other:?}"),
    }
}

fn take_member(tx: &Tx<'_>, step: &Step) -> Result<()> {
    let books = Books::new(tx, today());
    let code = |at: usize| -> Result<String> { Ok(org::get(tx, org_at(tx, at)?)?.code) };
    match step {
        Step::MemberAdd { name, org, facts } => {
            let mut draft = tell(facts);
            draft.tell(Field::Name, PEOPLE[name % PEOPLE.len()]);
            draft.tell(Field::Org, code(*org)?);
            let checked = dangwu::member::check::check(&draft, &books, Needs::Roll)?;
            dangwu::member::check::refuse(&checked.problems)?;
            write::insert(tx, &checked, None, &books).map(drop)
        }
        Step::MemberSet { person, org, facts } => {
            let stored = write::load(tx, person_at(tx, *person)?)?;
            let mut told = tell(facts);
            if let Some(org) = org {
                told.tell(Field::Org, code(*org)?);
            }
            let needs = if stored.membership.is_some() { Needs::Roll } else { Needs::NoRoll };
            let checked = dangwu::member::check::check(&stored.overlaid(tx, told.clone())?, &books, needs)?;
            dangwu::member::check::refuse(&checked.problems)?;
            write::update(tx, &stored, &checked, &told, &books)
        }
        Step::End { person, date: on } => {
            events::end(tx, person_at(tx, *person)?, &date(*on), EndReason::Left, None, today()).map(drop)
        }
        Step::EndSet { person, date: on } => events::correct_end(tx, person_at(tx, *person)?, &date(*on), today()),
        Step::Suspend { person, date: on } => events::suspend(tx, person_at(tx, *person)?, &date(*on), "调查", today()),
        Step::Restore { person, date: on } => events::restore(tx, person_at(tx, *person)?, &date(*on), "查清", today()),
        Step::Away { person, lost, begins, date: on } => {
            let (id, mut advice) = (person_at(tx, *person)?, Advice::default());
            match (lost, begins) {
                (true, true) => away::lose(tx, id, &date(*on), today()),
                (false, true) => away::flow_out(tx, id, "上海", &date(*on), today(), &mut advice),
                (true, false) => away::end(tx, id, State::Lost, &date(*on), today()),
                (false, false) => away::end(tx, id, State::Floating, &date(*on), today()),
            }
        }
        other => unreachable!("{other:?}"),
    }
}

fn take_transfer(tx: &Tx<'_>, step: &Step) -> Result<()> {
    let mut advice = Advice::default();
    let booked = |at: usize| transfer::load(tx, TransferId(pick(tx, "transfer", at).ok_or_else(nothing)?));
    match step {
        Step::Out { person, to, date: on } => {
            let new = NewLetter {
                person: person_at(tx, *person)?,
                to: match to {
                    Some(org) => Side::of(org_at(tx, *org)?),
                    None => Side::elsewhere("外地")?,
                },
                date: date(*on),
                letter_no: None,
                valid_days: None,
                dues_until: None,
                remark: None,
                of_the_past: false,
            };
            transfer::out::issue(tx, new, today(), &mut advice).map(drop)
        }
        Step::Receipt { transfer, date: on } => {
            transfer::receipt::receive(tx, &booked(*transfer)?, &date(*on), today(), &mut advice)
        }
        Step::Cancel { transfer, date: on } => transfer::cancel(tx, &booked(*transfer)?, &date(*on), "误", today()),
        Step::TransferSet { transfer, date: on, received, to } => {
            let fix = transfer::set::Correction {
                date: on.map(date),
                received: received.map(date),
                to: to.map(|to| Ok::<_, Error>(org::get(tx, org_at(tx, to)?)?.code)).transpose()?,
                ..transfer::set::Correction::default()
            };
            transfer::set::correct(tx, &booked(*transfer)?, &fix, today(), &mut advice)
        }
        Step::In { person, name, to, date: on } => {
            let mut told = Draft::default();
            match person {
                Some(person) => told.tell(Field::Name, person_at(tx, *person)?.0.to_string()),
                None => told.tell(Field::Name, PEOPLE[name % PEOPLE.len()]),
            }
            let arrival = Arrival {
                told,
                new: person.is_none(),
                from: Side::elsewhere("外地")?,
                to: org_at(tx, *to)?,
                date: date(*on),
                letter_no: None,
                dues_until: None,
                remark: None,
            };
            transfer::incoming::arrive(tx, &arrival, today(), &mut advice).map(drop)
        }
        Step::MoveWithin { person, to, date: on } => {
            let people = [person_at(tx, *person)?];
            transfer::within::move_all(tx, &people, org_at(tx, *to)?, &date(*on), today(), &mut advice).map(drop)
        }
        other => unreachable!("{other:?}"),
    }
}

/// All rows of the record tables, by table, ordered by id.
type Dump = BTreeMap<String, Vec<String>>;

fn dump(db: &Db) -> Dump {
    let conn = db.conn();
    let tables = journal::record_tables(conn).unwrap();
    let rows = |table: &String| {
        let image = journal::image_sql(&journal::stored_columns(conn, table).unwrap(), table);
        let mut query = conn.prepare(&format!("SELECT {image} FROM {table} ORDER BY id")).unwrap();
        query.query_map([], |row| row.get(0)).unwrap().collect::<std::result::Result<Vec<String>, _>>().unwrap()
    };
    tables.iter().map(|table| (table.clone(), rows(table))).collect()
}

/// Periods of one owner that overlap, asked without any help of the code under test.
fn overlaps(db: &Db) -> i64 {
    let tables = [
        ("org_name", "org_id"),
        ("org_kind", "org_id"),
        ("org_parent", "org_id"),
        ("unit_state", "unit_id"),
        ("cover", "org_id || '.' || unit_id"),
        ("roll", "person_id"),
        ("suspension", "person_id"),
        ("absence", "person_id || kind"),
        ("candidature_org", "candidature_id"),
        ("term", "org_id"),
        ("post", "org_id || post || person_id"),
        ("foster", "candidature_id || '.' || contact_id"),
    ];
    let count = |(table, owner): &(&str, &str)| {
        let sql = format!(
            "WITH p AS (SELECT id, {owner} AS owner, since_day, until_day FROM {table} WHERE since_day < until_day)
             SELECT count(*) FROM p a JOIN p b ON a.owner = b.owner AND a.id < b.id
             AND a.since_day < b.until_day AND b.since_day < a.until_day"
        );
        db.conn().query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    tables.iter().map(count).sum()
}

/// Who ceases to be a member, or is suspended, by an undo or afterwards, is told to hold a post still; nobody ends it for them.
const TOLD_OF_POSTS: [&str; 2] = ["post-suspended", "post-off-roll"];

fn assert_sound(db: &Db, after: &dyn std::fmt::Debug) {
    let faults = check::all(db.conn()).unwrap().into_iter().filter(|fault| !TOLD_OF_POSTS.contains(&fault.code));
    assert_eq!(faults.collect::<Vec<_>>(), [], "faults after {after:?}");
    assert_eq!(overlaps(db), 0, "overlap after {after:?}");
    let orphans: i64 = db.conn().query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |r| r.get(0)).unwrap();
    assert_eq!(orphans, 0, "orphans after {after:?}");
}

/// Takes the steps, and returns the numbers of the operations that came of them.
fn run(db: &mut Db, steps: &[Step]) -> Vec<i64> {
    let mut numbers = Vec::new();
    for step in steps {
        let before = dump(db);
        match db.transact(&operation(), |tx| take(tx, step)) {
            Ok((_, Outcome { number, .. })) => numbers.extend(number),
            Err(error) => {
                let refused = [Kind::Refused, Kind::Rule, Kind::NotFound, Kind::Usage];
                assert!(refused.contains(&error.kind()), "{step:?} broke: {error:?}");
                assert_eq!(dump(db), before, "{step:?} was refused and left something");
            }
        }
        assert_sound(db, step);
    }
    numbers
}

fn undo(db: &mut Db, number: i64) -> Result<Option<i64>> {
    let before = dump(db);
    let result = undo::undo(db, Some(number), &operation()).map(|(_, outcome)| outcome.number);
    if let Err(error) = &result {
        assert_eq!(error.kind(), Kind::Refused, "undo {number} broke: {error:?}");
        assert_eq!(dump(db), before, "a refused undo of {number} left something");
    }
    assert_sound(db, &format!("undo {number}"));
    result
}

/// Fixed seed: what passes once passes everywhere, and a failure is seen again.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let seed = proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, seed)
}

#[test]
fn records_never_contradict_themselves_and_everything_can_be_undone() {
    let strategy = (steps(), proptest::collection::vec(any::<usize>(), 32));
    let outcome = runner(40).run(&strategy, |(steps, picks)| {
        let mut db = Db::memory().unwrap();
        let first = dump(&db);
        let mut standing = run(&mut db, &steps);
        // Any order: what is refused is left for later.
        for at in picks {
            if standing.is_empty() {
                break;
            }
            let number = standing[at % standing.len()];
            if undo(&mut db, number).is_ok() {
                standing.retain(|other| *other != number);
            }
        }
        // Newest first always works.
        while let Some(number) = standing.pop() {
            if let Err(error) = undo(&mut db, number) {
                panic!("undo of {number} with only {standing:?} before it: {:?}", error.lines(dangwu::i18n::Lang::En));
            }
        }
        assert_eq!(dump(&db), first, "all is undone");
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn an_undo_that_is_undone_is_a_redo() {
    let outcome = runner(25).run(&steps(), |steps| {
        let mut db = Db::memory().unwrap();
        let numbers = run(&mut db, &steps);
        let last = dump(&db);
        for number in numbers {
            if let Ok(Some(undone)) = undo(&mut db, number) {
                undo(&mut db, undone).unwrap_or_else(|error| panic!("redo of {number}: {error:?}"));
                assert_eq!(dump(&db), last, "redo of {number}");
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_undone_newest_first_comes_back_oldest_first() {
    let outcome = runner(15).run(&steps(), |steps| {
        let mut db = Db::memory().unwrap();
        let numbers = run(&mut db, &steps);
        let last = dump(&db);
        let undone: Vec<i64> =
            numbers.iter().rev().map(|number| undo(&mut db, *number).unwrap().expect("it changed rows")).collect();
        for number in undone.into_iter().rev() {
            undo(&mut db, number).unwrap_or_else(|error| panic!("redo {number}: {error:?}"));
        }
        assert_eq!(dump(&db), last);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// Which operations had been taken back, and by which.
fn undone(db: &Db) -> Vec<(i64, Option<i64>)> {
    let mut query = db.conn().prepare("SELECT id, undone_by FROM operation ORDER BY id").unwrap();
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(std::result::Result::unwrap).collect()
}

#[test]
fn what_was_known_after_any_operation_is_known_again() {
    let strategy = (steps(), proptest::collection::vec(any::<usize>(), 12));
    let outcome = runner(25).run(&strategy, |(steps, picks)| {
        let mut db = Db::memory().unwrap();
        let mut then = vec![(0, dump(&db), undone(&db))];
        for step in &steps {
            if let Some(number) = run(&mut db, std::slice::from_ref(step)).pop() {
                then.push((number, dump(&db), undone(&db)));
            }
        }
        for at in picks {
            let target = then[at % then.len()].0;
            let taken_back = undo::undo(&mut db, Some(target), &operation()).ok();
            if let Some(number) = taken_back.and_then(|(_, outcome)| outcome.number) {
                then.push((number, dump(&db), undone(&db)));
            }
        }
        let now = dump(&db);
        for (number, records, log) in &then {
            let known = db.known(Known::Operation(*number), Zone::China).unwrap();
            assert_eq!(&dump(&known), records, "after {number}");
            assert_eq!(&undone(&known), log, "after {number}");
        }
        assert_eq!(dump(&db), now, "the records themselves are as they were");
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
