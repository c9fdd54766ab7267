//! People and the roll: who is a member, of which org, in what category, since when.
//!
//! `member add`, `member set` and `member import` go one way: a [`draft::Draft`] of texts, checked whole by
//! [`check`], written by [`mod@write`]. The roll itself is worked out and stored in [`roll`].

pub mod away;
pub mod check;
pub mod cli;
pub mod draft;
pub mod events;
pub mod guests;
mod import;
pub(crate) mod known;
mod list;
mod names;
pub(crate) mod on_record;
mod past;
mod retention;
pub mod roll;
mod sheet;
pub mod states;
pub mod stays;
mod tables;
pub(crate) mod texts;
pub mod voices;
pub mod write;

pub(crate) use list::{facts_on, kept};
pub(crate) use tables::{EDUCATION, JOBS, is_one};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use crate::code::codes;
use crate::date::PartialDate;
use crate::error::{Candidate, Error, Kind, Result};
use crate::i18n::say;
use crate::id_no::IdNo;
use crate::naming::NameColumn;
use crate::org::{OrgId, OrgKind};
use crate::rules::{Advice, rules};
use crate::{org, text};

codes! {
    /// As what a person stands on the roll.
    pub enum Category {
        Full = "full", "正式党员", "full member", ["正式", "中共党员", "正式中共党员"];
        Probationary = "probationary", "预备党员", "probationary member", ["预备", "中共预备党员"];
        Unknown = "unknown", "类别不详", "category unknown", ["不详", "未知"];
    }

    /// Standing of a membership 党籍状态.
    pub enum Standing {
        Normal = "normal", "正常", "normal";
        Suspended = "suspended", "停止党籍", "suspended", ["停止", "已停止党籍"];
    }

    /// Sex, GB/T 2261.1.
    pub enum Sex {
        Male = "male", "男", "male", ["1", "m", "男性"];
        Female = "female", "女", "female", ["2", "f", "女性"];
    }

    /// Why a member left the roll for good.
    pub enum EndReason {
        Deceased = "deceased", "去世", "deceased", ["死亡"];
        Resigned = "resigned", "退党", "resigned";
        Removed = "removed", "除名", "removed", ["自行脱党除名", "劝退"];
        Expelled = "expelled", "开除党籍", "expelled", ["开除"];
        Cancelled = "cancelled", "取消预备党员资格", "probation cancelled", ["取消资格"];
        Left = "left", "其他原因离开", "left", ["离开", "减员", "其他", "其它", "其他原因"];
    }

    /// How a roll period began.
    pub enum Began {
        Entered = "entered", "按登记日期在册", "as entered in the roster";
        Found = "found", "建档时在册", "found on the roll when records began";
        Assumed = "assumed", "推定在册(日期不详)", "assumed";
        Admitted = "admitted", "接收为预备党员", "admitted";
        In = "in", "转入", "transferred in";
        Moved = "moved", "调入", "moved within";
        Converted = "converted", "转正", "converted";
    }

    /// How a roll period ended: an event that goes on elsewhere, or one of the reasons for good.
    pub enum Ended {
        Converted = "converted", "转正", "converted";
        Moved = "moved", "调出", "moved within";
        Out = "out", "转出", "transferred out";
        Deceased = "deceased", "去世", "deceased", ["死亡"];
        Resigned = "resigned", "退党", "resigned";
        Removed = "removed", "除名", "removed", ["自行脱党除名", "劝退"];
        Expelled = "expelled", "开除党籍", "expelled", ["开除"];
        Cancelled = "cancelled", "取消预备党员资格", "probation cancelled", ["取消资格"];
        Left = "left", "其他原因离开", "left", ["离开", "减员", "其他", "其它", "其他原因"];
    }
}

/// The row of a person, which is the number (no) that users type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub i64);

impl rusqlite::ToSql for PersonId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.0.to_sql()
    }
}

impl rusqlite::types::FromSql for PersonId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

/// Finds the person a user named on the command line: by number, identity number, name, or pinyin (`chenhaibo`, `chb`), or
/// `name@ORG` where a name is shared.
///
/// Fails with `NotFound`, or with `Ambiguous` and who it could be: org, birth year, masked identity number.
pub fn find(conn: &Connection, typed: &str) -> Result<PersonId> {
    only(conn, typed, &meant(conn, typed)?)
}

/// Finds everybody whom a list names, see [`text::all_items`].
pub fn find_all(conn: &Connection, lists: &[String]) -> Result<Vec<PersonId>> {
    text::all_items(lists).iter().map(|typed| find(conn, typed)).collect()
}

/// Finds a person as [`find`] does, but not by pinyin: letters in a file are a name.
pub fn find_exactly(conn: &Connection, typed: &str) -> Result<PersonId> {
    only(conn, typed, &answering(conn, typed)?)
}

/// Finds a person as [`find`] does; where a name is shared, the one meant is who alone among `pool` has it.
pub fn find_among(conn: &Connection, typed: &str, pool: impl Fn(PersonId) -> Result<bool>) -> Result<PersonId> {
    only_among(conn, typed, &meant(conn, typed)?, pool)
}

/// Finds a person by a number that a file tells. Refuses one that is somebody else's than the name beside it.
pub fn find_numbered(conn: &Connection, no: i64, name: Option<&str>) -> Result<PersonId> {
    let person = find_exactly(conn, &no.to_string())?;
    refuse_other_name(conn, person, name)?;
    Ok(person)
}

/// Refuses a number that is somebody else's in this file than the name that stands beside it.
pub fn refuse_other_name(conn: &Connection, person: PersonId, named: Option<&str>) -> Result<()> {
    let Some(named) = named else { return Ok(()) };
    let known = name(conn, person)?;
    if text::name_key(named) == text::name_key(&known) {
        return Ok(());
    }
    Err(Error::refused(say!(NumberIsOf { no: person.0, name: known })))
}

/// Finds a person as [`find_among`] does, but not by pinyin.
pub fn find_exactly_among(conn: &Connection, typed: &str, pool: impl Fn(PersonId) -> Result<bool>) -> Result<PersonId> {
    only_among(conn, typed, &answering(conn, typed)?, pool)
}

/// The names of people that begin as typed, each with where one of them is; how many there are, if several.
pub(crate) fn begun(conn: &Connection, typed: &str) -> Result<Vec<(String, Vec<String>)>> {
    let names = NameColumn::of(conn, "person", "name", true)?.begun(&text::name(typed))?;
    let mut places = conn.prepare_cached(include_str!("begun.sql"))?;
    let told = names.into_iter().map(|name| {
        let found = places.query_map([&name], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok((name, found))
    });
    told.collect()
}

/// Who is told by pinyin alone: of a text that is anybody's name nobody.
///
/// Fails with `Ambiguous` if it could be several.
pub(crate) fn find_spelt(conn: &Connection, typed: &str) -> Result<Option<PersonId>> {
    if !answering(conn, typed)?.is_empty() {
        return Ok(None);
    }
    let ids = spelt(conn, typed)?;
    if ids.is_empty() { Ok(None) } else { only(conn, typed, &ids).map(Some) }
}

fn only(conn: &Connection, typed: &str, ids: &[PersonId]) -> Result<PersonId> {
    let (whole, typed) = (typed, masked(typed.trim()));
    match ids {
        [id] => Ok(*id),
        [] => {
            let is_list = text::items(&typed).count() > 1;
            let hint = if is_list { say!(PersonOneHint) } else { say!(PersonUnknownHint { typed: &typed }) };
            Err(Error::new(Kind::NotFound, say!(PersonUnknown { typed: &typed })).hint(hint))
        }
        _ => Err(Error::new(Kind::Ambiguous, say!(PersonAmbiguous { typed: &typed, count: ids.len() }))
            .candidates(candidates(conn, ids)?)
            .hint(say!(PersonAmbiguousHint { typed: parted(&typed).0 }))
            .of_unclear(whole, false)),
    }
}

fn only_among(
    conn: &Connection,
    typed: &str,
    ids: &[PersonId],
    pool: impl Fn(PersonId) -> Result<bool>,
) -> Result<PersonId> {
    let mut here = Vec::new();
    if ids.len() > 1 {
        for id in ids {
            if pool(*id)? {
                here.push(*id);
            }
        }
    }
    if let [id] = here[..] { Ok(id) } else { only(conn, typed, ids) }
}

/// Who stands on the roll of an org, or of one below it, on a day, and as what; the suspended are left out.
pub fn counted_under(conn: &Connection, org: OrgId, day: NaiveDate) -> Result<Vec<(PersonId, Category)>> {
    let mut query = conn.prepare_cached(include_str!("counted_on.sql"))?;
    let mut counted = Vec::new();
    for org in org::with_those_below(conn, org, day)? {
        let found = query.query_map((org, day.to_string()), |row| Ok((row.get(0)?, row.get(1)?)))?;
        for person in found {
            counted.push(person?);
        }
    }
    counted.sort_unstable_by_key(|(person, _)| *person);
    Ok(counted)
}

/// How a person stands on a day: on whose roll, as what, and whether suspended.
pub fn standing_on(conn: &Connection, person: PersonId, day: NaiveDate) -> Result<Option<(OrgId, Category, Standing)>> {
    let mut query = conn.prepare_cached(include_str!("standing_on.sql"))?;
    let found = query.query_row((person, day.to_string()), |row| {
        Ok((row.get("org_id")?, row.get("category")?, row.get("standing")?))
    });
    Ok(found.optional()?)
}

fn masked(typed: &str) -> String {
    text::mask_numbers(typed)
}

/// Whoever may be meant: of nobody's number or name, those whose name the letters spell.
fn meant(conn: &Connection, typed: &str) -> Result<Vec<PersonId>> {
    let answering = answering(conn, typed)?;
    if answering.is_empty() { spelt(conn, typed) } else { Ok(answering) }
}

fn spelt(conn: &Connection, typed: &str) -> Result<Vec<PersonId>> {
    let (name, org) = parted(typed);
    let Some(letters) = text::letters(name) else { return Ok(Vec::new()) };
    let org = org.map(|org| org::find(conn, org)).transpose()?;
    ids(conn, include_str!("spelt.sql"), named_params! {":letters": letters, ":org": org})
}

/// The name and the org of `name@ORG`.
fn parted(typed: &str) -> (&str, Option<&str>) {
    match typed.trim().rsplit_once('@') {
        Some((name, org)) if !name.is_empty() => (name, Some(org)),
        _ => (typed.trim(), None),
    }
}

/// Whoever has that number or name; of nobody, those who have it without the address behind it: 张三同志.
fn answering(conn: &Connection, typed: &str) -> Result<Vec<PersonId>> {
    let (name, org) = parted(typed);
    let answering = answering_to(conn, name, org)?;
    match name.strip_suffix(names::ADDRESS).filter(|name| name.chars().count() > 1) {
        Some(name) if answering.is_empty() => answering_to(conn, name, org),
        _ => Ok(answering),
    }
}

fn answering_to(conn: &Connection, typed: &str, org: Option<&str>) -> Result<Vec<PersonId>> {
    if let Some(org) = org {
        let org = org::find(conn, org)?;
        let (name, key) = (text::name(typed), text::name_key(typed));
        return ids(conn, include_str!("find_in_org.sql"), named_params! {":name": name, ":key": key, ":org": org});
    }
    if let Ok(id_no) = IdNo::parse(typed) {
        return Ok(write::holding_id_no(conn, id_no.as_str())?.into_iter().collect());
    }
    if let Ok(number) = typed.parse::<i64>() {
        return ids(conn, "SELECT id FROM person WHERE id = :no", named_params! {":no": number});
    }
    named(conn, typed)
}

/// Everybody on record of this name; of nobody, those whose name only is written otherwise, as in older records.
pub(crate) fn named(conn: &Connection, name: &str) -> Result<Vec<PersonId>> {
    let exactly =
        ids(conn, "SELECT id FROM person WHERE name = :name ORDER BY id", named_params! {":name": text::name(name)})?;
    let key = text::name_key(name);
    if !exactly.is_empty() || key.is_empty() {
        return Ok(exactly);
    }
    let first = key.chars().next().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).map(String::from);
    match first {
        Some(first) => ids(conn, include_str!("written_otherwise.sql"), named_params! {":first": first, ":key": key}),
        None => ids(conn, "SELECT id FROM person WHERE name_key(name) = :key ORDER BY id", named_params! {":key": key}),
    }
}

fn ids(conn: &Connection, sql: &str, params: &[(&str, &dyn rusqlite::ToSql)]) -> Result<Vec<PersonId>> {
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_map(params, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Somebody of the same name, born on a day that may be the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Namesake {
    /// Who.
    pub id: PersonId,
    /// Born on the very date, as known.
    pub same_birth: bool,
}

/// Who on record has this name and may have this birth. Two who carry identity numbers are two: with `has_id_no`, those
/// who carry one are left out.
pub fn namesakes(conn: &Connection, name: &str, birth: Option<&PartialDate>, has_id_no: bool) -> Result<Vec<Namesake>> {
    let sql = concat!(include_str!("namesake.sql"), "AND (person.id_no IS NULL OR NOT ?3) ORDER BY person.id");
    let mut query = conn.prepare_cached(sql)?;
    let found = query.query_map((name, birth, has_id_no), |row| {
        Ok(Namesake { id: row.get("id")?, same_birth: row.get("same_birth")? })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// What a reader tells people apart by: org, birth year, masked identity number.
pub fn candidates(conn: &Connection, ids: &[PersonId]) -> Result<Vec<Candidate>> {
    let mut query = conn.prepare_cached(include_str!("candidate.sql"))?;
    let mut candidates = Vec::new();
    for id in ids.iter().take(20) {
        candidates.push(query.query_row([id], |row| {
            let text = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
            Ok(vec![
                ("no", id.0.to_string()),
                ("name", text("name")?),
                ("org", text("org")?),
                ("birth_year", text("birth_year")?),
                ("id_no", text::mask_id_no(&text("id_no")?)),
            ])
        })?);
    }
    Ok(candidates)
}

/// Whether somebody's personal data were erased.
pub(crate) fn is_erased(conn: &Connection, id: PersonId) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM erasure WHERE person_id = ?1")?.exists([id])?)
}

/// The name of a person.
pub fn name(conn: &Connection, id: PersonId) -> Result<String> {
    Ok(conn.prepare_cached("SELECT name FROM person WHERE id = :id")?.query_row([id], |row| row.get(0))?)
}

/// Warns of a branch that has grown past the norm (A3).
pub fn advise_branch_size(conn: &Connection, org: OrgId, today: NaiveDate, advice: &mut Advice) -> Result<()> {
    let org = org::get(conn, org)?;
    let members: i64 =
        conn.query_row("SELECT count(*) FROM roll WHERE org_id = ?1 AND until IS NULL", [org.id], |row| row.get(0))?;
    let rule = &rules().branch_members;
    if matches!(org.kind, OrgKind::Branch | OrgKind::JointBranch) && members > rule.value_on(today) {
        advice.warn(rule, today, say!(BranchTooLarge { org: &org.name, members }));
    }
    Ok(())
}
