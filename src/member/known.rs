//! Who a row of a roster is about: by identity number; without one by number and name, or by name, birth and org. Likely doubles are told,
//! never merged.
//!
//! In a small import the indexes answer. In one that is large beside what is there they are off while rows go in
//! ([`crate::db::bulk`]), and the same questions are asked of tables in memory: 16 bytes a person.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::PersonId;
use super::check::{Checked, Person};
use super::write::Stored;
use chrono::Datelike as _;
use foldhash::{HashMap, HashSet};

use crate::date::PartialDate;
use crate::db::Tx;
use crate::db::bulk::LARGE_FILE;
use crate::error::Result;
use crate::i18n::{Text, say};
use crate::import::Place;
use crate::org::OrgId;

/// Past so many people on record the indexes stay, so that memory stays within bounds.
const IN_MEMORY: i64 = 1_500_000;

/// Bytes a row of a roster takes, about.
const ROW_BYTES: u64 = 300;

/// Whether a file of so many bytes is a large one, and nobody is on record yet.
pub(super) fn is_first_of_many(tx: &Tx<'_>, bytes: u64) -> Result<bool> {
    Ok(bytes >= LARGE_FILE && !tx.prepare("SELECT 1 FROM person LIMIT 1")?.exists([])?)
}

/// Who a row is about.
#[derive(Debug, PartialEq)]
pub(crate) enum Known {
    /// Somebody on record.
    Person(PersonId),
    /// Nobody on record; perhaps a double, in words.
    Nobody(Option<Text>),
}

/// The people on record, as an import asks for them.
#[derive(Debug, Default)]
pub(crate) struct People {
    memory: Option<Memory>,
    /// Where the rows about people stand: those on record, and those new, whose numbers mostly run on.
    seen: HashMap<i64, Place>,
    run: Option<(i64, Vec<Place>)>,
    /// Those new whose numbers do not run on.
    strays: HashSet<i64>,
}

#[derive(Debug, Default)]
struct Memory {
    by_id_no: HashMap<u64, i64>,
    /// By name and birth; filled when the first person without an identity number turns up.
    by_name: Option<HashMap<u64, Vec<i64>>>,
}

/// Somebody of the same name and birth.
struct Namesake {
    id: PersonId,
    /// Born on the very date, as known; else on one that may be the same.
    same_birth: bool,
    /// Both births are known; else they could not be compared.
    compared: bool,
    org: Option<OrgId>,
    has_id_no: bool,
}

impl Namesake {
    /// Perhaps a double of this one.
    fn warning(&self, tx: &Tx<'_>) -> Result<Text> {
        let place = match self.org.map(|org| crate::org::get(tx, org)).transpose()? {
            Some(org) => say!(OnRollOf { org: org.name }),
            None => say!(OnRollOfNone),
        };
        let no = self.id.0;
        Ok(if self.compared { say!(LikelyDouble { no, place }) } else { say!(LikelyDoubleByName { no, place }) })
    }
}

impl People {
    /// Decides whether the indexes may be off for a file of so many bytes, and if so fills the tables in memory.
    pub(super) fn prepare(&mut self, tx: &Tx<'_>, bytes: u64) -> Result<bool> {
        let people: i64 = tx.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
        let rows = i64::try_from(bytes / ROW_BYTES).unwrap_or(i64::MAX);
        if bytes < LARGE_FILE || rows < people / 2 || people > IN_MEMORY {
            return Ok(false);
        }
        let mut memory = Memory::default();
        // Of its full size from the beginning: a table that grows is there twice while it does.
        memory.by_id_no.reserve(usize::try_from((people + rows).min(IN_MEMORY)).unwrap_or_default());
        let mut query = tx.prepare("SELECT id, id_no FROM person WHERE id_no IS NOT NULL")?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            memory.by_id_no.insert(packed(row.get_ref("id_no")?.as_str().unwrap_or_default()), row.get("id")?);
        }
        let nameless: bool =
            tx.query_row("SELECT EXISTS (SELECT 1 FROM person WHERE id_no IS NULL)", [], |row| row.get(0))?;
        if nameless {
            memory.fill_names(tx)?;
        }
        self.memory = Some(memory);
        Ok(true)
    }

    /// Who a checked row of a member is about.
    pub(super) fn known(&mut self, tx: &Tx<'_>, checked: &Checked) -> Result<Known> {
        let org = checked.membership.as_ref().map(|membership| membership.org);
        self.known_where(tx, checked, |_, on_roll_of| Ok(on_roll_of == org))
    }

    /// Who a checked row is about. `stands_there` tells of somebody of the same name and birth, and of the org on whose
    /// roll that one stood last, whether it is in the org that the row names.
    pub(crate) fn known_where(
        &mut self,
        tx: &Tx<'_>,
        checked: &Checked,
        stands_there: impl Fn(PersonId, Option<OrgId>) -> Result<bool>,
    ) -> Result<Known> {
        let person = &checked.person;
        if let Some(id_no) = &person.id_no {
            let found = match &self.memory {
                Some(memory) => memory.by_id_no.get(&packed(id_no)).copied().map(PersonId),
                None => super::write::holding_id_no(tx, id_no)?,
            };
            if let Some(id) = found {
                return Ok(Known::Person(id));
            }
        }
        if let Some(no) = checked.no {
            let mut query = tx
                .prepare_cached("SELECT 1 FROM person WHERE id = ?1 AND name = ?2 AND (id_no IS NULL OR ?3 IS NULL)")?;
            if query.exists((no, &person.name, &person.id_no))? {
                return Ok(Known::Person(PersonId(no)));
            }
        }
        let namesakes = self.namesakes(tx, &person.name, person.birth.as_ref(), person.id_no.is_none())?;
        // Two people who both carry an identity number are two, whatever their names; so are two of different numbers.
        let mut maybe = namesakes.into_iter().filter(|other| person.id_no.is_none() || !other.has_id_no);
        if checked.no.is_some() {
            let double = maybe.next().map(|other| other.warning(tx)).transpose()?;
            return Ok(Known::Nobody(double));
        }
        let maybe: Vec<Namesake> = maybe.collect();
        let mut same = Vec::new();
        for other in maybe.iter().filter(|other| other.same_birth) {
            if stands_there(other.id, other.org)? {
                same.push(other.id);
            }
        }
        if let [one] = same[..] {
            return Ok(Known::Person(one));
        }
        let double = maybe.first().map(|other| other.warning(tx)).transpose()?;
        Ok(Known::Nobody(double))
    }

    fn namesakes(&mut self, tx: &Tx<'_>, name: &str, birth: Option<&PartialDate>, all: bool) -> Result<Vec<Namesake>> {
        let candidate = |row: &rusqlite::Row<'_>| {
            Ok(Namesake {
                id: row.get("id")?,
                same_birth: row.get("same_birth")?,
                compared: row.get("compared")?,
                org: row.get("org_id")?,
                has_id_no: row.get("has_id_no")?,
            })
        };
        let Some(memory) = &mut self.memory else {
            let mut query =
                tx.prepare_cached(concat!(include_str!("namesake.sql"), "ORDER BY same_birth DESC, person.id"))?;
            return Ok(query.query_map((name, birth), candidate)?.collect::<Result<_, _>>()?);
        };
        if all && memory.by_name.is_none() {
            memory.fill_names(tx)?;
        }
        let Some(names) = &memory.by_name else { return Ok(Vec::new()) };
        let sql = concat!(include_str!("namesake.sql"), "AND person.id = ?3");
        let mut query = tx.prepare_cached(sql)?;
        let mut found = Vec::new();
        for id in names.get(&hashed(name, birth)).into_iter().flatten() {
            found.extend(query.query_map((name, birth, id), candidate)?.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    /// Somebody new is on record.
    pub(super) fn add(&mut self, id: PersonId, checked: &Checked, place: Place) {
        match &mut self.run {
            None => self.run = Some((id.0, vec![place])),
            Some((first, places)) if usize::try_from(id.0 - *first) == Ok(places.len()) => places.push(place),
            Some(_) => {
                self.seen.insert(id.0, place);
                self.strays.insert(id.0);
            }
        }
        if let Some(memory) = &mut self.memory {
            memory.note(id, &checked.person);
        }
    }

    /// Whether somebody came with this import.
    pub(super) fn is_new(&self, id: PersonId) -> bool {
        self.in_run(id).is_some() || self.strays.contains(&id.0)
    }

    fn in_run(&self, id: PersonId) -> Option<&Place> {
        let (first, places) = self.run.as_ref()?;
        places.get(usize::try_from(id.0 - first).ok()?)
    }

    /// Somebody on record carries other facts now.
    pub(super) fn changed(&mut self, old: &Stored, new: &Person) {
        let Some(memory) = &mut self.memory else { return };
        if let Some(id_no) = &old.person.id_no {
            memory.by_id_no.remove(&packed(id_no));
        }
        memory.note(old.id, new);
    }

    /// Notes that a row is about somebody; returns where an earlier row of this import was.
    pub(super) fn seen(&mut self, id: PersonId, place: Place) -> Option<Place> {
        let before = self.in_run(id).or_else(|| self.seen.get(&id.0)).copied();
        if before.is_none() {
            self.seen.insert(id.0, place);
        }
        before
    }
}

impl Memory {
    fn note(&mut self, id: PersonId, person: &Person) {
        if let Some(id_no) = &person.id_no {
            self.by_id_no.insert(packed(id_no), id.0);
        }
        if let Some(names) = &mut self.by_name {
            names.entry(hashed(&person.name, person.birth.as_ref())).or_default().push(id.0);
        }
    }

    fn fill_names(&mut self, tx: &Tx<'_>) -> Result<()> {
        let mut names: HashMap<u64, Vec<i64>> = HashMap::default();
        let mut query = tx.prepare("SELECT id, name, birth FROM person")?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            let birth: Option<PartialDate> = row.get("birth")?;
            let key = hashed(row.get_ref("name")?.as_str().unwrap_or_default(), birth.as_ref());
            names.entry(key).or_default().push(row.get("id")?);
        }
        self.by_name = Some(names);
        Ok(())
    }
}

/// An identity number in 8 bytes: its first 17 digits; the last follows from them.
fn packed(id_no: &str) -> u64 {
    id_no.get(..17).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

/// Births known to the year, month or day fall together, so that the sharper question can be asked of the record.
fn hashed(name: &str, birth: Option<&PartialDate>) -> u64 {
    let mut hasher = DefaultHasher::new();
    (name, birth.map(|birth| birth.first_day().year())).hash(&mut hasher);
    hasher.finish()
}
