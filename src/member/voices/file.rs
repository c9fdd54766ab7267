//! The names of a vote in the columns of a file: as a row tells them, and as an export writes them.

use rusqlite::Connection;

use super::{Voice, Voices, typed};
use crate::date::PartialDate;
use crate::error::{Error, Result};
use crate::i18n::Lang;
use crate::import::Cells;
use crate::member::{PersonId, name};
use crate::output::Value;
use crate::text;

/// The kinds of names, in the order of their columns.
const VOICES: [Voice; 4] = [Voice::For, Voice::Against, Voice::Abstain, Voice::Excused];

/// The columns of the names of a vote: in writing for it, against it, neither; excused, and the consent to that.
pub type Columns = [&'static str; 5];

/// What a row tells of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The names as written, by kind.
    lists: [Option<String>; 4],
    consented: Option<PartialDate>,
}

impl Told {
    /// Reads them under their columns.
    pub fn read(cells: &mut Cells<'_>, columns: Columns) -> Self {
        let [in_favour, against, abstained, excused, consent] = columns;
        let lists = [in_favour, against, abstained, excused].map(|key| cells.text(key));
        Self { lists, consented: cells.date(consent) }
    }

    /// Whether nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The names as they will stand: of which kind the row does not tell, those on record.
    ///
    /// Refuses what is refused of names as typed.
    pub fn over(&self, conn: &Connection, known: &Voices, find: impl Fn(&str) -> Result<PersonId>) -> Result<Voices> {
        let mut voices = Voices { consented: self.consented.or(known.consented), ..Voices::default() };
        for (voice, list) in VOICES.into_iter().zip(&self.lists) {
            let Some(list) = list else {
                for (person, excuse) in known.with(voice) {
                    voices.put(conn, person, voice, excuse)?;
                }
                continue;
            };
            for part in text::items(list).filter(|part| !part.is_empty()) {
                let (who, excuse) = typed::named(voice, part).map_err(Error::refused)?;
                voices.put(conn, find(who)?, voice, excuse)?;
            }
        }
        Ok(voices)
    }
}

impl Voices {
    /// The cells of an export, in the order of the columns.
    pub fn cells(&self, conn: &Connection, lang: Lang) -> Result<[Value; 5]> {
        let mut cells = [const { Value::Null }; 5];
        for (voice, cell) in VOICES.into_iter().zip(&mut cells) {
            let mut names = Vec::new();
            for (person, excuse) in self.with(voice) {
                let name = name(conn, person)?;
                names.push(
                    excuse.map_or_else(|| name.clone(), |excuse| format!("{name}:{}", excuse.entry().label.say(lang))),
                );
            }
            *cell = text::typed(Some(&names.join("、"))).into();
        }
        cells[4] = self.consented.into();
        Ok(cells)
    }
}
