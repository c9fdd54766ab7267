//! What is known by name of a vote: who could not come and gave an opinion in writing before, and who was excused from those
//! due. The vote itself, and its numbers, are of the meeting or of the way into the Party; the names of both stand here.

mod due;
mod file;
mod typed;

pub use due::why_no_vote;
pub use file::{Columns, Told};
pub use typed::VoiceArgs;

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::{PersonId, name};
use crate::code::codes;
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::texts;
use crate::rules::{Advice, rules};

codes! {
    /// How somebody is named with a vote.
    pub enum Voice {
        For = "for", "书面同意", "in writing for it";
        Against = "against", "书面反对", "in writing against it";
        Abstain = "abstain", "书面弃权", "in writing, neither";
        Excused = "excused", "不计入应到", "excused";
    }

    /// Why somebody absent is not counted among those due to vote (E11).
    pub enum Excuse {
        Ill = "ill", "患病不能表达意志", "too ill to say what they want", ["病重", "重病", "患病", "患精神病"];
        Abroad = "abroad", "出国半年以上", "abroad for over half a year", ["出国(境)半年以上", "出国", "出境"];
        Sentenced = "sentenced", "服刑或羁押", "serving a sentence or held", ["服刑", "羁押", "被羁押"];
        Frail = "frail", "年老体弱或长期居外", "frail or living away", ["年老体弱", "长期居住外地", "离职长期居外"];
        Away = "away", "应转未转而外出半年以上", "away and to be transferred", ["应转未转", "外出半年以上"];
    }
}

/// Whose the names are: the row of a resolution, or of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A resolution of a meeting.
    Resolution(i64),
    /// A step on the way into the Party.
    Step(i64),
}

impl Of {
    /// The numbers of the resolution and of the step, of which one is none.
    fn rows(self) -> (Option<i64>, Option<i64>) {
        match self {
            Self::Resolution(row) => (Some(row), None),
            Self::Step(row) => (None, Some(row)),
        }
    }
}

/// The names of a vote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voices {
    /// How each is named, and why whoever is excused.
    named: BTreeMap<PersonId, (Voice, Option<Excuse>)>,
    /// When the org above consented to who is excused.
    consented: Option<PartialDate>,
}

impl Voices {
    /// Names somebody. Refuses whoever is named already.
    fn put(&mut self, conn: &Connection, person: PersonId, voice: Voice, excuse: Option<Excuse>) -> Result<()> {
        match self.named.insert(person, (voice, excuse)) {
            None => Ok(()),
            Some((before, _)) => {
                let name = name(conn, person)?;
                let what = if before == voice {
                    say!(VoiceTwice { name, voice })
                } else {
                    say!(VoiceBoth { name, before, voice })
                };
                Err(Error::refused(what).hint(say!(VoiceHint)))
            }
        }
    }

    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// Everybody named, and how.
    pub fn named(&self) -> impl Iterator<Item = (PersonId, Voice)> {
        self.named.iter().map(|(person, (voice, _))| (*person, *voice))
    }

    /// Those who are named so, with the reason of who is excused.
    fn with(&self, voice: Voice) -> impl Iterator<Item = (PersonId, Option<Excuse>)> {
        self.named.iter().filter(move |(_, (is, _))| *is == voice).map(|(person, (_, excuse))| (*person, *excuse))
    }

    /// How many are named so.
    pub fn count(&self, voice: Voice) -> u32 {
        u32::try_from(self.with(voice).count()).unwrap_or(u32::MAX)
    }

    /// How many are taken off those due.
    pub fn excused(&self) -> u32 {
        self.count(Voice::Excused)
    }

    /// How many voted in writing: as named, else as typed.
    ///
    /// Refuses a number that is not that of the names, and more names for, against or neither than there are `votes` (in this
    /// order).
    pub fn written(&self, typed: Option<u32>, votes: [u32; 3]) -> Result<u32> {
        let counts = [Voice::For, Voice::Against, Voice::Abstain].map(|voice| (voice, self.count(voice)));
        let named = counts.iter().map(|(_, count)| count).sum::<u32>();
        if named == 0 {
            return Ok(typed.unwrap_or_default());
        }
        if let Some(typed) = typed.filter(|typed| *typed != named) {
            return Err(Error::refused(say!(VoicesOtherwise { typed, named })).hint(say!(VoicesOtherwiseHint)));
        }
        match counts.into_iter().zip(votes).find(|((_, count), votes)| count > votes) {
            Some(((voice, count), votes)) => {
                Err(Error::refused(say!(VoicesAbove { voice, count, votes })).hint(say!(VoicesOtherwiseHint)))
            }
            None => Ok(named),
        }
    }

    /// E11: who is excused is so with the consent of the org above. Refuses a consent after the day of the vote.
    pub fn judge(&self, date: &PartialDate, advice: &mut Advice) -> Result<()> {
        match &self.consented {
            _ if self.excused() == 0 => Ok(()),
            Some(consented) if !date.could_follow(consented) => {
                Err(Error::refused(say!(ConsentAfter { consented, date })).hint(say!(ConsentHint)))
            }
            Some(_) => Ok(()),
            None => {
                advice.warn(
                    &rules().excused_consent,
                    date.first_day(),
                    say!(ExcusedWithoutConsent { count: self.excused() }),
                );
                Ok(())
            }
        }
    }

    /// The sum of a vote, with whether it was by ballot and the names behind it.
    pub fn behind(&self, conn: &Connection, sum: Text, is_secret: bool) -> Result<Text> {
        let ballot = is_secret.then(|| say!(ByBallot));
        let parts = ballot.into_iter().chain(self.tell(conn)?);
        Ok(parts.fold(sum, |sum, part| say!(VoteWith { sum, part })))
    }

    /// The names in words, each kind once: `书面同意: 张三、李四`.
    fn tell(&self, conn: &Connection) -> Result<Vec<Text>> {
        let mut told = Vec::new();
        for voice in [Voice::For, Voice::Against, Voice::Abstain, Voice::Excused] {
            let one = |(person, excuse): (PersonId, Option<Excuse>)| {
                let name = name(conn, person)?;
                Ok(match excuse {
                    Some(reason) => say!(VoiceExcused { name, reason }),
                    None => say!(Plain { text: name }),
                })
            };
            let names: Vec<Text> = self.with(voice).map(one).collect::<Result<_>>()?;
            match self.consented.as_ref().filter(|_| voice == Voice::Excused) {
                _ if names.is_empty() => {}
                Some(consented) => told.push(say!(VoicesConsented { voice, names, consented })),
                None => told.push(say!(VoicesNamed { voice, names })),
            }
        }
        Ok(told)
    }
}

/// The names of a vote on record.
pub fn load(conn: &Connection, of: Of) -> Result<Voices> {
    let (resolution, step) = of.rows();
    let mut query = conn.prepare_cached(include_str!("of_vote.sql"))?;
    let mut rows = query.query(named_params! {":resolution": resolution, ":step": step})?;
    let mut voices = Voices::default();
    while let Some(row) = rows.next()? {
        voices.named.insert(row.get("person_id")?, (row.get("voice")?, row.get("reason")?));
        voices.consented = voices.consented.or(row.get("consented")?);
    }
    Ok(voices)
}

/// Brings the names of a vote on record to these, touching only who differs.
pub fn store(tx: &Tx<'_>, of: Of, voices: &Voices) -> Result<()> {
    let (resolution, step) = of.rows();
    let stored = load(tx, of)?;
    for person in stored.named.keys().filter(|person| !voices.named.contains_key(person)) {
        tx.prepare_cached("DELETE FROM voice WHERE (resolution_id = ?1 OR step_id = ?2) AND person_id = ?3")?
            .execute((resolution, step, person))?;
    }
    for (person, (voice, excuse)) in &voices.named {
        if stored.named.get(person) == Some(&(*voice, *excuse)) && stored.consented == voices.consented {
            continue;
        }
        let consented = voices.consented.filter(|_| *voice == Voice::Excused);
        let is_new = !stored.named.contains_key(person);
        let sql = if is_new { include_str!("insert.sql") } else { include_str!("update.sql") };
        tx.prepare_cached(sql)?.execute(named_params! {
            ":resolution": resolution, ":step": step, ":person": person, ":voice": voice, ":reason": excuse,
            ":consented": consented,
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Kind;

    fn voices(named: &[(i64, Voice)]) -> Voices {
        let excuse = |voice| (voice == Voice::Excused).then_some(Excuse::Abroad);
        let named = named.iter().map(|(person, voice)| (PersonId(*person), (*voice, excuse(*voice)))).collect();
        Voices { named, consented: None }
    }

    #[test]
    fn names_and_numbers_agree() {
        let two = voices(&[(1, Voice::For), (2, Voice::Against), (3, Voice::Excused)]);
        assert_eq!(two.written(None, [5, 1, 0]).unwrap(), 2, "who is excused voted not");
        assert_eq!(two.written(Some(2), [5, 1, 0]).unwrap(), 2);
        assert_eq!(two.written(Some(3), [5, 1, 0]).unwrap_err().kind(), Kind::Refused);
        assert!(two.written(None, [5, 0, 0]).is_err(), "nobody was against it");
        assert!(two.written(None, [0, 1, 0]).is_err(), "nobody was for it");
        assert_eq!(voices(&[(3, Voice::Excused)]).written(Some(4), [5, 0, 0]).unwrap(), 4, "not all need names");
    }

    #[test]
    fn the_org_above_consents_before() {
        let mut one = voices(&[(1, Voice::Excused)]);
        let date: PartialDate = "2021-05-10".parse().unwrap();
        let mut advice = Advice::default();
        one.judge(&date, &mut advice).unwrap();
        assert_eq!(advice.warnings().len(), 1, "nobody says that it consented");
        for (consented, is_sound) in [("2021-05-10", true), ("2021-05", true), ("2021-05-11", false)] {
            one.consented = Some(consented.parse().unwrap());
            assert_eq!(one.judge(&date, &mut advice).is_ok(), is_sound, "{consented}");
        }
        assert_eq!(advice.warnings().len(), 1);
        voices(&[(1, Voice::For)]).judge(&date, &mut advice).unwrap();
        assert_eq!(advice.warnings().len(), 1, "nobody is excused");
    }
}
