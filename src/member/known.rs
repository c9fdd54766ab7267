//! Who a row of a roster is about: by identity number; without one by number and name; else the only one of that name
//! in that org whom nothing known contradicts. Where several fit, or what is known contradicts, nothing is guessed.
//! Likely doubles elsewhere are told, never merged.
//!
//! In a small import the indexes answer. In one that is large beside what is there they are off while rows go in
//! ([`crate::db::bulk`]), and the same questions are asked of tables in [`memory`].

mod memory;
mod rival;

use foldhash::{HashMap, HashSet};

use super::PersonId;
use super::check::{Checked, Person};
use super::write::Stored;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::db::bulk::LARGE_FILE;
use crate::error::Result;
use crate::i18n::{Arg, Text, say};
use crate::import::{Fates, Place, Recognised};
use crate::member::texts;
use crate::org::OrgId;

use memory::Memory;
use rival::Agreement;
pub(crate) use rival::{Asked, Rival};

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
    /// Somebody on record, and by what that is known.
    Person(PersonId, Recognised),
    /// Nobody on record; perhaps a double, in words.
    Nobody(Option<Text>),
    /// Somebody of the name and org may be the same or another: who, and what differs.
    Unclear(Vec<(PersonId, Vec<Text>)>),
}

/// The people on record, as an import asks for them.
#[derive(Debug, Default)]
pub(crate) struct People {
    memory: Option<Memory>,
    /// Whether a row that is [`Known::Unclear`] is about another person of the same name (`--new`).
    others: bool,
    /// Where the rows about people stand: those on record, and those new, whose numbers mostly run on.
    seen: HashMap<i64, Place>,
    run: Option<(i64, Vec<Place>)>,
    /// Those new whose numbers do not run on.
    strays: HashSet<i64>,
}

/// Somebody of the same name whose birth may be the same, wherever.
struct Namesake {
    id: PersonId,
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
    /// Of an import where `others` of the same name are other people, if that cannot be told.
    pub(crate) fn new(others: bool) -> Self {
        Self { others, ..Self::default() }
    }

    /// Decides whether the indexes may be off for a file of so many bytes, and if so fills the tables in memory.
    pub(super) fn prepare(&mut self, tx: &Tx<'_>, bytes: u64) -> Result<bool> {
        let people: i64 = tx.query_row("SELECT count(*) FROM person", [], |row| row.get(0))?;
        let rows = i64::try_from(bytes / ROW_BYTES).unwrap_or(i64::MAX);
        if bytes < LARGE_FILE || rows < people / 2 || people > IN_MEMORY {
            return Ok(false);
        }
        let nameless: bool =
            tx.query_row("SELECT EXISTS (SELECT 1 FROM person WHERE id_no IS NULL)", [], |row| row.get(0))?;
        let expected = usize::try_from((people + rows).min(IN_MEMORY)).unwrap_or_default();
        self.memory = Some(Memory::fill(tx, expected, nameless)?);
        Ok(true)
    }

    /// Who on record bears an identity number.
    pub(super) fn holding(&self, tx: &Tx<'_>, id_no: &str) -> Result<Option<PersonId>> {
        match &self.memory {
            Some(memory) => Ok(memory.holding(id_no)),
            None => super::write::holding_id_no(tx, id_no),
        }
    }

    /// Who a checked row of a member is about.
    pub(super) fn known(&mut self, tx: &Tx<'_>, checked: &Checked) -> Result<Known> {
        let org = checked.membership.as_ref().map(|membership| membership.org);
        self.known_in(tx, checked, org.map(|org| Asked { org, on_the_way: false }))
    }

    /// Who a checked row is about that names an org.
    pub(crate) fn known_in(&mut self, tx: &Tx<'_>, checked: &Checked, asked: Option<Asked>) -> Result<Known> {
        let person = &checked.person;
        if let Some(id_no) = &person.id_no
            && let Some(id) = self.holding(tx, id_no)?
        {
            return Ok(Known::Person(id, Recognised::IdNo));
        }
        if let (Some(memory), None) = (&mut self.memory, &person.id_no) {
            memory.fill_names(tx)?;
        }
        if let Some(no) = checked.no {
            let mut query = tx
                .prepare_cached("SELECT 1 FROM person WHERE id = ?1 AND name = ?2 AND (id_no IS NULL OR ?3 IS NULL)")?;
            if query.exists((no, &person.name, &person.id_no))? {
                return Ok(Known::Person(PersonId(no), Recognised::No));
            }
        } else if let Some(asked) = asked
            && let Some(known) = self.by_name(tx, person, asked)?
        {
            return Ok(known);
        }
        Ok(Known::Nobody(self.double(tx, person)?))
    }

    /// Who of that name in that org a row is about, if it may be about anybody there.
    fn by_name(&self, tx: &Tx<'_>, person: &Person, asked: Asked) -> Result<Option<Known>> {
        let among = self.memory.as_ref().map(|memory| memory.in_org(&person.name, asked.org));
        if among.as_ref().is_some_and(Vec::is_empty) {
            return Ok(None);
        }
        let rivals = Rival::all(tx, &person.name, asked, among.as_deref())?;
        let (mut sure, mut fitting, mut differing) = (Vec::new(), Vec::new(), Vec::new());
        let mut moved = false;
        for rival in rivals.iter().filter(|rival| !rival.is_another(person)) {
            match rival.agreement(person) {
                Agreement::Sure => sure.push(rival.id),
                Agreement::Fits => fitting.push(rival.id),
                Agreement::Moved(what) => {
                    moved = true;
                    differing.push((rival.id, what));
                }
                Agreement::Differs(what) => differing.push((rival.id, what)),
            }
        }
        let unclear = match (&sure[..], &fitting[..]) {
            ([one], _) => return Ok(Some(Known::Person(*one, Recognised::NameAndBirth))),
            // Of two whom the row may be about, a telephone that one had before tells nothing.
            ([], [one]) if !moved => return Ok(Some(Known::Person(*one, Recognised::Name))),
            ([], [one]) => std::iter::once((*one, Vec::new())).chain(differing).collect(),
            ([], []) => differing,
            ([], several) | (several, _) => several.iter().map(|id| (*id, Vec::new())).collect(),
        };
        Ok(if unclear.is_empty() || self.others { None } else { Some(Known::Unclear(unclear)) })
    }

    /// Somebody on record, wherever, who may be the same person, in words.
    fn double(&self, tx: &Tx<'_>, person: &Person) -> Result<Option<Text>> {
        let namesakes = self.namesakes(tx, &person.name, person.birth.as_ref())?;
        // Two people who both carry an identity number are two, whatever their names.
        let maybe = namesakes.iter().find(|other| person.id_no.is_none() || !other.has_id_no);
        maybe.map(|other| other.warning(tx)).transpose()
    }

    fn namesakes(&self, tx: &Tx<'_>, name: &str, birth: Option<&PartialDate>) -> Result<Vec<Namesake>> {
        let namesake = |row: &rusqlite::Row<'_>| {
            Ok(Namesake {
                id: row.get("id")?,
                compared: row.get("compared")?,
                org: row.get("org_id")?,
                has_id_no: row.get("has_id_no")?,
            })
        };
        let Some(memory) = &self.memory else {
            let mut query =
                tx.prepare_cached(concat!(include_str!("namesake.sql"), "ORDER BY same_birth DESC, person.id"))?;
            return Ok(query.query_map((name, birth), namesake)?.collect::<Result<_, _>>()?);
        };
        let (ids, mut found) = (memory.of_birth(name, birth), Vec::new());
        if ids.is_empty() {
            return Ok(found);
        }
        let mut query = tx.prepare_cached(concat!(include_str!("namesake.sql"), "AND person.id = ?3"))?;
        for id in ids {
            found.extend(query.query_map((name, birth, id), namesake)?.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(found)
    }

    /// What is said of a row that may be about any of these, or about none.
    pub(crate) fn unclear(&self, who: &[(PersonId, Vec<Text>)], fates: &Fates<'_>) -> Text {
        let named = |(id, differing): &(PersonId, Vec<Text>)| {
            let strayed = || self.strays.get(&id.0).and_then(|id| self.seen.get(id));
            let who: Arg = match self.in_run(*id).or_else(strayed) {
                // The number of somebody who came with this very file says nothing to its reader; the row does.
                Some(place) => fates.name(*place).into(),
                None => say!(ByNumber { no: id.0 }).into(),
            };
            if differing.is_empty() { who } else { say!(RivalDiffers { who, differing: differing.clone() }).into() }
        };
        let who: Vec<Arg> = who.iter().map(named).collect();
        say!(WithHint { what: say!(PersonUnclear { who }), hint: say!(PersonUnclearHint) })
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
            memory.note(id, &checked.person, checked.membership.as_ref().map(|membership| membership.org));
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
            memory.forget(id_no);
        }
        memory.note(old.id, new, old.membership.as_ref().map(|membership| membership.org));
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
