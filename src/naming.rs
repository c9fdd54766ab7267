//! Finding what a user named: an org or unit by code, name, short name, a part of it or pinyin initials. Never a
//! guess: where several answer, they are listed. Names are looked up over all time.

mod begun;

use foldhash::HashSet;
use rusqlite::{Connection, named_params};

use crate::error::{Candidate, Error, Kind, Result};
use crate::i18n::texts;
use crate::i18n::{Label, Text, say};
use crate::text;

pub(crate) use begun::{Column as NameColumn, begun};

/// One kind of thing that has dated names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named {
    /// What a user calls it.
    pub(crate) noun: Label,
    /// Finds the id of a code typed exactly; `:typed` is the code.
    pub(crate) by_code: &'static str,
    /// The table of dated names, with `name`, `short_name`, `until` and the column below.
    pub(crate) names: &'static str,
    /// The column that says whose name it is.
    pub(crate) owner: &'static str,
    /// What a candidate is shown by: columns `code`, `name`, `detail`; `:id` is the id.
    pub(crate) shown: &'static str,
    /// Whether it still is: a query for `:id` that finds a row if so.
    pub(crate) living: &'static str,
}

/// So many readings are exact.
const EXACT: usize = 5;

/// Names kept before they were read as they are now, and brackets of the other width.
const BY_KEY: &str = "name_key(name) = :typed OR name_key(short_name) = :typed";

/// From the surest reading to the boldest; the first that somebody answers to counts.
const READINGS: [&str; 8] = [
    "until IS NULL AND name = :typed",
    "name = :typed",
    "until IS NULL AND short_name = :typed",
    "short_name = :typed",
    BY_KEY,
    "initials_are(short_name, :typed) OR initials_are(name, :typed)",
    "instr(name, :typed) OR instr(short_name, :typed)",
    "initials_contain(name, :typed)",
];

/// The id of what bears exactly this code, name or short name: in a file nothing is guessed from a part of a name.
///
/// Fails as [`find`] does.
pub(crate) fn find_exactly(conn: &Connection, named: &Named, typed: &str) -> Result<i64> {
    find_among(conn, named, typed, &READINGS[..EXACT])
}

/// The id of what was named.
///
/// Fails with `NotFound` if nothing answers, and with `Ambiguous`, listing who could be meant, if several do.
pub(crate) fn find(conn: &Connection, named: &Named, typed: &str) -> Result<i64> {
    find_among(conn, named, typed, &READINGS)
}

/// Who else, still there, goes by this name or short name now; one of that name comes first.
pub(crate) fn going_by(conn: &Connection, named: &Named, name: &str, but: Option<i64>) -> Result<Option<i64>> {
    let Named { owner, names, .. } = named;
    let sql = format!(
        "SELECT {owner} FROM {names} WHERE until IS NULL AND (name = :typed OR short_name = :typed)
         GROUP BY {owner} ORDER BY min(name <> :typed), {owner}"
    );
    let found = living(conn, named, &ids(conn, &sql, &text::name(name))?)?;
    Ok(found.into_iter().find(|id| Some(*id) != but))
}

/// The one whose name now is only written otherwise, if exactly one is and is still there.
pub(crate) fn by_key(conn: &Connection, named: &Named, name: &str) -> Result<Option<i64>> {
    let Named { owner, names, .. } = named;
    let sql =
        format!("SELECT DISTINCT {owner} FROM {names} WHERE until IS NULL AND name_key(name) = :typed ORDER BY 1");
    let found = living(conn, named, &ids(conn, &sql, &text::name_key(name))?)?;
    Ok(if let [id] = found[..] { Some(id) } else { None })
}

/// The keys of all names there are now, for an import: to ask [`by_key`] goes through all names, and nearly no row needs it.
pub(crate) struct Keys(HashSet<String>);

impl Keys {
    /// Reads them.
    pub(crate) fn of(conn: &Connection, named: &Named) -> Result<Self> {
        let mut query = conn.prepare(&format!("SELECT name FROM {} WHERE until IS NULL", named.names))?;
        let keys = query.query_map([], |row| Ok(text::name_key(row.get_ref(0)?.as_str()?)))?;
        Ok(Self(keys.collect::<Result<_, _>>()?))
    }

    /// A name that a row told: it may be on record now.
    pub(crate) fn note(&mut self, name: &str) {
        self.0.insert(text::name_key(name));
    }

    /// As [`by_key`].
    pub(crate) fn find(&self, conn: &Connection, named: &Named, name: &str) -> Result<Option<i64>> {
        if self.0.contains(&text::name_key(name)) { by_key(conn, named, name) } else { Ok(None) }
    }
}

/// The one that has this short name now, if exactly one does that is still there.
pub(crate) fn by_short_name(conn: &Connection, named: &Named, name: &str) -> Result<Option<i64>> {
    let Named { owner, names, .. } = named;
    let sql = format!("SELECT DISTINCT {owner} FROM {names} WHERE until IS NULL AND short_name = :typed ORDER BY 1");
    let found = living(conn, named, &ids(conn, &sql, &text::name(name))?)?;
    Ok(if let [id] = found[..] { Some(id) } else { None })
}

fn find_among(conn: &Connection, named: &Named, typed: &str, readings: &[&str]) -> Result<i64> {
    let by_code = ids(conn, named.by_code, typed.trim())?;
    if let [id] = by_code[..] {
        return Ok(id);
    }
    let (typed, key) = (&*text::name(typed), text::name_key(typed));
    for reading in readings.iter().filter(|_| !typed.is_empty()) {
        if reading.contains("initials") && !(typed.len() >= 2 && typed.bytes().all(|b| b.is_ascii_alphanumeric())) {
            continue;
        }
        let sql = format!("SELECT DISTINCT {} FROM {} WHERE {reading} ORDER BY 1", named.owner, named.names);
        let found = ids(conn, &sql, if *reading == BY_KEY { &key } else { typed })?;
        match found[..] {
            [] => {}
            [id] => return Ok(id),
            // One name borne by a living and a dissolved one: the living is meant. Anything less exact is a guess.
            _ if reading.ends_with("= :typed") => return only_living(conn, named, typed, &found),
            _ => return Err(ambiguous(conn, named, typed, &found)?),
        }
    }
    let hint = match readings.len() {
        EXACT => say!(NameUnknownExactHint { noun: named.noun }),
        _ => say!(NameUnknownHint { noun: named.noun }),
    };
    Err(not_found(conn, named, typed, hint)?)
}

fn ids(conn: &Connection, sql: &str, typed: &str) -> Result<Vec<i64>> {
    let mut query = conn.prepare_cached(sql)?;
    Ok(query.query_map(named_params! {":typed": typed}, |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Those of them that are still there.
fn living(conn: &Connection, named: &Named, found: &[i64]) -> Result<Vec<i64>> {
    let mut query = conn.prepare_cached(named.living)?;
    let mut living = Vec::new();
    for id in found {
        if query.exists(named_params! {":id": id})? {
            living.push(*id);
        }
    }
    Ok(living)
}

fn only_living(conn: &Connection, named: &Named, typed: &str, found: &[i64]) -> Result<i64> {
    match living(conn, named, found)?[..] {
        [id] => Ok(id),
        _ => Err(ambiguous(conn, named, typed, found)?),
    }
}

fn candidates(conn: &Connection, named: &Named, found: &[i64]) -> Result<Vec<Candidate>> {
    let mut query = conn.prepare_cached(named.shown)?;
    let mut candidates = Vec::new();
    for id in found.iter().take(20) {
        let text =
            |row: &rusqlite::Row<'_>, column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
        let shown = query.query_row(named_params! {":id": id}, |row| {
            Ok(vec![("code", text(row, "code")?), ("name", text(row, "name")?), ("detail", text(row, "detail")?)])
        })?;
        candidates.push(shown);
    }
    Ok(candidates)
}

fn ambiguous(conn: &Connection, named: &Named, typed: &str, found: &[i64]) -> Result<Error> {
    let message = say!(NameAmbiguous { noun: named.noun, typed, count: found.len() });
    let error = Error::new(Kind::Ambiguous, message).candidates(candidates(conn, named, found)?);
    Ok(error.hint(say!(NameAmbiguousHint)).of_unclear(typed, false))
}

fn not_found(conn: &Connection, named: &Named, typed: &str, hint: Text) -> Result<Error> {
    let error = Error::new(Kind::NotFound, say!(NameUnknown { noun: named.noun, typed }));
    let mut query = conn.prepare(&format!("SELECT DISTINCT name FROM {} ORDER BY name", named.names))?;
    let names = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let near = names.iter().map(|name| (strsim::jaro(name, typed), name)).max_by(|a, b| a.0.total_cmp(&b.0));
    Ok(match near {
        Some((likeness, name)) if likeness > 0.75 => error.hint(say!(DidYouMean { suggested: name })),
        _ => error.hint(hint),
    })
}
