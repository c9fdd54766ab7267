//! The stays of one person on rolls, in hand as a whole: what an event does to them is worked out here, and stored at the
//! end if it can be. Transfers use it, and whatever else takes somebody onto a roll, off it or to another one.

use chrono::NaiveDate;

use super::roll::{self, Period, Start};
use super::{Began, Category, Ended, PersonId, states};
use crate::date::PartialDate;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::i18n::{Text, say};
use crate::member::texts;
use crate::org::{self, FoundingMended, OrgId};

/// How a stay ends.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    /// The first day on which the person no longer belongs.
    pub on: PartialDate,
    /// By what.
    pub how: Ended,
    /// A word on it.
    pub note: Option<String>,
}

/// The time of one person in one org without a break, conversions or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// The stay as one period, in the category of its last part.
    whole: Period,
    /// What of it is stored.
    stored: Vec<Period>,
}

impl Stay {
    fn of(stored: &[Period]) -> Self {
        let (head, tail) = (&stored[0], &stored[stored.len() - 1]);
        let end = (tail.until, tail.ended, tail.end_note.clone());
        let whole = Period { category: tail.category, until: end.0, ended: end.1, end_note: end.2, ..head.clone() };
        Self { whole, stored: stored.to_vec() }
    }

    /// In which org.
    pub fn org(&self) -> OrgId {
        self.whole.org
    }

    /// As what, at its end.
    pub fn category(&self) -> Category {
        self.whole.category
    }

    /// From when.
    pub fn since(&self) -> &PartialDate {
        &self.whole.since
    }

    /// Until when, exclusive, and by what it ended.
    pub fn end(&self) -> Option<(&PartialDate, Ended)> {
        self.whole.until.as_ref().zip(self.whole.ended)
    }

    /// Whether it began by this event on this date.
    fn is_begun(&self, how: Began, on: &PartialDate) -> bool {
        self.whole.began == how && self.whole.since == *on
    }

    fn is_ended(&self, how: Ended, on: &PartialDate) -> bool {
        self.whole.ended == Some(how) && self.whole.until.as_ref() == Some(on)
    }

    fn set_end(&mut self, end: Option<End>) {
        let parts = end.map(|end| (end.on, end.how, end.note));
        self.whole.until = parts.as_ref().map(|parts| parts.0);
        self.whole.ended = parts.as_ref().map(|parts| parts.1);
        self.whole.end_note = parts.and_then(|parts| parts.2);
    }

    /// The periods it comes to, in the rows it has.
    fn periods(&self, full_on: Option<&PartialDate>) -> Vec<Period> {
        if !self.stored.is_empty() && Self::of(&self.stored).whole == self.whole {
            return self.stored.clone();
        }
        let mut parts = roll::split(Period { id: None, ..self.whole.clone() }, full_on);
        for (part, old) in parts.iter_mut().zip(&self.stored) {
            part.id = old.id;
        }
        parts
    }
}

/// All stays of one person, earliest first.
#[derive(Debug, Clone)]
pub struct Stays {
    person: PersonId,
    full_on: Option<PartialDate>,
    all: Vec<Stay>,
}

impl Stays {
    /// Reads the stays of a person.
    pub fn load(tx: &Tx<'_>, person: PersonId) -> Result<Self> {
        let full_on = tx
            .prepare_cached("SELECT full_on FROM person WHERE id = ?1")?
            .query_row([person], |row| row.get("full_on"))?;
        let periods = roll::load(tx, person)?;
        Ok(Self { person, full_on, all: roll::stints(&periods).into_iter().map(Stay::of).collect() })
    }

    /// The last stay, if there was one.
    pub fn last(&self) -> Option<&Stay> {
        self.all.last()
    }

    /// The stay that is open and had begun before the day; refuses, naming the event, if there is none.
    pub fn open_on(&self, tx: &Tx<'_>, date: &PartialDate) -> Result<usize> {
        self.open_if(tx, date, |since| date.last_day() > since.first_day())
    }

    /// The stay that is open and had begun by the end of the day; refuses, naming the event, if there is none.
    pub fn open_since(&self, tx: &Tx<'_>, date: &PartialDate) -> Result<usize> {
        self.open_if(tx, date, |since| date.could_follow(since))
    }

    /// Refuses unless the person has been on one roll after the other, without a break, since the day and still is.
    pub fn refuse_no_member_since(&self, tx: &Tx<'_>, date: &PartialDate) -> Result<()> {
        let goes_on = |pair: &[Stay]| pair[1].whole.began == Began::Moved && pair[0].whole.ended == Some(Ended::Moved);
        let moves = self.all.windows(2).rev().take_while(|pair| goes_on(pair)).count();
        match self.all.len().checked_sub(moves + 1).map(|first| self.all[first].since()) {
            Some(since) if date.could_follow(since) => self.open_if(tx, date, |_| true).map(drop),
            _ => self.open_since(tx, date).map(drop),
        }
    }

    fn open_if(&self, tx: &Tx<'_>, date: &PartialDate, begun: impl Fn(&PartialDate) -> bool) -> Result<usize> {
        let name = || super::name(tx, self.person);
        let Some(stay) = self.last() else {
            return Err(Error::refused(say!(NotOnRoll { name: name()? })).hint(say!(NotOnRollHint)));
        };
        let org = org::get(tx, stay.org())?.name;
        if let Some((on, how)) = stay.end() {
            let error = Error::refused(say!(LeftThatRoll { name: name()?, org, on, how }));
            return Err(error.hint(say!(NotOnRollHint)));
        }
        if !begun(stay.since()) {
            let error = Error::refused(say!(NotYetOnRoll { name: name()?, org, since: stay.since(), date }));
            return Err(error.hint(say!(NotOnRollHint)));
        }
        Ok(self.all.len() - 1)
    }

    /// One of them.
    pub fn get(&self, at: usize) -> &Stay {
        &self.all[at]
    }

    /// The one that ended by an event on a date.
    pub fn ended_by(&self, how: Ended, on: &PartialDate) -> Option<usize> {
        self.all.iter().position(|stay| stay.is_ended(how, on))
    }

    /// The one that began by an event on a date.
    pub fn begun_by(&self, how: Began, on: &PartialDate) -> Option<usize> {
        self.all.iter().position(|stay| stay.is_begun(how, on))
    }

    /// The last one, if it is in that org, open or left after the date, and known from a roster only, which lets it have
    /// begun on the date.
    pub fn from_roster(&self, org: OrgId, date: &PartialDate) -> Option<usize> {
        let goes_on = |stay: &&Stay| stay.end().is_none_or(|(on, _)| on.first_day() > date.first_day());
        let Stay { whole, .. } = self.last().filter(|last| last.org() == org).filter(goes_on)?;
        let fits = match whole.began {
            Began::Assumed => true,
            Began::Found => whole.since.could_follow(date),
            Began::Entered => whole.since.could_follow(date) && date.could_follow(&whole.since),
            _ => false,
        };
        fits.then(|| self.all.len() - 1)
    }

    /// A stay begins, as the last.
    pub fn begin(&mut self, org: OrgId, category: Category, since: PartialDate, began: Began) {
        let whole = Period { id: None, org, category, since, until: None, began, ended: None, end_note: None };
        self.all.push(Stay { whole, stored: Vec::new() });
    }

    /// Before the first stay there was one in another org, which went over into it on a day.
    pub fn precede(&mut self, org: OrgId, since: PartialDate, began: Began, until: PartialDate) {
        let category = self.all.first().map_or(Category::Unknown, |stay| stay.whole.category);
        let (until, ended) = (Some(until), Some(Ended::Moved));
        let whole = Period { id: None, org, category, since, until, began, ended, end_note: None };
        self.all.insert(0, Stay { whole, stored: Vec::new() });
    }

    /// A stay ends.
    pub fn end(&mut self, at: usize, end: End) {
        self.all[at].set_end(Some(end));
    }

    /// A stay did not end.
    pub fn reopen(&mut self, at: usize) {
        self.all[at].set_end(None);
    }

    /// A stay began otherwise: in another org, on another day, by another event.
    pub fn begin_otherwise(&mut self, at: usize, org: OrgId, since: PartialDate, began: Began) {
        let whole = &mut self.all[at].whole;
        (whole.org, whole.since, whole.began) = (org, since, began);
    }

    /// The stays in an org whose start was only worked out from its founding begin by what is known of that now.
    /// Returns whether any did.
    pub fn follow_founding(
        &mut self,
        tx: &Tx<'_>,
        org: OrgId,
        (old, new): FoundingMended<'_>,
        today: NaiveDate,
    ) -> Result<bool> {
        let joined: Option<PartialDate> =
            tx.prepare_cached("SELECT joined FROM person WHERE id = ?1")?.query_row([self.person], |row| row.get(0))?;
        let start =
            |founded| Start { entered: None, as_found: None, joined: joined.as_ref(), founded, today: today.into() };
        let (before, after) = (start(old).resolve(), start(Some(new)).resolve());
        let mut any = false;
        for stay in &mut self.all {
            let whole = &mut stay.whole;
            if whole.org == org && (whole.since, whole.began) == before && before != after {
                (whole.since, whole.began) = after;
                any = true;
            }
        }
        Ok(any)
    }

    /// A stay goes over into another org on a day; what followed it follows the new one.
    pub fn go_over(&mut self, at: usize, to: OrgId, on: PartialDate) {
        let old = &mut self.all[at];
        let whole = Period { id: None, org: to, since: on, began: Began::Moved, ..old.whole.clone() };
        old.set_end(Some(End { on, how: Ended::Moved, note: None }));
        self.all.insert(at + 1, Stay { whole, stored: Vec::new() });
    }

    /// A stay never went over into the next one, which is one with it.
    pub fn come_back(&mut self, at: usize) {
        let next = self.all.remove(at + 1).whole;
        let whole = &mut self.all[at].whole;
        (whole.until, whole.ended, whole.end_note) = (next.until, next.ended, next.end_note);
    }

    /// A stay never was.
    pub fn remove(&mut self, at: usize) {
        self.all.remove(at);
    }

    /// Stores them. Refuses, naming the event, what would put the person on two rolls or turn an order around.
    pub fn store(&self, tx: &Tx<'_>) -> Result<()> {
        for stay in &self.all {
            // Who goes on to another roll was on this one for a day at least.
            let is_before = |(on, how): &(&PartialDate, Ended)| {
                !on.could_follow(stay.since()) || *how == Ended::Moved && on.last_day() == stay.since().first_day()
            };
            if let Some((on, _)) = stay.end().filter(is_before) {
                return Err(self.refused(tx, say!(EndBeforeStart { date: on, start: stay.since() }))?);
            }
        }
        self.refuse_before_founding(tx)?;
        for pair in self.all.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            let crosses = before.end().is_none_or(|(on, _)| on.first_day() > after.since().first_day());
            if crosses || before.since().first_day() > after.since().first_day() {
                let org = |stay: &Stay| org::get(tx, stay.org()).map(|org| org.name);
                let end: Option<String> = before.end().map(|(on, _)| on.to_string());
                let period = say!(Period { since: before.since(), until: end.as_deref().unwrap_or("…") });
                let what = say!(StaysCross {
                    org: org(before)?,
                    period,
                    since: after.since(),
                    how: after.whole.began,
                    next: org(after)?
                });
                return Err(self.refused(tx, what)?);
            }
        }
        let wanted: Vec<Period> = self.all.iter().flat_map(|stay| stay.periods(self.full_on.as_ref())).collect();
        roll::store(tx, self.person, &wanted)
    }

    /// Refuses a new start that is known so vaguely that the days before the founding would count.
    fn refuse_before_founding(&self, tx: &Tx<'_>) -> Result<()> {
        let begins_anew = |stay: &&Stay| stay.stored.first().is_none_or(|head| head.since != stay.whole.since);
        for stay in self.all.iter().filter(begins_anew) {
            let (date, founded) = (stay.since(), org::get(tx, stay.org())?.founded);
            if !date.is_exact() && founded.is_some_and(|founded| founded.first_day() > date.first_day()) {
                return Err(self.refused(tx, say!(DateTooVague { date }))?);
            }
        }
        Ok(())
    }

    fn refused(&self, tx: &Tx<'_>, what: Text) -> Result<Error> {
        let name = super::name(tx, self.person)?;
        Ok(Error::refused(say!(OfPerson { name, what })).hint(say!(NotOnRollHint)))
    }

    /// The person leaves the rolls on a day: a state that began later than that is refused, what runs beside the stay
    /// ends with it. Returns the posts among it, in words.
    pub fn end_states(&self, tx: &Tx<'_>, on: &PartialDate) -> Result<Vec<Text>> {
        if let Some((state, since)) = states::begun_after(tx, self.person, on)? {
            return Err(self.refused(tx, say!(StateAfter { state, since: &since, date: on }))?);
        }
        states::end(tx, self.person, on)
    }

    /// The person left on another day than recorded, or never: so it is with what ended that day.
    pub fn end_states_otherwise(&self, tx: &Tx<'_>, old: &PartialDate, new: Option<&PartialDate>) -> Result<()> {
        states::end_otherwise(tx, self.person, old, new)
    }
}

/// An org was founded on another day than recorded: so begin the stays there whose start was worked out from it.
pub fn follow_founding(tx: &Tx<'_>, org: OrgId, mended: FoundingMended<'_>, today: NaiveDate) -> Result<()> {
    let mut query =
        tx.prepare("SELECT DISTINCT person_id FROM roll WHERE org_id = ?1 AND began = 'assumed' ORDER BY 1")?;
    let people = query.query_map([org], |row| row.get(0))?.collect::<rusqlite::Result<Vec<PersonId>>>()?;
    for person in people {
        let mut stays = Stays::load(tx, person)?;
        if stays.follow_founding(tx, org, mended, today)? {
            stays.store(tx)?;
        }
    }
    Ok(())
}
